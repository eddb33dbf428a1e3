/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/clock.h"
#include "model/vocabulary.h"
#include "policy/days.h"
#include "policy/due.h"
#include "policy/today.h"
#include "policy/trigger.h"
#include "register.h"

/* --- when something ends ------------------------------------------------- */

static const struct {
    const char *until;
    const char *span;
    const char *from;
    const char *end; /* NULL: without end; "": nobody knows                */
} ends[] = {
    { NULL, NULL, NULL, NULL },
    { "@none", "@none", "2024-01-01", NULL },
    { "", "", "", NULL },
    { "2026-11-23", NULL, NULL, "2026-11-23" },
    { "2026-11-23", "@unknown", "2024-01-01", "2026-11-23" },
    /* Calendar arithmetic, without the first day. */
    { NULL, "P1Y", "2025-01-31", "2026-01-31" },
    { NULL, "P1M", "2025-01-31", "2025-02-28" },
    { NULL, "P1M", "2024-01-31", "2024-02-29" },
    { NULL, "P1M", "2025-02-28", "2025-03-28" },
    { NULL, "P1Y", "2024-02-29", "2025-02-28" },
    { NULL, "P4Y", "2024-02-29", "2028-02-29" },
    { NULL, "P100Y", "2000-02-29", "2100-02-28" },
    { NULL, "P6M", "2025-08-31", "2026-02-28" },
    { NULL, "P1Y1M1D", "2024-01-30", "2025-03-01" },
    { NULL, "P30D", "2024-02-01", "2024-03-02" },
    { NULL, "P30D", "2025-02-01", "2025-03-03" },
    { NULL, "P2W", "2026-12-25", "2027-01-08" },
    { NULL, "PT72H", "2026-11-23", "2026-11-26" },
    { NULL, "PT23H", "2026-11-23", "2026-11-23" },
    { NULL, "P0D", "2026-11-23", "2026-11-23" },
    { NULL, "P99999Y", "2026-11-23", "9999-12-31" },
    /* The earlier of both. */
    { "2026-06-30", "P1Y", "2025-09-01", "2026-06-30" },
    { "2026-12-31", "P1Y", "2025-09-01", "2026-09-01" },
    { "2026-09-01", "P1Y", "2025-09-01", "2026-09-01" },
    /* Nobody knows from when the span is counted. */
    { NULL, "P1Y", NULL, "" },
    { NULL, "P1Y", "@unknown", "" },
    /* The notice is in use: somebody says yes today. */
    { "@none", "P1Y", "", NULL },
    { NULL, "P1Y", "@none", NULL },
    { "2026-12-31", "P1Y", NULL, "2026-12-31" },
    /* What is no date and no span counts for nothing. */
    { "2026-02-30", "1 year", "2025-01-01", NULL },
};

static void test_end(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof ends / sizeof *ends; i++) {
        char end[DATE_TEXT] = "-";
        bool found = due_end(end, ends[i].until, ends[i].span, ends[i].from);

        if (found != (ends[i].end != NULL))
            fail_msg("case %zu: ends: %d", i, found);
        if (found)
            assert_string_equal(end, ends[i].end);
    }
}

/* --- the walk ------------------------------------------------------------ */

struct found {
    struct buf text;
    size_t n;
    size_t stop_at; /* 0: never                                            */
};

static int note(const struct due *d, void *data, struct error *err)
{
    struct found *f = data;

    (void)err;
    buf_addf(&f->text, "%s %s %s %s%s%s%s", due_name(d->what), d->ref,
             d->date ? d->date : "?", d->overdue ? "over" : "to come",
             d->dataset ? "" : " alone", d->done ? " done " : "",
             d->done ? d->done : "");
    if (d->state != (d->date ? DUE_DATED : DUE_UNKNOWN))
        buf_addf(&f->text, " %s", due_state_name(d->state));
    if (d->oldest)
        buf_addf(&f->text, " oldest %s", d->oldest);
    if (d->gone && (!d->date || strcmp(d->gone, d->date) != 0))
        buf_addf(&f->text, " gone %s", d->gone);
    buf_adds(&f->text, d->open ? "\n" : " closed\n");
    return ++f->n == f->stop_at ? 7 : 0;
}

static struct store *dated_register(void)
{
    struct store *s = register_new();

    register_add(s, KIND_DATASET, "a", "title", "A", "next_check", "2026-11-22",
                 NULL);
    register_add(s, KIND_DATASET, "a-b", "title", "B", "next_check",
                 "2026-11-23", NULL);
    register_add(s, KIND_DATASET, "c", "title", "C", "next_check", "@unknown",
                 NULL);
    register_add(s, KIND_NOTICE, "form", "title", "Form", "until", "2025-11-30",
                 NULL);
    register_add(s, KIND_NOTICE, "poster", "title", "Poster", "until",
                 "@unknown", NULL);
    register_add(s, KIND_USE, "a/use/1", "words", "U", "until", "2027-01-01",
                 NULL);
    register_add(s, KIND_USE, "a-b/use/1", "words", "U", "until", "@none",
                 NULL);
    register_add(s, KIND_RECIPIENT, "a-b/recipient/1", "words", "R", "until",
                 "2020-02-29", NULL);
    register_add(s, KIND_CONSENT, "a/consent/1", "words", "C", "notice", "form",
                 "valid_for", "P3M", NULL);
    register_add(s, KIND_CONSENT, "a/consent/2", "words", "C", "notice",
                 "poster", "valid_for", "P3M", NULL);
    register_add(s, KIND_CONSENT, "c/consent/1", "words", "C", "notice", "form",
                 "valid_for", "P2Y", "valid_until", "2026-12-24", NULL);
    register_add(s, KIND_CONSENT, "c/consent/2", "words", "C", "valid_until",
                 "@none", NULL);
    return s;
}

static void test_walk(void **state)
{
    struct store *s = dated_register();
    struct found f = { BUF_INIT, 0, 0 };
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(due_each(s, "2026-11-23", note, &f, &err), 0);
    assert_string_equal(f.text.s, "check a 2026-11-22 over\n"
                                  "check a-b 2026-11-23 to come\n"
                                  "use a/use/1 2027-01-01 to come\n"
                                  "recipient a-b/recipient/1 2020-02-29 over "
                                  "closed\n"
                                  "notice form 2025-11-30 over alone closed\n"
                                  "consent a/consent/1 2026-02-28 over\n"
                                  "consent a/consent/2 ? to come\n"
                                  "consent c/consent/1 2026-12-24 to come\n");
    buf_release(&f.text);
    register_free(s);
}

/* --- what is due of each kind -------------------------------------------- */

/* One record, and what the clock says of it: "" for nothing. */
static const struct {
    enum kind kind;
    const char *fields[10]; /* names and texts in turn                     */
    const char *said;       /* as note() writes it, without the ref        */
} records[] = {
    { KIND_DATASET,
      { "title", "A", "sensitivity_until", "2026-11-22" },
      "sensitivity 2026-11-22 over" },
    { KIND_RETENTION,
      { "period", "P1Y", "counted_from_date", "2025-11-22" },
      "retention 2026-11-22 over" },
    { KIND_RETENTION,
      { "period", "P1Y", "counted_from_date", "2025-11-23" },
      "retention 2026-11-23 to come" },
    { KIND_RETENTION,
      { "period", "P1Y", "counted_from_date", "2025-11-23", "latest_date",
        "2026-06-30" },
      "retention 2026-06-30 over" },
    { KIND_RETENTION,
      { "period", "P1Y", "counted_from_date", "@unknown" },
      "retention ? to come" },
    /* Each piece has its own day: how old what is there can be. */
    { KIND_RETENTION,
      { "period", "P30D", "counted_from", "rolling" },
      "retention ? to come rolling oldest 2026-10-24 gone 2026-12-23" },
    { KIND_RETENTION,
      { "period", "P1Y", "counted_from", "collection", "counted_from_date",
        "@na" },
      "retention ? to come rolling oldest 2025-11-23 gone 2027-11-23" },
    { KIND_RETENTION,
      { "period", "P1Y", "counted_from", "collection", "latest_date",
        "2027-01-31" },
      "retention 2027-01-31 to come oldest 2025-11-23" },
    { KIND_RETENTION,
      { "period", "P30D", "counted_from", "collection", "latest_date",
        "2027-01-31" },
      "retention 2027-01-31 to come oldest 2026-10-24 gone 2026-12-23" },
    { KIND_RETENTION,
      { "period", "P30D", "counted_from", "rolling", "counted_from_date",
        "@unknown" },
      "retention ? to come oldest 2026-10-24 gone 2026-12-23" },
    /* Each person has their own, which the register cannot know. */
    { KIND_RETENTION,
      { "period", "P0D", "counted_from", "birthday-18" },
      "retention ? to come each" },
    { KIND_RETENTION,
      { "period", "P2Y", "counted_from", "last-contact" },
      "retention ? to come each" },
    { KIND_RETENTION,
      { "period", "P2Y", "counted_from", "birthday-18", "latest_date",
        "2040-01-01" },
      "retention 2040-01-01 to come" },
    /* One day for all, which nobody has told. */
    { KIND_RETENTION,
      { "period", "P2Y", "counted_from", "project-end" },
      "retention ? to come" },
    { KIND_RETENTION,
      { "period", "P2Y", "counted_from", "agreement-end" },
      "retention ? to come" },
    { KIND_RETENTION, { "period", "P1Y" }, "retention ? to come" },
    { KIND_RETENTION,
      { "period", "P1Y", "counted_from", "@unknown", "counted_from_date",
        "@na" },
      "retention ? to come" },
    { KIND_RETENTION,
      { "period", "P1Y", "counted_from", "project-end", "counted_from_date",
        "@na" },
      "retention ? to come each" },
    { KIND_RETENTION,
      { "period", "P1M", "counted_from", "date", "counted_from_date",
        "2024-01-31" },
      "retention 2024-02-29 over" },
    { KIND_RETENTION, { "criteria", "Until the end." }, "" },
    { KIND_RETENTION, { "period", "@none", "counted_from", "rolling" }, "" },
    { KIND_RETENTION,
      { "latest_date", "2026-06-30", "done_on", "2026-06-30" },
      "" },
    /* Deleting is stopped. */
    { KIND_RETENTION,
      { "latest_date", "2026-06-30", "hold", "yes" },
      "retention 2026-06-30 to come held closed" },
    { KIND_RETENTION,
      { "period", "P1Y", "counted_from", "birthday-18", "hold", "yes" },
      "retention ? to come held closed" },
    { KIND_RETENTION,
      { "latest_date", "2026-06-30", "hold", "no", "done_on", "@none" },
      "retention 2026-06-30 over" },
    { KIND_AGREEMENT,
      { "title", "A", "end", "2026-11-22", "review_due", "2027-01-31" },
      "agreement 2026-11-22 over alone\nreview 2027-01-31 to come alone" },
    { KIND_AGREEMENT,
      { "title", "A", "end", "2026-11-22", "status", "in-force" },
      "agreement 2026-11-22 over alone" },
    { KIND_AGREEMENT,
      { "title", "A", "end", "2026-11-22", "status", "terminated", "review_due",
        "2026-01-31" },
      "" },
    { KIND_AGREEMENT,
      { "title", "A", "end", "2026-11-22", "status", "expired" },
      "agreement 2026-11-22 over alone closed" },
    { KIND_AGREEMENT,
      { "title", "A", "end", "2026-11-22", "status", "terminated", "at_end",
        "delete" },
      "return 2026-11-22 over alone" },
    { KIND_AGREEMENT,
      { "title", "A", "end", "2026-11-22", "status", "expired", "at_end",
        "keep" },
      "agreement 2026-11-22 over alone closed" },
    { KIND_AGREEMENT,
      { "title", "A", "end", "2026-11-22", "status", "draft", "at_end",
        "return" },
      "" },
    { KIND_NOTICE,
      { "title", "N", "until", "2026-11-23" },
      "notice 2026-11-23 to come alone" },
    { KIND_USE,
      { "words", "U", "until", "2026-11-22" },
      "use 2026-11-22 over closed" },
    { KIND_RECIPIENT,
      { "words", "R", "until", "2026-11-22" },
      "recipient 2026-11-22 over closed" },
    { KIND_WAIVER,
      { "rule", "UNK-02", "about", "a", "reason", "R", "approver", "p", "until",
        "2026-11-22" },
      "waiver 2026-11-22 over alone" },
    { KIND_REQUEST,
      { "request_kind", "access", "received_on", "2026-10-22" },
      "request 2026-11-22 over alone" },
    { KIND_REQUEST,
      { "request_kind", "access", "received_on", "2026-01-31", "due_on",
        "@unknown" },
      "request 2026-02-28 over alone" },
    { KIND_REQUEST,
      { "request_kind", "access", "received_on", "2026-10-22", "due_on",
        "2026-11-23" },
      "request 2026-11-23 to come alone" },
    { KIND_REQUEST,
      { "request_kind", "access", "received_on", "2026-10-22", "due_on",
        "2026-11-22", "extended_until", "2026-12-22" },
      "request 2026-12-22 to come alone" },
    { KIND_REQUEST,
      { "request_kind", "access", "received_on", "2026-11-30", "extended_until",
        "2027-06-30" },
      "request 2027-02-28 to come alone" },
    { KIND_REQUEST,
      { "request_kind", "access", "received_on", "2026-10-22", "closed_on",
        "2026-11-22" },
      "" },
    { KIND_INCIDENT,
      { "title", "I", "found_on", "2026-11-19" },
      "incident 2026-11-22 over alone" },
    { KIND_INCIDENT,
      { "title", "I", "found_on", "2026-11-20" },
      "incident 2026-11-23 to come alone" },
    { KIND_INCIDENT,
      { "title", "I", "found_on", "2026-11-01", "notified_on", "2026-11-04" },
      "incident 2026-11-04 to come alone done 2026-11-04 closed" },
    { KIND_INCIDENT,
      { "title", "I", "found_on", "2026-11-01", "notified_on", "2026-11-05" },
      "incident 2026-11-04 over alone done 2026-11-05 closed" },
    { KIND_INCIDENT,
      { "title", "I", "found_on", "2026-11-01", "notified_on", "@na" },
      "" },
    { KIND_INCIDENT,
      { "title", "I", "found_on", "2026-11-01", "risk", "unlikely" },
      "" },
};

static void add_record(struct store *s, enum kind kind,
                       const char *const *fields)
{
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    bool child = kind_info(kind)->parent != KIND_NONE;
    char *ref = xasprintf(child ? "a/%s/1" : "%s-1", kind_info(kind)->name);
    struct record r;
    size_t i;

    for (i = 0; ref[i]; i++)
        if (!child && ref[i] == '_')
            ref[i] = '-';
    record_init(&r, kind, kind == KIND_DATASET ? "a" : ref);
    for (i = 0; i < 10 && fields[i]; i += 2)
        register_set(&r, field_find(kind, fields[i]), fields[i + 1]);
    must(change_save(s, "add", &r, &outcome, &err), &err);
    record_release(&r);
    free(ref);
}

/* The lines of note() without the ref. */
static void cut_refs(struct buf *b)
{
    struct buf out = BUF_INIT;
    const char *line, *end;

    for (line = b->s; *line; line = end + 1) {
        const char *ref = strchr(line, ' '), *rest = strchr(ref + 1, ' ');

        end = strchr(line, '\n');
        buf_adds(&out, out.len ? "\n" : "");
        buf_add(&out, line, (size_t)(ref - line));
        buf_add(&out, rest, (size_t)(end - rest));
    }
    buf_release(b);
    *b = out;
}

static void test_records(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof records / sizeof *records; i++) {
        struct store *s = register_new();
        struct found f = { BUF_INIT, 0, 0 };
        struct error err = ERROR_INIT;

        if (records[i].kind != KIND_DATASET)
            register_add(s, KIND_DATASET, "a", "title", "A", NULL);
        register_add(s, KIND_PARTY, "p", "name", "P", NULL);
        add_record(s, records[i].kind, records[i].fields);
        assert_int_equal(due_each(s, "2026-11-23", note, &f, &err), 0);
        cut_refs(&f.text);
        if (strcmp(f.text.s, records[i].said) != 0)
            fail_msg("case %zu: '%s'", i, f.text.s);
        buf_release(&f.text);
        register_free(s);
    }
}

/* --- what other records tell --------------------------------------------- */

/* Of which trigger, counted from what; each in a register of its own. */
static const struct {
    const char *trigger;
    const char *use[2];       /* until of two uses                         */
    const char *agreement[2]; /* end of two agreements                     */
    const char *collected;    /* dataset.collected_until                   */
    const char *said;
} derived[] = {
    { "agreement-end",
      { 0 },
      { "2026-05-31", "2026-02-28" },
      NULL,
      "retention 2026-06-30 over" },
    { "agreement-end",
      { 0 },
      { "2026-10-31", NULL },
      NULL,
      "retention 2026-11-30 to come" },
    { "agreement-end",
      { 0 },
      { "2026-05-31", "@unknown" },
      NULL,
      "retention ? to come" },
    { "agreement-end",
      { 0 },
      { "2026-05-31", "" },
      NULL,
      "retention ? to come" },
    { "agreement-end",
      { 0 },
      { "2026-05-31", "@none" },
      NULL,
      "retention ? to come" },
    { "agreement-end",
      { "2026-05-31" },
      { 0 },
      "2026-05-31",
      "retention ? to come" },
    { "project-end",
      { "2026-01-31", "2025-12-31" },
      { 0 },
      NULL,
      "retention 2026-02-28 over" },
    { "project-end",
      { "2026-01-31", "@none" },
      { 0 },
      NULL,
      "retention ? to come" },
    { "project-end", { "2026-01-31", "" }, { 0 }, NULL, "retention ? to come" },
    { "last-use", { "2026-01-31" }, { 0 }, NULL, "retention 2026-02-28 over" },
    { "last-use", { "@none" }, { 0 }, NULL, "retention ? to come each" },
    { "collection",
      { "2026-01-31" },
      { 0 },
      "2026-10-31",
      "retention 2026-11-30 to come oldest 2026-10-23" },
    { "rolling",
      { 0 },
      { 0 },
      "@none",
      "retention ? to come rolling oldest 2026-10-23 gone 2026-12-23" },
};

static void add_deriving(struct store *s, size_t i)
{
    static const char *const refs[] = { "a/use/1", "a/use/2" };
    static const char *const agreements[] = { "one", "two" };

    register_add(s, KIND_DATASET, "a", "title", "A", "collected_until",
                 derived[i].collected ? derived[i].collected : "", NULL);
    for (size_t j = 0; j < 2 && derived[i].use[j]; j++)
        register_add(s, KIND_USE, refs[j], "words", "U", "until",
                     derived[i].use[j], NULL);
    for (size_t j = 0; j < 2 && derived[i].agreement[j]; j++)
        register_add(s, KIND_AGREEMENT, agreements[j], "title", "A", "datasets",
                     j ? "" : "a", "end", derived[i].agreement[j], NULL);
    if (derived[i].agreement[1])
        register_add(s, KIND_SOURCE, "a/source/1", "words", "S", "agreement",
                     agreements[1], NULL);
    register_add(s, KIND_RETENTION, "a/retention/1", "period", "P1M",
                 "counted_from", derived[i].trigger, NULL);
}

/* Only what it says of the retention period. */
static int note_retention(const struct due *d, void *data, struct error *err)
{
    return d->what == DUE_RETENTION ? note(d, data, err) : 0;
}

static void test_derived(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof derived / sizeof *derived; i++) {
        struct store *s = register_new();
        struct found f = { BUF_INIT, 0, 0 };
        struct error err = ERROR_INIT;

        add_deriving(s, i);
        assert_int_equal(due_each(s, "2026-11-23", note_retention, &f, &err),
                         0);
        cut_refs(&f.text);
        if (strcmp(f.text.s, derived[i].said) != 0)
            fail_msg("case %zu: '%s'", i, f.text.s);
        buf_release(&f.text);
        register_free(s);
    }
}

/* A consent is over when its uses are; data are back when all of them are. */
static void test_over(void **state)
{
    struct store *s = register_new();
    struct found f = { BUF_INIT, 0, 0 };
    struct error err = ERROR_INIT;

    (void)state;
    register_add(s, KIND_DATASET, "a", "title", "A", NULL);
    register_add(s, KIND_DATASET, "b", "title", "B", NULL);
    register_add(s, KIND_USE, "a/use/1", "words", "U", "until", "2026-01-01",
                 NULL);
    register_add(s, KIND_USE, "a/use/2", "words", "U", NULL);
    register_add(s, KIND_CONSENT, "a/consent/1", "words", "C", "uses",
                 "a/use/1", "valid_until", "2026-01-01", NULL);
    register_add(s, KIND_CONSENT, "a/consent/2", "words", "C", "uses",
                 "a/use/1,a/use/2", "valid_until", "2026-01-01", NULL);
    register_add(s, KIND_AGREEMENT, "both", "title", "A", "status", "expired",
                 "datasets", "a,b", "end", "2026-01-31", "at_end", "delete",
                 NULL);
    register_add(s, KIND_AGREEMENT, "one", "title", "A", "status", "expired",
                 "datasets", "a", "end", "2026-01-31", "at_end", "return",
                 NULL);
    register_add(s, KIND_SHARE, "a/share/1", "what_happened", "deleted",
                 "happened_on", "2026-02-01", "agreement", "both", NULL);
    register_add(s, KIND_SHARE, "a/share/2", "what_happened", "returned",
                 "happened_on", "2026-02-01", "agreement", "one", NULL);
    assert_int_equal(due_each(s, "2026-11-23", note, &f, &err), 0);
    assert_string_equal(f.text.s,
                        "use a/use/1 2026-01-01 over closed\n"
                        "consent a/consent/1 2026-01-01 over closed\n"
                        "consent a/consent/2 2026-01-01 over\n"
                        "agreement both 2026-01-31 over alone closed\n"
                        "agreement one 2026-01-31 over alone closed\n"
                        "return both 2026-01-31 over alone\n");
    buf_release(&f.text);
    register_free(s);
}

/* --- the oldest day ------------------------------------------------------ */

static const struct {
    const char *as_of;
    const char *span;
    const char *oldest;
} windows[] = {
    { "2026-11-23", "P0D", "2026-11-23" },
    { "2026-11-23", "P1D", "2026-11-22" },
    { "2026-03-31", "P1M", "2026-03-01" },
    { "2026-02-28", "P1M", "2026-01-28" },
    { "2024-02-29", "P1Y", "2023-03-01" },
    { "2025-02-28", "P1Y", "2024-02-28" },
    { "2025-03-01", "P1Y", "2024-03-01" },
    { "2024-03-01", "P1D", "2024-02-29" },
    { "2100-03-01", "P1D", "2100-02-28" },
    { "2026-11-23", "P1Y1M1D", "2025-10-22" },
    { "2026-11-23", "PT23H", "2026-11-23" },
    { "2026-11-23", "P99999Y", "0001-01-01" },
    { "2026-11-23", "P99999W", "0110-05-19" },
};

static void test_oldest(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        struct duration span;
        struct date as_of;
        char got[DATE_TEXT];

        assert_true(duration_parse(&span, windows[i].span));
        assert_true(date_parse(&as_of, windows[i].as_of));
        date_format(got, due_oldest(as_of, span));
        if (strcmp(got, windows[i].oldest) != 0)
            fail_msg("case %zu: '%s'", i, got);
    }
}

/* Whatever the span: what came on the oldest day is not over yet, and what
 * came on the day before it is. */
static void test_oldest_holds(void **state)
{
    static const char *const spans[] = { "P1D", "P1M",  "P3M",    "P1Y",
                                         "P4Y", "P30D", "P1Y1M1D" };
    int64_t first = date_to_days((struct date){ 2023, 12, 1 });

    (void)state;
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        for (int64_t day = first; day < first + 1900; day++) {
            struct duration span;
            int64_t oldest;

            assert_true(duration_parse(&span, spans[i]));
            oldest = date_to_days(due_oldest(date_from_days(day), span));
            assert_true(date_to_days(date_add(date_from_days(oldest), span)) >=
                        day);
            assert_true(
                date_to_days(date_add(date_from_days(oldest - 1), span)) < day);
        }
}

/* Every trigger of the table is a term. */
static void test_triggers(void **state)
{
    const struct vocabulary *v = vocabulary_find("retention-triggers");
    size_t i;

    (void)state;
    for (i = 0; trigger_at((unsigned)i); i++) {
        assert_non_null(vocabulary_term(v, trigger_at((unsigned)i)->code));
        assert_ptr_equal(trigger_find(trigger_at((unsigned)i)->code),
                         trigger_at((unsigned)i));
    }
    assert_true(i > 5);
    assert_int_equal(trigger_find("birthday-18")->whose, TRIGGER_PERSON);
    assert_int_equal(trigger_find("@unknown")->whose, TRIGGER_NOBODY);
    assert_int_equal(trigger_find("")->whose, TRIGGER_NOBODY);
}

/* --- days ---------------------------------------------------------------- */

static void test_days(void **state)
{
    static const struct {
        const char *ref, *day;
    } added[] = {
        { "b", "2026-01-01" }, { "a", "2026-01-01" }, { "a", "2026-03-01" },
        { "a", "2026-02-01" }, { "ab", "@none" },     { "ab", "2026-01-01" },
        { "b", "@unknown" },   { "c", "" },           { "c", "2026-01-01" },
        { "ab", "@unknown" },
    };
    struct days l = DAYS_INIT;

    (void)state;
    assert_null(days_find(&l, "a", 1));
    for (size_t i = 0; i < sizeof added / sizeof *added; i++)
        days_add(&l, added[i].ref, strlen(added[i].ref), added[i].day);
    days_sort(&l);
    assert_int_equal(l.n, 4);
    assert_string_equal(days_find(&l, "a/use/1", 1), "2026-03-01");
    assert_string_equal(days_find(&l, "ab", 2), "@none");
    assert_string_equal(days_find(&l, "b", 1), "@unknown");
    assert_string_equal(days_find(&l, "c", 1), "");
    assert_null(days_find(&l, "ac", 2));
    assert_null(days_find(&l, "abc", 3));
    days_release(&l);
    days_sort(&l);
    days_release(&l);
}

static void test_stop(void **state)
{
    struct store *s = dated_register();
    struct found f = { BUF_INIT, 0, 2 };
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(due_each(s, "2026-11-23", note, &f, &err), 7);
    assert_int_equal(f.n, 2);
    buf_release(&f.text);
    register_free(s);
}

static void test_names(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < DUE_COUNT; i++) {
        assert_non_null(due_name((enum due_what)i));
        assert_true(strlen(due_words((enum due_what)i)) > 4);
        assert_true(strlen(due_task((enum due_what)i, "")) > 9);
    }
    for (i = 0; i < DUE_STATE_COUNT; i++)
        assert_non_null(due_state_name((enum due_state)i));
    assert_string_equal(due_task(DUE_RETENTION, "archive"),
                        "Move the data to an archive");
}

/* --- today --------------------------------------------------------------- */

/* 2026-11-23T23:30:00Z */
enum { LATE = 1795476600 };

static const struct {
    const char *zone;
    const char *day;
} zones[] = {
    { NULL, "2026-11-23" },
    { "UTC", "2026-11-23" },
    { "Asia/Tokyo", "2026-11-24" },
    { "Europe/Dublin", "2026-11-23" },
    { "Europe/Berlin", "2026-11-24" },
    { "America/New_York", "2026-11-23" },
    { "No/Such_Place", "2026-11-23" },
    { "", "2026-11-23" },
    { "../../../etc/passwd", "2026-11-23" },
    { ":/etc/passwd", "2026-11-23" },
};

static void test_zones(void **state)
{
    size_t i;

    (void)state;
    if (access("/usr/share/zoneinfo/Asia/Tokyo", R_OK))
        skip();
    setenv("TZ", "Asia/Kolkata", 1);
    for (i = 0; i < sizeof zones / sizeof *zones; i++) {
        char day[DATE_TEXT];

        day_in_zone(day, zones[i].zone, LATE);
        assert_string_equal(day, zones[i].day);
        assert_string_equal(getenv("TZ"), "Asia/Kolkata");
    }
    setenv("TZ", "UTC", 1);
}

/* A clock or a history may say any number. */
static void test_ends(void **state)
{
    static const struct {
        int64_t time;
        const char *day;
    } cases[] = {
        { INT64_MAX, "9999-12-31" },    { INT64_MIN, "0001-01-01" },
        { 253402300799, "9999-12-31" }, { 253402300800, "9999-12-31" },
        { -62135596800, "0001-01-01" }, { -62135596801, "0001-01-01" },
        { -62135510400, "0001-01-02" },
    };
    char day[DATE_TEXT];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        day_in_zone(day, NULL, cases[i].time);
        assert_string_equal(day, cases[i].day);
    }
}

static void test_today(void **state)
{
    struct store *s = register_new();
    struct error err = ERROR_INIT;
    char day[DATE_TEXT];

    (void)state;
    if (access("/usr/share/zoneinfo/Asia/Tokyo", R_OK))
        skip();
    clock_fix(LATE);
    assert_int_equal(today(s, day, &err), 0);
    assert_string_equal(day, "2026-11-23");
    register_add(s, KIND_ORGANISATION, "organisation", "time_zone",
                 "Asia/Tokyo", NULL);
    assert_int_equal(today(s, day, &err), 0);
    assert_string_equal(day, "2026-11-24");
    register_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_end),          cmocka_unit_test(test_walk),
        cmocka_unit_test(test_records),      cmocka_unit_test(test_stop),
        cmocka_unit_test(test_names),        cmocka_unit_test(test_zones),
        cmocka_unit_test(test_today),        cmocka_unit_test(test_derived),
        cmocka_unit_test(test_over),         cmocka_unit_test(test_oldest),
        cmocka_unit_test(test_oldest_holds), cmocka_unit_test(test_triggers),
        cmocka_unit_test(test_days),         cmocka_unit_test(test_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
