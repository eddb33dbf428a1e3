/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/table_headings.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/check.h"

void table_clear(struct table *t)
{
    for (size_t i = 0; i < t->n; i++) {
        free(t->v[i].lang);
        free(t->v[i].heading);
    }
    free(t->v);
    t->v = NULL;
    t->n = 0;
}

const struct column *table_column(const struct table *t,
                                  const struct column *like)
{
    for (size_t i = 0; i < t->n; i++) {
        const struct column *c = &t->v[i];

        if (c->kind == like->kind && c->field == like->field &&
            strcmp(c->lang ? c->lang : "", like->lang ? like->lang : "") == 0)
            return c;
    }
    return NULL;
}

bool table_has(const struct table *t, enum column_kind kind)
{
    const struct column like = { .kind = kind, .field = FIELD_COUNT };

    return table_column(t, &like) != NULL;
}

/* Behind the name of a field: "@fr", "@fr@of". */
static int read_lang(struct column *c, char *lang, struct error *err)
{
    const struct field_info *f = field_info(c->field);
    char *of = strchr(lang, '@');
    struct buf b = BUF_INIT;

    if (of)
        *of++ = '\0';
    if (of && strcmp(of, "of") != 0)
        return error_set(err, ERROR_FAILED,
                         _("there is no column '%s'; behind a language there "
                           "can be '@of' only"),
                         c->heading);
    if (!(f->flags & FIELD_WORDS))
        return error_set(err, ERROR_FAILED,
                         _("'%s' holds no words in other languages; take out "
                           "the column '%s'"),
                         f->name, c->heading);
    if (check_language(&b, lang, err) != 0) {
        buf_release(&b);
        return error_prefix(err, "'%s'", c->heading);
    }
    c->lang = buf_detach(&b);
    c->kind = of ? COLUMN_OF : COLUMN_WORDS;
    return 0;
}

static int read_field(struct table *t, struct column *c, struct error *err)
{
    char *name = xstrdup(c->heading);
    char *at = strchr(name, '@');
    int failed;

    if (at)
        *at++ = '\0';
    c->kind = COLUMN_FIELD;
    failed = field_parse(&c->field, t->kind, name, err);
    if (!failed && at)
        failed = read_lang(c, at, err);
    free(name);
    return failed;
}

static int read_heading(struct table *t, struct column *c, struct error *err)
{
    enum kind parent = kind_info(t->kind)->parent;

    c->field = FIELD_COUNT;
    if (!*c->heading)
        c->kind = COLUMN_BLANK;
    else if (strcmp(c->heading, "ref") == 0)
        c->kind = COLUMN_REF;
    else if (strcmp(c->heading, "was") == 0)
        c->kind = COLUMN_WAS;
    else if (parent != KIND_NONE &&
             strcmp(c->heading, kind_info(parent)->name) == 0)
        c->kind = COLUMN_PARENT;
    else
        return read_field(t, c, err);
    return 0;
}

static int add_column(struct csv_import *m, struct table *t, const char *given,
                      struct error *err)
{
    struct column c = { .kind = COLUMN_BLANK, .lang = NULL };
    struct buf heading = BUF_INIT;
    int failed;

    fold_line(&heading, given);
    c.heading = buf_detach(&heading);
    failed = read_heading(t, &c, err);
    if (failed && m->options->ignore_unknown) {
        error_clear(err);
        c.kind = COLUMN_IGNORED;
        if (!strs_has(&m->ignored, c.heading))
            strs_add(&m->ignored, c.heading);
        failed = 0;
    }
    if (!failed && c.kind > COLUMN_IGNORED && table_column(t, &c))
        failed = error_set(err, ERROR_FAILED,
                           _("there are two columns '%s'; take one of them "
                             "out"),
                           c.heading);
    t->v[t->n++] = c; /* owned now */
    return failed;
}

int table_headings(struct csv_import *m, const struct csv *row, void *data,
                   struct error *err)
{
    struct table *t = data;

    table_clear(t);
    t->v = xcalloc(row->n + 1, sizeof *t->v);
    for (size_t i = 0; i < row->n; i++)
        if (add_column(m, t, csv_field(row, i), err) != 0)
            return -1;
    if (table_has(t, COLUMN_REF) || table_has(t, COLUMN_PARENT) ||
        t->kind == KIND_ORGANISATION)
        return 0;
    return error_set(err, ERROR_FAILED,
                     _("there is no column 'ref', so it is not known which "
                       "record a row is; add one in front"));
}
