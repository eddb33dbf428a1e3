/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/register_lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

static int lines_failed(struct error *err)
{
    return error_set(err, ERROR_FAILED,
                     _("the temporary file of the import failed (%s); make "
                       "room on the disk"),
                     strerror(errno));
}

/* Parts that may be empty have a "-" in front. */
int import_line_write(struct import *m, const struct incoming *in,
                      struct error *err)
{
    const struct record *r = &in->record;

    if (fprintf(m->lines, "%zu %ld %d %s -%s -%s\n", m->source, in->line,
                (int)r->kind, r->ref, r->uid, in->was) < 0)
        return lines_failed(err);
    if (m->n && r->kind < m->last)
        m->sorted = false;
    m->last = r->kind;
    m->n++;
    return 0;
}

int import_rewind(struct import *m, struct error *err)
{
    m->at = 0;
    if (fflush(m->lines) != 0 || fseek(m->lines, 0, SEEK_SET) != 0)
        return lines_failed(err);
    return 0;
}

/* The next part of a line that ends with this character. */
static char *part(char **at, char end)
{
    char *start = *at, *stop = strchr(start, end);

    if (!stop)
        bug("a line of the import is broken");
    *stop = '\0';
    *at = stop + 1;
    return start;
}

int import_line_read(struct import *m, struct import_line *out,
                     struct error *err)
{
    char *at;

    if (getline(&m->buffer, &m->buffer_room, m->lines) < 0)
        return lines_failed(err);
    at = m->buffer;
    out->source = strtoul(part(&at, ' '), NULL, 10);
    out->line = strtol(part(&at, ' '), NULL, 10);
    out->kind = (enum kind)strtol(part(&at, ' '), NULL, 10);
    out->ref = part(&at, ' ');
    out->uid = part(&at, ' ') + 1;
    out->was = part(&at, '\n') + 1;
    return 0;
}

int import_line_failed(const struct import *m, const struct import_line *l,
                       struct error *err)
{
    return error_prefix(err, "%s:%ld: %s '%s'", m->sources[l->source].name,
                        l->line, kind_info(l->kind)->name, l->ref);
}

int import_lines_each(struct import *m, import_line_fn *each, struct error *err)
{
    struct import_line l;

    if (import_rewind(m, err) != 0)
        return -1;
    for (; m->at < m->n; m->at++) {
        if (import_line_read(m, &l, err) != 0)
            return -1;
        if (each(m, &l, err) != 0)
            return import_line_failed(m, &l, err);
    }
    return 0;
}
