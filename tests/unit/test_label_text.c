/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The label as lines: never too wide, whatever the register holds. */

#include "label_cases.h"

#include <locale.h>

#include "base/utf8.h"
#include "label/paper.h"
#include "label/text_head.h"

/* Words that are hard to lay out. */
static const char *const hostile[] = {
    "x", /* repeated: one word of 300 letters                              */
    "\u8a9e", /* two cells wide                                            */
    "\u05e9\u05dc\u05d5\u05dd ", /* right to left                          */
    "e\u0301\u0302", /* combining marks                                    */
    "\U0001f469\u200d\U0001f52c ", /* joined emoji                         */
    "a-b/c.d@e ",
    "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35", /* no blanks between words     */
    "\u2068x\u2069 ", /* isolates                                          */
};

enum { HOSTILE = sizeof hostile / sizeof *hostile };

static char *repeated(const char *part)
{
    struct buf b = BUF_INIT;

    for (size_t i = 0; i < 300 && b.len < 1900; i++)
        buf_adds(&b, part);
    return buf_detach(&b);
}

static void put_hostile(struct store *s, size_t i)
{
    static const char *const lines[] = {
        "party|p%s|name=%s|contact_desk=%s|phone=1",
        "dataset|title=%s|controller=p%s|harm=%s|checked_by=p%s",
        "element|1|words=%s|findable=hard|findable_by=%s|findable_why=%s",
        "element|2|words=z",
        "use|1|words=%s|choice=opt-in|citation=%s|refusal_words=%s",
        "use|2|words=y|choice=always",
        "recipient|1|words=%s|choice=opt-out|condition=%s",
        "recipient|2|words=z|onward=allowed",
        "consent|1|words=%s|given_by=person,household-head",
        "consent|2|words=y",
    };
    char *words = repeated(hostile[i]), *ref = xasprintf("d%zu", i);
    char *number = xasprintf("%zu", i);

    for (size_t k = 0; k < sizeof lines / sizeof *lines; k++) {
        struct buf line = BUF_INIT;
        const char *at = lines[k];

        for (; *at; at++)
            if (at[0] == 'p' && at[1] == '%') { /* the party's number */
                buf_addf(&line, "p%s", number);
                at += 2;
            } else if (at[0] == '%' && at[1] == 's') {
                buf_adds(&line, words);
                at++;
            } else if (at[0] == '%') {
                buf_adds(&line, ref);
                at++;
            } else {
                buf_addc(&line, *at);
            }
        put_line(s, ref, line.s);
        buf_release(&line);
    }
    free(words);
    free(ref);
    free(number);
}

/* Each line of the text. */
static void check_lines(const char *text, size_t width)
{
    struct strs lines = STRS_INIT;

    assert_true(*text && text[strlen(text) - 1] == '\n');
    for (const char *s = text; *s;) {
        size_t len = strcspn(s, "\n");
        char *line = xstrndup(s, len);

        if (utf8_width(line) > width)
            fail_msg("%zu cells, not %zu: %s", utf8_width(line), width, line);
        assert_false(len && line[len - 1] == ' ');
        for (size_t i = 0; i < len; i++)
            assert_false((unsigned char)line[i] < 0x20 || line[i] == 0x7f);
        free(line);
        s += len + 1;
    }
    strs_release(&lines);
}

static void check_layout(const struct label *l, enum layout layout,
                         size_t width)
{
    struct buf out = BUF_INIT;

    label_text(l, layout, width, &out);
    check_lines(out.s, width);
    buf_clear(&out);
    label_oral(l, layout, width, &out);
    check_lines(out.s, width);
    buf_release(&out);
}

static void no_line_is_too_wide(void **state)
{
    static const size_t widths[] = { 20, 32, 40, 59, 60, 61, 72, 80, 200 };
    struct store *s = cases_begin();

    (void)state;
    for (size_t i = 0; i < HOSTILE; i++)
        put_hostile(s, i);
    cases_end(s);
    for (size_t i = 0; i < HOSTILE; i++) {
        char *ref = xasprintf("d%zu", i);
        struct label *l = label_of(s, ref, NULL);

        for (size_t k = 0; k < sizeof widths / sizeof *widths; k++)
            for (enum layout layout = 0; layout < LAYOUT_COUNT; layout++)
                check_layout(l, layout, widths[k]);
        label_free(l);
        free(ref);
    }
    register_free(s);
}

/* What the register would refuse, but a file might hold. */
static void controls_become_visible(void **state)
{
    struct store *s = cases_begin();
    struct buf out = BUF_INIT;
    struct label *l;

    (void)state;
    put_lines(s, "d", "element|1|words=Your name");
    cases_end(s);
    l = label_of(s, "d", NULL);
    free(l->rows[0].v[0].text);
    l->rows[0].v[0].text = xstrdup("a\x1b[2Jb\u202e NO\xff");
    label_text(l, LAYOUT_FULL, 72, &out);
    check_lines(out.s, 72);
    assert_non_null(strstr(out.s, "a\\x1b[2Jb\\u{202e} NO\\xff"));
    buf_release(&out);
    label_free(l);
    register_free(s);
}

static void the_page_is_that_of_the_sketch(void **state)
{
    static const char *const parts[] = {
        "DRAFT      Nobody has approved this. It is not for the public.     "
        "DRAFT\n====",
        "\nDATA FACTS                                           Label d  not "
        "issued\nData\nRun by: Our office              "
        "                       Language: English\n"
        "====",
        "\nIN SHORT   What we collect: Your name.\n           Who else gets "
        "it: A firm and Police.",
        "\n 1 What do you       Your name.\n   collect?          What you",
        "\n 4 Why?              ASK  To plan.\n                     Other uses",
        "\n 7 Who else gets it? A firm:   ASK\n                     Police:   "
        "YES\n",
        "====\n 7 ",
        "====\n14 Ask, see, fix,    Our office",
        "----\n15 ",
        "====\nASK  Only if you say yes. We ask first.\nFull record: WE DO "
        "NOT KNOW                   Check code: ",
        "\nMeals:  You [ ] yes [ ] no   Your parent [ ] yes [ ] no   "
        "Date:\nDRAFT  ",
    };
    struct store *s = cases_begin();
    struct buf out = BUF_INIT;
    struct label *l;

    (void)state;
    put_lines(s, "d",
              "element|1|words=Your name\n"
              "use|1|words=To plan|choice=opt-in\n"
              "recipient|1|words=A firm|choice=opt-in\n"
              "recipient|2|words=Police|choice=always\n"
              "consent|1|words=Meals|given_by=parent,person");
    cases_end(s);
    l = label_of(s, "d", NULL);
    label_text(l, LAYOUT_FULL, 72, &out);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!strstr(out.s, parts[i]))
            fail_msg("not in the page: %s\n%s", parts[i], out.s);
    buf_release(&out);
    label_free(l);
    register_free(s);
}

/* All parts stand in the page. */
static void assert_parts(struct label *l, enum layout layout, size_t width,
                         const char *const *parts, size_t n)
{
    struct buf out = BUF_INIT;

    label_text(l, layout, width, &out);
    for (size_t i = 0; i < n; i++)
        if (!strstr(out.s, parts[i])) {
            fputs(out.s, stderr);
            fail_msg("not in the page: %s", parts[i]);
        }
    buf_release(&out);
}

static const char camp[] =
    "dataset|label_profile=humanitarian|uses_list=complete|"
    "recipients_list=complete|sold=no\n"
    "element|1|words=Name, age, family\n"
    "element|2|words=Fingerprint, eye scan and what else the reader keeps\n"
    "use|1|words=A|purpose=aid|choice=always|elements=%/element/1\n"
    "use|2|words=B|purpose=fraud|choice=opt-in|"
    "elements=%/element/1,%/element/2\n"
    "recipient|1|words=C|category=ngo|choice=opt-out|elements=%/element/1|"
    "onward=forbidden|sale=no\n"
    "recipient|2|words=D|category=host-government|choice=always|"
    "elements=%/element/2|onward=allowed|sale=no";

static void the_grid_is_that_of_the_sketch(void **state)
{
    static const char *const wide[] = {
        "====\n"
        "                             How we use it       Who gets it\n"
        "                             Give  Check         Aid    Host  Home\n"
        "What we collect              help  fraud  Study  group  govt  govt  "
        "Sold\n----",
        "----\n"
        "Name, age, family            YES   ASK    no     STOP   no    no    "
        "no\n"
        "Fingerprint, eye scan and    no    ASK    no     ?      YES   ?     "
        "?\n"
        "what else the reader keeps\n"
        "----",
        "----\n"
        "YES   We do this.\n"
        "STOP  We do this until you say no.\n"
        "ASK   Only if you say yes. We ask first.\n"
        "no    We do not do this.\n"
        "?     We do not do this. WE CANNOT PROMISE that others will not.\n"
        "====",
        "====\n 1 What do you       What you can choose",
    };
    static const char *const narrow[] = {
        "====\nWhat we collect\n----",
        "----\n"
        "Name, age, family\n"
        "  How we use it:\n"
        "    YES: Give help\n"
        "    ASK: Check fraud\n"
        "    no: Study\n"
        "  Who gets it:\n"
        "    STOP: Aid group\n"
        "    no: Host govt; Home govt; Sold\n"
        "----",
        "----\n"
        "Fingerprint, eye scan and what else the\n"
        "reader keeps\n"
        "  How we use it:\n",
        "====\n1 What do you collect?\n  What you can choose",
    };
    struct store *s = cases_begin();
    struct label *l;

    (void)state;
    put_lines(s, "d", camp);
    cases_end(s);
    l = label_of(s, "d", NULL);
    assert_parts(l, LAYOUT_GRID, 72, wide, sizeof wide / sizeof *wide);
    assert_parts(l, LAYOUT_GRID, 40, narrow, sizeof narrow / sizeof *narrow);
    label_free(l);
    register_free(s);
}

/* One table, or two where one does not fit; words break where they can. */
static void a_wide_grid_is_two(void **state)
{
    static const char *const two[] = {
        "What we collect  city  Study  Fines  Crime  uses\n----",
        "----\n                 Who gets it\n                 Police,\n"
        "What we collect  courts   Firms  Everyone  Others  Sold\n----",
    };
    static const char *const one[] = {
        "What we collect  city  Study  Fines  Crime  uses   courts   Firms  "
        "Everyone  Others  Sold\n----",
    };
    static const char *const broken[] = {
        "                    Run                        Police,         Every-"
        "\nWhat we collect     city  Study  Fines  Crime  courts   Firms  one "
        "    Sold\n----",
    };
    struct store *s = cases_begin();
    struct label *l;

    (void)state;
    put_lines(s, "d",
              "dataset|label_profile=city\nelement|1|words=One\n"
              "use|1|words=A|purpose=train-ai\n"
              "recipient|1|words=B|category=media");
    put_lines(s, "e",
              "dataset|label_profile=city\n"
              "element|1|words=One and two and three");
    cases_end(s);
    l = label_of(s, "d", NULL);
    assert_parts(l, LAYOUT_GRID, 72, two, 2);
    assert_parts(l, LAYOUT_GRID, 132, one, 1);
    label_free(l);
    l = label_of(s, "e", NULL);
    assert_parts(l, LAYOUT_GRID, 75, broken, 1);
    label_free(l);
    register_free(s);
}

/* Names left, answers right; beneath their names where that is too wide. */
static void narrow_pairs_are_those_of_the_sketch(void **state)
{
    static const char *const forty[] = {
        "\n7 Who else gets it?\n"
        "  LearnCo (runs the apps)          YES\n"
        "  Teachers in your child's class   YES\n"
        "  Police       YES, with a court order\n",
    };
    static const char *const thirty_two[] = {
        "\n  Teachers in your child's class\n"
        "                           YES\n"
        "  Police\n"
        "       YES, with a court order\n",
    };
    struct store *s = cases_begin();
    struct label *l;

    (void)state;
    put_lines(s, "d",
              "recipient|1|words=LearnCo (runs the apps)|choice=always\n"
              "recipient|2|words=Teachers in your child's class|choice=always\n"
              "recipient|3|words=Police|condition=with a court order|"
              "choice=always");
    cases_end(s);
    l = label_of(s, "d", NULL);
    assert_parts(l, LAYOUT_FULL, 40, forty, 1);
    assert_parts(l, LAYOUT_FULL, 32, thirty_two, 1);
    label_free(l);
    register_free(s);
}

/* What larder draws by itself is ASCII: a printer may know nothing else. */
static void the_frame_is_ascii(void **state)
{
    static const size_t widths[] = { 20, 32, 40, 72 };
    struct store *s = cases_begin();
    struct label *l;

    (void)state;
    put_lines(s, "d", camp);
    cases_end(s);
    l = label_of(s, "d", NULL);
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        for (enum layout layout = 0; layout < LAYOUT_COUNT; layout++) {
            struct buf out = BUF_INIT;

            label_text(l, layout, widths[i], &out);
            for (size_t j = 0; j < out.len; j++)
                assert_true((unsigned char)out.s[j] < 0x7f);
            buf_release(&out);
        }
    label_free(l);
    register_free(s);
}

/* Heads of columns, and the same with | between their lines. */
static const struct {
    const char *head;
    size_t cells;
    const char *lines;
} heads[] = {
    { "Give help", 9, "Give help" },
    { "Give help", 5, "Give|help" },
    { "Every" GRID_SOFT_HYPHEN "one", 8, "Everyone" },
    { "Every" GRID_SOFT_HYPHEN "one", 7, "Every-|one" },
    { "Or" GRID_SOFT_HYPHEN "gani" GRID_SOFT_HYPHEN "sa" GRID_SOFT_HYPHEN
      "tions d'aide",
      9, "Organisa-|tions|d'aide" },
    { "Or" GRID_SOFT_HYPHEN "gani" GRID_SOFT_HYPHEN "sa" GRID_SOFT_HYPHEN
      "tions d'aide",
      13, "Organisations|d'aide" },
    { "Police, courts", 7, "Police,|courts" },
    { "Unbreakable", 5, "Unbreakable" },
    { "", 5, "" },
};

static void heads_break_where_they_can(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct strs l = STRS_INIT;
        struct buf b = BUF_INIT;

        text_head_lines(&l, heads[i].head, heads[i].cells);
        for (size_t j = 0; j < l.n; j++)
            buf_addf(&b, "%s%s", j ? "|" : "", l.v[j]);
        assert_string_equal(b.s, heads[i].lines);
        strs_release(&l);
        buf_release(&b);
    }
    assert_int_equal(text_head_width(heads[2].head, false), 8);
    assert_int_equal(text_head_width(heads[2].head, true), 6);
    assert_int_equal(text_head_width("Police, courts", true), 7);
    assert_int_equal(text_head_width("", true), 0);
}

/* --- paper --------------------------------------------------------------- */

static void what_is_no_rule_looks_like_none(void **state)
{
    struct buf out = BUF_INIT;
    struct paper p;

    (void)state;
    paper_init(&p, "en", LAYOUT_FULL, 20, &out);
    paper_rule(&p, '=');
    paper_line(&p, 0, "====================");
    paper_line(&p, 0, "--------------------");
    paper_line(&p, 0, "-=------------------");
    paper_line(&p, 1, "-------------------");
    assert_string_equal(out.s, "====================\n"
                               "===================\n=\n"
                               "-------------------\n-\n"
                               "-=------------------\n"
                               " -------------------\n");
    buf_release(&out);
}

/* In a language from right to left the first column is at the right: each
 * line is told so, and filled, and what stands isolated stays so. */
static void lines_run_to_the_left(void **state)
{
    struct buf out = BUF_INIT, shown = BUF_INIT;
    struct strs lines = STRS_INIT;
    struct paper p;
    char *safe;

    (void)state;
    paper_init(&p, "ar-EG", LAYOUT_FULL, 20, &out);
    assert_true(p.rtl);
    paper_rule(&p, '-');
    paper_line(&p, 2, "\u0645\u0631");
    paper_line(&p, 0, "");
    assert_string_equal(out.s, "--------------------\n"
                               "\u2067  \u0645\u0631                "
                               "\u200f\u2069\n\n");

    safe = paper_safe(&p, "\u2068555-0142\u2069 \u202eX");
    assert_string_equal(safe, "\u2068555-0142\u2069 \\u{202e}X");
    free(safe);
    safe = paper_safe(&p, "\u2069\u2068X"); /* one closes what is not open */
    assert_string_equal(safe, "\\u{2069}\\u{2068}X");
    free(safe);
    safe = paper_safe(&p, "\u2068\u2067X\u2069"); /* one is left open     */
    assert_string_equal(safe, "\\u{2068}\\u{2067}X\\u{2069}");
    free(safe);

    paper_wrap(&p, &lines, "\u2068one two three four\u2069 five", 10);
    assert_int_equal(lines.n, 3);
    assert_string_equal(lines.v[0], "\u2068one two\u2069");
    assert_string_equal(lines.v[1], "\u2068three four\u2069");
    assert_string_equal(lines.v[2], "five");
    strs_release(&lines);

    paper_undirected(&shown, out.s);
    assert_string_equal(shown.s, "--------------------\n"
                                 "  \u0645\u0631                \n\n");
    buf_release(&shown);

    paper_init(&p, "en", LAYOUT_FULL, 20, &out);
    assert_false(p.rtl);
    safe = paper_safe(&p, "\u2068X\u2069");
    assert_string_equal(safe, "\\u{2068}X\\u{2069}");
    free(safe);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_line_is_too_wide),
        cmocka_unit_test(controls_become_visible),
        cmocka_unit_test(the_page_is_that_of_the_sketch),
        cmocka_unit_test(the_grid_is_that_of_the_sketch),
        cmocka_unit_test(a_wide_grid_is_two),
        cmocka_unit_test(narrow_pairs_are_those_of_the_sketch),
        cmocka_unit_test(the_frame_is_ascii),
        cmocka_unit_test(heads_break_where_they_can),
        cmocka_unit_test(what_is_no_rule_looks_like_none),
        cmocka_unit_test(lines_run_to_the_left),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
