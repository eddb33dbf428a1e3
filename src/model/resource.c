/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/resource.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *name, const void *resource)
{
    return strcmp(name, ((const struct resource *)resource)->name);
}

const struct resource *resource_find(const char *name)
{
    return bsearch(name, resource_table, resource_count, sizeof *resource_table,
                   compare);
}

const struct resource *resource_at(size_t i)
{
    return i < resource_count ? &resource_table[i] : NULL;
}
