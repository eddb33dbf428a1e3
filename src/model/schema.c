/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/schema.h"

#include <libxml/parserInternals.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/resource.h"

/* The one file that schemas import is compiled in; no other is read. */
static xmlParserInputPtr load(const char *url, const char *id,
                              xmlParserCtxtPtr ctxt)
{
    const struct resource *xml = resource_find("xml.xsd");
    xmlParserInputBufferPtr bytes;

    (void)id;
    if (!xml || !url || strcmp(url, "xml.xsd") != 0)
        return NULL;
    bytes = xmlParserInputBufferCreateMem(
        (const char *)xml->bytes, (int)xml->len, XML_CHAR_ENCODING_NONE);
    return bytes ? xmlNewIOInputStream(ctxt, bytes, XML_CHAR_ENCODING_NONE)
                 : NULL;
}

xmlSchemaPtr schema_compile(const char *xsd, size_t len)
{
    xmlExternalEntityLoader before = xmlGetExternalEntityLoader();
    xmlSchemaParserCtxtPtr parser;
    xmlSchemaPtr schema = NULL;

    xmlSetExternalEntityLoader(load);
    parser = xmlSchemaNewMemParserCtxt(xsd, (int)len);
    if (parser)
        schema = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
    xmlSetExternalEntityLoader(before);
    if (!schema)
        bug("a schema does not compile");
    return schema;
}

/* That of a resource; kept for the next time. */
static xmlSchemaPtr schema_of(const char *name)
{
    static struct {
        const char *name;
        xmlSchemaPtr schema;
    } kept[4];
    const struct resource *xsd;
    size_t i = 0;

    while (kept[i].name && strcmp(kept[i].name, name) != 0)
        if (++i == sizeof kept / sizeof *kept)
            bug("too many schemas");
    if (kept[i].name)
        return kept[i].schema;
    xsd = resource_find(name);
    if (!xsd)
        bug("there is no schema %s", name);
    kept[i].schema = schema_compile((const char *)xsd->bytes, xsd->len);
    kept[i].name = xsd->name;
    return kept[i].schema;
}

/* The first thing that is wrong. */
struct complaint {
    int line;
    char *words;
};

static void on_error(void *data, xmlErrorPtr e)
{
    struct complaint *c = data;

    if (c->words || !e->message)
        return;
    c->line = e->line;
    c->words = xstrndup(e->message, strcspn(e->message, "\n"));
}

int schema_check(xmlDocPtr doc, const char *name, const char *what,
                 struct error *err)
{
    xmlSchemaValidCtxtPtr v = xmlSchemaNewValidCtxt(schema_of(name));
    struct complaint c = { 0, NULL };
    int valid;

    if (!v)
        bug("out of memory");
    xmlSchemaSetValidStructuredErrors(v, on_error, &c);
    valid = xmlSchemaValidateDoc(v, doc);
    xmlSchemaFreeValidCtxt(v);
    if (valid != 0)
        error_set(err, ERROR_FAILED, _("line %d: %s: %s"), c.line, what,
                  c.words ? c.words : "");
    free(c.words);
    return valid == 0 ? 0 : -1;
}
