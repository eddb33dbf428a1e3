/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The label as XML: valid, always the same bytes, sealed. */

#include "label_cases.h"

#include <dirent.h>
#include <libxml/xmlschemas.h>
#include <locale.h>

#include "base/file.h"

static char *in_source(const char *path)
{
    const char *dir = getenv("srcdir");

    return xasprintf("%s/%s", dir ? dir : ".", path);
}

static void hush(void *data, const char *format, ...)
{
    (void)data;
    (void)format;
}

static xmlSchema *schema_load(void)
{
    char *path = in_source("schemas/larder-label.xsd");
    xmlSchemaParserCtxt *c = xmlSchemaNewParserCtxt(path);
    xmlSchema *schema = xmlSchemaParse(c);

    assert_non_null(schema);
    xmlSchemaFreeParserCtxt(c);
    free(path);
    return schema;
}

static bool is_valid(xmlSchema *schema, const char *xml, size_t len)
{
    xmlDoc *doc =
        xmlReadMemory(xml, (int)len, "label.xml", NULL, XML_PARSE_NONET);
    xmlSchemaValidCtxt *c = xmlSchemaNewValidCtxt(schema);
    int result;

    assert_non_null(doc);
    xmlSchemaSetValidErrors(c, hush, hush, NULL);
    result = xmlSchemaValidateDoc(c, doc);
    xmlSchemaFreeValidCtxt(c);
    xmlFreeDoc(doc);
    return result == 0;
}

static bool is_read(const char *xml, size_t len, struct error *err)
{
    struct label *l;

    if (label_read(&l, xml, len, err))
        return false;
    label_free(l);
    return true;
}

/* A dataset with something of all there is. */
static const char rich[] =
    "dataset|sold=no|recipients_list=complete|uses_list=complete|"
    "subjects=pupil,staff|children=yes|not_collected=name|stored_where=IE,FR|"
    "joint_controllers=firm|checked_by=@none|harm=\"Much\" & <more>\n"
    "element|1|words=Your caf\u00e9 & <code> 'x'|presence=always\n"
    "element|2|words=your voice|presence=by-chance|special_category=health\n"
    "use|1|words=To plan|choice=opt-in|basis=explicit-consent\n"
    "use|2|words=To see|choice=opt-out|basis=public-task\n"
    "recipient|1|words=A firm|choice=opt-in|onward=forbidden|sale=no\n"
    "consent|1|words=Meals|given_by=parent,person|all_must_agree=yes\n"
    "consent|2|words=Books";

static char *rich_xml(size_t *len)
{
    struct store *s = cases_begin();
    struct buf out = BUF_INIT;
    struct label *l;

    put_line(s, "organisation",
             "organisation|organisation|default_language=en");
    put_lines(s, "d", rich);
    cases_end(s);
    l = label_of(s, "d", "fr");
    label_xml(l, &out);
    label_free(l);
    register_free(s);
    *len = out.len;
    return buf_detach(&out);
}

static void it_is_valid_and_always_the_same(void **state)
{
    xmlSchema *schema = schema_load();
    size_t len, again_len;
    char *xml = rich_xml(&len), *again;

    (void)state;
    assert_true(is_valid(schema, xml, len));
    setenv("TZ", "Pacific/Kiritimati", 1);
    setlocale(LC_ALL, "C.UTF-8");
    again = rich_xml(&again_len);
    unsetenv("TZ");
    assert_int_equal(len, again_len);
    assert_memory_equal(xml, again, len);
    free(xml);
    free(again);
    xmlSchemaFree(schema);
}

static void it_reads_itself_back(void **state)
{
    size_t len;
    char *xml = rich_xml(&len);
    struct buf again = BUF_INIT, text = BUF_INIT;
    struct error err = ERROR_INIT;
    struct label *l;

    (void)state;
    must(label_read(&l, xml, len, &err), &err);
    label_xml(l, &again);
    assert_string_equal(xml, again.s);
    label_text(l, LAYOUT_FULL, 72, &text);
    assert_non_null(strstr(text.s, l->code));
    assert_non_null(strstr(text.s, "Your caf\u00e9 & <code> 'x' ["));
    buf_release(&again);
    buf_release(&text);
    label_free(l);
    free(xml);
}

/* Every `from` in s becomes `to`. */
static char *replaced(const char *s, const char *from, const char *to)
{
    struct buf b = BUF_INIT;
    const char *at;

    while ((at = strstr(s, from))) {
        buf_add(&b, s, (size_t)(at - s));
        buf_adds(&b, to);
        s = at + strlen(from);
    }
    buf_adds(&b, s);
    return buf_detach(&b);
}

struct rewrite {
    const char *from, *to;
};

static void the_seal_is_of_the_facts(void **state)
{
    static const struct rewrite same[] = {
        { "\n", "\r\n" },
        { "  ", "\t \n" },
        { "<text>", "<text>\n   " },
        { "</text>", "\n</text>" },
        { ">\n", ">" },
        { "version=\"1.0\" datasets=\"d\" state=\"draft\"",
          "state='draft'  datasets = 'd' version=\"1.0\"" },
        { "caf\u00e9", "cafe\u0301" },
        { "caf\u00e9", "caf&#233;" },
        { "&amp; &lt;", "&#38; &#60;" },
        { "<collect", "<!-- a remark --><collect" },
        { "\"/>", "\"></fact>" },
    };
    static const struct rewrite other[] = {
        { "To see", "To look" },
        { "state=\"none\"", "state=\"blank\"" },
        { "Your caf\u00e9", "Your  cafe" },
        { "code=\"FR IE\"", "code=\"FR US\"" },
        { "<signer code=\"parent\">", "<signer code=\"person\">" },
        { "form=\"flow\"", "form=\"line\"" },
        { "xml:lang=\"fr\"", "xml:lang=\"sw\"" },
    };
    size_t len;
    char *xml = rich_xml(&len);

    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        char *text = replaced(xml, same[i].from, same[i].to);
        struct error err = ERROR_INIT;

        if (!is_read(text, strlen(text), &err))
            fail_msg("'%s': %s", same[i].to, err.text);
        free(text);
    }
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        char *text = replaced(xml, other[i].from, other[i].to);
        struct error err = ERROR_INIT;

        if (strcmp(text, xml) == 0)
            fail_msg("there is no '%s'", other[i].from);
        assert_false(is_read(text, strlen(text), &err));
        assert_int_equal(err.code, ERROR_UNTRUE);
        error_clear(&err);
        free(text);
    }
    free(xml);
}

static void what_is_no_label_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        "x",
        "<label/>",
        "<a xmlns='https://larder.example/ns/label/1'/>",
        "<label xmlns='https://larder.example/ns/label/1'/>",
        "<label xmlns='https://larder.example/ns/label/1' version='1.0' "
        "state='draft' datasets='d' xml:lang='en'/>",
        "<label xmlns='https://larder.example/ns/label/2' version='1.0' "
        "state='draft' datasets='d' xml:lang='en'/>",
        "<!DOCTYPE label [<!ENTITY a 'aa'>]><label>&a;</label>",
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct error err = ERROR_INIT;

        assert_false(is_read(wrong[i], strlen(wrong[i]), &err));
        assert_non_null(err.text);
        error_clear(&err);
    }
}

/* Elements in elements, without end: refused before the memory is gone. */
static void what_is_deep_is_refused(void **state)
{
    enum { DEEP = 1000000 };
    struct error err = ERROR_INIT;
    struct buf xml = BUF_INIT;

    (void)state;
    for (size_t i = 0; i < DEEP; i++)
        buf_adds(&xml, "<a>");
    assert_false(is_read(xml.s, xml.len, &err));
    assert_non_null(err.text);
    error_clear(&err);
    buf_release(&xml);
}

/* Ten levels of ten entities each are ten thousand million: no document type
 * is taken, so that nothing is ever unfolded. */
static void entities_are_refused(void **state)
{
    struct error err = ERROR_INIT;
    struct buf xml = BUF_INIT;

    (void)state;
    buf_adds(&xml, "<!DOCTYPE label [<!ENTITY a0 'ha'>");
    for (size_t i = 1; i < 10; i++) {
        buf_addf(&xml, "<!ENTITY a%zu '", i);
        for (size_t j = 0; j < 10; j++)
            buf_addf(&xml, "&a%zu;", i - 1);
        buf_adds(&xml, "'>");
    }
    buf_adds(&xml, "<!ENTITY file SYSTEM 'file:///etc/hostname'>]>"
                   "<label>&a9;&file;</label>");
    assert_false(is_read(xml.s, xml.len, &err));
    assert_non_null(err.text);
    error_clear(&err);
    buf_release(&xml);
}

/* Cut anywhere, it is refused and nothing worse happens. */
static void a_part_of_a_label_is_refused(void **state)
{
    size_t len;
    char *xml = rich_xml(&len);

    (void)state;
    for (size_t i = 0; i + 2 < len; i += 37) {
        struct error err = ERROR_INIT;

        assert_false(is_read(xml, i, &err));
        error_clear(&err);
    }
    free(xml);
}

static bool starts(const char *name, const char *with)
{
    return strncmp(name, with, strlen(with)) == 0;
}

/*
 * Schema and reader agree on every sample; those that are untrue are refused
 * though they are valid.  A bad one is not refused for its seal alone.
 */
static void samples_are_as_they_say(void **state)
{
    xmlSchema *schema = schema_load();
    char *folder = in_source("schemas/samples");
    DIR *dir = opendir(folder);
    struct dirent *e;
    size_t good = 0, bad = 0;

    (void)state;
    assert_non_null(dir);
    while ((e = readdir(dir))) {
        struct error err = ERROR_INIT;
        struct buf xml = BUF_INIT;
        char *path;
        bool valid;

        if (strncmp(e->d_name, "label-", 6) != 0)
            continue;
        path = xasprintf("%s/%s", folder, e->d_name);
        must(file_read(&xml, path, 1000000, &err), &err);
        valid = starts(e->d_name, "label-valid");
        if (is_valid(schema, xml.s, xml.len) ==
                starts(e->d_name, "label-bad") ||
            is_read(xml.s, xml.len, &err) != valid ||
            (starts(e->d_name, "label-bad") && err.code == ERROR_UNTRUE))
            fail_msg("%s: %s", e->d_name, err.text ? err.text : "");
        good += valid;
        bad += !valid;
        error_clear(&err);
        buf_release(&xml);
        free(path);
    }
    assert_true(good >= 15 && bad >= 60);
    closedir(dir);
    free(folder);
    xmlSchemaFree(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_valid_and_always_the_same),
        cmocka_unit_test(it_reads_itself_back),
        cmocka_unit_test(the_seal_is_of_the_facts),
        cmocka_unit_test(what_is_no_label_is_refused),
        cmocka_unit_test(what_is_deep_is_refused),
        cmocka_unit_test(entities_are_refused),
        cmocka_unit_test(a_part_of_a_label_is_refused),
        cmocka_unit_test(samples_are_as_they_say),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
