/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/agenda_files.h"

#include <stdlib.h>

#include "base/escape.h"
#include "base/mem.h"
#include "exchange/ical.h"
#include "store/read.h"

/* "anna, hill-school" */
static void add_names(struct buf *out, const struct strs *names)
{
    for (size_t i = 0; i < names->n; i++)
        buf_addf(out, "%s%s", i ? ", " : "", names->v[i]);
}

/* --- tables -------------------------------------------------------------- */

void agenda_csv(const struct agenda *a, FILE *out)
{
    static const char *const head[] = { "group",  "date",   "days",
                                        "what",   "ref",    "dataset",
                                        "title",  "action", "stewards",
                                        "oldest", "state" };

    escape_csv_row(out, head, sizeof head / sizeof *head);
    for (size_t n = 0; n < a->n; n++) {
        const struct agenda_item *i = &a->v[n];
        char *days =
            i->date[0] ? xasprintf("%lld", (long long)i->days) : xstrdup("");
        struct buf who = BUF_INIT;

        add_names(&who, &i->who);
        escape_csv_row(out,
                       (const char *const[]){ agenda_group_name(i->group),
                                              i->date, days, due_name(i->what),
                                              i->ref, i->dataset, i->title,
                                              i->action, who.s, i->oldest,
                                              due_state_name(i->state) },
                       sizeof head / sizeof *head);
        buf_release(&who);
        free(days);
    }
}

/* --- calendars ----------------------------------------------------------- */

/* In English whatever the locale, so that it is the same bytes everywhere. */
static void add_event(FILE *out, const struct agenda *a,
                      const struct agenda_item *i, const char *uid)
{
    struct buf summary = BUF_INIT, more = BUF_INIT;
    char *id = xasprintf("%s-%s", uid, due_name(i->what));

    buf_adds(&summary, due_task(i->what, i->action));
    if (*i->dataset)
        buf_addf(&summary, ": %s", i->dataset);
    if (*i->title)
        buf_addf(&summary, ": %s", i->title);
    buf_addf(&more, "%s: %s", due_words(i->what), i->ref);
    if (i->names.n) {
        buf_adds(&more, "\nSteward: ");
        add_names(&more, &i->names);
    }
    ical_add(out, a->as_of,
             &(struct ical_event){ .uid = id,
                                   .date = i->date,
                                   .summary = summary.s,
                                   .description = more.s,
                                   .category = due_name(i->what) });
    buf_release(&summary);
    buf_release(&more);
    free(id);
}

int agenda_ics(struct store *s, const struct agenda *a, FILE *out, size_t *left,
               struct error *err)
{
    size_t dated = a->counts[AGENDA_OVERDUE] + a->counts[AGENDA_COMING];

    *left = a->n - dated;
    ical_begin(out);
    for (size_t i = 0; i < dated; i++) {
        struct record r;

        if (store_load_id(s, a->v[i].record, &r, err))
            return -1;
        add_event(out, a, &a->v[i], r.uid);
        record_release(&r);
    }
    ical_end(out);
    return 0;
}
