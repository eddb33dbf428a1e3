/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/names.h"

#include <stdlib.h>
#include <string.h>

#include "app/display.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/ref.h"
#include "store/read.h"
#include "ui/paint.h"

/* A title that would be shorter says less than none. */
enum { LEAST_CELLS = 8 };

struct name {
    char *ref;
    char *title;    /* "": it has none                                     */
    enum kind kind; /* KIND_NONE: there is no such record                  */
};

struct names {
    struct store *store;
    struct name *v;
    size_t n;
    size_t room;
};

struct names *names_new(struct store *s)
{
    struct names *n = xcalloc(1, sizeof *n);

    n->store = s;
    return n;
}

void names_forget(struct names *n)
{
    for (size_t i = 0; i < n->n; i++) {
        free(n->v[i].ref);
        free(n->v[i].title);
    }
    n->n = 0;
}

void names_free(struct names *n)
{
    if (!n)
        return;
    names_forget(n);
    free(n->v);
    free(n);
}

/* The title of an organisation is that of its party. */
static void add_title(struct names *n, const struct record *r, struct buf *out)
{
    enum field field = kind_title_field(r->kind);
    const struct value *v = record_get(r, field);
    size_t from = out->len;

    if (v->state != STATE_VALUE)
        return;
    if (field_is_ref(field))
        names_add_title(n, value_text(v), out);
    else
        display_value(out, field, v);
    for (size_t i = from; i < out->len; i++)
        if (out->s[i] == '\n')
            out->s[i] = ' ';
}

/* What it points to stays where it is only until the next one is looked up. */
static const struct name *look_up(struct names *n, const char *ref)
{
    struct name name = { .kind = KIND_NONE };
    struct buf title = BUF_INIT;
    struct record r;

    for (size_t i = 0; i < n->n; i++)
        if (strcmp(n->v[i].ref, ref) == 0)
            return &n->v[i];
    if (store_load(n->store, ref, &r, NULL) == 0) {
        name.kind = r.kind;
        add_title(n, &r, &title);
        record_release(&r);
    }
    name.ref = xstrdup(ref);
    name.title = buf_detach(&title);
    ARRAY_GROW(n->v, n->n, n->room);
    n->v[n->n] = name;
    return &n->v[n->n++];
}

enum kind names_kind(struct names *n, const char *ref)
{
    return look_up(n, ref)->kind;
}

void names_add_title(struct names *n, const char *ref, struct buf *out)
{
    const char *title = look_up(n, ref)->title;

    buf_adds(out, *title ? title : ref);
}

void names_add_title_of(struct names *n, const struct record *r,
                        struct buf *out)
{
    size_t from = out->len;

    add_title(n, r, out);
    if (out->len == from)
        buf_adds(out, r->ref);
}

/* The ref as it is read within its dataset. */
static const char *within(const char *ref, const char *parent)
{
    size_t len = ref_parent_len(ref);

    return parent && len && strlen(parent) == len &&
                   strncmp(ref, parent, len) == 0
               ? ref_slug(ref)
               : ref;
}

void names_add(struct names *n, const char *ref, const char *parent,
               size_t cells, struct buf *out)
{
    const char *title = look_up(n, ref)->title, *name = within(ref, parent);
    size_t taken = utf8_width(name) + strlen(" ()");

    if (!*title || strcmp(title, name) == 0) {
        buf_adds(out, name);
        return;
    }
    if (cells && taken + LEAST_CELLS <= cells)
        paint_fit(out, title, (int)(cells - taken));
    else
        buf_adds(out, title);
    buf_addf(out, " (%s)", name);
}

void names_add_more(size_t more, struct buf *out)
{
    buf_addf(out, ngettext("and %zu more", "and %zu more", more), more);
}

void names_add_value(struct names *n, enum field field, const struct value *v,
                     const char *parent, const char *between, struct buf *out)
{
    if (!field_is_ref(field) || v->state != STATE_VALUE) {
        display_value(out, field, v);
        return;
    }
    for (size_t i = 0; i < v->items.n && i < NAMES_MOST; i++) {
        buf_adds(out, i ? between : "");
        names_add(n, v->items.v[i], parent, 0, out);
    }
    if (v->items.n > NAMES_MOST) {
        buf_adds(out, between);
        names_add_more(v->items.n - NAMES_MOST, out);
    }
}
