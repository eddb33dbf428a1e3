/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/report.h"

#include "base/escape.h"

enum cell {
    RULE,
    SEVERITY,
    REF,
    UID,
    FIELD,
    WORDS,
    OWNER,
    KNOWN,
    WAIVED_UNTIL,
    WAIVER,
    REASON,
    APPROVER,
    CITATION,
    REGRADED_FROM,
    REGRADED_WHY,
    CELLS
};

static const char *const headings[CELLS] = {
    [RULE] = "rule",
    [SEVERITY] = "severity",
    [REF] = "ref",
    [UID] = "uid",
    [FIELD] = "field",
    [WORDS] = "words",
    [OWNER] = "owner",
    [KNOWN] = "known",
    [WAIVED_UNTIL] = "waived_until",
    [WAIVER] = "waiver",
    [REASON] = "reason",
    [APPROVER] = "approver",
    [CITATION] = "citation",
    [REGRADED_FROM] = "regraded_from",
    [REGRADED_WHY] = "regraded_why",
};

static void add_citations(const struct rule *rule, struct buf *out)
{
    size_t i;

    for (i = 0; i < rule->citations.n; i++)
        buf_addf(out, "%s%s", i ? "; " : "", rule->citations.v[i]);
}

static void put_finding(const struct audit_report *r, const struct finding *f,
                        FILE *out)
{
    const struct findings *l = &r->findings;
    const struct grade *g = grades_find(r->grades, f->rule->id);
    const struct waiver *w = f->waiver;
    struct buf uid = BUF_INIT, words = BUF_INIT, citations = BUF_INIT;

    finding_uid(f, &uid);
    finding_words(l, f, false, &words);
    add_citations(f->rule, &citations);
    escape_csv_row(out,
                   (const char *[CELLS]){
                       [RULE] = f->rule->id,
                       [SEVERITY] = severity_name(f->rule->severity),
                       [REF] = finding_ref(l, f),
                       [UID] = uid.s,
                       [FIELD] = finding_field(l, f),
                       [WORDS] = words.s,
                       [OWNER] = finding_owner(l, f),
                       [KNOWN] = !r->baseline ? NULL
                                 : f->known   ? "yes"
                                              : "no",
                       [WAIVED_UNTIL] = w ? w->until : NULL,
                       [WAIVER] = w ? w->ref : NULL,
                       [REASON] = w ? w->reason : NULL,
                       [APPROVER] = w ? w->approver : NULL,
                       [CITATION] = citations.s,
                       [REGRADED_FROM] = g ? severity_name(g->from) : NULL,
                       [REGRADED_WHY] = g ? g->reason : NULL,
                   },
                   CELLS);
    buf_release(&uid);
    buf_release(&words);
    buf_release(&citations);
}

void report_csv(const struct audit_report *r, FILE *out)
{
    size_t i;

    escape_csv_row(out, headings, CELLS);
    for (i = 0; i < r->findings.n; i++)
        put_finding(r, findings_at(&r->findings, i), out);
}
