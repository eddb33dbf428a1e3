/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/editor.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/config.h"
#include "base/file.h"
#include "base/i18n.h"

enum { EDITOR_LIMIT = 16 << 20 };

const char *editor_command(struct error *err)
{
    static const char *const variables[] = { "VISUAL", "EDITOR" };

    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *s = getenv(variables[i]);

        if (s && *s)
            return s;
    }
    if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
        return "vi";
    error_set(err, ERROR_FAILED,
              _("there is no terminal for an editor; set $EDITOR, or use "
                "'larder set'"));
    return NULL;
}

/* Adds the folder for passing files: one that only we can read, if any. */
static void add_temp_folder(struct buf *path)
{
    static const char *const variables[] = { "XDG_RUNTIME_DIR", "TMPDIR" };

    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *s = getenv(variables[i]);

        if (s && *s == '/' && access(s, W_OK | X_OK) == 0) {
            buf_adds(path, s);
            return;
        }
    }
    buf_adds(path, "/tmp");
}

/* The name of a file made from a ref, whose slashes would mean folders. */
static void add_safe(struct buf *path, const char *name)
{
    for (; *name; name++)
        buf_addc(path, *name == '/' ? '_' : *name);
}

static int write_all(int fd, const struct buf *text)
{
    size_t done = 0;

    while (done < text->len) {
        ssize_t n = write(fd, text->s + done, text->len - done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return -1;
        done += (size_t)n;
    }
    return 0;
}

/* Makes the file (0600) whose path, with XXXXXX.txt at its end, is given. */
static int make_file(struct buf *path, const struct buf *text,
                     struct error *err)
{
    int fd = mkstemps(path->s, 4);
    int failed;

    if (fd < 0)
        return error_set(err, ERROR_FAILED, _("cannot make '%s': %s"), path->s,
                         strerror(errno));
    failed = write_all(fd, text) != 0 || fsync(fd) != 0;
    if (close(fd) != 0 || failed) {
        error_set(err, ERROR_FAILED, _("cannot write '%s': %s"), path->s,
                  strerror(errno));
        unlink(path->s);
        return -1;
    }
    return 0;
}

static void run_child(const char *command, const char *path)
{
    struct buf line = BUF_INIT;

    buf_addf(&line, "%s \"$@\"", command);
    execl("/bin/sh", "sh", "-c", line.s, command, path, (char *)NULL);
    _exit(127);
}

/* Keys that would end us belong to the editor while it runs. */
static int run_command(const char *command, const char *path, struct error *err)
{
    struct sigaction ignore = { .sa_handler = SIG_IGN };
    struct sigaction old_int, old_quit;
    int status = 0;
    pid_t child;

    sigaction(SIGINT, &ignore, &old_int);
    sigaction(SIGQUIT, &ignore, &old_quit);
    child = fork();
    if (child == 0) {
        sigaction(SIGINT, &old_int, NULL);
        sigaction(SIGQUIT, &old_quit, NULL);
        run_child(command, path);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    sigaction(SIGINT, &old_int, NULL);
    sigaction(SIGQUIT, &old_quit, NULL);
    if (child < 0)
        return error_set(err, ERROR_FAILED, _("cannot run '%s': %s"), command,
                         strerror(errno));
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return error_set(err, ERROR_FAILED,
                         _("the editor '%s' failed; nothing was changed"),
                         command);
    return 0;
}

/* Takes over what the editor left, if it is text. */
static int take_back(struct buf *text, const struct buf *back,
                     struct error *err)
{
    size_t mark = strncmp(back->s, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

    if (strlen(back->s) != back->len)
        return error_set(err, ERROR_FAILED,
                         _("what the editor left is not text (it holds a byte "
                           "0): let it save UTF-8; nothing was changed"));
    buf_clear(text);
    buf_add(text, back->s + mark, back->len - mark);
    return 0;
}

int editor_run(struct buf *text, const char *name, struct error *err)
{
    const char *command = editor_command(err);
    struct buf path = BUF_INIT;
    struct buf back = BUF_INIT;
    int failed = 1;

    if (!command)
        return -1;
    add_temp_folder(&path);
    buf_adds(&path, "/larder-");
    add_safe(&path, name);
    buf_adds(&path, "-XXXXXX.txt");
    if (make_file(&path, text, err) == 0) {
        failed = run_command(command, path.s, err) != 0;
        if (file_read(&back, path.s, EDITOR_LIMIT, failed ? NULL : err) != 0 ||
            take_back(text, &back, failed ? NULL : err) != 0)
            failed = 1;
        unlink(path.s);
    }
    buf_release(&path);
    buf_release(&back);
    return failed ? -1 : 0;
}

int editor_keep(struct buf *path, const struct buf *text, const char *name,
                struct error *err)
{
    struct buf b = BUF_INIT;
    int failed;

    if (config_path(&b, "XDG_STATE_HOME", ".local/state", "", NULL) != 0) {
        add_temp_folder(&b);
        buf_addc(&b, '/');
    }
    file_make_folders(b.s);
    add_safe(&b, name);
    buf_adds(&b, "-XXXXXX.txt");
    failed = make_file(&b, text, err);
    if (!failed)
        buf_add(path, b.s, b.len);
    buf_release(&b);
    return failed;
}
