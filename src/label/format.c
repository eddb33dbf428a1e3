/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/format.h"

#include <string.h>

/* It holds all layouts. */
static void make_xml(const struct label *l, enum layout layout, struct buf *out)
{
    (void)layout;
    label_xml(l, out);
}

static const struct label_format formats[] = {
    { .name = "xml", .title = "XML", .make = make_xml },
    { .name = "html", .title = "HTML", .make = label_html },
    { .name = "fodt", .title = "OpenDocument", .make = label_fodt },
};

enum { COUNT = sizeof formats / sizeof *formats };

const struct label_format *label_format_at(size_t i)
{
    return i < COUNT ? &formats[i] : NULL;
}

const struct label_format *label_format_of_file(const char *path)
{
    const char *dot = strrchr(path, '.');

    for (size_t i = 0; dot && i < COUNT; i++)
        if (strcmp(formats[i].name, dot + 1) == 0)
            return &formats[i];
    return NULL;
}
