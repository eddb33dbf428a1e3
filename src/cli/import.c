/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/i18n.h"
#include "cli/command.h"
#include "cli/persons.h"
#include "cli/say.h"
#include "exchange/register_xml.h"

static void print_row(const char *file, long line, const char *ref,
                      enum import_outcome outcome, void *data)
{
    (void)data;
    say("%s:%ld: %s %s", file, line, import_outcome_name(outcome), ref);
}

static void talk_totals(const struct import_totals *t, bool dry_run)
{
    talk_to_person(
        dry_run ? _("would be: added %lld, changed %lld, renamed %lld, "
                    "same %lld; nothing was stored")
                : _("added %lld, changed %lld, renamed %lld, same %lld"),
        (long long)t->n[IMPORT_ADDED], (long long)t->n[IMPORT_CHANGED],
        (long long)t->n[IMPORT_RENAMED], (long long)t->n[IMPORT_SAME]);
}

/* Whose data came with the files, if anybody's. */
static void warn_of_persons(struct store *s, const struct import_totals *t,
                            const char *operation)
{
    struct persons persons = { .n = 0 };

    if (t->n[IMPORT_ADDED] == 0 && t->n[IMPORT_CHANGED] == 0)
        return;
    persons_look_back(&persons, s, operation);
    persons_warn(&persons, false);
    persons_release(&persons);
}

int cmd_import(struct call *c, struct error *err)
{
    struct import_options o = { .operation = "import" };
    struct import_totals totals = { { 0 } };

    o.dry_run = options_has(&c->options, OPTION_DRY_RUN);
    session_introduce(&c->session);
    if (register_import(c->session.store, c->args, c->n, &o, print_row, NULL,
                        &totals, err) != 0)
        return -1;
    talk_totals(&totals, o.dry_run);
    if (!o.dry_run)
        warn_of_persons(c->session.store, &totals, o.operation);
    return 0;
}
