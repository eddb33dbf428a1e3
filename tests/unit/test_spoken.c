/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Text as it is read aloud: sentences, phone numbers, codes. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "label/spoken.h"

/* A text, and the same with | between its sentences. */
static const struct {
    const char *text, *sentences;
} texts[] = {
    { "", "" },
    { "No stop", "No stop" },
    { "One. Two.", "One.|Two." },
    { "One! Two? Three\u2026 Four.", "One!|Two?|Three\u2026|Four." },
    { "What?! No.", "What?!|No." },
    { "It is sold (to one firm.) Why?", "It is sold (to one firm.)|Why?" },
    { "He said \"no.\" We stopped.", "He said \"no.\"|We stopped." },
    { "NO. We do not.", "NO.|We do not." },
    /* Abbreviations, initials, items, numbers. */
    { "Ask Dr. Ames. She knows.", "Ask Dr. Ames.|She knows." },
    { "Ask J. R. Ames. She knows.", "Ask J. R. Ames.|She knows." },
    { "Use a card, e.g. a meal card. Or pay.",
      "Use a card, e.g. a meal card.|Or pay." },
    { "School Act, Sec. 31. We must.", "School Act, Sec. 31.|We must." },
    { "Art. 6 says so.", "Art. 6 says so." },
    { "Room No. 5. Ask there.", "Room No. 5.|Ask there." },
    { "You can say no. 5 people did.", "You can say no.|5 people did." },
    { "See row 6. You can.", "See row 6.|You can." },
    { "1. Write to us. 2. Wait.", "1. Write to us.|2. Wait." },
    { "Acme Ltd. keeps it. Ask Acme Ltd. We do not.",
      "Acme Ltd. keeps it.|Ask Acme Ltd.|We do not." },
    { "Until 31.12.2028. Then not.", "Until 31.12.2028.|Then not." },
    { "About 1.5 km. Not more.", "About 1.5 km.|Not more." },
    { "z.B. im Haus. Ja.", "z.B. im Haus.|Ja." },
    /* Addresses are whole. */
    { "See https://a.example/b.c?d=e. Then ask.",
      "See https://a.example/b.c?d=e.|Then ask." },
    { "Write to x.y@a.example, or call. Thanks.",
      "Write to x.y@a.example, or call.|Thanks." },
    /* Other scripts. */
    { "\u0647\u0644 \u0623\u0631\u0641\u0636\u061f \u0646\u0639\u0645. "
      "\u0644\u0627.",
      "\u0647\u0644 \u0623\u0631\u0641\u0636\u061f|\u0646\u0639\u0645.|"
      "\u0644\u0627." },
    { "\u0986\u09ae\u09bf\u0964 \u09a8\u09be\u0964",
      "\u0986\u09ae\u09bf\u0964|\u09a8\u09be\u0964" },
    { "\u06c1\u0627\u06ba\u06d4 \u0646\u06c1\u06cc\u06ba\u06d4",
      "\u06c1\u0627\u06ba\u06d4|\u0646\u06c1\u06cc\u06ba\u06d4" },
    { "\u2068Acme.\u2069 \u0646\u0639\u0645.",
      "\u2068Acme.\u2069|\u0646\u0639\u0645." },
    /* Nothing breaks it. */
    { "...", "..." },
    { ". .", ".|." },
    { "a.", "a." },
    { "a\xff. b. C", "a\xff. b. C" },
};

static void sentences_are_parted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct strs l = STRS_INIT;
        struct buf b = BUF_INIT;

        spoken_sentences(&l, texts[i].text);
        for (size_t j = 0; j < l.n; j++)
            buf_addf(&b, "%s%s", j ? "|" : "", l.v[j]);
        assert_string_equal(b.s, texts[i].sentences);
        buf_release(&b);
        strs_release(&l);
    }
}

/* "_" stands for U+00A0, which keeps a group on one line. */
static const struct {
    const char *text, *spoken;
} phones[] = {
    { "call 555-0142, free", "call 5_5_5, 0_1_4_2, free" },
    { "555-0142.", "5_5_5, 0_1_4_2." },
    { "(555-0142)", "(5_5_5, 0_1_4_2)" },
    { "+44 20 7946 0958 or ask", "+_4_4, 2_0, 7_9_4_6, 0_9_5_8 or ask" },
    { "0800/123456", "0_8_0_0, 1_2_3_4_5_6" },
    { "01632 960 001, free", "0_1_6_3_2, 9_6_0, 0_0_1, free" },
    /* What is no phone number. */
    { "8300 people", "8300 people" },
    { "1000000 people", "1000000 people" },
    { "since 2026-11-23", "since 2026-11-23" },
    { "in 2025-2026", "in 2025-2026" },
    { "112", "112" },
    { "row 6", "row 6" },
    { "A4-0012345x", "A4-0012345x" },
    { "https://a.example/555-0142", "https://a.example/555-0142" },
    { "7F3A-91C2-0B44", "7F3A-91C2-0B44" },
    { "+", "+" },
    { "-", "-" },
};

static char *plain(const char *s)
{
    struct buf b = BUF_INIT;

    for (; *s; s++)
        if (strncmp(s, "\u00a0", 2) == 0) {
            buf_addc(&b, '_');
            s++;
        } else {
            buf_addc(&b, *s);
        }
    return buf_detach(&b);
}

static void phones_are_spelled(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof phones / sizeof *phones; i++) {
        struct buf b = BUF_INIT;
        char *got;

        spoken_phones(&b, phones[i].text);
        got = plain(b.s);
        assert_string_equal(got, phones[i].spoken);
        free(got);
        buf_release(&b);
    }
}

static void codes_are_spelled(void **state)
{
    struct buf b = BUF_INIT;
    char *got;

    (void)state;
    spoken_code(&b, "7F3A-91C2-0B44");
    got = plain(b.s);
    assert_string_equal(got, "7_F_3_A, 9_1_C_2, 0_B_4_4");
    free(got);
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_are_parted),
        cmocka_unit_test(phones_are_spelled),
        cmocka_unit_test(codes_are_spelled),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
