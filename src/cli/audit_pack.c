/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/audit_pack.h"

#include <string.h>

#include "base/i18n.h"
#include "cli/audit_pack_file.h"
#include "cli/audit_profile.h"
#include "cli/stop.h"
#include "store/read.h"

static const struct part {
    const char *name;
    const char *words;
    audit_pack_write_fn *write;
} parts[] = {
    { "README.txt", N_("This text."), audit_pack_readme },
    { "record.html",
      N_("Answers to regulators, and all records, for people; any browser "
         "shows it."),
      audit_pack_record_html },
    { "record.xml",
      N_("All records, as 'larder import' reads them into a new register."),
      audit_pack_record_xml },
    { "findings.txt", N_("What is wrong, why that matters, what to do."),
      audit_pack_findings_text },
    { "findings.json", N_("The same, for programs."),
      audit_pack_findings_json },
    { "findings.csv", N_("The same, for a spreadsheet."),
      audit_pack_findings_csv },
    { "due.csv", N_("What is late, and what is due within a year."),
      audit_pack_due },
    { "due.ics", N_("The same, for a calendar program."), audit_pack_calendar },
    { "documents.csv",
      N_("Agreements and notices: where each text is, and its SHA-256."),
      audit_pack_documents },
    { "checkpoint.txt", N_("Name, size and root of the history."),
      audit_pack_checkpoint },
};

enum { PARTS = sizeof parts / sizeof *parts };

const char *audit_pack_part(size_t i, const char **words)
{
    if (i >= PARTS)
        return NULL;
    *words = _(parts[i].words);
    return parts[i].name;
}

static int put_all(struct audit_pack *p, struct error *err)
{
    int failed = 0;

    for (size_t i = 0; i < PARTS && !failed; i++)
        failed = audit_pack_put(p, parts[i].name, parts[i].write, err);
    if (!failed)
        failed = audit_pack_tables(p, err) || audit_pack_sheets(p, err) ||
                 audit_pack_answers(p, err) || audit_pack_labels(p, err);
    return failed ? -1 : 0;
}

/* --- what it is made from ------------------------------------------------ */

/* The template of the authority of the country where the organisation is. */
static const char *usual_profile(struct store *s)
{
    static const struct {
        const char *country;
        const char *profile;
    } table[] = {
        { "FR", "fr-cnil" },
        { "GB", "uk-ico" },
        { "IE", "ie-dpc" },
    };
    const char *profile = "art30-controller";
    struct record r, party;

    if (store_load(s, "organisation", &r, NULL) != 0)
        return profile;
    if (record_text(&r, ORGANISATION_PARTY) &&
        store_load(s, record_text(&r, ORGANISATION_PARTY), &party, NULL) == 0) {
        const char *country = record_text(&party, PARTY_COUNTRY);

        for (size_t i = 0; country && i < sizeof table / sizeof *table; i++)
            if (strcmp(table[i].country, country) == 0)
                profile = table[i].profile;
        record_release(&party);
    }
    record_release(&r);
    return profile;
}

static int find_profiles(struct call *c, struct audit_pack *p,
                         struct error *err)
{
    const char *ids = options_text(&c->options, OPTION_PROFILE);

    return profiles_parse(&p->profiles, ids ? ids : usual_profile(p->store),
                          err);
}

static int fill(struct call *c, struct audit_pack *p, struct error *err)
{
    const struct strs *folders = &c->options.all[OPTION_RULES];
    struct audit_options o = { .as_of = p->as_of };
    struct rules rules = RULES_INIT;
    int failed = session_today(&c->session, p->as_of, err);

    if (!failed)
        failed = find_profiles(c, p, err);
    if (!failed && folders->n) {
        failed = rules_read(&rules, folders, err);
        o.rules = &rules;
    }
    if (!failed)
        failed = audit_run(p->store, &o, &p->report, err);
    if (!failed) {
        failed = put_all(p, err);
        audit_release(&p->report);
    }
    rules_release(&rules);
    return failed;
}

/* --- the command --------------------------------------------------------- */

static int check_call(const struct call *c, struct error *err)
{
    if (c->n)
        return error_set(err, ERROR_USAGE,
                         _("a pack is of the whole register; leave out the "
                           "refs"));
    if (options_has(&c->options, OPTION_FORMAT))
        return error_set(err, ERROR_USAGE,
                         _("a pack has all formats; leave out --format"));
    return 0;
}

int audit_pack(struct call *c, struct error *err)
{
    struct audit_pack p = { .store = c->session.store,
                            .refs = STRS_INIT,
                            .names = STRS_INIT };
    struct stop stop;
    int failed = check_call(c, err);

    if (failed ||
        folder_begin(&p.folder, options_text(&c->options, OPTION_PACK), err) !=
            0)
        return -1;
    stop_begin(&stop, p.store);
    failed = store_read_begin(p.store, err);
    if (!failed) {
        failed = fill(c, &p, err);
        store_read_end(p.store);
    }
    if (!failed)
        failed = folder_commit(&p.folder, err);
    folder_abandon(&p.folder);
    stop_end(&stop);
    profiles_release(&p.profiles);
    strs_release(&p.refs);
    strs_release(&p.names);
    return failed;
}
