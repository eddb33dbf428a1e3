/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/impact.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/i18n.h"
#include "cli/command.h"
#include "cli/doing.h"
#include "cli/say.h"
#include "exchange/json.h"

enum { INDENT = 4, CELLS = 15 };

/* --- text ---------------------------------------------------------------- */

static void add_part(struct buf *b, const char *text)
{
    if (*text)
        buf_addf(b, "%s%s", b->len ? ", " : "", text);
}

static void say_contact(const struct impact_contact *c)
{
    struct buf b = BUF_INIT;

    add_part(&b, c->email);
    add_part(&b, c->phone);
    add_part(&b, c->address);
    say_wrapped(INDENT, 0,
                b.len ? b.s : _("How to reach them is not recorded."));
    buf_release(&b);
}

static void say_row(const struct impact_row *r, size_t number)
{
    struct buf b = BUF_INIT;

    say("%2zu. %s (%s)", number, r->contact.name, r->ref);
    if (*r->over) {
        buf_addf(&b, _("Reached over %s."), r->over);
        say_wrapped(INDENT, 0, b.s);
    }
    if (r->perhaps)
        say_wrapped(INDENT, 0, _("Nobody has said whether it is these data."));
    if (r->past)
        say_wrapped(INDENT, 0,
                    _("It no longer gets them, but may still have them."));
    buf_clear(&b);
    buf_addf(&b, "%s [%s]", _(impact_info(r->what)->duty),
             impact_info(r->what)->citation);
    say_wrapped(INDENT, 0, b.s);
    say_contact(&r->contact);
    buf_release(&b);
}

static void say_text(const struct impact *l, const char *ref)
{
    if (l->n == 0) {
        say(_("Nobody is reached by '%s'."), ref);
        return;
    }
    say(_("Whom '%s' reaches, in this order:"), ref);
    for (size_t i = 0; i < l->n; i++)
        say_row(&l->v[i], i + 1);
}

/* --- for programs -------------------------------------------------------- */

static const char *const columns[CELLS] = { "order", "what",     "dataset",
                                            "ref",   "name",     "party",
                                            "email", "phone",    "address",
                                            "duty",  "citation", "agreement",
                                            "over",  "perhaps",  "past" };

static const char *yes_no(bool yes)
{
    return yes ? "yes" : "no";
}

/* The cells of a row; `order` is written into `number`. */
static void cells_of(const struct impact_row *r, size_t order, char *number,
                     size_t size, const char *out[CELLS])
{
    const struct impact_info *info = impact_info(r->what);
    const char *cells[CELLS] = {
        number,           info->id,           r->dataset,
        r->ref,           r->contact.name,    r->contact.party,
        r->contact.email, r->contact.phone,   r->contact.address,
        info->duty,       info->citation,     r->agreement,
        r->over,          yes_no(r->perhaps), yes_no(r->past),
    };

    snprintf(number, size, "%zu", order);
    for (size_t i = 0; i < CELLS; i++)
        out[i] = cells[i];
}

static void say_table(const struct impact *l)
{
    say_csv(columns, CELLS);
    for (size_t i = 0; i < l->n; i++) {
        const char *cells[CELLS];
        char number[24];

        cells_of(&l->v[i], i + 1, number, sizeof number, cells);
        say_csv(cells, CELLS);
    }
}

static void say_objects(const struct impact *l)
{
    for (size_t i = 0; i < l->n; i++) {
        const char *cells[CELLS];
        json_t *o = json_object();
        char number[24];

        cells_of(&l->v[i], i + 1, number, sizeof number, cells);
        for (size_t j = 1; j < CELLS; j++)
            json_object_set_new(o, columns[j], json_words(cells[j]));
        json_object_set_new(o, "order", json_integer((json_int_t)i + 1));
        json_object_set_new(o, "perhaps", json_boolean(l->v[i].perhaps));
        json_object_set_new(o, "past", json_boolean(l->v[i].past));
        say_array(o, i);
    }
    say_array_end(l->n);
}

int cmd_impact(struct call *c, struct error *err)
{
    struct impact l = IMPACT_INIT;
    char day[DATE_TEXT];
    int failed;

    if (session_today(&c->session, day, err) != 0 ||
        store_read_begin(c->session.store, err) != 0)
        return -1;
    doing_begin(c->session.store, _("Looking for whom it reaches..."));
    failed = impact_read(&l, c->session.store, c->args[0], day, err);
    doing_end(c->session.store);
    store_read_end(c->session.store);
    if (failed)
        return -1;
    if (call_format_is(c, "csv"))
        say_table(&l);
    else if (call_format_is(c, "json"))
        say_objects(&l);
    else
        say_text(&l, c->args[0]);
    impact_release(&l);
    return 0;
}
