/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* label check: what in the words of labels breaks a gate. */

#include <stdlib.h>
#include <string.h>

#include "app/status.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "exchange/json.h"
#include "label/label.h"
#include "label/lint_label.h"
#include "policy/today.h"
#include "store/read.h"

struct checking {
    struct call *call;
    struct label_options options;
    enum layout layout;
    char day[DATE_TEXT];
    size_t labels;
    size_t errors, warnings; /* of the label at hand                       */
    size_t errors_all;
    json_t *findings;
};

/* --- one finding --------------------------------------------------------- */

/* "bus-stop-phones/use/times say_no_how", or "row 9", or nothing. */
static char *place(const struct lint_found *f)
{
    if (f->ref && f->field != FIELD_COUNT)
        return xasprintf("%s %s", f->ref, field_info(f->field)->name);
    if (f->ref)
        return xstrdup(f->ref);
    return f->row ? xasprintf(_("row %zu"), f->row)
                  : xstrdup(_("the whole label"));
}

static void say_found(const struct lint_found *f, void *data)
{
    const struct gate_info *gate = gate_info(f->gate);
    struct checking *k = data;
    char *where = place(f);

    if (gate->severity == LINT_ERROR)
        k->errors++;
    else
        k->warnings++;
    say("%s (%s) %s", gate->code,
        gate->severity == LINT_ERROR ? _("error") : _("warning"), where);
    say_wrapped(4, 0, f->message);
    free(where);
}

static void add_found(const struct lint_found *f, void *data)
{
    const struct gate_info *gate = gate_info(f->gate);
    struct checking *k = data;
    json_t *o =
        json_pack("{s:s, s:s, s:s}", "code", gate->code, "severity",
                  lint_severity_name(gate->severity), "title", gate->title);

    k->errors += gate->severity == LINT_ERROR;
    if (f->ref)
        json_object_set_new(o, "ref", json_words(f->ref));
    if (f->field != FIELD_COUNT)
        json_object_set_new(o, "field",
                            json_string(field_info(f->field)->name));
    if (f->row)
        json_object_set_new(o, "row", json_integer((json_int_t)f->row));
    if (*f->what)
        json_object_set_new(o, "what", json_words(f->what));
    json_array_append_new(k->findings, o);
}

/* --- one label ----------------------------------------------------------- */

static void say_label(struct checking *k, const struct label *l)
{
    struct buf refs = BUF_INIT;
    struct lint_size size;

    for (size_t i = 0; i < l->refs.n; i++)
        buf_addf(&refs, "%s%s", i ? " " : "", l->refs.v[i]);
    if (k->labels)
        putchar('\n');
    say("%s", refs.s);
    lint_label(l, k->layout, k->day, say_found, k);
    lint_measure(l, k->layout, &size);
    say(_("Errors: %zu, warnings: %zu."), k->errors, k->warnings);
    say(_("Words to read: %zu in the layout '%s'."), size.words,
        layout_name(k->layout));
    if (!options_has(&k->call->options, OPTION_ALL)) {
        putchar('\n');
        reading_say(l->lang, &size.counts);
    }
    buf_release(&refs);
}

static void add_label(struct checking *k, const struct label *l)
{
    json_t *refs = json_array();
    struct lint_size size;
    json_t *o;

    k->findings = json_array();
    lint_label(l, k->layout, k->day, add_found, k);
    lint_measure(l, k->layout, &size);
    o = reading_json(l->lang, &size.counts);
    for (size_t i = 0; i < l->refs.n; i++)
        json_array_append_new(refs, json_words(l->refs.v[i]));
    json_object_set_new(o, "refs", refs);
    json_object_set_new(o, "read",
                        json_pack("{s:s, s:I}", "layout",
                                  layout_name(k->layout), "words",
                                  (json_int_t)size.words));
    json_object_set_new(o, "findings", k->findings);
    say_array(o, k->labels);
}

static int check_label(struct checking *k, const char *const *refs, size_t n,
                       struct error *err)
{
    struct label *l;

    if (label_build(&l, k->call->session.store, refs, n, &k->options, err) != 0)
        return -1;
    k->errors = k->warnings = 0;
    if (call_format_is(k->call, "json"))
        add_label(k, l);
    else
        say_label(k, l);
    k->errors_all += k->errors;
    k->labels++;
    label_free(l);
    return 0;
}

static int add_ref(const struct record *r, void *data, struct error *err)
{
    (void)err;
    strs_add(data, r->ref);
    return 0;
}

static int check_all(struct checking *k, struct error *err)
{
    struct strs refs = STRS_INIT;
    int failed =
        store_each(k->call->session.store, KIND_DATASET, add_ref, &refs, err);

    for (size_t i = 0; i < refs.n && !failed; i++) {
        const char *ref = refs.v[i];

        failed = check_label(k, &ref, 1, err);
    }
    strs_release(&refs);
    return failed;
}

/* --- the command --------------------------------------------------------- */

static int check_words(const struct call *c, struct error *err)
{
    bool all = options_has(&c->options, OPTION_ALL);

    if (all == (c->n > 0))
        return error_set(err, ERROR_USAGE,
                         all ? _("--all takes no refs")
                             : _("name a dataset, or say --all; 'larder list' "
                                 "shows them"));
    return 0;
}

static void say_at(const struct call *c)
{
    struct buf b = BUF_INIT;

    if (c->session.then && call_format_is(c, "text")) {
        moment_words(&c->session.at, &b);
        say("%s", b.s);
    }
    buf_release(&b);
}

int cmd_label_check(struct call *c, struct error *err)
{
    const char *as_of = *c->session.as_of ? c->session.as_of : NULL;
    struct checking k = { .call = c };
    int failed;

    k.options.lang = options_text(&c->options, OPTION_LANG);
    k.options.as_of = as_of;
    if (check_words(c, err) != 0 ||
        layout_parse(&k.layout, options_text(&c->options, OPTION_LAYOUT),
                     err) != 0 ||
        today_unless(c->session.store, as_of, k.day, err) != 0)
        return -1;
    say_at(c);
    failed = c->n ? check_label(&k, c->args, c->n, err) : check_all(&k, err);
    if (failed)
        return -1;
    if (call_format_is(c, "json"))
        say_array_end(k.labels);
    return k.errors_all ? STATUS_FINDINGS : STATUS_FINE;
}
