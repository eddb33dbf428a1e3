/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* How plain the words of the register are: fact_reading and fact_wording. */

#include "audit/facts_policy.h"

#include <stdlib.h>

#include "base/mem.h"
#include "label/lint.h"
#include "label/readability.h"
#include "label/written.h"
#include "store/query.h"
#include "store/texts.h"

#define TEXT(s)                                                                \
    {                                                                          \
        QUERY_TEXT, 0, (s)                                                     \
    }
#define INTEGER(n)                                                             \
    {                                                                          \
        QUERY_INTEGER, (int64_t)(n), NULL                                      \
    }
#define COUNT(a) (sizeof(a) / sizeof *(a))

/* --- fact_wording -------------------------------------------------------- */

struct wording {
    struct store *s;
    const char *original;
    const struct stored_text *text;
    const char *lang;
    int failed;
    struct error *err;
};

static void add_problem(const struct lint_found *f, void *data)
{
    const struct gate_info *gate = gate_info(f->gate);
    struct wording *w = data;
    const struct query_fact row[] = {
        INTEGER(w->text->record),
        TEXT(field_info(w->text->field)->name),
        TEXT(w->lang),
        TEXT(gate->code),
        TEXT(f->what),
        TEXT(f->instead),
    };

    if (!w->failed)
        w->failed =
            query_fact_add(w->s, "fact_wording", row, COUNT(row), w->err);
}

static int add_problems(const struct stored_text *t, void *data,
                        struct error *err)
{
    struct wording *w = data;

    w->text = t;
    w->err = err;
    w->lang = t->lang ? t->lang : w->original;
    lint_text(w->lang, t->field, t->text, add_problem, w);
    return w->failed;
}

int facts_fill_wording(struct store *s, const char *as_of, struct error *err)
{
    struct wording w = { .s = s };
    struct buf lang = BUF_INIT;
    int failed = query_fact_table(s, "fact_wording",
                                  "record_id INTEGER, field TEXT, lang TEXT, "
                                  "code TEXT, what TEXT, instead TEXT",
                                  err);

    (void)as_of;
    if (!failed)
        failed = written_language(&lang, s, err);
    w.original = lang.s;
    if (!failed)
        failed = texts_each(s, lint_reads, add_problems, &w, err);
    buf_release(&lang);
    return failed;
}

/* --- fact_reading -------------------------------------------------------- */

/* The counts of datasets, each in a place of its own by its number. */
struct readings {
    const char *lang;
    struct reading_of {
        int64_t dataset;
        struct counts counts;
    } * v;
    size_t n, room;
    size_t *places; /* by number; 0: none, else the place and 1            */
    size_t places_n;
};

static struct counts *counts_of(struct readings *l, int64_t dataset)
{
    size_t id = (size_t)dataset;

    if (id >= l->places_n) {
        size_t more = id + id / 2 + 64;

        l->places = xrealloc(l->places, more * sizeof *l->places);
        while (l->places_n < more)
            l->places[l->places_n++] = 0;
    }
    if (!l->places[id]) {
        ARRAY_GROW(l->v, l->n, l->room);
        l->v[l->n++] = (struct reading_of){ .dataset = dataset };
        l->places[id] = l->n;
    }
    return &l->v[l->places[id] - 1].counts;
}

/* Of datasets and what belongs to them. */
static bool is_of_dataset(enum field field)
{
    enum kind kind = field_info(field)->kind;

    return lint_reads(field) &&
           (kind == KIND_DATASET || kind_info(kind)->parent == KIND_DATASET);
}

static int count_text(const struct stored_text *t, void *data,
                      struct error *err)
{
    struct readings *l = data;

    (void)err;
    if (!t->lang)
        counter_add(counts_of(l, t->dataset), l->lang, t->text);
    return 0;
}

static int add_reading(struct store *s, const char *lang,
                       const struct reading_of *r, struct error *err)
{
    static const char *const readings[] = { [READING_FINE] = "fine",
                                            [READING_HARD] = "hard",
                                            [READING_TOO_HARD] = "too-hard" };
    enum formula f = formula_of_gate(lang);
    bool fits = formula_fits(f, lang, &r->counts);
    double score = fits ? formula_score(f, &r->counts) : 0;
    char *text = fits ? xasprintf("%.1f", score) : NULL;
    const struct query_fact row[] = {
        INTEGER(r->dataset),
        TEXT(lang),
        INTEGER(r->counts.words),
        INTEGER(r->counts.sentences),
        TEXT(formula_info(f)->id),
        TEXT(text),
        TEXT(fits ? readings[formula_reading(f, score)] : NULL),
    };
    int failed = query_fact_add(s, "fact_reading", row, COUNT(row), err);

    free(text);
    return failed;
}

int facts_fill_reading(struct store *s, const char *as_of, struct error *err)
{
    struct readings l = { .v = NULL };
    struct buf lang = BUF_INIT;
    int failed = query_fact_table(s, "fact_reading",
                                  "dataset_id INTEGER PRIMARY KEY, lang TEXT, "
                                  "words INTEGER, sentences INTEGER, formula "
                                  "TEXT, score TEXT, reading TEXT",
                                  err);

    (void)as_of;
    if (!failed)
        failed = written_language(&lang, s, err);
    l.lang = lang.s;
    if (!failed)
        failed = texts_each(s, is_of_dataset, count_text, &l, err);
    for (size_t i = 0; i < l.n && !failed; i++)
        failed = add_reading(s, lang.s, &l.v[i], err);
    free(l.v);
    free(l.places);
    buf_release(&lang);
    return failed;
}
