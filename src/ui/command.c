/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The ":" prompt: any action of the screen below by its name. */

#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "ui/screens.h"
#include "ui/ui_state.h"

/* What was typed at it, for as long as the program runs. */
static struct strs older;

static const char *nearest(const char *name, enum place place)
{
    struct nearest n;

    nearest_init(&n, name);
    for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
        if (action_info((enum action)a)->places & (unsigned)place)
            nearest_offer(&n, action_info((enum action)a)->name);
    return n.best;
}

static void no_such(const char *name, enum place place, struct error *err)
{
    const char *meant = nearest(name, place);

    if (meant)
        error_set(err, ERROR_USAGE,
                  _("'%s' is no action of this screen; did you mean '%s'?"),
                  name, meant);
    else
        error_set(err, ERROR_USAGE,
                  _("'%s' is no action of this screen; Tab completes names, "
                    "? lists all"),
                  name);
}

static unsigned on_accept(struct screen *owner, const char *text,
                          struct error *err)
{
    enum place place = owner->ops->place(owner);
    enum action action;
    unsigned result;

    if (!*text)
        return RESULT_NONE;
    action = action_find(text, place);
    if (action == ACTION_NONE) {
        no_such(text, place, err);
        return RESULT_NONE;
    }
    result = ui_act(owner, action);
    if ((result & RESULT_CLOSE) && owner->below)
        owner->closing = true;
    else if (result & RESULT_CLOSE)
        result |= RESULT_QUIT;
    return result & ~(unsigned)RESULT_CLOSE;
}

/* As far as all names that begin like this agree. */
static void on_complete(struct screen *owner, struct lineedit *line)
{
    enum place place = owner->ops->place(owner);
    const char *found = NULL;
    size_t common = 0, len = line->text.len;

    for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
        const struct action_info *info = action_info((enum action)a);

        if (!(info->places & (unsigned)place) ||
            strncmp(info->name, line->text.s, len) != 0)
            continue;
        if (!found)
            common = strlen(info->name);
        while (found && strncmp(found, info->name, common) != 0)
            common--;
        found = info->name;
    }
    if (found && common > len) {
        struct buf name = BUF_INIT;

        buf_add(&name, found, common);
        lineedit_set(line, name.s);
        buf_release(&name);
    }
}

void command_open(struct ui *ui)
{
    struct prompt p = { .owner = ui->top,
                        .label = ":",
                        .older = &older,
                        .accept = on_accept,
                        .complete = on_complete };

    prompt_open(&p);
}
