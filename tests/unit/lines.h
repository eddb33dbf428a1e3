/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_TESTS_LINES_H
#define LARDER_TESTS_LINES_H

#include "register.h"

/*
 * A register from lines, one a record: "KIND REF FIELD=VALUE|FIELD=VALUE",
 * written as one change, so that a line may name what comes behind it.  A
 * title, a name or words that a kind must have are "T" unless said.
 */

static inline enum kind lines_kind(const char *name, size_t len)
{
    int i;

    for (i = 0; i < KIND_COUNT; i++)
        if (strlen(kind_info((enum kind)i)->name) == len &&
            strncmp(kind_info((enum kind)i)->name, name, len) == 0)
            return (enum kind)i;
    bug("no kind '%s'", name);
}

static inline void lines_fill(struct record *r)
{
    const struct kind_info *k = kind_info(r->kind);
    size_t i;

    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if ((field_info(field)->flags & FIELD_MUST) &&
            field_info(field)->type == TYPE_TEXT)
            register_set(r, field, "T");
    }
}

static inline void lines_put(struct store *s, const char *line)
{
    size_t kind = strcspn(line, " ");
    const char *ref = line + kind + 1;
    size_t len = strcspn(ref, " ");
    struct strs fields = STRS_INIT;
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    char *copy = xstrndup(ref, len);
    struct record r;
    size_t i;

    record_init(&r, lines_kind(line, kind), copy);
    lines_fill(&r);
    strs_split(&fields, ref + len, '|');
    for (i = 0; i < fields.n; i++) {
        char *name = fields.v[i], *value = strchr(name, '=');

        *value++ = '\0';
        if (field_find(r.kind, name) == FIELD_COUNT)
            bug("no field '%s'", name);
        register_set(&r, field_find(r.kind, name), value);
    }
    must(change_put(s, &r, &outcome, &err), &err);
    record_release(&r);
    strs_release(&fields);
    free(copy);
}

/* The list ends with a NULL. */
static inline struct store *lines_register(const char *const *lines)
{
    struct change_info info = { .operation = "add" };
    struct store *s = register_new();
    struct error err = ERROR_INIT;

    must(change_begin(s, &info, &err), &err);
    for (; *lines; lines++)
        lines_put(s, *lines);
    must(change_commit(s, &err), &err);
    return s;
}

#endif
