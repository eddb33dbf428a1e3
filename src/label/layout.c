/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/layout.h"

#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"

static const struct layout_info {
    const char *name;
    enum layer layer;
} layouts[LAYOUT_COUNT] = {
    [LAYOUT_SHORT] = { "short", LAYER_SHORT },
    [LAYOUT_STANDARD] = { "standard", LAYER_STANDARD },
    [LAYOUT_GRID] = { "grid", LAYER_STANDARD },
    [LAYOUT_FULL] = { "full", LAYER_FULL },
};

/*
 * What is short, or a detail.  A code makes the row hold for that value only,
 * "none" for what was stated to be none; NULL is any.  The first row that fits
 * counts.  What could hurt a person, or takes a promise back, is no detail.
 */
static const struct rank {
    enum field field;
    const char *code;
    enum layer layer;
} ranks[] = {
    { USE_REFUSAL_COSTS, NULL, LAYER_SHORT },
    { USE_SAY_NO_HOW, NULL, LAYER_SHORT },
    { DATASET_CHILDREN, "yes", LAYER_SHORT },
    { DATASET_SOLD, NULL, LAYER_SHORT },
    { DATASET_COMPLAIN_TO, NULL, LAYER_SHORT },
    { DATASET_NEXT_CHECK, NULL, LAYER_SHORT },
    { RETENTION_FOLLOWED, "no", LAYER_SHORT },
    { DATASET_COLLECTED_WHERE, NULL, LAYER_FULL },
    { DATASET_JOINED_WITH, "none", LAYER_FULL },
    { DATASET_SOURCES_LIST, NULL, LAYER_FULL },
    { ELEMENT_COLLECTED_BY, NULL, LAYER_FULL },
    { ELEMENT_EXACTNESS, NULL, LAYER_FULL },
    { DATASET_ELEMENTS_LIST, "complete", LAYER_FULL },
    { DATASET_RECIPIENTS_LIST, "complete", LAYER_FULL },
    { DATASET_HOW_MANY, NULL, LAYER_FULL },
    { DATASET_CHECK_RESULT, "pass", LAYER_FULL },
    { ELEMENT_ORIGIN, "derived", LAYER_FULL },
    { ELEMENT_PROTECTION, "none", LAYER_STANDARD },
    { ELEMENT_PROTECTION, NULL, LAYER_FULL },
    { ELEMENT_FINDABLE_METHOD, "none", LAYER_STANDARD },
    { ELEMENT_FINDABLE_METHOD, NULL, LAYER_FULL },
    { ELEMENT_FINDABLE_ON, NULL, LAYER_FULL },
    { SOURCE_UPSTREAM, NULL, LAYER_STANDARD },
    { SOURCE_WORDS, NULL, LAYER_STANDARD },
    { SOURCE_BOUGHT, "no", LAYER_FULL },
    { SOURCE_COLLECTED_BY, NULL, LAYER_FULL },
    { SOURCE_FIRST_PURPOSE, NULL, LAYER_FULL },
    { SOURCE_CONSENT_THEN, "none", LAYER_STANDARD },
    { SOURCE_CONSENT_THEN, NULL, LAYER_FULL },
    { SOURCE_COVERS_US, "yes", LAYER_FULL },
    { SOURCE_DEIDENTIFIED_BEFORE, "none", LAYER_STANDARD },
    { SOURCE_DEIDENTIFIED_BEFORE, NULL, LAYER_FULL },
    { DATASET_NOT_USED_FOR, "none", LAYER_STANDARD },
    { DATASET_NOT_USED_FOR, NULL, LAYER_FULL },
    { USE_SPECIAL_CONDITION, "none", LAYER_STANDARD },
    { USE_SPECIAL_CONDITION, NULL, LAYER_FULL },
    { DATASET_REQUIRED_BY, NULL, LAYER_FULL },
    { CONSENT_VALID_FOR, NULL, LAYER_FULL },
    { CONSENT_VALID_UNTIL, NULL, LAYER_FULL },
    { CONSENT_WITHDRAW_UNTIL, "none", LAYER_FULL },
    { RECIPIENT_SAFEGUARDS, "none", LAYER_STANDARD },
    { RECIPIENT_SAFEGUARDS, NULL, LAYER_FULL },
    { RECIPIENT_SAFEGUARDS_COPY, NULL, LAYER_FULL },
    { DATASET_LICENCE, NULL, LAYER_FULL },
    { DATASET_STORED_BY, NULL, LAYER_FULL },
    { MEASURE_VERIFIED_ON, NULL, LAYER_FULL },
    { SCAN_SCANNED_ON, NULL, LAYER_FULL },
    { SCAN_K, "0", LAYER_STANDARD }, /* somebody can be picked out         */
    { SCAN_K, "1", LAYER_STANDARD },
    { SCAN_K, NULL, LAYER_FULL },
    { DATASET_PARTICIPATION, "voluntary", LAYER_FULL },
    { PARTY_NAME, NULL, LAYER_FULL }, /* whom else to ask                  */
    { PARTY_CONTACT_DESK, NULL, LAYER_FULL },
    { PARTY_PHONE, NULL, LAYER_FULL },
    { PARTY_EMAIL, NULL, LAYER_FULL },
    { PARTY_WEBSITE, NULL, LAYER_FULL },
    { DATASET_RESPONSIBILITIES, NULL, LAYER_FULL },
    { DATASET_HOW_TO_TAKE, "none", LAYER_STANDARD },
    { DATASET_HOW_TO_TAKE, NULL, LAYER_FULL },
    { NOTICE_TITLE, NULL, LAYER_FULL },
};

const char *layout_name(enum layout layout)
{
    return layouts[layout].name;
}

bool layout_find(enum layout *out, const char *name)
{
    for (enum layout l = LAYOUT_SHORT; l < LAYOUT_COUNT; l++)
        if (strcmp(layouts[l].name, name) == 0) {
            *out = l;
            return true;
        }
    return false;
}

int layout_parse(enum layout *out, const char *name, struct error *err)
{
    struct buf list = BUF_INIT;

    if (layout_find(out, name))
        return 0;
    for (enum layout l = LAYOUT_SHORT; l < LAYOUT_COUNT; l++)
        buf_addf(&list, "%s%s", l ? ", " : "", layouts[l].name);
    error_set(err, ERROR_USAGE, _("there is no layout '%s'; they are: %s"),
              name, list.s);
    buf_release(&list);
    return -1;
}

/* Row 1 names what the grid has at its side. */
static bool is_in_grid(size_t row, const struct answer *a)
{
    return row == 0 && a->facts.n && a->facts.v[0].field == ELEMENT_WORDS;
}

bool layout_shows(enum layout layout, size_t row, const struct answer *a)
{
    return a->layer <= layouts[layout].layer &&
           !(layout == LAYOUT_GRID && is_in_grid(row, a));
}

void layout_shown(struct answers *out, enum layout layout, size_t row,
                  const struct answers *all)
{
    bool gap = true;

    *out = (struct answers){ NULL, 0, 0 };
    for (size_t i = 0; i < all->n; i++) {
        struct answer a = all->v[i];

        if (!layout_shows(layout, row, &a)) {
            gap = true;
            continue;
        }
        if (gap && a.form == FORM_FLOW)
            a.form = FORM_LINE;
        gap = false;
        ARRAY_GROW(out->v, out->n, out->room);
        out->v[out->n++] = a;
    }
}

bool layout_leaves_out(enum layout layout, const struct label *l)
{
    for (size_t i = 0; i < LABEL_ROWS; i++)
        for (size_t j = 0; j < l->rows[i].n; j++)
            if (l->rows[i].v[j].layer > layouts[layout].layer)
                return true;
    return false;
}

/* --- layers -------------------------------------------------------------- */

static bool fits(const struct rank *k, const struct fact *f)
{
    if (k->field != f->field)
        return false;
    if (!k->code)
        return true;
    if (strcmp(k->code, "none") == 0)
        return f->state == STATE_NONE;
    return f->state == STATE_VALUE && f->code && strcmp(k->code, f->code) == 0;
}

static enum layer layer_of_fact(const struct fact *f)
{
    if (f->state == STATE_BLANK || f->state == STATE_UNKNOWN)
        return LAYER_SHORT;
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
        if (fits(&ranks[i], f))
            return ranks[i].layer;
    return LAYER_STANDARD;
}

static bool tells(const struct answer *a, enum field field)
{
    for (size_t i = 0; i < a->facts.n; i++)
        if (a->facts.v[i].field == field)
            return true;
    return false;
}

static enum layer layer_of(const struct answer *a, const struct answer *first)
{
    enum layer layer = LAYER_FULL;

    if (a->facts.n == 0 || first->facts.n == 0)
        return a->facts.n ? LAYER_STANDARD : LAYER_SHORT;
    if (tells(a, first->facts.v[0].field))
        return LAYER_SHORT;
    for (size_t i = 0; i < a->facts.n; i++) {
        enum layer one = layer_of_fact(&a->facts.v[i]);

        layer = one < layer ? one : layer;
    }
    return layer;
}

/* "WE CANNOT PROMISE that others will not": with what, no detail, it is of. */
static void stay_together(struct answer *before, struct answer *a)
{
    if (a->form != FORM_FLOW || a->facts.n)
        return;
    if (before->layer > LAYER_STANDARD)
        before->layer = LAYER_STANDARD;
    a->layer = before->layer;
}

void layout_assign(struct answers *row)
{
    for (size_t i = 0; i < row->n; i++) {
        row->v[i].layer = layer_of(&row->v[i], &row->v[0]);
        if (i)
            stay_together(&row->v[i - 1], &row->v[i]);
    }
}
