/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_STORE_LIST_H
#define LARDER_STORE_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strs.h"
#include "model/filter.h"
#include "model/kinds.h"
#include "store/store.h"

/*
 * Pages of a list: records of one kind, filtered, searched and sorted, some
 * fields of each.  A page begins behind a row that is known (its sort key and
 * ref), so that the ten-thousandth page costs what the first one does, and
 * nothing is counted unless list_count() is called.
 */

struct list_query {
    enum kind kind;
    const struct filter *filter; /* NULL: all; borrowed                    */
    const char *search;          /* words to find, or NULL; borrowed       */
    bool beside;                 /* only of what store/beside.h has        */
    enum field sort;             /* FIELD_COUNT: by ref                    */
    bool descending;
    const enum field *columns; /* what each row's cells hold; borrowed   */
    size_t columns_n;
    size_t limit;          /* 0: all                                 */
    const char *after_key; /* of the row before the page, or NULL    */
    const char *after_ref; /* of the same row; NULL: from the start  */
    bool backwards;        /* the page before that row instead       */
};

struct list_row {
    int64_t id;
    char *ref;
    char *key;         /* what it was sorted by; NULL where that is blank  */
    struct strs cells; /* one for each column (list_read)                  */
};

struct list_page {
    struct list_row *rows; /* in the order of the list, also backwards     */
    size_t n;
    size_t room;
    bool more; /* is there a row beyond, in that direction?    */
};

#define LIST_PAGE_INIT                                                         \
    {                                                                          \
        NULL, 0, 0, false                                                      \
    }

/*
 * Reads a page.  A cell holds canonical items parted by ", " (codes, refs and
 * dates as they are stored), a token for a stated state, "" for a blank.
 * Words to find are matched at the beginning of words, all of them, in the
 * record itself or, for datasets, in one of its children; a search without
 * words finds all.
 */
int list_read(struct store *s, const struct list_query *q,
              struct list_page *out, struct error *err);

/* How many rows all pages have together. */
int list_count(struct store *s, const struct list_query *q, int64_t *out,
               struct error *err);

/*
 * Calls each() for every row of all pages, one at a time, until it returns
 * something else than 0, which is then returned.
 */
typedef int list_each_fn(const struct list_row *row, void *data,
                         struct error *err);
int list_each(struct store *s, const struct list_query *q, list_each_fn *each,
              void *data, struct error *err);

/* The same for those columns of the records of a kind that pass a filter
 * (model/filter.h), by ref; "": of all. */
int list_where(struct store *s, enum kind kind, const char *filter,
               const enum field *columns, size_t columns_n, list_each_fn *each,
               void *data, struct error *err);

void list_page_release(struct list_page *p);

#endif
