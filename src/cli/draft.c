/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "app/csv_draft.h"
#include "app/defaults.h"
#include "app/pager.h"
#include "base/columns.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/deed.h"
#include "cli/say.h"
#include "exchange/json.h"
#include "model/ref.h"
#include "model/vocabulary.h"
#include "store/read.h"

struct drafts {
    struct csv_draft *v;
    size_t n;
};

/* What is told of an element beside its heading. */
static const enum field told[] = { ELEMENT_CATEGORY, ELEMENT_IDENTIFYING_ROLE,
                                   ELEMENT_SPECIAL_CATEGORY };
enum { TOLD = sizeof told / sizeof *told };

/* --- reading the files --------------------------------------------------- */

/* In the order of the choices; 0: find out. */
static char delimiter(const struct call *c)
{
    const struct option_info *o = option_info(OPTION_DELIMITER);
    const char *given = options_text(&c->options, OPTION_DELIMITER);

    return "\0,;\t|"[options_choice(o->choices, given)];
}

static bool is_taken(const struct drafts *d, const char *ref)
{
    for (size_t i = 0; i < d->n; i++)
        if (strcmp(d->v[i].dataset.ref, ref) == 0)
            return true;
    return false;
}

/* A ref that no other file of this call has. */
static void own_ref(struct buf *out, const struct drafts *d, const char *path)
{
    struct buf slug = BUF_INIT;

    csv_draft_ref(&slug, path);
    buf_adds(out, slug.s);
    for (size_t i = 2; is_taken(d, out->s); i++) {
        char suffix[32];
        size_t len = (size_t)snprintf(suffix, sizeof suffix, "-%zu", i);

        buf_clear(out);
        buf_adds(out, slug.s);
        if (out->len + len > REF_SLUG_MAX)
            buf_truncate(out, REF_SLUG_MAX - len);
        buf_adds(out, suffix);
    }
    buf_release(&slug);
}

static int read_file(struct drafts *d, struct call *c, const char *path,
                     struct error *err)
{
    const char *given = options_text(&c->options, OPTION_REF);
    struct buf ref = BUF_INIT;
    int failed;

    if (given)
        buf_adds(&ref, given);
    else
        own_ref(&ref, d, path);
    failed = csv_draft_read(&d->v[d->n], path, ref.s, delimiter(c), err);
    if (!failed)
        d->n++;
    buf_release(&ref);
    return failed;
}

static int check_call(const struct call *c, struct error *err)
{
    bool given = options_has(&c->options, OPTION_REF);

    if (given && c->n > 1)
        return error_set(err, ERROR_USAGE,
                         _("--ref names one dataset, but there are %zu files; "
                           "draft them one by one"),
                         c->n);
    for (size_t i = 0; i < c->n && !given; i++)
        if (strcmp(c->args[i], "-") == 0)
            return error_set(err, ERROR_USAGE,
                             _("standard input has no name from which to make "
                               "a ref; give one with --ref"));
    return 0;
}

/* --- storing ------------------------------------------------------------- */

static int check_new(struct deed *d, const struct csv_draft *f,
                     struct error *err)
{
    int64_t id;
    int found = store_find(d->store, f->dataset.ref, &id, err);

    if (found <= 0)
        return found;
    return error_set(err, ERROR_FAILED,
                     _("%s: the register has a record '%s' already; draft "
                       "this file by itself and name the dataset with --ref"),
                     f->name, f->dataset.ref);
}

static int put_draft(struct deed *d, struct csv_draft *f, struct error *err)
{
    if (check_new(d, f, err) != 0 ||
        defaults_fill(&f->dataset, d->store, NULL, NULL, err) != 0)
        return -1;
    if (deed_put(d, &f->dataset, err) != 0)
        return error_prefix(err, "%s", f->name);
    for (size_t i = 0; i < f->n; i++)
        if (deed_put(d, &f->columns[i].element, err) != 0)
            return csv_draft_failed(f, i, err);
    return 0;
}

static int store_drafts(struct drafts *d, struct call *c, struct error *err)
{
    struct deed deed;
    int failed = 0;

    if (deed_begin(&deed, c, "draft", err) != 0)
        return -1;
    deed.quiet = true;
    for (size_t i = 0; i < d->n && !failed; i++)
        failed = put_draft(&deed, &d->v[i], err);
    return deed_end(&deed, failed, err);
}

/* --- saying what was made ------------------------------------------------ */

static const struct value *told_value(const struct csv_column *c, size_t i)
{
    return record_get(&c->element, told[i]);
}

/* The titles of the codes. */
static void add_titles(struct columns *t, enum field field,
                       const struct value *v)
{
    struct buf cell = BUF_INIT;

    for (size_t i = 0; i < v->items.n; i++)
        buf_addf(
            &cell, "%s%s", i ? ", " : "",
            vocabulary_title(field_info(field)->vocabulary, v->items.v[i]));
    columns_add(t, cell.s);
    buf_release(&cell);
}

static void say_text(const struct csv_draft *f, bool dry_run)
{
    struct columns t;

    say(dry_run ? ngettext("would add dataset '%s' with %zu element",
                           "would add dataset '%s' with %zu elements", f->n)
                : ngettext("added dataset '%s' with %zu element",
                           "added dataset '%s' with %zu elements", f->n),
        f->dataset.ref, f->n);
    columns_init(&t, 1 + TOLD, pager_width());
    columns_add(&t, _("Heading"));
    for (size_t i = 0; i < TOLD; i++)
        columns_add(&t, _(field_info(told[i])->label));
    for (size_t k = 0; k < f->n; k++) {
        columns_add(&t,
                    *f->columns[k].heading
                        ? f->columns[k].heading
                        : record_text(&f->columns[k].element, ELEMENT_WORDS));
        for (size_t i = 0; i < TOLD; i++)
            add_titles(&t, told[i], told_value(&f->columns[k], i));
    }
    columns_print(&t, stdout);
    columns_release(&t);
}

static void say_csv_row(const struct csv_draft *f, size_t column)
{
    const struct csv_column *c = &f->columns[column];
    const char *cells[4 + TOLD] = { f->dataset.ref, c->element.ref, NULL,
                                    c->heading };
    struct buf codes[TOLD] = { BUF_INIT, BUF_INIT, BUF_INIT };
    char *number = xasprintf("%zu", column + 1);

    cells[2] = number;
    for (size_t i = 0; i < TOLD; i++) {
        value_format(&codes[i], told_value(c, i));
        cells[4 + i] = codes[i].s;
    }
    say_csv(cells, 4 + TOLD);
    for (size_t i = 0; i < TOLD; i++)
        buf_release(&codes[i]);
    free(number);
}

static void say_csv_head(void)
{
    const char *cells[4 + TOLD] = { "dataset", "ref", "column", "heading" };

    for (size_t i = 0; i < TOLD; i++)
        cells[4 + i] = field_info(told[i])->name;
    say_csv(cells, 4 + TOLD);
}

/* As json_record() has it, but that a blank is null. */
static json_t *json_codes(enum field field, const struct value *v)
{
    json_t *list;

    if (v->items.n == 0)
        return json_null();
    if (!field_repeats(field))
        return json_words(v->items.v[0]);
    list = json_array();
    for (size_t i = 0; i < v->items.n; i++)
        json_array_append_new(list, json_words(v->items.v[i]));
    return list;
}

static void say_json_row(const struct csv_draft *f, size_t column,
                         size_t before)
{
    const struct csv_column *c = &f->columns[column];
    json_t *o = json_object();

    json_object_set_new(o, "dataset", json_words(f->dataset.ref));
    json_object_set_new(o, "ref", json_words(c->element.ref));
    json_object_set_new(o, "column", json_integer((json_int_t)column + 1));
    json_object_set_new(o, "heading", json_words(c->heading));
    for (size_t i = 0; i < TOLD; i++)
        json_object_set_new(o, field_info(told[i])->name,
                            json_codes(told[i], told_value(c, i)));
    say_array(o, before);
}

static void say_drafts(const struct drafts *d, struct call *c)
{
    bool json = call_format_is(c, "json"), csv = call_format_is(c, "csv");
    size_t n = 0;

    if (csv)
        say_csv_head();
    for (size_t i = 0; i < d->n; i++) {
        if (!json && !csv)
            say_text(&d->v[i], options_has(&c->options, OPTION_DRY_RUN));
        for (size_t k = 0; k < d->v[i].n && (json || csv); k++)
            if (json)
                say_json_row(&d->v[i], k, n++);
            else
                say_csv_row(&d->v[i], k);
    }
    if (json)
        say_array_end(n);
}

int cmd_draft(struct call *c, struct error *err)
{
    struct drafts d = { xcalloc(c->n, sizeof *d.v), 0 };
    int failed = check_call(c, err);

    for (size_t i = 0; i < c->n && !failed; i++)
        failed = read_file(&d, c, c->args[i], err);
    if (!failed)
        failed = store_drafts(&d, c, err);
    if (!failed)
        say_drafts(&d, c);
    for (size_t i = 0; i < d.n; i++)
        csv_draft_release(&d.v[i]);
    free(d.v);
    return failed;
}
