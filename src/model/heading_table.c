/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/heading_table.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "model/resource.h"

/* What a pattern is found by: its words without blanks between them. */
struct key {
    char *text;
    size_t entry;
};

static struct {
    struct strs skipped;
    struct strs aliases; /* a word and what stands for it, in turn          */
    struct heading_entry *entries;
    size_t n, room;
    struct key *keys;
    size_t keys_n, keys_room;
    size_t words_max; /* of a pattern                                      */
} table;

/* ---- words -------------------------------------------------------------- */

static const char *alias(const char *word)
{
    for (size_t i = 0; i + 1 < table.aliases.n; i += 2)
        if (strcmp(table.aliases.v[i], word) == 0)
            return table.aliases.v[i + 1];
    return word;
}

static bool counts(const char *word)
{
    return (*word < '0' || *word > '9') && !strs_has(&table.skipped, word);
}

void heading_add_counting(struct strs *out, const struct strs *words)
{
    for (size_t i = 0; i < words->n; i++)
        if (counts(words->v[i]))
            strs_add(out, alias(words->v[i]));
}

/* Ends of plurals, and what they are in the singular. */
static const struct {
    const char *plural, *singular;
} plurals[] = {
    { "iones", "ion" }, /* opiniones */
    { "dades", "dad" }, /* enfermedades */
    { "ss", "ss" },     /* address is none */
    { "s", "" },
};

void heading_add_singular(struct buf *out, const char *word)
{
    size_t len = strlen(word);

    buf_adds(out, word);
    for (size_t i = 0; len > 3 && i < sizeof plurals / sizeof *plurals; i++) {
        size_t end = strlen(plurals[i].plural);

        if (len < end || strcmp(word + len - end, plurals[i].plural) != 0)
            continue;
        buf_truncate(out, out->len - end);
        buf_adds(out, plurals[i].singular);
        return;
    }
}

/* ---- keys --------------------------------------------------------------- */

static void add_key(const struct buf *text, size_t entry)
{
    for (size_t i = table.keys_n; i-- > 0 && table.keys[i].entry == entry;)
        if (strcmp(table.keys[i].text, text->s) == 0)
            return;
    ARRAY_GROW(table.keys, table.keys_n, table.keys_room);
    table.keys[table.keys_n++] = (struct key){ xstrdup(text->s), entry };
}

static void add_keys(const struct strs *words, const struct strs *counting,
                     size_t entry)
{
    struct buf all = BUF_INIT, some = BUF_INIT, apart = BUF_INIT;
    struct buf singular = BUF_INIT;

    for (size_t i = 0; i < words->n; i++) {
        buf_adds(&all, words->v[i]);
        if (counts(words->v[i]))
            buf_adds(&some, words->v[i]);
    }
    buf_addc(&singular, HEADING_SINGULAR);
    for (size_t i = 0; i < counting->n; i++) {
        buf_adds(&apart, counting->v[i]);
        heading_add_singular(&singular, counting->v[i]);
    }
    add_key(&all, entry);
    add_key(&some, entry);
    add_key(&apart, entry);
    add_key(&singular, entry);
    table.entries[entry].letters = apart.len;
    buf_release(&all);
    buf_release(&some);
    buf_release(&apart);
    buf_release(&singular);
}

static void add_pattern(const struct heading_pattern *p)
{
    struct strs words = STRS_INIT, counting = STRS_INIT;
    struct heading_entry *e;

    heading_add_slugs(&words, p->words, SIZE_MAX);
    heading_add_counting(&counting, &words);
    if (counting.n == 0)
        bug("headings: no word counts in '%s'", p->words);
    ARRAY_GROW(table.entries, table.n, table.room);
    e = &table.entries[table.n++];
    *e = (struct heading_entry){ *p, counting.n, 0 };
    add_keys(&words, &counting, table.n - 1);
    if (counting.n > table.words_max)
        table.words_max = counting.n;
    strs_release(&words);
    strs_release(&counting);
}

/* ---- the file ----------------------------------------------------------- */

static char *attribute(xmlNode *node, const char *name)
{
    xmlChar *text = xmlGetProp(node, (const xmlChar *)name);
    char *copy = text ? xstrdup((const char *)text) : NULL;

    xmlFree(text);
    return copy;
}

/* Adds the items of a node's text, as they are or parted by commas. */
static void read_items(struct strs *out, xmlNode *node, bool slugs)
{
    xmlChar *text = xmlNodeGetContent(node);

    if (slugs)
        heading_add_slugs(out, (const char *)text, SIZE_MAX);
    else
        strs_split(out, (const char *)text, ',');
    xmlFree(text);
}

static bool is_named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE &&
           strcmp((const char *)node->name, name) == 0;
}

static void read_guess(xmlNode *node)
{
    char *weak = attribute(node, "weak");
    struct heading_pattern p = { .category = attribute(node, "category"),
                                 .role = attribute(node, "role"),
                                 .special = attribute(node, "special"),
                                 .weak = weak != NULL };

    free(weak);
    for (xmlNode *n = node->children; n; n = n->next) {
        struct strs items = STRS_INIT;

        if (!is_named(n, "words"))
            continue;
        p.langs = attribute(n, "lang");
        if (!p.langs)
            bug("headings: words without a language");
        read_items(&items, n, false);
        for (size_t i = 0; i < items.n; i++) {
            p.words = xstrdup(items.v[i]);
            add_pattern(&p);
        }
        strs_release(&items);
    }
}

static void read_alias(xmlNode *node)
{
    char *of = attribute(node, "of");
    struct strs words = STRS_INIT;

    read_items(&words, node, true);
    for (size_t i = 0; i < words.n; i++) {
        strs_add(&table.aliases, words.v[i]);
        strs_add(&table.aliases, of);
    }
    strs_release(&words);
    free(of);
}

static int by_text(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    int order = strcmp(x->text, y->text);

    return order ? order : (x->entry > y->entry) - (x->entry < y->entry);
}

void heading_load(void)
{
    const struct resource *file = resource_find("headings.xml");
    xmlDoc *doc;

    if (table.n)
        return;
    doc = file ? xmlReadMemory((const char *)file->bytes, (int)file->len,
                               file->name, NULL, XML_PARSE_NONET)
               : NULL;
    if (!doc)
        bug("headings.xml is not well-formed");
    for (xmlNode *n = xmlDocGetRootElement(doc)->children; n; n = n->next)
        if (is_named(n, "skip"))
            read_items(&table.skipped, n, true);
        else if (is_named(n, "alias"))
            read_alias(n);
        else if (is_named(n, "guess"))
            read_guess(n);
    xmlFreeDoc(doc);
    qsort(table.keys, table.keys_n, sizeof *table.keys, by_text);
}

const struct heading_pattern *heading_pattern_at(size_t i)
{
    heading_load();
    return i < table.n ? &table.entries[i].pattern : NULL;
}

size_t heading_words_max(void)
{
    return table.words_max;
}

const struct heading_entry *heading_find(const char *key)
{
    size_t from = 0, to = table.keys_n;

    while (from < to) { /* the first one of that text */
        size_t middle = from + (to - from) / 2;

        if (strcmp(table.keys[middle].text, key) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    if (from == table.keys_n || strcmp(table.keys[from].text, key) != 0)
        return NULL;
    return &table.entries[table.keys[from].entry];
}
