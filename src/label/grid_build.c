/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The grid (label/grid.h), from the same records as rows 1, 4, 7 and 8. */

#include "label/grid_build.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "label/chain.h"
#include "label/choice.h"
#include "model/vocabulary.h"

/* A child that a cell looks at: a use or a recipient. */
struct side {
    enum kind kind;
    enum field code; /* which column it belongs to                         */
    enum field elements;
    enum field choice;
    enum field promise; /* of the dataset: what is not done                */
};

static const struct side sides[GRID_GROUP_COUNT] = {
    [GRID_USE] = { KIND_USE, USE_PURPOSE, USE_ELEMENTS, USE_CHOICE,
                   DATASET_NOT_USED_FOR },
    [GRID_SHARE] = { KIND_RECIPIENT, RECIPIENT_CATEGORY, RECIPIENT_ELEMENTS,
                     RECIPIENT_CHOICE, DATASET_NOT_GIVEN_TO },
};

/* Columns that no profile names: for what falls under none of its own. */
static const struct {
    const char *id;
    enum phrase words;
} others[GRID_GROUP_COUNT] = {
    [GRID_USE] = { "other-uses", SAY_COLUMN_OTHER_USES },
    [GRID_SHARE] = { "others", SAY_COLUMN_OTHERS },
};

static const char sold[] = "sold";

static const struct vocabulary *vocabulary_of(enum field field)
{
    return vocabulary_find(field_info(field)->vocabulary);
}

/* Has a column of the group a term between this one and `broader`? */
static bool has_nearer(const struct grid_profile *p, enum grid_group group,
                       const char *code, const char *broader)
{
    const struct vocabulary *v = vocabulary_of(sides[group].code);

    for (size_t i = 0; i < grid_profile_size(p); i++) {
        const struct grid_profile_column *c = &p->columns[i];

        for (size_t j = 0;
             c->group == group && j < GRID_PROFILE_CODES && c->codes[j]; j++)
            if (strcmp(c->codes[j], broader) != 0 &&
                vocabulary_within(v, code, c->codes[j]) &&
                vocabulary_within(v, c->codes[j], broader))
                return true;
    }
    return false;
}

/* Is one of its terms of that column, and of none that is nearer to it? */
static bool is_of_column(const struct grid_profile *p,
                         const struct grid_profile_column *c,
                         const struct record *r)
{
    enum field field = sides[c->group].code;
    const struct value *codes = record_get(r, field);
    const struct vocabulary *v = vocabulary_of(field);

    for (size_t i = 0; i < codes->items.n; i++)
        for (size_t j = 0; j < GRID_PROFILE_CODES && c->codes[j]; j++)
            if (vocabulary_within(v, codes->items.v[i], c->codes[j]) &&
                !has_nearer(p, c->group, codes->items.v[i], c->codes[j]))
                return true;
    return false;
}

static bool is_of_any(const struct grid_profile *p, enum grid_group group,
                      const struct record *r)
{
    for (size_t i = 0; i < grid_profile_size(p); i++)
        if (p->columns[i].group == group && is_of_column(p, &p->columns[i], r))
            return true;
    return false;
}

static bool needs_other(const struct build *b, const struct grid_profile *p,
                        enum grid_group group)
{
    for (size_t i = 0; i < b->material->n; i++) {
        const struct records *l =
            subject_children(&b->material->subjects[i], sides[group].kind);

        for (size_t j = 0; j < l->n; j++)
            if (!is_of_any(p, group, &l->v[j]))
                return true;
    }
    return false;
}

/* Where "~" stands a word may be broken: U+00AD, which has no width. */
static void add_column(struct build *b, const char *id, enum grid_group group,
                       enum phrase words)
{
    struct buf head = BUF_INIT;
    char *tidy;

    for (const char *s = words_of(&b->voice, words); *s; s++)
        if (*s == '~')
            buf_adds(&head, GRID_SOFT_HYPHEN);
        else
            buf_addc(&head, *s);
    tidy = tree_tidy(head.s);
    grid_add_column(&b->label->grid, id, group, tidy);
    free(tidy);
    buf_release(&head);
}

static void add_columns(struct build *b, const struct grid_profile *p)
{
    for (enum grid_group g = GRID_USE; g < GRID_GROUP_COUNT; g++) {
        for (size_t i = 0; i < grid_profile_size(p); i++)
            if (p->columns[i].group == g)
                add_column(b, p->columns[i].id, g, p->columns[i].words);
        if (needs_other(b, p, g))
            add_column(b, others[g].id, g, others[g].words);
    }
    add_column(b, sold, GRID_SHARE, SAY_COLUMN_SOLD);
}

/* --- cells --------------------------------------------------------------- */

/* Does a use or a recipient take this element?  Blank may be all of them. */
enum takes { TAKES_NOT, TAKES, TAKES_MAYBE };

static enum takes takes_element(const struct record *r, enum field elements,
                                const struct record *element)
{
    enum state state = build_state(r, elements);

    if (state == STATE_NA)
        return TAKES;
    if (state == STATE_NONE)
        return TAKES_NOT;
    if (record_is_open(r, elements))
        return TAKES_MAYBE;
    return value_has(record_get(r, elements), element->ref) ? TAKES : TAKES_NOT;
}

static enum grid_answer answer_of(const struct record *r, enum field choice)
{
    enum phrase mark = choice_of(r, choice)->mark;

    return mark == SAY_YES    ? GRID_YES
           : mark == SAY_STOP ? GRID_STOP
           : mark == SAY_ASK  ? GRID_ASK
                              : GRID_UNKNOWN;
}

/* Is it known to the end of the chain who has this element? */
static bool is_closed(const struct build *b, const struct record *element,
                      enum field promise, const char *kept)
{
    const struct records *l = &b->d->recipients;
    struct facts facts = FACTS_INIT;
    enum list_state list = build_list(b, &facts, KIND_RECIPIENT);

    facts_release(&facts);
    for (size_t i = 0; i < l->n; i++)
        if (takes_element(&l->v[i], RECIPIENT_ELEMENTS, element) != TAKES_NOT &&
            !record_is(&l->v[i], promise, kept))
            return false;
    return list != LIST_OPEN && !chain_has_keepers(b);
}

static bool nobody_passes_on(const struct build *b,
                             const struct record *element)
{
    return is_closed(b, element, RECIPIENT_ONWARD, "forbidden");
}

/* Is the code, or a broader one, promised not to be, and is that true? */
static bool is_promised(const struct build *b, enum field promise,
                        enum field against, const char *code)
{
    const struct vocabulary *v = vocabulary_of(promise);
    const struct value *no = record_get(&b->d->dataset, promise);

    for (size_t i = 0; i < no->items.n; i++)
        if (vocabulary_within(v, code, no->items.v[i]) &&
            !build_is_contradicted(b, against, no->items.v[i]))
            return true;
    return false;
}

/* Are all codes of a column promised not to be? */
static bool is_ruled_out(const struct build *b, enum grid_group group,
                         const struct grid_profile_column *c)
{
    const struct side *side = &sides[group];

    for (size_t i = 0; c && i < GRID_PROFILE_CODES && c->codes[i]; i++)
        if (!is_promised(b, side->promise, side->code, c->codes[i]))
            return false;
    return c && c->codes[0];
}

/* What is said where no record of the list says that it is done. */
static enum grid_answer absent(const struct build *b, struct facts *facts,
                               enum grid_group group,
                               const struct grid_profile_column *c,
                               const struct record *element)
{
    enum list_state list = build_list(b, facts, sides[group].kind);
    bool ruled_out = is_ruled_out(b, group, c);

    if (list == LIST_OPEN && !ruled_out)
        return GRID_UNKNOWN;
    if (ruled_out)
        build_fact(b, facts, &b->d->dataset, sides[group].promise);
    if (group == GRID_SHARE && !nobody_passes_on(b, element))
        return GRID_NO_PROMISE;
    return GRID_NO;
}

enum belongs { BELONGS_NOT, BELONGS, BELONGS_MAYBE };

/*
 * Is this record one of the column's?  NULL: of none of the profile's.  One of
 * which it is not told what it is for, or what the recipient is, may be.
 */
static enum belongs belongs(const struct grid_profile *p, enum grid_group group,
                            const struct grid_profile_column *c,
                            const struct record *r)
{
    bool is = c ? is_of_column(p, c, r) : !is_of_any(p, group, r);

    if (is)
        return BELONGS;
    return record_is_open(r, sides[group].code) ? BELONGS_MAYBE : BELONGS_NOT;
}

static void fill_cell(const struct build *b, const struct grid_profile *p,
                      struct grid_cell *cell, enum grid_group group,
                      const struct grid_profile_column *c,
                      const struct record *element)
{
    const struct side *side = &sides[group];
    const struct records *l = subject_children(b->d, side->kind);

    cell->answer = GRID_ANSWER_COUNT;
    for (size_t i = 0; i < l->n; i++) {
        const struct record *r = &l->v[i];
        enum takes takes = takes_element(r, side->elements, element);
        enum belongs is = belongs(p, group, c, r);
        enum grid_answer answer;

        if (is == BELONGS_NOT || takes == TAKES_NOT ||
            (is == BELONGS_MAYBE && is_ruled_out(b, group, c)))
            continue;
        answer = takes == TAKES && is == BELONGS ? answer_of(r, side->choice)
                                                 : GRID_UNKNOWN;
        if (answer < cell->answer)
            cell->answer = answer;
        build_fact(b, &cell->facts, r, side->code);
        build_fact(b, &cell->facts, r, side->elements);
        build_fact(b, &cell->facts, r, side->choice);
    }
    if (cell->answer == GRID_ANSWER_COUNT)
        cell->answer = absent(b, &cell->facts, group, c, element);
}

/* Sold by us, or by one who gets it; no only to the end of the chain. */
static void fill_sold(const struct build *b, struct grid_cell *cell,
                      const struct record *element)
{
    const struct record *d = &b->d->dataset;
    const struct records *l = &b->d->recipients;
    bool closed = nobody_passes_on(b, element) &&
                  is_closed(b, element, RECIPIENT_SALE, "no");

    cell->answer = record_is(d, DATASET_SOLD, "yes")   ? GRID_YES
                   : !record_is(d, DATASET_SOLD, "no") ? GRID_UNKNOWN
                   : closed                            ? GRID_NO
                                                       : GRID_NO_PROMISE;
    build_fact(b, &cell->facts, d, DATASET_SOLD);
    for (size_t i = 0; i < l->n; i++)
        if (record_is(&l->v[i], RECIPIENT_SALE, "yes") &&
            takes_element(&l->v[i], RECIPIENT_ELEMENTS, element) == TAKES) {
            cell->answer = GRID_YES;
            build_fact(b, &cell->facts, &l->v[i], RECIPIENT_SALE);
        }
}

static const struct grid_profile_column *column_of(const struct grid_profile *p,
                                                   const char *id)
{
    for (size_t i = 0; i < grid_profile_size(p); i++)
        if (strcmp(p->columns[i].id, id) == 0)
            return &p->columns[i];
    return NULL;
}

static void add_line(struct build *b, const struct grid_profile *p,
                     const struct record *element)
{
    struct grid *g = &b->label->grid;
    char *words = tree_tidy(build_name(b, element));
    struct grid_line *line = grid_add_line(g, element->ref, words);

    if (b->material->n > 1)
        line->about =
            xstrdup(b->label->titles.v[b->d - b->material->subjects].text);
    for (size_t i = 0; i < g->n_columns; i++) {
        const struct grid_column *c = &g->columns[i];
        struct grid_cell *cell = &line->cells[i];

        if (strcmp(c->id, sold) == 0)
            fill_sold(b, cell, element);
        else
            fill_cell(b, p, cell, c->group, column_of(p, c->id), element);
        cell->text =
            tree_tidy(words_of(&b->voice, grid_answer_word(cell->answer)));
    }
    free(words);
}

/* The profile asked for, else that of the first dataset, else the first. */
static const struct grid_profile *choose(const struct build *b)
{
    const char *own =
        record_text(&b->material->subjects[0].dataset, DATASET_LABEL_PROFILE);
    const struct grid_profile *p = NULL;

    if (b->label->profile)
        p = grid_profile_find(b->label->profile);
    else if (own)
        p = grid_profile_find(own);
    return p ? p : grid_profile_at(0);
}

void build_grid(struct build *b)
{
    const struct grid_profile *p = choose(b);
    struct grid *g = &b->label->grid;
    size_t lines = 0;

    free(b->label->profile);
    b->label->profile = xstrdup(p->id);
    for (size_t i = 0; i < b->material->n; i++)
        lines += b->material->subjects[i].elements.n;
    if (!lines)
        return;
    g->groups[GRID_USE] = tree_tidy(words_of(&b->voice, SAY_GRID_USE));
    g->groups[GRID_SHARE] = tree_tidy(words_of(&b->voice, SAY_GRID_SHARE));
    add_columns(b, p);
    for (size_t i = 0; i < b->material->n; i++) {
        b->d = &b->material->subjects[i];
        for (size_t j = 0; j < b->d->elements.n; j++)
            add_line(b, p, &b->d->elements.v[j]);
    }
}
