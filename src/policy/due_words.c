/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* What is due, in words. */

#include <string.h>

#include "base/i18n.h"
#include "policy/due.h"

static const struct {
    const char *words;
    const char *task; /* NULL: that of the action                          */
} whats[DUE_COUNT] = {
    [DUE_CHECK] = { N_("check"), N_("Check the record") },
    [DUE_USE] = { N_("use ends"), N_("Stop this use") },
    [DUE_RECIPIENT] = { N_("sharing ends"), N_("Stop giving the data") },
    [DUE_NOTICE] = { N_("notice ends"), N_("Put a new notice in its place") },
    [DUE_CONSENT] = { N_("consent ends"), N_("Ask again, or stop the use") },
    [DUE_SENSITIVITY] = { N_("sensitivity"),
                          N_("Judge the sensitivity again") },
    [DUE_RETENTION] = { N_("retention"), NULL },
    [DUE_AGREEMENT] = { N_("agreement ends"),
                        N_("Renew the agreement, or end it") },
    [DUE_RETURN] = { N_("return of data"), NULL },
    [DUE_REVIEW] = { N_("review"), N_("Review the agreement") },
    [DUE_WAIVER] = { N_("waiver ends"),
                     N_("Put it right, or ask for a new waiver") },
    [DUE_REQUEST] = { N_("request"), N_("Answer the person") },
    [DUE_INCIDENT] = { N_("incident"), N_("Tell the authority") },
};

static const struct {
    const char *action;
    const char *task;
} actions[] = {
    { "delete", N_("Delete the data") },
    { "anonymise", N_("Make the data anonymous") },
    { "archive", N_("Move the data to an archive") },
    { "return", N_("Give the data back") },
    { "return-or-delete", N_("Give the data back, or delete them") },
    { "keep-results", N_("Delete the data; results can be kept") },
    { "review", N_("Decide if the data are still needed") },
};

const char *due_words(enum due_what what)
{
    return whats[what].words;
}

const char *due_task(enum due_what what, const char *action)
{
    if (whats[what].task)
        return whats[what].task;
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (strcmp(actions[i].action, action) == 0)
            return actions[i].task;
    return N_("Decide what happens to the data, and do it");
}
