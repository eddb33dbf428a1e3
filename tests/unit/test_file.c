/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* base/file. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"

/* Each test stands in an empty folder of its own. */
static char folder[] = "/tmp/larder-file-XXXXXX";

static int enter(void **state)
{
    (void)state;
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    return mkdtemp(folder) && !chdir(folder) ? 0 : -1;
}

/* How many names there are in the folder; removes them if asked to. */
static int names(bool remove)
{
    DIR *dir = opendir(".");
    int n = 0;

    for (struct dirent *e; (e = readdir(dir));) {
        if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
            continue;
        n++;
        if (remove && unlink(e->d_name))
            rmdir(e->d_name);
    }
    closedir(dir);
    return n;
}

static int leave(void **state)
{
    (void)state;
    names(true);
    return chdir("/") || rmdir(folder);
}

static void put(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void assert_holds(const char *path, const char *text)
{
    struct buf b = BUF_INIT;
    struct error err = ERROR_INIT;

    if (file_read(&b, path, 1000, &err))
        fail_msg("%s", err.text);
    assert_string_equal(b.s, text);
    buf_release(&b);
}

/* Reading fails, the error names the words, and nothing was added. */
static void assert_unreadable(const char *path, size_t limit, const char *words)
{
    struct buf b = BUF_INIT;
    struct error err = ERROR_INIT;

    buf_adds(&b, "before");
    assert_int_equal(file_read(&b, path, limit, &err), -1);
    assert_int_equal(err.code, ERROR_FAILED);
    if (!strstr(err.text, words))
        fail_msg("%s", err.text);
    assert_string_equal(b.s, "before");
    buf_release(&b);
    error_clear(&err);
}

static void test_reads(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    put("a", "hello\n");
    put("empty", "");
    assert_int_equal(file_read(&b, "empty", 0, NULL), 0);
    assert_string_equal(b.s, "");
    assert_int_equal(file_read(&b, "a", 6, NULL), 0);
    assert_int_equal(file_read(&b, "a", SIZE_MAX, NULL), 0);
    assert_string_equal(b.s, "hello\nhello\n");
    buf_release(&b);
}

static void test_reads_much_and_nul_bytes(void **state)
{
    struct buf in = BUF_INIT, out = BUF_INIT;
    FILE *f = fopen("big", "w");

    (void)state;
    for (int i = 0; i < 300000; i++)
        buf_addc(&in, (char)(i * 7 % 251));
    fwrite(in.s, 1, in.len, f);
    fclose(f);
    assert_int_equal(file_read(&out, "big", in.len, NULL), 0);
    assert_int_equal(out.len, in.len);
    assert_memory_equal(out.s, in.s, in.len);
    assert_unreadable("big", in.len - 1, "299999");
    buf_release(&in);
    buf_release(&out);
}

static void test_refuses_to_read(void **state)
{
    (void)state;
    put("a", "hello\n");
    assert_int_equal(mkdir("dir", 0700), 0);
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_unreadable("a", 5, "'a' has more than 5 bytes");
    assert_unreadable("a", 0, "'a' has more than 0 bytes");
    assert_unreadable("missing", 10, "'missing'");
    assert_unreadable("", 10, "''");
    assert_unreadable("dir", 10, "'dir' is a folder");
    assert_unreadable("fifo", 10, "'fifo' is not a regular file");
    assert_unreadable("/dev/zero", 10, "'/dev/zero' is not a regular file");
}

static void test_reads_standard_input(void **state)
{
    int saved = dup(STDIN_FILENO);
    int pipes[2];

    (void)state;
    assert_int_equal(pipe(pipes), 0);
    assert_int_equal(write(pipes[1], "from a pipe", 11), 11);
    close(pipes[1]);
    dup2(pipes[0], STDIN_FILENO);
    close(pipes[0]);
    assert_holds("-", "from a pipe");
    put("a", "too long");
    int fd = open("a", O_RDONLY);
    dup2(fd, STDIN_FILENO);
    close(fd);
    assert_unreadable("-", 3, "'standard input' has more than 3 bytes");
    dup2(saved, STDIN_FILENO);
    close(saved);
}

static void begin(struct file_out *f, const char *path)
{
    struct error err = ERROR_INIT;

    if (file_begin(f, path, &err))
        fail_msg("%s", err.text);
}

/* The old file is whole until the new one is. */
static void test_writes(void **state)
{
    struct file_out f;
    struct error err = ERROR_INIT;
    struct stat st;

    (void)state;
    put("a", "old");
    begin(&f, "a");
    fputs("new", f.stream);
    fflush(f.stream);
    assert_holds("a", "old");
    assert_int_equal(names(false), 2);
    assert_int_equal(file_commit(&f, &err), 0);
    assert_holds("a", "new");
    assert_int_equal(names(false), 1);
    assert_int_equal(stat("a", &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    file_abandon(&f);
    assert_holds("a", "new");
}

static void test_writes_into_another_folder(void **state)
{
    struct file_out f;
    char path[100];

    (void)state;
    snprintf(path, sizeof path, "%s/b", folder);
    assert_int_equal(mkdir("dir", 0700), 0);
    assert_int_equal(chdir("dir"), 0);
    begin(&f, path);
    assert_memory_equal(f.temp, folder, strlen(folder));
    fputs("x", f.stream);
    assert_int_equal(file_commit(&f, NULL), 0);
    begin(&f, "../c");
    assert_int_equal(file_commit(&f, NULL), 0);
    assert_int_equal(chdir(".."), 0);
    assert_holds("b", "x");
    assert_holds("c", "");
}

static void test_closes_on_exec(void **state)
{
    struct file_out f;

    (void)state;
    begin(&f, "a");
    assert_int_equal(fcntl(fileno(f.stream), F_GETFD), FD_CLOEXEC);
    file_abandon(&f);
}

static void test_abandons(void **state)
{
    struct file_out f;

    (void)state;
    put("a", "old");
    begin(&f, "a");
    fputs("new", f.stream);
    file_abandon(&f);
    file_abandon(&f);
    assert_holds("a", "old");
    assert_int_equal(names(false), 1);
}

static void assert_unwritable(const char *path, const char *words)
{
    struct file_out f;
    struct error err = ERROR_INIT;

    assert_int_equal(file_begin(&f, path, &err), -1);
    if (!strstr(err.text, words))
        fail_msg("%s", err.text);
    error_clear(&err);
    file_abandon(&f);
}

static void test_refuses_to_write(void **state)
{
    (void)state;
    put("a", "old");
    assert_int_equal(symlink("a", "link"), 0);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_int_equal(mkdir("dir", 0700), 0);
    assert_unwritable("link", "'link' is a symbolic link");
    assert_unwritable("dangling", "'dangling' is a symbolic link");
    assert_unwritable("fifo", "'fifo' is not a regular file");
    assert_unwritable("/dev/null", "'/dev/null' is not a regular file");
    assert_unwritable("dir", "'dir' is a folder");
    assert_unwritable("dir/", "'dir/' is a folder");
    assert_unwritable("missing/a", "cannot write 'missing/a'");
    assert_unwritable("a/b", "cannot write 'a/b'");
    assert_int_equal(names(false), 5);
    assert_holds("a", "old");
}

/* A write fails on the way: the stream is replaced by one that is full. */
static void test_full_disk(void **state)
{
    struct file_out f;
    struct error err = ERROR_INIT;

    (void)state;
    put("a", "old");
    begin(&f, "a");
    fclose(f.stream);
    f.stream = fopen("/dev/full", "w");
    fputs("new", f.stream);
    assert_int_equal(file_commit(&f, &err), -1);
    assert_non_null(strstr(err.text, "cannot write 'a': No space left"));
    error_clear(&err);
    assert_holds("a", "old");
    assert_int_equal(names(false), 1);
}

/* That an earlier write failed is not forgotten. */
static void test_full_disk_before(void **state)
{
    struct file_out f;
    struct error err = ERROR_INIT;

    (void)state;
    begin(&f, "a");
    fclose(f.stream);
    f.stream = fopen("/dev/full", "w");
    setvbuf(f.stream, NULL, _IONBF, 0);
    fputs("new", f.stream);
    assert_int_equal(file_commit(&f, &err), -1);
    assert_non_null(strstr(err.text, "cannot write 'a'"));
    error_clear(&err);
    assert_int_equal(names(false), 0);
}

static void test_target_becomes_a_folder(void **state)
{
    struct file_out f;
    struct error err = ERROR_INIT;

    (void)state;
    begin(&f, "a");
    assert_int_equal(mkdir("a", 0700), 0);
    assert_int_equal(file_commit(&f, &err), -1);
    assert_non_null(strstr(err.text, "cannot write 'a'"));
    error_clear(&err);
    assert_int_equal(names(false), 1);
}

/* Another program takes the name between begin and commit. */
static void test_new_file_replaces_nothing(void **state)
{
    struct file_out f;
    struct error err = ERROR_INIT;

    (void)state;
    put("a", "old");
    assert_int_equal(file_begin_new(&f, "a", &err), -1);
    assert_non_null(strstr(err.text, "'a' is there already"));
    error_clear(&err);
    file_abandon(&f);

    assert_int_equal(file_begin_new(&f, "b", &err), 0);
    fputs("mine", f.stream);
    assert_int_equal(file_settle(&f, &err), 0);
    assert_holds(f.temp, "mine");
    put("b", "theirs");
    assert_int_equal(file_commit(&f, &err), -1);
    assert_non_null(strstr(err.text, "'b' is there already"));
    error_clear(&err);
    assert_holds("b", "theirs");

    assert_int_equal(file_begin_new(&f, "-", &err), 0);
    fputs("mine", f.stream);
    assert_int_equal(file_commit(&f, &err), 0);
    assert_int_equal(file_open("./-", NULL) < 0, 0);
    assert_int_equal(names(false), 3);
}

/* Writes "text" to standard output, which is `path` meanwhile. */
static int write_stdout(const char *name, const char *path, struct error *err)
{
    struct file_out f;

    fflush(stdout);
    int saved = dup(STDOUT_FILENO);
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    dup2(fd, STDOUT_FILENO);
    close(fd);
    int result = file_begin(&f, name, err);
    fputs("text", f.stream);
    if (!result)
        result = file_commit(&f, err);
    file_abandon(&f);
    dup2(saved, STDOUT_FILENO);
    close(saved);
    __fpurge(stdout);
    clearerr(stdout);
    return result;
}

static void test_standard_output(void **state)
{
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(write_stdout("-", "out", &err), 0);
    assert_holds("out", "text");
    assert_int_equal(write_stdout(NULL, "/dev/full", &err), -1);
    assert_non_null(strstr(err.text, "standard output: No space left"));
    error_clear(&err);
}

#define IN_FOLDER(f) cmocka_unit_test_setup_teardown(f, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_reads),
        IN_FOLDER(test_reads_much_and_nul_bytes),
        IN_FOLDER(test_refuses_to_read),
        IN_FOLDER(test_reads_standard_input),
        IN_FOLDER(test_writes),
        IN_FOLDER(test_writes_into_another_folder),
        IN_FOLDER(test_closes_on_exec),
        IN_FOLDER(test_abandons),
        IN_FOLDER(test_refuses_to_write),
        IN_FOLDER(test_full_disk),
        IN_FOLDER(test_full_disk_before),
        IN_FOLDER(test_target_becomes_a_folder),
        IN_FOLDER(test_new_file_replaces_nothing),
        IN_FOLDER(test_standard_output),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
