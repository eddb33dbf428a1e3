/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/entry.h"

#include <string.h>

#include "base/hex.h"
#include "base/i18n.h"
#include "base/random.h"
#include "store/db.h"
#include "store/tlv.h"

enum {
    ENTRY_SEQ = 1,
    ENTRY_TIME,
    ENTRY_CHANGE_ID,
    ENTRY_OPERATION,
    ENTRY_UNDONE,
    ENTRY_COMMITMENT,
    ENTRY_PREVIOUS,
};

void entry_add(struct buf *out, const struct entry *e)
{
    buf_addc(out, HISTORY_FORMAT);
    tlv_add_u64(out, ENTRY_SEQ, (uint64_t)e->seq);
    tlv_add_u64(out, ENTRY_TIME, (uint64_t)e->time);
    tlv_add(out, ENTRY_CHANGE_ID, e->change, ENTRY_CHANGE);
    tlv_adds(out, ENTRY_OPERATION, e->operation);
    tlv_add(out, ENTRY_UNDONE, e->undone ? (const void *)e->undone : "",
            e->undone ? ENTRY_CHANGE : 0);
    tlv_add(out, ENTRY_COMMITMENT, e->commitment, SHA256_LEN);
    tlv_add(out, ENTRY_PREVIOUS, e->previous, SHA256_LEN);
}

void entry_hash(const struct entry *e, unsigned char out[SHA256_LEN])
{
    struct buf bytes = BUF_INIT;

    entry_add(&bytes, e);
    merkle_leaf(bytes.s, bytes.len, out);
    buf_release(&bytes);
}

static void add_counted(struct sha256 *h, const void *bytes, size_t len)
{
    const unsigned char n[4] = { (unsigned char)(len >> 24),
                                 (unsigned char)(len >> 16),
                                 (unsigned char)(len >> 8),
                                 (unsigned char)len };

    sha256_add(h, n, sizeof n);
    sha256_add(h, bytes, len);
}

/* Keeps its context, as sha256_of() does. */
void entry_commit(const void *salt, size_t salt_len, const void *body,
                  size_t body_len, unsigned char out[SHA256_LEN])
{
    static const char domain[] = "larder/1 body"; /* its NUL counts */
    static struct sha256 *h;

    if (!h)
        h = sha256_new();
    sha256_add(h, domain, sizeof domain);
    add_counted(h, salt, salt_len);
    add_counted(h, body, body_len);
    sha256_end(h, out);
}

void entry_uuid_bytes(const char *uuid, unsigned char out[ENTRY_CHANGE])
{
    char digits[33];
    size_t n = 0;

    for (; *uuid && n < 32; uuid++)
        if (*uuid != '-')
            digits[n++] = *uuid;
    digits[n] = '\0';
    if (hex_decode(digits, out, ENTRY_CHANGE) != 0)
        bug("not a UUID");
}

void entry_uuid_text(const unsigned char *bytes, char out[37])
{
    static const size_t groups[] = { 4, 2, 2, 2, 6 };
    char *at = out;
    size_t i;

    for (i = 0; i < 5; i++) {
        hex_encode(bytes, groups[i], at);
        bytes += groups[i];
        at += 2 * groups[i];
        *at++ = i < 4 ? '-' : '\0';
    }
}

/* One peak for each 1 in the binary form of the size. */
static bool end_fits(int64_t size, int last, int peaks)
{
    return size >= 0 && last == SHA256_LEN &&
           peaks == __builtin_popcountll((unsigned long long)size) * SHA256_LEN;
}

int entry_end_read(struct store *s, struct entry_end *out, struct error *err)
{
    sqlite3_stmt *q =
        db_query(s, err, "SELECT size, last, peaks FROM head", "");
    int got = q ? db_step(s, q, err) : -1;

    merkle_init(&out->tree);
    if (got == 1 &&
        end_fits(sqlite3_column_int64(q, 0), sqlite3_column_bytes(q, 1),
                 sqlite3_column_bytes(q, 2))) {
        out->tree.size = sqlite3_column_int64(q, 0);
        out->tree.peaks = (size_t)sqlite3_column_bytes(q, 2) / SHA256_LEN;
        memcpy(out->last, sqlite3_column_blob(q, 1), SHA256_LEN);
        if (out->tree.peaks)
            memcpy(out->tree.peak, sqlite3_column_blob(q, 2),
                   out->tree.peaks * SHA256_LEN);
    } else if (got >= 0) {
        got = error_set(err, ERROR_UNTRUE,
                        _("the register '%s' has lost the end of its history; "
                          "go back to the last backup that verifies"),
                        s->path);
    }
    db_done(s, q);
    return got == 1 ? 0 : -1;
}

int entry_end_write(struct store *s, const struct entry_end *end,
                    struct error *err)
{
    return db_run(s, err, "UPDATE head SET size = ?1, last = ?2, peaks = ?3",
                  "ibb", end->tree.size, (const void *)end->last,
                  (size_t)SHA256_LEN, (const void *)end->tree.peak,
                  end->tree.peaks * SHA256_LEN);
}

int entry_append(struct store *s, struct entry_end *end, struct entry *e,
                 const struct buf *body, int64_t record, struct error *err)
{
    unsigned char salt[HISTORY_SALT], hash[SHA256_LEN];
    sqlite3_stmt *q;
    int got;

    random_bytes(salt, sizeof salt);
    e->seq = end->tree.size + 1;
    memcpy(e->previous, end->last, SHA256_LEN);
    entry_commit(salt, sizeof salt, body->s, body->len, e->commitment);
    entry_hash(e, hash);
    q = db_query(s, err,
                 "INSERT INTO history VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
                 "?9, ?10, ?11)",
                 "iibtbbbbbb", e->seq, e->time, (const void *)e->change,
                 (size_t)ENTRY_CHANGE, e->operation, (const void *)e->undone,
                 (size_t)ENTRY_CHANGE, (const void *)e->commitment,
                 (size_t)SHA256_LEN, (const void *)e->previous,
                 (size_t)SHA256_LEN, (const void *)hash, (size_t)SHA256_LEN,
                 (const void *)salt, sizeof salt, (const void *)body->s,
                 body->len);
    if (!q)
        return -1;
    if (record)
        sqlite3_bind_int64(q, 11, record);
    got = db_step(s, q, err);
    db_done(s, q);
    if (got < 0)
        return -1;
    merkle_add(&end->tree, hash);
    memcpy(end->last, hash, SHA256_LEN);
    return 0;
}

/* Does the row that `q` stands on fit its own hash and commitment? */
static bool row_is_true(sqlite3_stmt *q, unsigned char hash[SHA256_LEN])
{
    unsigned char commitment[SHA256_LEN];
    struct entry e = { .seq = sqlite3_column_int64(q, 0),
                       .time = sqlite3_column_int64(q, 1),
                       .operation = db_text(q, 3),
                       .undone = sqlite3_column_blob(q, 4) };

    memcpy(e.change, sqlite3_column_blob(q, 2), ENTRY_CHANGE);
    memcpy(e.commitment, sqlite3_column_blob(q, 5), SHA256_LEN);
    memcpy(e.previous, sqlite3_column_blob(q, 6), SHA256_LEN);
    entry_commit(sqlite3_column_blob(q, 8), (size_t)sqlite3_column_bytes(q, 8),
                 sqlite3_column_blob(q, 9), (size_t)sqlite3_column_bytes(q, 9),
                 commitment);
    entry_hash(&e, hash);
    return memcmp(commitment, e.commitment, SHA256_LEN) == 0 &&
           sqlite3_column_bytes(q, 7) == SHA256_LEN &&
           memcmp(hash, sqlite3_column_blob(q, 7), SHA256_LEN) == 0;
}

int entry_read_back(struct store *s, int64_t first, struct error *err)
{
    sqlite3_stmt *q = db_query(s, err,
                               "SELECT seq, time, change, operation, undone, "
                               "commitment, previous, hash, salt, body FROM "
                               "history WHERE seq >= ?1 ORDER BY seq",
                               "i", first);
    unsigned char hash[SHA256_LEN];
    bool second = false;
    int got = -1;

    while (q && (got = db_step(s, q, err)) == 1) {
        bool follows =
            !second || memcmp(hash, sqlite3_column_blob(q, 6), SHA256_LEN) == 0;

        if (!follows || !row_is_true(q, hash)) {
            got = error_set(err, ERROR_UNTRUE,
                            _("what was written to '%s' does not read back as "
                              "it was; nothing was saved: check the disk and "
                              "the memory of this computer"),
                            s->path);
            break;
        }
        second = true;
    }
    db_done(s, q);
    return got < 0 ? -1 : 0;
}
