/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/reason.h"

#include <stdlib.h>
#include <string.h>

#include "audit/audit.h"
#include "base/mem.h"
#include "label/label.h"
#include "policy/asked.h"

/* What is asked, and what it answered. */
struct inquiry {
    struct store *store;
    const struct records *records;
    const char *as_of;
    struct reasons *out;
};

const struct record *reason_record(const struct records *l, const char *ref)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->v[i].ref, ref) == 0)
            return &l->v[i];
    return NULL;
}

bool reason_has_kind(const struct records *l, enum kind kind)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i].kind == kind)
            return true;
    return false;
}

/* --- the list ------------------------------------------------------------ */

static void add_reason(struct inquiry *q, const char *ref, enum field field,
                       size_t row, const struct rule *rule)
{
    struct reasons *l = q->out;

    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = (struct reason){
        .ref = xstrdup(ref), .field = field, .row = row, .rule = rule
    };
}

static int compare(const struct reason *a, const char *ref, enum field field)
{
    int order = strcmp(a->ref, ref);

    return order ? order : (a->field > field) - (a->field < field);
}

static int by_place(const void *a, const void *b)
{
    const struct reason *y = b;

    return compare(a, y->ref, y->field);
}

size_t reasons_find(const struct reasons *l, const char *ref, enum field field)
{
    size_t low = 0, high = l->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare(&l->v[middle], ref, field) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool reasons_is(const struct reasons *l, size_t i, const char *ref,
                enum field field)
{
    return i < l->n && compare(&l->v[i], ref, field) == 0;
}

void reasons_release(struct reasons *l)
{
    for (size_t i = 0; i < l->n; i++)
        free(l->v[i].ref);
    free(l->v);
    *l = (struct reasons)REASONS_INIT;
}

/* --- rows of the label --------------------------------------------------- */

/* What rows do not know without naming a fact. */
static const struct unsaid {
    enum kind missing; /* where there is none of these ...                 */
    enum field field;  /* ... or where this is open                        */
    size_t row;        /* and this row, as printed ...                     */
    enum phrase words; /* ... says so                                      */
} unsaid[] = {
    { KIND_ELEMENT, FIELD_COUNT, 11, SAY_UNKNOWN },
    { KIND_USE, FIELD_COUNT, 5, SAY_UNKNOWN },
    { KIND_USE, FIELD_COUNT, 6, SAY_UNKNOWN },
    { KIND_USE, FIELD_COUNT, 13, SAY_UNKNOWN },
    { KIND_RETENTION, FIELD_COUNT, 9, SAY_T_HOW_LONG },
    { KIND_NONE, DATASET_CONTROLLER, 14, SAY_T_WHOM_TO_ASK },
    { KIND_NONE, PARTY_EMAIL, 14, SAY_T_PHONE },
    { KIND_NONE, DATASET_CHECKED_BY, 15, SAY_T_CHECKER },
    { KIND_NONE, DATASET_CHECKED_ON, 15, SAY_T_CHECKED_ON },
};

/* Rights of which the label is silent where they are not known. */
static bool is_quiet(enum field field)
{
    return field == DATASET_HOW_TO_STOP || field == DATASET_HOW_TO_TAKE;
}

/* Does the row name this among what is not known, or know nothing at all? */
static bool says(const struct label *l, size_t row, enum phrase words)
{
    struct voice voice = { .lang = l->lang };
    const char *topic = words_of(&voice, words);
    const char *unknown = words_of(&voice, SAY_UNKNOWN);

    for (size_t i = 0; i < l->rows[row].n; i++) {
        const char *text = l->rows[row].v[i].text;

        if (strncmp(text, unknown, strlen(unknown)) == 0 ||
            (strstr(text, unknown) && strcasestr(text, topic)))
            return true;
    }
    return false;
}

/* Is it what an answer does not know, and not what stands beside that? */
static bool is_at_stake(const struct inquiry *q, const struct answer *a,
                        const struct fact *f)
{
    const struct record *r = reason_record(q->records, f->ref);

    if (!r || !record_is_open(r, f->field) || is_quiet(f->field))
        return false;
    if (a->form == FORM_PAIR)
        return f->field == RECIPIENT_CHOICE;
    if (asked(r, f->field))
        return true;
    for (size_t i = 0; i < a->facts.n; i++) {
        const struct fact *other = &a->facts.v[i];

        if (strcmp(other->ref, f->ref) == 0 &&
            record_is_open(r, other->field) && asked(r, other->field))
            return false;
    }
    return true;
}

static void add_rows(struct inquiry *q, const struct label *l)
{
    struct voice voice = { .lang = l->lang };
    const char *unknown = words_of(&voice, SAY_UNKNOWN);

    for (size_t row = 0; row < LABEL_ROWS; row++)
        for (size_t i = 0; i < l->rows[row].n; i++) {
            const struct answer *a = &l->rows[row].v[i];

            if (!strstr(a->text, unknown))
                continue;
            for (size_t j = 0; j < a->facts.n; j++)
                if (is_at_stake(q, a, &a->facts.v[j]))
                    add_reason(q, a->facts.v[j].ref, a->facts.v[j].field, row,
                               NULL);
        }
}

/* The same for what rows do not name. */
static void add_unsaid(struct inquiry *q, const struct label *l)
{
    for (size_t i = 0; i < sizeof unsaid / sizeof *unsaid; i++) {
        const struct unsaid *u = &unsaid[i];
        enum field list =
            u->missing != KIND_NONE ? kind_list_state(u->missing) : FIELD_COUNT;

        if (!says(l, u->row - 1, u->words) ||
            (list != FIELD_COUNT && reason_has_kind(q->records, u->missing)))
            continue;
        if (list != FIELD_COUNT)
            add_reason(q, q->records->v[0].ref, list, u->row - 1, NULL);
        for (size_t j = 0; j < q->records->n && list == FIELD_COUNT; j++)
            if (q->records->v[j].kind == field_info(u->field)->kind &&
                record_is_open(&q->records->v[j], u->field))
                add_reason(q, q->records->v[j].ref, u->field, u->row - 1, NULL);
    }
}

static int ask_label(struct inquiry *q, struct error *err)
{
    const char *ref = q->records->v[0].ref;
    struct label_options o = { .as_of = q->as_of };
    struct label *l;

    if (label_build(&l, q->store, &ref, 1, &o, err) != 0)
        return -1;
    add_rows(q, l);
    add_unsaid(q, l);
    label_free(l);
    return 0;
}

/* --- rules --------------------------------------------------------------- */

static int ask_rules(struct inquiry *q, struct error *err)
{
    const char **refs = xcalloc(q->records->n, sizeof *refs);
    struct audit_options o = { .as_of = q->as_of,
                               .refs = refs,
                               .refs_n = q->records->n };
    struct audit_report report;
    int failed;

    for (size_t i = 0; i < q->records->n; i++)
        refs[i] = q->records->v[i].ref;
    failed = audit_run(q->store, &o, &report, err);
    free(refs);
    if (failed)
        return -1;
    for (size_t i = 0; i < report.findings.n; i++) {
        const struct finding *f = findings_at(&report.findings, i);
        const char *ref = finding_ref(&report.findings, f);
        const struct record *r = reason_record(q->records, ref);
        enum field field =
            r ? field_find(r->kind, finding_field(&report.findings, f))
              : FIELD_COUNT;

        if (field != FIELD_COUNT)
            add_reason(q, ref, field, LABEL_ROWS, f->rule);
    }
    audit_release(&report);
    return 0;
}

/* --- the whole ----------------------------------------------------------- */

int reasons_read(struct reasons *out, struct store *s,
                 const struct records *records, const char *as_of,
                 struct error *err)
{
    struct inquiry q = { s, records, as_of, out };

    *out = (struct reasons)REASONS_INIT;
    if (ask_label(&q, err) != 0 || ask_rules(&q, err) != 0) {
        reasons_release(out);
        return -1;
    }
    if (out->n)
        qsort(out->v, out->n, sizeof *out->v, by_place);
    return 0;
}
