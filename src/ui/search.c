/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Searching in rows that are all in memory. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens.h"

/* Without the difference between upper and lower case, with a NUL. */
static char *fold(const char *s)
{
    size_t len = 0;
    uint8_t *folded = u8_casefold((const uint8_t *)s, strlen(s) + 1, NULL,
                                  UNINORM_NFC, NULL, &len);

    return folded ? (char *)folded : xstrdup(s);
}

bool search_matches(const char *text, const char *words)
{
    char *in = fold(text), *what = fold(words);
    bool found = strstr(in, what) != NULL;

    free(in);
    free(what);
    return found;
}

static bool row_matches(struct screen *owner, size_t row, const char *words)
{
    struct buf text = BUF_INIT;
    bool found;

    owner->ops->search->text(owner, row, &text);
    found = search_matches(text.s, words);
    buf_release(&text);
    return found;
}

/* From a row on, which counts itself, round to the row before it. */
static bool look(struct screen *owner, size_t from, bool back,
                 const char *words, bool *wrapped)
{
    size_t n, at;

    owner->ops->search->where(owner, &n, &at);
    for (size_t i = 0; i < n; i++) {
        size_t row = (back ? from + n - i : from + i) % n;

        if (!row_matches(owner, row, words))
            continue;
        *wrapped = back ? row > from : row < from;
        owner->ops->search->go(owner, row);
        return true;
    }
    return false;
}

static void find(struct screen *owner, size_t from, bool back,
                 const char *words)
{
    bool wrapped = false;

    if (!look(owner, from, back, words, &wrapped))
        ui_say(owner->ui, _("'%s' is not here"), words);
    else if (wrapped)
        ui_say(owner->ui, _("search wrapped"));
}

static void on_change(struct screen *owner, const char *text)
{
    owner->ops->search->go(owner, owner->search.from);
    if (*text)
        find(owner, owner->search.from, false, text);
}

static unsigned on_accept(struct screen *owner, const char *text,
                          struct error *err)
{
    struct search *s = &owner->search;

    (void)err;
    free(s->words);
    s->words = *text ? xstrdup(text) : NULL;
    return RESULT_NONE;
}

static void on_cancel(struct screen *owner)
{
    owner->ops->search->go(owner, owner->search.from);
}

static void begin(struct screen *owner)
{
    struct prompt p = { .owner = owner,
                        .label = "/",
                        .older = &owner->search.older,
                        .accept = on_accept,
                        .change = on_change,
                        .cancel = on_cancel };
    size_t n;

    owner->ops->search->where(owner, &n, &owner->search.from);
    prompt_open(&p);
}

static void again(struct screen *owner, bool back)
{
    const char *words = owner->search.words;
    size_t n, at;

    owner->ops->search->where(owner, &n, &at);
    if (!words)
        ui_say(owner->ui, _("nothing was searched for yet; / searches"));
    else if (n)
        find(owner, (back ? at + n - 1 : at + 1) % n, back, words);
}

bool search_act(struct screen *owner, enum action action)
{
    if (action == ACTION_SEARCH)
        begin(owner);
    else if (action == ACTION_SEARCH_NEXT)
        again(owner, false);
    else if (action == ACTION_SEARCH_PREVIOUS)
        again(owner, true);
    else
        return false;
    return true;
}

void search_release(struct search *s)
{
    free(s->words);
    strs_release(&s->older);
}
