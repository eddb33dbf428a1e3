/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/fact.h"

#include <stdlib.h>

#include "base/mem.h"

void fact_release(struct fact *f)
{
    free(f->ref);
    free(f->code);
    free(f->words);
    free(f->lang);
}

void facts_release(struct facts *l)
{
    for (size_t i = 0; i < l->n; i++)
        fact_release(&l->v[i]);
    free(l->v);
    *l = (struct facts)FACTS_INIT;
}

struct fact *facts_add(struct facts *l, const char *ref, enum field field)
{
    struct fact *f;

    ARRAY_GROW(l->v, l->n, l->room);
    f = &l->v[l->n++];
    *f = (struct fact){ .ref = xstrdup(ref), .field = field };
    return f;
}

void facts_move(struct facts *to, struct facts *from)
{
    for (size_t i = 0; i < from->n; i++) {
        ARRAY_GROW(to->v, to->n, to->room);
        to->v[to->n++] = from->v[i];
    }
    from->n = 0;
    facts_release(from);
}
