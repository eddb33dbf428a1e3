/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/i18n.h"
#include "cli/deed.h"
#include "cli/say.h"
#include "label/issue.h"

static void say_issued(struct deed *d, const struct issue_order *o,
                       const struct issue_result *r)
{
    if (o->draft)
        deed_line(d,
                  d->dry_run
                      ? _("would store the draft '%s' (version %s)")
                      : _("stored the draft '%s' (version %s); nobody is given "
                          "it"),
                  r->ref, r->version);
    else
        deed_line(d,
                  d->dry_run ? _("would issue '%s' (version %s, check code %s)")
                             : _("issued '%s' (version %s, check code %s)"),
                  r->ref, r->version, r->code);
    for (size_t i = 0; i < r->replaced.n; i++)
        deed_line(
            d, d->dry_run ? _("it would replace '%s'") : _("it replaces '%s'"),
            r->replaced.v[i]);
}

int cmd_label_issue(struct call *c, struct error *err)
{
    char day[DATE_TEXT];
    struct issue_order o = {
        .refs = c->args,
        .n = c->n,
        .lang = options_text(&c->options, OPTION_LANG),
        .profile = options_text(&c->options, OPTION_PROFILE),
        .approved_by = options_text(&c->options, OPTION_APPROVED_BY),
        .version = options_text(&c->options, OPTION_LABEL_VERSION),
        .changes = options_text(&c->options, OPTION_CHANGES),
        .day = day,
        .draft = options_has(&c->options, OPTION_DRAFT),
    };
    struct issue_result result = { .replaced = STRS_INIT };
    struct deed d;
    int failed;

    if (!o.draft && !o.approved_by)
        return error_set(err, ERROR_USAGE,
                         _("--approved-by is missing: who says that people may "
                           "be given this label? name the party"));
    if (layout_parse(&o.layout, options_text(&c->options, OPTION_LAYOUT),
                     err) != 0 ||
        session_today(&c->session, day, err) != 0 ||
        deed_begin(&d, c, issue_operation(&o), err) != 0)
        return -1;
    failed = issue_label(d.store, &o, &result, err);
    if (!failed)
        say_issued(&d, &o, &result);
    failed = deed_end(&d, failed, err);
    issue_result_release(&result);
    if (!failed && !o.draft && !d.dry_run)
        talk_to_person(_("what people are given cannot be undone; a later "
                         "label replaces it"));
    return failed;
}
