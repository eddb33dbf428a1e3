/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/base64.h"

#include <openssl/evp.h>

void base64_add(struct buf *out, const void *bytes, size_t len)
{
    size_t start = out->len;

    buf_addn(out, '=', 4 * ((len + 2) / 3) + 1); /* and room for its NUL    */
    EVP_EncodeBlock((unsigned char *)out->s + start, bytes, (int)len);
    buf_truncate(out, out->len - 1);
}
