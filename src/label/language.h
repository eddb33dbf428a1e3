/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_LANGUAGE_H
#define LARDER_LABEL_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The languages in which a label has words, once: how each is written.
 * English is the one of the sources; all others have a catalog
 * (label/catalog.h).  To add one: see HACKING.
 */
struct language {
    const char *tag;    /* BCP 47: "fr"                                      */
    const char *name;   /* English, with its context (base/i18n.h)           */
    const char *own;    /* as those who speak it call it: "français"         */
    bool rtl;           /* written from right to left                        */
    bool keeps;         /* a capital stays one inside a sentence             */
    const char *polite; /* "you" with a capital, which is no name; or NULL  */
    uint32_t zero;      /* its digit 0: those of dates, spans and counts     */
    unsigned forms;     /* how many plural forms, and which one n things have */
    unsigned (*plural)(uint64_t n);
};

/*
 * The language of a tag, or of what it is part of: "pt" for "pt-BR".  NULL:
 * a label has no words in it, and speaks English.
 */
const struct language *language_find(const char *tag);

/* Are these tags of one language: "fr" and "fr-BE"? */
bool language_same(const char *a, const char *b);

/* Number i, English first; NULL past the end. */
const struct language *language_number(size_t i);

#endif
