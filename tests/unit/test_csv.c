/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* exchange/csv. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <jansson.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/strs.h"
#include "exchange/csv.h"

/* ---- texts -------------------------------------------------------------- */

static FILE *open_text(const char *text, size_t len)
{
    FILE *in = tmpfile();

    assert_non_null(in);
    assert_int_equal(fwrite(text, 1, len, in), len);
    rewind(in);
    return in;
}

/* All records: "[a][b]2[c][d]" is "a,b" and, on line 2, "c,d". */
static int read_all(struct buf *out, FILE *in, char delimiter,
                    struct error *err)
{
    struct csv c;
    int got;

    csv_init(&c, in, "test.csv", delimiter);
    while ((got = csv_next(&c, err)) > 0) {
        if (out->len || c.line > 1)
            buf_addf(out, "%ld", c.line);
        for (size_t i = 0; i < c.n; i++)
            buf_addf(out, "[%s]", csv_field(&c, i));
    }
    csv_release(&c);
    fclose(in);
    return got;
}

static const struct {
    const char *text;
    const char *records;
} rights[] = {
    { "", "" },
    { "\n\r\n\r", "" },
    { "a", "[a]" },
    { "a,b\n", "[a][b]" },
    { "a,b\nc,d", "[a][b]2[c][d]" },
    { "a,b\r\nc,d\r\n", "[a][b]2[c][d]" },
    { "a,b\rc,d\r", "[a][b]2[c][d]" },
    { "a,b\r\n\r\n\nc,d\n", "[a][b]4[c][d]" },
    { "\n\na,b", "3[a][b]" },
    { ",\n,", "[][]2[][]" },
    { "a,", "[a][]" },
    { "\"\"\n\"\"", "[]2[]" },
    { "\"a\",\"b\"", "[a][b]" },
    { "\"a,b\",c", "[a,b][c]" },
    { "\"a \"\"b\"\"\",\"\"\"\"", "[a \"b\"][\"]" },
    { "\"a\nb\",c\nd,e", "[a\nb][c]3[d][e]" },
    { "\"a\r\nb\",c\r\nd,e", "[a\r\nb][c]3[d][e]" },
    { "\"a\rb\",c\rd,e", "[a\rb][c]3[d][e]" },
    { "a \"b\",5\" disc", "[a \"b\"][5\" disc]" },
    { " a , b ", "[ a ][ b ]" },
    { "a,b\nc\nd,e,f", "[a][b]2[c]3[d][e][f]" },
    /* The mark of UTF-8. */
    { "\xef\xbb\xbf", "" },
    { "\xef\xbb\xbf"
      "a,b",
      "[a][b]" },
    { "\xef\xbb\xbf\"a,b\",c", "[a,b][c]" },
    { "a,\xef\xbb\xbf"
      "b",
      "[a][\xef\xbb\xbf"
      "b]" },
    { "\xef\xbb\xbf\xef\xbb\xbf"
      "a",
      "[\xef\xbb\xbf"
      "a]" },
    { "a\n\xef\xbb\xbf"
      "b",
      "[a]2[\xef\xbb\xbf"
      "b]" },
    /* The delimiter. */
    { "a;b;c\n1,5;2;3", "[a][b][c]2[1,5][2][3]" },
    { "a\tb\n1\t2", "[a][b]2[1][2]" },
    { "a|b", "[a][b]" },
    { "a, b;c", "[a, b][c]" },
    { "a,b,c;d", "[a][b][c;d]" },
    { "a (b, c, d);e", "[a (b, c, d)][e]" },
    { "a (b,c,d", "[a (b][c][d]" },
    { "\"a,b,c\";d", "[a,b,c][d]" },
    { "a b\nc,d", "[a b]2[c][d]" },
    { "a\tb, c, d\te", "[a][b, c, d][e]" },
    { "sep=;\na;b,c,d", "2[a][b,c,d]" },
    { "\xef\xbb\xbfsep=,\r\na;b;c,d", "2[a;b;c][d]" },
    { "sep=\n", "[sep=]" },
    { "a\nsep=;\n", "[a]2[sep=;]" },
};

static void right_texts_are_read(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof rights / sizeof *rights; i++) {
        struct error err = ERROR_INIT;
        struct buf got = BUF_INIT;
        FILE *in = open_text(rights[i].text, strlen(rights[i].text));

        if (read_all(&got, in, 0, &err) != 0)
            fail_msg("'%s': %s", rights[i].text, err.text);
        assert_string_equal(got.s, rights[i].records);
        buf_release(&got);
    }
}

static void the_delimiter_can_be_given(void **state)
{
    static const char *const text = "a,b;c|d\te\n";
    static const char *const records[] = { "[a][b;c|d\te]", "[a,b][c|d\te]",
                                           "[a,b;c][d\te]", "[a,b;c|d][e]" };
    size_t i;

    (void)state;
    for (i = 0; i < 4; i++) {
        struct error err = ERROR_INIT;
        struct buf got = BUF_INIT;

        assert_int_equal(
            read_all(&got, open_text(text, strlen(text)), ",;|\t"[i], &err), 0);
        assert_string_equal(got.s, records[i]);
        buf_release(&got);
    }
    {
        struct error err = ERROR_INIT;
        struct buf got = BUF_INIT;

        assert_int_equal(
            read_all(&got, open_text("sep=;\na;b,c\n", 12), ',', &err), 0);
        assert_string_equal(got.s, "2[a;b][c]");
        buf_release(&got);
    }
}

/* ---- what is refused ---------------------------------------------------- */

static const struct {
    const char *text;
    size_t len; /* 0: that of the text                                     */
    const char *error;
} wrongs[] = {
    { "a\0b", 3, "test.csv:1: there is a character NUL" },
    { "a,b\n1,\0", 7, "test.csv:2: there is a character NUL" },
    { "\xff\xfe"
      "a\0,\0",
      6, "iconv -f UTF-16" },
    { "id,name\n1,caf\xe9\n", 0, "test.csv:2: the byte 0xE9 is not UTF-8" },
    { "id\n\"a\n\nb\xe9\"\n", 0, "test.csv:4: the byte 0xE9" },
    { "a\xc3", 0, "iconv -f WINDOWS-1252" },
    { "a\xed\xa0\x80", 0, "test.csv:1: the byte 0xED" },
    { "a,b\n1,\"2\n3\n", 0, "test.csv:2: the quotation mark that is opened" },
    { "a,\n\"b\n\",\"c", 0, "test.csv:3: the quotation mark" },
    { "\"a\"b,c", 0, "test.csv:1: field 1 goes on" },
    { "a,b\n\"1\"\"\" ,2", 0, "test.csv:2: field 1 goes on" },
    { "a,b\n1,\"2\n3\"x", 0, "test.csv:3: field 2 goes on" },
    { "a,b,c;\"d\ne\",f", 0, "test.csv:1: it is not clear where field 3 ends" },
    { "a,b,c;\"d,\"e\n", 0, "test.csv:1: it is not clear where field 4 ends" },
};

static void wrong_texts_are_refused(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        size_t len = wrongs[i].len ? wrongs[i].len : strlen(wrongs[i].text);
        struct error err = ERROR_INIT;
        struct buf got = BUF_INIT;

        if (read_all(&got, open_text(wrongs[i].text, len), 0, &err) != -1)
            fail_msg("'%s' is not refused: %s", wrongs[i].text, got.s);
        if (!strstr(err.text, wrongs[i].error))
            fail_msg("'%s': %s", wrongs[i].text, err.text);
        error_clear(&err);
        buf_release(&got);
    }
}

/* The text is this many times the piece, and an end. */
static void check_limit(const char *start, const char *piece, size_t times,
                        const char *end, const char *error)
{
    struct buf text = BUF_INIT, got = BUF_INIT;
    struct error err = ERROR_INIT;
    int result;

    buf_adds(&text, start);
    for (size_t i = 0; i < times; i++)
        buf_adds(&text, piece);
    buf_adds(&text, end);
    result = read_all(&got, open_text(text.s, text.len), 0, &err);
    assert_int_equal(result, error ? -1 : 0);
    if (error && !strstr(err.text, error))
        fail_msg("not '%s': %s", error, err.text);
    error_clear(&err);
    buf_release(&text);
    buf_release(&got);
}

static void limits_hold(void **state)
{
    (void)state;
    check_limit("", "a", CSV_FIELD_MAX, "\nb", NULL);
    check_limit("c\n", "a", CSV_FIELD_MAX + 1, "\nb",
                "test.csv:2: field 1 has more than 500002 bytes");
    check_limit("\"", "\"\"", CSV_FIELD_MAX, "\"", NULL);
    check_limit("", ",", CSV_FIELDS_MAX - 1, "\n", NULL);
    check_limit("", ",", CSV_FIELDS_MAX, "\n",
                "test.csv:1: this line has more than 16384 fields");
    check_limit("a\n", "bcdefghi,,", CSV_RECORD_MAX / 10, "x",
                "test.csv:2: this line has more than 16000000 bytes");
    check_limit("a\nb,\"c", "defghijk\n,", CSV_RECORD_MAX / 10, "x",
                "test.csv:2: the quotation mark that is opened here");
}

/* ---- no byte too many --------------------------------------------------- */

static void nothing_behind_the_record_is_read(void **state)
{
    static const char *const ends[] = { "\n", "\r\n", "\r" };
    size_t i;

    (void)state;
    for (i = 0; i < 3; i++) {
        char *text = xasprintf("a,\"b\nc\"%sSECRET,1%s", ends[i], ends[i]);
        FILE *in = open_text(text, strlen(text));
        struct error err = ERROR_INIT;
        struct csv c;
        off_t at;

        fflush(in);
        lseek(fileno(in), 0, SEEK_SET);
        setvbuf(in, NULL, _IONBF, 0);
        csv_init(&c, in, "test.csv", 0);
        assert_int_equal(csv_next(&c, &err), 1);
        at = lseek(fileno(in), 0, SEEK_CUR);
        /* The LF of a CR LF is of the next record. */
        assert_int_equal(at, strlen("a,\"b\nc\"") + 1);
        assert_int_equal(csv_next(&c, &err), 1);
        assert_string_equal(csv_field(&c, 0), "SECRET");
        assert_int_equal(c.line, 3);
        csv_release(&c);
        fclose(in);
        free(text);
    }
}

static void an_error_of_reading_is_told(void **state)
{
    FILE *in = fopen(".", "r"); /* a folder opens, and cannot be read */
    struct error err = ERROR_INIT;
    struct csv c;

    (void)state;
    assert_non_null(in);
    csv_init(&c, in, "test.csv", 0);
    assert_int_equal(csv_next(&c, &err), -1);
    assert_non_null(strstr(err.text, "'test.csv' cannot be read: "));
    error_clear(&err);
    csv_release(&c);
    fclose(in);
}

/* ---- what is written comes back ----------------------------------------- */

static uint32_t seed = 20261123;

static size_t below(size_t n)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % n;
}

/* Characters that matter, of which records are made. */
static const char *const pieces[] = { "a",  "b",  "é",  "\"", ",", ";",
                                      "\t", "|",  "\n", "\r", " ", "\r\n",
                                      "(",  "\\", "'",  "語" };

static void random_field(struct buf *out)
{
    for (size_t n = below(6); n > 0; n--)
        buf_adds(out, pieces[below(sizeof pieces / sizeof *pieces)]);
}

/* In quotation marks, doubled inside. */
static void add_quoted(struct buf *out, const char *s)
{
    buf_addc(out, '"');
    for (; *s; s++)
        buf_addn(out, *s, *s == '"' ? 2 : 1);
    buf_addc(out, '"');
}

static void check_random_record(char delimiter)
{
    struct buf text = BUF_INIT, field = BUF_INIT;
    struct strs fields = STRS_INIT;
    struct error err = ERROR_INIT;
    size_t n = 1 + below(5);
    struct csv c;
    FILE *in;

    for (size_t i = 0; i < n; i++) {
        buf_clear(&field);
        random_field(&field);
        strs_add(&fields, field.s);
        if (i)
            buf_addc(&text, delimiter);
        if (!*field.s || strpbrk(field.s, "\",;\t|\r\n"))
            add_quoted(&text, field.s);
        else
            buf_adds(&text, field.s);
    }
    buf_adds(&text, below(2) ? "\n" : "\r\n");
    in = open_text(text.s, text.len);
    csv_init(&c, in, "test.csv", delimiter);
    assert_int_equal(csv_next(&c, &err), 1);
    assert_int_equal(c.n, n);
    for (size_t i = 0; i < n; i++)
        assert_string_equal(csv_field(&c, i), fields.v[i]);
    assert_int_equal(csv_next(&c, &err), 0);
    csv_release(&c);
    fclose(in);
    strs_release(&fields);
    buf_release(&text);
    buf_release(&field);
}

static void what_is_written_comes_back(void **state)
{
    (void)state;
    for (int i = 0; i < 2000; i++)
        check_random_record(",;\t|"[below(4)]);
}

/* Whatever it is: records, or an error with file and line. */
static void check_any(const char *text, size_t len)
{
    struct error err = ERROR_INIT;
    struct buf got = BUF_INIT;

    if (read_all(&got, open_text(text, len), 0, &err) != 0 &&
        strncmp(err.text, "test.csv:", 9) != 0)
        fail_msg("no line in: %s", err.text);
    error_clear(&err);
    buf_release(&got);
}

static void anything_is_read_or_refused(void **state)
{
    struct buf text = BUF_INIT;

    (void)state;
    for (int i = 0; i < 3000; i++) {
        buf_clear(&text);
        for (size_t n = below(40); n > 0; n--)
            random_field(&text);
        if (below(4) == 0)
            buf_addc(&text, (char)below(256));
        check_any(text.s, text.len);
    }
    buf_release(&text);
}

/* ---- files of others ---------------------------------------------------- */

/* Of these the JSON tells another phone number than the CSV. */
static const char *const different[] = { "location_coordinates" };

static bool is_different(const char *name)
{
    for (size_t i = 0; i < sizeof different / sizeof *different; i++)
        if (strcmp(different[i], name) == 0)
            return true;
    return false;
}

/* All rows as the list of objects that the JSON is. */
static json_t *rows_of(const char *path)
{
    struct strs heads = STRS_INIT;
    struct error err = ERROR_INIT;
    json_t *rows = json_array();
    FILE *in = fopen(path, "r");
    struct csv c;
    int got;

    assert_non_null(in);
    csv_init(&c, in, path, 0);
    while ((got = csv_next(&c, &err)) > 0) {
        json_t *row = json_object();

        for (size_t i = 0; i < c.n; i++)
            if (heads.n < c.n)
                strs_add(&heads, csv_field(&c, i));
            else
                json_object_set_new(row, heads.v[i],
                                    json_string(csv_field(&c, i)));
        if (json_object_size(row))
            json_array_append(rows, row);
        json_decref(row);
    }
    if (got < 0)
        fail_msg("%s", err.text);
    csv_release(&c);
    fclose(in);
    strs_release(&heads);
    return rows;
}

static void check_spectrum(const char *folder, const char *name)
{
    char *csv = xasprintf("%s/csvs/%s.csv", folder, name);
    char *json = xasprintf("%s/json/%s.json", folder, name);
    json_t *wanted = json_load_file(json, 0, NULL);
    json_t *got = rows_of(csv);

    assert_non_null(wanted);
    if (json_is_object(wanted)) {
        json_t *list = json_array();

        json_array_append_new(list, wanted);
        wanted = list;
    }
    if (is_different(name))
        assert_int_equal(json_array_size(got), json_array_size(wanted));
    else if (!json_equal(got, wanted))
        fail_msg("%s is not what its JSON is", csv);
    json_decref(got);
    json_decref(wanted);
    free(csv);
    free(json);
}

static void csv_spectrum(void **state)
{
    const char *shared = getenv("LARDER_SHARED");
    size_t n = 0;
    char *folder, *csvs;
    DIR *dir;

    (void)state;
    if (!shared)
        skip();
    folder = xasprintf("%s/hostile/csv-spectrum", shared);
    csvs = xasprintf("%s/csvs", folder);
    dir = opendir(csvs);
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir));) {
        char *dot = strrchr(e->d_name, '.');

        if (!dot || strcmp(dot, ".csv") != 0)
            continue;
        *dot = '\0';
        check_spectrum(folder, e->d_name);
        n++;
    }
    closedir(dir);
    free(csvs);
    free(folder);
    assert_int_equal(n, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_texts_are_read),
        cmocka_unit_test(the_delimiter_can_be_given),
        cmocka_unit_test(wrong_texts_are_refused),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(nothing_behind_the_record_is_read),
        cmocka_unit_test(an_error_of_reading_is_told),
        cmocka_unit_test(what_is_written_comes_back),
        cmocka_unit_test(anything_is_read_or_refused),
        cmocka_unit_test(csv_spectrum),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
