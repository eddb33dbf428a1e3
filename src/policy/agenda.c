/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/record.h"
#include "model/ref.h"
#include "model/vocabulary.h"
#include "store/list.h"
#include "store/read.h"

/* --- titles and stewards ------------------------------------------------- */

/* Of each record of a kind: its title, and the steward of a dataset. */
struct book {
    struct entry {
        char *ref;
        char *title;
        char *steward; /* NULL: nobody is known                            */
    } * v;
    size_t n, room;
};

static char *text_of(const char *cell)
{
    bool token = cell[0] == '@' && cell[1] != '@';

    return xstrdup(token ? "" : cell[0] == '@' ? cell + 1 : cell);
}

static int add_entry(const struct list_row *row, void *data, struct error *err)
{
    struct book *b = data;
    const char *steward = row->cells.n > 1 ? row->cells.v[1] : "";

    (void)err;
    ARRAY_GROW(b->v, b->n, b->room);
    b->v[b->n++] =
        (struct entry){ xstrdup(row->ref), text_of(row->cells.v[0]),
                        *steward && *steward != '@' ? xstrdup(steward) : NULL };
    return 0;
}

static int by_ref(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    return strcmp(x->ref, y->ref);
}

static int book_read(struct book *b, struct store *s, enum kind kind,
                     const enum field *columns, size_t n, struct error *err)
{
    struct list_query q = {
        .kind = kind, .sort = FIELD_COUNT, .columns = columns, .columns_n = n
    };

    *b = (struct book){ .v = NULL };
    if (list_each(s, &q, add_entry, b, err))
        return -1;
    if (b->n)
        qsort(b->v, b->n, sizeof *b->v, by_ref);
    return 0;
}

static const struct entry *book_find(const struct book *b, char *ref)
{
    struct entry key = { .ref = ref };

    return b->n ? bsearch(&key, b->v, b->n, sizeof *b->v, by_ref) : NULL;
}

static void book_release(struct book *b)
{
    for (size_t i = 0; i < b->n; i++) {
        free(b->v[i].ref);
        free(b->v[i].title);
        free(b->v[i].steward);
    }
    free(b->v);
}

/* --- collecting ---------------------------------------------------------- */

struct collecting {
    struct agenda *out;
    const char *until;
    struct strs refs;   /* to which it is limited; none: to nothing         */
    struct strs abouts; /* of each item: what it names                      */
};

static bool group_of(const struct due *d, const char *until,
                     enum agenda_group *out)
{
    static const enum agenda_group groups[DUE_STATE_COUNT] = {
        [DUE_DATED] = AGENDA_COMING,     [DUE_UNKNOWN] = AGENDA_UNKNOWN,
        [DUE_ROLLING] = AGENDA_STANDING, [DUE_EACH] = AGENDA_STANDING,
        [DUE_HELD] = AGENDA_HELD,
    };

    *out = d->overdue ? AGENDA_OVERDUE : groups[d->state];
    if (d->state == DUE_HELD)
        return true;
    return d->open && !(*out == AGENDA_COMING && strcmp(d->date, until) > 0);
}

static int64_t days_between(const char *from, const char *to)
{
    struct date a, b;

    if (!date_parse(&a, from) || !date_parse(&b, to))
        return 0;
    return date_to_days(b) - date_to_days(a);
}

/* Codes of actions are kept by the table of due.c, or by a vocabulary. */
static const char *kept_action(const char *action)
{
    static const char *const of_vocabulary[] = { "retention-actions",
                                                 "agreement-ends" };
    const struct term *t = NULL;

    for (size_t i = 0; !t && i < 2; i++)
        t = vocabulary_term(vocabulary_find(of_vocabulary[i]), action);
    return t ? t->code : "";
}

static int collect(const struct due *d, void *data, struct error *err)
{
    struct collecting *c = data;
    struct agenda *a = c->out;
    struct agenda_item i = { .what = d->what,
                             .state = d->state,
                             .record = d->record };

    (void)err;
    if (!group_of(d, c->until, &i.group))
        return 0;
    i.ref = xstrdup(d->ref);
    i.title = d->what == DUE_RETENTION ? xstrdup("") : text_of(d->title);
    i.dataset = xstrdup("");
    i.action = d->what == DUE_RETENTION || d->what == DUE_RETURN
                   ? kept_action(d->action)
                   : d->action;
    if (d->date) {
        strcpy(i.date, d->date);
        i.days = days_between(a->as_of, d->date);
    }
    if (d->oldest)
        strcpy(i.oldest, d->oldest);
    ARRAY_GROW(a->v, a->n, a->room);
    a->v[a->n++] = i;
    strs_add(&c->abouts, d->about ? d->about : "");
    return 0;
}

/* --- with whom it is ----------------------------------------------------- */

static void add_steward(struct agenda_item *i, const struct book *datasets,
                        const struct book *parties, char *dataset)
{
    const struct entry *d = book_find(datasets, dataset), *p;

    if (!d || !d->steward || strs_has(&i->who, d->steward))
        return;
    p = book_find(parties, d->steward);
    strs_add(&i->who, d->steward);
    strs_add(&i->names, p && *p->title ? p->title : d->steward);
}

/* The dataset that a ref is, or belongs to. */
static char *dataset_of(const char *ref)
{
    size_t len = ref_parent_len(ref);

    return xstrndup(ref, len ? len : strlen(ref));
}

static void add_people(struct agenda_item *i, const struct book *datasets,
                       const struct book *parties, const char *about)
{
    struct strs refs = STRS_INIT;
    char *own = dataset_of(i->ref);
    const struct entry *d = book_find(datasets, own);

    if (d && strcmp(own, i->ref) != 0) {
        free(i->dataset);
        i->dataset = xstrdup(d->title);
    }
    add_steward(i, datasets, parties, own);
    free(own);
    if (*about && *about != '@')
        strs_split(&refs, about, ',');
    for (size_t j = 0; j < refs.n; j++) {
        char *dataset = dataset_of(refs.v[j]);

        add_steward(i, datasets, parties, dataset);
        free(dataset);
    }
    strs_release(&refs);
}

static int find_people(struct collecting *c, struct store *s, struct error *err)
{
    static const enum field of_dataset[] = { DATASET_TITLE, DATASET_STEWARD };
    static const enum field of_party[] = { PARTY_NAME };
    struct book datasets = { .v = NULL }, parties = { .v = NULL };
    struct agenda *a = c->out;
    int rc = book_read(&datasets, s, KIND_DATASET, of_dataset, 2, err);

    if (rc == 0)
        rc = book_read(&parties, s, KIND_PARTY, of_party, 1, err);
    for (size_t i = 0; rc == 0 && i < a->n; i++)
        add_people(&a->v[i], &datasets, &parties, c->abouts.v[i]);
    book_release(&datasets);
    book_release(&parties);
    return rc;
}

/* --- which of them ------------------------------------------------------- */

/* Is it that record, or does it belong to it? */
static bool is_of(const char *ref, const char *of)
{
    size_t len = strlen(of);

    return strncmp(ref, of, len) == 0 && (!ref[len] || ref[len] == '/');
}

static bool wanted(const struct collecting *c, const struct agenda_item *i,
                   const char *about)
{
    struct strs named = STRS_INIT;
    bool found = c->refs.n == 0;

    if (*about && *about != '@')
        strs_split(&named, about, ',');
    for (size_t r = 0; !found && r < c->refs.n; r++) {
        found = is_of(i->ref, c->refs.v[r]) || strs_has(&i->who, c->refs.v[r]);
        for (size_t j = 0; !found && j < named.n; j++)
            found = is_of(named.v[j], c->refs.v[r]);
    }
    strs_release(&named);
    return found;
}

static void item_release(struct agenda_item *i)
{
    free(i->ref);
    free(i->title);
    free(i->dataset);
    strs_release(&i->who);
    strs_release(&i->names);
}

static void keep_wanted(struct collecting *c)
{
    struct agenda *a = c->out;
    size_t n = 0;

    for (size_t i = 0; i < a->n; i++)
        if (wanted(c, &a->v[i], c->abouts.v[i]))
            a->v[n++] = a->v[i];
        else
            item_release(&a->v[i]);
    a->n = n;
    for (size_t i = 0; i < n; i++)
        a->counts[a->v[i].group]++;
}

static int in_order(const void *x, const void *y)
{
    const struct agenda_item *a = x, *b = y;
    int order;

    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    order = strcmp(a->date, b->date);
    if (order == 0)
        order = strcmp(a->ref, b->ref);
    if (order == 0)
        order = (a->what > b->what) - (a->what < b->what);
    return order;
}

static int read_refs(struct collecting *c, struct store *s,
                     const char *const *refs, size_t n, struct error *err)
{
    for (size_t i = 0; i < n; i++) {
        struct record r;

        if (store_load(s, refs[i], &r, err))
            return -1;
        strs_add(&c->refs, r.ref);
        record_release(&r);
    }
    return 0;
}

int agenda_read(struct agenda *out, struct store *s, const char *as_of,
                const char *until, const char *const *refs, size_t n_refs,
                struct error *err)
{
    struct collecting c = { out, until, STRS_INIT, STRS_INIT };
    int rc;

    *out = (struct agenda){ .v = NULL };
    memcpy(out->as_of, as_of, DATE_TEXT);
    rc = read_refs(&c, s, refs, n_refs, err);
    if (rc == 0)
        rc = due_each(s, as_of, collect, &c, err);
    if (rc == 0 && out->n)
        rc = find_people(&c, s, err);
    if (rc == 0) {
        keep_wanted(&c);
        if (out->n)
            qsort(out->v, out->n, sizeof *out->v, in_order);
    }
    strs_release(&c.refs);
    strs_release(&c.abouts);
    return rc;
}

void agenda_release(struct agenda *a)
{
    for (size_t i = 0; i < a->n; i++)
        item_release(&a->v[i]);
    free(a->v);
    *a = (struct agenda){ .v = NULL };
}

bool agenda_until(char out[DATE_TEXT], const char *as_of, const char *span)
{
    struct duration length;
    struct date day;

    if (!duration_parse(&length, span) || !date_parse(&day, as_of))
        return false;
    date_format(out, date_add(day, length));
    return true;
}

/* --- words --------------------------------------------------------------- */

static const struct {
    const char *name;
    const char *title;
} groups[AGENDA_GROUP_COUNT] = {
    [AGENDA_OVERDUE] = { "overdue", N_("Overdue") },
    [AGENDA_COMING] = { "coming", N_("To come") },
    [AGENDA_UNKNOWN] = { "unknown", N_("Ends, but nobody knows when") },
    [AGENDA_STANDING] = { "standing", N_("No single day") },
    [AGENDA_HELD] = { "held", N_("On hold") },
};

const char *agenda_group_name(enum agenda_group group)
{
    return groups[group].name;
}

const char *agenda_group_title(enum agenda_group group)
{
    return groups[group].title;
}

void agenda_add_when(struct buf *out, const struct agenda_item *i)
{
    long long days = i->days < 0 ? -i->days : i->days;

    if (!i->date[0])
        return;
    if (days == 0)
        buf_adds(out, _("today"));
    else if (i->days < 0)
        buf_addf(out,
                 ngettext("%lld day ago", "%lld days ago", (unsigned long)days),
                 days);
    else
        buf_addf(out,
                 ngettext("in %lld day", "in %lld days", (unsigned long)days),
                 days);
}

/* The title in words: that of a request is a code. */
static const char *title_words(const struct agenda_item *i)
{
    const struct term *t =
        i->what == DUE_REQUEST
            ? vocabulary_term(vocabulary_find("request-kinds"), i->title)
            : NULL;

    return t ? term_title(t) : i->title;
}

void agenda_add_task(struct buf *out, const struct agenda_item *i)
{
    const char *title = title_words(i);

    buf_adds(out, _(due_task(i->what, i->action)));
    if (*i->dataset)
        buf_addf(out, ": %s", i->dataset);
    if (*title)
        buf_addf(out, ": %s", title);
    if (i->oldest[0] && i->group != AGENDA_OVERDUE)
        buf_addf(out, _(" (nothing from before %s)"), i->oldest);
    else if (i->state == DUE_EACH)
        buf_adds(out, _(" (each has its own day)"));
}
