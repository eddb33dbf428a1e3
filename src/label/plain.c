/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/plain.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/strs.h"
#include "model/resource.h"

/* A phrase, by its words in lower case with one blank between them. */
struct phrase_entry {
    char *words;
    bool any_end; /* the last word may go on                               */
    const struct plain_ban *ban;
    struct phrase_entry *next; /* in its bucket                            */
};

enum { BUCKETS = 512, BANS_MAX = 400 };

static struct {
    struct plain_ban bans[BANS_MAX];
    size_t bans_n;
    struct phrase_entry *buckets[BUCKETS];
    struct phrase_entry **list;
    size_t n, room;
} table;

/* By language and the first two bytes, which even a phrase with any ending
 * has; a first word of one letter has one. */
static size_t bucket_of(const char *lang, const char *word)
{
    size_t key = (unsigned char)lang[0];

    key = key * 31 + (unsigned char)lang[1];
    key = key * 31 + (unsigned char)word[0];
    if (*word && word[1] && word[1] != ' ')
        key = key * 31 + (unsigned char)word[1];
    return key % BUCKETS;
}

/* --- the file ------------------------------------------------------------ */

static void add_phrase(const struct plain_ban *ban, const char *text)
{
    struct phrase_entry *e = xcalloc(1, sizeof *e);
    struct buf words = BUF_INIT;
    struct reader r;
    size_t bucket;

    reader_init(&r, ban->lang, text);
    if (!reader_next(&r))
        bug("plain-words: '%s' is no phrase", text);
    for (size_t i = 0; i < r.n; i++)
        buf_addf(&words, "%s%s", i ? " " : "", reader_word(&r, i));
    if (reader_next(&r))
        bug("plain-words: '%s' is more than a phrase", text);
    reader_release(&r);
    e->any_end = text[strlen(text) - 1] == '*';
    e->ban = ban;
    e->words = buf_detach(&words);
    bucket = bucket_of(ban->lang, e->words);
    e->next = table.buckets[bucket];
    table.buckets[bucket] = e;
    ARRAY_GROW(table.list, table.n, table.room);
    table.list[table.n++] = e;
}

static char *attribute(xmlNode *node, const char *name)
{
    xmlChar *text = xmlGetProp(node, (const xmlChar *)name);
    char *copy;

    if (!text)
        bug("plain-words: no %s", name);
    copy = xstrdup((const char *)text);
    xmlFree(text);
    return copy;
}

static void read_words(xmlNode *node, const char *id)
{
    xmlChar *text = xmlNodeGetContent(node);
    struct strs items = STRS_INIT;
    struct plain_ban *ban;

    if (table.bans_n == BANS_MAX)
        bug("plain-words: too many");
    ban = &table.bans[table.bans_n++];
    ban->id = id;
    ban->lang = attribute(node, "lang");
    ban->use = attribute(node, "use");
    strs_split(&items, (const char *)text, ',');
    for (size_t i = 0; i < items.n; i++)
        add_phrase(ban, items.v[i]);
    strs_release(&items);
    xmlFree(text);
}

static bool is_named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE &&
           strcmp((const char *)node->name, name) == 0;
}

static void load(void)
{
    const struct resource *file = resource_find("plain-words.xml");
    xmlDoc *doc;

    if (table.n)
        return;
    doc = file ? xmlReadMemory((const char *)file->bytes, (int)file->len,
                               file->name, NULL, XML_PARSE_NONET)
               : NULL;
    if (!doc)
        bug("plain-words.xml is not well-formed");
    for (xmlNode *n = xmlDocGetRootElement(doc)->children; n; n = n->next) {
        const char *id;

        if (!is_named(n, "ban"))
            continue;
        id = attribute(n, "id");
        for (xmlNode *w = n->children; w; w = w->next)
            if (is_named(w, "words"))
                read_words(w, id);
    }
    xmlFreeDoc(doc);
}

const char *plain_phrase_at(size_t i, const struct plain_ban **ban)
{
    load();
    if (i >= table.n)
        return NULL;
    *ban = table.list[i]->ban;
    return table.list[i]->words;
}

/* --- finding ------------------------------------------------------------- */

/* How many words from number `at` on are the phrase; 0: it is not there. */
static size_t words_matched(const struct reader *r, size_t at,
                            const struct phrase_entry *e)
{
    const char *words = e->words;
    size_t n = 0;

    for (;;) {
        size_t len = strcspn(words, " ");
        const char *word = at + n < r->n ? reader_word(r, at + n) : "";

        if (strncmp(word, words, len) != 0 ||
            (word[len] && !(e->any_end && !words[len])))
            return 0;
        n++;
        if (!words[len])
            return n;
        words += len + 1;
    }
}

/* "on 3 May", "in May" */
static bool is_month(const struct reader *r, size_t i)
{
    if (strcmp(reader_word(r, i), "may") != 0 || !r->v[i].capital)
        return false;
    return i > 0 || (r->n > 1 && r->v[1].kind == WORD_NUMBER);
}

static bool is_lang(const struct phrase_entry *e, const char *lang)
{
    return e->ban->lang[0] == lang[0] && e->ban->lang[1] == lang[1];
}

/* The longest phrase that begins at that word. */
static bool find_at(const struct reader *r, const char *lang, size_t at,
                    struct plain_found *out)
{
    const struct phrase_entry *e =
        table.buckets[bucket_of(lang, reader_word(r, at))];

    out->n = 0;
    for (; e; e = e->next) {
        size_t n = is_lang(e, lang) ? words_matched(r, at, e) : 0;

        if (n > out->n)
            *out = (struct plain_found){ e->ban, at, n };
    }
    return out->n > 0 && !is_month(r, at);
}

bool plain_next(const struct reader *r, const char *lang, size_t *at,
                struct plain_found *out)
{
    load();
    if (strlen(lang) < 2 || (lang[2] && lang[2] != '-'))
        return false;
    for (; *at < r->n; ++*at)
        if (find_at(r, lang, *at, out)) {
            *at += out->n;
            return true;
        }
    return false;
}
