/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* base/fold. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/fold.h"

static const struct {
    const char *s, *folded, *line;
} cases[] = {
    { "", "", "" },
    { " \t\n ", "", "" },
    { "Article 6", "article 6", "Article 6" },
    { "  a \r\n\t b  ", "a b", "a b" },
    { "D\xc3\xa9nomination DU", "denomination du", "D\xc3\xa9nomination DU" },
    { "De\xcc\x81nomination", "denomination", "De\xcc\x81nomination" },
    { "d\xe2\x80\x99impact", "d'impact", "d\xe2\x80\x99impact" },
    { "a \xe2\x80\x93 b", "a - b", "a \xe2\x80\x93 b" },
    { "a\xc2\xa0:\xe2\x80\xaf!", "a : !", "a\xc2\xa0:\xe2\x80\xaf!" },
    { "STRASSE", "strasse", "STRASSE" },
    { "stra\xc3\x9f"
      "e",
      "strasse",
      "stra\xc3\x9f"
      "e" },
    { "\xe6\x97\xa5\xe6\x9c\xac", "\xe6\x97\xa5\xe6\x9c\xac",
      "\xe6\x97\xa5\xe6\x9c\xac" },
    { "DPIA?", "dpia?", "DPIA?" },
};

static void text_is_folded(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buf_clear(&b);
        buf_adds(&b, "x ");
        fold_add(&b, cases[i].s);
        assert_string_equal(b.s + 2, cases[i].folded);
        buf_clear(&b);
        buf_adds(&b, "x ");
        fold_line(&b, cases[i].s);
        assert_string_equal(b.s + 2, cases[i].line);
    }
    buf_release(&b);
}

static void same_is_same(void **state)
{
    (void)state;
    assert_true(fold_same("Finalit\xc3\xa9s  du\ntraitement ",
                          "FINALITES DU TRAITEMENT"));
    assert_false(fold_same("Purpose", "Purposes"));
    assert_false(fold_same("", "a"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_folded),
        cmocka_unit_test(same_is_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
