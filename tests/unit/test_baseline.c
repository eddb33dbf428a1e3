/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/baseline.h"
#include "audit/report.h"
#include "base/mem.h"

static struct rule first, second, own;

static void make_rule(struct rule *r, const char *id, const char *sql)
{
    r->id = xstrdup(id);
    r->title = xstrdup("T");
    r->words = xstrdup("W.");
    r->sql = sql ? xstrdup(sql) : NULL;
    strs_add(&r->columns, "v");
}

/*
 * Findings as a text: "RULE record field value", parted by blanks, each ended
 * by ";".  A record is a digit, of which the uid and the ref are made, or a
 * ref of a record without uid; "-" is no field.
 */
static void fill(struct audit_report *r, const char *text)
{
    char rule[8], record[16], field[16], value[16];
    int n;

    memset(r, 0, sizeof *r);
    r->findings = (struct findings)FINDINGS_INIT;
    while (sscanf(text, " %7s %15s %15s %15[^;];%n", rule, record, field, value,
                  &n) == 4) {
        char uid[40] = "", ref[24];
        const struct rule *of = *rule == 'A'   ? &first
                                : *rule == 'B' ? &second
                                               : &own;

        if (record[0] >= '0' && record[0] <= '9')
            snprintf(uid, sizeof uid, "01900000-0000-7000-8000-00000000000%c",
                     record[0]);
        snprintf(ref, sizeof ref, "r%s", record);
        findings_add(&r->findings, of, ref, uid, *field == '-' ? "" : field);
        findings_add_value(&r->findings, value);
        text += n;
    }
    findings_sort(&r->findings, NULL);
}

static char *new_path(void)
{
    const char *tmp = getenv("TMPDIR");
    char *path = xasprintf("%s/baseline.XXXXXX", tmp ? tmp : "/tmp");
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    close(fd);
    return path;
}

typedef void write_fn(const struct audit_report *r, FILE *out);

static void keep(const char *path, const char *text, write_fn *write)
{
    char file[] = "register.larder";
    struct audit_report r;
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    fill(&r, text);
    r.file = file;
    write(&r, f);
    fclose(f);
    findings_release(&r.findings);
}

/* What of `now` is known, as '+' and '-', and how many are gone. */
static void assert_known(const char *before, const char *now,
                         const char *expected, size_t gone, write_fn *write)
{
    struct baseline b;
    struct error err = ERROR_INIT;
    struct audit_report r;
    struct strs asked = STRS_INIT;
    struct buf known = BUF_INIT;
    char *path = new_path();
    size_t i;

    keep(path, before, write);
    if (baseline_read(&b, path, NULL, NULL, &err) != 0)
        fail_msg("%s", err.text);
    fill(&r, now);
    baseline_match(&b, &r.findings);
    for (i = 0; i < r.findings.n; i++)
        buf_addc(&known, findings_at(&r.findings, i)->known ? '+' : '-');
    assert_string_equal(known.s, expected);
    strs_add(&asked, "A-01");
    assert_int_equal(baseline_gone(&b, &asked), gone);
    unlink(path);
    free(path);
    buf_release(&known);
    strs_release(&asked);
    findings_release(&r.findings);
    baseline_release(&b);
}

static const struct {
    const char *before;
    const char *now;
    const char *known;
    size_t gone; /* only of A-01, which is asked                           */
} cases[] = {
    { "", "", "", 0 },
    { "", "A 1 f x;", "-", 0 },
    { "A 1 f x;", "", "", 1 },
    { "B 1 f x;", "", "", 0 },
    { "A 1 f x;", "A 1 f x;", "+", 0 },
    { "A 1 f x;", "A 2 f x;", "-", 1 },
    { "A 1 f x;", "A 1 g x;", "-", 1 },
    { "A 1 f x;", "B 1 f x;", "-", 1 },
    { "A 1 - x;", "A 1 f x;A 1 - x;", "+-", 0 },
    /* Alone, it may say something else: a day, a number. */
    { "A 1 f x;", "A 1 f y;", "+", 0 },
    /* Several in one field are told apart by what they say. */
    { "A 1 f x;A 1 f y;", "A 1 f y;A 1 f z;", "+-", 1 },
    { "A 1 f x;A 1 f y;", "A 1 f y;", "+", 1 },
    { "A 1 f x;A 1 f y;", "A 1 f z;", "-", 2 },
    { "A 1 f x;", "A 1 f x;A 1 f y;", "+-", 0 },
    { "A 1 f x;", "A 1 f y;A 1 f z;", "--", 1 },
    { "A 1 f x;", "A 1 f x;A 1 f x;", "+-", 0 },
    { "A 1 f x;A 1 f x;", "A 1 f x;", "+", 1 },
    /* A record without a uid is known by its ref. */
    { "A a f x;", "A b f x;", "-", 1 },
    { "A a f x;", "A a f y;", "+", 0 },
    /* What the audit itself finds, nobody can accept. */
    { "R 1 f x;", "R 1 f x;", "-", 0 },
};

static void test_known(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        print_message("%s | %s\n", cases[i].before, cases[i].now);
        assert_known(cases[i].before, cases[i].now, cases[i].known,
                     cases[i].gone, report_json);
    }
}

/* The same by SARIF; but it tells no values of what was alone. */
static void test_known_sarif(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool alone = strcmp(cases[i].before, "A 1 f x;") == 0 &&
                     strcmp(cases[i].known, "+-") == 0;

        print_message("%s | %s\n", cases[i].before, cases[i].now);
        assert_known(cases[i].before, cases[i].now,
                     alone ? "--" : cases[i].known, alone ? 1 : cases[i].gone,
                     report_sarif);
    }
}

/* Of every length that a report can be cut to, none is taken for a whole. */
static void cut(write_fn *write)
{
    char *path = new_path(), *whole;
    struct baseline b;
    struct error err = ERROR_INIT;
    size_t len, i;
    FILE *f;

    keep(path, "A 1 f x;B 2 g y;", write);
    f = fopen(path, "r");
    assert_non_null(f);
    whole = xcalloc(1, 8192);
    len = fread(whole, 1, 8191, f);
    fclose(f);
    assert_true(len > 200 && len < 8191);
    for (i = 0; i + 2 < len; i++) {
        f = fopen(path, "w");
        assert_non_null(f);
        fwrite(whole, 1, i, f);
        fclose(f);
        if (baseline_read(&b, path, NULL, NULL, &err) == 0)
            fail_msg("cut after %zu bytes it is taken", i);
        assert_non_null(strstr(err.text, path));
        assert_int_equal(b.n, 0);
        error_clear(&err);
    }
    unlink(path);
    free(whole);
    free(path);
}

static void test_cut(void **state)
{
    (void)state;
    cut(report_json);
    cut(report_sarif);
}

/* Only what is about some records is read. */
static bool is_two(const char *ref, void *data)
{
    (void)data;
    return strcmp(ref, "r2") == 0;
}

static void test_about(void **state)
{
    static write_fn *const writers[] = { report_json, report_sarif };
    struct baseline b;
    struct error err = ERROR_INIT;
    char *path = new_path();

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        keep(path, "A 1 f x;A 2 f x;B 2 g y;R 3 - x;", writers[i]);
        if (baseline_read(&b, path, is_two, NULL, &err) != 0)
            fail_msg("%s", err.text);
        assert_int_equal(b.n, 2);
        baseline_release(&b);
    }
    unlink(path);
    free(path);
}

/* The fingerprints tell all findings of a report apart that differ. */
static void test_alike(void **state)
{
    struct audit_report r;

    (void)state;
    fill(&r, "A 1 f x;A 1 f y;A 1 g x;A 2 g x;B 2 g x;R 3 - x;");
    assert_int_equal(r.findings.n, 6);
    assert_int_equal(findings_alike(&r.findings, 0), 2);
    assert_int_equal(findings_alike(&r.findings, 1), 1);
    assert_int_equal(findings_alike(&r.findings, 2), 1);
    assert_int_equal(findings_alike(&r.findings, 5), 1);
    findings_release(&r.findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known), cmocka_unit_test(test_known_sarif),
        cmocka_unit_test(test_cut),   cmocka_unit_test(test_about),
        cmocka_unit_test(test_alike),
    };

    make_rule(&first, "A-01", "SELECT 1");
    make_rule(&second, "B-01", "SELECT 1");
    make_rule(&own, "RULE-00", NULL);
    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
