/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/lint.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "label/plain.h"
#include "label/sentence.h"
#include "policy/vague.h"

static const struct gate_info gates[GATE_COUNT] = {
    [GATE_BANNED] = { "L001", LINT_ERROR,
                      N_("A word says less than it seems to, or few people "
                         "know it") },
    [GATE_SENTENCE_LONG] = { "L002", LINT_WARNING, N_("A sentence is long") },
    [GATE_SENTENCE_TOO_LONG] = { "L003", LINT_ERROR,
                                 N_("A sentence is too long") },
    [GATE_VAGUE_PERIOD] = { "L004", LINT_ERROR,
                            N_("How long data are kept names no time") },
    [GATE_ANONYMOUS] = { "L005", LINT_ERROR,
                         N_("Data are called anonymous, and nobody says who "
                            "measured that, how and when") },
    [GATE_CAPITALS] = { "L006", LINT_WARNING,
                        N_("Many words in a row are all capitals") },
    [GATE_SLASH] = { "L007", LINT_WARNING,
                     N_("A slash stands between two words") },
    [GATE_ROW_EMPTY] = { "L101", LINT_ERROR, N_("A row says nothing") },
    [GATE_UNKNOWN] = { "L102", LINT_WARNING, N_("A row says WE DO NOT KNOW") },
    [GATE_NO_HOW] = { "L103", LINT_ERROR,
                      N_("People can say no, and nothing says how") },
    [GATE_CONSENT_COSTS] = { "L104", LINT_ERROR,
                             N_("The basis is consent, and a no costs "
                                "something") },
    [GATE_NO_BASIS] = { "L105", LINT_ERROR,
                        N_("Nothing says what allows a use") },
    [GATE_NOT_CHECKED] = { "L106", LINT_WARNING, N_("Nobody has checked it") },
    [GATE_CHECK_OVERDUE] = { "L107", LINT_ERROR,
                             N_("The next check is overdue") },
    [GATE_LABEL_LONG] = { "L201", LINT_ERROR,
                          N_("The label has more than 400 words") },
    [GATE_MEAN_LONG] = { "L202", LINT_ERROR,
                         N_("Sentences have more than 12 words in the "
                            "mean") },
    [GATE_HARD] = { "L203", LINT_WARNING, N_("The label is hard to read") },
    [GATE_TOO_HARD] = { "L204", LINT_ERROR,
                        N_("The label is too hard to read") },
};

const struct gate_info *gate_info(enum gate gate)
{
    return &gates[gate];
}

const char *lint_severity_name(enum lint_severity s)
{
    return s == LINT_ERROR ? "error" : "warning";
}

/* Names, laws and what others say stand on a label as they are. */
static const enum field quoted[] = {
    PARTY_NAME,     PARTY_CONTACT_DESK, NOTICE_TITLE,        AGREEMENT_TITLE,
    USE_CITATION,   RETENTION_CITATION, DATASET_REQUIRED_BY, CLAIM_WORDS,
    ACTIVITY_TITLE, ACTIVITY_SUMMARY,
};

bool lint_reads(enum field field)
{
    const struct field_info *info = field_info(field);

    if (info->audience != AUDIENCE_PUBLIC || !(info->flags & FIELD_WORDS))
        return false;
    for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++)
        if (quoted[i] == field)
            return false;
    return true;
}

/* --- one text ------------------------------------------------------------ */

struct linting {
    enum field field;
    bool vague; /* "as long as necessary" is told already                  */
    lint_fn *each;
    void *data;
};

/* Hands over what was found; the message is freed. */
static void tell_instead(const struct linting *l, enum gate gate,
                         const char *what, const char *instead, char *message)
{
    struct lint_found f = { .gate = gate,
                            .field = l->field,
                            .what = what,
                            .instead = instead,
                            .message = message };

    l->each(&f, l->data);
    free(message);
}

static void tell(const struct linting *l, enum gate gate, const char *what,
                 char *message)
{
    tell_instead(l, gate, what, NULL, message);
}

/* The text from one byte to another, cut where it is long. */
static char *excerpt(const char *text, size_t at, size_t len)
{
    enum { CELLS = 60 };
    char *all = xstrndup(text + at, len), *cut;
    size_t fits = utf8_fit(all, CELLS);

    for (size_t i = 0; i < len; i++)
        if (all[i] == '\n' || all[i] == '\t')
            all[i] = ' ';
    if (fits == len)
        return all;
    all[fits] = '\0';
    cut = xasprintf("%s...", all);
    free(all);
    return cut;
}

static char *words_from(const struct reader *r, size_t from, size_t n)
{
    size_t at = r->v[from].at, end = r->v[from + n - 1].at;

    return excerpt(r->text, at, end + r->v[from + n - 1].len - at);
}

static void lint_banned(const struct linting *l, const struct reader *r,
                        const char *lang)
{
    struct plain_found f;
    size_t at = 0;

    while (plain_next(r, lang, &at, &f)) {
        char *what;

        if (l->vague && strcmp(f.ban->id, "as-necessary") == 0)
            continue;
        what = words_from(r, f.from, f.n);
        if (strcmp(f.ban->id, "anonymous") == 0)
            tell_instead(l, GATE_ANONYMOUS, what, f.ban->use,
                         xasprintf(_("'%s' is a promise. Write instead: %s."),
                                   what, f.ban->use));
        else
            tell_instead(l, GATE_BANNED, what, f.ban->use,
                         xasprintf(_("'%s' is not plain. Write instead: %s."),
                                   what, f.ban->use));
        free(what);
    }
}

static void lint_length(const struct linting *l, const struct reader *r)
{
    size_t length = reader_length(r);
    char *what;

    if (length <= LINT_SENTENCE_LONG)
        return;
    what = excerpt(r->text, r->at, r->len);
    if (length > LINT_SENTENCE_MOST)
        tell(l, GATE_SENTENCE_TOO_LONG, what,
             xasprintf(_("This sentence has %zu words, and 20 are the most. "
                         "Make shorter ones of it: '%s'"),
                       length, what));
    else
        tell(l, GATE_SENTENCE_LONG, what,
             xasprintf(_("This sentence has %zu words. Two short ones are "
                         "easier to read: '%s'"),
                       length, what));
    free(what);
}

/* Is it two letters or more, and all of them capitals? */
static bool is_capitals(const struct reader *r, const struct word *w)
{
    if (w->kind != WORD_PLAIN || w->len < 2 || !w->capital)
        return false;
    for (size_t i = 0; i < w->len; i++)
        if (r->text[w->at + i] >= 'a' && r->text[w->at + i] <= 'z')
            return false;
    return true;
}

static void lint_capitals(const struct linting *l, const struct reader *r)
{
    enum { MOST = 5 };
    size_t n = 0;

    for (size_t i = 0; i < r->n; i++) {
        n = is_capitals(r, &r->v[i]) ? n + 1 : 0;
        if (n == MOST + 1) {
            char *what = words_from(r, i - MOST, n);

            tell(l, GATE_CAPITALS, what,
                 xasprintf(_("'%s' is hard to read in capitals. Keep them for "
                             "short answers such as NO ONE."),
                           what));
            free(what);
        }
    }
}

static void lint_slashes(const struct linting *l, const struct reader *r)
{
    for (size_t i = 1; i < r->n; i++) {
        const struct word *a = &r->v[i - 1], *b = &r->v[i];
        char *what;

        if (b->at != a->at + a->len + 1 || r->text[b->at - 1] != '/')
            continue;
        what = words_from(r, i - 1, 2);
        tell(l, GATE_SLASH, what,
             xasprintf(_("'%s' has a slash. Write which of both it is, or put "
                         "\"and\" or \"or\" there."),
                       what));
        free(what);
    }
}

static void lint_period(const struct linting *l, const char *text)
{
    char *what = excerpt(text, 0, strlen(text));

    tell(l, GATE_VAGUE_PERIOD, what,
         xasprintf(_("'%s' names no time. Write how long, such as 30 days, or "
                     "what ends it."),
                   what));
    free(what);
}

void lint_text(const char *lang, enum field field, const char *text,
               lint_fn *each, void *data)
{
    bool vague = field == RETENTION_CRITERIA && vague_period(text);
    const struct linting l = { field, vague, each, data };
    struct reader r;

    if (vague)
        lint_period(&l, text);
    reader_init(&r, lang, text);
    while (reader_next(&r)) {
        lint_banned(&l, &r, lang);
        lint_length(&l, &r);
        lint_capitals(&l, &r);
        lint_slashes(&l, &r);
    }
    reader_release(&r);
}

/* --- the worst of it ----------------------------------------------------- */

struct worst {
    char *message;
    enum lint_severity severity;
};

static void keep_worst(const struct lint_found *f, void *data)
{
    struct worst *w = data;
    enum lint_severity severity = gates[f->gate].severity;

    if (w->message && severity >= w->severity)
        return;
    free(w->message);
    w->message = xstrdup(f->message);
    w->severity = severity;
}

char *lint_worst(const char *lang, enum field field, const char *text)
{
    struct worst w = { NULL, LINT_WARNING };

    lint_text(lang, field, text, keep_worst, &w);
    return w.message;
}
