/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/change_state.h"
#include "store/db.h"
#include "store/filter_sql.h"
#include "store/migrate.h"
#include "store/own.h"
#include "store/schema.h"

enum { BUSY_MS = 10000 };

const char *store_path(const struct store *s)
{
    return s->path;
}

const char *store_uid(const struct store *s)
{
    return s->uid;
}

bool store_writable(const struct store *s)
{
    return s->mode == STORE_WRITE;
}

void store_set_actor(struct store *s, const char *actor)
{
    free(s->actor);
    s->actor = xstrdup(actor);
}

void store_set_interrupt(struct store *s, bool (*stop)(void))
{
    s->stop = stop;
}

/* SQLite asks now and then whether to go on; not 0 stops it. */
static int progress(void *data)
{
    struct store *s = data;

    if (s->stop && s->stop())
        return 1;
    if (s->steps_left < 0)
        return 0;
    if (s->steps_left == 0)
        return 1;
    s->steps_left--;
    return 0;
}

/* Limits for our own SQL; the kinds need wide tables and long views. */
static const int limits[][2] = {
    { SQLITE_LIMIT_LENGTH, 100000000 },
    { SQLITE_LIMIT_SQL_LENGTH, 1000000 },
    { SQLITE_LIMIT_COLUMN, 400 },
    { SQLITE_LIMIT_EXPR_DEPTH, 100 },
    { SQLITE_LIMIT_ATTACHED, 0 },
    { SQLITE_LIMIT_VARIABLE_NUMBER, 2000 },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 2000 },
};

static int busy_ms(void)
{
    const char *given = getenv("LARDER_BUSY_TIMEOUT");

    return given ? atoi(given) : BUSY_MS;
}

/* Whoever writes much, as an import does, gets 16 MB of pages: the uids of
 * what comes in are in no order. */
static int configure(struct store *s, struct error *err)
{
    size_t i;

    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    for (i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(s->db, limits[i][0], limits[i][1]);
    if (filter_sql_define(s->db) != SQLITE_OK)
        return db_fail(s, err);
    sqlite3_busy_timeout(s->db, busy_ms());
    sqlite3_progress_handler(s->db, 1000, progress, s);
    if (db_exec(s,
                "PRAGMA recursive_triggers = ON; PRAGMA cell_size_check = "
                "ON; PRAGMA mmap_size = 0; PRAGMA synchronous = FULL",
                err) != 0)
        return -1;
    /* What is sorted may be more than memory; where words can be redacted,
     * none of them goes to another file. */
    return db_exec(s,
                   s->mode == STORE_READ
                       ? "PRAGMA temp_store = FILE"
                       : "PRAGMA temp_store = MEMORY; PRAGMA cache_size = "
                         "-16000",
                   err);
}

/* SQLite counts its memory behind a lock, for a figure that nobody asks. */
static void quicken(void)
{
    static bool done;

    if (!done)
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    done = true;
}

static struct store *store_new(const char *path, enum store_mode mode)
{
    struct store *s = xcalloc(1, sizeof *s);

    quicken();
    s->path = xstrdup(path);
    s->actor = xstrdup("");
    s->mode = mode;
    s->steps_left = -1;
    return s;
}

void store_close(struct store *s)
{
    size_t i;
    int k, n;

    if (!s)
        return;
    change_state_free(s);
    own_close(s);
    for (i = 0; i < s->cached; i++)
        sqlite3_finalize(s->cache[i].stmt);
    for (k = 0; k < KIND_COUNT; k++)
        for (n = 0; n < 2; n++)
            free(s->sql[k][n]);
    sqlite3_close(s->db);
    free(s->path);
    free(s->actor);
    free(s);
}

/* File systems on which two computers would not see each other's locks. */
static int refuse_network(const char *path, struct error *err)
{
    static const unsigned long remote[] = { 0x6969, 0xfe534d42, 0xff534d42,
                                            0x517b };
    struct statfs fs;
    size_t i;

    if (statfs(path, &fs) != 0)
        return 0;
    for (i = 0; i < sizeof remote / sizeof *remote; i++)
        if ((unsigned long)fs.f_type == remote[i])
            return error_set(err, ERROR_FAILED,
                             _("'%s' lies on a network drive, where two "
                               "computers could damage it; put the register "
                               "on a local disk and reach it by ssh"),
                             path);
    return 0;
}

static int missing(const char *path, struct error *err)
{
    if (errno == ENOENT)
        return error_set(err, ERROR_FAILED,
                         _("there is no register at '%s'; 'larder init' makes "
                           "one, and -r FILE names another"),
                         path);
    return error_set(err, ERROR_FAILED, _("cannot open '%s': %s"), path,
                     strerror(errno));
}

/* A regular file with one name: with two, SQLite would keep two journals. */
static int check_file(const char *path, enum store_mode mode, struct error *err)
{
    struct stat st;

    if (stat(path, &st) != 0)
        return missing(path, err);
    if (!S_ISREG(st.st_mode))
        return error_set(err, ERROR_FAILED,
                         _("'%s' is not a file, so it is no register; -r FILE "
                           "names another"),
                         path);
    if (mode == STORE_WRITE && st.st_nlink > 1)
        return error_set(err, ERROR_FAILED,
                         _("'%s' has a second name (a hard link), and two "
                           "programs could damage it; remove one of them"),
                         path);
    return mode == STORE_WRITE ? refuse_network(path, err) : 0;
}

/* May files be made beside it?  If not, and nothing waits in a -wal file, the
 * file can be read as it is. */
static bool must_be_immutable(const char *path)
{
    char *wal = xasprintf("%s-wal", path);
    char *folder = xstrdup(path);
    char *slash = strrchr(folder, '/');
    bool immutable;

    if (slash)
        slash[slash == folder] = '\0';
    immutable =
        access(wal, F_OK) != 0 &&
        (access(slash ? folder : ".", W_OK) != 0 || access(path, W_OK) != 0);
    free(wal);
    free(folder);
    return immutable;
}

/* "file:" and the path, its special characters as %XX. */
static char *uri_of(const char *path, const char *tail)
{
    struct buf uri = BUF_INIT;

    buf_adds(&uri, "file:");
    for (; *path; path++) {
        if (strchr("%?#", *path))
            buf_addf(&uri, "%%%02X", (unsigned)(unsigned char)*path);
        else
            buf_addc(&uri, *path);
    }
    buf_adds(&uri, tail);
    return buf_detach(&uri);
}

static int open_file(struct store *s, bool create, struct error *err)
{
    bool immutable = s->mode == STORE_READ && must_be_immutable(s->path);
    char *uri = uri_of(s->path, immutable ? "?immutable=1" : "");
    int flags =
        SQLITE_OPEN_URI | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX;
    int rc;

    flags |=
        s->mode == STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (create)
        flags |= SQLITE_OPEN_CREATE;
    rc = sqlite3_open_v2(uri, &s->db, flags, NULL);
    free(uri);
    if (rc != SQLITE_OK)
        return db_fail(s, err);
    return configure(s, err);
}

/*
 * The name "" means it is temporary.  SQLite asks where temporary things go
 * when it opens the file: on the disk, since configure() comes later, and the
 * cache of 64 MB is all that is in memory.
 */
int db_private(struct store **out, const struct store *like, struct error *err)
{
    struct store *s = store_new(like->path, STORE_WRITE);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX;
    int failed;

    *out = NULL;
    memcpy(s->uid, like->uid, sizeof s->uid);
    store_set_actor(s, like->actor);
    if (sqlite3_open_v2("", &s->db, flags, NULL) != SQLITE_OK)
        failed = db_fail(s, err);
    else
        failed = configure(s, err);
    if (!failed)
        failed = db_exec(s,
                         "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; "
                         "PRAGMA cache_size = -64000",
                         err);
    if (failed) {
        store_close(s);
        return -1;
    }
    s->stop = like->stop;
    *out = s;
    return 0;
}

/* Is it a register, and not one of a newer program? */
static int check_version(struct store *s, struct error *err)
{
    int64_t id = 0, version = 0;

    if (db_int(s, &id, err, "PRAGMA application_id", "") < 0 ||
        db_int(s, &version, err, "PRAGMA user_version", "") < 0)
        return -1;
    if (id != STORE_APPLICATION_ID)
        return error_set(err, ERROR_FAILED,
                         _("'%s' is not a register of larder; -r FILE names "
                           "another"),
                         s->path);
    if (version > STORE_VERSION)
        return error_set(err, ERROR_FAILED,
                         _("'%s' was written by a newer larder (layout %lld; "
                           "this one knows up to %d); use that one"),
                         s->path, (long long)version, STORE_VERSION);
    if (version < STORE_VERSION)
        s->layout = (int)version;
    return 0;
}

static int bring_up_to_date(struct store *s, struct error *err)
{
    return s->layout == 0 ? 0 : migrate(s, s->layout, err);
}

static int read_uid(struct store *s, struct error *err)
{
    sqlite3_stmt *q =
        db_query(s, err, "SELECT value FROM meta WHERE key = 'uid'", "");
    int got = q ? db_step(s, q, err) : -1;

    if (got == 1 && uuid_valid(db_text(q, 0)))
        memcpy(s->uid, db_text(q, 0), UUID_TEXT);
    else if (got >= 0)
        got = error_set(err, ERROR_FAILED,
                        _("the register '%s' has lost its name (meta.uid); go "
                          "back to the last backup"),
                        s->path);
    db_done(s, q);
    return got == 1 ? 0 : -1;
}

/*
 * A copy that was made for reading (backup.h) is not in WAL mode; once it is
 * written to it shall be.  Not while somebody reads it: then the next time.
 */
static void prefer_wal(struct store *s)
{
    sqlite3_busy_timeout(s->db, 0);
    sqlite3_exec(s->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    sqlite3_busy_timeout(s->db, busy_ms());
}

int store_open(struct store **out, const char *path, enum store_mode mode,
               const char *actor, struct error *err)
{
    char *real = realpath(path, NULL);
    struct store *s;

    *out = NULL;
    if (!real)
        return missing(path, err);
    if (check_file(real, mode, err) != 0) {
        free(real);
        return -1;
    }
    s = store_new(real, mode);
    free(real);
    if (actor)
        store_set_actor(s, actor);
    if (open_file(s, false, err) != 0 || check_version(s, err) != 0 ||
        read_uid(s, err) != 0 ||
        (mode == STORE_WRITE && schema_refuse_triggers(s, err) != 0) ||
        bring_up_to_date(s, err) != 0) {
        store_close(s);
        return -1;
    }
    if (mode == STORE_WRITE)
        prefer_wal(s);
    own_open(s);
    *out = s;
    return 0;
}

/* Makes the file itself, so that it is nobody else's from its first moment. */
static int make_file(const char *path, struct error *err)
{
    int fd =
        open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (fd < 0 && errno == EEXIST)
        return error_set(err, ERROR_FAILED,
                         _("'%s' is there already; nothing was changed: "
                           "choose another name"),
                         path);
    if (fd < 0)
        return error_set(err, ERROR_FAILED, _("cannot make '%s': %s"), path,
                         strerror(errno));
    close(fd);
    if (refuse_network(path, err) == 0)
        return 0;
    unlink(path);
    return -1;
}

static int fill(struct store *s, const char *actor, struct error *err)
{
    struct buf sql = BUF_INIT;
    int failed;

    uuid_new(s->uid);
    store_set_actor(s, actor);
    buf_addf(&sql,
             "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; PRAGMA "
             "application_id = %d; PRAGMA user_version = %d;",
             STORE_APPLICATION_ID, STORE_VERSION);
    schema_sql(&sql);
    buf_addf(&sql,
             "INSERT INTO meta VALUES ('uid', '%s'); INSERT INTO head "
             "VALUES (1, 0, zeroblob(32), x''); COMMIT",
             s->uid);
    failed = db_exec(s, sql.s, err);
    buf_release(&sql);
    return failed ? -1 : change_first(s, err);
}

int store_create(struct store **out, const char *path, const char *actor,
                 struct error *err)
{
    struct store *s;
    char *real;

    *out = NULL;
    if (make_file(path, err) != 0)
        return -1;
    real = realpath(path, NULL);
    s = store_new(real ? real : path, STORE_WRITE);
    free(real);
    if (open_file(s, true, err) != 0 || fill(s, actor, err) != 0) {
        store_close(s);
        unlink(path);
        return -1;
    }
    own_open(s);
    *out = s;
    return 0;
}

int store_migrated_from(const struct store *s)
{
    return s->layout;
}

int64_t store_data_version(struct store *s)
{
    int64_t version = db_data_version(s);

    own_look(s, version);
    return version;
}

int store_read_begin(struct store *s, struct error *err)
{
    if (s->reading++ > 0 || sqlite3_get_autocommit(s->db) == 0)
        return 0;
    if (db_exec(s, "BEGIN", err) == 0)
        return 0;
    s->reading--;
    return -1;
}

void store_read_end(struct store *s)
{
    if (--s->reading == 0 && !change_is_open(s))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}
