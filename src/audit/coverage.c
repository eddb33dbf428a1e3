/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "audit/coverage_say.h"
#include "audit/coverage_unit.h"
#include "audit/coverage_when.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/untranslated.h"
#include "policy/asked.h"
#include "policy/today.h"

/* What is found about a question, or about a part of it. */
struct finds {
    size_t stated; /* values, none, not applicable                         */
    size_t values;
    struct coverage_open *open;
    size_t n;
    size_t room;
};

/* One question, asked of one unit. */
struct asking {
    struct unit *unit;
    const struct profile_question *q;
    struct finds finds;
    size_t more; /* values of parts that need not be there                 */
    struct saying saying;
    struct strs about; /* fields of whose records it was said that there are
                          none                                             */
    struct strs lines; /* of answers that people gave                      */
};

/* --- what is open -------------------------------------------------------- */

static void open_release(struct coverage_open *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(v[i].ref);
    free(v);
}

static void add_open(struct finds *f, const char *ref, enum kind kind,
                     enum field field, enum state state)
{
    ARRAY_GROW(f->open, f->n, f->room);
    f->open[f->n++] =
        (struct coverage_open){ xstrdup(ref), kind, field, state };
}

static int by_what(const void *a, const void *b)
{
    const struct coverage_open *x = *(struct coverage_open *const *)a;
    const struct coverage_open *y = *(struct coverage_open *const *)b;
    int order = strcmp(x->ref, y->ref);

    if (!order)
        order = (int)x->field - (int)y->field;
    if (!order)
        order = (int)x->kind - (int)y->kind;
    return order ? order : (x > y) - (x < y);
}

static bool is_same(const struct coverage_open *a,
                    const struct coverage_open *b)
{
    return a->field == b->field && a->kind == b->kind &&
           strcmp(a->ref, b->ref) == 0;
}

/* Drops what is there twice: the later one. */
static void tidy_open(struct finds *f)
{
    struct coverage_open **sorted;
    bool *twice;
    size_t n = 0;

    if (f->n < 2)
        return;
    sorted = xcalloc(f->n, sizeof *sorted);
    twice = xcalloc(f->n, sizeof *twice);
    for (size_t i = 0; i < f->n; i++)
        sorted[i] = &f->open[i];
    qsort(sorted, f->n, sizeof(struct coverage_open *), by_what);
    for (size_t i = 1; i < f->n; i++)
        twice[sorted[i] - f->open] = is_same(sorted[i - 1], sorted[i]);
    for (size_t i = 0; i < f->n; i++)
        if (twice[i])
            free(f->open[i].ref);
        else
            f->open[n++] = f->open[i];
    f->n = n;
    free(twice);
    free(sorted);
}

static void add_finds(struct finds *to, struct finds *from)
{
    to->stated += from->stated;
    to->values += from->values;
    for (size_t i = 0; i < from->n; i++)
        add_open(to, from->open[i].ref, from->open[i].kind, from->open[i].field,
                 from->open[i].state);
    open_release(from->open, from->n);
    *from = (struct finds){ 0 };
}

static void add_state(struct finds *f, const struct record *r, enum field field,
                      enum state state)
{
    f->values += state == STATE_VALUE;
    if (state == STATE_BLANK || state == STATE_UNKNOWN)
        add_open(f, r->ref, KIND_NONE, field, state);
    else
        f->stated++;
}

/* --- the records of a field ---------------------------------------------- */

struct found {
    const struct record **v;
    size_t n;
    size_t room;
};

static void found_add(struct found *l, const struct record *r)
{
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = r;
}

static bool has_found(const struct found *l, const struct record *r)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i] == r)
            return true;
    return false;
}

/* Is a condition of the question shown not to hold for the record? */
static bool is_left_out(struct asking *a, const struct record *r)
{
    for (size_t i = 0; i < a->q->when.n; i++)
        if (condition_of_record(a->unit, a->q->when.v[i], r) == TRUTH_FALSE)
            return true;
    return false;
}

/* Nothing of that kind is there: what do the lists say? */
static void ask_lists(struct asking *a, enum kind kind, struct finds *f)
{
    enum field state = kind_list_state(kind);
    const struct record *dataset;
    size_t i;

    for (i = 0; (dataset = unit_record(a->unit, KIND_DATASET, i)); i++) {
        const struct value *v;

        if (state == FIELD_COUNT)
            break;
        v = record_get(dataset, state);
        if (v->state == STATE_VALUE)
            add_open(f, dataset->ref, KIND_NONE, state, STATE_VALUE);
        else
            add_state(f, dataset, state, v->state);
    }
    if (i == 0)
        add_open(f, unit_head(a->unit)->ref, kind, FIELD_COUNT, STATE_BLANK);
}

/* Those of the kind that are found without a name. */
static void find_direct(struct asking *a, enum kind kind, struct found *out,
                        struct finds *f)
{
    const struct record *r;
    size_t i;

    for (i = 0; (r = unit_record(a->unit, kind, i)); i++)
        if (!is_left_out(a, r))
            found_add(out, r);
    if (i == 0 && f)
        ask_lists(a, kind, f);
}

/* From the records that name to those that are named. */
static int follow(struct asking *a, enum field field, const struct found *from,
                  struct found *to, struct finds *f, struct error *err)
{
    for (size_t i = 0; i < from->n; i++) {
        const struct value *v = unit_value(a->unit, from->v[i], field, err);

        if (!v)
            return -1;
        if (v->state != STATE_VALUE && f)
            add_state(f, from->v[i], field, v->state);
        for (size_t j = 0; j < v->items.n; j++) {
            const struct record *r = unit_named(a->unit, v->items.v[j], err);

            if (!r)
                return -1;
            if (!has_found(to, r))
                found_add(to, r);
        }
    }
    return 0;
}

/* The records that hold field number i of the question.  What speaks for
 * those that are not there goes to *f, unless that is NULL. */
static int find(struct asking *a, size_t i, struct found *out, struct finds *f,
                struct error *err)
{
    const struct profile_way *way = &a->q->ways[i];
    struct found here = { 0 };
    int failed = 0;

    if (way->of_n == 0) {
        find_direct(a, field_info(a->q->fields[i])->kind, out, f);
        return 0;
    }
    find_direct(a, field_info(way->of[0])->kind, &here, f);
    for (size_t j = 0; j < way->of_n && !failed; j++) {
        struct found there = { 0 };

        failed = follow(a, way->of[j], &here, &there, f, err);
        free(here.v);
        here = there;
    }
    *out = here;
    return failed;
}

/* --- the parts ----------------------------------------------------------- */

/* Does another answer of the record make this one needless? */
static bool is_settled(const struct record *r, enum field field)
{
    const struct asked_when *w;

    for (size_t i = 0; (w = asked_when_at(i)); i++)
        if (w->field == field)
            return !asked(r, field);
    return false;
}

/* Is it the state of a list? */
static bool is_list(enum field field)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (kind_list_state((enum kind)kind) == field)
            return true;
    return false;
}

/* The lists of what is told must be whole, but not those from which the unit
 * itself is taken, or from which a choice names what it covers. */
static void ask_whole(struct asking *a, enum kind kind, struct finds *f)
{
    enum kind head = unit_head(a->unit)->kind;
    enum field state = kind_list_state(kind);
    const struct record *dataset;

    if (kind == head || (kind == KIND_USE && head == KIND_CONSENT))
        return;
    for (size_t i = 0; state != FIELD_COUNT &&
                       (dataset = unit_record(a->unit, KIND_DATASET, i));
         i++) {
        const struct value *v = record_get(dataset, state);

        if (v->state != STATE_NONE && !value_has(v, "complete"))
            add_open(f, dataset->ref, KIND_NONE, state, v->state);
    }
}

static int ask_must(struct asking *a, size_t i, struct error *err)
{
    enum field field = a->q->fields[i];
    struct found l = { 0 };
    int failed = find(a, i, &l, &a->finds, err);

    for (size_t j = 0; j < l.n && !failed; j++) {
        const struct value *v = unit_value(a->unit, l.v[j], field, err);

        if (!v)
            failed = -1;
        else if (v->state != STATE_BLANK || !is_settled(l.v[j], field))
            add_state(&a->finds, l.v[j], field, v->state);
    }
    if (l.n && a->q->ways[i].of_n == 0)
        ask_whole(a, field_info(field)->kind, &a->finds);
    free(l.v);
    return failed;
}

static bool same_way(const struct profile_question *q, size_t i, size_t j)
{
    const struct profile_way *x = &q->ways[i], *y = &q->ways[j];

    if (y->part != PART_ANY || x->of_n != y->of_n ||
        field_info(q->fields[i])->kind != field_info(q->fields[j])->kind)
        return false;
    return memcmp(x->of, y->of, x->of_n * sizeof *x->of) == 0;
}

/* One of the fields that are reached the same way as field number i. */
static void ask_one_of(struct asking *a, size_t i, const struct record *r,
                       struct finds *f)
{
    const struct profile_question *q = a->q;
    struct finds open = { 0 };
    enum state best = STATE_NONE;

    for (size_t j = i; j < q->n; j++) {
        const struct value *v;

        if (!same_way(q, i, j))
            continue;
        v = record_get(r, q->fields[j]);
        if (v->state == STATE_VALUE)
            best = STATE_VALUE;
        else if (v->state == STATE_BLANK || v->state == STATE_UNKNOWN)
            add_open(&open, r->ref, KIND_NONE, q->fields[j], v->state);
    }
    if (best == STATE_VALUE || !open.n) {
        f->stated++;
        f->values += best == STATE_VALUE;
        open_release(open.open, open.n);
    } else {
        add_finds(f, &open);
    }
}

/* All records that hold the fields that are reached like field number i. */
static int ask_way(struct asking *a, size_t i, struct finds *f,
                   struct error *err)
{
    struct found l = { 0 };
    int failed = find(a, i, &l, f, err);

    for (size_t j = 0; j < l.n && !failed; j++)
        ask_one_of(a, i, l.v[j], f);
    free(l.v);
    return failed;
}

static bool is_first_of_way(const struct profile_question *q, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (q->ways[j].part == PART_ANY && same_way(q, j, i))
            return false;
    return q->ways[i].part == PART_ANY;
}

/* Is the one more of an answer than the other? */
static bool is_better(const struct finds *a, const struct finds *b)
{
    if (!a->n != !b->n)
        return !a->n;
    if (!a->values != !b->values)
        return a->values;
    return a->n < b->n;
}

/*
 * Where fields of several kinds would do, those of the kind count that say
 * most.  Whose fields are told by a name are asked for each by itself.
 */
static int ask_any(struct asking *a, struct error *err)
{
    struct finds best = { 0 };
    bool some = false;
    int failed = 0;

    for (size_t i = 0; i < a->q->n && !failed; i++) {
        struct finds f = { 0 };

        if (!is_first_of_way(a->q, i))
            continue;
        failed = ask_way(a, i, &f, err);
        if (a->q->ways[i].of_n) {
            add_finds(&a->finds, &f);
            continue;
        }
        if (!some || is_better(&f, &best)) {
            struct finds worse = best;

            best = f;
            f = worse;
        }
        open_release(f.open, f.n);
        some = true;
    }
    add_finds(&a->finds, &best);
    return failed;
}

/* --- what is said -------------------------------------------------------- */

static int say_part(struct asking *a, size_t i, struct error *err)
{
    enum field field = a->q->fields[i];
    struct found l = { 0 };
    int failed = find(a, i, &l, NULL, err);

    for (size_t j = 0; j < l.n && !failed; j++) {
        const struct value *v = unit_value(a->unit, l.v[j], field, err);

        if (!v)
            failed = -1;
        else
            failed = say_field(&a->saying, l.v[j], field, v, err);
        if (v && a->q->ways[i].part == PART_MORE)
            a->more += v->state == STATE_VALUE;
    }
    free(l.v);
    return failed;
}

/* What the lists of a kind say, once, where nothing of it is there or there
 * is more. */
static int say_lists(struct asking *a, enum kind kind, struct error *err)
{
    enum field state = kind_list_state(kind);
    const struct record *dataset;
    int failed = 0;

    if (state == FIELD_COUNT || kind == unit_head(a->unit)->kind ||
        strs_has(&a->about, field_info(state)->name))
        return 0;
    strs_add(&a->about, field_info(state)->name);
    for (size_t i = 0;
         !failed && (dataset = unit_record(a->unit, KIND_DATASET, i)); i++) {
        const struct value *v = record_get(dataset, state);

        if (!value_has(v, "complete"))
            failed = say_field(&a->saying, dataset, state, v, err);
    }
    return failed;
}

static int say_all(struct asking *a, struct error *err)
{
    int failed = 0;

    for (size_t i = 0; i < a->q->n && !failed; i++) {
        const struct profile_way *way = &a->q->ways[i];
        enum field first = way->of_n ? way->of[0] : a->q->fields[i];

        if (way->part == PART_ELSE || is_list(a->q->fields[i]))
            continue;
        failed = say_part(a, i, err);
        if (!failed && way->part != PART_MORE)
            failed = say_lists(a, field_info(first)->kind, err);
    }
    return failed;
}

/* --- the verdict --------------------------------------------------------- */

static void add_condition(const struct record *r, enum field field, void *data)
{
    struct finds *f = data;

    add_open(f, r->ref, KIND_NONE, field, record_get(r, field)->state);
}

/* Whether the question applies, and what leaves that open. */
static enum truth applies(struct asking *a, struct finds *open)
{
    enum truth truth = TRUTH_TRUE;

    for (size_t i = 0; i < a->q->when.n; i++) {
        enum truth t = condition_of(a->unit, a->q->when.v[i]);

        if (t == TRUTH_FALSE)
            return t;
        if (t == TRUTH_OPEN) {
            truth = t;
            condition_open(a->unit, a->q->when.v[i], add_condition, open);
        }
    }
    return truth;
}

static enum coverage_verdict judge(const struct asking *a)
{
    const struct finds *f = &a->finds;
    bool unknown = false;

    for (size_t i = 0; i < f->n; i++)
        unknown |= f->open[i].state != STATE_BLANK;
    if (f->n == 0 && f->stated)
        return COVERAGE_ANSWERED;
    return f->stated || a->more || unknown ? COVERAGE_PARTLY : COVERAGE_NOT;
}

static int ask_parts(struct asking *a, struct error *err)
{
    int failed = 0;

    for (size_t i = 0; i < a->q->n && !failed; i++)
        if (a->q->ways[i].part == PART_MUST && !is_list(a->q->fields[i]))
            failed = ask_must(a, i, err);
    if (!failed)
        failed = ask_any(a, err);
    return failed ? failed : say_all(a, err);
}

/* --- what people answered ------------------------------------------------ */

static enum coverage_verdict verdict_of(const struct record *r)
{
    const struct value *v = record_get(r, ANSWER_VERDICT);

    if (v->state == STATE_VALUE && !value_has(v, "partly"))
        return value_has(v, "not-applicable") ? COVERAGE_NA : COVERAGE_ANSWERED;
    return COVERAGE_PARTLY;
}

static int say_stored(struct asking *a, const struct record *r,
                      struct error *err)
{
    static const enum field fields[] = { ANSWER_VERDICT, ANSWER_WORDS,
                                         ANSWER_EVIDENCE, ANSWER_ANSWERED_BY,
                                         ANSWER_ANSWERED_ON };
    struct buf b = BUF_INIT;
    int failed = 0;

    for (size_t i = 0; i < sizeof fields / sizeof *fields && !failed; i++) {
        const struct value *v = record_get(r, fields[i]);

        if (v->state == STATE_BLANK)
            continue;
        buf_addf(&b, "%s%s: ", b.len ? "; " : "",
                 _(field_info(fields[i])->label));
        failed = say_value(&b, a->unit, fields[i], v, err);
    }
    strs_take(&a->lines, buf_detach(&b));
    return failed;
}

/* The records of answers to it about the unit; the worst of them counts. */
static int answer_stored(struct asking *a, struct coverage_answer *out,
                         struct error *err)
{
    const char *ref = unit_head(a->unit)->ref;
    struct records l = RECORDS_INIT;
    int failed = store_about(a->unit->store, ref, KIND_ANSWER, &l, err);
    bool some = false;

    out->verdict = COVERAGE_NA;
    for (size_t i = 0; i < l.n && !failed; i++) {
        enum coverage_verdict v = verdict_of(&l.v[i]);

        if (strcmp(record_text(&l.v[i], ANSWER_QUESTION), a->q->number) != 0)
            continue;
        if (!some || (v != COVERAGE_NA &&
                      (v > out->verdict || out->verdict == COVERAGE_NA)))
            out->verdict = v;
        some = true;
        failed = say_stored(a, &l.v[i], err);
    }
    if (!some)
        out->verdict = COVERAGE_NOT;
    out->lines = a->lines;
    records_release(&l);
    return failed;
}

static int answer(struct asking *a, struct coverage_answer *out,
                  struct error *err)
{
    struct finds open = { 0 };
    enum truth truth = applies(a, &open);
    int failed = 0;

    out->verdict = COVERAGE_NA;
    if (truth != TRUTH_FALSE) {
        failed = ask_parts(a, err);
        out->verdict = judge(a);
        if (out->verdict != COVERAGE_ANSWERED)
            add_finds(&a->finds, &open);
        tidy_open(&a->finds);
        out->open = a->finds.open;
        out->n = a->finds.n;
        a->finds = (struct finds){ 0 };
    }
    say_end(&a->saying, &out->lines);
    open_release(open.open, open.n);
    strs_release(&a->about);
    return failed;
}

/* --- a unit -------------------------------------------------------------- */

struct run {
    const struct profile *profile;
    coverage_each_fn *each;
    void *data;
    struct coverage_totals *totals;
};

static void count(const struct coverage_unit *u, struct coverage_totals *t)
{
    t->units++;
    for (size_t i = 0; i < u->n; i++) {
        enum severity s = coverage_severity(&u->answers[i]);

        t->counts[u->answers[i].verdict]++;
        if (s < SEVERITY_COUNT)
            t->severities[s]++;
    }
}

static int do_unit(struct unit *u, void *data, struct error *err)
{
    struct run *run = data;
    const struct record *head = unit_head(u);
    struct coverage_unit out = { head->kind, head->ref,
                                 head->uid,  record_title(head, NULL),
                                 NULL,       0,
                                 { 0 } };
    int failed = 0;

    out.answers = xcalloc(run->profile->n, sizeof *out.answers);
    while (out.n < run->profile->n && !failed) {
        struct asking a = { .unit = u,
                            .q = &run->profile->questions[out.n],
                            .saying = { .unit = u },
                            .about = STRS_INIT,
                            .lines = STRS_INIT };

        out.answers[out.n] =
            (struct coverage_answer){ .question = a.q, .lines = STRS_INIT };
        failed = (run->profile->unit == KIND_NONE ? answer_stored : answer)(
            &a, &out.answers[out.n], err);
        out.counts[out.answers[out.n++].verdict]++;
    }
    if (!failed) {
        count(&out, run->totals);
        failed = run->each(&out, run->data, err);
    }
    for (size_t i = 0; i < out.n; i++) {
        strs_release(&out.answers[i].lines);
        open_release(out.answers[i].open, out.answers[i].n);
    }
    free(out.answers);
    return failed;
}

int coverage_each(struct store *s, const struct profile *p,
                  const struct coverage_options *o, coverage_each_fn *each,
                  void *data, struct coverage_totals *totals, struct error *err)
{
    struct run run = { p, each, data, totals };
    char day[DATE_TEXT];
    int failed;

    *totals = (struct coverage_totals){ 0 };
    if (store_read_begin(s, err) != 0)
        return -1;
    failed = today_unless(s, o->as_of, day, err);
    if (!failed)
        failed = unit_each(s, p->unit == KIND_NONE ? p->asks : p->unit, o->refs,
                           o->refs_n, day, do_unit, &run, err);
    store_read_end(s);
    return failed;
}

/* --- what is counted ----------------------------------------------------- */

static const struct {
    const char *name;
    const char *words;
} verdicts[COVERAGE_VERDICTS] = {
    [COVERAGE_ANSWERED] = { "answered", N_("answered") },
    [COVERAGE_PARTLY] = { "partly", N_("partly answered") },
    [COVERAGE_NOT] = { "not", N_("NOT ANSWERED") },
    [COVERAGE_NA] = { "not_applicable", N_("does not apply") },
};

const char *coverage_name(enum coverage_verdict v)
{
    return verdicts[v].name;
}

const char *coverage_words(enum coverage_verdict v)
{
    return _(verdicts[v].words);
}

enum severity coverage_severity(const struct coverage_answer *a)
{
    if (a->verdict == COVERAGE_PARTLY)
        return SEVERITY_WARNING;
    if (a->verdict != COVERAGE_NOT)
        return SEVERITY_COUNT;
    return a->question->required ? SEVERITY_ERROR : SEVERITY_INFO;
}

size_t coverage_applies(const size_t counts[COVERAGE_VERDICTS])
{
    return counts[COVERAGE_ANSWERED] + counts[COVERAGE_PARTLY] +
           counts[COVERAGE_NOT];
}

bool coverage_fails(const struct coverage_totals *t, enum severity fail_on)
{
    for (int i = 0; i < SEVERITY_COUNT && i <= (int)fail_on; i++)
        if (fail_on < SEVERITY_COUNT && t->severities[i])
            return true;
    return false;
}

void coverage_add_open(struct buf *out, const struct coverage_open *o)
{
    if (o->field == FIELD_COUNT)
        buf_adds(out, _(kind_info(o->kind)->title));
    else
        buf_adds(out, _(field_info(o->field)->label));
    buf_addf(out, " (%s)", o->ref);
}

/* --- reports ------------------------------------------------------------- */

static const struct coverage_format *const formats[] = {
    &coverage_text,
    &coverage_json,
    &coverage_csv,
    &coverage_html,
};

const struct coverage_format *coverage_format(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

struct writing {
    const struct coverage_format *format;
    struct coverage_page page;
};

static int write_unit(const struct coverage_unit *u, void *data,
                      struct error *err)
{
    struct writing *w = data;

    (void)err;
    w->format->unit(&w->page, u);
    w->page.units++;
    return 0;
}

static int write_all(struct store *s, struct writing *w,
                     const struct coverage_options *o,
                     struct coverage_totals *totals, struct error *err)
{
    char day[DATE_TEXT];
    int failed = today_unless(s, o->as_of, day, err);

    w->page.as_of = day;
    if (failed)
        return failed;
    w->format->begin(&w->page);
    failed = coverage_each(s, w->page.profile, o, write_unit, w, totals, err);
    if (!failed)
        w->format->end(&w->page, totals);
    strs_release(&w->page.summary);
    return failed;
}

int coverage_report(struct store *s, const struct profile *p,
                    const struct coverage_options *o,
                    const struct coverage_format *f, size_t width, FILE *out,
                    struct coverage_totals *totals, struct error *err)
{
    struct writing w = { f,
                         { .out = out,
                           .width = width,
                           .profile = p,
                           .register_uid = store_uid(s),
                           .summary = STRS_INIT } };
    struct untranslated english;
    int failed;

    if (f->machine)
        untranslated_begin(&english);
    failed = write_all(s, &w, o, totals, err);
    if (f->machine)
        untranslated_end(&english);
    return failed;
}
