/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/audit.h"
#include "app/pager.h"
#include "app/status.h"
#include "audit/audit_choice.h"
#include "audit/report.h"
#include "base/i18n.h"
#include "cli/audit_pack.h"
#include "cli/audit_profile.h"
#include "cli/command.h"
#include "cli/doing.h"
#include "cli/say.h"

/* One audit that was asked for, with the files it goes by. */
struct job {
    struct call *call;
    struct audit_options options;
    struct rules rules;
    struct grades grades;
    struct baseline baseline;
};

/* The severity named by --fail-on; "none" is beyond the last. */
static enum severity fail_on(const struct call *c)
{
    return severity_find(options_text(&c->options, OPTION_FAIL_ON));
}

/* --- printing ------------------------------------------------------------ */

static void print_text(const struct call *c, const struct audit_report *r)
{
    if (options_has(&c->options, OPTION_SUMMARY))
        report_summary(r, pager_width(), stdout);
    else
        report_text(r, pager_width(), stdout);
}

static void print_json(const struct call *c, const struct audit_report *r)
{
    (void)c;
    report_json(r, stdout);
}

static void print_sarif(const struct call *c, const struct audit_report *r)
{
    (void)c;
    report_sarif(r, stdout);
}

static void print_junit(const struct call *c, const struct audit_report *r)
{
    report_junit(r, fail_on(c), stdout);
}

/* The rows are findings of now, so what is gone has no place there. */
static void print_csv(const struct call *c, const struct audit_report *r)
{
    (void)c;
    report_csv(r, stdout);
    if (r->gone)
        talk(ngettext("%zu of the baseline is gone",
                      "%zu of the baseline are gone", r->gone),
             r->gone);
}

static const struct {
    const char *format;
    void (*print)(const struct call *c, const struct audit_report *r);
} formats[] = {
    { "text", print_text },   { "json", print_json }, { "sarif", print_sarif },
    { "junit", print_junit }, { "csv", print_csv },
};

/* What is for machines cannot say in words why something could not be asked. */
static void talk_of(const struct strs *sentences)
{
    size_t i;

    for (i = 0; i < sentences->n; i++)
        talk("%s", sentences->v[i]);
}

static void print(const struct call *c, const struct audit_report *r)
{
    size_t i;

    if (!call_format_is(c, "text")) {
        talk_of(&r->problems);
        talk_of(&r->faults);
    }
    for (i = 0; i < sizeof formats / sizeof *formats; i++)
        if (call_format_is(c, formats[i].format))
            formats[i].print(c, r);
}

/* --- the audit ----------------------------------------------------------- */

static int run(struct job *j, struct error *err)
{
    struct call *c = j->call;
    struct audit_report report;
    int status;

    doing_begin(c->session.store, _("Asking the rules..."));
    status = audit_run(c->session.store, &j->options, &report, err);
    doing_end(c->session.store);
    if (status != 0)
        return -1;
    report.at = c->session.then ? &c->session.at : NULL;
    print(c, &report);
    status = audit_fails(&report, fail_on(c)) ? STATUS_FINDINGS : STATUS_FINE;
    audit_release(&report);
    return status;
}

/* Of the records that the audit is about. */
static int read_baseline(struct job *j, const char *path, struct error *err)
{
    struct audit_choice choice;
    int failed;

    choice_init(&choice, &j->options);
    failed = choice_read(&choice, j->call->session.store, err);
    if (!failed)
        failed = baseline_read(&j->baseline, path,
                               j->options.refs_n ? choice_had_ref : NULL,
                               &choice, err);
    choice_release(&choice);
    j->options.baseline = &j->baseline;
    return failed;
}

/* The rules, the policy and the baseline, before anything is asked. */
static int read_files(struct job *j, struct error *err)
{
    const struct options *o = &j->call->options;
    const char *policy = options_text(o, OPTION_POLICY);
    const char *baseline = options_text(o, OPTION_BASELINE);

    if (o->all[OPTION_RULES].n || policy) {
        if (rules_read(&j->rules, &o->all[OPTION_RULES], err) != 0)
            return -1;
        j->options.rules = &j->rules;
    }
    if (policy) {
        if (grades_read(&j->grades, &j->rules, policy, err) != 0)
            return -1;
        j->options.grades = &j->grades;
    }
    return baseline ? read_baseline(j, baseline, err) : 0;
}

/* The answers to regulators, alone or in a pack: no audit by rules. */
static int answer_questions(struct call *c, struct error *err)
{
    static const enum option_id others[] = { OPTION_BASELINE, OPTION_POLICY,
                                             OPTION_VERIFY_HISTORY,
                                             OPTION_SUMMARY };
    bool pack = options_has(&c->options, OPTION_PACK);
    const char *asked = pack ? "pack" : "profile";

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (options_has(&c->options, others[i]))
            return error_set(err, ERROR_USAGE,
                             _("--%s does not go with --%s; leave one of them "
                               "out"),
                             option_info(others[i])->name, asked);
    if (call_format_is(c, "sarif") || call_format_is(c, "junit"))
        return error_set(err, ERROR_USAGE,
                         _("--%s does not go with --format %s; the formats are "
                           "text, json and csv"),
                         asked, call_format(c));
    return pack ? audit_pack(c, err) : audit_profile(c, err);
}

int cmd_audit(struct call *c, struct error *err)
{
    struct job j = {
        .call = c,
        .options = { .refs = c->args,
                     .refs_n = c->n,
                     .verify_history =
                         options_has(&c->options, OPTION_VERIFY_HISTORY) },
        .rules = RULES_INIT,
        .grades = GRADES_INIT,
        .baseline = BASELINE_INIT,
    };
    int status;

    if (options_has(&c->options, OPTION_PACK) ||
        options_has(&c->options, OPTION_PROFILE))
        return answer_questions(c, err);
    if (options_has(&c->options, OPTION_SUMMARY) && !call_format_is(c, "text"))
        return error_set(err, ERROR_USAGE,
                         _("--summary is for --format text; leave one of them "
                           "out"));
    if (*c->session.as_of)
        j.options.as_of = c->session.as_of;
    status = read_files(&j, err);
    if (status == 0)
        status = run(&j, err);
    baseline_release(&j.baseline);
    grades_release(&j.grades);
    rules_release(&j.rules);
    return status;
}
