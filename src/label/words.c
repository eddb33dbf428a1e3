/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/words.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "label/catalog.h"
#include "label/isolate.h"
#include "label/language.h"
#include "model/date.h"
#include "model/region.h"
#include "model/vocabulary.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const phrases[SAY_COUNT] = {
    [SAY_NOTHING] = "",
    [SAY_MAIN] = "",
#define PHRASE(ident, words) [SAY_##ident] = words,
#include "label/phrases.def"
#undef PHRASE
};

const char *words_key(enum phrase p)
{
    return phrases[p];
}

const char *words_source(enum phrase p)
{
    return i18n_text(phrases[p]);
}

/* --- what is said, and where it is missing ------------------------------- */

const char *words_lang(const struct voice *v)
{
    const struct language *l = language_find(v->lang);

    return l ? l->tag : "en";
}

static bool is_rtl(const struct voice *v)
{
    const struct language *l = language_find(v->lang);

    return l && l->rtl;
}

/* Does the label speak a language that has a catalog? */
static bool is_translated(const struct voice *v)
{
    return strcmp(words_lang(v), "en") != 0;
}

/* English stands in for what the label's language lacks. */
static void note_lack(const struct voice *v)
{
    if (v->lacks && is_translated(v))
        *v->lacks = true;
}

/* A text of larder's own, of that key, or NULL where there is none. */
static const char *words_in(const struct voice *v, const char *key)
{
    const char *words = catalog_text(catalog_find(v->lang), key);

    if (!words)
        note_lack(v);
    return words;
}

const char *words_of(const struct voice *v, enum phrase p)
{
    const char *words = *phrases[p] ? words_in(v, phrases[p]) : "";

    return words ? words : words_source(p);
}

/* --- a phrase and its places --------------------------------------------- */

/* The ends of sentences, as the languages write them. */
static const char *const stops[] = { ".", "\u0964", "\u3002" };
static const char *const marks[] = { "!",      "?",      "\u2026",
                                     "\u061f", "\uff01", "\uff1f" };

/* How long the one of them is that s begins with; 0: none. */
static size_t begins_with(const char *const *list, size_t n, const char *s)
{
    for (size_t i = 0; i < n; i++)
        if (strncmp(s, list[i], strlen(list[i])) == 0)
            return strlen(list[i]);
    return 0;
}

/* The same of the end. */
static size_t ends_with(const char *const *list, size_t n, const char *s,
                        size_t len)
{
    for (size_t i = 0; i < n; i++) {
        size_t end = strlen(list[i]);

        if (len >= end && memcmp(s + len - end, list[i], end) == 0)
            return end;
    }
    return 0;
}

/* Its length without what closes an isolate. */
static size_t inner_len(const char *s, size_t len)
{
    static const char *const closes[] = { ISOLATE_END };

    while (ends_with(closes, 1, s, len))
        len -= strlen(ISOLATE_END);
    return len;
}

/* Where a sentence that ends in the last character of s ends already. */
static bool is_ended(const char *s, size_t len)
{
    len = inner_len(s, len);
    return ends_with(stops, COUNT(stops), s, len) ||
           ends_with(marks, COUNT(marks), s, len);
}

/* Does the sentence go on right behind a place, but for a blank before what
 * French writes so? */
static bool goes_on(const char *rest)
{
    static const char *const hard[] = { "\u00a0", "\u202f" };

    if (begins_with(hard, COUNT(hard), rest))
        return true;
    return *rest && (*rest != ' ' || (rest[1] && strchr(":;?!", rest[1])));
}

/* What one place takes; before a stop a stop is left out. */
static size_t add_place(struct buf *b, const char *words, const char *rest)
{
    size_t len = strlen(words), inner = inner_len(words, len);
    size_t stop = ends_with(stops, COUNT(stops), words, inner);
    size_t next = begins_with(stops, COUNT(stops), rest);

    if (next && is_ended(words, len)) {
        buf_add(b, words, len);
        return next;
    }
    if (!goes_on(rest))
        stop = 0;
    buf_add(b, words, inner - stop);
    buf_add(b, words + inner, len - inner);
    return 0;
}

/*
 * Is the first word one that a capital does no harm to?  Not "iPhone", nor
 * "www.example.org".
 */
static bool takes_capital(const char *s)
{
    size_t len = strcspn(s, " ");
    uint32_t c;

    while (len && strchr(",;:.!?", s[len - 1]))
        len--;
    for (size_t i = 0, n; i < len; i += n) {
        n = utf8_decode(s + i, len - i, &c);
        if (!n || (!uc_is_lower(c) && c != '-' && c != '\'' && c != 0x2019))
            return false;
    }
    return len > 0;
}

/* Does a sentence begin behind what is in b? */
static bool begins_sentence(const struct buf *b)
{
    return b->len == 0 || (b->len > 1 && b->s[b->len - 1] == ' ' &&
                           is_ended(b->s, b->len - 1));
}

/* Adds what stands in a place: with a capital, and isolated, as it needs. */
static size_t fill(const struct voice *v, struct buf *b, const char *words,
                   bool capital, const char *rest)
{
    struct buf text = BUF_INIT, whole = BUF_INIT;
    size_t used;

    if (capital && takes_capital(words))
        words_capital(&text, words);
    else
        buf_adds(&text, words);
    if (is_rtl(v) && isolate_wanted(words))
        buf_addf(&whole, ISOLATE_BEGIN "%s" ISOLATE_END, text.s);
    else
        buf_add(&whole, text.s, text.len);
    used = add_place(b, whole.len ? whole.s : "", rest);
    buf_release(&text);
    buf_release(&whole);
    return used;
}

/* A text with its places {1}, {2} and {3} filled. */
static char *say(const struct voice *v, const char *s,
                 const char *const places[3])
{
    bool sentence = is_ended(s, strlen(s));
    struct buf b = BUF_INIT;

    while (*s) {
        int number = s[0] == '{' && s[1] && s[2] == '}' ? s[1] - '0' : 0;

        if (number < 1 || number > 3) {
            buf_addc(&b, *s++);
            continue;
        }
        s += 3;
        s += fill(v, &b, places[number - 1] ? places[number - 1] : "",
                  sentence && begins_sentence(&b), s);
    }
    return buf_detach(&b);
}

char *words_say(const struct voice *v, enum phrase p, const char *one,
                const char *two)
{
    return say(v, words_of(v, p), (const char *const[3]){ one, two, NULL });
}

/* --- terms, countries, languages ----------------------------------------- */

/* Marked texts, which live as long as the program: they are few. */
static const char *kept(char *text)
{
    static struct strs all;

    for (size_t i = 0; i < all.n; i++)
        if (strcmp(all.v[i], text) == 0) {
            free(text);
            return all.v[i];
        }
    strs_take(&all, text);
    return text;
}

/* Those of a term of larder's own, which may be meant for one vocabulary. */
static const char *shipped_words(const struct voice *v, const char *vocabulary,
                                 const struct term *t)
{
    const struct catalog *c = catalog_find(v->lang);
    const char *words = catalog_text_in(c, vocabulary, t->words);

    return words ? words : catalog_text(c, t->words);
}

char *words_foreign(const struct voice *v, const char *text, const char *lang)
{
    size_t len = strlen(text);
    size_t stop = ends_with(stops, COUNT(stops), text, len);
    char *inner, *named, *all;

    if (strcmp(lang, "und") == 0 || language_same(lang, words_lang(v)))
        return xstrdup(text);
    inner = xstrndup(text, len - stop);
    named = words_say(v, SAY_IN_LANGUAGE, inner, words_language(v, lang));
    all = xasprintf("%s%s", named, text + len - stop);
    free(inner);
    free(named);
    return all;
}

const char *words_term_lang(const struct voice *v, const char *vocabulary,
                            const char *code)
{
    const struct term *t = vocabulary_lookup(vocabulary, code);

    if (!t)
        return NULL;
    if (!t->own)
        return is_translated(v) && !shipped_words(v, vocabulary, t) ? "en"
                                                                    : NULL;
    if (!v->original || language_same(v->lang, v->original) ||
        !vocabulary_lacks_words(vocabulary, code, v->lang))
        return NULL;
    return v->original;
}

const char *words_term(const struct voice *v, const char *vocabulary,
                       const char *code)
{
    const struct term *t = vocabulary_lookup(vocabulary, code);
    const char *lang = words_term_lang(v, vocabulary, code), *words;

    if (!t)
        return code;
    words = t->own ? term_words(t, v->lang) : shipped_words(v, vocabulary, t);
    words = words ? words : t->words;
    if (lang && !t->own)
        note_lack(v);
    return lang ? kept(words_foreign(v, words, lang)) : words;
}

/* Names of ours, by the code of the country. */
static const char *const countries[][2] = {
#define COUNTRY(code, name) { code, name },
#include "label/countries.def"
#undef COUNTRY
};

/* That name, or the one that iso-codes has, or NULL. */
static const char *country_name(const char *code, const char *lang)
{
    const char *name = NULL;

    for (size_t i = 0; i < COUNT(countries) && !name; i++)
        if (strcmp(countries[i][0], code) == 0)
            name = catalog_text(catalog_find(lang), countries[i][1]);
    return name ? name : country_name_in(code, lang);
}

const char *words_country(const struct voice *v, const char *code)
{
    const char *name = country_name(code, words_lang(v));

    if (name)
        return name;
    name = country_name(code, "en");
    if (name)
        note_lack(v);
    return name ? name : code;
}

const char *words_language(const struct voice *v, const char *tag)
{
    const struct language *l = language_find(tag);
    const char *name = NULL;

    if (l)
        name = catalog_text(catalog_find(v->lang), l->name);
    if (!name && !(l && !is_translated(v)))
        name = language_name_in(tag, words_lang(v));
    if (name)
        return name;
    name = l ? i18n_text(l->name) : language_name_in(tag, "en");
    if (name)
        note_lack(v);
    return name ? name : tag;
}

/* --- numbers, dates, spans ----------------------------------------------- */

void words_number(const struct voice *v, struct buf *out, const char *number)
{
    const struct language *l = language_find(v->lang);
    uint32_t zero = l ? l->zero : '0';

    for (; *number; number++)
        if (*number >= '0' && *number <= '9')
            utf8_add(out, zero + (uint32_t)(*number - '0'));
        else
            buf_addc(out, *number);
}

static char *number_words(const struct voice *v, int64_t n)
{
    char *ascii = xasprintf("%lld", (long long)n);
    struct buf b = BUF_INIT;

    words_number(v, &b, ascii);
    free(ascii);
    return buf_detach(&b);
}

void words_date(const struct voice *v, struct buf *out, const char *day)
{
    const char *places[3], *month;
    char *number, *year, *text;
    struct date d;

    if (!date_parse(&d, day)) {
        buf_adds(out, day);
        return;
    }
    number = number_words(v, d.day);
    year = number_words(v, d.year);
    month = words_in(v, month_name(d.month));
    places[0] = d.day == 1 ? words_of(v, SAY_FIRST_DAY) : number;
    places[1] = month ? month : month_name(d.month);
    places[2] = year;
    text = say(v, words_of(v, SAY_DATE), places);
    buf_adds(out, text);
    free(number);
    free(year);
    free(text);
}

/* How a part of a span is said of one and of more. */
struct unit {
    const char *one;
    const char *many;
};

static const struct unit units[] = {
#define UNIT(ident, one, many) { one, many },
#include "label/units.def"
#undef UNIT
};

static char *unit_words(const struct voice *v, const struct unit *u, int64_t n)
{
    const char *words =
        catalog_plural(catalog_find(v->lang), u->one, (uint64_t)n);
    char *number = number_words(v, n), *text;

    if (!words) {
        note_lack(v);
        words = n == 1 ? u->one : u->many;
    }
    text = say(v, words, (const char *const[3]){ number, NULL, NULL });
    free(number);
    return text;
}

void words_span(const struct voice *v, struct buf *out, const char *duration)
{
    char *so_far = NULL;
    struct duration d;

    if (!duration_parse(&d, duration)) {
        buf_adds(out, duration);
        return;
    }
    const int64_t parts[COUNT(units)] = {
        d.months / 12,    d.months % 12,         d.days,
        d.seconds / 3600, d.seconds % 3600 / 60, d.seconds % 60,
    };
    for (size_t i = 0; i < COUNT(units); i++) {
        char *part = parts[i] ? unit_words(v, &units[i], parts[i]) : NULL;
        char *before = so_far;

        if (!part)
            continue;
        so_far =
            before ? words_say(v, SAY_LIST_LAST, before, part) : xstrdup(part);
        free(before);
        free(part);
    }
    buf_adds(out, so_far ? so_far : words_of(v, SAY_NO_TIME));
    free(so_far);
}

/* --- letters and lists --------------------------------------------------- */

/* The first letter by `change`, the rest as it is. */
static void add_first(struct buf *out, const char *s, ucs4_t change(ucs4_t))
{
    uint32_t c;
    size_t n = utf8_decode(s, strlen(s), &c);

    if (n)
        utf8_add(out, change(c));
    buf_adds(out, s + n);
}

void words_capital(struct buf *out, const char *s)
{
    add_first(out, s, uc_toupper);
}

/* Is that the polite "you", alone or before other words? */
static bool is_polite(const struct language *l, const char *s)
{
    size_t len = l && l->polite ? strlen(l->polite) : 0;

    return len && strncmp(s, l->polite, len) == 0 && (!s[len] || s[len] == ' ');
}

/* Is the second letter, or the second word's first, a capital: a name? */
static bool is_name(const struct language *l, const char *s)
{
    const char *word = strchr(s, ' ');
    uint32_t c;
    size_t n = utf8_decode(s, strlen(s), &c);

    if (n && utf8_decode(s + n, strlen(s + n), &c) && uc_is_upper(c))
        return true;
    return word && !is_polite(l, word + 1) &&
           utf8_decode(word + 1, strlen(word + 1), &c) && uc_is_upper(c);
}

void words_small(const struct voice *v, struct buf *out, const char *s)
{
    const struct language *l = language_find(v->lang);

    if (!(l && l->keeps) && !is_polite(l, s) && !is_name(l, s))
        add_first(out, s, uc_tolower);
    else
        buf_adds(out, s);
}

/* One item without the stop at its end, in the case that its place wants. */
static char *list_item(const struct voice *v, const char *s, bool small)
{
    struct buf b = BUF_INIT;

    if (small)
        words_small(v, &b, s);
    else
        buf_adds(&b, s);
    if (b.len)
        buf_truncate(&b, b.len - ends_with(stops, COUNT(stops), b.s, b.len));
    return buf_detach(&b);
}

static bool list_has_commas(const struct strs *items)
{
    static const char *const commas[] = { ",", ";", "\u060c", "\u061b" };

    for (size_t i = 0; i < items->n; i++)
        for (size_t j = 0; j < COUNT(commas); j++)
            if (strstr(items->v[i], commas[j]))
                return true;
    return false;
}

void words_list(const struct voice *v, struct buf *out,
                const struct strs *items, enum list_place place)
{
    bool is_long = place == LIST_AS_IS || list_has_commas(items);
    enum phrase comma = is_long ? SAY_LIST_LONG : SAY_LIST_MORE;
    enum phrase last = place == LIST_OR ? SAY_LIST_OR : SAY_LIST_LAST;
    char *so_far = NULL;

    for (size_t i = 0; i < items->n; i++) {
        bool small = place == LIST_INSIDE || place == LIST_OR ||
                     (place == LIST_START && i);
        char *item = list_item(v, items->v[i], small), *longer;
        enum phrase p = i + 1 < items->n || is_long ? comma : last;

        longer = so_far ? words_say(v, p, so_far, item) : xstrdup(item);
        free(so_far);
        free(item);
        so_far = longer;
    }
    buf_adds(out, so_far ? so_far : "");
    free(so_far);
}
