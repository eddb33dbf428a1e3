/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_SCREEN_H
#define LARDER_EXCHANGE_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * Looks at the bytes of an XML file before a parser sees them, and refuses
 * what no parser should get: a DOCTYPE, with which entities and the reading of
 * other files begin; tags with more attributes or bytes than any of ours has
 * (libxml2 2.9 needs time in the square of the number of attributes); control
 * characters, bytes that are not UTF-8, and other encodings, in which tags
 * could hide.
 *
 * It follows only as much of XML as tells a tag from text.  Where a file is
 * not well-formed it may take text for a tag, never a tag for text, for a
 * parser stops there.
 */
enum {
    SCREEN_TAG_MAX = 4096,      /* bytes of a tag                          */
    SCREEN_ATTRIBUTES_MAX = 8,  /* of a tag                                */
    SCREEN_COMMENT_MAX = 100000 /* bytes of a comment                      */
};

enum screen_state {
    SCREEN_TEXT,
    SCREEN_OPEN, /* behind "<"                                          */
    SCREEN_TAG,
    SCREEN_QUOTES, /* in the value of an attribute                        */
    SCREEN_BANG,   /* behind "<!"                                         */
    SCREEN_COMMENT,
    SCREEN_CDATA,
    SCREEN_PI,
};

struct screen {
    enum screen_state state;
    char quote;
    char tail[2];   /* the last bytes of a comment, CDATA or PI        */
    char head[128]; /* the first ones of a file, or behind "<!"        */
    size_t head_len;
    size_t markups; /* tags, comments and so on that began             */
    size_t bytes;   /* of this tag, comment or PI                      */
    size_t attributes;
    size_t offset; /* of the next byte in the file                    */
    long line;     /* of the next byte                                */
};

void screen_init(struct screen *s);

/*
 * Looks at the next bytes, which must not end within a character.  On error
 * s->line is the line in which it is.
 */
int screen_bytes(struct screen *s, const char *bytes, size_t len,
                 struct error *err);

#endif
