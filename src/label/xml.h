/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_XML_H
#define LARDER_LABEL_XML_H

#include <stdbool.h>

#include "base/buf.h"
#include "label/tree.h"

/*
 * The one spelling of a label as XML: attributes in a fixed order, two blanks
 * of indent, LF.  Names are those of schemas/larder-label.xsd.
 */
#define LABEL_NAMESPACE "https://larder.example/ns/label/1"
#define LABEL_VERSION "1.0"

void xml_write(const struct label *l, bool sealed, struct buf *out);

#endif
