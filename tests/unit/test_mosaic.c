/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/strs.h"
#include "lines.h"
#include "model/vocabulary.h"
#include "policy/mosaic.h"
#include "store/read.h"

#define AS_OF "2026-11-23"

/* "DATASET PARTNER PARTY CATEGORIES" of each, one a line. */
struct told {
    struct store *store;
    struct buf text;
};

static void add_ref(struct told *t, int64_t id)
{
    struct error err = ERROR_INIT;
    struct record r;

    must(store_load_id(t->store, id, &r, &err), &err);
    buf_addf(&t->text, "%s ", r.ref);
    record_release(&r);
}

static int tell(const struct mosaic *m, void *data, struct error *err)
{
    struct told *t = data;

    (void)err;
    add_ref(t, m->dataset);
    add_ref(t, m->partner);
    add_ref(t, m->party);
    buf_addf(&t->text, "%s\n", m->categories);
    return 0;
}

static void assert_mosaics(struct store *s, const char *expected)
{
    struct told t = { s, BUF_INIT };
    struct error err = ERROR_INIT;

    must(mosaic_each(s, AS_OF, tell, &t, &err), &err);
    assert_string_equal(t.text.s ? t.text.s : "", expected);
    buf_release(&t.text);
}

/* A dataset whose elements tell these categories, parted by blanks. */
static void dataset(struct store *s, const char *ref, const char *categories)
{
    struct strs codes = STRS_INIT;
    size_t i;

    register_add(s, KIND_DATASET, ref, "title", "T", NULL);
    strs_split(&codes, categories, ' ');
    for (i = 0; i < codes.n; i++) {
        char *element = xasprintf("%s/element/%zu", ref, i + 1);

        register_add(s, KIND_ELEMENT, element, "words", "W", "category",
                     codes.v[i], "identifying_role", i ? "quasi" : "direct",
                     NULL);
        free(element);
    }
    strs_release(&codes);
}

static void give(struct store *s, const char *ref, const char *party,
                 const char *field, const char *value)
{
    char *recipient = xasprintf("%s/recipient/%s", ref, party);

    register_add(s, KIND_RECIPIENT, recipient, "words", "W", "party", party,
                 field, value, NULL);
    free(recipient);
}

static struct store *parties(void)
{
    struct store *s = register_new();

    register_add(s, KIND_PARTY, "uni", "name", "N", NULL);
    register_add(s, KIND_PARTY, "lab", "name", "N", "part_of", "uni", NULL);
    register_add(s, KIND_PARTY, "clinic", "name", "N", "part_of", "uni", NULL);
    register_add(s, KIND_PARTY, "firm", "name", "N", NULL);
    return s;
}

static void test_shared(void **state)
{
    struct store *s = parties();

    (void)state;
    dataset(s, "a", "postcode sex birth-date health");
    dataset(s, "b", "sex postcode birth-date");
    dataset(s, "c", "sex postcode meals");
    give(s, "a", "lab", "sale", "no");
    give(s, "b", "firm", "sale", "no");
    give(s, "c", "lab", "sale", "no");
    assert_mosaics(s, "");
    give(s, "b", "lab", "sale", "no");
    assert_mosaics(s, "a b lab postcode, birth-date, sex\n"
                      "b a lab postcode, birth-date, sex\n");
    register_free(s);
}

/* One tells the address, the other postcode and district, which is one. */
static void test_tree(void **state)
{
    struct store *s = parties();

    (void)state;
    dataset(s, "a", "address sex birth-date");
    dataset(s, "b", "postcode district sex birth-date");
    dataset(s, "c", "address postcode district sex");
    give(s, "a", "lab", "sale", "no");
    give(s, "b", "lab", "sale", "no");
    give(s, "c", "lab", "sale", "no");
    assert_mosaics(s, "a b lab address, birth-date, sex\n"
                      "b a lab postcode, district, birth-date, sex\n"
                      "c b lab postcode, district, sex\n");
    register_free(s);
}

/* Those who are part of one, whoever gets no more, and whoever is inside. */
static void test_parties(void **state)
{
    struct store *s = parties();

    (void)state;
    dataset(s, "a", "postcode sex birth-date");
    dataset(s, "b", "postcode sex birth-date");
    dataset(s, "c", "postcode sex birth-date");
    dataset(s, "d", "postcode sex birth-date");
    dataset(s, "e", "postcode sex birth-date");
    give(s, "a", "lab", "until", AS_OF);
    give(s, "b", "clinic", "until", "@none");
    give(s, "c", "lab", "until", "2026-11-22");
    give(s, "d", "lab", "category", "internal");
    give(s, "e", "firm", "sale", "no");
    assert_mosaics(s, "a b uni postcode, birth-date, sex\n"
                      "b a uni postcode, birth-date, sex\n");
    register_free(s);
}

/* Only what is given counts, and of data that are about persons. */
static void test_given(void **state)
{
    struct store *s = parties();

    (void)state;
    dataset(s, "a", "postcode sex birth-date");
    dataset(s, "b", "postcode sex birth-date");
    dataset(s, "c", "postcode sex birth-date");
    give(s, "a", "lab", "elements", "a/element/1,a/element/3");
    give(s, "b", "lab", "elements", "@unknown");
    give(s, "c", "lab", "elements", "c/element/1");
    assert_mosaics(s, "");
    give(s, "c", "uni", "elements", "c/element/2,c/element/3");
    assert_mosaics(s, "b c uni postcode, birth-date, sex\n"
                      "c b uni postcode, birth-date, sex\n");
    register_add(s, KIND_DATASET, "made", "title", "T", "nature", "synthetic",
                 NULL);
    register_free(s);
}

/* Each has one line, with the partner with which it has most in common; of
 * several, the first. */
static void test_worst(void **state)
{
    struct store *s = parties();

    (void)state;
    dataset(s, "a", "postcode sex birth-date");
    dataset(s, "b", "postcode sex birth-date meals");
    dataset(s, "c", "postcode sex birth-date meals");
    dataset(s, "d", "postcode sex birth-date");
    give(s, "a", "firm", "sale", "no");
    give(s, "b", "firm", "sale", "no");
    give(s, "b", "lab", "sale", "no");
    give(s, "c", "lab", "sale", "no");
    give(s, "d", "firm", "sale", "no");
    give(s, "d", "lab", "sale", "no");
    assert_mosaics(s, "a b firm postcode, birth-date, sex\n"
                      "b c lab postcode, birth-date, sex, meals\n"
                      "c b lab postcode, birth-date, sex, meals\n"
                      "d a firm postcode, birth-date, sex\n");
    register_free(s);
}

/* --- many ---------------------------------------------------------------- */

static void put_element(struct store *s, int dataset, int number,
                        const char *category)
{
    char *line = xasprintf("element d%04d/element/%d category=%s|"
                           "identifying_role=quasi",
                           dataset, number, category);

    lines_put(s, line);
    free(line);
}

static void put_dataset(struct store *s, int number, const char *party)
{
    char *line = xasprintf("dataset d%04d", number);

    lines_put(s, line);
    free(line);
    line = xasprintf("recipient d%04d/recipient/1 party=%s", number, party);
    lines_put(s, line);
    free(line);
}

/* Categories of which none is above another. */
static void leaves(struct strs *out)
{
    const struct vocabulary *v = vocabulary_find("categories");

    for (size_t i = 0; i < v->count; i++)
        if (i + 1 == v->count || v->terms[i + 1].broader != (long)i)
            strs_add(out, v->terms[i].code);
}

/* Two that tell little, among thousands that tell more and other things. */
static void test_many(void **state)
{
    enum { MANY = 2100, KINDS = 20 };
    struct change_info info = { .operation = "add" };
    struct store *s = parties();
    struct told t = { s, BUF_INIT };
    struct strs codes = STRS_INIT;
    struct error err = ERROR_INIT;
    int n = 0;

    (void)state;
    leaves(&codes);
    assert_true(codes.n > KINDS + 3);
    must(change_begin(s, &info, &err), &err);
    for (int a = 0; a < KINDS && n < MANY; a++)
        for (int b = a + 1; b < KINDS && n < MANY; b++)
            for (int c = b + 1; c < KINDS && n < MANY; c++)
                for (int d = c + 1; d < KINDS && n < MANY; d++, n++) {
                    put_dataset(s, n, "lab");
                    put_element(s, n, 1, codes.v[a]);
                    put_element(s, n, 2, codes.v[b]);
                    put_element(s, n, 3, codes.v[c]);
                    put_element(s, n, 4, codes.v[d]);
                }
    for (int i = 0; i < 2; i++) {
        put_dataset(s, n + i, i ? "clinic" : "lab");
        for (int k = 0; k < 3; k++)
            put_element(s, n + i, k + 1, codes.v[KINDS + k]);
    }
    must(change_commit(s, &err), &err);
    must(mosaic_each(s, AS_OF, tell, &t, &err), &err);
    if (!strstr(t.text.s, "\nd2100 d2101 uni ") ||
        !strstr(t.text.s, "\nd2101 d2100 uni "))
        fail_msg("the two are not found");
    buf_release(&t.text);
    strs_release(&codes);
    register_free(s);
}

struct partners {
    struct told told;
    size_t n;
};

/* The partner that is found for one is that of the whole. */
static int check_partner(const struct mosaic *m, void *data, struct error *err)
{
    struct partners *p = data;
    struct strs one = STRS_INIT, found = STRS_INIT;
    struct record r;

    must(store_load_id(p->told.store, m->dataset, &r, err), err);
    strs_add(&one, r.ref);
    record_release(&r);
    must(mosaic_partners(&found, p->told.store, AS_OF, &one, err), err);
    must(store_load_id(p->told.store, m->partner, &r, err), err);
    assert_int_equal(found.n, 1);
    assert_string_equal(found.v[0], r.ref);
    record_release(&r);
    strs_release(&one);
    strs_release(&found);
    p->n++;
    return 0;
}

static void test_partners(void **state)
{
    static const char *const names[] = { "lab", "clinic", "uni", "firm" };
    struct change_info info = { .operation = "add" };
    struct store *s = parties();
    struct partners p = { { s, BUF_INIT }, 0 };
    struct error err = ERROR_INIT;
    struct strs codes = STRS_INIT;
    unsigned seed = 7;

    (void)state;
    leaves(&codes);
    must(change_begin(s, &info, &err), &err);
    for (int i = 0; i < 60; i++) {
        put_dataset(s, i, names[i % 4]);
        for (int k = 0; k < 5; k++) {
            seed = seed * 1103515245 + 12345;
            put_element(s, i, k + 1, codes.v[seed / 65536 % 9]);
        }
    }
    must(change_commit(s, &err), &err);
    must(store_read_begin(s, &err), &err);
    must(mosaic_each(s, AS_OF, check_partner, &p, &err), &err);
    store_read_end(s);
    assert_true(p.n > 20);
    strs_release(&codes);
    register_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shared),   cmocka_unit_test(test_tree),
        cmocka_unit_test(test_parties),  cmocka_unit_test(test_given),
        cmocka_unit_test(test_worst),    cmocka_unit_test(test_many),
        cmocka_unit_test(test_partners),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
