/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/spot.h"

#include <stdlib.h>

#include "base/mem.h"

void spot_release(struct spot *p)
{
    free(p->ref);
    free(p->key);
    *p = (struct spot){ 0 };
}

void spot_set(struct spot *p, const struct list_row *row, size_t at)
{
    spot_release(p);
    *p = (struct spot){ .id = row->id, .ref = xstrdup(row->ref), .at = at };
    p->key = row->key ? xstrdup(row->key) : NULL;
}
