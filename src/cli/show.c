/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <stdlib.h>
#include <string.h>

#include "app/display.h"
#include "app/pager.h"
#include "base/columns.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "cli/command.h"
#include "cli/say.h"
#include "exchange/json.h"
#include "store/read.h"

enum { LABEL_CELLS = 30, NARROWEST = 30 };

/* --- text ---------------------------------------------------------------- */

/* "  Label                   first line", further lines under the first. */
static void say_lines(const char *label, const char *text)
{
    size_t width = pager_width();
    size_t room = width > LABEL_CELLS + NARROWEST ? width - LABEL_CELLS : 0;
    struct strs lines = STRS_INIT;
    size_t used = utf8_width(label) + 2;
    int gap = used < LABEL_CELLS ? (int)(LABEL_CELLS - used) : 1;

    wrap_text(&lines, text, room ? room : 100000);
    for (size_t i = 0; i < lines.n; i++)
        if (i && !*lines.v[i])
            putchar('\n');
        else if (i)
            say("%*s%s", LABEL_CELLS, "", lines.v[i]);
        else
            say("  %s%*s%s", label, gap, "", lines.v[i]);
    strs_release(&lines);
}

/* A ref, and what the record it names is called. */
static void add_named(struct buf *b, struct store *s, const char *ref)
{
    struct buf title = BUF_INIT;
    struct record r;

    buf_adds(b, ref);
    if (store_load(s, ref, &r, NULL) != 0)
        return;
    display_title(&title, &r);
    if (strcmp(title.s, r.ref) != 0)
        buf_addf(b, " (%s)", title.s);
    buf_release(&title);
    record_release(&r);
}

static void show_refs(struct store *s, const char *label, const struct value *v)
{
    for (size_t i = 0; i < v->items.n; i++) {
        struct buf b = BUF_INIT;

        add_named(&b, s, v->items.v[i]);
        say_lines(i ? "" : label, b.s);
        buf_release(&b);
    }
}

static void show_words(const struct value *v)
{
    for (size_t i = 0; i < v->words_n; i++) {
        const struct words *w = &v->words[i];
        struct buf label = BUF_INIT;

        buf_addf(&label, words_stale(v, w) ? _("  %s (out of date)") : "  %s",
                 w->lang);
        say_lines(label.s, w->text);
        buf_release(&label);
    }
}

static void show_field(struct store *s, enum field field, const struct value *v)
{
    const char *label = _(field_info(field)->label);
    struct buf b = BUF_INIT;

    if (field_is_ref(field) && v->state == STATE_VALUE) {
        show_refs(s, label, v);
        return;
    }
    display_value(&b, field, v);
    say_lines(label, b.s);
    buf_release(&b);
    show_words(v);
}

static void show_fields(struct store *s, const struct record *r)
{
    const struct kind_info *k = kind_info(r->kind);
    enum section section = SECTION_COUNT;

    for (size_t i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (field_info(field)->section != section) {
            section = field_info(field)->section;
            putchar('\n');
            say("%s", section_title(section));
        }
        show_field(s, field, &r->values[i]);
    }
}

static void show_list(const struct records *l, enum kind kind)
{
    struct columns table;

    putchar('\n');
    say("%s", _(kind_info(kind)->titles));
    if (!l->n) {
        say("  %s", _("there is none in this list"));
        return;
    }
    columns_init(&table, 2, pager_width());
    table.wrap = true;
    for (size_t i = 0; i < l->n; i++) {
        char *ref = xasprintf("  %s", l->v[i].ref);
        struct buf title = BUF_INIT;

        display_title(&title, &l->v[i]);
        columns_add(&table, ref);
        columns_add(&table, title.s);
        buf_release(&title);
        free(ref);
    }
    columns_print(&table, stdout);
    columns_release(&table);
}

static int show_text(struct store *s, const struct record *r, struct error *err)
{
    int failed = 0;

    say(_("%s '%s', version %lld"), _(kind_info(r->kind)->title), r->ref,
        (long long)r->version);
    show_fields(s, r);
    for (int kind = 0; kind < KIND_COUNT && !failed; kind++) {
        struct records l = RECORDS_INIT;

        if (kind_info((enum kind)kind)->parent != r->kind)
            continue;
        failed = store_children(s, r->ref, (enum kind)kind, &l, err);
        if (!failed)
            show_list(&l, (enum kind)kind);
        records_release(&l);
    }
    return failed;
}

/* --- JSON ---------------------------------------------------------------- */

static int children_json(struct store *s, const struct record *r, json_t *out,
                         struct error *err)
{
    int failed = 0;

    for (int kind = 0; kind < KIND_COUNT && !failed; kind++) {
        struct records l = RECORDS_INIT;
        json_t *array;

        if (kind_info((enum kind)kind)->parent != r->kind)
            continue;
        failed = store_children(s, r->ref, (enum kind)kind, &l, err);
        array = json_array();
        for (size_t i = 0; i < l.n; i++)
            json_array_append_new(array, json_record(&l.v[i]));
        json_object_set_new(out, kind_info((enum kind)kind)->name, array);
        records_release(&l);
    }
    return failed;
}

static int show_json(const struct call *c, const struct record *r,
                     struct error *err)
{
    struct store *s = c->session.store;
    json_t *o = json_record(r), *at = call_at_json(c);
    json_t *children = json_object();
    int failed = children_json(s, r, children, err);

    if (json_object_size(children))
        json_object_set(o, "children", children);
    json_decref(children);
    if (at)
        json_object_set_new(o, "at", at);
    if (!failed)
        say_json(json_incref(o));
    json_decref(o);
    return failed;
}

int cmd_show(struct call *c, struct error *err)
{
    struct store *s = c->session.store;
    struct record r;
    int failed;

    if (store_read_begin(s, err) != 0)
        return -1;
    failed = store_load(s, c->args[0], &r, err);
    if (!failed) {
        failed = call_format_is(c, "json") ? show_json(c, &r, err)
                                           : show_text(s, &r, err);
        record_release(&r);
    }
    store_read_end(s);
    return failed;
}
