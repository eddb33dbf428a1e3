/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_RECORD_PAGE_H
#define LARDER_AUDIT_RECORD_PAGE_H

#include <stddef.h>
#include <stdio.h>

#include "audit/profile.h"
#include "base/error.h"
#include "store/store.h"

/*
 * The register as one page of HTML, for people: what it answers to regulators,
 * and all its records in words, with links between them.
 *
 * The page needs nothing else: no script, no style, font or image from
 * elsewhere, and it forbids a browser to fetch any.  Tables have captions and
 * headings with a scope, so that they can be read out.  All that is stored is
 * escaped (base/escape.h), and no address in it becomes a link.  A blank is
 * listed as not answered.
 */
struct record_page {
    const struct profile *const *profiles; /* that are answered            */
    size_t profiles_n;
    const char *as_of;
};

int record_page(struct store *s, const struct record_page *p, FILE *out,
                struct error *err);

#endif
