/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/report.h"

#include <stdlib.h>
#include <string.h>

#include "audit/report_piece.h"
#include "base/escape.h"
#include "base/mem.h"

/*
 * JUnit XML as Jenkins and Surefire read it: a case is a rule.  A case has one
 * result, so it is the worst of what there is, and what else was found stands
 * in its system-out.
 */
enum result { PASSED, SKIPPED, FAILURE, ERROR };

/* A rule and where its findings are. */
struct entry {
    const struct rule *rule;
    size_t from;
    size_t n;
    size_t failing;
    size_t waived;
    bool failed; /* it could not be evaluated                              */
};

static void put(FILE *out, const char *text)
{
    struct buf b = BUF_INIT;

    escape_xml(&b, text);
    fwrite(b.s, 1, b.len, out);
    buf_release(&b);
}

static void put_attribute(FILE *out, const char *name, const char *text)
{
    fprintf(out, " %s=\"", name);
    put(out, text);
    fputc('"', out);
}

static enum result result_of(const struct entry *e)
{
    if (e->failed)
        return ERROR;
    if (e->failing)
        return FAILURE;
    return e->waived && e->waived == e->n ? SKIPPED : PASSED;
}

/* --- the cases ----------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    return strcmp(x->rule->id, y->rule->id);
}

/* One entry for each rule, in order of their ids; free() it. */
static struct entry *make_entries(const struct audit_report *r,
                                  enum severity fail_on)
{
    struct entry *entries = xcalloc(r->rules_n + 1, sizeof *entries);
    size_t i;

    for (i = 0; i < r->rules_n; i++) {
        entries[i].rule = r->rules[i].rule;
        entries[i].failed = r->rules[i].failed;
    }
    for (i = 0; i < r->findings.n; i++) {
        const struct finding *f = findings_at(&r->findings, i);
        struct entry key = { .rule = f->rule };
        struct entry *e =
            bsearch(&key, entries, r->rules_n, sizeof *entries, by_id);

        if (!e)
            continue;
        if (e->n++ == 0)
            e->from = i;
        e->failing += audit_finding_fails(f, fail_on);
        e->waived += f->waiver != NULL;
    }
    return entries;
}

static void add_waiver(struct buf *out, const struct waiver *w)
{
    buf_addf(out, " Waived until %s (%s), approved by %s: %s", w->until, w->ref,
             w->approver, w->reason);
}

static void put_finding(const struct audit_report *r, const struct finding *f,
                        FILE *out)
{
    const struct findings *l = &r->findings;
    const char *field = finding_field(l, f), *owner = finding_owner(l, f);
    struct buf b = BUF_INIT;

    buf_addf(&b, "%s%s%s: ", finding_ref(l, f), *field ? "." : "", field);
    finding_words(l, f, false, &b);
    if (owner)
        buf_addf(&b, " Owner: %s.", owner);
    if (f->known)
        buf_adds(&b, " Known before.");
    if (f->waiver)
        add_waiver(&b, f->waiver);
    put(out, b.s);
    fputc('\n', out);
    buf_release(&b);
}

/* Those of a rule that fail, or the others. */
static void put_findings(const struct audit_report *r, const struct entry *e,
                         enum severity fail_on, bool failing, FILE *out)
{
    size_t i;

    for (i = e->from; i < e->from + e->n; i++) {
        const struct finding *f = findings_at(&r->findings, i);

        if (audit_finding_fails(f, fail_on) == failing)
            put_finding(r, f, out);
    }
}

static void put_failure(const struct audit_report *r, const struct entry *e,
                        enum severity fail_on, FILE *out)
{
    fprintf(out, "<failure type=\"%s\" message=\"",
            severity_name(e->rule->severity));
    put(out, e->rule->title);
    fprintf(out, ": %zu found\">", e->failing);
    put_findings(r, e, fail_on, true, out);
    fputs("</failure>\n", out);
}

static void put_case(const struct audit_report *r, const struct entry *e,
                     enum severity fail_on, FILE *out)
{
    enum result result = result_of(e);

    fputs("<testcase classname=\"larder.audit\"", out);
    put_attribute(out, "name", e->rule->id);
    fputs(">\n", out);
    if (result == ERROR)
        fprintf(out,
                "<error type=\"RULE-00\" message=\"Rule %s could not be "
                "evaluated.\"/>\n",
                e->rule->id);
    else if (result == SKIPPED)
        fputs("<skipped message=\"All that it found is waived.\"/>\n", out);
    else if (result == FAILURE)
        put_failure(r, e, fail_on, out);
    if (e->n > e->failing) {
        fputs("<system-out>", out);
        put_findings(r, e, fail_on, false, out);
        fputs("</system-out>\n", out);
    }
    fputs("</testcase>\n", out);
}

/* --- the suite ----------------------------------------------------------- */

static void put_property(FILE *out, const char *name, const char *value)
{
    fputs("<property", out);
    put_attribute(out, "name", name);
    put_attribute(out, "value", value);
    fputs("/>\n", out);
}

static void put_number(FILE *out, const char *name, size_t n)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%zu", n);
    put_property(out, name, digits);
}

static void put_grades(const struct audit_report *r, FILE *out)
{
    size_t i;

    for (i = 0; r->grades && i < r->grades->n; i++) {
        const struct grade *g = &r->grades->v[i];
        struct buf name = BUF_INIT, value = BUF_INIT;

        buf_addf(&name, "regraded.%s", g->rule);
        buf_addf(&value, "from %s to %s: %s", severity_name(g->from),
                 severity_name(g->to), g->reason);
        put_property(out, name.s, value.s);
        buf_release(&name);
        buf_release(&value);
    }
}

static void put_properties(const struct audit_report *r, FILE *out)
{
    fputs("<properties>\n", out);
    put_property(out, "as_of", r->as_of);
    if (r->at) {
        struct buf at = BUF_INIT;

        moment_note(r->at, &at);
        put_property(out, "at", at.s);
        buf_release(&at);
    }
    put_property(out, "register", r->register_uid);
    put_property(out, "history", piece_history(r));
    put_number(out, "waived", r->waived);
    if (r->baseline)
        put_number(out, "baseline.known", r->known);
    if (r->baseline)
        put_number(out, "baseline.gone", r->gone);
    put_grades(r, out);
    fputs("</properties>\n", out);
}

void report_junit(const struct audit_report *r, enum severity fail_on,
                  FILE *out)
{
    struct entry *entries = make_entries(r, fail_on);
    size_t counts[ERROR + 1] = { 0 }, i;

    for (i = 0; i < r->rules_n; i++)
        counts[result_of(&entries[i])]++;
    fprintf(out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
            "<testsuite name=\"larder audit\" tests=\"%zu\" failures=\"%zu\" "
            "errors=\"%zu\" skipped=\"%zu\">\n",
            r->rules_n, counts[FAILURE], counts[ERROR], counts[SKIPPED]);
    put_properties(r, out);
    for (i = 0; i < r->rules_n; i++)
        put_case(r, &entries[i], fail_on, out);
    fputs("</testsuite>\n</testsuites>\n", out);
    free(entries);
}
