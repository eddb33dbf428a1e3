/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Tables of one kind (exchange/table.h), there and back. */

#include "exchange_records.h"

#include <locale.h>

#include "exchange/table.h"
#include "model/check.h"

/* Each kind behind those that it names. */
static const enum kind order[] = {
    KIND_PARTY,    KIND_OWN_TERM,  KIND_COUNTRY_RULE, KIND_ORGANISATION,
    KIND_DATASET,  KIND_ELEMENT,   KIND_NOTICE,       KIND_AGREEMENT,
    KIND_ACTIVITY, KIND_SOURCE,    KIND_USE,          KIND_RECIPIENT,
    KIND_CONSENT,  KIND_RETENTION, KIND_MEASURE,      KIND_SHARE,
    KIND_SCAN,     KIND_INCIDENT,  KIND_REQUEST,      KIND_LABEL,
    KIND_ANSWER,   KIND_CLAIM,     KIND_WAIVER,
};
enum { KINDS = sizeof order / sizeof *order };

static char *table_of(struct store *s, enum kind kind)
{
    struct error err = ERROR_INIT;
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    assert_ok(table_export(s, kind, out, &err), err);
    fclose(out);
    return text;
}

/* What was said of the rows: "2 added city;3 refused ;". */
static void note(const struct outcome *o, void *data)
{
    struct buf *b = data;

    buf_addf(b, "%ld %s %s", o->line, import_outcome_name(o->what), o->ref);
    for (size_t i = 0; i < o->fields->n; i++)
        buf_addf(b, "%c%s", i ? ',' : ':', o->fields->v[i]);
    if (*o->why)
        buf_addf(b, " (%s)", o->why);
    buf_addc(b, ';');
}

static int import_with(struct store *s, enum kind kind, const char *text,
                       const struct csv_options *o, struct buf *said,
                       struct import_totals *totals, struct error *err)
{
    char *path = test_path("table.csv");
    const char *files[] = { path };
    FILE *f = fopen(path, "w");
    int failed;

    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    failed = table_import(s, kind, files, 1, o, said ? note : NULL, said,
                          totals, NULL, err);
    unlink(path);
    free(path);
    return failed;
}

static int import(struct store *s, enum kind kind, const char *text,
                  struct buf *said, struct import_totals *totals,
                  struct error *err)
{
    const struct csv_options o = { .operation = NULL };

    return import_with(s, kind, text, &o, said, totals, err);
}

/* ---- there and back ----------------------------------------------------- */

/* Every other text that has translations becomes another one; but what people
 * were given stays. */
static int make_stale(const struct record *from, void *data, struct error *err)
{
    struct records *l = data;
    struct record r;
    bool any = false;

    (void)err;
    if (from->kind == KIND_LABEL)
        return 0;
    record_copy(&r, from);
    for (size_t i = 0; i < kind_info(r.kind)->count; i++)
        if (r.values[i].words_n && i % 2) {
            value_set_text(&r.values[i], "Another text");
            any = true;
        }
    if (!any) {
        record_release(&r);
        return 0;
    }
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = r;
    return 0;
}

static void add_stale(struct store *s)
{
    struct error err = ERROR_INIT;

    for (int k = 0; k < KIND_COUNT; k++) {
        struct records l = RECORDS_INIT;

        assert_ok(store_each(s, (enum kind)k, make_stale, &l, &err), err);
        for (size_t i = 0; i < l.n; i++)
            assert_ok(change_save(s, "set", &l.v[i], NULL, &err), err);
        records_release(&l);
    }
}

static int is_there(const struct record *r, void *data, struct error *err)
{
    struct record other;

    assert_ok(store_load(data, r->ref, &other, err), *err);
    if (!record_same(r, &other))
        fail_msg("'%s' is not as it was", r->ref);
    record_release(&other);
    return 0;
}

static void round_trip(uint64_t seed, struct coverage *seen)
{
    struct store *a = test_register("a.larder");
    struct store *b = test_register("b.larder");
    struct error err = ERROR_INIT;
    int64_t n;

    test_fill(a, seed, seen);
    add_stale(a);
    for (size_t i = 0; i < KINDS; i++) {
        char *text = table_of(a, order[i]);
        struct import_totals first, again;

        /* Into an empty register: the same records. */
        assert_ok(import(b, order[i], text, NULL, &first, &err), err);
        assert_ok(store_count(a, order[i], &n, &err), err);
        assert_int_equal(first.n[IMPORT_ADDED], n);
        assert_ok(store_each(a, order[i], is_there, b, &err), err);
        /* Into its own: nothing changes. */
        assert_ok(import(a, order[i], text, NULL, &again, &err), err);
        assert_int_equal(again.n[IMPORT_SAME], n);
        free(text);
    }
    test_register_end(a);
    test_register_end(b);
}

static void all_kinds_come_back(void **state)
{
    struct coverage seen = { { { false } }, { false } };

    (void)state;
    assert_int_equal(KINDS, KIND_COUNT);
    for (uint64_t seed = 1; seed <= 12; seed++)
        round_trip(seed * 7919, &seen);
    for (int i = 0; i < FIELD_COUNT; i++)
        if (!seen.state[i][STATE_VALUE] ||
            (field_info((enum field)i)->flags & FIELD_WORDS && !seen.words[i]))
            fail_msg("%s is not covered", field_info((enum field)i)->name);
}

/* ---- rows --------------------------------------------------------------- */

static const struct {
    enum kind kind;
    const char *text;
    const char *said;  /* of the rows                                      */
    const char *error; /* in the error, or NULL: it is taken               */
} cases[] = {
    { KIND_PARTY, "ref,name,country\ncity,City of Harbour,IE\n",
      "2 added city;", NULL },
    { KIND_PARTY, "ref,name,country\ncity,City of Harbour,IE\n", "2 same city;",
      NULL },
    { KIND_PARTY, "ref,name,country,phone\ncity,,,@none\n",
      "2 changed city:phone;", NULL }, /* blank: as it is                  */
    { KIND_PARTY, "ref,phone\ncity,\"a\nb\"\ncity-2,x\n", "",
      "2 rows of 2 are refused" },
    { KIND_PARTY, "phone,ref,name\n-1,port,'=1+2\n", "2 added port;", NULL },
    /* Rows may name later ones, and each other. */
    { KIND_PARTY,
      "ref,name,part_of,representatives\nharbour,Harbour,office,\n"
      "office,Office,,harbour\n",
      "2 added harbour;3 added office;", NULL },
    { KIND_DATASET,
      "ref,title,controller,subjects\n"
      "bus,Phones near stops,city,\"student, child\"\n"
      ",,,\n"
      "mail,Letters,,@unknown\n",
      "", "1 row of 3 is refused" },
    { KIND_DATASET,
      "ref,title,controller,subjects\n"
      "bus,Phones near stops,city,\"student, child\"\n"
      "mail,Letters,,@unknown\n",
      "2 added bus;3 added mail;", NULL },
    /* Children: by ref, by the dataset's, by a column of its own. */
    { KIND_ELEMENT,
      "ref;words\nbus/element/mac;A code\nbus;The time\nbus;The stop\n",
      "2 added bus/element/mac;3 added bus/element/1;"
      "4 added bus/element/2;",
      NULL },
    { KIND_ELEMENT,
      "dataset,words,ref\nmail,The day,\nmail,The place,place\n"
      ",The road,bus/element/1\n",
      "2 added mail/element/1;3 added mail/element/place;"
      "4 changed bus/element/1:words;",
      NULL },
    { KIND_USE,
      "dataset,words,elements\nbus,To plan,\"bus/element/mac, "
      "bus/element/1\"\n",
      "2 added bus/use/1;", NULL },
    { KIND_USE, "dataset,words,elements\nbus,To plan,bus/element/x\n", "",
      "is refused" },
    { KIND_USE, "dataset,words,elements\nbus,To plan,mail/element/1\n", "",
      ":2: 'elements': 'mail/element/1' belongs to another" },
    /* A ref and a dataset that are of each other; a parent that is there. */
    { KIND_ELEMENT, "dataset,ref,words\nbus,bus/element/day,The day\n",
      "2 added bus/element/day;", NULL },
    { KIND_ELEMENT, "dataset,ref,words\nmail,bus/element/day,The day\n", "",
      "1 row of 1 is refused" },
    { KIND_ELEMENT,
      "ref,words\nno/element/x,X\nbus/element/day,\nno/element/y,"
      "Y\n",
      "", "2 rows of 3 are refused" },
    /* Languages. */
    { KIND_DATASET, "ref,title@fr,title\nbus,T\xc3\xa9l\xc3\xa9phones,Phones\n",
      "2 changed bus:title;", NULL },
    { KIND_DATASET, "ref,title\nbus,Mobile phones\n", "2 changed bus:title;",
      NULL },
    { KIND_DATASET,
      "ref,title,title@fr\nbus,Mobile phones,T\xc3\xa9l\xc3\xa9phones\n",
      "2 same bus;", NULL },
    { KIND_DATASET, "ref,harm@fr\nbus,Non\n", "", "is refused" },
    /* What is not understood. */
    { KIND_PARTY, "name\nX\n", "", "there is no column 'ref'" },
    { KIND_PARTY, "ref,nmae\nx,X\n", "",
      ":1: the kind party has no field 'nmae'" },
    { KIND_PARTY, "ref,name,name\nx,X,Y\n", "", "there are two columns" },
    { KIND_PARTY, "ref,name@xx1\nx,X\n", "", "'name@xx1': 'xx1' is not the" },
    { KIND_PARTY, "ref,phone@fr\nx,X\n", "", "holds no words in other" },
    { KIND_PARTY, "ref,name,\nx,X,y\n", "", "is refused" },
    { KIND_PARTY, "ref,name\nx,X,y\n", "", "is refused" },
    { KIND_PARTY, "ref,name,,\nx,X,,,\n", "2 added x;", NULL },
    { KIND_PARTY, "ref,name\nbus,X\n", "", "is refused" },
    { KIND_PARTY, "ref,name\nA b,X\n", "", "is refused" },
    { KIND_PARTY, "ref,name\ny,Y\ny,Z\n", "", "1 row of 2 is refused" },
    { KIND_PARTY, "ref,name\ny,\n", "", "is refused" },
    { KIND_PARTY, "ref,name\n,Y\n", "", "is refused" },
    { KIND_PARTY, "ref,name,country\ny,Y,@none\n", "", "is refused" },
    { KIND_PARTY, "", "", "is empty" },
    { KIND_PARTY, "ref,name\nx,\"X\n", "", ":2: the quotation mark" },
    { KIND_PARTY, "ref,name\n", "", NULL },
    { KIND_ORGANISATION, "time_zone\nEurope/Dublin\n", "2 added organisation;",
      NULL },
};

/* Only what was refused is told where nothing was stored. */
static void check_said(const char *said, const char *wanted, bool fine,
                       const char *text)
{
    if (fine ? strcmp(said, wanted) != 0
             : strstr(said, " added ") || strstr(said, " changed "))
        fail_msg("%s\nsays: %s", text, said);
}

static void rows_are_read(void **state)
{
    struct store *s = test_register("rows.larder");
    struct buf said = BUF_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error err = ERROR_INIT;
        int failed;

        buf_clear(&said);
        failed = import(s, cases[i].kind, cases[i].text, &said, NULL, &err);
        if (failed && !cases[i].error)
            fail_msg("%s\n%s\n%s", cases[i].text, err.text, said.s);
        if (cases[i].error && (!failed || !strstr(err.text, cases[i].error)))
            fail_msg("%s\nerror: %s", cases[i].text, failed ? err.text : "-");
        check_said(said.s, cases[i].said, !failed, cases[i].text);
        error_clear(&err);
    }
    buf_release(&said);
    test_register_end(s);
}

static void a_dry_run_tells_all_and_stores_nothing(void **state)
{
    const struct csv_options o = { .dry_run = true };
    struct store *s = test_register("dry.larder");
    struct error err = ERROR_INIT;
    struct buf said = BUF_INIT;
    int64_t n = -1;

    (void)state;
    assert_int_equal(import_with(s, KIND_PARTY,
                                 "ref,name,country\na,A,IE\nb,B,XX\nc,C,\n", &o,
                                 &said, NULL, &err),
                     -1);
    assert_non_null(strstr(said.s, "2 added a;3 refused b (country: 'XX' is"));
    assert_non_null(strstr(said.s, ";4 added c;"));
    error_clear(&err);
    assert_ok(
        import_with(s, KIND_PARTY, "ref,name\na,A\n", &o, NULL, NULL, &err),
        err);
    assert_ok(store_count(s, KIND_PARTY, &n, &err), err);
    assert_int_equal(n, 0);
    buf_release(&said);
    test_register_end(s);
}

/* A colleague's change is never overwritten by a table that is older. */
static void a_change_since_the_export_is_a_conflict(void **state)
{
    struct store *s = test_register("was.larder");
    struct error err = ERROR_INIT;
    struct record r;
    char *text, *name;

    (void)state;
    assert_ok(import(s, KIND_PARTY, "ref,name,phone\na,Ann's,1\nb,B,2\n", NULL,
                     NULL, &err),
              err);
    text = table_of(s, KIND_PARTY);
    assert_ok(store_load(s, "a", &r, &err), err);
    value_set_text(record_value(&r, PARTY_PHONE), "3");
    assert_ok(change_save(s, "set", &r, NULL, &err), err);
    record_release(&r);
    assert_int_equal(import(s, KIND_PARTY, text, NULL, NULL, &err), -1);
    assert_int_equal(err.code, ERROR_CONFLICT);
    error_clear(&err);
    /* The other record can be changed by it. */
    name = strstr(text, "\na,");
    memmove(name, strstr(text, "\nb,"), strlen(strstr(text, "\nb,")) + 1);
    name = strstr(text, "\nb,B");
    name[3] = 'C';
    assert_ok(import(s, KIND_PARTY, text, NULL, NULL, &err), err);
    assert_ok(store_load(s, "b", &r, &err), err);
    assert_string_equal(record_text(&r, PARTY_NAME), "C");
    record_release(&r);
    free(text);
    test_register_end(s);
}

static void unknown_columns_can_be_left_out(void **state)
{
    const struct csv_options o = { .ignore_unknown = true };
    struct store *s = test_register("unknown.larder");
    struct strs ignored = STRS_INIT;
    struct error err = ERROR_INIT;
    char *path = test_path("unknown.csv");
    const char *files[] = { path };
    FILE *f = fopen(path, "w");

    (void)state;
    fputs("ref,name,Colour,phone@fr\na,A,red,1\n", f);
    fclose(f);
    assert_ok(table_import(s, KIND_PARTY, files, 1, &o, NULL, NULL, NULL,
                           &ignored, &err),
              err);
    assert_int_equal(ignored.n, 2);
    assert_string_equal(ignored.v[0], "Colour");
    assert_string_equal(ignored.v[1], "phone@fr");
    strs_release(&ignored);
    unlink(path);
    free(path);
    test_register_end(s);
}

/* Longest texts, and as many refusals as are told. */
static void limits_hold(void **state)
{
    struct store *s = test_register("limits.larder");
    struct error err = ERROR_INIT;
    struct buf text = BUF_INIT;
    struct import_totals totals = { { 0 } };
    char *out;

    (void)state;
    buf_adds(&text, "ref,name,address\na,A,\"'@@");
    buf_addn(&text, 'x', CHECK_PROSE_MAX - 1);
    buf_adds(&text, "\"\n");
    assert_ok(import(s, KIND_PARTY, text.s, NULL, NULL, &err), err);
    out = table_of(s, KIND_PARTY);
    assert_ok(import(s, KIND_PARTY, out, NULL, &totals, &err), err);
    assert_int_equal(totals.n[IMPORT_SAME], 1);
    free(out);
    buf_clear(&text);
    buf_adds(&text, "ref,name\n");
    for (int i = 0; i < 2 * CSV_REFUSED_MAX; i++)
        buf_addf(&text, "A %d,x\n", i);
    assert_int_equal(import(s, KIND_PARTY, text.s, NULL, &totals, &err), -1);
    assert_int_equal(totals.n[IMPORT_REFUSED], CSV_REFUSED_MAX);
    error_clear(&err);
    buf_release(&text);
    test_register_end(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_kinds_come_back),
        cmocka_unit_test(rows_are_read),
        cmocka_unit_test(a_dry_run_tells_all_and_stores_nothing),
        cmocka_unit_test(a_change_since_the_export_is_a_conflict),
        cmocka_unit_test(unknown_columns_can_be_left_out),
        cmocka_unit_test(limits_hold),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
