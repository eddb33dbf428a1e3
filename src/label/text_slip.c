/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/text_slip.h"

#include <stdlib.h>

#include "base/utf8.h"

/* Blanks behind the words, and how far in later lines stand. */
enum { GAP = 2 };

/* Puts parts on lines, each whole where it fits; later lines stand in. */
static void add_parts(struct paper *p, const struct strs *parts)
{
    struct buf line = BUF_INIT;
    size_t column = 0;

    for (size_t i = 0; i < parts->n; i++) {
        struct strs wrapped = STRS_INIT;
        size_t gap = i == 1 ? GAP : GAP + 1;

        if (line.len &&
            column + utf8_width(line.s) + gap + utf8_width(parts->v[i]) <=
                p->width) {
            buf_addn(&line, ' ', gap);
            buf_adds(&line, parts->v[i]);
            continue;
        }
        if (line.len)
            paper_line(p, column, line.s);
        buf_clear(&line);
        column = i ? GAP : 0;
        paper_wrap(p, &wrapped, parts->v[i], p->width - column);
        for (size_t j = 0; j + 1 < wrapped.n; j++)
            paper_line(p, column, wrapped.v[j]);
        buf_adds(&line, wrapped.v[wrapped.n - 1]);
        strs_release(&wrapped);
    }
    if (line.len)
        paper_line(p, column, line.s);
    buf_release(&line);
}

/* "Meals:  pupil [ ] yes [ ] no   parent [ ] yes [ ] no   Date:" */
static void add_slip(struct paper *p, const struct slip *s)
{
    struct strs parts = STRS_INIT;
    char *words = paper_safe(p, s->words);

    strs_take(&parts, words_say(&p->voice, SAY_SLIP_NAME, words, NULL));
    for (size_t i = 0; i < s->names.n; i++) {
        char *signer = paper_safe(p, s->names.v[i]);

        strs_take(&parts, words_say(&p->voice, SAY_SLIP_SIGNER, signer, NULL));
        free(signer);
    }
    if (s->names.n == 0)
        strs_add(&parts, words_of(&p->voice, SAY_SLIP_ANYONE));
    strs_add(&parts, words_of(&p->voice, SAY_SLIP_DATE));
    add_parts(p, &parts);
    strs_release(&parts);
    free(words);
}

void text_slips(struct paper *p, const struct label *l)
{
    for (size_t i = 0; i < l->slips.n; i++)
        add_slip(p, &l->slips.v[i]);
}
