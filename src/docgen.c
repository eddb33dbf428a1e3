/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * docgen NAME: prints what is made from the tables, for `make docs`, which
 * puts it where it is kept.  Tests compare what is kept with what is made.
 *
 * The manual and its examples are made from standard input, a page in the
 * macros of man(7) with lines of our own:
 *
 *     @chapter NAME          what stands in the tables, such as the commands
 *     @example STATUS LINE   a command as it is typed, and how it ends
 *     @ TEXT                 a remark, which is left out
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/actions.h"
#include "app/config.h"
#include "app/options.h"
#include "app/status.h"
#include "audit/coverage_when.h"
#include "audit/profile.h"
#include "audit/rule.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/strs.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "exchange/register_xsd.h"
#include "label/lint.h"
#include "model/kinds.h"
#include "model/vocabulary.h"
#include "store/query.h"

enum { LINE = 78 };

/* --- words in roff --------------------------------------------------------
 */

/* Characters that roff would take for something else, or make pretty. */
static const struct {
    char c;
    const char *roff;
} escapes[] = {
    { '\\', "\\e" },  { '-', "\\-" },   { '\'', "\\(aq" }, { '"', "\\(dq" },
    { '`', "\\(ga" }, { '^', "\\(ha" }, { '~', "\\(ti" },
};

static void add_char(struct buf *out, uint32_t c, const char *bytes, size_t n)
{
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (c == (unsigned char)escapes[i].c) {
            buf_adds(out, escapes[i].roff);
            return;
        }
    if (c < 0x80)
        buf_add(out, bytes, n);
    else
        buf_addf(out, "\\[u%04X]", (unsigned)c);
}

/* Text that stands within a line. */
static void add_text(struct buf *out, const char *s, size_t len)
{
    const char *end = s + len;
    uint32_t c;
    size_t n;

    while (s < end && (n = utf8_decode(s, (size_t)(end - s), &c)) > 0) {
        add_char(out, c, s, n);
        s += n;
    }
}

static void add_font(struct buf *out, char font, const char *s, size_t len)
{
    buf_addf(out, "\\f%c", font);
    add_text(out, s, len);
    buf_adds(out, "\\fR");
}

static void add_bold(struct buf *out, const char *s)
{
    add_font(out, 'B', s, strlen(s));
}

/* Does a sentence end here, and another begin? */
static bool sentence_ends(const char *word, size_t len, const char *next)
{
    return len > 1 && strchr(".?!", word[len - 1]) && *next &&
           !(*next >= 'a' && *next <= 'z');
}

/* Behind the words before it, or on a new line; returns where that ends. */
static size_t add_word(struct buf *out, size_t column, const char *s,
                       size_t len)
{
    struct buf word = BUF_INIT;
    bool fits;

    if (*s == '.')
        buf_adds(&word, "\\&");
    add_text(&word, s, len);
    fits = column + 1 + word.len <= LINE;
    if (column)
        buf_addc(out, fits ? ' ' : '\n');
    buf_adds(out, word.s);
    column = (column && fits ? column + 1 : 0) + word.len;
    buf_release(&word);
    return column;
}

/* Sentences as lines of their own, none of them long. */
static void add_paragraph(struct buf *out, const char *s)
{
    size_t column = 0;

    while (*s) {
        size_t len = strcspn(s, " ");
        const char *next = s + len + strspn(s + len, " ");

        column = add_word(out, column, s, len);
        if (!*next || sentence_ends(s, len, next)) {
            buf_addc(out, '\n');
            column = 0;
        }
        s = next;
    }
}

/* Paragraphs, with an empty line between them. */
static void add_prose(struct buf *out, const char *s)
{
    struct strs lines = STRS_INIT;

    strs_split(&lines, s, '\n');
    for (size_t i = 0; i < lines.n; i++) {
        if (i)
            buf_adds(out, ".PP\n");
        add_paragraph(out, lines.v[i]);
    }
    strs_release(&lines);
}

/* "a b c" as "a, b, c". */
static void add_choices(struct buf *out, const char *choices)
{
    for (; *choices; choices++) {
        if (*choices == ' ')
            buf_addc(out, ',');
        buf_addc(out, *choices);
    }
}

static void add_example(struct buf *out, int status, const char *line)
{
    add_text(out, line, strlen(line));
    if (status)
        buf_addf(out, "  # ends with %d", status);
    buf_addc(out, '\n');
}

/* --- options and commands -------------------------------------------------
 */

static void option_sentences(struct buf *out, const struct option_info *o,
                             const char *formats)
{
    const char *choices = o->choices && !*o->choices ? formats : o->choices;
    const char *fallback = o->fallback ? o->fallback : choices;

    buf_adds(out, o->help);
    if (choices) {
        buf_adds(out, " One of: ");
        add_choices(out, choices);
        buf_addc(out, '.');
    }
    if (fallback)
        buf_addf(out, " If not given: %.*s.", (int)strcspn(fallback, " "),
                 fallback);
}

static void add_option(struct buf *out, enum option_id option,
                       const char *formats)
{
    const struct option_info *o = option_info(option);
    struct buf help = BUF_INIT;

    buf_adds(out, ".TP\n");
    if (o->letter)
        buf_addf(out, "\\fB\\-%c\\fR, ", o->letter);
    buf_adds(out, "\\fB\\-\\-");
    add_text(out, o->name, strlen(o->name));
    buf_adds(out, "\\fR");
    if (o->argument) {
        buf_addc(out, '=');
        add_font(out, 'I', o->argument, strlen(o->argument));
    }
    buf_addc(out, '\n');
    option_sentences(&help, o, formats);
    add_prose(out, help.s);
    buf_release(&help);
}

static void chapter_options(struct buf *out)
{
    for (const enum option_id *o = options_common; *o; o++)
        add_option(out, *o, NULL);
}

static void add_command(struct buf *out, const struct command *k)
{
    const struct command_example *e;

    buf_addf(out, ".SS %s", k->name);
    if (*k->args) {
        buf_addc(out, ' ');
        add_text(out, k->args, strlen(k->args));
    }
    buf_addc(out, '\n');
    add_prose(out, k->purpose);
    if (k->help) {
        buf_adds(out, ".PP\n");
        add_prose(out, k->help);
    }
    for (const enum option_id *o = k->options; o && *o; o++)
        add_option(out, *o, k->formats);
    buf_adds(out, ".PP\nExamples:\n");
    for (e = k->examples; e && e->line; e++) {
        buf_adds(out, ".PP\n.RS 4\n.EX\nlarder ");
        add_example(out, 0, e->line);
        buf_adds(out, ".EE\n.RE\n.RS 8\n");
        add_prose(out, e->words);
        buf_adds(out, ".RE\n");
    }
}

static void chapter_commands(struct buf *out)
{
    for (size_t i = 0; command_at(i); i++)
        add_command(out, command_at(i));
}

static void examples_commands(struct buf *out)
{
    const struct command_example *e;

    for (size_t i = 0; command_at(i); i++)
        for (e = command_at(i)->examples; e && e->line; e++)
            buf_addf(out, "0\tlarder %s\n", e->line);
}

static void chapter_statuses(struct buf *out)
{
    for (int i = 0; i < STATUS_COUNT; i++) {
        buf_addf(out, ".TP\n.B %d\n", i);
        add_prose(out, status_info((enum status)i)->sentence);
    }
}

static void chapter_settings(struct buf *out)
{
    for (size_t i = 0; config_key(i); i++) {
        buf_adds(out, ".TP\n");
        add_bold(out, config_key(i)->name);
        buf_addc(out, '\n');
        add_prose(out, config_key(i)->help);
    }
}

/* --- the screen -----------------------------------------------------------
 */

static unsigned places_count(unsigned places)
{
    unsigned n = 0;

    for (unsigned p = 1; p < PLACE_END; p <<= 1)
        n += (places & p) != 0;
    return n;
}

static void chapter_places(struct buf *out)
{
    for (unsigned p = 1; p < PLACE_END; p <<= 1) {
        const struct place_info *info = place_info((enum place)p);

        buf_adds(out, ".TP\n");
        add_bold(out, info->name);
        buf_addc(out, '\n');
        add_prose(out, info->title);
    }
}

/* What is not valid in most places says where it is. */
static void add_places(struct buf *out, unsigned places)
{
    if (places_count(places) * 2 >= places_count(PLACE_END - 1))
        return;
    buf_addc(out, ';');
    for (unsigned p = 1; p < PLACE_END; p <<= 1)
        if (places & p) {
            buf_addc(out, ' ');
            add_text(out, place_info((enum place)p)->name,
                     strlen(place_info((enum place)p)->name));
        }
}

static void chapter_actions(struct buf *out)
{
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_info *a = action_info((enum action)i);

        buf_adds(out, ".TP\n");
        for (size_t k = 0; a->keys[k]; k++) {
            buf_adds(out, k ? ", " : "");
            add_bold(out, a->keys[k]);
        }
        if (!a->keys[0])
            buf_addf(out, "\\fB:%s\\fR", a->name);
        buf_adds(out, " (");
        add_font(out, 'I', a->name, strlen(a->name));
        add_places(out, a->places);
        buf_adds(out, ")\n");
        add_prose(out, a->help);
    }
}

/* --- kinds and fields -----------------------------------------------------
 */

static const struct {
    unsigned flag;
    const char *sentence;
} flags[] = {
    { FIELD_MUST, " It must be there." },
    { FIELD_ASK, " The audit asks for it." },
    { FIELD_NOT, " Can be @none." },
    { FIELD_NA, " Can be @na." },
    { FIELD_UNK, " Can be @unknown." },
    { FIELD_WORDS, " Can be said in several languages." },
    { FIELD_OWN, " Only of the same dataset." },
};

/* One sentence where a field may be in all three stated states. */
static void add_flags(struct buf *out, unsigned have)
{
    bool any = (have & FIELD_ANY) == FIELD_ANY;

    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (any && flags[i].flag == FIELD_NOT)
            buf_adds(out, " Can be @none, @na, @unknown.");
        else if ((have & flags[i].flag) && !(any && flags[i].flag & FIELD_ANY))
            buf_adds(out, flags[i].sentence);
    }
}

static void add_field(struct buf *out, enum field field)
{
    const struct field_info *f = field_info(field);
    static const char *const audiences[] = {
        [AUDIENCE_PUBLIC] = "public",
        [AUDIENCE_REGISTER] = "register",
        [AUDIENCE_INTERNAL] = "internal",
    };
    struct buf help = BUF_INIT;

    buf_adds(out, ".TP\n");
    add_bold(out, f->name);
    buf_addf(out, " (%s", type_name(f->type));
    if (f->vocabulary || f->target != KIND_NONE) {
        const char *of =
            f->vocabulary ? f->vocabulary : field_target_name(field);

        buf_adds(out, " of ");
        add_font(out, 'I', of, strlen(of));
    }
    buf_addf(out, ", %s)\n", audiences[f->audience]);
    buf_adds(&help, f->help);
    add_flags(&help, f->flags);
    add_prose(out, help.s);
    buf_release(&help);
}

static void add_kind(struct buf *out, const struct kind_info *k)
{
    enum section section = SECTION_COUNT;

    buf_addf(out, ".SS %s\n", k->name);
    add_prose(out, k->help);
    if (k->parent != KIND_NONE)
        buf_addf(out, "It belongs to a %s.\n", kind_info(k->parent)->name);
    for (size_t i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);
        const struct field_info *f = field_info(field);

        if (f->section != section) {
            buf_adds(out, ".PP\n");
            add_font(out, 'I', section_title(f->section),
                     strlen(section_title(f->section)));
            buf_addc(out, '\n');
        }
        section = f->section;
        add_field(out, field);
    }
}

static void chapter_kinds(struct buf *out)
{
    for (int i = 0; i < KIND_COUNT; i++)
        add_kind(out, kind_info((enum kind)i));
}

static void chapter_vocabularies(struct buf *out)
{
    const char *id;

    for (size_t i = 0; (id = vocabulary_id(i)) != NULL; i++) {
        const struct vocabulary *v = vocabulary_find(id);
        struct buf help = BUF_INIT;

        buf_adds(out, ".TP\n");
        add_bold(out, id);
        buf_addc(out, '\n');
        buf_addf(&help, "%s: %zu terms", v->title, v->count);
        add_prose(out, help.s);
        buf_release(&help);
    }
}

/* --- views and rules ------------------------------------------------------
 */

struct views {
    struct buf *out;
    char *name; /* of the view before this column                         */
};

/* The views of kinds are told by a rule, for they are as many as fields. */
static void view_column(const char *view, const char *column, const char *type,
                        const char *help, void *data)
{
    struct views *v = data;

    if (kind_find(view + strlen("v1_")) != KIND_NONE)
        return;
    if (!v->name || strcmp(v->name, view) != 0)
        buf_addf(v->out, ".SS %s\n", view);
    buf_adds(v->out, ".TP\n");
    add_bold(v->out, column);
    buf_addf(v->out, " (%s)\n", type);
    add_prose(v->out, help);
    free(v->name);
    v->name = xstrdup(view);
}

static void chapter_views(struct buf *out)
{
    struct views v = { .out = out };

    query_views(view_column, &v);
    free(v.name);
}

static void chapter_rules(struct buf *out)
{
    for (size_t i = 0; i < rule_count(); i++) {
        const struct rule *r = rule_at(i);

        buf_adds(out, ".TP\n");
        add_bold(out, r->id);
        buf_addf(out, " (%s)\n", severity_name(r->severity));
        add_prose(out, r->title);
    }
}

/* --- the gates of plain words ---------------------------------------------
 */

static void chapter_gates(struct buf *out)
{
    for (int i = 0; i < GATE_COUNT; i++) {
        const struct gate_info *gate = gate_info((enum gate)i);

        buf_adds(out, ".TP\n");
        add_bold(out, gate->code);
        buf_addf(out, " (%s)\n", lint_severity_name(gate->severity));
        add_prose(out, gate->title);
    }
}

/* --- regulators' questions ------------------------------------------------
 */

/* The number, the question, and below it the fields, whose names are never
 * broken. */
static void add_question(struct buf *out, const struct profile_question *q)
{
    buf_adds(out, ".TP\n");
    add_bold(out, q->number);
    buf_adds(out, q->required ? " (required)\n" : "\n");
    add_prose(out, q->words);
    for (size_t i = 0; i < q->when.n; i++)
        add_prose(out, condition_find(q->when.v[i])->words);
    buf_adds(out, ".br\n");
    for (size_t i = 0; i < q->n; i++) {
        buf_adds(out, "\\%");
        profile_add_field(out, q, i);
        buf_addf(out, "%s\n", i + 1 < q->n ? "," : "");
    }
}

static void chapter_profiles(struct buf *out)
{
    const struct profile *p;

    for (size_t i = 0; (p = profile_at(i)) != NULL; i++) {
        buf_addf(out, ".SS %s\n", p->id);
        add_prose(out, p->title);
        for (size_t j = 0; j < p->n; j++)
            add_question(out, &p->questions[j]);
    }
}

/* --- the page -------------------------------------------------------------
 */

static const struct {
    const char *name;
    void (*add)(struct buf *out);
    void (*examples)(struct buf *out); /* NULL: it has none                */
} chapters[] = {
    { "commands", chapter_commands, examples_commands },
    { "options", chapter_options, NULL },
    { "statuses", chapter_statuses, NULL },
    { "settings", chapter_settings, NULL },
    { "places", chapter_places, NULL },
    { "actions", chapter_actions, NULL },
    { "kinds", chapter_kinds, NULL },
    { "vocabularies", chapter_vocabularies, NULL },
    { "views", chapter_views, NULL },
    { "rules", chapter_rules, NULL },
    { "gates", chapter_gates, NULL },
    { "profiles", chapter_profiles, NULL },
};

static int add_chapter(struct buf *out, const char *name, bool examples)
{
    for (size_t i = 0; i < sizeof chapters / sizeof *chapters; i++) {
        if (strcmp(chapters[i].name, name) != 0)
            continue;
        if (!examples)
            chapters[i].add(out);
        else if (chapters[i].examples)
            chapters[i].examples(out);
        return 0;
    }
    return -1;
}

/* A line of ours, without the "@"; -1 where it is none. */
static int add_ours(struct buf *out, const char *line, bool examples)
{
    static const char chapter[] = "chapter ", example[] = "example ";
    char *rest;
    long status;

    if (*line == ' ')
        return 0;
    if (strncmp(line, chapter, strlen(chapter)) == 0)
        return add_chapter(out, line + strlen(chapter), examples);
    if (strncmp(line, example, strlen(example)) != 0)
        return -1;
    status = strtol(line + strlen(example), &rest, 10);
    if (strncmp(rest, " larder", strlen(" larder")) != 0)
        return -1;
    if (examples)
        buf_addf(out, "%ld\t%s\n", status, rest + 1);
    else
        add_example(out, (int)status, rest + 1);
    return 0;
}

/* The page on standard input, or only its examples, with how they end. */
static int page(struct buf *out, bool examples)
{
    char *line = NULL;
    size_t room = 0;
    int failed = 0;
    ssize_t len;

    for (long n = 1; !failed && (len = getline(&line, &room, stdin)) > 0; n++) {
        if (line[len - 1] == '\n')
            line[len - 1] = '\0';
        if (*line == '@')
            failed = add_ours(out, line + 1, examples);
        else if (!examples)
            buf_addf(out, "%s\n", line);
        if (failed)
            fprintf(stderr, "docgen: line %ld: %s\n", n, line);
    }
    free(line);
    return failed;
}

/* --- what is asked for ----------------------------------------------------
 */

static int doc_xsd(struct buf *out)
{
    register_xsd(out);
    return 0;
}

static int doc_man(struct buf *out)
{
    buf_adds(out, ".\\\" Made by docgen from man/larder.1.in: make docs.\n");
    return page(out, false);
}

static int doc_examples(struct buf *out)
{
    return page(out, true);
}

static const struct {
    const char *name;
    int (*add)(struct buf *out);
} docs[] = {
    { "xsd", doc_xsd },           /* schemas/larder-register.xsd          */
    { "man", doc_man },           /* man/larder.1                         */
    { "examples", doc_examples }, /* tests/manual-examples.sh runs them   */
};
enum { DOCS = sizeof docs / sizeof *docs };

static int usage(void)
{
    size_t i;

    fputs("usage: docgen NAME\nnames:", stderr);
    for (i = 0; i < DOCS; i++)
        fprintf(stderr, " %s", docs[i].name);
    fputc('\n', stderr);
    return 2;
}

int main(int argc, char **argv)
{
    struct buf out = BUF_INIT;
    int failed;
    size_t i;

    for (i = 0; argc == 2 && i < DOCS; i++) {
        if (strcmp(docs[i].name, argv[1]) != 0)
            continue;
        failed = docs[i].add(&out);
        if (!failed && fwrite(out.s, 1, out.len, stdout) != out.len)
            failed = -1;
        if (fclose(stdout) != 0)
            failed = -1;
        buf_release(&out);
        return failed ? 2 : 0;
    }
    return usage();
}
