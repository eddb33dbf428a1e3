/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/own.h"

static own_source_fn *source_fn;
static void *source_data;

void own_set_source(own_source_fn *source, void *data)
{
    source_fn = source;
    source_data = data;
}

const void *own_source(void)
{
    return source_fn ? source_data : NULL;
}

const struct own *own_records(enum kind kind)
{
    static const struct own none = { NULL, 0, 0 };
    const struct own *own = source_fn ? source_fn(kind, source_data) : NULL;

    return own ? own : &none;
}
