/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/migrate.h"

#include "base/i18n.h"
#include "store/db.h"

int migrate(struct store *s, int from, struct error *err)
{
    /* Version 1 is the first one, so there is nothing to come from yet. */
    return error_set(err, ERROR_FAILED,
                     _("'%s' says that it has layout %d, which no larder ever "
                       "wrote; go back to the last backup"),
                     s->path, from);
}
