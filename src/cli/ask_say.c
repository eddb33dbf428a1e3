/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/ask_say.h"

#include <string.h>

#include "app/asking.h"
#include "app/display.h"
#include "base/i18n.h"
#include "cli/say.h"
#include "exchange/json.h"

enum { INDENT = 4, DEEPER = 6 };

/* --- for people ---------------------------------------------------------- */

static void say_field(const struct question_item *item, enum field field)
{
    const struct value *v = record_get(&item->answer, field);
    struct buf b = BUF_INIT;

    if (v->state == STATE_BLANK)
        return;
    buf_addf(&b, "%s: ", _(field_info(field)->label));
    display_value(&b, field, v);
    say_wrapped(INDENT, 2, b.s);
    buf_release(&b);
}

static void say_answer(const struct question_item *item)
{
    struct buf b = BUF_INIT, by = BUF_INIT;

    asking_add_by(&by, item);
    buf_addf(&b, "%s: ", _(field_info(ANSWER_VERDICT)->label));
    asking_add_verdict(&b, item);
    if (by.len)
        buf_addf(&b, " (%s)", by.s);
    say_wrapped(INDENT, 2, b.s);
    buf_release(&b);
    buf_release(&by);
    if (item->answer.kind == KIND_NONE)
        return;
    say_field(item, ANSWER_WORDS);
    say_field(item, ANSWER_EVIDENCE);
}

static void say_evidence(const struct evidence_base *base,
                         const struct question_item *item)
{
    struct evidence l;

    evidence_make(&l, base, item);
    say_wrapped(INDENT, 0, _("In the register:"));
    for (size_t i = 0; i < l.n; i++) {
        struct buf b = BUF_INIT;

        buf_adds(&b, "- ");
        asking_add_evidence(&b, &l.v[i]);
        say_wrapped(DEEPER, 2, b.s);
        buf_release(&b);
    }
    evidence_release(&l);
}

void ask_say_item(const struct evidence_base *b,
                  const struct question_item *item)
{
    struct buf line = BUF_INIT;

    buf_addf(&line, "%s %s  %s", asking_mark(item->state),
             item->question->number, _(item->question->words));
    say_wrapped(0, INDENT, line.s);
    say_wrapped(INDENT, 0, _(item->question->why));
    say_answer(item);
    say_evidence(b, item);
    buf_release(&line);
}

void ask_say_count(const struct questions *l)
{
    struct buf b = BUF_INIT;

    asking_add_count(&b, l);
    say("%s", b.s);
    buf_release(&b);
}

/* What is asked, and where it is from. */
static void say_head(const struct questions *l)
{
    say("%s: %s", l->set->id, _(l->set->title));
    for (size_t i = 0; i < l->set->citations.n; i++)
        say_wrapped(0, 0, l->set->citations.v[i]);
}

void ask_say_text(const struct questions *l, const struct evidence_base *b,
                  const struct profile_question *only)
{
    const char *about = l->dataset;

    say_head(l);
    for (size_t i = 0; i < l->n; i++) {
        if (only && l->v[i].question != only)
            continue;
        putchar('\n');
        if (strcmp(l->v[i].about, about) != 0)
            say(_("About %s:"), l->v[i].about);
        about = l->v[i].about;
        ask_say_item(b, &l->v[i]);
    }
    putchar('\n');
    ask_say_count(l);
}

/* --- for programs -------------------------------------------------------- */

static void set_text(json_t *o, const char *key, const struct record *r,
                     enum field field)
{
    const struct value *v = record_get(r, field);

    if (v->state == STATE_VALUE)
        json_object_set_new(o, key, json_words(v->items.v[0]));
    else if (v->state != STATE_BLANK)
        json_object_set_new(o, key,
                            json_pack("{s:s}", "state", state_name(v->state)));
    else
        json_object_set_new(o, key, json_null());
}

static json_t *json_answer(const struct question_item *item)
{
    json_t *o;

    if (item->answer.kind == KIND_NONE)
        return json_null();
    o = json_object();
    json_object_set_new(o, "ref", json_words(item->answer.ref));
    set_text(o, "verdict", &item->answer, ANSWER_VERDICT);
    set_text(o, "words", &item->answer, ANSWER_WORDS);
    set_text(o, "evidence", &item->answer, ANSWER_EVIDENCE);
    set_text(o, "answered_by", &item->answer, ANSWER_ANSWERED_BY);
    set_text(o, "answered_on", &item->answer, ANSWER_ANSWERED_ON);
    json_object_set_new(o, "actor",
                        item->actor ? json_words(item->actor) : json_null());
    return o;
}

static json_t *json_items(const struct strs *l)
{
    json_t *array = json_array();

    for (size_t i = 0; i < l->n; i++)
        json_array_append_new(array, json_words(l->v[i]));
    return array;
}

static json_t *json_evidence_line(const struct evidence_line *l)
{
    static const char *const names[] = { [EVIDENCE_FIELD] = "field",
                                         [EVIDENCE_MISSING] = "missing",
                                         [EVIDENCE_HISTORY] = "history",
                                         [EVIDENCE_OPEN] = "open" };
    json_t *o = json_pack("{s:s, s:s}", "what", names[l->what], "kind",
                          kind_info(l->kind)->name);

    if (l->value) {
        json_object_set_new(o, "field",
                            json_string(field_info(l->field)->name));
        json_object_set_new(o, "state",
                            json_string(state_name(l->value->state)));
        json_object_set_new(o, "items", json_items(&l->value->items));
    }
    if (l->what == EVIDENCE_FIELD)
        json_object_set_new(o, "records", json_items(&l->refs));
    if (l->what == EVIDENCE_HISTORY)
        json_object_set_new(o, "last", json_string(l->day));
    if (l->what == EVIDENCE_OPEN)
        json_object_set_new(o, "of", json_integer((json_int_t)l->of));
    if (l->what == EVIDENCE_HISTORY || l->what == EVIDENCE_OPEN)
        json_object_set_new(o, "count", json_integer((json_int_t)l->n));
    return o;
}

static json_t *json_question(const struct evidence_base *b,
                             const struct question_item *item)
{
    json_t *o =
        json_pack("{s:s, s:s, s:s, s:s}", "number", item->question->number,
                  "question", item->question->words, "why", item->question->why,
                  "state", question_state_name(item->state));
    json_t *lines = json_array();
    struct evidence l;

    evidence_make(&l, b, item);
    for (size_t i = 0; i < l.n; i++)
        json_array_append_new(lines, json_evidence_line(&l.v[i]));
    evidence_release(&l);
    json_object_set_new(o, "about", json_words(item->about));
    json_object_set_new(o, "answer", json_answer(item));
    json_object_set_new(o, "evidence", lines);
    return o;
}

void ask_say_json(const struct questions *l, const struct evidence_base *b,
                  const struct profile_question *only)
{
    json_t *questions = json_array();

    for (size_t i = 0; i < l->n; i++)
        if (!only || l->v[i].question == only)
            json_array_append_new(questions, json_question(b, &l->v[i]));
    say_json(json_pack("{s:s, s:o, s:o, s:I, s:I, s:o}", "set", l->set->id,
                       "citations", json_items(&l->set->citations), "dataset",
                       json_words(l->dataset), "asked", (json_int_t)l->n,
                       "answered", (json_int_t)l->answered, "questions",
                       questions));
}
