/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "app/editform.h"
#include "base/mem.h"

static struct record dataset(void)
{
    struct record r;

    record_init(&r, KIND_DATASET, "bus");
    value_set_text(record_value(&r, DATASET_TITLE), "Phones near stops");
    return r;
}

static void read_ok(struct record *r, const char *text)
{
    struct error err = ERROR_INIT;
    long line = 0;

    if (editform_read(r, text, "form", &line, &err) != 0)
        fail_msg("%s", err.text);
}

/* Written and read back, into a blank record: the same. */
static void same_again(const struct record *r)
{
    struct record back;
    struct buf text = BUF_INIT;

    editform_write(&text, r);
    record_init(&back, r->kind, r->ref);
    read_ok(&back, text.s);
    if (!record_same(r, &back))
        fail_msg("not the same again:\n%s", text.s);
    record_release(&back);
    buf_release(&text);
}

static void every_kind_comes_back(void **state)
{
    (void)state;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        struct record r;

        record_init(&r, (enum kind)kind, "x");
        same_again(&r);
        record_release(&r);
    }
}

static void every_state_comes_back(void **state)
{
    (void)state;
    for (int i = STATE_NONE; i <= STATE_UNKNOWN; i++) {
        struct record r = dataset();
        const struct kind_info *k = kind_info(KIND_DATASET);

        for (size_t n = 1; n < k->count; n++) {
            const struct field_info *f = field_info((enum field)(k->first + n));

            if ((f->flags & FIELD_ANY) == FIELD_ANY)
                value_set_state(&r.values[n], (enum state)i);
        }
        same_again(&r);
        record_release(&r);
    }
}

static void hard_prose_comes_back(void **state)
{
    static const char *const texts[] = {
        "one line",
        "two\nlines",
        "  begins with blanks",
        "ends with blanks  ",
        "a\n\n\nb",
        "\n\nbegins with empty lines",
        "# looks like a comment",
        "title: looks like a field",
        "@unknown",
        "@@doubled",
        "@ alone\n@none",
        "\ttab\n\t\ttwo",
        "    four\n        eight",
        "a\n  \nb",
        "a\n    \nb\n     ",
        "x\n#! y\n    # z",
        "\xd8\xa7\xd9\x84 \xe4\xb8\xad\xe6\x96\x87",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct record r = dataset();
        struct value *v = record_value(&r, DATASET_SUMMARY);

        value_set_text(v, texts[i]);
        value_set_words(v, "fr", texts[i], NULL);
        same_again(&r);
        record_release(&r);
    }
}

static void hard_titles_come_back(void **state)
{
    static const char *const texts[] = { "a: b", " a",   "a ",        "#1",
                                         "@na",  "a, b", "\xc2\xa0x", "\"a\"" };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct record r = dataset();

        value_set_text(record_value(&r, DATASET_TITLE), texts[i]);
        value_set_words(record_value(&r, DATASET_TITLE), "en-x-child", texts[i],
                        NULL);
        same_again(&r);
        record_release(&r);
    }
}

static void several_items_come_back(void **state)
{
    struct record r = dataset();

    (void)state;
    assert_int_equal(value_parse_text(record_value(&r, DATASET_STORED_WHERE),
                                      DATASET_STORED_WHERE, "IE, FR,DE", NULL),
                     0);
    same_again(&r);
    read_ok(&r, "stored_where: IE,\n    FR\n");
    assert_int_equal(record_get(&r, DATASET_STORED_WHERE)->items.n, 2);
    record_release(&r);
}

static void a_line_that_is_gone_changes_nothing(void **state)
{
    struct record r = dataset();
    struct record before;

    (void)state;
    record_copy(&before, &r);
    read_ok(&r, "# nothing\n\n   \n");
    assert_true(record_same(&r, &before));
    read_ok(&r, "summary: text\r\nsold: no\r\n");
    assert_string_equal(record_text(&r, DATASET_SUMMARY), "text");
    assert_string_equal(record_text(&r, DATASET_TITLE), "Phones near stops");
    read_ok(&r, "summary:\n");
    assert_int_equal(record_get(&r, DATASET_SUMMARY)->state, STATE_BLANK);
    record_release(&before);
    record_release(&r);
}

/* A translation is out of date only where its original has changed. */
static void words_keep_their_digest(void **state)
{
    struct record r = dataset();
    struct value *v = record_value(&r, DATASET_TITLE);

    (void)state;
    value_set_words(v, "fr", "T\xc3\xa9l\xc3\xa9phones", NULL);
    read_ok(&r, "title: Phones\ntitle@fr: T\xc3\xa9l\xc3\xa9phones\n");
    assert_true(words_stale(v, value_words(v, "fr")));
    read_ok(&r, "title@fr: Portables\ntitle: Handsets\n");
    assert_false(words_stale(v, value_words(v, "fr")));
    read_ok(&r, "title@fr:\n");
    assert_int_equal(v->words_n, 0);
    record_release(&r);
}

struct wrong {
    const char *text;
    long line;
    const char *says;
};

static const struct wrong wrongs[] = {
    { "titel: x\n", 1, "form:1: the kind dataset has no field 'titel'; did" },
    { "# x\n\nzzzzzz: x\n", 3, "has no field 'zzzzzz'; 'larder" },
    { "title: a\ntitle: b\n", 2, "'title' is here twice" },
    { "title@fr: a\ntitle@fr: b\n", 2, "'title@fr' is here twice" },
    { "sold: maybe\ntitle: a\n", 1, "neither yes nor no" },
    { "title: a\nnonsense\n", 2, "neither 'field: value' nor" },
    { "    text\n", 1, "no field stands above" },
    { "sold@fr: x\n", 1, "no words in other languages" },
    { "title@xx-: y\n", 1, "not the tag of a language" },
    { "title: a\n    b\n", 1, "one line" },
    { "title: @zzz\n", 1, "not one of @none" },
    { "title@fr: @none\n", 1, "cannot stand for the words" },
    { "title:\ntitle@fr: x\n", 2, "no text to translate" },
    { "title: \xff\n", 1, "'title'" },
    { "checked_on:\n    2026-02-30\n", 1, "not a day" },
};

static void what_is_wrong_has_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        struct record r = dataset();
        struct error err = ERROR_INIT;
        long line = 0;

        assert_int_equal(editform_read(&r, wrongs[i].text, "form", &line, &err),
                         -1);
        if (line != wrongs[i].line || !strstr(err.text, wrongs[i].says))
            fail_msg("%s%ld: %s", wrongs[i].text, line, err.text);
        error_clear(&err);
        record_release(&r);
    }
}

static void errors_stand_at_their_place(void **state)
{
    struct buf text = BUF_INIT;

    (void)state;
    buf_adds(&text, "title: a\nsold: maybe\n");
    assert_int_equal(editform_line(text.s, DATASET_SOLD), 2);
    editform_annotate(&text, 2, "no\nway");
    assert_string_equal(text.s, "title: a\n#! no\\x0away\nsold: maybe\n");
    assert_int_equal(editform_line(text.s, DATASET_SOLD), 3);
    editform_annotate(&text, 1, "other");
    assert_string_equal(text.s, "#! other\ntitle: a\nsold: maybe\n");
    buf_release(&text);
}

static void empty_is_empty(void **state)
{
    (void)state;
    assert_true(editform_empty(""));
    assert_true(editform_empty("# a\n\n  \t\r\n#b"));
    assert_false(editform_empty("# a\ntitle:\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_comes_back),
        cmocka_unit_test(every_state_comes_back),
        cmocka_unit_test(hard_prose_comes_back),
        cmocka_unit_test(hard_titles_come_back),
        cmocka_unit_test(several_items_come_back),
        cmocka_unit_test(a_line_that_is_gone_changes_nothing),
        cmocka_unit_test(words_keep_their_digest),
        cmocka_unit_test(what_is_wrong_has_its_line),
        cmocka_unit_test(errors_stand_at_their_place),
        cmocka_unit_test(empty_is_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
