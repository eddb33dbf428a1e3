/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <string.h>

#include "audit/coverage_report.h"
#include "audit/profile.h"
#include "base/i18n.h"
#include "cli/audit_profile.h"
#include "cli/command.h"
#include "exchange/json.h"
#include "exchange/register_xml.h"
#include "exchange/sheet.h"
#include "exchange/table.h"

static int check_call(const struct call *c, struct error *err)
{
    bool kind = options_has(&c->options, OPTION_KIND);
    bool profile = options_has(&c->options, OPTION_PROFILE);

    if (kind && profile)
        return error_set(err, ERROR_USAGE,
                         _("--kind gives a table and --profile a sheet; leave "
                           "one of them out"));
    if (!call_format_is(c, "csv") && (kind || profile))
        return error_set(err, ERROR_USAGE,
                         _("--kind and --profile are for CSV; add '--format "
                           "csv'"));
    if (call_format_is(c, "csv") && !kind && !profile)
        return error_set(err, ERROR_USAGE,
                         _("CSV holds one kind of records, or one regulator's "
                           "sheet; add --kind KIND or --profile PROFILE"));
    return 0;
}

static int write_table(struct call *c, FILE *out, struct error *err)
{
    enum kind kind;

    if (kind_parse(&kind, options_text(&c->options, OPTION_KIND), err) != 0)
        return -1;
    return table_export(c->session.store, kind, out, err);
}

static bool has_map(const char *name)
{
    const char *id;

    for (size_t i = 0; (id = sheet_map_id(i)); i++)
        if (strcmp(id, name) == 0)
            return true;
    return false;
}

/* Where a regulator publishes no sheet: a column for each of its questions. */
static int write_answers(struct call *c, const struct profile *p,
                         const char *day, FILE *out, struct error *err)
{
    const struct coverage_options o = { .as_of = day };
    struct coverage_totals totals = { 0 };

    return coverage_report(c->session.store, p, &o, &coverage_sheet, 0, out,
                           &totals, err);
}

static int write_sheet(struct call *c, FILE *out, struct error *err)
{
    const char *name = options_text(&c->options, OPTION_PROFILE);
    struct sheet_map *map;
    char day[DATE_TEXT];
    int failed;

    if (session_today(&c->session, day, err) != 0)
        return -1;
    if (!has_map(name) && profile_find(name))
        return write_answers(c, profile_find(name), day, out, err);
    if (!has_map(name) && strcmp(name, "-") != 0 && !strpbrk(name, "/."))
        return no_profile(name, err);
    if (sheet_map_load(&map, name, err) != 0)
        return -1;
    failed = sheet_export(c->session.store, map, day, out, err);
    sheet_map_free(map);
    return failed;
}

static int write_json(struct call *c, FILE *out, struct error *err)
{
    json_t *at = call_at_json(c);
    int failed = json_export_at(c->session.store, at, out, err);

    json_decref(at);
    return failed;
}

static int write_xml(struct call *c, FILE *out, struct error *err)
{
    struct buf note = BUF_INIT;
    int failed;

    if (c->session.then)
        moment_note(&c->session.at, &note);
    failed = register_export_noted(c->session.store, note.len ? note.s : NULL,
                                   out, err);
    buf_release(&note);
    return failed;
}

static int write_all(struct call *c, FILE *out, struct error *err)
{
    if (options_has(&c->options, OPTION_KIND))
        return write_table(c, out, err);
    if (options_has(&c->options, OPTION_PROFILE))
        return write_sheet(c, out, err);
    return call_format_is(c, "json") ? write_json(c, out, err)
                                     : write_xml(c, out, err);
}

int cmd_export(struct call *c, struct error *err)
{
    struct file_out f;
    int failed;

    if (check_call(c, err) != 0 ||
        session_begin_file(&c->session, &f,
                           options_text(&c->options, OPTION_OUTPUT), err) != 0)
        return -1;
    failed = write_all(c, f.stream, err);
    if (!failed)
        failed = file_commit(&f, err);
    file_abandon(&f);
    return failed;
}
