/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include <locale.h>
#include <sqlite3.h>

#include "base/file.h"
#include "base/mem.h"
#include "model/filter.h"
#include "store/change.h"
#include "store/history.h"
#include "store/list.h"
#include "store/query.h"
#include "store/read.h"
#include "store/texts.h"

/* A register in a folder of its own. */
struct world {
    char folder[64];
    char *path;
    struct store *s;
    struct error err;
};

static int setup(void **state)
{
    struct world *w = xcalloc(1, sizeof *w);

    strcpy(w->folder, "/tmp/larder-test-XXXXXX");
    assert_non_null(mkdtemp(w->folder));
    w->path = xasprintf("%s/r.larder", w->folder);
    w->err = (struct error)ERROR_INIT;
    if (store_create(&w->s, w->path, "tester", &w->err) != 0)
        fail_msg("%s", w->err.text);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    char *command = xasprintf("rm -r '%s'", w->folder);

    store_close(w->s);
    assert_int_equal(system(command), 0);
    free(command);
    error_clear(&w->err);
    free(w->path);
    free(w);
    return 0;
}

static void set(struct record *r, enum field f, const char *text)
{
    struct error err = ERROR_INIT;

    if (value_parse_text(record_value(r, f), f, text, &err) != 0)
        fail_msg("%s", err.text);
}

static void save(struct world *w, struct record *r)
{
    if (change_save(w->s, r->version ? "set" : "add", r, NULL, &w->err) != 0)
        fail_msg("%s", w->err.text);
}

/* Adds a record with one field. */
static void add(struct world *w, enum kind kind, const char *ref,
                enum field field, const char *text)
{
    struct record r;

    record_init(&r, kind, ref);
    set(&r, field, text);
    save(w, &r);
    record_release(&r);
}

static void change(struct world *w, const char *ref, enum field field,
                   const char *text)
{
    struct record r;

    if (store_load(w->s, ref, &r, &w->err) != 0)
        fail_msg("%s", w->err.text);
    set(&r, field, text);
    save(w, &r);
    record_release(&r);
}

static void add_world(struct world *w)
{
    add(w, KIND_PARTY, "city", PARTY_NAME, "The City");
    add(w, KIND_PARTY, "firm", PARTY_NAME, "A firm");
    add(w, KIND_DATASET, "phones", DATASET_TITLE, "Phone counters");
    change(w, "phones", DATASET_CONTROLLER, "city");
    change(w, "phones", DATASET_SUBJECTS, "passer-by, driver");
    add(w, KIND_ELEMENT, "phones/element/mac", ELEMENT_WORDS, "A phone's code");
    add(w, KIND_USE, "phones/use/1", USE_WORDS, "To plan bus times");
    change(w, "phones/use/1", USE_ELEMENTS, "phones/element/mac");
}

static void assert_faults(struct world *w, size_t n, const char *with)
{
    struct history_verdict v;
    bool found = !with;
    size_t i;

    if (history_verify(w->s, NULL, &v, &w->err) != 0)
        fail_msg("%s", w->err.text);
    for (i = 0; i < v.faults.n; i++) {
        if (n == 0)
            print_message("fault: %s\n", v.faults.v[i]);
        found = found || strstr(v.faults.v[i], with) != NULL;
    }
    if (n != SIZE_MAX)
        assert_int_equal(v.faults.n, n);
    else
        assert_true(v.faults.n > 0);
    assert_true(found);
    history_verdict_release(&v);
}

/* Runs SQL behind larder's back, as the sqlite3 shell would. */
static void tamper(struct world *w, const char *sql)
{
    sqlite3 *db;
    char *why = NULL;

    assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
    sqlite3_close(db);
}

static void test_file_mode(void **state)
{
    struct world *w = *state;
    struct stat st;

    assert_int_equal(stat(w->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_faults(w, 0, NULL);
}

static void test_round_trip(void **state)
{
    struct world *w = *state;
    struct record r;

    add_world(w);
    assert_int_equal(store_load(w->s, "phones", &r, &w->err), 0);
    assert_string_equal(record_text(&r, DATASET_CONTROLLER), "city");
    assert_int_equal(record_get(&r, DATASET_SUBJECTS)->items.n, 2);
    assert_string_equal(record_text(&r, DATASET_SUBJECTS), "driver");
    assert_int_equal(r.version, 3);
    set(&r, DATASET_CHILDREN, "@unknown");
    set(&r, DATASET_SOLD, "no");
    set(&r, DATASET_HOW_MANY, "40000");
    set(&r, DATASET_STEWARD, "@none");
    value_set_words(record_value(&r, DATASET_TITLE), "fr", "Compteurs", NULL);
    save(w, &r);
    record_release(&r);
    assert_int_equal(store_load(w->s, "phones", &r, &w->err), 0);
    assert_int_equal(record_get(&r, DATASET_CHILDREN)->state, STATE_UNKNOWN);
    assert_int_equal(record_get(&r, DATASET_STEWARD)->state, STATE_NONE);
    assert_int_equal(record_get(&r, DATASET_VULNERABLE)->state, STATE_BLANK);
    assert_string_equal(record_text(&r, DATASET_SOLD), "no");
    assert_string_equal(record_text(&r, DATASET_HOW_MANY), "40000");
    assert_string_equal(record_title(&r, "fr"), "Compteurs");
    record_release(&r);
    assert_faults(w, 0, NULL);
}

static void test_same_is_left_alone(void **state)
{
    struct world *w = *state;
    struct history_head before, after;

    add_world(w);
    assert_int_equal(history_head(w->s, &before, &w->err), 0);
    change(w, "phones", DATASET_CONTROLLER, "city");
    assert_int_equal(history_head(w->s, &after, &w->err), 0);
    assert_int_equal(before.size, after.size);
}

static void test_conflict(void **state)
{
    struct world *w = *state;
    struct record mine;

    add_world(w);
    assert_int_equal(store_load(w->s, "phones", &mine, &w->err), 0);
    change(w, "phones", DATASET_TITLE, "Theirs");
    set(&mine, DATASET_TITLE, "Mine");
    assert_int_equal(change_save(w->s, "set", &mine, NULL, &w->err), -1);
    assert_int_equal(w->err.code, ERROR_CONFLICT);
    record_release(&mine);
}

struct refused {
    enum kind kind;
    const char *ref;
    enum field field;
    const char *text;
    const char *says;
};

static void test_gate_refuses(void **state)
{
    static const struct refused cases[] = {
        { KIND_DATASET, "phones", DATASET_TITLE, "x", "already" },
        { KIND_DATASET, "Phones", DATASET_TITLE, "x", "cannot be a ref" },
        { KIND_DATASET, "d", DATASET_SUMMARY, "x", "'title' is missing" },
        { KIND_ELEMENT, "nowhere/element/1", ELEMENT_WORDS, "x", "nowhere" },
        { KIND_ELEMENT, "phones/use/9", ELEMENT_WORDS, "x", "phones/use/9" },
        { KIND_PARTY, "phones", PARTY_NAME, "x", "already" },
    };
    struct world *w = *state;
    size_t i;

    add_world(w);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct record r;

        record_init(&r, cases[i].kind, cases[i].ref);
        set(&r, cases[i].field, cases[i].text);
        assert_int_equal(change_save(w->s, "add", &r, NULL, &w->err), -1);
        if (!strstr(w->err.text, cases[i].says))
            fail_msg("'%s' does not say '%s'", w->err.text, cases[i].says);
        record_release(&r);
    }
    assert_faults(w, 0, NULL);
}

static void test_refs_are_checked(void **state)
{
    static const struct refused cases[] = {
        { KIND_DATASET, "phones", DATASET_CONTROLLER, "cty", "'city'" },
        { KIND_DATASET, "phones", DATASET_CONTROLLER, "phones", "name one of" },
        { KIND_PARTY, "city", PARTY_PART_OF, "city", "names itself" },
        { KIND_USE, "phones/use/1", USE_ELEMENTS, "other/element/1",
          "another dataset" },
    };
    struct world *w = *state;
    size_t i;

    add_world(w);
    add(w, KIND_DATASET, "other", DATASET_TITLE, "Other");
    add(w, KIND_ELEMENT, "other/element/1", ELEMENT_WORDS, "Other");
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct record r;

        assert_int_equal(store_load(w->s, cases[i].ref, &r, &w->err), 0);
        set(&r, cases[i].field, cases[i].text);
        assert_int_equal(change_save(w->s, "set", &r, NULL, &w->err), -1);
        if (!strstr(w->err.text, cases[i].says))
            fail_msg("'%s' does not say '%s'", w->err.text, cases[i].says);
        assert_int_equal(w->err.field, (int)cases[i].field);
        record_release(&r);
    }
}

typedef int step_fn(struct store *s, const char *ref, const char *arg,
                    struct error *err);

static int do_remove(struct store *s, const char *ref, const char *arg,
                     struct error *err)
{
    (void)arg;
    return change_remove(s, ref, 0, err);
}

static int do_undo(struct store *s, const char *ref, const char *arg,
                   struct error *err)
{
    (void)arg;
    return change_undo(s, ref, err);
}

static int in_change(struct world *w, const char *operation, step_fn *step,
                     const char *ref, const char *arg)
{
    struct change_info info = { .operation = operation };

    assert_int_equal(change_begin(w->s, &info, &w->err), 0);
    if (step(w->s, ref, arg, &w->err) != 0) {
        change_rollback(w->s);
        return -1;
    }
    assert_int_equal(change_commit(w->s, &w->err), 0);
    return 0;
}

/* Undoes, or redoes, what is next. */
static void step_back(struct world *w, bool redo)
{
    char uuid[UUID_TEXT];

    assert_int_equal(history_last(w->s, NULL, redo, uuid, NULL, &w->err), 1);
    if (in_change(w, redo ? "redo" : "undo", do_undo, uuid, NULL) != 0)
        fail_msg("%s", w->err.text);
}

static void test_rename(void **state)
{
    struct world *w = *state;
    struct record r;

    add_world(w);
    assert_int_equal(
        in_change(w, "rename", change_rename, "phones", "counters"), 0);
    assert_int_equal(store_load(w->s, "counters/use/1", &r, &w->err), 0);
    assert_string_equal(record_text(&r, USE_ELEMENTS), "counters/element/mac");
    record_release(&r);
    assert_int_equal(store_load(w->s, "phones/element/mac", &r, &w->err), 0);
    assert_string_equal(r.ref, "counters/element/mac");
    record_release(&r);
    assert_int_equal(in_change(w, "rename", change_rename, "city", "phones"),
                     -1);
    assert_faults(w, 0, NULL);
    step_back(w, false);
    assert_int_equal(store_load(w->s, "phones/use/1", &r, &w->err), 0);
    assert_string_equal(r.ref, "phones/use/1");
    record_release(&r);
    assert_faults(w, 0, NULL);
}

static void test_remove_and_undo(void **state)
{
    struct world *w = *state;
    struct record before, after;
    int64_t id;

    add_world(w);
    assert_int_equal(in_change(w, "remove", do_remove, "city", NULL), -1);
    assert_non_null(strstr(w->err.text, "phones"));
    assert_int_equal(
        in_change(w, "remove", do_remove, "phones/element/mac", NULL), -1);
    assert_int_equal(store_load(w->s, "phones", &before, &w->err), 0);
    assert_int_equal(in_change(w, "remove", do_remove, "phones", NULL), 0);
    assert_int_equal(store_find(w->s, "phones", &id, &w->err), 0);
    assert_int_equal(store_find(w->s, "phones/use/1", &id, &w->err), 0);
    assert_faults(w, 0, NULL);
    step_back(w, false);
    assert_int_equal(store_load(w->s, "phones", &after, &w->err), 0);
    assert_true(record_same(&before, &after));
    record_release(&before);
    record_release(&after);
    assert_int_equal(store_load(w->s, "phones/use/1", &after, &w->err), 0);
    assert_string_equal(record_text(&after, USE_ELEMENTS),
                        "phones/element/mac");
    record_release(&after);
    step_back(w, true);
    assert_int_equal(store_find(w->s, "phones", &id, &w->err), 0);
    step_back(w, false);
    assert_int_equal(store_find(w->s, "phones", &id, &w->err), 1);
    assert_faults(w, 0, NULL);
}

static void test_next_number(void **state)
{
    static const char *const refs[] = { "phones/element/2", "phones/element/10",
                                        "phones/element/11a" };
    struct world *w = *state;
    int64_t n;
    size_t i;

    add_world(w);
    assert_int_equal(
        store_next_number(w->s, "phones", KIND_ELEMENT, &n, &w->err), 0);
    assert_int_equal(n, 1);
    for (i = 0; i < 3; i++)
        add(w, KIND_ELEMENT, refs[i], ELEMENT_WORDS, "x");
    assert_int_equal(in_change(w, "remove", do_remove, refs[1], NULL), 0);
    assert_int_equal(
        store_next_number(w->s, "phones", KIND_ELEMENT, &n, &w->err), 0);
    assert_int_equal(n, 11);
}

static void test_undo_steps(void **state)
{
    struct world *w = *state;
    static const char *const titles[] = { "one", "two", "three" };
    char uuid[UUID_TEXT];
    struct record r;
    size_t i;

    add(w, KIND_DATASET, "d", DATASET_TITLE, "zero");
    for (i = 0; i < 3; i++)
        change(w, "d", DATASET_TITLE, titles[i]);
    step_back(w, false);
    step_back(w, false);
    assert_int_equal(store_load(w->s, "d", &r, &w->err), 0);
    assert_string_equal(record_text(&r, DATASET_TITLE), "one");
    record_release(&r);
    step_back(w, true);
    assert_int_equal(store_load(w->s, "d", &r, &w->err), 0);
    assert_string_equal(record_text(&r, DATASET_TITLE), "two");
    record_release(&r);
    change(w, "d", DATASET_TITLE, "four");
    assert_int_equal(history_last(w->s, NULL, true, uuid, NULL, &w->err), 0);
    for (i = 0; i < 4; i++)
        step_back(w, false);
    assert_int_equal(history_last(w->s, NULL, false, uuid, NULL, &w->err), 0);
    assert_int_equal(history_last(w->s, "d", true, uuid, NULL, &w->err), 1);
    assert_faults(w, 0, NULL);
}

static bool file_holds(const char *path, const char *word)
{
    struct buf b = BUF_INIT;
    bool found;

    if (file_read(&b, path, 1 << 26, NULL) != 0)
        return false;
    found = memmem(b.s, b.len, word, strlen(word)) != NULL;
    buf_release(&b);
    return found;
}

static void test_redact(void **state)
{
    struct world *w = *state;
    char *wal = xasprintf("%s-wal", w->path);
    int64_t erased = 0;
    struct record r;

    add(w, KIND_DATASET, "d", DATASET_TITLE, "title");
    change(w, "d", DATASET_NOTES, "Xylophone called about her file");
    change(w, "d", DATASET_SUMMARY, "A summary");
    if (history_redact(w->s, "d", "notes", "names a person", &erased,
                       &w->err) != 0)
        fail_msg("%s", w->err.text);
    assert_int_equal(erased, 2);
    assert_int_equal(store_load(w->s, "d", &r, &w->err), 0);
    assert_null(record_text(&r, DATASET_NOTES));
    assert_string_equal(record_text(&r, DATASET_SUMMARY), "A summary");
    record_release(&r);
    assert_false(file_holds(w->path, "Xylophone"));
    assert_false(file_holds(w->path, "xylophone"));
    assert_false(file_holds(wal, "Xylophone"));
    assert_faults(w, 0, NULL);
    free(wal);
}

/* Each attack, and the words by which verify must name it. */
struct attack {
    const char *sql;
    const char *says;
};

#define NO_TRIGGERS                                                            \
    "DROP TRIGGER history_append; DROP TRIGGER history_keep; DROP TRIGGER "    \
    "history_erase; "

static const struct attack attacks[] = {
    { "UPDATE dataset SET title = 'Forged'", "'phones' is not what" },
    { "UPDATE dataset SET children = 1, children_is = NULL", "children" },
    { "DELETE FROM term", "subjects" },
    { "DELETE FROM link", "elements" },
    { "INSERT INTO term VALUES (3, 'stored_where', 'IE')", "stored_where" },
    { "INSERT INTO term VALUES (3, 'nonsense', 'IE')", "nonsense" },
    { "INSERT INTO words VALUES (3, 'title', 'fr', 'x', "
      "'0000000000000000000000000000000000000000000000000000000000000000')",
      "title" },
    { "UPDATE record SET ref = 'phone' WHERE ref = 'phones'", "'phone'" },
    { "UPDATE record SET version = 1 WHERE ref = 'phones'", "version" },
    { "UPDATE record SET removed = 1 WHERE ref = 'firm'", "firm" },
    { "INSERT INTO record VALUES (99, "
      "'01890000-0000-7000-8000-000000000000', 'party', 'p', NULL, 1, 0); "
      "INSERT INTO party(id, name) VALUES (99, 'P')",
      "'p' has no history" },
    { "DELETE FROM party WHERE id = (SELECT id FROM record WHERE ref = "
      "'firm')",
      "'firm' has lost its row" },
    { NO_TRIGGERS "UPDATE history SET body = x'00' WHERE seq = 3", "entry 3" },
    { NO_TRIGGERS "UPDATE history SET salt = zeroblob(16) WHERE seq = 3",
      "entry 3" },
    { NO_TRIGGERS "UPDATE history SET time = 0 WHERE seq = 3", "entry 3" },
    { NO_TRIGGERS "UPDATE history SET hash = zeroblob(32) WHERE seq = 3",
      "entry 3" },
    { NO_TRIGGERS "UPDATE history SET previous = zeroblob(32) WHERE seq = 3",
      "entry 3: the chain is broken" },
    { NO_TRIGGERS "DELETE FROM history WHERE seq = 3", "entry 4" },
    { NO_TRIGGERS "DELETE FROM history WHERE seq = (SELECT max(seq) FROM "
                  "history)",
      "taken from its end" },
    { "UPDATE history SET salt = NULL, body = NULL WHERE seq = 3",
      "no later redaction" },
    { "DROP TRIGGER history_keep", "history_keep" },
    { "CREATE TRIGGER mine AFTER INSERT ON party BEGIN SELECT 1; END",
      "'mine'" },
    { "CREATE VIEW mine AS SELECT 1", "'mine'" },
    { "DROP VIEW v1_party; CREATE VIEW v1_party AS SELECT 1 AS id",
      "v1_party" },
    { "UPDATE head SET size = size + 1", "taken from its end" },
    { "UPDATE head SET last = zeroblob(32)", "end of the history" },
};

static void test_attacks(void **state)
{
    struct world *w = *state;
    char *copy = xasprintf("cp %s/r.larder %s/safe", w->folder, w->folder);
    char *back = xasprintf("cp %s/safe %s/r.larder", w->folder, w->folder);
    size_t i;

    add_world(w);
    assert_faults(w, 0, NULL);
    store_close(w->s);
    w->s = NULL;
    assert_int_equal(system(copy), 0);
    for (i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        assert_int_equal(system(back), 0);
        tamper(w, attacks[i].sql);
        if (store_open(&w->s, w->path, STORE_READ, NULL, &w->err) != 0)
            fail_msg("%s", w->err.text);
        print_message("%s\n", attacks[i].sql);
        assert_faults(w, SIZE_MAX, attacks[i].says);
        store_close(w->s);
        w->s = NULL;
    }
    free(copy);
    free(back);
}

static void test_triggers_hold(void **state)
{
    static const char *const attempts[] = {
        "DELETE FROM history",
        "UPDATE history SET time = 1",
        "INSERT OR REPLACE INTO history SELECT seq, 1, change, operation, "
        "undone, commitment, previous, hash, salt, body, record FROM history "
        "WHERE seq = 1",
    };
    struct world *w = *state;
    size_t i;

    add_world(w);
    for (i = 0; i < 3; i++) {
        sqlite3 *db;

        assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
        assert_int_not_equal(sqlite3_exec(db, attempts[i], NULL, NULL, NULL),
                             SQLITE_OK);
        sqlite3_close(db);
    }
    assert_faults(w, 0, NULL);
}

static void test_since(void **state)
{
    struct world *w = *state;
    struct buf point = BUF_INIT;
    struct history_verdict v;

    add_world(w);
    assert_int_equal(history_checkpoint(w->s, &point, &w->err), 0);
    change(w, "phones", DATASET_TITLE, "Later");
    assert_int_equal(history_verify(w->s, point.s, &v, &w->err), 0);
    assert_int_equal(v.faults.n, 0);
    history_verdict_release(&v);
    /* The last character of the root, before = and the line end. */
    point.s[point.len - 4] = point.s[point.len - 4] == 'A' ? 'B' : 'A';
    assert_int_equal(history_verify(w->s, point.s, &v, &w->err), 0);
    assert_int_equal(v.faults.n, 1);
    history_verdict_release(&v);
    assert_int_equal(history_verify(w->s, "nonsense", &v, &w->err), -1);
    history_verdict_release(&v);
    buf_release(&point);
}

static void test_same_change_once(void **state)
{
    struct world *w = *state;
    struct change_info info = { .operation = "add" };
    struct record r;

    uuid_new(info.uuid);
    record_init(&r, KIND_PARTY, "p");
    set(&r, PARTY_NAME, "P");
    assert_int_equal(change_begin(w->s, &info, &w->err), 0);
    assert_int_equal(change_put(w->s, &r, NULL, &w->err), 0);
    assert_int_equal(change_commit(w->s, &w->err), 0);
    assert_int_equal(change_begin(w->s, &info, &w->err), 1);
    record_release(&r);
}

static void test_dry_run(void **state)
{
    struct world *w = *state;
    struct change_info info = { .operation = "add", .dry_run = true };
    struct record r;
    int64_t id;

    record_init(&r, KIND_PARTY, "p");
    set(&r, PARTY_NAME, "P");
    assert_int_equal(change_begin(w->s, &info, &w->err), 0);
    assert_int_equal(change_put(w->s, &r, NULL, &w->err), 0);
    assert_int_equal(change_commit(w->s, &w->err), 0);
    assert_int_equal(store_find(w->s, "p", &id, &w->err), 0);
    record_release(&r);
}

struct filter_case {
    const char *filter;
    const char *search;
    const char *refs;
};

static const struct filter_case filter_cases[] = {
    { "", NULL, "a b c" },
    { "title=Alpha", NULL, "a" },
    { "title~ALP", NULL, "a" },
    { "title~\xc3\x89t", NULL, "c" },
    { "title~\xc3\xa9T", NULL, "c" },
    { "children=@unknown", NULL, "b" },
    { "children=@blank", NULL, "a" },
    { "children!=no", NULL, "a b" },
    { "children=@any", NULL, "c" },
    { "how_many>=10", NULL, "b c" },
    { "how_many>9 and how_many<100", NULL, "b" },
    { "not (how_many>=10)", NULL, "a" },
    { "subjects=pupil,driver", NULL, "a b" },
    { "subjects=@blank", NULL, "c" },
    { "element.words~face", NULL, "b" },
    { "element.category:biometric", NULL, "b" },
    { "controller.country=IE", NULL, "a" },
    { "controller=city or next_check<2026-01-01", NULL, "a c" },
    { "ref=a,c", NULL, "a c" },
    { "", "alph", "a" },
    { "", "face", "b" },
    { "", "alpha face", "" },
    { "", "\"", "" },
};

static void add_list_world(struct world *w)
{
    add(w, KIND_PARTY, "city", PARTY_NAME, "City");
    change(w, "city", PARTY_COUNTRY, "IE");
    add(w, KIND_DATASET, "a", DATASET_TITLE, "Alpha");
    change(w, "a", DATASET_CONTROLLER, "city");
    change(w, "a", DATASET_SUBJECTS, "pupil");
    add(w, KIND_DATASET, "b", DATASET_TITLE, "beta");
    change(w, "b", DATASET_CHILDREN, "@unknown");
    change(w, "b", DATASET_HOW_MANY, "10");
    change(w, "b", DATASET_SUBJECTS, "driver");
    add(w, KIND_ELEMENT, "b/element/1", ELEMENT_WORDS, "Your face");
    change(w, "b/element/1", ELEMENT_CATEGORY, "face-template");
    add(w, KIND_DATASET, "c", DATASET_TITLE, "\xc3\x89t\xc3\xa9");
    change(w, "c", DATASET_CHILDREN, "no");
    change(w, "c", DATASET_HOW_MANY, "1000");
    change(w, "c", DATASET_NEXT_CHECK, "2025-12-31");
}

static char *list_refs(struct world *w, struct list_query *q)
{
    struct list_page page;
    struct buf refs = BUF_INIT;
    size_t i;

    if (list_read(w->s, q, &page, &w->err) != 0)
        fail_msg("%s", w->err.text);
    for (i = 0; i < page.n; i++)
        buf_addf(&refs, "%s%s", i ? " " : "", page.rows[i].ref);
    list_page_release(&page);
    return buf_detach(&refs);
}

static void test_filters(void **state)
{
    struct world *w = *state;
    size_t i;

    add_list_world(w);
    for (i = 0; i < sizeof filter_cases / sizeof *filter_cases; i++) {
        const struct filter_case *c = &filter_cases[i];
        struct list_query q = { .kind = KIND_DATASET,
                                .sort = FIELD_COUNT,
                                .search = c->search };
        struct filter *f;
        int64_t n;
        char *refs;

        if (filter_parse(&f, KIND_DATASET, c->filter, &w->err) != 0)
            fail_msg("%s", w->err.text);
        q.filter = f;
        refs = list_refs(w, &q);
        if (strcmp(refs, c->refs) != 0)
            fail_msg("%s / %s: '%s', not '%s'", c->filter, c->search, refs,
                     c->refs);
        assert_int_equal(list_count(w->s, &q, &n, &w->err), 0);
        assert_int_equal(n, (strlen(c->refs) + 1) / 2);
        filter_free(f);
        free(refs);
    }
}

static const struct {
    enum field sort;
    bool descending;
    const char *refs;
} sort_cases[] = {
    { FIELD_COUNT, false, "a b c" },
    { FIELD_COUNT, true, "c b a" },
    { DATASET_TITLE, false, "a b c" },
    { DATASET_HOW_MANY, false, "b c a" },
    { DATASET_HOW_MANY, true, "c b a" },
    { DATASET_CONTROLLER, false, "a b c" },
    { DATASET_NEXT_CHECK, true, "c b a" },
};

/* Page by page, forwards and backwards, the rows are those of the whole. */
static void test_pages(void **state)
{
    struct world *w = *state;
    size_t i, n;

    add_list_world(w);
    for (i = 0; i < sizeof sort_cases / sizeof *sort_cases; i++) {
        struct list_query q = { .kind = KIND_DATASET,
                                .sort = sort_cases[i].sort,
                                .descending = sort_cases[i].descending };
        char *all = list_refs(w, &q);
        struct list_page last = LIST_PAGE_INIT, page;

        assert_string_equal(all, sort_cases[i].refs);
        q.limit = 1;
        for (n = 0; n < 3; n++) {
            assert_int_equal(list_read(w->s, &q, &page, &w->err), 0);
            assert_int_equal(page.n, 1);
            assert_int_equal(page.rows[0].ref[0], all[2 * n]);
            assert_int_equal(page.more, n < 2);
            list_page_release(&last);
            last = page;
            q.after_key = last.rows[0].key;
            q.after_ref = last.rows[0].ref;
        }
        q.backwards = true;
        q.limit = 2;
        assert_int_equal(list_read(w->s, &q, &page, &w->err), 0);
        assert_int_equal(page.n, 2);
        assert_int_equal(page.rows[0].ref[0], all[0]);
        assert_int_equal(page.rows[1].ref[0], all[2]);
        list_page_release(&page);
        list_page_release(&last);
        free(all);
    }
}

static void test_cells(void **state)
{
    static const enum field columns[] = { DATASET_TITLE, DATASET_CHILDREN,
                                          DATASET_SUBJECTS,
                                          DATASET_CONTROLLER };
    struct world *w = *state;
    struct list_query q = { .kind = KIND_DATASET,
                            .sort = FIELD_COUNT,
                            .columns = columns,
                            .columns_n = 4 };
    struct list_page page;

    add_list_world(w);
    change(w, "a", DATASET_SUBJECTS, "pupil, driver");
    change(w, "a", DATASET_TITLE, "@@at");
    assert_int_equal(list_read(w->s, &q, &page, &w->err), 0);
    assert_string_equal(page.rows[0].cells.v[0], "@@at");
    assert_string_equal(page.rows[0].cells.v[1], "");
    assert_string_equal(page.rows[0].cells.v[2], "driver, pupil");
    assert_string_equal(page.rows[0].cells.v[3], "city");
    assert_string_equal(page.rows[1].cells.v[1], "@unknown");
    assert_string_equal(page.rows[2].cells.v[1], "no");
    list_page_release(&page);
}

static int count_rows(const struct query_row *row, void *data,
                      struct error *err)
{
    (void)row;
    (void)err;
    ++*(int *)data;
    return 0;
}

static void test_query(void **state)
{
    static const char *const refused[] = {
        "DELETE FROM party",
        "UPDATE dataset SET title = 'x'",
        "CREATE TABLE x(a)",
        "ATTACH 'x' AS y",
        "PRAGMA user_version = 3",
        "SELECT 1; SELECT 2",
        "",
        "SELECT nonsense FROM v1_dataset",
        "SELECT load_extension('x')",
    };
    struct world *w = *state;
    int rows = 0;
    size_t i;

    add_world(w);
    assert_int_equal(query_run(w->s,
                               "SELECT ref FROM v1_dataset WHERE controller = "
                               "'city' AND children_is = 'blank' AND "
                               ":as_of = '2026-11-23'",
                               "2026-11-23", 1000, 0, count_rows, &rows,
                               &w->err),
                     0);
    assert_int_equal(rows, 1);
    for (i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_int_equal(query_run(w->s, refused[i], NULL, 1000, 0, count_rows,
                                   &rows, &w->err),
                         -1);
    assert_int_equal(query_run(w->s,
                               "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
                               "SELECT i + 1 FROM n) SELECT count(*) FROM n",
                               NULL, 100, 0, count_rows, &rows, &w->err),
                     -1);
    assert_non_null(strstr(w->err.text, "too long"));
}

static void test_open_refuses(void **state)
{
    struct world *w = *state;
    char *junk = xasprintf("%s/junk", w->folder);
    char *command = xasprintf("head -c 5000 /dev/urandom > %s", junk);
    struct store *s;

    assert_int_equal(
        store_open(&s, "/nonexistent/x", STORE_READ, NULL, &w->err), -1);
    assert_non_null(strstr(w->err.text, "larder init"));
    assert_int_equal(system(command), 0);
    assert_int_equal(store_open(&s, junk, STORE_READ, NULL, &w->err), -1);
    assert_non_null(strstr(w->err.text, "not a register"));
    assert_int_equal(store_create(&s, junk, "x", &w->err), -1);
    tamper(w, "PRAGMA user_version = 99");
    assert_int_equal(store_open(&s, w->path, STORE_READ, NULL, &w->err), -1);
    assert_non_null(strstr(w->err.text, "99"));
    assert_non_null(strstr(w->err.text, "newer"));
    free(command);
    free(junk);
}

static void test_busy(void **state)
{
    struct world *w = *state;
    struct change_info info = { .operation = "set" };
    struct store *other;

    setenv("LARDER_BUSY_TIMEOUT", "10", 1);
    assert_int_equal(
        store_open(&other, w->path, STORE_WRITE, "tester", &w->err), 0);
    assert_int_equal(change_begin(w->s, &info, &w->err), 0);
    assert_int_equal(change_begin(other, &info, &w->err), -1);
    assert_int_equal(w->err.code, ERROR_BUSY);
    change_rollback(w->s);
    assert_int_equal(change_begin(other, &info, &w->err), 0);
    change_rollback(other);
    store_close(other);
    unsetenv("LARDER_BUSY_TIMEOUT");
}

static bool wanted_text(enum field field)
{
    return field != PARTY_NAME;
}

static int note_text(const struct stored_text *t, void *data, struct error *err)
{
    struct strs *l = data;

    (void)err;
    assert_true(t->record > 0);
    strs_take(l, xasprintf("%s: %s", field_info(t->field)->name, t->text));
    return l->n == 5 ? 7 : 0;
}

/* Of those that are there, the originals and the translations. */
static void test_texts(void **state)
{
    static const char *const all[] = { "title: Compteurs",
                                       "title: Phone counters",
                                       "words: A phone's code",
                                       "words: To plan bus times" };
    struct world *w = *state;
    struct strs l = STRS_INIT;
    struct record r;

    add_world(w);
    assert_int_equal(store_load(w->s, "phones", &r, &w->err), 0);
    value_set_words(record_value(&r, DATASET_TITLE), "fr", "Compteurs", NULL);
    save(w, &r);
    record_release(&r);
    assert_int_equal(texts_each(w->s, wanted_text, note_text, &l, &w->err), 0);
    strs_sort_unique(&l);
    assert_int_equal(l.n, 4);
    for (size_t i = 0; i < l.n; i++)
        assert_string_equal(l.v[i], all[i]);

    /* The fifth one ends it. */
    assert_int_equal(texts_each(w->s, wanted_text, note_text, &l, &w->err), 7);
    strs_release(&l);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_file_mode),
        TEST(test_round_trip),
        TEST(test_same_is_left_alone),
        TEST(test_conflict),
        TEST(test_gate_refuses),
        TEST(test_refs_are_checked),
        TEST(test_rename),
        TEST(test_remove_and_undo),
        TEST(test_next_number),
        TEST(test_undo_steps),
        TEST(test_redact),
        TEST(test_attacks),
        TEST(test_triggers_hold),
        TEST(test_since),
        TEST(test_same_change_once),
        TEST(test_dry_run),
        TEST(test_filters),
        TEST(test_pages),
        TEST(test_cells),
        TEST(test_query),
        TEST(test_texts),
        TEST(test_open_refuses),
        TEST(test_busy),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
