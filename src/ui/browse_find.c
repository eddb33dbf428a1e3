/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Finding rows of a list that are not in sight. */

#include "model/filter.h"
#include "store/read.h"
#include "ui/browse_state.h"
#include "ui/quote.h"

/* The filter that is on, and this one. */
static struct filter *filter_with(const struct browse *r, const char *test,
                                  struct error *err)
{
    struct filter *f = NULL;
    struct buf b = BUF_INIT;

    if (r->filter_text)
        buf_addf(&b, "(%s) and ", r->filter_text);
    buf_adds(&b, test);
    if (filter_parse(&f, r->kind, b.s, err) != 0)
        f = NULL;
    buf_release(&b);
    return f;
}

/* The first row beyond a place for which a test is true: 1, 0, or -1. */
static int find_beyond(const struct browse *r, const char *test,
                       const struct spot *beyond, bool back, struct spot *out,
                       struct error *err)
{
    struct list_page page = LIST_PAGE_INIT;
    struct filter *f = filter_with(r, test, err);
    int found = f ? browse_read_beyond(r, f, beyond, back, 1, &page, err) : -1;

    if (found == 0 && page.n) {
        spot_set(out, &page.rows[0], out->at);
        found = 1;
    }
    list_page_release(&page);
    filter_free(f);
    return found;
}

/* Where a record stands in this list today: 1, 0 if it does not, or -1. */
int browse_find_id(const struct browse *r, int64_t id, struct spot *out,
                   struct error *err)
{
    const struct spot start = { 0 };
    struct error why = ERROR_INIT;
    struct buf test = BUF_INIT;
    struct record record;
    int found = 0;

    if (store_load_id(r->store, id, &record, &why) != 0) {
        bool stopped = why.code == ERROR_INTERRUPTED;

        if (stopped)
            error_set(err, why.code, "%s", why.text);
        error_clear(&why);
        return stopped ? -1 : 0;
    }
    if (record.kind == r->kind) {
        buf_adds(&test, "ref = ");
        quote_add(&test, record.ref);
        found = find_beyond(r, test.s, &start, false, out, err);
    }
    buf_release(&test);
    record_release(&record);
    return found;
}

bool browse_reads_filter(const struct browse *r, const char *text)
{
    struct filter *f;
    bool reads = filter_parse(&f, r->kind, text, NULL) == 0;

    if (reads)
        filter_free(f);
    return reads;
}

void browse_add_words(const struct browse *r, const char *words,
                      struct buf *out)
{
    if (!field_is_ref(r->columns[0])) {
        buf_addf(out, "%s ~ ", field_info(r->columns[0])->name);
        quote_add(out, words);
        buf_adds(out, " or ");
    }
    buf_adds(out, "ref ~ ");
    quote_add(out, words);
}

/* The same as browse_add_words(); `ref` NULL: of any record. */
static void add_test(const struct browse *r, const char *words, const char *ref,
                     struct buf *out)
{
    buf_addc(out, '(');
    browse_add_words(r, words, out);
    buf_addc(out, ')');
    if (!ref)
        return;
    buf_adds(out, " and ref = ");
    quote_add(out, ref);
}

int browse_find(struct browse *r, const struct spot *from, bool here, bool back,
                const char *words, struct error *err)
{
    const struct spot start = { 0 };
    struct spot found = { .at = r->height / 2 };
    struct buf test = BUF_INIT;
    int answer = 0;

    add_test(r, words, here ? from->ref : NULL, &test);
    if (here && from->ref)
        answer = find_beyond(r, test.s, &start, false, &found, err);
    buf_clear(&test);
    add_test(r, words, NULL, &test);
    if (answer == 0)
        answer = find_beyond(r, test.s, from, back, &found, err);
    if (answer == 0)
        answer = 2 * find_beyond(r, test.s, &start, back, &found, err);
    if (answer > 0 && browse_go(r, &found, err) != 0)
        answer = -1;
    spot_release(&found);
    buf_release(&test);
    return answer < 0 ? -1 : answer;
}
