/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_SPOT_H
#define LARDER_UI_SPOT_H

#include <stddef.h>
#include <stdint.h>

#include "store/list.h"

/* A place in the list: that of a row, also after the row is gone. */
struct spot {
    int64_t id; /* 0: there is none                                        */
    char *ref;
    char *key;
    size_t at; /* its row on the screen                                    */
};

void spot_release(struct spot *p);

/* That of a row which stands in that row of the screen. */
void spot_set(struct spot *p, const struct list_row *row, size_t at);

#endif
