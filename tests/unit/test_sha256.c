/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* base/sha256. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "base/mem.h"
#include "base/sha256.h"

/* FIPS 180-4 examples (NIST CSRC, SHA256.pdf and "additional"). */
#define TWO_BLOCKS "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"

static const struct {
    const char *text, *hex;
} fips[] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb924"
          "27ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223"
             "b00361a396177a9cb410ff61f20015ad" },
    { TWO_BLOCKS, "248d6a61d20638b8e5c026930c3e6039"
                  "a33ce45964ff2167f6ecedd419db06c1" },
    { "\xbd", "68325720aabd7c82f30f554b313d0570"
              "c95accbb7dc4b5aae11204c08ffe732b" },
    { "\xc9\x8c\x8e\x55", "7abc22c0ae5af26ce93dbb94433a0e0b"
                          "2e119d014f8e7f65bd56c61ccccd9504" },
};

static void assert_digest(const void *bytes, size_t len, const char *expected)
{
    unsigned char digest[SHA256_LEN];
    char hex[SHA256_HEX];

    sha256_of(bytes, len, digest);
    sha256_hex(digest, hex);
    assert_string_equal(hex, expected);
}

static void test_fips(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof fips / sizeof *fips; i++)
        assert_digest(fips[i].text, strlen(fips[i].text), fips[i].hex);
    assert_digest(NULL, 0, fips[0].hex);
}

static void test_a_million_letters(void **state)
{
    char *bytes = xmalloc(1000000);

    (void)state;
    memset(bytes, 'a', 1000000);
    assert_digest(bytes, 1000000,
                  "cdc76e5c9914fb9281a1c7e284d73e67"
                  "f1809a48a497200e046d39ccc7112cd0");
    free(bytes);
}

/* However it is cut up, and whether or not the digest is a used one. */
static void test_in_pieces(void **state)
{
    struct sha256 *s = sha256_new();
    unsigned char whole[SHA256_LEN], pieces[SHA256_LEN];
    char text[200];

    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 37);
    sha256_of(text, sizeof text, whole);
    for (size_t step = 1; step < 70; step++) {
        for (size_t i = 0; i < sizeof text; i += step) {
            size_t left = sizeof text - i;

            sha256_add(s, text + i, left < step ? left : step);
            sha256_add(s, NULL, 0);
        }
        sha256_end(s, pieces);
        assert_memory_equal(whole, pieces, SHA256_LEN);
    }
    sha256_free(s);
    sha256_free(NULL);
}

/* sha256_of() keeps something between calls, which nobody may notice. */
static void test_two_at_a_time(void **state)
{
    struct sha256 *s = sha256_new();
    unsigned char digest[SHA256_LEN];
    char hex[SHA256_HEX];

    (void)state;
    sha256_add(s, "a", 1);
    assert_digest("abc", 3, fips[1].hex);
    sha256_add(s, "bc", 2);
    sha256_end(s, digest);
    sha256_hex(digest, hex);
    assert_string_equal(hex, fips[1].hex);
    sha256_end(s, digest);
    sha256_hex(digest, hex);
    assert_string_equal(hex, fips[0].hex);
    sha256_free(s);
}

/* NIST CAVP: "Len = bits", "Msg = hex", "MD = hex"; returns how many. */
static int check_vectors(FILE *f)
{
    unsigned char msg[64];
    char line[300], hex[150];
    unsigned bits = 0;
    int n = 0;

    while (fgets(line, sizeof line, f)) {
        if (sscanf(line, "Len = %u", &bits) == 1) {
            assert_in_range(bits, 0, 8 * sizeof msg);
        } else if (bits && sscanf(line, "Msg = %149[0-9a-f]", hex) == 1) {
            assert_int_equal(hex_decode(hex, msg, bits / 8), 0);
        } else if (sscanf(line, "MD = %64[0-9a-f]", hex) == 1) {
            assert_digest(msg, bits / 8, hex);
            n++;
        }
    }
    return n;
}

static void test_nist_short_messages(void **state)
{
    const char *shared = getenv("LARDER_SHARED");

    (void)state;
    if (!shared || !*shared)
        skip();
    char *path = xasprintf("%s/hostile/nist-sha2/SHA256ShortMsg.rsp", shared);
    FILE *f = fopen(path, "r");
    free(path);
    assert_non_null(f);
    int n = check_vectors(f);
    fclose(f);
    assert_int_equal(n, 65);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fips),
        cmocka_unit_test(test_a_million_letters),
        cmocka_unit_test(test_in_pieces),
        cmocka_unit_test(test_two_at_a_time),
        cmocka_unit_test(test_nist_short_messages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
