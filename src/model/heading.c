/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/heading.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/heading_table.h"

/* Of the longest headings, which are questions, the beginning will do. */
enum { WORDS_MAX = 40 };

static const char *const langs[] = { "en", "fr", "es" };
enum { LANGS = sizeof langs / sizeof *langs };

struct found {
    const struct heading_entry *entry;
    size_t at, end; /* in the words of the heading                         */
};

struct finds {
    struct found *v;
    size_t n, room;
    size_t letters[LANGS]; /* found in each language                       */
};

static bool is_lang(const struct heading_entry *e, size_t lang)
{
    return strstr(e->pattern.langs, langs[lang]) != NULL;
}

static void add_found(struct finds *f, const struct heading_entry *e, size_t at,
                      size_t end)
{
    ARRAY_GROW(f->v, f->n, f->room);
    f->v[f->n++] = (struct found){ e, at, end };
    for (size_t i = 0; i < LANGS; i++)
        if (is_lang(e, i))
            f->letters[i] += e->letters;
}

/* Finds what begins at that word. */
static void find_at(struct finds *f, const struct strs *words, size_t at)
{
    struct buf as_is = BUF_INIT, singular = BUF_INIT;
    size_t i;

    buf_addc(&singular, HEADING_SINGULAR);
    for (i = at; i < words->n && i < at + heading_words_max(); i++) {
        const struct heading_entry *e;

        buf_adds(&as_is, words->v[i]);
        heading_add_singular(&singular, words->v[i]);
        e = heading_find(as_is.s);
        if (!e)
            e = heading_find(singular.s + 1);
        if (!e)
            e = heading_find(singular.s);
        if (e)
            add_found(f, e, at, i + 1);
    }
    buf_release(&as_is);
    buf_release(&singular);
}

static size_t language(const struct finds *f)
{
    size_t best = 0;

    for (size_t i = 1; i < LANGS; i++)
        if (f->letters[i] > f->letters[best])
            best = i;
    return best;
}

static bool is_better(const struct found *a, const struct found *b,
                      bool head_last)
{
    if (a->entry->words != b->entry->words)
        return a->entry->words > b->entry->words;
    if (a->entry->pattern.weak != b->entry->pattern.weak)
        return !a->entry->pattern.weak;
    if (head_last && a->end != b->end)
        return a->end > b->end;
    if (!head_last && a->at != b->at)
        return a->at < b->at;
    return a->entry->letters > b->entry->letters;
}

static const struct found *best_of(const struct finds *f)
{
    const struct found *best = f->n ? &f->v[0] : NULL;
    bool head_last = language(f) == 0;

    for (size_t i = 1; i < f->n; i++)
        if (is_better(&f->v[i], best, head_last))
            best = &f->v[i];
    return best;
}

const struct heading_pattern *heading_guess(const char *heading)
{
    struct strs all = STRS_INIT, words = STRS_INIT;
    struct finds finds = { NULL, 0, 0, { 0 } };
    const struct found *best;
    const struct heading_pattern *p;

    heading_load();
    heading_add_slugs(&all, heading, WORDS_MAX);
    heading_add_counting(&words, &all);
    for (size_t i = 0; i < words.n; i++)
        find_at(&finds, &words, i);
    best = best_of(&finds);
    p = best ? &best->entry->pattern : NULL;
    free(finds.v);
    strs_release(&all);
    strs_release(&words);
    return p;
}
