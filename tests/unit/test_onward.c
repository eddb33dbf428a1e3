/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "policy/onward.h"
#include "register.h"
#include "store/read.h"

#define AS_OF "2026-11-23"

/* "RECIPIENT END at=REF+STEPS reaches=REF against=REF" of each, one a line. */
struct told {
    struct store *store;
    struct buf text;
};

static void add_ref(struct told *t, const char *before, int64_t id)
{
    struct error err = ERROR_INIT;
    struct record r;

    if (!id)
        return;
    must(store_load_id(t->store, id, &r, &err), &err);
    buf_addf(&t->text, "%s%s", before, r.ref);
    record_release(&r);
}

static int tell(const struct onward *o, void *data, struct error *err)
{
    struct told *t = data;

    (void)err;
    add_ref(t, "", o->recipient);
    buf_addf(&t->text, " %s", onward_name(o->end));
    if (o->steps) {
        add_ref(t, " at=", o->at);
        buf_addf(&t->text, "+%zu", o->steps);
    }
    add_ref(t, " reaches=", o->reaches);
    add_ref(t, " against=", o->against);
    buf_addc(&t->text, '\n');
    return 0;
}

static void assert_chains(struct store *s, const char *expected)
{
    struct told t = { s, BUF_INIT };
    struct error err = ERROR_INIT;

    must(onward_each(s, AS_OF, tell, &t, &err), &err);
    assert_string_equal(t.text.s ? t.text.s : "", expected);
    buf_release(&t.text);
}

static struct store *parties(void)
{
    static const char *const refs[] = { "a", "b", "c", "us" };
    struct store *s = register_new();
    size_t i;

    for (i = 0; i < sizeof refs / sizeof *refs; i++)
        register_add(s, KIND_PARTY, refs[i], "name", "N", NULL);
    register_add(s, KIND_PARTY, "home", "name", "N", "party_kind",
                 "government-fled", NULL);
    register_add(s, KIND_ORGANISATION, "organisation", "party", "us", NULL);
    register_add(s, KIND_DATASET, "d", "title", "T", NULL);
    register_add(s, KIND_DATASET, "e", "title", "T", NULL);
    return s;
}

static void agree(struct store *s, const char *ref, const char *from,
                  const char *to, const char *onward, const char *dataset)
{
    register_add(s, KIND_AGREEMENT, ref, "title", "T", "status", "in-force",
                 "givers", from, "receivers", to, "onward", onward, "datasets",
                 dataset, NULL);
}

static void receive(struct store *s, const char *ref, const char *party,
                    const char *onward)
{
    register_add(s, KIND_RECIPIENT, ref, "words", "W", "party", party, "onward",
                 onward, NULL);
}

/* What the recipient and its agreement say; the one that allows more. */
static void test_first_step(void **state)
{
    static const struct {
        const char *own, *agreed, *end;
    } cases[] = {
        { "forbidden", "forbidden", "forbidden" },
        { "forbidden", "with-permission", "with-permission" },
        { "allowed", "forbidden", "allowed" },
        { "@unknown", "forbidden", "forbidden" },
        { "with-permission", "@unknown", "with-permission" },
        { "@unknown", "@unknown", "unknown" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct store *s = parties();
        char *expected = xasprintf("d/recipient/1 %s\n", cases[i].end);

        agree(s, "deal", "us", "a", cases[i].agreed, "d");
        register_add(s, KIND_RECIPIENT, "d/recipient/1", "words", "W", "party",
                     "a", "onward", cases[i].own, "agreement", "deal", NULL);
        assert_chains(s, expected);
        free(expected);
        register_free(s);
    }
}

/* Step by step, in a circle, too; the first of the worst is told. */
static void test_chain(void **state)
{
    struct store *s = parties();

    (void)state;
    receive(s, "d/recipient/a", "a", "with-permission");
    agree(s, "one", "a", "b,us", "with-permission", "d");
    agree(s, "two", "b", "a,c", "@unknown", "d,e");
    agree(s, "three", "c", "home,a,b", "@unknown", "d");
    assert_chains(s, "d/recipient/a unknown at=two+2 reaches=home\n");
    register_free(s);
}

/* Of another dataset, to ourselves, no longer in force, or held back. */
static void test_ends(void **state)
{
    struct store *s = parties();

    (void)state;
    receive(s, "d/recipient/a", "a", "with-permission");
    receive(s, "d/recipient/b", "b", "forbidden");
    register_add(s, KIND_RECIPIENT, "d/recipient/c", "words", "W", "party", "c",
                 "until", "2026-11-22", NULL);
    register_add(s, KIND_RECIPIENT, "d/recipient/us", "words", "W", "party",
                 "us", "category", "internal", NULL);
    agree(s, "other", "a", "home", "allowed", "e");
    agree(s, "ours", "a", "us", "allowed", "d");
    register_add(s, KIND_AGREEMENT, "past", "title", "T", "givers", "a",
                 "receivers", "home", "datasets", "d", "end", "2026-11-22",
                 NULL);
    agree(s, "held", "a", "c", "forbidden", "d");
    agree(s, "behind", "c", "home", "allowed", "d");
    assert_chains(s, "d/recipient/a with-permission\n"
                     "d/recipient/b forbidden\n");
    agree(s, "secret", "b", "c", "forbidden", "d");
    assert_chains(s, "d/recipient/a with-permission\n"
                     "d/recipient/b forbidden against=secret\n");
    register_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_step),
        cmocka_unit_test(test_chain),
        cmocka_unit_test(test_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
