/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/interview.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/pager.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/ask_say.h"
#include "cli/deed.h"
#include "cli/say.h"

/* What a person may say to a question. */
enum move { MOVE_ANSWER, MOVE_SKIP, MOVE_BACK, MOVE_QUIT };

static const struct reply {
    const char *key;
    const char *word;  /* may be typed in full                             */
    const char *words; /* what it means                                    */
    const char *given; /* the verdict, as value_parse_text() reads it      */
    enum move move;
} replies[] = {
    { "y", "yes", N_("yes"), "yes", MOVE_ANSWER },
    { "n", "no", N_("no"), "no", MOVE_ANSWER },
    { "p", "partly", N_("partly"), "partly", MOVE_ANSWER },
    { "a", "not-applicable", N_("does not apply"), "not-applicable",
      MOVE_ANSWER },
    { "u", "unknown", N_("not known"), "@unknown", MOVE_ANSWER },
    { "s", "skip", N_("skip"), NULL, MOVE_SKIP },
    { "b", "back", N_("back"), NULL, MOVE_BACK },
    { "q", "quit", N_("quit"), NULL, MOVE_QUIT },
};

enum { REPLIES = sizeof replies / sizeof *replies };

struct interview {
    struct call *call;
    struct questions *l;
    const struct evidence_base *base;
    char day[DATE_TEXT];
    size_t *queue; /* numbers of items                                     */
    size_t n;
    size_t at;
};

/* --- what is typed ------------------------------------------------------- */

/* A line without its end and blanks around it; false at the end of input. */
static bool read_line(struct buf *out)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t len;

    fflush(stdout);
    len = getline(&line, &room, stdin);
    while (len > 0 && strchr(" \t\r\n", line[len - 1]))
        line[--len] = '\0';
    buf_clear(out);
    if (len >= 0)
        buf_adds(out, line + strspn(line, " \t"));
    free(line);
    return len >= 0;
}

/* "y yes, n no, ...", each whole on its line. */
static void prompt_replies(void)
{
    const size_t width = pager_width();
    struct buf reply = BUF_INIT;
    size_t column = 0;

    for (size_t i = 0; i < REPLIES; i++) {
        size_t cells;

        buf_clear(&reply);
        buf_addf(&reply, "%s %s%s", replies[i].key, _(replies[i].words),
                 i + 1 < REPLIES ? "," : ": ");
        cells = utf8_width(reply.s);
        if (column > 0 && column + 1 + cells > width) {
            putchar('\n');
            column = 0;
        }
        column += (size_t)printf("%s", column > 0 ? " " : "") + cells;
        fputs(reply.s, stdout);
    }
    buf_release(&reply);
}

/* Asks until the reply is one; the end of input is to quit. */
static const struct reply *ask_reply(void)
{
    struct buf line = BUF_INIT;
    const struct reply *found = NULL;

    while (!found) {
        prompt_replies();
        if (!read_line(&line)) {
            putchar('\n');
            found = &replies[REPLIES - 1];
        }
        for (size_t i = 0; i < REPLIES && !found; i++)
            if (strcasecmp(line.s, replies[i].key) == 0 ||
                strcasecmp(line.s, replies[i].word) == 0)
                found = &replies[i];
        if (!found)
            say(_("Please type one of these letters."));
    }
    buf_release(&line);
    return found;
}

/* Asks for the text of a field until it is right; an empty line leaves it as
 * it is.  false at the end of input. */
static bool ask_text(struct record *r, enum field field)
{
    struct buf line = BUF_INIT;
    bool more, right = false;

    do {
        struct error err = ERROR_INIT;

        printf(_("%s (Enter alone: leave it as it is): "),
               _(field_info(field)->label));
        more = read_line(&line);
        right = more &&
                (line.len == 0 || value_parse_text(record_value(r, field),
                                                   field, line.s, &err) == 0);
        if (more && !right)
            say("%s", err.text);
        error_clear(&err);
    } while (more && !right);
    buf_release(&line);
    return more;
}

/* --- storing ------------------------------------------------------------- */

static int store_answer(struct interview *v, struct question_item *item,
                        struct record *r, struct error *err)
{
    struct deed d;
    int failed;

    if (deed_begin(&d, v->call, "ask", err) != 0)
        return -1;
    d.quiet = true;
    failed = deed_put(&d, r, err);
    if (deed_end(&d, failed, err) != 0)
        return -1;
    say(_("Saved."));
    question_answered(v->l, item, r, v->call->session.actor);
    return 0;
}

/* The words, then what shows it; it is stored when both are given. */
static int take_answer(struct interview *v, struct question_item *item,
                       const struct reply *reply, struct error *err)
{
    const struct session *s = &v->call->session;
    struct record r;
    int failed;

    if (question_draft(&r, s->store, item, s->actor, v->day, err) != 0)
        return -1;
    failed = value_parse_text(record_value(&r, ANSWER_VERDICT), ANSWER_VERDICT,
                              reply->given, err);
    if (!failed && ask_text(&r, ANSWER_WORDS) &&
        ask_text(&r, ANSWER_EVIDENCE)) {
        failed = store_answer(v, item, &r, err);
    } else if (!failed) {
        putchar('\n');
        say(_("The answer to %s was not saved."), item->question->number);
        v->at = v->n;
    }
    record_release(&r);
    return failed;
}

/* --- one after the other ------------------------------------------------- */

static void add_state(struct interview *v, const struct profile_question *only,
                      enum question_state state)
{
    for (size_t i = 0; i < v->l->n; i++)
        if (v->l->v[i].state == state && (!only || v->l->v[i].question == only))
            v->queue[v->n++] = i;
}

static void make_queue(struct interview *v, const struct profile_question *only)
{
    v->queue = xcalloc(v->l->n + 1, sizeof *v->queue);
    add_state(v, only, QUESTION_OPEN);
    add_state(v, only, QUESTION_UNKNOWN);
    if (v->n == 0)
        add_state(v, only, QUESTION_ANSWERED);
}

static int ask_one(struct interview *v, struct error *err)
{
    struct question_item *item = &v->l->v[v->queue[v->at]];
    const struct reply *reply;

    putchar('\n');
    say(_("%zu of %zu, about %s"), v->at + 1, v->n, item->about);
    ask_say_item(v->base, item);
    reply = ask_reply();
    if (reply->move == MOVE_QUIT) {
        v->at = v->n;
    } else if (reply->move == MOVE_BACK) {
        v->at -= v->at > 0;
    } else {
        v->at++;
        if (reply->move == MOVE_ANSWER)
            return take_answer(v, item, reply, err);
    }
    return 0;
}

int interview_run(struct call *c, struct questions *l,
                  const struct evidence_base *b,
                  const struct profile_question *only, struct error *err)
{
    struct interview v = { .call = c, .l = l, .base = b };
    int failed = session_today(&c->session, v.day, err);

    make_queue(&v, only);
    while (!failed && v.at < v.n)
        failed = ask_one(&v, err);
    free(v.queue);
    if (failed)
        return -1;
    putchar('\n');
    ask_say_count(l);
    return 0;
}
