/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "store/db.h"
#include "store/image.h"
#include "store/rows.h"
#include "store/tlv.h"

/* ---- records ------------------------------------------------------------ */

/* Names of the fields in which the rows and the image differ. */
static char *differing(const struct record *rows, const struct image *image)
{
    const struct kind_info *k = kind_info(rows->kind);
    struct buf names = BUF_INIT;
    size_t i;

    for (i = 0; i < k->count; i++)
        if (image->r.kind == rows->kind &&
            !value_equal(&rows->values[i], &image->r.values[i]))
            buf_addf(&names, "%s%s", names.len ? ", " : "",
                     field_info(k->first + i)->name);
    if (!names.len)
        buf_adds(&names, "ref, version, parent");
    return buf_detach(&names);
}

/* What may stand behind the image of the record: what it redacts, and why. */
static bool only_redaction(const unsigned char *at, const unsigned char *end)
{
    struct tlv t;

    while (tlv_next(&t, &at, end))
        if (t.tag != IMAGE_REDACTS && t.tag != IMAGE_REASON)
            return false;
    return at == end;
}

static void compare_bodies(struct verify *v, const struct record *rows,
                           const struct image *image, const void *body,
                           size_t len, const char *parent, bool live)
{
    struct buf should = BUF_INIT;
    char *names;

    image_add(&should, image->actor ? image->actor : "", rows,
              *parent ? parent : NULL, live);
    if (len < should.len || memcmp(body, should.s, should.len) != 0 ||
        !only_redaction((const unsigned char *)body + should.len,
                        (const unsigned char *)body + len)) {
        names = differing(rows, image);
        verify_fault(v,
                     _("'%s' is not what its history says; it differs in: %s"),
                     rows->ref, names);
        free(names);
    }
    buf_release(&should);
}

/* Columns: id, uid, kind, ref, version, removed, parent's uid, body. */
static int record_from_rows(struct verify *v, sqlite3_stmt *q,
                            struct record *out, struct error *err)
{
    enum kind kind = kind_find(db_text(q, 2));
    int got;

    if (sqlite3_column_int(q, 5) == 0) {
        got = rows_read(v->s, sqlite3_column_int64(q, 0), ROWS_UIDS, out, err);
        if (got == 0)
            verify_fault(v, _("'%s' has lost its row"), db_text(q, 3));
        return got;
    }
    if (kind == KIND_NONE) {
        verify_fault(v, _("'%s' is of no kind that larder knows"),
                     db_text(q, 3));
        return 0;
    }
    record_init(out, kind, db_text(q, 3));
    snprintf(out->uid, sizeof out->uid, "%s", db_text(q, 1));
    out->version = sqlite3_column_int64(q, 4);
    return 1;
}

static int check_record(struct verify *v, sqlite3_stmt *q, struct error *err)
{
    const void *body = sqlite3_column_blob(q, 7);
    size_t len = (size_t)sqlite3_column_bytes(q, 7);
    struct record rows;
    struct image image;
    int got;

    v->out->records += sqlite3_column_int(q, 5) == 0;
    if (!body || image_read(&image, body, len) != 0 || !image.has_record) {
        verify_fault(v, _("'%s' has no history that could prove it"),
                     db_text(q, 3));
        return 0;
    }
    got = record_from_rows(v, q, &rows, err);
    if (got == 1) {
        compare_bodies(v, &rows, &image, body, len, db_text(q, 6),
                       sqlite3_column_int(q, 5) == 0);
        record_release(&rows);
    }
    image_release(&image);
    return got < 0 ? -1 : 0;
}

int verify_records(struct verify *v, struct error *err)
{
    sqlite3_stmt *q =
        db_query(v->s, err,
                 "SELECT r.id, r.uid, r.kind, r.ref, r.version, r.removed, "
                 "p.uid, (SELECT body FROM history h WHERE h.record = r.id "
                 "ORDER BY seq DESC LIMIT 1) FROM record r LEFT JOIN record p "
                 "ON p.id = r.parent ORDER BY r.id",
                 "");
    int got = -1;

    while (q && (got = db_step(v->s, q, err)) == 1)
        if ((got = check_record(v, q, err)) != 0)
            break;
    db_done(v->s, q);
    return got < 0 ? -1 : 0;
}

/* ---- old refs ----------------------------------------------------------- */

/* Does an image of the record hold that ref?  One that was erased may. */
static int held_before(struct verify *v, int64_t record, const char *ref,
                       struct error *err)
{
    sqlite3_stmt *q = db_query(
        v->s, err, "SELECT body FROM history WHERE record = ?1", "i", record);
    struct image image;
    bool held = false;
    int got = -1;

    while (q && !held && (got = db_step(v->s, q, err)) == 1) {
        held = sqlite3_column_type(q, 0) == SQLITE_NULL;
        if (held || image_read(&image, sqlite3_column_blob(q, 0),
                               (size_t)sqlite3_column_bytes(q, 0)) != 0)
            continue;
        held = image.has_record && strcmp(image.r.ref, ref) == 0;
        image_release(&image);
    }
    db_done(v->s, q);
    return got < 0 ? -1 : held;
}

int verify_old_refs(struct verify *v, struct error *err)
{
    sqlite3_stmt *q =
        db_query(v->s, err, "SELECT ref, record FROM old_ref", "");
    int got = -1, held = 0;

    while (q && held >= 0 && (got = db_step(v->s, q, err)) == 1) {
        held = held_before(v, sqlite3_column_int64(q, 1), db_text(q, 0), err);
        if (held == 0)
            verify_fault(v,
                         _("'%s' is kept as an old name of a record that never "
                           "had it"),
                         db_text(q, 0));
    }
    db_done(v->s, q);
    return got < 0 || held < 0 ? -1 : 0;
}
