/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/circle.h"

#include <stdlib.h>
#include <string.h>

#include "base/bits.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/ref.h"
#include "store/db.h"
#include "store/read.h"

/* Fields that lead from a record to others of the same kind. */
static const struct {
    enum field field;
    bool child;      /* it leads from the parent of its record               */
    const char *sql; /* where it leads from the record ?1                     */
    const char *words;
} ways[] = {
    { SOURCE_UPSTREAM, true,
      "SELECT t.upstream FROM record r JOIN source t ON t.id = r.id WHERE "
      "r.parent = ?1 AND r.kind = 'source' AND t.upstream IS NOT NULL",
      /* TRANSLATORS: behind it stands ": 'a', 'b', 'a'". */
      N_("a dataset cannot be made from itself; name another one here, since "
         "each of these would be made from the next") },
    { PARTY_PART_OF, false,
      "SELECT part_of FROM party WHERE id = ?1 AND part_of IS NOT NULL",
      N_("a party cannot be a part of itself; name another one here, since "
         "each of these would be a part of the next") },
    { AGREEMENT_REPLACES, false,
      "SELECT replaces FROM agreement WHERE id = ?1 AND replaces IS NOT NULL",
      N_("an agreement cannot replace itself; name another one here, since "
         "each of these would replace the next") },
};
enum { WAYS = sizeof ways / sizeof *ways };

/* How many records of a circle are named. */
enum { NAMED = 8 };

/* ---- notes -------------------------------------------------------------- */

void circle_note(struct strs *noted, const struct record *old,
                 const struct record *now)
{
    for (size_t i = 0; now && i < WAYS; i++) {
        enum field field = ways[i].field;
        const char *ref = now->ref;

        if (field_info(field)->kind != now->kind || !record_text(now, field) ||
            (old &&
             value_equal(record_get(old, field), record_get(now, field))))
            continue;
        strs_take(noted, xasprintf("%zu%.*s", i,
                                   (int)(ways[i].child ? ref_parent_len(ref)
                                                       : strlen(ref)),
                                   ref));
    }
}

/* ---- the walk ----------------------------------------------------------- */

/* A record to go on from; what stands above an entered one came from it. */
struct stop {
    int64_t id;
    bool entered;
};

struct walk {
    struct store *store;
    size_t way;
    struct bits seen; /* records that were entered                         */
    struct bits done; /* and all that is above them, too: no circle there  */
    struct stop *v;
    size_t n;
    size_t room;
};

static void push(struct walk *w, int64_t id)
{
    ARRAY_GROW(w->v, w->n, w->room);
    w->v[w->n++] = (struct stop){ id, false };
}

static void add_stop(struct walk *w, struct buf *out, int64_t id)
{
    struct record r;

    if (store_load_id(w->store, id, &r, NULL) != 0)
        return;
    buf_addf(out, "%s'%s'", out->len ? ", " : "", r.ref);
    record_release(&r);
}

/* The way goes over the stops that were entered, and from the last to `id`. */
static int refuse(struct walk *w, int64_t id, struct error *err)
{
    struct buf names = BUF_INIT;
    size_t named = 0, i = 0;

    while (i < w->n && !(w->v[i].entered && w->v[i].id == id))
        i++;
    for (; i < w->n && named < NAMED; i++)
        if (w->v[i].entered && ++named)
            add_stop(w, &names, w->v[i].id);
    if (named == NAMED)
        buf_adds(&names, ", ...");
    add_stop(w, &names, id);
    error_set(err, ERROR_FAILED, "%s: %s", _(ways[w->way].words), names.s);
    if (err)
        err->field = (int)ways[w->way].field;
    buf_release(&names);
    return -1;
}

static int enter(struct walk *w, int64_t id, struct error *err)
{
    sqlite3_stmt *q = db_query(w->store, err, ways[w->way].sql, "i", id);
    int got = q ? 0 : -1;
    int64_t circle = 0;

    bits_add(&w->seen, id);
    while (q && (got = db_step(w->store, q, err)) == 1) {
        int64_t above = sqlite3_column_int64(q, 0);

        if (!bits_has(&w->seen, above))
            push(w, above);
        else if (!bits_has(&w->done, above))
            circle = above;
    }
    db_done(w->store, q);
    return got == 0 && circle ? refuse(w, circle, err) : got;
}

/* Depth first, without recursion. */
static int walk(struct walk *w, int64_t from, struct error *err)
{
    int failed = 0;

    for (push(w, from); !failed && w->n;) {
        struct stop *last = &w->v[w->n - 1];

        if (!last->entered && !bits_has(&w->seen, last->id)) {
            last->entered = true;
            failed = enter(w, last->id, err);
        } else {
            if (last->entered)
                bits_add(&w->done, last->id);
            w->n--;
        }
    }
    return failed;
}

static int check_way(struct store *s, const struct strs *noted, size_t way,
                     struct error *err)
{
    struct walk w = { .store = s, .way = way };
    int failed = 0;

    for (size_t i = 0; !failed && i < noted->n; i++) {
        int64_t id;
        int got;

        if ((size_t)(noted->v[i][0] - '0') != way)
            continue;
        got = store_find(s, noted->v[i] + 1, &id, err);
        failed = got < 0 || (got && walk(&w, id, err) != 0) ? -1 : 0;
    }
    bits_release(&w.seen);
    bits_release(&w.done);
    free(w.v);
    return failed;
}

int circle_check(struct store *s, struct strs *noted, struct error *err)
{
    int failed = 0;

    strs_sort_unique(noted);
    for (size_t way = 0; !failed && noted->n && way < WAYS; way++)
        failed = check_way(s, noted, way, err);
    return failed;
}
