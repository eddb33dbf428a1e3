/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/image.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/tlv.h"

enum { FIELD_NAME = 1, FIELD_STATE, FIELD_ITEM, FIELD_WORDS_IN };
enum { WORDS_LANG = 1, WORDS_TEXT, WORDS_BASE };

static int field_order(const void *a, const void *b)
{
    return strcmp(field_info(*(const enum field *)a)->name,
                  field_info(*(const enum field *)b)->name);
}

/* The fields of a kind in order of their names. */
static const enum field *sorted_fields(enum kind kind)
{
    static enum field sorted[FIELD_COUNT];
    static bool done[KIND_COUNT];
    const struct kind_info *k = kind_info(kind);
    enum field *own = sorted + k->first;
    size_t i;

    if (!done[kind]) {
        for (i = 0; i < k->count; i++)
            own[i] = (enum field)(k->first + i);
        qsort(own, k->count, sizeof *own, field_order);
        done[kind] = true;
    }
    return own;
}

static void add_words(struct buf *out, const struct words *w)
{
    size_t open = tlv_open(out, FIELD_WORDS_IN);

    tlv_adds(out, WORDS_LANG, w->lang);
    tlv_adds(out, WORDS_TEXT, w->text);
    tlv_adds(out, WORDS_BASE, w->base_digest);
    tlv_close(out, open);
}

static void add_field(struct buf *out, enum field field, const struct value *v)
{
    size_t open = tlv_open(out, IMAGE_FIELD);
    size_t i;

    tlv_adds(out, FIELD_NAME, field_info(field)->name);
    tlv_adds(out, FIELD_STATE, state_name(v->state));
    for (i = 0; i < v->items.n; i++)
        tlv_adds(out, FIELD_ITEM, v->items.v[i]);
    for (i = 0; i < v->words_n; i++)
        add_words(out, &v->words[i]);
    tlv_close(out, open);
}

static void add_fields(struct buf *out, const struct record *r)
{
    const enum field *sorted = sorted_fields(r->kind);
    size_t i;

    for (i = 0; i < kind_info(r->kind)->count; i++) {
        const struct value *v = record_get(r, sorted[i]);

        if (v->state != STATE_BLANK || v->words_n) /* never words alone */
            add_field(out, sorted[i], v);
    }
}

void image_add_content(struct buf *out, const struct record *r)
{
    tlv_adds(out, IMAGE_KIND, kind_info(r->kind)->name);
    add_fields(out, r);
}

void image_add(struct buf *out, const char *actor, const struct record *r,
               const char *parent, bool live)
{
    tlv_adds(out, IMAGE_ACTOR, actor);
    tlv_adds(out, IMAGE_UID, r->uid);
    tlv_adds(out, IMAGE_KIND, kind_info(r->kind)->name);
    tlv_adds(out, IMAGE_REF, r->ref);
    if (parent)
        tlv_adds(out, IMAGE_PARENT, parent);
    tlv_add_u64(out, IMAGE_VERSION, (uint64_t)r->version);
    tlv_adds(out, IMAGE_STATE, live ? "live" : "removed");
    if (live)
        add_fields(out, r);
}

static void read_words(struct value *v, const struct tlv *t)
{
    const unsigned char *at = t->bytes, *end = at + t->len;
    char *parts[3] = { NULL, NULL, NULL };
    struct tlv part;
    int i;

    while (tlv_next(&part, &at, end))
        if (part.tag >= WORDS_LANG && part.tag <= WORDS_BASE &&
            !parts[part.tag - 1])
            parts[part.tag - 1] = tlv_text(&part);
    if (parts[0] && parts[1] && parts[2])
        value_set_words(v, parts[0], parts[1], parts[2]);
    for (i = 0; i < 3; i++)
        free(parts[i]);
}

static enum state state_of(const char *name)
{
    int i;

    for (i = STATE_BLANK; i <= STATE_UNKNOWN; i++)
        if (strcmp(state_name((enum state)i), name) == 0)
            return (enum state)i;
    return STATE_BLANK;
}

/* The first two parts of a field: which one, and its state. */
static struct value *read_field_head(struct record *r, const unsigned char **at,
                                     const unsigned char *end)
{
    struct tlv name, state;
    struct value *v = NULL;
    enum field field;
    char *text;

    if (!tlv_next(&name, at, end) || name.tag != FIELD_NAME ||
        !tlv_next(&state, at, end) || state.tag != FIELD_STATE)
        return NULL;
    text = tlv_text(&name);
    field = field_find(r->kind, text);
    free(text);
    if (field != FIELD_COUNT) {
        v = record_value(r, field);
        text = tlv_text(&state);
        v->state = state_of(text);
        free(text);
    }
    return v;
}

static void read_field(struct record *r, const struct tlv *t)
{
    const unsigned char *at = t->bytes, *end = at + t->len;
    struct value *v = read_field_head(r, &at, end);
    struct tlv part;

    while (v && tlv_next(&part, &at, end)) {
        if (part.tag == FIELD_ITEM)
            strs_add_len(&v->items, (const char *)part.bytes, part.len);
        else if (part.tag == FIELD_WORDS_IN)
            read_words(v, &part);
    }
    if (v && v->state == STATE_VALUE && v->items.n == 0)
        value_set_state(v, STATE_BLANK);
}

/* What stands in a body beside the record itself. */
static void read_about(struct image *out, const struct tlv *t, char **uid,
                       char **kind)
{
    char *text = tlv_text(t);
    char **slot = t->tag == IMAGE_ACTOR    ? &out->actor
                  : t->tag == IMAGE_UID    ? uid
                  : t->tag == IMAGE_KIND   ? kind
                  : t->tag == IMAGE_PARENT ? &out->parent
                  : t->tag == IMAGE_REASON ? &out->reason
                                           : NULL;

    if (t->tag == IMAGE_STATE)
        out->live = strcmp(text, "live") == 0;
    if (slot) {
        free(*slot);
        *slot = text;
    } else {
        free(text);
    }
}

/* The record begins when its ref is known, which stands behind its kind. */
static int begin_record(struct image *out, const struct tlv *ref,
                        const char *uid, const char *kind)
{
    enum kind k = kind ? kind_find(kind) : KIND_NONE;
    char *text;

    if (k == KIND_NONE || !uid || !uuid_valid(uid) || out->has_record)
        return -1;
    text = tlv_text(ref);
    record_init(&out->r, k, text);
    free(text);
    memcpy(out->r.uid, uid, UUID_TEXT);
    out->has_record = true;
    return 0;
}

static int read_part(struct image *out, const struct tlv *t, char **uid,
                     char **kind)
{
    switch (t->tag) {
    case IMAGE_REF:
        return begin_record(out, t, *uid, *kind);
    case IMAGE_VERSION:
        if (!out->has_record)
            return -1;
        out->r.version = (int64_t)tlv_u64(t);
        return 0;
    case IMAGE_FIELD:
        if (!out->has_record)
            return -1;
        read_field(&out->r, t);
        return 0;
    case IMAGE_REDACTS:
        ARRAY_GROW(out->redacts, out->redacts_n, out->redacts_room);
        out->redacts[out->redacts_n++] = (int64_t)tlv_u64(t);
        return 0;
    default:
        read_about(out, t, uid, kind);
        return 0;
    }
}

int image_read(struct image *out, const void *bytes, size_t len)
{
    const unsigned char *at = bytes, *end = at + len;
    char *uid = NULL, *kind = NULL;
    struct tlv t;
    int failed = 0;

    *out = (struct image){ 0 };
    while (!failed && tlv_next(&t, &at, end))
        failed = read_part(out, &t, &uid, &kind);
    if (at != end)
        failed = -1;
    free(uid);
    free(kind);
    if (failed)
        image_release(out);
    return failed;
}

void image_release(struct image *i)
{
    if (i->has_record)
        record_release(&i->r);
    free(i->actor);
    free(i->parent);
    free(i->redacts);
    free(i->reason);
    *i = (struct image){ 0 };
}
