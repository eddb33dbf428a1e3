/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/grid.h"

#include <stdlib.h>

#include "base/mem.h"

static const char *const group_names[GRID_GROUP_COUNT] = {
    [GRID_USE] = "use",
    [GRID_SHARE] = "share",
};

static const struct answer_info {
    const char *name;
    enum phrase word;
    enum phrase legend;
} answers[GRID_ANSWER_COUNT] = {
    [GRID_YES] = { "yes", SAY_YES, SAY_LEGEND_YES },
    [GRID_STOP] = { "stop", SAY_STOP, SAY_LEGEND_STOP },
    [GRID_ASK] = { "ask", SAY_ASK, SAY_LEGEND_ASK },
    [GRID_UNKNOWN] = { "unknown", SAY_GRID_UNKNOWN, SAY_LEGEND_UNKNOWN },
    [GRID_NO_PROMISE] = { "no-promise", SAY_GRID_NO_PROMISE,
                          SAY_LEGEND_NO_PROMISE },
    [GRID_NO] = { "no", SAY_GRID_NO, SAY_LEGEND_NO },
};

const char *grid_group_name(enum grid_group group)
{
    return group_names[group];
}

const char *grid_answer_name(enum grid_answer answer)
{
    return answers[answer].name;
}

enum phrase grid_answer_word(enum grid_answer answer)
{
    return answers[answer].word;
}

enum phrase grid_answer_legend(enum grid_answer answer)
{
    return answers[answer].legend;
}

enum grid_answer grid_order(size_t i)
{
    static const enum grid_answer order[GRID_ANSWER_COUNT] = {
        GRID_YES, GRID_STOP, GRID_ASK, GRID_NO, GRID_NO_PROMISE, GRID_UNKNOWN,
    };

    return order[i];
}

struct grid_column *grid_add_column(struct grid *g, const char *id,
                                    enum grid_group group, const char *words)
{
    struct grid_column *c;

    g->columns = xrealloc(g->columns, (g->n_columns + 1) * sizeof *c);
    c = &g->columns[g->n_columns++];
    *c = (struct grid_column){ xstrdup(id), group, xstrdup(words) };
    return c;
}

struct grid_line *grid_add_line(struct grid *g, const char *ref,
                                const char *words)
{
    struct grid_line *l;

    g->lines = xrealloc(g->lines, (g->n_lines + 1) * sizeof *l);
    l = &g->lines[g->n_lines++];
    *l = (struct grid_line){ .ref = xstrdup(ref), .words = xstrdup(words) };
    l->cells = xcalloc(g->n_columns, sizeof *l->cells);
    return l;
}

bool grid_has(const struct grid *g, enum grid_answer answer)
{
    for (size_t i = 0; i < g->n_lines; i++)
        for (size_t j = 0; j < g->n_columns; j++)
            if (g->lines[i].cells[j].answer == answer)
                return true;
    return false;
}

static void line_release(struct grid_line *l, size_t n_columns)
{
    for (size_t i = 0; i < n_columns; i++) {
        free(l->cells[i].text);
        facts_release(&l->cells[i].facts);
    }
    free(l->cells);
    free(l->ref);
    free(l->about);
    free(l->words);
}

void grid_release(struct grid *g)
{
    for (size_t i = 0; i < GRID_GROUP_COUNT; i++)
        free(g->groups[i]);
    for (size_t i = 0; i < g->n_columns; i++) {
        free(g->columns[i].id);
        free(g->columns[i].words);
    }
    for (size_t i = 0; i < g->n_lines; i++)
        line_release(&g->lines[i], g->n_columns);
    free(g->columns);
    free(g->lines);
    *g = (struct grid){ .n_columns = 0 };
}
