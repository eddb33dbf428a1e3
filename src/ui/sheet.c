/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "app/display.h"
#include "audit/audit.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/ref.h"
#include "store/history.h"
#include "store/read.h"

enum { INDENT = 2, GAP = 2, LAST_CHANGES = 3 };

/* --- items --------------------------------------------------------------- */

static void item_release(struct sheet_item *item)
{
    free(item->name);
    free(item->text);
    free(item->ref);
    strs_release(&item->rows);
}

static void drop_from(struct sheet *h, size_t n)
{
    while (h->n > n)
        item_release(&h->items[--h->n]);
    h->width = 0;
}

void sheet_release(struct sheet *h)
{
    drop_from(h, 0);
    free(h->items);
    if (h->id)
        record_release(&h->r);
    *h = (struct sheet){ .id = 0 };
}

static struct sheet_item *add(struct sheet *h, enum sheet_kind kind,
                              const char *name, const char *text)
{
    struct sheet_item *item;

    ARRAY_GROW(h->items, h->n, h->room);
    item = &h->items[h->n++];
    *item = (struct sheet_item){ .kind = kind,
                                 .name = xstrdup(name),
                                 .text = xstrdup(text),
                                 .field = FIELD_COUNT,
                                 .child = KIND_NONE };
    return item;
}

/* --- fields -------------------------------------------------------------- */

/* "City of X (city-of-x)", or the ref alone. */
static void add_record_words(struct store *s, const char *ref, struct buf *out)
{
    struct record r;

    if (store_load(s, ref, &r, NULL) != 0) {
        buf_adds(out, ref);
        return;
    }
    buf_addf(out, "%s (%s)", record_title(&r, NULL), ref);
    record_release(&r);
}

static void add_items(struct store *s, enum field f, const struct value *v,
                      struct buf *out)
{
    if (!field_is_ref(f) || v->state != STATE_VALUE) {
        display_value(out, f, v);
        return;
    }
    for (size_t i = 0; i < v->items.n; i++) {
        if (i)
            buf_addc(out, '\n');
        add_record_words(s, v->items.v[i], out);
    }
}

static void add_languages(const struct value *v, struct buf *out)
{
    for (size_t i = 0; i < v->words_n; i++) {
        const struct words *w = &v->words[i];

        buf_addf(out, "\n[%s] %s", w->lang, w->text);
        if (words_stale(v, w))
            buf_addf(out, " %s", _("(of an older text)"));
    }
}

static void add_field(struct sheet *h, struct store *s, enum field f)
{
    const struct value *v = record_get(&h->r, f);
    struct buf text = BUF_INIT;

    if (v->state == STATE_BLANK)
        return;
    add_items(s, f, v, &text);
    add_languages(v, &text);
    add(h, SHEET_FIELD, _(field_info(f)->label), text.s)->field = f;
    buf_release(&text);
}

static bool is_asked_blank(const struct sheet *h, enum field f)
{
    return record_get(&h->r, f)->state == STATE_BLANK &&
           (field_info(f)->flags & (FIELD_ASK | FIELD_MUST));
}

static bool in_section(const struct sheet *h, enum section section, size_t i)
{
    return field_info((enum field)(kind_info(h->r.kind)->first + i))->section ==
           section;
}

/* What nobody has answered, in one item. */
static void add_blanks(struct sheet *h, enum section section)
{
    const struct kind_info *k = kind_info(h->r.kind);
    enum field first = FIELD_COUNT;
    struct buf names = BUF_INIT;

    for (size_t i = 0; i < k->count; i++) {
        enum field f = (enum field)(k->first + i);

        if (!in_section(h, section, i) || !is_asked_blank(h, f))
            continue;
        if (first == FIELD_COUNT)
            first = f;
        buf_addf(&names, "%s%s", names.len ? "; " : "",
                 _(field_info(f)->label));
    }
    if (first != FIELD_COUNT)
        add(h, SHEET_BLANKS, _("Not answered"), names.s)->field = first;
    buf_release(&names);
}

static void add_section(struct sheet *h, struct store *s, enum section section)
{
    const struct kind_info *k = kind_info(h->r.kind);
    size_t before = h->n;

    add(h, SHEET_HEADING, section_title(section), "");
    for (size_t i = 0; i < k->count; i++)
        if (in_section(h, section, i))
            add_field(h, s, (enum field)(k->first + i));
    add_blanks(h, section);
    if (h->n == before + 1)
        drop_from(h, before);
}

/* --- other records ------------------------------------------------------- */

/* What lists show of a record, beside its title. */
static void add_summary(const struct record *r, struct buf *out)
{
    const struct kind_info *k = kind_info(r->kind);

    for (size_t i = 0; i < k->count; i++) {
        enum field f = (enum field)(k->first + i);

        if (!(field_info(f)->flags & FIELD_SUM) ||
            f == kind_title_field(r->kind) ||
            record_get(r, f)->state == STATE_BLANK)
            continue;
        buf_addf(out, "%s%s: ", out->len ? "; " : "", _(field_info(f)->label));
        display_value(out, f, record_get(r, f));
    }
}

static void add_record(struct sheet *h, const struct record *r, enum kind child)
{
    struct buf text = BUF_INIT, all = BUF_INIT;
    struct sheet_item *item;

    add_summary(r, &text);
    buf_addf(&all, "%s", record_title(r, NULL));
    if (text.len)
        buf_addf(&all, "\n%s", text.s);
    item = add(h, SHEET_RECORD, ref_slug(r->ref), all.s);
    item->ref = xstrdup(r->ref);
    item->child = child;
    buf_release(&text);
    buf_release(&all);
}

/* "Elements (3)   List of elements: complete" */
static void add_child_heading(struct sheet *h, enum kind child, size_t n)
{
    enum field state = kind_list_state(child);
    struct buf name = BUF_INIT;

    buf_addf(&name, "%s (%zu)", _(kind_info(child)->titles), n);
    if (state != FIELD_COUNT) {
        buf_addf(&name, " - %s: ", _(field_info(state)->label));
        display_value(&name, state, record_get(&h->r, state));
    }
    add(h, SHEET_HEADING, name.s, "")->child = child;
    buf_release(&name);
}

static int add_children(struct sheet *h, struct store *s, enum kind child,
                        struct error *err)
{
    struct records l = RECORDS_INIT;

    if (store_children(s, h->r.ref, child, &l, err) != 0)
        return -1;
    add_child_heading(h, child, l.n);
    for (size_t i = 0; i < l.n; i++)
        add_record(h, &l.v[i], child);
    if (l.n == 0)
        add(h, SHEET_EMPTY, "", _("none yet: A adds one"))->child = child;
    records_release(&l);
    return 0;
}

static int add_all_children(struct sheet *h, struct store *s, struct error *err)
{
    for (int k = 0; k < KIND_COUNT; k++)
        if (kind_info((enum kind)k)->parent == h->r.kind &&
            add_children(h, s, (enum kind)k, err) != 0)
            return -1;
    return 0;
}

static int add_referrers(struct sheet *h, struct store *s, struct error *err)
{
    struct strs refs = STRS_INIT;

    if (store_referrers(s, h->r.ref, &refs, err) != 0)
        return -1;
    if (refs.n)
        add(h, SHEET_HEADING, _("Named by"), "");
    for (size_t i = 0; i < refs.n; i++) {
        struct record r;

        if (store_load(s, refs.v[i], &r, NULL) != 0)
            continue;
        add(h, SHEET_RECORD, _(kind_info(r.kind)->title),
            record_title(&r, NULL))
            ->ref = xstrdup(r.ref);
        record_release(&r);
    }
    strs_release(&refs);
    return 0;
}

/* --- what happened to it ------------------------------------------------- */

static int add_change(const struct history_entry *e, void *data,
                      struct error *err)
{
    struct buf text = BUF_INIT;
    char time[21];

    (void)err;
    clock_format(time, e->time);
    time[10] = '\0';
    buf_addf(&text, "%s  %s  %s", e->operation, e->actor ? e->actor : "?",
             e->ref ? e->ref : "");
    add(data, SHEET_CHANGE, time, text.s);
    buf_release(&text);
    return 0;
}

static int add_history(struct sheet *h, struct store *s, struct error *err)
{
    add(h, SHEET_HEADING, _("Last changes"), "");
    return history_each(s, h->r.ref, 0, LAST_CHANGES, add_change, h, err);
}

/* --- all of it ----------------------------------------------------------- */

static int read_record(struct sheet *h, struct store *s, int64_t id,
                       struct error *err)
{
    if (store_load_id(s, id, &h->r, err) != 0)
        return -1;
    h->id = id;
    for (int i = 0; i < SECTION_COUNT; i++)
        add_section(h, s, (enum section)i);
    if (add_all_children(h, s, err) != 0)
        return -1;
    if (add_referrers(h, s, err) != 0)
        return -1;
    return add_history(h, s, err);
}

int sheet_read(struct sheet *h, struct store *s, int64_t id, struct error *err)
{
    int failed;

    sheet_release(h);
    if (store_read_begin(s, err) != 0)
        return -1;
    failed = read_record(h, s, id, err);
    store_read_end(s);
    return failed;
}

/* --- findings ------------------------------------------------------------ */

/* The ref without that of the record of the page: "use/plan", or "". */
static const char *within(const struct sheet *h, const char *ref)
{
    size_t len = strlen(h->r.ref);

    if (strncmp(ref, h->r.ref, len) != 0)
        return ref;
    return ref[len] == '/' ? ref + len + 1 : ref[len] ? ref : "";
}

static void add_finding(struct sheet *h, const struct findings *l,
                        const struct finding *f)
{
    const char *ref = finding_ref(l, f), *where = within(h, ref);
    enum kind kind = ref_kind(ref);
    struct buf name = BUF_INIT, text = BUF_INIT;
    struct sheet_item *item;

    buf_addf(&name, "%s %s", severity_words(f->rule->severity), f->rule->id);
    buf_addf(&text, "%s%s", where, *where ? ": " : "");
    finding_words(l, f, true, &text);
    item = add(h, SHEET_FINDING, name.s, text.s);
    item->ref = xstrdup(ref);
    item->field =
        field_find(kind == KIND_NONE ? h->r.kind : kind, finding_field(l, f));
    buf_release(&name);
    buf_release(&text);
}

static void add_findings(struct sheet *h, const struct findings *l)
{
    struct buf name = BUF_INIT;

    buf_addf(&name, "%s (%zu)", _("Findings"), l->n);
    add(h, SHEET_HEADING, name.s, "");
    for (size_t i = 0; i < l->n; i++)
        add_finding(h, l, &l->v[i]);
    if (l->n == 0)
        add(h, SHEET_NOTE, "", _("The rules find nothing wrong."));
    buf_release(&name);
}

void sheet_check(struct sheet *h, struct store *s, const char *as_of)
{
    const char *refs[] = { h->r.ref };
    const struct audit_options o = { .as_of = as_of, .refs = refs, 1 };
    struct audit_report report;
    struct error err = ERROR_INIT;
    size_t n = h->n;

    while (h->checked && n && h->items[n - 1].kind != SHEET_HEADING)
        n--;
    drop_from(h, h->checked && n ? n - 1 : n);
    h->checked = true;
    if (audit_run(s, &o, &report, &err) == 0) {
        add_findings(h, &report.findings);
        audit_release(&report);
        return;
    }
    add(h, SHEET_HEADING, _("Findings"), "");
    add(h, SHEET_NOTE, "",
        err.code == ERROR_INTERRUPTED
            ? _("Not checked: this takes a while. c checks now.")
            : err.text);
    error_clear(&err);
}

/* --- layout -------------------------------------------------------------- */

static int name_width(int width)
{
    return width >= 100 ? 30 : width >= 64 ? 24 : 16;
}

/* Where the text of an item begins. */
static int text_at(const struct sheet_item *item, int width)
{
    return item->kind == SHEET_EMPTY || item->kind == SHEET_NOTE
               ? INDENT
               : INDENT + name_width(width) + GAP;
}

bool sheet_selects(const struct sheet *h, size_t item)
{
    return item < h->n && h->items[item].kind != SHEET_HEADING &&
           h->items[item].kind != SHEET_NOTE;
}

/* A heading has a blank line above it. */
size_t sheet_item_lines(const struct sheet *h, size_t item)
{
    const struct sheet_item *i = &h->items[item];

    if (i->kind == SHEET_HEADING)
        return item ? 2 : 1;
    return i->rows.n;
}

void sheet_layout(struct sheet *h, int width)
{
    if (h->width == width)
        return;
    h->width = width;
    h->lines = 0;
    for (size_t i = 0; i < h->n; i++) {
        struct sheet_item *item = &h->items[i];

        strs_release(&item->rows);
        paint_wrap(&item->rows, item->text, width - text_at(item, width) - 1);
        item->first = h->lines;
        h->lines += sheet_item_lines(h, i);
    }
}

/* --- drawing ------------------------------------------------------------- */

static enum role item_role(const struct sheet_item *item)
{
    return item->kind == SHEET_BLANKS || item->kind == SHEET_EMPTY ? ROLE_BLANK
                                                                   : ROLE_TEXT;
}

static void draw_heading(const struct sheet_item *item, struct area a, int row,
                         bool first)
{
    paint_row(a, first ? row : row + 1, 0, ROLE_HEADING, item->name);
}

static void draw_item(const struct sheet_item *item, struct area a, int row,
                      bool selected)
{
    enum role role = selected ? ROLE_SELECTED : item_role(item);
    int at = text_at(item, a.w);

    for (size_t i = 0; i < item->rows.n; i++) {
        int y = row + (int)i;

        if (y < 0 || y >= a.h)
            continue;
        paint_row(a, y, 0, role, selected && i == 0 ? ">" : " ");
        if (i == 0 && at > INDENT)
            paint(a.y + y, a.x + INDENT, name_width(a.w),
                  selected ? ROLE_SELECTED : ROLE_NAME, item->name);
        paint_row(a, y, at, role, item->rows.v[i]);
    }
}

int sheet_draw(const struct sheet *h, struct area a, size_t top,
               size_t selected)
{
    int cursor = -1;

    for (size_t i = 0; i < h->n; i++) {
        const struct sheet_item *item = &h->items[i];
        int row = (int)((long)item->first - (long)top);

        if (row >= a.h)
            break;
        if (item->kind == SHEET_HEADING)
            draw_heading(item, a, row, i == 0);
        else
            draw_item(item, a, row, i == selected);
        if (i == selected)
            cursor = row < 0 ? 0 : row;
    }
    return cursor;
}
