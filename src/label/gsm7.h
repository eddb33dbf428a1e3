/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_GSM7_H
#define LARDER_LABEL_GSM7_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/*
 * The alphabet of text messages: 160 of its septets are one message.  Its 127
 * letters count one each, those of its extension table two.  With any other
 * character a message becomes UCS-2, and 70 are one.  Source: 3GPP TS 23.038,
 * 6.2.1 (default alphabet, extension table) and 6.2.3.
 */
enum { GSM7_MESSAGE = 160 };

/*
 * How many septets the text takes.  *other is the first character that is not
 * of the alphabet, 0 if there is none; what is not UTF-8 is U+FFFD.
 */
size_t gsm7_septets(const char *text, uint32_t *other);

/*
 * Adds the text as it is commonly written in messages: a letter with a mark
 * that the alphabet has not without the mark ("dia" for "día"), any blank as a
 * blank, curved quotes and long dashes as straight and short ones.  What has
 * no such spelling stays as it is.
 */
void gsm7_add(struct buf *out, const char *text);

#endif
