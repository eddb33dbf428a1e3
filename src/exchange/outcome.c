/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/outcome.h"

#include <errno.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/source.h"

/* The strings and lists of an outcome, in the order in which they are kept. */
enum { TEXTS = 4, LISTS = 4 };

struct kept {
    struct buf texts[TEXTS];
    struct strs lists[LISTS];
};

static int failed_file(struct error *err)
{
    return error_set(err, ERROR_FAILED,
                     _("the temporary file of the import failed (%s); make "
                       "room on the disk"),
                     strerror(errno));
}

int outcomes_begin(struct outcomes *o, const char *beside, struct error *err)
{
    *o = (struct outcomes){ .file = source_temporary(beside, err) };
    return o->file ? 0 : -1;
}

void outcomes_release(struct outcomes *o)
{
    if (o->file)
        fclose(o->file);
    o->file = NULL;
}

/* ---- writing ------------------------------------------------------------ */

static bool write_number(FILE *f, long n)
{
    return fwrite(&n, sizeof n, 1, f) == 1;
}

static bool write_text(FILE *f, const char *s)
{
    size_t len = strlen(s);

    return write_number(f, (long)len) && fwrite(s, 1, len, f) == len;
}

static bool write_list(FILE *f, const struct strs *l)
{
    size_t n = l ? l->n : 0;

    if (!write_number(f, (long)n))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!write_text(f, l->v[i]))
            return false;
    return true;
}

int outcomes_add(struct outcomes *o, const struct outcome *x, struct error *err)
{
    FILE *f = o->file;

    if (!write_number(f, x->line) || !write_number(f, (long)x->what) ||
        !write_text(f, x->file) || !write_text(f, x->kind) ||
        !write_text(f, x->ref) || !write_text(f, x->why) ||
        !write_list(f, x->fields) || !write_list(f, x->matched) ||
        !write_list(f, x->blank) || !write_list(f, x->unplaced))
        return failed_file(err);
    o->totals.n[x->what]++;
    return 0;
}

/* ---- reading ------------------------------------------------------------ */

static bool read_number(FILE *f, long *n)
{
    return fread(n, sizeof *n, 1, f) == 1;
}

static bool read_text(FILE *f, struct buf *out)
{
    char block[512];
    long left;

    buf_clear(out);
    if (!read_number(f, &left))
        return false;
    while (left > 0) {
        size_t want = (size_t)left < sizeof block ? (size_t)left : sizeof block;

        if (fread(block, 1, want, f) != want)
            return false;
        buf_add(out, block, want);
        left -= (long)want;
    }
    return true;
}

static bool read_list(FILE *f, struct strs *out)
{
    struct buf item = BUF_INIT;
    bool fine;
    long n;

    strs_release(out);
    fine = read_number(f, &n);
    for (; fine && n > 0; n--) {
        fine = read_text(f, &item);
        if (fine)
            strs_add(out, item.s);
    }
    buf_release(&item);
    return fine;
}

/* Reads the next one into what it is kept in: 1, 0 behind the last, -1. */
static int read_outcome(FILE *f, struct kept *k, struct outcome *x)
{
    long what;

    if (!read_number(f, &x->line))
        return feof(f) ? 0 : -1;
    if (!read_number(f, &what))
        return -1;
    x->what = (enum import_outcome)what;
    for (int i = 0; i < TEXTS; i++)
        if (!read_text(f, &k->texts[i]))
            return -1;
    for (int i = 0; i < LISTS; i++)
        if (!read_list(f, &k->lists[i]))
            return -1;
    x->file = k->texts[0].s;
    x->kind = k->texts[1].s;
    x->ref = k->texts[2].s;
    x->why = k->texts[3].s;
    x->fields = &k->lists[0];
    x->matched = &k->lists[1];
    x->blank = &k->lists[2];
    x->unplaced = &k->lists[3];
    return 1;
}

int outcomes_each(struct outcomes *o, bool refused, outcome_fn *each,
                  void *data, struct error *err)
{
    struct kept k = { { BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT },
                      { STRS_INIT, STRS_INIT, STRS_INIT, STRS_INIT } };
    struct outcome x;
    int got = -1;

    if (fflush(o->file) == 0 && fseek(o->file, 0, SEEK_SET) == 0)
        while ((got = read_outcome(o->file, &k, &x)) == 1)
            if (!refused || x.what == IMPORT_REFUSED)
                each(&x, data);
    for (int i = 0; i < TEXTS; i++)
        buf_release(&k.texts[i]);
    for (int i = 0; i < LISTS; i++)
        strs_release(&k.lists[i]);
    return got < 0 ? failed_file(err) : 0;
}
