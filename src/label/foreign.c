/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/foreign.h"

#include <stdlib.h>
#include <string.h>

#include "label/language.h"

bool foreign_is_name(enum field field)
{
    return field == PARTY_NAME || field == PARTY_SHORT;
}

/* Adds the languages of these answers that are not the label's. */
static void add_languages(struct strs *out, const struct answers *l)
{
    for (size_t i = 0; i < l->n; i++)
        for (size_t j = 0; j < l->v[i].facts.n; j++) {
            const struct fact *f = &l->v[i].facts.v[j];

            if (f->lang && strcmp(f->lang, "und") != 0 &&
                !foreign_is_name(f->field) && !strs_has(out, f->lang))
                strs_add(out, f->lang);
        }
}

/* Those of the whole label, in the order in which they come. */
static void find_languages(struct strs *out, const struct label *l)
{
    add_languages(out, &l->titles);
    add_languages(out, &l->brief);
    for (size_t i = 0; i < LABEL_ROWS; i++)
        add_languages(out, &l->rows[i]);
}

/* Does larder lack a word of the frame, which is put around the tree? */
static void look_at_frame(struct build *b)
{
    for (enum phrase p = SAY_MAIN + 1; p < SAY_ROW_COLLECT; p++)
        words_of(&b->voice, p);
}

static void say_parts(struct build *b)
{
    struct strs tags = STRS_INIT, names = STRS_INIT;
    struct buf list = BUF_INIT;
    char *text;

    look_at_frame(b);
    if (b->lacks)
        strs_add(&tags, "en");
    find_languages(&tags, b->label);
    for (size_t i = 0; i < tags.n; i++)
        strs_add(&names, words_language(&b->voice, tags.v[i]));
    words_list(&b->voice, &list, &names, LIST_NAMES);
    text = words_say(&b->voice, SAY_PARTS_IN, list.s, NULL);
    if (tags.n)
        answers_add(&b->label->legend, FORM_LINE, NULL, text);
    free(text);
    buf_release(&list);
    strs_release(&tags);
    strs_release(&names);
}

/* In front of IN SHORT. */
static void say_english(struct build *b)
{
    struct answers *l = &b->label->brief;
    char *text = words_say(&b->voice, SAY_NO_LANGUAGE,
                           words_language(&b->voice, b->label->lang), NULL);
    struct answer last;

    answers_add(l, FORM_LINE, NULL, text);
    last = l->v[l->n - 1];
    memmove(l->v + 1, l->v, (l->n - 1) * sizeof last);
    l->v[0] = last;
    free(text);
}

void foreign_say(struct build *b)
{
    if (language_find(b->label->lang))
        say_parts(b);
    else
        say_english(b);
}
