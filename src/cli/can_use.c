/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/answer_text.h"
#include "app/pager.h"
#include "app/status.h"
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/doing.h"
#include "cli/say.h"
#include "exchange/json.h"
#include "policy/answer.h"
#include "policy/scope.h"
#include "store/read.h"

static const int statuses[] = {
    [ANSWER_YES] = STATUS_FINE,
    [ANSWER_DECIDE] = STATUS_UNDECIDED,
    [ANSWER_NO] = STATUS_FINDINGS,
};

static void say_lines(struct strs *lines)
{
    for (size_t i = 0; i < lines->n; i++)
        say("%s", lines->v[i]);
    strs_release(lines);
}

/* --- JSON ---------------------------------------------------------------- */

static void put(json_t *o, const char *key, const char *text)
{
    if (text && *text)
        json_object_set_new(o, key, json_words(text));
}

/* The register stood so then. */
static void put_at(json_t *o, const struct call *c)
{
    json_t *at = call_at_json(c);

    if (at)
        json_object_set_new(o, "at", at);
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

static void say_answer_json(const struct call *c,
                            const struct answer_question *q,
                            const struct answer *a)
{
    json_t *o = json_object(), *reasons = json_array();

    put_at(o, c);
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

/* --- the whole scope ----------------------------------------------------- */

static void put_list(json_t *o, const char *key, const struct strs *l)
{
    json_t *array = json_array();

    for (size_t i = 0; i < l->n; i++)
        json_array_append_new(array, json_words(l->v[i]));
    json_object_set_new(o, key, array);
}

static void say_scope_json(const struct call *c, const char *dataset,
                           const char *day, const struct scope *s)
{
    json_t *o = json_object();

    put_at(o, c);
    put(o, "dataset", dataset);
    put(o, "on", day);
    put_list(o, "permitted", &s->permitted);
    put_list(o, "partly", &s->partly);
    put_list(o, "forbidden", &s->forbidden);
    put_list(o, "open", &s->open);
    put_list(o, "doubts", &s->doubts);
    put_list(o, "duties", &s->duties);
    if (s->limited)
        put_list(o, "limits", &s->limits);
    if (s->bounded)
        put_list(o, "regions", &s->regions);
    put(o, "sharing", scope_leave_name(s->sharing));
    put(o, "sale", scope_leave_name(s->sale));
    put(o, "linkage", scope_leave_name(s->linkage));
    put(o, "until", s->until);
    json_object_set_new(o, "until_unknown", json_boolean(s->until_open));
    json_object_set_new(o, "judged", json_boolean(s->judged));
    json_object_set_new(o, "closed", json_boolean(s->closed));
    say_json(o);
}

static int say_scope(struct call *c, const char *day, struct error *err)
{
    struct store *store = c->session.store;
    struct scope_rules rules = SCOPE_RULES_INIT;
    struct scope scope = SCOPE_INIT;
    struct strs lines = STRS_INIT;
    struct record d;
    int failed = store_load(store, c->args[0], &d, err);

    if (failed)
        return failed;
    doing_begin(store, _("Looking at all that counts for it..."));
    failed = d.kind == KIND_DATASET
                 ? scope_read(&rules, store, d.ref, day, err)
                 : error_set(err, ERROR_USAGE,
                             _("'%s' is no dataset; name the dataset itself"),
                             d.ref);
    doing_end(store);
    if (!failed) {
        scope_of(&scope, &rules, NULL);
        if (call_format_is(c, "json"))
            say_scope_json(c, d.ref, day, &scope);
        else
            scope_text(&lines, d.ref, day, &scope, pager_width());
        say_lines(&lines);
    }
    scope_release(&scope);
    scope_rules_release(&rules);
    record_release(&d);
    return failed;
}

/* --- the command --------------------------------------------------------- */

/* An option that is given empty, as by a script whose variable is not set, is
 * no option that was not given: that would answer another question. */
static const char *option(const struct call *c, enum option_id id)
{
    return options_has(&c->options, id) ? options_text(&c->options, id) : NULL;
}

static int say_answer(struct call *c, const struct answer_question *q,
                      struct error *err)
{
    struct answer answer = ANSWER_INIT;
    struct strs lines = STRS_INIT;
    int status;

    doing_begin(c->session.store, _("Looking at all that counts for it..."));
    status = answer_read(&answer, c->session.store, q, err);
    doing_end(c->session.store);
    if (status != 0)
        return -1;
    if (call_format_is(c, "json"))
        say_answer_json(c, q, &answer);
    else
        answer_text(&lines, q, &answer, pager_width());
    say_lines(&lines);
    status = statuses[answer.verdict];
    answer_release(&answer);
    return status;
}

int cmd_can_use(struct call *c, struct error *err)
{
    char today[DATE_TEXT];
    struct answer_question q = {
        .dataset = c->args[0],
        .purpose = option(c, OPTION_PURPOSE),
        .recipient = option(c, OPTION_RECIPIENT),
        .country = option(c, OPTION_COUNTRY),
        .day = option(c, OPTION_ON),
    };
    int status;

    if (!q.purpose && (q.recipient || q.country))
        return error_set(err, ERROR_USAGE,
                         _("for what? name it with --purpose; 'larder explain "
                           "purposes' shows all"));
    if (session_today(&c->session, today, err) != 0)
        return -1;
    if (!q.day)
        q.day = today;
    if (store_read_begin(c->session.store, err) != 0)
        return -1;
    status = q.purpose ? say_answer(c, &q, err) : say_scope(c, q.day, err);
    store_read_end(c->session.store);
    return status;
}
