/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_SCHEMA_H
#define LARDER_MODEL_SCHEMA_H

#include <libxml/xmlschemas.h>
#include <stddef.h>

#include "base/error.h"

/*
 * XML schemas (XSD 1.0), without a disk or a network: what a schema imports is
 * compiled in, and what a document says about schemas is not looked at.
 */

/* Compiles one; free it with xmlSchemaFree().  It must be right. */
xmlSchemaPtr schema_compile(const char *xsd, size_t len);

/*
 * Is the document valid by the schema of that name among the resources
 * ("larder-label.xsd")?  The error tells the line and what libxml2 says of it,
 * in English, behind `what`: "this is no label".  A schema is compiled once.
 */
int schema_check(xmlDocPtr doc, const char *name, const char *what,
                 struct error *err);

#endif
