/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <locale.h>

#include "base/utf8.h"
#include "model/kinds.h"
#include "model/record.h"
#include "model/vocabulary.h"

/* A name is one lower-case word with underscores, so that it can be a name
 * everywhere. */
static void assert_name(const char *name)
{
    assert_true(*name >= 'a' && *name <= 'z');
    assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz_"), strlen(name));
}

static void test_kinds(void **state)
{
    int i, n;

    (void)state;
    for (i = 0; i < KIND_COUNT; i++) {
        const struct kind_info *k = kind_info((enum kind)i);

        assert_name(k->name);
        assert_int_equal(kind_find(k->name), i);
        assert_true(*k->title && *k->titles && *k->help);
        assert_true(k->count > 0);
        assert_true(k->parent == KIND_NONE || k->parent == KIND_DATASET);
        for (n = 0; n < i; n++)
            assert_string_not_equal(k->name, kind_info((enum kind)n)->name);
        assert_int_equal(field_info(kind_title_field((enum kind)i))->kind, i);
    }
    assert_int_equal(kind_find("nonsense"), KIND_NONE);
}

static void test_fields(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < FIELD_COUNT; i++) {
        const struct field_info *f = field_info((enum field)i);

        assert_name(f->name);
        assert_int_equal(field_find(f->kind, f->name), i);
        assert_string_not_equal(f->name, "ref");
        assert_true(*f->label);
        assert_true(utf8_width(f->label) <= 32);
        assert_true(f->help[0] >= 'A' && f->help[0] <= 'Z');
        assert_non_null(strchr(".?\"", f->help[strlen(f->help) - 1]));
        assert_true((f->vocabulary != NULL) ==
                    (f->type == TYPE_CODE || f->type == TYPE_CODES));
        assert_true((f->target != KIND_NONE) == field_is_ref((enum field)i));
        if (f->vocabulary)
            assert_non_null(vocabulary_find(f->vocabulary));
        if (f->flags & FIELD_WORDS)
            assert_true(f->type == TYPE_TEXT || f->type == TYPE_PROSE);
        if (f->flags & FIELD_OWN)
            assert_true(field_is_ref((enum field)i) &&
                        kind_info(f->kind)->parent == KIND_DATASET);
    }
}

/* The last part of a field's name is not one that a view makes from others. */
static void test_no_name_hides_another(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < FIELD_COUNT; i++) {
        const char *name = field_info((enum field)i)->name;
        size_t len = strlen(name);

        assert_false(len > 3 && strcmp(name + len - 3, "_is") == 0);
        assert_false(len > 3 && strcmp(name + len - 3, "_id") == 0);
    }
}

static void test_tables_are_full(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < TYPE_COUNT_; i++)
        assert_non_null(type_name((enum field_type)i));
    for (i = 0; i < SECTION_COUNT; i++)
        assert_true(*section_title((enum section)i));
}

static void test_list_states(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < KIND_COUNT; i++) {
        enum field f = kind_list_state((enum kind)i);

        assert_true((f == FIELD_COUNT) ==
                    (kind_info((enum kind)i)->parent == KIND_NONE));
        if (f != FIELD_COUNT)
            assert_string_equal(field_info(f)->vocabulary, "list-states");
    }
}

static void test_vocabularies(void **state)
{
    const char *id;
    size_t v, i, n;

    (void)state;
    for (v = 0; (id = vocabulary_id(v)); v++) {
        const struct vocabulary *voc = vocabulary_find(id);

        assert_non_null(voc);
        assert_string_equal(voc->id, id);
        assert_true(*voc->title && voc->count > 1);
        for (i = 0; i < voc->count; i++) {
            const struct term *t = &voc->terms[i];

            assert_int_equal(strspn(t->code, "abcdefghijklmnopqrstuvwxyz"
                                             "0123456789-"),
                             strlen(t->code));
            assert_true(*t->title && *t->words && *t->help);
            assert_true(t->broader < (long)i);
            assert_ptr_equal(vocabulary_term(voc, t->code), t);
            assert_true(vocabulary_within(voc, t->code, t->code));
            for (n = 0; t->broader >= 0 && n < 1; n++)
                assert_true(vocabulary_within(voc, t->code,
                                              voc->terms[t->broader].code));
        }
    }
    assert_true(v >= 30);
    assert_null(vocabulary_find("nonsense"));
    assert_string_equal(vocabulary_words("purposes", "nonsense"), "nonsense");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_no_name_hides_another),
        cmocka_unit_test(test_tables_are_full),
        cmocka_unit_test(test_list_states),
        cmocka_unit_test(test_vocabularies),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
