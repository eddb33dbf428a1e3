/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/due.h"

#include <stdlib.h>
#include <string.h>

#include "app/agenda_files.h"
#include "app/pager.h"
#include "app/status.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "cli/command.h"
#include "cli/doing.h"
#include "cli/say.h"
#include "exchange/json.h"
#include "policy/agenda.h"

/* --- for people ---------------------------------------------------------- */

enum { WIDTH = 80, INDENT = 4, NARROWEST = 24 };

static size_t width(void)
{
    size_t cells = pager_width();

    return cells == 0 ? WIDTH : cells > NARROWEST ? cells : NARROWEST;
}

/* Lines that all begin at the indent. */
static void say_indented(const char *text)
{
    struct strs lines = STRS_INIT;

    wrap_text(&lines, text, width() - INDENT);
    for (size_t i = 0; i < lines.n; i++)
        say("%*s%s", INDENT, "", lines.v[i]);
    strs_release(&lines);
}

/* "Anna Steward, Hill School" */
static void add_names(struct buf *out, const struct strs *names)
{
    for (size_t i = 0; i < names->n; i++)
        buf_addf(out, "%s%s", i ? ", " : "", names->v[i]);
}

/* Adds as many blanks as the word lacks. */
static void add_padded(struct buf *out, const char *word, size_t width)
{
    size_t used = utf8_width(word);

    buf_adds(out, word);
    buf_addn(out, ' ', used < width ? width - used + 2 : 2);
}

/* The widest that stand below each other. */
struct widths {
    size_t when, words;
};

static void widen(size_t *width, const char *word)
{
    size_t used = utf8_width(word);

    *width = used > *width ? used : *width;
}

static struct widths measure(const struct agenda *a)
{
    struct widths w = { 0, 0 };

    for (size_t i = 0; i < a->n; i++) {
        struct buf when = BUF_INIT;

        agenda_add_when(&when, &a->v[i]);
        widen(&w.when, when.s);
        widen(&w.words, _(due_words(a->v[i].what)));
        buf_release(&when);
    }
    return w;
}

/* The day and the record on a line, what is to be done below. */
static void say_item(const struct agenda_item *i, struct widths w)
{
    struct buf line = BUF_INIT, when = BUF_INIT;

    agenda_add_when(&when, i);
    if (i->date[0]) {
        buf_addf(&line, "%s  ", i->date);
        add_padded(&line, when.s, w.when);
    }
    add_padded(&line, _(due_words(i->what)), w.words);
    if (utf8_width(line.s) + strlen(i->ref) <= width()) {
        buf_adds(&line, i->ref);
        say("%s", line.s);
    } else {
        say("%s", line.s);
        say_indented(i->ref);
    }
    buf_clear(&line);
    agenda_add_task(&line, i);
    if (i->names.n) {
        buf_adds(&line, _(". Steward: "));
        add_names(&line, &i->names);
    }
    say_indented(line.s);
    buf_release(&line);
    buf_release(&when);
}

static void say_head(enum agenda_group group, const char *until)
{
    if (group == AGENDA_COMING)
        say(_("Until %s"), until);
    else
        say("%s", _(agenda_group_title(group)));
}

static void say_text(const struct agenda *a, const char *until, bool asked)
{
    struct widths w = measure(a);

    for (size_t i = 0; i < a->n; i++) {
        if (i == 0 || a->v[i].group != a->v[i - 1].group) {
            if (i)
                putchar('\n');
            say_head(a->v[i].group, until);
        }
        say_item(&a->v[i], w);
    }
    if (a->n)
        putchar('\n');
    say(_("Overdue: %zu; until %s: %zu; without a day: %zu; on hold: %zu."),
        a->counts[AGENDA_OVERDUE], until, a->counts[AGENDA_COMING],
        a->counts[AGENDA_UNKNOWN] + a->counts[AGENDA_STANDING],
        a->counts[AGENDA_HELD]);
    if (!asked)
        say("%s", _("These are the next 90 days; --within P1Y looks further."));
}

/* --- for programs -------------------------------------------------------- */

static json_t *text_or_null(const char *s)
{
    return *s ? json_words(s) : json_null();
}

static json_t *json_item(const struct agenda_item *i)
{
    json_t *o = json_object(), *who = json_array();

    for (size_t j = 0; j < i->who.n; j++)
        json_array_append_new(who, json_words(i->who.v[j]));
    json_object_set_new(o, "action", text_or_null(i->action));
    json_object_set_new(o, "dataset", text_or_null(i->dataset));
    json_object_set_new(o, "date", text_or_null(i->date));
    json_object_set_new(o, "days",
                        i->date[0] ? json_integer(i->days) : json_null());
    json_object_set_new(o, "group", json_string(agenda_group_name(i->group)));
    json_object_set_new(o, "oldest", text_or_null(i->oldest));
    json_object_set_new(o, "ref", json_words(i->ref));
    json_object_set_new(o, "state", json_string(due_state_name(i->state)));
    json_object_set_new(o, "stewards", who);
    json_object_set_new(o, "title", text_or_null(i->title));
    json_object_set_new(o, "what", json_string(due_name(i->what)));
    return o;
}

static void say_list(const struct agenda *a)
{
    size_t i;

    for (i = 0; i < a->n; i++)
        say_array(json_item(&a->v[i]), i);
    say_array_end(i);
}

/* --- for calendars ------------------------------------------------------- */

static int say_calendar(struct store *s, const struct agenda *a,
                        struct error *err)
{
    size_t left;

    if (agenda_ics(s, a, stdout, &left, err) != 0)
        return -1;
    if (left)
        talk_to_person(ngettext("%zu more has no day, and is not in the "
                                "calendar",
                                "%zu more have no day, and are not in the "
                                "calendar",
                                left),
                       left);
    return 0;
}

/* --- the command --------------------------------------------------------- */

static int read_until(const struct call *c, const char *as_of,
                      char out[DATE_TEXT], struct error *err)
{
    const char *span = options_text(&c->options, OPTION_WITHIN);

    if (!agenda_until(out, as_of, span))
        return error_set(err, ERROR_USAGE,
                         _("'%s' is not right for --within, which takes a "
                           "time such as P90D, P6M or P1Y"),
                         span);
    return 0;
}

static int print(const struct call *c, const struct agenda *a,
                 const char *until, struct error *err)
{
    if (call_format_is(c, "ics"))
        return say_calendar(c->session.store, a, err);
    if (call_format_is(c, "json"))
        say_list(a);
    else if (call_format_is(c, "csv"))
        agenda_csv(a, stdout);
    else
        say_text(a, until, options_has(&c->options, OPTION_WITHIN));
    return 0;
}

int cmd_due(struct call *c, struct error *err)
{
    char as_of[DATE_TEXT], until[DATE_TEXT];
    struct agenda a;
    int status;

    if (session_today(&c->session, as_of, err) != 0 ||
        read_until(c, as_of, until, err) != 0)
        return -1;
    doing_begin(c->session.store, _("Looking for what is due..."));
    status =
        agenda_read(&a, c->session.store, as_of, until, c->args, c->n, err);
    doing_end(c->session.store);
    if (status == 0)
        status = print(c, &a, until, err);
    if (status == 0 && a.counts[AGENDA_OVERDUE])
        status = STATUS_FINDINGS;
    agenda_release(&a);
    return status;
}
