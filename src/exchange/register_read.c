/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/register_read.h"

#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/register_reader.h"
#include "exchange/register_xsd.h"

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
    wrong = reader_keep_attributes(r, n, atts);
    if (r->depth == DEPTH_REGISTER)
        reader_start_register(r, tag);
    else if (r->depth == DEPTH_RECORD)
        reader_start_record(r, tag);
    else {
        reader_start_field(r, tag);
        reader_grow(r, READ_ELEMENT);
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
        reader_end_field(r);
    else if (r->depth == DEPTH_RECORD)
        reader_end_record(r);
    r->depth--;
}

static void on_text(void *ctx, const xmlChar *text, int len)
{
    struct reader *r = ctx;
    int i;

    if (r->failed)
        return;
    if (r->depth == DEPTH_FIELD) {
        reader_add_text(r, text, (size_t)len);
        return;
    }
    for (i = 0; i < len; i++)
        if (!strchr(" \t\r\n", text[i]) || !text[i]) {
            REFUSE(r, _("there is text outside of a field; put it into one, "
                        "or into a comment"));
            return;
        }
}

/* ---- what libxml2 refuses ----------------------------------------------- */

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
        reader_failed(r, reader_line(r));
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
    reader_close_record(r);
    strs_release(&r->items);
    buf_release(&r->text);
    for (i = 0; i < AT_COUNT; i++)
        buf_release(&r->at[i]);
    failed = r->failed;
    free(r);
    error_clear(&unwanted);
    return failed ? -1 : 0;
}
