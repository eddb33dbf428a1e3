/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <locale.h>
#include <stdio.h>
#include <time.h>

#include "audit/audit.h"
#include "audit/report.h"
#include "base/clock.h"
#include "register.h"
#include "store/query.h"

#define AS_OF "2026-11-23"

/* --- a register to look at ----------------------------------------------- */

static struct store *messy_register(void)
{
    struct store *s = register_new();

    register_add(s, KIND_PARTY, "jane", "name", "Jane", "email", "@none",
                 "party_kind", "@unknown", NULL);
    register_add(s, KIND_NOTICE, "form", "title", "Form", "until", "2024-09-01",
                 NULL);
    register_add(s, KIND_DATASET, "meals", "title", "Mahlzeiten", "steward",
                 "jane", "next_check", "2026-01-31", NULL);
    register_add(s, KIND_USE, "meals/use/pay", "words", "Paying", "basis",
                 "consent", "refusal_costs", "service", "purpose",
                 "school-meals", NULL);
    register_add(s, KIND_CONSENT, "meals/consent/pay", "words", "Pay", "notice",
                 "form", "uses", "meals/use/pay", "valid_for", "P1Y",
                 "purposes_permitted", "school-meals", NULL);
    register_add(s, KIND_DATASET, "meals-old", "title", "Old meals", NULL);
    return s;
}

/* A list of one rule. */
static void make_rule(struct rules *l, const char *id, const char *severity,
                      const char *words, const char *sql)
{
    static const char *const form =
        "<rule xmlns='https://larder.example/ns/rules/1' id='%s' since='1.0' "
        "severity='%s'><title>T</title><why>W.</why><citation>C</citation>"
        "<fix>F.</fix><words>%s</words><sql><![CDATA[%s]]></sql>"
        "<example expect='finding' ref='x'/><example expect='pass'/></rule>";
    struct error err = ERROR_INIT;
    struct buf b = BUF_INIT;
    const char *args[] = { id, severity, words, sql }, *s;
    size_t n = 0;

    for (s = form; *s; s++) {
        if (*s == '%')
            buf_adds(&b, args[n++]);
        else if (s == form || s[-1] != '%')
            buf_addc(&b, *s);
    }
    must(rules_add(l, id, b.s, b.len, &err), &err);
    buf_release(&b);
}

static struct audit_report run(struct store *s, struct audit_options o)
{
    struct audit_report r;
    struct error err = ERROR_INIT;

    if (!o.as_of)
        o.as_of = AS_OF;
    must(audit_run(s, &o, &r, &err), &err);
    return r;
}

/* "RULE ref field" of each finding, one a line. */
static void print_findings(const struct audit_report *r, struct buf *out)
{
    size_t i;

    for (i = 0; i < r->findings.n; i++) {
        const struct finding *f = findings_at(&r->findings, i);

        buf_addf(out, "%s %s %s\n", f->rule->id, finding_ref(&r->findings, f),
                 finding_field(&r->findings, f));
    }
}

static void assert_findings(struct store *s, struct audit_options o,
                            const char *expected)
{
    struct audit_report r = run(s, o);
    struct buf b = BUF_INIT;

    print_findings(&r, &b);
    assert_string_equal(b.s, expected);
    buf_release(&b);
    audit_release(&r);
}

/* Not inlined: gcc 12 would take what it returns for a pointer to `text`. */
__attribute__((noinline)) static char *printed(const struct audit_report *r,
                                               bool json, size_t width)
{
    char *text;
    size_t len;
    FILE *f = open_memstream(&text, &len);

    if (json)
        report_json(r, f);
    else
        report_text(r, width, f);
    fclose(f);
    return text;
}

/* --- what is found ------------------------------------------------------- */

/* Rules whose findings in the register above are known. */
static const char *const known[] = { "ART30-B", "ART30-C", "ART30-D",
                                     "CONS-03", "CONS-05", "CONS-06",
                                     "REV-01",  "ROLE-01", "UNK-02" };
#define KNOWN .only = known, .only_n = sizeof known / sizeof *known

static void test_order(void **state)
{
    struct store *s = messy_register();

    (void)state;
    assert_findings(s, (struct audit_options){ KNOWN },
                    "ART30-B meals-old uses_list\n"
                    "ART30-C meals elements_list\n"
                    "ART30-C meals subjects\n"
                    "ART30-C meals-old elements_list\n"
                    "ART30-C meals-old subjects\n"
                    "ART30-D meals recipients_list\n"
                    "ART30-D meals-old recipients_list\n"
                    "CONS-03 meals/consent/pay valid_for\n"
                    "CONS-05 meals/consent/pay withdraw_how\n"
                    "CONS-06 meals/use/pay refusal_costs\n"
                    "ROLE-01 meals controller\n"
                    "ROLE-01 meals-old controller\n"
                    "REV-01 meals next_check\n"
                    "UNK-02 form \n"
                    "UNK-02 jane \n"
                    "UNK-02 meals \n"
                    "UNK-02 meals-old \n");
    register_free(s);
}

static void test_choice(void **state)
{
    static const char *const meals[] = { "meals" }, *const child[] = {
        "meals/use/pay", "jane"
    };
    static const char *const only[] = { "CONS-06", "ROLE-01" };
    static const char *const none[] = { "CONS-06" };
    struct store *s = messy_register();

    (void)state;
    assert_findings(s,
                    (struct audit_options){
                        .refs = meals, .refs_n = 1, .only = only, .only_n = 2 },
                    "CONS-06 meals/use/pay refusal_costs\n"
                    "ROLE-01 meals controller\n");
    assert_findings(s,
                    (struct audit_options){ .refs = child, .refs_n = 2, KNOWN },
                    "CONS-06 meals/use/pay refusal_costs\n"
                    "UNK-02 jane \n");
    assert_findings(
        s,
        (struct audit_options){
            .only = only, .only_n = 2, .exclude = none, .exclude_n = 1 },
        "ROLE-01 meals controller\n"
        "ROLE-01 meals-old controller\n");
    register_free(s);
}

/* The day decides what has ended. */
static void test_day(void **state)
{
    static const char *const only[] = { "CONS-03", "REV-01" };
    struct store *s = messy_register();
    struct audit_options o = { .only = only, .only_n = 2 };

    (void)state;
    o.as_of = "2025-09-01";
    assert_findings(s, o, "");
    o.as_of = "2025-09-02";
    assert_findings(s, o, "CONS-03 meals/consent/pay valid_for\n");
    o.as_of = "2026-02-01";
    assert_findings(s, o,
                    "CONS-03 meals/consent/pay valid_for\n"
                    "REV-01 meals next_check\n");
    register_free(s);
}

static void test_today(void **state)
{
    struct store *s = messy_register();
    struct audit_options o = { 0 };
    struct audit_report r;
    struct error err = ERROR_INIT;

    (void)state;
    clock_fix(1795392000); /* 2026-11-23T00:00:00Z */
    must(audit_run(s, &o, &r, &err), &err);
    assert_string_equal(r.as_of, AS_OF);
    assert_string_equal(r.register_uid, store_uid(s));
    audit_release(&r);
    register_free(s);
}

static void test_owner(void **state)
{
    struct store *s = messy_register();
    struct audit_report r = run(s, (struct audit_options){ KNOWN });
    const struct findings *l = &r.findings;
    size_t i, owned = 0;

    (void)state;
    for (i = 0; i < l->n; i++) {
        const char *ref = finding_ref(l, findings_at(l, i));
        const char *owner = finding_owner(l, findings_at(l, i));
        size_t len = finding_dataset(l, findings_at(l, i));

        if (strcmp(ref, "meals") == 0 || strncmp(ref, "meals/", 6) == 0) {
            assert_string_equal(owner, "jane");
            assert_int_equal(len, 5);
            owned++;
        } else {
            assert_null(owner);
            assert_int_equal(len, strcmp(ref, "meals-old") == 0 ? 9 : 0);
        }
    }
    assert_true(owned > 3);
    audit_release(&r);
    register_free(s);
}

static void test_fails(void **state)
{
    static const char *const warning[] = { "REV-01" }, *const info[] = {
        "UNK-02"
    };
    struct store *s = messy_register();
    struct audit_report r =
        run(s, (struct audit_options){ .only = warning, .only_n = 1 });

    (void)state;
    assert_int_equal(r.counts[SEVERITY_WARNING], 1);
    assert_false(audit_fails(&r, SEVERITY_ERROR));
    assert_true(audit_fails(&r, SEVERITY_WARNING));
    assert_true(audit_fails(&r, SEVERITY_INFO));
    assert_false(audit_fails(&r, SEVERITY_COUNT));
    audit_release(&r);
    r = run(s, (struct audit_options){ .only = info, .only_n = 1 });
    assert_false(audit_fails(&r, SEVERITY_WARNING));
    assert_true(audit_fails(&r, SEVERITY_INFO));
    audit_release(&r);
    register_free(s);
}

/* Renaming a record does not make a new finding of an old one. */
static void test_fingerprint(void **state)
{
    static const char *const only[] = { "CONS-06" };
    struct audit_options o = { .only = only, .only_n = 1 };
    struct change_info info = { .operation = "rename" };
    struct store *s = messy_register();
    struct audit_report before = run(s, o), after;
    struct error err = ERROR_INIT;
    char a[SHA256_HEX], b[SHA256_HEX];

    (void)state;
    must(change_begin(s, &info, &err), &err);
    must(change_rename(s, "meals", "lunch", &err), &err);
    must(change_commit(s, &err), &err);
    after = run(s, o);
    assert_string_equal(
        finding_ref(&after.findings, findings_at(&after.findings, 0)),
        "lunch/use/pay");
    finding_fingerprint(&before.findings, findings_at(&before.findings, 0), a);
    finding_fingerprint(&after.findings, findings_at(&after.findings, 0), b);
    assert_string_equal(a, b);
    audit_release(&before);
    audit_release(&after);
    register_free(s);
}

/* All rules of ours, on a register with something wrong nearly everywhere. */
static void test_all(void **state)
{
    struct store *s = messy_register();
    struct audit_report r = run(s, (struct audit_options){ 0 });

    (void)state;
    assert_int_equal(r.rules_n, rule_count() - 2); /* LOG-01, RULE-00 */
    assert_int_equal(r.problems.n, 0);
    assert_true(r.findings.n > 20);
    audit_release(&r);
    register_free(s);
}

/* --- what is waived ------------------------------------------------------ */

static void waive(struct store *s, const char *ref, const char *rule,
                  const char *about, const char *until)
{
    register_add(s, KIND_WAIVER, ref, "rule", rule, "about", about, "reason",
                 "We know.", "approver", "jane", "until", until, NULL);
}

/* The findings of a rule, each with the waiver that covers it or "-". */
static void assert_waived(struct store *s, const char *rule, const char *as_of,
                          const char *expected)
{
    struct audit_report r = run(
        s,
        (struct audit_options){ .as_of = as_of, .only = &rule, .only_n = 1 });
    struct buf b = BUF_INIT;
    size_t i, waived = 0;

    for (i = 0; i < r.findings.n; i++) {
        const struct finding *f = findings_at(&r.findings, i);

        buf_addf(&b, "%s %s\n", finding_ref(&r.findings, f),
                 f->waiver ? f->waiver->ref : "-");
        waived += f->waiver != NULL;
    }
    assert_string_equal(b.s, expected);
    assert_int_equal(r.waived, waived);
    assert_int_equal(r.counts[rule_find(rule)->severity],
                     r.findings.n - waived);
    assert_int_equal(audit_fails(&r, SEVERITY_INFO), waived < r.findings.n);
    assert_int_equal(r.rules[0].findings, r.findings.n);
    buf_release(&b);
    audit_release(&r);
}

static void test_waived(void **state)
{
    struct store *s = messy_register();

    (void)state;
    assert_waived(s, "ROLE-01", AS_OF, "meals -\nmeals-old -\n");
    waive(s, "w1", "ROLE-01", "meals", "2026-11-23");
    waive(s, "w2", "ROLE-02", "meals-old", "2030-01-01");
    assert_waived(s, "ROLE-01", AS_OF, "meals w1\nmeals-old -\n");
    waive(s, "w3", "ROLE-01", "meals-old", "2030-01-01");
    assert_waived(s, "ROLE-01", AS_OF, "meals w1\nmeals-old w3\n");

    /* The day after the last one it counts again, and is said to. */
    assert_waived(s, "ROLE-01", "2026-11-24", "meals -\nmeals-old w3\n");
    assert_waived(s, "WAIV-01", AS_OF, "");
    assert_waived(s, "WAIV-01", "2026-11-24", "w1 -\n");
    register_free(s);
}

/* A waiver about a dataset covers what is in it, and about a child only it. */
static void test_waived_children(void **state)
{
    struct store *s = messy_register();

    (void)state;
    register_add(s, KIND_USE, "meals/use/p", "words", "Paying", NULL);
    register_add(s, KIND_USE, "meals-old/use/pay", "words", "Paying", NULL);
    assert_waived(s, "ACT-01", AS_OF,
                  "meals-old/use/pay -\nmeals/use/p -\nmeals/use/pay -\n");
    waive(s, "w1", "ACT-01", "meals/use/pay", "2027-01-01");
    assert_waived(s, "ACT-01", AS_OF,
                  "meals-old/use/pay -\nmeals/use/p -\nmeals/use/pay w1\n");
    waive(s, "w2", "ACT-01", "meals", "2028-01-01");
    assert_waived(s, "ACT-01", AS_OF,
                  "meals-old/use/pay -\nmeals/use/p w2\nmeals/use/pay w2\n");
    waive(s, "w3", "ACT-01", "meals/use/pay", "2029-01-01");
    assert_waived(s, "ACT-01", AS_OF,
                  "meals-old/use/pay -\nmeals/use/p w2\nmeals/use/pay w3\n");
    register_free(s);
}

/* What nobody could evaluate, nobody can accept. */
static void test_not_waived(void **state)
{
    struct store *s = messy_register();
    struct rules l = RULES_INIT;
    struct audit_report r;

    (void)state;
    waive(s, "w1", "RULE-00", "meals", "2030-01-01");
    make_rule(&l, "A-01", "info", "D.", "SELEKT");
    r = run(s, (struct audit_options){ .rules = &l });
    assert_int_equal(r.findings.n, 1);
    assert_int_equal(r.waived, 0);
    assert_true(audit_fails(&r, SEVERITY_COUNT));
    audit_release(&r);
    rules_release(&l);
    register_free(s);
}

static void test_waived_is_said(void **state)
{
    static const char *const only[] = { "ROLE-01" };
    const struct audit_options o = { .only = only, .only_n = 1 };
    struct store *s = messy_register();
    struct audit_report r;
    json_t *found, *json;
    char *text;

    (void)state;
    waive(s, "w1", "ROLE-01", "meals", "2027-05-31");
    r = run(s, o);
    text = printed(&r, false, 0);
    assert_non_null(strstr(text, "  Errors         1\n"));
    assert_non_null(strstr(text, "  Waived         1\n"));
    assert_non_null(strstr(text, "       1  ROLE-01 "));
    assert_non_null(strstr(text, "Waived until 2027-05-31 (w1)."));
    free(text);
    text = printed(&r, true, 0);
    json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_int_equal(json_integer_value(json_object_get(json, "waived")), 1);
    found = json_array_get(json_object_get(json, "findings"), 0);
    found = json_object_get(found, "waived");
    assert_string_equal(json_string_value(json_object_get(found, "ref")), "w1");
    assert_string_equal(json_string_value(json_object_get(found, "until")),
                        "2027-05-31");
    found = json_array_get(json_object_get(json, "findings"), 1);
    assert_true(json_is_null(json_object_get(found, "waived")));
    json_decref(json);
    free(text);
    audit_release(&r);

    waive(s, "w2", "ROLE-01", "meals-old", "2027-05-31");
    r = run(s, o);
    text = printed(&r, false, 0);
    assert_non_null(strstr(text, "1 rule was asked; all that it found is "
                                 "waived."));
    free(text);
    audit_release(&r);
    register_free(s);
}

/* --- rules of others ----------------------------------------------------- */

/* Writes a rule into a folder. */
static void write_rule(const char *dir, const char *name, const char *id,
                       const char *sql)
{
    char *path = xasprintf("%s/%s", dir, name);
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    fprintf(f,
            "<rule xmlns='https://larder.example/ns/rules/1' id='%s' "
            "since='1.0'\n severity='warning'><title>T</title><why>W.</why>"
            "<citation>C</citation><fix>F.</fix><words>D.</words><sql>%s"
            "</sql><example expect='finding' ref='x'/><example "
            "expect='pass'/></rule>\n",
            id, sql);
    fclose(f);
    free(path);
}

static void remove_rule(const char *dir, const char *name)
{
    char *path = xasprintf("%s/%s", dir, name);

    assert_int_equal(unlink(path), 0);
    free(path);
}

static void assert_no_rules(const struct strs *folders, const char *words)
{
    struct rules l;
    struct error err = ERROR_INIT;

    assert_int_equal(rules_read(&l, folders, &err), -1);
    if (!strstr(err.text, words))
        fail_msg("%s", err.text);
    assert_int_equal(l.n, 0);
    error_clear(&err);
}

static void test_folders(void **state)
{
    static const char *const only[] = { "CITY-01", "ROLE-01" };
    const char *tmp = getenv("TMPDIR");
    char *dir = xasprintf("%s/rules.XXXXXX", tmp ? tmp : "/tmp");
    struct store *s = messy_register();
    struct strs folders = STRS_INIT;
    struct rules l;
    struct error err = ERROR_INIT;

    (void)state;
    assert_non_null(mkdtemp(dir));
    strs_add(&folders, dir);
    write_rule(dir, "README", "NONE-01", "SELECT 1");
    assert_no_rules(&folders, "holds no rule");
    write_rule(dir, "CITY-01.xml", "CITY-01", "SELECT ref, uid FROM v1_party");
    must(rules_read(&l, &folders, &err), &err);
    assert_int_equal(l.n, rule_count() + 1);
    assert_string_equal(rules_find(&l, "CITY-01")->title, "T");
    assert_findings(
        s, (struct audit_options){ .rules = &l, .only = only, .only_n = 2 },
        "ROLE-01 meals controller\n"
        "ROLE-01 meals-old controller\n"
        "CITY-01 jane \n");
    rules_release(&l);

    write_rule(dir, "b.xml", "ROLE-01", "SELECT 1");
    assert_no_rules(&folders, "/b.xml:2: there is a rule 'ROLE-01' already");
    write_rule(dir, "b.xml", "CITY-01", "SELECT 1");
    assert_no_rules(&folders, "/b.xml:2: there is a rule 'CITY-01' already");
    write_rule(dir, "b.xml", "no id", "SELECT 1");
    assert_no_rules(&folders, "/b.xml:2: 'no id' is no id of a rule");
    strs_add(&folders, dir);
    remove_rule(dir, "b.xml");
    assert_no_rules(&folders, "CITY-01.xml:2: there is a rule 'CITY-01'");
    strs_release(&folders);
    strs_add(&folders, "/nowhere/rules");
    assert_no_rules(&folders, "cannot open the folder '/nowhere/rules'");

    remove_rule(dir, "CITY-01.xml");
    remove_rule(dir, "README");
    rmdir(dir);
    free(dir);
    strs_release(&folders);
    register_free(s);
}

/* --- what is refused ----------------------------------------------------- */

static void assert_refused(struct store *s, struct audit_options o,
                           const char *words)
{
    struct audit_report r;
    struct error err = ERROR_INIT;

    assert_int_equal(audit_run(s, &o, &r, &err), -1);
    if (!strstr(err.text, words))
        fail_msg("%s", err.text);
    error_clear(&err);
}

static void test_refused(void **state)
{
    static const char *const rule[] = { "CONS-66" },
                             *const odd[] = { "elephant" },
                             *const ref[] = { "mealz" };
    struct store *s = messy_register();

    (void)state;
    assert_refused(
        s, (struct audit_options){ .as_of = AS_OF, .only = rule, .only_n = 1 },
        "no rule 'CONS-66'; did you mean 'CONS-06'?");
    assert_refused(s,
                   (struct audit_options){
                       .as_of = AS_OF, .exclude = odd, .exclude_n = 1 },
                   "no rule 'elephant'");
    assert_refused(s, (struct audit_options){ .as_of = "2026-02-29" },
                   "'2026-02-29' is not a day");
    assert_refused(
        s, (struct audit_options){ .as_of = AS_OF, .refs = ref, .refs_n = 1 },
        "mealz");
    register_free(s);
}

/* --- rules that cannot be evaluated -------------------------------------- */

#define ENDLESS                                                                \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "         \
    "SELECT d.ref, d.uid FROM v1_dataset d, n WHERE n.i > 0"

static const struct {
    const char *words;
    const char *sql;
    const char *why;
} broken[] = {
    { "D.", "SELECT ref, uid FROM v1_datset", "no such table: v1_datset" },
    { "D.", "SELECT ref, uid, colour FROM v1_dataset",
      "no such column: colour" },
    { "D.", "SELEKT", "syntax error" },
    { "D.", "SELECT ref, uid FROM v1_dataset; SELECT 1", "one statement" },
    { "D.", "DELETE FROM record", "only read" },
    { "D.", "UPDATE dataset SET title = 'x'", "only read" },
    { "D.", "DROP VIEW v1_dataset", "only read" },
    { "D.", "DELETE FROM fact_due", "only read" },
    { "D.", "PRAGMA user_version = 7", "only read" },
    { "D.", "ATTACH 'x.db' AS x", "only read" },
    { "D.", "SELECT uid FROM v1_dataset", "returns no column 'ref'" },
    { "D.", "SELECT ref FROM v1_dataset", "returns no column 'uid'" },
    { "{due}.", "SELECT ref, uid FROM v1_dataset", "returns no column 'due'" },
    { "D.", "SELECT NULL AS ref, uid FROM v1_dataset", "without a ref" },
    { "D.", ENDLESS, "too long" },
};

static void run_broken(struct store *s, size_t number)
{
    static const char *const right =
        "SELECT ref, uid FROM v1_dataset WHERE ref = 'meals'";
    struct rules l = RULES_INIT;
    struct audit_report r;
    struct buf b = BUF_INIT;

    make_rule(&l, "A-01", "error", "D.", right);
    make_rule(&l, "B-01", "info", broken[number].words, broken[number].sql);
    make_rule(&l, "C-01", "warning", "D.", right);
    r = run(s, (struct audit_options){ .rules = &l, .steps = 2000 });
    print_findings(&r, &b);
    assert_string_equal(b.s, "A-01 meals \nRULE-00  \nC-01 meals \n");
    assert_string_equal(
        finding_value(&r.findings, findings_at(&r.findings, 1), 0), "B-01");
    assert_int_equal(r.problems.n, 1);
    if (!strstr(r.problems.v[0], broken[number].why))
        fail_msg("case %zu: %s", number, r.problems.v[0]);
    assert_true(r.rules[1].failed);
    assert_int_equal(r.rules[1].findings, 0);
    assert_true(audit_fails(&r, SEVERITY_COUNT));
    buf_release(&b);
    audit_release(&r);
    rules_release(&l);
}

static void test_broken(void **state)
{
    struct store *s = messy_register();
    int64_t version = store_data_version(s);
    size_t i;

    (void)state;
    for (i = 0; i < sizeof broken / sizeof *broken; i++)
        run_broken(s, i);
    assert_int_equal(store_data_version(s), version);
    register_free(s);
}

static bool stop(void)
{
    return true;
}

/* ^C ends the audit, not one rule of it. */
static void test_interrupt(void **state)
{
    struct store *s = messy_register();
    struct rules l = RULES_INIT;
    struct audit_options o = { .as_of = AS_OF, .rules = &l };
    struct audit_report r;
    struct error err = ERROR_INIT;

    (void)state;
    make_rule(&l, "A-01", "error", "D.", ENDLESS);
    store_set_interrupt(s, stop);
    assert_int_equal(audit_run(s, &o, &r, &err), -1);
    assert_int_equal(err.code, ERROR_INTERRUPTED);
    error_clear(&err);
    store_set_interrupt(s, NULL);
    rules_release(&l);
    register_free(s);
}

/* --- what is printed ----------------------------------------------------- */

static void test_json(void **state)
{
    struct store *s = messy_register();
    struct audit_report r = run(s, (struct audit_options){ KNOWN });
    char *text = printed(&r, true, 0);
    json_error_t why;
    json_t *o = json_loads(text, JSON_REJECT_DUPLICATES, &why);
    json_t *first = json_array_get(json_object_get(o, "findings"), 0);
    const char *const *key;
    static const char *const keys[] = { "dataset",     "detail",   "field",
                                        "fingerprint", "owner",    "ref",
                                        "rule",        "severity", "uid",
                                        "values",      "waived",   NULL };

    (void)state;
    assert_non_null(o);
    assert_int_equal(json_integer_value(json_object_get(o, "format")), 1);
    assert_string_equal(json_string_value(json_object_get(o, "register")),
                        store_uid(s));
    assert_int_equal(json_array_size(json_object_get(o, "findings")),
                     r.findings.n);
    assert_int_equal(json_array_size(json_object_get(o, "rules")),
                     sizeof known / sizeof *known);
    assert_int_equal(json_integer_value(json_object_get(o, "waived")), 0);
    for (key = keys; *key; key++)
        assert_non_null(json_object_get(first, *key));
    assert_int_equal(json_object_size(first), 13);
    assert_string_equal(json_string_value(json_object_get(first, "dataset")),
                        "meals-old");
    assert_true(json_is_null(json_object_get(first, "owner")));
    json_decref(o);
    free(text);
    audit_release(&r);
    register_free(s);
}

/* No finding: still an object with all its parts. */
static void test_json_empty(void **state)
{
    static const char *const only[] = { "PROM-04" };
    struct store *s = messy_register();
    struct audit_report r =
        run(s, (struct audit_options){ .only = only, .only_n = 1 });
    char *text = printed(&r, true, 0);
    json_t *o = json_loads(text, JSON_REJECT_DUPLICATES, NULL);

    (void)state;
    assert_int_equal(json_array_size(json_object_get(o, "findings")), 0);
    assert_int_equal(json_array_size(json_object_get(o, "rules")), 1);
    json_decref(o);
    free(text);
    audit_release(&r);
    register_free(s);
}

static void test_same_bytes(void **state)
{
    struct store *s = messy_register();
    struct audit_report r = run(s, (struct audit_options){ 0 });
    char *here = printed(&r, true, 0), *there;

    (void)state;
    audit_release(&r);
    setlocale(LC_ALL, "C");
    setenv("TZ", "Asia/Tokyo", 1);
    tzset();
    r = run(s, (struct audit_options){ 0 });
    there = printed(&r, true, 0);
    setlocale(LC_ALL, "C.UTF-8");
    setenv("TZ", "UTC", 1);
    tzset();
    assert_string_equal(here, there);
    free(here);
    free(there);
    audit_release(&r);
    register_free(s);
}

/* How many lines stand before the first that holds `line`. */
static size_t lines_until(const char *text, const char *line)
{
    size_t n = 0;

    assert_non_null(strstr(text, line));
    while (strncmp(text, line, strlen(line)) != 0)
        n += *text++ == '\n';
    return n;
}

static void test_text(void **state)
{
    struct store *s = messy_register();
    struct audit_report r = run(s, (struct audit_options){ KNOWN });
    char *text = printed(&r, false, 80);
    const char *line, *next;

    (void)state;
    assert_in_range(lines_until(text, "\n\n") + 1, 5, 10);
    assert_non_null(strstr(text, "Errors        12\n"));
    assert_non_null(strstr(text, "CONS-06 (error)  People lose a service"));
    assert_non_null(strstr(text, "  - meals/use/pay refusal_costs: "));
    assert_non_null(strstr(text, "Owner: jane."));
    for (line = text; (next = strchr(line, '\n')); line = next + 1)
        assert_in_range(next - line, 0, 80);
    free(text);
    audit_release(&r);
    register_free(s);
}

/* Stored text cannot steer a terminal, and a program reads it all the same. */
static void test_escape(void **state)
{
    struct store *s = messy_register();
    struct rules l = RULES_INIT;
    struct audit_report r;
    char *text;

    (void)state;
    make_rule(&l, "A-01", "info", "Says {x}.",
              "SELECT ref, uid, char(27) || '[31m' || char(8238) || char(155) "
              "AS x FROM v1_dataset WHERE ref = 'meals'");
    make_rule(&l, "B-01", "info", "Says {x}.",
              "SELECT ref, uid, CAST(X'ff41' AS TEXT) AS x FROM v1_dataset "
              "WHERE ref = 'meals'");
    r = run(s, (struct audit_options){ .rules = &l });
    text = printed(&r, false, 0);
    assert_non_null(strstr(text, "Says \\x1b[31m\\u{202e}"));
    assert_null(strchr(text, 27));
    free(text);
    text = printed(&r, true, 0);
    assert_non_null(strstr(text, "\\u001B[31m\\u202E\\u009B"));
    assert_null(strchr(text, 27));
    assert_null(strchr(text, '\xff'));
    free(text);
    audit_release(&r);
    rules_release(&l);
    register_free(s);
}

static void test_words(void **state)
{
    static const char *const only[] = { "CONS-06", "ROLE-01" };
    struct store *s = messy_register();
    struct audit_report r =
        run(s, (struct audit_options){ .only = only, .only_n = 2 });
    struct buf b = BUF_INIT;

    (void)state;
    finding_words(&r.findings, findings_at(&r.findings, 0), false, &b);
    assert_non_null(strstr(b.s, "'service'"));
    buf_clear(&b);
    finding_words(&r.findings, findings_at(&r.findings, 0), true, &b);
    assert_null(strstr(b.s, "'service'"));
    buf_clear(&b);
    finding_words(&r.findings, findings_at(&r.findings, 1), false, &b);
    assert_string_equal(b.s, "Controller: blank.");
    buf_release(&b);
    audit_release(&r);
    register_free(s);
}

static void test_explain(void **state)
{
    char *text;
    size_t len;
    FILE *f = open_memstream(&text, &len);

    (void)state;
    report_rule(rule_find("RISK-01"), 72, f);
    report_rule(rule_find("RULE-00"), 72, f);
    fclose(f);
    assert_non_null(strstr(text, "RISK-01 (error)  Data are called"));
    assert_non_null(strstr(text, "recital 26"));
    free(text);
}

/* --- the audit of one dataset -------------------------------------------- */

static struct store *wide_register(size_t datasets)
{
    struct store *s = register_new();
    struct change_info info = { .operation = "add" };
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    size_t i;

    must(change_begin(s, &info, &err), &err);
    for (i = 0; i < datasets; i++) {
        char *ref = xasprintf("d-%04zu", i);
        struct record r;

        record_init(&r, KIND_DATASET, ref);
        register_set(&r, DATASET_TITLE, "One of many");
        must(change_put(s, &r, &outcome, &err), &err);
        record_release(&r);
        free(ref);
    }
    must(change_commit(s, &err), &err);
    return s;
}

/* What no rule may exceed: ten thousand steps of SQLite's machine, with which
 * no rule comes through a whole table of datasets. */
static void test_part_is_small(void **state)
{
    const char *ref = "d-0007", *only = "ROLE-01";
    struct store *s = wide_register(2000);
    struct audit_report r = run(
        s, (struct audit_options){ .steps = 10, .only = &only, .only_n = 1 });
    size_t of_all = 0, i;

    (void)state;
    assert_int_equal(r.problems.n, 1);
    audit_release(&r);
    r = run(s, (struct audit_options){ .only = &only, .only_n = 1 });
    for (i = 0; i < r.findings.n; i++)
        of_all += strcmp(finding_ref(&r.findings, findings_at(&r.findings, i)),
                         ref) == 0;
    assert_int_equal(of_all, 1);
    audit_release(&r);
    r = run(s,
            (struct audit_options){ .steps = 10, .refs = &ref, .refs_n = 1 });
    assert_int_equal(r.problems.n, 0);
    assert_true(r.findings.n > 3);
    audit_release(&r);
    /* the whole is there again, also for writing */
    register_add(s, KIND_DATASET, "another", "title", "Another", NULL);
    r = run(s, (struct audit_options){ .only = &only, .only_n = 1 });
    assert_int_equal(r.findings.n, 2001);
    audit_release(&r);
    register_free(s);
}

/* Rules of others are asked of the whole: they may count what they like. */
static void test_part_of_others(void **state)
{
    const char *ref = "d-0007";
    struct store *s = wide_register(20);
    struct rules l = RULES_INIT;
    struct audit_report r;

    (void)state;
    make_rule(&l, "OWN-01", "error", "{n}.",
              "SELECT ref, uid, (SELECT count(*) FROM v1_dataset) AS n FROM "
              "v1_dataset");
    r = run(s,
            (struct audit_options){ .rules = &l, .refs = &ref, .refs_n = 1 });
    assert_int_equal(r.findings.n, 1);
    assert_string_equal(
        finding_value(&r.findings, findings_at(&r.findings, 0), 0), "20");
    audit_release(&r);
    rules_release(&l);
    register_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_choice),
        cmocka_unit_test(test_day),
        cmocka_unit_test(test_today),
        cmocka_unit_test(test_owner),
        cmocka_unit_test(test_fails),
        cmocka_unit_test(test_fingerprint),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_interrupt),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_json_empty),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_escape),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_explain),
        cmocka_unit_test(test_all),
        cmocka_unit_test(test_waived),
        cmocka_unit_test(test_folders),
        cmocka_unit_test(test_not_waived),
        cmocka_unit_test(test_waived_children),
        cmocka_unit_test(test_waived_is_said),
        cmocka_unit_test(test_part_is_small),
        cmocka_unit_test(test_part_of_others),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
