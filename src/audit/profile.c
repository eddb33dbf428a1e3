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
static enum field read_field(const struct profile *p, const xmlNode *n,
                             const char *given)
{
    char *name = xstrdup(given), *dot = strchr(name, '.');
    enum field field = FIELD_COUNT;

    if (dot) {
        *dot = '\0';
        if (kind_find(name) != KIND_NONE)
            field = field_find(kind_find(name), dot + 1);
    }
    if (field == FIELD_COUNT)
        bug("profile %s, line %ld: there is no field '%s'", p->id,
            xmlGetLineNo(n), given);
    free(name);
    return field;
}

static enum profile_part read_part(xmlNode *n)
{
    static const char *const names[PART_COUNT] = {
        [PART_MUST] = "must",
        [PART_ANY] = "any",
        [PART_MORE] = "more",
        [PART_ELSE] = "else",
    };
    char *name = attribute(n, "part");
    enum profile_part part = PART_MUST;

    for (int i = 0; i < PART_COUNT; i++)
        if (strcmp(names[i], name) == 0)
            part = (enum profile_part)i;
    free(name);
    return part;
}

/* Each name on the way leads to the records of the next. */
static struct profile_way read_way(const struct profile *p, xmlNode *n,
                                   enum field field)
{
    struct profile_way way = { .part = read_part(n) };
    char *of = attribute(n, "of");
    struct strs names = STRS_INIT;

    strs_split(&names, of, ' ');
    if (names.n > PROFILE_PATH_MAX)
        bug("profile %s, line %ld: the way is too long", p->id,
            xmlGetLineNo(n));
    for (size_t i = 0; i < names.n; i++)
        way.of[way.of_n++] = read_field(p, n, names.v[i]);
    for (size_t i = 0; i < way.of_n; i++)
        if (!field_may_name(
                way.of[i],
                field_info(i + 1 < way.of_n ? way.of[i + 1] : field)->kind))
            bug("profile %s, line %ld: '%s' does not lead there", p->id,
                xmlGetLineNo(n), of);
    strs_release(&names);
    free(of);
    return way;
}

static void add_field(const struct profile *p, struct profile_question *q,
                      xmlNode *n)
{
    char *name = content(n);
    enum field field = read_field(p, n, name);

    ARRAY_GROW(q->ways, q->n, q->ways_room);
    q->ways[q->n] = read_way(p, n, field);
    ARRAY_GROW(q->fields, q->n, q->room);
    q->fields[q->n++] = field;
    free(name);
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
    char *when = attribute(node, "when");

    ARRAY_GROW(p->questions, p->n, p->room);
    q = &p->questions[p->n++];
    *q = (struct profile_question){ .number = attribute(node, "number"),
                                    .required = strcmp(required, "yes") == 0,
                                    .when = STRS_INIT,
                                    .headings = STRS_INIT };
    strs_split(&q->when, when, ' ');
    free(when);
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
            add_field(p, q, n);
        }
    if (!*q->number || !q->words || !q->n)
        bug("profile %s, line %ld: a question lacks number, words or field",
            p->id, xmlGetLineNo(node));
}

/* KIND_NONE where there is none. */
static enum kind read_unit(xmlNode *root)
{
    char *name = attribute(root, "unit");
    enum kind unit = kind_find(name);

    free(name);
    return unit;
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
    p.unit = read_unit(root);
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

void profile_add_field(struct buf *out, const struct profile_question *q,
                       size_t i)
{
    const struct profile_way *way = &q->ways[i];
    const struct field_info *f = field_info(q->fields[i]);

    buf_addf(out, "%s.%s", kind_info(f->kind)->name, f->name);
    for (size_t j = way->of_n; j-- > 0;) {
        f = field_info(way->of[j]);
        buf_addf(out, " of %s.%s", kind_info(f->kind)->name, f->name);
    }
}
