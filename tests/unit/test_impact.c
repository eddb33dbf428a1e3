/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/buf.h"
#include "lines.h"
#include "policy/impact.h"

#define DAY "2026-11-23"
enum { LINES = 12, ROOM = 40 };

/* The dataset `a`, and what is made from it. */
static const char *const base[] = {
    "party city email=city@example.com",
    "party lab email=lab@example.com",
    "party shop",
    "notice n",
    "dataset a steward=city",
    "element a/element/1",
    "element a/element/2",
    "use a/use/1 elements=a/element/1",
    "use a/use/2 elements=a/element/2",
    "dataset b",
    "element b/element/1",
    "element b/element/2",
    "source b/source/1 source_kind=dataset|upstream=a|elements=b/element/1",
    NULL,
};

/* "WHAT REF", "<OVER" where there is one, "?" perhaps, "~" past. */
static void add_rows(struct buf *b, const struct impact *l)
{
    for (size_t i = 0; i < l->n; i++) {
        const struct impact_row *r = &l->v[i];

        buf_addf(b, "%s%s %s%s%s%s%s", i ? "; " : "", impact_info(r->what)->id,
                 r->ref, *r->over ? "<" : "", r->over, r->perhaps ? "?" : "",
                 r->past ? "~" : "");
    }
}

static struct store *make(const char *const *lines)
{
    const char *all[ROOM] = { NULL };
    size_t n = 0;

    for (size_t i = 0; base[i]; i++)
        all[n++] = base[i];
    for (size_t i = 0; i < LINES && lines[i]; i++)
        all[n++] = lines[i];
    return lines_register(all);
}

#define LAB(n) "recipient a/recipient/" n " party=lab|onward=forbidden|sale=no|"

static const struct {
    const char *ref;
    const char *lines[LINES];
    const char *rows;
} table[] = {
    /* --- a dataset, and what is done there ------------------------------- */
    { "a", { NULL }, "own a; derived b<b/source/1" },
    { "b", { NULL }, "own b" },
    { "a",
      { LAB("1") "category=processor", LAB("2") "category=joint-controller",
        LAB("3") "category=public", LAB("4") "category=company",
        LAB("5") "category=hosting-provider",
        LAB("6") "category=person-concerned", LAB("7") },
      "own a; processor a/recipient/1; joint a/recipient/2; public "
      "a/recipient/3; recipient a/recipient/4; processor a/recipient/5; "
      "recipient a/recipient/7; derived b<b/source/1" },

    /* --- a use, an element: who gets these data for that ------------------ */
    { "a/use/1",
      { LAB("1") "uses=a/use/1|elements=a/element/1",
        LAB("2") "uses=a/use/2|elements=a/element/1",
        LAB("3") "uses=a/use/1|elements=a/element/2" },
      "own a; recipient a/recipient/1; derived b<b/source/1?" },
    { "a/use/1",
      { LAB("1") "uses=a/use/1", LAB("2") "elements=a/element/1",
        LAB("3") "uses=@unknown|elements=@unknown", LAB("4") "uses=a/use/2" },
      "own a; recipient a/recipient/1?; recipient a/recipient/2?; recipient "
      "a/recipient/3?; derived b<b/source/1?" },
    { "a/element/2",
      { LAB("1") "elements=a/element/1", LAB("2") "elements=a/element/2",
        LAB("3") },
      "own a; recipient a/recipient/2; recipient a/recipient/3?; derived "
      "b<b/source/1?" },

    /* --- what people said ------------------------------------------------ */
    { "a/consent/1",
      { LAB("1") "uses=a/use/1|elements=a/element/2",
        LAB("2") "uses=a/use/2|elements=a/element/2",
        "consent a/consent/1 uses=a/use/1" },
      "own a; recipient a/recipient/1; derived b<b/source/1" },
    { "a/consent/1",
      { LAB("1") "uses=a/use/1|elements=a/element/2",
        "consent a/consent/1 uses=a/use/1|elements=a/element/1" },
      "own a; derived b<b/source/1?" },
    { "a/consent/1",
      { LAB("1") "uses=a/use/1", "consent a/consent/1" },
      "own a; recipient a/recipient/1; derived b<b/source/1" },
    { "n", { NULL }, "" },
    { "n",
      { LAB("1") "uses=a/use/1|elements=a/element/1",
        LAB("2") "uses=a/use/2|elements=a/element/2",
        "consent a/consent/1 notice=n|uses=a/use/1",
        "consent b/consent/1 notice=n" },
      "own a; recipient a/recipient/1; own b" },
    /* Two choices: one for all elements of a use, one for some. */
    { "n",
      { LAB("1") "uses=a/use/1|elements=a/element/1",
        LAB("2") "uses=a/use/2|elements=a/element/2",
        "consent a/consent/1 notice=n|uses=a/use/1|elements=a/element/1",
        "consent a/consent/2 notice=n|uses=a/use/2" },
      "own a; recipient a/recipient/1; recipient a/recipient/2; derived "
      "b<b/source/1" },

    /* --- a source -------------------------------------------------------- */
    { "a/source/1",
      { "source a/source/1 source_kind=person|elements=a/element/1",
        LAB("1") "elements=a/element/2", LAB("2") "elements=a/element/1" },
      "own a; recipient a/recipient/2; derived b<b/source/1?" },
    { "a/source/1",
      { "source a/source/1 source_kind=person",
        LAB("1") "elements=a/element/2" },
      "own a; recipient a/recipient/1; derived b<b/source/1" },

    /* --- a recipient, an agreement ---------------------------------------- */
    { "a/recipient/1", { LAB("1"), LAB("2") }, "recipient a/recipient/1" },
    { "g",
      { "agreement g at_end=delete", LAB("1") "agreement=g", LAB("2") },
      "delete a/recipient/1<g" },
    { "g",
      { "agreement g at_end=return", LAB("1") "agreement=g" },
      "return a/recipient/1<g" },
    { "g",
      { "agreement g at_end=return-or-delete", LAB("1") "agreement=g" },
      "delete-or-return a/recipient/1<g" },
    { "g",
      { "agreement g at_end=keep", LAB("1") "agreement=g" },
      "keeps a/recipient/1<g" },
    { "g",
      { "agreement g", LAB("1") "agreement=g|category=processor" },
      "processor a/recipient/1<g" },
    { "g",
      { "agreement g", "source a/source/1 source_kind=school|agreement=g" },
      "own a; derived b<b/source/1" },
    { "g", { "agreement g" }, "" },

    /* --- those to whom they pass it on ------------------------------------ */
    { "a/recipient/1",
      { "recipient a/recipient/1 party=lab|onward=allowed" },
      "recipient a/recipient/1; onward-any a/recipient/1<a/recipient/1" },
    { "a/recipient/1",
      { "recipient a/recipient/1 party=lab" },
      "recipient a/recipient/1; onward-any a/recipient/1<a/recipient/1?" },
    { "a/recipient/1",
      { "recipient a/recipient/1 party=lab|onward=with-permission" },
      "recipient a/recipient/1; onward-any a/recipient/1<a/recipient/1" },
    { "a/recipient/1",
      { "recipient a/recipient/1 party=lab|onward=forbidden|sale=yes" },
      "recipient a/recipient/1; onward-any a/recipient/1<a/recipient/1" },
    { "a/recipient/1",
      { LAB("1"), "agreement h givers=lab|receivers=shop, city|datasets=a",
        "agreement i givers=lab|receivers=shop|datasets=b",
        "agreement j givers=shop|receivers=lab|datasets=a" },
      "recipient a/recipient/1; onward h<a/recipient/1; onward "
      "h<a/recipient/1" },

    /* --- the past -------------------------------------------------------- */
    { "a/recipient/1",
      { LAB("1") "until=2026-11-22" },
      "recipient a/recipient/1~" },
    { "a/recipient/1",
      { LAB("1") "until=2026-11-23" },
      "recipient a/recipient/1" },
    { "a/recipient/1",
      { "recipient a/recipient/1 party=lab|onward=allowed|until=2026-11-22" },
      "recipient a/recipient/1~; onward-any a/recipient/1<a/recipient/1~" },
    { "a",
      { "share a/share/1 what_happened=given|happened_on=2026-01-01|party=shop",
        "share a/share/2 what_happened=received|happened_on=2026-01-01|"
        "party=shop",
        LAB("1"),
        "share a/share/3 what_happened=given|happened_on=2026-01-01|party=lab|"
        "recipient=a/recipient/1" },
      "own a; recipient a/recipient/1; recipient a/share/1~; derived "
      "b<b/source/1" },
    { "a/element/1",
      { "share a/share/1 what_happened=given|happened_on=2026-01-01|"
        "party=shop|elements=a/element/1",
        "share a/share/2 what_happened=given|happened_on=2026-01-01|"
        "party=shop|elements=a/element/2",
        "share a/share/3 what_happened=given|happened_on=2026-01-01|"
        "party=shop" },
      "own a; recipient a/share/1~; recipient a/share/3?~; derived "
      "b<b/source/1?" },

    /* --- over several datasets -------------------------------------------- */
    { "a",
      { "dataset c", "source c/source/1 source_kind=dataset|upstream=b",
        "recipient b/recipient/1 party=lab|onward=forbidden|sale=no|"
        "elements=b/element/1",
        "recipient b/recipient/2 party=shop|onward=forbidden|sale=no|"
        "elements=b/element/2",
        "recipient c/recipient/1 party=shop|onward=forbidden|sale=no" },
      "own a; derived b<b/source/1; recipient b/recipient/1<b/source/1; "
      "derived c<c/source/1; recipient c/recipient/1<c/source/1" },
    /* Over two ways, of different length, with different elements. */
    { "a",
      { "dataset c", "source c/source/1 source_kind=dataset|upstream=a",
        "source b/source/2 source_kind=dataset|upstream=c|"
        "elements=b/element/2",
        "recipient b/recipient/2 party=shop|onward=forbidden|sale=no|"
        "elements=b/element/2" },
      "own a; derived b<b/source/1; recipient b/recipient/2<b/source/1; "
      "derived c<c/source/1" },
    /* What may not hold them does where it comes over another way, too. */
    { "n",
      { "dataset c", "source c/source/1 source_kind=dataset|upstream=b",
        "consent a/consent/1 notice=n|elements=a/element/1",
        "consent b/consent/1 notice=n" },
      "own a; own b; derived c<c/source/1" },
};

static void read_into(struct impact *l, struct store *s, const char *ref)
{
    struct error err = ERROR_INIT;

    must(impact_read(l, s, ref, DAY, &err), &err);
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct impact l = IMPACT_INIT;
        struct buf b = BUF_INIT;
        struct store *s;

        s = make(table[i].lines);
        read_into(&l, s, table[i].ref);
        add_rows(&b, &l);
        if (strcmp(b.s, table[i].rows) != 0)
            fail_msg("number %zu:\n%s, not\n%s", i, b.s, table[i].rows);
        buf_release(&b);
        impact_release(&l);
        register_free(s);
    }
}

/* A dataset that is made from itself is reached once. */
static void test_circle(void **state)
{
    static const char *const lines[LINES] = {
        "dataset c",
        "source a/source/1 source_kind=dataset|upstream=c",
    };
    struct store *s = make(lines);
    struct impact l = IMPACT_INIT;
    struct buf b = BUF_INIT;

    (void)state;
    register_damage(s, "a/source/1", SOURCE_UPSTREAM, "b");
    read_into(&l, s, "a");
    add_rows(&b, &l);
    assert_string_equal(b.s, "own a; derived b<b/source/1");
    buf_clear(&b);
    impact_release(&l);
    read_into(&l, s, "b");
    add_rows(&b, &l);
    assert_string_equal(b.s, "own b; derived a<a/source/1");
    buf_release(&b);
    impact_release(&l);
    register_free(s);
}

/* Each way to reach somebody, from the party itself or the larger one. */
static void test_contacts(void **state)
{
    static const char *const lines[LINES] = {
        "party group name=Group|phone=1|address=Quay|email=g@example.com",
        "party house name=House|part_of=group|phone=2",
        "party desk name=Desk|part_of=house|email=d@example.com",
        "recipient a/recipient/1 party=desk|words=Ours|onward=forbidden|sale=no",
        "recipient a/recipient/2 words=Friends|onward=forbidden|sale=no",
    };
    struct store *s = make(lines);
    struct impact l = IMPACT_INIT;

    (void)state;
    read_into(&l, s, "a");
    assert_int_equal(l.n, 4);
    assert_string_equal(l.v[0].contact.email, "city@example.com");
    assert_string_equal(l.v[1].contact.party, "desk");
    assert_string_equal(l.v[1].contact.name, "Desk");
    assert_string_equal(l.v[1].contact.email, "d@example.com");
    assert_string_equal(l.v[1].contact.phone, "2");
    assert_string_equal(l.v[1].contact.address, "Quay");
    assert_string_equal(l.v[2].contact.name, "Friends");
    assert_string_equal(l.v[2].contact.party, "");
    assert_string_equal(l.v[2].contact.email, "");
    impact_release(&l);
    /* Parties that are parts of each other end. */
    register_damage(s, "group", PARTY_PART_OF, "desk");
    read_into(&l, s, "a/recipient/1");
    assert_int_equal(l.n, 1);
    assert_string_equal(l.v[0].contact.name, "Desk");
    impact_release(&l);
    register_free(s);
}

static void test_nothing_follows(void **state)
{
    static const char *const refs[] = { "city", "a/retention/1", "nobody" };
    static const char *const lines[LINES] = { "retention a/retention/1" };
    struct store *s = make(lines);

    (void)state;
    for (size_t i = 0; i < sizeof refs / sizeof *refs; i++) {
        struct impact l = IMPACT_INIT;
        struct error err = ERROR_INIT;

        assert_int_equal(impact_read(&l, s, refs[i], DAY, &err), -1);
        assert_non_null(strstr(err.text, refs[i]));
        assert_int_equal(l.n, 0);
        error_clear(&err);
    }
    register_free(s);
}

/* Each has its id, what must be done and the law behind it. */
static void test_infos(void **state)
{
    (void)state;
    for (int i = 0; i < IMPACT_WHAT_COUNT; i++) {
        const struct impact_info *info = impact_info((enum impact_what)i);

        assert_true(*info->id && *info->duty && *info->citation);
        for (int j = 0; j < i; j++)
            assert_string_not_equal(info->id,
                                    impact_info((enum impact_what)j)->id);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),     cmocka_unit_test(test_circle),
        cmocka_unit_test(test_contacts), cmocka_unit_test(test_nothing_follows),
        cmocka_unit_test(test_infos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
