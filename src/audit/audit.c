/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/audit_ask.h"
#include "audit/audit_choice.h"
#include "audit/facts.h"
#include "base/mem.h"
#include "model/ref.h"
#include "policy/mosaic.h"
#include "policy/today.h"
#include "store/history.h"
#include "store/list.h"
#include "store/query.h"
#include "store/read.h"
#include "store/slice.h"

/* One audit under way. */
struct run {
    struct store *store;
    struct audit_choice choice;
    struct audit_report *report;
};

/* --- who looks after what ------------------------------------------------ */

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

/* --- asking -------------------------------------------------------------- */

/* What the proof of the history says is a finding; see audit.h. */
static int ask_history(struct run *run, struct error *err)
{
    struct audit_report *r = run->report;
    struct audit_rule *asked = &r->rules[r->rules_n];
    struct history_verdict v = { .faults = STRS_INIT };
    char faults[24];

    if (!run->choice.options->verify_history)
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

    for (i = 0; i < run->choice.rules->n; i++)
        if (choice_has_rule(&run->choice, &run->choice.rules->v[i]) &&
            strstr(run->choice.rules->v[i].sql, name))
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

    for (i = 0; i < run->choice.rules->n; i++) {
        struct audit_rule *asked = &r->rules[r->rules_n];

        if (!choice_has_rule(&run->choice, &run->choice.rules->v[i]) ||
            is_last(&run->choice.rules->v[i]) != last)
            continue;
        asked->rule = &run->choice.rules->v[i];
        r->rules_n++;
        if (ask_rule(asked, run->store, &run->choice, r, err))
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
static int ask_part(struct run *run, enum audit_part part, struct error *err)
{
    run->choice.part = part;
    if (facts_fill(run->store, run->report->as_of, run->choice.rules, needed,
                   run, err) ||
        ask_rules(run, false, err))
        return -1;
    if (needed("fact_waiver", run) && fill_waivers(run, err))
        return -1;
    return ask_rules(run, true, err);
}

static int ask_ending(struct run *run, enum audit_part part, struct error *err)
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
    struct strs beside = STRS_INIT;
    int rc = ask_part(run, OTHER_RULES, err);

    run->choice.part = OUR_RULES;
    if (rc == 0 && needed("fact_mosaic", run))
        rc = mosaic_partners(&beside, run->store, run->report->as_of,
                             &run->choice.datasets, err);
    if (rc == 0)
        rc = slice_begin(run->store, &run->choice.datasets, &beside, err);
    strs_release(&beside);
    if (rc)
        return -1;
    rc = ask_ending(run, OUR_RULES, err);
    slice_end(run->store);
    return rc;
}

static int ask_all(struct run *run, struct error *err)
{
    run->report->rules =
        xcalloc(run->choice.rules->n + 2, sizeof *run->report->rules);
    if (choice_read(&run->choice, run->store, err) || ask_history(run, err) ||
        add_contact(run, err))
        return -1;
    if (run->choice.refs.n && !run->choice.elsewhere)
        return ask_some(run, err);
    return ask_ending(run, ALL_RULES, err);
}

/* --- the report ---------------------------------------------------------- */

static int by_rule(const void *a, const void *b)
{
    const struct audit_rule *x = a, *y = b;

    return strcmp(x->rule->id, y->rule->id);
}

static void count(struct audit_report *r, const struct finding *f)
{
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
    r->gone = baseline_gone(o->baseline, &asked);
    strs_release(&asked);
}

static void finish(const struct audit_options *o, struct audit_report *r)
{
    size_t i;

    if (r->rules_n)
        qsort(r->rules, r->rules_n, sizeof *r->rules, by_rule);
    strs_sort_unique(&r->problems);
    findings_sort(&r->findings, &r->waivers);
    compare_baseline(o, r);
    for (i = 0; i < r->findings.n; i++)
        count(r, findings_at(&r->findings, i));
}

/* The day of the audit, and checks of what was asked. */
static int prepare(struct run *run, struct error *err)
{
    if (choice_check(&run->choice, err))
        return -1;
    return today_unless(run->store, run->choice.options->as_of,
                        run->report->as_of, err);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

int audit_run(struct store *s, const struct audit_options *options,
              struct audit_report *out, struct error *err)
{
    struct run run = { .store = s, .report = out };
    int rc;

    memset(out, 0, sizeof *out);
    out->findings = (struct findings)FINDINGS_INIT;
    out->grades = options->grades;
    out->file = xstrdup(base_name(store_path(s)));
    memcpy(out->register_uid, store_uid(s), UUID_TEXT);
    choice_init(&run.choice, options);
    if (store_read_begin(s, err)) {
        audit_release(out);
        return -1;
    }
    rc = prepare(&run, err);
    if (rc == 0)
        rc = ask_all(&run, err);
    store_read_end(s);
    choice_release(&run.choice);
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
