/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/sheet_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strs.h"
#include "model/date.h"
#include "model/region.h"
#include "model/vocabulary.h"

/* What a name is; the first kind that has one for a text is right. */
enum rank { RANK_MAP, RANK_TITLE, RANK_WORDS, RANK_CODE };

struct name {
    char *folded;
    const char *code; /* borrowed                                          */
    enum rank rank;
};

/* The names of a vocabulary's terms, or of countries. */
struct index {
    const char *id; /* borrowed from the tables of fields                  */
    struct name *v; /* sorted                                              */
    size_t n;
    size_t room;
};

struct sheet_words {
    const struct sheet_map *map;
    struct index *indexes;
    size_t n;
    size_t room;
    const char *countries[26 * 26]; /* what they are called, once asked    */
};

static const char countries[] = "countries";

/* ---- words that are no terms -------------------------------------------- */

/* They are what people write, so they are not translated.  Folded, but for
 * the first of a language, which is written. */
static const struct state_row {
    enum state state;
    const char *lang;
    const char *words;
} states[] = {
    { STATE_NONE, "en", "none" },
    { STATE_NONE, "en", "nil" },
    { STATE_NONE, "en", "@none" },
    { STATE_NONE, "fr", "aucun" },
    { STATE_NONE, "fr", "aucune" },
    { STATE_NONE, "fr", "neant" },
    { STATE_NONE, "es", "ninguno" },
    { STATE_NONE, "es", "ninguna" },
    { STATE_NA, "en", "does not apply" },
    { STATE_NA, "en", "not applicable" },
    { STATE_NA, "en", "n/a" },
    { STATE_NA, "en", "@na" },
    { STATE_NA, "fr", "sans objet" },
    { STATE_NA, "fr", "non applicable" },
    { STATE_NA, "es", "no aplica" },
    { STATE_NA, "es", "no procede" },
    { STATE_UNKNOWN, "en", "not known" },
    { STATE_UNKNOWN, "en", "unknown" },
    { STATE_UNKNOWN, "en", "@unknown" },
    { STATE_UNKNOWN, "fr", "non connu" },
    { STATE_UNKNOWN, "fr", "inconnu" },
    { STATE_UNKNOWN, "fr", "inconnue" },
    { STATE_UNKNOWN, "es", "no se sabe" },
    { STATE_UNKNOWN, "es", "desconocido" },
    { STATE_BLANK, "en", "not answered" },
    { STATE_BLANK, "fr", "sans r\xc3\xa9ponse" },
    { STATE_BLANK, "es", "sin respuesta" },
};

static const struct answer_row {
    const char *lang;
    const char *yes;
    const char *no;
} answers[] = {
    { "en", "yes", "no" },
    { "fr", "oui", "non" },
    { "es", "s\xc3\xad", "no" },
};

/* Units, the greatest first; the first two words are written: one, many. */
static const struct unit {
    const char *lang;
    struct duration one;
    const char *words[6]; /* folded, but for the first two                 */
} units[] = {
    { "en", { 12, 0, 0 }, { "year", "years", "yr", "yrs" } },
    { "en", { 1, 0, 0 }, { "month", "months", "mth", "mths" } },
    { "en", { 0, 7, 0 }, { "week", "weeks" } },
    { "en", { 0, 1, 0 }, { "day", "days" } },
    { "en", { 0, 0, 3600 }, { "hour", "hours", "hr", "hrs" } },
    { "en", { 0, 0, 60 }, { "minute", "minutes" } },
    { "en", { 0, 0, 1 }, { "second", "seconds" } },
    { "fr", { 12, 0, 0 }, { "an", "ans", "annee", "annees" } },
    { "fr", { 1, 0, 0 }, { "mois", "mois" } },
    { "fr", { 0, 7, 0 }, { "semaine", "semaines" } },
    { "fr", { 0, 1, 0 }, { "jour", "jours" } },
    { "fr", { 0, 0, 3600 }, { "heure", "heures" } },
    { "fr", { 0, 0, 60 }, { "minute", "minutes" } },
    { "fr", { 0, 0, 1 }, { "seconde", "secondes" } },
    { "es", { 12, 0, 0 }, { "a\xc3\xb1o", "a\xc3\xb1os", "ano", "anos" } },
    { "es", { 1, 0, 0 }, { "mes", "meses" } },
    { "es", { 0, 7, 0 }, { "semana", "semanas" } },
    { "es",
      { 0, 1, 0 },
      { "d\xc3\xad"
        "a",
        "d\xc3\xad"
        "as",
        "dia", "dias" } },
    { "es", { 0, 0, 3600 }, { "hora", "horas" } },
    { "es", { 0, 0, 60 }, { "minuto", "minutos" } },
    { "es", { 0, 0, 1 }, { "segundo", "segundos" } },
};

static const struct number {
    const char *word;
    int n;
} numbers[] = {
    { "one", 1 },    { "two", 2 },   { "three", 3 },   { "four", 4 },
    { "five", 5 },   { "six", 6 },   { "seven", 7 },   { "eight", 8 },
    { "nine", 9 },   { "ten", 10 },  { "eleven", 11 }, { "twelve", 12 },
    { "un", 1 },     { "une", 1 },   { "deux", 2 },    { "trois", 3 },
    { "quatre", 4 }, { "cinq", 5 },  { "sept", 7 },    { "huit", 8 },
    { "neuf", 9 },   { "dix", 10 },  { "onze", 11 },   { "douze", 12 },
    { "uno", 1 },    { "una", 1 },   { "dos", 2 },     { "tres", 3 },
    { "cuatro", 4 }, { "cinco", 5 }, { "seis", 6 },    { "siete", 7 },
    { "ocho", 8 },   { "nueve", 9 }, { "diez", 10 },   { "once", 11 },
    { "doce", 12 },
};

bool sheet_read_state(const char *text, enum state *out)
{
    struct buf folded = BUF_INIT;
    bool found = false;

    fold_add(&folded, text);
    for (size_t i = 0; i < sizeof states / sizeof *states && !found; i++) {
        found = states[i].state != STATE_BLANK &&
                strcmp(states[i].words, folded.s) == 0;
        if (found)
            *out = states[i].state;
    }
    buf_release(&folded);
    return found;
}

const char *sheet_read_answer(const char *text)
{
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        if (fold_same(text, answers[i].yes))
            return "yes";
        if (fold_same(text, answers[i].no))
            return "no";
    }
    return NULL;
}

const char *sheet_state_words(const struct sheet_words *w, enum state state)
{
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (states[i].state == state &&
            strcmp(states[i].lang, w->map->lang) == 0)
            return states[i].words;
    return "";
}

const char *sheet_answer_words(const struct sheet_words *w, bool yes)
{
    const struct answer_row *row = answers;

    while (strcmp(row->lang, w->map->lang) != 0)
        row++;
    return yes ? row->yes : row->no;
}

/* ---- spans -------------------------------------------------------------- */

/* -1: it is no number. */
static int read_number(const char *word)
{
    size_t digits = strspn(word, "0123456789");

    if (digits && digits < 6 && !word[digits])
        return atoi(word);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (strcmp(numbers[i].word, word) == 0)
            return numbers[i].n;
    return -1;
}

static const struct unit *read_unit(const char *word)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        for (size_t n = 0; n < 6 && units[i].words[n]; n++)
            if (strcmp(units[i].words[n], word) == 0)
                return &units[i];
    return NULL;
}

static bool is_and(const char *word)
{
    return strcmp(word, "and") == 0 || strcmp(word, "et") == 0 ||
           strcmp(word, "y") == 0;
}

static int64_t size_of(const struct duration *d)
{
    return d->months * 31 * 86400 + d->days * 86400 + d->seconds;
}

/* Numbers and units in turn, the greatest first; "and" between them. */
static bool read_parts(const struct strs *words, struct duration *out)
{
    const struct unit *last = NULL, *unit;
    int n;

    *out = (struct duration){ 0, 0, 0 };
    for (size_t i = 0; i < words->n; i += 2) {
        i += last && is_and(words->v[i]);
        if (i + 1 >= words->n)
            return false;
        n = read_number(words->v[i]);
        unit = read_unit(words->v[i + 1]);
        if (n < 0 || !unit ||
            (last && size_of(&unit->one) >= size_of(&last->one)))
            return false;
        out->months += n * unit->one.months;
        out->days += n * unit->one.days;
        out->seconds += n * unit->one.seconds;
        last = unit;
    }
    return last != NULL;
}

bool sheet_read_span(struct buf *out, const char *text)
{
    struct strs words = STRS_INIT;
    struct buf folded = BUF_INIT;
    struct duration d;
    bool fine = duration_parse(&d, text);

    if (!fine) {
        fold_add(&folded, text);
        for (char *s = folded.s; *s; s++)
            if (*s == ',')
                *s = ' ';
        strs_split(&words, folded.s, ' ');
        fine = read_parts(&words, &d);
    }
    if (fine)
        duration_format(out, d);
    strs_release(&words);
    buf_release(&folded);
    return fine;
}

static void add_part(const struct sheet_words *w, struct buf *out, size_t start,
                     int64_t n, struct duration one)
{
    const struct unit *u = units;

    while (strcmp(u->lang, w->map->lang) != 0 ||
           size_of(&u->one) != size_of(&one))
        u++;
    if (out->len > start)
        buf_adds(out, *w->map->lang == 'f' ? " et "
                      : *w->map->lang == 'e' && w->map->lang[1] == 's'
                          ? " y "
                          : " and ");
    /* In French, 0 has no plural. */
    buf_addf(out, "%lld %s", (long long)n,
             u->words[*w->map->lang == 'f' ? n > 1 : n != 1]);
}

void sheet_add_span(const struct sheet_words *w, struct buf *out,
                    const char *duration)
{
    size_t start = out->len;
    struct duration d;

    if (!duration_parse(&d, duration)) {
        buf_adds(out, duration);
        return;
    }
    const struct {
        int64_t n;
        struct duration one;
    } parts[] = {
        { d.months / 12, { 12, 0, 0 } },
        { d.months % 12, { 1, 0, 0 } },
        { d.days, { 0, 1, 0 } },
        { d.seconds / 3600, { 0, 0, 3600 } },
        { d.seconds % 3600 / 60, { 0, 0, 60 } },
        { d.seconds % 60, { 0, 0, 1 } },
    };

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].n)
            add_part(w, out, start, parts[i].n, parts[i].one);
    if (out->len == start)
        add_part(w, out, start, 0, (struct duration){ 0, 1, 0 });
}

/* ---- names of terms ----------------------------------------------------- */

static void add_name(struct index *x, const char *name, const char *code,
                     enum rank rank)
{
    struct buf folded = BUF_INIT;

    fold_add(&folded, name);
    ARRAY_GROW(x->v, x->n, x->room);
    x->v[x->n++] = (struct name){ buf_detach(&folded), code, rank };
}

static int by_name(const void *a, const void *b)
{
    const struct name *x = a, *y = b;
    int order = strcmp(x->folded, y->folded);

    if (order == 0)
        order = (x->rank > y->rank) - (x->rank < y->rank);
    return order ? order : strcmp(x->code, y->code);
}

static void add_terms(struct index *x, const struct vocabulary *v)
{
    for (size_t i = 0; i < v->count; i++) {
        const struct term *t = &v->terms[i];

        add_name(x, t->title, t->code, RANK_TITLE);
        add_name(x, _(t->title), t->code, RANK_TITLE);
        add_name(x, t->words, t->code, RANK_WORDS);
        add_name(x, _(t->words), t->code, RANK_WORDS);
        add_name(x, t->code, t->code, RANK_CODE);
    }
}

static void add_countries(struct index *x, const char *lang)
{
    const char *code;

    for (size_t i = 0; (code = country_at(i)); i++) {
        struct strs names = STRS_INIT;

        country_names(&names, code, lang);
        for (size_t n = 0; n < names.n; n++)
            add_name(x, names.v[n], code, RANK_TITLE);
        strs_release(&names);
    }
}

static struct index *index_of(struct sheet_words *w, const char *id)
{
    const struct sheet_map *m = w->map;
    struct index *x;

    for (size_t i = 0; i < w->n; i++)
        if (strcmp(w->indexes[i].id, id) == 0)
            return &w->indexes[i];
    ARRAY_GROW(w->indexes, w->n, w->room);
    x = &w->indexes[w->n++];
    *x = (struct index){ .id = id };
    if (strcmp(id, countries) == 0)
        add_countries(x, m->lang);
    else
        add_terms(x, vocabulary_find(id));
    for (size_t i = 0; i < m->terms_n; i++)
        if (strcmp(m->terms[i].vocabulary, id) == 0)
            add_name(x, m->terms[i].words, m->terms[i].code, RANK_MAP);
    if (x->n)
        qsort(x->v, x->n, sizeof *x->v, by_name);
    return x;
}

/* The first of that name; x->n if there is none. */
static size_t first_of(const struct index *x, const char *folded)
{
    size_t from = 0, to = x->n;

    while (from < to) {
        size_t half = from + (to - from) / 2;

        if (strcmp(x->v[half].folded, folded) < 0)
            from = half + 1;
        else
            to = half;
    }
    return from < x->n && strcmp(x->v[from].folded, folded) == 0 ? from : x->n;
}

static const char *code_of(const struct index *x, const char *folded,
                           bool titles)
{
    size_t i = first_of(x, folded);
    const struct name *first = i < x->n ? &x->v[i] : NULL;

    if (!first || (titles && first->rank > RANK_TITLE))
        return NULL;
    for (; i < x->n && strcmp(x->v[i].folded, folded) == 0 &&
           x->v[i].rank == first->rank;
         i++)
        if (strcmp(x->v[i].code, first->code) != 0)
            return NULL;
    return first->code;
}

const char *sheet_read_term(struct sheet_words *w, const char *vocabulary,
                            const char *text, bool titles)
{
    struct buf folded = BUF_INIT;
    const char *code;

    fold_add(&folded, text);
    code = code_of(index_of(w, vocabulary), folded.s, titles);
    buf_release(&folded);
    return code;
}

const char *sheet_read_country(struct sheet_words *w, const char *text)
{
    const char *code = sheet_read_term(w, countries, text, false);

    /* As a code it must be in capitals: "no" is none. */
    for (size_t i = 0; !code && country_at(i); i++)
        if (strcmp(country_at(i), text) == 0)
            code = country_at(i);
    return code;
}

static const char *map_words(const struct sheet_words *w,
                             const char *vocabulary, const char *code)
{
    const struct sheet_map *m = w->map;

    for (size_t i = 0; i < m->terms_n; i++)
        if (strcmp(m->terms[i].code, code) == 0 &&
            strcmp(m->terms[i].vocabulary, vocabulary) == 0)
            return m->terms[i].words;
    return NULL;
}

const char *sheet_term_words(const struct sheet_words *w,
                             const char *vocabulary, const char *code)
{
    const char *words = map_words(w, vocabulary, code);
    const struct vocabulary *v = words ? NULL : vocabulary_find(vocabulary);
    const struct term *t = v ? vocabulary_term(v, code) : NULL;

    return words ? words : t ? t->title : code;
}

/* Past the end for what is no code: a file that was damaged holds anything. */
static size_t country_place(const char *code)
{
    if (strlen(code) != 2 || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' ||
        code[1] > 'Z')
        return 26 * 26;
    return (size_t)(code[0] - 'A') * 26 + (size_t)(code[1] - 'A');
}

const char *sheet_country_words(struct sheet_words *w, const char *code)
{
    size_t at = country_place(code);
    const char *words = at < 26 * 26 ? w->countries[at] : NULL;

    if (!words)
        words = map_words(w, countries, code);
    if (!words)
        words = country_words_in(code, w->map->lang);
    if (at < 26 * 26)
        w->countries[at] = words;
    return words;
}

/* ---- the whole ---------------------------------------------------------- */

struct sheet_words *sheet_words_new(const struct sheet_map *map)
{
    struct sheet_words *w = xcalloc(1, sizeof *w);

    w->map = map;
    return w;
}

void sheet_words_free(struct sheet_words *w)
{
    if (!w)
        return;
    for (size_t i = 0; i < w->n; i++) {
        for (size_t n = 0; n < w->indexes[i].n; n++)
            free(w->indexes[i].v[n].folded);
        free(w->indexes[i].v);
    }
    free(w->indexes);
    free(w);
}
