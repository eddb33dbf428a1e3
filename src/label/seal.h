/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_SEAL_H
#define LARDER_LABEL_SEAL_H

#include "label/tree.h"

/*
 * The seal: the SHA-256 of the label as label_xml() writes it, without the
 * seal itself.  It is taken over the tree, so that a label that was written
 * otherwise but says the same has the same seal.
 */
void seal_make(struct label *l); /* fills in digest and code               */

/* The first 48 bits of a digest in hex, as 7F3A-91C2-0B44. */
void seal_code(const char *digest, char out[LABEL_CODE]);

#endif
