/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/register_reader.h"

#include <string.h>

#include "base/hex.h"
#include "base/i18n.h"
#include "exchange/register_xsd.h"
#include "model/ref.h"

static const struct {
    const char *name;
    int depth;
    bool xml; /* of the namespace "xml"                                    */
} attributes[AT_COUNT] = {
    [AT_VERSION] = { "version", DEPTH_REGISTER, false },
    [AT_REF] = { "ref", DEPTH_RECORD, false },
    [AT_UID] = { "uid", DEPTH_RECORD, false },
    [AT_WAS] = { "was", DEPTH_RECORD, false },
    [AT_LANG] = { "lang", DEPTH_FIELD, true },
    [AT_OF] = { "of", DEPTH_FIELD, false },
};

/* ---- errors ------------------------------------------------------------- */

long reader_line(const struct reader *r)
{
    return r->parser->input ? r->parser->input->line : 0;
}

void reader_failed(struct reader *r, long line)
{
    const char *file = r->reading.source->name;

    r->failed = true;
    if (r->named)
        error_prefix(r->err, "%s:%ld: %s '%s'", file, line,
                     kind_info(r->in.record.kind)->name, r->in.record.ref);
    else
        error_prefix(r->err, "%s:%ld", file, line);
}

void reader_failed_in_field(struct reader *r)
{
    const struct kind_info *k = kind_info(r->in.record.kind);
    int field = r->err ? r->err->field : -1;
    long line = 0;

    if (field >= (int)k->first && field < (int)(k->first + k->count))
        line = r->in.lines[field];
    reader_failed(r, line ? line : r->in.line);
}

/* ---- attributes --------------------------------------------------------- */

/* The attribute of that name that a tag at this depth may have. */
static enum attribute attribute_find(int depth, const char *name, bool xml)
{
    int i;

    for (i = 0; i < AT_COUNT; i++)
        if (attributes[i].depth == depth && attributes[i].xml == xml &&
            strcmp(attributes[i].name, name) == 0)
            break;
    return (enum attribute)i;
}

const char *reader_keep_attributes(struct reader *r, int n,
                                   const xmlChar **atts)
{
    const char *wrong = NULL;

    memset(r->said, 0, sizeof r->said);
    for (; n > 0; n--, atts += 5) {
        const char *name = (const char *)atts[0];
        bool xml = atts[2] && xmlStrEqual(atts[2], XML_XML_NAMESPACE);
        enum attribute a = attribute_find(r->depth, name, xml);

        if (a == AT_COUNT || (atts[2] && !xml)) {
            wrong = name;
            continue;
        }
        r->said[a] = true;
        buf_clear(&r->at[a]);
        buf_add(&r->at[a], atts[3], (size_t)(atts[4] - atts[3]));
    }
    return wrong;
}

int reader_take_digest(struct reader *r, enum attribute a, char out[SHA256_HEX])
{
    unsigned char digest[SHA256_LEN];

    out[0] = '\0';
    if (!r->said[a])
        return 0;
    if (hex_decode(r->at[a].s, digest, sizeof digest) == 0) {
        sha256_hex(digest, out);
        return 0;
    }
    REFUSE(r,
           _("the attribute '%s' holds '%s', and a SHA-256 is wanted; take "
             "it as an export writes it"),
           attributes[a].name, r->at[a].s);
    return -1;
}

/* ---- the register, a record --------------------------------------------- */

void reader_start_register(struct reader *r, const char *tag)
{
    if (strcmp(tag, "register") != 0)
        REFUSE(r,
               _("this is '%s' and not a register; its first element must "
                 "be 'register'"),
               tag);
    else if (!r->said[AT_VERSION])
        REFUSE(r, _("the attribute 'version' is missing; write version='%s'"),
               REGISTER_VERSION);
    else if (strcmp(r->at[AT_VERSION].s, REGISTER_VERSION) != 0)
        REFUSE(r,
               _("this file has version '%s', and this larder reads "
                 "version '%s'; use the larder that wrote it"),
               r->at[AT_VERSION].s, REGISTER_VERSION);
}

void reader_close_record(struct reader *r)
{
    if (r->open)
        record_release(&r->in.record);
    r->open = r->named = false;
}

static void record_open(struct reader *r, enum kind kind, const char *ref)
{
    const struct kind_info *k = kind_info(kind);

    reader_close_record(r);
    record_init(&r->in.record, kind, ref);
    memset(r->in.lines + k->first, 0, k->count * sizeof *r->in.lines);
    r->in.line = reader_line(r);
    r->open = true;
    r->field = FIELD_COUNT;
    r->bytes = 0;
}

void reader_start_record(struct reader *r, const char *tag)
{
    enum kind kind;

    if (kind_parse(&kind, tag, r->err) != 0) {
        reader_failed(r, reader_line(r));
        return;
    }
    if (!r->said[AT_REF]) {
        REFUSE(r, _("the element '%s' has no attribute 'ref'; give it one"),
               tag);
        return;
    }
    record_open(r, kind, r->at[AT_REF].s);
    if (ref_check(r->at[AT_REF].s, kind, r->err) != 0) {
        reader_failed(r, r->in.line);
        return;
    }
    r->named = true;
    if (reader_take_digest(r, AT_WAS, r->in.was) != 0 || !r->said[AT_UID])
        return;
    if (uuid_valid(r->at[AT_UID].s))
        memcpy(r->in.record.uid, r->at[AT_UID].s, UUID_TEXT);
    else
        REFUSE(r,
               _("'%s' is not a uid; take it as an export writes it, or "
                 "leave the attribute out"),
               r->at[AT_UID].s);
}

void reader_end_record(struct reader *r)
{
    if (reader_end_items(r) != 0)
        return;
    if (r->each(&r->in, r->data, r->err) != 0)
        reader_failed_in_field(r);
    else
        reader_close_record(r);
}

void reader_grow(struct reader *r, size_t len)
{
    r->bytes += len;
    if (r->bytes > READ_RECORD_MAX && !r->failed)
        REFUSE(r,
               _("the record is too long: %d bytes are allowed, and each "
                 "element counts as %d more"),
               (int)READ_RECORD_MAX, (int)READ_ELEMENT);
}
