/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The label as a text message: what it says, and how long it is. */

#include "label_cases.h"

#include <locale.h>

#include "base/utf8.h"
#include "label/gsm7.h"

/* --- the alphabet -------------------------------------------------------- */

static const struct {
    const char *text;
    size_t septets;
    uint32_t other;
} counts[] = {
    { "", 0, 0 },
    { "No.", 3, 0 },
    { "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r", 14,
      0 },
    { "\u00c5\u00e5\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398"
      "\u039e\u00c6\u00e6\u00df\u00c9",
      17, 0 },
    { " !\"#\u00a4%&'()*+,-./0123456789:;<=>?", 32, 0 },
    { "\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7", 32, 0 },
    { "\u00bfabcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0", 32, 0 },
    /* The extension table. */
    { "\u20ac", 2, 0 },
    { "^{}\\[~]|", 16, 0 },
    { "10 \u20ac [a]", 11, 0 },
    /* What is of neither; the first is told. */
    { "\u00e7a", 2, 0xe7 },
    { "caf\u00ea", 4, 0xea },
    { "it\u2019s \u2013", 6, 0x2019 },
    { "\u03c3", 1, 0x3c3 },
    { "`", 1, '`' },
    { "\t", 1, '\t' },
    { "\u00a0", 1, 0xa0 },
    { "\u0645", 1, 0x645 },
    { "\U0001f4f1", 1, 0x1f4f1 },
    { "a\xff", 2, 0xfffd },
    /* Messages of a bus operator, to the letter. */
    { "Northbridge counts phones at bus stops. No names. Not sold. Codes "
      "deleted nightly. Say no: turn Wi-Fi off or 555-0142. Facts: "
      "northbridge.example/L/0042",
      152, 0 },
    { "Northbridge counts phones at bus stops. No names. Not sold. Codes "
      "deleted nightly. Say no: turn Wi-Fi off or 555-0142. "
      "northbridge.example/L/0042 7F3A-91C2-0B44",
      160, 0 },
};

static void septets_are_counted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        uint32_t other = 1;
        size_t n = gsm7_septets(counts[i].text, &other);

        if (n != counts[i].septets || other != counts[i].other)
            fail_msg("%zu septets, U+%04X: %s", n, (unsigned)other,
                     counts[i].text);
    }
}

/* As it is written, and as a message says it. */
static const struct spelling {
    const char *text;
    const char *plain;
} spellings[] = {
    { "d\u00eda, m\u00eas, n\u00e3o, fran\u00e7ais",
      "dia, mes, nao, francais" },
    { "\u00e9t\u00e9 \u00fcber \u00f1", "\u00e9t\u00e9 \u00fcber \u00f1" },
    { "di\u0301a", "di\u0301a" }, /* labels are in NFC                     */
    { "a\u00a0: b\u202f!", "a : b !" },
    { "l\u2019\u201cx\u201d \u2013 \u2026", "l'\"x\" - ..." },
    { "\u0645\u03c3", "\u0645\u03c3" },
    { "\u20ac[a\xff", "\u20ac[a\xff" },
};

static void marks_are_left_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        struct buf b = BUF_INIT;

        gsm7_add(&b, spellings[i].text);
        assert_string_equal(b.s, spellings[i].plain);
        buf_release(&b);
    }
}

/* The alphabet has 128 places: 127 characters and the escape. */
static void the_alphabet_is_whole(void **state)
{
    size_t one = 0, two = 0;

    (void)state;
    for (uint32_t c = 1; c < 0x11000; c++) {
        struct buf b = BUF_INIT;
        uint32_t other;
        size_t n;

        if (c >= 0xd800 && c < 0xe000)
            continue;
        utf8_add(&b, c);
        n = gsm7_septets(b.s, &other);
        one += !other && n == 1;
        two += !other && n == 2;
        buf_release(&b);
    }
    assert_int_equal(one, 127);
    assert_int_equal(two, 10);
}

/* What a message says by itself can be spelled with the alphabet. */
static void languages_keep_to_the_alphabet(void **state)
{
    static const char *const langs[] = { "en", "fr", "es", "pt", "sw", "id" };

    (void)state;
    for (size_t i = 0; i < sizeof langs / sizeof *langs; i++) {
        const struct voice v = { .lang = langs[i] };

        for (enum phrase p = SAY_MESSAGE_WHAT; p <= SAY_MESSAGE_REFUSE_UNKNOWN;
             p++) {
            struct buf b = BUF_INIT;
            uint32_t other;

            gsm7_add(&b, words_of(&v, p));
            gsm7_septets(b.s, &other);
            if (other)
                fail_msg("%s: U+%04X: %s", langs[i], (unsigned)other, b.s);
            buf_release(&b);
        }
    }
}

/* --- messages ------------------------------------------------------------ */

#define BUS                                                                    \
    "dataset|title=Phone counters|controller=bus|sold=no|"                     \
    "recipients_list=@none|retentions_list=complete"
#define PAGE "|page=https://data.example/L/42/"
#define ONE_DAY                                                                \
    "\nretention|1|elements=@na|period=P1D|counted_from=collection|"           \
    "action=delete|followed=yes"

static struct store *with_bus(const char *ref, const char *records)
{
    struct store *s = cases_begin();

    put_line(s, "",
             "party|bus|name=City of Northbridge, Transport Office|"
             "short=Northbridge buses|phone=555-0150");
    put_lines(s, ref, records);
    cases_end(s);
    return s;
}

static void it_says_what_matters(void **state)
{
    struct store *s = with_bus("d", BUS PAGE ONE_DAY);
    struct label *l = label_of(s, "d", NULL);
    struct error err = ERROR_INIT;
    struct buf out = BUF_INIT;
    char *expected;

    (void)state;
    assert_int_equal(label_sms(l, &out, &err), 0);
    expected = xasprintf("DRAFT: Northbridge buses: Phone counters. Not sold. "
                         "No one else gets it. Kept 1 day. Saying no: NOT "
                         "KNOWN. data.example/L/42 %s\n",
                         l->code);
    assert_string_equal(out.s, expected);

    /* French has a blank before the colon at which no line ends. */
    free(l->message.v[1].text);
    l->message.v[1].text = xstrdup("A\u00a0: B\u202f!");
    buf_clear(&out);
    assert_int_equal(label_sms(l, &out, &err), 0);
    assert_non_null(strstr(out.s, " A : B ! No one else"));
    free(l->message.v[1].text);
    l->message.v[1].text = xstrdup("Not sold.");

    /* Once it is approved it is no draft. */
    buf_clear(&out);
    l->approved = true;
    assert_int_equal(label_sms(l, &out, &err), 0);
    assert_string_equal(out.s, expected + strlen("DRAFT: "));
    free(expected);
    buf_release(&out);
    label_free(l);
    register_free(s);
}

static void assert_refused(const char *records, const char *const *words)
{
    struct store *s = with_bus("d", records);
    struct label *l = label_of(s, "d", NULL);
    struct error err = ERROR_INIT;
    struct buf out = BUF_INIT;

    assert_int_equal(label_sms(l, &out, &err), -1);
    assert_int_equal(err.code, ERROR_FAILED);
    assert_int_equal(out.len, 0);
    for (; *words; words++)
        if (!strstr(err.text, *words))
            fail_msg("not '%s' in: %s", *words, err.text);
    error_clear(&err);
    buf_release(&out);
    label_free(l);
    register_free(s);
}

/* It is a part of the facts, so it must tell where the others are. */
static void without_an_address_it_is_refused(void **state)
{
    static const char *const words[] = { "'d'", "'page'", "'privacy_policy'",
                                         NULL };

    (void)state;
    assert_refused(BUS, words);
    assert_refused(BUS "|page=@none", words);
    assert_refused(BUS "|page=@unknown", words);
}

static void another_alphabet_is_refused(void **state)
{
    static const char *const words[] = { "U+0645", "'\u0645'", "title", NULL };

    (void)state;
    assert_refused("dataset|title=Compteurs \u0645" PAGE, words);
}

/* A title of n letters. */
static char *records_with_title(size_t n)
{
    struct buf b = BUF_INIT;

    buf_adds(&b, "dataset|controller=bus|sold=no|recipients_list=@none" PAGE
                 "|title=");
    buf_addn(&b, 'T', n);
    return buf_detach(&b);
}

static size_t message_length(size_t title, struct error *err)
{
    char *records = records_with_title(title);
    struct store *s = with_bus("d", records);
    struct label *l = label_of(s, "d", NULL);
    struct buf out = BUF_INIT;
    size_t len = label_sms(l, &out, err) == 0 ? out.len - 1 : 0;

    buf_release(&out);
    label_free(l);
    register_free(s);
    free(records);
    return len;
}

static void it_is_one_message_or_none(void **state)
{
    struct error err = ERROR_INIT;
    size_t rest = message_length(1, &err) - 1, title = GSM7_MESSAGE - rest;

    (void)state;
    assert_int_equal(message_length(title, &err), GSM7_MESSAGE);
    assert_int_equal(message_length(title + 1, &err), 0);
    assert_non_null(strstr(err.text, "takes 161 septets, 1 more"));
    assert_non_null(strstr(err.text, "'short' name"));
    assert_non_null(strstr(err.text, "the address (17)"));
    error_clear(&err);
}

static void several_datasets_are_one_message(void **state)
{
    const char *refs[] = { "d", "e" };
    struct label_options o = { .as_of = "2026-11-23" };
    struct error err = ERROR_INIT;
    struct buf out = BUF_INIT;
    struct store *s = cases_begin();
    struct label *l;

    (void)state;
    put_line(s, "", "party|bus|name=Buses|phone=1");
    put_line(
        s, "",
        "organisation|organisation|party=bus|privacy_policy=https://b.example");
    put_lines(s, "d", "dataset|title=A|controller=bus|sold=no");
    put_lines(s, "e", "dataset|title=B|controller=bus|sold=yes");
    cases_end(s);
    must(label_build(&l, s, refs, 2, &o, &err), &err);
    assert_int_equal(label_sms(l, &out, &err), -1); /* two take too much   */
    assert_non_null(strstr(err.text, "septets"));
    error_clear(&err);
    l->record.v[0].facts.v[0].state = STATE_NONE;
    assert_int_equal(label_sms(l, &out, &err), -1);
    assert_null(strstr(err.text, "'page'"));
    assert_non_null(strstr(err.text, "'privacy_policy'"));
    error_clear(&err);
    buf_release(&out);
    label_free(l);
    register_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(septets_are_counted),
        cmocka_unit_test(marks_are_left_out),
        cmocka_unit_test(the_alphabet_is_whole),
        cmocka_unit_test(languages_keep_to_the_alphabet),
        cmocka_unit_test(it_says_what_matters),
        cmocka_unit_test(without_an_address_it_is_refused),
        cmocka_unit_test(another_alphabet_is_refused),
        cmocka_unit_test(it_is_one_message_or_none),
        cmocka_unit_test(several_datasets_are_one_message),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
