/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/pack.h"

#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/strs.h"
#include "store/change.h"
#include "store/read.h"

struct unloading {
    const char *pack;
    struct strs refs;  /* of its terms                                      */
    struct strs packs; /* that there are                                   */
};

static int look(const struct record *r, void *data, struct error *err)
{
    struct unloading *u = data;
    const char *pack = record_text(r, OWN_TERM_PACK);

    (void)err;
    if (!pack)
        return 0;
    if (strcmp(pack, u->pack) == 0)
        strs_add(&u->refs, r->ref);
    else if (!strs_has(&u->packs, pack))
        strs_add(&u->packs, pack);
    return 0;
}

static int no_pack(const struct unloading *u, struct error *err)
{
    struct nearest near;
    size_t i;

    nearest_init(&near, u->pack);
    for (i = 0; i < u->packs.n; i++)
        nearest_offer(&near, u->packs.v[i]);
    if (near.best)
        return error_set(err, ERROR_USAGE,
                         _("there is no term of a pack '%s'; did you mean "
                           "'%s'?"),
                         u->pack, near.best);
    return error_set(err, ERROR_USAGE,
                     _("there is no term of a pack '%s'; 'larder list own_term "
                       "--columns pack' lists them"),
                     u->pack);
}

int pack_unload(struct store *s, const char *pack, size_t *out,
                struct error *err)
{
    struct unloading u = { .pack = pack };
    int failed = store_each(s, KIND_OWN_TERM, look, &u, err);
    size_t i;

    if (!failed && u.refs.n == 0)
        failed = no_pack(&u, err);
    for (i = 0; !failed && i < u.refs.n; i++)
        failed = change_remove(s, u.refs.v[i], 0, err);
    *out = u.refs.n;
    strs_release(&u.refs);
    strs_release(&u.packs);
    return failed;
}
