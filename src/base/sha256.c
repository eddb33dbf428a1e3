/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/sha256.h"

#include <openssl/evp.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/hex.h"
#include "base/mem.h"

struct sha256 {
    EVP_MD_CTX *ctx;
};

/* Fetched once: looking it up costs more than a short digest. */
static const EVP_MD *algorithm(void)
{
    static EVP_MD *md;

    if (!md)
        md = EVP_MD_fetch(NULL, "SHA256", NULL);
    if (!md)
        bug("libcrypto has no SHA-256");
    return md;
}

static void start(struct sha256 *s)
{
    if (!EVP_DigestInit_ex2(s->ctx, algorithm(), NULL))
        bug("libcrypto cannot start SHA-256");
}

struct sha256 *sha256_new(void)
{
    struct sha256 *s = xmalloc(sizeof *s);

    s->ctx = EVP_MD_CTX_new();
    if (!s->ctx)
        bug("libcrypto has no memory");
    start(s);
    return s;
}

void sha256_add(struct sha256 *s, const void *bytes, size_t len)
{
    if (!EVP_DigestUpdate(s->ctx, bytes, len))
        bug("libcrypto cannot go on with SHA-256");
}

void sha256_end(struct sha256 *s, unsigned char out[SHA256_LEN])
{
    if (!EVP_DigestFinal_ex(s->ctx, out, NULL))
        bug("libcrypto cannot end SHA-256");
    start(s);
}

void sha256_free(struct sha256 *s)
{
    if (!s)
        return;
    EVP_MD_CTX_free(s->ctx);
    free(s);
}

/* Keeps its context: the history asks for millions of short digests. */
void sha256_of(const void *bytes, size_t len, unsigned char out[SHA256_LEN])
{
    static struct sha256 *s;

    if (!s)
        s = sha256_new();
    sha256_add(s, bytes, len);
    sha256_end(s, out);
}

void sha256_hex(const unsigned char digest[SHA256_LEN], char out[SHA256_HEX])
{
    hex_encode(digest, SHA256_LEN, out);
}
