/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_TESTS_EXCHANGE_RECORDS_H
#define LARDER_TESTS_EXCHANGE_RECORDS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "exchange/register_xml.h"
#include "model/record.h"
#include "model/ref.h"
#include "model/vocabulary.h"
#include "store/change.h"
#include "store/history.h"
#include "store/read.h"

/*
 * Registers for the tests of src/exchange: made from a seed, with every kind,
 * field, state and several languages.
 */

/* Fails the test with the words of an error. */
#define assert_ok(call, err)                                                   \
    do {                                                                       \
        if ((call) != 0)                                                       \
            fail_msg("%s: %s", #call, (err).text ? (err).text : "?");          \
    } while (0)

/* The path of a file in the test's own folder; free() it. */
static inline char *test_path(const char *name)
{
    const char *folder = getenv("TMPDIR");

    return xasprintf("%s/%d-%s", folder ? folder : "/tmp", (int)getpid(), name);
}

static inline void test_forget(const char *path)
{
    static const char *const ends[] = { "", "-wal", "-shm" };
    size_t i;

    for (i = 0; i < 3; i++) {
        char *name = xasprintf("%s%s", path, ends[i]);

        unlink(name);
        free(name);
    }
}

/* A new register, with nothing in it. */
static inline struct store *test_register(const char *name)
{
    struct error err = ERROR_INIT;
    char *path = test_path(name);
    struct store *s;

    test_forget(path);
    assert_ok(store_create(&s, path, "tester", &err), err);
    free(path);
    return s;
}

static inline void test_register_end(struct store *s)
{
    char *path = xstrdup(store_path(s));

    store_close(s);
    test_forget(path);
    free(path);
}

/* What it exports; free() it. */
static inline char *test_export(struct store *s)
{
    struct error err = ERROR_INIT;
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    assert_ok(register_export(s, out, &err), err);
    fclose(out);
    return text;
}

static inline int test_import(struct store *s, const char *text,
                              struct import_totals *totals, struct error *err)
{
    return register_import_memory(s, "test.xml", text, strlen(text), NULL, NULL,
                                  NULL, totals, err);
}

/* ---- chance ------------------------------------------------------------- */

static inline uint64_t chance_next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* A number below n. */
static inline size_t chance(uint64_t *seed, size_t n)
{
    return (size_t)(chance_next(seed) >> 11) % n;
}

#define CHANCE_OF(seed, list) list[chance(seed, sizeof list / sizeof *list)]

/* ---- values ------------------------------------------------------------- */

static inline void add_pieces(struct buf *b, uint64_t *seed, bool lines)
{
    static const char *const pieces[] = {
        "people",
        " ",
        "  ",
        "&",
        "<b>",
        "]]>",
        "\"",
        "'",
        "@",
        "@none",
        "-->",
        "&amp;",
        "caf\xc3\xa9",
        "cafe\xcc\x81",
        "\xe1\xbb\x87",
        "\xc2\xa0",
        "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7",
        "\xe6\x97\xa5\xe6\x9c\xac",
        "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
        "1",
        "a,b",
        "; ",
        "\xe2\x81\xa7x\xe2\x81\xa9",
        "\xe0\xa6\xac\xe0\xa6\xbe",
        "\\",
        "%s",
    };
    static const char *const breaks[] = { "\n", "\n\n", "\t", " \n ", "\n@na" };
    size_t n = 1 + chance(seed, lines ? 20 : 6);

    while (n--) {
        buf_adds(b, CHANCE_OF(seed, pieces));
        if (lines && chance(seed, 3) == 0)
            buf_adds(b, CHANCE_OF(seed, breaks));
    }
    buf_adds(b, "."); /* never blanks alone */
    if (chance(seed, 4) == 0)
        buf_addc(b, ' ');
}

static inline void add_code(struct buf *b, const struct field_info *f,
                            uint64_t *seed)
{
    const struct vocabulary *v = vocabulary_find(f->vocabulary);

    buf_adds(b, v->terms[chance(seed, v->count)].code);
}

/* Those that begin are before those that end. */
static inline void add_date(struct buf *b, const struct field_info *f,
                            uint64_t *seed)
{
    static const char *const begins[] = { "since", "start", "found_on",
                                          "received_on", "issued_on" };
    bool begin = false;
    size_t i;

    for (i = 0; i < sizeof begins / sizeof *begins; i++)
        begin = begin || strstr(f->name, begins[i]);
    buf_addf(b, "%d-%02d-%02d", (begin ? 1990 : 2021) + (int)chance(seed, 30),
             1 + (int)chance(seed, 12), 1 + (int)chance(seed, 28));
}

/* Adds a value of the type, as it could be given; not for refs. */
static inline void add_item(struct buf *b, const struct field_info *f,
                            uint64_t *seed)
{
    static const char *const durations[] = { "P1Y",         "P1Y6M", "P30D",
                                             "PT72H",       "P2W",   "P0D",
                                             "P3M2DT4H5M6S" };
    static const char *const countries[] = { "IE", "fr", "SO", "JP", "BR" };
    static const char *const ratios[] = { "0",         "7.5",    "0.25",
                                          "12.000001", "100000", "0.000001" };
    static const char *const languages[] = { "en", "fr",         "pt-BR",
                                             "sw", "en-x-child", "zh-Hant" };
    static const char *const urls[] = { "https://example.org/a?b=1&c=(d)",
                                        "mailto:dpo@example.org", "urn:x:y",
                                        "http://\xc3\xa9.example/" };
    int i;

    switch (f->type) {
    case TYPE_ZONE:
        buf_adds(b, chance(seed, 2) ? "Europe/Dublin" : "UTC");
        break;
    case TYPE_EMAIL:
        buf_addf(b, "office%zu@example.org", chance(seed, 99));
        break;
    case TYPE_CODE:
    case TYPE_CODES:
        add_code(b, f, seed);
        break;
    case TYPE_DATE:
        add_date(b, f, seed);
        break;
    case TYPE_DURATION:
        buf_adds(b, CHANCE_OF(seed, durations));
        break;
    case TYPE_COUNT:
        buf_addf(b, "%zu", chance(seed, 999999999));
        break;
    case TYPE_RATIO:
        buf_adds(b, CHANCE_OF(seed, ratios));
        break;
    case TYPE_YESNO:
        buf_adds(b, chance(seed, 2) ? "yes" : "no");
        break;
    case TYPE_COUNTRY:
    case TYPE_COUNTRIES:
        buf_adds(b, CHANCE_OF(seed, countries));
        break;
    case TYPE_LANGUAGE:
    case TYPE_LANGUAGES:
        buf_adds(b, CHANCE_OF(seed, languages));
        break;
    case TYPE_URL:
        buf_adds(b, CHANCE_OF(seed, urls));
        break;
    case TYPE_DIGEST:
        for (i = 0; i < 64; i++)
            buf_addc(b, "0123456789abcdef"[chance(seed, 16)]);
        break;
    default:
        add_pieces(b, seed, f->type == TYPE_PROSE);
    }
}

/* ---- records ------------------------------------------------------------ */

/* How many of each kind; of children: in each dataset. */
enum { TEST_EACH = 3 };

/* What the generated registers held, to know that it was all. */
struct coverage {
    bool state[FIELD_COUNT][STATE_UNKNOWN + 1];
    bool words[FIELD_COUNT];
};

/* How many records test_fill() makes. */
static inline size_t test_records(void)
{
    size_t k, n = 0;

    for (k = 0; k < KIND_COUNT; k++)
        if (k == KIND_ORGANISATION)
            n++;
        else if (kind_info((enum kind)k)->parent == KIND_NONE)
            n += TEST_EACH;
        else
            n += (size_t)TEST_EACH * TEST_EACH;
    return n;
}

/* The ref of number i of a kind (of dataset number d); of KIND_ANY, that of
 * some record that is there. */
static inline char *test_ref(enum kind kind, size_t d, size_t i)
{
    const struct kind_info *k;
    struct buf slug = BUF_INIT;

    if (kind == KIND_ANY)
        kind = (enum kind)((d * TEST_EACH + i) % KIND_COUNT);
    if (kind == KIND_ORGANISATION)
        return xstrdup("organisation");
    k = kind_info(kind);
    if (k->parent == KIND_NONE) {
        ref_from_words(&slug, k->name);
        buf_addf(&slug, "-%zu", i);
        return buf_detach(&slug);
    }
    return xasprintf("dataset-%zu/%s/%zu", d, k->name, i);
}

static inline void add_target(struct buf *b, const struct field_info *f,
                              size_t d, uint64_t *seed)
{
    char *ref =
        test_ref(f->target, f->flags & FIELD_OWN ? d : chance(seed, TEST_EACH),
                 chance(seed, TEST_EACH));

    buf_adds(b, ref);
    free(ref);
}

static inline void fill_words(struct value *v, enum field field, uint64_t *seed,
                              struct coverage *seen)
{
    static const char *const langs[] = { "fr", "sw", "ar", "en-x-child" };
    struct buf b = BUF_INIT;
    struct strs one = STRS_INIT;
    struct value parsed = VALUE_INIT;
    size_t n = chance(seed, 3);

    while (n--) {
        struct error err = ERROR_INIT;

        buf_clear(&b);
        strs_release(&one);
        add_pieces(&b, seed, field_info(field)->type == TYPE_PROSE);
        strs_take(&one, xasprintf("%s%s", *b.s == '@' ? "@" : "", b.s));
        assert_ok(value_parse(&parsed, field, &one, &err), err);
        value_set_words(v, CHANCE_OF(seed, langs), value_text(&parsed), NULL);
        seen->words[field] = true;
    }
    value_release(&parsed);
    strs_release(&one);
    buf_release(&b);
}

/* A field that leads to another record of the same kind, never round to where
 * it began (store/circle.h). */
static inline bool test_leads(enum field field)
{
    return field == SOURCE_UPSTREAM || field == PARTY_PART_OF ||
           field == AGREEMENT_REPLACES;
}

/* The number of the record from which it leads. */
static inline size_t test_number(const struct record *r)
{
    return (size_t)strtoul(strchr(r->ref, '-') + 1, NULL, 10);
}

/*
 * What only fits as it is: what leads goes to a lower number; an own term needs
 * a vocabulary and a place, which may be below one that comes later.
 */
static inline bool fill_fixed(struct record *r, enum field field,
                              uint64_t *seed)
{
    struct value *v;

    if (test_leads(field)) {
        char *ref = test_ref(field_info(field)->target, 0,
                             chance(seed, test_number(r)));

        value_set_text(record_value(r, field), ref);
        free(ref);
        return true;
    }
    if (field != OWN_TERM_VOCABULARY && field != OWN_TERM_CODE &&
        field != OWN_TERM_BROADER)
        return false;
    v = record_value(r, field);
    if (field == OWN_TERM_VOCABULARY)
        value_set_text(v, "purposes");
    else if (field == OWN_TERM_CODE)
        value_set_text(v, r->ref);
    else if (strcmp(r->ref, "own-term-2") != 0 && chance(seed, 2))
        value_set_text(v, "own-term-2");
    else
        value_set_text(v, "research");
    return true;
}

/* A value of one item, or of several. */
static inline void fill_value(struct record *r, enum field field, size_t d,
                              uint64_t *seed)
{
    const struct field_info *f = field_info(field);
    struct error err = ERROR_INIT;
    struct strs items = STRS_INIT;
    struct buf b = BUF_INIT;
    size_t n = field_repeats(field) ? 1 + chance(seed, 4) : 1;

    if (fill_fixed(r, field, seed))
        return;
    while (n--) {
        buf_clear(&b);
        do {
            buf_clear(&b);
            if (field_is_ref(field))
                add_target(&b, f, d, seed);
            else
                add_item(&b, f, seed);
        } while (field_is_ref(field) && strcmp(b.s, r->ref) == 0);
        strs_take(&items, xasprintf("%s%s", *b.s == '@' ? "@" : "", b.s));
    }
    assert_ok(value_parse(record_value(r, field), field, &items, &err), err);
    strs_release(&items);
    buf_release(&b);
}

static inline void fill_field(struct record *r, enum field field, size_t d,
                              uint64_t *seed, struct coverage *seen)
{
    static const unsigned flags[] = { [STATE_NONE] = FIELD_NOT,
                                      [STATE_NA] = FIELD_NA,
                                      [STATE_UNKNOWN] = FIELD_UNK };
    const struct field_info *f = field_info(field);
    enum state state = (enum state)chance(seed, STATE_UNKNOWN + 1);
    struct value *v = record_value(r, field);

    if (chance(seed, 3) == 0 || (f->flags & FIELD_MUST))
        state = STATE_VALUE;
    if (state > STATE_VALUE && !(f->flags & flags[state]))
        state = STATE_BLANK;
    if (state == STATE_VALUE && test_leads(field) && test_number(r) == 0)
        state = STATE_BLANK;
    if (state == STATE_VALUE) {
        fill_value(r, field, d, seed);
        if (f->flags & FIELD_WORDS)
            fill_words(v, field, seed, seen);
    } else {
        value_set_state(v, state);
    }
    seen->state[field][state] = true;
}

typedef void test_record_fn(struct store *s, enum kind kind, size_t d, size_t i,
                            uint64_t *seed, struct coverage *seen);

static inline void test_announce(struct store *s, enum kind kind, size_t d,
                                 size_t i, uint64_t *seed,
                                 struct coverage *seen)
{
    struct error err = ERROR_INIT;
    char *ref = test_ref(kind, d, i);

    (void)seed;
    (void)seen;
    assert_ok(change_announce(s, kind, ref, NULL, &err), err);
    free(ref);
}

static inline void test_put(struct store *s, enum kind kind, size_t d, size_t i,
                            uint64_t *seed, struct coverage *seen)
{
    const struct kind_info *k = kind_info(kind);
    struct error err = ERROR_INIT;
    char *ref = test_ref(kind, d, i);
    struct record r;
    size_t at;

    record_init(&r, kind, ref);
    for (at = 0; at < k->count; at++)
        fill_field(&r, (enum field)(k->first + at), d, seed, seen);
    assert_ok(change_put(s, &r, NULL, &err), err);
    record_release(&r);
    free(ref);
}

static inline void test_all(struct store *s, test_record_fn *each,
                            uint64_t *seed, struct coverage *seen)
{
    int kind;
    size_t d, i;

    for (kind = 0; kind < KIND_COUNT; kind++) {
        bool child = kind_info((enum kind)kind)->parent != KIND_NONE;
        size_t n = kind == KIND_ORGANISATION ? 1 : TEST_EACH;

        for (d = 0; d < (child ? TEST_EACH : 1); d++)
            for (i = 0; i < n; i++)
                each(s, (enum kind)kind, d, i, seed, seen);
    }
}

/* Fills a register from a seed, which must not be 0. */
static inline void test_fill(struct store *s, uint64_t seed,
                             struct coverage *seen)
{
    struct change_info info = { .operation = "test" };
    struct error err = ERROR_INIT;

    assert_ok(change_begin(s, &info, &err), err);
    test_all(s, test_announce, &seed, seen);
    test_all(s, test_put, &seed, seen);
    assert_ok(change_commit(s, &err), err);
}

#endif
