/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/questions.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "model/ref.h"
#include "store/history.h"
#include "store/read.h"

/* --- the sets ------------------------------------------------------------ */

static const struct {
    enum kind kind;
    const char *id;
} usual[] = {
    { KIND_DATASET, "ten-rules" },
    { KIND_USE, "triple-test" },
};

const struct profile *question_set_at(size_t i)
{
    const struct profile *p;

    for (size_t j = 0; (p = profile_at(j)); j++)
        if (p->asks != KIND_NONE && i-- == 0)
            break;
    return p;
}

const struct profile *question_set_usual(enum kind kind)
{
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (usual[i].kind == kind)
            return profile_find(usual[i].id);
    return NULL;
}

/* "big-data, smart-city, ten-rules" */
static void add_sets(struct buf *out)
{
    const struct profile *set;

    for (size_t i = 0; (set = question_set_at(i)); i++)
        buf_addf(out, "%s%s", i ? ", " : "", set->id);
}

int question_set_parse(const struct profile **out, const char *id,
                       struct error *err)
{
    struct buf all = BUF_INIT;
    struct nearest near;

    nearest_init(&near, id);
    for (size_t i = 0; (*out = question_set_at(i)); i++) {
        if (strcmp((*out)->id, id) == 0)
            return 0;
        nearest_offer(&near, (*out)->id);
    }
    add_sets(&all);
    if (near.best)
        error_set(err, ERROR_USAGE,
                  _("there is no set of questions '%s'; did you mean '%s'? "
                    "There are: %s"),
                  id, near.best, all.s);
    else
        error_set(err, ERROR_USAGE,
                  _("there is no set of questions '%s'; there are: %s"), id,
                  all.s);
    buf_release(&all);
    return -1;
}

/* --- numbers ------------------------------------------------------------- */

typedef int same_fn(const char *a, const char *b);

static const struct profile_question *find(const char *number,
                                           const struct profile **set,
                                           same_fn *same)
{
    const struct profile *p;

    for (size_t i = 0; (p = question_set_at(i)); i++)
        for (size_t j = 0; j < p->n; j++)
            if (same(p->questions[j].number, number) == 0) {
                if (set)
                    *set = p;
                return &p->questions[j];
            }
    return NULL;
}

const struct profile_question *question_find(const char *number,
                                             const struct profile **set)
{
    return find(number, set, strcmp);
}

const char *question_nearest(const char *number)
{
    const struct profile *p;
    struct nearest near;

    nearest_init(&near, number);
    for (size_t i = 0; (p = question_set_at(i)); i++)
        for (size_t j = 0; j < p->n; j++)
            nearest_offer(&near, p->questions[j].number);
    return near.best;
}

int question_parse(const struct profile_question **out,
                   const struct profile **set, const char *number,
                   struct error *err)
{
    const char *near = question_nearest(number);

    *out = find(number, set, strcasecmp);
    if (*out)
        return 0;
    if (near)
        return error_set(err, ERROR_USAGE,
                         _("no set asks a question '%s'; did you mean '%s'?"),
                         number, near);
    return error_set(err, ERROR_USAGE,
                     _("no set asks a question '%s'; 'larder explain "
                       "ten-rules' lists those of that set"),
                     number);
}

/* --- answers ------------------------------------------------------------- */

static const char *const states[QUESTION_STATES] = {
    [QUESTION_OPEN] = "open",
    [QUESTION_UNKNOWN] = "unknown",
    [QUESTION_ANSWERED] = "answered",
};

const char *question_state_name(enum question_state state)
{
    return states[state];
}

static bool is_answer(const struct question_item *item, const struct record *r)
{
    const char *about = record_text(r, ANSWER_ABOUT);
    const char *number = record_text(r, ANSWER_QUESTION);

    return about && number && strcmp(about, item->about) == 0 &&
           strcmp(number, item->question->number) == 0;
}

static const char *day_of(const struct record *r)
{
    const char *day = record_text(r, ANSWER_ANSWERED_ON);

    return day ? day : "";
}

static enum question_state state_of(const struct record *answer)
{
    switch (record_get(answer, ANSWER_VERDICT)->state) {
    case STATE_VALUE:
        return QUESTION_ANSWERED;
    case STATE_UNKNOWN:
        return QUESTION_UNKNOWN;
    default:
        return QUESTION_OPEN;
    }
}

static int take_actor(const struct history_entry *e, void *data,
                      struct error *err)
{
    char **actor = data;

    (void)err;
    *actor = e->actor ? xstrdup(e->actor) : NULL;
    return 1;
}

/* Finds the newest of the answers to it. */
static int find_answer(struct question_item *item, struct store *s,
                       const struct records *answers, struct error *err)
{
    const struct record *best = NULL;

    for (size_t i = 0; i < answers->n; i++)
        if (is_answer(item, &answers->v[i]) &&
            (!best || strcmp(day_of(&answers->v[i]), day_of(best)) >= 0))
            best = &answers->v[i];
    if (!best)
        return 0;
    record_copy(&item->answer, best);
    item->state = state_of(best);
    return history_each(s, best->ref, 0, 1, take_actor, &item->actor, err) < 0
               ? -1
               : 0;
}

static int add_all(struct questions *l, struct store *s, const char *about,
                   const struct records *answers, struct error *err)
{
    for (size_t i = 0; i < l->set->n; i++) {
        struct question_item *item;

        ARRAY_GROW(l->v, l->n, l->room);
        item = &l->v[l->n++];
        *item = (struct question_item){ .question = &l->set->questions[i],
                                        .about = xstrdup(about),
                                        .answer = { .kind = KIND_NONE } };
        if (find_answer(item, s, answers, err) != 0)
            return -1;
        l->answered += item->state == QUESTION_ANSWERED;
    }
    return 0;
}

/* --- of what ------------------------------------------------------------- */

static int refuse(const struct record *r, const struct profile *set,
                  struct error *err)
{
    const char *kind = kind_info(r->kind)->name;

    if (set && r->kind == KIND_USE)
        return error_set(err, ERROR_USAGE,
                         _("'%s' is a use, and the set %s is asked of "
                           "datasets; give the ref of its dataset, or --set "
                           "triple-test"),
                         r->ref, set->id);
    return error_set(err, ERROR_USAGE,
                     _("'%s' is of the kind %s, of which nothing is asked; "
                       "give the ref of a dataset or of a use"),
                     r->ref, kind);
}

/* One use, or each use of the dataset. */
static int add_uses(struct questions *l, struct store *s,
                    const struct record *r, const struct records *answers,
                    struct error *err)
{
    struct records uses = RECORDS_INIT;
    int failed;

    if (r->kind == KIND_USE)
        return add_all(l, s, r->ref, answers, err);
    failed = store_children(s, r->ref, KIND_USE, &uses, err);
    for (size_t i = 0; i < uses.n && !failed; i++)
        failed = add_all(l, s, uses.v[i].ref, answers, err);
    records_release(&uses);
    return failed;
}

static int read_of(struct questions *l, struct store *s, const struct record *r,
                   struct error *err)
{
    struct records answers = RECORDS_INIT;
    int failed;

    if (r->kind != KIND_DATASET && r->kind != l->set->asks)
        return refuse(r, l->set, err);
    failed = store_about(s, r->ref, KIND_ANSWER, &answers, err);
    if (!failed && l->set->asks == KIND_USE)
        failed = add_uses(l, s, r, &answers, err);
    else if (!failed)
        failed = add_all(l, s, r->ref, &answers, err);
    records_release(&answers);
    return failed;
}

static int read_all(struct questions *l, struct store *s, const char *ref,
                    struct error *err)
{
    struct record r;
    size_t parent;
    int failed;

    if (store_load(s, ref, &r, err) != 0)
        return -1;
    if (!l->set)
        l->set = question_set_usual(r.kind);
    parent = ref_parent_len(r.ref);
    l->dataset = xstrndup(r.ref, parent ? parent : strlen(r.ref));
    failed = l->set ? read_of(l, s, &r, err) : refuse(&r, NULL, err);
    record_release(&r);
    return failed;
}

int questions_read(struct questions *out, struct store *s,
                   const struct profile *set, const char *ref,
                   struct error *err)
{
    int failed;

    *out = (struct questions){ .set = set };
    if (store_read_begin(s, err) != 0)
        return -1;
    failed = read_all(out, s, ref, err);
    store_read_end(s);
    if (failed)
        questions_release(out);
    return failed;
}

void questions_release(struct questions *l)
{
    for (size_t i = 0; i < l->n; i++) {
        struct question_item *item = &l->v[i];

        if (item->answer.kind != KIND_NONE)
            record_release(&item->answer);
        free(item->about);
        free(item->actor);
    }
    free(l->v);
    free(l->dataset);
    *l = (struct questions){ .set = NULL };
}

/* --- answering ----------------------------------------------------------- */

/* "bus-stop-phones-tr3" */
static int new_ref(struct buf *out, struct store *s,
                   const struct question_item *item, struct error *err)
{
    size_t most = REF_SLUG_MAX - strlen(item->question->number) - 5;

    for (const char *c = item->about; *c && out->len < most; c++)
        buf_addc(out, *c == '/' ? '-' : *c);
    buf_addc(out, '-');
    for (const char *c = item->question->number; *c; c++)
        buf_addc(out, (char)tolower((unsigned char)*c));
    return store_free_ref(s, out, err);
}

struct wanted {
    const char *actor;
    struct record *answer;
};

static int take_party(const struct record *r, void *data, struct error *err)
{
    const struct wanted *w = data;
    const char *name = record_text(r, PARTY_NAME);

    (void)err;
    if (strcmp(r->ref, w->actor) != 0 &&
        (!name || strcasecmp(name, w->actor) != 0))
        return 0;
    value_set_state(record_value(w->answer, ANSWER_ANSWERED_BY), STATE_BLANK);
    value_set_text(record_value(w->answer, ANSWER_ANSWERED_BY), r->ref);
    return 1;
}

int question_draft(struct record *out, struct store *s,
                   const struct question_item *item, const char *actor,
                   const char *day, struct error *err)
{
    struct wanted w = { actor, out };
    struct buf ref = BUF_INIT;
    int failed = 0;

    if (item->answer.kind != KIND_NONE) {
        record_copy(out, &item->answer);
    } else {
        failed = new_ref(&ref, s, item, err);
        record_init(out, KIND_ANSWER, ref.s);
        value_set_text(record_value(out, ANSWER_ABOUT), item->about);
        value_set_text(record_value(out, ANSWER_QUESTION),
                       item->question->number);
        buf_release(&ref);
    }
    value_set_state(record_value(out, ANSWER_ANSWERED_BY), STATE_BLANK);
    value_set_text(record_value(out, ANSWER_ANSWERED_ON), day);
    if (!failed)
        failed = store_each(s, KIND_PARTY, take_party, &w, err) < 0 ? -1 : 0;
    if (failed)
        record_release(out);
    return failed;
}

void question_answered(struct questions *l, struct question_item *item,
                       const struct record *answer, const char *actor)
{
    if (item->answer.kind != KIND_NONE)
        record_release(&item->answer);
    free(item->actor);
    record_copy(&item->answer, answer);
    item->actor = xstrdup(actor);
    l->answered -= item->state == QUESTION_ANSWERED;
    item->state = state_of(answer);
    l->answered += item->state == QUESTION_ANSWERED;
}
