/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/csv_import.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "exchange/source.h"
#include "store/change.h"

struct run {
    struct csv_import m;
    const struct csv_taker *taker;
    struct source *sources;
    size_t sources_n;
    unsigned char digest[SHA256_LEN]; /* of all rows, in the first reading */
    bool conflict;                    /* is among what is refused          */
    int64_t rows;
    int64_t refused;
};

/* ---- what takers need --------------------------------------------------- */

const char *csv_cell(const struct csv *row, size_t i)
{
    const char *cell = i < row->n ? escape_csv_plain(csv_field(row, i)) : "";

    return utf8_blank(cell) ? "" : cell;
}

int csv_check_width(const struct csv *row, size_t headings, struct error *err)
{
    for (size_t i = headings; i < row->n; i++)
        if (*csv_cell(row, i)) {
            error_set(err, ERROR_FAILED,
                      _("field %zu stands behind the last heading; put a "
                        "heading over it, or take it out"),
                      i + 1);
            return 1;
        }
    return 0;
}

/* ---- rows --------------------------------------------------------------- */

/* Keeps why a row is refused, and goes on. */
static int refuse(struct run *r, const struct csv *c, struct error *why,
                  struct error *err)
{
    const struct outcome x = { .file = r->m.file,
                               .line = c->line,
                               .what = IMPORT_REFUSED,
                               .kind = "",
                               .ref = r->m.ref.s,
                               .why = why->text };
    int failed = outcomes_add(&r->m.outcomes, &x, err);

    r->conflict |= why->code == ERROR_CONFLICT;
    r->refused++;
    error_clear(why);
    return failed;
}

static int take(struct run *r, const struct csv *c, bool first,
                struct error *err)
{
    struct error why = ERROR_INIT;
    csv_row_fn *row = first ? r->taker->look : r->taker->take;
    int got;

    buf_clear(&r->m.ref);
    got = row(&r->m, c, r->taker->data, &why);
    if (got == 1 && !first)
        return refuse(r, c, &why, err);
    if (got < 0) {
        error_set(err, why.code, "%s:%ld: %s", r->m.file, c->line, why.text);
        if (why.code == ERROR_BUSY || why.code == ERROR_INTERRUPTED)
            error_set(err, why.code, "%s", why.text);
    }
    error_clear(&why);
    return got < 0 ? -1 : 0;
}

static int read_headings(struct run *r, struct csv *c, struct error *err)
{
    int got = csv_next(c, err);

    if (got == 0)
        return error_set(err, ERROR_FAILED,
                         _("'%s' is empty; its first line must hold the "
                           "headings of the columns"),
                         r->m.file);
    if (got < 0)
        return -1;
    if (r->taker->headings(&r->m, c, r->taker->data, err) == 0)
        return 0;
    return error_prefix(err, "%s:%ld", r->m.file, c->line);
}

static int read_rows(struct run *r, struct csv *c, struct sha256 *digest,
                     bool first, struct error *err)
{
    int got = 0;

    if (read_headings(r, c, err) != 0)
        return -1;
    while (r->refused < CSV_REFUSED_MAX && (got = csv_next(c, err)) == 1) {
        sha256_add(digest, c->raw.s, c->raw.len + 1);
        if (take(r, c, first, err) != 0)
            return -1;
        r->rows += !first;
    }
    return got < 0 ? -1 : 0;
}

static int read_source(struct run *r, const struct source *source,
                       struct sha256 *digest, bool first, struct error *err)
{
    FILE *in = source_open(source, err);
    struct csv c;
    int failed;

    if (!in)
        return -1;
    r->m.file = source->name;
    csv_init(&c, in, source->name, r->m.options->delimiter);
    failed = read_rows(r, &c, digest, first, err);
    csv_release(&c);
    fclose(in);
    return failed;
}

static int read_all(struct run *r, bool first, struct error *err)
{
    unsigned char digest[SHA256_LEN];
    struct sha256 *sha = sha256_new();
    int failed = 0;

    for (size_t i = 0; i < r->sources_n && !failed; i++)
        failed = read_source(r, &r->sources[i], sha, first, err);
    sha256_end(sha, digest);
    sha256_free(sha);
    if (failed)
        return -1;
    if (first)
        memcpy(r->digest, digest, sizeof digest);
    else if (r->taker->look && !r->refused &&
             memcmp(r->digest, digest, sizeof digest) != 0)
        return error_set(err, ERROR_FAILED,
                         _("%s: the file was changed while it was imported; "
                           "import it again"),
                         r->m.file);
    return 0;
}

/* ---- the whole ---------------------------------------------------------- */

static int refused(const struct run *r, struct error *err)
{
    return error_set(
        err, r->conflict ? ERROR_CONFLICT : ERROR_FAILED,
        ngettext("%lld row of %lld is refused, and nothing was stored; put "
                 "right what its line says, and import again",
                 "%lld rows of %lld are refused, and nothing was stored; put "
                 "right what their lines say, and import again",
                 (unsigned long)r->refused),
        (long long)r->refused, (long long)r->rows);
}

static int read_both(struct run *r, struct error *err)
{
    if (r->taker->look && read_all(r, true, err) != 0)
        return -1;
    return read_all(r, false, err);
}

/* 0, 1 where rows are refused, or -1. */
static int apply(struct run *r, struct error *err)
{
    const struct csv_options *o = r->m.options;
    struct change_info info = { .operation =
                                    o->operation ? o->operation : "import",
                                .dry_run = o->dry_run };

    if (change_begin(r->m.store, &info, err) != 0)
        return -1;
    if (read_both(r, err) != 0) {
        change_rollback(r->m.store);
        return -1;
    }
    if (r->refused) {
        change_rollback(r->m.store);
        return 1;
    }
    if (change_commit(r->m.store, err) == 0)
        return 0;
    change_rollback(r->m.store);
    return -1;
}

static int import_all(struct run *r, outcome_fn *row, void *data,
                      struct error *err)
{
    int got;

    if (outcomes_begin(&r->m.outcomes, store_path(r->m.store), err) != 0)
        return -1;
    got = apply(r, err);
    if (got < 0)
        return -1;
    if (row && outcomes_each(&r->m.outcomes, got && !r->m.options->dry_run, row,
                             data, err) != 0)
        return -1;
    return got ? refused(r, err) : 0;
}

static void end(struct run *r)
{
    for (size_t i = 0; i < r->sources_n; i++)
        source_release(&r->sources[i]);
    free(r->sources);
    outcomes_release(&r->m.outcomes);
    buf_release(&r->m.ref);
    strs_release(&r->m.ignored);
    bits_release(&r->m.seen);
}

int csv_import(struct store *s, const char *const *files, size_t n,
               const struct csv_options *o, const struct csv_taker *taker,
               outcome_fn *row, void *data, struct import_totals *totals,
               struct strs *ignored, struct error *err)
{
    struct run r = { .m = { .store = s,
                            .options = o,
                            .ref = BUF_INIT,
                            .ignored = STRS_INIT },
                     .taker = taker };
    int failed = 0;

    r.sources = xcalloc(n + 1, sizeof *r.sources);
    for (size_t i = 0; !failed && i < n; i++) {
        failed = source_file(&r.sources[i], files[i], store_path(s), err);
        r.sources_n += !failed;
    }
    if (!failed)
        failed = import_all(&r, row, data, err);
    if (totals)
        *totals = r.m.outcomes.totals;
    if (ignored)
        strs_copy(ignored, &r.m.ignored);
    end(&r);
    return failed;
}
