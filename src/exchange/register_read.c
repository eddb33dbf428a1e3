/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/register_read.h"

#include <libxml/parserInternals.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/register_xsd.h"
#include "model/check.h"
#include "model/ref.h"

/* How deep elements stand in each other. */
enum { DEPTH_REGISTER = 1, DEPTH_RECORD, DEPTH_FIELD };

enum attribute { AT_VERSION, AT_REF, AT_UID, AT_WAS, AT_LANG, AT_OF, AT_COUNT };

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

struct reader {
    struct reading reading;
    xmlParserCtxtPtr parser;
    bool values; /* or only the schema                            */
    bool failed;
    int depth;
    struct incoming in;
    bool open;           /* in.record is initialised                      */
    bool named;          /* ... and errors are about it                   */
    enum field field;    /* the one read last; FIELD_COUNT: none yet      */
    bool said[AT_COUNT]; /* attributes of the last tag                    */
    struct buf at[AT_COUNT];
    struct buf text;   /* of the last field                             */
    struct strs items; /* of the field, not yet parsed                  */
    size_t bytes;      /* of the record                                 */
    incoming_fn *each;
    void *data;
    struct error *err;
};

/* ---- errors ------------------------------------------------------------- */

static long line_now(const struct reader *r)
{
    return r->parser->input ? r->parser->input->line : 0;
}

/* Puts file, line and record in front of an error that is set. */
static void failed_at(struct reader *r, long line)
{
    const char *file = r->reading.source->name;

    r->failed = true;
    if (r->named)
        error_prefix(r->err, "%s:%ld: %s '%s'", file, line,
                     kind_info(r->in.record.kind)->name, r->in.record.ref);
    else
        error_prefix(r->err, "%s:%ld", file, line);
}

/* Fails with this sentence, which is about what was just read. */
#define REFUSE(r, ...)                                                         \
    do {                                                                       \
        error_set((r)->err, ERROR_FAILED, __VA_ARGS__);                        \
        failed_at(r, line_now(r));                                             \
    } while (0)

/* An error about a field has the line of that field. */
static void failed_in_field(struct reader *r)
{
    const struct kind_info *k = kind_info(r->in.record.kind);
    int field = r->err ? r->err->field : -1;
    long line = 0;

    if (field >= (int)k->first && field < (int)(k->first + k->count))
        line = r->in.lines[field];
    failed_at(r, line ? line : r->in.line);
}

/* ---- tags --------------------------------------------------------------- */

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

/*
 * Keeps the attributes, five strings each, of a tag.  The name of one that it
 * cannot have is returned.
 */
static const char *keep_attributes(struct reader *r, int n,
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

static void start_register(struct reader *r, const char *tag)
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

static int take_digest(struct reader *r, enum attribute a, char out[SHA256_HEX])
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

static void record_close(struct reader *r)
{
    if (r->open)
        record_release(&r->in.record);
    r->open = r->named = false;
}

static void record_open(struct reader *r, enum kind kind, const char *ref)
{
    const struct kind_info *k = kind_info(kind);

    record_close(r);
    record_init(&r->in.record, kind, ref);
    memset(r->in.lines + k->first, 0, k->count * sizeof *r->in.lines);
    r->in.line = line_now(r);
    r->open = true;
    r->field = FIELD_COUNT;
    r->bytes = 0;
}

static void start_record(struct reader *r, const char *tag)
{
    enum kind kind;

    if (kind_parse(&kind, tag, r->err) != 0) {
        failed_at(r, line_now(r));
        return;
    }
    if (!r->said[AT_REF]) {
        REFUSE(r, _("the element '%s' has no attribute 'ref'; give it one"),
               tag);
        return;
    }
    record_open(r, kind, r->at[AT_REF].s);
    if (ref_check(r->at[AT_REF].s, kind, r->err) != 0) {
        failed_at(r, r->in.line);
        return;
    }
    r->named = true;
    if (take_digest(r, AT_WAS, r->in.was) != 0 || !r->said[AT_UID])
        return;
    if (uuid_valid(r->at[AT_UID].s))
        memcpy(r->in.record.uid, r->at[AT_UID].s, UUID_TEXT);
    else
        REFUSE(r,
               _("'%s' is not a uid; take it as an export writes it, or "
                 "leave the attribute out"),
               r->at[AT_UID].s);
}

/* ---- fields ------------------------------------------------------------- */

/* Turns the items that were read into the value of their field. */
static int items_end(struct reader *r)
{
    int failed = 0;

    if (r->items.n && r->values)
        failed = value_parse(record_value(&r->in.record, r->field), r->field,
                             &r->items, r->err);
    strs_release(&r->items);
    if (failed)
        failed_in_field(r);
    return failed;
}

/* The kind has no such field, or has it further up. */
static void refuse_field(struct reader *r, const char *tag)
{
    enum field field;

    if (field_parse(&field, r->in.record.kind, tag, r->err) != 0)
        failed_at(r, line_now(r));
    else
        REFUSE(r,
               _("'%s' must stand before '%s': fields have an order, which "
                 "larder-register(5) lists"),
               tag, field_info(r->field)->name);
}

/* The field is the one read before or one behind it, else FIELD_COUNT. */
static enum field field_ahead(const struct reader *r, const char *tag)
{
    const struct kind_info *k = kind_info(r->in.record.kind);
    size_t i = r->field == FIELD_COUNT ? k->first : r->field;

    for (; i < k->first + k->count; i++)
        if (strcmp(field_info((enum field)i)->name, tag) == 0)
            return (enum field)i;
    return FIELD_COUNT;
}

/* The second element of a field: an item more, or words of a language. */
static void field_again(struct reader *r)
{
    const char *name = field_info(r->field)->name;

    if (r->said[AT_LANG])
        return;
    if (!field_repeats(r->field))
        REFUSE(r, _("'%s' holds one value only; take the others out"), name);
}

static void start_field(struct reader *r, const char *tag)
{
    enum field field = field_ahead(r, tag);
    bool words =
        field != FIELD_COUNT && (field_info(field)->flags & FIELD_WORDS);

    buf_clear(&r->text);
    if (field == FIELD_COUNT) {
        refuse_field(r, tag);
        return;
    }
    if (field == r->field) {
        field_again(r);
    } else {
        if (items_end(r) != 0)
            return;
        r->field = field;
        r->in.lines[field] = line_now(r);
    }
    if (!words && (r->said[AT_LANG] || r->said[AT_OF]))
        REFUSE(r,
               _("'%s' cannot hold words of another language; take the "
                 "attribute out"),
               tag);
    else if (r->said[AT_OF] && !r->said[AT_LANG])
        REFUSE(r,
               _("'%s' has the attribute 'of' without 'xml:lang'; say "
                 "which language it is"),
               tag);
}

/* White space around what is not text means nothing. */
static void trim(struct buf *b)
{
    size_t start = strspn(b->s, " \t\n");

    while (b->len > start && strchr(" \t\n", b->s[b->len - 1]))
        buf_truncate(b, b->len - 1);
    if (start) {
        memmove(b->s, b->s + start, b->len - start);
        buf_truncate(b, b->len - start);
    }
}

static void add_words(struct reader *r, const char *lang, const char *of)
{
    struct value *v = record_value(&r->in.record, r->field);
    const char *name = field_info(r->field)->name;
    struct buf text = BUF_INIT;

    if (v->state != STATE_VALUE) {
        REFUSE(r,
               _("the words of '%s' in '%s' stand without the original; "
                 "write that before them"),
               name, lang);
        return;
    }
    if (value_words(v, lang)) {
        REFUSE(r, _("the words of '%s' in '%s' are there twice; take one out"),
               name, lang);
        return;
    }
    if (value_parse_words(&text, r->field, r->text.s, r->err) != 0)
        failed_at(r, line_now(r));
    else if (!text.len)
        REFUSE(r,
               _("the words of '%s' in '%s' are empty; leave the element out "
                 "if there are none"),
               name, lang);
    else
        value_set_words(v, lang, text.s, *of ? of : NULL);
    buf_release(&text);
}

static void end_words(struct reader *r)
{
    struct buf lang = BUF_INIT;
    char of[SHA256_HEX];

    if (!r->values || items_end(r) != 0)
        return;
    if (take_digest(r, AT_OF, of) == 0) {
        if (check_language(&lang, r->at[AT_LANG].s, r->err) != 0)
            failed_at(r, line_now(r));
        else
            add_words(r, lang.s, of);
    }
    buf_release(&lang);
}

static void end_field(struct reader *r)
{
    enum field_type type = field_info(r->field)->type;

    if (type != TYPE_TEXT && type != TYPE_PROSE)
        trim(&r->text);
    if (r->said[AT_LANG])
        end_words(r);
    else if (r->values)
        strs_add(&r->items, r->text.s);
}

static void end_record(struct reader *r)
{
    if (items_end(r) != 0)
        return;
    if (r->each(&r->in, r->data, r->err) != 0)
        failed_in_field(r);
    else
        record_close(r);
}

/* How many bytes of text the field may have here: NFC makes fewer of them. */
static size_t field_room(enum field field)
{
    return (size_t)READ_BYTES_EACH * (field_info(field)->type == TYPE_PROSE
                                          ? CHECK_PROSE_MAX
                                          : CHECK_TEXT_MAX);
}

/* Bytes more of the record. */
static void record_grow(struct reader *r, size_t len)
{
    r->bytes += len;
    if (r->bytes > READ_RECORD_MAX && !r->failed)
        REFUSE(r,
               _("the record is too long: %d bytes are allowed, and each "
                 "element counts as %d more"),
               (int)READ_RECORD_MAX, (int)READ_ELEMENT);
}

static void field_text(struct reader *r, const xmlChar *text, size_t len)
{
    buf_add(&r->text, text, len);
    if (r->text.len > field_room(r->field))
        REFUSE(r, _("'%s' is too long: %zu bytes are allowed"),
               field_info(r->field)->name,
               field_room(r->field) / READ_BYTES_EACH);
    else
        record_grow(r, len);
}

/* ---- SAX ---------------------------------------------------------------- */

static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int nss, const xmlChar **ns, int n,
                     int defaulted, const xmlChar **atts)
{
    struct reader *r = ctx;
    const char *tag = (const char *)name, *wrong;

    (void)prefix;
    (void)nss;
    (void)ns;
    (void)defaulted;
    if (r->failed)
        return;
    if (!uri || strcmp((const char *)uri, REGISTER_NAMESPACE) != 0) {
        REFUSE(r,
               _("the element '%s' is not one of a register; the first "
                 "element of a register says xmlns=\"%s\""),
               tag, REGISTER_NAMESPACE);
        return;
    }
    if (++r->depth > DEPTH_FIELD) {
        REFUSE(r,
               _("the element '%s' stands in the field '%s', which may "
                 "hold text only; write < as &lt; if it is text"),
               tag, field_info(r->field)->name);
        return;
    }
    wrong = keep_attributes(r, n, atts);
    if (r->depth == DEPTH_REGISTER)
        start_register(r, tag);
    else if (r->depth == DEPTH_RECORD)
        start_record(r, tag);
    else {
        start_field(r, tag);
        record_grow(r, READ_ELEMENT);
    }
    if (wrong && !r->failed)
        REFUSE(r, _("the element '%s' has no attribute '%s'; take it out"), tag,
               wrong);
}

static void on_end(void *ctx, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri)
{
    struct reader *r = ctx;

    (void)name;
    (void)prefix;
    (void)uri;
    if (r->failed)
        return;
    if (r->depth == DEPTH_FIELD)
        end_field(r);
    else if (r->depth == DEPTH_RECORD)
        end_record(r);
    r->depth--;
}

static void on_text(void *ctx, const xmlChar *text, int len)
{
    struct reader *r = ctx;
    int i;

    if (r->failed)
        return;
    if (r->depth == DEPTH_FIELD) {
        field_text(r, text, (size_t)len);
        return;
    }
    for (i = 0; i < len; i++)
        if (!strchr(" \t\r\n", text[i]) || !text[i]) {
            REFUSE(r, _("there is text outside of a field; put it into one, "
                        "or into a comment"));
            return;
        }
}

/* The words of libxml2, without our namespace and the end of the line. */
static char *words_of(const xmlError *e)
{
    static const char ns[] = "{" REGISTER_NAMESPACE "}";
    struct buf b = BUF_INIT;
    const char *s = e->message ? e->message : "", *at;

    while ((at = strstr(s, ns))) {
        buf_add(&b, s, (size_t)(at - s));
        s = at + sizeof ns - 1;
    }
    buf_adds(&b, s);
    while (b.len && strchr(" .\n", b.s[b.len - 1]))
        buf_truncate(&b, b.len - 1);
    return buf_detach(&b);
}

/*
 * The schema refused something.  Where the gate refuses it, too, it knows to
 * say it better.
 */
static void schema_refused(struct reader *r, const char *words)
{
    struct value v = VALUE_INIT;
    struct strs one = STRS_INIT;

    strs_add(&one, r->text.s);
    if (r->named && r->field != FIELD_COUNT &&
        value_parse(&v, r->field, &one, r->err) != 0)
        failed_at(r, line_now(r));
    else if (r->named && r->field != FIELD_COUNT && !r->text.len)
        REFUSE(r, _("'%s' is empty; leave the element out"),
               field_info(r->field)->name);
    else
        REFUSE(r,
               _("this is not what the schema of a register allows (%s); "
                 "correct it, or export again"),
               words);
    strs_release(&one);
    value_release(&v);
}

static void on_error(void *ctx, xmlErrorPtr e)
{
    struct reader *r = ctx;
    char *words;

    if (r->failed || e->level < XML_ERR_ERROR)
        return;
    words = words_of(e);
    if (e->domain == XML_FROM_SCHEMASV)
        schema_refused(r, words);
    else {
        r->named = false;
        REFUSE(r,
               _("this is not well-formed XML (%s); correct it, or export "
                 "again"),
               words);
    }
    free(words);
}

/* libxml2's way to ask for more bytes.  After an error it gets none. */
static int on_read(void *ctx, char *out, int len)
{
    struct reader *r = ctx;
    int got = r->failed ? -1 : reading_next(&r->reading, out, len, r->err);

    if (got < 0)
        r->failed = true;
    return got;
}

/* ---- the whole ---------------------------------------------------------- */

static const xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
};

static void parse(struct reader *r, xmlSchemaPtr schema)
{
    xmlSchemaValidCtxtPtr validator = NULL;
    xmlSchemaSAXPlugPtr plug = NULL;
    xmlStructuredErrorFunc before = xmlStructuredError;
    void *before_data = xmlStructuredErrorContext;
    xmlDocPtr none;

    *r->parser->sax = handler;
    r->parser->userData = r;
    if (schema) {
        validator = xmlSchemaNewValidCtxt(schema);
        plug =
            xmlSchemaSAXPlug(validator, &r->parser->sax, &r->parser->userData);
        if (!plug)
            bug("the schema cannot be plugged in");
    }
    xmlSetStructuredErrorFunc(r, on_error);
    none =
        xmlCtxtReadIO(r->parser, on_read, NULL, r, NULL, NULL, XML_PARSE_NONET);
    if (!r->failed && (!r->parser->wellFormed || r->depth != 0))
        REFUSE(r, _("this is not well-formed XML; correct it, or export "
                    "again"));
    xmlFreeDoc(none);
    if (plug)
        xmlSchemaSAXUnplug(plug);
    if (!r->failed && validator && xmlSchemaIsValid(validator) != 1)
        schema_refused(r, "");
    xmlSchemaFreeValidCtxt(validator);
    xmlSetStructuredErrorFunc(before_data, before);
}

int register_read(const struct source *source, xmlSchemaPtr schema,
                  incoming_fn *each, void *data,
                  unsigned char digest[SHA256_LEN], struct error *err)
{
    struct error unwanted = ERROR_INIT;
    struct reader *r = xcalloc(1, sizeof *r);
    bool failed;
    int i;

    r->values = !schema;
    r->field = FIELD_COUNT;
    r->each = each;
    r->data = data;
    r->err = err ? err : &unwanted;
    r->text = (struct buf)BUF_INIT;
    for (i = 0; i < AT_COUNT; i++)
        r->at[i] = (struct buf)BUF_INIT;
    if (reading_begin(&r->reading, source, err) != 0) {
        free(r);
        return -1;
    }
    r->parser = xmlNewParserCtxt();
    parse(r, schema);
    xmlFreeParserCtxt(r->parser);
    reading_end(&r->reading, digest);
    record_close(r);
    strs_release(&r->items);
    buf_release(&r->text);
    for (i = 0; i < AT_COUNT; i++)
        buf_release(&r->at[i]);
    failed = r->failed;
    free(r);
    error_clear(&unwanted);
    return failed ? -1 : 0;
}
