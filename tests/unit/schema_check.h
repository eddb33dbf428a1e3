/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_TESTS_SCHEMA_CHECK_H
#define LARDER_TESTS_SCHEMA_CHECK_H

/* Is XML valid by one of the schemas that are part of the program?  Included
 * behind cmocka.h. */

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include "model/resource.h"

static inline void schema_hush(void *data, const char *format, ...)
{
    (void)data;
    (void)format;
}

static inline bool schema_accepts(const char *xsd, const char *bytes,
                                  size_t len)
{
    const struct resource *file = resource_find(xsd);
    xmlSchemaParserCtxt *parser =
        xmlSchemaNewMemParserCtxt((const char *)file->bytes, (int)file->len);
    xmlSchema *schema = xmlSchemaParse(parser);
    xmlSchemaValidCtxt *context = xmlSchemaNewValidCtxt(schema);
    xmlDoc *doc = xmlReadMemory(bytes, (int)len, "", NULL, XML_PARSE_NONET);
    int result;

    assert_non_null(schema);
    assert_non_null(doc);
    xmlSchemaSetValidErrors(context, schema_hush, schema_hush, NULL);
    result = xmlSchemaValidateDoc(context, doc);
    xmlFreeDoc(doc);
    xmlSchemaFreeValidCtxt(context);
    xmlSchemaFree(schema);
    xmlSchemaFreeParserCtxt(parser);
    return result == 0;
}

#endif
