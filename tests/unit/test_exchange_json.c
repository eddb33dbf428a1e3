/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The JSON export, and the screen through which imports are read. */

#include "exchange_records.h"

#include "exchange/json.h"
#include "exchange/screen.h"

static char *json_text(struct store *s)
{
    struct error err = ERROR_INIT;
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    assert_ok(json_export(s, out, &err), err);
    fclose(out);
    return text;
}

static void give(struct record *r, enum field field, const char *text)
{
    struct error err = ERROR_INIT;

    assert_ok(value_parse_text(record_value(r, field), field, text, &err), err);
}

static void record_is_an_object(void **state)
{
    static const char wanted[] =
        "{\"fields\": {\"children\": false, \"controller\": \"city\", "
        "\"how_many\": 120, \"licence\": {\"state\": \"na\"}, "
        "\"sold\": {\"state\": \"unknown\"}, \"stored_where\": [\"IE\"], "
        "\"subject_languages\": [\"en\", \"ga\"], \"title\": \"@ d\"}, "
        "\"kind\": \"dataset\", \"ref\": \"d\", \"uid\": \"\", "
        "\"words\": {\"title\": {\"ga\": {\"of\": \"0a\", "
        "\"text\": \"\xc3\xa9\"}}}}";
    struct record r;
    json_t *json;
    char *text;

    (void)state;
    record_init(&r, KIND_DATASET, "d");
    give(&r, DATASET_TITLE, "@@ d");
    value_set_words(record_value(&r, DATASET_TITLE), "ga", "\xc3\xa9", "0a");
    give(&r, DATASET_CONTROLLER, "city");
    give(&r, DATASET_CHILDREN, "no");
    give(&r, DATASET_HOW_MANY, "120");
    give(&r, DATASET_STORED_WHERE, "IE");
    give(&r, DATASET_SUBJECT_LANGUAGES, "ga, en");
    give(&r, DATASET_SOLD, "@unknown");
    give(&r, DATASET_LICENCE, "@na");
    json = json_record(&r);
    text = json_dumps(json, JSON_SORT_KEYS);
    assert_string_equal(text, wanted);
    free(text);
    json_decref(json);
    record_release(&r);
}

static void ratio_is_a_number(void **state)
{
    struct record r;
    json_t *json;
    char *text;

    (void)state;
    record_init(&r, KIND_NOTICE, "n");
    give(&r, NOTICE_READING_GRADE, "7.1");
    json = json_record(&r);
    text = json_dumps(
        json_object_get(json_object_get(json, "fields"), "reading_grade"),
        JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
    assert_string_equal(text, "7.1");
    free(text);
    json_decref(json);
    record_release(&r);
}

static void empty_register_is_valid(void **state)
{
    struct store *s = test_register("empty.larder");
    char *text = json_text(s);
    json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);

    (void)state;
    assert_int_equal(json_array_size(json_object_get(json, "records")), 0);
    json_decref(json);
    free(text);
    test_register_end(s);
}

static void generated_register_is_whole(void **state)
{
    struct store *s = test_register("json.larder");
    struct coverage seen = { 0 };
    char *text, *again;
    json_t *json, *list, *record;
    size_t i;

    (void)state;
    test_fill(s, 7, &seen);
    text = json_text(s);
    again = json_text(s);
    assert_string_equal(text, again);
    json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    list = json_object_get(json, "records");
    assert_int_equal(json_array_size(list), test_records());
    json_array_foreach(list, i, record)
        assert_true(json_is_object(json_object_get(record, "fields")));
    json_decref(json);
    free(text);
    free(again);
    test_register_end(s);
}

/* ---- the screen --------------------------------------------------------- */

/* Screens the text in pieces of this size: the line of an error, or 0. */
static long screened(const char *text, size_t piece)
{
    struct screen s;
    size_t len = strlen(text), at, n;

    screen_init(&s);
    for (at = 0; at < len; at += n) {
        n = len - at < piece ? len - at : piece;
        if (screen_bytes(&s, text + at, n, NULL) != 0)
            return s.line;
    }
    return 0;
}

static void screen_sees_the_same_in_pieces(void **state)
{
    static const struct {
        const char *text;
        long line;
    } texts[] = {
        { "<a b='<!DOCTYPE x>' c=\"'>\">x</a>\n", 0 },
        { "<!-- <!DOCTYPE x> --><a/>\n<!DOCTYPE x>", 2 },
        { "<a><![CDATA[<!DOCTYPE x> ]] > ]]></a>", 0 },
        { "<a><![CDATA[ ]]]><!ENTITY x></a>", 1 },
        { "<!-- a - -- b --->\n\n<!ELEMENT>", 3 },
        { "<?x <!DOCTYPE y> ?\?>\n<![INCLUDE[", 2 },
        { "<!-", 0 },
        { "<!-x", 1 },
        { "<!DOCTYPE", 1 },
        { "<a 1='' 2='' 3='' 4='' 5='' 6='' 7='' 8=''/>", 0 },
        { "<a 1='' 2='' 3='' 4='' 5='' 6='' 7='' 8='='/>", 0 },
        { "<a 1='' 2='' 3='' 4='' 5=''\n6='' 7='' 8='' 9=''/>", 2 },
        { "a = b = c = d = e = f = g = h = i = j = k", 0 },
        { "\n<a>\x1b</a>", 2 },
        { "\n\n<a>\x7f</a>", 0 },
        { "<?xml version='1.0' encoding=\"utf-8\"?><a/>", 0 },
        { "<?xml version='1.0' encoding=\"utf-16\"?><a/>", 1 },
        { "<a/><?xml encoding='utf-16'?>", 0 },
    };
    size_t i, piece;

    (void)state;
    for (i = 0; i < sizeof texts / sizeof *texts; i++)
        for (piece = 1; piece < 50; piece++)
            if (screened(texts[i].text, piece) != texts[i].line)
                fail_msg("'%s' in pieces of %zu: line %ld", texts[i].text,
                         piece, screened(texts[i].text, piece));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(record_is_an_object),
        cmocka_unit_test(ratio_is_a_number),
        cmocka_unit_test(empty_register_is_valid),
        cmocka_unit_test(generated_register_is_whole),
        cmocka_unit_test(screen_sees_the_same_in_pieces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
