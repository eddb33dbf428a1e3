/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

static bool is_dash(const char *path)
{
    return !strcmp(path, "-");
}

/* What an error calls the file. */
static const char *name_of(const char *path)
{
    return is_dash(path) ? _("standard input") : path;
}

static int refuse_folder(const char *path, struct error *err)
{
    return error_set(err, ERROR_FAILED,
                     _("'%s' is a folder: give the name of a file"), path);
}

int file_open(const char *path, struct error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    struct stat st;

    if (fd < 0 || fstat(fd, &st)) {
        error_set(err, ERROR_FAILED, _("cannot open '%s': %s"), path,
                  strerror(errno));
    } else if (S_ISDIR(st.st_mode)) {
        refuse_folder(path, err);
    } else if (!S_ISREG(st.st_mode)) {
        error_set(err, ERROR_FAILED,
                  _("'%s' is not a regular file: save what it holds in one, or "
                    "read it with - from standard input"),
                  path);
    } else {
        return fd;
    }
    if (fd >= 0)
        close(fd);
    return -1;
}

static int read_all(struct buf *out, int fd, const char *path, size_t limit,
                    struct error *err)
{
    char chunk[65536];
    size_t start = out->len;

    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error_set(err, ERROR_FAILED, _("cannot read '%s': %s"),
                             name_of(path), strerror(errno));
        if (!n)
            return 0;
        if ((size_t)n > limit - (out->len - start))
            return error_set(err, ERROR_FAILED,
                             _("'%s' has more than %zu bytes, which is the "
                               "limit: split it, or give another file"),
                             name_of(path), limit);
        buf_add(out, chunk, (size_t)n);
    }
}

int file_read(struct buf *out, const char *path, size_t limit,
              struct error *err)
{
    size_t start = out->len;
    int fd = is_dash(path) ? STDIN_FILENO : file_open(path, err);

    if (fd < 0)
        return -1;
    int result = read_all(out, fd, path, limit, err);
    if (result)
        buf_truncate(out, start);
    if (!is_dash(path))
        close(fd);
    return result;
}

void file_make_folders(const char *path)
{
    char *folder = xstrdup(path);

    for (char *s = *path ? strchr(folder + 1, '/') : NULL; s;
         s = strchr(s + 1, '/')) {
        *s = '\0';
        mkdir(folder, 0700);
        *s = '/';
    }
    free(folder);
}

static int cannot_write(const char *path, struct error *err)
{
    return error_set(err, ERROR_FAILED, _("cannot write '%s': %s"), path,
                     strerror(errno ? errno : EIO));
}

/*
 * A file may be replaced, and nothing else: rename() would put a file in the
 * place of /dev/null, and a link in a shared folder may be a trap.
 */
static int check_target(const char *path, struct error *err)
{
    struct stat st;

    if (lstat(path, &st) || S_ISREG(st.st_mode))
        return 0;
    if (S_ISDIR(st.st_mode))
        return refuse_folder(path, err);
    if (S_ISLNK(st.st_mode))
        return error_set(err, ERROR_FAILED,
                         _("'%s' is a symbolic link: give the name of the file "
                           "itself"),
                         path);
    return error_set(err, ERROR_FAILED,
                     _("'%s' is not a regular file: choose another name, or - "
                       "for standard output"),
                     path);
}

/* The length of the folder in front of the name, with its slash. */
static size_t folder_len(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? (size_t)(slash + 1 - path) : 0;
}

/* In the same folder, or it could not be renamed in one step. */
static char *temp_name(const char *path)
{
    struct buf b = BUF_INIT;

    buf_add(&b, path, folder_len(path));
    buf_adds(&b, ".larder-XXXXXX");
    return buf_detach(&b);
}

static int make_temp(struct file_out *f, const char *path, struct error *err)
{
    char *temp = temp_name(path);
    int fd = mkostemp(temp, O_CLOEXEC);
    FILE *stream = fd < 0 ? NULL : fdopen(fd, "w");
    if (!stream) {
        cannot_write(path, err);
        if (fd >= 0) {
            close(fd);
            unlink(temp);
        }
        free(temp);
        return -1;
    }
    *f = (struct file_out){ stream, xstrdup(path), temp, false };
    return 0;
}

int file_begin(struct file_out *f, const char *path, struct error *err)
{
    *f = (struct file_out){ .stream = NULL };
    if (!path || is_dash(path)) {
        f->stream = stdout;
        return 0;
    }
    return check_target(path, err) ? -1 : make_temp(f, path, err);
}

static int is_there(const char *path, struct error *err)
{
    return error_set(err, ERROR_FAILED,
                     _("'%s' is there already; nothing was changed: choose "
                       "another name"),
                     path);
}

int file_begin_new(struct file_out *f, const char *path, struct error *err)
{
    struct stat st;

    *f = (struct file_out){ .stream = NULL };
    if (!lstat(path, &st))
        return is_there(path, err);
    if (make_temp(f, path, err))
        return -1;
    f->fresh = true;
    return 0;
}

/* Some file systems have no fsync; then there is nothing to wait for. */
static int sync_fd(int fd)
{
    if (!fsync(fd) || errno == EINVAL || errno == ENOSYS || errno == ENOTSUP)
        return 0;
    return -1;
}

/* Without it the new name may be gone after a power cut.  A folder that may
 * be written but not read cannot be opened: nothing can be done about that. */
static int sync_folder(const char *path, struct error *err)
{
    size_t len = folder_len(path);
    char *folder = len ? xstrndup(path, len) : xstrdup(".");
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int result = 0;

    if (fd >= 0 && sync_fd(fd))
        result = error_set(err, ERROR_FAILED,
                           _("'%s' may not be safe on the disk (%s): check the "
                             "disk and write the file again"),
                           path, strerror(errno));
    if (fd >= 0)
        close(fd);
    free(folder);
    return result;
}

/* errno is 0 when an earlier write failed, whose reason nobody kept. */
static int flush(FILE *stream)
{
    errno = 0;
    return fflush(stream) || ferror(stream) ? -1 : 0;
}

static int commit_stdout(struct file_out *f, struct error *err)
{
    f->stream = NULL;
    if (!flush(stdout))
        return 0;
    return error_set(err, ERROR_FAILED,
                     _("cannot write to standard output: %s"),
                     strerror(errno ? errno : EIO));
}

int file_settle(struct file_out *f, struct error *err)
{
    int fd = fileno(f->stream);
    int result = flush(f->stream);

    if (!result)
        result = sync_fd(fd);
    if (!result) {
        /* What is read from now on comes from the disk itself. */
        posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
        result = fclose(f->stream);
        f->stream = NULL;
    }
    return result ? cannot_write(f->path, err) : 0;
}

/* In one step where the file system can, else through a second name. */
static int rename_new(const char *from, const char *to)
{
    if (!renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE))
        return 0;
    if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
        return -1;
    if (link(from, to))
        return -1;
    unlink(from);
    return 0;
}

static int give_name(struct file_out *f, struct error *err)
{
    if (!(f->fresh ? rename_new : rename)(f->temp, f->path))
        return 0;
    return f->fresh && errno == EEXIST ? is_there(f->path, err)
                                       : cannot_write(f->path, err);
}

int file_commit(struct file_out *f, struct error *err)
{
    int result;

    if (!f->path)
        return commit_stdout(f, err);
    result = f->stream ? file_settle(f, err) : 0;
    if (!result)
        result = give_name(f, err);
    if (!result) {
        free(f->temp);
        f->temp = NULL;
        result = sync_folder(f->path, err);
    }
    file_abandon(f);
    return result ? -1 : 0;
}

void file_abandon(struct file_out *f)
{
    if (f->path && f->stream)
        fclose(f->stream);
    if (f->temp)
        unlink(f->temp);
    free(f->temp);
    free(f->path);
    *f = (struct file_out){ .stream = NULL };
}
