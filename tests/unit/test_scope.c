/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/buf.h"
#include "lines.h"
#include "policy/scope.h"

#define DAY "2026-11-23"

/*
 * The table of larder(1), SCOPE: each of its rows has one or more here.  All
 * is asked of the dataset `a`.
 */
static const struct {
    const char *row;
    const char *lines[8];
    const char *purpose;
    enum scope_says says;
} table[] = {
    { "S1",
      { "dataset a", "consent a/consent/1 purposes_permitted=research" },
      "research",
      SCOPE_SAYS_YES },
    { "S1",
      { "dataset a", "consent a/consent/1 purposes_permitted=research" },
      "health-research",
      SCOPE_SAYS_YES },
    { "S1",
      { "dataset a", "consent a/consent/1 purposes_permitted=health-research" },
      "research",
      SCOPE_SAYS_NO },
    { "S1",
      { "dataset a", "consent a/consent/1 purposes_permitted=@none" },
      "research",
      SCOPE_SAYS_NO },
    { "S2",
      { "dataset a", "notice n",
        "consent a/consent/1 notice=n|purposes_permitted=research",
        "consent a/consent/2 notice=n|purposes_permitted=census" },
      "census",
      SCOPE_SAYS_YES },
    { "S3",
      { "dataset a", "notice n", "notice m",
        "consent a/consent/1 notice=n|purposes_permitted=research",
        "consent a/consent/2 notice=m|purposes_permitted=health-research" },
      "health-research",
      SCOPE_SAYS_YES },
    { "S3",
      { "dataset a", "notice n", "notice m",
        "consent a/consent/1 notice=n|purposes_permitted=research",
        "consent a/consent/2 notice=m|purposes_permitted=health-research" },
      "social-research",
      SCOPE_SAYS_PARTLY },
    { "S4",
      { "dataset a", "notice n",
        "consent a/consent/1 notice=n|purposes_permitted=research",
        "consent a/consent/2 purposes_permitted=census" },
      "census",
      SCOPE_SAYS_PARTLY },
    { "S5",
      { "dataset a",
        "consent a/consent/1 purposes_permitted=research|purposes_forbidden="
        "genetic-research" },
      "genetic-research",
      SCOPE_SAYS_FORBIDDEN },
    { "S5",
      { "dataset a",
        "consent a/consent/1 purposes_permitted=research|purposes_forbidden="
        "genetic-research" },
      "research",
      SCOPE_SAYS_PARTLY },
    { "S5",
      { "dataset a",
        "consent a/consent/1 purposes_permitted=research|purposes_forbidden="
        "@unknown" },
      "research",
      SCOPE_SAYS_OPEN },
    { "S6",
      { "dataset a", "consent a/consent/1 purposes_permitted=@unknown" },
      "research",
      SCOPE_SAYS_OPEN },
    { "S6",
      { "dataset a", "consent a/consent/1" },
      "research",
      SCOPE_SAYS_OPEN },
    { "S7",
      { "dataset a uses_list=complete",
        "consent a/consent/1 "
        "purposes_permitted=research|valid_until=2026-11-22" },
      "research",
      SCOPE_SAYS_NO },
    { "S7",
      { "dataset a", "consent a/consent/1 "
                     "purposes_permitted=research|valid_until=2026-11-23" },
      "research",
      SCOPE_SAYS_YES },
    { "S7",
      { "dataset a", "notice n until=2025-11-22",
        "consent a/consent/1 "
        "purposes_permitted=research|notice=n|valid_for=P1Y" },
      "research",
      SCOPE_SAYS_NO },
    { "S7",
      { "dataset a", "notice n", "notice m",
        "consent a/consent/1 notice=n|purposes_permitted=research",
        "consent a/consent/2 notice=m|purposes_permitted=research|"
        "valid_until=2026-11-22" },
      "research",
      SCOPE_SAYS_PARTLY },
    { "S7",
      { "dataset a", "notice n",
        "consent a/consent/1 notice=n|purposes_permitted=research",
        "consent a/consent/2 notice=n|purposes_permitted=research|"
        "valid_until=2026-11-22" },
      "research",
      SCOPE_SAYS_YES },
    { "S7",
      { "dataset a", "use a/use/1 purpose=crime|basis=public-task",
        "consent a/consent/1 purposes_forbidden=crime|purposes_permitted="
        "census|valid_until=2026-11-22" },
      "crime",
      SCOPE_SAYS_FORBIDDEN },
    { "S7",
      { "dataset a", "notice n since=2026-11-24",
        "consent a/consent/1 notice=n|purposes_permitted=research" },
      "research",
      SCOPE_SAYS_NO },
    { "S8",
      { "dataset a", "use a/use/1 purpose=crime|basis=public-task" },
      "prevent-crime",
      SCOPE_SAYS_YES },
    { "S8",
      { "dataset a", "use a/use/1 purpose=crime|basis=public-task" },
      "research",
      SCOPE_SAYS_JUDGE },
    { "S8",
      { "dataset a",
        "use a/use/1 purpose=crime|basis=public-task|until=2026-11-22",
        "use a/use/2 purpose=census|basis=public-task" },
      "crime",
      SCOPE_SAYS_JUDGE },
    { "S8",
      { "dataset a", "use a/use/1 purpose=crime" },
      "crime",
      SCOPE_SAYS_OPEN },
    { "S9",
      { "dataset a", "use a/use/1 purpose=crime|basis=consent" },
      "crime",
      SCOPE_SAYS_OPEN },
    { "S9",
      { "dataset a consents_list=@none",
        "use a/use/1 purpose=crime|basis=consent" },
      "crime",
      SCOPE_SAYS_NO },
    { "S9",
      { "dataset a consents_list=@none",
        "use a/use/1 purpose=crime|basis=public-task|choice=opt-in" },
      "crime",
      SCOPE_SAYS_NO },
    { "S9",
      { "dataset a",
        "use a/use/1 purpose=crime|basis=public-task|choice=opt-in" },
      "crime",
      SCOPE_SAYS_OPEN },
    { "S10",
      { "dataset a not_used_for=@unknown",
        "use a/use/1 purpose=crime|basis=public-task" },
      "crime",
      SCOPE_SAYS_OPEN },
    { "S5",
      { "dataset a", "use a/use/1 purpose=crime|basis=public-task",
        "consent a/consent/1 purposes_permitted=census|purposes_forbidden="
        "@unknown" },
      "crime",
      SCOPE_SAYS_OPEN },
    { "S10",
      { "dataset a not_used_for=crime",
        "use a/use/1 purpose=crime|basis=public-task" },
      "prevent-crime",
      SCOPE_SAYS_FORBIDDEN },
    { "S11", { "dataset a" }, "crime", SCOPE_SAYS_OPEN },
    { "S11", { "dataset a uses_list=@none" }, "crime", SCOPE_SAYS_NO },
    { "S12",
      { "dataset a", "use a/use/1 purpose=research|basis=public-task",
        "agreement g purposes=health-research",
        "source a/source/1 source_kind=school|covers_us=yes|agreement=g" },
      "health-research",
      SCOPE_SAYS_YES },
    { "S12",
      { "dataset a", "use a/use/1 purpose=research|basis=public-task",
        "agreement g purposes=health-research",
        "source a/source/1 source_kind=school|covers_us=yes|agreement=g" },
      "research",
      SCOPE_SAYS_NO },
    { "S12",
      { "dataset a", "use a/use/1 purpose=research|basis=public-task",
        "agreement g",
        "source a/source/1 source_kind=school|covers_us=yes|agreement=g" },
      "research",
      SCOPE_SAYS_OPEN },
    { "S13",
      { "dataset a", "use a/use/1 purpose=research|basis=public-task",
        "source a/source/1 source_kind=school|covers_us=no" },
      "research",
      SCOPE_SAYS_NO },
    { "S13",
      { "dataset a", "use a/use/1 purpose=research|basis=public-task",
        "source a/source/1 source_kind=school" },
      "research",
      SCOPE_SAYS_OPEN },
    { "S13",
      { "dataset a", "use a/use/1 purpose=research|basis=public-task",
        "source a/source/1 source_kind=person" },
      "research",
      SCOPE_SAYS_YES },
    { "S14",
      { "dataset a", "use a/use/1 purpose=research|basis=public-task",
        "dataset b", "use b/use/1 purpose=health-research|basis=public-task",
        "source a/source/1 source_kind=dataset|upstream=b" },
      "health-research",
      SCOPE_SAYS_YES },
    { "S14",
      { "dataset a", "use a/use/1 purpose=research|basis=public-task",
        "dataset b", "use b/use/1 purpose=health-research|basis=public-task",
        "source a/source/1 source_kind=dataset|upstream=b" },
      "research",
      SCOPE_SAYS_JUDGE },
    { "S14",
      { "dataset a", "use a/use/1 purpose=research|basis=public-task",
        "dataset b", "consent b/consent/1 purposes_permitted=health-research",
        "source a/source/1 source_kind=dataset|upstream=b" },
      "research",
      SCOPE_SAYS_NO },
    { "S14",
      { "dataset a", "use a/use/1 purpose=research|basis=public-task",
        "dataset b", "source a/source/1 source_kind=dataset|upstream=b",
        "dataset c", "source b/source/1 source_kind=dataset|upstream=c",
        "consent c/consent/1 purposes_permitted=@none" },
      "research",
      SCOPE_SAYS_NO },
    { "S15",
      { "dataset a", "use a/use/1 purpose=research|basis=public-task",
        "dataset b not_used_for=research",
        "source a/source/1 source_kind=dataset|upstream=b" },
      "health-research",
      SCOPE_SAYS_FORBIDDEN },
};

static void test_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct store *s = lines_register(table[i].lines);
        struct scope_rules l = SCOPE_RULES_INIT;
        struct error err = ERROR_INIT;
        enum scope_says says;

        must(scope_read(&l, s, "a", DAY, &err), &err);
        says = scope_says_all(&l, table[i].purpose);
        if (says != table[i].says)
            fail_msg("%s (number %zu): %s, not %s", table[i].row, i,
                     scope_says_name(says), scope_says_name(table[i].says));
        scope_rules_release(&l);
        register_free(s);
    }
}

/* --- what they come to --------------------------------------------------- */

#define CHILD "source a/source/1 source_kind=dataset|upstream=b"
#define YES(purpose, more)                                                     \
    "purposes_permitted=" purpose "|sharing=yes|sale=yes|linkage=yes" more

static const struct {
    const char *row;
    const char *lines[8];
    const char *scope;
} sums[] = {
    { "S14",
      { "dataset a", "dataset b", CHILD,
        "consent a/consent/1 " YES("research", ""),
        "consent b/consent/1 " YES("health-research", "") },
      "permitted=health-research partly= forbidden= duties= sharing=yes "
      "sale=yes linkage=yes region=* until=" },
    { "S15",
      { "dataset a", "dataset b not_used_for=census", CHILD,
        "consent a/consent/1 " YES("research, census", ""),
        "consent b/consent/1 " YES("research, census", "|purposes_forbidden="
                                                       "genetic-research") },
      "permitted=research partly= forbidden=census,genetic-research duties= "
      "sharing=yes sale=yes linkage=yes region=* until=" },
    { "S16",
      { "dataset a", "dataset b", CHILD,
        "consent a/consent/1 " YES("research", "|duties=ethics-approval"),
        "consent b/consent/1 " YES("research",
                                   "|duties=no-linkage, ethics-approval") },
      "permitted=research partly= forbidden= duties=ethics-approval,no-linkage "
      "sharing=yes sale=yes linkage=yes region=* until=" },
    { "S17",
      { "dataset a", "dataset b", CHILD,
        "consent a/consent/1 purposes_permitted=research|sharing=yes|sale="
        "@unknown",
        "consent b/consent/1 purposes_permitted=research|sharing=no|sale=yes|"
        "linkage=yes" },
      "permitted=research partly= forbidden= duties= sharing=no sale=open "
      "linkage=open region=* until=" },
    { "S17",
      { "dataset a sold=no", "dataset b", CHILD,
        "use a/use/1 purpose=research|basis=public-task",
        "use b/use/1 purpose=research|basis=public-task" },
      "permitted=research partly= forbidden= duties= sharing=silent sale=no "
      "linkage=silent region=* until=" },
    { "S17",
      { "dataset a", "use a/use/1 purpose=research|basis=public-task",
        "agreement g purposes=research|onward=forbidden|sale=no|end=@none",
        "source a/source/1 source_kind=school|covers_us=yes|agreement=g" },
      "permitted=research partly= forbidden= duties= sharing=no sale=no "
      "linkage=silent region=* until=" },
    { "S18",
      { "dataset a", "dataset b", CHILD,
        "consent a/consent/1 " YES("research", "|region=IE, FR"),
        "consent b/consent/1 " YES("research", "|region=FR, DE") },
      "permitted=research partly= forbidden= duties= sharing=yes sale=yes "
      "linkage=yes region=FR until=" },
    { "S18",
      { "dataset a", "dataset b", CHILD,
        "consent a/consent/1 " YES("research", "|region=IE"),
        "consent b/consent/1 " YES("research", "|region=DE") },
      "permitted=research partly= forbidden= duties= sharing=yes sale=yes "
      "linkage=yes region= until=" },
    { "S19",
      { "dataset a", "dataset b", CHILD,
        "consent a/consent/1 " YES("research", "|valid_until=2028-01-01"),
        "consent b/consent/1 " YES("research", "|valid_until=2027-01-01") },
      "permitted=research partly= forbidden= duties= sharing=yes sale=yes "
      "linkage=yes region=* until=2027-01-01" },
    { "S19",
      { "dataset a", "dataset b", CHILD,
        "consent a/consent/1 " YES("research", "|valid_until=2028-01-01"),
        "consent b/consent/1 " YES("research", "|valid_until=@unknown") },
      "permitted=research partly= forbidden= duties= sharing=yes sale=yes "
      "linkage=yes region=* until=2028-01-01?" },
    { "S3",
      { "dataset a", "notice n", "notice m",
        "consent a/consent/1 notice=n|" YES("research", ""),
        "consent a/consent/2 notice=m|" YES("health-research, census", "") },
      "permitted=health-research partly=census,research forbidden= duties= "
      "sharing=yes sale=yes linkage=yes region=* until=" },
};

static void add_list(struct buf *b, const char *name, const struct strs *l)
{
    buf_addf(b, "%s=", name);
    for (size_t i = 0; i < l->n; i++)
        buf_addf(b, "%s%s", i ? "," : "", l->v[i]);
    buf_addc(b, ' ');
}

static void add_scope(struct buf *b, const struct scope *s)
{
    static struct strs all;

    if (!all.n)
        strs_add(&all, "*");
    add_list(b, "permitted", &s->permitted);
    add_list(b, "partly", &s->partly);
    add_list(b, "forbidden", &s->forbidden);
    add_list(b, "duties", &s->duties);
    buf_addf(b, "sharing=%s sale=%s linkage=%s ", scope_leave_name(s->sharing),
             scope_leave_name(s->sale), scope_leave_name(s->linkage));
    add_list(b, "region", s->bounded ? &s->regions : &all);
    buf_addf(b, "until=%s%s", s->until, s->until_open ? "?" : "");
}

static void test_sums(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        struct store *s = lines_register(sums[i].lines);
        struct scope_rules l = SCOPE_RULES_INIT;
        struct error err = ERROR_INIT;
        struct scope scope = SCOPE_INIT;
        struct buf b = BUF_INIT;

        must(scope_read(&l, s, "a", DAY, &err), &err);
        scope_of(&scope, &l, NULL);
        add_scope(&b, &scope);
        if (strcmp(b.s, sums[i].scope) != 0)
            fail_msg("%s (number %zu):\n%s, not\n%s", sums[i].row, i, b.s,
                     sums[i].scope);
        buf_release(&b);
        scope_release(&scope);
        scope_rules_release(&l);
        register_free(s);
    }
}

/* Duties and limits of a choice hold for what it permits. */
static void test_boxes(void **state)
{
    static const char *const lines[] = {
        "dataset a",
        "notice n",
        "consent a/consent/1 notice=n|purposes_permitted=research|sharing=yes|"
        "duties=ethics-approval",
        "consent a/consent/2 notice=n|purposes_permitted=census|sharing=no|"
        "valid_until=2027-01-01",
        NULL,
    };
    struct store *s = lines_register(lines);
    struct scope_rules l = SCOPE_RULES_INIT;
    struct error err = ERROR_INIT;
    struct scope scope = SCOPE_INIT;

    (void)state;
    must(scope_read(&l, s, "a", DAY, &err), &err);
    scope_of(&scope, &l, "health-research");
    assert_int_equal(scope.sharing, SCOPE_YES);
    assert_int_equal(scope.duties.n, 1);
    assert_string_equal(scope.until, "");
    scope_release(&scope);
    scope_of(&scope, &l, "census");
    assert_int_equal(scope.sharing, SCOPE_NO);
    assert_int_equal(scope.duties.n, 0);
    assert_string_equal(scope.until, "2027-01-01");
    scope_release(&scope);
    scope_rules_release(&l);
    register_free(s);
}

/* A day that somebody wrote by hand with another program is none. */
static void test_damaged(void **state)
{
    static const char *const lines[] = {
        "dataset a",
        "notice n since=2026-01-01|until=2026-01-02",
        "consent a/consent/1 notice=n|purposes_permitted=research|valid_for=P1Y",
        "agreement g purposes=research|end=2027-01-01",
        "source a/source/1 source_kind=school|covers_us=yes|agreement=g",
        NULL
    };
    static const char sql[] =
        "UPDATE notice SET since = hex(zeroblob(999)), until = hex(zeroblob(999));"
        "UPDATE agreement SET \"end\" = hex(zeroblob(999))";
    struct store *s = lines_register(lines);
    struct scope_rules l = SCOPE_RULES_INIT;
    struct error err = ERROR_INIT;
    struct scope scope = SCOPE_INIT;
    sqlite3 *db;

    (void)state;
    assert_int_equal(sqlite3_open(store_path(s), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    must(scope_read(&l, s, "a", DAY, &err), &err);
    scope_of(&scope, &l, NULL);
    assert_string_equal(scope.until, "");
    scope_release(&scope);
    scope_rules_release(&l);
    register_free(s);
}

/* Every row of the table stands in the manual, and no other. */
static void test_manual(void **state)
{
    const char *source = getenv("srcdir");
    char *path = xasprintf("%s/man/larder.1.in", source ? source : ".");
    FILE *f = fopen(path, "r");
    char line[400];
    unsigned long told = 0, tested = 0;

    (void)state;
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        const char *row = strncmp(line, ".B S", 4) == 0 ? line + 4 : NULL;

        if (row && *row >= '0' && *row <= '9')
            told |= 1UL << strtoul(row, NULL, 10);
    }
    fclose(f);
    free(path);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        tested |= 1UL << strtoul(table[i].row + 1, NULL, 10);
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        tested |= 1UL << strtoul(sums[i].row + 1, NULL, 10);
    assert_int_equal(told, tested);
    assert_int_equal(told, (1UL << 20) - 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_says),   cmocka_unit_test(test_sums),
        cmocka_unit_test(test_boxes),  cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_manual),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
