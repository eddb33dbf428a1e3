/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/heading.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/strs.h"
#include "base/utf8.h"
#include "model/ref.h"
#include "model/resource.h"

/* Of the longest headings, which are questions, the beginning will do. */
enum { WORDS_MAX = 40 };

static const char *const langs[] = { "en", "fr", "es" };
enum { LANGS = sizeof langs / sizeof *langs };

/* ---- the words of a heading --------------------------------------------- */

enum sort { SORT_OTHER, SORT_LOWER, SORT_UPPER, SORT_DIGIT };

/* A mark is what it stands on: `before`. */
static enum sort sort_of(uint32_t c, enum sort before)
{
    if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M))
        return before;
    if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Nd))
        return SORT_DIGIT;
    if (uc_is_upper(c))
        return SORT_UPPER;
    return uc_is_alpha(c) ? SORT_LOWER : SORT_OTHER;
}

/* The sort of the character at byte *at, which moves behind it. */
static enum sort next_sort(const char *s, size_t *at, enum sort before)
{
    uint32_t c = 0;
    size_t n = utf8_decode(s + *at, strnlen(s + *at, 4), &c);

    *at += n ? n : 1;
    return n ? sort_of(c, before) : SORT_OTHER;
}

/* Does a word begin between a and b, behind which comes the sort of s? */
static bool is_cut(enum sort a, enum sort b, const char *s)
{
    size_t at = 0;

    if (a == SORT_LOWER && b == SORT_UPPER)
        return true;
    if (a == SORT_UPPER && b == SORT_UPPER) /* IPAddress */
        return *s && next_sort(s, &at, SORT_UPPER) == SORT_LOWER;
    return (a == SORT_DIGIT) != (b == SORT_DIGIT);
}

struct word {
    size_t start, end;
    enum sort first;  /* of its characters                                 */
    enum sort second; /* SORT_OTHER: there is none                         */
};

/* The next word from byte `at` on; false if there is none. */
static bool next_word(const char *s, size_t at, struct word *w)
{
    enum sort sort = SORT_OTHER, before;

    for (w->start = at; s[at]; w->start = at) {
        sort = next_sort(s, &at, SORT_OTHER);
        if (sort != SORT_OTHER)
            break;
    }
    if (sort == SORT_OTHER)
        return false;
    w->first = sort;
    w->second = SORT_OTHER;
    for (w->end = at; s[at]; w->end = at) {
        before = sort;
        sort = next_sort(s, &at, before);
        if (sort == SORT_OTHER || is_cut(before, sort, s + at))
            break;
        if (w->second == SORT_OTHER)
            w->second = sort;
    }
    return true;
}

static void add_slug(struct strs *out, const char *s, size_t len)
{
    struct buf slug = BUF_INIT;
    char *word = xstrndup(s, len);

    ref_from_words(&slug, word);
    strs_take(out, buf_detach(&slug));
    free(word);
}

/* Adds at most that many words, as slugs; # is one. */
static void add_words(struct strs *out, const char *s, size_t max)
{
    struct word w = { 0, 0, SORT_OTHER, SORT_OTHER };
    size_t end = 0;
    bool more = true;

    while (max-- && more) {
        more = next_word(s, end, &w);
        if (memchr(s + end, '#', more ? w.start - end : strlen(s + end)))
            strs_add(out, "number");
        if (more)
            add_slug(out, s + w.start, w.end - w.start);
        end = w.end;
    }
}

/* ---- the table ---------------------------------------------------------- */

struct entry {
    struct heading_pattern pattern;
    size_t words;   /* that count                                          */
    size_t letters; /* of them                                             */
};

/* In front of a key of words without their s. */
enum { SINGULAR = '~' };

/* What a pattern is found by: its words without blanks between them. */
struct key {
    char *text;
    size_t entry;
};

static struct {
    struct strs skipped;
    struct strs aliases; /* a word and what stands for it, in turn          */
    struct entry *entries;
    size_t n, room;
    struct key *keys;
    size_t keys_n, keys_room;
    size_t words_max; /* of a pattern                                      */
} table;

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

/* Adds the words that count; what has other names by its first. */
static void add_counting(struct strs *out, const struct strs *words)
{
    for (size_t i = 0; i < words->n; i++)
        if (counts(words->v[i]))
            strs_add(out, alias(words->v[i]));
}

static void add_key(const struct buf *text, size_t entry)
{
    for (size_t i = table.keys_n; i-- > 0 && table.keys[i].entry == entry;)
        if (strcmp(table.keys[i].text, text->s) == 0)
            return;
    ARRAY_GROW(table.keys, table.keys_n, table.keys_room);
    table.keys[table.keys_n++] = (struct key){ xstrdup(text->s), entry };
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

static void add_singular(struct buf *out, const char *word)
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

/*
 * A pattern is found by its words as they are when written apart, together
 * with or without small words, and each without its s, which stands apart
 * from the others: "pay" must not find "pays".
 */
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
    buf_addc(&singular, SINGULAR);
    for (size_t i = 0; i < counting->n; i++) {
        buf_adds(&apart, counting->v[i]);
        add_singular(&singular, counting->v[i]);
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
    struct entry *e;

    add_words(&words, p->words, WORDS_MAX);
    add_counting(&counting, &words);
    if (counting.n == 0)
        bug("headings: no word counts in '%s'", p->words);
    ARRAY_GROW(table.entries, table.n, table.room);
    e = &table.entries[table.n++];
    *e = (struct entry){ *p, counting.n, 0 };
    add_keys(&words, &counting, table.n - 1);
    if (counting.n > table.words_max)
        table.words_max = counting.n;
    strs_release(&words);
    strs_release(&counting);
}

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
        add_words(out, (const char *)text, SIZE_MAX);
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

static void load(void)
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
    load();
    return i < table.n ? &table.entries[i].pattern : NULL;
}

static const struct entry *find(const char *text)
{
    size_t from = 0, to = table.keys_n;

    while (from < to) { /* the first one of that text */
        size_t middle = from + (to - from) / 2;

        if (strcmp(table.keys[middle].text, text) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    if (from == table.keys_n || strcmp(table.keys[from].text, text) != 0)
        return NULL;
    return &table.entries[table.keys[from].entry];
}

/* ---- guessing ----------------------------------------------------------- */

struct found {
    const struct entry *entry;
    size_t at, end; /* in the words of the heading                         */
};

struct finds {
    struct found *v;
    size_t n, room;
    size_t letters[LANGS]; /* found in each language                       */
};

static bool is_lang(const struct entry *e, size_t lang)
{
    return strstr(e->pattern.langs, langs[lang]) != NULL;
}

static void add_found(struct finds *f, const struct entry *e, size_t at,
                      size_t end)
{
    ARRAY_GROW(f->v, f->n, f->room);
    f->v[f->n++] = (struct found){ e, at, end };
    for (size_t i = 0; i < LANGS; i++)
        if (is_lang(e, i))
            f->letters[i] += e->letters;
}

/* Finds what begins at that word. */
static void find_at(struct finds *f, const struct strs *words, size_t at)
{
    struct buf as_is = BUF_INIT, singular = BUF_INIT;
    size_t i;

    buf_addc(&singular, SINGULAR);
    for (i = at; i < words->n && i < at + table.words_max; i++) {
        const struct entry *e;

        buf_adds(&as_is, words->v[i]);
        add_singular(&singular, words->v[i]);
        e = find(as_is.s);
        if (!e)
            e = find(singular.s + 1);
        if (!e)
            e = find(singular.s);
        if (e)
            add_found(f, e, at, i + 1);
    }
    buf_release(&as_is);
    buf_release(&singular);
}

static size_t language(const struct finds *f)
{
    size_t best = 0;

    for (size_t i = 1; i < LANGS; i++)
        if (f->letters[i] > f->letters[best])
            best = i;
    return best;
}

static bool is_better(const struct found *a, const struct found *b,
                      bool head_last)
{
    if (a->entry->words != b->entry->words)
        return a->entry->words > b->entry->words;
    if (a->entry->pattern.weak != b->entry->pattern.weak)
        return !a->entry->pattern.weak;
    if (head_last && a->end != b->end)
        return a->end > b->end;
    if (!head_last && a->at != b->at)
        return a->at < b->at;
    return a->entry->letters > b->entry->letters;
}

static const struct found *best_of(const struct finds *f)
{
    const struct found *best = f->n ? &f->v[0] : NULL;
    bool head_last = language(f) == 0;

    for (size_t i = 1; i < f->n; i++)
        if (is_better(&f->v[i], best, head_last))
            best = &f->v[i];
    return best;
}

const struct heading_pattern *heading_guess(const char *heading)
{
    struct strs all = STRS_INIT, words = STRS_INIT;
    struct finds finds = { NULL, 0, 0, { 0 } };
    const struct found *best;
    const struct heading_pattern *p;

    load();
    add_words(&all, heading, WORDS_MAX);
    add_counting(&words, &all);
    for (size_t i = 0; i < words.n; i++)
        find_at(&finds, &words, i);
    best = best_of(&finds);
    p = best ? &best->entry->pattern : NULL;
    free(finds.v);
    strs_release(&all);
    strs_release(&words);
    return p;
}

/* ---- the heading as words ----------------------------------------------- */

static bool is_blank_char(const char *s, size_t *len)
{
    uint32_t c = 0;
    size_t n = utf8_decode(s, strnlen(s, 4), &c);

    *len = n ? n : 1;
    return n && uc_is_property_white_space(c);
}

static bool has_blanks(const char *s)
{
    for (size_t i = 0, n; s[i]; i += n)
        if (is_blank_char(s + i, &n))
            return true;
    return false;
}

/* Adds a blank, unless there is one or nothing before it. */
static void add_blank(struct buf *b, size_t start)
{
    if (b->len > start && b->s[b->len - 1] != ' ')
        buf_addc(b, ' ');
}

static void cut_end(struct buf *b, size_t start)
{
    while (b->len > start && b->s[b->len - 1] == ' ')
        buf_truncate(b, b->len - 1);
}

void heading_line(struct buf *out, const char *heading)
{
    size_t start = out->len;

    for (size_t i = 0, n; heading[i]; i += n)
        if (is_blank_char(heading + i, &n))
            add_blank(out, start);
        else
            buf_add(out, heading + i, n);
    cut_end(out, start);
}

/* Copies what is between words: signs, and blanks for what stands for one. */
static void add_gap(struct buf *b, size_t start, const char *s, size_t len,
                    bool dots)
{
    for (size_t i = 0, n; i < len; i += n) {
        if (is_blank_char(s + i, &n) || s[i] == '_' || (dots && s[i] == '.'))
            add_blank(b, start);
        else
            buf_add(b, s + i, n);
    }
}

/* Adds s with its first letter made upper case, or all of it lower. */
static void add_case(struct buf *b, const char *s, size_t len, bool raise)
{
    size_t n = 0;
    uint8_t *out =
        raise ? u8_totitle((const uint8_t *)s, len, NULL, NULL, NULL, &n)
              : u8_tolower((const uint8_t *)s, len, NULL, NULL, NULL, &n);

    if (out)
        buf_add(b, out, n);
    else
        buf_add(b, s, len);
    free(out);
}

/* The first word begins with a capital letter. */
static void add_first(struct buf *b, const char *s, const struct word *w)
{
    size_t len = w->end - w->start;

    if (w->first == SORT_LOWER)
        add_case(b, s + w->start, len, true);
    else
        buf_add(b, s + w->start, len);
}

void heading_words(struct buf *out, const char *heading)
{
    const char *h = heading;
    bool machine = !has_blanks(h);
    size_t start = out->len;
    struct word w = { 0, 0, SORT_OTHER, SORT_OTHER };
    size_t end = 0;

    while (next_word(h, w.end, &w)) {
        size_t len = w.end - w.start;
        bool name = w.first == SORT_UPPER && w.second == SORT_LOWER;
        bool joined = w.start == end && end > 0;

        add_gap(out, start, h + end, w.start - end, machine);
        if (joined && w.first == SORT_UPPER && machine)
            add_blank(out, start);
        if (out->len == start)
            add_first(out, h, &w);
        else if (machine && name)
            add_case(out, h + w.start, len, false);
        else
            buf_add(out, h + w.start, len);
        end = w.end;
    }
    add_gap(out, start, h + end, strlen(h + end), machine);
    cut_end(out, start);
}

/* ---- values ------------------------------------------------------------- */

/* One @ with something before it, and a full stop behind it. */
static bool is_email(const char *s)
{
    const char *at = strchr(s, '@');

    return at && at > s && !strchr(at + 1, '@') && !strpbrk(s, " \t\n") &&
           strchr(at + 1, '.') && at[1] != '.';
}

enum { DIGITS_MIN = 6 };

bool heading_is_value(const char *heading)
{
    size_t digits = 0;

    if (is_email(heading))
        return true;
    for (const char *s = heading; *s; s++)
        if (*s >= '0' && *s <= '9')
            digits++;
        else if (!strchr(" \t+-.,:/()TZ", *s))
            return false;
    return digits >= DIGITS_MIN;
}
