/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/utf8.h"

static const struct row_info {
    const char *id;
    enum phrase question;
} rows[LABEL_ROWS] = {
    { "collect", SAY_ROW_COLLECT },   { "about", SAY_ROW_ABOUT },
    { "from", SAY_ROW_FROM },         { "why", SAY_ROW_WHY },
    { "allowed", SAY_ROW_ALLOWED },   { "refuse", SAY_ROW_REFUSE },
    { "shared", SAY_ROW_SHARED },     { "onward", SAY_ROW_ONWARD },
    { "kept", SAY_ROW_KEPT },         { "safe", SAY_ROW_SAFE },
    { "findable", SAY_ROW_FINDABLE }, { "harm", SAY_ROW_HARM },
    { "decides", SAY_ROW_DECIDES },   { "rights", SAY_ROW_RIGHTS },
    { "checked", SAY_ROW_CHECKED },
};

const char *row_id(size_t row)
{
    if (row >= LABEL_ROWS)
        bug("a label has no row %zu", row + 1);
    return rows[row].id;
}

enum phrase row_question(size_t row)
{
    if (row >= LABEL_ROWS)
        bug("a label has no row %zu", row + 1);
    return rows[row].question;
}

const char *form_name(enum form form)
{
    static const char *const names[FORM_COUNT] = {
        [FORM_LINE] = "line",
        [FORM_FLOW] = "flow",
        [FORM_PAIR] = "pair",
        [FORM_MARK] = "mark",
    };

    return names[form];
}

const char *layer_name(enum layer layer)
{
    static const char *const names[LAYER_COUNT] = {
        [LAYER_SHORT] = "short",
        [LAYER_STANDARD] = "standard",
        [LAYER_FULL] = "full",
    };

    return names[layer];
}

const char *label_state_name(const struct label *l)
{
    return l->approved ? "approved" : "draft";
}

void label_init(struct label *l, const char *lang)
{
    *l = (struct label){ .lang = xstrdup(lang),
                         .layout = LAYOUT_STANDARD,
                         .refs = STRS_INIT };
}

static void slips_release(struct slips *l)
{
    for (size_t i = 0; i < l->n; i++) {
        free(l->v[i].ref);
        free(l->v[i].words);
        strs_release(&l->v[i].signers);
        strs_release(&l->v[i].names);
    }
    free(l->v);
    *l = (struct slips){ NULL, 0, 0 };
}

static void issue_release(struct issue *i)
{
    free(i->version);
    free(i->on);
    free(i->by);
    free(i->by_words);
    free(i->changes);
}

void label_release(struct label *l)
{
    free(l->remark);
    free(l->day);
    free(l->lang);
    free(l->profile);
    issue_release(&l->issue);
    strs_release(&l->refs);
    answers_release(&l->titles);
    answers_release(&l->holders);
    answers_release(&l->brief);
    answers_release(&l->message);
    grid_release(&l->grid);
    for (size_t i = 0; i < LABEL_ROWS; i++) {
        free(l->questions[i]);
        answers_release(&l->rows[i]);
    }
    answers_release(&l->legend);
    answers_release(&l->record);
    slips_release(&l->slips);
    *l = (struct label){ .lang = NULL };
}

struct answer *answers_add(struct answers *l, enum form form, const char *name,
                           const char *text)
{
    struct answer *a;

    ARRAY_GROW(l->v, l->n, l->room);
    a = &l->v[l->n++];
    *a = (struct answer){ .form = form,
                          .name = name ? tree_tidy(name) : NULL,
                          .text = tree_tidy(text),
                          .facts = FACTS_INIT };
    return a;
}

void answers_release(struct answers *l)
{
    for (size_t i = 0; i < l->n; i++) {
        free(l->v[i].about);
        free(l->v[i].name);
        free(l->v[i].text);
        facts_release(&l->v[i].facts);
    }
    free(l->v);
    *l = (struct answers){ NULL, 0, 0 };
}

struct slip *slips_add(struct slips *l, const char *ref, const char *words)
{
    struct slip *s;

    ARRAY_GROW(l->v, l->n, l->room);
    s = &l->v[l->n++];
    *s = (struct slip){ .ref = xstrdup(ref), .words = tree_tidy(words) };
    return s;
}

/* The white space of XML, and no other. */
static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

char *tree_tidy(const char *s)
{
    struct buf nfc = BUF_INIT, out = BUF_INIT;
    bool gap = false;

    utf8_add_nfc(&nfc, s, strlen(s));
    for (size_t i = 0; i < nfc.len; i++) {
        if (is_blank(nfc.s[i])) {
            gap = true;
            continue;
        }
        if (gap && out.len)
            buf_addc(&out, ' ');
        gap = false;
        buf_addc(&out, nfc.s[i]);
    }
    buf_release(&nfc);
    return buf_detach(&out);
}
