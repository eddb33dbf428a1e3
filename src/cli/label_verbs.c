/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* What may follow the word label; without any of these words it prints. */

#include <string.h>

#include "app/pager.h"
#include "base/i18n.h"
#include "cli/command.h"

struct verb {
    const char *name;
    const char *words; /* how it is written; translate with _()            */
    command_fn *run;
    enum needs needs;
    size_t args_min; /* without the verb itself                            */
    size_t args_max;
    const char *formats;
    const enum option_id *takes; /* ended by OPTION_NONE                   */
    bool pages;
};

#define TAKES(...)                                                             \
    (const enum option_id[])                                                   \
    {                                                                          \
        __VA_ARGS__, OPTION_NONE                                               \
    }

static const struct verb verbs[] = {
    { .name = "print",
      .words = N_("[print] REF..."),
      .run = cmd_label_print,
      .needs = NEEDS_READ,
      .args_max = ARGS_ANY,
      .formats = "text xml html fodt oral message",
      .takes = TAKES(OPTION_ALL, OPTION_FORMAT, OPTION_LANG, OPTION_LAYOUT,
                     OPTION_ON, OPTION_OUTPUT, OPTION_PROFILE, OPTION_WIDTH),
      .pages = true },
    { .name = "check",
      .words = N_("check REF..."),
      .run = cmd_label_check,
      .needs = NEEDS_READ,
      .args_max = ARGS_ANY,
      .formats = "text json",
      .takes = TAKES(OPTION_ALL, OPTION_FORMAT, OPTION_LANG, OPTION_LAYOUT),
      .pages = true },
    { .name = "issue",
      .words = N_("issue REF... --approved-by PARTY"),
      .run = cmd_label_issue,
      .needs = NEEDS_WRITE,
      .args_min = 1,
      .args_max = ARGS_ANY,
      .formats = "text",
      .takes = TAKES(OPTION_APPROVED_BY, OPTION_CHANGES, OPTION_DRAFT,
                     OPTION_DRY_RUN, OPTION_LABEL_VERSION, OPTION_LANG,
                     OPTION_LAYOUT, OPTION_PROFILE) },
    { .name = "verify",
      .words = N_("verify FILE | CODE"),
      .run = cmd_label_verify,
      .needs = NEEDS_READ,
      .args_min = 1,
      .args_max = 1,
      .formats = "text json",
      .takes = TAKES(OPTION_FORMAT),
      .pages = true },
};

enum { VERBS = sizeof verbs / sizeof *verbs };

static bool takes(const struct verb *verb, enum option_id option)
{
    for (const enum option_id *o = verb->takes; *o; o++)
        if (*o == option)
            return true;
    return false;
}

/* The options of the command that are not the verb's. */
static int check_options(const struct call *c, const struct verb *verb,
                         struct error *err)
{
    for (const enum option_id *o = c->command->options; *o; o++)
        if (options_has(&c->options, *o) && !takes(verb, *o))
            return error_set(err, ERROR_USAGE,
                             _("--%s does not go with 'larder label %s'; leave "
                               "it out"),
                             option_info(*o)->name, verb->name);
    if (options_has(&c->options, OPTION_FORMAT) &&
        options_choice(verb->formats, call_format(c)) < 0)
        return error_set(err, ERROR_USAGE,
                         _("'larder label %s' has no format '%s'; choose one "
                           "of: %s"),
                         verb->name, call_format(c), verb->formats);
    return 0;
}

static int check_words(const struct call *c, const struct verb *verb,
                       struct error *err)
{
    if (c->n < verb->args_min)
        return error_set(err, ERROR_USAGE,
                         _("something is missing; the command is: larder label "
                           "%s"),
                         _(verb->words));
    if (c->n > verb->args_max)
        return error_set(err, ERROR_USAGE,
                         _("'%s' is too much; the command is: larder label %s"),
                         c->args[verb->args_max], _(verb->words));
    return check_options(c, verb, err);
}

/* The verb that is named first, which is then no argument any more. */
static const struct verb *take_verb(struct call *c)
{
    for (size_t i = 0; i < VERBS && c->n; i++)
        if (strcmp(verbs[i].name, c->args[0]) == 0) {
            c->n--;
            memmove(c->args, c->args + 1, c->n * sizeof *c->args);
            return &verbs[i];
        }
    return &verbs[0];
}

int cmd_label(struct call *c, struct error *err)
{
    const struct verb *verb = take_verb(c);

    if (check_words(c, verb, err) != 0 || call_open(c, verb->needs, err) != 0)
        return -1;
    if (verb->pages && call_format_is(c, "text"))
        pager_begin();
    call_tell_at(c);
    return verb->run(c, err);
}
