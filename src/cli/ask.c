/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <string.h>
#include <unistd.h>

#include "app/pager.h"
#include "base/i18n.h"
#include "cli/ask_say.h"
#include "cli/assign.h"
#include "cli/deed.h"
#include "cli/interview.h"

/* What is asked: of which set, and which one of it. */
struct asked {
    const struct profile *set;           /* NULL: the usual one            */
    const struct profile_question *only; /* NULL: all of them              */
};

/* --- answering on the command line --------------------------------------- */

/* The question about the one record that it can be about. */
static struct question_item *find_item(struct questions *l,
                                       const struct profile_question *q,
                                       struct error *err)
{
    struct question_item *found = NULL;

    for (size_t i = 0; i < l->n; i++) {
        if (l->v[i].question != q)
            continue;
        if (found) {
            error_set(err, ERROR_USAGE,
                      _("'%s' has several uses, and %s is asked of each; give "
                        "the ref of one, such as %s"),
                      l->dataset, q->number, found->about);
            return NULL;
        }
        found = &l->v[i];
    }
    if (!found)
        error_set(err, ERROR_USAGE,
                  _("'%s' has no use of which %s could be asked; add one "
                    "first"),
                  l->dataset, q->number);
    return found;
}

/* What the question and the ref say is not said again. */
static int check_fields(const struct question_item *item,
                        const struct record *r, struct error *err)
{
    const char *about = record_text(r, ANSWER_ABOUT);
    const char *number = record_text(r, ANSWER_QUESTION);

    if (about && strcmp(about, item->about) == 0 && number &&
        strcmp(number, item->question->number) == 0)
        return 0;
    return error_set(err, ERROR_USAGE,
                     _("the fields 'about' and 'question' are told by the ref "
                       "and by --question; leave them out"));
}

static int put_answer(struct deed *d, struct call *c,
                      const struct question_item *item, struct error *err)
{
    char day[DATE_TEXT];
    struct record r;
    int failed;

    if (session_today(&c->session, day, err) != 0 ||
        question_draft(&r, d->store, item, c->session.actor, day, err) != 0)
        return -1;
    failed = assign_apply(&r, c->args + 1, c->n - 1, err);
    if (!failed)
        failed = check_fields(item, &r, err);
    if (!failed)
        failed = deed_put(d, &r, err);
    record_release(&r);
    return failed;
}

static int answer(struct call *c, struct questions *l,
                  const struct profile_question *q, struct error *err)
{
    const struct question_item *item = find_item(l, q, err);
    struct deed d;

    if (!item || deed_begin(&d, c, "ask", err) != 0)
        return -1;
    return deed_end(&d, put_answer(&d, c, item, err), err);
}

/* --- the command --------------------------------------------------------- */

/* The question tells its set. */
static int read_asked(struct asked *out, const struct call *c,
                      struct error *err)
{
    const char *set = options_text(&c->options, OPTION_SET);
    const char *number = options_text(&c->options, OPTION_QUESTION);
    const struct profile *its;

    *out = (struct asked){ NULL, NULL };
    if (set && question_set_parse(&out->set, set, err) != 0)
        return -1;
    if (!number)
        return 0;
    if (question_parse(&out->only, &its, number, err) != 0)
        return -1;
    if (out->set && out->set != its)
        return error_set(err, ERROR_USAGE,
                         _("the question %s is of the set %s, not of %s; leave "
                           "--set out"),
                         out->only->number, its->id, out->set->id);
    out->set = its;
    return 0;
}

static int check_words(const struct call *c, struct error *err)
{
    for (size_t i = 1; i < c->n; i++)
        if (!assign_is(c->args[i]))
            return error_set(err, ERROR_USAGE,
                             _("'%s' is no assignment; write one ref, and "
                               "behind it FIELD=VALUE"),
                             c->args[i]);
    if (c->n > 1 && !options_has(&c->options, OPTION_QUESTION))
        return error_set(err, ERROR_USAGE,
                         _("it is not said which question '%s' answers; give "
                           "--question"),
                         c->args[1]);
    if (c->n == 1 && options_has(&c->options, OPTION_DRY_RUN))
        return error_set(err, ERROR_USAGE,
                         _("--dry-run goes with an answer; give --question and "
                           "FIELD=VALUE, too"));
    return 0;
}

/* Is a person there to be asked, and wants to be? */
static bool is_interview(const struct call *c)
{
    return !options_has(&c->options, OPTION_FORMAT) &&
           !options_has(&c->options, OPTION_LIST) && isatty(STDIN_FILENO) &&
           isatty(STDOUT_FILENO);
}

static void print(const struct call *c, const struct questions *l,
                  const struct evidence_base *b,
                  const struct profile_question *only)
{
    if (call_format_is(c, "json")) {
        ask_say_json(l, b, only);
        return;
    }
    pager_begin();
    ask_say_text(l, b, only);
}

static int show(struct call *c, struct questions *l, const struct asked *a,
                struct error *err)
{
    struct evidence_base b;
    int failed = 0;

    if (evidence_base_read(&b, c->session.store, l->dataset, err) != 0)
        return -1;
    if (is_interview(c))
        failed = interview_run(c, l, &b, a->only, err);
    else
        print(c, l, &b, a->only);
    evidence_base_release(&b);
    return failed;
}

int cmd_ask(struct call *c, struct error *err)
{
    bool writes = c->n > 1 || is_interview(c);
    struct questions l;
    struct asked a;
    int failed;

    if (check_words(c, err) != 0 || read_asked(&a, c, err) != 0 ||
        call_open(c, writes ? NEEDS_WRITE : NEEDS_READ, err) != 0 ||
        questions_read(&l, c->session.store, a.set, c->args[0], err) != 0)
        return -1;
    failed = c->n > 1 ? answer(c, &l, a.only, err) : show(c, &l, &a, err);
    questions_release(&l);
    return failed;
}
