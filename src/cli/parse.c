/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/parse.h"

#include <argp.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/strs.h"

/* Keys of options without a letter. */
enum { KEY_BASE = 256, GROUP_OWN = 1, GROUP_COMMON = 2 };

struct parser {
    const struct command *command; /* NULL: what is before a command       */
    struct call *call;
    struct argp_option rows[OPTION_COUNT + 2]; /* one heading, one end  */
    size_t rows_n;
    struct strs texts; /* help that was put together                       */
    int next;
    struct error *err;
};

/* --- the rows of argp ---------------------------------------------------- */

static int key_of(enum option_id option)
{
    char letter = option_info(option)->letter;

    return letter ? letter : KEY_BASE + (int)option;
}

static enum option_id option_of(int key)
{
    return key >= KEY_BASE ? (enum option_id)(key - KEY_BASE)
                           : option_find_letter((char)key);
}

/* The values that it can have, NULL: any. */
static const char *choices_of(const struct command *command,
                              enum option_id option)
{
    const char *choices = option_info(option)->choices;

    return choices && !*choices && command ? command->formats : choices;
}

static char *help_of(const struct command *command, enum option_id option)
{
    const struct option_info *o = option_info(option);
    const char *choices = choices_of(command, option);
    struct buf b = BUF_INIT;

    buf_adds(&b, _(o->help));
    if (choices) {
        buf_addc(&b, ' ');
        /* TRANSLATORS: %s is a list such as "text json csv". */
        buf_addf(&b, _("One of: %s."), choices);
    }
    if (o->fallback || choices) {
        buf_addc(&b, ' ');
        /* TRANSLATORS: what an option is when it is not given. */
        buf_addf(&b, _("If not given: %.*s."),
                 (int)strcspn(o->fallback ? o->fallback : choices, " "),
                 o->fallback ? o->fallback : choices);
    }
    return buf_detach(&b);
}

static void add_row(struct parser *p, enum option_id option, int group)
{
    const struct option_info *o = option_info(option);
    char *help = help_of(p->command, option);

    strs_take(&p->texts, help);
    p->rows[p->rows_n++] =
        (struct argp_option){ .name = o->name,
                              .key = key_of(option),
                              .arg = o->argument ? _(o->argument) : NULL,
                              .doc = help,
                              .group = group };
}

/* An empty text has no translation but the head of the catalogue. */
static const char *words(const char *text)
{
    return *text ? _(text) : "";
}

static void add_rows(struct parser *p)
{
    const enum option_id *o;

    if (p->command && p->command->options)
        for (o = p->command->options; *o; o++)
            add_row(p, *o, GROUP_OWN);
    if (p->command)
        p->rows[p->rows_n++] =
            (struct argp_option){ .doc = _("Options of every command:"),
                                  .group = GROUP_COMMON };
    for (o = options_common; *o; o++)
        add_row(p, *o, GROUP_COMMON);
}

/* --- reading ------------------------------------------------------------- */

static const struct argp_option *row_find(const struct parser *p,
                                          const char *name, size_t len)
{
    for (size_t i = 0; i < p->rows_n; i++)
        if (p->rows[i].name && strlen(p->rows[i].name) == len &&
            memcmp(p->rows[i].name, name, len) == 0)
            return &p->rows[i];
    return NULL;
}

/* Behind the name, where to read more. */
static int refuse(const struct parser *p, const char *sentence)
{
    if (p->command)
        error_set(p->err, ERROR_USAGE, _("%s; see 'larder %s --help'"),
                  sentence, p->command->name);
    else
        error_set(p->err, ERROR_USAGE, _("%s; see 'larder --help'"), sentence);
    return EINVAL;
}

static int refuse_unknown(const struct parser *p, const char *name, size_t len)
{
    char *word = xstrndup(name, len);
    struct nearest near;
    char *text;
    int status;

    nearest_init(&near, word);
    for (size_t i = 0; i < p->rows_n; i++)
        if (p->rows[i].name)
            nearest_offer(&near, p->rows[i].name);
    if (near.best)
        text = xasprintf(_("there is no option '--%s' here; did you mean "
                           "'--%s'?"),
                         word, near.best);
    else
        text = xasprintf(_("there is no option '--%s' here"), word);
    status = near.best ? (error_set(p->err, ERROR_USAGE, "%s", text), EINVAL)
                       : refuse(p, text);
    free(word);
    free(text);
    return status;
}

/* argp stopped at this word and said no more than that. */
static int refuse_word(const struct parser *p, const char *word)
{
    bool is_long = strncmp(word, "--", 2) == 0;
    const char *name = word + (is_long ? 2 : 1);
    size_t len = strcspn(name, "=");
    const struct argp_option *row = is_long ? row_find(p, name, len) : NULL;
    char *text;
    int status;

    if (is_long && !row)
        return refuse_unknown(p, name, len);
    if (row && name[len] == '=' && !row->arg)
        text = xasprintf(_("'--%s' takes no value"), row->name);
    else if (row || option_find_letter(*name))
        text = xasprintf(_("'%s' needs a value"), word);
    else
        text = xasprintf(_("there is no option '%s' here"), word);
    status = refuse(p, text);
    free(text);
    return status;
}

/* Was it typed in full?  getopt also takes the beginning of a name. */
static bool typed_in_full(const struct argp_state *state, const char *value,
                          const char *name)
{
    const char *word = state->argv[state->next - 1];
    size_t len = strlen(name);

    if (value == word)
        word = state->argv[state->next - 2];
    return strncmp(word, "--", 2) != 0 ||
           (strncmp(word + 2, name, len) == 0 &&
            (!word[2 + len] || word[2 + len] == '='));
}

static int take_option(struct parser *p, enum option_id option, char *value,
                       struct argp_state *state)
{
    const struct option_info *o = option_info(option);
    const char *choices = choices_of(p->command, option);

    if (!typed_in_full(state, value, o->name)) {
        const char *word = state->argv[state->next - 1];

        if (value == word)
            word = state->argv[state->next - 2];
        return refuse_unknown(p, word + 2, strcspn(word + 2, "="));
    }
    if (value && options_has(&p->call->options, option) && !o->repeats) {
        error_set(p->err, ERROR_USAGE, _("--%s is given twice; give it once"),
                  o->name);
        return EINVAL;
    }
    if (choices && options_choice(choices, value) < 0) {
        error_set(p->err, ERROR_USAGE,
                  _("'%s' is not right for --%s; it is one of: %s"), value,
                  o->name, choices);
        return EINVAL;
    }
    p->call->options.given[option] = value ? value : "";
    if (o->repeats)
        strs_add(&p->call->options.all[option], value);
    return 0;
}

static int take_argument(struct parser *p, char *value,
                         struct argp_state *state)
{
    struct call *c = p->call;

    if (!p->command) {
        p->next = state->next - 1;
        state->next = state->argc;
        return 0;
    }
    c->args[c->n++] = value;
    return 0;
}

static error_t take(int key, char *value, struct argp_state *state)
{
    struct parser *p = state->input;
    const char *word;

    switch (key) {
    case ARGP_KEY_ARG:
        return take_argument(p, value, state);
    case ARGP_KEY_ERROR:
        if (p->err->code != ERROR_NONE)
            return 0;
        word = state->argv[state->next - 1];
        if (*word != '-' && state->next < state->argc)
            word = state->argv[state->next];
        return refuse_word(p, word);
    default:
        if (key > 0 && key < KEY_BASE + OPTION_COUNT &&
            option_of(key) != OPTION_NONE)
            return take_option(p, option_of(key), value, state);
        return ARGP_ERR_UNKNOWN;
    }
}

static void parser_init(struct parser *p, const struct command *command)
{
    *p = (struct parser){ .command = command, .texts = STRS_INIT };
    add_rows(p);
}

static int run_argp(struct parser *p, int argc, char **argv)
{
    struct argp argp = { .options = p->rows, .parser = take };
    unsigned flags = ARGP_IN_ORDER | ARGP_NO_HELP | ARGP_NO_ERRS | ARGP_NO_EXIT;
    error_t failed = argp_parse(&argp, argc, argv, flags, NULL, p);

    if (failed && p->err->code == ERROR_NONE)
        error_set(p->err, ERROR_USAGE, "%s", strerror(failed));
    strs_release(&p->texts);
    return failed ? -1 : 0;
}

int parse_global(struct call *c, int argc, char **argv, int *next,
                 struct error *err)
{
    struct parser p;

    parser_init(&p, NULL);
    p.call = c;
    p.err = err;
    p.next = argc;
    if (run_argp(&p, argc, argv) != 0)
        return -1;
    *next = p.next;
    return 0;
}

/* Too few arguments, or too many. */
static int check_count(const struct call *c, struct error *err)
{
    const struct command *k = c->command;

    if (c->n < k->args_min)
        return error_set(err, ERROR_USAGE,
                         _("something is missing; the command is: larder %s "
                           "%s"),
                         k->name, words(k->args));
    if (c->n > k->args_max)
        return error_set(err, ERROR_USAGE,
                         _("'%s' is too much; the command is: larder %s%s%s"),
                         c->args[k->args_max], k->name, *k->args ? " " : "",
                         words(k->args));
    return 0;
}

int parse_command(struct call *c, int argc, char **argv, struct error *err)
{
    struct parser p;

    parser_init(&p, c->command);
    p.call = c;
    p.err = err;
    c->args = xcalloc((size_t)argc + 1, sizeof *c->args);
    if (run_argp(&p, argc, argv) != 0)
        return -1;
    if (options_has(&c->options, OPTION_HELP) ||
        options_has(&c->options, OPTION_VERSION))
        return 0;
    return check_count(c, err);
}

/* --- help ---------------------------------------------------------------- */

/* What argp says by itself: it looks it up among our translations. */
#define ARGP_SAYS N_("Usage:") N_(" [OPTION...]")

static void add_commands(struct buf *b)
{
    buf_addf(b, "%s\n", _("Commands:"));
    for (size_t i = 0; command_at(i); i++)
        buf_addf(b, "  %-12s %s\n", command_at(i)->name,
                 _(command_at(i)->purpose));
    buf_addf(b, "\n%s",
             _("'larder COMMAND --help' tells more about one of them."));
}

static void add_examples(struct buf *b, const struct command *k)
{
    const struct command_example *e;

    if (k->help)
        buf_addf(b, "%s\n\n", _(k->help));
    buf_adds(b, _("Examples:"));
    for (e = k->examples; e && e->line; e++)
        buf_addf(b, "\n  larder %s\n      %s", e->line, _(e->words));
}

void parse_help(const struct command *command)
{
    struct parser p;
    struct buf doc = BUF_INIT;
    struct argp argp = { .parser = take };
    char *name =
        command ? xasprintf("larder %s", command->name) : xstrdup("larder");

    setenv("ARGP_HELP_FMT", "no-dup-args-note", 0);
    parser_init(&p, command);
    argp.options = p.rows;
    argp.args_doc =
        command ? words(command->args) : _("[COMMAND [ARGUMENT...]]");
    if (!*argp.args_doc)
        argp.args_doc = NULL;
    buf_adds(&doc, command ? _(command->purpose)
                           : _("Keep the register of the data you hold about "
                               "people, and print the label that tells them "
                               "so. Without a command the register is opened "
                               "on the whole screen."));
    buf_addc(&doc, '\v');
    if (command)
        add_examples(&doc, command);
    else
        add_commands(&doc);
    argp.doc = doc.s;
    argp_help(&argp, stdout,
              ARGP_HELP_SHORT_USAGE | ARGP_HELP_LONG | ARGP_HELP_DOC |
                  ARGP_HELP_BUG_ADDR,
              name);
    free(name);
    buf_release(&doc);
    strs_release(&p.texts);
}
