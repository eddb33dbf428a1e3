/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Which way text runs, and where it turns. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/direction.h"
#include "base/mem.h"

static void it_follows_from_the_script(void **state)
{
    static const struct {
        const char *lang;
        enum direction is;
    } cases[] = {
        { "en", DIRECTION_LTR },          { "", DIRECTION_LTR },
        { "und", DIRECTION_LTR },         { "ar", DIRECTION_RTL },
        { "AR-eg", DIRECTION_RTL },       { "he-IL", DIRECTION_RTL },
        { "fa", DIRECTION_RTL },          { "ps", DIRECTION_RTL },
        { "ur-Latn", DIRECTION_LTR },     { "rhg", DIRECTION_RTL },
        { "rhg-Latn", DIRECTION_LTR },    { "az", DIRECTION_LTR },
        { "az-Arab-IR", DIRECTION_RTL },  { "ff-Adlm", DIRECTION_RTL },
        { "uz-arab", DIRECTION_RTL },     { "en-x-arab", DIRECTION_LTR },
        { "zh-yue-Hant", DIRECTION_LTR }, { "ckb", DIRECTION_RTL },
        { "are", DIRECTION_LTR },         { "a", DIRECTION_LTR },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (direction_of(cases[i].lang) != cases[i].is)
            fail_msg("%s is %s", cases[i].lang,
                     direction_name(direction_of(cases[i].lang)));
}

#define OFFICE "\u0645\u0643\u062a\u0628" /* Arabic: an office             */
#define VOWEL "\u0645\u064e"              /* a letter with its mark         */

static void it_finds_where_text_turns(void **state)
{
    static const struct {
        enum direction d;
        const char *text;
        const char *run; /* NULL: none                                     */
    } cases[] = {
        { DIRECTION_LTR, "", NULL },
        { DIRECTION_LTR, "Call 555-0142, free.", NULL },
        { DIRECTION_LTR, "Ask at " OFFICE ".", OFFICE },
        { DIRECTION_LTR, "Ask (" OFFICE ", " OFFICE ") now",
          OFFICE ", " OFFICE },
        { DIRECTION_LTR, "Ask " OFFICE " (" OFFICE ") now",
          OFFICE " (" OFFICE ")" },
        { DIRECTION_LTR, OFFICE " A " OFFICE, OFFICE },
        { DIRECTION_LTR, "a " VOWEL ".", VOWEL },
        { DIRECTION_RTL, OFFICE, NULL },
        { DIRECTION_RTL, OFFICE " 555 0142, " OFFICE, "555 0142" },
        { DIRECTION_RTL, OFFICE ": +49 (30) 12-34.", "+49 (30) 12-34" },
        { DIRECTION_RTL, OFFICE " ask@data.example!", "ask@data.example" },
        { DIRECTION_RTL, OFFICE " Acme (UK) " OFFICE, "Acme (UK)" },
        { DIRECTION_RTL, "\xff" OFFICE "\xff", NULL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *s = cases[i].text, *run = cases[i].run;
        size_t len, at = direction_run(s, 0, cases[i].d, &len);
        char *got = xstrndup(s + at, len);

        if (strcmp(got, run ? run : "") != 0)
            fail_msg("in '%s': '%s'", s, got);
        free(got);
    }
}

static void it_goes_on_from_where_it_is_told(void **state)
{
    const char *s = "a " OFFICE " b " OFFICE;
    size_t len, at;

    (void)state;
    at = direction_run(s, 0, DIRECTION_LTR, &len);
    assert_int_equal(at, 2);
    at = direction_run(s, at + len, DIRECTION_LTR, &len);
    assert_int_equal(at + len, strlen(s));
    direction_run(s, at + len, DIRECTION_LTR, &len);
    assert_int_equal(len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_follows_from_the_script),
        cmocka_unit_test(it_finds_where_text_turns),
        cmocka_unit_test(it_goes_on_from_where_it_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
