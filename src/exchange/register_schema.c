/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/register_schema.h"

#include "base/buf.h"
#include "exchange/register_xsd.h"
#include "model/schema.h"

xmlSchemaPtr register_schema_compile(void)
{
    struct buf text = BUF_INIT;
    xmlSchemaPtr schema;

    register_xsd(&text);
    schema = schema_compile(text.s, text.len);
    buf_release(&text);
    return schema;
}
