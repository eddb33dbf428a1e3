/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * What is asked about one dataset costs in proportion to that, however large
 * the register is: no statement that it runs reads a whole table.  Statements
 * are taken from SQLite while they run; then SQLite is asked for their plans.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "audit/audit.h"
#include "base/strs.h"
#include "lines.h"
#include "policy/answer.h"
#include "policy/impact.h"
#include "policy/lineage.h"
#include "store/read.h"

#define DAY "2026-11-23"

/* What the organisation adds to our tables: few rows, and all are wanted. */
static const char *const small[] = { "country_rule", "own_term", "meta" };

static sqlite3 *watched;       /* the connection that was opened last        */
static struct strs statements; /* what it ran since then                     */
static int64_t all_steps;  /* what it took, whatever the plan              */
static int64_t full_steps; /* rows that were read by going over a table  */

static int note(unsigned event, void *data, void *stmt, void *unused)
{
    (void)data;
    (void)unused;
    if (event != SQLITE_TRACE_PROFILE)
        return 0;
    full_steps += sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
    all_steps += sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_VM_STEP, 1);
    if (!strs_has(&statements, sqlite3_sql(stmt)))
        strs_add(&statements, sqlite3_sql(stmt));
    return 0;
}

static int watch(sqlite3 *db, char **error, const void *api)
{
    (void)error;
    (void)api;
    watched = db;
    sqlite3_trace_v2(db, SQLITE_TRACE_PROFILE, note, NULL);
    return SQLITE_OK;
}

/* --- plans --------------------------------------------------------------- */

static bool is_word(const char *text, const char *word)
{
    size_t len = strlen(word);

    return strncmp(text, word, len) == 0 && (!text[len] || text[len] == ' ');
}

/* Does a line of a plan go over a whole table, or a whole index of it? */
static bool is_scan(const char *line)
{
    if (!is_word(line, "SCAN") || strstr(line, "CONSTANT ROW"))
        return false;
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (is_word(line + strlen("SCAN "), small[i]))
            return false;
    return true;
}

/* 1 where a plan reads a whole table, which is told. */
static int scans(sqlite3 *db, const char *sql, bool talk)
{
    char *explain = xasprintf("EXPLAIN QUERY PLAN %s", sql);
    sqlite3_stmt *q;
    int found = 0;

    if (sqlite3_prepare_v2(db, explain, -1, &q, NULL) != SQLITE_OK)
        bug("%s: %s", explain, sqlite3_errmsg(db));
    while (sqlite3_step(q) == SQLITE_ROW) {
        const char *line = (const char *)sqlite3_column_text(q, 3);

        if (!is_scan(line))
            continue;
        if (talk)
            print_error("%s\n  in %s\n", line, sql);
        found = 1;
    }
    sqlite3_finalize(q);
    free(explain);
    return found;
}

static bool is_query(const char *sql)
{
    return strncmp(sql, "SELECT", 6) == 0 || strncmp(sql, "WITH", 4) == 0;
}

/* --- a register ---------------------------------------------------------- */

enum { OTHERS = 300 };

static const char *const lines[] = {
    "party city country=IE",
    "party lab country=IN|part_of=city",
    "notice n",
    "dataset a controller=city|steward=city",
    "dataset b controller=city",
    "element a/element/1 special_category=@none",
    "use a/use/1 purpose=research|basis=consent|elements=a/element/1",
    "agreement g status=in-force|datasets=a|purposes=research|receivers=lab|"
    "givers=lab",
    "recipient a/recipient/1 party=lab|category=researcher|uses=a/use/1|"
    "agreement=g|transfer_mechanism=art-46-2-c",
    "consent a/consent/1 uses=a/use/1|notice=n|recipients=a/recipient/1|"
    "purposes_permitted=research|sharing=yes|region=IN",
    "source a/source/1 source_kind=dataset|upstream=b",
    "source b/source/1 source_kind=school|party=city|agreement=g",
    "use b/use/1 purpose=research|basis=public-task",
    "retention a/retention/1 period=P1Y|elements=a/element/1",
    "share a/share/1 what_happened=given|happened_on=2026-01-01|party=lab",
    NULL,
};

/* With others beside them, so that a scan would show. */
static struct store *make(int others)
{
    struct change_info info = { .operation = "add" };
    struct store *s = lines_register(lines);
    struct error err = ERROR_INIT;

    must(change_begin(s, &info, &err), &err);
    for (int i = 0; i < others; i++) {
        char *dataset = xasprintf("dataset x%d", i);
        char *use = xasprintf("use x%d/use/1 purpose=census", i);

        lines_put(s, dataset);
        lines_put(s, use);
        free(dataset);
        free(use);
    }
    must(change_commit(s, &err), &err);
    strs_release(&statements);
    full_steps = all_steps = 0;
    return s;
}

/* Nothing that ran reads a whole table. */
static void check(const char *what)
{
    int found = 0, queries = 0;

    for (size_t i = 0; i < statements.n; i++) {
        if (!is_query(statements.v[i]))
            continue;
        queries++;
        found += scans(watched, statements.v[i], true);
    }
    if (!queries)
        fail_msg("%s: it ran nothing", what);
    if (found)
        fail_msg("%s: reads whole tables", what);
    if (full_steps > OTHERS / 10)
        fail_msg("%s: went over %lld rows", what, (long long)full_steps);
    strs_release(&statements);
    full_steps = 0;
}

static void test_can_use(void **state)
{
    static const char *const recipients[] = { NULL, "a/recipient/1", "lab",
                                              "researcher", "city" };
    struct store *s = make(OTHERS);

    (void)state;
    for (size_t i = 0; i < sizeof recipients / sizeof *recipients; i++) {
        struct answer_question q = { "a", "research", recipients[i], NULL,
                                     DAY };
        struct answer a = ANSWER_INIT;
        struct error err = ERROR_INIT;

        must(answer_read(&a, s, &q, &err), &err);
        answer_release(&a);
        check("can-use");
    }
    register_free(s);
}

static void test_trace(void **state)
{
    struct store *s = make(OTHERS);
    struct lineage l = LINEAGE_INIT;
    struct records sources = RECORDS_INIT;
    struct error err = ERROR_INIT;

    (void)state;
    must(lineage_up(&l, s, "a", &err), &err);
    assert_int_equal(l.n, 2);
    lineage_release(&l);
    must(lineage_down(&l, s, "b", &err), &err);
    assert_int_equal(l.n, 2);
    lineage_release(&l);
    must(store_children(s, "a", KIND_SOURCE, &sources, &err), &err);
    records_release(&sources);
    check("trace");
    register_free(s);
}

static void test_impact(void **state)
{
    static const char *const refs[] = { "a", "b",          "a/consent/1",
                                        "n", "a/use/1",    "a/element/1",
                                        "g", "a/source/1", "a/recipient/1" };
    struct store *s = make(OTHERS);

    (void)state;
    for (size_t i = 0; i < sizeof refs / sizeof *refs; i++) {
        struct impact l = IMPACT_INIT;
        struct error err = ERROR_INIT;

        must(impact_read(&l, s, refs[i], DAY, &err), &err);
        assert_true(l.n > 0);
        impact_release(&l);
        check(refs[i]);
    }
    register_free(s);
}

/* The steps that it takes in a register of so many others. */
static int64_t steps_among(int others, const char *recipient)
{
    struct store *s = make(others);
    struct answer_question q = { "a", "research", recipient, NULL, DAY };
    struct answer a = ANSWER_INIT;
    struct impact l = IMPACT_INIT;
    struct error err = ERROR_INIT;
    int64_t steps;

    must(answer_read(&a, s, &q, &err), &err);
    must(impact_read(&l, s, "n", DAY, &err), &err);
    answer_release(&a);
    impact_release(&l);
    steps = all_steps;
    register_free(s);
    return steps;
}

/* No plan tells how much of an index is read: ten times as many records take
 * as many steps. */
static void test_grows(void **state)
{
    static const char *const recipients[] = { NULL, "a/recipient/1", "lab",
                                              "researcher", "city" };

    (void)state;
    for (size_t i = 0; i < sizeof recipients / sizeof *recipients; i++) {
        int64_t few = steps_among(OTHERS / 10, recipients[i]);
        int64_t many = steps_among(OTHERS, recipients[i]);

        assert_true(few > 0);
        if (many > few + few / 10)
            fail_msg("%s: %lld steps, then %lld",
                     recipients[i] ? recipients[i] : "", (long long)few,
                     (long long)many);
    }
}

/* The steps that the audit of one dataset takes: among others, of which so many
 * go to the same party. */
static int64_t audit_among(int others, int beside)
{
    struct store *s = make(others);
    const char *ref = "a";
    struct audit_options o = { .as_of = DAY, .refs = &ref, .refs_n = 1 };
    struct change_info info = { .operation = "add" };
    struct audit_report report;
    struct error err = ERROR_INIT;
    int64_t steps;

    must(change_begin(s, &info, &err), &err);
    for (int i = 0; i < beside; i++) {
        char *line = xasprintf("dataset y%d", i);

        lines_put(s, line);
        free(line);
        line = xasprintf("element y%d/element/1 category=postcode|"
                         "identifying_role=quasi",
                         i);
        lines_put(s, line);
        free(line);
        line = xasprintf("recipient y%d/recipient/1 party=lab", i);
        lines_put(s, line);
        free(line);
    }
    must(change_commit(s, &err), &err);
    all_steps = 0;
    must(audit_run(s, &o, &report, &err), &err);
    assert_true(report.findings.n > 3);
    audit_release(&report);
    steps = all_steps;
    register_free(s);
    return steps;
}

/* Others cost nothing; what goes to the same party is looked at once, and no
 * rule is asked of it: some 130 rules would take ten times as many steps. */
static void test_audit_grows(void **state)
{
    enum { STEPS_EACH = 400 };
    int64_t few = audit_among(OTHERS / 10, 0), many = audit_among(OTHERS, 0);
    int64_t shared = audit_among(OTHERS, OTHERS);

    (void)state;
    if (many > few + few / 10)
        fail_msg("%lld steps, then %lld", (long long)few, (long long)many);
    if (shared > many + (int64_t)STEPS_EACH * OTHERS)
        fail_msg("%lld steps, then %lld", (long long)many, (long long)shared);
}

/* The test itself sees a scan, of a table and of an index. */
static void test_sees(void **state)
{
    struct store *s = make(OTHERS);

    (void)state;
    assert_true(scans(watched, "SELECT * FROM dataset", false));
    assert_true(scans(watched, "SELECT r.ref FROM record r", false));
    assert_true(scans(watched, "SELECT count(*) FROM record", false));
    assert_true(scans(watched,
                      "SELECT d.id FROM dataset d JOIN record r ON r.id = d.id "
                      "WHERE d.title = 'T'",
                      false));
    assert_false(scans(watched, "SELECT * FROM dataset WHERE id = 1", false));
    assert_false(scans(watched, "SELECT * FROM own_term", false));
    assert_int_equal(full_steps, 0);
    sqlite3_exec(watched, "SELECT * FROM dataset", NULL, NULL, NULL);
    assert_true(full_steps >= OTHERS);
    register_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sees),  cmocka_unit_test(test_can_use),
        cmocka_unit_test(test_trace), cmocka_unit_test(test_impact),
        cmocka_unit_test(test_grows), cmocka_unit_test(test_audit_grows),
    };
    int failed;

    sqlite3_auto_extension((void (*)(void))watch);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    sqlite3_reset_auto_extension();
    strs_release(&statements);
    return failed;
}
