/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_CATALOG_H
#define LARDER_LABEL_CATALOG_H

#include <stddef.h>
#include <stdint.h>

/*
 * The words of labels in a language: po/labels/fr.po, compiled into the
 * program as the resource "labels/fr.mo".  Neither the locale nor installed
 * files have a part in it.  What a translator left empty or marked as fuzzy is
 * not in it.
 */
struct catalog;

/* That of the language of a tag ("pt-BR": "pt"); NULL: there is none. */
const struct catalog *catalog_find(const char *lang);

/*
 * The translation of a text, NULL where there is none (or no catalog).  A key
 * with a context (C_() of base/i18n.h) is looked for with it only.
 */
const char *catalog_text(const struct catalog *c, const char *key);

/* The same with a context that is known only now. */
const char *catalog_text_in(const struct catalog *c, const char *context,
                            const char *text);

/* The form that n things have of a text with a plural; NULL: none. */
const char *catalog_plural(const struct catalog *c, const char *one,
                           uint64_t n);

/* Text number i of a catalog and its first translation, for tests; NULL past
 * the end. */
const char *catalog_key(const struct catalog *c, size_t i,
                        const char **translation);

#endif
