/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* base/utf8. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/utf8.h"

#define FAMILY "\U0001F468\u200D\U0001F469\u200D\U0001F467"
#define HEALTH_WORKER "\U0001F469\u200D\u2695\uFE0F"
#define WAVE_DARK "\U0001F44B\U0001F3FF"

/* Strings that hold NUL bytes come with their length. */
#define TEXT(s) s, sizeof(s) - 1

static const struct {
    const char *s;
    size_t len;
    long bad;
} bytes[] = {
    { TEXT(""), -1 },
    { TEXT("plain"), -1 },
    { TEXT("a\0b"), -1 },
    { TEXT("é日本\U0001F600"), -1 },
    { TEXT("\U0010FFFF"), -1 },
    { TEXT("\xed\x9f\xbf\xee\x80\x80"), -1 }, /* around the surrogates   */
    { TEXT("\x80"), 0 },                      /* continuation alone      */
    { TEXT("ab\xbf"), 2 },
    { TEXT("\xc0\x80"), 0 },     /* overlong NUL            */
    { TEXT("\xc1\xbf"), 0 },     /* overlong DEL            */
    { TEXT("\xe0\x80\xaf"), 0 }, /* overlong slash          */
    { TEXT("\xe0\x9f\xbf"), 0 },
    { TEXT("\xf0\x80\x80\xaf"), 0 },
    { TEXT("\xf0\x8f\xbf\xbf"), 0 },
    { TEXT("x\xed\xa0\x80"), 1 },            /* U+D800                  */
    { TEXT("\xed\xbf\xbf"), 0 },             /* U+DFFF                  */
    { TEXT("\xed\xa0\xbd\xed\xb8\x80"), 0 }, /* CESU-8                  */
    { TEXT("\xf4\x90\x80\x80"), 0 },         /* U+110000                */
    { TEXT("\xf5\x80\x80\x80"), 0 },
    { TEXT("\xf8\x88\x80\x80\x80"), 0 }, /* five bytes              */
    { TEXT("\xfe"), 0 },
    { TEXT("\xff"), 0 },
    { TEXT("12345678\xff"), 8 },
    { TEXT("1234567\xff"), 7 },
    { TEXT("12345678é12345678\xe6\x97"), 18 }, /* cut short               */
    { TEXT("\xe6\x97z"), 0 },
    { TEXT("\xf0\x9f\x98"), 0 },
};

static void test_finds_bad_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++)
        assert_int_equal(utf8_bad(bytes[i].s, bytes[i].len), bytes[i].bad);
}

static bool is_scalar(uint32_t c)
{
    return c <= 0x10ffff && (c < 0xd800 || c > 0xdfff);
}

static void test_every_character_both_ways(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    for (uint32_t c = 0; c <= 0x110010; c++) {
        uint32_t back = 0;

        buf_clear(&b);
        utf8_add(&b, c);
        assert_int_equal(utf8_decode(b.s, b.len, &back), b.len);
        assert_int_equal(back, is_scalar(c) ? c : 0xfffd);
        assert_int_equal(utf8_decode(b.s, b.len - 1, &back), 0);
    }
    buf_release(&b);
}

/* All of three bytes: what is accepted is what utf8_add() writes. */
static void test_accepts_one_spelling_only(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    for (unsigned i = 0; i < 1U << 24; i += 3) {
        char s[3] = { (char)(i >> 16), (char)(i >> 8), (char)i };
        uint32_t c;
        size_t n = utf8_decode(s, 3, &c);

        if (!n)
            continue;
        buf_clear(&b);
        utf8_add(&b, c);
        if (b.len != n || memcmp(b.s, s, n) || !is_scalar(c))
            fail_msg("%02x %02x %02x", s[0] & 255, s[1] & 255, s[2] & 255);
    }
    buf_release(&b);
}

static const struct {
    const char *s;
    size_t width;
} widths[] = {
    { "", 0 },       { "abc", 3 },  { "日本", 4 },     { "e\u0301", 1 },
    { "\u200b", 0 }, { "\x1b", 1 }, { "\xff\xfe", 2 }, { "\xe6\x97z", 3 },
    { "\ufdd0", 1 }, { FAMILY, 6 }, { "가\u11a8", 2 },
};

static void test_width(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        assert_int_equal(utf8_width(widths[i].s), widths[i].width);
    assert_int_equal(utf8_width_len("日本", 3), 2);
    assert_int_equal(utf8_width_len("日本", 0), 0);
}

static void test_width_of_no_character_is_negative(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < 0x110000; c++)
        assert_in_range(utf8_char_width(c), 0, 2);
    assert_int_equal(utf8_char_width(0x1b), 1);
    assert_int_equal(utf8_char_width(0x9b), 1);
    assert_int_equal(utf8_char_width(0x301), 0);
    assert_int_equal(utf8_char_width(0x65e5), 2);
}

static const struct {
    const char *s;
    size_t cells, len;
} fits[] = {
    { "", 5, 0 },          { "abc", 0, 0 },
    { "abc", 2, 2 },       { "abc", 9, 3 },
    { "日本", 1, 0 },      { "日本", 2, 3 },
    { "日本", 3, 3 },      { "a日", 2, 1 },
    { "e\u0301x", 1, 3 },  { "e\u0301\u0302", 1, 5 },
    { FAMILY "x", 5, 0 },  { FAMILY "x", 6, 18 },
    { "a\xff\xff", 2, 2 },
};

static void test_fit(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof fits / sizeof *fits; i++)
        assert_int_equal(utf8_fit(fits[i].s, fits[i].cells), fits[i].len);
}

/* Visible characters, parted by |. */
static const char *const visible[] = {
    "",
    "a|b",
    "e\u0301|e",
    "\u0301|a",
    "日|本",
    FAMILY "|x",
    "x|" HEALTH_WORKER "|" FAMILY "|" WAVE_DARK,
    "❤\uFE0F|!",
    "क\u094d|ष",
    "क\u094d\u200d|ष",
    "가\u11a8|나",
    "a|\n|\u0301|b",
    "a|\xff|\xe6|\x97|b",
    "\xff|\x80\u0301|b",
    "\xe6|日|\xf0|\x9f",
};

static void test_next_and_prev(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof visible / sizeof *visible; i++) {
        size_t stops[20], n = 0;
        struct buf b = BUF_INIT;

        stops[n++] = 0;
        for (const char *s = visible[i]; *s; s++) {
            if (*s == '|')
                stops[n++] = b.len;
            else
                buf_addc(&b, *s);
        }
        stops[n] = b.len;
        for (size_t k = 0; k < n; k++) {
            assert_int_equal(utf8_next(b.s, stops[k]), stops[k + 1]);
            assert_int_equal(utf8_prev(b.s, stops[k + 1]), stops[k]);
        }
        assert_int_equal(utf8_next(b.s, b.len), b.len);
        assert_int_equal(utf8_prev(b.s, 0), 0);
        buf_release(&b);
    }
}

/* A letter under 100,000 marks must stop neither the cursor nor the clock. */
static void test_moves_through_hostile_marks(void **state)
{
    struct buf b = BUF_INIT;
    size_t at = 0, steps = 0;

    (void)state;
    buf_addc(&b, 'z');
    for (int i = 0; i < 100000; i++)
        utf8_add(&b, i % 2 ? 0x200d : 0x1f468);
    for (; at < b.len; steps++) {
        size_t next = utf8_next(b.s, at);

        assert_true(next > at && utf8_bad(b.s + at, next - at) < 0);
        at = next;
    }
    assert_in_range(steps, 100000 / 40, 100000 / 20);
    for (; at; at = utf8_prev(b.s, at))
        assert_true(utf8_prev(b.s, at) < at);
    buf_release(&b);
}

static const struct {
    const char *s;
    size_t len;
    const char *nfc;
    size_t nfc_len;
} forms[] = {
    { TEXT(""), TEXT("") },
    { TEXT("plain"), TEXT("plain") },
    { TEXT("é"), TEXT("é") },
    { TEXT("e\u0301"), TEXT("é") },
    { TEXT("q\u0323\u0307 q\u0307\u0323"),
      TEXT("q\u0323\u0307 q\u0323\u0307") },
    { TEXT("\u212b"), TEXT("\u00c5") }, /* the Angstrom sign     */
    { TEXT("\u1112\u1161\u11ab"), TEXT("한") },
    { TEXT("ﬁ"), TEXT("ﬁ") }, /* NFC, not NFKC         */
    { TEXT("日本\U0001F600"), TEXT("日本\U0001F600") },
    { TEXT("a\r\nb\rc\n"), TEXT("a\nb\nc\n") },
    { TEXT("\r\r\n\n\r"), TEXT("\n\n\n\n") },
    { TEXT("e\u0301\r\n"), TEXT("é\n") },
    { TEXT("a\0e\u0301"), TEXT("a\0é") },
    { TEXT("e\u0301\xff\r\n"), TEXT("e\u0301\xff\n") },
};

static void test_nfc(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct buf b = BUF_INIT;

        buf_adds(&b, "x");
        utf8_add_nfc(&b, forms[i].s, forms[i].len);
        assert_int_equal(b.len, forms[i].nfc_len + 1);
        assert_memory_equal(b.s + 1, forms[i].nfc, forms[i].nfc_len + 1);
        buf_release(&b);
    }
}

/* What is taken for NFC at a glance is NFC: alone, and behind a letter. */
static void test_nfc_of_every_character(void **state)
{
    static const char *const before[] = { "", "o", "\u0439", "\uac00",
                                          "\u304b" };
    struct buf in = BUF_INIT, out = BUF_INIT;

    (void)state;
    for (uint32_t c = 0x20; c < 0x30000; c++) {
        for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
            uint8_t nfc[64];
            size_t len = sizeof nfc;

            buf_clear(&in);
            buf_clear(&out);
            buf_adds(&in, before[i]);
            utf8_add(&in, c);
            utf8_add_nfc(&out, in.s, in.len);
            u8_normalize(UNINORM_NFC, (uint8_t *)in.s, in.len, nfc, &len);
            if (out.len != len || memcmp(out.s, nfc, len))
                fail_msg("%s and U+%04X", before[i], (unsigned)c);
        }
    }
    buf_release(&in);
    buf_release(&out);
}

static const struct {
    const char *s;
    size_t len;
    bool lines;
} accepted[] = {
    { TEXT(""), false },
    { TEXT("plain text, of more than eight ~ bytes"), false },
    { TEXT("\ttwo\nlines"), true },
    { TEXT("日本 é \U0001F600 " FAMILY), false },
    { TEXT("\u200eleft\u200fright\u061c"), false },
    { TEXT("a \u2067שלום\u2069 b"), false },
    { TEXT("\u202a\u202e\u2066x\u2069\u202c\u202c"), false },
    { TEXT("\u2068x\u2069\n\u2068y\u2069"), true },
    { TEXT("\ue000\ufffd\u00a0"), false },
};

static void test_accepts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof accepted / sizeof *accepted; i++) {
        struct error err = ERROR_INIT;

        if (utf8_check(accepted[i].s, accepted[i].len, accepted[i].lines, &err))
            fail_msg("%s: %s", accepted[i].s, err.text);
        assert_int_equal(err.code, ERROR_NONE);
    }
}

static const struct {
    const char *s;
    size_t len;
    bool lines;
    const char *names; /* what the error must name                         */
    const char *place;
} refused[] = {
    { TEXT("a\0b"), true, "U+0000", "character 2 " },
    { TEXT("\x1b[2J"), true, "U+001B", "character 1 " },
    { TEXT("日本\x1b"), true, "U+001B", "character 3 " },
    { TEXT("tab\there"), false, "U+0009", "character 4 " },
    { TEXT("two\nlines"), false, "U+000A", "character 4 " },
    { TEXT("two\r\nlines"), true, "U+000D", "character 4 " },
    { TEXT("12345678901234567890\x7f"), true, "U+007F", "character 21 " },
    { TEXT("\xc2\x85"), true, "U+0085", "character 1 " },
    { TEXT("é\xc2\x9b"), true, "U+009B", "character 2 " },
    { TEXT("\ufdd0"), true, "U+FDD0", "character 1 " },
    { TEXT("\ufdef"), true, "U+FDEF", "character 1 " },
    { TEXT("\uffff"), true, "U+FFFF", "character 1 " },
    { TEXT("x\U0001fffe"), true, "U+1FFFE", "character 2 " },
    { TEXT("\U0010ffff"), true, "U+10FFFF", "character 1 " },
    { TEXT("caf\xe9"), true, "0xE9", "character 4 " },
    { TEXT("é\xed\xa0\x80"), true, "0xED", "character 2 " },
    { TEXT("\xc0\xaf"), true, "0xC0", "character 1 " },
    { TEXT("gpj.\u202eexe"), false, "U+202E", "character 5 " },
    { TEXT("x\u202c"), false, "U+202C", "character 2 " },
    { TEXT("x\u2069"), false, "U+2069", "character 2 " },
    { TEXT("\u2067\u202c\u2069"), false, "U+202C", "character 2 " },
    { TEXT("\u202e\u2069"), false, "U+2069", "character 2 " },
    { TEXT("\u2066a\nb\u2069"), true, "U+2066", "character 1 " },
    { TEXT("\u202aa\u2029b\u202c"), true, "U+202A", "character 1 " },
    { TEXT("\u202a\u2066x\u2069"), true, "U+202A", "character 1 " },
};

static void test_refuses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct error err = ERROR_INIT;

        assert_int_equal(
            utf8_check(refused[i].s, refused[i].len, refused[i].lines, &err),
            -1);
        assert_int_equal(err.code, ERROR_FAILED);
        if (!strstr(err.text, refused[i].names) ||
            !strstr(err.text, refused[i].place))
            fail_msg("%zu: %s", i, err.text);
        error_clear(&err);
    }
}

/* The quick look at eight bytes finds each byte at each place. */
static void test_refuses_every_byte_everywhere(void **state)
{
    (void)state;
    for (unsigned c = 0; c < 256; c++) {
        bool fine = c >= 0x20 && c < 0x7f;

        for (size_t at = 0; at < 24; at++) {
            char s[24];

            memset(s, '~', sizeof s);
            s[at] = (char)c;
            assert_int_equal(utf8_check(s, sizeof s, false, NULL),
                             fine ? 0 : -1);
        }
    }
}

static void test_refuses_deep_nesting(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    for (int i = 0; i < 125; i++)
        utf8_add(&b, 0x2066);
    for (int i = 0; i < 125; i++)
        utf8_add(&b, 0x2069);
    assert_int_equal(utf8_check(b.s, b.len, false, NULL), 0);
    buf_insert(&b, 0, "\u2066", 3);
    buf_adds(&b, "\u2069");
    assert_int_equal(utf8_check(b.s, b.len, false, NULL), -1);
    buf_release(&b);
}

static void test_bidi_controls(void **state)
{
    unsigned n = 0;

    (void)state;
    for (uint32_t c = 0; c < 0x110000; c++)
        n += utf8_is_bidi_control(c);
    assert_int_equal(n, 12);
    assert_true(utf8_is_bidi_control(0x61c));
    assert_true(utf8_is_bidi_control(0x202e));
    assert_true(utf8_is_bidi_control(0x2069));
    assert_false(utf8_is_bidi_control(0x200d));
}

static int set_locale(void **state)
{
    (void)state;
    return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_bad_bytes),
        cmocka_unit_test(test_every_character_both_ways),
        cmocka_unit_test(test_accepts_one_spelling_only),
        cmocka_unit_test(test_width),
        cmocka_unit_test(test_width_of_no_character_is_negative),
        cmocka_unit_test(test_fit),
        cmocka_unit_test(test_next_and_prev),
        cmocka_unit_test(test_moves_through_hostile_marks),
        cmocka_unit_test(test_nfc),
        cmocka_unit_test(test_nfc_of_every_character),
        cmocka_unit_test(test_accepts),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_refuses_every_byte_everywhere),
        cmocka_unit_test(test_refuses_deep_nesting),
        cmocka_unit_test(test_bidi_controls),
    };

    return cmocka_run_group_tests(tests, set_locale, NULL);
}
