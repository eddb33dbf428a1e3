/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* A folder is there as a whole, or not at all. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/mem.h"

static char *home;

static int begin(void **state)
{
    const char *tmp = getenv("TMPDIR");

    (void)state;
    home = xasprintf("%s/folder.XXXXXX", tmp ? tmp : "/tmp");
    return mkdtemp(home) && chdir(home) == 0 ? 0 : -1;
}

static int end(void **state)
{
    int failed;

    (void)state;
    failed = chdir("/") || rmdir(home);
    free(home);
    return failed;
}

static size_t entries(const char *path)
{
    DIR *dir = opendir(path);
    size_t n = 0;

    assert_non_null(dir);
    while (readdir(dir))
        n++;
    closedir(dir);
    return n - 2;
}

static void put(struct folder_out *f, const char *name, const char *text)
{
    struct error err = ERROR_INIT;
    FILE *out;

    assert_int_equal(folder_file(f, name, &out, &err), 0);
    fputs(text, out);
    assert_int_equal(folder_end(f, out, &err), 0);
}

static void expect_file(const char *path, const char *text)
{
    struct error err = ERROR_INIT;
    struct buf b = BUF_INIT;
    struct stat st;

    assert_int_equal(file_read(&b, path, 100000, &err), 0);
    assert_string_equal(b.s, text);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    buf_release(&b);
}

/* The digests are those of FIPS 180-4's "abc", and of nothing. */
static void it_is_there_at_the_end(void **state)
{
    struct error err = ERROR_INIT;
    struct folder_out f;
    struct stat st;

    (void)state;
    assert_int_equal(folder_begin(&f, "out/", &err), 0);
    put(&f, "in/b", "abc");
    put(&f, "a", "");
    put(&f, "in/c", "abc");
    assert_int_equal(access("out", F_OK), -1);
    assert_int_equal(folder_commit(&f, &err), 0);
    expect_file("out/in/b", "abc");
    expect_file("out/in/c", "abc");
    expect_file(
        "out/SHA256SUMS",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n"
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  "
        "in/b\n"
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  "
        "in/c\n");
    assert_int_equal(stat("out", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    assert_int_equal(stat("out/in", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    assert_int_equal(entries("."), 1);
    unlink("out/in/b");
    unlink("out/in/c");
    rmdir("out/in");
    unlink("out/a");
    unlink("out/SHA256SUMS");
    rmdir("out");
}

static void nothing_stays_of_what_is_given_up(void **state)
{
    struct error err = ERROR_INIT;
    struct folder_out f;

    (void)state;
    assert_int_equal(folder_begin(&f, "out", &err), 0);
    put(&f, "in/b", "abc");
    put(&f, "a", "abc");
    folder_abandon(&f);
    folder_abandon(&f);
    assert_int_equal(entries("."), 0);
}

static void expect_refused(const char *path)
{
    struct error err = ERROR_INIT;
    struct folder_out f;

    assert_int_equal(folder_begin(&f, path, &err), -1);
    assert_non_null(strstr(err.text, "is no empty folder"));
    error_clear(&err);
}

/* Only an empty folder may be there: no other, no file, no link. */
static void it_replaces_nothing(void **state)
{
    struct error err = ERROR_INIT;
    struct folder_out f;

    (void)state;
    assert_int_equal(mkdir("full", 0755), 0);
    assert_int_equal(mkdir("full/x", 0755), 0);
    assert_int_equal(symlink("empty", "link"), 0);
    assert_int_equal(mkdir("empty", 0755), 0);
    expect_refused("full");
    expect_refused("link");
    assert_int_equal(folder_begin(&f, "empty", &err), 0);
    put(&f, "a", "");
    assert_int_equal(folder_commit(&f, &err), 0);
    assert_int_equal(entries("empty"), 2);
    expect_refused("empty");
    unlink("empty/a");
    unlink("empty/SHA256SUMS");
    rmdir("empty");
    /* Somebody else was faster. */
    assert_int_equal(folder_begin(&f, "full/x", &err), 0);
    put(&f, "a", "");
    assert_int_equal(mkdir("full/x/y", 0755), 0);
    assert_int_equal(folder_commit(&f, &err), -1);
    error_clear(&err);
    assert_int_equal(entries("full"), 1);
    rmdir("full/x/y");
    rmdir("full/x");
    rmdir("full");
    unlink("link");
    assert_int_equal(folder_begin(&f, "no/where", &err), -1);
    assert_non_null(strstr(err.text, "cannot write 'no/where'"));
    error_clear(&err);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_is_there_at_the_end),
        TEST(nothing_stays_of_what_is_given_up),
        TEST(it_replaces_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
