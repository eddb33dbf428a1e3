/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/audit_ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/query.h"

/* The columns of a rule's query: where each part of a finding stands. */
enum { NOWHERE = -1 };
struct answer {
    const struct audit_choice *choice;
    struct audit_report *report;
    const struct rule *rule;
    int ref;
    int uid;
    int field;
    int *columns; /* of rule->columns                                      */
};

/* The place of a column, or NOWHERE. */
static int find_column(const struct query_row *row, const char *name)
{
    size_t i;

    for (i = 0; i < row->n; i++)
        if (strcmp(row->names[i], name) == 0)
            return (int)i;
    return NOWHERE;
}

static int read_head(struct answer *a, const struct query_row *row,
                     struct error *err)
{
    const char *lacks = NULL;
    size_t i;

    a->ref = find_column(row, "ref");
    a->uid = find_column(row, "uid");
    a->field = find_column(row, "field");
    for (i = 0; i < a->rule->columns.n; i++) {
        a->columns[i] = find_column(row, a->rule->columns.v[i]);
        if (a->columns[i] == NOWHERE)
            lacks = a->rule->columns.v[i];
    }
    if (a->uid == NOWHERE)
        lacks = "uid";
    if (a->ref == NOWHERE)
        lacks = "ref";
    if (lacks)
        return error_set(err, ERROR_FAILED,
                         _("the query returns no column '%s'"), lacks);
    return 0;
}

static const char *cell(const struct query_row *row, int column)
{
    if (column == NOWHERE || row->cells[column].type == QUERY_NULL)
        return "";
    return row->cells[column].text;
}

static int add_row(const struct query_row *row, void *data, struct error *err)
{
    struct answer *a = data;
    struct findings *l = &a->report->findings;
    size_t i;

    if (!row->cells)
        return read_head(a, row, err);
    if (!*cell(row, a->ref))
        return error_set(err, ERROR_FAILED,
                         _("the query returned a row without a ref"));
    waivers_note(&a->report->waivers, a->rule->id, cell(row, a->ref));
    if (!choice_has_ref(a->choice, cell(row, a->ref)))
        return 0;
    findings_add(l, a->rule, cell(row, a->ref), cell(row, a->uid),
                 cell(row, a->field));
    for (i = 0; i < a->rule->columns.n; i++)
        findings_add_value(l, cell(row, a->columns[i]));
    return 0;
}

/* Notes that a rule failed. */
static void add_failure(struct audit_report *r, const struct rule *rule,
                        const char *why)
{
    findings_add(&r->findings, rule_find("RULE-00"), "", "", "");
    findings_add_value(&r->findings, rule->id);
    strs_take(&r->problems,
              xasprintf(_("%s:%ld: rule %s could not be evaluated: %s"),
                        rule->file, rule->line, rule->id, why));
}

int ask_rule(struct audit_rule *asked, struct store *s,
             const struct audit_choice *c, struct audit_report *out,
             struct error *err)
{
    struct findings *l = &out->findings;
    struct answer a = { .choice = c, .report = out, .rule = asked->rule };
    size_t n = l->n;
    int64_t steps = c->options->steps ? c->options->steps : QUERY_STEPS;
    struct error why = ERROR_INIT;
    int rc;

    a.columns = xcalloc(asked->rule->columns.n + 1, sizeof *a.columns);
    rc = query_run(s, asked->rule->sql, out->as_of, steps, true, add_row, &a,
                   &why);
    free(a.columns);
    asked->findings = l->n - n;
    if (rc == 0)
        return 0;
    asked->failed = why.code == ERROR_FAILED || why.code == ERROR_USAGE;
    asked->findings = 0;
    findings_drop(l, asked->rule);
    if (asked->failed)
        add_failure(out, asked->rule, why.text);
    else
        error_set(err, why.code, "%s", why.text);
    error_clear(&why);
    return asked->failed ? 0 : -1;
}
