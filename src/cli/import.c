/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/persons.h"
#include "cli/say.h"
#include "exchange/json.h"
#include "exchange/sheet.h"
#include "exchange/table.h"

static const char operation[] = "import";

/* What is said of each record, and how. */
struct telling {
    bool csv, json;
    size_t n;
};

/* ---- text --------------------------------------------------------------- */

/* "a, b", or "a = x, c = y" of pairs. */
static void add_list(struct buf *out, const char *title, const struct strs *l,
                     const char *of)
{
    if (!l || l->n == 0)
        return;
    buf_addf(out, "; %s ", title);
    for (size_t i = 0; i < l->n; i += of ? 2 : 1) {
        if (i)
            buf_adds(out, ", ");
        buf_adds(out, l->v[i]);
        if (of)
            buf_addf(out, "%s%s", of, l->v[i + 1]);
    }
}

static void say_text(const struct outcome *o)
{
    struct buf b = BUF_INIT;

    buf_addf(&b, "%s:%ld: %s", o->file, o->line, import_outcome_name(o->what));
    if (*o->ref)
        buf_addf(&b, " %s", o->ref);
    if (*o->why)
        buf_addf(&b, ": %s", o->why);
    if (o->what == IMPORT_CHANGED)
        add_list(&b, _("fields:"), o->fields, NULL);
    add_list(&b, _("matched:"), o->matched, " = ");
    add_list(&b, _("left blank:"), o->blank, NULL);
    add_list(&b, _("not placed:"), o->unplaced, ": ");
    say("%s", b.s);
    buf_release(&b);
}

/* ---- CSV and JSON ------------------------------------------------------- */

static char *joined(const struct strs *l, const char *of)
{
    struct buf b = BUF_INIT;

    for (size_t i = 0; l && i < l->n; i += of ? 2 : 1) {
        buf_addf(&b, "%s%s", i ? "; " : "", l->v[i]);
        if (of)
            buf_addf(&b, "%s%s", of, l->v[i + 1]);
    }
    return buf_detach(&b);
}

static void say_csv_head(void)
{
    static const char *const cells[] = { "file",    "line",  "outcome",
                                         "kind",    "ref",   "fields",
                                         "matched", "blank", "unplaced",
                                         "why" };

    say_csv(cells, sizeof cells / sizeof *cells);
}

static void say_csv_row(const struct outcome *o)
{
    char *line = xasprintf("%ld", o->line);
    char *fields = joined(o->fields, NULL), *matched = joined(o->matched, "=");
    char *blank = joined(o->blank, NULL), *unplaced = joined(o->unplaced, ": ");
    const char *const cells[] = { o->file, line,   import_outcome_name(o->what),
                                  o->kind, o->ref, fields,
                                  matched, blank,  unplaced,
                                  o->why };

    say_csv(cells, sizeof cells / sizeof *cells);
    free(line);
    free(fields);
    free(matched);
    free(blank);
    free(unplaced);
}

static json_t *json_list(const struct strs *l)
{
    json_t *list = json_array();

    for (size_t i = 0; l && i < l->n; i++)
        json_array_append_new(list, json_words(l->v[i]));
    return list;
}

static json_t *json_pairs(const struct strs *l)
{
    json_t *o = json_object();

    for (size_t i = 0; l && i + 1 < l->n; i += 2)
        json_object_set_new(o, l->v[i], json_words(l->v[i + 1]));
    return o;
}

static json_t *json_outcome(const struct outcome *o)
{
    json_t *j = json_object();

    json_object_set_new(j, "file", json_words(o->file));
    json_object_set_new(j, "line", json_integer(o->line));
    json_object_set_new(j, "outcome",
                        json_string(import_outcome_name(o->what)));
    json_object_set_new(j, "kind",
                        *o->kind ? json_words(o->kind) : json_null());
    json_object_set_new(j, "ref", *o->ref ? json_words(o->ref) : json_null());
    json_object_set_new(j, "fields", json_list(o->fields));
    json_object_set_new(j, "matched", json_pairs(o->matched));
    json_object_set_new(j, "blank", json_list(o->blank));
    json_object_set_new(j, "unplaced", json_pairs(o->unplaced));
    json_object_set_new(j, "why", *o->why ? json_words(o->why) : json_null());
    return j;
}

static void tell(const struct outcome *o, void *data)
{
    struct telling *t = data;

    if (t->json)
        say_array(json_outcome(o), t->n);
    else if (t->csv)
        say_csv_row(o);
    else
        say_text(o);
    t->n++;
}

/* Of XML, which knows the kind of a record by itself. */
static void tell_row(const char *file, long line, const char *ref,
                     enum import_outcome outcome, void *data)
{
    const struct outcome o = { .file = file,
                               .line = line,
                               .what = outcome,
                               .kind = "",
                               .ref = ref,
                               .why = "" };

    tell(&o, data);
}

/* ---- talk --------------------------------------------------------------- */

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
static void warn_of_persons(struct store *s, const struct import_totals *t)
{
    struct persons persons = { .n = 0 };

    if (t->n[IMPORT_ADDED] == 0 && t->n[IMPORT_CHANGED] == 0)
        return;
    persons_look_back(&persons, s, operation);
    persons_warn(&persons, false);
    persons_release(&persons);
}

static void talk_ignored(const struct strs *ignored)
{
    for (size_t i = 0; i < ignored->n; i++)
        talk(_("the column '%s' was left out"), ignored->v[i]);
}

/* ---- the files ---------------------------------------------------------- */

static bool is_csv(const char *name)
{
    size_t len = strlen(name);

    return len > 4 && strcasecmp(name + len - 4, ".csv") == 0;
}

static int check_call(const struct call *c, struct error *err)
{
    bool kind = options_has(&c->options, OPTION_KIND);
    bool map = options_has(&c->options, OPTION_MAP);

    if (kind && map)
        return error_set(err, ERROR_USAGE,
                         _("--kind is for tables and --map for sheets; leave "
                           "one of them out"));
    if (kind || map)
        return 0;
    if (options_has(&c->options, OPTION_DELIMITER) ||
        options_has(&c->options, OPTION_IGNORE_UNKNOWN))
        return error_set(err, ERROR_USAGE,
                         _("--delimiter and --ignore-unknown are for CSV; add "
                           "--kind KIND or --map MAP"));
    for (size_t i = 0; i < c->n; i++)
        if (is_csv(c->args[i]))
            return error_set(err, ERROR_USAGE,
                             _("what the columns of '%s' mean is not known; "
                               "add --kind KIND for a table of records, or "
                               "--map MAP for a sheet of activities"),
                             c->args[i]);
    return 0;
}

/* In the order of the choices; 0: find out. */
static char delimiter(const struct call *c)
{
    const struct option_info *o = option_info(OPTION_DELIMITER);
    const char *given = options_text(&c->options, OPTION_DELIMITER);

    return "\0,;\t|"[options_choice(o->choices, given)];
}

static int import_xml(struct call *c, struct telling *t,
                      struct import_totals *totals, struct error *err)
{
    const struct import_options o = { .operation = operation,
                                      .dry_run = options_has(&c->options,
                                                             OPTION_DRY_RUN) };

    return register_import(c->session.store, c->args, c->n, &o, tell_row, t,
                           totals, err);
}

static int import_csv(struct call *c, struct telling *t,
                      struct import_totals *totals, struct strs *ignored,
                      struct error *err)
{
    const char *map_name = options_text(&c->options, OPTION_MAP);
    const struct csv_options o = {
        .operation = operation,
        .delimiter = delimiter(c),
        .dry_run = options_has(&c->options, OPTION_DRY_RUN),
        .ignore_unknown = options_has(&c->options, OPTION_IGNORE_UNKNOWN)
    };
    struct store *s = c->session.store;
    struct sheet_map *map;
    enum kind kind;
    int failed;

    if (!map_name) {
        if (kind_parse(&kind, options_text(&c->options, OPTION_KIND), err) != 0)
            return -1;
        return table_import(s, kind, c->args, c->n, &o, tell, t, totals,
                            ignored, err);
    }
    if (sheet_map_load(&map, map_name, err) != 0)
        return -1;
    failed =
        sheet_import(s, map, c->args, c->n, &o, tell, t, totals, ignored, err);
    sheet_map_free(map);
    return failed;
}

static int import(struct call *c, struct telling *t,
                  struct import_totals *totals, struct strs *ignored,
                  struct error *err)
{
    int failed;

    if (t->csv)
        say_csv_head();
    if (options_has(&c->options, OPTION_KIND) ||
        options_has(&c->options, OPTION_MAP))
        failed = import_csv(c, t, totals, ignored, err);
    else
        failed = import_xml(c, t, totals, err);
    if (t->json)
        say_array_end(t->n);
    return failed;
}

int cmd_import(struct call *c, struct error *err)
{
    struct telling t = { .csv = call_format_is(c, "csv"),
                         .json = call_format_is(c, "json") };
    bool dry_run = options_has(&c->options, OPTION_DRY_RUN);
    struct import_totals totals = { { 0 } };
    struct strs ignored = STRS_INIT;
    int failed = check_call(c, err);

    if (failed)
        return -1;
    session_introduce(&c->session);
    failed = import(c, &t, &totals, &ignored, err);
    talk_ignored(&ignored);
    strs_release(&ignored);
    if (failed)
        return -1;
    talk_totals(&totals, dry_run);
    if (!dry_run)
        warn_of_persons(c->session.store, &totals);
    return 0;
}
