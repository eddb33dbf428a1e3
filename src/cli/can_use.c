/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/answer.h"

#include "app/pager.h"
#include "app/status.h"
#include "base/i18n.h"
#include "base/wrap.h"
#include "cli/command.h"
#include "cli/say.h"
#include "exchange/json.h"
#include "model/region.h"
#include "model/vocabulary.h"

enum { INDENT = 2, NARROWEST = 20 };

static const struct {
    const char *answer; /* the whole of it                                 */
    const char *reasons;
    int status;
} verdicts[] = {
    [ANSWER_YES] = { N_("Yes."), N_("For it speaks"), STATUS_FINE },
    [ANSWER_DECIDE] = { N_("A person must decide."),
                        N_("For a person to decide"), STATUS_UNDECIDED },
    [ANSWER_NO] = { N_("No."), N_("Against it speaks"), STATUS_FINDINGS },
};

/* --- text ---------------------------------------------------------------- */

static void say_wrapped(const char *text, int indent)
{
    size_t width = pager_width();
    struct strs lines = STRS_INIT;

    wrap_text(&lines, text,
              width > (size_t)indent + NARROWEST ? width - (size_t)indent
                                                 : 100000);
    for (size_t i = 0; i < lines.n; i++)
        say("%*s%s", indent, "", lines.v[i]);
    strs_release(&lines);
}

/* "Use of 'bus-stop-phones' for 'City planning' (city-planning) by ..." */
static void say_question(const struct answer_question *q)
{
    struct buf b = BUF_INIT;

    buf_addf(&b, _("Question: may '%s' be used for '%s' (%s) on %s?"),
             q->dataset, vocabulary_title("purposes", q->purpose), q->purpose,
             q->day);
    say_wrapped(b.s, 0);
    buf_clear(&b);
    if (q->recipient)
        buf_addf(&b, _("By: %s."), q->recipient);
    if (q->country)
        buf_addf(&b, "%s%s", b.len ? " " : "", "");
    if (q->country)
        buf_addf(&b, _("In: %s."), country_words(q->country));
    if (b.len)
        say_wrapped(b.s, 0);
    buf_release(&b);
}

static void say_reason(const struct answer_reason *r)
{
    struct buf b = BUF_INIT;

    buf_addf(&b, "%s: ", r->ref);
    answer_words(&b, r, true);
    buf_addf(&b, " [%s; %s]", answer_info(r->what)->id,
             answer_info(r->what)->citation);
    say_wrapped(b.s, INDENT);
    buf_release(&b);
}

static void say_answer(const struct answer_question *q, const struct answer *a)
{
    say_question(q);
    say("%s", _(verdicts[a->verdict].answer));
    for (size_t i = 0; i < a->n; i++) {
        enum answer_verdict verdict = answer_info(a->v[i].what)->verdict;

        if (i == 0 || verdict != answer_info(a->v[i - 1].what)->verdict) {
            say("%s", "");
            say("%s:", _(verdicts[verdict].reasons));
        }
        say_reason(&a->v[i]);
    }
}

/* --- JSON ---------------------------------------------------------------- */

static void put(json_t *o, const char *key, const char *text)
{
    if (text && *text)
        json_object_set_new(o, key, json_words(text));
}

static json_t *reason_json(const struct answer_reason *r)
{
    const struct answer_info *info = answer_info(r->what);
    json_t *o = json_object();
    struct buf words = BUF_INIT;

    answer_words(&words, r, false);
    put(o, "id", info->id);
    put(o, "verdict", answer_name(info->verdict));
    put(o, "ref", r->ref);
    put(o, "value", r->value);
    put(o, "words", words.s);
    put(o, "citation", info->citation);
    buf_release(&words);
    return o;
}

static void say_answer_json(const struct answer_question *q,
                            const struct answer *a)
{
    json_t *o = json_object(), *reasons = json_array();

    put(o, "answer", answer_name(a->verdict));
    put(o, "dataset", q->dataset);
    put(o, "purpose", q->purpose);
    put(o, "recipient", q->recipient);
    put(o, "country", q->country);
    put(o, "on", q->day);
    for (size_t i = 0; i < a->n; i++)
        json_array_append_new(reasons, reason_json(&a->v[i]));
    json_object_set_new(o, "reasons", reasons);
    say_json(o);
}

/* --- the command --------------------------------------------------------- */

static const char *option(const struct call *c, enum option_id id)
{
    const char *text = options_text(&c->options, id);

    return text && *text ? text : NULL;
}

int cmd_can_use(struct call *c, struct error *err)
{
    struct answer answer = ANSWER_INIT;
    char day[DATE_TEXT];
    struct answer_question q = {
        .dataset = c->args[0],
        .purpose = option(c, OPTION_PURPOSE),
        .recipient = option(c, OPTION_RECIPIENT),
        .country = option(c, OPTION_COUNTRY),
        .day = option(c, OPTION_ON),
    };
    int failed = 0, status;

    if (!q.purpose)
        return error_set(err, ERROR_USAGE,
                         _("for what? name it with --purpose; 'larder explain "
                           "purposes' shows all"));
    if (!q.day) {
        failed = session_today(&c->session, day, err);
        q.day = day;
    }
    if (failed || store_read_begin(c->session.store, err) != 0)
        return -1;
    failed = answer_read(&answer, c->session.store, &q, err);
    store_read_end(c->session.store);
    if (failed)
        return -1;
    if (call_format_is(c, "json"))
        say_answer_json(&q, &answer);
    else
        say_answer(&q, &answer);
    status = verdicts[answer.verdict].status;
    answer_release(&answer);
    return status;
}
