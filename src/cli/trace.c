/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/lineage.h"

#include <inttypes.h>
#include <string.h>

#include "app/display.h"
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/say.h"
#include "exchange/json.h"
#include "policy/trail.h"

enum { INDENT = 4 };

/* What is told of a source, where it is told at all. */
static const enum field told[] = {
    SOURCE_SOURCE_KIND,   SOURCE_PARTY,       SOURCE_COLLECTED_BY,
    SOURCE_FIRST_PURPOSE, SOURCE_COVERS_US,   SOURCE_AGREEMENT,
    SOURCE_BOUGHT,        SOURCE_OBTAINED_ON,
};

/* One trace while it is told. */
struct trace {
    struct store *store;
    struct lineage lineage;
    struct strs unknown; /* refs of the records at which nobody knows      */
    json_t *datasets;    /* JSON; else NULL                                */
};

/* Does nobody know where the data of a dataset without sources come from? */
static bool is_gap(const struct record *dataset, const struct records *sources)
{
    return sources->n == 0 &&
           record_get(dataset, DATASET_SOURCES_LIST)->state != STATE_NONE;
}

/* --- text ---------------------------------------------------------------- */

/* The number under which a dataset is told, from 1. */
static size_t number_of(const struct trace *t, const char *dataset)
{
    return (size_t)hashes_get(&t->lineage.seen, dataset);
}

static void add_told(struct trace *t, struct buf *b,
                     const struct record *source)
{
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        const struct value *v = record_get(source, told[i]);
        struct record named;

        if (v->state == STATE_NA ||
            (v->state == STATE_BLANK && told[i] != SOURCE_SOURCE_KIND))
            continue;
        buf_addf(b, "%s%s: ", b->len ? "; " : "",
                 _(field_info(told[i])->label));
        if (field_is_ref(told[i]) && v->state == STATE_VALUE &&
            store_load(t->store, value_text(v), &named, NULL) == 0) {
            buf_addf(b, "%s (%s)", record_title(&named, NULL), named.ref);
            record_release(&named);
        } else {
            display_value(b, told[i], v);
        }
    }
}

static void say_source(struct trace *t, const struct record *source)
{
    const char *up = record_text(source, SOURCE_UPSTREAM);
    struct buf b = BUF_INIT;

    say("  %s: %s", source->ref, record_title(source, NULL));
    if (up)
        buf_addf(&b, _("Made from '%s', number %zu here."), up,
                 number_of(t, up));
    else
        add_told(t, &b, source);
    say_wrapped(INDENT, 0, b.s);
    if (trail_source_is_gap(source))
        say_wrapped(INDENT, 0,
                    _("UNKNOWN: nobody knows where these data come from in the "
                      "end."));
    buf_release(&b);
}

static void say_step(struct trace *t, size_t step, const struct record *d,
                     const struct records *sources)
{
    if (step)
        say("%s", "");
    say("%zu. %s (%s)", step + 1, record_title(d, NULL), d->ref);
    for (size_t i = 0; i < sources->n; i++)
        say_source(t, &sources->v[i]);
    if (is_gap(d, sources))
        say("  %s", _("UNKNOWN: no source is recorded."));
    else if (sources->n == 0)
        say("  %s", _("It is stated that there is no source."));
}

static void say_end(const struct trace *t)
{
    say("%s", "");
    if (t->lineage.circle)
        say("%s", _("The dataset is made from itself: the register was "
                    "damaged. Run 'larder verify'."));
    if (t->unknown.n == 0) {
        say("%s", _("All is known back to those who first collected the "
                    "data."));
        return;
    }
    say(ngettext(
            "%zu link is unknown:", "%zu links are unknown:", t->unknown.n),
        t->unknown.n);
    for (size_t i = 0; i < t->unknown.n; i++)
        say("  %s", t->unknown.v[i]);
}

/* --- JSON ---------------------------------------------------------------- */

static json_t *step_json(const struct trace *t, size_t step,
                         const struct record *d, const struct records *sources)
{
    json_t *o = json_object(), *l = json_array();

    for (size_t i = 0; i < sources->n; i++) {
        json_t *source = json_record(&sources->v[i]);

        json_object_set_new(source, "unknown",
                            json_boolean(trail_source_is_gap(&sources->v[i])));
        json_array_append_new(l, source);
    }
    json_object_set_new(o, "ref", json_words(d->ref));
    json_object_set_new(o, "title", json_words(record_title(d, NULL)));
    json_object_set_new(o, "depth",
                        json_integer((json_int_t)t->lineage.v[step].depth));
    json_object_set_new(o, "unknown", json_boolean(is_gap(d, sources)));
    json_object_set_new(o, "sources", l);
    return o;
}

static void say_trace_json(const struct call *c, struct trace *t)
{
    json_t *o = json_object(), *unknown = json_array(), *at = call_at_json(c);

    if (at)
        json_object_set_new(o, "at", at);

    for (size_t i = 0; i < t->unknown.n; i++)
        json_array_append_new(unknown, json_words(t->unknown.v[i]));
    json_object_set_new(o, "dataset", json_words(t->lineage.v[0].dataset));
    json_object_set(o, "datasets", t->datasets);
    json_object_set_new(o, "unknown", unknown);
    json_object_set_new(o, "circle", json_boolean(t->lineage.circle));
    say_json(o);
}

/* --- the command --------------------------------------------------------- */

static void note_unknown(struct trace *t, const struct record *d,
                         const struct records *sources)
{
    for (size_t i = 0; i < sources->n; i++)
        if (trail_source_is_gap(&sources->v[i]))
            strs_add(&t->unknown, sources->v[i].ref);
    if (is_gap(d, sources))
        strs_add(&t->unknown, d->ref);
}

static int tell_step(struct trace *t, size_t step, struct error *err)
{
    const char *ref = t->lineage.v[step].dataset;
    struct records sources = RECORDS_INIT;
    struct record d;
    int failed = store_load(t->store, ref, &d, err);

    if (failed)
        return failed;
    failed = store_children(t->store, ref, KIND_SOURCE, &sources, err);
    if (!failed) {
        note_unknown(t, &d, &sources);
        if (t->datasets)
            json_array_append_new(t->datasets,
                                  step_json(t, step, &d, &sources));
        else
            say_step(t, step, &d, &sources);
    }
    records_release(&sources);
    record_release(&d);
    return failed;
}

static int tell(struct trace *t, const char *ref, struct error *err)
{
    struct record d;
    int failed = store_load(t->store, ref, &d, err);

    if (failed)
        return failed;
    failed = d.kind == KIND_DATASET
                 ? lineage_up(&t->lineage, t->store, d.ref, err)
                 : error_set(err, ERROR_USAGE,
                             _("'%s' is no dataset; name the dataset itself"),
                             d.ref);
    record_release(&d);
    for (size_t i = 0; !failed && i < t->lineage.n; i++)
        failed = tell_step(t, i, err);
    return failed;
}

int cmd_trace(struct call *c, struct error *err)
{
    bool json = call_format_is(c, "json");
    struct trace t = { .store = c->session.store,
                       .lineage = LINEAGE_INIT,
                       .datasets = json ? json_array() : NULL };
    int failed = store_read_begin(t.store, err);

    if (!failed) {
        failed = tell(&t, c->args[0], err);
        store_read_end(t.store);
    }
    if (!failed && json)
        say_trace_json(c, &t);
    else if (!failed)
        say_end(&t);
    json_decref(t.datasets);
    strs_release(&t.unknown);
    lineage_release(&t.lineage);
    return failed;
}
