/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/vocabulary.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "model/own.h"
#include "model/resource.h"

/* Terms in their order, and sorted by code. */
struct terms {
    struct term *v;
    size_t n;
    size_t room;
    const struct term **by_code;
};

/* A vocabulary that has been read: as it comes with the program. */
struct loaded {
    struct vocabulary v;
    struct terms terms;
    struct loaded *with_own; /* the same with the register's own; or NULL  */
    uint64_t generation;     /* of the own ones that are in that; 0: none  */
    struct loaded *next;
};

static struct loaded *all;

/* --- the file ------------------------------------------------------------ */

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
    struct terms *terms = &l->terms;
    xmlNode *n;

    for (n = parent->children; n; n = n->next) {
        long number = (long)terms->n;
        struct term *t;

        if (n->type != XML_ELEMENT_NODE ||
            strcmp((const char *)n->name, "term") != 0)
            continue;
        ARRAY_GROW(terms->v, terms->n, terms->room);
        t = &terms->v[terms->n++];
        t->code = attribute(n, "code");
        t->iri = attribute(n, "iri");
        t->title = child_text(n, "title");
        t->words = child_text(n, "words");
        t->help = child_text(n, "help");
        t->broader = broader;
        t->depth = depth;
        t->own = NULL;
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

/* The order of codes, once there are no more terms. */
static void terms_sort(struct terms *t)
{
    size_t i;

    t->by_code = xcalloc(t->n + 1, sizeof *t->by_code);
    for (i = 0; i < t->n; i++)
        t->by_code[i] = &t->v[i];
    qsort(t->by_code, t->n, sizeof *t->by_code, by_code);
}

static const struct term *terms_find(const struct terms *t, const char *code)
{
    const struct term key = { .code = code };
    const struct term *wanted = &key;
    const struct term **found =
        bsearch(&wanted, t->by_code, t->n, sizeof *t->by_code, by_code);

    return found ? *found : NULL;
}

static void terms_release(struct terms *t)
{
    free(t->v);
    free(t->by_code);
    *t = (struct terms){ .v = NULL };
}

/* All terms are there. */
static void finish(struct loaded *l)
{
    terms_sort(&l->terms);
    l->v.terms = l->terms.v;
    l->v.count = l->terms.n;
}

static struct loaded *load(const char *id, const struct resource *file)
{
    xmlDoc *doc = xmlReadMemory((const char *)file->bytes, (int)file->len,
                                file->name, NULL, XML_PARSE_NONET);
    struct loaded *l = xcalloc(1, sizeof *l);
    xmlNode *root;
    const char *open;

    if (!doc)
        bug("vocabulary %s is not well-formed", id);
    root = xmlDocGetRootElement(doc);
    l->v.id = xstrdup(id);
    l->v.title = child_text(root, "title");
    open = attribute(root, "open");
    l->v.open = open && strcmp(open, "yes") == 0;
    free((char *)open);
    read_terms(l, root, -1, 0);
    xmlFreeDoc(doc);
    finish(l);
    l->next = all;
    all = l;
    return l;
}

static struct loaded *find(const char *id)
{
    const struct resource *file;
    struct loaded *l;
    char *name;

    for (l = all; l; l = l->next)
        if (strcmp(l->v.id, id) == 0)
            return l;
    name = xasprintf("vocabulary/%s.xml", id);
    file = resource_find(name);
    free(name);
    return file ? load(id, file) : NULL;
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

/* --- with the register's own --------------------------------------------- */

bool vocabulary_code_fits(const char *code)
{
    size_t len = strlen(code);

    return len > 0 && len <= VOCABULARY_CODE_MAX && code[0] != '-' &&
           code[len - 1] != '-' &&
           strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

static const char *text_of(const struct record *r, enum field field)
{
    const char *s = record_text(r, field);

    return s ? s : "";
}

static struct term own_term(const struct record *r)
{
    return (struct term){ .code = text_of(r, OWN_TERM_CODE),
                          .iri = record_text(r, OWN_TERM_IRI),
                          .title = text_of(r, OWN_TERM_TITLE),
                          .words = text_of(r, OWN_TERM_WORDS),
                          .help = text_of(r, OWN_TERM_HELP),
                          .broader = -1,
                          .own = r };
}

static bool is_of(const struct loaded *l, const struct record *r)
{
    const char *code = text_of(r, OWN_TERM_CODE);

    return strcmp(text_of(r, OWN_TERM_VOCABULARY), l->v.id) == 0 &&
           vocabulary_code_fits(code) && !terms_find(&l->terms, code);
}

static int by_code_and_ref(const void *a, const void *b)
{
    const struct term *x = a, *y = b;
    int order = strcmp(x->code, y->code);

    return order ? order : strcmp(x->own->ref, y->own->ref);
}

/* Those of the vocabulary, in order of codes, each code once. */
static void own_of(const struct loaded *l, const struct own *own,
                   struct terms *out)
{
    size_t i, n = 0;

    for (i = 0; i < own->n; i++)
        if (is_of(l, &own->v[i])) {
            ARRAY_GROW(out->v, out->n, out->room);
            out->v[out->n++] = own_term(&own->v[i]);
        }
    if (out->n)
        qsort(out->v, out->n, sizeof *out->v, by_code_and_ref);
    for (i = 0; i < out->n; i++)
        if (i == 0 || strcmp(out->v[i].code, out->v[n - 1].code) != 0)
            out->v[n++] = out->v[i];
    out->n = n;
}

/* The tree of all terms while it is made: numbers of terms, or -1. */
struct node {
    long up;
    long down;
    long next;
    bool seen;
};

static struct node *tree_of(const struct terms *t)
{
    struct node *tree = xcalloc(t->n + 1, sizeof *tree);
    size_t i;

    for (i = 0; i < t->n; i++)
        tree[i] = (struct node){ .up = t->v[i].broader, -1, -1, false };
    for (i = t->n; i-- > 0;)
        if (tree[i].up >= 0) {
            tree[i].next = tree[tree[i].up].down;
            tree[tree[i].up].down = (long)i;
        }
    return tree;
}

/* Adds the term and all below it that are not there yet, broader first. */
static void plant(struct terms *out, const struct terms *from,
                  struct node *tree, long root)
{
    long *placed = xcalloc(from->n, sizeof *placed);
    long at = root;

    while (at >= 0) {
        if (!tree[at].seen) {
            struct term *t = &out->v[out->n];

            *t = from->v[at];
            t->broader = at == root ? -1 : placed[tree[at].up];
            if (t->broader >= 0 && out->v[t->broader].depth >= VOCABULARY_DEEP)
                t->broader = out->v[t->broader].broader;
            t->depth = at == root ? 0 : out->v[t->broader].depth + 1;
            placed[at] = (long)out->n++;
            tree[at].seen = true;
        }
        while (tree[at].down >= 0 && tree[tree[at].down].seen)
            tree[at].down = tree[tree[at].down].next;
        if (tree[at].down >= 0)
            at = tree[at].down;
        else
            at = at == root ? -1 : tree[at].up;
    }
    free(placed);
}

/* The number of the term of that code, or -1. */
static long number_of(const struct terms *t, const char *code)
{
    const struct term *found = terms_find(t, code);

    return found ? (long)(found - t->v) : -1;
}

/* All terms in one list, each with the number of the one above it. */
static void flatten(struct terms *out, const struct terms *shipped,
                    const struct terms *own)
{
    size_t i;

    out->n = shipped->n + own->n;
    out->v = xcalloc(out->n + 1, sizeof *out->v);
    memcpy(out->v, shipped->v, shipped->n * sizeof *out->v);
    if (own->n)
        memcpy(out->v + shipped->n, own->v, own->n * sizeof *out->v);
    terms_sort(out);
    for (i = shipped->n; i < out->n; i++)
        out->v[i].broader =
            number_of(out, text_of(out->v[i].own, OWN_TERM_BROADER));
}

/*
 * Puts the own terms behind those that come with the program.  One whose
 * broader term is missing stands at the top, and so does one of each circle:
 * nothing that is stored is hidden.
 */
static void merge(struct loaded *to, const struct loaded *l,
                  const struct terms *own)
{
    struct terms flat = { .v = NULL };
    struct node *tree;
    size_t i;

    flatten(&flat, &l->terms, own);
    tree = tree_of(&flat);
    terms_release(&to->terms);
    to->v = l->v;
    to->terms.v = xcalloc(flat.n + 1, sizeof *flat.v);
    for (i = 0; i < flat.n; i++)
        if (tree[i].up < 0)
            plant(&to->terms, &flat, tree, (long)i);
    for (i = 0; i < flat.n; i++)
        if (!tree[i].seen)
            plant(&to->terms, &flat, tree, (long)i);
    finish(to);
    free(tree);
    terms_release(&flat);
}

/* The same with the register's own terms as they are now. */
static struct loaded *with_own(struct loaded *l)
{
    const struct own *own;
    struct terms terms = { .v = NULL };

    if (!l->v.open)
        return l;
    own = own_records(KIND_OWN_TERM);
    if (own->generation != l->generation) {
        l->generation = own->generation;
        own_of(l, own, &terms);
        if (!l->with_own)
            l->with_own = xcalloc(1, sizeof *l->with_own);
        merge(l->with_own, l, &terms);
        terms_release(&terms);
    }
    return l->with_own ? l->with_own : l;
}

/* --- what is asked for --------------------------------------------------- */

const struct vocabulary *vocabulary_find(const char *id)
{
    struct loaded *l = find(id);

    return l ? &with_own(l)->v : NULL;
}

const struct vocabulary *vocabulary_shipped(const char *id)
{
    struct loaded *l = find(id);

    return l ? &l->v : NULL;
}

int vocabulary_parse(const struct vocabulary **out, const char *id,
                     struct error *err)
{
    struct nearest near;
    const char *offered;
    size_t i;

    *out = vocabulary_shipped(id);
    if (*out)
        return 0;
    nearest_init(&near, id);
    for (i = 0; (offered = vocabulary_id(i)); i++)
        nearest_offer(&near, offered);
    if (near.best)
        return error_set(err, ERROR_USAGE,
                         _("there is no vocabulary '%s'; did you mean '%s'?"),
                         id, near.best);
    return error_set(err, ERROR_USAGE,
                     _("there is no vocabulary '%s'; 'larder vocabulary list' "
                       "lists them"),
                     id);
}

const struct term *vocabulary_term(const struct vocabulary *v, const char *code)
{
    const struct loaded *l = (const struct loaded *)v;

    return terms_find(&l->terms, code);
}

const struct term *vocabulary_term_of_iri(const struct vocabulary *v,
                                          const char *iri)
{
    size_t i;

    for (i = 0; i < v->count; i++)
        if (v->terms[i].iri && strcmp(v->terms[i].iri, iri) == 0)
            return &v->terms[i];
    return NULL;
}

int vocabulary_term_parse(const struct term **out, const struct vocabulary *v,
                          const char *code, struct error *err)
{
    struct nearest near;
    size_t i;

    *out = vocabulary_term(v, code);
    if (*out)
        return 0;
    nearest_init(&near, code);
    for (i = 0; i < v->count; i++)
        nearest_offer(&near, v->terms[i].code);
    if (near.best)
        return error_set(err, ERROR_USAGE,
                         _("the vocabulary %s has no code '%s'; did you mean "
                           "'%s'?"),
                         v->id, code, near.best);
    return error_set(err, ERROR_USAGE,
                     _("the vocabulary %s has no code '%s'; 'larder explain "
                       "%s' lists them"),
                     v->id, code, v->id);
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

const struct term *vocabulary_lookup(const char *id, const char *code)
{
    struct loaded *l = find(id);
    const struct term *t = l ? terms_find(&l->terms, code) : NULL;

    return l && !t ? terms_find(&with_own(l)->terms, code) : t;
}

bool vocabulary_has(const char *id, const char *code)
{
    return vocabulary_lookup(id, code) != NULL;
}

/* --- texts --------------------------------------------------------------- */

const char *term_title(const struct term *t)
{
    return t->own ? t->title : _(t->title);
}

/* The register's own words in a language, unless they translate what the
 * original no longer says. */
static const char *own_words(const struct term *t, const char *lang)
{
    const struct value *v = record_get(t->own, OWN_TERM_WORDS);
    const struct words *w = value_words_for(v, lang);

    return w && !words_stale(v, w) ? w->text : NULL;
}

const char *term_words(const struct term *t, const char *lang)
{
    const char *words = NULL;

    if (!t->own)
        return _(t->words);
    if (lang)
        words = own_words(t, lang);
    return words ? words : t->words;
}

const char *term_help(const struct term *t)
{
    return t->own ? t->help : _(t->help);
}

const char *vocabulary_words_in(const char *id, const char *code,
                                const char *lang)
{
    const struct term *t = vocabulary_lookup(id, code);

    return t ? term_words(t, lang) : code;
}

const char *vocabulary_words(const char *id, const char *code)
{
    return vocabulary_words_in(id, code, NULL);
}

const char *vocabulary_title(const char *id, const char *code)
{
    const struct term *t = vocabulary_lookup(id, code);

    return t ? term_title(t) : code;
}

bool vocabulary_lacks_words(const char *id, const char *code, const char *lang)
{
    const struct term *t = vocabulary_lookup(id, code);

    return t && t->own && !own_words(t, lang);
}
