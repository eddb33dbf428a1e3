/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/say.h"
#include "exchange/json.h"
#include "store/history.h"

/* Where entries go, and how many there were. */
struct telling {
    struct store *store;
    bool detail; /* what each changed, too                                 */
    size_t n;
};

/* Names of fields, parted by blanks. */
static void add_fields(struct buf *b, const struct strs *fields)
{
    for (size_t i = 0; i < fields->n; i++)
        buf_addf(b, "%s%s", i ? " " : "", fields->v[i]);
}

/* --- text ---------------------------------------------------------------- */

/* Each line of a long text with a sign in front. */
static void say_lines(char sign, const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\n");

        say("      %c %.*s", sign, (int)len, text);
        text += len + (text[len] == '\n');
    }
}

static int text_change(enum field field, const char *before, const char *after,
                       void *data)
{
    const char *name = field_info(field)->name;

    (void)data;
    if (strchr(before, '\n') || strchr(after, '\n')) {
        say("    %s:", name);
        say_lines('-', before);
        say_lines('+', after);
    } else {
        say("    %s: %s -> %s", name, *before ? before : _("(blank)"),
            *after ? after : _("(blank)"));
    }
    return 0;
}

static int text_entry(const struct history_entry *e, void *data,
                      struct error *err)
{
    struct telling *t = data;
    struct buf fields = BUF_INIT;
    char time[21];

    clock_format(time, e->time);
    add_fields(&fields, &e->fields);
    if (e->redacted)
        say(_("%lld  %s  %s  %s  (erased)"), (long long)e->seq, time,
            e->operation, e->ref ? e->ref : "");
    else
        say("%lld  %s  %s  %s  %s%s%s", (long long)e->seq, time,
            e->actor ? e->actor : "", e->operation, e->ref ? e->ref : "",
            fields.len && !t->detail ? ": " : "", t->detail ? "" : fields.s);
    buf_release(&fields);
    t->n++;
    return t->detail && !e->redacted
               ? history_diff(t->store, e->seq, text_change, NULL, err)
               : 0;
}

/* --- JSON ---------------------------------------------------------------- */

static json_t *words_or_null(const char *s)
{
    return s && *s ? json_words(s) : json_null();
}

static int json_change(enum field field, const char *before, const char *after,
                       void *data)
{
    json_t *changes = data;

    json_array_append_new(changes, json_pack("{s:s, s:o, s:o}", "field",
                                             field_info(field)->name, "before",
                                             words_or_null(before), "after",
                                             words_or_null(after)));
    return 0;
}

static json_t *json_entry_of(const struct history_entry *e)
{
    json_t *fields = json_array();
    char time[21];

    clock_format(time, e->time);
    for (size_t i = 0; i < e->fields.n; i++)
        json_array_append_new(fields, json_words(e->fields.v[i]));
    return json_pack("{s:I, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:o}",
                     "seq", (json_int_t)e->seq, "time", time, "change",
                     e->change, "undone", words_or_null(e->undone), "operation",
                     words_or_null(e->operation), "actor",
                     words_or_null(e->actor), "kind", words_or_null(e->kind),
                     "ref", words_or_null(e->ref), "uid", words_or_null(e->uid),
                     "redacted", e->redacted, "fields", fields);
}

static int json_entry(const struct history_entry *e, void *data,
                      struct error *err)
{
    struct telling *t = data;
    json_t *o = json_entry_of(e);
    json_t *changes;
    int failed = 0;

    if (t->detail && !e->redacted) {
        changes = json_array();
        failed = history_diff(t->store, e->seq, json_change, changes, err);
        json_object_set_new(o, "changes", changes);
    }
    say_array(o, t->n++);
    return failed;
}

int cmd_history(struct call *c, struct error *err)
{
    const char *ref = c->n ? c->args[0] : NULL;
    struct telling t = { .store = c->session.store, .detail = ref != NULL };
    bool json = call_format_is(c, "json");
    size_t limit = 0;
    int failed;

    if (options_number(&c->options, OPTION_LIMIT, 1, 1000000000, &limit, err) !=
        0)
        return -1;
    failed = history_each(t.store, ref, 0, limit,
                          json ? json_entry : text_entry, &t, err);
    if (!failed && json)
        say_array_end(t.n);
    return failed;
}
