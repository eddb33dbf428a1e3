/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/drift.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/record.h"
#include "model/ref.h"
#include "store/read.h"

/* A fact, and where it stands first. */
struct telling {
    char *ref;
    enum field field;
    size_t row;
    struct drift_said said;
};

/* All that one label tells, in order of refs and fields, each once. */
struct tellings {
    struct telling *v;
    size_t n;
    size_t room;
};

static void tellings_release(struct tellings *l)
{
    for (size_t i = 0; i < l->n; i++) {
        free(l->v[i].ref);
        drift_said_release(&l->v[i].said);
    }
    free(l->v);
}

static int by_name(const void *a, const void *b)
{
    const struct telling *x = a, *y = b;
    int order = strcmp(x->ref, y->ref);

    return order ? order : (int)x->field - (int)y->field;
}

static int by_name_and_row(const void *a, const void *b)
{
    const struct telling *x = a, *y = b;
    int order = by_name(a, b);

    return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* --- gathering ----------------------------------------------------------- */

static void add_fact(struct tellings *l, const struct fact *f, size_t row)
{
    struct telling *t;

    if (field_info(f->field)->kind == KIND_LABEL)
        return;
    ARRAY_GROW(l->v, l->n, l->room);
    t = &l->v[l->n++];
    *t = (struct telling){
        .ref = xstrdup(f->ref),
        .field = f->field,
        .row = row,
        .said = { .told = true,
                  .state = f->state,
                  .items = STRS_INIT,
                  .words = f->words ? xstrdup(f->words) : NULL },
    };
    if (f->code)
        strs_split(&t->said.items, f->code, ' ');
}

static void add_facts(struct tellings *l, const struct answers *answers,
                      size_t row)
{
    for (size_t i = 0; i < answers->n; i++)
        for (size_t j = 0; j < answers->v[i].facts.n; j++)
            add_fact(l, &answers->v[i].facts.v[j], row);
}

static void add_grid(struct tellings *l, const struct grid *g)
{
    for (size_t i = 0; i < g->n_lines; i++)
        for (size_t j = 0; j < g->n_columns; j++) {
            const struct facts *facts = &g->lines[i].cells[j].facts;

            for (size_t k = 0; k < facts->n; k++)
                add_fact(l, &facts->v[k], LABEL_ROWS);
        }
}

static void gather(struct tellings *l, const struct label *label)
{
    for (size_t i = 0; i < LABEL_ROWS; i++)
        add_facts(l, &label->rows[i], i);
    add_facts(l, &label->titles, LABEL_ROWS);
    add_facts(l, &label->holders, LABEL_ROWS);
    add_facts(l, &label->brief, LABEL_ROWS);
    add_facts(l, &label->record, LABEL_ROWS);
    add_facts(l, &label->message, LABEL_ROWS);
    add_grid(l, &label->grid);
}

/* Sorts, and leaves each fact only where it stands first. */
static void settle(struct tellings *l)
{
    size_t kept = 0;

    if (l->n)
        qsort(l->v, l->n, sizeof *l->v, by_name_and_row);
    for (size_t i = 0; i < l->n; i++) {
        if (kept && by_name(&l->v[kept - 1], &l->v[i]) == 0) {
            free(l->v[i].ref);
            drift_said_release(&l->v[i].said);
            continue;
        }
        l->v[kept++] = l->v[i];
    }
    l->n = kept;
}

/* --- what has another name now ------------------------------------------- */

/* Refs that were looked up: old ones, and what they are called now. */
struct names {
    struct store *store;
    struct strs old;
    struct strs now;
};

/* The ref as it is now; of a record that is not there as it was. */
static const char *name_now(struct names *names, const char *ref)
{
    long at = strs_find(&names->old, ref);
    struct record r;

    if (at < 0) {
        at = (long)names->old.n;
        strs_add(&names->old, ref);
        if (store_load(names->store, ref, &r, NULL)) {
            strs_add(&names->now, ref);
        } else {
            strs_add(&names->now, r.ref);
            record_release(&r);
        }
    }
    return names->now.v[at];
}

/* Refs that only the older label has may be old ones. */
static void rename_all(struct tellings *was, const struct tellings *now,
                       struct names *names)
{
    for (size_t i = 0; i < now->n; i++)
        if (i == 0 || strcmp(now->v[i].ref, now->v[i - 1].ref) != 0) {
            strs_add(&names->old, now->v[i].ref);
            strs_add(&names->now, now->v[i].ref);
        }
    for (size_t i = 0; i < was->n; i++) {
        struct telling *t = &was->v[i];
        const char *ref = name_now(names, t->ref);
        struct strs items = STRS_INIT;

        if (strcmp(ref, t->ref) != 0) {
            free(t->ref);
            t->ref = xstrdup(ref);
        }
        if (!field_is_ref(t->field))
            continue;
        for (size_t j = 0; j < t->said.items.n; j++)
            strs_add(&items, name_now(names, t->said.items.v[j]));
        strs_sort_unique(&items);
        strs_release(&t->said.items);
        t->said.items = items;
    }
}

/* --- comparing ----------------------------------------------------------- */

/* Two labels next to each other. */
struct pair {
    const struct tellings *was;
    const struct tellings *now;
    struct store *store;
    const char *lang;
    const char *day;
    struct drift *out;
};

static void said_copy(struct drift_said *out, const struct drift_said *from)
{
    *out = (struct drift_said){ .told = from->told,
                                .state = from->state,
                                .items = STRS_INIT,
                                .words =
                                    from->words ? xstrdup(from->words) : NULL };
    strs_copy(&out->items, &from->items);
}

static void add_change(struct pair *p, enum drift_event event,
                       enum drift_way way, const struct telling *was,
                       const struct telling *now)
{
    static const struct drift_said none = DRIFT_SAID_INIT;
    const struct telling *any = now ? now : was;
    struct drift *d = p->out;
    struct drift_change *c;

    if (way == DRIFT_SAME)
        return;
    ARRAY_GROW(d->v, d->n, d->room);
    c = &d->v[d->n++];
    *c = (struct drift_change){ .event = event,
                                .way = way,
                                .ref = xstrdup(any->ref),
                                .field = any->field,
                                .row = any->row };
    said_copy(&c->was, was ? &was->said : &none);
    said_copy(&c->now, now ? &now->said : &none);
    d->ways[way]++;
}

/* The length of the dataset's ref in the ref of a record. */
static size_t dataset_len(const char *ref)
{
    size_t len = ref_parent_len(ref);

    return len ? len : strlen(ref);
}

static bool is_beside(const char *ref, const char *of)
{
    size_t len = dataset_len(of);

    return dataset_len(ref) == len && strncmp(ref, of, len) == 0;
}

/* All elements that the label tells of, of the dataset of that ref. */
static void say_all_elements(struct drift_said *out, const struct tellings *l,
                             const char *ref)
{
    for (size_t i = 0; i < l->n; i++)
        if (field_info(l->v[i].field)->kind == KIND_ELEMENT &&
            is_beside(l->v[i].ref, ref) && !strs_has(&out->items, l->v[i].ref))
            strs_add(&out->items, l->v[i].ref);
    out->told = true;
    out->state = out->items.n ? STATE_VALUE : STATE_NONE;
}

/* Names of parties that are joined by another word than they were. */
static bool names_same(struct pair *p, const struct drift_said *was,
                       const struct drift_said *now)
{
    bool same =
        was->words && now->items.n > 1 && strs_equal(&was->items, &now->items);

    for (size_t i = 0; same && i < now->items.n; i++) {
        struct record r;
        char *name;

        if (store_load(p->store, now->items.v[i], &r, NULL))
            return false;
        name = tree_tidy(record_title(&r, p->lang));
        same = strstr(was->words, name) != NULL;
        free(name);
        record_release(&r);
    }
    return same;
}

/* One field of a record that both labels tell of; `any` is one of the two,
 * and the other may be NULL. */
static void compare_field(struct pair *p, const struct telling *any,
                          const struct telling *was, const struct telling *now)
{
    struct telling empty = { .ref = any->ref,
                             .field = any->field,
                             .row = any->row,
                             .said = DRIFT_SAID_INIT };
    const struct telling *a = was ? was : &empty, *b = now ? now : &empty;
    enum drift_way way;

    if (!(was && now) && drift_means_all(any->field))
        say_all_elements(&empty.said, was ? p->now : p->was, any->ref);
    way = drift_judge(any->field, &a->said, &b->said, p->day);
    if (way != DRIFT_OTHER || !field_is_ref(any->field) ||
        !names_same(p, &a->said, &b->said))
        add_change(p, DRIFT_CHANGED, way, a, b);
    drift_said_release(&empty.said);
}

/* --- records ------------------------------------------------------------- */

/* What it means that a record of a kind is new, or gone. */
static const struct kind_row {
    enum drift_way came;
    enum drift_way went;
} kinds[KIND_COUNT] = {
    [KIND_ELEMENT] = { DRIFT_WIDENS, DRIFT_NARROWS },
    [KIND_USE] = { DRIFT_WIDENS, DRIFT_NARROWS },
    [KIND_RECIPIENT] = { DRIFT_WIDENS, DRIFT_NARROWS },
    [KIND_SOURCE] = { DRIFT_WIDENS, DRIFT_NARROWS },
    [KIND_MEASURE] = { DRIFT_NARROWS, DRIFT_WIDENS },
};

/* How long a record of a retention period says; -1: it is none. */
static int64_t period_of(const struct telling *t)
{
    return t->field == RETENTION_PERIOD ? drift_length(&t->said) : -1;
}

/* The shortest period for the dataset of that ref; INT64_MAX: none is told.
 * Not those of records that are on the other label, too, if that is given. */
static int64_t shortest(const struct tellings *l, const char *ref,
                        const struct tellings *not_on)
{
    int64_t least = INT64_MAX;

    for (size_t i = 0; i < l->n; i++) {
        int64_t length = period_of(&l->v[i]);

        if (length < 0 || length >= least || !is_beside(l->v[i].ref, ref) ||
            (not_on && bsearch(&l->v[i], not_on->v, not_on->n,
                               sizeof *not_on->v, by_name)))
            continue;
        least = length;
    }
    return least;
}

/* A new period is longer than any that people were told before; one that is
 * gone was a promise, unless one that is not longer is in its place. */
static enum drift_way judge_period(struct pair *p, enum drift_event event,
                                   const struct telling *period)
{
    int64_t length = drift_length(&period->said), told;

    if (event == DRIFT_WENT)
        return length == INT64_MAX ||
                       shortest(p->now, period->ref, p->was) <= length
                   ? DRIFT_OTHER
                   : DRIFT_WIDENS;
    told = shortest(p->was, period->ref, NULL);
    return told == INT64_MAX ? DRIFT_NARROWS
           : length > told   ? DRIFT_WIDENS
                             : DRIFT_OTHER;
}

/* The field that tells best what a record is: its period, its title, else the
 * first that has words. */
static const struct telling *best(const struct telling *t, size_t n)
{
    enum kind kind = field_info(t->field)->kind;
    enum field wanted =
        kind == KIND_RETENTION ? RETENTION_PERIOD : kind_title_field(kind);
    const struct telling *with_words = NULL;

    for (size_t i = 0; i < n; i++) {
        if (t[i].field == wanted)
            return &t[i];
        if (!with_words && t[i].said.words)
            with_words = &t[i];
    }
    return with_words ? with_words : t;
}

/* A record that only one of the labels tells of, by n fields. */
static void compare_record(struct pair *p, enum drift_event event,
                           const struct telling *t, size_t n)
{
    enum kind kind = field_info(t->field)->kind;
    const struct telling *what = best(t, n);
    enum drift_way way =
        event == DRIFT_CAME ? kinds[kind].came : kinds[kind].went;

    if (kind == KIND_RETENTION && what->field == RETENTION_PERIOD)
        way = judge_period(p, event, what);
    add_change(p, event, way ? way : DRIFT_OTHER,
               event == DRIFT_CAME ? NULL : what,
               event == DRIFT_CAME ? what : NULL);
}

/* How many facts from there on are about the same record. */
static size_t run_length(const struct tellings *l, size_t at)
{
    size_t n = 0;

    while (at + n < l->n && strcmp(l->v[at + n].ref, l->v[at].ref) == 0)
        n++;
    return n;
}

/* The fields of a record that both tell of. */
static void compare_fields(struct pair *p, size_t i, size_t i_end, size_t j,
                           size_t j_end)
{
    const struct telling *was = p->was->v, *now = p->now->v;

    while (i < i_end || j < j_end) {
        bool left = j == j_end || (i < i_end && was[i].field <= now[j].field);
        bool right = i == i_end || (j < j_end && now[j].field <= was[i].field);

        compare_field(p, right ? &now[j] : &was[i], left ? &was[i] : NULL,
                      right ? &now[j] : NULL);
        i += left;
        j += right;
    }
}

static void compare_all(struct pair *p)
{
    size_t i = 0, j = 0;

    while (i < p->was->n || j < p->now->n) {
        size_t m = run_length(p->was, i), n = run_length(p->now, j);
        int order = !m   ? 1
                    : !n ? -1
                         : strcmp(p->was->v[i].ref, p->now->v[j].ref);

        if (order == 0)
            compare_fields(p, i, i + m, j, j + n);
        else if (order < 0)
            compare_record(p, DRIFT_WENT, &p->was->v[i], m);
        else
            compare_record(p, DRIFT_CAME, &p->now->v[j], n);
        i += order <= 0 ? m : 0;
        j += order >= 0 ? n : 0;
    }
}

static int by_row(const void *a, const void *b)
{
    const struct drift_change *x = a, *y = b;
    int order;

    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    order = strcmp(x->ref, y->ref);
    return order ? order : (int)x->field - (int)y->field;
}

int drift_find(struct drift *out, struct store *s, const struct label *was,
               const struct label *now, const char *day, struct error *err)
{
    struct tellings before = { NULL, 0, 0 }, after = { NULL, 0, 0 };
    struct names names = { s, STRS_INIT, STRS_INIT };
    struct pair pair = { &before, &after, s, now->lang, day, out };

    if (store_read_begin(s, err))
        return -1;
    gather(&before, was);
    gather(&after, now);
    settle(&after);
    rename_all(&before, &after, &names);
    settle(&before);
    compare_all(&pair);
    store_read_end(s);
    if (out->n)
        qsort(out->v, out->n, sizeof *out->v, by_row);
    tellings_release(&before);
    tellings_release(&after);
    strs_release(&names.old);
    strs_release(&names.now);
    return 0;
}

void drift_release(struct drift *d)
{
    for (size_t i = 0; i < d->n; i++) {
        free(d->v[i].ref);
        drift_said_release(&d->v[i].was);
        drift_said_release(&d->v[i].now);
    }
    free(d->v);
    *d = (struct drift)DRIFT_INIT;
}

/* --- words --------------------------------------------------------------- */

const char *drift_event_name(enum drift_event event)
{
    static const char *const names[] = {
        [DRIFT_CHANGED] = "changed",
        [DRIFT_CAME] = "new",
        [DRIFT_WENT] = "gone",
    };

    return names[event];
}

const char *drift_words(const struct drift_said *said)
{
    if (!said->told)
        return _("not on the label");
    if (said->state == STATE_VALUE && said->words)
        return said->words;
    /* Blank is told as what is not known. */
    return state_words(said->state == STATE_BLANK ? STATE_UNKNOWN
                                                  : said->state);
}
