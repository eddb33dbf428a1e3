/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/sheet_view.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "exchange/sheet_cell.h"
#include "exchange/sheet_say.h"
#include "model/vocabulary.h"

/* ---- the records of a row ----------------------------------------------- */

struct list {
    const struct record **v;
    size_t n;
    size_t room;
};

static void list_add(struct list *l, const struct record *r)
{
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = r;
}

static bool have_common(const struct value *a, const struct value *b)
{
    if (a->state != STATE_VALUE || b->state != STATE_VALUE)
        return true;
    for (size_t i = 0; i < a->items.n; i++)
        if (value_has(b, a->items.v[i]))
            return true;
    return false;
}

/* Is it nothing but a value without this item? */
static bool leaves_out(const struct value *v, const char *item)
{
    return v->state == STATE_VALUE && !value_has(v, item);
}

/* Does the child of the dataset belong to the use? */
static bool belongs(const struct record *r, const struct record *use)
{
    const struct value *elements = record_get(use, USE_ELEMENTS);

    switch (r->kind) {
    case KIND_ELEMENT:
        return !leaves_out(elements, r->ref);
    case KIND_RECIPIENT:
        return !leaves_out(record_get(r, RECIPIENT_USES), use->ref);
    case KIND_CONSENT:
        return !leaves_out(record_get(r, CONSENT_USES), use->ref);
    case KIND_SOURCE:
        return have_common(record_get(r, SOURCE_ELEMENTS), elements);
    case KIND_RETENTION:
        return have_common(record_get(r, RETENTION_ELEMENTS), elements);
    default:
        return true;
    }
}

static void list_of(const struct sheet_view *v, enum kind kind,
                    struct list *out)
{
    const struct records *children = &v->children[kind];

    if (kind == KIND_ORGANISATION && v->organisation.ref)
        list_add(out, &v->organisation);
    if (kind == KIND_DATASET && v->dataset)
        list_add(out, v->dataset);
    if (kind == KIND_ACTIVITY && v->activity)
        list_add(out, v->activity);
    if (kind == KIND_USE && v->use)
        list_add(out, v->use);
    for (size_t i = 0; kind != KIND_USE && i < children->n; i++)
        if (!v->use || belongs(&children->v[i], v->use))
            list_add(out, &children->v[i]);
}

/* Is its kind of recipient known, and another one? */
static bool is_excepted(const struct sheet_target *t, const struct record *r)
{
    const char *category;

    if (t->except.n == 0)
        return false;
    category = record_text(r, RECIPIENT_CATEGORY);
    for (size_t i = 0; category && i < t->except.n; i++)
        if (vocabulary_within(
                vocabulary_find(field_info(RECIPIENT_CATEGORY)->vocabulary),
                category, t->except.v[i]))
            return true;
    return category == NULL;
}

/* ---- columns whose items are records ------------------------------------ */

/* The words of records of the same dataset, and a colon. */
static int add_prefix(struct sheet_view *v, const struct sheet_column *c,
                      const struct sheet_target *t, const struct record *r,
                      struct buf *out, struct error *err)
{
    struct sheet_pieces p = SHEET_PIECES_INIT;
    struct strs items = STRS_INIT;
    int failed = sheet_walk(v, t, 0, r, &p, err);

    for (size_t i = 0; i < p.items.n; i++)
        sheet_add_item(&items, c, p.items.v[i]);
    sheet_sort_items(&items);
    if (!failed && items.n) {
        sheet_add_joined(out, &items, " / ");
        buf_adds(out, ": ");
    }
    strs_release(&items);
    sheet_pieces_clear(&p);
    return failed;
}

/* Adds what the target says to the parts; the state if that is all. */
static int add_piece(struct sheet_view *v, const struct sheet_target *t,
                     const struct record *r, struct strs *parts,
                     enum state *state, struct error *err)
{
    struct sheet_pieces p = SHEET_PIECES_INIT;
    struct buf text = BUF_INIT;
    int failed = sheet_say(v, t, r, &p, err);

    sheet_add_joined(&text, &p.items, " / ");
    if (text.len)
        strs_add(parts, text.s);
    if (*state == STATE_BLANK)
        *state = p.state;
    buf_release(&text);
    sheet_pieces_clear(&p);
    return failed;
}

static int add_record(struct sheet_view *v, const struct sheet_column *c,
                      const struct record *r, struct strs *items,
                      struct error *err)
{
    struct strs parts = STRS_INIT;
    struct buf text = BUF_INIT;
    enum state state = STATE_BLANK;
    int failed = 0;

    for (size_t i = 0; i < c->n && !failed; i++) {
        if (c->targets[i].prefix)
            failed = add_prefix(v, c, &c->targets[i], r, &text, err);
        else if (c->parts || parts.n == 0)
            failed = add_piece(v, &c->targets[i], r, &parts, &state, err);
    }
    if (parts.n == 0 && state != STATE_BLANK)
        strs_add(&parts, sheet_state_words(v->words, state));
    if (parts.n) {
        sheet_add_joined(&text, &parts, ", ");
        sheet_add_item(items, c, text.s);
    }
    strs_release(&parts);
    buf_release(&text);
    return failed;
}

static const struct sheet_target *strict_target(const struct sheet_column *c)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->targets[i].strict)
            return &c->targets[i];
    return NULL;
}

/* What all records state of the field, if it is the same. */
static enum state common_state(const struct list *l, enum field field)
{
    enum state state = l->n ? record_get(l->v[0], field)->state : STATE_BLANK;

    for (size_t i = 1; i < l->n; i++)
        if (record_get(l->v[i], field)->state != state)
            return STATE_BLANK;
    return state == STATE_VALUE ? STATE_BLANK : state;
}

/* A list without records says what was stated of it. */
static enum state list_state(const struct sheet_view *v,
                             const struct sheet_column *c, const struct list *l)
{
    const struct sheet_target *strict = strict_target(c);
    const struct value *value;

    if (strict && l->n)
        return common_state(l, strict->path[0]);
    if (l->n || !v->dataset)
        return STATE_BLANK;
    value = record_get(v->dataset, kind_list_state(c->makes));
    return value->state == STATE_VALUE ? STATE_BLANK : value->state;
}

static int say_records(struct sheet_view *v, const struct sheet_column *c,
                       struct strs *items, struct error *err)
{
    struct list l = { NULL, 0, 0 };
    enum state state;
    int failed = 0;

    list_of(v, c->makes, &l);
    for (size_t i = 0; i < l.n && !failed; i++)
        if (c->without == FIELD_COUNT ||
            record_get(l.v[i], c->without)->state != STATE_VALUE)
            failed = add_record(v, c, l.v[i], items, err);
    state = list_state(v, c, &l);
    if (!failed && items->n == 0 && state != STATE_BLANK)
        sheet_add_item(items, c, sheet_state_words(v->words, state));
    free(l.v);
    return failed;
}

/* ---- other columns ------------------------------------------------------ */

/* Of several records, those that state something say so, and where it is a
 * yes or no, those that say nothing, too: one yes is not all. */
static void add_states(struct sheet_view *v, const struct sheet_target *t,
                       const struct sheet_column *c, struct sheet_pieces *p,
                       struct strs *items)
{
    bool yesno = field_info(t->path[t->path_n - 1])->type == TYPE_YESNO;

    if (p->state != STATE_BLANK && p->items.n == 0)
        sheet_add_item(items, c, sheet_state_words(v->words, p->state));
    else if (yesno && p->blank && p->items.n == 0)
        sheet_add_item(items, c, sheet_state_words(v->words, STATE_BLANK));
}

static int say_record(struct sheet_view *v, const struct sheet_column *c,
                      const struct sheet_target *t, const struct record *r,
                      struct strs *items, struct sheet_pieces *p,
                      struct error *err)
{
    sheet_pieces_clear(p);
    if (sheet_say(v, t, r, p, err) != 0)
        return -1;
    for (size_t i = 0; i < p->items.n; i++)
        sheet_add_item(items, c, p->items.v[i]);
    return 0;
}

/* Are all of them a word for a blank? */
static bool is_unanswered(struct sheet_view *v, const struct strs *items,
                          size_t from)
{
    return items->n == from + 1 &&
           strcmp(items->v[from], sheet_state_words(v->words, STATE_BLANK)) ==
               0;
}

static int say_field(struct sheet_view *v, const struct sheet_column *c,
                     const struct sheet_target *t, struct strs *items,
                     enum state *state, struct error *err)
{
    struct sheet_pieces p = SHEET_PIECES_INIT;
    size_t before = items->n;
    struct list l = { NULL, 0, 0 };
    int failed = 0;

    list_of(v, t->kind, &l);
    for (size_t i = 0; i < l.n && !failed; i++) {
        if (is_excepted(t, l.v[i]))
            continue;
        failed = say_record(v, c, t, l.v[i], items, &p, err);
        if (!failed && l.n > 1)
            add_states(v, t, c, &p, items);
        else if (*state == STATE_BLANK)
            *state = p.state;
    }
    if (is_unanswered(v, items, before))
        strs_remove(items, before);
    sheet_pieces_clear(&p);
    free(l.v);
    return failed;
}

/* Is there such a record about the dataset? */
static void say_any(struct sheet_view *v, const struct sheet_column *c,
                    enum kind kind, struct strs *items)
{
    bool any = v->dataset && (v->children[kind].n ||
                              strs_has(&v->about[kind], v->dataset->ref));

    if (any)
        sheet_add_item(items, c, sheet_answer_words(v->words, true));
}

/* Can a cell have items in any order? */
static bool is_set(const struct sheet_column *c)
{
    if (c->makes != KIND_NONE)
        return true;
    for (size_t i = 0; i < c->n; i++) {
        const struct sheet_target *t = &c->targets[i];

        if (t->path_n > 1 || (t->path_n && field_repeats(t->path[0])) ||
            (t->path_n && t->kind != KIND_USE &&
             kind_info(t->kind)->parent != KIND_NONE))
            return true;
    }
    return false;
}

static int say_fields(struct sheet_view *v, const struct sheet_column *c,
                      struct strs *items, struct error *err)
{
    enum state state = STATE_BLANK, other = STATE_BLANK;
    bool first = true; /* what stands in its place counts as that */

    for (size_t i = 0; i < c->n; first &= c->targets[i].instead, i++) {
        const struct sheet_target *t = &c->targets[i];
        size_t before = items->n;

        if (t->any != KIND_NONE)
            say_any(v, c, t->any, items);
        else if (say_field(v, c, t, items, first ? &state : &other, err) != 0)
            return -1;
        if (t->instead && items->n > before)
            break;
    }
    if (items->n == 0 && state != STATE_BLANK)
        sheet_add_item(items, c, sheet_state_words(v->words, state));
    return 0;
}

int sheet_view_items(struct sheet_view *v, const struct sheet_column *c,
                     struct strs *out, struct error *err)
{
    return c->makes != KIND_NONE ? say_records(v, c, out, err)
                                 : say_fields(v, c, out, err);
}

/* ---- what was not placed ------------------------------------------------ */

const char *sheet_note_text(const struct sheet_map *map,
                            const struct sheet_column *c, const char *line)
{
    size_t len = strlen(map->unplaced), heading = strlen(c->heading);

    if (strncmp(line, map->unplaced, len) != 0 ||
        strncmp(line + len, ": ", 2) != 0)
        return NULL;
    line += len + 2;
    if (strncmp(line, c->heading, heading) != 0 ||
        strncmp(line + heading, ": ", 2) != 0)
        return NULL;
    return line + heading + 2;
}

static void say_notes(const struct sheet_view *v, const struct sheet_column *c,
                      struct strs *items)
{
    const char *notes = v->dataset    ? record_text(v->dataset, DATASET_NOTES)
                        : v->activity ? record_text(v->activity, ACTIVITY_NOTES)
                                      : NULL;
    struct strs lines = STRS_INIT;

    strs_split(&lines, notes ? notes : "", '\n');
    for (size_t i = 0; i < lines.n; i++) {
        const char *text = sheet_note_text(v->map, c, lines.v[i]);
        struct strs parts = STRS_INIT;

        if (text)
            sheet_split(&parts, c, text);
        for (size_t n = 0; n < parts.n; n++)
            sheet_add_item(items, c, parts.v[n]);
        strs_release(&parts);
    }
    strs_release(&lines);
}

int sheet_view_cell(struct sheet_view *v, const struct sheet_column *c,
                    struct buf *out, struct error *err)
{
    struct strs items = STRS_INIT;
    int failed = sheet_view_items(v, c, &items, err);

    if (!failed) {
        say_notes(v, c, &items);
        if (is_set(c))
            sheet_sort_items(&items);
        sheet_join(out, c, &items);
    }
    strs_release(&items);
    return failed;
}

/* ---- what is read beforehand -------------------------------------------- */

/* Does the map ask for records of this kind? */
static bool is_asked(const struct sheet_map *m, enum kind kind)
{
    for (size_t i = 0; i < m->n; i++) {
        if (m->columns[i].makes == kind)
            return true;
        for (size_t n = 0; n < m->columns[i].n; n++) {
            const struct sheet_target *t = &m->columns[i].targets[n];

            if (t->any == kind || (t->path_n && t->kind == kind))
                return true;
        }
    }
    return false;
}

static int add_line(const struct record *r, void *data, struct error *err)
{
    struct sheet_view *v = data;
    const char *until = record_text(r, COUNTRY_RULE_UNTIL);

    (void)err;
    ARRAY_GROW(v->lines, v->lines_n, v->lines_room);
    v->lines[v->lines_n++] = (struct country_line){
        .country = xstrdup(record_text(r, COUNTRY_RULE_COUNTRY)),
        .status = xstrdup(record_text(r, COUNTRY_RULE_STATUS)),
        .since = xstrdup(record_text(r, COUNTRY_RULE_SINCE)),
        .until = xstrdup(until ? until : ""),
        .source = "",
        .scope = "",
    };
    return 0;
}

/* The datasets that a record names. */
static int add_about(const struct record *r, void *data, struct error *err)
{
    struct sheet_view *v = data;
    const struct kind_info *k = kind_info(r->kind);

    (void)err;
    for (size_t i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (field_info(field)->target != KIND_DATASET)
            continue;
        for (size_t n = 0; n < r->values[i].items.n; n++)
            strs_add(&v->about[r->kind], r->values[i].items.v[n]);
    }
    strs_sort_unique(&v->about[r->kind]);
    return 0;
}

static int read_about(struct sheet_view *v, struct error *err)
{
    for (size_t i = 0; i < v->map->n; i++)
        for (size_t n = 0; n < v->map->columns[i].n; n++) {
            enum kind kind = v->map->columns[i].targets[n].any;

            if (kind != KIND_NONE && kind_info(kind)->parent == KIND_NONE &&
                v->about[kind].n == 0 &&
                store_each(v->store, kind, add_about, v, err) != 0)
                return -1;
        }
    return 0;
}

static int read_organisation(struct sheet_view *v, struct error *err)
{
    int64_t id;
    int got = store_find(v->store, "organisation", &id, err);

    if (got == 1)
        got = store_load_id(v->store, id, &v->organisation, err) == 0 ? 0 : -1;
    return got;
}

int sheet_view_init(struct sheet_view *v, struct store *s,
                    const struct sheet_map *map, struct sheet_words *words,
                    const char *day, struct error *err)
{
    *v = (struct sheet_view){
        .store = s, .map = map, .words = words, .day = day
    };
    if (read_organisation(v, err) == 0 &&
        store_each(s, KIND_COUNTRY_RULE, add_line, v, err) == 0 &&
        read_about(v, err) == 0)
        return 0;
    sheet_view_release(v);
    return -1;
}

static void forget_children(struct sheet_view *v)
{
    for (int k = 0; k < KIND_COUNT; k++)
        records_release(&v->children[k]);
}

int sheet_view_dataset(struct sheet_view *v, const struct record *dataset,
                       struct error *err)
{
    forget_children(v);
    v->dataset = dataset;
    v->activity = v->use = NULL;
    for (int k = 0; dataset && k < KIND_COUNT; k++) {
        enum kind kind = (enum kind)k;

        if (kind_info(kind)->parent == KIND_DATASET &&
            (kind == KIND_USE || is_asked(v->map, kind)) &&
            store_children(v->store, dataset->ref, kind, &v->children[k],
                           err) != 0)
            return -1;
    }
    return 0;
}

void sheet_view_release(struct sheet_view *v)
{
    forget_children(v);
    for (int k = 0; k < KIND_COUNT; k++)
        strs_release(&v->about[k]);
    for (size_t i = 0; i < v->lines_n; i++) {
        free((char *)(uintptr_t)v->lines[i].country);
        free((char *)(uintptr_t)v->lines[i].status);
        free((char *)(uintptr_t)v->lines[i].since);
        free((char *)(uintptr_t)v->lines[i].until);
    }
    free(v->lines);
    if (v->organisation.ref)
        record_release(&v->organisation);
    *v = (struct sheet_view){ .store = NULL };
}
