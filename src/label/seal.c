/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/seal.h"

#include <ctype.h>

#include "base/buf.h"
#include "label/xml.h"

void seal_code(const char *digest, char out[LABEL_CODE])
{
    size_t n = 0;

    for (size_t i = 0; i < 12; i++) {
        if (i && i % 4 == 0)
            out[n++] = '-';
        out[n++] = (char)toupper((unsigned char)digest[i]);
    }
    out[n] = '\0';
}

void seal_make(struct label *l)
{
    unsigned char digest[SHA256_LEN];
    struct buf xml = BUF_INIT;

    xml_write(l, false, &xml);
    sha256_of(xml.s, xml.len, digest);
    sha256_hex(digest, l->digest);
    seal_code(l->digest, l->code);
    buf_release(&xml);
}
