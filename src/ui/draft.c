/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/draft.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/defaults.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/ref.h"
#include "store/change.h"
#include "store/read.h"

/* Refs that are proposed are no longer than this: people type them. */
enum { SLUG_LONG = 40 };

static size_t number(const struct draft *d, enum field field)
{
    return (size_t)field - (size_t)kind_info(d->r.kind)->first;
}

static void set_up(struct draft *d)
{
    record_copy(&d->r, &d->base);
    d->kept = xcalloc(kind_info(d->r.kind)->count, sizeof *d->kept);
}

void draft_new(struct draft *d, enum kind kind, const char *parent)
{
    *d = (struct draft){ .parent = parent ? xstrdup(parent) : NULL };
    record_init(&d->base, kind,
                kind == KIND_ORGANISATION ? "organisation" : "");
    set_up(d);
}

void draft_of(struct draft *d, const struct record *r)
{
    *d = (struct draft){ .parent = NULL };
    record_copy(&d->base, r);
    set_up(d);
}

int draft_defaults(struct draft *d, struct store *s, struct error *err)
{
    if (defaults_fill(&d->base, s, NULL, NULL, err) != 0)
        return -1;
    record_release(&d->r);
    record_copy(&d->r, &d->base);
    return 0;
}

int draft_load(struct draft *d, struct store *s, int64_t id, struct error *err)
{
    *d = (struct draft){ .parent = NULL };
    if (store_load_id(s, id, &d->base, err) != 0)
        return -1;
    if (ref_parent_len(d->base.ref))
        d->parent = xstrndup(d->base.ref, ref_parent_len(d->base.ref));
    set_up(d);
    return 0;
}

void draft_release(struct draft *d)
{
    if (!d->kept)
        return;
    for (size_t i = 0; i < kind_info(d->r.kind)->count; i++)
        value_release(&d->kept[i]);
    free(d->kept);
    record_release(&d->base);
    record_release(&d->r);
    free(d->parent);
    *d = (struct draft){ .parent = NULL };
}

bool draft_is_new(const struct draft *d)
{
    return d->base.version == 0;
}

bool draft_changed(const struct draft *d)
{
    return !record_same(&d->base, &d->r) || d->ref_by_hand;
}

bool draft_field_changed(const struct draft *d, enum field field)
{
    return !value_equal(record_get(&d->base, field), record_get(&d->r, field));
}

bool draft_is_open(const struct draft *d, enum field field)
{
    return (field_info(field)->flags & (FIELD_ASK | FIELD_MUST)) &&
           record_get(&d->r, field)->state == STATE_BLANK;
}

const char *draft_parent(const struct draft *d)
{
    return d->parent;
}

/* --- values -------------------------------------------------------------- */

int draft_type(struct draft *d, enum field field, const char *text,
               struct error *err)
{
    struct value typed = VALUE_INIT;

    if (value_parse_text(&typed, field, text, err) != 0)
        return -1;
    draft_take(d, field, &typed);
    return 0;
}

/* Words in other languages are of the field, not of one text in it. */
void draft_take(struct draft *d, enum field field, struct value *value)
{
    struct value *v = record_value(&d->r, field);

    if (value->state == STATE_VALUE && v->state == STATE_VALUE &&
        !field_repeats(field)) {
        value_set_text(v, value_text(value));
        value_release(value);
        return;
    }
    value_release(v);
    *v = *value;
    *value = (struct value)VALUE_INIT;
}

static bool allows(enum field field, enum state state)
{
    static const unsigned flags[] = { [STATE_NONE] = FIELD_NOT,
                                      [STATE_NA] = FIELD_NA,
                                      [STATE_UNKNOWN] = FIELD_UNK };

    return state == STATE_BLANK ||
           (state != STATE_VALUE && (field_info(field)->flags & flags[state]));
}

/* The order in which a key goes round. */
static const enum state around[] = { STATE_NONE, STATE_NA, STATE_UNKNOWN,
                                     STATE_BLANK };
enum { AROUND = sizeof around / sizeof *around };

static size_t place_of(enum state state)
{
    size_t i = 0;

    while (i < AROUND && around[i] != state)
        i++;
    return i;
}

/* Behind the last state comes the value that was there before, if any. */
void draft_next_state(struct draft *d, enum field field)
{
    struct value *v = record_value(&d->r, field);
    struct value *kept = &d->kept[number(d, field)];
    size_t at = v->state == STATE_VALUE ? 0 : place_of(v->state) + 1;

    if (v->state == STATE_VALUE)
        value_copy(kept, v);
    while (at < AROUND && !allows(field, around[at]))
        at++;
    if (at < AROUND)
        value_set_state(v, around[at]);
    else if (kept->state == STATE_VALUE)
        value_copy(v, kept);
    else
        for (at = 0; at < AROUND; at++)
            if (allows(field, around[at])) {
                value_set_state(v, around[at]);
                break;
            }
}

void draft_revert(struct draft *d, enum field field)
{
    value_copy(record_value(&d->r, field), record_get(&d->base, field));
}

/* --- the ref ------------------------------------------------------------- */

/* Cuts a slug at the end of a word. */
static void shorten(struct buf *slug)
{
    size_t at = SLUG_LONG;

    if (slug->len <= SLUG_LONG)
        return;
    while (at > SLUG_LONG / 2 && slug->s[at] != '-')
        at--;
    buf_truncate(slug, slug->s[at] == '-' ? at : SLUG_LONG);
    while (slug->len && strchr("-.", slug->s[slug->len - 1]))
        buf_truncate(slug, slug->len - 1);
}

static void set_ref(struct draft *d, const char *slug)
{
    free(d->r.ref);
    if (d->parent)
        d->r.ref =
            xasprintf("%s/%s/%s", d->parent, kind_info(d->r.kind)->name, slug);
    else
        d->r.ref = xstrdup(slug);
}

/* A title in a script without small and large letters leaves nothing: then
 * the name of the kind says at least what it is. */
static void add_slug(struct buf *slug, enum kind kind, const char *title)
{
    ref_from_words(slug, title);
    if (strcmp(slug->s, "x") == 0 && strcasecmp(title, "x") != 0) {
        buf_clear(slug);
        ref_from_words(slug, kind_info(kind)->name);
    }
    shorten(slug);
}

void draft_propose_ref(struct draft *d, struct store *s)
{
    const char *title = record_text(&d->r, kind_title_field(d->r.kind));
    struct buf slug = BUF_INIT;
    size_t len;
    int64_t id;

    if (!draft_is_new(d) || d->ref_by_hand || !title || *d->base.ref)
        return;
    add_slug(&slug, d->r.kind, title);
    len = slug.len;
    set_ref(d, slug.s);
    for (int n = 2; n < 1000 && store_find(s, d->r.ref, &id, NULL) == 1; n++) {
        buf_truncate(&slug, len);
        buf_addf(&slug, "-%d", n);
        set_ref(d, slug.s);
    }
    buf_release(&slug);
}

const char *draft_slug(const struct draft *d)
{
    return ref_slug(d->r.ref);
}

int draft_set_slug(struct draft *d, const char *slug, struct error *err)
{
    char *old = xstrdup(d->r.ref);
    int failed;

    set_ref(d, slug);
    failed = ref_check(d->r.ref, d->r.kind, err);
    if (failed) {
        free(d->r.ref);
        d->r.ref = old;
        return -1;
    }
    free(old);
    d->ref_by_hand = true;
    return 0;
}

/* --- storing ------------------------------------------------------------- */

static int check_ref(const struct draft *d, struct error *err)
{
    enum field title = kind_title_field(d->r.kind);

    if (*d->r.ref)
        return 0;
    error_set(err, ERROR_FAILED, _("'%s' needs an answer first"),
              _(field_info(title)->label));
    if (err)
        err->field = (int)title;
    return -1;
}

int draft_save(struct draft *d, struct store *s, struct error *err)
{
    enum change_outcome outcome;
    struct record r;
    int failed;

    if (check_ref(d, err) != 0 || record_check(&d->r, err) != 0)
        return -1;
    record_copy(&r, &d->r);
    failed = change_save(s, draft_is_new(d) ? "add" : "set", &r, &outcome, err);
    if (!failed) {
        record_release(&d->r);
        d->r = r;
        record_release(&d->base);
        record_copy(&d->base, &d->r);
        d->ref_by_hand = false;
        return outcome != CHANGE_SAME;
    }
    record_release(&r);
    return -1;
}
