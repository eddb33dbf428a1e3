/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include "audit/audit.h"
#include "audit/rule.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "label/issue.h"
#include "model/resource.h"
#include "model/vocabulary.h"
#include "register.h"
#include "store/read.h"

/* --- every rule of ours -------------------------------------------------- */

enum { NOON = 1795428000 }; /* 2026-11-23 10:00 UTC                        */

/* Writes what the gate would refuse. */
static void damage(struct store *s, const struct example *e)
{
    size_t i, j;

    for (i = 0; i < e->n; i++)
        for (j = 0; j < e->records[i].n; j++)
            if (e->records[i].fields[j].damaged)
                register_damage(s, e->records[i].ref,
                                e->records[i].fields[j].field,
                                e->records[i].fields[j].text);
}

/* A field of an example, or its words in a language. */
static void set_field(struct record *r, const struct example_field *f)
{
    unsigned char digest[SHA256_LEN];
    char base[SHA256_HEX];

    if (!f->lang) {
        register_set(r, f->field, f->text);
        return;
    }
    if (f->of) {
        sha256_of(f->of, strlen(f->of), digest);
        sha256_hex(digest, base);
    }
    value_set_words(record_value(r, f->field), f->lang, f->text,
                    f->of ? base : NULL);
}

static const char *text_in(const struct example_record *r, enum field field)
{
    size_t i;

    for (i = 0; i < r->n; i++)
        if (r->fields[i].field == field)
            return r->fields[i].text;
    return NULL;
}

/* A label that is issued of what there is by then. */
static bool is_issue(const struct example_record *r)
{
    return r->kind == KIND_LABEL && !text_in(r, LABEL_XML) &&
           text_in(r, LABEL_ISSUED_ON) && text_in(r, LABEL_APPROVED_BY) &&
           strcmp(text_in(r, LABEL_LABEL_STATE), "issued") == 0;
}

static void begin(struct store *s, const char *operation)
{
    struct change_info info = { .operation = operation };
    struct error err = ERROR_INIT;

    must(change_begin(s, &info, &err), &err);
}

static void commit(struct store *s)
{
    struct error err = ERROR_INIT;

    must(change_commit(s, &err), &err);
}

static void issue(struct store *s, const struct example_record *from)
{
    struct issue_order o = {
        .layout = LAYOUT_STANDARD,
        .approved_by = text_in(from, LABEL_APPROVED_BY),
        .version = text_in(from, LABEL_LABEL_VERSION),
        .day = text_in(from, LABEL_ISSUED_ON),
    };
    struct issue_result result;
    struct error err = ERROR_INIT;
    struct strs refs = STRS_INIT;

    strs_split(&refs, text_in(from, LABEL_DATASETS), ',');
    o.refs = (const char *const *)refs.v;
    o.n = refs.n;
    commit(s);
    begin(s, issue_operation(&o));
    must(issue_label(s, &o, &result, &err), &err);
    commit(s);
    begin(s, "add");
    issue_result_release(&result);
    strs_release(&refs);
}

/* A new record, or what changed of one that is there. */
static void put(struct store *s, const struct example_record *from)
{
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    struct record r;
    int64_t id;
    size_t i;

    if (store_find(s, from->ref, &id, &err) == 1)
        must(store_load_id(s, id, &r, &err), &err);
    else
        record_init(&r, from->kind, from->ref);
    for (i = 0; i < from->n; i++)
        if (!from->fields[i].damaged)
            set_field(&r, &from->fields[i]);
    must(change_put(s, &r, &outcome, &err), &err);
    record_release(&r);
}

/* Loads an example into a new register. */
static struct store *load(const struct example *e)
{
    struct store *s = register_new();
    size_t i;

    clock_fix(NOON);
    begin(s, "add");
    for (i = 0; i < e->n; i++)
        if (is_issue(&e->records[i]))
            issue(s, &e->records[i]);
        else
            put(s, &e->records[i]);
    commit(s);
    damage(s, e);
    return s;
}

/* By this rule, and by those for which the example has waivers. */
static struct audit_report audit(struct store *s, const struct rule *rule,
                                 const struct example *e, const char *ref)
{
    const char *only[8] = { rule->id };
    struct audit_options o = { .as_of = e->as_of,
                               .refs = &ref,
                               .refs_n = ref ? 1 : 0,
                               .only = only,
                               .only_n = 1 };
    struct audit_report r;
    struct error err = ERROR_INIT;
    size_t i, j;

    for (i = 0; i < e->n; i++)
        for (j = 0; j < e->records[i].n; j++)
            if (e->records[i].fields[j].field == WAIVER_RULE &&
                rule_find(e->records[i].fields[j].text)) {
                assert_true(o.only_n < sizeof only / sizeof *only);
                only[o.only_n++] = e->records[i].fields[j].text;
            }
    must(audit_run(s, &o, &r, &err), &err);
    if (r.problems.n)
        fail_msg("%s", r.problems.v[0]);
    return r;
}

/* Findings in words, those of one dataset if `ref` is not NULL. */
static void print(const struct audit_report *r, const char *ref,
                  struct buf *out)
{
    size_t i;

    for (i = 0; i < r->findings.n; i++) {
        const struct finding *f = findings_at(&r->findings, i);
        const char *at = finding_ref(&r->findings, f);
        size_t len = finding_dataset(&r->findings, f);

        if (ref && (len != strlen(ref) || memcmp(at, ref, len) != 0))
            continue;
        buf_addf(out, "%s %s: ", f->rule->id, at);
        finding_words(&r->findings, f, false, out);
        buf_addc(out, '\n');
    }
}

/* The audit of each dataset finds what that of the whole finds of it. */
static void check_parts(struct store *s, const struct rule *rule,
                        const struct example *e,
                        const struct audit_report *whole)
{
    size_t i;

    for (i = 0; i < e->n; i++) {
        const char *ref = e->records[i].ref;
        struct buf part = BUF_INIT, same = BUF_INIT;
        struct audit_report r;

        if (e->records[i].kind != KIND_DATASET)
            continue;
        r = audit(s, rule, e, ref);
        print(&r, NULL, &part);
        print(whole, ref, &same);
        assert_string_equal(part.s, same.s);
        buf_release(&part);
        buf_release(&same);
        audit_release(&r);
    }
}

static void run_example(const struct rule *rule, const struct example *e,
                        size_t number)
{
    struct store *s = load(e);
    struct audit_report r = audit(s, rule, e, NULL);
    const char *at = NULL;
    bool there = false;
    size_t i;

    for (i = 0; i < r.findings.n; i++) {
        if (findings_at(&r.findings, i)->rule != rule)
            continue;
        at = finding_ref(&r.findings, findings_at(&r.findings, i));
        there = there || (e->ref && strcmp(at, e->ref) == 0);
    }
    if (e->finding && !there)
        fail_msg("%s, example %zu: nothing found at '%s'", rule->id, number,
                 e->ref);
    if (!e->finding && at)
        fail_msg("%s, example %zu: found '%s'", rule->id, number, at);
    if (e->finding && number == 1)
        check_parts(s, rule, e, &r);
    audit_release(&r);
    register_free(s);
}

static void test_examples(void **state)
{
    const struct rule *rule;
    size_t i, j;

    (void)state;
    for (i = 0; (rule = rule_at(i)); i++)
        for (j = 0; j < rule->examples_n; j++)
            run_example(rule, &rule->examples[j], j + 1);
}

/* A value in words is that of a state, or of a vocabulary that there is. */
static void check_words(const struct rule *rule)
{
    struct placeholder p;
    size_t at = 0;

    while (rule_placeholder(rule->words, &at, &p))
        if (p.how[0] && strcmp(p.how, "state") != 0 && !vocabulary_find(p.how))
            fail_msg("%s: no vocabulary '%s'", rule->id, p.how);
}

static bool is_sentence(const char *s)
{
    return s[strlen(s) - 1] == '.';
}

static void test_texts(void **state)
{
    const struct rule *rule;
    size_t i;

    (void)state;
    for (i = 0; (rule = rule_at(i)); i++) {
        if (utf8_width(rule->title) > 66 || is_sentence(rule->title))
            fail_msg("%s: title too long, or with a full stop", rule->id);
        if (!is_sentence(rule->why) || !is_sentence(rule->fix) ||
            !is_sentence(rule->words))
            fail_msg("%s: why, fix or words without a full stop", rule->id);
        check_words(rule);
        if (i > 0)
            assert_true(strcmp(rule_at(i - 1)->id, rule->id) < 0);
        assert_ptr_equal(rule_find(rule->id), rule);
    }
    assert_int_equal(i, rule_count());
    assert_true(i > 10);
}

/* Ids are never used again: those of the first release keep their meaning. */
static void test_ids(void **state)
{
    static const struct {
        const char *id;
        enum severity severity;
    } first[] = {
        { "ROLE-01", SEVERITY_ERROR },  { "ART30-B", SEVERITY_ERROR },
        { "ART30-C", SEVERITY_ERROR },  { "ART30-D", SEVERITY_ERROR },
        { "BASIS-01", SEVERITY_ERROR }, { "BASIS-02", SEVERITY_ERROR },
        { "BASIS-04", SEVERITY_ERROR }, { "BASIS-05", SEVERITY_WARNING },
        { "CONS-01", SEVERITY_ERROR },  { "CONS-03", SEVERITY_ERROR },
        { "CONS-05", SEVERITY_ERROR },  { "SUBJ-01", SEVERITY_WARNING },
        { "RISK-01", SEVERITY_ERROR },  { "REV-01", SEVERITY_WARNING },
        { "UNK-01", SEVERITY_WARNING }, { "RULE-00", SEVERITY_ERROR },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof first / sizeof *first; i++) {
        assert_non_null(rule_find(first[i].id));
        assert_int_equal(rule_find(first[i].id)->severity, first[i].severity);
    }
    assert_null(rule_find("CONS-99"));
    assert_string_equal(rules_nearest(rules_ours(), "cons-1"), "CONS-01");
    assert_null(rules_nearest(rules_ours(), "elephant"));
}

/* --- the schema ---------------------------------------------------------- */

static void quiet(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

static xmlSchema *schema(void)
{
    const struct resource *file = resource_find("larder-rules.xsd");
    xmlSchemaParserCtxt *parser;
    xmlSchema *schema;

    assert_non_null(file);
    parser =
        xmlSchemaNewMemParserCtxt((const char *)file->bytes, (int)file->len);
    schema = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
    assert_non_null(schema);
    return schema;
}

static bool is_valid(xmlSchema *schema, const void *bytes, size_t len)
{
    xmlDoc *doc = xmlReadMemory(bytes, (int)len, "", NULL, XML_PARSE_NONET);
    xmlSchemaValidCtxt *context = xmlSchemaNewValidCtxt(schema);
    int rc;

    assert_non_null(doc);
    xmlSchemaSetValidErrors(context, quiet, quiet, NULL);
    rc = xmlSchemaValidateDoc(context, doc);
    xmlSchemaFreeValidCtxt(context);
    xmlFreeDoc(doc);
    return rc == 0;
}

static void test_schema(void **state)
{
    xmlSchema *xsd = schema();
    const struct resource *file;
    size_t i, rules = 0;

    (void)state;
    for (i = 0; (file = resource_at(i)); i++) {
        char *id;

        if (strncmp(file->name, "rules/", 6) != 0)
            continue;
        if (!is_valid(xsd, file->bytes, file->len))
            fail_msg("%s is not valid", file->name);
        id = xstrndup(file->name + 6, strlen(file->name) - 10);
        if (!rule_find(id))
            fail_msg("%s: no rule of that id in it", file->name);
        free(id);
        rules++;
    }
    assert_int_equal(rules + 2, rule_count()); /* LOG-01, RULE-00 */
    xmlSchemaFree(xsd);
}

/* --- rules that are wrong ------------------------------------------------ */

#define OPEN "<rule xmlns='https://larder.example/ns/rules/1' "
#define HEAD OPEN "id='X-01' since='0.1' severity='error'>\n"
#define TEXTS                                                                  \
    "<title>T</title><why>W.</why><citation>C</citation><fix>F.</fix>\n"
#define SQL "<words>D.</words><sql>SELECT 1</sql>\n"
#define RECORD "<record kind='dataset' ref='d'><f name='title'>D</f></record>"
#define EXAMPLES                                                               \
    "<example expect='finding' ref='d'>" RECORD "</example>\n"                 \
    "<example expect='pass'>" RECORD "</example>\n"
#define RIGHT HEAD TEXTS SQL EXAMPLES "</rule>"

static const struct {
    const char *text;
    const char *error; /* NULL: the rule is right                          */
    bool valid;        /* by the schema, too; only where well-formed       */
} wrong[] = {
    { RIGHT, NULL, true },
    { HEAD TEXTS "<words>{a_b:state} is '{c}', {a_b}.</words>\n"
                 "<sql><![CDATA[SELECT 1 WHERE 1 <> 2]]></sql>" EXAMPLES
                 "</rule>",
      NULL, true },
    { "", "x.xml:1: this is not well-formed XML: Document is empty", false },
    { HEAD "<title>T</why>", "x.xml:2: this is not well-formed XML: Opening",
      false },
    { "<!DOCTYPE rule [<!ENTITY e 'x'>]>" RIGHT,
      "x.xml: a rule may not have a DOCTYPE", true },
    { "<rule/>", "x.xml:1: this is no rule", false },
    { "<html xmlns='https://larder.example/ns/rules/1'/>",
      "x.xml:1: this is no rule", false },
    { OPEN "id='X-01' since='0.1'>" TEXTS SQL EXAMPLES "</rule>",
      "x.xml:1: <rule> lacks the attribute 'severity'", false },
    { OPEN "id='X-01' since='0.1' severity='fatal'>" TEXTS SQL EXAMPLES
           "</rule>",
      "x.xml:1: the severity is", false },
    { OPEN "id='x1' since='0.1' severity='error'>" TEXTS SQL EXAMPLES "</rule>",
      "x.xml:1: 'x1' is no id of a rule", false },
    { OPEN
      "id='X-01' since='0.1' severity='error' waived='1'>" TEXTS SQL EXAMPLES
      "</rule>",
      "x.xml:1: <rule> has no attribute 'waived'", false },
    { OPEN "id='ROLE-01' since='0.1' severity='error'>" TEXTS SQL EXAMPLES
           "</rule>",
      "x.xml:1: there is a rule 'ROLE-01' already", true },
    { HEAD TEXTS "<words>W.</words>\n" EXAMPLES "</rule>",
      "x.xml:1: the rule lacks <sql>", false },
    { HEAD "<title>T</title><why>W.</why><fix>F.</fix>" SQL EXAMPLES "</rule>",
      "x.xml:1: the rule lacks <citation>", false },
    { HEAD TEXTS SQL "<example expect='pass'>" RECORD "</example></rule>",
      "x.xml:1: the rule lacks an example", false },
    { HEAD "<title> </title></rule>", "x.xml:2: <title> is empty", false },
    { HEAD "<title>T</title>\n<title>T</title></rule>",
      "x.xml:3: <title> stands there twice", false },
    { HEAD "<titel>T</titel></rule>",
      "x.xml:2: <titel> may not stand in <rule>; did you mean <title>?",
      false },
    { HEAD TEXTS SQL "<example expect='perhaps'>" RECORD "</example></rule>",
      "x.xml:4: an example expects 'finding' or 'pass'", false },
    { HEAD TEXTS SQL "<example expect='pass' as-of='2026-02-30'>" RECORD
                     "</example></rule>",
      "x.xml:4: '2026-02-30' is not a day", false },
    { HEAD TEXTS SQL "<example expect='finding'>" RECORD "</example></rule>",
      "x.xml:4: <example> lacks the attribute 'ref'", false },
    { HEAD TEXTS SQL "<example expect='pass'><record kind='datset' "
                     "ref='d'/></example></rule>",
      "x.xml:4: there is no kind 'datset'; did you mean 'dataset'?", false },
    { HEAD TEXTS SQL "<example expect='pass'>\n<record kind='dataset' ref='d'>"
                     "\n<f name='titel'>D</f></record></example></rule>",
      "x.xml:6: the kind dataset has no field 'titel'; did you mean 'title'?",
      false },
    { HEAD TEXTS "<words>{a b}.</words><sql>SELECT 1</sql>" EXAMPLES "</rule>",
      "x.xml:1: the words have a brace", true },
    { HEAD TEXTS "<words>{a}} is.</words><sql>SELECT 1</sql>" EXAMPLES
                 "</rule>",
      "x.xml:1: the words have a brace", true },
};

static void test_wrong(void **state)
{
    xmlSchema *xsd = schema();
    size_t i;

    (void)state;
    for (i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *text = wrong[i].text, *expected = wrong[i].error;
        struct rules l = RULES_INIT;
        struct error err = ERROR_INIT;
        const struct resource *role = resource_find("rules/ROLE-01.xml");

        must(rules_add(&l, role->name, role->bytes, role->len, &err), &err);
        if (expected) {
            assert_int_equal(rules_add(&l, "x.xml", text, strlen(text), &err),
                             -1);
            if (strncmp(err.text, expected, strlen(expected)) != 0)
                fail_msg("case %zu: %s", i, err.text);
            assert_int_equal(l.n, 1);
            error_clear(&err);
        } else {
            must(rules_add(&l, "x.xml", text, strlen(text), &err), &err);
            assert_int_equal(l.n, 2);
        }
        if (!expected || !strstr(expected, "not well-formed"))
            if (is_valid(xsd, text, strlen(text)) != wrong[i].valid)
                fail_msg("case %zu: valid by the schema: %d", i,
                         !wrong[i].valid);
        rules_release(&l);
    }
    xmlSchemaFree(xsd);
}

/* A line break in a text is a blank, as in the template of translations. */
static void test_white_space(void **state)
{
    const char *text =
        HEAD "<title>\n  A\n\tlong  title\n </title>"
             "<why>W.</why><citation>C</citation><fix>F.</fix>" SQL EXAMPLES
             "</rule>";
    struct rules l = RULES_INIT;
    struct error err = ERROR_INIT;

    (void)state;
    must(rules_add(&l, "x.xml", text, strlen(text), &err), &err);
    assert_string_equal(l.v[0].title, "A long title");
    assert_string_equal(l.v[0].examples[0].as_of, EXAMPLE_AS_OF);
    rules_release(&l);
}

static void test_placeholders(void **state)
{
    static const struct {
        const char *words;
        const char *found; /* [name|how]from-behind                        */
    } cases[] = {
        { "none", "" },
        { "{a}", "[a|]0-3" },
        { "x {a:state}, {b_c}.", "[a|state]2-11[b_c|]13-18" },
        { "{}", "" },
        { "{A}{1}{a:}", "[a|]6-10" },
        { "{a {b}", "[b|]3-6" },
        { "{a", "" },
        { "{a:b:c}", "" },
        { "{an_unbelievably_long_name_of_a_column_xxx}", "" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = BUF_INIT;
        struct placeholder p;
        size_t at = 0;

        while (rule_placeholder(cases[i].words, &at, &p))
            buf_addf(&b, "[%s|%s]%zu-%zu", p.name, p.how, p.from, at);
        assert_string_equal(b.s, cases[i].found);
        buf_release(&b);
    }
}

static void test_severities(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < SEVERITY_COUNT; i++)
        assert_int_equal(severity_find(severity_name((enum severity)i)), i);
    assert_int_equal(severity_find("fatal"), SEVERITY_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),       cmocka_unit_test(test_ids),
        cmocka_unit_test(test_schema),      cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_white_space), cmocka_unit_test(test_placeholders),
        cmocka_unit_test(test_severities),  cmocka_unit_test(test_examples),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
