/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/tell.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct told *tell_of(const struct build *b, struct telling *t,
                     const struct record *r)
{
    const char *name = build_name(b, r);
    struct told *one;

    ARRAY_GROW(t->v, t->n, t->room);
    one = &t->v[t->n++];
    *one = (struct told){ .name = tree_tidy(name ? name : r->ref),
                          .facts = FACTS_INIT };
    return one;
}

void tell_text(const struct build *b, struct told *t, const char *text)
{
    char *both = t->text
                     ? words_say(&b->voice, SAY_TWO_SENTENCES, t->text, text)
                     : xstrdup(text);

    free(t->text);
    t->text = both;
}

void tell_say(const struct build *b, struct told *t, enum phrase p,
              const char *one, const char *two)
{
    char *text = words_say(&b->voice, p, one, two);

    tell_text(b, t, text);
    free(text);
}

bool tell_knows(const struct telling *t)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->v[i].text)
            return true;
    return false;
}

static bool is_same(const struct told *a, const struct told *b)
{
    if (!a->text || !b->text)
        return a->text == b->text;
    return strcmp(a->text, b->text) == 0;
}

/* How many there are like number i. */
static size_t group_size(const struct telling *t, size_t i)
{
    size_t n = 0;

    for (size_t j = 0; j < t->n; j++)
        n += is_same(&t->v[i], &t->v[j]);
    return n;
}

const char *tell_same(const struct telling *t)
{
    return t->n && group_size(t, 0) == t->n ? t->v[0].text : NULL;
}

/*
 * The first of the largest group, if that is two or more of at least three,
 * which is then told as the rest; else t->n.
 */
static size_t find_rest(const struct telling *t)
{
    size_t best = t->n, size = 1;

    for (size_t i = 0; i < t->n && t->n >= 3; i++)
        if (group_size(t, i) > size) {
            best = i;
            size = group_size(t, i);
        }
    return best;
}

/* "The police (passing it on): WE DO NOT KNOW." */
static void say_group_unknown(struct build *b, const char *names,
                              enum phrase topic, struct facts *facts)
{
    char *of = topic == SAY_MAIN || topic == SAY_NOTHING
                   ? xstrdup(names)
                   : words_say(&b->voice, SAY_IN_BRACKETS, names,
                               words_of(&b->voice, topic));

    build_say(b, FORM_LINE, SAY_NAMED_SENTENCE, of,
              words_of(&b->voice, SAY_UNKNOWN), facts);
    free(of);
}

/* Adds a name once: several records can be called the same. */
static void add_name(struct strs *names, const char *name)
{
    if (!strs_has(names, name))
        strs_add(names, name);
}

/* "Photos: cameras that our staff carry." */
static void say_known(struct build *b, const char *names,
                      const struct told *told, struct facts *facts)
{
    struct buf text = BUF_INIT;

    if (told->inside)
        words_small(&b->voice, &text, told->text);
    else
        buf_adds(&text, told->text);
    build_say(b, FORM_LINE, SAY_NAMED, names, text.s, facts);
    buf_release(&text);
}

/* Says what the group of number i has in common. */
static void say_group(struct build *b, struct telling *t, size_t i,
                      enum phrase topic, const char *name)
{
    const struct told *first = &t->v[i];
    struct facts facts = FACTS_INIT;
    struct strs names = STRS_INIT;
    struct buf list = BUF_INIT;

    for (size_t j = i; j < t->n; j++)
        if (is_same(first, &t->v[j])) {
            add_name(&names, t->v[j].name);
            facts_move(&facts, &t->v[j].facts);
            t->v[j].said = true;
        }
    if (name)
        buf_adds(&list, name);
    else
        words_list(&b->voice, &list, &names, LIST_AS_IS);
    if (first->text)
        say_known(b, list.s, first, &facts);
    else
        say_group_unknown(b, list.s, topic, &facts);
    b->new_line = true; /* what follows is not about this group            */
    strs_release(&names);
    buf_release(&list);
}

/* Says what is the same for all. */
static void say_same(struct build *b, struct telling *t, enum phrase topic,
                     const char *name)
{
    struct facts facts = FACTS_INIT;

    for (size_t i = 0; i < t->n; i++)
        facts_move(&facts, &t->v[i].facts);
    if (!t->v[0].text)
        build_unknown(b, topic, &facts);
    else if (name)
        say_known(b, name, &t->v[0], &facts);
    else
        build_add(b, FORM_FLOW, NULL, t->v[0].text, &facts);
    facts_release(&facts);
}

/* Says each group whose text is known, or not, but those of the rest. */
static void say_groups(struct build *b, struct telling *t, bool known,
                       size_t rest, enum phrase topic)
{
    for (size_t i = 0; i < t->n; i++)
        if (!t->v[i].said && !t->v[i].text == !known &&
            (rest == t->n || !is_same(&t->v[rest], &t->v[i])))
            say_group(b, t, i, topic, NULL);
}

void tell_all(struct build *b, struct telling *t, enum phrase topic,
              const char *name)
{
    size_t rest = find_rest(t);
    bool same = t->n && group_size(t, 0) == t->n;

    if (same) {
        say_same(b, t, topic, name);
    } else {
        say_groups(b, t, true, rest, topic);
        say_groups(b, t, false, rest, topic);
        if (rest < t->n)
            say_group(b, t, rest, topic, words_of(&b->voice, SAY_REST));
    }
    tell_release(t);
}

void tell_some(struct build *b, struct telling *t, enum phrase topic,
               size_t total)
{
    bool named = tell_same(t) && t->n < total;
    struct strs names = STRS_INIT;
    struct buf list = BUF_INIT;

    for (size_t i = 0; i < t->n && named; i++)
        add_name(&names, t->v[i].name);
    words_list(&b->voice, &list, &names, LIST_AS_IS);
    tell_all(b, t, topic, named ? list.s : NULL);
    b->new_line |= named;
    strs_release(&names);
    buf_release(&list);
}

void tell_release(struct telling *t)
{
    for (size_t i = 0; i < t->n; i++) {
        free(t->v[i].name);
        free(t->v[i].text);
        facts_release(&t->v[i].facts);
    }
    free(t->v);
    *t = (struct telling)TELLING_INIT;
}
