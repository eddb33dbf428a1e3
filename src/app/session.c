/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/escape.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/check.h"
#include "policy/today.h"
#include "store/at.h"

static const char *set_variable(const char *name)
{
    const char *s = getenv(name);

    return s && *s ? s : NULL;
}

static int find_register(struct session *s, const struct options *o,
                         struct error *err)
{
    const char *said = options_text(o, OPTION_REGISTER);
    struct buf path = BUF_INIT;
    int failed = 0;

    if (!said)
        said = set_variable("LARDER_REGISTER");
    if (said)
        buf_adds(&path, said);
    else
        failed = config_path(&path, "XDG_DATA_HOME", ".local/share",
                             "register.larder", err);
    if (failed)
        error_prefix(err, "%s", _("no register"));
    s->path = buf_detach(&path);
    return failed;
}

/* The account's own name last: it says least about who it was. */
static int find_actor(struct session *s, struct error *err)
{
    const char *actor = s->config.actor;

    if (!actor)
        actor = set_variable("LARDER_ACTOR");
    if (!actor)
        actor = set_variable("LOGNAME");
    if (!actor)
        actor = set_variable("USER");
    if (!actor)
        actor = "unknown";
    if (check_line(_("the name of who makes changes"), actor, err) != 0)
        return -1;
    s->actor = xstrdup(actor);
    return 0;
}

static int find_day(struct session *s, const struct options *o,
                    struct error *err)
{
    const char *day = options_text(o, OPTION_AS_OF);
    const char *at = options_text(o, OPTION_AT);

    if (day && date_read(s->as_of, day, err) != 0)
        return error_prefix(err, "--as-of");
    if (at && moment_read(&s->at, at, err) != 0)
        return error_prefix(err, "--at");
    s->then = at != NULL;
    return 0;
}

int session_init(struct session *s, const struct options *o, struct error *err)
{
    *s = (struct session){ .config = CONFIG_INIT };
    if (find_day(s, o, err) != 0 || config_read(&s->config, err) != 0 ||
        find_actor(s, err) != 0 || find_register(s, o, err) != 0)
        return -1;
    return 0;
}

void session_release(struct session *s)
{
    if (s->store)
        store_close(s->store);
    config_release(&s->config);
    free(s->path);
    free(s->actor);
    *s = (struct session){ .config = CONFIG_INIT };
}

/* A line of talk. */
static void tell(struct buf *b)
{
    escape_print(stderr, b->s, false);
    fputc('\n', stderr);
    buf_release(b);
}

/* An older layout was brought up to date. */
static void tell_migrated(const struct session *s)
{
    int from = store_migrated_from(s->store);
    struct buf b = BUF_INIT;

    if (from == 0)
        return;
    buf_addf(&b,
             _("the register had layout %d and has layout %d now; as it was "
               "it is kept in '%s.v%d'"),
             from, STORE_VERSION, store_path(s->store), from);
    tell(&b);
}

/* --- the register as it stood -------------------------------------------- */

/* What a person who waits sees, on one line that is written anew. */
struct waiting {
    int64_t since; /* ticks; when it was told last                         */
    bool told;
};

enum { TELL_EVERY_MS = 1000 };

static void tell_progress(int64_t done, int64_t of, void *data)
{
    struct waiting *w = data;
    int64_t now = clock_ticks_ms();

    if (now - w->since < TELL_EVERY_MS || !isatty(STDERR_FILENO))
        return;
    w->since = now;
    w->told = true;
    fputc('\r', stderr);
    fprintf(stderr, _("reading the history: %lld of %lld entries"),
            (long long)done, (long long)of);
    fflush(stderr);
}

/* The clock of the computer was set back, so days may not mean much. */
static void tell_clock(const struct moment *m)
{
    struct buf b = BUF_INIT;

    if (m->later == 0)
        return;
    buf_addf(&b,
             ngettext("the clock of a computer was wrong once: %lld entry that "
                      "is shown has a time after %s; 'larder history' prints "
                      "all times, and --at @NUMBER names an entry",
                      "the clock of a computer was wrong once: %lld entries "
                      "that are shown have times after %s; 'larder history' "
                      "prints all times, and --at @NUMBER names an entry",
                      (unsigned long)m->later),
             (long long)m->later, m->text);
    tell(&b);
}

/* What was erased since cannot be shown, and must not seem never to have
 * been there. */
static void tell_missing(const struct at_missing *missing)
{
    struct buf b = BUF_INIT;

    if (missing->n == 0)
        return;
    buf_addf(&b,
             ngettext("%lld record cannot be shown, since what the history "
                      "held of it was erased:",
                      "%lld records cannot be shown, since what the history "
                      "held of them was erased:",
                      (unsigned long)missing->n),
             (long long)missing->n);
    for (size_t i = 0; i < missing->refs.n; i++)
        buf_addf(&b, " %s", missing->refs.v[i]);
    if (missing->n > (int64_t)missing->refs.n)
        buf_adds(&b, " ...");
    tell(&b);
}

static int replay(struct session *s, struct error *err)
{
    struct waiting waiting = { .since = clock_ticks_ms() };
    struct at_missing missing;
    struct store *then;
    int failed = at_open(&then, s->store, s->at.entry, &missing, tell_progress,
                         &waiting, err);

    if (waiting.told)
        fputc('\n', stderr);
    if (failed)
        return -1;
    store_close(s->store);
    s->store = then;
    s->at.missing = missing.n;
    tell_clock(&s->at);
    tell_missing(&missing);
    at_missing_release(&missing);
    return 0;
}

static int go_back(struct session *s, struct error *err)
{
    if (moment_find(&s->at, s->store, err) != 0)
        return error_prefix(err, "--at");
    if (!*s->as_of)
        memcpy(s->as_of, s->at.day, DATE_TEXT);
    return replay(s, err);
}

int session_open(struct session *s, enum store_mode mode, struct error *err)
{
    if (s->then && mode == STORE_WRITE)
        return error_set(err, ERROR_USAGE,
                         _("--at is for commands that only read, since what "
                           "was cannot be changed; leave it out"));
    if (store_open(&s->store, s->path, mode, s->actor, err) != 0)
        return -1;
    tell_migrated(s);
    return s->then ? go_back(s, err) : 0;
}

int session_create(struct session *s, struct error *err)
{
    struct buf usual = BUF_INIT;

    if (config_path(&usual, "XDG_DATA_HOME", ".local/share", "register.larder",
                    NULL) == 0 &&
        strcmp(usual.s, s->path) == 0)
        file_make_folders(s->path);
    buf_release(&usual);
    return store_create(&s->store, s->path, s->actor, err);
}

void session_discard(struct session *s)
{
    static const char *const tails[] = { "", "-wal", "-shm" };

    store_close(s->store);
    s->store = NULL;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        char *name = xasprintf("%s%s", s->path, tails[i]);

        unlink(name);
        free(name);
    }
}

static bool is_file(const struct stat *st, const char *path, const char *tail)
{
    char *name = xasprintf("%s%s", path, tail);
    struct stat other;
    bool same = stat(name, &other) == 0 && other.st_dev == st->st_dev &&
                other.st_ino == st->st_ino;

    free(name);
    return same;
}

/* Looks, but opens nothing: to close it would drop SQLite's locks. */
int session_begin_file(const struct session *s, struct file_out *f,
                       const char *path, struct error *err)
{
    static const char *const tails[] = { "", "-wal", "-shm", "-journal" };
    bool there;
    struct stat st;

    there = path && stat(path, &st) == 0;
    for (size_t i = 0; there && i < sizeof tails / sizeof *tails; i++)
        if (is_file(&st, store_path(s->store), tails[i]))
            return error_set(err, ERROR_USAGE,
                             _("'%s' is the register itself, or belongs to "
                               "it, and was not touched; choose another name"),
                             path);
    return file_begin(f, path, err);
}

void session_introduce(struct session *s)
{
    struct buf b = BUF_INIT;

    if (s->introduced)
        return;
    s->introduced = true;
    if (!isatty(STDERR_FILENO))
        return;
    buf_addf(&b, _("changes are recorded as '%s'"), s->actor);
    tell(&b);
}

int session_today(const struct session *s, char out[DATE_TEXT],
                  struct error *err)
{
    if (!*s->as_of)
        return today(s->store, out, err);
    memcpy(out, s->as_of, DATE_TEXT);
    return 0;
}
