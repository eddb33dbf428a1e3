/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strs.h"
#include "base/wrap.h"
#include "cli/command.h"
#include "label/format.h"
#include "label/issue.h"
#include "store/read.h"

/* The form that is asked for, or NULL: text. */
static const struct label_format *file_format(const struct call *c)
{
    const struct label_format *f;

    for (size_t i = 0; (f = label_format_at(i)); i++)
        if (call_format_is(c, f->name))
            return f;
    return NULL;
}

/* One or more labels on their way to a file or the terminal. */
struct printing {
    struct call *call;
    struct label_options options;
    char day[DATE_TEXT];
    size_t width;
    enum layout layout;
    FILE *out;
    size_t n;
};

/* Which moment it shows: a paper that is printed again must say so. */
static void print_at(const struct printing *p, bool xml)
{
    const struct session *s = &p->call->session;
    struct strs lines = STRS_INIT;
    struct buf b = BUF_INIT;

    if (!s->then)
        return;
    if (xml) {
        moment_note(&s->at, &b);
        fprintf(p->out, "<!-- %s -->\n", b.s);
    } else {
        moment_words(&s->at, &b);
        wrap_text(&lines, b.s, p->width);
    }
    for (size_t i = 0; i < lines.n; i++)
        fprintf(p->out, "%s\n", lines.v[i]);
    strs_release(&lines);
    buf_release(&b);
}

/* The same on a page. */
static void remark_at(const struct printing *p, struct label *label)
{
    struct buf b = BUF_INIT;

    if (!p->call->session.then)
        return;
    moment_words(&p->call->session.at, &b);
    label_remark(label, b.s);
    buf_release(&b);
}

/* Behind the first line, which says what it is. */
static void print_file(const struct printing *p, const struct buf *b)
{
    size_t head = strcspn(b->s, "\n") + 1;

    fwrite(b->s, 1, head, p->out);
    print_at(p, true);
    fwrite(b->s + head, 1, b->len - head, p->out);
}

/* Lines, which escape by themselves what a terminal cannot be trusted with. */
static int make_lines(const struct printing *p, const struct label *l,
                      struct buf *out, struct error *err)
{
    if (call_format_is(p->call, "message") && p->call->session.then)
        return error_set(err, ERROR_USAGE,
                         _("a text message tells what is so now: leave out "
                           "--at"));
    if (call_format_is(p->call, "message"))
        return label_sms(l, out, err);
    if (call_format_is(p->call, "oral"))
        label_oral(l, p->layout, p->width, out);
    else
        label_text(l, p->layout, p->width, out);
    return 0;
}

static int print_label(struct printing *p, const char *const *refs, size_t n,
                       struct error *err)
{
    struct buf b = BUF_INIT;
    struct label *label;
    int failed = 0;

    if (label_build(&label, p->call->session.store, refs, n, &p->options,
                    err) != 0)
        return -1;
    if (issue_settle(&label, p->call->session.store, p->day, NULL, err) != 0) {
        label_free(label);
        return -1;
    }
    if (!options_has(&p->call->options, OPTION_LAYOUT))
        p->layout = label_layout(label);
    if (file_format(p->call)) {
        remark_at(p, label);
        file_format(p->call)->make(label, p->layout, &b);
        print_file(p, &b);
    } else {
        failed = make_lines(p, label, &b, err);
        if (p->n && !call_format_is(p->call, "message"))
            fputc('\n', p->out);
        print_at(p, false);
        fputs(b.s, p->out);
    }
    p->n++;
    label_free(label);
    buf_release(&b);
    return failed;
}

static int add_ref(const struct record *r, void *data, struct error *err)
{
    (void)err;
    strs_add(data, r->ref);
    return 0;
}

/* One label for each dataset, one behind the other. */
static int print_each(struct printing *p, const struct strs *refs,
                      struct error *err)
{
    for (size_t i = 0; i < refs->n; i++) {
        const char *ref = refs->v[i];

        if (print_label(p, &ref, 1, err))
            return -1;
    }
    return 0;
}

/* Each in a file of its own, "bus-stop-phones.xml"; all of them or none. */
static int print_folder(struct printing *p, const struct strs *refs,
                        struct error *err)
{
    const char *path = options_text(&p->call->options, OPTION_OUTPUT);
    struct folder_out folder = { .path = NULL };
    int failed = folder_begin(&folder, path, err);

    for (size_t i = 0; i < refs->n && !failed; i++) {
        const char *ref = refs->v[i];
        char *name = xasprintf("%s.%s", ref, file_format(p->call)->name);

        failed = folder_file(&folder, name, &p->out, err);
        if (!failed) {
            failed = print_label(p, &ref, 1, err);
            failed = folder_end(&folder, p->out, err) || failed ? -1 : 0;
        }
        free(name);
    }
    if (!failed)
        failed = folder_commit(&folder, err);
    folder_abandon(&folder);
    return failed;
}

/* One label for each dataset. */
static int print_all(struct printing *p, struct error *err)
{
    struct strs refs = STRS_INIT;
    int failed =
        store_each(p->call->session.store, KIND_DATASET, add_ref, &refs, err);

    if (!failed)
        failed = file_format(p->call) ? print_folder(p, &refs, err)
                                      : print_each(p, &refs, err);
    strs_release(&refs);
    return failed;
}

static int print_file_or_text(struct printing *p, struct error *err)
{
    const struct call *c = p->call;
    struct file_out f;
    int failed;

    if (session_begin_file(&c->session, &f,
                           options_text(&c->options, OPTION_OUTPUT), err) != 0)
        return -1;
    p->out = f.stream;
    failed = c->n ? print_label(p, c->args, c->n, err) : print_all(p, err);
    if (!failed)
        failed = file_commit(&f, err);
    file_abandon(&f);
    return failed;
}

static int check_words(const struct call *c, struct error *err)
{
    bool all = options_has(&c->options, OPTION_ALL);

    if (all == (c->n > 0))
        return error_set(err, ERROR_USAGE,
                         all ? _("--all takes no refs")
                             : _("name a dataset, or say --all; 'larder list' "
                                 "shows them"));
    if (all && file_format(c) &&
        strcmp(options_text(&c->options, OPTION_OUTPUT), "-") == 0)
        return error_set(err, ERROR_USAGE,
                         _("one %s file holds one label: name a dataset, or "
                           "with --output a new folder for all of them"),
                         file_format(c)->title);
    return 0;
}

/* The day that --on names, else today. */
static int find_day(struct printing *p, struct error *err)
{
    const char *on = options_text(&p->call->options, OPTION_ON);

    return on ? date_read(p->day, on, err)
              : session_today(&p->call->session, p->day, err);
}

int cmd_label_print(struct call *c, struct error *err)
{
    struct printing p = { .call = c };

    p.options.profile = options_text(&c->options, OPTION_PROFILE);
    p.options.lang = options_text(&c->options, OPTION_LANG);
    p.options.as_of = p.day;
    p.options.of_day = options_has(&c->options, OPTION_ON);
    if (find_day(&p, err) != 0 || check_words(c, err) != 0 ||
        layout_parse(&p.layout, options_text(&c->options, OPTION_LAYOUT),
                     err) != 0 ||
        options_number(&c->options, OPTION_WIDTH, 20, 1000, &p.width, err) != 0)
        return -1;
    return c->n || !file_format(c) ? print_file_or_text(&p, err)
                                   : print_all(&p, err);
}
