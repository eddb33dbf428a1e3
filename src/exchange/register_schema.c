/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/register_schema.h"

#include <libxml/parserInternals.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "exchange/register_xsd.h"
#include "model/resource.h"

/* The one file that the schema imports is compiled in; no other is read. */
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

xmlSchemaPtr register_schema_compile(void)
{
    xmlExternalEntityLoader before = xmlGetExternalEntityLoader();
    struct buf text = BUF_INIT;
    xmlSchemaParserCtxtPtr parser;
    xmlSchemaPtr schema = NULL;

    register_xsd(&text);
    xmlSetExternalEntityLoader(load);
    parser = xmlSchemaNewMemParserCtxt(text.s, (int)text.len);
    if (parser)
        schema = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
    xmlSetExternalEntityLoader(before);
    buf_release(&text);
    if (!schema)
        bug("the schema of the register does not compile");
    return schema;
}
