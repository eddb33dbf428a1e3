/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * Files that are wrong, by mistake or on purpose: each is refused, quickly,
 * with its line and what to do, and leaves the register as it was.
 */

#include "exchange_records.h"

#include <time.h>

#include "exchange/register_xsd.h"

#define DECLARATION "<?xml version='1.0' encoding='UTF-8'?>\n"
#define HEAD "<register xmlns='" REGISTER_NAMESPACE "' version='1.0'>\n"
#define TAIL "</register>\n"
#define UID "01935a3e-0000-7000-8000-00000000000"
#define DIGEST                                                                 \
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* What the register holds before. */
static const char base[] =
    HEAD "<party ref='city' uid='" UID "1'><name>City</name></party>\n"
         "<dataset ref='d' uid='" UID "2'><title>D</title></dataset>\n"
         "<dataset ref='e' uid='" UID "3'><title>E</title></dataset>\n"
         "<element ref='d/element/1'><words>W</words></element>\n" TAIL;

struct wrong {
    const char *name;
    const char *text;
    const char *error; /* must be in it                                    */
    size_t len;        /* 0: that of the text                              */
};

static const struct wrong wrongs[] = {
    { "billion laughs",
      DECLARATION "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>\n"
                  "<register>&b;</register>",
      "test.xml:2: a DOCTYPE", 0 },
    { "external entity",
      "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>" HEAD
      "<party ref='a'><name>&x;</name></party>" TAIL,
      "test.xml:1: a DOCTYPE", 0 },
    { "DOCTYPE", "\n\n<!DOCTYPE register>\n" HEAD TAIL, "test.xml:3: a DOCTYPE",
      0 },
    { "DOCTYPE behind the root", HEAD TAIL "<!DOCTYPE register>",
      "test.xml:3: a DOCTYPE", 0 },
    { "entity that nobody declared",
      HEAD "<party ref='a'><name>&x;</name></party>" TAIL,
      "test.xml:2: this is not well-formed", 0 },
    { "include",
      "<register xmlns='" REGISTER_NAMESPACE
      "' version='1.0' xmlns:xi='http://www.w3.org/2001/XInclude'>"
      "<xi:include href='/etc/passwd' parse='text'/></register>",
      "test.xml:1: the element 'include' is not one of a register", 0 },
    { "schema of its own",
      "<register xmlns='" REGISTER_NAMESPACE
      "' version='1.0' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
      "xsi:schemaLocation='a b'/>",
      "no attribute 'schemaLocation'", 0 },
    { "type of its own",
      "<register xmlns='" REGISTER_NAMESPACE
      "' version='1.0' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
      "<party ref='a' xsi:type='dataset-record'/></register>",
      "no attribute 'type'", 0 },
    { "empty file", "", "not well-formed", 0 },
    { "no XML", "ref,name\na,b\n", "test.xml:1: this is not well-formed", 0 },
    { "truncated", HEAD "<party ref='a'>\n<name>A</name>\n",
      "test.xml:4: this is not well-formed", 0 },
    { "truncated in a character", HEAD "<party ref='a'><name>\xc3",
      "test.xml:2: the byte 0xC3 is not UTF-8", 0 },
    { "not UTF-8", HEAD "\n<party ref='a'><name>caf\xe9</name></party>" TAIL,
      "test.xml:3: the byte 0xE9 is not UTF-8", 0 },
    { "UTF-16", "\xff\xfe<\0r\0/\0>\0", "test.xml:1: the byte 0xFF", 10 },
    { "UTF-16 without a mark", "<\0r\0/\0>\0", "U+0000", 8 },
    { "EBCDIC", "\x4c\x6f\xa7\x94\x93\x6e", "is not UTF-8", 0 },
    { "NUL", HEAD "<party ref='a'/>\0" TAIL, "test.xml:2: the character U+0000",
      sizeof(HEAD "<party ref='a'/>\0" TAIL) - 1 },
    { "other encoding", "<?xml version='1.0' encoding='ISO-8859-1'?>" HEAD TAIL,
      "encoding is said to be 'ISO-8859-1'", 0 },
    { "encoding that hides tags",
      "<?xml version='1.0' encoding='UTF-7'?>" HEAD TAIL, "'UTF-7'", 0 },
    { "noncharacter as a reference",
      HEAD "<party ref='a'><name>&#xFFFE;</name></party>" TAIL,
      "not well-formed", 0 },
    { "DEL as a reference",
      HEAD "<party ref='a'><name>a&#127;</name></party>" TAIL, "U+007F", 0 },
    { "other root", "<html/>", "'html' is not one of a register", 0 },
    { "root of the name", "<party xmlns='" REGISTER_NAMESPACE "'/>",
      "'party' and not a register", 0 },
    { "no version", "<register xmlns='" REGISTER_NAMESPACE "'/>",
      "version='1.0'", 0 },
    { "newer version",
      "<register xmlns='" REGISTER_NAMESPACE "' version='2.0'/>",
      "has version '2.0'", 0 },
    { "unknown kind", HEAD "<datset ref='a'/>" TAIL,
      "test.xml:2: there is no kind 'datset'; did you mean 'dataset'?", 0 },
    { "unknown field", HEAD "<party ref='a'>\n<nam>A</nam></party>" TAIL,
      "test.xml:3: party 'a': the kind party has no field 'nam'; did you mean "
      "'name'?",
      0 },
    { "wrong order",
      HEAD
      "<party ref='a'>\n<country>IE</country>\n<name>A</name></party>" TAIL,
      "test.xml:4: party 'a': 'name' must stand before 'country'", 0 },
    { "twice",
      HEAD "<party ref='a'><name>A</name>\n<name>B</name></party>" TAIL,
      "test.xml:3: party 'a': 'name' holds one value only", 0 },
    { "element in a field",
      HEAD "<party ref='a'><name><b>A</b></name></party>" TAIL,
      "the element 'b' stands in the field 'name'", 0 },
    { "text outside", HEAD "text" TAIL, "test.xml:2: there is text", 0 },
    { "text in a record", HEAD "<party ref='a'>text</party>" TAIL,
      "there is text", 0 },
    { "no ref", HEAD "<party><name>A</name></party>" TAIL,
      "'party' has no attribute 'ref'", 0 },
    { "ref that is none", HEAD "<party ref='A b'/>" TAIL, "such as 'a-b'", 0 },
    { "uid that is none", HEAD "<party ref='a' uid='1'/>" TAIL,
      "'1' is not a uid", 0 },
    { "was that is none", HEAD "<party ref='a' was='1'/>" TAIL, "SHA-256", 0 },
    { "attribute of another", HEAD "<party ref='a' lang='en'/>" TAIL,
      "no attribute 'lang'", 0 },
    { "language where there is none",
      HEAD "<party ref='a'><name>A</name><phone xml:lang='fr'>1</phone>"
           "</party>" TAIL,
      "'phone' cannot hold words of another language", 0 },
    { "words without the original",
      HEAD "<party ref='a'><name xml:lang='fr'>A</name></party>" TAIL,
      "'name' in 'fr' stand without the original", 0 },
    { "words of a stated none",
      HEAD "<party ref='a'><name>A</name><contact_desk>@none</contact_desk>"
           "<contact_desk xml:lang='fr'>B</contact_desk></party>" TAIL,
      "stand without the original", 0 },
    { "words twice",
      HEAD "<party ref='a'><name>A</name><name xml:lang='fr'>B</name>"
           "<name xml:lang='FR'>C</name></party>" TAIL,
      "are there twice", 0 },
    { "words that are a state",
      HEAD "<party ref='a'><name>A</name><name xml:lang='fr'>@none</name>"
           "</party>" TAIL,
      "'name'", 0 },
    { "words in no language",
      HEAD "<party ref='a'><name>A</name><name xml:lang='xx-'>B</name>"
           "</party>" TAIL,
      "test.xml:2: party 'a'", 0 },
    { "token that is none",
      HEAD "<party ref='a'><name>@nobody</name></party>" TAIL,
      "'@@nobody' for a text", 0 },
    { "state that may not be",
      HEAD
      "<party ref='a'><name>A</name>\n<country>@none</country></party>" TAIL,
      "test.xml:3: party 'a': 'country' cannot be '@none'", 0 },
    { "state and value",
      HEAD "<dataset ref='a'><title>A</title><subjects>@unknown</subjects>"
           "<subjects>@unknown</subjects></dataset>" TAIL,
      "'@unknown'", 0 },
    { "day that is none",
      HEAD "<notice ref='a'><title>A</title>\n<since>2026-02-30</since>"
           "</notice>" TAIL,
      "test.xml:3: notice 'a': '2026-02-30' is not a day", 0 },
    { "code that is none",
      HEAD "<party ref='a'><name>A</name>\n<party_kind>companyy</party_kind>"
           "</party>" TAIL,
      "test.xml:3: party 'a': 'companyy' is not a code", 0 },
    { "empty value",
      HEAD "<notice ref='a'><title>A</title><since/></notice>" TAIL,
      "'since' is empty", 0 },
    { "nothing that must be", HEAD "\n<party ref='a'/>" TAIL,
      "test.xml:3: party 'a': 'name' is missing", 0 },
    { "end before the beginning",
      HEAD "<notice ref='a'><title>A</title><since>2026-01-02</since>\n"
           "<until>2026-01-01</until></notice>" TAIL,
      "test.xml:3: notice 'a': 'until'", 0 },
    { "same ref twice",
      HEAD "<party ref='a'><name>A</name></party>\n"
           "<party ref='a'><name>A</name></party>" TAIL,
      "test.xml:3: party 'a': this record is there twice: 'a' in test.xml, "
      "line 2",
      0 },
    { "same uid twice",
      HEAD "<party ref='a' uid='" UID "9'><name>A</name></party>\n"
           "<party ref='b' uid='" UID "9'><name>B</name></party>" TAIL,
      "test.xml:3: party 'b': this record is there twice: 'a'", 0 },
    { "known record twice",
      HEAD "<party ref='city'><name>City</name></party>\n"
           "<party ref='city'><name>City</name></party>" TAIL,
      "test.xml:3: party 'city': this record is there twice", 0 },
    { "known record twice, by uid and ref",
      HEAD "<dataset ref='d' uid='" UID "2'><title>D</title></dataset>\n"
           "<dataset ref='d'><title>D</title></dataset>" TAIL,
      "test.xml:3: dataset 'd': this record is there twice", 0 },
    { "dangling ref",
      HEAD "<dataset ref='a'><title>A</title>\n<controller>nobody</controller>"
           "</dataset>" TAIL,
      "test.xml:3: dataset 'a'", 0 },
    { "ref of another kind",
      HEAD "<dataset ref='a'><title>A</title><controller>d</controller>"
           "</dataset>" TAIL,
      "is a record of the kind dataset; name one of the kind party", 0 },
    { "element of another dataset",
      HEAD "<use ref='e/use/1'><words>U</words>"
           "<elements>d/element/1</elements></use>" TAIL,
      "belongs to another dataset", 0 },
    { "child without a parent",
      HEAD "<use ref='x/use/1'><words>U</words></use>" TAIL,
      "test.xml:2: use 'x/use/1'", 0 },
    { "uid of another kind",
      HEAD "<notice ref='a' uid='" UID "1'><title>A</title></notice>" TAIL,
      "test.xml:2: notice 'a'", 0 },
    { "not as it was",
      HEAD "<party ref='city' uid='" UID "1' was='" DIGEST
           "'><name>Town</name></party>" TAIL,
      "test.xml:2: party 'city': the register's record was changed since", 0 },
    { "other content, and no was",
      HEAD "<party ref='city'><name>Town</name></party>" TAIL,
      "begin with an export", 0 },
    { "right, then wrong",
      HEAD
      "<party ref='a'><name>A</name></party>\n"
      "<party ref='b'><name>B</name></party>\n"
      "<party ref='c'><name>C</name><part_of>nobody</part_of></party>" TAIL,
      "test.xml:4: party 'c'", 0 },
};

struct before {
    struct store *store;
    char *export;
    struct history_head head;
};

static struct before begin(void)
{
    struct before b = { test_register("hostile.larder"), NULL, { 0 } };
    struct error err = ERROR_INIT;

    assert_ok(test_import(b.store, base, NULL, &err), err);
    b.export = test_export(b.store);
    assert_ok(history_head(b.store, &b.head, &err), err);
    return b;
}

static void end(struct before *b)
{
    free(b->export);
    test_register_end(b->store);
}

/*
 * The import is refused for that reason, and nothing is otherwise after.
 * Returns the milliseconds of work that it took.
 */
static long assert_refused(struct before *b, const char *name, const char *text,
                           size_t len, const char *words)
{
    struct error err = ERROR_INIT;
    struct history_head head;
    clock_t start = clock(), took;
    char *after;

    if (register_import_memory(b->store, "test.xml", text, len, NULL, NULL,
                               NULL, NULL, &err) != -1)
        fail_msg("%s: not refused", name);
    took = clock() - start;
    if (!strstr(err.text, words))
        fail_msg("%s: '%s' is not in: %s", name, words, err.text);
    if (strncmp(err.text, "test.xml:", 9) != 0)
        fail_msg("%s: no place in: %s", name, err.text);
    after = test_export(b->store);
    assert_string_equal(b->export, after);
    free(after);
    error_clear(&err);
    assert_ok(history_head(b->store, &head, &err), err);
    assert_int_equal(head.size, b->head.size);
    return (long)(took * 1000 / CLOCKS_PER_SEC);
}

static void wrong_files_are_refused(void **state)
{
    struct before b = begin();
    size_t i;

    (void)state;
    for (i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        const struct wrong *w = &wrongs[i];

        assert_refused(&b, w->name, w->text, w->len ? w->len : strlen(w->text),
                       w->error);
    }
    end(&b);
}

static void conflicts_are_conflicts(void **state)
{
    static const char text[] =
        HEAD "<party ref='city'><name>Town</name></party>" TAIL;
    struct before b = begin();
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(test_import(b.store, text, NULL, &err), -1);
    assert_int_equal(err.code, ERROR_CONFLICT);
    error_clear(&err);
    end(&b);
}

/* ---- what costs time or memory ------------------------------------------ */

static void add_times(struct buf *b, const char *s, size_t times)
{
    while (times--)
        buf_adds(b, s);
}

static void many_attributes(struct buf *b)
{
    size_t i;

    buf_adds(b, HEAD "<party ref='a'");
    for (i = 0; i < 200000; i++)
        buf_addf(b, " a%zu=''", i);
    buf_adds(b, "/>" TAIL);
}

static void many_namespaces(struct buf *b)
{
    size_t i;

    buf_adds(b, HEAD "<party ref='a'");
    for (i = 0; i < 200000; i++)
        buf_addf(b, " xmlns:a%zu='u'", i);
    buf_adds(b, "/>" TAIL);
}

static void long_attribute(struct buf *b)
{
    buf_adds(b, HEAD "<party ref='");
    buf_addn(b, 'a', 20000000);
    buf_adds(b, "'/>" TAIL);
}

static void long_name(struct buf *b)
{
    buf_adds(b, HEAD "<");
    buf_addn(b, 'a', 20000000);
    buf_adds(b, "/>" TAIL);
}

static void long_comment(struct buf *b)
{
    buf_adds(b, HEAD "<!--");
    buf_addn(b, '>', 20000000);
    buf_adds(b, "-->" TAIL);
}

static void long_instruction(struct buf *b)
{
    buf_adds(b, "<?");
    buf_addn(b, 'x', 20000000);
    buf_adds(b, "?>" HEAD TAIL);
}

static void long_declaration(struct buf *b)
{
    buf_adds(b, "<?xml version='1.0' ");
    buf_addn(b, ' ', 500);
    buf_adds(b, "encoding='UTF-7'?>" HEAD TAIL);
}

static void long_text(struct buf *b)
{
    buf_adds(b, HEAD "<party ref='a'><name>");
    buf_addn(b, 'a', 20000000);
    buf_adds(b, "</name></party>" TAIL);
}

static void long_cdata(struct buf *b)
{
    buf_adds(b, HEAD "<party ref='a'><name><![CDATA[");
    buf_addn(b, 'a', 20000000);
    buf_adds(b, "]]></name></party>" TAIL);
}

static void long_references(struct buf *b)
{
    buf_adds(b, HEAD "<party ref='a'><name>");
    add_times(b, "&#38;", 4000000);
    buf_adds(b, "</name></party>" TAIL);
}

static void many_items(struct buf *b)
{
    buf_adds(b, HEAD "<dataset ref='a'><title>A</title>");
    add_times(b, "<stored_where>IE</stored_where>", 2000000);
    buf_adds(b, "</dataset>" TAIL);
}

static void deep(struct buf *b)
{
    buf_adds(b, HEAD "<party ref='a'>");
    add_times(b, "<name>", 300);
    add_times(b, "</name>", 300);
    buf_adds(b, "</party>" TAIL);
}

static void very_deep(struct buf *b)
{
    buf_adds(b, HEAD);
    add_times(b, "<party ref='a'>", 1000000);
}

static void many_tags_open(struct buf *b)
{
    add_times(b, "<", 10000000);
}

static const struct {
    const char *name;
    void (*make)(struct buf *b);
    const char *error;
} costly[] = {
    { "200,000 attributes", many_attributes, "more than 8 attributes" },
    { "200,000 namespaces", many_namespaces, "more than 8 attributes" },
    { "attribute of 20 MB", long_attribute, "longer than 4096 bytes" },
    { "name of 20 MB", long_name, "longer than 4096 bytes" },
    { "comment of 20 MB", long_comment, "longer than 100000 bytes" },
    { "instruction of 20 MB", long_instruction, "longer than 4096 bytes" },
    { "declaration with room", long_declaration, "longer than 4096 bytes" },
    { "text of 20 MB", long_text, "'name' is too long" },
    { "CDATA of 20 MB", long_cdata, "test.xml:2" },
    { "references of 20 MB", long_references, "'name' is too long" },
    { "2,000,000 items", many_items, "the record is too long" },
    { "depth 300", deep, "stands in the field 'name'" },
    { "depth 1,000,000", very_deep, "has no field 'party'" },
    { "10,000,000 tags", many_tags_open, "test.xml:1" },
};

static void costly_files_are_refused_quickly(void **state)
{
    struct before b = begin();
    size_t i;

    (void)state;
    for (i = 0; i < sizeof costly / sizeof *costly; i++) {
        struct buf text = BUF_INIT;
        long took;

        costly[i].make(&text);
        took = assert_refused(&b, costly[i].name, text.s, text.len,
                              costly[i].error);
        if (took >= 1000)
            fail_msg("%s: refused after %ld ms", costly[i].name, took);
        buf_release(&text);
    }
    end(&b);
}

static void special_files_are_refused(void **state)
{
    static const char *const files[] = { "/", "/dev/zero", "/does/not/exist" };
    struct before b = begin();
    struct error err = ERROR_INIT;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof files / sizeof *files; i++) {
        assert_int_equal(register_import(b.store, &files[i], 1, NULL, NULL,
                                         NULL, NULL, &err),
                         -1);
        assert_non_null(strstr(err.text, files[i]));
        error_clear(&err);
    }
    end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_files_are_refused),
        cmocka_unit_test(conflicts_are_conflicts),
        cmocka_unit_test(costly_files_are_refused_quickly),
        cmocka_unit_test(special_files_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
