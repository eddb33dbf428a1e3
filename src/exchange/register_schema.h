/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_REGISTER_SCHEMA_H
#define LARDER_EXCHANGE_REGISTER_SCHEMA_H

#include <libxml/xmlschemas.h>

/*
 * The schema of the register's XML, compiled; free it with xmlSchemaFree().
 * It is made from the kinds (register_xsd.h): nothing is read from a disk, and
 * what a document says about schemas is not looked at.
 */
xmlSchemaPtr register_schema_compile(void);

#endif
