/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_report.h"

#include <jansson.h>

#include "base/i18n.h"
#include "exchange/json.h"

/* As that of an audit: one object, a unit on each line, ASCII only. */
enum { FORMAT = 1 };

static void put(FILE *out, json_t *value)
{
    json_dumpf(value, out,
               JSON_SORT_KEYS | JSON_ENSURE_ASCII | JSON_ENCODE_ANY);
    json_decref(value);
}

static json_t *make_counts(const size_t counts[COVERAGE_VERDICTS])
{
    json_t *o = json_object();

    for (int i = 0; i < COVERAGE_VERDICTS; i++)
        json_object_set_new(o, coverage_name((enum coverage_verdict)i),
                            json_integer((json_int_t)counts[i]));
    json_object_set_new(o, "applicable",
                        json_integer((json_int_t)coverage_applies(counts)));
    return o;
}

static const char *open_state(const struct coverage_open *o)
{
    if (o->field == FIELD_COUNT)
        return "missing";
    return o->state == STATE_VALUE ? "more" : state_name(o->state);
}

static json_t *make_open(const struct coverage_open *o)
{
    json_t *entry = json_object();
    const struct field_info *f =
        o->field == FIELD_COUNT ? NULL : field_info(o->field);
    enum kind kind = f ? f->kind : o->kind;

    json_object_set_new(entry, "field", f ? json_string(f->name) : json_null());
    json_object_set_new(entry, "kind", json_string(kind_info(kind)->name));
    json_object_set_new(entry, "ref", json_words(o->ref));
    json_object_set_new(entry, "state", json_string(open_state(o)));
    return entry;
}

static json_t *make_answer(const struct coverage_answer *a)
{
    json_t *o = json_object(), *lines = json_array(), *open = json_array();

    for (size_t i = 0; i < a->lines.n; i++)
        json_array_append_new(lines, json_words(a->lines.v[i]));
    for (size_t i = 0; i < a->n; i++)
        json_array_append_new(open, make_open(&a->open[i]));
    json_object_set_new(o, "answer", lines);
    json_object_set_new(o, "number", json_string(a->question->number));
    json_object_set_new(o, "open", open);
    json_object_set_new(o, "question", json_words(_(a->question->words)));
    json_object_set_new(o, "required", json_boolean(a->question->required));
    json_object_set_new(o, "verdict", json_string(coverage_name(a->verdict)));
    return o;
}

static void begin(struct coverage_page *p)
{
    fputs("{\"as_of\": ", p->out);
    put(p->out, json_string(p->as_of));
    fprintf(p->out, ",\n\"format\": %d,\n\"profile\": ", FORMAT);
    put(p->out, json_pack("{s:s, s:s}", "id", p->profile->id, "title",
                          _(p->profile->title)));
    fputs(",\n\"register\": ", p->out);
    put(p->out, json_string(p->register_uid));
    fputs(",\n\"tool\": {\"name\": \"larder\", \"version\": ", p->out);
    put(p->out, json_string(PACKAGE_VERSION));
    fputs("},\n\"units\": [", p->out);
}

static void unit(struct coverage_page *p, const struct coverage_unit *u)
{
    json_t *o = json_object(), *answers = json_array();

    for (size_t i = 0; i < u->n; i++)
        json_array_append_new(answers, make_answer(&u->answers[i]));
    json_object_set_new(o, "answers", answers);
    json_object_set_new(o, "counts", make_counts(u->counts));
    json_object_set_new(o, "kind", json_string(kind_info(u->kind)->name));
    json_object_set_new(o, "ref", json_words(u->ref));
    json_object_set_new(o, "title", json_words(u->title));
    json_object_set_new(o, "uid", json_string(u->uid));
    fputs(p->units ? ",\n" : "\n", p->out);
    put(p->out, o);
}

static void end(struct coverage_page *p, const struct coverage_totals *t)
{
    fputs("],\n\"whole\": ", p->out);
    put(p->out, make_counts(t->counts));
    fputs("}\n", p->out);
}

const struct coverage_format coverage_json = { "json", true, begin, unit, end };
