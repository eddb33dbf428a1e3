/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/deed.h"
#include "store/history.h"

static int nothing(bool redo, const char *ref, struct error *err)
{
    if (redo)
        return error_set(err, ERROR_FAILED, _("there is nothing to redo"));
    if (ref)
        return error_set(err, ERROR_FAILED,
                         _("there is nothing to undo of '%s'"), ref);
    return error_set(err, ERROR_FAILED, _("there is nothing to undo"));
}

static char *undone_words(const char *ref, bool redo, bool dry_run)
{
    if (redo)
        return xasprintf(dry_run ? _("'%s' would be again as it was before the "
                                     "undo")
                                 : _("'%s' is again as it was before the undo"),
                         ref);
    return xasprintf(dry_run ? _("'%s' would be as it was before")
                             : _("'%s' is as it was before"),
                     ref);
}

static void say_undone(struct deed *d, const struct strs *refs, bool redo)
{
    for (size_t i = 0; i < refs->n; i++)
        strs_take(&d->lines, undone_words(refs->v[i], redo, d->dry_run));
}

/*
 * What is undone is a whole change.  Who names one record does not expect that
 * others, which the same change changed, go back with it.
 */
static int refuse_others(const char *ref, const struct strs *refs,
                         struct error *err)
{
    size_t len = strlen(ref);

    for (size_t i = 0; i < refs->n; i++) {
        const char *other = refs->v[i];

        if (strncmp(other, ref, len) == 0 && (!other[len] || other[len] == '/'))
            continue;
        return error_set(err, ERROR_USAGE,
                         _("the last change of '%s' changed others with it, "
                           "such as '%s'; 'larder undo' without a name undoes "
                           "whole changes, the newest first"),
                         ref, other);
    }
    return 1;
}

/* Looks and undoes within one change, so that nobody comes between. */
static int undo_last(struct deed *d, const char *ref, bool redo,
                     struct error *err)
{
    struct strs refs = STRS_INIT;
    char uuid[UUID_TEXT];
    int got = history_last(d->store, ref, redo, uuid, &refs, err);

    if (got == 0)
        got = nothing(redo, ref, err);
    if (got == 1 && ref)
        got = refuse_others(ref, &refs, err);
    if (got == 1)
        got = change_undo(d->store, uuid, err);
    if (got == 0)
        say_undone(d, &refs, redo);
    strs_release(&refs);
    return got;
}

static int undo(struct call *c, bool redo, struct error *err)
{
    struct deed d;

    if (deed_begin(&d, c, redo ? "redo" : "undo", err) != 0)
        return -1;
    return deed_end(&d, undo_last(&d, c->n ? c->args[0] : NULL, redo, err),
                    err);
}

int cmd_undo(struct call *c, struct error *err)
{
    return undo(c, false, err);
}

int cmd_redo(struct call *c, struct error *err)
{
    return undo(c, true, err);
}
