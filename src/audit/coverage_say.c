/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_say.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/region.h"
#include "model/vocabulary.h"

/* Below it a count might point at somebody. */
enum { FEW = 10 };

/* Among how many lines the same words are looked for. */
enum { LOOK_BACK = 64 };

static void add_date(struct buf *out, const char *day)
{
    struct date d;

    if (date_parse(&d, day))
        date_words(out, d);
    else
        buf_adds(out, day);
}

static void add_span(struct buf *out, const char *text)
{
    struct duration d;

    if (duration_parse(&d, text))
        duration_words(out, d);
    else
        buf_adds(out, text);
}

static void add_count(struct buf *out, enum field field, const char *text)
{
    if (field_info(field)->section == SECTION_COUNTS && strlen(text) == 1)
        buf_addf(out, _("fewer than %d"), FEW);
    else
        buf_adds(out, text);
}

void say_title(struct buf *out, const struct record *r)
{
    enum field field = kind_title_field(r->kind);
    const char *text = field == FIELD_COUNT ? NULL : record_text(r, field);

    if (!text && r->kind == KIND_RETENTION) /* then that says how long      */
        text = record_text(r, field = RETENTION_CRITERIA);
    if (text && field_info(field)->type == TYPE_DURATION)
        add_span(out, text);
    else if (text && field_info(field)->type == TYPE_DATE)
        add_date(out, text);
    else if (text && field_info(field)->vocabulary)
        buf_adds(out, vocabulary_title(field_info(field)->vocabulary, text));
    else if (text && !field_is_ref(field))
        fold_line(out, text);
    else
        fold_line(out, record_title(r, NULL));
}

static int add_record(struct buf *out, struct unit *u, const char *ref,
                      struct error *err)
{
    const struct record *r = unit_named(u, ref, err);

    if (!r)
        return -1;
    say_title(out, r);
    return 0;
}

static int add_item(struct buf *out, struct unit *u, enum field field,
                    const char *item, struct error *err)
{
    const struct field_info *f = field_info(field);

    switch (f->type) {
    case TYPE_CODE:
    case TYPE_CODES:
        fold_line(out, vocabulary_title(f->vocabulary, item));
        break;
    case TYPE_YESNO:
        buf_adds(out, strcmp(item, "yes") == 0 ? _("yes") : _("no"));
        break;
    case TYPE_COUNTRY:
    case TYPE_COUNTRIES:
        buf_adds(out, country_words(item));
        break;
    case TYPE_LANGUAGE:
    case TYPE_LANGUAGES:
        buf_adds(out, language_words(item));
        break;
    case TYPE_DATE:
        add_date(out, item);
        break;
    case TYPE_DURATION:
        add_span(out, item);
        break;
    case TYPE_COUNT:
        add_count(out, field, item);
        break;
    case TYPE_REF:
    case TYPE_REFS:
        return add_record(out, u, item, err);
    default:
        fold_line(out, item);
        break;
    }
    return 0;
}

int say_value(struct buf *out, struct unit *u, enum field field,
              const struct value *v, struct error *err)
{
    if (v->state == STATE_UNKNOWN)
        buf_adds(out, _("WE DO NOT KNOW"));
    else if (v->state != STATE_VALUE && v->state != STATE_BLANK)
        buf_adds(out, state_words(v->state));
    for (size_t i = 0; i < v->items.n; i++) {
        if (i)
            buf_adds(out, ", ");
        if (add_item(out, u, field, v->items.v[i], err) != 0)
            return -1;
    }
    return 0;
}

/* --- lines --------------------------------------------------------------- */

/* Is it clear which record is meant? */
static bool is_clear(const struct unit *u, const struct record *r)
{
    if (r == unit_head(u) || r->kind == KIND_ORGANISATION)
        return true;
    return r->kind == KIND_DATASET && !unit_record(u, r->kind, 1);
}

/* Fields are told one by one of the same records, so the line is most often
 * the one behind that which was found last. */
static struct saying_line *line_of(struct saying *s, const struct record *r)
{
    struct saying_line *line;
    struct buf title = BUF_INIT;

    for (size_t i = 0; i < s->n; i++) {
        size_t at = (s->at + 1 + i) % s->n;

        if (s->v[at].of == r)
            return &s->v[s->at = at];
    }
    ARRAY_GROW(s->v, s->n, s->room);
    s->at = s->n;
    line = &s->v[s->n++];
    *line = (struct saying_line){ r, STRS_INIT, BUF_INIT };
    if (!is_clear(s->unit, r)) {
        say_title(&title, r);
        strs_take(&line->titles, buf_detach(&title));
    }
    return line;
}

/* Does the name of the line say it already? */
static bool is_title(const struct record *r, enum field field)
{
    enum field title = kind_title_field(r->kind);

    if (!record_text(r, title) && r->kind == KIND_RETENTION)
        title = RETENTION_CRITERIA;
    return field == title && record_text(r, field);
}

/* "Label: words", behind others; a full stop before a semicolon is none. */
static void add_part(struct buf *body, const char *label, const char *words)
{
    if (body->len && body->s[body->len - 1] == '.')
        buf_truncate(body, body->len - 1);
    buf_addf(body, "%s%s: %s", body->len ? "; " : "", label, words);
}

int say_field(struct saying *s, const struct record *r, enum field field,
              const struct value *v, struct error *err)
{
    struct saying_line *line;
    struct buf words = BUF_INIT;
    int failed = 0;

    if (v->state == STATE_BLANK)
        return 0;
    line = line_of(s, r);
    if (line->titles.n && is_title(r, field))
        return 0;
    failed = say_value(&words, s->unit, field, v, err);
    if (!failed)
        add_part(&line->body, _(field_info(field)->label), words.s);
    buf_release(&words);
    return failed;
}

/* Is the same said of records of the same kind in a line not long before? */
static struct saying_line *same_before(struct saying *s, size_t n)
{
    for (size_t i = n > LOOK_BACK ? n - LOOK_BACK : 0; i < n; i++)
        if (s->v[i].of->kind == s->v[n].of->kind && s->v[i].titles.n &&
            s->v[n].titles.n && strcmp(s->v[i].body.s, s->v[n].body.s) == 0)
            return &s->v[i];
    return NULL;
}

static void add_line(struct strs *out, const struct saying_line *line)
{
    struct buf b = BUF_INIT;

    for (size_t i = 0; i < line->titles.n; i++)
        buf_addf(&b, "%s%s", i ? "; " : "", line->titles.v[i]);
    if (b.len && line->body.len)
        buf_adds(&b, ": ");
    buf_adds(&b, line->body.s);
    if (b.len)
        strs_add(out, b.s);
    buf_release(&b);
}

void say_end(struct saying *s, struct strs *out)
{
    for (size_t i = 0; i < s->n; i++) {
        struct saying_line *same = same_before(s, i);

        if (same) {
            strs_add(&same->titles, s->v[i].titles.v[0]);
            strs_release(&s->v[i].titles);
            buf_clear(&s->v[i].body);
        }
    }
    for (size_t i = 0; i < s->n; i++) {
        add_line(out, &s->v[i]);
        strs_release(&s->v[i].titles);
        buf_release(&s->v[i].body);
    }
    free(s->v);
    *s = (struct saying){ .unit = s->unit };
}
