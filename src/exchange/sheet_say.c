/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/sheet_say.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"

void sheet_pieces_clear(struct sheet_pieces *p)
{
    strs_release(&p->items);
    p->state = STATE_BLANK;
    p->blank = false;
}

/* ---- values in words ---------------------------------------------------- */

/* Adds a text on one line, with commas for its line ends and semicolons, so
 * that a contact is written the same wherever it stands. */
static void add_part_of(struct buf *out, const char *text)
{
    struct buf flat = BUF_INIT;

    for (const char *s = text; *s; s++)
        if (*s != '\n')
            buf_addc(&flat, *s == ';' ? ',' : *s);
        else
            buf_adds(&flat, s > text && s[-1] == ',' ? " " : ", ");
    if (out->len)
        buf_adds(out, ", ");
    fold_line(out, flat.s);
    buf_release(&flat);
}

void sheet_add_contact(struct buf *out, const struct record *party)
{
    static const enum field fields[] = { PARTY_ADDRESS, PARTY_PHONE,
                                         PARTY_EMAIL, PARTY_WEBSITE };
    struct buf rest = BUF_INIT, name = BUF_INIT;

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (record_text(party, fields[i]))
            add_part_of(&rest, record_text(party, fields[i]));
    add_part_of(&name, record_text(party, PARTY_NAME));
    buf_adds(out, name.s);
    if (rest.len)
        buf_addf(out, " (%s)", rest.s);
    buf_release(&rest);
    buf_release(&name);
}

/* Is it one of the countries that are not meant? */
static bool is_inside(const struct sheet_view *v, const struct sheet_target *t,
                      const char *country)
{
    if (!t->outside)
        return false;
    if (strlen(t->outside) == 2)
        return strcmp(t->outside, country) == 0;
    return country_status_on(country, t->outside, v->day, v->lines,
                             v->lines_n) != NULL;
}

static void add_item(struct sheet_view *v, const struct sheet_target *t,
                     enum field field, const char *item, struct sheet_pieces *p)
{
    const struct field_info *f = field_info(field);
    struct buf span = BUF_INIT;

    switch (f->type) {
    case TYPE_CODE:
    case TYPE_CODES:
        item = sheet_term_words(v->words, f->vocabulary, item);
        break;
    case TYPE_YESNO:
        item = sheet_answer_words(v->words, strcmp(item, "yes") == 0);
        break;
    case TYPE_COUNTRY:
    case TYPE_COUNTRIES:
        if (is_inside(v, t, item))
            return;
        item = sheet_country_words(v->words, item);
        break;
    case TYPE_DURATION:
        sheet_add_span(v->words, &span, item);
        item = span.s;
        break;
    default:
        break;
    }
    strs_add(&p->items, item);
    buf_release(&span);
}

/* The words of the map's language, where there are some. */
static const char *in_language(const struct sheet_view *v,
                               const struct value *value, const char *item)
{
    const struct words *w = value_words(value, v->map->lang);

    return w ? w->text : item;
}

/* ---- paths -------------------------------------------------------------- */

static int follow(struct sheet_view *v, const struct sheet_target *t, size_t at,
                  const char *ref, struct sheet_pieces *p, struct error *err)
{
    struct buf text = BUF_INIT;
    struct record r;
    int failed = 0;

    if (store_load(v->store, ref, &r, err) != 0)
        return -1;
    if (at + 1 < t->path_n) {
        failed = sheet_walk(v, t, at + 1, &r, p, err);
    } else if (t->contact) {
        sheet_add_contact(&text, &r);
        strs_add(&p->items, text.s);
    } else {
        strs_add(&p->items, record_title(&r, v->map->lang));
    }
    buf_release(&text);
    record_release(&r);
    return failed;
}

/* What the fields from number `at` of the path on say about the record. */
int sheet_walk(struct sheet_view *v, const struct sheet_target *t, size_t at,
               const struct record *r, struct sheet_pieces *p,
               struct error *err)
{
    enum field field = t->path[at];
    const struct value *value = record_get(r, field);

    if (value->state != STATE_VALUE) {
        if (value->state == STATE_BLANK)
            p->blank = true;
        else if (at + 1 == t->path_n && p->state == STATE_BLANK)
            p->state = value->state;
        return 0;
    }
    for (size_t i = 0; i < value->items.n; i++) {
        const char *item = in_language(v, value, value->items.v[i]);

        if (!field_is_ref(field))
            add_item(v, t, field, item, p);
        else if (follow(v, t, at, item, p, err) != 0)
            return -1;
    }
    return 0;
}

void sheet_add_joined(struct buf *out, const struct strs *items,
                      const char *between)
{
    for (size_t i = 0; i < items->n; i++) {
        struct buf line = BUF_INIT;

        fold_line(&line, items->v[i]);
        buf_addf(out, "%s%s", i ? between : "", line.s);
        buf_release(&line);
    }
}

/* "TERM: rest", or one of both. */
static void add_rest(struct sheet_view *v, const struct sheet_target *t,
                     const struct record *r, struct sheet_pieces *p)
{
    const struct value *value = record_get(r, t->rest);
    const char *rest = value_text(value);
    struct buf text = BUF_INIT;

    if (t->strict && p->items.n == 0) {
        p->state = STATE_BLANK;
        return;
    }
    if (!rest)
        return;
    sheet_add_joined(&text, &p->items, " / ");
    if (p->items.n == 0 && p->state != STATE_BLANK)
        buf_adds(&text, sheet_state_words(v->words, p->state));
    buf_addf(&text, "%s%s", text.len ? ": " : "", in_language(v, value, rest));
    strs_release(&p->items);
    strs_take(&p->items, buf_detach(&text));
}

/* The label in front of each. */
static void add_label(struct sheet_view *v, const char *label,
                      struct sheet_pieces *p)
{
    if (p->items.n == 0 && p->state != STATE_BLANK)
        strs_add(&p->items, sheet_state_words(v->words, p->state));
    p->state = STATE_BLANK;
    for (size_t i = 0; i < p->items.n; i++) {
        char *item = p->items.v[i];

        p->items.v[i] = xasprintf("%s: %s", label, item);
        free(item);
    }
}

/* What a target says about one record. */
int sheet_say(struct sheet_view *v, const struct sheet_target *t,
              const struct record *r, struct sheet_pieces *p, struct error *err)
{
    if (sheet_walk(v, t, 0, r, p, err) != 0)
        return -1;
    if (t->rest != FIELD_COUNT)
        add_rest(v, t, r, p);
    if (t->label)
        add_label(v, t->label, p);
    return 0;
}
