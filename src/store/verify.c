/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/verify.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/change_state.h"
#include "store/db.h"
#include "store/schema.h"

/* After so many faults the rest is only counted: the point has been made. */
enum { FAULTS_SHOWN = 100 };

void verify_fault(struct verify *v, const char *fmt, ...)
{
    va_list args;
    char *s = NULL;

    if (v->out->faults.n >= FAULTS_SHOWN)
        return;
    va_start(args, fmt);
    if (vasprintf(&s, fmt, args) < 0)
        bug("vasprintf");
    va_end(args);
    strs_take(&v->out->faults, s);
}

static int since_bad(struct error *err)
{
    return error_set(err, ERROR_USAGE,
                     _("this is not a checkpoint: it should be three lines, "
                       "as 'larder checkpoint' prints them"));
}

static int since_read(struct verify *v, const char *text, struct error *err)
{
    struct strs lines = STRS_INIT;
    char *origin;
    int failed = 0;

    v->since_size = -1;
    if (!text)
        return 0;
    strs_split(&lines, text, '\n');
    origin = xasprintf("larder.local/%s", store_uid(v->s));
    if (lines.n < 3 || strncmp(lines.v[0], "larder.local/", 13) != 0 ||
        !*lines.v[1] || lines.v[1][strspn(lines.v[1], "0123456789")]) {
        failed = since_bad(err);
    } else if (strcmp(lines.v[0], origin) != 0) {
        verify_fault(v, _("the checkpoint is of another register: %s"),
                     lines.v[0]);
    } else {
        v->since_size = strtoll(lines.v[1], NULL, 10);
        v->since_root = xstrdup(lines.v[2]);
    }
    free(origin);
    strs_release(&lines);
    return failed;
}

/* The whole check: the quick one does not compare indexes with tables. */
static int check_pages(struct verify *v, struct error *err)
{
    sqlite3_stmt *q = db_query(v->s, err, "PRAGMA integrity_check(10)", "");
    int got = -1;

    while (q && (got = db_step(v->s, q, err)) == 1)
        if (strcmp(db_text(q, 0), "ok") != 0)
            verify_fault(v, _("the file is damaged: %s"), db_text(q, 0));
    db_done(v->s, q);
    return got < 0 ? -1 : 0;
}

/* A file that SQLite cannot read is a fault, not a failure of verify; and so
 * is what cannot be done to a file of which faults are known already. */
static int damage(struct verify *v, struct error *err)
{
    int code = sqlite3_errcode(v->s->db) & 0xff;

    if (code != SQLITE_CORRUPT && code != SQLITE_NOTADB &&
        (err->code != ERROR_FAILED || !v->out->faults.n))
        return -1;
    verify_fault(v, "%s", err->text);
    error_clear(err);
    return 0;
}

static int verify_all(struct verify *v, struct error *err)
{
    if (check_pages(v, err) != 0 ||
        schema_compare(v->s, &v->out->faults, err) != 0 ||
        verify_chain(v, err) != 0 || verify_records(v, err) != 0 ||
        verify_old_refs(v, err) != 0 || verify_nuls(v, err) != 0)
        return -1;
    verify_end(v);
    return verify_strays(v, err);
}

int history_verify(struct store *s, const char *since,
                   struct history_verdict *out, struct error *err)
{
    struct verify v = { .s = s, .out = out };
    struct error own = ERROR_INIT;
    int failed;

    *out = (struct history_verdict){ 0 };
    merkle_init(&v.end.tree);
    if (store_read_begin(s, err) != 0)
        return -1;
    if (!err)
        err = &own;
    failed = since_read(&v, since, err);
    if (!failed && verify_all(&v, err) != 0)
        failed = damage(&v, err);
    store_read_end(s);
    free(v.erased);
    free(v.since_root);
    error_clear(&own);
    return failed;
}

void history_verdict_release(struct history_verdict *v)
{
    strs_release(&v->faults);
}
