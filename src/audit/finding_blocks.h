/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_FINDING_BLOCKS_H
#define LARDER_AUDIT_FINDING_BLOCKS_H

#include "audit/finding.h"
#include "base/bits.h"
#include "base/scratch.h"

/*
 * Where findings stand; for audit/finding.c alone.  A block holds those of one
 * rule, sorted when another rule begins, or at the end.
 */
struct finding_block {
    const struct rule *rule;
    struct finding *v; /* NULL: they are in the scratch file               */
    size_t n;
    size_t room;
    struct buf text; /* ends in NULs                                       */
    size_t text_len; /* also while they are in the file                    */
    bool stored;     /* are they in the file?                              */
    off_t at;
    size_t from; /* in a sorted list: number of its first                  */
};

struct finding_blocks {
    struct finding_block *v;
    size_t n;
    size_t room;
    unsigned *order; /* of the blocks, in a sorted list                    */
    size_t last;     /* to which was added last                            */
    size_t kept;     /* bytes of blocks that stay in memory                */
    size_t back;     /* a stored block that is in memory; n: none          */
    struct scratch scratch;
    struct bits known;             /* numbers of findings                  */
    const struct waivers *waivers; /* borrowed                             */
};

/* The block of that rule, in memory, to add to it. */
struct finding_block *blocks_of(struct findings *l, const struct rule *rule);

/* Sorts all, and numbers them by severity and rule. */
void blocks_sort(struct findings *l, const struct waivers *waivers);

/* The block in which number i of a sorted list is, in memory. */
struct finding_block *blocks_at(const struct findings *l, size_t i);

void blocks_free(struct finding_blocks *b);

#endif
