/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/country_table.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "model/own.h"
#include "model/resource.h"

static const char file_name[] = "tables/countries.xml";

/* The lines that come with the program. */
static struct country_line *shipped;
static size_t shipped_count;

/* --- reading ------------------------------------------------------------- */

static const char *taken(xmlChar *text)
{
    char *copy = xstrdup(text ? (const char *)text : "");

    xmlFree(text);
    return copy;
}

static const char *attribute(xmlNode *node, const char *name)
{
    return taken(xmlGetProp(node, (const xmlChar *)name));
}

static const char *child_text(xmlNode *node, const char *name)
{
    for (xmlNode *c = node->children; c; c = c->next)
        if (c->type == XML_ELEMENT_NODE &&
            strcmp((const char *)c->name, name) == 0)
            return taken(xmlNodeGetContent(c));
    return "";
}

static struct country_line line_of(xmlNode *node)
{
    const struct country_line line = {
        .country = attribute(node, "country"),
        .status = attribute(node, "status"),
        .since = attribute(node, "since"),
        .until = attribute(node, "until"),
        .source = child_text(node, "source"),
        .scope = child_text(node, "scope"),
    };

    if (!*line.country || !*line.status || !*line.since || !*line.source)
        bug("%s: line %ld lacks a country, status, day or source", file_name,
            xmlGetLineNo(node));
    return line;
}

static void read_once(void)
{
    const struct resource *file = resource_find(file_name);
    size_t room = 0;
    xmlDoc *doc;

    if (shipped)
        return;
    doc = xmlReadMemory((const char *)file->bytes, (int)file->len, file->name,
                        NULL, XML_PARSE_NONET);
    if (!doc)
        bug("%s is not well-formed", file_name);
    for (xmlNode *n = xmlDocGetRootElement(doc)->children; n; n = n->next)
        if (n->type == XML_ELEMENT_NODE) {
            ARRAY_GROW(shipped, shipped_count, room);
            shipped[shipped_count++] = line_of(n);
        }
    xmlFreeDoc(doc);
}

const struct country_line *country_line_at(size_t i)
{
    read_once();
    return i < shipped_count ? &shipped[i] : NULL;
}

/* --- the register's own -------------------------------------------------- */

static struct country_line *own_lines;
static size_t own_count;

static const char *text_of(const struct record *r, enum field field)
{
    const char *s = record_text(r, field);

    return s ? s : "";
}

/* What is stated of the end, or not, is that none is known. */
static struct country_line own_line(const struct record *r)
{
    return (struct country_line){
        .country = text_of(r, COUNTRY_RULE_COUNTRY),
        .status = text_of(r, COUNTRY_RULE_STATUS),
        .since = text_of(r, COUNTRY_RULE_SINCE),
        .until = text_of(r, COUNTRY_RULE_UNTIL),
        .source = text_of(r, COUNTRY_RULE_SOURCE),
        .scope = text_of(r, COUNTRY_RULE_SCOPE),
    };
}

static int by_place(const void *a, const void *b)
{
    const struct country_line *x = a, *y = b;
    int order = strcmp(x->country, y->country);

    if (order == 0)
        order = strcmp(x->status, y->status);
    return order ? order : strcmp(x->since, y->since);
}

static void look_at_own(void)
{
    const struct own *own = own_records(KIND_COUNTRY_RULE);
    static uint64_t generation;

    if (own->generation == generation)
        return;
    generation = own->generation;
    own_count = own->n;
    own_lines = xrealloc(own_lines, (own_count + 1) * sizeof *own_lines);
    for (size_t i = 0; i < own_count; i++)
        own_lines[i] = own_line(&own->v[i]);
    qsort(own_lines, own_count, sizeof *own_lines, by_place);
}

const struct country_line *country_own_at(size_t i)
{
    look_at_own();
    return i < own_count ? &own_lines[i] : NULL;
}

bool country_line_replaced(const struct country_line *line)
{
    look_at_own();
    for (size_t i = 0; i < own_count; i++)
        if (strcmp(own_lines[i].country, line->country) == 0 &&
            strcmp(own_lines[i].status, line->status) == 0)
            return true;
    return false;
}

/* --- looking up ---------------------------------------------------------- */

/* Days sort as they are written (model/date.h). */
bool country_line_holds(const struct country_line *line, const char *day)
{
    return strcmp(line->since, day) <= 0 &&
           (!*line->until || strcmp(day, line->until) <= 0);
}

/* The line that holds on that day.  `any` becomes true where there are lines
 * for the country and the status at all. */
static const struct country_line *line_on(const struct country_line *lines,
                                          size_t count, const char *country,
                                          const char *status, const char *day,
                                          bool *any)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(lines[i].country, country) != 0 ||
            strcmp(lines[i].status, status) != 0)
            continue;
        *any = true;
        if (country_line_holds(&lines[i], day))
            return &lines[i];
    }
    return NULL;
}

const struct country_line *country_status_on(const char *country,
                                             const char *status,
                                             const char *day,
                                             const struct country_line *own,
                                             size_t count)
{
    bool any = false;
    const struct country_line *line =
        line_on(own, count, country, status, day, &any);

    if (any)
        return line;
    read_once();
    return line_on(shipped, shipped_count, country, status, day, &any);
}

const struct country_line *country_status(const char *country,
                                          const char *status, const char *day)
{
    look_at_own();
    return country_status_on(country, status, day, own_lines, own_count);
}
