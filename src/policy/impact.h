/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_IMPACT_H
#define LARDER_POLICY_IMPACT_H

#include <stdbool.h>
#include <stddef.h>

#include "store/store.h"

/*
 * Whom it reaches when a consent is withdrawn, a legal basis falls or an
 * agreement ends: our own dataset, those who got the data from it, those to
 * whom these passed them on, then every dataset that was made from it and the
 * same again; nearest first.
 *
 * It can be asked of a consent, a notice (all consents on it), a use, an
 * element, a source, an agreement (those who get data by it, and the datasets
 * whose data came by it), a recipient, or a whole dataset.
 *
 * Who got the data in the past is there, too: they may still have them (GDPR
 * Art. 19).  Where it is blank or unknown which data somebody gets, or for
 * which use, it may be these: `perhaps` says so.  It says so, too, of what is
 * made from a dataset of which only some elements are meant: the register does
 * not know which elements went there.  What is reached over several ways is
 * there once, with all that comes over each of them.
 */

/* Who is reached, and what must be done there. */
enum impact_what {
    IMPACT_OWN,        /* our dataset                                      */
    IMPACT_DERIVED,    /* a dataset made from it                           */
    IMPACT_PROCESSOR,  /* who works for us                                 */
    IMPACT_JOINT,      /* who decides with us                              */
    IMPACT_RECIPIENT,  /* anybody else who gets the data                   */
    IMPACT_PUBLIC,     /* everybody                                        */
    IMPACT_ONWARD,     /* to whom a recipient gives data by an agreement   */
    IMPACT_ONWARD_ANY, /* to whom a recipient may have passed them on, not
                          known by name                                    */
    IMPACT_DELETE,     /* who must delete at the end of the agreement      */
    IMPACT_RETURN,     /* who must give back                               */
    IMPACT_EITHER,     /* who must delete or give back                     */
    IMPACT_KEEPS,      /* who may keep them, by the agreement              */
    IMPACT_WHAT_COUNT
};

struct impact_info {
    const char *id;   /* "processor"; not translated                   */
    const char *duty; /* English; translate with _()                   */
    const char *citation;
};
const struct impact_info *impact_info(enum impact_what what);

/* How to reach those who answer there; each may be "". */
struct impact_contact {
    char *party; /* ref                                                    */
    char *name;
    char *email;
    char *phone;
    char *address;
};

/* The texts are its own. */
struct impact_row {
    enum impact_what what;
    size_t depth; /* over how many datasets                             */
    bool perhaps; /* nobody has said whether it is these data           */
    bool past;    /* it got the data until a day that is over           */
    const char *dataset; /* ref */
    const char
        *ref; /* of the record that says so: dataset, recipient, agreement */
    const char *agreement; /* ref, or "" */
    const char *over;      /* ref of the source or recipient over which it is
                        reached, or ""                                     */
    struct impact_contact contact;
};

struct impact {
    struct impact_row *v;
    size_t n;
    size_t room;
};

#define IMPACT_INIT                                                            \
    {                                                                          \
        NULL, 0, 0                                                             \
    }

int impact_read(struct impact *out, struct store *s, const char *ref,
                const char *day, struct error *err);
void impact_release(struct impact *l);

#endif
