/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/vocabulary.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/resource.h"

/* A vocabulary that has been read, with its terms sorted by code. */
struct loaded {
    struct vocabulary v;
    struct term *terms;
    size_t room;
    const struct term **by_code;
    struct loaded *next;
};

static struct loaded *all;

/* The text of the first child element of that name; NULL if there is none. */
static const char *child_text(xmlNode *node, const char *name)
{
    xmlNode *c;

    for (c = node->children; c; c = c->next)
        if (c->type == XML_ELEMENT_NODE &&
            strcmp((const char *)c->name, name) == 0) {
            xmlChar *text = xmlNodeGetContent(c);
            char *copy = xstrdup((const char *)text);

            xmlFree(text);
            return copy;
        }
    return NULL;
}

static const char *attribute(xmlNode *node, const char *name)
{
    xmlChar *text = xmlGetProp(node, (const xmlChar *)name);
    char *copy = text ? xstrdup((const char *)text) : NULL;

    xmlFree(text);
    return copy;
}

static void read_terms(struct loaded *l, xmlNode *parent, long broader,
                       int depth)
{
    xmlNode *n;

    for (n = parent->children; n; n = n->next) {
        long number = (long)l->v.count;
        struct term *t;

        if (n->type != XML_ELEMENT_NODE ||
            strcmp((const char *)n->name, "term") != 0)
            continue;
        ARRAY_GROW(l->terms, l->v.count, l->room);
        t = &l->terms[l->v.count++];
        t->code = attribute(n, "code");
        t->iri = attribute(n, "iri");
        t->title = child_text(n, "title");
        t->words = child_text(n, "words");
        t->help = child_text(n, "help");
        t->broader = broader;
        t->depth = depth;
        if (!t->code || !t->title || !t->words || !t->help)
            bug("vocabulary %s: term %ld lacks code, title, words or help",
                l->v.id, number);
        read_terms(l, n, number, depth + 1);
    }
}

static int by_code(const void *a, const void *b)
{
    const struct term *const *x = a;
    const struct term *const *y = b;

    return strcmp((*x)->code, (*y)->code);
}

static struct loaded *load(const char *id, const struct resource *file)
{
    xmlDoc *doc = xmlReadMemory((const char *)file->bytes, (int)file->len,
                                file->name, NULL, XML_PARSE_NONET);
    struct loaded *l = xcalloc(1, sizeof *l);
    xmlNode *root;
    size_t i;

    if (!doc)
        bug("vocabulary %s is not well-formed", id);
    root = xmlDocGetRootElement(doc);
    l->v.id = xstrdup(id);
    l->v.title = child_text(root, "title");
    read_terms(l, root, -1, 0);
    xmlFreeDoc(doc);
    l->v.terms = l->terms;
    l->by_code = xcalloc(l->v.count + 1, sizeof *l->by_code);
    for (i = 0; i < l->v.count; i++)
        l->by_code[i] = &l->terms[i];
    qsort(l->by_code, l->v.count, sizeof *l->by_code, by_code);
    l->next = all;
    all = l;
    return l;
}

const struct vocabulary *vocabulary_find(const char *id)
{
    const struct resource *file;
    struct loaded *l;
    char *name;

    for (l = all; l; l = l->next)
        if (strcmp(l->v.id, id) == 0)
            return &l->v;
    name = xasprintf("vocabulary/%s.xml", id);
    file = resource_find(name);
    free(name);
    return file ? &load(id, file)->v : NULL;
}

const char *vocabulary_id(size_t i)
{
    static char **ids;
    static size_t count;

    if (!ids) {
        const struct resource *r;
        size_t at, room = 0;

        for (at = 0; (r = resource_at(at)); at++) {
            size_t len = strlen(r->name);

            if (strncmp(r->name, "vocabulary/", 11) != 0 || len < 16)
                continue;
            ARRAY_GROW(ids, count, room);
            ids[count++] = xstrndup(r->name + 11, len - 15);
        }
    }
    return i < count ? ids[i] : NULL;
}

const struct term *vocabulary_term(const struct vocabulary *v, const char *code)
{
    const struct loaded *l = (const struct loaded *)v;
    const struct term key = { .code = code };
    const struct term *wanted = &key;
    const struct term **found =
        bsearch(&wanted, l->by_code, v->count, sizeof *l->by_code, by_code);

    return found ? *found : NULL;
}

bool vocabulary_within(const struct vocabulary *v, const char *code,
                       const char *broader)
{
    const struct term *t = vocabulary_term(v, code);

    while (t) {
        if (strcmp(t->code, broader) == 0)
            return true;
        t = t->broader < 0 ? NULL : &v->terms[t->broader];
    }
    return false;
}

static const struct term *term_of(const char *id, const char *code)
{
    const struct vocabulary *v = vocabulary_find(id);

    return v ? vocabulary_term(v, code) : NULL;
}

const char *vocabulary_words(const char *id, const char *code)
{
    const struct term *t = term_of(id, code);

    return t ? _(t->words) : code;
}

const char *vocabulary_title(const char *id, const char *code)
{
    const struct term *t = term_of(id, code);

    return t ? _(t->title) : code;
}
