/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/audit.h"
#include "app/pager.h"
#include "app/status.h"
#include "audit/report.h"
#include "cli/command.h"
#include "cli/say.h"

/* The severity named by --fail-on; "none" is beyond the last. */
static enum severity fail_on(const struct call *c)
{
    return severity_find(options_text(&c->options, OPTION_FAIL_ON));
}

/* What is for machines cannot say in words why a rule could not be asked. */
static void print_json(const struct audit_report *report)
{
    size_t i;

    for (i = 0; i < report->problems.n; i++)
        talk("%s", report->problems.v[i]);
    report_json(report, stdout);
}

static int run(struct call *c, struct audit_options *o, struct error *err)
{
    struct audit_report report;
    int status;

    if (audit_run(c->session.store, o, &report, err) != 0)
        return -1;
    if (call_format_is(c, "json"))
        print_json(&report);
    else
        report_text(&report, pager_width(), stdout);
    status = audit_fails(&report, fail_on(c)) ? STATUS_FINDINGS : STATUS_FINE;
    audit_release(&report);
    return status;
}

int cmd_audit(struct call *c, struct error *err)
{
    const struct strs *folders = &c->options.all[OPTION_RULES];
    struct audit_options o = { .refs = c->args, .refs_n = c->n };
    struct rules rules = RULES_INIT;
    int status;

    if (*c->session.as_of)
        o.as_of = c->session.as_of;
    if (folders->n) {
        if (rules_read(&rules, folders, err) != 0)
            return -1;
        o.rules = &rules;
    }
    status = run(c, &o, err);
    rules_release(&rules);
    return status;
}
