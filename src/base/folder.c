/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/sha256.h"

static const char sums_name[] = "SHA256SUMS";

static int cannot(const char *path, struct error *err)
{
    return error_set(err, ERROR_FAILED, _("cannot write '%s': %s"), path,
                     strerror(errno ? errno : EIO));
}

/* --- the beginning ------------------------------------------------------- */

static int refuse(const char *path, struct error *err)
{
    return error_set(err, ERROR_FAILED,
                     _("'%s' is there already and is no empty folder; nothing "
                       "was changed: choose another name"),
                     path);
}

static bool is_empty(const char *path)
{
    DIR *dir = opendir(path);
    struct dirent *entry;
    size_t n = 0;

    if (!dir)
        return false;
    while ((entry = readdir(dir)))
        n +=
            strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(dir);
    return n == 0;
}

/* A link is not followed: it may be a trap. */
static int check_target(const char *path, struct error *err)
{
    struct stat st;

    if (lstat(path, &st) != 0)
        return 0;
    return S_ISDIR(st.st_mode) && is_empty(path) ? 0 : refuse(path, err);
}

/* The name without slashes at its end. */
static char *trimmed(const char *path)
{
    size_t len = strlen(path);

    while (len > 1 && path[len - 1] == '/')
        len--;
    return xstrndup(path, len);
}

int folder_begin(struct folder_out *f, const char *path, struct error *err)
{
    char *name = trimmed(path);
    const char *slash = strrchr(name, '/');
    char *temp;

    *f = (struct folder_out){ .folders = STRS_INIT,
                              .names = STRS_INIT,
                              .sums = STRS_INIT };
    if (check_target(name, err) != 0) {
        free(name);
        return -1;
    }
    temp = xasprintf("%.*s.larder-XXXXXX", slash ? (int)(slash + 1 - name) : 0,
                     name);
    if (!mkdtemp(temp)) {
        cannot(name, err);
        free(temp);
        free(name);
        return -1;
    }
    f->path = name;
    f->temp = temp;
    return 0;
}

/* --- files --------------------------------------------------------------- */

static int make_folder(struct folder_out *f, const char *name,
                       struct error *err)
{
    const char *slash = strchr(name, '/');
    char *folder, *path;
    int failed = 0;

    if (!slash)
        return 0;
    folder = xstrndup(name, (size_t)(slash - name));
    path = xasprintf("%s/%s", f->temp, folder);
    if (!strs_has(&f->folders, folder)) {
        failed = mkdir(path, 0700) ? cannot(path, err) : 0;
        if (!failed)
            strs_add(&f->folders, folder);
    }
    free(path);
    free(folder);
    return failed;
}

int folder_file(struct folder_out *f, const char *name, FILE **out,
                struct error *err)
{
    char *path = xasprintf("%s/%s", f->temp, name);
    int failed = make_folder(f, name, err), fd = -1;

    *out = NULL;
    if (!failed) {
        fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                  0600);
        if (fd >= 0)
            strs_add(&f->names, name);
        *out = fd < 0 ? NULL : fdopen(fd, "w");
        if (!*out) {
            failed = cannot(path, err);
            if (fd >= 0)
                close(fd);
        }
    }
    free(path);
    return failed;
}

static int add_sum(struct folder_out *f, const char *path, struct error *err)
{
    FILE *in = fopen(path, "re");
    struct sha256 *sha = sha256_new();
    unsigned char digest[SHA256_LEN];
    char chunk[65536], hex[SHA256_HEX];
    size_t n;
    int failed = 0;

    while (in && (n = fread(chunk, 1, sizeof chunk, in)))
        sha256_add(sha, chunk, n);
    if (!in || ferror(in))
        failed = cannot(path, err);
    if (in)
        fclose(in);
    sha256_end(sha, digest);
    sha256_free(sha);
    sha256_hex(digest, hex);
    strs_add(&f->sums, hex);
    return failed;
}

int folder_end(struct folder_out *f, FILE *out, struct error *err)
{
    char *path = xasprintf("%s/%s", f->temp, f->names.v[f->names.n - 1]);
    int failed = 0;

    errno = 0;
    if (fflush(out) || ferror(out))
        failed = cannot(path, err);
    if (fclose(out) && !failed)
        failed = cannot(path, err);
    if (!failed)
        failed = add_sum(f, path, err);
    free(path);
    return failed;
}

/* --- the end ------------------------------------------------------------- */

static int write_sums(struct folder_out *f, struct error *err)
{
    struct strs lines = STRS_INIT;
    FILE *out;
    int failed;

    for (size_t i = 0; i < f->names.n; i++)
        strs_take(&lines, xasprintf("%s  %s", f->names.v[i], f->sums.v[i]));
    strs_sort_unique(&lines);
    failed = folder_file(f, sums_name, &out, err);
    for (size_t i = 0; i < lines.n && !failed; i++) {
        const char *sum = strrchr(lines.v[i], ' ') + 1;

        fprintf(out, "%s  %.*s\n", sum, (int)(sum - 2 - lines.v[i]),
                lines.v[i]);
    }
    if (!failed)
        failed = folder_end(f, out, err);
    strs_release(&lines);
    return failed;
}

/*
 * All files and folders at once: to wait for each of ten thousand labels takes
 * minutes, and none of them counts before the folder has its name.
 */
static int sync_all(const struct folder_out *f, struct error *err)
{
    int fd = open(f->temp, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int failed = fd < 0 || syncfs(fd) != 0 ? cannot(f->temp, err) : 0;

    if (fd >= 0)
        close(fd);
    return failed;
}

int folder_commit(struct folder_out *f, struct error *err)
{
    int failed = write_sums(f, err);

    if (!failed)
        failed = sync_all(f, err);
    /* rename() itself refuses all but an empty folder. */
    if (!failed && rename(f->temp, f->path) != 0)
        failed = errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR
                     ? refuse(f->path, err)
                     : cannot(f->path, err);
    if (!failed) {
        free(f->temp);
        f->temp = NULL;
    }
    folder_abandon(f);
    return failed;
}

void folder_abandon(struct folder_out *f)
{
    if (f->temp) {
        for (size_t i = 0; i < f->names.n; i++) {
            char *path = xasprintf("%s/%s", f->temp, f->names.v[i]);

            unlink(path);
            free(path);
        }
        for (size_t i = 0; i < f->folders.n; i++) {
            char *path = xasprintf("%s/%s", f->temp, f->folders.v[i]);

            rmdir(path);
            free(path);
        }
        rmdir(f->temp);
    }
    free(f->temp);
    free(f->path);
    strs_release(&f->folders);
    strs_release(&f->names);
    strs_release(&f->sums);
    *f = (struct folder_out){ .temp = NULL };
}
