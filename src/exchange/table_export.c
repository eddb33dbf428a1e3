/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/escape.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/read.h"

/* The languages of a field. */
struct langs {
    struct strs all;   /* sorted                                           */
    struct strs stale; /* those that are stale in some record, sorted      */
};

struct table {
    struct store *store;
    enum kind kind;
    FILE *out;
    struct langs *langs; /* one for each field of the kind                 */
    struct buf line;
    struct buf cell;
};

static void add_lang(struct strs *l, const char *lang)
{
    if (strs_has(l, lang))
        return;
    strs_add(l, lang);
    strs_sort_unique(l);
}

static int look_at(const struct record *r, void *data, struct error *err)
{
    struct table *t = data;

    (void)err;
    for (size_t i = 0; i < kind_info(t->kind)->count; i++) {
        const struct value *v = &r->values[i];

        for (size_t w = 0; w < v->words_n; w++) {
            add_lang(&t->langs[i].all, v->words[w].lang);
            if (words_stale(v, &v->words[w]))
                add_lang(&t->langs[i].stale, v->words[w].lang);
        }
    }
    return 0;
}

static void add_cell(struct table *t, const char *s)
{
    if (t->line.len)
        buf_addc(&t->line, ',');
    escape_csv(&t->line, s, true);
}

static int write_line(struct table *t, struct error *err)
{
    buf_addc(&t->line, '\n');
    if (fwrite(t->line.s, 1, t->line.len, t->out) == t->line.len) {
        buf_clear(&t->line);
        return 0;
    }
    return error_set(err, ERROR_FAILED,
                     _("the export could not be written: %s"), strerror(errno));
}

/* ---- headings ----------------------------------------------------------- */

static void add_heading(struct table *t, const char *field, const char *lang,
                        const char *of)
{
    buf_clear(&t->cell);
    buf_addf(&t->cell, "%s%s%s%s", field, *lang ? "@" : "", lang, of);
    add_cell(t, t->cell.s);
}

static int write_headings(struct table *t, struct error *err)
{
    const struct kind_info *k = kind_info(t->kind);

    add_cell(t, "ref");
    for (size_t i = 0; i < k->count; i++) {
        const char *name = field_info((enum field)(k->first + i))->name;
        const struct langs *l = &t->langs[i];

        add_heading(t, name, "", "");
        for (size_t n = 0; n < l->all.n; n++) {
            add_heading(t, name, l->all.v[n], "");
            if (strs_has(&l->stale, l->all.v[n]))
                add_heading(t, name, l->all.v[n], "@of");
        }
    }
    add_cell(t, "was");
    return write_line(t, err);
}

/* ---- rows --------------------------------------------------------------- */

/* What the gate would refuse has come past it, and could not be read back. */
static int check(const struct record *r, enum field field, const char *s,
                 struct error *err)
{
    if (utf8_check(s, strlen(s), true, err) == 0)
        return 0;
    return error_prefix(err, "%s, %s", r->ref, field_info(field)->name);
}

static void add_words(struct table *t, const struct langs *l,
                      const struct value *v)
{
    for (size_t n = 0; n < l->all.n; n++) {
        const struct words *w = value_words(v, l->all.v[n]);

        buf_clear(&t->cell);
        if (w)
            value_add_escaped(&t->cell, w->text);
        add_cell(t, t->cell.s);
        if (strs_has(&l->stale, l->all.v[n]))
            add_cell(t, w && words_stale(v, w) ? w->base_digest : "");
    }
}

static int add_field(struct table *t, const struct record *r, size_t i,
                     struct error *err)
{
    enum field field = (enum field)(kind_info(t->kind)->first + i);
    const struct value *v = &r->values[i];

    buf_clear(&t->cell);
    value_format(&t->cell, v);
    if (check(r, field, t->cell.s, err) != 0)
        return -1;
    for (size_t w = 0; w < v->words_n; w++)
        if (check(r, field, v->words[w].text, err) != 0)
            return -1;
    add_cell(t, t->cell.s);
    add_words(t, &t->langs[i], v);
    return 0;
}

static int write_row(const struct record *r, void *data, struct error *err)
{
    struct table *t = data;
    char digest[65];

    add_cell(t, r->ref);
    for (size_t i = 0; i < kind_info(t->kind)->count; i++)
        if (add_field(t, r, i, err) != 0)
            return -1;
    if (store_digest(t->store, r, digest, err) != 0)
        return -1;
    add_cell(t, digest);
    return write_line(t, err);
}

static int write_all(struct table *t, struct error *err)
{
    if (store_each(t->store, t->kind, look_at, t, err) != 0 ||
        write_headings(t, err) != 0)
        return -1;
    return store_each(t->store, t->kind, write_row, t, err);
}

int table_export(struct store *s, enum kind kind, FILE *out, struct error *err)
{
    size_t n = kind_info(kind)->count;
    struct table t = { .store = s,
                       .kind = kind,
                       .out = out,
                       .langs = xcalloc(n, sizeof *t.langs),
                       .line = BUF_INIT,
                       .cell = BUF_INIT };
    int failed = store_read_begin(s, err);

    if (!failed) {
        failed = write_all(&t, err);
        store_read_end(s);
    }
    for (size_t i = 0; i < n; i++) {
        strs_release(&t.langs[i].all);
        strs_release(&t.langs[i].stale);
    }
    free(t.langs);
    buf_release(&t.line);
    buf_release(&t.cell);
    return failed;
}
