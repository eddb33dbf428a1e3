/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* model/personal: what looks like the mark of a person, and what does not. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/personal.h"
#include "model/vocabulary.h"

#define NBSP "\u00a0"

/* What is found in a text: "email 5 17 phone 30 11", each with place and
 * length, or for short the codes and the texts themselves. */
static void list(const char *text, struct buf *out)
{
    struct personal found;
    size_t from = 0;

    while (personal_find(text, &from, &found)) {
        assert_int_equal(from, found.at + found.len);
        assert_true(from <= strlen(text));
        buf_addf(out, "%s[%s %.*s]", out->len ? " " : "",
                 personal_code(found.kind), (int)found.len, text + found.at);
    }
}

/* Every mark in these texts, and no other. */
static const struct {
    const char *text;
    const char *found;
} cases[] = {
    /* e-mail */
    { "ask jane.doe@uni.example.", "[email jane.doe@uni.example]" },
    { "<j@x.ie>, and o'neill+x@a-b.co.uk", "[email j@x.ie] "
                                           "[email o'neill+x@a-b.co.uk]" },
    { "jürgen@straße.de", "[email jürgen@straße.de]" },
    { "mailto:jane@x.org?subject=1", "[email jane@x.org]" },
    { "@jane and user@host, 5 @ 3.50, a@b.c, a@.de, @x.org, a@-b.de", "" },
    { "git@", "" },

    /* IBAN: examples of the registry of ISO 13616 */
    { "pay IE29 AIBK 9311 5212 3456 78 at once",
      "[iban IE29 AIBK 9311 5212 3456 78]" },
    { "DE89370400440532013000.", "[iban DE89370400440532013000]" },
    { "FR14 2004 1010 0505 0001 3M02 606",
      "[iban FR14 2004 1010 0505 0001 3M02 606]" },
    { "NO93 8601 1117 947 OF THE BANK", "[iban NO93 8601 1117 947]" },
    { "IE28 AIBK 9311 5212 3456 78; DE89370400440532013001", "" },
    { "XDE89370400440532013000", "" },

    /* NIR */
    { "nir 2 55 08 14 168 025 38", "[nir 2 55 08 14 168 025 38]" },
    { "255081416802538", "[nir 255081416802538]" },
    { "1 84 12 2A 451 089 33", "[nir 1 84 12 2A 451 089 33]" },
    { "255081416802539", "" },
    { "955081416802538 255131416802538", "" },

    /* NINO */
    { "AB123456C, CE 12 34 56 D", "[nino AB123456C] [nino CE 12 34 56 D]" },
    { "QQ123456C GB123456A AB123456E AO123456C AB12345C", "" },
    { "XAB123456C", "" },

    /* DNI and NIE */
    { "12345678Z, 12345678-Z", "[dni 12345678Z] [dni 12345678-Z]" },
    { "12.345.678-Z; X1234567L; Y-1234567-X",
      "[dni 12.345.678-Z] [dni X1234567L] [dni Y-1234567-X]" },
    { "12345678A X1234567A 12345678z", "" },
    { "20261123T101500Z 20261123D", "[dni 20261123D]" },

    /* PPSN */
    { "1234567T 1234567FA 1234567TW",
      "[ppsn 1234567T] [ppsn 1234567FA] [ppsn 1234567TW]" },
    { "1234567A 1234567TX 1234567TAB a1234567T", "" },

    /* cards: numbers that their firms give for tests */
    { "4111 1111 1111 1111", "[card 4111 1111 1111 1111]" },
    { "5555555555554444; 3782 822463 10005; 6011-1111-1111-1117",
      "[card 5555555555554444] [card 3782 822463 10005] "
      "[card 6011-1111-1111-1117]" },
    { "3530111333300000 2223003122003222",
      "[card 3530111333300000] [card 2223003122003222]" },
    { "4111 1111 1111 1112 9783161484100 4006381333931", "" },
    { "36252187900034", "" }, /* a SIRET, of a firm */

    /* SSN */
    { "123-45-6789 or 123 45 6789", "[ssn 123-45-6789] [ssn 123 45 6789]" },
    { "000-12-3456 666-12-3456 912-12-3456 123-00-4567 123-45-0000", "" },
    { "123-45-67890 1123-45-6789", "" },

    /* BSN */
    { "111222333 1234.56.782", "[bsn 111222333] [bsn 1234.56.782]" },
    { "111222334 123 456 782 123.456.782", "" },
    { "EUR 111222333, 111222333 €, KvK 111222333, RSIN: 111222333", "" },

    /* phones: abroad */
    { "+44 20 7946 0958", "[phone +44 20 7946 0958]" },
    { "(+353) 1 234 5678, +44 (0)20 7946 0958",
      "[phone (+353) 1 234 5678] [phone +44 (0)20 7946 0958]" },
    { "tel:+15555550142", "[phone +15555550142]" },
    { "+33" NBSP "6" NBSP "12" NBSP "34" NBSP "56" NBSP "78",
      "[phone +33" NBSP "6" NBSP "12" NBSP "34" NBSP "56" NBSP "78]" },
    { "0044 20 7946 0958", "[phone 0044 20 7946 0958]" },
    { "+25 people, +1000000, +1 000 000, +52.520008", "" },
    { "T10:15:00+01:00", "" },

    /* at home */
    { "call Jane, 087 123 4567.", "[phone 087 123 4567]" },
    { "01 23 45 67 89 or 01-23-45-67-89",
      "[phone 01 23 45 67 89] [phone 01-23-45-67-89]" },
    { "(01) 234 5678 / 020 7946 0958",
      "[phone (01) 234 5678] [phone 020 7946 0958]" },
    { "0171/1234567, 030 - 12345678, 0712345678",
      "[phone 0171/1234567] [phone 030 - 12345678] [phone 0712345678]" },
    { "087 123 4567 087 765 4321",
      "[phone 087 123 4567] [phone 087 765 4321]" },
    { "(212) 555-0142, 212-555-0142, 212.555.0142, 1-800-555-0199",
      "[phone (212) 555-0142] [phone 212-555-0142] [phone 212.555.0142] "
      "[phone 1-800-555-0199]" },
    { "612 34 56 78", "[phone 612 34 56 78]" },
    { "2026-11-23 087 123 4567 she rang", "[phone 087 123 4567]" },

    /* by the word before them */
    { "Tel. 23 45 67 89; phone: 555-0142",
      "[phone 23 45 67 89] [phone 555-0142]" },
    { "call him on 5550142, WhatsApp 612345670",
      "[phone 5550142] [phone 612345670]" },
    { "Téléphone 555-0142", "[phone 555-0142]" },
    { "desk 555-0142, phone 12, 7 phones 1234567, the phone 123456", "" },
    { "call 2026-11-23, call 20261123, call 23.11.2026", "" },

    /* two in one text */
    { "jane@x.org 087 123 4567", "[email jane@x.org] [phone 087 123 4567]" },
    { "087 123 4567 jane@x.org", "[phone 087 123 4567] [email jane@x.org]" },

    /* what texts of a register are full of */
    { "2026-11-23, 23.11.2026, 11/23/2026, 20261123, 2019-2024", "" },
    { "01.02.2024, 01/02/2024, 01-02-2024 12:30, 01.02.2024-03.04.2024", "" },
    { "2026-11-23T10:15:00Z, 10:15:00.000000, 09:00-17:00, 0900-1700", "" },
    { "P1Y6M, P30D, PT72H, P1000000D", "" },
    { "GDPR Art. 6(1)(e), Regulation (EU) 2016/679, Directive 2002/58/EC", "" },
    { "OJ L 119, 4.5.2016, p. 1-88; CELEX 32016R0679; ECLI:EU:C:2014:317", "" },
    { "45 CFR 164.512(b)(1)(i), Pub. L. 104-191, 110 Stat. 1936", "" },
    { "loi n° 78-17 du 6 janvier 1978, décret n° 2019-536, L. 1110-4", "" },
    { "DPA 2018 Schedule 1, SI 2018/314, BGBl. I S. 2097, § 203 StGB", "" },
    { "1 BvR 209/83, C-131/12, 2018 c. 12, Act No. 24 of 2019", "" },
    { "ISBN 0-306-40615-2, ISBN 0306406152, ISBN-10: 0306406152", "" },
    { "ISBN 978-0-306-40615-7, ISBN-13 9780306406157, ISSN 0317-8471", "" },
    { "doi:10.1038/s41467-019-10933-3, doi 10.1000/0123456789", "" },
    { "version 1.2.3.4567, 10.0.0.12, 192.168.100.100, 2001:db8::1", "" },
    { "01932123-0f3c-7456-8123-456789012345, 5f2a90c1d4e6789012", "" },
    { "EUR 1.234.567,00, $1,234,567.00, 1 234 567 people, 123 456 789 km", "" },
    { "0.000123456789, 3.14159265, 0,123456789, 99.9999999%", "" },
    { "£0712345678, 0712345678 EUR", "" },
    { "DE123456789, EIN 12-3456789, DUNS 111222333, VAT 111222333", "" },
    { "https://x.example/a/0712345678?n=0712345678#0712345678", "" },
    { "form_0712345678.pdf, IMG-20240115-0712345678", "" },
    { "k-anonymity, k = 20; 1000 of 2000; 12345678901234567890", "" },
    { "52.5200, 13.4050; Boston, MA 02110-1301; 284 / 699 / 1479", "" },
    { "clause 252.227-7013", "" },
    { "", "" },
    { "no numbers, and no sign", "" },
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = BUF_INIT;

        list(cases[i].text, &b);
        if (strcmp(b.s ? b.s : "", cases[i].found) != 0)
            fail_msg("'%s' gives '%s'", cases[i].text, b.s);
        buf_release(&b);
    }
}

/* Each detector has an example of its own, and its words. */
static void test_table(void **state)
{
    const struct vocabulary *v = vocabulary_find("personal");

    (void)state;
    assert_int_equal(v->count, PERSONAL_COUNT);
    for (int k = 0; k < PERSONAL_COUNT; k++) {
        const char *code = personal_code((enum personal_kind)k);
        char *mark = xasprintf("[%s ", code);
        size_t n = 0;

        assert_non_null(vocabulary_term(v, code));
        assert_string_not_equal(personal_words((enum personal_kind)k), code);
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
            n += strstr(cases[i].found, mark) != NULL;
        if (n == 0)
            fail_msg("%s: no example", code);
        free(mark);
    }
}

/* One other character, and what has a check digit has it no longer. */
static void test_check_digits(void **state)
{
    static const char *const whole[] = {
        "DE89370400440532013000",
        "255081416802538",
        "12345678Z",
        "X1234567L",
        "1234567T",
        "1234567FA",
        "4111111111111111",
        "3782 822463 10005",
        "111222333",
    };
    struct personal found, other;

    (void)state;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        char *text = xstrdup(whole[i]);
        size_t from = 0, last = strlen(text) - 1;

        assert_true(personal_find(text, &from, &found));
        assert_int_equal(found.len, strlen(text));
        while (text[last] < '0' || text[last] > '9')
            last--;
        text[last] = text[last] == '9' ? '0' : (char)(text[last] + 1);
        from = 0;
        if (personal_find(text, &from, &other) && other.kind == found.kind)
            fail_msg("'%s' is as good as '%s'", text, whole[i]);
        free(text);
    }
}

/* Marks stand anywhere, and are found whatever stands around them. */
static void test_places(void **state)
{
    static const char *const around[][2] = {
        { "", "" },     { "(", ")" },   { "x ", " y" },         { "a, ", "." },
        { "\n", "\n" }, { "\"", "\"" }, { "\u201c", "\u201d" }, { "Tel.", ";" },
    };
    static const char *const marks[] = { "jane@x.org",   "+353 1 234 5678",
                                         "087 123 4567", "123-45-6789",
                                         "AB123456C",    "12345678Z" };

    (void)state;
    for (size_t i = 0; i < sizeof around / sizeof *around; i++)
        for (size_t j = 0; j < sizeof marks / sizeof *marks; j++) {
            char *text =
                xasprintf("%s%s%s", around[i][0], marks[j], around[i][1]);
            struct personal found;
            size_t from = 0;

            /* "Tel.jane@x.org" is an address, too. */
            if (!personal_find(text, &from, &found) ||
                !strstr(text + found.at, marks[j] + 4))
                fail_msg("nothing in '%s'", text);
            assert_false(personal_find(text, &from, &found));
            free(text);
        }
}

/* No text makes it read beyond, or take long. */
static void test_any_bytes(void **state)
{
    static const char bytes[] = "0123456789 +-./()@AZx\xc3\xa9\xe2\x80\xaf,:";
    uint64_t dice = 1;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct personal found;
        size_t len = (size_t)i % 60, from = 0;
        char *text = xcalloc(len + 1, 1);

        for (size_t j = 0; j < len; j++) {
            dice = dice * 6364136223846793005u + 1442695040888963407u;
            text[j] = bytes[(dice >> 33) % (sizeof bytes - 1)];
        }
        while (personal_find(text, &from, &found))
            assert_true(found.len > 2 && found.at + found.len <= len);
        free(text);
    }
}

static void test_long_texts(void **state)
{
    static const char *const parts[] = { "1",  "1 ", "a@",  "a.",
                                         "0(", "A1", "+1-", "12.12." };

    (void)state;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct buf text = BUF_INIT;
        struct personal found;
        size_t from = 0;

        buf_adds(&text, "123456 @ ");
        while (text.len < 100000)
            buf_adds(&text, parts[i]);
        while (personal_find(text.s, &from, &found))
            ;
        assert_int_equal(from, text.len);
        buf_release(&text);
    }
}

static void test_mask(void **state)
{
    struct buf b = BUF_INIT;
    struct personal found;
    size_t from = 0;

    (void)state;
    assert_true(personal_find("ask jane@x.org", &from, &found));
    personal_mask(&b, "ask jane@x.org", &found);
    assert_string_equal(b.s, "********rg");
    buf_release(&b);
}

static void test_fields(void **state)
{
    static const enum field no_place[] = {
        DATASET_NOTES,   DATASET_TITLE, DATASET_SUMMARY,      DATASET_HARM,
        ELEMENT_WORDS,   USE_CITATION,  PARTY_NOTES,          CONSENT_NOTES,
        DATASET_QUALITY, USE_LOGIC,     ELEMENT_FINDABLE_WHY,
    };
    static const enum field place[] = {
        PARTY_NAME,
        PARTY_ADDRESS,
        PARTY_EMAIL,
        PARTY_PHONE,
        PARTY_CONTACT_DESK,
        DATASET_HOW_TO_SEE,
        DATASET_HOW_TO_FIX,
        USE_SAY_NO_HOW,
        USE_ANOTHER_WAY,
        CONSENT_WITHDRAW_HOW,
        NOTICE_DOCUMENT,
        DATASET_RESPONSIBILITIES,
        DATASET_SECURITY_PLAN,
        DATASET_HOW_MANY,
        RECIPIENT_SAFEGUARDS_COPY,
        NOTICE_DOCUMENT_DIGEST,
    };

    (void)state;
    for (size_t i = 0; i < sizeof no_place / sizeof *no_place; i++)
        assert_true(personal_has_no_place(no_place[i]));
    for (size_t i = 0; i < sizeof place / sizeof *place; i++)
        assert_false(personal_has_no_place(place[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),        cmocka_unit_test(test_table),
        cmocka_unit_test(test_check_digits), cmocka_unit_test(test_places),
        cmocka_unit_test(test_any_bytes),    cmocka_unit_test(test_long_texts),
        cmocka_unit_test(test_mask),         cmocka_unit_test(test_fields),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
