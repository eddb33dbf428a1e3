/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_EXCHANGE_REGISTER_XSD_H
#define LARDER_EXCHANGE_REGISTER_XSD_H

#include "base/buf.h"

#define REGISTER_NAMESPACE "https://larder.example/ns/register/1"
#define REGISTER_VERSION "1.0"

/*
 * Adds the schema (XSD 1.0) of the register's XML, made from the kinds: it is
 * what stands in schemas/larder-register.xsd, and what an import validates
 * with.  It knows no vocabularies and does not follow refs: the gate does.
 */
void register_xsd(struct buf *out);

#endif
