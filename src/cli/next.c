/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/next.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/say.h"
#include "exchange/json.h"
#include "label/words.h"
#include "model/vocabulary.h"

/* --- how to answer ------------------------------------------------------- */

/* What stands behind the "=", and what may be written there. */
static const struct {
    const char *sample;
    const char *words; /* %s: codes, or the kind of record                 */
} forms[TYPE_COUNT_] = {
    [TYPE_TEXT] = { "'TEXT'", N_("TEXT is one line.") },
    [TYPE_PROSE] = { "'TEXT'", N_("TEXT is plain words, in many lines if you "
                                  "like.") },
    [TYPE_EMAIL] = { "ADDRESS", N_("ADDRESS is an e-mail address.") },
    [TYPE_CODE] = { "CODE", N_("CODE is one of: %s.") },
    [TYPE_CODES] = { "CODE", N_("CODE is one of: %s.") },
    [TYPE_DATE] = { "DAY", N_("DAY is a day such as 2026-11-23.") },
    [TYPE_DURATION] = { "SPAN", N_("SPAN is a time such as P30D, P6M or P1Y: "
                                   "30 days, six months, a year.") },
    [TYPE_COUNT] = { "NUMBER", N_("NUMBER is a whole number.") },
    [TYPE_RATIO] = { "NUMBER", N_("NUMBER is a decimal number.") },
    [TYPE_YESNO] = { "ANSWER", N_("ANSWER is yes or no.") },
    [TYPE_COUNTRY] = { "CC", N_("CC is a country as two letters: IE.") },
    [TYPE_COUNTRIES] = { "CC", N_("CC is a country as two letters: IE.") },
    [TYPE_LANGUAGE] = { "TAG", N_("TAG is a language: en, sw, pt-BR.") },
    [TYPE_LANGUAGES] = { "TAG", N_("TAG is a language: en, sw, pt-BR.") },
    [TYPE_REF] = { "REF", N_("REF is one that 'larder list %s' shows.") },
    [TYPE_REFS] = { "REF", N_("REF is one that 'larder list %s' shows.") },
    [TYPE_URL] = { "URL", N_("URL is an address such as "
                             "https://example.org/.") },
    [TYPE_DIGEST] = { "DIGEST", N_("DIGEST is 64 hexadecimal digits.") },
    [TYPE_ZONE] = { "ZONE", N_("ZONE is a name such as Europe/Dublin.") },
};

/* So many codes are named; a longer list is shown by another command. */
enum { CODES_MOST = 12 };

static const struct {
    unsigned flag;
    const char *token;
} states[] = {
    { FIELD_NOT, "@none" },
    { FIELD_NA, "@na" },
    { FIELD_UNK, "@unknown" },
};

enum { STATES = sizeof states / sizeof *states };

/* The field whose form the answer has: the first one of a new record. */
static enum field answered(const struct next_question *q)
{
    const struct kind_info *k = kind_info(q->kind);

    if (q->state != NEXT_MISSING)
        return q->field;
    for (size_t i = 0; i < k->count; i++)
        if (field_info((enum field)(k->first + i))->flags & FIELD_MUST)
            return (enum field)(k->first + i);
    return k->first;
}

/* "larder set street-cameras sold=ANSWER" */
static char *command(const struct next_question *q, size_t i)
{
    const struct field_info *f = field_info(answered(q));
    const char *sample = forms[f->type].sample;

    if (q->state != NEXT_MISSING)
        return xasprintf("larder set %s %s=%s", q->refs.v[i], f->name, sample);
    if (q->refs.n == 0)
        return xasprintf("larder add %s %s=%s", kind_info(q->kind)->name,
                         f->name, sample);
    return xasprintf("larder add %s %s %s=%s", kind_info(q->kind)->name,
                     q->refs.v[i], f->name, sample);
}

/* What states that there is none of what is missing; NULL: nothing does. */
static char *command_none(const struct next_question *q)
{
    if (q->state != NEXT_MISSING || q->refs.n == 0)
        return NULL;
    return xasprintf("larder set %s %s=@none", q->refs.v[0],
                     field_info(q->field)->name);
}

static void add_codes(struct buf *out, const struct vocabulary *v)
{
    for (size_t i = 0; i < v->count; i++)
        buf_addf(out, "%s%s", i ? ", " : "", v->terms[i].code);
}

/* Adds the words with what stands in the place of their %s, if anything. */
static void add_words(struct buf *out, const char *words, const char *what)
{
    const char *place = strstr(words, "%s");

    if (!place) {
        buf_adds(out, words);
        return;
    }
    buf_add(out, words, (size_t)(place - words));
    buf_adds(out, what);
    buf_adds(out, place + strlen("%s"));
}

/* What may stand there. */
static void add_form(struct buf *out, enum field field)
{
    const struct field_info *f = field_info(field);
    const struct vocabulary *v =
        f->vocabulary ? vocabulary_find(f->vocabulary) : NULL;
    struct buf what = BUF_INIT;

    if (v && v->count > CODES_MOST) {
        add_words(out, _("CODE is one that 'larder explain %s' shows."), v->id);
    } else {
        if (v)
            add_codes(&what, v);
        else if (field_is_ref(field))
            buf_adds(&what, field_target_name(field));
        add_words(out, _(forms[f->type].words), what.s);
    }
    if (field_repeats(field))
        buf_addf(out, " %s", _("Several are parted by commas."));
    buf_release(&what);
}

/* What may be stated instead. */
static void add_states(struct buf *out, const struct next_question *q)
{
    unsigned flags = field_info(answered(q))->flags;
    struct buf tokens = BUF_INIT;

    for (size_t i = 0; q->state != NEXT_MISSING && i < STATES; i++)
        if (flags & states[i].flag)
            buf_addf(&tokens, "%s%s", tokens.len ? ", " : "", states[i].token);
    if (tokens.len) {
        buf_addc(out, ' ');
        buf_addf(out, _("Or: %s."), tokens.s);
    }
    buf_release(&tokens);
}

/* --- for people ---------------------------------------------------------- */

enum { INDENT = 4, RECORDS_MOST = 3 };

static void say_indented(const char *text)
{
    say_wrapped(INDENT, 2, text);
}

static const char *label_of(const struct next_question *q)
{
    return q->state == NEXT_MISSING ? kind_info(q->kind)->title
                                    : field_info(q->field)->label;
}

static const char *help_of(const struct next_question *q)
{
    return q->state == NEXT_MISSING ? kind_info(q->kind)->help
                                    : field_info(q->field)->help;
}

static void say_title(const struct next_question *q, size_t number)
{
    const char *label = _(label_of(q)), *kind = kind_info(q->kind)->name;

    if (q->state == NEXT_MISSING)
        say(_("%2zu. %s: none is recorded"), number, label);
    else if (q->state == NEXT_UNKNOWN)
        say(_("%2zu. %s (%s.%s): still not known"), number, label, kind,
            field_info(q->field)->name);
    else
        say("%2zu. %s (%s.%s)", number, label, kind,
            field_info(q->field)->name);
    say_indented(_(help_of(q)));
}

static void say_rows(const struct next_question *q)
{
    for (size_t row = 0; row < LABEL_ROWS; row++)
        if (q->rows[row]) {
            struct buf b = BUF_INIT;

            buf_addf(&b, _("Row %zu of the label says %s: %s"), row + 1,
                     _(words_source(SAY_UNKNOWN)),
                     _(words_source(row_question(row))));
            say_indented(b.s);
            buf_release(&b);
        }
}

static void say_rules(const struct next_question *q)
{
    for (size_t i = 0; i < q->rules_n; i++) {
        struct buf b = BUF_INIT;

        buf_addf(&b, _("Rule %s (%s) finds it: %s"), q->rules[i]->id,
                 severity_words(q->rules[i]->severity), _(q->rules[i]->title));
        say_indented(b.s);
        buf_release(&b);
    }
}

/* One question of each profile, one that is required if there is one. */
static void say_askers(const struct next_question *q)
{
    struct buf b = BUF_INIT;

    for (size_t i = 0, best = 0; i < q->askers_n; i++) {
        if (q->askers[i].profile != q->askers[best].profile)
            best = i;
        if (!q->askers[best].question->required &&
            q->askers[i].question->required)
            best = i;
        if (i + 1 < q->askers_n &&
            q->askers[i + 1].profile == q->askers[i].profile)
            continue;
        buf_addf(&b, "%s%s %s%s", b.len ? ", " : "", q->askers[i].profile->id,
                 q->askers[best].question->number,
                 q->askers[best].question->required ? "*" : "");
    }
    if (b.len) {
        char *line = xasprintf(_("Regulators ask it: %s"), b.s);

        say_indented(line);
        free(line);
    }
    buf_release(&b);
}

/* Commands are never broken, so that they can be copied. */
static void say_commands(const struct next_question *q)
{
    size_t n = q->refs.n ? q->refs.n : 1;
    struct buf form = BUF_INIT;
    char *none = command_none(q);

    for (size_t i = 0; i < n && i < RECORDS_MOST; i++) {
        char *line = command(q, i);

        say("%*s%s", INDENT, "", line);
        free(line);
    }
    if (n > RECORDS_MOST) {
        buf_addf(&form,
                 ngettext("... and the same for %zu more record",
                          "... and the same for %zu more records",
                          n - RECORDS_MOST),
                 n - RECORDS_MOST);
        say_indented(form.s);
        buf_clear(&form);
    }
    add_form(&form, answered(q));
    add_states(&form, q);
    say_indented(form.s);
    if (none)
        say(_("%*sIf there is none: %s"), INDENT, "", none);
    buf_release(&form);
    free(none);
}

static void say_text(const struct next *l, const char *ref)
{
    size_t shown = l->n < NEXT_MOST ? l->n : NEXT_MOST;

    if (l->n == 0) {
        say(_("nothing is open about '%s'"), ref);
        return;
    }
    for (size_t i = 0; i < shown; i++) {
        say_title(&l->v[i], i + 1);
        say_rows(&l->v[i]);
        say_rules(&l->v[i]);
        say_askers(&l->v[i]);
        say_commands(&l->v[i]);
        putchar('\n');
    }
    say(ngettext("%zu of %zu open question about '%s'; * is required.",
                 "%zu of %zu open questions about '%s'; * is required.", l->n),
        shown, l->n, ref);
}

/* --- for programs -------------------------------------------------------- */

static json_t *strings(const struct strs *l)
{
    json_t *array = json_array();

    for (size_t i = 0; i < l->n; i++)
        json_array_append_new(array, json_words(l->v[i]));
    return array;
}

/* Codes and states that may be the answer; none where it is free. */
static json_t *json_answers(const struct next_question *q)
{
    const struct field_info *f = field_info(answered(q));
    const struct vocabulary *v =
        f->vocabulary ? vocabulary_find(f->vocabulary) : NULL;
    json_t *array = json_array();

    for (size_t i = 0; v && i < v->count; i++)
        json_array_append_new(array, json_string(v->terms[i].code));
    if (f->type == TYPE_YESNO) {
        json_array_append_new(array, json_string("yes"));
        json_array_append_new(array, json_string("no"));
    }
    for (size_t i = 0; q->state != NEXT_MISSING && i < STATES; i++)
        if (f->flags & states[i].flag)
            json_array_append_new(array, json_string(states[i].token));
    return array;
}

static json_t *json_commands(const struct next_question *q)
{
    size_t n = q->refs.n ? q->refs.n : 1;
    json_t *array = json_array();
    char *line;

    for (size_t i = 0; i < n; i++) {
        line = command(q, i);
        json_array_append_new(array, json_string(line));
        free(line);
    }
    line = command_none(q);
    if (line)
        json_array_append_new(array, json_string(line));
    free(line);
    return array;
}

static json_t *json_rows(const struct next_question *q)
{
    json_t *array = json_array();

    for (size_t row = 0; row < LABEL_ROWS; row++)
        if (q->rows[row])
            json_array_append_new(array, json_integer((json_int_t)row + 1));
    return array;
}

static json_t *json_rules(const struct next_question *q)
{
    json_t *array = json_array();

    for (size_t i = 0; i < q->rules_n; i++)
        json_array_append_new(
            array, json_pack("{s:s, s:s}", "id", q->rules[i]->id, "severity",
                             severity_name(q->rules[i]->severity)));
    return array;
}

static json_t *json_askers(const struct next_question *q)
{
    json_t *array = json_array();

    for (size_t i = 0; i < q->askers_n; i++)
        json_array_append_new(
            array,
            json_pack("{s:s, s:s, s:b}", "profile", q->askers[i].profile->id,
                      "number", q->askers[i].question->number, "required",
                      (int)q->askers[i].question->required));
    return array;
}

static json_t *json_question(const struct next_question *q)
{
    static const char *const names[] = { [NEXT_BLANK] = "blank",
                                         [NEXT_MISSING] = "missing",
                                         [NEXT_UNKNOWN] = "unknown" };
    enum field field = answered(q);
    const char *target = field_is_ref(field) ? field_target_name(field) : NULL;
    json_t *o = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s?}", "state",
                          names[q->state], "kind", kind_info(q->kind)->name,
                          "field", field_info(field)->name, "type",
                          type_name(field_info(field)->type), "label",
                          label_of(q), "help", help_of(q), "target", target);

    json_object_set_new(o, "records", strings(&q->refs));
    json_object_set_new(o, "rows", json_rows(q));
    json_object_set_new(o, "rules", json_rules(q));
    json_object_set_new(o, "questions", json_askers(q));
    json_object_set_new(o, "answers", json_answers(q));
    json_object_set_new(o, "commands", json_commands(q));
    return o;
}

static void print_json(const struct next *l)
{
    size_t i;

    for (i = 0; i < l->n && i < NEXT_MOST; i++)
        say_array(json_question(&l->v[i]), i);
    say_array_end(i);
}

int cmd_next(struct call *c, struct error *err)
{
    const char *as_of = *c->session.as_of ? c->session.as_of : NULL;
    struct next l;

    if (next_read(&l, c->session.store, c->args[0], as_of, err) != 0)
        return -1;
    if (call_format_is(c, "json"))
        print_json(&l);
    else
        say_text(&l, c->args[0]);
    next_release(&l);
    return 0;
}
