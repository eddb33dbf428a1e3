/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <stdlib.h>
#include <string.h>

#include "app/pager.h"
#include "base/columns.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/wrap.h"
#include "cli/command.h"
#include "cli/say.h"
#include "model/vocabulary.h"

/* --- list ---------------------------------------------------------------- */

static void list_text(void)
{
    struct columns table;
    const char *id;

    columns_init(&table, 3, pager_width());
    table.wrap = true;
    columns_add(&table, _("Vocabulary"));
    columns_add(&table, _("Terms"));
    columns_add(&table, _("Title"));
    for (size_t i = 0; (id = vocabulary_id(i)) != NULL; i++) {
        const struct vocabulary *v = vocabulary_find(id);
        char *count = xasprintf("%zu", v->count);

        columns_add(&table, v->id);
        columns_add(&table, count);
        columns_add(&table, _(v->title));
        free(count);
    }
    columns_print(&table, stdout);
    columns_release(&table);
}

static void list_csv(void)
{
    static const char *const heading[] = { "vocabulary", "terms", "title" };
    const char *id;

    say_csv(heading, 3);
    for (size_t i = 0; (id = vocabulary_id(i)) != NULL; i++) {
        const struct vocabulary *v = vocabulary_find(id);
        char *count = xasprintf("%zu", v->count);
        const char *const cells[] = { v->id, count, v->title };

        say_csv(cells, 3);
        free(count);
    }
}

static void list_json(void)
{
    const char *id;
    size_t i;

    for (i = 0; (id = vocabulary_id(i)) != NULL; i++) {
        const struct vocabulary *v = vocabulary_find(id);

        say_array(json_pack("{s:s, s:I, s:s}", "vocabulary", v->id, "terms",
                            (json_int_t)v->count, "title", v->title),
                  i);
    }
    say_array_end(i);
}

static int list(const struct call *c, struct error *err)
{
    (void)err;
    if (call_format_is(c, "json"))
        list_json();
    else if (call_format_is(c, "csv"))
        list_csv();
    else
        list_text();
    return 0;
}

/* --- show ---------------------------------------------------------------- */

/* The code of the term above; NULL at the top. */
static const char *broader(const struct vocabulary *v, const struct term *t)
{
    return t->broader < 0 ? NULL : v->terms[t->broader].code;
}

enum { NARROWEST = 20 };

/* Lines that all begin at `indent`, broken where the terminal ends. */
static void say_indented(int indent, const char *text)
{
    size_t width = pager_width();
    struct strs lines = STRS_INIT;
    size_t room =
        width > (size_t)indent + NARROWEST ? width - (size_t)indent : NARROWEST;

    wrap_text(&lines, text, width ? room : 100000);
    for (size_t i = 0; i < lines.n; i++)
        say("%*s%s", indent, "", lines.v[i]);
    strs_release(&lines);
}

static void term_text(const struct term *t)
{
    int indent = 2 * t->depth;
    /* TRANSLATORS: a code and the title of the term. */
    char *head = xasprintf(_("%s: %s"), t->code, _(t->title));

    say_indented(indent, head);
    say_indented(indent + 4, _(t->words));
    say_indented(indent + 4, _(t->help));
    if (t->iri)
        say_indented(indent + 4, t->iri);
    free(head);
}

static void show_text(const struct vocabulary *v)
{
    say("%s: %s", v->id, _(v->title));
    for (size_t i = 0; i < v->count; i++) {
        putchar('\n');
        term_text(&v->terms[i]);
    }
}

static void show_csv(const struct vocabulary *v)
{
    static const char *const heading[] = { "code",  "broader", "title",
                                           "words", "iri",     "help" };

    say_csv(heading, sizeof heading / sizeof *heading);
    for (size_t i = 0; i < v->count; i++) {
        const struct term *t = &v->terms[i];
        const char *above = broader(v, t);
        const char *const cells[] = {
            t->code,  above ? above : "",   t->title,
            t->words, t->iri ? t->iri : "", t->help,
        };

        say_csv(cells, sizeof cells / sizeof *cells);
    }
}

static void show_json(const struct vocabulary *v)
{
    for (size_t i = 0; i < v->count; i++) {
        const struct term *t = &v->terms[i];

        say_array(json_pack("{s:s, s:s?, s:s, s:s, s:s?, s:s}", "code", t->code,
                            "broader", broader(v, t), "title", t->title,
                            "words", t->words, "iri", t->iri, "help", t->help),
                  i);
    }
    say_array_end(v->count);
}

static int unknown(const char *id, struct error *err)
{
    struct nearest near;
    const char *offered;

    nearest_init(&near, id);
    for (size_t i = 0; (offered = vocabulary_id(i)) != NULL; i++)
        nearest_offer(&near, offered);
    if (near.best)
        return error_set(err, ERROR_USAGE,
                         _("there is no vocabulary '%s'; did you mean '%s'?"),
                         id, near.best);
    return error_set(err, ERROR_USAGE,
                     _("there is no vocabulary '%s'; 'larder vocabulary list' "
                       "lists them"),
                     id);
}

static int show(const struct call *c, struct error *err)
{
    const struct vocabulary *v = vocabulary_find(c->args[1]);

    if (!v)
        return unknown(c->args[1], err);
    if (call_format_is(c, "json"))
        show_json(v);
    else if (call_format_is(c, "csv"))
        show_csv(v);
    else
        show_text(v);
    return 0;
}

/* --- what is to be done -------------------------------------------------- */

struct verb {
    const char *name;
    int (*run)(const struct call *c, struct error *err);
    size_t args; /* with the verb itself                                   */
};

static const struct verb verbs[] = {
    { .name = "list", .run = list, .args = 1 },
    { .name = "show", .run = show, .args = 2 },
};

int cmd_vocabulary(struct call *c, struct error *err)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        const struct verb *verb = &verbs[i];

        if (strcmp(verb->name, c->args[0]) != 0)
            continue;
        if (c->n < verb->args)
            return error_set(err, ERROR_USAGE,
                             _("no vocabulary is named; 'larder vocabulary "
                               "list' lists them"));
        if (c->n > verb->args)
            return error_set(err, ERROR_USAGE,
                             _("'%s' is too much; the command is: larder "
                               "vocabulary %s"),
                             c->args[verb->args], verb->name);
        return verb->run(c, err);
    }
    return error_set(err, ERROR_USAGE,
                     _("there is no command 'larder vocabulary %s'; write "
                       "'list' or 'show'"),
                     c->args[0]);
}
