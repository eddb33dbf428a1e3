/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <stdlib.h>
#include <string.h>

#include "app/pager.h"
#include "audit/coverage_when.h"
#include "audit/profile.h"
#include "audit/report.h"
#include "audit/rule.h"
#include "base/columns.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "cli/command.h"
#include "cli/say.h"
#include "model/country_table.h"
#include "model/region.h"
#include "model/vocabulary.h"
#include "store/query.h"

/* Nothing that explains is cut off. */
static void table_init(struct columns *table, size_t per_row)
{
    columns_init(table, per_row, pager_width());
    table->wrap = true;
}

/* --- kinds --------------------------------------------------------------- */

static void list_kinds(void)
{
    struct columns table;

    table_init(&table, 2);
    for (int i = 0; i < KIND_COUNT; i++) {
        columns_add(&table, kind_info((enum kind)i)->name);
        columns_add(&table, _(kind_info((enum kind)i)->help));
    }
    columns_print(&table, stdout);
    columns_release(&table);
}

static void explain_kind(enum kind kind)
{
    const struct kind_info *k = kind_info(kind);
    struct columns table;

    say("%s: %s", k->name, _(k->title));
    say_wrapped(0, 0, _(k->help));
    if (k->parent != KIND_NONE)
        say(_("It belongs to a %s; its ref is like my-%s/%s/1."),
            kind_info(k->parent)->name, kind_info(k->parent)->name, k->name);
    putchar('\n');
    table_init(&table, 3);
    for (size_t i = 0; i < k->count; i++) {
        const struct field_info *f = field_info((enum field)(k->first + i));

        columns_add(&table, f->name);
        columns_add(&table, type_name(f->type));
        columns_add(&table, _(f->help));
    }
    columns_print(&table, stdout);
    columns_release(&table);
}

/* --- fields -------------------------------------------------------------- */

struct flag_words {
    unsigned flag;
    const char *words;
};

static const struct flag_words flags[] = {
    { FIELD_MUST, N_("Every record of this kind must have it.") },
    { FIELD_ASK, N_("As long as it is blank, the audit asks for it.") },
    { FIELD_NOT, N_("It can be stated as none: @none.") },
    { FIELD_NA, N_("It can be stated as not applicable: @na.") },
    { FIELD_UNK, N_("It can be stated as unknown: @unknown.") },
    { FIELD_WORDS, N_("It can hold words in several languages: "
                      "FIELD@fr=TEXT.") },
    { FIELD_OWN, N_("It names only records of the same dataset.") },
};

static void explain_field(enum field field)
{
    const struct field_info *f = field_info(field);

    say("%s.%s: %s", kind_info(f->kind)->name, f->name, _(f->label));
    say_wrapped(0, 0, _(f->help));
    putchar('\n');
    say(_("Type: %s"), type_name(f->type));
    if (f->vocabulary)
        say(_("Its codes: larder explain %s"), f->vocabulary);
    if (f->target == KIND_ANY)
        say("%s", _("It names records of any kind."));
    else if (f->target != KIND_NONE)
        say(_("It names records of the kind %s."), kind_info(f->target)->name);
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (f->flags & flags[i].flag)
            say("%s", _(flags[i].words));
}

/* --- vocabularies -------------------------------------------------------- */

static void explain_vocabulary(const struct vocabulary *v)
{
    struct columns table;

    say("%s: %s", v->id, _(v->title));
    putchar('\n');
    table_init(&table, 2);
    for (size_t i = 0; i < v->count; i++) {
        const struct term *t = &v->terms[i];
        char *code = xasprintf("%*s%s", 2 * t->depth, "", t->code);

        columns_add(&table, code);
        columns_add(&table, term_words(t, NULL));
        free(code);
    }
    columns_print(&table, stdout);
    columns_release(&table);
}

static void explain_term(const struct vocabulary *v, const struct term *t)
{
    say("%s.%s: %s", v->id, t->code, term_title(t));
    say_wrapped(0, 0, term_words(t, NULL));
    if (*term_help(t))
        say_wrapped(0, 0, term_help(t));
    if (t->broader >= 0)
        say(_("It belongs to: %s"), v->terms[t->broader].code);
    if (t->iri)
        say("%s", t->iri);
    if (t->own)
        say(_("The register adds it: %s"), t->own->ref);
}

/* --- countries ----------------------------------------------------------- */

static void add_country_line(struct columns *table,
                             const struct country_line *line, bool own)
{
    struct buf source = BUF_INIT;

    buf_adds(&source, line->source);
    if (*line->scope)
        buf_addf(&source, "; %s", own ? line->scope : _(line->scope));
    if (own)
        buf_addf(&source, " (%s)", _("from the register"));
    columns_add(table, line->country);
    columns_add(table, country_words(line->country));
    columns_add(table, vocabulary_title("country-statuses", line->status));
    columns_add(table, line->since);
    columns_add(table, line->until);
    columns_add(table, source.s);
    buf_release(&source);
}

/* What holds for which country; lines of the register in place of ours. */
static void explain_countries(void)
{
    const struct country_line *line;
    struct columns table;

    say_wrapped(0, 0,
                _("From when to when a country was in the EEA, or was found to "
                  "protect data well. Where law has changed since, add a "
                  "record of the kind country_rule: those for a country and a "
                  "status take the place of all lines here for these two."));
    putchar('\n');
    table_init(&table, 6);
    columns_add(&table, _("Code"));
    columns_add(&table, _("Country"));
    columns_add(&table, _("Status"));
    columns_add(&table, _("Since"));
    columns_add(&table, _("Until"));
    columns_add(&table, _("Source"));
    for (size_t i = 0; (line = country_own_at(i)); i++)
        add_country_line(&table, line, true);
    for (size_t i = 0; (line = country_line_at(i)); i++)
        if (!country_line_replaced(line))
            add_country_line(&table, line, false);
    columns_print(&table, stdout);
    columns_release(&table);
}

/* --- views --------------------------------------------------------------- */

struct views {
    const char *name;
    struct columns table;
    struct nearest *near; /* NULL: only look for the name                  */
};

static void view_column(const char *view, const char *column, const char *type,
                        const char *help, void *data)
{
    struct views *v = data;

    if (v->near)
        nearest_offer(v->near, view);
    if (strcmp(view, v->name) != 0)
        return;
    columns_add(&v->table, column);
    columns_add(&v->table, type);
    columns_add(&v->table, help && *help ? _(help) : "");
}

static bool explain_view(const char *name)
{
    struct views v = { .name = name };
    bool found;

    table_init(&v.table, 3);
    query_views(view_column, &v);
    found = v.table.cells.n > 0;
    if (found)
        columns_print(&v.table, stdout);
    columns_release(&v.table);
    return found;
}

/* --- profiles ------------------------------------------------------------ */

static void list_profiles(void)
{
    const struct profile *p;
    struct columns table;

    table_init(&table, 3);
    for (size_t i = 0; (p = profile_at(i)) != NULL; i++) {
        char *questions = xasprintf("%zu", p->n);

        columns_add(&table, p->id);
        columns_add(&table, questions);
        columns_add(&table, _(p->title));
        free(questions);
    }
    columns_print(&table, stdout);
    columns_release(&table);
}

/* "organisation.party, party.name" */
static void add_fields(struct buf *out, const struct profile_question *q)
{
    for (size_t i = 0; i < q->n; i++) {
        buf_adds(out, i ? ", " : "");
        profile_add_field(out, q, i);
    }
}

/* Below the question the fields that hold the answer, and the columns of the
 * regulator's sheet that take it. */
static void add_question(struct columns *table,
                         const struct profile_question *q)
{
    char *number = xasprintf("%s%s", q->number, q->required ? "*" : "");
    struct buf fields = BUF_INIT;

    columns_add(table, number);
    columns_add(table, _(q->words));
    for (size_t i = 0; i < q->when.n; i++) {
        columns_add(table, "");
        columns_add(table, _(condition_find(q->when.v[i])->words));
    }
    add_fields(&fields, q);
    columns_add(table, "");
    columns_add(table, fields.s);
    for (size_t i = 0; i < q->headings.n; i++) {
        char *column = xasprintf(_("In its sheet: %s"), q->headings.v[i]);

        columns_add(table, "");
        columns_add(table, column);
        free(column);
    }
    buf_release(&fields);
    free(number);
}

static void explain_profile(const struct profile *p)
{
    struct columns table;
    struct buf from = BUF_INIT;

    say("%s: %s", p->id, _(p->title));
    for (size_t i = 0; i < p->citations.n; i++)
        buf_addf(&from, "%s%s", i ? "; " : "", p->citations.v[i]);
    say_wrapped(0, 0, from.s);
    if (p->asks == KIND_NONE)
        say_wrapped(0, 0,
                    _("Below each question are the fields that hold the "
                      "answer; one with * must have an answer."));
    else
        say_wrapped(0, 0,
                    _("A person answers these questions: 'larder ask'. Below "
                      "each are the fields that it shows as evidence."));
    putchar('\n');
    table_init(&table, 2);
    for (size_t i = 0; i < p->n; i++)
        add_question(&table, &p->questions[i]);
    columns_print(&table, stdout);
    columns_release(&table);
    buf_release(&from);
}

/* --- what was asked ------------------------------------------------------ */

/* Offers everything that can be explained. */
static int unknown(const char *word, struct error *err)
{
    struct nearest near;
    struct views views = { .name = word, .near = &near };
    const struct profile *profile;
    const char *id;

    nearest_init(&near, word);
    nearest_offer(&near, "countries");
    for (int i = 0; i < KIND_COUNT; i++)
        nearest_offer(&near, kind_info((enum kind)i)->name);
    for (size_t i = 0; (id = vocabulary_id(i)) != NULL; i++)
        nearest_offer(&near, id);
    for (size_t i = 0; i < rule_count(); i++)
        nearest_offer(&near, rule_at(i)->id);
    for (size_t i = 0; (profile = profile_at(i)) != NULL; i++)
        nearest_offer(&near, profile->id);
    columns_init(&views.table, 3, 0);
    query_views(view_column, &views);
    columns_release(&views.table);
    if (near.best)
        return error_set(err, ERROR_USAGE,
                         _("there is no rule, kind, vocabulary, profile or "
                           "view '%s'; did you mean '%s'?"),
                         word, near.best);
    return error_set(err, ERROR_USAGE,
                     _("there is no rule, kind, vocabulary, profile or view "
                       "'%s'; 'larder explain kinds' lists the kinds, 'larder "
                       "explain profiles' the profiles, 'larder rules' the "
                       "rules"),
                     word);
}

/* "dataset.title", "purposes.research": 1, 0 if the first part is unknown. */
static int explain_part(const char *word, struct error *err)
{
    const char *dot = strchr(word, '.');
    char *whole = dot ? xstrndup(word, (size_t)(dot - word)) : NULL;
    enum kind kind = whole ? kind_find(whole) : KIND_NONE;
    const struct vocabulary *v = whole ? vocabulary_find(whole) : NULL;
    const struct term *t = v ? vocabulary_term(v, dot + 1) : NULL;
    enum field field;
    int found = kind != KIND_NONE || v;

    if (kind != KIND_NONE && field_parse(&field, kind, dot + 1, err) != 0)
        found = -1;
    else if (kind != KIND_NONE)
        explain_field(field);
    else if (t)
        explain_term(v, t);
    else if (v)
        found = error_set(err, ERROR_USAGE,
                          _("the vocabulary %s has no code '%s'; 'larder "
                            "explain %s' lists them"),
                          v->id, dot + 1, v->id);
    free(whole);
    return found;
}

int cmd_explain(struct call *c, struct error *err)
{
    const char *word = c->args[0];
    const struct rule *rule = rule_find(word);
    const struct vocabulary *v = vocabulary_find(word);
    int found;

    if (strcmp(word, "kinds") == 0)
        list_kinds();
    else if (strcmp(word, "countries") == 0)
        explain_countries();
    else if (strcmp(word, "profiles") == 0)
        list_profiles();
    else if (profile_find(word))
        explain_profile(profile_find(word));
    else if (kind_find(word) != KIND_NONE)
        explain_kind(kind_find(word));
    else if (v)
        explain_vocabulary(v);
    else if (rule)
        report_rule(rule, pager_width(), stdout);
    else if (!explain_view(word)) {
        found = explain_part(word, err);
        return found == 0 ? unknown(word, err) : found < 0 ? -1 : 0;
    }
    return 0;
}
