/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Undo and redo.  What somebody else did is undone only after a question. */

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/change.h"
#include "store/history.h"
#include "store/read.h"
#include "ui/screens.h"
#include "ui/ui_state.h"

static void say_many(struct ui *ui, size_t n, bool redo)
{
    if (redo)
        ui_say(ui,
               ngettext("%zu record is again as before the undo",
                        "%zu records are again as before the undo", n),
               n);
    else
        ui_say(ui,
               ngettext("undone: %zu record is as it was before",
                        "undone: %zu records are as they were before", n),
               n);
}

static bool is_there(struct ui *ui, const char *ref)
{
    int64_t id;

    return store_find(ui_store(ui), ref, &id, NULL) != 0;
}

/* The one record, or how many. */
static void say_undone(struct ui *ui, const struct strs *refs, bool redo)
{
    if (refs->n != 1)
        say_many(ui, refs->n, redo);
    else if (!is_there(ui, refs->v[0]))
        ui_say(ui,
               redo ? _("'%s' is removed again; u undoes")
                    : _("undone: '%s' was added, and is taken away; ^R redoes"),
               refs->v[0]);
    else if (redo)
        ui_say(ui, _("'%s' is again as it was before the undo; u undoes"),
               refs->v[0]);
    else
        ui_say(ui, _("undone: '%s' is as it was before; ^R redoes"),
               refs->v[0]);
}

/* The newest change that can be undone, or redone, and its records. */
static int find_last(struct ui *ui, bool redo, char uuid[UUID_TEXT],
                     struct strs *refs, struct error *err)
{
    int got = history_last(ui_store(ui), NULL, redo, uuid, refs, err);

    if (got == 0)
        return error_set(err, ERROR_FAILED, "%s",
                         redo ? _("there is nothing to redo")
                              : _("there is nothing to undo"));
    return got == 1 ? 0 : -1;
}

static int undo_last(struct ui *ui, bool redo, struct strs *refs,
                     struct error *err)
{
    struct change_info info = { .operation = redo ? "redo" : "undo" };
    struct store *s = ui_store(ui);
    char uuid[UUID_TEXT];

    if (change_begin(s, &info, err) != 0)
        return -1;
    if (find_last(ui, redo, uuid, refs, err) != 0 ||
        change_undo(s, uuid, err) != 0) {
        change_rollback(s);
        return -1;
    }
    return change_commit(s, err);
}

static unsigned do_it(struct ui *ui, bool redo)
{
    struct error err = ERROR_INIT;
    struct strs refs = STRS_INIT;

    if (undo_last(ui, redo, &refs, &err) == 0)
        say_undone(ui, &refs, redo);
    ui_fail(ui, &err);
    strs_release(&refs);
    return RESULT_RELOAD;
}

/* --- whose change it was ------------------------------------------------- */

struct whose {
    const char *uuid;
    char *actor;
};

static int look(const struct history_entry *e, void *data, struct error *err)
{
    struct whose *w = data;

    (void)err;
    if (strcmp(e->change, w->uuid) != 0)
        return 0;
    w->actor = e->actor ? xstrdup(e->actor) : NULL;
    return 1;
}

static unsigned answered(struct screen *owner, enum action action)
{
    return action == ACTION_YES ? do_it(owner->ui, false) : RESULT_NONE;
}

static void ask(struct ui *ui, const char *actor, const struct strs *refs)
{
    char *text = xasprintf(_("The last change, of '%s', was made by '%s'. "
                             "Undo it?"),
                           refs->n ? refs->v[0] : "", actor);

    ask_open(
        &(struct question){ .owner = ui->top,
                            .text = text,
                            .answers = { { ACTION_NO, _("no, keep it") },
                                         { ACTION_YES, _("yes, undo it") } },
                            .answered = answered });
    free(text);
}

/* Asks where the change that would be undone is somebody else's. */
static bool is_of_another(struct ui *ui)
{
    struct strs refs = STRS_INIT;
    char uuid[UUID_TEXT];
    struct whose w = { uuid, NULL };
    bool other = false;

    if (find_last(ui, false, uuid, &refs, NULL) == 0)
        history_each(ui_store(ui), NULL, 0, 0, look, &w, NULL);
    if (w.actor && strcmp(w.actor, ui_session(ui)->actor) != 0) {
        other = true;
        ask(ui, w.actor, &refs);
    }
    free(w.actor);
    strs_release(&refs);
    return other;
}

unsigned ui_undo(struct ui *ui, bool redo)
{
    if (ui_refuse(ui) || (!redo && is_of_another(ui)))
        return RESULT_NONE;
    return do_it(ui, redo);
}
