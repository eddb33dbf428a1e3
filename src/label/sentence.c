/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/sentence.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

#include "base/mem.h"
#include "base/utf8.h"

/* What is different in a language. */
struct manner {
    const char *lang;
    bool nouns_have_capitals;
    bool apostrophe_ends;    /* a word                                        */
    const char *i;           /* words that have a capital anywhere            */
    const char *short_forms; /* without the last full stop, between blanks */
};

static const struct manner manners[] = {
    { .lang = "en",
      .i = " i i'm i'll i've i'd ",
      .short_forms = " e.g i.e mr mrs ms dr prof st vs art sec cf approx " },
    { .lang = "fr",
      .apostrophe_ends = true,
      .i = " ",
      .short_forms = " p.ex p ex c.-\xc3\xa0-d m mm mme dr art cf env " },
    { .lang = "es",
      .i = " ",
      .short_forms = " p.ej ej sr sra d.\xc3\xaa dr dra art n\xc3\xbam cf "
                     "aprox ee uu " },
    { .lang = "pt",
      .i = " ",
      .short_forms = " p.ex ex sr sra dr dra art n.\xc2\xba cf aprox " },
    { .lang = "de",
      .nouns_have_capitals = true,
      .i = " ",
      .short_forms = " z.b z b d.h d h u.a u a bzw ca dr nr art abs vgl ggf "
                     "str usw " },
    { .lang = "it",
      .apostrophe_ends = true,
      .i = " ",
      .short_forms = " p.es es sig dott dr art n cfr ecc " },
    { .lang = "", .i = " ", .short_forms = " " },
};

static const struct manner *manner_of(const char *lang)
{
    const struct manner *m = manners;

    while (*m->lang &&
           !(strncmp(m->lang, lang, 2) == 0 && (lang[2] == '-' || !lang[2])))
        m++;
    return m;
}

void reader_init(struct reader *r, const char *lang, const char *text)
{
    *r = (struct reader){ .text = text,
                          .manner = manner_of(lang),
                          .low = BUF_INIT };
}

void reader_release(struct reader *r)
{
    free(r->v);
    buf_release(&r->low);
}

const char *reader_word(const struct reader *r, size_t i)
{
    return r->low.s + r->v[i].low;
}

size_t reader_length(const struct reader *r)
{
    size_t n = 0;

    for (size_t i = 0; i < r->n; i++) {
        const char *word = reader_word(r, i);

        n += word[strlen(word) - 1] != '\'';
    }
    return n;
}

/* --- characters ---------------------------------------------------------- */

enum sort { LETTER, DIGIT, BLANK, APOSTROPHE, HYPHEN, STOP, QUOTE, OTHER };

enum {
    ZERO_WIDTH_NON_JOINER = 0x200c,
    ZERO_WIDTH_JOINER = 0x200d,
    EN_DASH = 0x2013,
    EM_DASH = 0x2014,
    RIGHT_QUOTE = 0x2019
};

static enum sort sort_ascii(uint32_t c)
{
    if ((c | 32) >= 'a' && (c | 32) <= 'z')
        return LETTER;
    if (c >= '0' && c <= '9')
        return DIGIT;
    if (c <= ' ')
        return BLANK;
    if (c == '\'')
        return APOSTROPHE;
    if (c == '-')
        return HYPHEN;
    if (strchr(".!?;", (int)c))
        return STOP;
    return strchr("\")]}*_", (int)c) ? QUOTE : OTHER;
}

static enum sort sort_of(uint32_t c)
{
    if (c < 0x80)
        return sort_ascii(c);
    if (c == RIGHT_QUOTE)
        return APOSTROPHE;
    if (c == 0x2026 || c == 0x3002 || c == 0xff01 || c == 0xff1f ||
        c == 0x61f || c == 0x6d4 || c == 0x964)
        return STOP;
    if (c == 0x201d || c == 0xbb || c == 0x203a || c == 0x201c)
        return QUOTE;
    if (c == 0x2010 || c == 0x2011)
        return HYPHEN;
    if (uc_is_property_white_space(c))
        return BLANK;
    /* Vowel signs of Bengali and its kin are marks, and so are accents. */
    if (uc_is_alpha(c) || c == ZERO_WIDTH_JOINER ||
        c == ZERO_WIDTH_NON_JOINER ||
        uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M))
        return LETTER;
    return uc_is_digit(c) ? DIGIT : OTHER;
}

/* The character at a byte; its length goes to *bytes, 0 at the end. */
static uint32_t char_at(const char *s, size_t at, size_t *bytes)
{
    uint32_t c = (unsigned char)s[at];

    *bytes = c != 0;
    if (c >= 0x80) {
        *bytes = utf8_decode(s + at, strnlen(s + at, 4), &c);
        if (*bytes == 0) {
            *bytes = 1;
            c = 0xfffd;
        }
    }
    return c;
}

static uint32_t lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c | 32 : c;
    return c == RIGHT_QUOTE ? '\'' : uc_tolower(c);
}

/* --- one run between blanks ---------------------------------------------- */

struct run {
    size_t at, end; /* bytes                                               */
    bool digit, letter;
};

static struct run run_at(const char *s, size_t at)
{
    struct run run = { at, at, false, false };
    size_t bytes;

    for (;;) {
        uint32_t c = char_at(s, run.end, &bytes);
        enum sort sort = sort_of(c);

        if (!bytes || sort == BLANK)
            return run;
        run.digit |= sort == DIGIT;
        run.letter |= sort == LETTER;
        run.end += bytes;
    }
}

static bool is_small(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* "desk@example.org", "https://example.org", "example.org/no" */
static bool is_contact(const char *s, const struct run *run)
{
    for (size_t i = run->at + 1; i + 1 < run->end; i++) {
        if (s[i] == '@' || (s[i] == ':' && strncmp(s + i, "://", 3) == 0))
            return true;
        if (s[i] == '.' && i >= run->at + 2 && i + 2 < run->end &&
            is_small(s[i - 1]) && is_small(s[i - 2]) && is_small(s[i + 1]) &&
            is_small(s[i + 2]))
            return run->letter;
    }
    return false;
}

/* --- words --------------------------------------------------------------- */

static struct word *add_word(struct reader *r, size_t at, size_t len,
                             enum word_kind kind)
{
    struct word *w;

    ARRAY_GROW(r->v, r->n, r->room);
    w = &r->v[r->n++];
    *w = (struct word){ at, len, r->low.len, kind, false };
    return w;
}

/* Adds what was found as a whole: a number, a contact. */
static void add_whole(struct reader *r, const struct run *run,
                      enum word_kind kind)
{
    add_word(r, run->at, run->end - run->at, kind);
    buf_add(&r->low, r->text + run->at, run->end - run->at);
    buf_addc(&r->low, '\0');
}

static bool listed(const char *list, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = list; (at = strstr(at, word)); at++)
        if (at > list && at[-1] == ' ' && at[len] == ' ')
            return true;
    return false;
}

/* The word that ends here is complete: what kind is it? */
static void end_word(struct reader *r, struct word *w, size_t capitals,
                     size_t letters, size_t end)
{
    w->len = end - w->at;
    buf_addc(&r->low, '\0');
    if (w->capital && r->n > 1 && !r->manner->nouns_have_capitals &&
        !(capitals == letters && letters > 1) &&
        !listed(r->manner->i, r->low.s + w->low))
        w->kind = WORD_NAME;
}

/* Reads one word from a byte on, which is a letter; the byte behind it. */
static size_t read_word(struct reader *r, size_t at, size_t end)
{
    struct word *w = add_word(r, at, 0, WORD_PLAIN);
    size_t capitals = 0, letters = 0, bytes;

    while (at < end) {
        uint32_t c = char_at(r->text, at, &bytes), low = lower(c);
        enum sort sort = sort_of(c);
        bool inside = false;

        if (sort == APOSTROPHE || sort == HYPHEN) {
            size_t more;

            inside = at + bytes < end &&
                     sort_of(char_at(r->text, at + bytes, &more)) == LETTER;
        }
        if (sort != LETTER && !inside)
            break;
        if (low != c && !letters)
            w->capital = true;
        capitals += sort == LETTER && low != c;
        letters += sort == LETTER;
        at += bytes;
        if (low < 0x80)
            buf_addc(&r->low, (char)low);
        else
            utf8_add(&r->low, low);
        if (sort == APOSTROPHE && r->manner->apostrophe_ends &&
            strcmp(r->low.s + w->low, "aujourd'") != 0)
            break;
    }
    end_word(r, w, capitals, letters, at);
    return at;
}

static void read_words(struct reader *r, const struct run *run)
{
    size_t at = run->at, bytes;

    while (at < run->end) {
        if (sort_of(char_at(r->text, at, &bytes)) == LETTER)
            at = read_word(r, at, run->end);
        else
            at += bytes;
    }
}

/* --- where a sentence ends ----------------------------------------------- */

/* Is the full stop behind the last word one of a short form? */
static bool is_short_form(const struct reader *r, const struct run *run)
{
    size_t len = run->end - run->at - 1, bytes;
    char word[16];

    if (r->n == 0 || r->v[r->n - 1].kind == WORD_NUMBER ||
        r->text[run->end - 1] != '.' || len >= sizeof word)
        return false;
    if (sort_of(char_at(r->text, run->at, &bytes)) != LETTER)
        return false;
    if (bytes == len)
        return true; /* "J." */
    for (size_t i = 0; i < len; i++)
        word[i] = (char)lower((unsigned char)r->text[run->at + i]);
    word[len] = '\0';
    return listed(r->manner->short_forms, word);
}

static bool run_ends(const struct reader *r, const struct run *run)
{
    size_t at = run->end;

    while (at > run->at) {
        size_t from = at, bytes;
        enum sort sort;

        do
            from--;
        while (from > run->at && ((unsigned char)r->text[from] & 0xc0) == 0x80);
        sort = sort_of(char_at(r->text, from, &bytes));
        if (sort == STOP)
            return !(at == run->end && is_short_form(r, run));
        if (sort != QUOTE && sort != APOSTROPHE)
            return false;
        at = from;
    }
    return false;
}

/* Does an item of a list begin here: "- ", "1. ", "a) "? */
static bool is_item(const char *s)
{
    size_t n = 0;

    if (strncmp(s, "- ", 2) == 0 || strncmp(s, "* ", 2) == 0 ||
        strncmp(s, "\xe2\x80\xa2", 3) == 0 ||
        strncmp(s, "\xe2\x80\x93 ", 4) == 0)
        return true;
    while (n < 3 && is_small(s[n]))
        n++;
    return n && ((s[n] == ')' && s[n + 1] == ' ') ||
                 (s[0] <= '9' && s[n] == '.' && s[n + 1] == ' '));
}

/* Skips blanks; true if they hold an end of the sentence. */
static bool skip_blanks(const struct reader *r, size_t *at)
{
    const char *s = r->text;
    bool ends = false, line = *at == 0;
    size_t bytes, lines = 0;

    for (;;) {
        uint32_t c = char_at(s, *at, &bytes);

        if (line && c == '#') {
            *at += strcspn(s + *at, "\n");
            ends = true;
            line = false;
            continue;
        }
        if (!bytes || sort_of(c) != BLANK)
            break;
        if (c == '\n') {
            lines++;
            line = true;
        }
        *at += bytes;
    }
    return ends || lines > 1 || (line && is_item(s + *at));
}

/* "1.", "a)", "(iv)": what numbers an item is no word of it. */
static bool is_marker(const char *s, const struct run *run, bool first)
{
    size_t at = run->at + (s[run->at] == '('), from = at;
    size_t digits = strspn(s + at, "0123456789");

    at += digits ? digits : strspn(s + at, "ivx");
    if (at == from && is_small(s[at]))
        at++;
    if (at == from || at - from > 4 || at + 1 != run->end)
        return false;
    return s[at] == ')' || (first && digits && s[at] == '.');
}

/* Adds the words of one run; false if it is none of the sentence. */
static bool add_run(struct reader *r, const struct run *run)
{
    struct run whole = *run;

    if (is_marker(r->text, run, r->n == 0))
        return false;

    while (whole.end > whole.at &&
           strchr(".,;:!?)]\"'", r->text[whole.end - 1]))
        whole.end--;
    if (is_contact(r->text, &whole))
        add_whole(r, &whole, WORD_CONTACT);
    else if (run->digit)
        add_whole(r, &whole, WORD_NUMBER);
    else if (run->letter)
        read_words(r, run);
    return true;
}

bool reader_next(struct reader *r)
{
    size_t at = r->next;

    r->n = 0;
    buf_clear(&r->low);
    for (;;) {
        struct run run;
        size_t before = at;

        if (skip_blanks(r, &at) && r->n) {
            at = before;
            break;
        }
        if (r->n == 0)
            r->at = at;
        run = run_at(r->text, at);
        if (run.end == run.at)
            break;
        at = run.end;
        if (!add_run(r, &run))
            continue;
        r->len = at - r->at;
        if (r->n && run_ends(r, &run))
            break;
    }
    r->next = at;
    return r->n > 0;
}
