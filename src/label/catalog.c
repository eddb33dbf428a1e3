/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/catalog.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/mo.h"
#include "label/language.h"
#include "model/resource.h"

struct catalog {
    const struct language *language;
    struct mo mo;
    bool looked_for;
    bool there;
};

/* As many as there are languages, each read when it is first asked for. */
enum { CATALOGS = 32 };
static struct catalog catalogs[CATALOGS];

static void look_for(struct catalog *c, const struct language *l)
{
    char *name = xasprintf("labels/%s.mo", l->tag);
    const struct resource *r = resource_find(name);

    c->language = l;
    c->looked_for = true;
    c->there = r != NULL;
    if (r && !mo_open(&c->mo, r->bytes, r->len))
        bug("%s is no catalog", name);
    free(name);
}

const struct catalog *catalog_find(const char *lang)
{
    const struct language *l = language_find(lang);
    size_t i;

    if (!l)
        return NULL;
    i = (size_t)(l - language_number(0));
    if (i >= CATALOGS)
        bug("there are too many languages");
    if (!catalogs[i].looked_for)
        look_for(&catalogs[i], l);
    return catalogs[i].there ? &catalogs[i] : NULL;
}

const char *catalog_text(const struct catalog *c, const char *key)
{
    return c ? mo_find(&c->mo, key) : NULL;
}

const char *catalog_text_in(const struct catalog *c, const char *context,
                            const char *text)
{
    const char *found;
    char *key;

    if (!c)
        return NULL;
    key = xasprintf("%s\004%s", context, text);
    found = catalog_text(c, key);
    free(key);
    return found;
}

const char *catalog_plural(const struct catalog *c, const char *one, uint64_t n)
{
    return c ? mo_form(&c->mo, one, c->language->plural(n)) : NULL;
}

const char *catalog_key(const struct catalog *c, size_t i,
                        const char **translation)
{
    *translation = mo_text(&c->mo, i);
    return mo_key(&c->mo, i);
}
