/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * store/entry, store/image and store/tlv: the bytes of the history.  The two
 * entries here are the test vectors of larder-register(5); what is printed
 * there must be what is computed here.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/hex.h"
#include "base/mem.h"
#include "base/random.h"
#include "store/entry.h"
#include "store/image.h"
#include "store/tlv.h"

/* ---- the vectors -------------------------------------------------------- */

struct vector {
    const char *salt, *body, *commitment, *entry, *hash;
};

static const struct vector first = {
    .salt = "a83d7e35de181749966761748e5c43cb",
    .body = "0100000006746573746572020000002430316132303764392d323130302d3731"
            "35632d383238392d656332643061393136376563030000000570617274790400"
            "000004636974790600000008000000000000000107000000046c697665080000"
            "00180100000007636f756e7472790200000007756e6b6e6f776e080000007e01"
            "000000046e616d65020000000576616c75650300000008546865204369747904"
            "000000590100000002667202000000084c612056696c6c650300000040623030"
            "6364393464386236646633366639643661363962333663393563313935316261"
            "6365356638356536346339643666633031616436333830356665666531080000"
            "0070010000000f726570726573656e74617469766573020000000576616c7565"
            "030000002430316132303764392d323130302d373135642d623266622d656561"
            "323933663830626339030000002430316132303764392d323130302d37313565"
            "2d383164312d643835346262373138303032",
    .commitment =
        "cc6d89103be53a7c14c0cebe2ae49d76cca8698ab55639e5ef3b29e811a2eb26",
    .entry = "01010000000800000000000000010200000008000000006b040ea00300000010"
             "01a207d92100715fb6d76cec99e0758504000000036164640500000000060000"
             "0020cc6d89103be53a7c14c0cebe2ae49d76cca8698ab55639e5ef3b29e811a2"
             "eb26070000002000000000000000000000000000000000000000000000000000"
             "00000000000000",
    .hash = "00630dbc67a8ae7ac250a1976666134288fc8d3065b6590ca6deb29fae841304",
};

static const struct vector second = {
    .salt = "c05daa4b8acf76748aa2d790d641b387",
    .body = "0100000006746573746572020000002430316132303764392d323130302d3731"
            "35632d383238392d656332643061393136376563030000000570617274790400"
            "0000046369747906000000080000000000000002070000000772656d6f766564"
            "090000000800000000000000010a0000000861736b656420746f",
    .commitment =
        "f63228c2a79832989522a302230958e4b84c395ea0606ba3a017599d9e3b6bfa",
    .entry = "01010000000800000000000000020200000008000000006b040edc0300000010"
             "01a207d921007160960177dc7567fe8b0400000004756e646f050000001001a2"
             "07d92100715fb6d76cec99e075850600000020f63228c2a79832989522a30223"
             "0958e4b84c395ea0606ba3a017599d9e3b6bfa070000002000630dbc67a8ae7a"
             "c250a1976666134288fc8d3065b6590ca6deb29fae841304",
    .hash = "b7ccbd018f4a12a4d65290e8d4297df8175c22af4710c82dfd17cfd4008be91f",
};

static const char both_root[] = "3TXr/ip7noxwOOyzajA9hADFtQcqv6VDPkago1YEzC4=";

/* What the vectors are made from; the same each time. */
struct made {
    struct record party;
    char change[2][UUID_TEXT];
    unsigned char salt[2][HISTORY_SALT];
    struct buf body[2];
    unsigned char undone[ENTRY_CHANGE];
    struct entry e[2];
    unsigned char hash[2][SHA256_LEN];
};

static void add_uids(struct value *v)
{
    char uid[UUID_TEXT];
    int i;

    for (i = 0; i < 2; i++) {
        uuid_new(uid);
        strs_add(&v->items, uid);
    }
    strs_sort_unique(&v->items);
    v->state = STATE_VALUE;
}

/* An entry over what stands in m already. */
static void finish(struct made *m, int i, const char *operation)
{
    struct entry *e = &m->e[i];

    e->seq = i + 1;
    e->time = clock_now() + 60 * i;
    e->operation = operation;
    entry_uuid_bytes(m->change[i], e->change);
    entry_commit(m->salt[i], HISTORY_SALT, m->body[i].s, m->body[i].len,
                 e->commitment);
    entry_hash(e, m->hash[i]);
}

static void make(struct made *m)
{
    struct value *name;
    int i;

    *m = (struct made){ .body = { BUF_INIT, BUF_INIT } };
    random_fix(1);
    clock_fix(1795428000);
    record_init(&m->party, KIND_PARTY, "city");
    uuid_new(m->party.uid);
    m->party.version = 1;
    name = record_value(&m->party, PARTY_NAME);
    value_set_text(name, "The City");
    value_set_words(name, "fr", "La Ville", NULL);
    value_set_state(record_value(&m->party, PARTY_COUNTRY), STATE_UNKNOWN);
    add_uids(record_value(&m->party, PARTY_REPRESENTATIVES));
    for (i = 0; i < 2; i++) {
        uuid_new(m->change[i]);
        random_bytes(m->salt[i], HISTORY_SALT);
    }
    image_add(&m->body[0], "tester", &m->party, NULL, true);
    finish(m, 0, "add");
    m->party.version = 2;
    image_add(&m->body[1], "tester", &m->party, NULL, false);
    tlv_add_u64(&m->body[1], IMAGE_REDACTS, 1);
    tlv_adds(&m->body[1], IMAGE_REASON, "asked to");
    memcpy(m->undone, m->e[0].change, ENTRY_CHANGE);
    m->e[1].undone = m->undone;
    memcpy(m->e[1].previous, m->hash[0], SHA256_LEN);
    finish(m, 1, "undo");
}

static void unmake(struct made *m)
{
    record_release(&m->party);
    buf_release(&m->body[0]);
    buf_release(&m->body[1]);
}

static void assert_hex(const char *what, const void *bytes, size_t len,
                       const char *expected)
{
    char *hex = xmalloc(2 * len + 1);

    hex_encode(bytes, len, hex);
    if (strcmp(hex, expected) != 0)
        fail_msg("%s is\n%s\nand should be\n%s", what, hex, expected);
    free(hex);
}

static void assert_vector(const struct made *m, int i, const struct vector *v)
{
    struct buf entry = BUF_INIT;

    assert_hex("salt", m->salt[i], HISTORY_SALT, v->salt);
    assert_hex("body", m->body[i].s, m->body[i].len, v->body);
    assert_hex("commitment", m->e[i].commitment, SHA256_LEN, v->commitment);
    entry_add(&entry, &m->e[i]);
    assert_hex("entry", entry.s, entry.len, v->entry);
    assert_hex("hash", m->hash[i], SHA256_LEN, v->hash);
    buf_release(&entry);
}

static void test_vectors(void **state)
{
    unsigned char root[SHA256_LEN];
    struct buf text = BUF_INIT;
    struct merkle tree;
    struct made m;

    (void)state;
    make(&m);
    assert_vector(&m, 0, &first);
    assert_vector(&m, 1, &second);
    merkle_init(&tree);
    merkle_add(&tree, m.hash[0]);
    merkle_add(&tree, m.hash[1]);
    merkle_root(&tree, root);
    base64_add(&text, root, sizeof root);
    assert_string_equal(text.s, both_root);
    buf_release(&text);
    unmake(&m);
}

/* The page without white space, backslashes and requests of the macros. */
static char *page_squeezed(const char *path)
{
    struct buf page = BUF_INIT, out = BUF_INIT;
    size_t i;

    if (file_read(&page, path, 1 << 20, NULL) != 0)
        return NULL;
    for (i = 0; i < page.len; i++)
        if (!strchr(" \n\\", page.s[i]))
            buf_addc(&out, page.s[i]);
    buf_release(&page);
    return buf_detach(&out);
}

static void assert_in_page(const char *page, const struct vector *v)
{
    const char *const all[] = { v->salt, v->body, v->commitment, v->entry,
                                v->hash };
    size_t i;

    for (i = 0; i < sizeof all / sizeof *all; i++)
        if (!strstr(page, all[i]))
            fail_msg("larder-register(5) does not have %s", all[i]);
}

static void test_page_has_them(void **state)
{
    const char *top = getenv("srcdir");
    char *path, *page;

    (void)state;
    if (!top)
        skip();
    path = xasprintf("%s/man/larder-register.5", top);
    page = page_squeezed(path);
    assert_non_null(page);
    assert_in_page(page, &first);
    assert_in_page(page, &second);
    assert_non_null(strstr(page, both_root));
    free(page);
    free(path);
}

/* ---- bytes that could mean two things ----------------------------------- */

/* What is cut elsewhere must not be the same: lengths count. */
static void test_commitments_differ(void **state)
{
    unsigned char a[SHA256_LEN], b[SHA256_LEN];

    (void)state;
    entry_commit("ab", 2, "c", 1, a);
    entry_commit("a", 1, "bc", 2, b);
    assert_memory_not_equal(a, b, SHA256_LEN);
    entry_commit("", 0, "", 0, a);
    entry_commit("", 0, "\0", 1, b);
    assert_memory_not_equal(a, b, SHA256_LEN);
}

static void test_every_part_counts(void **state)
{
    unsigned char was[SHA256_LEN], is[SHA256_LEN];
    struct made m;
    size_t i;

    (void)state;
    make(&m);
    memcpy(was, m.hash[1], SHA256_LEN);
    for (i = 0; i < 7; i++) {
        struct entry e = m.e[1];

        e.seq += i == 0;
        e.time += i == 1;
        e.change[15] ^= (unsigned char)(i == 2);
        e.operation = i == 3 ? "und" : e.operation;
        e.undone = i == 4 ? NULL : e.undone;
        e.commitment[0] ^= (unsigned char)(i == 5);
        e.previous[31] ^= (unsigned char)(i == 6);
        entry_hash(&e, is);
        assert_memory_not_equal(was, is, SHA256_LEN);
    }
    unmake(&m);
}

static void test_uuid(void **state)
{
    static const char uuid[] = "01890a5d-ac96-774b-bcce-b302099a8057";
    unsigned char bytes[ENTRY_CHANGE];
    char text[UUID_TEXT];

    (void)state;
    entry_uuid_bytes(uuid, bytes);
    assert_int_equal(bytes[0], 0x01);
    assert_int_equal(bytes[15], 0x57);
    entry_uuid_text(bytes, text);
    assert_string_equal(text, uuid);
}

/* ---- images ------------------------------------------------------------- */

static void test_image_reads_back(void **state)
{
    struct buf again = BUF_INIT;
    struct image image;
    struct made m;

    (void)state;
    make(&m);
    assert_int_equal(image_read(&image, m.body[0].s, m.body[0].len), 0);
    assert_true(image.live);
    assert_string_equal(image.r.ref, "city");
    image_add(&again, image.actor, &image.r, image.parent, image.live);
    assert_int_equal(again.len, m.body[0].len);
    assert_memory_equal(again.s, m.body[0].s, again.len);
    image_release(&image);
    assert_int_equal(image_read(&image, m.body[1].s, m.body[1].len), 0);
    assert_false(image.live);
    assert_int_equal(image.redacts_n, 1);
    assert_int_equal(image.redacts[0], 1);
    assert_string_equal(image.reason, "asked to");
    image_release(&image);
    buf_release(&again);
    unmake(&m);
}

/* Cut short, or with a bit turned over, a body is refused or read, never
 * more than that. */
static void test_image_damaged(void **state)
{
    struct image image;
    struct made m;
    size_t i;

    (void)state;
    make(&m);
    for (i = 0; i < m.body[0].len; i++) {
        char *part = xmalloc(i + 1);

        memcpy(part, m.body[0].s, i);
        if (image_read(&image, part, i) == 0)
            image_release(&image);
        free(part);
    }
    for (i = 0; i < 8 * m.body[0].len; i++) {
        m.body[0].s[i / 8] ^= (char)(1 << i % 8);
        if (image_read(&image, m.body[0].s, m.body[0].len) == 0)
            image_release(&image);
        m.body[0].s[i / 8] ^= (char)(1 << i % 8);
    }
    unmake(&m);
}

struct form {
    const char *hex;
    bool valid;
};

static bool is_taken_whole(const unsigned char *at, const unsigned char *end)
{
    struct tlv t;

    while (tlv_next(&t, &at, end))
        ;
    return at == end;
}

static void test_tlv(void **state)
{
    static const struct form forms[] = {
        { "", true },
        { "0100000000", true },
        { "010000000161", true },
        { "01000000016102000000026263", true },
        { "01", false },
        { "01000000", false },
        { "0100000001", false },
        { "01000000ff61", false },
        { "01ffffffff61", false },
        { "01000000016102", false },
    };
    unsigned char bytes[32];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t len = strlen(forms[i].hex) / 2;

        assert_int_equal(hex_decode(forms[i].hex, bytes, len), 0);
        if (is_taken_whole(bytes, bytes + len) != forms[i].valid)
            fail_msg("'%s'", forms[i].hex);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_page_has_them),
        cmocka_unit_test(test_commitments_differ),
        cmocka_unit_test(test_every_part_counts),
        cmocka_unit_test(test_uuid),
        cmocka_unit_test(test_image_reads_back),
        cmocka_unit_test(test_image_damaged),
        cmocka_unit_test(test_tlv),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
