/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/backup.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/db.h"

/* Pages at a time, about 4 MiB, before it is asked whether to go on. */
enum { PAGES = 1000 };

/* What SQLite may keep beside a database. */
static const char *const tails[] = { "-wal", "-shm", "-journal" };
enum { TAILS = sizeof tails / sizeof *tails };

/* ---- where it goes ------------------------------------------------------ */

static bool ends_with(const char *s, const char *tail)
{
    size_t len = strlen(s), n = strlen(tail);

    return len >= n && strcmp(s + len - n, tail) == 0;
}

/* "register-20261123T101500Z.larder": the name of the register, and when. */
static void add_name(struct buf *out, const struct store *s)
{
    const char *slash = strrchr(s->path, '/');
    const char *name = slash ? slash + 1 : s->path;
    size_t len = strlen(name);
    char time[21];

    if (ends_with(name, ".larder") && len > strlen(".larder"))
        len -= strlen(".larder");
    buf_add(out, name, len);
    buf_addc(out, '-');
    clock_format(time, clock_now());
    for (size_t i = 0; time[i]; i++)
        if (time[i] != '-' && time[i] != ':')
            buf_addc(out, time[i]);
    buf_adds(out, ".larder");
}

static bool is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

char *backup_path(const struct store *s, const char *given)
{
    const char *slash = strrchr(s->path, '/');
    struct buf path = BUF_INIT;

    if (!given) {
        buf_add(&path, s->path, slash ? (size_t)(slash + 1 - s->path) : 0);
        add_name(&path, s);
    } else {
        buf_adds(&path, given);
        if (is_folder(given)) {
            if (!ends_with(given, "/"))
                buf_addc(&path, '/');
            add_name(&path, s);
        }
    }
    return buf_detach(&path);
}

/* A copy called register.larder-wal would be taken for a part of that one. */
static int check_name(const char *path, struct error *err)
{
    for (size_t i = 0; i < TAILS; i++)
        if (ends_with(path, tails[i]))
            return error_set(err, ERROR_USAGE,
                             _("a name that ends in %s is for SQLite's own "
                               "files; choose another name"),
                             tails[i]);
    return 0;
}

/* What is left of one that had this name would be taken for a part of it. */
static int check_beside(const char *path, struct error *err)
{
    int there = 0;

    for (size_t i = 0; i < TAILS && !there; i++) {
        char *beside = xasprintf("%s%s", path, tails[i]);
        struct stat st;

        there = lstat(beside, &st) == 0;
        if (there)
            error_set(err, ERROR_FAILED,
                      _("'%s' is there, left by another register, and would "
                        "damage the copy; choose another name"),
                      beside);
        free(beside);
    }
    return there ? -1 : 0;
}

/* ---- the pages ---------------------------------------------------------- */

static int stopped(struct error *err)
{
    return error_set(err, ERROR_INTERRUPTED, "%s",
                     _("stopped; no copy was made"));
}

/* Which side failed is told by nothing but the kind of the failure. */
static int copy_failed(sqlite3 *to, int rc, const char *path, struct error *err)
{
    int system = rc == SQLITE_FULL ? ENOSPC : sqlite3_system_errno(to);

    if (rc == SQLITE_IOERR_READ || rc == SQLITE_IOERR_SHORT_READ)
        return error_set(err, ERROR_FAILED, "%s",
                         _("the register cannot be read, so no copy was made: "
                           "its disk fails; look at it before you go on"));
    if ((rc & 0xff) != SQLITE_FULL && (rc & 0xff) != SQLITE_IOERR)
        return error_set(err, ERROR_FAILED,
                         _("the copy '%s' could not be made: SQLite says: %s"),
                         path, sqlite3_errstr(rc));
    return error_set(err, ERROR_FAILED,
                     _("the copy '%s' could not be written (%s), and nothing "
                       "of it is left; make room there, or choose another "
                       "disk"),
                     path, strerror(system ? system : EIO));
}

static int copy_pages(struct store *s, sqlite3 *to, const char *path,
                      struct error *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", s->db, "main");
    int rc = SQLITE_OK;
    bool stop = false;

    if (!backup)
        return copy_failed(to, sqlite3_extended_errcode(to), path, err);
    while (rc == SQLITE_OK && !stop) {
        rc = sqlite3_backup_step(backup, PAGES);
        stop = rc == SQLITE_OK && s->stop && s->stop();
    }
    sqlite3_backup_finish(backup);
    if (stop)
        return stopped(err);
    return rc == SQLITE_DONE ? 0 : copy_failed(to, rc, path, err);
}

static int exec(sqlite3 *to, const char *sql, const char *path,
                struct error *err)
{
    if (sqlite3_exec(to, sql, NULL, NULL, NULL) == SQLITE_OK)
        return 0;
    return copy_failed(to, sqlite3_extended_errcode(to), path, err);
}

/*
 * Half a copy is thrown away, so it needs no journal, and is synced when it is
 * whole.  The pages say that they are of a register in WAL mode; another mode
 * makes them say that they are not.
 */
static int copy_into(struct store *s, sqlite3 *to, const char *path,
                     struct error *err)
{
    sqlite3_extended_result_codes(to, 1);
    if (exec(to,
             "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; "
             "PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY",
             path, err) != 0 ||
        copy_pages(s, to, path, err) != 0)
        return -1;
    return exec(to, "PRAGMA journal_mode = MEMORY", path, err);
}

static int copy_open(struct store *s, const char *temp, const char *path,
                     struct error *err)
{
    sqlite3 *to = NULL;
    int rc =
        sqlite3_open_v2(temp, &to,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                            SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOFOLLOW,
                        NULL);
    int failed = rc == SQLITE_OK ? copy_into(s, to, path, err)
                                 : copy_failed(to, rc, path, err);

    sqlite3_close(to);
    return failed;
}

/* All of one moment: what is read first settles which. */
static int copy(struct store *s, const char *temp, const char *path,
                struct error *err)
{
    int64_t tables;
    int failed;

    if (store_read_begin(s, err) != 0)
        return -1;
    failed =
        db_int(s, &tables, err, "SELECT count(*) FROM sqlite_schema", "") < 0 ||
        copy_open(s, temp, path, err) != 0;
    store_read_end(s);
    return failed ? -1 : 0;
}

/* ---- is it whole? ------------------------------------------------------- */

static int not_whole(const char *path, const char *why, struct error *err)
{
    return error_set(err, ERROR_UNTRUE,
                     _("the copy '%s' is not whole, so it was not kept (%s); "
                       "run 'larder verify': if it finds the same, the "
                       "register itself is damaged and the last good copy is "
                       "what you have, else choose another disk"),
                     path, why);
}

static int verify(struct store *copy, const char *path, struct backup *out,
                  struct error *err)
{
    if (history_verify(copy, NULL, &out->verdict, err) != 0)
        return -1;
    if (out->verdict.faults.n)
        return not_whole(path, out->verdict.faults.v[0], err);
    return history_checkpoint(copy, &out->checkpoint, err);
}

static int check(struct store *s, const char *temp, const char *path,
                 struct backup *out, struct error *err)
{
    struct error why = ERROR_INIT;
    struct store *copy;
    int failed = store_open(&copy, temp, STORE_READ, NULL, &why);

    if (!failed) {
        store_set_interrupt(copy, s->stop);
        failed = verify(copy, path, out, &why);
        store_close(copy);
    }
    if (failed && why.code == ERROR_INTERRUPTED)
        stopped(err);
    else if (failed && why.code == ERROR_UNTRUE)
        error_set(err, ERROR_UNTRUE, "%s", why.text);
    else if (failed)
        not_whole(path, why.text, err);
    error_clear(&why);
    return failed;
}

/* ---- the whole ---------------------------------------------------------- */

static void drop_tails(const char *temp)
{
    for (size_t i = 0; i < TAILS; i++) {
        char *name = xasprintf("%s%s", temp, tails[i]);

        unlink(name);
        free(name);
    }
}

int backup_make(struct store *s, const char *path, struct backup *out,
                struct error *err)
{
    struct file_out f;
    int failed;

    *out = (struct backup){ .checkpoint = BUF_INIT };
    if (check_name(path, err) != 0 || file_begin_new(&f, path, err) != 0)
        return -1;
    failed = check_beside(path, err);
    if (!failed)
        failed = copy(s, f.temp, path, err);
    if (!failed)
        failed = file_settle(&f, err);
    if (!failed)
        failed = check(s, f.temp, path, out, err);
    drop_tails(f.temp);
    if (!failed)
        failed = file_commit(&f, err);
    file_abandon(&f);
    return failed ? -1 : 0;
}

void backup_release(struct backup *b)
{
    history_verdict_release(&b->verdict);
    buf_release(&b->checkpoint);
}
