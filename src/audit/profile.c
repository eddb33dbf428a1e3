/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/profile.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "label/tree.h"
#include "model/resource.h"

static struct profile *profiles;
static size_t count;

/* --- reading -------------------------------------------------------------
 *
 * The files are part of the program, and a test holds them against their
 * schema: what is wrong in one is a mistake of ours.
 */

static bool is_named(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE &&
           strcmp((const char *)n->name, name) == 0;
}

static char *attribute(xmlNode *n, const char *name)
{
    xmlChar *text = xmlGetNoNsProp(n, (const xmlChar *)name);
    char *copy = xstrdup(text ? (const char *)text : "");

    xmlFree(text);
    return copy;
}

/* In one line, as xgettext has it. */
static char *content(xmlNode *n)
{
    xmlChar *text = xmlNodeGetContent(n);
    char *tidy = tree_tidy(text ? (const char *)text : "");

    xmlFree(text);
    return tidy;
}

/* "recipient.country" */
static enum field read_field(const struct profile *p, xmlNode *n)
{
    char *name = content(n), *dot = strchr(name, '.');
    enum field field = FIELD_COUNT;

    if (dot) {
        *dot = '\0';
        if (kind_find(name) != KIND_NONE)
            field = field_find(kind_find(name), dot + 1);
        *dot = '.';
    }
    if (field == FIELD_COUNT)
        bug("profile %s, line %ld: there is no field '%s'", p->id,
            xmlGetLineNo(n), name);
    free(name);
    return field;
}

static unsigned read_also(xmlNode *n)
{
    char *name = content(n);
    unsigned also =
        strcmp(name, "history") == 0 ? PROFILE_HISTORY : PROFILE_OPEN;

    free(name);
    return also;
}

static void read_question(struct profile *p, xmlNode *node)
{
    struct profile_question *q;
    char *required = attribute(node, "required");

    ARRAY_GROW(p->questions, p->n, p->room);
    q = &p->questions[p->n++];
    *q = (struct profile_question){ .number = attribute(node, "number"),
                                    .required = strcmp(required, "yes") == 0,
                                    .headings = STRS_INIT };
    free(required);
    for (xmlNode *n = node->children; n; n = n->next)
        if (is_named(n, "words")) {
            q->words = content(n);
        } else if (is_named(n, "why")) {
            q->why = content(n);
        } else if (is_named(n, "also")) {
            q->also |= read_also(n);
        } else if (is_named(n, "heading")) {
            strs_take(&q->headings, content(n));
        } else if (is_named(n, "field")) {
            ARRAY_GROW(q->fields, q->n, q->room);
            q->fields[q->n++] = read_field(p, n);
        }
    if (!*q->number || !q->words || !q->n)
        bug("profile %s, line %ld: a question lacks number, words or field",
            p->id, xmlGetLineNo(node));
}

static struct profile read_profile(const struct resource *file)
{
    xmlDoc *doc = xmlReadMemory((const char *)file->bytes, (int)file->len,
                                file->name, NULL, XML_PARSE_NONET);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    struct profile p = { .citations = STRS_INIT };
    char *asks;

    if (!root)
        bug("%s is not well-formed", file->name);
    p.id = attribute(root, "id");
    p.since = attribute(root, "since");
    p.headings = attribute(root, "headings");
    asks = attribute(root, "asks");
    p.asks = kind_find(asks);
    free(asks);
    for (xmlNode *n = root->children; n; n = n->next)
        if (is_named(n, "title"))
            p.title = content(n);
        else if (is_named(n, "citation"))
            strs_take(&p.citations, content(n));
        else if (is_named(n, "question"))
            read_question(&p, n);
    if (!*p.id || !p.title || !p.n)
        bug("%s lacks an id, a title or questions", file->name);
    xmlFreeDoc(doc);
    return p;
}

/* Resources are in order of their names, and so are the ids. */
static void read_once(void)
{
    static const char folder[] = "profiles/";
    const struct resource *file;
    size_t room = 0;

    for (size_t i = 0; (file = resource_at(i)); i++)
        if (strncmp(file->name, folder, strlen(folder)) == 0) {
            ARRAY_GROW(profiles, count, room);
            profiles[count++] = read_profile(file);
        }
}

/* --- looking up ---------------------------------------------------------- */

const struct profile *profile_at(size_t i)
{
    if (!profiles)
        read_once();
    return i < count ? &profiles[i] : NULL;
}

const struct profile *profile_find(const char *id)
{
    const struct profile *p;

    for (size_t i = 0; (p = profile_at(i)); i++)
        if (strcmp(p->id, id) == 0)
            break;
    return p;
}

bool profile_wants(const struct profile_question *q, enum field field)
{
    for (size_t i = 0; i < q->n; i++)
        if (q->fields[i] == field)
            return true;
    return false;
}
