/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * The register's XML there and back: what is exported is imported as it was,
 * is valid, and is merged as register_xml.h says.
 */

#include "exchange_records.h"

#include <jansson.h>
#include <sys/inotify.h>
#include <sys/wait.h>

#include "base/file.h"
#include "base/utf8.h"
#include "exchange/register_xsd.h"
#include "model/resource.h"

#define HEAD "<register xmlns='" REGISTER_NAMESPACE "' version='1.0'>\n"
#define TAIL "</register>\n"

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    assert_int_equal(fputs(text, f) >= 0, 1);
    assert_int_equal(fclose(f), 0);
}

/* ---- the schema --------------------------------------------------------- */

static void schema_is_the_one_that_is_kept(void **state)
{
    const struct resource *kept = resource_find("larder-register.xsd");
    struct buf made = BUF_INIT;

    (void)state;
    register_xsd(&made);
    assert_non_null(kept);
    assert_string_equal((const char *)kept->bytes, made.s);
    buf_release(&made);
}

/* Where xmllint is told what no network may tell it. */
static char *schema_file(void)
{
    const struct resource *xml = resource_find("xml.xsd");
    const char *folder = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
    char *path = test_path("register.xsd");
    char *other = xasprintf("%s/xml.xsd", folder);
    struct buf made = BUF_INIT;

    register_xsd(&made);
    write_file(path, made.s);
    write_file(other, (const char *)xml->bytes);
    buf_release(&made);
    free(other);
    return path;
}

/* Does xmllint accept the text? */
static bool is_valid(const char *text)
{
    char *schema = schema_file(), *file = test_path("valid.xml");
    char *command = xasprintf("xmllint --nonet --noout --schema '%s' '%s' "
                              "2>'%s.out'",
                              schema, file, file);
    int status;

    write_file(file, text);
    status = system(command);
    free(command);
    free(schema);
    free(file);
    return status == 0;
}

static void schema_refuses(void **state)
{
    static const char *const wrong[] = {
        "<part ref='a'/>",
        "<party/>",
        "<party ref='a' other='b'/>",
        "<party ref='A b'/>",
        "<party ref='a' uid='1'/>",
        "<party ref='a' was='1'/>",
        "<party ref='a'><country>@none</country></party>",
        "<party ref='a'><country>Ireland</country></party>",
        "<party ref='a'><country>IE</country><name>a</name></party>",
        "<party ref='a'><phone xml:lang='fr'>1</phone></party>",
        "<party ref='a'><country>IE</country><country>FR</country></party>",
        "<notice ref='a'><since>2026-02-30</since></notice>",
        "<notice ref='a'><reading_grade>x</reading_grade></notice>",
        "<notice ref='a'><read_aloud>perhaps</read_aloud></notice>",
        "<dataset ref='a'><answer_within>soon</answer_within></dataset>",
        "<dataset ref='a'><how_many>-1</how_many></dataset>",
        "<dataset ref='a'><subjects><b/></subjects></dataset>",
    };
    size_t i;

    (void)state;
    if (system("xmllint --version 2>/dev/null") != 0)
        skip();
    assert_true(is_valid("<register xmlns='" REGISTER_NAMESPACE
                         "' version='1.0'><party ref='a'/></register>"));
    for (i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char *text = xasprintf("<register xmlns='" REGISTER_NAMESPACE
                               "' version='1.0'>%s</register>",
                               wrong[i]);

        if (is_valid(text))
            fail_msg("valid: %s", text);
        free(text);
    }
}

/* ---- there and back ----------------------------------------------------- */

/* Every field was blank, held a value, each state that it may, and words. */
static void assert_covered(const struct coverage *seen)
{
    int i;

    for (i = 0; i < FIELD_COUNT; i++) {
        const struct field_info *f = field_info((enum field)i);
        const bool *s = seen->state[i];

        if (!s[STATE_VALUE] || (!(f->flags & FIELD_MUST) && !s[STATE_BLANK]) ||
            (f->flags & FIELD_NOT && !s[STATE_NONE]) ||
            (f->flags & FIELD_NA && !s[STATE_NA]) ||
            (f->flags & FIELD_UNK && !s[STATE_UNKNOWN]) ||
            (f->flags & FIELD_WORDS && !seen->words[i]))
            fail_msg("%s/%s is not covered", kind_info(f->kind)->name, f->name);
    }
}

static void round_trip(uint64_t seed, struct coverage *seen, bool validate)
{
    struct store *a = test_register("a.larder");
    struct store *b = test_register("b.larder");
    struct import_totals first = { { 0 } }, again = { { 0 } };
    struct error err = ERROR_INIT;
    char *one, *two;

    test_fill(a, seed, seen);
    one = test_export(a);
    assert_ok(test_import(b, one, &first, &err), err);
    two = test_export(b);
    assert_string_equal(one, two);
    assert_int_equal(first.n[IMPORT_ADDED], test_records());
    assert_ok(test_import(a, two, &again, &err), err);
    assert_int_equal(again.n[IMPORT_SAME], first.n[IMPORT_ADDED]);
    if (validate)
        assert_true(is_valid(one));
    free(one);
    free(two);
    test_register_end(a);
    test_register_end(b);
}

static void generated_registers_come_back(void **state)
{
    struct coverage seen = { 0 };
    bool lint = system("xmllint --version 2>/dev/null") == 0;
    uint64_t seed;

    (void)state;
    for (seed = 1; seed <= 20; seed++)
        round_trip(seed * 0x9e3779b97f4a7c15u, &seen, lint && seed <= 8);
    assert_covered(&seen);
}

/* ---- strings that break programs ---------------------------------------- */

/* How the string stands in a file: & < > as references, all else raw. */
static void add_raw(struct buf *out, const char *s, size_t len)
{
    size_t i;

    for (i = 0; i < len; i++)
        if (s[i] == '&')
            buf_adds(out, "&amp;");
        else if (s[i] == '<')
            buf_adds(out, "&lt;");
        else if (s[i] == '>')
            buf_adds(out, "&gt;");
        else
            buf_addc(out, s[i]);
}

static char *file_with_notes(const char *ref, const char *s, size_t len,
                             const char *around)
{
    struct buf out = BUF_INIT;

    buf_addf(&out, HEAD "<party ref='%s'><name>a</name><notes>%s", ref, around);
    if (!*around && len && *s == '@')
        buf_addc(&out, '@');
    add_raw(&out, s, len);
    buf_addf(&out, "%s</notes></party>" TAIL, around);
    return buf_detach(&out);
}

/* Imports the string: true if it is there afterwards, as it was. */
static bool notes_come_back(struct store *s, const char *ref, const char *text,
                            size_t len, const char *around, struct error *err)
{
    char *file = file_with_notes(ref, text, len, around);
    struct buf wanted = BUF_INIT;
    struct record r;
    int failed = test_import(s, file, NULL, err);

    free(file);
    if (failed)
        return false;
    buf_adds(&wanted, around);
    buf_add(&wanted, text, len);
    buf_adds(&wanted, around);
    assert_ok(store_load(s, ref, &r, err), *err);
    if (wanted.len)
        assert_string_equal(record_text(&r, PARTY_NOTES), wanted.s);
    else
        assert_null(record_text(&r, PARTY_NOTES));
    record_release(&r);
    buf_release(&wanted);
    return true;
}

static void naughty_string(struct store *s, const char *ref, const json_t *item,
                           const char *around, int *refused)
{
    struct error err = ERROR_INIT;
    const char *text = json_string_value(item);

    if (!notes_come_back(s, ref, text, json_string_length(item), around,
                         &err)) {
        if (!err.text || !strstr(err.text, "U+"))
            fail_msg("'%s' is refused, but not by name: %s", text, err.text);
        ++*refused;
    }
    error_clear(&err);
}

/*
 * Of the 515 strings 6 hold what XML cannot, 3 hold DEL or C1, 7 hold controls
 * of direction that are not balanced.  Two are of the first two sorts at once.
 */
enum { NAUGHTY = 515, NAUGHTY_REFUSED = 6 + 3 - 2 + 7 };

static void naughty_strings_come_back_or_are_named(void **state)
{
    const char *shared = getenv("LARDER_SHARED");
    struct store *s;
    char *path, ref[2][32];
    json_t *list, *item;
    size_t i;
    int refused[2] = { 0, 0 };

    (void)state;
    if (!shared)
        skip();
    path = xasprintf("%s/hostile/blns/blns.json", shared);
    list = json_load_file(path, JSON_ALLOW_NUL, NULL);
    free(path);
    assert_int_equal(json_array_size(list), NAUGHTY);
    s = test_register("blns.larder");
    json_array_foreach(list, i, item)
    {
        snprintf(ref[0], sizeof ref[0], "bare-%zu", i);
        snprintf(ref[1], sizeof ref[1], "within-%zu", i);
        /* White space alone is no answer: it is refused for that reason. */
        if (strcmp(json_string_value(item), " ") != 0)
            naughty_string(s, ref[0], item, "", &refused[0]);
        naughty_string(s, ref[1], item, "|", &refused[1]);
    }
    json_decref(list);
    assert_int_equal(refused[0], NAUGHTY_REFUSED);
    assert_int_equal(refused[1], NAUGHTY_REFUSED);
    test_register_end(s);
}

/* ---- merging ------------------------------------------------------------ */

#define UID "01935a3e-0000-7000-8000-00000000000"

static const char small[] =
    HEAD "<party ref='city' uid='" UID "1'><name>City</name></party>\n"
         "<dataset ref='d' uid='" UID "2'><title>D</title>"
         "<controller>city</controller></dataset>\n"
         "<element ref='d/element/1' uid='" UID "3'><words>W</words>"
         "</element>\n"
         "<use ref='d/use/1' uid='" UID "4'><words>U</words>"
         "<elements>d/element/1</elements></use>\n" TAIL;

static struct store *small_register(void)
{
    struct store *s = test_register("small.larder");
    struct error err = ERROR_INIT;

    assert_ok(test_import(s, small, NULL, &err), err);
    return s;
}

/* A copy of the text with the first `from` in it made `to`; free() both. */
static char *replaced(char *text, const char *from, const char *to)
{
    char *at = strstr(text, from);
    char *out;

    assert_non_null(at);
    out = xasprintf("%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    free(text);
    return out;
}

static void assert_refused(struct store *s, const char *text,
                           enum error_code code, const char *words)
{
    struct error err = ERROR_INIT;
    char *before = test_export(s), *after;

    assert_int_equal(test_import(s, text, NULL, &err), -1);
    if (!strstr(err.text, words))
        fail_msg("'%s' is not in: %s", words, err.text);
    assert_int_equal(err.code, code);
    after = test_export(s);
    assert_string_equal(before, after);
    error_clear(&err);
    free(before);
    free(after);
}

static void assert_imports(struct store *s, const char *text,
                           enum import_outcome outcome, int n)
{
    struct import_totals totals = { { 0 } };
    struct error err = ERROR_INIT;

    assert_ok(test_import(s, text, &totals, &err), err);
    assert_int_equal(totals.n[outcome], n);
}

static void order_does_not_matter(void **state)
{
    static const char backwards[] = HEAD
        "<use ref='d/use/1'><words>U</words><elements>d/element/1</elements>"
        "</use>"
        "<element ref='d/element/1'><words>W</words></element>"
        "<dataset ref='d'><title>D</title><controller>city</controller>"
        "</dataset><party ref='city'><name>City</name></party>" TAIL;
    struct store *s = test_register("order.larder");

    (void)state;
    assert_imports(s, backwards, IMPORT_ADDED, 4);
    assert_imports(s, backwards, IMPORT_SAME, 4);
    test_register_end(s);
}

static void change_needs_to_say_what_was(void **state)
{
    struct store *s = small_register();
    char *text = test_export(s), *other;

    (void)state;
    text = replaced(text, ">City<", ">Town<");
    other = replaced(xstrdup(small), ">City<", ">Village<");
    assert_refused(s, other, ERROR_CONFLICT, "test.xml:2: party 'city'");
    assert_imports(s, text, IMPORT_CHANGED, 1);
    assert_imports(s, text, IMPORT_SAME, 4);
    text = replaced(text, ">Town<", ">Hamlet<");
    assert_refused(s, text, ERROR_CONFLICT, "changed since");
    free(text);
    free(other);
    test_register_end(s);
}

static void new_ref_of_a_known_uid_renames(void **state)
{
    struct store *s = small_register();
    struct error err = ERROR_INIT;
    struct record r;
    char *text = test_export(s), *old = xstrdup(text);

    (void)state;
    text = replaced(text, "ref=\"city\"", "ref=\"town\"");
    text = replaced(text, ">city<", ">town<");
    assert_imports(s, text, IMPORT_RENAMED, 1);
    assert_ok(store_load(s, "d", &r, &err), err);
    assert_string_equal(record_text(&r, DATASET_CONTROLLER), "town");
    record_release(&r);
    assert_refused(s, old, ERROR_CONFLICT, "renamed to 'town'");
    free(text);
    free(old);
    test_register_end(s);
}

static void parent_renames_its_children(void **state)
{
    struct store *s = small_register();
    char *text = test_export(s);

    (void)state;
    text = replaced(text, "ref=\"d\"", "ref=\"e\"");
    text = replaced(text, "ref=\"d/element/1\"", "ref=\"e/element/1\"");
    text = replaced(text, "ref=\"d/use/1\"", "ref=\"e/use/1\"");
    text = replaced(text, ">d/element/1<", ">e/element/1<");
    assert_imports(s, text, IMPORT_RENAMED, 1);
    assert_imports(s, text, IMPORT_SAME, 4);
    free(text);
    test_register_end(s);
}

struct rows {
    int n;
    struct buf text;
};

static void add_row(const char *file, long line, const char *ref,
                    enum import_outcome outcome, void *data)
{
    struct rows *rows = data;
    const char *name = strrchr(file, '-');

    rows->n++;
    buf_addf(&rows->text, "%s:%ld: %s %s\n", name ? name : file, line,
             import_outcome_name(outcome), ref);
}

static void files_are_one_change_and_rows_have_lines(void **state)
{
    struct store *s = test_register("files.larder");
    struct import_options dry = { .dry_run = true };
    struct rows rows = { 0, BUF_INIT };
    struct error err = ERROR_INIT;
    char *one = test_path("one.xml"), *two = test_path("two.xml");
    const char *files[] = { one, two };
    char *before = test_export(s), *after;

    (void)state;
    write_file(one, HEAD "<dataset ref='d'><title>D</title>\n"
                         "<controller>p</controller></dataset>" TAIL);
    write_file(two, HEAD "\n<party ref='p'><name>P</name></party>" TAIL);
    assert_ok(register_import(s, files, 2, &dry, add_row, &rows, NULL, &err),
              err);
    assert_string_equal(rows.text.s, "-one.xml:2: added d\n"
                                     "-two.xml:3: added p\n");
    after = test_export(s);
    assert_string_equal(before, after);
    assert_ok(register_import(s, files, 2, NULL, NULL, NULL, NULL, &err), err);
    write_file(two, HEAD "\n<party ref='q'><name/></party>" TAIL);
    assert_int_equal(register_import(s, files, 2, NULL, NULL, NULL, NULL, &err),
                     -1);
    assert_non_null(strstr(err.text, "-two.xml:3: party 'q': 'name'"));
    error_clear(&err);
    buf_release(&rows.text);
    free(one);
    free(two);
    free(before);
    free(after);
    test_register_end(s);
}

/*
 * In a child: holds the register until the file was read once and closed, and
 * changes it then, so that the importer, which waits, reads another.
 */
static void change_between(const char *path, const char *file, int ready)
{
    struct change_info info = { .operation = "test" };
    struct store *s;
    char event[4096];
    int watch = inotify_init();

    if (store_open(&s, path, STORE_WRITE, "tester", NULL) != 0 ||
        change_begin(s, &info, NULL) != 0 ||
        inotify_add_watch(watch, file, IN_CLOSE_NOWRITE) < 0 ||
        write(ready, "", 1) != 1 || read(watch, event, sizeof event) <= 0)
        _exit(1);
    write_file(file, HEAD "<party ref='p'><name>Q</name></party>" TAIL);
    change_rollback(s);
    store_close(s);
    _exit(0);
}

static void file_that_changes_is_refused(void **state)
{
    struct store *s = test_register("race.larder");
    struct error err = ERROR_INIT;
    char *path = xstrdup(store_path(s)), *file = test_path("race.xml");
    const char *files[] = { file };
    int ready[2], status;
    char byte;
    pid_t child;

    (void)state;
    store_close(s);
    write_file(file, HEAD "<party ref='p'><name>P</name></party>" TAIL);
    assert_int_equal(pipe(ready), 0);
    child = fork();
    if (child == 0)
        change_between(path, file, ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_ok(store_open(&s, path, STORE_WRITE, "tester", &err), err);
    assert_int_equal(register_import(s, files, 1, NULL, NULL, NULL, NULL, &err),
                     -1);
    assert_non_null(strstr(err.text, "changed while"));
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    error_clear(&err);
    unlink(file);
    free(path);
    free(file);
    test_register_end(s);
}

static void white_space_of_text_counts(void **state)
{
    static const char text[] = HEAD
        "<party ref='p'>\n<name>  a  b </name>\n"
        "<address>\n  one\r\n\ttwo\n\n</address>"
        "<country>\n IE\n</country>"
        "<notes><![CDATA[<x> & ]]>y<!-- no text -->&#10;z</notes></party>" TAIL;
    struct store *s = test_register("space.larder");
    struct error err = ERROR_INIT;
    struct record r;

    (void)state;
    assert_imports(s, text, IMPORT_ADDED, 1);
    assert_ok(store_load(s, "p", &r, &err), err);
    assert_string_equal(record_text(&r, PARTY_NAME), "  a  b ");
    assert_string_equal(record_text(&r, PARTY_ADDRESS), "\n  one\n\ttwo");
    assert_string_equal(record_text(&r, PARTY_COUNTRY), "IE");
    assert_string_equal(record_text(&r, PARTY_NOTES), "<x> & y\nz");
    record_release(&r);
    test_register_end(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(schema_is_the_one_that_is_kept),
        cmocka_unit_test(schema_refuses),
        cmocka_unit_test(generated_registers_come_back),
        cmocka_unit_test(naughty_strings_come_back_or_are_named),
        cmocka_unit_test(order_does_not_matter),
        cmocka_unit_test(change_needs_to_say_what_was),
        cmocka_unit_test(new_ref_of_a_known_uid_renames),
        cmocka_unit_test(parent_renames_its_children),
        cmocka_unit_test(files_are_one_change_and_rows_have_lines),
        cmocka_unit_test(file_that_changes_is_refused),
        cmocka_unit_test(white_space_of_text_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
