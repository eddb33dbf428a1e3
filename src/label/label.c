/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/label.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "label/build.h"
#include "label/foreign.h"
#include "label/grid_build.h"
#include "label/layout.h"
#include "label/reads.h"
#include "label/seal.h"
#include "model/check.h"
#include "policy/today.h"

static build_row_fn *const rows[LABEL_ROWS] = {
    build_collect,  build_about,  build_from,    build_why,    build_allowed,
    build_refuse,   build_shared, build_onward,  build_kept,   build_safe,
    build_findable, build_harm,   build_decides, build_rights, build_checked,
};

/* Puts "WE DO NOT KNOW." in front of all other answers. */
static void say_main_unknown(struct build *b)
{
    struct answer last;

    build_say(b, FORM_LINE, SAY_SENTENCE, words_of(&b->voice, SAY_UNKNOWN),
              NULL, &b->unknown);
    last = b->out->v[b->out->n - 1];
    memmove(b->out->v + 1, b->out->v, (b->out->n - 1) * sizeof last);
    b->out->v[0] = last;
}

/* "How, what a no costs: WE DO NOT KNOW." */
static void say_topics(struct build *b)
{
    struct buf list = BUF_INIT, capital = BUF_INIT;

    for (size_t i = 0; i < b->topics.n; i++) {
        char *both =
            i ? words_say(&b->voice, SAY_LIST_MORE, list.s, b->topics.v[i])
              : xstrdup(b->topics.v[i]);

        buf_clear(&list);
        buf_adds(&list, both);
        free(both);
    }
    words_capital(&capital, list.s);
    build_say(b, FORM_LINE, SAY_NAMED_SENTENCE, capital.s,
              words_of(&b->voice, SAY_UNKNOWN), &b->unknown);
    buf_release(&list);
    buf_release(&capital);
}

/* What is not known, once a row has said all else; no row stays empty. */
static void say_unknown(struct build *b)
{
    if (b->main_unknown || (b->out->n == 0 && b->topics.n == 0))
        say_main_unknown(b);
    else if (b->topics.n)
        say_topics(b);
    b->main_unknown = false;
    b->new_line = false;
    strs_release(&b->topics);
    facts_release(&b->unknown);
}

static bool answers_equal(const struct answers *a, const struct answers *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++) {
        const struct answer *x = &a->v[i], *y = &b->v[i];

        if (x->form != y->form || strcmp(x->text, y->text) != 0 ||
            !x->name != !y->name || (x->name && strcmp(x->name, y->name) != 0))
            return false;
    }
    return true;
}

/*
 * Joins the answers of all datasets: once where they are the same, else each
 * under its dataset's title.
 */
static void join_answers(struct answers *out, struct answers *each, size_t n,
                         const struct label *l)
{
    bool same = true;

    for (size_t i = 1; i < n; i++)
        same = same && answers_equal(&each[0], &each[i]);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < each[i].n; j++) {
            struct answer *a = &each[i].v[j];

            if (same && i) {
                facts_move(&out->v[j].facts, &a->facts);
                continue;
            }
            ARRAY_GROW(out->v, out->n, out->room);
            out->v[out->n] = *a;
            out->v[out->n++].about = same ? NULL : xstrdup(l->titles.v[i].text);
            *a = (struct answer){ .text = NULL };
        }
    for (size_t i = 0; i < n; i++)
        answers_release(&each[i]);
}

/* Makes one part of the label of all datasets. */
static void build_part(struct build *b, build_row_fn *part,
                       struct outcome *outcomes, bool is_row,
                       struct answers *out)
{
    size_t n = b->material->n;
    struct answers *each = xcalloc(n, sizeof *each);

    for (size_t i = 0; i < n; i++) {
        b->d = &b->material->subjects[i];
        b->outcome = &outcomes[i];
        b->out = &each[i];
        part(b);
        say_unknown(b);
        if (is_row)
            layout_assign(&each[i]);
    }
    join_answers(out, each, n, b->label);
    free(each);
}

static void drop_same_holders(struct answers *l)
{
    struct answers all = *l;
    struct answers one = { NULL, 0, 0 };

    *l = one;
    for (size_t i = 0; i < all.n; i++) {
        size_t j = 0;

        while (j < l->n && strcmp(l->v[j].text, all.v[i].text) != 0)
            j++;
        if (j < l->n) {
            facts_move(&l->v[j].facts, &all.v[i].facts);
            continue;
        }
        ARRAY_GROW(l->v, l->n, l->room);
        l->v[l->n++] = all.v[i];
        all.v[i] = (struct answer){ .text = NULL };
    }
    answers_release(&all);
}

/* --- issued labels ------------------------------------------------------- */

static char *copy_of(const char *s)
{
    return s ? tree_tidy(s) : NULL;
}

/* What the label says of itself, under that record. */
static void build_issue(struct build *b, const struct record *r)
{
    struct issue *i = &b->label->issue;
    const char *by = record_text(r, LABEL_APPROVED_BY);
    const struct record *party = by ? material_party(b->material, by) : NULL;

    b->label->approved = record_is(r, LABEL_LABEL_STATE, "issued");
    i->version = copy_of(record_text(r, LABEL_LABEL_VERSION));
    i->on = copy_of(record_text(r, LABEL_ISSUED_ON));
    i->changes = copy_of(build_text(b, r, LABEL_CHANGES));
    i->by = party ? copy_of(party->ref) : NULL;
    i->by_words = party ? copy_of(build_text(b, party, PARTY_NAME)) : NULL;
}

/* Its last row tells who approved it, and since when people get it. */
static void say_issue(struct build *b, const struct record *r)
{
    struct facts facts = FACTS_INIT, since = FACTS_INIT;
    const char *version = build_fact(b, &facts, r, LABEL_LABEL_VERSION);
    const char *by = build_fact(b, &facts, r, LABEL_APPROVED_BY);
    const char *on = build_fact(b, &since, r, LABEL_ISSUED_ON);

    b->out = &b->label->rows[LABEL_ROWS - 1];
    build_say(b, FORM_LINE, SAY_APPROVED, version, by, &facts);
    build_say(b, FORM_FLOW, SAY_GIVEN_OUT, on, NULL, &since);
    for (size_t i = b->out->n - 2; i < b->out->n; i++)
        b->out->v[i].layer = LAYER_STANDARD;
    facts_release(&facts);
    facts_release(&since);
}

/* --- all of it ----------------------------------------------------------- */

static void build_all(struct build *b, const struct record *issue)
{
    struct label *l = b->label;
    size_t n = b->material->n;
    struct outcome *outcomes = xcalloc(n, sizeof *outcomes);

    for (size_t i = 0; i < n; i++) {
        b->d = &b->material->subjects[i];
        strs_add(&l->refs, b->d->dataset.ref);
        build_head(b);
    }
    drop_same_holders(&l->holders);
    for (size_t i = 0; i < LABEL_ROWS; i++) {
        l->questions[i] = tree_tidy(words_of(&b->voice, row_question(i)));
        build_part(b, rows[i], outcomes, true, &l->rows[i]);
    }
    if (issue)
        build_issue(b, issue);
    if (l->approved)
        say_issue(b, issue);
    build_part(b, build_brief, outcomes, false, &l->brief);
    build_part(b, build_message, outcomes, false, &l->message);
    build_grid(b);
    build_legend(b);
    build_record(b);
    for (size_t i = 0; i < n; i++) {
        b->d = &b->material->subjects[i];
        build_slips(b);
    }
    for (size_t i = 0; i < n; i++) {
        strs_release(&outcomes[i].gets);
        free(outcomes[i].cost);
    }
    free(outcomes);
    foreign_say(b);
    seal_make(l);
}

/* The language of the label: asked for, that of the register, or English. */
static int find_lang(struct buf *out, const char *asked,
                     const struct material *src, struct error *err)
{
    const char *original = material_lang(src);

    if (asked)
        return check_language(out, asked, err);
    buf_adds(out, original ? original : "en");
    return 0;
}

static struct label *label_from(const struct material *src, const char *lang,
                                const struct label_options *o)
{
    struct label *l = xcalloc(1, sizeof *l);
    const char *original = material_lang(src);
    struct strs marked = STRS_INIT;
    struct build b = { .material = src, .label = l, .marked = &marked };

    label_init(l, lang);
    if (o->profile)
        l->profile = xstrdup(o->profile);
    b.voice.lang = l->lang;
    b.original = original ? original : o->lang ? "und" : l->lang;
    b.voice.original = b.original;
    b.voice.lacks = &b.lacks;
    l->day = o->of_day ? copy_of(src->as_of) : NULL;
    build_all(&b, o->issue);
    strs_release(&marked);
    return l;
}

/* All that it is made from, read at one moment. */
static int read_sources(struct material *src, struct store *s,
                        const char *const *refs, size_t n, const char *day,
                        const struct label_options *o, struct error *err)
{
    if (material_read(src, s, refs, n, day, err))
        return -1;
    if ((o->reads && reads_add(o->reads, s, src, err)) ||
        (o->issue && record_text(o->issue, LABEL_ISSUED_ON) &&
         material_issue(src, s, o->issue, err))) {
        material_release(src);
        return -1;
    }
    return 0;
}

int label_build(struct label **out, struct store *s, const char *const *refs,
                size_t n, const struct label_options *o, struct error *err)
{
    static const struct label_options none;
    char day[DATE_TEXT];
    struct buf lang = BUF_INIT;
    struct material src;
    const struct grid_profile *profile;
    int failed;

    o = o ? o : &none;
    if (o->profile && grid_profile_parse(&profile, o->profile, err))
        return -1;
    if (today_unless(s, o->as_of, day, err) || store_read_begin(s, err))
        return -1;
    failed = read_sources(&src, s, refs, n, day, o, err);
    store_read_end(s);
    if (failed)
        return -1;
    failed = find_lang(&lang, o->lang, &src, err);
    if (!failed)
        *out = label_from(&src, lang.s, o);
    buf_release(&lang);
    material_release(&src);
    return failed;
}

void label_remark(struct label *l, const char *words)
{
    free(l->remark);
    l->remark = tree_tidy(words);
}

enum layout label_layout(const struct label *l)
{
    return l->layout;
}

void label_free(struct label *l)
{
    if (!l)
        return;
    label_release(l);
    free(l);
}
