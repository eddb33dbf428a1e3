/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/check.h"
#include "policy/today.h"

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

    if (day && date_read(s->as_of, day, err) != 0)
        return error_prefix(err, "--as-of");
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
    escape_print(stderr, b.s, false);
    fputc('\n', stderr);
    buf_release(&b);
}

int session_open(struct session *s, enum store_mode mode, struct error *err)
{
    if (store_open(&s->store, s->path, mode, s->actor, err) != 0)
        return -1;
    tell_migrated(s);
    return 0;
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
    escape_print(stderr, b.s, false);
    fputc('\n', stderr);
    buf_release(&b);
}

int session_today(const struct session *s, char out[DATE_TEXT],
                  struct error *err)
{
    if (!*s->as_of)
        return today(s->store, out, err);
    memcpy(out, s->as_of, DATE_TEXT);
    return 0;
}
