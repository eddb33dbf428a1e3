/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The register as it stood: which moment is meant, what cannot be shown, and
 * that nothing is shown that was not written so. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <locale.h>
#include <sqlite3.h>

#include "base/clock.h"
#include "model/vocabulary.h"
#include "policy/moment.h"
#include "register.h"
#include "store/at.h"
#include "store/history.h"
#include "store/read.h"

enum { DAY = 86400 };

/* 2026-03-01T12:00:00Z */
#define NOON INT64_C(1772366400)

static struct error err = ERROR_INIT;

static void set(struct store *s, const char *ref, enum field field,
                const char *text)
{
    struct record r;

    must(store_load(s, ref, &r, &err), &err);
    register_set(&r, field, text);
    must(change_save(s, "set", &r, NULL, &err), &err);
    record_release(&r);
}

/* A day after the other: a party, a dataset, an element, a new name. */
static struct store *begin(void)
{
    struct change_info info = { .operation = "rename" };
    struct store *s;

    clock_fix(NOON);
    s = register_begin();
    clock_fix(NOON + DAY);
    register_add(s, KIND_PARTY, "city", "name", "City", NULL);
    clock_fix(NOON + 2 * DAY);
    register_add(s, KIND_DATASET, "bus", "title", "Bus", "controller", "city",
                 NULL);
    clock_fix(NOON + 3 * DAY);
    register_add(s, KIND_ELEMENT, "bus/element/1", "words", "Code", NULL);
    clock_fix(NOON + 4 * DAY);
    must(change_begin(s, &info, &err), &err);
    must(change_rename(s, "bus", "tram", &err), &err);
    must(change_commit(s, &err), &err);
    return s;
}

static struct store *stood(struct store *s, int64_t entry, int64_t missing,
                           const char *ref)
{
    struct at_missing m;
    struct store *then;

    must(at_open(&then, s, entry, &m, NULL, NULL, &err), &err);
    assert_int_equal(m.n, missing);
    assert_int_equal(m.refs.n, missing);
    if (missing)
        assert_string_equal(m.refs.v[0], ref);
    at_missing_release(&m);
    return then;
}

static bool is_there(struct store *s, const char *ref)
{
    int64_t id;
    int got = store_find(s, ref, &id, &err);

    must(got, &err);
    return got == 1;
}

/* --- which moment -------------------------------------------------------- */

static const struct {
    const char *given;
    enum moment_by by;
} good[] = {
    { "2026-03-31", MOMENT_DAY },
    { "2024-02-29", MOMENT_DAY },
    { "2026-03-31T10:00:00Z", MOMENT_TIME },
    { "1999-12-31T23:59:59Z", MOMENT_TIME },
    { "@1", MOMENT_ENTRY },
    { "@1310207", MOMENT_ENTRY },
};

static const char *const bad[] = {
    "",
    "today",
    "2026-3-1",
    "2026-02-29",
    "2026-03-31 10:00",
    "2026-03-31T10:00:00",
    "2026-03-31T24:00:00Z",
    "2026-03-31T10:60:00Z",
    "2026-03-31T10: 0: 0Z",
    "2026-02-29T10:00:00Z",
    "2026-03-31T10:00:00Zx",
    "@",
    "@-1",
    "@ 1",
    "@1x",
    "@99999999999999999999",
};

static void test_words(void **state)
{
    struct moment m;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof good / sizeof *good; i++) {
        must(moment_read(&m, good[i].given, &err), &err);
        assert_int_equal(m.by, good[i].by);
    }
    for (i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (moment_read(&m, bad[i], &err) == 0)
            fail_msg("'%s' was taken", bad[i]);
        assert_int_equal(err.code, ERROR_USAGE);
        error_clear(&err);
    }
}

static int64_t entry_of(struct store *s, const char *given)
{
    struct moment m;

    must(moment_read(&m, given, &err), &err);
    if (moment_find(&m, s, &err) != 0)
        return -1;
    assert_int_equal(m.size, 6);
    return m.entry;
}

static const struct {
    const char *given;
    int64_t entry;
} moments[] = {
    { "2026-03-01", 1 },
    { "2026-03-02", 2 },
    { "2026-03-02T11:59:59Z", 1 },
    { "2026-03-02T12:00:00Z", 2 },
    { "2026-03-04", 4 },
    { "2026-03-05", 6 },
    { "@1", 1 },
    { "@5", 6 }, /* in the middle of a change                              */
    { "@6", 6 },
};

static void assert_refused(struct store *s, const char *given,
                           const char *words)
{
    assert_int_equal(entry_of(s, given), -1);
    assert_int_equal(err.code, ERROR_USAGE);
    assert_non_null(strstr(err.text, words));
    error_clear(&err);
}

static void test_moments(void **state)
{
    struct store *s = begin();
    size_t i;

    (void)state;
    for (i = 0; i < sizeof moments / sizeof *moments; i++)
        assert_int_equal(entry_of(s, moments[i].given), moments[i].entry);
    assert_refused(s, "2026-02-28", "2026-03-01");
    assert_refused(s, "2026-03-01T11:59:59Z", "2026-03-01T12:00:00Z");
    assert_refused(s, "2026-03-06", "not come yet");
    assert_refused(s, "2026-03-05T12:00:01Z", "not come yet");
    assert_refused(s, "@0", "no entry 0");
    assert_refused(s, "@7", "it has 6");
    register_free(s);
}

/* Noon in Greenwich is the next day in Kiritimati; a day may have 23 hours. */
static void test_zones(void **state)
{
    struct store *s = begin();
    struct moment m;

    (void)state;
    register_add(s, KIND_ORGANISATION, "organisation", "party", "city",
                 "time_zone", "Pacific/Kiritimati", NULL);
    must(moment_read(&m, "2026-03-02", &err), &err);
    must(moment_find(&m, s, &err), &err);
    assert_int_equal(m.entry, 1);
    assert_int_equal(m.time, NOON + DAY - 2 * 3600 - 1);
    must(moment_read(&m, "@2", &err), &err);
    must(moment_find(&m, s, &err), &err);
    assert_string_equal(m.day, "2026-03-03");
    set(s, "organisation", ORGANISATION_TIME_ZONE, "Europe/Dublin");
    clock_fix(NOON + 40 * DAY);
    must(moment_read(&m, "2026-03-29", &err), &err);
    must(moment_find(&m, s, &err), &err);
    assert_int_equal(m.time, NOON + 28 * DAY + 11 * 3600 - 1);
    register_free(s);
}

/* Nothing that was written by then is left out, and it is told. */
static void test_clock_back(void **state)
{
    struct store *s;
    struct moment m;

    (void)state;
    clock_fix(NOON + 9 * DAY);
    s = register_begin();
    clock_fix(NOON);
    register_add(s, KIND_PARTY, "city", "name", "City", NULL);
    clock_fix(NOON + 10 * DAY);
    must(moment_read(&m, "2026-03-01", &err), &err);
    must(moment_find(&m, s, &err), &err);
    assert_int_equal(m.entry, 2);
    assert_int_equal(m.later, 1);
    register_free(s);
}

/* --- what stood ---------------------------------------------------------- */

static void test_refs(void **state)
{
    struct store *s = begin(), *then = stood(s, 4, 0, NULL);
    struct record r;
    int64_t n;

    (void)state;
    must(store_load(then, "bus/element/1", &r, &err), &err);
    assert_int_equal(r.version, 1);
    record_release(&r);
    must(store_load(then, "bus", &r, &err), &err);
    assert_string_equal(record_text(&r, DATASET_CONTROLLER), "city");
    record_release(&r);
    assert_false(is_there(then, "tram"));
    assert_string_equal(store_uid(then), store_uid(s));
    assert_string_equal(store_path(then), store_path(s));
    store_close(then);
    then = stood(s, 3, 0, NULL);
    must(store_count(then, KIND_ELEMENT, &n, &err), &err);
    assert_int_equal(n, 0);
    store_close(then);
    then = stood(s, 6, 0, NULL);
    must(store_load(then, "bus", &r, &err), &err);
    assert_string_equal(r.ref, "tram");
    record_release(&r);
    store_close(then);
    register_free(s);
}

/* The one that was opened last is asked for own terms; today's, again, when
 * it is closed. */
static void test_own_terms(void **state)
{
    struct store *s = begin(), *then;
    const struct vocabulary *v = vocabulary_find("purposes");

    (void)state;
    register_add(s, KIND_OWN_TERM, "news", "vocabulary", "purposes", "code",
                 "club-news", "broader", "research", "title", "News", "words",
                 "To tell news", NULL);
    set(s, "news", OWN_TERM_WORDS, "To tell all news");
    assert_non_null(vocabulary_term(v, "club-news"));
    then = stood(s, 6, 0, NULL);
    v = vocabulary_find("purposes");
    assert_null(vocabulary_term(v, "club-news"));
    store_close(then);
    then = stood(s, 7, 0, NULL);
    v = vocabulary_find("purposes");
    assert_string_equal(vocabulary_term(v, "club-news")->words, "To tell news");
    store_close(then);
    v = vocabulary_find("purposes");
    assert_string_equal(vocabulary_term(v, "club-news")->words,
                        "To tell all news");
    register_free(s);
}

/* --- what was erased ----------------------------------------------------- */

static void test_erased(void **state)
{
    struct store *s = begin(), *then;
    struct record r;
    int64_t erased;

    (void)state;
    must(history_redact(s, "city", NULL, "asked for", &erased, &err), &err);
    assert_int_equal(erased, 1);
    then = stood(s, 6, 1, "city");
    assert_false(is_there(then, "city"));
    must(store_load(then, "tram", &r, &err), &err);
    assert_string_equal(record_text(&r, DATASET_CONTROLLER), "city");
    record_release(&r);
    store_close(then);
    then = stood(s, 1, 0, NULL);
    store_close(then);
    then = stood(s, 7, 0, NULL); /* the redaction says what is left         */
    assert_true(is_there(then, "city"));
    store_close(then);
    register_free(s);
}

/* Only what was erased is missing, and a later image stands. */
static void test_erased_field(void **state)
{
    struct store *s = begin(), *then;
    int64_t erased;

    (void)state;
    set(s, "tram", DATASET_SUMMARY, "Jane has it");
    must(history_redact(s, "tram", "summary", "a name", &erased, &err), &err);
    assert_int_equal(erased, 1);
    then = stood(s, 6, 0, NULL);
    assert_true(is_there(then, "tram"));
    store_close(then);
    then = stood(s, 7, 1, "tram");
    assert_false(is_there(then, "tram"));
    assert_true(is_there(then, "tram/element/1"));
    store_close(then);
    register_free(s);
}

/* --- what was not written so --------------------------------------------- */

static void damage(struct store *s, const char *sql)
{
    sqlite3 *db;

    if (sqlite3_open(store_path(s), &db) != SQLITE_OK ||
        sqlite3_exec(db,
                     "DROP TRIGGER history_erase; DROP TRIGGER history_keep;",
                     NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_changes(db) != 1)
        bug("%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
}

/* The entry that is named, when the register of entry 4 is asked for; 0: no
 * fault is found, since it lies behind. */
static const struct {
    const char *sql;
    int64_t entry;
} damages[] = {
    { "UPDATE history SET body = CAST(body || x'00' AS BLOB) WHERE seq = 2",
      2 },
    { "UPDATE history SET body = NULL WHERE seq = 3", 3 },
    { "UPDATE history SET salt = NULL WHERE seq = 3", 3 },
    { "UPDATE history SET body = (SELECT body FROM history WHERE seq = 3), "
      "salt = (SELECT salt FROM history WHERE seq = 3) WHERE seq = 4",
      4 },
    { "UPDATE history SET time = time + 1 WHERE seq = 1", 1 },
    { "UPDATE history SET operation = 'x' WHERE seq = 4", 4 },
    { "UPDATE history SET hash = zeroblob(32) WHERE seq = 4", 4 },
    { "UPDATE history SET previous = zeroblob(32) WHERE seq = 3", 3 },
    { "UPDATE history SET previous = zeroblob(32) WHERE seq = 5", 5 },
    { "UPDATE history SET record = 1 WHERE seq = 3", 3 },
    { "UPDATE history SET record = NULL WHERE seq = 3", 3 },
    { "UPDATE history SET record = 3 WHERE seq = 2", 2 },
    { "UPDATE history SET record = 3 WHERE seq = 1", 1 },
    { "UPDATE record SET uid = '00000000-0000-7000-8000-000000000000' WHERE "
      "ref = 'city'",
      2 },
    { "UPDATE record SET kind = 'activity' WHERE ref = 'city'", 2 },
    { "DELETE FROM history WHERE seq = 2", 3 },
    { "UPDATE history SET body = x'00' WHERE seq = 6", 0 },
    { "UPDATE record SET ref = 'other' WHERE ref = 'city'", 0 },
};

static void test_damage(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof damages / sizeof *damages; i++) {
        struct store *s = begin(), *then;
        struct at_missing m;
        int64_t wanted = damages[i].entry;
        char *words = xasprintf("entry %lld ", (long long)wanted);
        int failed;

        damage(s, damages[i].sql);
        failed = at_open(&then, s, 4, &m, NULL, NULL, &err);
        if (failed != (wanted ? -1 : 0))
            fail_msg("%s: %s", damages[i].sql, failed ? err.text : "shown");
        if (failed) {
            if (err.code != ERROR_UNTRUE || !strstr(err.text, words))
                fail_msg("%s: %s", damages[i].sql, err.text);
            error_clear(&err);
        } else {
            assert_true(is_there(then, "city"));
            store_close(then);
            at_missing_release(&m);
        }
        free(words);
        register_free(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),  cmocka_unit_test(test_moments),
        cmocka_unit_test(test_zones),  cmocka_unit_test(test_clock_back),
        cmocka_unit_test(test_refs),   cmocka_unit_test(test_own_terms),
        cmocka_unit_test(test_erased), cmocka_unit_test(test_erased_field),
        cmocka_unit_test(test_damage),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
