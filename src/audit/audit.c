/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/facts.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/kinds.h"
#include "model/ref.h"
#include "policy/today.h"
#include "store/history.h"
#include "store/list.h"
#include "store/query.h"
#include "store/read.h"
#include "store/slice.h"

/* Rules of ours know what they need of a register (store/slice.h). */
enum part { ALL_RULES, OUR_RULES, OTHER_RULES };

/* One audit under way. */
struct run {
    struct store *store;
    const struct audit_options *options;
    const struct rules *rules;
    struct audit_report *report;
    struct strs refs; /* that were asked for; sorted; empty: all           */
    struct strs datasets; /* in which these are                            */
    bool elsewhere;       /* or is one of them in no dataset?              */
    enum part part;       /* what is asked now                             */
    const struct rule *broken;
};

/* The columns of a rule's query: where each part of a finding stands. */
enum { NOWHERE = -1 };
struct answer {
    struct run *run;
    const struct rule *rule;
    int ref;
    int uid;
    int field;
    int *columns; /* of rule->columns                                      */
};

/* --- which rules, which records ------------------------------------------ */

static bool named(const char *const *ids, size_t n, const char *id)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (strcmp(ids[i], id) == 0)
            return true;
    return false;
}

static bool wanted_rule(const struct run *run, const struct rule *rule)
{
    const struct audit_options *o = run->options;

    if (run->part != ALL_RULES &&
        (run->part == OUR_RULES) != (rule_find(rule->id) != NULL))
        return false;
    if (!rule->sql || named(o->exclude, o->exclude_n, rule->id))
        return false;
    return o->only_n == 0 || named(o->only, o->only_n, rule->id);
}

/* Refuses ids that are no rule's, naming the nearest. */
static int check_ids(const struct rules *rules, const char *const *ids,
                     size_t n, struct error *err)
{
    size_t i;

    for (i = 0; i < n; i++) {
        const char *near;

        if (rules_find(rules, ids[i]))
            continue;
        near = rules_nearest(rules, ids[i]);
        if (near)
            return error_set(err, ERROR_USAGE,
                             _("there is no rule '%s'; did you mean '%s'?"),
                             ids[i], near);
        return error_set(err, ERROR_USAGE,
                         _("there is no rule '%s'; see 'larder rules'"),
                         ids[i]);
    }
    return 0;
}

/* Notes the dataset that it is, or in which it is. */
static void note_dataset(struct run *run, const struct record *r)
{
    size_t len = ref_parent_len(r->ref);

    if (r->kind == KIND_DATASET)
        strs_add(&run->datasets, r->ref);
    else if (len > 0)
        strs_add_len(&run->datasets, r->ref, len);
    else
        run->elsewhere = true;
}

/* The refs that were asked for, as they are now. */
static int find_refs(struct run *run, struct error *err)
{
    size_t i;

    for (i = 0; i < run->options->refs_n; i++) {
        struct record r;

        if (store_load(run->store, run->options->refs[i], &r, err))
            return -1;
        strs_add(&run->refs, r.ref);
        note_dataset(run, &r);
        record_release(&r);
    }
    strs_sort_unique(&run->refs);
    strs_sort_unique(&run->datasets);
    return 0;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool has_ref(const struct strs *refs, const char *ref)
{
    return bsearch(&ref, refs->v, refs->n, sizeof *refs->v, by_text) != NULL;
}

/* Is it one of the records that were asked for, or in one of them? */
static bool wanted_ref(const struct run *run, const char *ref)
{
    size_t len = ref_parent_len(ref);
    char *parent;
    bool wanted;

    if (run->refs.n == 0 || has_ref(&run->refs, ref))
        return true;
    if (len == 0)
        return false;
    parent = xstrndup(ref, len);
    wanted = has_ref(&run->refs, parent);
    free(parent);
    return wanted;
}

/* --- asking one rule ----------------------------------------------------- */

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
    struct findings *l = &a->run->report->findings;
    size_t i;

    if (!row->cells)
        return read_head(a, row, err);
    if (!*cell(row, a->ref))
        return error_set(err, ERROR_FAILED,
                         _("the query returned a row without a ref"));
    waivers_note(&a->run->report->waivers, a->rule->id, cell(row, a->ref));
    if (!wanted_ref(a->run, cell(row, a->ref)))
        return 0;
    findings_add(l, a->rule, cell(row, a->ref), cell(row, a->uid),
                 cell(row, a->field));
    for (i = 0; i < a->rule->columns.n; i++)
        findings_add_value(l, cell(row, a->columns[i]));
    return 0;
}

/* Notes that a rule failed. */
static void add_failure(struct run *run, const struct rule *rule,
                        const char *why)
{
    struct audit_report *r = run->report;

    findings_add(&r->findings, run->broken, "", "", "");
    findings_add_value(&r->findings, rule->id);
    strs_take(&r->problems,
              xasprintf(_("%s:%ld: rule %s could not be evaluated: %s"),
                        rule->file, rule->line, rule->id, why));
}

static int ask_rule(struct run *run, struct audit_rule *asked,
                    struct error *err)
{
    struct findings *l = &run->report->findings;
    struct answer a = { .run = run, .rule = asked->rule };
    size_t n = l->n, text = l->text.len;
    int64_t steps = run->options->steps ? run->options->steps : QUERY_STEPS;
    struct error why = ERROR_INIT;
    int rc;

    a.columns = xcalloc(asked->rule->columns.n + 1, sizeof *a.columns);
    rc = query_run(run->store, asked->rule->sql, run->report->as_of, steps,
                   true, add_row, &a, &why);
    free(a.columns);
    asked->findings = l->n - n;
    if (rc == 0)
        return 0;
    asked->failed = why.code == ERROR_FAILED || why.code == ERROR_USAGE;
    asked->findings = 0;
    findings_truncate(l, n, text);
    if (asked->failed)
        add_failure(run, asked->rule, why.text);
    else
        error_set(err, why.code, "%s", why.text);
    error_clear(&why);
    return asked->failed ? 0 : -1;
}

/* --- the whole ----------------------------------------------------------- */

static int add_dataset(const struct list_row *row, void *data,
                       struct error *err)
{
    const char *steward = row->cells.v[0];

    (void)err;
    findings_add_dataset(data, row->ref,
                         ref_is_slug(steward, strlen(steward)) ? steward : "");
    return 0;
}

/* Who looks after each dataset. */
static int add_datasets(struct run *run, struct error *err)
{
    static const enum field steward[] = { DATASET_STEWARD };
    const struct list_query q = { .kind = KIND_DATASET,
                                  .sort = FIELD_COUNT,
                                  .columns = steward,
                                  .columns_n = 1 };

    if (run->report->findings.n == 0)
        return 0;
    return list_each(run->store, &q, add_dataset, &run->report->findings, err);
}

static int set_contact(const struct list_row *row, void *data,
                       struct error *err)
{
    const char *party = row->cells.v[0];

    (void)err;
    if (ref_is_slug(party, strlen(party)))
        findings_set_contact(data, party);
    return 0;
}

/* Who looks after all the rest. */
static int add_contact(struct run *run, struct error *err)
{
    static const enum field party[] = { ORGANISATION_PARTY };
    const struct list_query q = { .kind = KIND_ORGANISATION,
                                  .sort = FIELD_COUNT,
                                  .columns = party,
                                  .columns_n = 1 };

    return list_each(run->store, &q, set_contact, &run->report->findings, err);
}

/* What the proof of the history says is a finding; see audit.h. */
static int ask_history(struct run *run, struct error *err)
{
    struct audit_report *r = run->report;
    struct audit_rule *asked = &r->rules[r->rules_n];
    struct history_verdict v = { .faults = STRS_INIT };
    char faults[24];

    if (!run->options->verify_history)
        return 0;
    if (history_verify(run->store, NULL, &v, err)) {
        history_verdict_release(&v);
        return -1;
    }
    asked->rule = rule_find("LOG-01");
    asked->findings = v.faults.n > 0;
    r->rules_n++;
    r->history = v.faults.n ? HISTORY_FAULTY : HISTORY_VERIFIED;
    if (v.faults.n) {
        snprintf(faults, sizeof faults, "%zu", v.faults.n);
        findings_add(&r->findings, asked->rule, "", "", "");
        findings_add_value(&r->findings, faults);
    }
    strs_copy(&r->faults, &v.faults);
    history_verdict_release(&v);
    return 0;
}

/* Does one of the rules that will be asked name this table? */
static bool needed(const char *name, void *data)
{
    const struct run *run = data;
    size_t i;

    for (i = 0; i < run->rules->n; i++)
        if (wanted_rule(run, &run->rules->v[i]) &&
            strstr(run->rules->v[i].sql, name))
            return true;
    return false;
}

/* Rules about waivers must know what all others found. */
static bool is_last(const struct rule *rule)
{
    return strstr(rule->sql, "fact_waiver") != NULL;
}

static int ask_rules(struct run *run, bool last, struct error *err)
{
    struct audit_report *r = run->report;
    size_t i;

    for (i = 0; i < run->rules->n; i++) {
        struct audit_rule *asked = &r->rules[r->rules_n];

        if (!wanted_rule(run, &run->rules->v[i]) ||
            is_last(&run->rules->v[i]) != last)
            continue;
        asked->rule = &run->rules->v[i];
        r->rules_n++;
        if (ask_rule(run, asked, err))
            return -1;
    }
    return 0;
}

/* Was that rule asked, and did it answer? */
static bool was_asked(const struct audit_report *r, const char *rule)
{
    size_t i;

    for (i = 0; i < r->rules_n; i++)
        if (strcmp(r->rules[i].rule->id, rule) == 0)
            return !r->rules[i].failed;
    return false;
}

static int fill_waivers(struct run *run, struct error *err)
{
    const struct audit_report *r = run->report;
    size_t i;

    for (i = 0; i < r->waivers.n; i++) {
        const struct waiver *w = &r->waivers.v[i];
        const struct query_fact row[] = { { QUERY_INTEGER, w->id, NULL },
                                          { QUERY_INTEGER, (int64_t)w->found,
                                            NULL } };

        if (was_asked(r, w->rule) &&
            query_fact_add(run->store, "fact_waiver", row, 2, err))
            return -1;
    }
    return 0;
}

/* Asks the rules of one part. */
static int ask_part(struct run *run, enum part part, struct error *err)
{
    run->part = part;
    if (facts_fill(run->store, run->report->as_of, run->rules, needed, run,
                   err) ||
        ask_rules(run, false, err))
        return -1;
    if (needed("fact_waiver", run) && fill_waivers(run, err))
        return -1;
    return ask_rules(run, true, err);
}

static int ask_ending(struct run *run, enum part part, struct error *err)
{
    struct audit_report *r = run->report;

    if (waivers_read(&r->waivers, run->store, r->as_of, err) ||
        ask_part(run, part, err))
        return -1;
    return add_datasets(run, err);
}

/* What is asked of some datasets costs what they do, not what the register
 * does; but nobody knows what rules of others look at. */
static int ask_some(struct run *run, struct error *err)
{
    int rc;

    if (ask_part(run, OTHER_RULES, err) ||
        slice_begin(run->store, &run->datasets, err))
        return -1;
    rc = ask_ending(run, OUR_RULES, err);
    slice_end(run->store);
    return rc;
}

static int ask_all(struct run *run, struct error *err)
{
    run->report->rules = xcalloc(run->rules->n + 2, sizeof *run->report->rules);
    if (find_refs(run, err) || ask_history(run, err) || add_contact(run, err))
        return -1;
    if (run->refs.n && !run->elsewhere)
        return ask_some(run, err);
    return ask_ending(run, ALL_RULES, err);
}

static int by_rule(const void *a, const void *b)
{
    const struct audit_rule *x = a, *y = b;

    return strcmp(x->rule->id, y->rule->id);
}

/* What the audit itself finds, nobody can accept. */
static void count(struct audit_report *r, struct finding *f)
{
    if (f->rule->sql)
        f->waiver = waivers_find(&r->waivers, f->rule->id,
                                 finding_ref(&r->findings, f));
    if (f->waiver)
        r->waived++;
    else if (f->known)
        r->known++;
    else
        r->counts[f->rule->severity]++;
}

/* What of the baseline is there, and what is gone. */
static void compare_baseline(const struct audit_options *o,
                             struct audit_report *r)
{
    struct strs asked = STRS_INIT;
    size_t i;

    if (!o->baseline)
        return;
    baseline_match(o->baseline, &r->findings);
    for (i = 0; i < r->rules_n; i++)
        if (!r->rules[i].failed)
            strs_add(&asked, r->rules[i].rule->id);
    r->baseline = true;
    r->gone_known = o->refs_n == 0;
    if (r->gone_known)
        r->gone = baseline_gone(o->baseline, &asked);
    strs_release(&asked);
}

static void finish(const struct audit_options *o, struct audit_report *r)
{
    size_t i;

    if (r->rules_n)
        qsort(r->rules, r->rules_n, sizeof *r->rules, by_rule);
    strs_sort_unique(&r->problems);
    findings_sort(&r->findings);
    compare_baseline(o, r);
    for (i = 0; i < r->findings.n; i++)
        count(r, &r->findings.v[i]);
}

/* The day of the audit, and checks of what was asked. */
static int prepare(struct run *run, struct error *err)
{
    const struct audit_options *o = run->options;
    struct audit_report *r = run->report;

    if (check_ids(run->rules, o->only, o->only_n, err) ||
        check_ids(run->rules, o->exclude, o->exclude_n, err))
        return -1;
    return today_unless(run->store, o->as_of, r->as_of, err);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

int audit_run(struct store *s, const struct audit_options *options,
              struct audit_report *out, struct error *err)
{
    struct run run = { .store = s,
                       .options = options,
                       .rules = options->rules ? options->rules : rules_ours(),
                       .report = out,
                       .refs = STRS_INIT,
                       .datasets = STRS_INIT,
                       .broken = rule_find("RULE-00") };
    int rc;

    memset(out, 0, sizeof *out);
    out->findings = (struct findings)FINDINGS_INIT;
    out->grades = options->grades;
    out->file = xstrdup(base_name(store_path(s)));
    memcpy(out->register_uid, store_uid(s), UUID_TEXT);
    if (store_read_begin(s, err)) {
        audit_release(out);
        return -1;
    }
    rc = prepare(&run, err);
    if (rc == 0)
        rc = ask_all(&run, err);
    store_read_end(s);
    strs_release(&run.refs);
    strs_release(&run.datasets);
    if (rc)
        audit_release(out);
    else
        finish(options, out);
    return rc;
}

void audit_release(struct audit_report *r)
{
    findings_release(&r->findings);
    free(r->file);
    r->file = NULL;
    strs_release(&r->faults);
    waivers_release(&r->waivers);
    free(r->rules);
    r->rules = NULL;
    r->rules_n = 0;
    strs_release(&r->problems);
}

bool audit_finding_fails(const struct finding *f, enum severity fail_on)
{
    return !f->waiver && !f->known && f->rule->severity <= fail_on &&
           fail_on != SEVERITY_COUNT;
}

bool audit_fails(const struct audit_report *r, enum severity fail_on)
{
    int i;

    for (i = 0; fail_on < SEVERITY_COUNT && i <= (int)fail_on; i++)
        if (r->counts[i])
            return true;
    return r->problems.n > 0;
}
