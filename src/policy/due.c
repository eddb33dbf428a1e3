/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/due.h"

#include <string.h>

#include "base/buf.h"
#include "model/kinds.h"
#include "model/record.h"
#include "model/ref.h"
#include "model/value.h"
#include "policy/due_known.h"
#include "policy/trigger.h"
#include "store/read.h"

enum { COLUMNS = 5 };

/* What is due of a record, and the texts of it that are worked out. */
struct found {
    struct due due;
    char date[DATE_TEXT];
    char oldest[DATE_TEXT];
    char gone[DATE_TEXT];
};

/* Fills in what a row tells; false: nothing is due.  For one without a date
 * the state is DUE_UNKNOWN unless it says otherwise. */
struct walk;
typedef bool find_fn(const struct walk *w, const char *ref, char **cells,
                     struct found *f);

static find_fn of_one_date, of_ending, of_consent, of_retention, of_agreement,
    of_return, of_request, of_incident;

/* What is dated: by one field, or by several. */
struct dated {
    const char *name;
    enum kind kind;
    const char *filter; /* records that have such a date                   */
    enum field columns[COLUMNS];
    size_t columns_n;
    find_fn *find;
    enum field about;   /* 0: what belongs to a dataset is about that      */
    const char *action; /* NULL: the record tells                          */
};

#define IN_FORCE " and not status=draft,refused,terminated,replaced"
#define HANDED_BACK "delete,return,return-or-delete,keep-results"

static const struct dated table[DUE_COUNT] = {
    [DUE_CHECK] = { .name = "check",
                    .kind = KIND_DATASET,
                    .filter = "next_check=@any",
                    .columns = { DATASET_NEXT_CHECK },
                    .columns_n = 1,
                    .find = of_one_date,
                    .action = "review" },
    [DUE_USE] = { .name = "use",
                  .kind = KIND_USE,
                  .filter = "until=@any",
                  .columns = { USE_UNTIL },
                  .columns_n = 1,
                  .find = of_ending,
                  .action = "stop" },
    [DUE_RECIPIENT] = { .name = "recipient",
                        .kind = KIND_RECIPIENT,
                        .filter = "until=@any",
                        .columns = { RECIPIENT_UNTIL },
                        .columns_n = 1,
                        .find = of_ending,
                        .action = "stop" },
    [DUE_NOTICE] = { .name = "notice",
                     .kind = KIND_NOTICE,
                     .filter = "until=@any",
                     .columns = { NOTICE_UNTIL },
                     .columns_n = 1,
                     .find = of_ending,
                     .about = NOTICE_DATASETS,
                     .action = "replace" },
    [DUE_CONSENT] = { .name = "consent",
                      .kind = KIND_CONSENT,
                      .filter = "valid_until=@any or valid_for=@any",
                      .columns = { CONSENT_VALID_UNTIL, CONSENT_VALID_FOR,
                                   CONSENT_NOTICE, CONSENT_USES },
                      .columns_n = 4,
                      .find = of_consent,
                      .action = "ask-again" },
    [DUE_SENSITIVITY] = { .name = "sensitivity",
                          .kind = KIND_DATASET,
                          .filter = "sensitivity_until=@any",
                          .columns = { DATASET_SENSITIVITY_UNTIL },
                          .columns_n = 1,
                          .find = of_one_date,
                          .action = "review" },
    [DUE_RETENTION] = { .name = "retention",
                        .kind = KIND_RETENTION,
                        .filter = "(latest_date=@any or period=@any) and not "
                                  "done_on=@any",
                        .columns = { RETENTION_LATEST_DATE, RETENTION_PERIOD,
                                     RETENTION_COUNTED_FROM_DATE,
                                     RETENTION_COUNTED_FROM, RETENTION_HOLD },
                        .columns_n = 5,
                        .find = of_retention },
    [DUE_AGREEMENT] = { .name = "agreement",
                        .kind = KIND_AGREEMENT,
                        .filter = "end=@any" IN_FORCE,
                        .columns = { AGREEMENT_END, AGREEMENT_STATUS },
                        .columns_n = 2,
                        .find = of_agreement,
                        .about = AGREEMENT_DATASETS,
                        .action = "renew" },
    [DUE_RETURN] = { .name = "return",
                     .kind = KIND_AGREEMENT,
                     .filter = "end=@any and at_end=" HANDED_BACK
                               " and not status=draft,refused,replaced",
                     .columns = { AGREEMENT_END, AGREEMENT_AT_END },
                     .columns_n = 2,
                     .find = of_return,
                     .about = AGREEMENT_DATASETS },
    [DUE_REVIEW] = { .name = "review",
                     .kind = KIND_AGREEMENT,
                     .filter = "review_due=@any" IN_FORCE " and not "
                               "status=expired",
                     .columns = { AGREEMENT_REVIEW_DUE },
                     .columns_n = 1,
                     .find = of_one_date,
                     .about = AGREEMENT_DATASETS,
                     .action = "review" },
    [DUE_WAIVER] = { .name = "waiver",
                     .kind = KIND_WAIVER,
                     .filter = "until=@any",
                     .columns = { WAIVER_UNTIL },
                     .columns_n = 1,
                     .find = of_one_date,
                     .about = WAIVER_ABOUT,
                     .action = "renew" },
    [DUE_REQUEST] = { .name = "request",
                      .kind = KIND_REQUEST,
                      .filter = "closed_on=@blank",
                      .columns = { REQUEST_EXTENDED_UNTIL, REQUEST_DUE_ON,
                                   REQUEST_RECEIVED_ON },
                      .columns_n = 3,
                      .find = of_request,
                      .about = REQUEST_DATASETS,
                      .action = "answer" },
    [DUE_INCIDENT] = { .name = "incident",
                       .kind = KIND_INCIDENT,
                       .filter = "not risk=unlikely and not notified_on=@na",
                       .columns = { INCIDENT_FOUND_ON, INCIDENT_NOTIFIED_ON },
                       .columns_n = 2,
                       .find = of_incident,
                       .about = INCIDENT_DATASETS,
                       .action = "notify" },
};

static const char *const states[DUE_STATE_COUNT] = {
    [DUE_DATED] = "dated", [DUE_UNKNOWN] = "unknown", [DUE_ROLLING] = "rolling",
    [DUE_EACH] = "each",   [DUE_HELD] = "held",
};

/* One walk through the register. */
struct walk {
    struct store *store;
    const char *as_of;
    enum due_what what;
    enum field columns[COLUMNS + 3]; /* those of the table, then ...       */
    size_t title, about, action;     /* ... these; 0: not read             */
    size_t columns_n;
    struct due_known known;
    struct buf parent; /* the dataset of the last child ...               */
    int64_t parent_id; /* ... and its number                              */
    due_each_fn *each;
    void *data;
};

const char *due_name(enum due_what what)
{
    return table[what].name;
}

const char *due_state_name(enum due_state state)
{
    return states[state];
}

/* --- when something ends ------------------------------------------------- */

bool due_end(char out[DATE_TEXT], const char *until, const char *span,
             const char *from)
{
    struct duration length;
    struct date end, other;
    bool ends = until && date_parse(&end, until);

    if (span && duration_parse(&length, span)) {
        if (from && date_parse(&other, from)) {
            other = date_add(other, length);
            if (!ends || date_to_days(other) < date_to_days(end))
                end = other;
            ends = true;
        } else if (!ends &&
                   (!from || strcmp(from, state_token(STATE_UNKNOWN)) == 0)) {
            out[0] = 0;
            return true;
        }
    }
    if (ends)
        date_format(out, end);
    return ends;
}

/* A span counted back, not before the year 1. */
static struct date back(struct date d, struct duration span)
{
    int64_t months = (int64_t)d.year * 12 + d.month - 1;
    int64_t first = date_to_days((struct date){ 1, 1, 1 });
    int64_t days = span.days + span.seconds / 86400;

    if (months - span.months < 12)
        return (struct date){ 1, 1, 1 };
    d = date_add(d, (struct duration){ .months = -span.months });
    days = date_to_days(d) - days;
    return date_from_days(days < first ? first : days);
}

struct date due_oldest(struct date as_of, struct duration span)
{
    int64_t end = date_to_days(as_of);
    int64_t first = date_to_days((struct date){ 1, 1, 1 });
    int64_t day = date_to_days(back(as_of, span));

    while (day > first &&
           date_to_days(date_add(date_from_days(day - 1), span)) >= end)
        day--;
    while (day < end && date_to_days(date_add(date_from_days(day), span)) < end)
        day++;
    return date_from_days(day);
}

static bool of_one_date(const struct walk *w, const char *ref, char **cells,
                        struct found *f)
{
    (void)w;
    (void)ref;
    return due_end(f->date, cells[0], NULL, NULL);
}

/* What ends by itself: then nothing is left to do. */
static bool of_ending(const struct walk *w, const char *ref, char **cells,
                      struct found *f)
{
    (void)ref;
    if (!due_end(f->date, cells[0], NULL, NULL))
        return false;
    f->due.open = strcmp(f->date, w->as_of) >= 0;
    return true;
}

static bool of_consent(const struct walk *w, const char *ref, char **cells,
                       struct found *f)
{
    const char *asked = days_find(&w->known.asked, cells[2], strlen(cells[2]));

    (void)ref;
    if (!due_end(f->date, cells[0], cells[1], asked))
        return false;
    f->due.open = !f->date[0] || strcmp(f->date, w->as_of) >= 0 ||
                  !due_known_all_over(&w->known, cells[3]);
    return true;
}

static bool of_agreement(const struct walk *w, const char *ref, char **cells,
                         struct found *f)
{
    (void)ref;
    if (!due_end(f->date, cells[0], NULL, NULL))
        return false;
    f->due.open =
        strcmp(f->date, w->as_of) >= 0 || strcmp(cells[1], "expired") != 0;
    return true;
}

static bool of_return(const struct walk *w, const char *ref, char **cells,
                      struct found *f)
{
    return due_end(f->date, cells[0], NULL, NULL) &&
           !due_known_all_returned(&w->known, ref, f->due.about);
}

static bool of_request(const struct walk *w, const char *ref, char **cells,
                       struct found *f)
{
    (void)w;
    (void)ref;
    if (due_end(f->date, cells[0], NULL, NULL))
        return due_end(f->date, cells[0], "P3M", cells[2]);
    return due_end(f->date, cells[1], NULL, NULL) ||
           due_end(f->date, NULL, "P1M", cells[2]);
}

static bool of_incident(const struct walk *w, const char *ref, char **cells,
                        struct found *f)
{
    struct date done;

    (void)w;
    (void)ref;
    if (date_parse(&done, cells[1])) {
        f->due.done = cells[1];
        f->due.open = false;
    }
    return due_end(f->date, NULL, "P3D", cells[0]);
}

/* --- retention ----------------------------------------------------------- */

enum { LATEST, PERIOD, FROM_DATE, FROM, HOLD };

/* What other records tell of the last day of an event, or NULL. */
static const char *known_day(const struct walk *w, const char *ref,
                             enum trigger_from from)
{
    const struct days *l[] = { [TRIGGER_COLLECTED] = &w->known.collected,
                               [TRIGGER_USES] = &w->known.uses,
                               [TRIGGER_AGREEMENTS] = &w->known.agreements };

    return from == TRIGGER_NOTHING
               ? NULL
               : days_find(l[from], ref, ref_parent_len(ref));
}

/* Where no day is known: why. */
static enum due_state state_without_day(const struct trigger *t,
                                        const char *from_date)
{
    if (strcmp(from_date, state_token(STATE_UNKNOWN)) == 0 ||
        t->whose == TRIGGER_NOBODY)
        return DUE_UNKNOWN;
    if (t->whose == TRIGGER_PIECE)
        return DUE_ROLLING;
    if (strcmp(from_date, state_token(STATE_NA)) == 0)
        return DUE_EACH;
    return t->whose == TRIGGER_ONE ? DUE_UNKNOWN : DUE_EACH;
}

/* The window of what comes day by day, and when today's piece must be gone. */
static void add_window(const struct walk *w, const char *period,
                       struct found *f)
{
    struct duration span;
    struct date today;

    if (!duration_parse(&span, period) || !date_parse(&today, w->as_of))
        return;
    date_format(f->oldest, due_oldest(today, span));
    date_format(f->gone, date_add(today, span));
}

static bool of_retention(const struct walk *w, const char *ref, char **cells,
                         struct found *f)
{
    const struct trigger *t = trigger_find(cells[FROM]);
    const char *from = cells[FROM_DATE];
    struct duration span;
    struct date day;
    bool spans = duration_parse(&span, cells[PERIOD]);

    if (!*from)
        from = known_day(w, ref, t->from);
    due_end(f->date, cells[LATEST], cells[PERIOD], from);
    if (!f->date[0] && !spans)
        return false;
    if (spans && t->whose == TRIGGER_PIECE &&
        !date_parse(&day, cells[FROM_DATE]))
        add_window(w, cells[PERIOD], f);
    f->due.state =
        f->date[0] ? DUE_DATED : state_without_day(t, cells[FROM_DATE]);
    if (f->date[0] && (!f->gone[0] || strcmp(f->date, f->gone) < 0))
        strcpy(f->gone, f->date);
    if (strcmp(cells[HOLD], "yes") == 0) {
        f->due.state = DUE_HELD;
        f->due.open = false;
        f->gone[0] = f->oldest[0] = 0;
    }
    return true;
}

/* --- the walk ------------------------------------------------------------ */

/* The number of the dataset of a child: asked once for neighbours. */
static int dataset_of(struct walk *w, const struct list_row *row, int64_t *out,
                      struct error *err)
{
    size_t len = ref_parent_len(row->ref);

    *out = table[w->what].kind == KIND_DATASET ? row->id : 0;
    if (len == 0)
        return 0;
    if (w->parent.len != len || memcmp(w->parent.s, row->ref, len) != 0) {
        buf_clear(&w->parent);
        buf_add(&w->parent, row->ref, len);
        if (store_find(w->store, w->parent.s, &w->parent_id, err) < 0)
            return -1;
    }
    *out = w->parent_id;
    return 0;
}

/* What is the same for all. */
static void finish(const struct walk *w, struct found *f)
{
    struct due *due = &f->due;

    if (f->date[0]) {
        due->date = f->date;
        due->overdue = due->state != DUE_HELD &&
                       strcmp(f->date, due->done ? due->done : w->as_of) < 0;
        if (due->state == DUE_UNKNOWN)
            due->state = DUE_DATED;
    }
    due->oldest = f->oldest[0] ? f->oldest : NULL;
    due->gone = f->gone[0] ? f->gone : NULL;
}

/* A code that a cell holds; states say nothing. */
static const char *code_of(const char *cell)
{
    return *cell == '@' ? "" : cell;
}

static int add_row(const struct list_row *row, void *data, struct error *err)
{
    struct walk *w = data;
    const struct dated *t = &table[w->what];
    char **cell = row->cells.v;
    struct found f = { .due = { .what = w->what,
                                .state = DUE_UNKNOWN,
                                .record = row->id,
                                .ref = row->ref,
                                .title = cell[w->title],
                                .about = w->about ? cell[w->about] : NULL,
                                .action = t->action,
                                .open = true } };

    if (w->action)
        f.due.action = code_of(cell[w->action]);
    if (!t->find(w, row->ref, cell, &f))
        return 0;
    if (dataset_of(w, row, &f.due.dataset, err))
        return -1;
    finish(w, &f);
    return w->each(&f.due, w->data, err);
}

/* The columns of the table, and those that all have. */
static void choose_columns(struct walk *w)
{
    const struct dated *t = &table[w->what];
    size_t n = t->columns_n;

    memcpy(w->columns, t->columns, sizeof t->columns);
    w->title = n;
    w->columns[n++] = kind_title_field(t->kind);
    w->about = t->about ? n : 0;
    if (t->about)
        w->columns[n++] = t->about;
    w->action = t->action ? 0 : n;
    if (!t->action)
        w->columns[n++] =
            w->what == DUE_RETENTION ? RETENTION_ACTION : AGREEMENT_AT_END;
    w->columns_n = n;
}

static int walk(struct walk *w, struct error *err)
{
    int rc = 0;

    for (w->what = 0; rc == 0 && w->what < DUE_COUNT; w->what++) {
        const struct dated *t = &table[w->what];

        choose_columns(w);
        rc = list_where(w->store, t->kind, t->filter, w->columns, w->columns_n,
                        add_row, w, err);
    }
    return rc;
}

int due_each(struct store *s, const char *as_of, due_each_fn *each, void *data,
             struct error *err)
{
    struct walk w = { .store = s,
                      .as_of = as_of,
                      .parent = BUF_INIT,
                      .each = each,
                      .data = data };
    int rc = due_known_read(&w.known, s, as_of, err);

    if (rc == 0)
        rc = walk(&w, err);
    due_known_release(&w.known);
    buf_release(&w.parent);
    return rc;
}
