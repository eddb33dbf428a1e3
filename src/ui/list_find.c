/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Filtering and searching in a list. */

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/list.h"
#include "ui/screens.h"

/* --- filtering ----------------------------------------------------------- */

/* Words that are no filter are looked for, as a search would. */
static void filter_by(struct browse *r, const char *text, struct error *err)
{
    struct buf words = BUF_INIT;

    if (text[strcspn(text, "=~:!<>()\"")] || browse_reads_filter(r, text)) {
        browse_filter(r, text, err);
        return;
    }
    browse_add_words(r, text, &words);
    browse_filter(r, words.s, err);
    buf_release(&words);
}

static unsigned filter_accept(struct screen *s, const char *text,
                              struct error *err)
{
    struct list *l = (struct list *)s;

    list_begin_reading(l);
    ui_doing(s->ui, "%s", *text ? _("Filtering...") : _("Reading..."));
    filter_by(&l->rows, text, err);
    ui_patience_end(s->ui);
    s->busy = true;
    return RESULT_NONE;
}

/* Completes the name of a field, where just one begins like this. */
static void filter_complete(struct screen *s, struct lineedit *line)
{
    const struct kind_info *k = kind_info(((struct list *)s)->rows.kind);
    size_t from = line->at, len;
    const char *found = NULL;

    while (from && !strchr(" (", line->text.s[from - 1]))
        from--;
    len = line->at - from;
    for (size_t i = 0; i < k->count && len; i++) {
        const char *name = field_info((enum field)(k->first + i))->name;

        if (strncmp(name, line->text.s + from, len) != 0)
            continue;
        if (found)
            return;
        found = name;
    }
    if (found)
        lineedit_insert(line, found + len);
}

void list_ask_filter(struct list *l)
{
    prompt_open(&(struct prompt){ .owner = &l->s,
                                  .label = _("filter: "),
                                  .text = l->rows.filter_text,
                                  .fresh = true,
                                  .older = &l->filters,
                                  .accept = filter_accept,
                                  .complete = filter_complete });
}

void list_drop_filter(struct list *l)
{
    struct error err = ERROR_INIT;

    filter_accept(&l->s, "", &err);
    if (!l->rows.filter_text)
        ui_say(l->s.ui, _("the filter is off: all records are shown"));
    ui_fail(l->s.ui, &err);
}

/* --- searching ----------------------------------------------------------- */

/* False if it was stopped before anything was found. */
static bool find(struct list *l, const struct spot *from, bool here, bool back,
                 const char *words)
{
    struct error err = ERROR_INIT;
    bool stopped;
    int found;

    ui_doing(l->s.ui, "%s", _("Searching..."));
    found = browse_find(&l->rows, from, here, back, words, &err);
    l->s.busy = true;
    if (found == 0)
        ui_say(l->s.ui, _("'%s' is not here"), words);
    if (found == 2)
        ui_say(l->s.ui, _("search wrapped"));
    stopped = err.code == ERROR_INTERRUPTED;
    if (stopped)
        error_clear(&err);
    ui_fail(l->s.ui, &err);
    return !stopped;
}

static void go_origin(struct list *l)
{
    struct error err = ERROR_INIT;

    if (browse_go(&l->rows, &l->origin, &err) != 0)
        ui_fail(l->s.ui, &err);
    l->s.busy = true;
}

/* In a large register a search may take longer than the next key. */
static void search_change(struct screen *s, const char *text)
{
    struct list *l = (struct list *)s;

    l->unfinished = false;
    if (!*text) {
        go_origin(l);
        return;
    }
    ui_patience(s->ui, PATIENCE_UNTIL_KEY);
    l->unfinished = !find(l, &l->origin, true, false, text);
    ui_patience_end(s->ui);
    if (l->unfinished)
        ui_say(s->ui, _("not found yet; Enter goes on searching"));
}

/* As long as it takes. */
static void find_patiently(struct list *l, const struct spot *from, bool here,
                           bool back)
{
    ui_patience(l->s.ui, PATIENCE_UNTIL_INTERRUPTED);
    if (!find(l, from, here, back, l->s.search.words))
        ui_say(l->s.ui, _("the search was stopped; n goes on"));
    ui_patience_end(l->s.ui);
}

static unsigned search_accept(struct screen *s, const char *text,
                              struct error *err)
{
    struct list *l = (struct list *)s;

    (void)err;
    free(s->search.words);
    s->search.words = *text ? xstrdup(text) : NULL;
    if (l->unfinished && s->search.words)
        find_patiently(l, &l->origin, true, false);
    l->unfinished = false;
    return RESULT_NONE;
}

static void search_cancel(struct screen *s)
{
    go_origin((struct list *)s);
}

void list_search(struct list *l)
{
    spot_release(&l->origin);
    l->origin = browse_spot(&l->rows);
    l->unfinished = false;
    prompt_open(&(struct prompt){ .owner = &l->s,
                                  .label = "/",
                                  .older = &l->s.search.older,
                                  .accept = search_accept,
                                  .change = search_change,
                                  .cancel = search_cancel });
}

void list_search_again(struct list *l, bool back)
{
    struct spot here = browse_spot(&l->rows);

    if (!l->s.search.words)
        ui_say(l->s.ui, _("nothing was searched for yet; / searches"));
    else
        find_patiently(l, &here, false, back);
    spot_release(&here);
}
