/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The label as HTML: what it is made of, and what cannot get into it. */

#include "label_cases.h"

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <locale.h>

#include "base/base64.h"
#include "label/format.h"

/* A page, and what an XPath finds in it. */
struct read {
    struct buf text;
    xmlDoc *doc;
    xmlXPathContext *path;
};

static void read_begin(struct read *r, const struct label *l,
                       enum layout layout)
{
    *r = (struct read){ .text = BUF_INIT };
    label_html(l, layout, &r->text);
    r->doc = htmlReadMemory(r->text.s, (int)r->text.len, "label.html", "UTF-8",
                            HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                HTML_PARSE_NOWARNING);
    assert_non_null(r->doc);
    r->path = xmlXPathNewContext(r->doc);
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

/* What the path finds as one string; the caller frees it. */
static char *found(struct read *r, const char *path)
{
    char *whole = xasprintf("string(%s)", path);
    xmlXPathObject *o = xmlXPathEval((const xmlChar *)whole, r->path);
    char *s = xstrdup((const char *)o->stringval);

    xmlXPathFreeObject(o);
    free(whole);
    return s;
}

static void expect(struct read *r, const char *path, const char *text)
{
    char *s = found(r, path);

    if (strcmp(s, text) != 0)
        fail_msg("%s is '%s', not '%s'", path, s, text);
    free(s);
}

/* --- what is in it ------------------------------------------------------- */

static struct label *plain_label(const char *lines, const char *lang)
{
    struct store *s = cases_begin();
    struct label *l;

    put_line(s, "organisation",
             "organisation|organisation|default_language=en|"
             "privacy_policy=https://office.example/a?b=1&c=%222");
    put_lines(s, "d", lines);
    cases_end(s);
    l = label_of(s, "d", lang);
    register_free(s);
    return l;
}

static const char rich[] =
    "dataset|title=Meals & more|subjects=pupil|elements_list=complete|"
    "stored_where=IE\n"
    "element|1|words=Your name\n"
    "element|2|words=Your finger\n"
    "use|1|words=To plan|choice=opt-in|elements=d/element/1\n"
    "use|2|words=To see|choice=opt-out\n"
    "recipient|1|words=A firm|choice=always\n"
    "consent|1|words=Meals|given_by=parent,person";

static void it_is_one_table_of_rows(void **state)
{
    struct label *l = plain_label(rich, NULL);
    struct read r;

    (void)state;
    read_begin(&r, l, LAYOUT_FULL);
    assert_int_equal(strncmp(r.text.s, "<!DOCTYPE html>\n", 16), 0);
    expect(&r, "/html/@lang", "en");
    expect(&r, "/html/@dir", "ltr");
    expect(&r, "/html/head/title", "DATA FACTS: Meals & more");
    assert_int_equal(count(&r, "//table"), 1);
    assert_int_equal(count(&r, "//table/caption"), 1);
    assert_int_equal(count(&r, "//th"), 17);
    assert_int_equal(count(&r, "//th[@scope='row']"), 15);
    assert_int_equal(count(&r, "//thead//th[@scope='col']"), 2);
    assert_int_equal(count(&r, "//tbody/tr[@class='heavy']"), 3);
    assert_int_equal(count(&r, "//td[normalize-space(.)='']"), 0);
    assert_int_equal(count(&r, "//h1"), 1);
    assert_int_equal(count(&r, "//h1/preceding::h2"), 0);
    expect(&r, "//header/p/strong", "DRAFT");
    expect(&r, "//footer/p/strong", "DRAFT");
    expect(&r, "//tr[4]/td/p[1]/strong", "ASK ");
    assert_int_equal(count(&r, "//li[@class='choice']"), 1);
    assert_int_equal(count(&r, "//li//span[@class='box']"), 4);
    expect(&r, "//div[@class='foot']//b", l->code);
    read_end(&r);
    label_free(l);
}

static void the_grid_is_a_table_with_heads(void **state)
{
    struct label *l = plain_label(rich, NULL);
    char *cells = xasprintf("//table[@class='grid']//td[count(//th[@scope="
                            "'col']) > %zu]",
                            l->grid.n_columns);
    struct read r;

    (void)state;
    assert_true(l->grid.n_columns > 4);
    read_begin(&r, l, LAYOUT_GRID);
    assert_int_equal(count(&r, "//table[@class='grid']/caption"), 1);
    assert_int_equal(count(&r, "//table[@class='grid']//th[@scope='row']"), 2);
    assert_int_equal(count(&r, "//table[@class='grid']//th[@scope='colgroup']"),
                     2);
    assert_int_equal(count(&r, "//table[@class='grid']/colgroup"), 3);
    assert_int_equal(count(&r, "//table[@class='grid']//th[@scope='col']"),
                     l->grid.n_columns + 1);
    assert_int_equal(count(&r, cells), 2 * l->grid.n_columns);
    assert_int_equal(count(&r, "//table[@class='grid']//th[not(@scope)]"), 0);
    read_end(&r);
    read_begin(&r, l, LAYOUT_STANDARD);
    assert_int_equal(count(&r, "//table[@class='grid']"), 0);
    read_end(&r);
    free(cells);
    label_free(l);
}

/* A longer layout shows all that a shorter one does, and this one more. */
static void a_layout_leaves_out_what_is_above_it(void **state)
{
    struct label *l = plain_label(
        "dataset|not_used_for=advertising\nelement|1|words=Your name", NULL);
    struct answers *row = &l->rows[3];
    struct read r;

    (void)state;
    answers_add(row, FORM_LINE, NULL, "A detail.")->layer = LAYER_FULL;
    answers_add(row, FORM_FLOW, NULL, "Behind it.")->layer = LAYER_SHORT;
    read_begin(&r, l, LAYOUT_FULL);
    assert_int_equal(count(&r, "//td/p[.='A detail. Behind it.']"), 1);
    read_end(&r);
    read_begin(&r, l, LAYOUT_SHORT);
    assert_int_equal(count(&r, "//td/p[.='Behind it.']"), 1);
    assert_int_equal(count(&r, "//*[contains(., 'A detail.')]"), 0);
    read_end(&r);
    label_free(l);
}

static void an_approved_label_is_no_draft(void **state)
{
    struct label *l = plain_label(rich, NULL);
    struct read r;

    (void)state;
    l->approved = true;
    l->issue.version = xstrdup("7");
    read_begin(&r, l, LAYOUT_STANDARD);
    assert_int_equal(count(&r, "//*[contains(., 'DRAFT')]"), 0);
    assert_non_null(strstr(r.text.s, "version 7"));
    read_end(&r);
    label_free(l);
}

/* --- what cannot get into it --------------------------------------------- */

static const char *const attacks[] = {
    "<script>alert(1)</script>",
    "</td></tr></table></main></body></html>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "<!-- <style>*{display:none}</style>",
    "]]>&#60;b&#62;&lt;i&gt;&amp;",
    "</title></style><b>",
    "a\u202ebad\u2069\u2066",
    "a\x1b[2J\x01",
    "\xff\xc0",
};

/* Puts the text wherever a text of the register stands. */
static void spoil(struct label *l, const char *text)
{
    char **places[] = {
        &l->titles.v[0].text,      &l->holders.v[0].text,
        &l->brief.v[0].text,       &l->rows[0].v[0].text,
        &l->rows[3].v[0].name,     &l->rows[6].v[0].name,
        &l->record.v[0].text,      &l->slips.v[0].words,
        &l->slips.v[0].names.v[0], &l->refs.v[0],
        &l->questions[2],          &l->grid.lines[0].words,
        &l->grid.groups[0],        &l->grid.columns[0].words,
        &l->rows[0].v[0].about,    &l->grid.lines[0].cells[0].text
    };

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        free(*places[i]);
        *places[i] = xstrdup(text);
    }
}

static void nothing_hostile_gets_in(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        struct label *l = plain_label(rich, NULL);
        struct read before, after;

        l->rows[0].v[0].about = xstrdup("x");
        read_begin(&before, l, LAYOUT_GRID);
        spoil(l, attacks[i]);
        read_begin(&after, l, LAYOUT_GRID);
        if (count(&before, "//*") - count(&before, "//a") !=
                count(&after, "//*") ||
            count(&before, "//@*") - count(&before, "//a/@*") !=
                count(&after, "//@*"))
            fail_msg("%s changes the page", attacks[i]);
        assert_null(strpbrk(after.text.s, "\x1b\x01\xff"));
        assert_null(strstr(after.text.s, "\u202e"));
        read_end(&before);
        read_end(&after);
        label_free(l);
    }
}

/* Every element and attribute is one of these, so nothing can be loaded. */
static void it_loads_nothing(void **state)
{
    static const char only[] =
        "//*[not(contains(' html head meta title style body div header footer "
        "main p strong b h1 h2 span table caption thead tbody colgroup tr th "
        "td ul li a bdi ', concat(' ', name(), ' ')))]";
    static const char also[] =
        "//@*[not(contains(' lang dir charset http-equiv content name class "
        "role scope colspan rowspan span rel href aria-hidden ', "
        "concat(' ', name(), ' ')))]";
    struct label *l = plain_label(rich, NULL);
    struct read r;

    (void)state;
    read_begin(&r, l, LAYOUT_GRID);
    assert_int_equal(count(&r, only), 0);
    assert_int_equal(count(&r, also), 0);
    assert_int_equal(count(&r, "//@href"), 1);
    assert_null(strstr(r.text.s, "url("));
    assert_null(strstr(r.text.s, "@import"));
    read_end(&r);
    label_free(l);
}

static void its_policy_lets_in_its_own_style_alone(void **state)
{
    struct label *l = plain_label(rich, NULL);
    unsigned char digest[SHA256_LEN];
    struct buf policy = BUF_INIT;
    struct read r;
    char *style;

    (void)state;
    read_begin(&r, l, LAYOUT_STANDARD);
    style = found(&r, "//style");
    sha256_of(style, strlen(style), digest);
    buf_adds(&policy, "default-src 'none'; style-src 'sha256-");
    base64_add(&policy, digest, sizeof digest);
    buf_adds(&policy, "'; base-uri 'none'; form-action 'none'");
    expect(&r, "//meta[@http-equiv='Content-Security-Policy']/@content",
           policy.s);
    free(style);
    buf_release(&policy);
    read_end(&r);
    label_free(l);
}

static void only_the_web_is_linked(void **state)
{
    static const struct {
        const char *url;
        const char *href; /* "": none                                      */
    } cases[] = {
        { "https://a.example/?b=\"1\"&c='<2>'",
          "https://a.example/?b=\"1\"&c='<2>'" },
        { "HTTP://a.example", "HTTP://a.example" },
        { "javascript:alert(1)//https://", "" },
        { "data:text/html,x", "" },
        { "WE DO NOT KNOW", "" },
        { " https://a.example", "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct label *l = plain_label(rich, NULL);
        char *path = xasprintf("Full record: %s", cases[i].url);
        struct read r;

        free(l->record.v[0].text);
        l->record.v[0].text = xstrdup(cases[i].url);
        read_begin(&r, l, LAYOUT_STANDARD);
        expect(&r, "//a/@href", cases[i].href);
        expect(&r, "//div[@class='foot']/p[1]", path);
        read_end(&r);
        free(path);
        label_free(l);
    }
}

/* --- languages and directions -------------------------------------------- */

static void words_in_another_language_are_marked(void **state)
{
    struct label *l = plain_label("dataset|harm=Much of it can be lost\n"
                                  "element|1|words=your name\n"
                                  "element|2|words=your name and age",
                                  "fr");
    struct read r;

    (void)state;
    read_begin(&r, l, LAYOUT_FULL);
    expect(&r, "/html/@lang", "fr");
    assert_int_equal(count(&r, "//tr[1]/td/p[1]/bdi"), 2);
    assert_int_equal(
        count(&r, "//tr[1]/td/p[1]/bdi[2][starts-with(., 'Your name and')]"),
        1);
    expect(&r, "//tr[1]/td/p[1]/bdi[2]/@lang", "en");
    assert_int_equal(count(&r, "//tr[12]/td/p/bdi[@lang='en'][@dir='ltr']"
                               "[starts-with(., 'Much of it can be lost')]"),
                     1);
    read_end(&r);
    label_free(l);
}

static void a_page_from_right_to_left_says_so(void **state)
{
    struct label *l = plain_label(
        "element|1|words=Your phone|words@ar=\u0627\u0633\u0645\u0643 555 0142\n"
        "element|2|words=Your age",
        "ar");
    struct read r;

    (void)state;
    read_begin(&r, l, LAYOUT_FULL);
    expect(&r, "/html/@dir", "rtl");
    assert_int_equal(
        count(&r, "//bdi[@lang='en'][@dir='ltr'][starts-with(.,'Your age')]"),
        1);
    assert_true(count(&r, "//bdi[not(@lang)][@dir='ltr'][.='555 0142']") > 0);
    read_end(&r);
    label_free(l);
}

/* Where the label has no words in its language, it speaks English. */
static void texts_may_be_in_another_language_than_the_page(void **state)
{
    struct label *l =
        plain_label("dataset|harm=Much|harm@he=\u05e8\u05d1\u05d9\u05dd\n"
                    "element|1|words=Your name",
                    "he");
    struct read r;

    (void)state;
    read_begin(&r, l, LAYOUT_FULL);
    expect(&r, "/html/@lang", "en");
    expect(&r, "/html/@dir", "ltr");
    expect(&r, "//tr[12]/td/p/bdi[@lang='he'][@dir='rtl']",
           "\u05e8\u05d1\u05d9\u05dd");
    expect(&r, "//p[starts-with(., 'Language')]", "Language: English");
    read_end(&r);
    label_free(l);
}

/* An isolate is markup, and never a sign that is seen. */
static void isolates_become_markup(void **state)
{
    static const struct {
        const char *text, *html;
    } cases[] = {
        { "a \u2068b\u2069 c", "<p>a <bdi dir=\"ltr\">b</bdi> c</p>" },
        { "\u2068\u0645\u2069.", "<p><bdi dir=\"rtl\">\u0645</bdi>.</p>" },
        { "\u2067b\u2069", "<p><bdi dir=\"rtl\"><bdi dir=\"ltr\">b</bdi>"
                           "</bdi></p>" },
        { "\u2066a\u2068b\u2069\u2069",
          "<p><bdi dir=\"ltr\">a<bdi dir=\"ltr\">b</bdi></bdi></p>" },
        { "a\u2069b", "<p>a\\u{2069}b</p>" },
        { "\u2068a", "<p>\\u{2068}a</p>" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct label *l = plain_label(rich, NULL);
        struct buf out = BUF_INIT;

        answers_add(&l->rows[0], FORM_LINE, NULL, cases[i].text);
        label_html(l, LAYOUT_FULL, &out);
        if (!strstr(out.s, cases[i].html))
            fail_msg("there is no %s", cases[i].html);
        buf_release(&out);
        label_free(l);
    }
}

static void a_language_that_nobody_knows_is_left_open(void **state)
{
    struct label *l = plain_label("element|1|words=your name", "fr");
    struct read r;

    (void)state;
    for (size_t i = 0; i < l->rows[0].v[0].facts.n; i++) {
        free(l->rows[0].v[0].facts.v[i].lang);
        l->rows[0].v[0].facts.v[i].lang = xstrdup("und");
    }
    read_begin(&r, l, LAYOUT_FULL);
    assert_int_equal(count(&r, "//tr[1]/td//bdi[@lang=''][not(@dir)]"), 1);
    read_end(&r);
    label_free(l);
}

/* --- forms --------------------------------------------------------------- */

static void a_file_is_known_by_its_end(void **state)
{
    static const struct {
        const char *path, *name; /* "": text                               */
    } cases[] = {
        { "a.html", "html" }, { "b/c.d.fodt", "fodt" },
        { "x.xml", "xml" },   { "html", "" },
        { "a.txt", "" },      { "a.htmlx", "" },
        { "a.xml/b", "" },    { "a.", "" },
        { "", "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct label_format *f = label_format_of_file(cases[i].path);

        assert_string_equal(f ? f->name : "", cases[i].name);
    }
    for (size_t i = 0; label_format_at(i); i++)
        assert_non_null(label_format_at(i)->make);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_one_table_of_rows),
        cmocka_unit_test(the_grid_is_a_table_with_heads),
        cmocka_unit_test(a_layout_leaves_out_what_is_above_it),
        cmocka_unit_test(an_approved_label_is_no_draft),
        cmocka_unit_test(nothing_hostile_gets_in),
        cmocka_unit_test(it_loads_nothing),
        cmocka_unit_test(its_policy_lets_in_its_own_style_alone),
        cmocka_unit_test(only_the_web_is_linked),
        cmocka_unit_test(words_in_another_language_are_marked),
        cmocka_unit_test(a_page_from_right_to_left_says_so),
        cmocka_unit_test(texts_may_be_in_another_language_than_the_page),
        cmocka_unit_test(isolates_become_markup),
        cmocka_unit_test(a_language_that_nobody_knows_is_left_open),
        cmocka_unit_test(a_file_is_known_by_its_end),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
