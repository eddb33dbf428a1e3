/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Catalogs of both byte orders are read; nothing outside of one ever is. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <byteswap.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/mo.h"

/* Header, two tables of three entries, and the strings. */
enum { HEADER = 28, N = 3, TABLES = HEADER + 2 * N * 8 };

static const struct {
    const char *s;
    uint32_t len;
} keys[N] = { { "", 0 }, { "a\004no", 4 }, { "one\0many", 8 } },
  texts[N] = { { "Header", 6 }, { "non", 3 }, { "un\0deux\0", 8 } };

static void put(unsigned char *at, uint32_t n, bool swap)
{
    if (swap)
        n = bswap_32(n);
    memcpy(at, &n, sizeof n);
}

static size_t make(unsigned char *out, bool swap)
{
    const uint32_t header[7] = {
        0x950412de, 0, N, HEADER, HEADER + N * 8, 0, 0
    };
    uint32_t at = TABLES;

    for (size_t i = 0; i < 7; i++)
        put(out + i * 4, header[i], swap);
    for (size_t t = 0; t < 2; t++)
        for (size_t i = 0; i < N; i++) {
            const char *s = t ? texts[i].s : keys[i].s;
            uint32_t len = t ? texts[i].len : keys[i].len;
            unsigned char *entry = out + HEADER + t * N * 8 + i * 8;

            put(entry, len, swap);
            put(entry + 4, at, swap);
            memcpy(out + at, s, len);
            out[at + len] = '\0';
            at += len + 1;
        }
    return at;
}

static void both_orders_are_read(void **state)
{
    (void)state;
    for (int swap = 0; swap < 2; swap++) {
        unsigned char bytes[256];
        struct mo m;

        assert_true(mo_open(&m, bytes, make(bytes, swap)));
        assert_string_equal(mo_find(&m, ""), "Header");
        assert_string_equal(mo_find(&m, "a\004no"), "non");
        assert_string_equal(mo_find(&m, "one"), "un");
        assert_string_equal(mo_form(&m, "one", 1), "deux");
        assert_null(mo_form(&m, "one", 3));
        assert_null(mo_form(&m, "a\004no", 1));
        assert_null(mo_find(&m, "no"));
        assert_null(mo_find(&m, "zero"));
        assert_string_equal(mo_key(&m, 2), "one");
        assert_string_equal(mo_text(&m, 1), "non");
        assert_null(mo_key(&m, 3));
    }
}

/* Looks at everything, so that a sanitizer sees what is read. */
static void look_at_all(const struct mo *m)
{
    for (size_t i = 0; mo_key(m, i); i++) {
        const char *key = mo_key(m, i);

        assert_true(strlen(key) < 256);
        for (unsigned form = 0; form < 4; form++)
            mo_form(m, key, form);
    }
    mo_find(m, "nothing of the kind");
}

/* A copy of exactly that size, on the heap. */
static bool opens(const unsigned char *bytes, size_t len)
{
    unsigned char *copy = xcalloc(len + 1, 1), *exact;
    struct mo m;
    bool open;

    memcpy(copy, bytes, len);
    exact = realloc(copy, len ? len : 1);
    open = mo_open(&m, exact, len);
    look_at_all(&m);
    free(exact);
    return open;
}

static void what_is_cut_off_is_refused(void **state)
{
    unsigned char bytes[256];
    size_t len = make(bytes, false);

    (void)state;
    assert_true(opens(bytes, len));
    for (size_t n = 0; n < len; n++)
        assert_false(opens(bytes, n));
}

static void every_byte_may_be_wrong(void **state)
{
    static const unsigned char values[] = { 0, 1, 0x7f, 0x80, 0xff };
    unsigned char bytes[256];
    size_t len = make(bytes, false);

    (void)state;
    for (size_t i = 0; i < len; i++)
        for (size_t j = 0; j < sizeof values; j++) {
            unsigned char was = bytes[i];

            bytes[i] = values[j];
            opens(bytes, len);
            bytes[i] = was;
        }
    bytes[0] ^= 1;
    assert_false(opens(bytes, len));
    bytes[0] ^= 1;
    put(bytes + 8, 0xffffffff, false); /* so many entries                  */
    assert_false(opens(bytes, len));
    put(bytes + 8, N, false);
    put(bytes + HEADER + 4, 0xfffffffe, false); /* so far away             */
    assert_false(opens(bytes, len));
}

static void keys_out_of_order_are_refused(void **state)
{
    unsigned char bytes[256];
    size_t len = make(bytes, false);

    (void)state;
    bytes[TABLES + 1] = 'z';
    assert_false(opens(bytes, len));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_orders_are_read),
        cmocka_unit_test(what_is_cut_off_is_refused),
        cmocka_unit_test(every_byte_may_be_wrong),
        cmocka_unit_test(keys_out_of_order_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
