/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The label as flat OpenDocument: well-formed, and its styles are there. */

#include "label_cases.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <locale.h>

/* Prefixes of the document that the paths below use. */
static const struct {
    const char *prefix, *uri;
} namespaces[] = {
    { "office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0" },
    { "style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0" },
    { "text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0" },
    { "table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0" },
    { "fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" },
};

struct read {
    struct buf text;
    xmlDoc *doc;
    xmlXPathContext *path;
};

static void read_begin(struct read *r, const struct label *l,
                       enum layout layout)
{
    *r = (struct read){ .text = BUF_INIT };
    label_fodt(l, layout, &r->text);
    r->doc = xmlReadMemory(r->text.s, (int)r->text.len, "label.fodt", NULL,
                           XML_PARSE_NONET);
    assert_non_null(r->doc);
    r->path = xmlXPathNewContext(r->doc);
    for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++)
        xmlXPathRegisterNs(r->path, (const xmlChar *)namespaces[i].prefix,
                           (const xmlChar *)namespaces[i].uri);
}

static void read_end(struct read *r)
{
    xmlXPathFreeContext(r->path);
    xmlFreeDoc(r->doc);
    buf_release(&r->text);
}

static size_t count(struct read *r, const char *path)
{
    xmlXPathObject *o = xmlXPathEval((const xmlChar *)path, r->path);
    size_t n;

    assert_non_null(o);
    assert_int_equal(o->type, XPATH_NODESET);
    n = o->nodesetval ? (size_t)o->nodesetval->nodeNr : 0;
    xmlXPathFreeObject(o);
    return n;
}

static struct label *rich_label(const char *lang)
{
    struct store *s = cases_begin();
    struct label *l;

    put_line(s, "organisation",
             "organisation|organisation|default_language=en");
    put_lines(s, "d",
              "dataset|title=Meals & more|harm=Much can be lost\n"
              "element|1|words=Your name\n"
              "element|2|words=Your finger\n"
              "use|1|words=To plan|choice=opt-in\n"
              "recipient|1|words=A firm|choice=always\n"
              "consent|1|words=Meals|given_by=parent,person");
    cases_end(s);
    l = label_of(s, "d", lang);
    register_free(s);
    return l;
}

static void it_has_the_rows_in_a_table(void **state)
{
    struct label *l = rich_label(NULL);
    struct read r;

    (void)state;
    read_begin(&r, l, LAYOUT_FULL);
    assert_int_equal(count(&r, "//table:table"), 1);
    assert_int_equal(count(&r, "//table:table-header-rows/table:table-row"), 1);
    assert_int_equal(count(&r, "//table:table/table:table-row"), 15);
    assert_int_equal(count(&r, "//table:table-cell[normalize-space(.)='']"), 0);
    assert_int_equal(count(&r, "//table:table-row[count(table:table-cell)!=2]"),
                     0);
    assert_int_equal(count(&r, "//text:h[@text:outline-level='1']"), 1);
    assert_int_equal(count(&r, "//style:header/text:p[starts-with(.,'DRAFT')]"),
                     1);
    assert_int_equal(count(&r, "//style:footer/text:p[starts-with(.,'DRAFT')]"),
                     1);
    read_end(&r);
    l->approved = true;
    l->issue.version = xstrdup("7");
    read_begin(&r, l, LAYOUT_FULL);
    assert_int_equal(count(&r, "//*[contains(., 'DRAFT')]"), 0);
    assert_non_null(strstr(r.text.s, "version 7"));
    read_end(&r);
    label_free(l);
}

/* Each row of the grid has as many cells as there are columns. */
static void the_grid_is_whole(void **state)
{
    struct label *l = rich_label(NULL);
    char *path =
        xasprintf("//table:table[1]//table:table-row[count(table:table-cell | "
                  "table:covered-table-cell) != %zu]",
                  l->grid.n_columns + 1);
    struct read r;

    (void)state;
    read_begin(&r, l, LAYOUT_GRID);
    assert_int_equal(count(&r, "//table:table"), 2);
    assert_int_equal(count(&r, "//table:table[1]/table:table-row"), 2);
    assert_int_equal(count(&r, path), 0);
    read_end(&r);
    free(path);
    label_free(l);
}

/* What names a style names one that is there. */
static void all_styles_are_there(void **state)
{
    static const char *const langs[] = { "en", "fr", "ar" };

    (void)state;
    for (size_t i = 0; i < sizeof langs / sizeof *langs; i++) {
        struct label *l = rich_label(langs[i]);
        struct read r;

        read_begin(&r, l, LAYOUT_GRID);
        assert_true(count(&r, "//text:p[@text:style-name]") > 30);
        assert_int_equal(
            count(&r, "//@text:style-name[not(. = //@style:name)]"), 0);
        assert_int_equal(
            count(&r, "//@table:style-name[not(. = //@style:name)]"), 0);
        assert_int_equal(
            count(&r, "//@style:parent-style-name[not(. = //@style:name)]"), 0);
        read_end(&r);
        label_free(l);
    }
}

static void languages_and_directions_are_set(void **state)
{
    struct label *l = rich_label("ar-EG");
    struct read r;

    (void)state;
    read_begin(&r, l, LAYOUT_FULL);
    assert_int_equal(count(&r, "//style:default-style/style:text-properties"
                               "[@fo:language='ar'][@fo:country='EG']"
                               "[@style:language-complex='ar']"),
                     1);
    assert_int_equal(count(&r, "//style:page-layout-properties"
                               "[@style:writing-mode='rl-tb']"),
                     1);
    assert_int_equal(count(&r, "//style:style[@style:name='Language_en']/"
                               "style:text-properties[@fo:language='en']"),
                     1);
    assert_true(count(&r, "//text:span[@text:style-name='Language_en']"
                          "[contains(.,'Your name')]") > 0);
    assert_non_null(strstr(r.text.s, "\u2066<text:span"));
    read_end(&r);
    label_free(l);
}

static void nothing_hostile_gets_in(void **state)
{
    static const char *const attacks[] = {
        "<text:p/>",    "</text:p></table:table-cell>", "\"/>",   "&x;]]>",
        "<!DOCTYPE x>", "a\u202eb\x1b[2J\x01\xff",      "\ufffe",
    };

    (void)state;
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        struct label *l = rich_label("fr");
        char **places[] = { &l->titles.v[0].text,      &l->holders.v[0].text,
                            &l->brief.v[0].text,       &l->rows[3].v[0].name,
                            &l->record.v[0].text,      &l->slips.v[0].words,
                            &l->slips.v[0].names.v[0], &l->refs.v[0],
                            &l->questions[2],          &l->grid.groups[0],
                            &l->grid.lines[0].words,   &l->rows[2].v[0].text,
                            &l->grid.columns[0].words };
        struct read before, after;

        /* Its words in French are found no more: their marks go. */
        for (size_t k = 0; k < LABEL_ROWS; k++)
            for (size_t j = 0; j < l->rows[k].n; j++)
                facts_release(&l->rows[k].v[j].facts);
        facts_release(&l->titles.v[0].facts);
        facts_release(&l->holders.v[0].facts);
        facts_release(&l->brief.v[0].facts);
        facts_release(&l->record.v[0].facts);
        read_begin(&before, l, LAYOUT_GRID);
        for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
            free(*places[k]);
            *places[k] = xstrdup(attacks[i]);
        }
        read_begin(&after, l, LAYOUT_GRID);
        if (count(&before, "//*") != count(&after, "//*") ||
            count(&before, "//@*") != count(&after, "//@*"))
            fail_msg("%s changes the document", attacks[i]);
        assert_null(strpbrk(after.text.s, "\x1b\x01\xff"));
        assert_null(strstr(after.text.s, "\u202e"));
        read_end(&before);
        read_end(&after);
        label_free(l);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_has_the_rows_in_a_table),
        cmocka_unit_test(the_grid_is_whole),
        cmocka_unit_test(all_styles_are_there),
        cmocka_unit_test(languages_and_directions_are_set),
        cmocka_unit_test(nothing_hostile_gets_in),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
