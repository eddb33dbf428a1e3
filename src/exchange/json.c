/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/json.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/escape.h"
#include "base/i18n.h"
#include "exchange/register_xsd.h"
#include "store/read.h"

/*
 * Text that is not UTF-8 came past the gate; it is told as null, since JSON
 * cannot hold it and "" would be an answer.
 */
static json_t *text_json(const char *s)
{
    json_t *text = json_string(s);

    return text ? text : json_null();
}

static json_t *item_json(enum field_type type, const char *item)
{
    switch (type) {
    case TYPE_YESNO:
        return json_boolean(strcmp(item, "yes") == 0);
    case TYPE_COUNT:
        return json_integer(strtoll(item, NULL, 10));
    case TYPE_RATIO:
        return json_real(strtod(item, NULL));
    default:
        return text_json(item);
    }
}

static json_t *value_json(enum field field, const struct value *v)
{
    enum field_type type = field_info(field)->type;
    json_t *all;
    size_t i;

    if (v->state != STATE_VALUE)
        return json_pack("{s:s}", "state", state_name(v->state));
    if (!field_repeats(field))
        return item_json(type, v->items.v[0]);
    all = json_array();
    for (i = 0; i < v->items.n; i++)
        json_array_append_new(all, item_json(type, v->items.v[i]));
    return all;
}

static json_t *words_json(const struct value *v)
{
    json_t *all = json_object();
    size_t i;

    for (i = 0; i < v->words_n; i++)
        json_object_set_new(all, v->words[i].lang,
                            json_pack("{s:s, s:o}", "of",
                                      v->words[i].base_digest, "text",
                                      text_json(v->words[i].text)));
    return all;
}

json_t *json_record(const struct record *r)
{
    const struct kind_info *k = kind_info(r->kind);
    json_t *fields = json_object(), *words = json_object();
    json_t *record = json_pack("{s:s, s:s, s:s, s:o}", "kind", k->name, "ref",
                               r->ref, "uid", r->uid, "fields", fields);
    size_t i;

    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);
        const struct value *v = &r->values[i];
        const char *name = field_info(field)->name;

        if (v->state != STATE_BLANK)
            json_object_set_new(fields, name, value_json(field, v));
        if (v->words_n)
            json_object_set_new(words, name, words_json(v));
    }
    if (json_object_size(words))
        json_object_set(record, "words", words);
    json_decref(words);
    return record;
}

json_t *json_words(const char *s)
{
    json_t *json = json_string(s);
    struct buf b = BUF_INIT;

    if (!json) {
        escape_terminal(&b, s, true);
        json = json_string(b.s);
        buf_release(&b);
    }
    return json;
}

struct stream {
    FILE *out;
    bool any;     /* record was written                                    */
    size_t ascii; /* a flag, where a terminal must not act on the text     */
};

static int cannot_write(struct error *err)
{
    return error_set(err, ERROR_FAILED,
                     _("the export could not be written: %s"), strerror(errno));
}

static int each_record(const struct record *r, void *data, struct error *err)
{
    struct stream *s = data;
    json_t *record = json_record(r);
    int failed;

    failed =
        fputs(s->any ? ",\n" : "\n", s->out) < 0 ||
        json_dumpf(record, s->out,
                   JSON_SORT_KEYS | JSON_REAL_PRECISION(15) | s->ascii) != 0;
    s->any = true;
    json_decref(record);
    return failed ? cannot_write(err) : 0;
}

static int export_all(struct store *s, const json_t *at, struct stream *x,
                      struct error *err)
{
    int kind;

    putc('{', x->out);
    if (at) {
        fputs("\"at\": ", x->out);
        if (json_dumpf(at, x->out, JSON_SORT_KEYS | x->ascii) != 0)
            return cannot_write(err);
        fputs(", ", x->out);
    }
    fputs("\"format\": \"larder-register\", \"records\": [", x->out);
    for (kind = 0; kind < KIND_COUNT; kind++)
        if (store_each(s, (enum kind)kind, each_record, x, err) != 0)
            return -1;
    fputs("\n], \"version\": \"" REGISTER_VERSION "\"}\n", x->out);
    return ferror(x->out) ? cannot_write(err) : 0;
}

int json_export_at(struct store *s, const json_t *at, FILE *out,
                   struct error *err)
{
    struct stream x = { out, false,
                        isatty(fileno(out)) ? JSON_ENSURE_ASCII : 0 };
    int failed;

    if (store_read_begin(s, err) != 0)
        return -1;
    failed = export_all(s, at, &x, err);
    store_read_end(s);
    return failed;
}

int json_export(struct store *s, FILE *out, struct error *err)
{
    return json_export_at(s, NULL, out, err);
}
