/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/csv_draft.h"

#include <errno.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/csv.h"
#include "model/ref.h"

/* ---- names -------------------------------------------------------------- */

/* Without its folder, which may be a name that is nobody's business. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* The name of a file without its folder and what stands behind a dot. */
static char *bare_name(const char *path)
{
    const char *name = base_name(path);
    const char *dot = strrchr(name, '.');

    return dot && dot > name ? xstrndup(name, (size_t)(dot - name))
                             : xstrdup(name);
}

void csv_draft_ref(struct buf *out, const char *path)
{
    char *name = bare_name(path);

    ref_from_words(out, name);
    free(name);
}

/* Sets a text that is its own, and frees it. */
static int set_made_text(struct record *r, enum field field, char *text,
                         struct error *err)
{
    int failed = record_set_text(r, field, text, err);

    free(text);
    return failed;
}

static int set_dataset(struct csv_draft *d, const char *path, struct error *err)
{
    char *name =
        strcmp(path, "-") == 0 ? xstrdup(d->dataset.ref) : bare_name(path);
    struct buf title = BUF_INIT;
    int failed;

    heading_words(&title, name);
    failed = record_set_text(&d->dataset, DATASET_TITLE,
                             title.len ? title.s : name, err);
    buf_release(&title);
    free(name);
    if (!failed)
        failed = set_made_text(
            &d->dataset, DATASET_NOTES,
            xasprintf(_("Drafted from the headings of '%s' alone: check every "
                        "element, and fill in what is blank."),
                      base_name(d->name)),
            err);
    return failed ? error_prefix(err, "%s", d->name) : 0;
}

/* ---- elements ----------------------------------------------------------- */

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* The slug of a heading, or the number of the column where it gives none. */
static void add_slug(struct buf *out, const struct csv_draft *d)
{
    struct buf words = BUF_INIT;

    heading_words(&words, d->columns[d->n - 1].heading);
    ref_from_words(out, words.s);
    if (strcmp(out->s, "x") == 0) { /* none of its letters is in a ref */
        buf_clear(out);
        buf_addf(out, "%zu", d->n);
    }
    buf_release(&words);
}

/*
 * A slug that is not in the tree: with the number of the column behind it, if
 * need be.  Were that taken, too, no other column tries the next number.
 */
static void add_own_slug(struct buf *out, const struct csv_draft *d,
                         void **tree)
{
    struct buf slug = BUF_INIT;
    size_t number;

    add_slug(&slug, d);
    buf_adds(out, slug.s);
    for (number = d->n; tfind(out->s, tree, compare);
         number += CSV_FIELDS_MAX) {
        char suffix[32];
        int len = snprintf(suffix, sizeof suffix, "-%zu", number);

        buf_clear(out);
        buf_adds(out, slug.s);
        if (out->len + (size_t)len > REF_SLUG_MAX)
            buf_truncate(out, REF_SLUG_MAX - (size_t)len);
        buf_adds(out, suffix);
    }
    if (!tsearch(xstrdup(out->s), tree, compare))
        bug("no memory");
    buf_release(&slug);
}

static char *element_ref(const struct csv_draft *d, void **tree)
{
    struct buf slug = BUF_INIT;
    char *ref;

    add_own_slug(&slug, d, tree);
    ref = xasprintf("%s/%s/%s", d->dataset.ref, kind_info(KIND_ELEMENT)->name,
                    slug.s);
    buf_release(&slug);
    return ref;
}

/* The fields that a guess may fill. */
static const struct {
    enum field field;
    size_t offset; /* of the codes in the pattern                          */
} guessed[] = {
    { ELEMENT_CATEGORY, offsetof(struct heading_pattern, category) },
    { ELEMENT_IDENTIFYING_ROLE, offsetof(struct heading_pattern, role) },
    { ELEMENT_SPECIAL_CATEGORY, offsetof(struct heading_pattern, special) },
};

/* Sets what is guessed, and adds the names of these fields. */
static void set_guess(struct csv_column *c, struct buf *names)
{
    for (size_t i = 0; c->guess && i < sizeof guessed / sizeof *guessed; i++) {
        enum field field = guessed[i].field;
        const char *codes =
            *(const char *const *)((const char *)c->guess + guessed[i].offset);
        struct error err = ERROR_INIT;

        if (!codes)
            continue;
        if (value_parse_text(record_value(&c->element, field), field, codes,
                             &err) != 0)
            bug("headings: %s", err.text);
        buf_addf(names, "%s%s", names->len ? ", " : "",
                 _(field_info(field)->label));
    }
}

static char *element_notes(const struct csv_column *c, const char *names)
{
    if (!*c->heading)
        return xstrdup(_("This column has no heading: say what is in it, or "
                         "remove the element."));
    if (!*names)
        return xasprintf(_("The heading \"%s\" tells too little to guess from: "
                           "fill in what is blank."),
                         c->heading);
    /* TRANSLATORS: the second %s is a list of fields, such as "Category,
     * Identifying role". */
    return xasprintf(_("Guessed from the heading \"%s\": %s. Check it."),
                     c->heading, names);
}

static int set_words(struct csv_column *c, size_t number, struct error *err)
{
    struct buf words = BUF_INIT;
    int failed;

    heading_words(&words, c->heading);
    if (!words.len)
        buf_addf(&words, _("Column %zu"), number);
    failed = record_set_text(&c->element, ELEMENT_WORDS, words.s, err);
    buf_release(&words);
    return failed;
}

static int fill_element(struct csv_column *c, size_t number, struct error *err)
{
    struct buf names = BUF_INIT;
    int failed = set_words(c, number, err);

    set_guess(c, &names);
    if (!failed)
        failed = set_made_text(&c->element, ELEMENT_NOTES,
                               element_notes(c, names.s), err);
    buf_release(&names);
    return failed;
}

static int add_column(struct csv_draft *d, const char *field, void **tree,
                      struct error *err)
{
    struct buf heading = BUF_INIT;
    struct csv_column *c;
    char *ref;

    ARRAY_GROW(d->columns, d->n, d->room);
    c = &d->columns[d->n++];
    heading_line(&heading, field);
    c->heading = buf_detach(&heading);
    c->guess = heading_guess(c->heading);
    ref = element_ref(d, tree);
    record_init(&c->element, KIND_ELEMENT, ref);
    free(ref);
    if (fill_element(c, d->n, err) != 0)
        return csv_draft_failed(d, d->n - 1, err);
    return 0;
}

/* ---- the file ----------------------------------------------------------- */

int csv_draft_failed(const struct csv_draft *d, size_t column,
                     struct error *err)
{
    return error_prefix(err, _("%s:%ld: column %zu"), d->name, d->line,
                        column + 1);
}

static int check_headings(const struct csv_draft *d, const struct csv *c,
                          struct error *err)
{
    for (size_t i = 0; i < c->n; i++)
        if (heading_is_value(csv_field(c, i))) {
            error_set(err, ERROR_FAILED,
                      _("this looks like a value, not like a heading; put a "
                        "line of headings in front, or a word beside it if it "
                        "is one"));
            return csv_draft_failed(d, i, err);
        }
    return 0;
}

static int read_headings(struct csv_draft *d, struct csv *c, struct error *err)
{
    void *tree = NULL;
    int got = csv_next(c, err);

    if (got < 0)
        return -1;
    if (got == 0)
        return error_set(err, ERROR_FAILED,
                         _("'%s' is empty; its first line must hold the "
                           "headings of the columns"),
                         d->name);
    d->line = c->line;
    got = check_headings(d, c, err);
    for (size_t i = 0; i < c->n && !got; i++)
        got = add_column(d, csv_field(c, i), &tree, err);
    tdestroy(tree, free);
    return got;
}

/* Not buffered, or values would come into memory behind the headings. */
static FILE *open_unbuffered(const char *path, struct error *err)
{
    FILE *in = stdin;

    if (strcmp(path, "-") != 0) {
        int fd = file_open(path, err);

        if (fd < 0)
            return NULL;
        in = fdopen(fd, "r");
        if (!in) {
            error_set(err, ERROR_FAILED, _("cannot open '%s': %s"), path,
                      strerror(errno));
            close(fd);
            return NULL;
        }
    }
    setvbuf(in, NULL, _IONBF, 0);
    return in;
}

int csv_draft_read(struct csv_draft *d, const char *path, const char *ref,
                   char delimiter, struct error *err)
{
    FILE *in = open_unbuffered(path, err);
    struct csv csv;
    int failed;

    if (!in)
        return -1;
    *d = (struct csv_draft){ .name = in == stdin ? _("standard input") : path };
    record_init(&d->dataset, KIND_DATASET, ref);
    csv_init(&csv, in, d->name, delimiter);
    failed = read_headings(d, &csv, err);
    csv_release(&csv);
    if (in != stdin)
        fclose(in);
    if (!failed)
        failed = set_dataset(d, path, err);
    if (failed)
        csv_draft_release(d);
    return failed;
}

void csv_draft_release(struct csv_draft *d)
{
    for (size_t i = 0; i < d->n; i++) {
        free(d->columns[i].heading);
        record_release(&d->columns[i].element);
    }
    free(d->columns);
    record_release(&d->dataset);
}
