/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/finding_blocks.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* A finding in the file. */
struct stored {
    size_t text;
    unsigned char uid[16];
};

enum { CHUNK = 1024 };

/* --- to the file and back ------------------------------------------------ */

static size_t bytes_of(const struct finding_block *k)
{
    return k->room * sizeof *k->v + k->text.room;
}

static void drop_memory(struct finding_block *k)
{
    free(k->v);
    k->v = NULL;
    k->room = 0;
    buf_release(&k->text);
}

/* false: there is no place for them. */
static bool write_block(struct finding_blocks *b, struct finding_block *k)
{
    struct stored *chunk = xcalloc(CHUNK, sizeof *chunk);
    off_t at;
    bool done = scratch_add(&b->scratch, k->text.s, k->text.len, &k->at);

    for (size_t i = 0; done && i < k->n;) {
        size_t n = 0;

        for (; n < CHUNK && i < k->n; n++, i++) {
            chunk[n].text = k->v[i].text;
            memcpy(chunk[n].uid, k->v[i].uid, sizeof chunk[n].uid);
        }
        done = scratch_add(&b->scratch, chunk, n * sizeof *chunk, &at);
    }
    free(chunk);
    return done;
}

/* What a finding has beside its texts. */
static void finish(const struct finding_blocks *b, struct finding_block *k)
{
    for (size_t i = 0; i < k->n; i++) {
        struct finding *f = &k->v[i];

        f->rule = k->rule;
        f->block = (unsigned)(k - b->v);
        f->known = bits_has(&b->known, (int64_t)(k->from + i));
        f->waiver =
            b->waivers && b->waivers->n && k->rule->sql
                ? waivers_find(b->waivers, k->rule->id, k->text.s + f->text)
                : NULL;
    }
}

static void read_block(struct finding_blocks *b, struct finding_block *k)
{
    struct stored *chunk = xcalloc(CHUNK, sizeof *chunk);
    off_t at = k->at + (off_t)k->text_len;

    k->text.s = xmalloc(k->text_len + 1);
    k->text.len = k->text_len;
    k->text.room = k->text_len + 1;
    k->text.s[k->text_len] = '\0';
    scratch_read(&b->scratch, k->at, k->text.s, k->text_len);
    k->v = xcalloc(k->n, sizeof *k->v);
    k->room = k->n;
    for (size_t i = 0; i < k->n;) {
        size_t n = k->n - i < CHUNK ? k->n - i : CHUNK;

        scratch_read(&b->scratch, at, chunk, n * sizeof *chunk);
        at += (off_t)(n * sizeof *chunk);
        for (size_t j = 0; j < n; j++, i++) {
            k->v[i].text = chunk[j].text;
            memcpy(k->v[i].uid, chunk[j].uid, sizeof chunk[j].uid);
        }
    }
    free(chunk);
    finish(b, k);
}

/* Has the block in memory, and no other one that is stored. */
static struct finding_block *bring(struct finding_blocks *b, size_t number)
{
    struct finding_block *k = &b->v[number];

    if (!k->stored || k->v)
        return k;
    if (b->back < b->n)
        drop_memory(&b->v[b->back]);
    b->back = number;
    read_block(b, k);
    return k;
}

/* --- adding -------------------------------------------------------------- */

/* Their texts stand one behind the other, each ended by a NUL. */
static int compare(const void *a, const void *b, void *data)
{
    const struct finding_block *k = data;
    const char *x = k->text.s + ((const struct finding *)a)->text;
    const char *y = k->text.s + ((const struct finding *)b)->text;
    size_t n = 2 + k->rule->columns.n;
    int order = 0;

    for (; n > 0 && (order = strcmp(x, y)) == 0; n--) {
        x += strlen(x) + 1;
        y += strlen(y) + 1;
    }
    return order;
}

/* Sorts the block that was added to, and puts it away if there are many. */
static void close_block(struct finding_blocks *b, struct finding_block *k)
{
    if (k->n)
        qsort_r(k->v, k->n, sizeof *k->v, compare, k);
    k->text_len = k->text.len;
    if (b->kept + bytes_of(k) > FINDINGS_KEPT && k->n && write_block(b, k)) {
        k->stored = true;
        drop_memory(k);
    } else {
        b->kept += bytes_of(k);
    }
}

/* Rules come one after the other, so nearly always it is the last one. */
struct finding_block *blocks_of(struct findings *l, const struct rule *rule)
{
    struct finding_blocks *b = l->blocks;
    size_t i;

    if (!b) {
        b = l->blocks = xcalloc(1, sizeof *b);
        b->scratch = (struct scratch)SCRATCH_INIT;
    }
    if (b->n && b->v[b->last].rule == rule)
        return &b->v[b->last];
    if (b->n)
        close_block(b, &b->v[b->last]);
    for (i = 0; i < b->n && b->v[i].rule != rule; i++)
        ;
    if (i == b->n) {
        ARRAY_GROW(b->v, b->n, b->room);
        b->v[b->n++] = (struct finding_block){ .rule = rule, .text = BUF_INIT };
        b->back = b->n;
    } else if (b->v[i].stored) {
        bring(b, i);
        b->v[i].stored = false;
        b->back = b->n;
    } else {
        b->kept -= bytes_of(&b->v[i]);
    }
    b->last = i;
    return &b->v[i];
}

/* --- the whole ----------------------------------------------------------- */

static int by_rule(const void *a, const void *b, void *data)
{
    const struct finding_blocks *l = data;
    const struct rule *x = l->v[*(const unsigned *)a].rule;
    const struct rule *y = l->v[*(const unsigned *)b].rule;
    int order = (int)x->severity - (int)y->severity;

    return order ? order : strcmp(x->id, y->id);
}

void blocks_sort(struct findings *l, const struct waivers *waivers)
{
    struct finding_blocks *b = l->blocks;
    size_t from = 0;

    if (!b)
        return;
    close_block(b, &b->v[b->last]);
    b->waivers = waivers;
    b->order = xcalloc(b->n, sizeof *b->order);
    for (size_t i = 0; i < b->n; i++)
        b->order[i] = (unsigned)i;
    qsort_r(b->order, b->n, sizeof *b->order, by_rule, b);
    for (size_t i = 0; i < b->n; i++) {
        struct finding_block *k = &b->v[b->order[i]];

        k->from = from;
        from += k->n;
        if (k->v)
            finish(b, k);
    }
}

/* A block without findings begins where the next one does, and is not the last
 * one that begins there. */
struct finding_block *blocks_at(const struct findings *l, size_t i)
{
    struct finding_blocks *b = l->blocks;
    size_t from = 0, to = b->n;

    if (i - b->v[b->last].from < b->v[b->last].n)
        return bring(b, b->last);
    while (to - from > 1) {
        size_t middle = from + (to - from) / 2;

        if (b->v[b->order[middle]].from <= i)
            from = middle;
        else
            to = middle;
    }
    b->last = b->order[from];
    return bring(b, b->last);
}

void blocks_free(struct finding_blocks *b)
{
    if (!b)
        return;
    for (size_t i = 0; i < b->n; i++)
        drop_memory(&b->v[i]);
    free(b->v);
    free(b->order);
    scratch_release(&b->scratch);
    bits_release(&b->known);
    free(b);
}
