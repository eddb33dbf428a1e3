/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* store/backup: nothing of a copy is left unless all of it is there. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "register.h"
#include "store/backup.h"
#include "store/history.h"
#include "store/read.h"

#define NOW 1795428000 /* 2026-11-23T10:00:00Z */

/* A register of more pages than are copied at once. */
static struct store *large_register(void)
{
    struct store *s = register_new();
    struct buf text = BUF_INIT;
    struct change_info info = { .operation = "add" };
    struct error err = ERROR_INIT;

    buf_addn(&text, 'x', 90000);
    must(change_begin(s, &info, &err), &err);
    for (int i = 0; i < 40; i++) {
        enum change_outcome outcome;
        struct record r;
        char ref[20];

        snprintf(ref, sizeof ref, "d%d", i);
        record_init(&r, KIND_DATASET, ref);
        register_set(&r, DATASET_TITLE, "A title");
        register_set(&r, DATASET_NOTES, text.s);
        must(change_put(s, &r, &outcome, &err), &err);
        record_release(&r);
    }
    must(change_commit(s, &err), &err);
    buf_release(&text);
    return s;
}

/* A name in the folder of the register; the caller's. */
static char *beside(const struct store *s, const char *name)
{
    const char *path = store_path(s);

    return xasprintf("%.*s%s", (int)(strrchr(path, '/') + 1 - path), path,
                     name);
}

/* How many files in the folder do not belong to the register itself. */
static int others(const struct store *s)
{
    char *path = beside(s, "");
    DIR *dir = opendir(path);
    int n = 0;

    for (struct dirent *e; (e = readdir(dir));)
        n += e->d_name[0] != '.' || strncmp(e->d_name, ".larder", 7) == 0
                 ? strncmp(e->d_name, "test.larder", 11) != 0
                 : 0;
    closedir(dir);
    free(path);
    return n;
}

/* The mode of the journal, as byte 18 of the file tells it. */
static int header_mode(const char *path)
{
    unsigned char head[20] = { 0 };
    int fd = open(path, O_RDONLY);

    assert_int_equal(read(fd, head, sizeof head), sizeof head);
    close(fd);
    assert_int_equal(head[18], head[19]);
    return head[18];
}

static void test_copies(void **state)
{
    struct store *s = large_register(), *copy;
    char *path = beside(s, "copy.larder");
    struct history_verdict v;
    struct error err = ERROR_INIT;
    struct backup made;
    struct stat st;

    (void)state;
    must(backup_make(s, path, &made, &err), &err);
    assert_int_equal(made.verdict.entries, 41);
    assert_int_equal(made.verdict.records, 40);
    assert_int_equal(others(s), 1);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(header_mode(path), 1);
    assert_int_equal(header_mode(store_path(s)), 2);

    /* The register goes on; the copy is what it was. */
    register_add(s, KIND_DATASET, "later", "title", "Later", NULL);
    must(history_verify(s, made.checkpoint.s, &v, &err), &err);
    assert_int_equal(v.faults.n, 0);
    assert_int_equal(v.entries, 42);
    history_verdict_release(&v);
    must(store_open(&copy, path, STORE_READ, NULL, &err), &err);
    assert_string_equal(store_uid(copy), store_uid(s));
    must(history_verify(copy, made.checkpoint.s, &v, &err), &err);
    assert_int_equal(v.faults.n, 0);
    assert_int_equal(v.entries, 41);
    history_verdict_release(&v);
    store_close(copy);

    /* Written to, it works as every register does. */
    must(store_open(&copy, path, STORE_WRITE, "tester", &err), &err);
    register_add(copy, KIND_DATASET, "other", "title", "Other", NULL);
    store_close(copy);
    assert_int_equal(header_mode(path), 2);
    backup_release(&made);
    unlink(path);
    free(path);
    register_free(s);
}

static void assert_refused(struct store *s, const char *path,
                           enum error_code code, const char *words)
{
    struct error err = ERROR_INIT;
    struct backup made;

    assert_int_equal(backup_make(s, path, &made, &err), -1);
    assert_int_equal(err.code, code);
    if (!strstr(err.text, words))
        fail_msg("%s", err.text);
    backup_release(&made);
    error_clear(&err);
}

static void put(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void test_overwrites_nothing(void **state)
{
    struct store *s = register_new();
    char *path = beside(s, "copy"), *wal = beside(s, "copy-wal");
    struct buf text = BUF_INIT;

    (void)state;
    put(path, "old");
    assert_refused(s, path, ERROR_FAILED, "is there already");
    must(file_read(&text, path, 10, NULL), NULL);
    assert_string_equal(text.s, "old");
    unlink(path);
    assert_int_equal(symlink("nowhere", path), 0);
    assert_refused(s, path, ERROR_FAILED, "is there already");
    unlink(path);
    assert_refused(s, store_path(s), ERROR_FAILED, "is there already");

    /* SQLite would take one for a part of the other. */
    assert_refused(s, wal, ERROR_USAGE, "a name that ends in -wal");
    put(wal, "old");
    assert_refused(s, path, ERROR_FAILED, "left by another register");
    assert_int_equal(others(s), 1);
    unlink(wal);
    buf_release(&text);
    free(path);
    free(wal);
    register_free(s);
}

/* Somebody takes the name while the copy is made. */
static const char *to_take;

static bool take_name(void)
{
    put(to_take, "theirs");
    return false;
}

static void test_overwrites_nothing_later(void **state)
{
    struct store *s = large_register();
    char *path = beside(s, "copy");
    struct buf text = BUF_INIT;

    (void)state;
    to_take = path;
    store_set_interrupt(s, take_name);
    assert_refused(s, path, ERROR_FAILED, "is there already");
    store_set_interrupt(s, NULL);
    must(file_read(&text, path, 10, NULL), NULL);
    assert_string_equal(text.s, "theirs");
    assert_int_equal(others(s), 1);
    unlink(path);
    buf_release(&text);
    free(path);
    register_free(s);
}

/* Says that enough is enough when it is asked for the n-th time. */
static int patience;

static bool impatient(void)
{
    return patience-- == 0;
}

static void test_stops(void **state)
{
    struct store *s = large_register();
    char *path = beside(s, "copy");
    struct error err = ERROR_INIT;
    struct backup made;
    int n, failed = -1;

    (void)state;
    store_set_interrupt(s, impatient);
    for (n = 0; failed && n < 1000; n++) {
        patience = n;
        failed = backup_make(s, path, &made, &err);
        backup_release(&made);
        if (failed) {
            assert_int_equal(err.code, ERROR_INTERRUPTED);
            assert_int_equal(others(s), 0);
        }
        error_clear(&err);
    }
    assert_false(failed);
    assert_in_range(n, 4, 999); /* in the copying, and in the verifying */
    unlink(path);
    free(path);
    register_free(s);
}

/* The history as it is, a row beside it that it does not know. */
static void test_keeps_nothing_untrue(void **state)
{
    struct store *s = large_register();
    char *path = beside(s, "copy");
    char *command =
        xasprintf("sqlite3 '%s' \"UPDATE dataset SET title = 'Nothing' WHERE "
                  "id = 1\"",
                  store_path(s));

    (void)state;
    assert_int_equal(system(command), 0);
    assert_refused(s, path, ERROR_UNTRUE, "'d0' is not what its history says");
    assert_int_equal(others(s), 0);
    free(command);
    free(path);
    register_free(s);
}

static void test_names(void **state)
{
    struct store *s = register_new();
    char *folder = beside(s, ""), *plain = xstrdup(folder), *path;
    char *wanted = beside(s, "test-20261123T100000Z.larder");

    (void)state;
    clock_fix(NOW);
    path = backup_path(s, NULL);
    assert_string_equal(path, wanted);
    free(path);
    path = backup_path(s, folder);
    assert_string_equal(path, wanted);
    free(path);
    plain[strlen(plain) - 1] = '\0';
    path = backup_path(s, plain);
    assert_string_equal(path, wanted);
    free(path);
    path = backup_path(s, "copy");
    assert_string_equal(path, "copy");
    free(path);
    free(plain);
    free(folder);
    free(wanted);
    register_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_copies),
        cmocka_unit_test(test_overwrites_nothing),
        cmocka_unit_test(test_overwrites_nothing_later),
        cmocka_unit_test(test_stops),
        cmocka_unit_test(test_keeps_nothing_untrue),
        cmocka_unit_test(test_names),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
