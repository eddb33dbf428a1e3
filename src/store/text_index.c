/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/text_index.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/db.h"

/* As much as FTS5 itself would hold. */
enum { ENOUGH = 1 << 20 };

struct text_index_task {
    int64_t record;
    char *text;
    bool add;
};

void text_index_release(struct text_index *x)
{
    size_t i;

    for (i = 0; i < x->n; i++)
        free(x->tasks[i].text);
    free(x->tasks);
    *x = (struct text_index){ NULL, 0, 0, 0 };
}

/* What is searched: the ref, and all text in all languages. */
static void add_text(struct buf *out, const struct record *r)
{
    const struct kind_info *k = kind_info(r->kind);
    size_t i, n;

    buf_adds(out, r->ref);
    for (i = 0; i < k->count; i++) {
        enum field_type t = field_info(k->first + i)->type;
        const struct value *v = &r->values[i];

        if (t != TYPE_TEXT && t != TYPE_PROSE && t != TYPE_EMAIL &&
            t != TYPE_URL)
            continue;
        if (value_text(v))
            buf_addf(out, "\n%s", value_text(v));
        for (n = 0; n < v->words_n; n++)
            buf_addf(out, "\n%s", v->words[n].text);
    }
}

int text_index_put(struct store *s, struct text_index *x,
                   const struct record *r, bool add, struct error *err)
{
    struct buf text = BUF_INIT;

    add_text(&text, r);
    x->bytes += text.len;
    ARRAY_GROW(x->tasks, x->n, x->room);
    x->tasks[x->n++] =
        (struct text_index_task){ r->id, buf_detach(&text), add };
    return x->bytes < ENOUGH ? 0 : text_index_write(s, x, err);
}

int text_index_write(struct store *s, struct text_index *x, struct error *err)
{
    static const char *const sql[] = {
        "INSERT INTO search(search, rowid, body) VALUES ('delete', ?1, ?2)",
        "INSERT INTO search(rowid, body) VALUES (?1, ?2)",
    };
    int failed = 0;
    size_t i;

    for (i = 0; !failed && i < x->n; i++)
        failed = db_run(s, err, sql[x->tasks[i].add], "it", x->tasks[i].record,
                        x->tasks[i].text);
    text_index_release(x);
    return failed;
}
