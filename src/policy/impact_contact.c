/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/impact_contact.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/read.h"

static void put(char **to, const struct record *r, enum field field)
{
    const char *text = record_text(r, field);

    if (!*to && text)
        *to = xstrdup(text);
}

static int read_parties(struct impact_contact *out, struct store *s,
                        const char *party, struct error *err)
{
    enum { DEEP = 32 };
    char *at = party ? xstrdup(party) : NULL;
    int failed = 0;

    for (int i = 0; !failed && at && i < DEEP; i++) {
        struct record r;
        const char *up;

        failed = store_load(s, at, &r, err);
        if (failed)
            break;
        if (!out->party)
            out->party = xstrdup(r.ref);
        put(&out->name, &r, PARTY_NAME);
        put(&out->email, &r, PARTY_EMAIL);
        put(&out->phone, &r, PARTY_PHONE);
        put(&out->address, &r, PARTY_ADDRESS);
        free(at);
        up = record_text(&r, PARTY_PART_OF);
        at = up ? xstrdup(up) : NULL;
        record_release(&r);
    }
    free(at);
    return failed;
}

static void fill_contact(struct impact_contact *c, const char *name)
{
    if (!c->name)
        c->name = xstrdup(name ? name : "");
    c->party = c->party ? c->party : xstrdup("");
    c->email = c->email ? c->email : xstrdup("");
    c->phone = c->phone ? c->phone : xstrdup("");
    c->address = c->address ? c->address : xstrdup("");
}

int contact_read(struct impact_contact *out, struct store *s, const char *party,
                 const char *name, struct error *err)
{
    int failed;

    *out = (struct impact_contact){ NULL, NULL, NULL, NULL, NULL };
    failed = read_parties(out, s, party, err);
    fill_contact(out, name);
    return failed;
}

void contact_release(struct impact_contact *c)
{
    free(c->party);
    free(c->name);
    free(c->email);
    free(c->phone);
    free(c->address);
}
