/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/strs.h"
#include "base/utf8.h"

enum { CONFIG_LIMIT = 65536 };

static const struct config_key keys[] = {
    { "actor", offsetof(struct config, actor),
      N_("Who makes your changes, as the history records it.") },
};

const struct config_key *config_key(size_t i)
{
    return i < sizeof keys / sizeof *keys ? &keys[i] : NULL;
}

/* An environment variable that holds an absolute path, as XDG wants it. */
static const char *absolute(const char *variable)
{
    const char *s = getenv(variable);

    return s && *s == '/' ? s : NULL;
}

int config_path(struct buf *out, const char *variable, const char *home_part,
                const char *name, struct error *err)
{
    const char *base = absolute(variable);
    const char *home = absolute("HOME");

    if (!base && !home)
        return error_set(err, ERROR_FAILED,
                         _("neither $%s nor $HOME is set; set one of them"),
                         variable);
    if (base)
        buf_addf(out, "%s/larder/%s", base, name);
    else
        buf_addf(out, "%s/%s/larder/%s", home, home_part, name);
    return 0;
}

static const struct config_key *key_find(const char *name)
{
    for (size_t i = 0; config_key(i); i++)
        if (strcmp(keys[i].name, name) == 0)
            return &keys[i];
    return NULL;
}

static int key_refused(const char *name, struct error *err)
{
    struct nearest near;

    nearest_init(&near, name);
    for (size_t i = 0; config_key(i); i++)
        nearest_offer(&near, keys[i].name);
    if (near.best)
        return error_set(err, ERROR_FAILED,
                         _("there is no setting '%s'; did you mean '%s'?"),
                         name, near.best);
    return error_set(err, ERROR_FAILED,
                     _("there is no setting '%s'; take the line out"), name);
}

/* The text between two pointers, white space around it cut off. */
static char *trimmed(const char *from, const char *to)
{
    while (from < to && strchr(" \t\r", *from))
        from++;
    while (to > from && strchr(" \t\r", to[-1]))
        to--;
    return xstrndup(from, (size_t)(to - from));
}

static int setting_parse(struct config *c, const char *name, char *value,
                         struct error *err)
{
    const struct config_key *key = key_find(name);
    char **place;

    if (!key)
        return key_refused(name, err);
    if (!*value)
        return error_set(err, ERROR_FAILED,
                         _("'%s' has no value; give it one, or take the line "
                           "out"),
                         name);
    if (utf8_check(value, strlen(value), false, err) != 0)
        return -1;
    place = (char **)((char *)c + key->offset);
    free(*place);
    *place = xstrdup(value);
    return 0;
}

static int line_parse(struct config *c, const char *line, size_t len,
                      struct error *err)
{
    const char *end = line + len;
    const char *equals = memchr(line, '=', len);
    char *all = trimmed(line, end);
    bool nothing = !*all || *all == '#';
    char *name, *value;
    int failed;

    free(all);
    if (nothing)
        return 0;
    if (!equals)
        return error_set(err, ERROR_FAILED,
                         _("this is not a setting; write 'key = value'"));
    name = trimmed(line, equals);
    value = trimmed(equals + 1, end);
    failed = setting_parse(c, name, value, err);
    free(name);
    free(value);
    return failed;
}

int config_parse(struct config *out, const char *text, const char *name,
                 struct error *err)
{
    if (strncmp(text, "\xef\xbb\xbf", 3) == 0)
        text += 3;
    for (long n = 1; *text; n++) {
        size_t len = strcspn(text, "\n");

        if (line_parse(out, text, len, err) != 0)
            return error_prefix(err, "%s:%ld", name, n);
        text += len;
        if (*text)
            text++;
    }
    return 0;
}

int config_read(struct config *out, struct error *err)
{
    struct buf path = BUF_INIT;
    struct buf text = BUF_INIT;
    int failed = 0;

    if (config_path(&path, "XDG_CONFIG_HOME", ".config", "config", NULL) == 0 &&
        access(path.s, F_OK) == 0) {
        failed = file_read(&text, path.s, CONFIG_LIMIT, err);
        if (!failed)
            failed = config_parse(out, text.s, path.s, err);
    }
    buf_release(&path);
    buf_release(&text);
    return failed;
}

void config_release(struct config *c)
{
    for (size_t i = 0; config_key(i); i++) {
        char **place = (char **)((char *)c + keys[i].offset);

        free(*place);
        *place = NULL;
    }
}
