/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/ref.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

static bool slug_end(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool ref_is_slug(const char *s, size_t len)
{
    size_t i;

    if (len == 0 || len > REF_SLUG_MAX || !slug_end(s[0]) ||
        !slug_end(s[len - 1]))
        return false;
    for (i = 0; i < len; i++)
        if (!slug_end(s[i]) && s[i] != '-' && s[i] != '.')
            return false;
    return true;
}

/* The last two slashes of a child's ref; false where there are not two. */
static bool ref_split(const char *ref, const char **kind, const char **slug)
{
    const char *last = strrchr(ref, '/');
    const char *s;

    if (!last)
        return false;
    for (s = last; s > ref && s[-1] != '/'; s--)
        ;
    if (s == ref)
        return false;
    *kind = s;
    *slug = last + 1;
    return true;
}

size_t ref_parent_len(const char *ref)
{
    const char *kind, *slug;

    return ref_split(ref, &kind, &slug) ? (size_t)(kind - ref - 1) : 0;
}

char *ref_parent(const char *ref)
{
    size_t len = ref_parent_len(ref);

    return len ? xstrndup(ref, len) : xstrdup(ref);
}

const char *ref_slug(const char *ref)
{
    const char *last = strrchr(ref, '/');

    return last ? last + 1 : ref;
}

enum kind ref_kind(const char *ref)
{
    const char *kind, *slug;
    int i;

    if (!ref_split(ref, &kind, &slug))
        return KIND_NONE;
    for (i = 0; i < KIND_COUNT; i++) {
        const char *name = kind_info((enum kind)i)->name;
        size_t len = strlen(name);

        if ((size_t)(slug - 1 - kind) == len && memcmp(kind, name, len) == 0)
            return (enum kind)i;
    }
    return KIND_NONE;
}

static int refuse_child(const char *ref, enum kind kind, struct error *err)
{
    const struct kind_info *k = kind_info(kind);

    return error_set(err, ERROR_FAILED,
                     _("'%s' cannot name a record of the kind %s; such a ref "
                       "is the ref of its %s, the kind, and a name in "
                       "lower-case letters and digits: %s/%s/1"),
                     ref, k->name, kind_info(k->parent)->name, "my-dataset",
                     k->name);
}

int ref_check(const char *ref, enum kind kind, struct error *err)
{
    const struct kind_info *k;
    struct buf meant = BUF_INIT;
    size_t parent;

    if (kind == KIND_ANY) {
        enum kind of = ref_kind(ref);

        /* "organisation" is a slug, too. */
        return ref_check(ref, of == KIND_NONE ? KIND_DATASET : of, err);
    }
    k = kind_info(kind);
    if (kind == KIND_ORGANISATION)
        return strcmp(ref, "organisation") == 0
                   ? 0
                   : error_set(err, ERROR_FAILED,
                               _("'%s' cannot name our organisation; there is "
                                 "one, and its ref is 'organisation'"),
                               ref);
    if (k->parent != KIND_NONE) {
        const char *slug = ref_slug(ref);

        parent = ref_parent_len(ref);
        if (parent == 0 || ref_kind(ref) != kind || !ref_is_slug(ref, parent) ||
            !ref_is_slug(slug, strlen(slug)))
            return refuse_child(ref, kind, err);
        return 0;
    }
    if (ref_is_slug(ref, strlen(ref)))
        return 0;
    ref_from_words(&meant, ref);
    error_set(err, ERROR_FAILED,
              _("'%s' cannot be a ref; a ref is made of lower-case letters, "
                "digits, hyphens and full stops, such as '%s'"),
              ref, meant.s);
    buf_release(&meant);
    return -1;
}

/* Letters that Unicode does not take apart, as people write them without. */
static const struct {
    uint32_t c;
    const char *as;
} letters[] = {
    { 0xe6, "ae" }, { 0xf8, "o" },  { 0xf0, "d" },  { 0xfe, "th" },
    { 0x111, "d" }, { 0x131, "i" }, { 0x142, "l" }, { 0x153, "oe" },
    { 0x259, "e" }, { 0x127, "h" }, { 0x167, "t" },
};

static void slug_add(struct buf *out, uint32_t c)
{
    size_t i;

    if (c < 128) {
        if (slug_end((char)c))
            buf_addc(out, (char)c);
        else if (out->len && out->s[out->len - 1] != '-')
            buf_addc(out, '-');
        return;
    }
    for (i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].c == c)
            buf_adds(out, letters[i].as);
}

void ref_from_words(struct buf *out, const char *words)
{
    struct buf slug = BUF_INIT;
    size_t len = 0;
    uint8_t *apart = u8_casefold((const uint8_t *)words, strlen(words), NULL,
                                 UNINORM_NFKD, NULL, &len);
    size_t i = 0;

    while (apart && i < len && slug.len < REF_SLUG_MAX) {
        uint32_t c;
        size_t n = utf8_decode((const char *)apart + i, len - i, &c);

        if (n == 0)
            break;
        slug_add(&slug, c);
        i += n;
    }
    free(apart);
    if (slug.len > REF_SLUG_MAX)
        buf_truncate(&slug, REF_SLUG_MAX);
    while (slug.len && slug.s[slug.len - 1] == '-')
        buf_truncate(&slug, slug.len - 1);
    buf_adds(out, slug.len ? slug.s : "x");
    buf_release(&slug);
}
