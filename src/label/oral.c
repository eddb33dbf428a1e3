/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * The label as a script for one who reads it aloud: what is said one sentence
 * a line, what is done in brackets.
 */

#include "label/label.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "label/grid.h"
#include "label/isolate.h"
#include "label/paper.h"
#include "label/spoken.h"
#include "label/text_answers.h"
#include "label/tree.h"

/* How far in stand sentences, and later lines of anything. */
enum { SENTENCE = 2, MORE = 4 };

/* Behind which rows the person is asked. */
static const bool asks[LABEL_ROWS] = { [5] = true, [12] = true };

/* Text at a column, later lines farther in. */
static void put(struct paper *p, size_t column, const char *text)
{
    struct strs lines = STRS_INIT;

    paper_wrap_in(p, &lines, text, MORE - column, p->width - column);
    paper_lines(p, column, &lines);
    strs_release(&lines);
}

/* What the helper does. */
static void note(struct paper *p, const char *words)
{
    char *line = xasprintf("[%s]", words);

    put(p, 0, line);
    free(line);
}

static void note_phrase(struct paper *p, enum phrase words)
{
    note(p, words_of(&p->voice, words));
}

/* What the helper says: text that is safe already. */
static void say(struct paper *p, const char *text)
{
    struct strs sentences = STRS_INIT;

    spoken_sentences(&sentences, text);
    paper_mend(p, &sentences, 0);
    for (size_t i = 0; i < sentences.n; i++) {
        struct buf line = BUF_INIT;

        spoken_phones(&line, sentences.v[i]);
        put(p, SENTENCE, line.s);
        buf_release(&line);
    }
    strs_release(&sentences);
}

static void say_phrase(struct paper *p, enum phrase phrase, const char *words)
{
    char *text = words_say(&p->voice, phrase, words, NULL);

    say(p, text);
    free(text);
}

static void gap(struct paper *p)
{
    paper_line(p, 0, "");
}

/* --- answers ------------------------------------------------------------- */

/* What a mark means in words: that of the tree, else of the grid; or NULL. */
static const char *meaning(const struct paper *p, const struct label *l,
                           const char *mark)
{
    const struct voice *v = &p->voice;

    for (size_t i = 0; i < l->legend.n; i++)
        if (l->legend.v[i].form == FORM_MARK &&
            strcmp(l->legend.v[i].name, mark) == 0)
            return l->legend.v[i].text;
    for (enum grid_answer a = GRID_YES; a < GRID_ANSWER_COUNT; a++)
        if (strcmp(words_of(v, grid_answer_word(a)), mark) == 0)
            return words_of(v, grid_answer_legend(a));
    return NULL;
}

/* "To plan: Only if you say yes. We ask first."  What goes on behind it is
 * said then. */
static size_t say_mark(struct paper *p, const struct label *l,
                       const struct answer *a)
{
    const char *words = meaning(p, l, a->name);
    char *safe = paper_safe(p, words ? words : a->name);
    char *text = paper_safe(p, a->text), *both;
    size_t len = strlen(text);

    if (len && text[len - 1] == '.')
        text[len - 1] = '\0';
    both = words_say(&p->voice, SAY_NAMED, text, safe);
    say(p, both);
    free(both);
    free(text);
    free(safe);
    return 1;
}

/* How many bytes of s are that text; 0: it does not begin with it. */
static size_t prefix(const char *s, const char *text)
{
    size_t len = strlen(text);

    return strncmp(s, text, len) == 0 ? len : 0;
}

/* Is the text "ASK", or begins with "ASK, by contract"?  The mark can be
 * isolated. */
static bool begins_with(const char *text, const char *mark)
{
    size_t len;

    text += prefix(text, ISOLATE_BEGIN);
    len = prefix(text, mark);
    if (!len)
        return false;
    text += len;
    text += prefix(text, ISOLATE_END);
    return strchr(", .", *text) || prefix(text, "\u00a0");
}

/* The same for one part of a list: "YES (Name); ASK (Photo)". */
static bool has_part(const struct voice *v, const char *text, const char *mark)
{
    char *between = words_say(v, SAY_LIST_LONG, "", "");
    bool has = false;

    for (; text && !has; text = *between ? strstr(text, between) : NULL) {
        text += prefix(text, between);
        has = begins_with(text, mark);
    }
    free(between);
    return has;
}

/* What a pair says with a mark is explained: "ASK: Only if you say yes." */
static void say_meaning(struct paper *p, const struct label *l,
                        const char *text)
{
    for (size_t i = 0; i < l->legend.n; i++) {
        const struct answer *a = &l->legend.v[i];
        char *name, *words, *both;

        if (a->form != FORM_MARK || !has_part(&p->voice, text, a->name))
            continue;
        name = paper_safe(p, a->name);
        words = paper_safe(p, a->text);
        both = words_say(&p->voice, SAY_NAMED, name, words);
        say(p, both);
        free(both);
        free(words);
        free(name);
    }
}

static size_t say_pair(struct paper *p, const struct label *l,
                       const struct answers *all, size_t i)
{
    char *name = paper_safe(p, all->v[i].name);
    char *text = paper_safe(p, all->v[i].text);
    char *both = words_say(&p->voice, SAY_NAMED_SENTENCE, name, text);

    say(p, both);
    say_meaning(p, l, all->v[i].text);
    free(both);
    free(text);
    free(name);
    return i + 1;
}

static size_t say_text(struct paper *p, const struct answers *all, size_t i)
{
    struct buf text = BUF_INIT;

    i = text_gather(p, all, i, &text);
    say(p, text.s);
    buf_release(&text);
    return i;
}

static void say_answers(struct paper *p, const struct label *l,
                        const struct answers *all)
{
    for (size_t i = 0; i < all->n;) {
        const char *about = text_about(all, i);
        char *title = paper_safe(p, about ? about : "");

        if (about)
            say_phrase(p, SAY_TITLE, title);
        free(title);
        if (all->v[i].form == FORM_MARK)
            i += say_mark(p, l, &all->v[i]);
        else if (all->v[i].form == FORM_PAIR)
            i = say_pair(p, l, all, i);
        else
            i = say_text(p, all, i);
    }
}

/* --- the parts of the script --------------------------------------------- */

static void note_draft(struct paper *p, const struct label *l)
{
    char *words;

    if (l->approved)
        return;
    words = words_say(&p->voice, SAY_NAMED, words_of(&p->voice, SAY_DRAFT),
                      words_of(&p->voice, SAY_DRAFT_WARNING));
    note(p, words);
    free(words);
}

/* "[Label bus-stops  version 5]" */
static void note_name(struct paper *p, const struct label *l)
{
    char *version = paper_safe(p, l->approved ? l->issue.version : "");
    struct buf refs = BUF_INIT;
    char *words;

    for (size_t i = 0; i < l->refs.n; i++)
        buf_addf(&refs, "%s%s", i ? ", " : "", l->refs.v[i]);
    words =
        words_say(&p->voice, l->approved ? SAY_LABEL_VERSION : SAY_LABEL_DRAFT,
                  refs.s, version);
    note(p, words);
    free(words);
    free(version);
    buf_release(&refs);
}

static void say_head(struct paper *p, const struct label *l)
{
    struct buf day = BUF_INIT;

    say_phrase(p, SAY_ORAL_INTRO, NULL);
    for (size_t i = 0; i < l->titles.n; i++) {
        char *title = paper_safe(p, l->titles.v[i].text);

        say_phrase(p, SAY_ORAL_ABOUT, title);
        free(title);
    }
    for (size_t i = 0; i < l->holders.n; i++) {
        char *holder = paper_safe(p, l->holders.v[i].text);

        say_phrase(p, SAY_ORAL_RUN_BY, holder);
        free(holder);
    }
    if (l->day) {
        words_date(&p->voice, &day, l->day);
        say_phrase(p, SAY_OF_DAY, day.s);
    }
    note_phrase(p, SAY_ORAL_PAUSE);
    buf_release(&day);
}

static void say_row(struct paper *p, const struct label *l, size_t row)
{
    char *number = xasprintf("%zu", row + 1);
    char *question = paper_safe(p, l->questions[row]);
    char *head = words_say(&p->voice, SAY_ORAL_ROW, number, question);
    struct answers shown;

    gap(p);
    put(p, 0, head);
    layout_shown(&shown, p->layout, row, &l->rows[row]);
    say_answers(p, l, &shown);
    note_phrase(p, SAY_ORAL_PAUSE);
    if (asks[row])
        note_phrase(p, SAY_ORAL_AGAIN);
    free(shown.v);
    free(head);
    free(question);
    free(number);
}

static void say_foot(struct paper *p, const struct label *l)
{
    char *where = paper_safe(p, l->record.n ? l->record.v[0].text : "");
    char *record = words_say(&p->voice, SAY_FULL_RECORD, where, NULL);
    struct buf code = BUF_INIT;

    gap(p);
    for (size_t i = 0; i < l->legend.n; i++)
        if (l->legend.v[i].form != FORM_MARK)
            say_text(p, &l->legend, i);
    if (layout_leaves_out(p->layout, l))
        say_phrase(p, SAY_MORE_IN_FULL, NULL);
    say(p, record);
    spoken_code(&code, l->code);
    say_phrase(p, SAY_CHECK_CODE, code.s);
    free(where);
    free(record);
    buf_release(&code);
}

/* Asks one who signs; NULL: whoever holds the slip. */
static void ask_choice(struct paper *p, const char *words, const char *signer)
{
    char *boxes, *who, *line;

    gap(p);
    if (signer) {
        who = words_say(&p->voice, SAY_ORAL_ANSWERS, signer, NULL);
        note(p, who);
        free(who);
        boxes = words_say(&p->voice, SAY_SLIP_SIGNER, signer, NULL);
    } else {
        boxes = xstrdup(words_of(&p->voice, SAY_SLIP_ANYONE));
    }
    say_phrase(p, SAY_ORAL_CHOICE, words);
    note_phrase(p, SAY_ORAL_WAIT);
    line = xasprintf("%s   %s", boxes, words_of(&p->voice, SAY_SLIP_DATE));
    put(p, 0, line);
    free(line);
    free(boxes);
}

static void ask_choices(struct paper *p, const struct label *l)
{
    if (l->slips.n == 0)
        return;
    gap(p);
    say_phrase(p, SAY_ORAL_CHOICES, NULL);
    for (size_t i = 0; i < l->slips.n; i++) {
        const struct slip *s = &l->slips.v[i];
        char *words = paper_safe(p, s->words);

        for (size_t j = 0; j < s->names.n; j++) {
            char *signer = paper_safe(p, s->names.v[j]);

            ask_choice(p, words, signer);
            free(signer);
        }
        if (s->names.n == 0)
            ask_choice(p, words, NULL);
        free(words);
    }
}

void label_oral(const struct label *l, enum layout layout, size_t width,
                struct buf *out)
{
    struct paper p;

    /* A grid cannot be read aloud; row 1 tells what its side does. */
    paper_init(&p, l->lang, layout == LAYOUT_GRID ? LAYOUT_STANDARD : layout,
               width, out);
    note_draft(&p, l);
    note_phrase(&p, SAY_ORAL_HOW);
    note_phrase(&p, SAY_ORAL_BRACKETS);
    note_name(&p, l);
    gap(&p);
    say_head(&p, l);
    gap(&p);
    put(&p, 0, words_of(&p.voice, SAY_ORAL_SHORT));
    say_answers(&p, l, &l->brief);
    note_phrase(&p, SAY_ORAL_PAUSE);
    for (size_t i = 0; i < LABEL_ROWS; i++)
        say_row(&p, l, i);
    say_foot(&p, l);
    ask_choices(&p, l);
    gap(&p);
    say_phrase(&p, SAY_ORAL_END, NULL);
    note_draft(&p, l);
}
