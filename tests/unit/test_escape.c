/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* base/escape and base/hex. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/escape.h"
#include "base/hex.h"
#include "base/utf8.h"

#define FAMILY "\U0001F468\u200D\U0001F469\u200D\U0001F467"
#define HEALTH_WORKER "\U0001F469\U0001F3FD\u200D\u2695\uFE0F"

static const struct {
    const char *s;
    bool lines;
    const char *shown;
} terminal[] = {
    { "", false, "" },
    { "plain ~ text", false, "plain ~ text" },
    { "日本 é", false, "日本 é" },
    { "e\u0301", false, "e\u0301" },
    { "two\nlines", true, "two\nlines" },
    { "two\nlines", false, "two\\x0alines" },
    { "\x1b[31mred", true, "\\x1b[31mred" },
    { "\x1b]0;title\a", true, "\\x1b]0;title\\x07" },
    { "a\r\tb\b", true, "a\\x0d\\x09b\\x08" },
    { "\x7f", false, "\\x7f" },
    { "\xc2\x9b"
      "31m",
      false, "\\u{9b}31m" },
    { "\xc2\x85", true, "\\u{85}" },
    { "\x9b"
      "31m",
      false, "\\x9b31m" },
    { "gpj.\u202eexe", false, "gpj.\\u{202e}exe" },
    { "\u2066\u2067\u2068\u2069", false,
      "\\u{2066}\\u{2067}\\u{2068}\\u{2069}" },
    { "\u200e\u200f\u061c", false, "\\u{200e}\\u{200f}\\u{61c}" },
    { "\u2028\u2029", true, "\\u{2028}\\u{2029}" },
    { "a\u200bb\ufeff", false, "a\\u{200b}b\\u{feff}" },
    { "\U000e0041\U000e007f", false, "\\u{e0041}\\u{e007f}" },
    { "\ufdd0\uffff\U0010fffe", false, "\\u{fdd0}\\u{ffff}\\u{10fffe}" },
    { "caf\xe9!", false, "caf\\xe9!" },
    { "\xc0\x9b", false, "\\xc0\\x9b" },          /* overlong ESC    */
    { "\xed\xa0\x80", false, "\\xed\\xa0\\x80" }, /* a surrogate     */
    { "\xe2\x80", false, "\\xe2\\x80" },          /* cut short       */
    { FAMILY " " HEALTH_WORKER, false, FAMILY " " HEALTH_WORKER },
    { "نامه\u200cای", false, "نامه\u200cای" },     /* Persian         */
    { "क\u094d\u200dष", false, "क\u094d\u200dष" }, /* Devanagari      */
    { "র\u200d\u09cdয", false, "র\u200d\u09cdয" }, /* Bengali         */
    { "ad\u200dmin", false, "ad\\u{200d}min" },
    { "ad\u200cmin", false, "ad\\u{200c}min" },
    { "\u200dशब्द\u200d", false, "\\u{200d}शब्द\\u{200d}" },
    { "日\u200d\u200d本", false, "日\\u{200d}\\u{200d}本" },
    { "日\u200d\xff", false, "日\\u{200d}\\xff" },
};

static void test_terminal(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof terminal / sizeof *terminal; i++) {
        buf_clear(&b);
        escape_terminal(&b, terminal[i].s, terminal[i].lines);
        assert_string_equal(b.s, terminal[i].shown);
    }
    buf_release(&b);
}

static void test_terminal_of_a_length(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    escape_terminal_len(&b, "a\0b\x1b", 3, false);
    assert_string_equal(b.s, "a\\x00b");
    escape_terminal_len(&b, "日本", 4, false);
    assert_string_equal(b.s, "a\\x00b日\\xe6");
    buf_release(&b);
}

static bool is_harmful(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || utf8_is_bidi_control(c) ||
           (c >= 0xe0000 && c <= 0xe007f) || c == 0xfeff ||
           (c >= 0x200b && c <= 0x200d) || (c & 0xfffe) == 0xfffe ||
           (c >= 0xfdd0 && c <= 0xfdef);
}

/* No harmful character gets through, and all that is shown is ASCII. */
static void test_every_character(void **state)
{
    struct buf in = BUF_INIT, out = BUF_INIT;

    (void)state;
    for (uint32_t c = 0; c < 0x110000; c++) {
        buf_clear(&in);
        buf_clear(&out);
        utf8_add(&in, c);
        escape_terminal_len(&out, in.s, in.len, false);
        if (strcmp(in.s, out.s) || in.len != out.len)
            assert_int_equal(out.s[0], '\\');
        else if (is_harmful(c))
            fail_msg("U+%04X", (unsigned)c);
        for (size_t i = 0; out.s[0] == '\\' && i < out.len; i++)
            assert_in_range(out.s[i], 0x20, 0x7e);
    }
    buf_release(&in);
    buf_release(&out);
}

/* Whatever bytes go in, UTF-8 without controls comes out. */
static void test_random_bytes(void **state)
{
    struct buf b = BUF_INIT;
    uint32_t seed = 1;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        char s[24];

        for (size_t k = 0; k < sizeof s; k++) {
            seed = seed * 1664525 + 1013904223;
            s[k] = (char)(seed >> 24 | (seed >> 16 & 0x80));
        }
        buf_clear(&b);
        escape_terminal_len(&b, s, sizeof s, false);
        assert_int_equal(utf8_check(b.s, b.len, false, NULL), 0);
    }
    buf_release(&b);
}

static void test_print(void **state)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    (void)state;
    escape_print(out, "a\nb\x1b", true);
    escape_print(out, "\n", false);
    fclose(out);
    assert_string_equal(text, "a\nb\\x1b\\x0a");
    free(text);
}

static const struct {
    const char *s, *csv, *spreadsheet;
} fields[] = {
    { "", "", "" },
    { "plain", "plain", "plain" },
    { "a b", "a b", "a b" },
    { " a", "\" a\"", "\" a\"" },
    { "a ", "\"a \"", "\"a \"" },
    { "a,b", "\"a,b\"", "\"a,b\"" },
    { "a\nb", "\"a\nb\"", "\"a\nb\"" },
    { "a\rb", "\"a\rb\"", "\"a\rb\"" },
    { "\"", "\"\"\"\"", "\"\"\"\"" },
    { "say \"hi\"", "\"say \"\"hi\"\"\"", "\"say \"\"hi\"\"\"" },
    { "=1+2", "=1+2", "'=1+2" },
    { "=a,b", "\"=a,b\"", "\"'=a,b\"" },
    { "=\"x\"", "\"=\"\"x\"\"\"", "\"'=\"\"x\"\"\"" },
    { "+1", "+1", "'+1" },
    { "-1", "-1", "'-1" },
    { "@SUM(A1)", "@SUM(A1)", "'@SUM(A1)" },
    { "\t=1", "\"\t=1\"", "\"'\t=1\"" },
    { "\r=1", "\"\r=1\"", "\"'\r=1\"" },
    { "1-2", "1-2", "1-2" },
    { "'=1", "'=1", "''=1" },
    { "''@", "''@", "'''@" },
    { "'", "'", "'" },
    { "'tis", "'tis", "'tis" },
    { "日本", "日本", "日本" },
};

/* A sheet that was written is read as what was written. */
static void check_plain(const char *s)
{
    struct buf cell = BUF_INIT;
    const char *mark = strchr("=+-@\t\r", s[strspn(s, "'")]);

    if (s[strspn(s, "'")] && mark)
        buf_addc(&cell, '\'');
    buf_adds(&cell, s);
    assert_string_equal(escape_csv_plain(cell.s), s);
    buf_release(&cell);
}

static void test_csv(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        buf_clear(&b);
        escape_csv(&b, fields[i].s, false);
        assert_string_equal(b.s, fields[i].csv);
        buf_clear(&b);
        escape_csv(&b, fields[i].s, true);
        assert_string_equal(b.s, fields[i].spreadsheet);
        check_plain(fields[i].s);
    }
    buf_release(&b);
}

static const struct {
    const char *s, *xml;
} xml[] = {
    { "", "" },
    { "plain", "plain" },
    { "<a href=\"x\">&'</a>",
      "&lt;a href=&quot;x&quot;&gt;&amp;&#39;&lt;/a&gt;" },
    { "]]>", "]]&gt;" },
    { "&amp;", "&amp;amp;" },
    { "a\tb\nc\rd", "a&#9;b&#10;c&#13;d" },
    { "\x1b\x01", "\\x1b\\x01" },
    { "\x7f\xc2\x85\xc2\x9b", "&#127;&#133;&#155;" },
    { "\ufffe\uffff", "\\u{fffe}\\u{ffff}" },
    { "\ufffd\U0001fffe", "\ufffd\U0001fffe" },
    { "caf\xe9<", "caf\\xe9&lt;" },
    { "\xed\xa0\x80", "\\xed\\xa0\\x80" },
    { "日本 " FAMILY, "日本 " FAMILY },
};

static void test_xml(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof xml / sizeof *xml; i++) {
        buf_clear(&b);
        escape_xml(&b, xml[i].s);
        assert_string_equal(b.s, xml[i].xml);
    }
    buf_release(&b);
}

/* Neither markup, nor what a terminal would not get. */
static void test_html(void **state)
{
    static const struct {
        const char *s;
        const char *html;
    } cases[] = {
        { "<script>alert('x')</script>",
          "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" },
        { "\" onclick=\"x", "&quot; onclick=&quot;x" },
        { "&lt;", "&amp;lt;" },
        { "a\nb", "a\nb" },
        { "\x1b[31m\x01", "\\x1b[31m\\x01" },
        { "\u202eevil", "\\u{202e}evil" },
        { "caf\xe9<", "caf\\xe9&lt;" },
    };
    struct buf b = BUF_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buf_clear(&b);
        escape_html(&b, cases[i].s);
        assert_string_equal(b.s, cases[i].html);
    }
    buf_release(&b);
}

static void test_hex_both_ways(void **state)
{
    unsigned char bytes[256], back[256];
    char text[513];

    (void)state;
    for (int i = 0; i < 256; i++)
        bytes[i] = (unsigned char)i;
    hex_encode(bytes, sizeof bytes, text);
    assert_int_equal(strlen(text), 512);
    assert_memory_equal(text, "000102", 6);
    assert_string_equal(text + 506, "fdfeff");
    assert_int_equal(hex_decode(text, back, sizeof back), 0);
    assert_memory_equal(bytes, back, sizeof bytes);
    hex_encode(NULL, 0, text);
    assert_string_equal(text, "");
}

static void test_hex_refuses(void **state)
{
    unsigned char out[2];

    (void)state;
    assert_int_equal(hex_decode("aBcD", out, 2), 0);
    assert_int_equal(out[0], 0xab);
    assert_int_equal(out[1], 0xcd);
    assert_int_equal(hex_decode("", out, 0), 0);
    assert_int_equal(hex_decode("", out, 2), -1);
    assert_int_equal(hex_decode("abc", out, 2), -1);
    assert_int_equal(hex_decode("abcde", out, 2), -1);
    assert_int_equal(hex_decode("abcdef", out, 2), -1);
    assert_int_equal(hex_decode("0xab", out, 2), -1);
    assert_int_equal(hex_decode(" abc", out, 2), -1);
    assert_int_equal(hex_decode("abcg", out, 2), -1);
    assert_int_equal(hex_decode("ab\xc3\xa9", out, 2), -1);
}

static int set_locale(void **state)
{
    (void)state;
    return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terminal),
        cmocka_unit_test(test_terminal_of_a_length),
        cmocka_unit_test(test_every_character),
        cmocka_unit_test(test_random_bytes),
        cmocka_unit_test(test_print),
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_xml),
        cmocka_unit_test(test_html),
        cmocka_unit_test(test_hex_both_ways),
        cmocka_unit_test(test_hex_refuses),
    };

    return cmocka_run_group_tests(tests, set_locale, NULL);
}
