/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The label as lines: never too wide, whatever the register holds. */

#include "label_cases.h"

#include <locale.h>

#include "base/utf8.h"

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

        for (size_t k = 0; k < sizeof widths / sizeof *widths; k++) {
            struct buf out = BUF_INIT;

            label_text(l, LAYOUT_FULL, widths[k], &out);
            check_lines(out.s, widths[k]);
            buf_release(&out);
        }
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_line_is_too_wide),
        cmocka_unit_test(controls_become_visible),
        cmocka_unit_test(the_page_is_that_of_the_sketch),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
