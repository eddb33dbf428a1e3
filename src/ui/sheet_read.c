/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* What is to be read about a record: its sheet, item by item. */

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
#include "ui/names.h"
#include "ui/sheet.h"

enum { LAST_CHANGES = 3 };

/* A sheet while it is read. */
struct contents {
    struct sheet *h;
    struct store *s;
    struct names *names;
    char *parent; /* the ref of the record, or of its dataset              */
};

/* --- fields -------------------------------------------------------------- */

static void add_languages(const struct value *v, struct buf *out)
{
    for (size_t i = 0; i < v->words_n; i++) {
        const struct words *w = &v->words[i];

        buf_addf(out, "\n[%s] %s", w->lang, w->text);
        if (words_stale(v, w))
            buf_addf(out, " %s", _("(of an older text)"));
    }
}

static void add_field(struct contents *c, enum field f)
{
    const struct value *v = record_get(&c->h->r, f);
    struct buf text = BUF_INIT;

    if (v->state == STATE_BLANK)
        return;
    names_add_value(c->names, f, v, c->parent, "\n", &text);
    add_languages(v, &text);
    sheet_add(c->h, SHEET_FIELD, _(field_info(f)->label), text.s)->field = f;
    buf_release(&text);
}

static bool is_asked_blank(const struct record *r, enum field f)
{
    return record_get(r, f)->state == STATE_BLANK &&
           (field_info(f)->flags & (FIELD_ASK | FIELD_MUST));
}

/* The fields of a section, one after the other; FIELD_COUNT at the end. */
static enum field next_in_section(enum kind kind, enum section section,
                                  enum field after)
{
    const struct kind_info *k = kind_info(kind);
    size_t i = after == FIELD_COUNT ? 0 : (size_t)(after - k->first) + 1;

    while (i < k->count &&
           field_info((enum field)(k->first + i))->section != section)
        i++;
    return i < k->count ? (enum field)(k->first + i) : FIELD_COUNT;
}

/* What nobody has answered, in one item. */
static void add_blanks(struct contents *c, enum section section)
{
    enum kind kind = c->h->r.kind;
    enum field first = FIELD_COUNT, f = FIELD_COUNT;
    struct buf names = BUF_INIT;

    while ((f = next_in_section(kind, section, f)) != FIELD_COUNT) {
        if (!is_asked_blank(&c->h->r, f))
            continue;
        if (first == FIELD_COUNT)
            first = f;
        buf_addf(&names, "%s%s", names.len ? "; " : "",
                 _(field_info(f)->label));
    }
    if (first != FIELD_COUNT)
        sheet_add(c->h, SHEET_BLANKS, _("Not answered"), names.s)->field =
            first;
    buf_release(&names);
}

static void add_section(struct contents *c, enum section section)
{
    enum field f = FIELD_COUNT;
    size_t before = c->h->n;

    sheet_add(c->h, SHEET_HEADING, section_title(section), "");
    while ((f = next_in_section(c->h->r.kind, section, f)) != FIELD_COUNT)
        add_field(c, f);
    add_blanks(c, section);
    if (c->h->n == before + 1)
        sheet_drop(c->h, before);
}

/* --- other records ------------------------------------------------------- */

/* What lists show of a record, beside its title. */
static void add_summary(const struct contents *c, const struct record *r,
                        struct buf *out)
{
    const struct kind_info *k = kind_info(r->kind);

    for (size_t i = 0; i < k->count; i++) {
        enum field f = (enum field)(k->first + i);

        if (!(field_info(f)->flags & FIELD_SUM) ||
            f == kind_title_field(r->kind) ||
            record_get(r, f)->state == STATE_BLANK)
            continue;
        buf_addf(out, "%s%s: ", out->len ? "; " : "", _(field_info(f)->label));
        names_add_value(c->names, f, record_get(r, f), c->parent, "; ", out);
    }
}

static void add_record(struct contents *c, const struct record *r,
                       enum kind child)
{
    struct buf text = BUF_INIT, all = BUF_INIT;
    struct sheet_item *item;

    add_summary(c, r, &text);
    names_add_title_of(c->names, r, &all);
    if (text.len)
        buf_addf(&all, "\n%s", text.s);
    item = sheet_add(c->h, SHEET_RECORD, ref_slug(r->ref), all.s);
    item->ref = xstrdup(r->ref);
    item->child = child;
    buf_release(&text);
    buf_release(&all);
}

/* "Elements (3)   List of elements: complete" */
static void add_child_heading(struct contents *c, enum kind child, size_t n)
{
    enum field state = kind_list_state(child);
    struct buf name = BUF_INIT;

    buf_addf(&name, "%s (%zu)", _(kind_info(child)->titles), n);
    if (state != FIELD_COUNT) {
        buf_addf(&name, " - %s: ", _(field_info(state)->label));
        display_value(&name, state, record_get(&c->h->r, state));
    }
    sheet_add(c->h, SHEET_HEADING, name.s, "")->child = child;
    buf_release(&name);
}

static int add_children(struct contents *c, enum kind child, struct error *err)
{
    struct records l = RECORDS_INIT;

    if (store_children(c->s, c->h->r.ref, child, &l, err) != 0)
        return -1;
    add_child_heading(c, child, l.n);
    for (size_t i = 0; i < l.n; i++)
        add_record(c, &l.v[i], child);
    if (l.n == 0)
        sheet_add(c->h, SHEET_EMPTY, "", _("none yet: A adds one"))->child =
            child;
    records_release(&l);
    return 0;
}

static int add_all_children(struct contents *c, struct error *err)
{
    for (int k = 0; k < KIND_COUNT; k++)
        if (kind_info((enum kind)k)->parent == c->h->r.kind &&
            add_children(c, (enum kind)k, err) != 0)
            return -1;
    return 0;
}

static void add_referrer(struct contents *c, const char *ref)
{
    enum kind kind = names_kind(c->names, ref);
    struct buf text = BUF_INIT;

    if (kind == KIND_NONE)
        return;
    names_add(c->names, ref, NULL, 0, &text);
    sheet_add(c->h, SHEET_RECORD, _(kind_info(kind)->title), text.s)->ref =
        xstrdup(ref);
    buf_release(&text);
}

static int add_referrers(struct contents *c, struct error *err)
{
    struct strs refs = STRS_INIT;
    struct buf more = BUF_INIT;

    if (store_referrers(c->s, c->h->r.ref, &refs, err) != 0)
        return -1;
    if (refs.n)
        sheet_add(c->h, SHEET_HEADING, _("Named by"), "");
    for (size_t i = 0; i < refs.n && i < NAMES_MOST; i++)
        add_referrer(c, refs.v[i]);
    if (refs.n > NAMES_MOST) {
        names_add_more(refs.n - NAMES_MOST, &more);
        sheet_add(c->h, SHEET_NOTE, "", more.s);
    }
    buf_release(&more);
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
    sheet_add(data, SHEET_CHANGE, time, text.s);
    buf_release(&text);
    return 0;
}

static int add_history(struct contents *c, struct error *err)
{
    sheet_add(c->h, SHEET_HEADING, _("Last changes"), "");
    return history_each(c->s, c->h->r.ref, 0, LAST_CHANGES, add_change, c->h,
                        err);
}

/* --- all of it ----------------------------------------------------------- */

static int add_all(struct contents *c, struct error *err)
{
    for (int i = 0; i < SECTION_COUNT; i++)
        add_section(c, (enum section)i);
    if (add_all_children(c, err) != 0 || add_referrers(c, err) != 0)
        return -1;
    return add_history(c, err);
}

static int read_record(struct sheet *h, struct store *s, int64_t id,
                       struct error *err)
{
    struct contents c = { .h = h, .s = s };
    struct buf title = BUF_INIT;
    size_t len;
    int failed;

    if (store_load_id(s, id, &h->r, err) != 0)
        return -1;
    h->id = id;
    len = ref_parent_len(h->r.ref);
    c.parent = xstrndup(h->r.ref, len ? len : strlen(h->r.ref));
    c.names = names_new(s);
    names_add_title_of(c.names, &h->r, &title);
    h->title = buf_detach(&title);
    failed = add_all(&c, err);
    names_free(c.names);
    free(c.parent);
    return failed;
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
    item = sheet_add(h, SHEET_FINDING, name.s, text.s);
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
    sheet_add(h, SHEET_HEADING, name.s, "");
    for (size_t i = 0; i < l->n; i++)
        add_finding(h, l, findings_at(l, i));
    if (l->n == 0)
        sheet_add(h, SHEET_NOTE, "", _("The rules find nothing wrong."));
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
    sheet_drop(h, h->checked && n ? n - 1 : n);
    h->checked = true;
    if (audit_run(s, &o, &report, &err) == 0) {
        add_findings(h, &report.findings);
        audit_release(&report);
        return;
    }
    sheet_add(h, SHEET_HEADING, _("Findings"), "");
    sheet_add(h, SHEET_NOTE, "",
              err.code == ERROR_INTERRUPTED
                  ? _("Not checked: this takes a while. c checks now.")
                  : err.text);
    error_clear(&err);
}
