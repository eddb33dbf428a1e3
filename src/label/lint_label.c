/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* What a whole label says, and leaves open. */

#include "label/lint_label.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "label/readability.h"
#include "model/vocabulary.h"

enum { ROW_ALLOWED = 4, ROW_REFUSE = 5, ROW_FINDABLE = 10, ROW_CHECKED = 14 };

struct linting {
    const struct label *label;
    enum layout layout;
    const char *day;
    lint_fn *each;
    void *data;

    /* Of the text that is looked at. */
    size_t row;
    const char *ref;
    bool terms;       /* its words are those of a vocabulary               */
    bool measured;    /* "anonymous" is proved                             */
    struct strs seen; /* "REF FIELD" and "L105 REF": told once             */
};

/* Hands over what was found; the message is freed. */
static void tell(const struct linting *l, enum gate gate,
                 const struct fact *fact, const char *what, char *message)
{
    struct lint_found f = { .gate = gate,
                            .ref = fact ? fact->ref : NULL,
                            .field = fact ? fact->field : FIELD_COUNT,
                            .row = l->row,
                            .what = what,
                            .message = message };

    l->each(&f, l->data);
    free(message);
}

/* The same, once for each record, though several answers tell the fact. */
static void tell_once(struct linting *l, enum gate gate,
                      const struct fact *fact, const char *what, char *message)
{
    char *key = xasprintf("%s %s", gate_info(gate)->code, fact->ref);

    if (strs_has(&l->seen, key)) {
        free(message);
    } else {
        strs_add(&l->seen, key);
        tell(l, gate, fact, what, message);
    }
    free(key);
}

static bool is_unknown(const struct linting *l, const struct answer *a)
{
    const struct voice voice = { .lang = l->label->lang };

    return strstr(a->text, words_of(&voice, SAY_UNKNOWN)) != NULL;
}

/* --- texts of records ---------------------------------------------------- */

static void tell_text(const struct lint_found *f, void *data)
{
    const struct linting *l = data;
    struct lint_found here = *f;

    if (f->gate == GATE_ANONYMOUS ? l->measured
                                  : l->terms && f->gate != GATE_BANNED)
        return;
    here.ref = l->ref;
    here.row = l->row;
    l->each(&here, l->data);
}

static bool is_term(enum field field)
{
    return field_info(field)->vocabulary != NULL;
}

/* Words of a register that states no language are taken for the label's. */
static const char *lang_of(const struct linting *l, const struct fact *f)
{
    return f->lang && strcmp(f->lang, "und") != 0 ? f->lang : l->label->lang;
}

/* Words of records, and of terms, which an organisation may add. */
static void lint_fact(struct linting *l, const struct fact *f)
{
    char *key;

    if (!f->words || !(lint_reads(f->field) || is_term(f->field)))
        return;
    key = xasprintf("%s %d", f->ref, (int)f->field);
    if (!strs_has(&l->seen, key)) {
        strs_add(&l->seen, key);
        l->ref = f->ref;
        l->terms = is_term(f->field);
        lint_text(lang_of(l, f), f->field, f->words, tell_text, l);
    }
    free(key);
}

static void lint_answers(struct linting *l, const struct answers *answers,
                         size_t row)
{
    l->row = row;
    for (size_t i = 0; i < answers->n; i++)
        for (size_t j = 0; j < answers->v[i].facts.n; j++)
            lint_fact(l, &answers->v[i].facts.v[j]);
}

static void lint_slips(struct linting *l)
{
    const struct slips *slips = &l->label->slips;

    l->row = 0;
    for (size_t i = 0; i < slips->n; i++) {
        struct fact f = { .ref = slips->v[i].ref,
                          .field = CONSENT_WORDS,
                          .words = slips->v[i].words };

        lint_fact(l, &f);
    }
}

static void lint_texts(struct linting *l)
{
    lint_answers(l, &l->label->titles, 0);
    lint_answers(l, &l->label->brief, 0);
    for (size_t i = 0; i < LABEL_ROWS; i++)
        lint_answers(l, &l->label->rows[i], i + 1);
    lint_slips(l);
}

/* --- what rows say ------------------------------------------------------- */

/* Calls check() for each fact of a row with its answer. */
typedef void check_fn(struct linting *l, const struct answer *a,
                      const struct fact *f);

static void each_fact(struct linting *l, size_t row, check_fn *check)
{
    const struct answers *answers = &l->label->rows[row];

    l->row = row + 1;
    for (size_t i = 0; i < answers->n; i++)
        for (size_t j = 0; j < answers->v[i].facts.n; j++)
            check(l, &answers->v[i], &answers->v[i].facts.v[j]);
}

/* The fact about that field of a record, in a row; NULL: there is none. */
static const struct fact *find_fact(const struct linting *l, size_t row,
                                    const char *ref, enum field field)
{
    const struct answers *answers = &l->label->rows[row];

    for (size_t i = 0; i < answers->n; i++)
        for (size_t j = 0; j < answers->v[i].facts.n; j++) {
            const struct fact *f = &answers->v[i].facts.v[j];

            if (f->field == field && strcmp(f->ref, ref) == 0)
                return f;
        }
    return NULL;
}

static bool is_open(const struct fact *f)
{
    return f->state == STATE_BLANK || f->state == STATE_UNKNOWN;
}

static bool holds_any(const struct fact *f, const char *const *codes)
{
    for (; f && f->code && *codes; codes++)
        if (strcmp(f->code, *codes) == 0)
            return true;
    return false;
}

/* An unknown in each row is told once, with the first field that is open. */
static void lint_unknown(struct linting *l, size_t row)
{
    const struct answers *answers = &l->label->rows[row];

    l->row = row + 1;
    for (size_t i = 0; i < answers->n; i++) {
        const struct answer *a = &answers->v[i];
        const struct fact *open = NULL;

        if (!is_unknown(l, a))
            continue;
        for (size_t j = 0; j < a->facts.n && !open; j++)
            if (is_open(&a->facts.v[j]))
                open = &a->facts.v[j];
        tell(l, GATE_UNKNOWN, open, a->text,
             xasprintf(_("Row %zu says: '%s' Find it out, and record it."),
                       row + 1, a->text));
    }
}

static void lint_empty(struct linting *l, size_t row)
{
    l->row = row + 1;
    if (l->label->rows[row].n == 0)
        tell(l, GATE_ROW_EMPTY, NULL, l->label->questions[row],
             xasprintf(_("Row %zu has no answer: '%s'"), row + 1,
                       l->label->questions[row]));
}

/* Some other way is told in the same answer: that of the consent. */
static bool tells_withdrawal(const struct answer *a)
{
    for (size_t i = 0; i < a->facts.n; i++)
        if (a->facts.v[i].field == CONSENT_WITHDRAW_HOW && a->facts.v[i].words)
            return true;
    return false;
}

static void check_how(struct linting *l, const struct answer *a,
                      const struct fact *f)
{
    static const char *const choices[] = { "opt-in", "opt-out", NULL };

    if (f->field != USE_SAY_NO_HOW || f->words || tells_withdrawal(a) ||
        !holds_any(find_fact(l, ROW_REFUSE, f->ref, USE_CHOICE), choices))
        return;
    tell_once(
        l, GATE_NO_HOW, f, "",
        xstrdup(_("People can say no to this use, but not how. Write where "
                  "they go, call or write.")));
}

static void check_basis(struct linting *l, const struct answer *a,
                        const struct fact *f)
{
    static const char *const costs[] = { "service", "help", "penalty", NULL };
    const struct fact *cost;

    (void)a;
    if (f->field != USE_BASIS)
        return;
    cost = find_fact(l, ROW_REFUSE, f->ref, USE_REFUSAL_COSTS);
    if (is_open(f))
        tell_once(l, GATE_NO_BASIS, f, "",
                  xstrdup(_("Nothing says what allows this use. Choose its "
                            "basis.")));
    else if (f->code && holds_any(cost, costs) &&
             vocabulary_within(vocabulary_find("bases"), f->code, "consent"))
        tell_once(
            l, GATE_CONSENT_COSTS, cost, cost->words ? cost->words : "",
            xasprintf(_("A yes is no yes where a no costs this: '%s'. Offer "
                        "another way, or find the true basis."),
                      cost->words ? cost->words : cost->code));
}

static void check_checked(struct linting *l, const struct answer *a,
                          const struct fact *f)
{
    bool never = f->field == DATASET_CHECKED_ON &&
                 (!f->code || strcmp(f->code, l->day) > 0);

    (void)a;
    if (never)
        tell_once(
            l, GATE_NOT_CHECKED, f, "",
            xstrdup(_("Nobody has checked this. Ask somebody to check it, "
                      "and record who did, and when.")));
    if (f->field == DATASET_NEXT_CHECK && f->code &&
        strcmp(f->code, l->day) < 0)
        tell_once(
            l, GATE_CHECK_OVERDUE, f, f->code,
            xasprintf(_("The next check was to be on %s. Have it checked, "
                        "and record it."),
                      f->code));
}

static void lint_rows(struct linting *l)
{
    for (size_t i = 0; i < LABEL_ROWS; i++) {
        lint_empty(l, i);
        lint_unknown(l, i);
    }
    each_fact(l, ROW_ALLOWED, check_basis);
    each_fact(l, ROW_REFUSE, check_how);
    each_fact(l, ROW_CHECKED, check_checked);
}

/* "Anonymous" may be said where how, when and against whom are recorded of
 * all that is told about. */
static bool is_measured(const struct label *l)
{
    const struct answers *answers = &l->rows[ROW_FINDABLE];
    size_t n = 0;

    for (size_t i = 0; i < answers->n; i++)
        for (size_t j = 0; j < answers->v[i].facts.n; j++) {
            const struct fact *f = &answers->v[i].facts.v[j];

            if (f->field != ELEMENT_FINDABLE_METHOD &&
                f->field != ELEMENT_FINDABLE_ON &&
                f->field != ELEMENT_FINDABLE_BY)
                continue;
            if (f->state != STATE_VALUE)
                return false;
            n += f->field == ELEMENT_FINDABLE_ON;
        }
    return n > 0;
}

/* --- the whole ----------------------------------------------------------- */

static void measure_answers(struct lint_size *out, const struct label *l,
                            enum layout layout, size_t row,
                            const struct answers *answers)
{
    const struct voice voice = { .lang = l->lang };
    const char *unknown = words_of(&voice, SAY_UNKNOWN);

    for (size_t i = 0; i < answers->n; i++) {
        const struct answer *a = &answers->v[i];
        struct counts names = { .words = 0 };

        if (row && !layout_shows(layout, row - 1, a))
            continue;
        if (strstr(a->text, unknown))
            continue;
        counter_add(&out->counts, l->lang, a->text);
        if (a->name)
            counter_add(&names, l->lang, a->name);
        out->words += names.read;
    }
}

void lint_measure(const struct label *l, enum layout layout,
                  struct lint_size *out)
{
    struct counts questions = { .words = 0 };

    *out = (struct lint_size){ .words = 0 };
    measure_answers(out, l, layout, 0, &l->brief);
    for (size_t i = 0; i < LABEL_ROWS; i++) {
        measure_answers(out, l, layout, i + 1, &l->rows[i]);
        counter_add(&questions, l->lang, l->questions[i]);
    }
    out->words += out->counts.read + questions.read;
}

static void lint_score(struct linting *l, const struct counts *c)
{
    enum formula f = formula_of_gate(l->label->lang);
    const struct formula_info *info = formula_info(f);
    enum reading reading;
    double score;
    char *what;

    if (!formula_fits(f, l->label->lang, c))
        return;
    score = formula_score(f, c);
    reading = formula_reading(f, score);
    if (reading != READING_HARD && reading != READING_TOO_HARD)
        return;
    what = xasprintf("%s %.1f", info->id, score);
    tell(l, reading == READING_HARD ? GATE_HARD : GATE_TOO_HARD, NULL, what,
         xasprintf(info->high_is_easy
                       ? _("%s: %.1f, and %.0f is the least. Use shorter words "
                           "and sentences.")
                       : _("%s: %.1f, and %.0f is the most. Use shorter words "
                           "and sentences."),
                   _(info->name), score,
                   reading == READING_HARD ? info->hard : info->too_hard));
    free(what);
}

/* More words than people read, in the layout that they are given. */
static void lint_words(struct linting *l, size_t words)
{
    if (words > LINT_LABEL_WORDS)
        tell(l, GATE_LABEL_LONG, NULL, "",
             xasprintf(_("The layout '%s' has %zu words to read, and %d are "
                         "the most. Say it in fewer words, choose a shorter "
                         "layout, or make two datasets of it."),
                       layout_name(l->layout), words, LINT_LABEL_WORDS));
}

static void lint_whole(struct linting *l)
{
    struct lint_size size;
    double mean;

    l->row = 0;
    lint_measure(l->label, l->layout, &size);
    mean = size.counts.sentences
               ? (double)size.counts.read / (double)size.counts.sentences
               : 0;
    lint_words(l, size.words);
    if (mean > LINT_SENTENCE_MEAN)
        tell(l, GATE_MEAN_LONG, NULL, "",
             xasprintf(_("Sentences have %.1f words in the mean, and %d are "
                         "the most. Make shorter ones of the long ones."),
                       mean, LINT_SENTENCE_MEAN));
    lint_score(l, &size.counts);
}

void lint_label(const struct label *label, enum layout layout, const char *day,
                lint_fn *each, void *data)
{
    struct linting l = { .label = label,
                         .layout = layout,
                         .day = day,
                         .each = each,
                         .data = data,
                         .measured = is_measured(label),
                         .seen = STRS_INIT };

    lint_texts(&l);
    lint_rows(&l);
    lint_whole(&l);
    strs_release(&l.seen);
}
