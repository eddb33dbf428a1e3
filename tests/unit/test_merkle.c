/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* store/merkle: the tree of RFC 6962. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "base/hex.h"
#include "base/mem.h"
#include "store/merkle.h"

/*
 * The leaves that all implementations of Certificate Transparency are tested
 * with, and the roots over the first of them.
 */
static const char *const leaves[] = {
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
};

enum { LEAVES = sizeof leaves / sizeof *leaves };

static const char *const roots[LEAVES + 1] = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

static void assert_digest(const unsigned char digest[SHA256_LEN],
                          const char *expected)
{
    char hex[SHA256_HEX];

    sha256_hex(digest, hex);
    assert_string_equal(hex, expected);
}

static void leaf_of(size_t i, unsigned char out[SHA256_LEN])
{
    unsigned char bytes[16];
    size_t len = strlen(leaves[i]) / 2;

    assert_int_equal(hex_decode(leaves[i], bytes, len), 0);
    merkle_leaf(bytes, len, out);
}

/* The root over the first n reference leaves. */
static void root_of(size_t n, unsigned char out[SHA256_LEN])
{
    unsigned char leaf[SHA256_LEN];
    struct merkle tree;
    size_t i;

    merkle_init(&tree);
    for (i = 0; i < n; i++) {
        leaf_of(i, leaf);
        merkle_add(&tree, leaf);
    }
    merkle_root(&tree, out);
}

static void test_leaves(void **state)
{
    unsigned char digest[SHA256_LEN];

    (void)state;
    merkle_leaf("", 0, digest);
    assert_digest(digest, roots[1]);
    merkle_leaf("L123456", 7, digest);
    assert_digest(digest, "395aa064aa4c29f7010acfe3f25db948"
                          "5bbd4b91897b6ad7ad547639252b4d56");
}

static void test_roots(void **state)
{
    unsigned char root[SHA256_LEN];
    size_t n;

    (void)state;
    for (n = 0; n <= LEAVES; n++) {
        root_of(n, root);
        assert_digest(root, roots[n]);
    }
}

/* RFC 6962, 2.1, word by word: the slow way, over any leaves. */
static void root_by_definition(unsigned char (*leaf)[SHA256_LEN], size_t n,
                               unsigned char out[SHA256_LEN])
{
    unsigned char both[1 + 2 * SHA256_LEN] = { 1 };
    size_t k = 1;

    if (n == 1) {
        memcpy(out, leaf[0], SHA256_LEN);
        return;
    }
    while (2 * k < n)
        k *= 2;
    root_by_definition(leaf, k, both + 1);
    root_by_definition(leaf + k, n - k, both + 1 + SHA256_LEN);
    sha256_of(both, sizeof both, out);
}

static size_t ones(size_t n)
{
    size_t count = 0;

    for (; n; n &= n - 1)
        count++;
    return count;
}

static void test_definition(void **state)
{
    enum { MANY = 300 };
    static unsigned char leaf[MANY][SHA256_LEN];
    unsigned char root[SHA256_LEN], expected[SHA256_LEN];
    struct merkle tree;
    size_t n;

    (void)state;
    merkle_init(&tree);
    for (n = 1; n <= MANY; n++) {
        merkle_leaf(&n, sizeof n, leaf[n - 1]);
        merkle_add(&tree, leaf[n - 1]);
        merkle_root(&tree, root);
        root_by_definition(leaf, n, expected);
        assert_memory_equal(root, expected, SHA256_LEN);
        assert_int_equal(tree.size, n);
        assert_int_equal(tree.peaks, ones(n));
    }
}

/* A leaf can never be mistaken for a node, whatever it holds. */
static void test_domains(void **state)
{
    unsigned char both[1 + 2 * SHA256_LEN] = { 1 };
    unsigned char leaf[SHA256_LEN], root[SHA256_LEN];

    (void)state;
    leaf_of(0, both + 1);
    leaf_of(1, both + 1 + SHA256_LEN);
    root_of(2, root);
    merkle_leaf(both + 1, 2 * SHA256_LEN, leaf);
    assert_memory_not_equal(leaf, root, SHA256_LEN);
    merkle_leaf(both, sizeof both, leaf);
    assert_memory_not_equal(leaf, root, SHA256_LEN);
}

/* ---- vectors of transparency-dev/merkle, where they are at hand --------- */

/* Compares one root of a vector with ours, where we have as many leaves. */
static size_t compare_root(const json_t *vector, const char *size_key,
                           const char *root_key)
{
    json_int_t size = json_integer_value(json_object_get(vector, size_key));
    const char *root = json_string_value(json_object_get(vector, root_key));
    unsigned char ours[SHA256_LEN];
    struct buf text = BUF_INIT;

    if (!root || size < 1 || size > LEAVES)
        return 0;
    root_of((size_t)size, ours);
    base64_add(&text, ours, sizeof ours);
    assert_string_equal(text.s, root);
    buf_release(&text);
    return 1;
}

static size_t compare_leaf(const json_t *vector)
{
    json_int_t i = json_integer_value(json_object_get(vector, "leafIdx"));
    const char *hash = json_string_value(json_object_get(vector, "leafHash"));
    unsigned char ours[SHA256_LEN];
    struct buf text = BUF_INIT;

    if (!hash || i < 0 || i >= LEAVES)
        return 0;
    leaf_of((size_t)i, ours);
    base64_add(&text, ours, sizeof ours);
    assert_string_equal(text.s, hash);
    buf_release(&text);
    return 1;
}

/* What their happy paths prove is made of roots and leaves: ours are those. */
static void test_published(void **state)
{
    static const char *const kinds[] = { "consistency", "inclusion" };
    const char *shared = getenv("LARDER_SHARED");
    size_t found = 0, i, n;

    (void)state;
    if (!shared)
        skip();
    for (i = 0; i < 2; i++)
        for (n = 0; n < 5; n++) {
            char *path = xasprintf("%s/hostile/rfc6962-merkle/testdata/%s/%zu/"
                                   "happy-path.json",
                                   shared, kinds[i], n);
            json_t *vector = json_load_file(path, 0, NULL);

            found += compare_root(vector, "size1", "root1");
            found += compare_root(vector, "size2", "root2");
            found += compare_root(vector, "treeSize", "root");
            found += vector ? compare_leaf(vector) : 0;
            json_decref(vector);
            free(path);
        }
    print_message("%zu published roots and leaves\n", found);
    assert_true(found > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_leaves),     cmocka_unit_test(test_roots),
        cmocka_unit_test(test_definition), cmocka_unit_test(test_domains),
        cmocka_unit_test(test_published),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
