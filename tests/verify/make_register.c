/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * Makes registers for agree.py, and asks the store what it thinks of them:
 *
 *   make_register make FILE              all that a history can hold; the
 *                                        same file each time
 *   make_register other FILE             another, small one
 *   make_register change FILE TITLE      more changes
 *   make_register checkpoint FILE
 *   make_register verify FILE [CHECKPOINT]       as `larder verify`
 *   make_register look FILE [REF...]     what a reader sees, then the verdict
 *
 * What it fills in follows from the table of kinds, so that new kinds and
 * fields are covered without a line here.
 */

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/random.h"
#include "model/vocabulary.h"
#include "store/change.h"
#include "store/history.h"
#include "store/image.h"
#include "store/list.h"
#include "store/read.h"

enum { TOP = 5, CHILDREN = 2, PASSES = 2 };
enum { START = 1795428000 }; /* 2026-11-23 10:00 UTC */

static struct error err = ERROR_INIT;
static int64_t now = START;

static void must(int rc, const char *what)
{
    if (rc >= 0)
        return;
    fprintf(stderr, "make_register: %s: %s\n", what, err.text);
    exit(2);
}

/* ---- what is put into fields -------------------------------------------- */

/* The ref of record n (from 1) of a kind, in dataset d if it is a child. */
static char *ref_of(enum kind kind, int n, int d)
{
    const struct kind_info *k =
        kind_info(kind == KIND_ANY ? KIND_DATASET : kind);
    char *slug = xstrdup(k->name), *ref, *at;

    for (at = slug; *at; at++)
        if (*at == '_')
            *at = '-';
    if (k->parent != KIND_NONE) {
        char *parent = ref_of(k->parent, d, d);

        ref = xasprintf("%s/%s/%d", parent, k->name, n);
        free(parent);
    } else if (kind == KIND_ORGANISATION) {
        ref = xstrdup("organisation");
    } else {
        ref = xasprintf("%s-%d", slug, n);
    }
    free(slug);
    return ref;
}

static int count_of(enum kind kind)
{
    if (kind == KIND_ANY)
        kind = KIND_DATASET;
    if (kind == KIND_ORGANISATION)
        return 1;
    return kind_info(kind)->parent == KIND_NONE ? TOP : CHILDREN;
}

/* A code or two of a vocabulary. */
static void add_codes(struct buf *out, const struct field_info *f, int seed,
                      bool several)
{
    const struct vocabulary *v = vocabulary_find(f->vocabulary);

    buf_adds(out, v->terms[(size_t)seed % v->count].code);
    if (several && v->count > 1)
        buf_addf(out, ",%s", v->terms[(size_t)(seed + 1) % v->count].code);
}

/* Names one record or two that are not the record itself. */
static void add_refs(struct buf *out, const struct field_info *f, int n, int d,
                     bool several)
{
    int most = count_of(f->target), i = n % most + 1;
    char *ref = ref_of(f->target, i, d);

    buf_adds(out, ref);
    free(ref);
    if (!several || most < 3)
        return;
    ref = ref_of(f->target, i % most + 1 == n ? i : i % most + 1, d);
    buf_addf(out, ",%s", ref);
    free(ref);
}

static const char *const texts[] = {
    "plain",       "\xc3\xa9t\xc3\xa9, \xe6\xb0\xb4 \xf0\x9f\x9a\x8c",
    "@@beginning", "it's \"quoted\" <&>",
    "-1",          "NULL",
};

/*
 * What only fits as it is: an own term needs a vocabulary and a place; a label
 * that people were given would have to stay as it is; what
 * leads to another record of the same kind goes to a lower number, never round
 * to where it began.
 */
static bool add_fixed(struct buf *out, enum field field, int n, int d)
{
    int lead = field == SOURCE_UPSTREAM ? d : n;

    if (field == OWN_TERM_VOCABULARY)
        buf_adds(out, "purposes");
    else if (field == OWN_TERM_CODE)
        buf_addf(out, "own-%d", n);
    else if (field == OWN_TERM_BROADER)
        buf_adds(out, "research");
    else if (field == LABEL_LABEL_STATE) /* what is issued never changes   */
        buf_adds(out, "draft");
    else if (field == SOURCE_UPSTREAM || field == PARTY_PART_OF ||
             field == AGREEMENT_REPLACES) {
        char *ref = ref_of(field_info(field)->target, lead - 1, lead - 1);

        buf_adds(out, lead > 1 ? ref : "@none");
        free(ref);
    }
    return out->len > 0;
}

static void add_value(struct buf *out, enum field field, int n, int d, int seed)
{
    const struct field_info *f = field_info(field);
    bool end = strstr(f->name, "until") || strcmp(f->name, "end") == 0 ||
               strstr(f->name, "closed") || strstr(f->name, "withdrawn");

    if (add_fixed(out, field, n, d))
        return;
    switch (f->type) {
    case TYPE_CODE:
    case TYPE_CODES:
        add_codes(out, f, seed, f->type == TYPE_CODES);
        break;
    case TYPE_REF:
    case TYPE_REFS:
        add_refs(out, f, n, d, f->type == TYPE_REFS);
        break;
    case TYPE_DATE:
        buf_addf(out, "20%d-0%d-11", end ? 30 : 20, 1 + seed % 9);
        break;
    case TYPE_DURATION:
        buf_addf(out, "P%dY6M", 1 + seed % 9);
        break;
    case TYPE_COUNT:
        buf_addf(out, "%d", seed % 3 * 123456789);
        break;
    case TYPE_RATIO:
        buf_addf(out, "%d.%d", seed % 12, seed % 10);
        break;
    case TYPE_YESNO:
        buf_adds(out, seed % 2 ? "yes" : "no");
        break;
    case TYPE_COUNTRY:
        buf_adds(out, seed % 2 ? "IE" : "KE");
        break;
    case TYPE_COUNTRIES:
        buf_adds(out, seed % 2 ? "IE,KE,BD" : "DE");
        break;
    case TYPE_LANGUAGE:
        buf_adds(out, "en");
        break;
    case TYPE_LANGUAGES:
        buf_adds(out, "sw,en,pt-BR");
        break;
    case TYPE_ZONE:
        buf_adds(out, "UTC");
        break;
    case TYPE_EMAIL:
        buf_addf(out, "office%d@example.org", seed);
        break;
    case TYPE_URL:
        buf_addf(out, "https://example.org/%d?a=b&c", seed);
        break;
    case TYPE_DIGEST:
        buf_addf(out, "%064x", (unsigned)seed);
        break;
    case TYPE_PROSE:
        buf_addf(out, "%s\n  second line %d", texts[seed % 6], seed);
        break;
    case TYPE_TEXT:
    case TYPE_COUNT_:
        buf_addf(out, "%s %d", texts[seed % 6], seed);
        break;
    }
}

/* The state of a field in this pass, if it may have it; else a value. */
static const char *token_for(enum field field, int seed)
{
    unsigned flags = field_info(field)->flags;

    switch (seed % 6) {
    case 0:
        return flags & FIELD_NOT ? "@none" : NULL;
    case 1:
        return flags & FIELD_NA ? "@na" : NULL;
    case 2:
        return flags & FIELD_UNK ? "@unknown" : NULL;
    case 3:
        return flags & FIELD_MUST ? NULL : "";
    default:
        return NULL;
    }
}

static void set(struct record *r, enum field field, const char *text)
{
    must(value_parse_text(record_value(r, field), field, text, &err), text);
}

static void fill_field(struct record *r, enum field field, int n, int d,
                       int seed)
{
    const char *token = token_for(field, seed);
    struct value *v = record_value(r, field);
    struct buf text = BUF_INIT;

    if (token) {
        set(r, field, token);
        return;
    }
    add_value(&text, field, n, d, seed);
    set(r, field, text.s);
    buf_release(&text);
    if (!(field_info(field)->flags & FIELD_WORDS) || v->state != STATE_VALUE)
        return;
    value_set_words(v, "sw", "maneno", NULL);
    value_set_words(v, "fr", texts[seed % 6], NULL);
    value_set_words(v, "en-x-child", seed % 2 ? "for a child\nof six" : NULL,
                    NULL);
}

/* ---- changes ------------------------------------------------------------ */

static void tick(void)
{
    now += 61;
    clock_fix(now);
}

static void begin(struct store *s, const char *operation)
{
    struct change_info info = { .operation = operation };

    tick();
    must(change_begin(s, &info, &err), operation);
}

static void save(struct store *s, struct record *r)
{
    tick();
    must(change_save(s, r->version ? "set" : "add", r, NULL, &err), r->ref);
}

static void load(struct store *s, const char *ref, struct record *r)
{
    must(store_load(s, ref, r, &err), ref);
}

/* A text that must be there is the ref. */
static void set_must(struct record *r, enum field field, int n, int d)
{
    enum field_type type = field_info(field)->type;
    struct buf text = BUF_INIT;

    if (add_fixed(&text, field, n, d))
        ;
    else if (type == TYPE_TEXT || type == TYPE_PROSE)
        buf_adds(&text, r->ref);
    else
        add_value(&text, field, n, d, n);
    set(r, field, text.s);
    buf_release(&text);
}

/* Adds a record with nothing but what it must have. */
static void add_bare(struct store *s, enum kind kind, int n, int d)
{
    const struct kind_info *k = kind_info(kind);
    char *ref = ref_of(kind, n, d);
    struct record r;
    size_t i;

    record_init(&r, kind, ref);
    for (i = 0; i < k->count; i++)
        if (field_info(k->first + i)->flags & FIELD_MUST)
            set_must(&r, (enum field)(k->first + i), n, d);
    save(s, &r);
    record_release(&r);
    free(ref);
}

static void fill(struct store *s, enum kind kind, int n, int d, int seed)
{
    const struct kind_info *k = kind_info(kind);
    char *ref = ref_of(kind, n, d);
    struct record r;
    size_t i;

    load(s, ref, &r);
    for (i = 0; i < k->count; i++)
        fill_field(&r, (enum field)(k->first + i), n, d, (int)i + seed);
    save(s, &r);
    record_release(&r);
    free(ref);
}

typedef void each_fn(struct store *s, enum kind kind, int n, int d, int seed);

static void add_one(struct store *s, enum kind kind, int n, int d, int seed)
{
    (void)seed;
    add_bare(s, kind, n, d);
}

/* Every record: those that stand by themselves, then children in d 1 and 2. */
static void for_all(struct store *s, each_fn *each, int seed)
{
    int k, n, d;

    for (d = 0; d <= 2; d++)
        for (k = 0; k < KIND_COUNT; k++)
            if ((kind_info((enum kind)k)->parent == KIND_NONE) == (d == 0))
                for (n = 1; n <= count_of((enum kind)k); n++)
                    each(s, (enum kind)k, n, d ? d : 1, seed + 7 * n + d);
}

static void rename_to(struct store *s, const char *ref, const char *new_ref)
{
    begin(s, "rename");
    must(change_rename(s, ref, new_ref, &err), new_ref);
    must(change_commit(s, &err), new_ref);
}

static void remove_it(struct store *s, const char *ref)
{
    begin(s, "remove");
    must(change_remove(s, ref, 0, &err), ref);
    must(change_commit(s, &err), ref);
}

static void step_back(struct store *s, bool redo)
{
    char uuid[UUID_TEXT];

    if (history_last(s, NULL, redo, uuid, NULL, &err) != 1)
        bug("nothing to undo");
    begin(s, redo ? "redo" : "undo");
    must(change_undo(s, uuid, &err), uuid);
    must(change_commit(s, &err), uuid);
}

static void redact(struct store *s, const char *ref, const char *field,
                   const char *reason)
{
    int64_t erased;

    tick();
    must(history_redact(s, ref, field, reason, &erased, &err), ref);
}

static void set_one(struct store *s, const char *ref, enum field field,
                    const char *text)
{
    struct record r;

    load(s, ref, &r);
    set(&r, field, text);
    save(s, &r);
    record_release(&r);
}

/* Two new records that name each other, in one change. */
static void add_pair(struct store *s)
{
    struct record a, b;

    record_init(&a, KIND_PARTY, "pair-a");
    record_init(&b, KIND_PARTY, "pair-b");
    set(&a, PARTY_NAME, "A");
    set(&a, PARTY_PART_OF, "pair-b");
    set(&b, PARTY_NAME, "B");
    set(&b, PARTY_REPRESENTATIVES, "pair-a");
    begin(s, "import");
    must(change_announce(s, KIND_PARTY, "pair-b", NULL, &err), "pair-b");
    must(change_put(s, &a, NULL, &err), "pair-a");
    must(change_put(s, &b, NULL, &err), "pair-b");
    must(change_commit(s, &err), "pair");
    record_release(&a);
    record_release(&b);
}

/* Names that records had before: taken, given back, taken again. */
static void rename_much(struct store *s)
{
    rename_to(s, "dataset-2", "second");
    rename_to(s, "notice-3", "notice-three");
    rename_to(s, "notice-three", "notice-3");
    rename_to(s, "notice-3", "notice-drei");
    rename_to(s, "second", "zweiter");
    step_back(s, false);
    step_back(s, true);
    step_back(s, false);
}

/* A dataset and its children that come, go, come back and go. */
static void remove_much(struct store *s)
{
    struct record r;

    record_init(&r, KIND_DATASET, "gone");
    set(&r, DATASET_TITLE, "Gone");
    save(s, &r);
    record_release(&r);
    record_init(&r, KIND_ELEMENT, "gone/element/1");
    set(&r, ELEMENT_WORDS, "Gone, too");
    save(s, &r);
    record_release(&r);
    remove_it(s, "gone");
    step_back(s, false);
    step_back(s, true);
    remove_it(s, "pair-a");
}

/* Bodies erased: of a field, of a record, of redactions themselves. */
static void redact_much(struct store *s)
{
    set_one(s, "dataset-1", DATASET_NOTES, "Xylophone rang");
    redact(s, "dataset-1", "notes", "names a person");
    set_one(s, "dataset-1", DATASET_SUMMARY, "A summary");
    redact(s, "dataset-1", "summary", "names two");
    redact(s, "dataset-1", "title", "a name in the title");
    redact(s, "party-2", NULL, "all of it");
    redact(s, "party-2", NULL, "again");
    redact(s, "gone", NULL, "removed, and redacted");
    redact(s, "notice-drei", NULL, "renamed, and redacted");
}

static void make(const char *path)
{
    struct store *s;
    int pass;

    random_fix(1);
    clock_fix(now);
    must(store_create(&s, path, "first steward", &err), path);
    for_all(s, add_one, 0);
    for (pass = 0; pass < PASSES; pass++)
        for_all(s, fill, 5 * pass);
    store_set_actor(s, "Am\xc3\xa9lie");
    add_pair(s);
    set_one(s, "pair-b", PARTY_REPRESENTATIVES, "@none");
    rename_much(s);
    remove_much(s);
    redact_much(s);
    store_close(s);
}

/* Another register, with next to nothing in it. */
static void other(const char *path)
{
    struct store *s;

    random_fix(2);
    clock_fix(now);
    must(store_create(&s, path, "other steward", &err), path);
    add_bare(s, KIND_PARTY, 1, 1);
    store_close(s);
}

static void change(const char *path, const char *title)
{
    struct store *s;

    must(store_open(&s, path, STORE_WRITE, "second steward", &err), path);
    set_one(s, "dataset-1", DATASET_TITLE, title);
    set_one(s, "dataset-1", DATASET_TITLE, "and so on");
    step_back(s, false);
    store_close(s);
}

/* ---- questions ---------------------------------------------------------- */

static int checkpoint(const char *path)
{
    struct buf text = BUF_INIT;
    struct store *s;

    must(store_open(&s, path, STORE_READ, NULL, &err), path);
    must(history_checkpoint(s, &text, &err), path);
    fputs(text.s, stdout);
    buf_release(&text);
    store_close(s);
    return 0;
}

/* The statuses of larder: 0 fine, 2 it could not be done, 3 not true. */
static int verdict(struct store *s, const char *since)
{
    struct history_verdict v;
    size_t i;
    int status;

    must(history_verify(s, since, &v, &err), "verify");
    for (i = 0; i < v.faults.n; i++)
        puts(v.faults.v[i]);
    status = v.faults.n ? 3 : 0;
    history_verdict_release(&v);
    return status;
}

static int verify(const char *path, const char *since)
{
    struct buf text = BUF_INIT;
    struct store *s;
    int status;

    if (since)
        must(file_read(&text, since, 4096, &err), since);
    must(store_open(&s, path, STORE_READ, NULL, &err), path);
    status = verdict(s, since ? text.s : NULL);
    store_close(s);
    buf_release(&text);
    return status;
}

static int print_record(const struct record *r, void *data, struct error *e)
{
    struct buf content = BUF_INIT;
    size_t i;

    (void)data;
    (void)e;
    printf("%s %s %lld ", r->ref, r->uid, (long long)r->version);
    image_add_content(&content, r);
    for (i = 0; i < content.len; i++)
        printf("%02x", (unsigned char)content.s[i]);
    putchar('\n');
    buf_release(&content);
    return 0;
}

static int print_row(const struct list_row *row, void *data, struct error *e)
{
    (void)data;
    (void)e;
    puts(row->ref);
    return 0;
}

/* What a reader sees: lists, records, and what other refs lead to. */
static int look(const char *path, char **refs)
{
    struct store *s;
    int status, k;

    must(store_open(&s, path, STORE_READ, NULL, &err), path);
    for (k = 0; k < KIND_COUNT; k++) {
        struct list_query q = { .kind = (enum kind)k, .sort = FIELD_COUNT };

        puts(kind_info(q.kind)->name);
        if (list_each(s, &q, print_row, NULL, &err) != 0 ||
            store_each(s, q.kind, print_record, NULL, &err) != 0)
            printf("unreadable: %s\n", err.text);
    }
    for (; *refs; refs++) {
        int64_t id = 0;
        int got = store_find(s, *refs, &id, &err);

        printf("%s: %d %lld\n", *refs, got, (long long)id);
    }
    puts("--");
    status = verdict(s, NULL);
    store_close(s);
    return status;
}

int main(int argc, char **argv)
{
    const char *command = argc > 2 ? argv[1] : "";

    setlocale(LC_CTYPE, "C.UTF-8");
    if (strcmp(command, "make") == 0)
        make(argv[2]);
    else if (strcmp(command, "other") == 0)
        other(argv[2]);
    else if (strcmp(command, "change") == 0 && argc > 3)
        change(argv[2], argv[3]);
    else if (strcmp(command, "checkpoint") == 0)
        return checkpoint(argv[2]);
    else if (strcmp(command, "verify") == 0)
        return verify(argv[2], argv[3]);
    else if (strcmp(command, "look") == 0)
        return look(argv[2], argv + 3);
    else
        return 2;
    return 0;
}
