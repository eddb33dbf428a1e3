/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/pager.h"
#include "app/status.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/say.h"
#include "label/issue.h"

enum { LABEL_LIMIT = 4000000 };

/* A paper that is asked about, and the label that was issued with it. */
struct paper {
    const char *given; /* a file or a check code                           */
    char day[DATE_TEXT];
    struct record record;
    struct label *label;
    struct drift drift;
};

/* --- which label it is --------------------------------------------------- */

/* The digest of the label in the file. */
static int read_digest(const struct paper *p, char digest[SHA256_HEX],
                       struct error *err)
{
    struct buf xml = BUF_INIT;
    struct label *l;
    int failed = file_read(&xml, p->given, LABEL_LIMIT, err);

    if (!failed) {
        failed = label_read(&l, xml.s, xml.len, err);
        if (failed)
            error_prefix(err, "%s", p->given);
    }
    if (!failed) {
        memcpy(digest, l->digest, SHA256_HEX);
        label_free(l);
    }
    buf_release(&xml);
    return failed;
}

/* 1 and the label, 0 where it is none of ours, or -1. */
static int find(struct paper *p, struct store *s, struct error *err)
{
    bool is_code = access(p->given, F_OK) != 0 && issue_is_code(p->given);
    char digest[SHA256_HEX];
    int found;

    if (!is_code && read_digest(p, digest, err) != 0)
        return -1;
    found = issue_find_digest(s, is_code ? p->given : digest, &p->record, err);
    if (found <= 0)
        return found;
    return issue_read(&p->label, &p->record, err) == 0 ? 1 : -1;
}

/* --- as text ------------------------------------------------------------- */

static const char *text_of(const struct paper *p, enum field field)
{
    const char *text = record_text(&p->record, field);

    return text ? text : "?";
}

/* "Label bus-stop-phones, version 3, given out since 2026-09-01." */
static void say_head(const struct paper *p)
{
    struct buf refs = BUF_INIT;
    char *line;

    for (size_t i = 0; i < p->label->refs.n; i++)
        buf_addf(&refs, "%s%s", i ? ", " : "", p->label->refs.v[i]);
    line = xasprintf(_("Label %s, version %s, given out since %s (%s)."),
                     refs.s, text_of(p, LABEL_LABEL_VERSION),
                     text_of(p, LABEL_ISSUED_ON), p->record.ref);
    say_wrapped(0, 0, line);
    free(line);
    if (record_is(&p->record, LABEL_LABEL_STATE, "replaced"))
        say_wrapped(0, 0, _("A newer label has taken its place."));
    if (record_is(&p->record, LABEL_LABEL_STATE, "withdrawn"))
        say_wrapped(0, 0, _("It was taken back."));
    buf_release(&refs);
}

static void say_verdict(const struct paper *p)
{
    const char *verdict =
        p->drift.ways[DRIFT_WIDENS]
            ? _("STALE: people were told something else. Give them a new "
                "label, and ask again whoever agreed to this one.")
        : p->drift.n ? _("STALE: it is no longer as people were told, but "
                         "nothing is wider than that.")
                     : _("CURRENT: all that it says is true today.");

    say_wrapped(0, 0, verdict);
}

/* What a change is about: a record, or one field of it. */
static char *subject_words(const struct drift_change *c)
{
    const struct field_info *f = field_info(c->field);

    return c->event == DRIFT_CHANGED
               ? xasprintf("%s, %s", c->ref, _(f->label))
               : xasprintf("%s (%s)", c->ref, _(kind_info(f->kind)->title));
}

static char *change_words(const struct drift_change *c)
{
    const char *was = drift_words(&c->was), *now = drift_words(&c->now);

    if (c->event == DRIFT_CAME)
        return xasprintf(_("is new: '%s'"), now);
    if (c->event == DRIFT_WENT)
        return xasprintf(_("is gone: '%s'"), was);
    return xasprintf(_("was '%s', is now '%s'"), was, now);
}

static void say_change(const struct paper *p, const struct drift_change *c,
                       size_t *row)
{
    char *subject = subject_words(c), *change = change_words(c);
    char *line = xasprintf("%s: %s", subject, change);

    if (c->row != *row && c->row < LABEL_ROWS) {
        char *heading =
            xasprintf("%zu %s", c->row + 1, p->label->questions[c->row]);

        say_wrapped(2, 2, heading);
        free(heading);
    } else if (c->row != *row) {
        say_wrapped(2, 2, _("At the head"));
    }
    *row = c->row;
    say_wrapped(4, 2, line);
    free(line);
    free(subject);
    free(change);
}

/* All changes that went one way, under their heading. */
static void say_way(const struct paper *p, enum drift_way way,
                    const char *heading)
{
    size_t row = LABEL_ROWS + 1;

    if (!p->drift.ways[way])
        return;
    say("%s", "");
    say_wrapped(0, 0, heading);
    for (size_t i = 0; i < p->drift.n; i++)
        if (p->drift.v[i].way == way)
            say_change(p, &p->drift.v[i], &row);
}

/* Which moment it is compared with. */
static void say_moment(const struct call *c)
{
    struct buf b = BUF_INIT;

    if (!c->session.then)
        return;
    moment_words(&c->session.at, &b);
    say_wrapped(0, 0, b.s);
    buf_release(&b);
}

static void say_text(const struct call *c, const struct paper *p)
{
    say_moment(c);
    say_head(p);
    say_verdict(p);
    say_way(p, DRIFT_WIDENS, _("WIDENS: more is done than people were told"));
    say_way(p, DRIFT_NARROWS, _("NARROWS: less is done than people were told"));
    say_way(p, DRIFT_OTHER, _("CHANGES: neither more nor less"));
}

/* --- as JSON ------------------------------------------------------------- */

static json_t *said_json(const struct drift_said *said)
{
    json_t *codes = json_array();

    if (!said->told) {
        json_decref(codes);
        return json_null();
    }
    for (size_t i = 0; i < said->items.n; i++)
        json_array_append_new(codes, json_string(said->items.v[i]));
    return json_pack("{s:s, s:o, s:s?}", "state", state_name(said->state),
                     "codes", codes, "words", said->words);
}

static json_t *change_json(const struct drift_change *c)
{
    const struct field_info *f = field_info(c->field);

    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o}", "event",
                     drift_event_name(c->event), "way", drift_way_name(c->way),
                     "ref", c->ref, "kind", kind_info(f->kind)->name, "field",
                     f->name, "row",
                     c->row < LABEL_ROWS ? json_integer((json_int_t)c->row + 1)
                                         : json_null(),
                     "was", said_json(&c->was), "is", said_json(&c->now));
}

static void say_json_paper(const struct call *call, const struct paper *p)
{
    json_t *changes = json_array(), *datasets = json_array();

    for (size_t i = 0; i < p->label->refs.n; i++)
        json_array_append_new(datasets, json_string(p->label->refs.v[i]));
    for (size_t i = 0; i < p->drift.n; i++)
        json_array_append_new(changes, change_json(&p->drift.v[i]));
    say_json(json_pack(
        "{s:o*, s:s, s:s, s:o, s:s?, s:s?, s:s, s:s, s:s, s:s, s:I, s:I, s:I, "
        "s:o}",
        "at", call_at_json(call), "as_of", p->day, "label", p->record.ref,
        "datasets", datasets, "version",
        record_text(&p->record, LABEL_LABEL_VERSION), "issued_on",
        record_text(&p->record, LABEL_ISSUED_ON), "label_state",
        record_text(&p->record, LABEL_LABEL_STATE), "code", p->label->code,
        "digest", p->label->digest, "verdict", p->drift.n ? "stale" : "current",
        "widens", (json_int_t)p->drift.ways[DRIFT_WIDENS], "narrows",
        (json_int_t)p->drift.ways[DRIFT_NARROWS], "other",
        (json_int_t)p->drift.ways[DRIFT_OTHER], "changes", changes));
}

/* --- none of ours -------------------------------------------------------- */

static int say_unknown(const struct call *c, const struct paper *p)
{
    if (call_format_is(c, "json"))
        say_json(json_pack("{s:o*, s:s, s:n, s:s, s:[]}", "at", call_at_json(c),
                           "as_of", p->day, "label", "verdict", "unknown",
                           "changes"));
    else
        say_wrapped(0, 0,
                    _("UNKNOWN: no label that says this was issued from this "
                      "register."));
    return STATUS_TROUBLE;
}

/* --- the command --------------------------------------------------------- */

static int verify(const struct call *c, struct paper *p, struct error *err)
{
    int found = find(p, c->session.store, err);

    if (found == 0)
        return say_unknown(c, p);
    if (found < 0 ||
        issue_drift(&p->drift, c->session.store, &p->record, p->day, err) != 0)
        return -1;
    if (call_format_is(c, "json"))
        say_json_paper(c, p);
    else
        say_text(c, p);
    return p->drift.ways[DRIFT_WIDENS] ? STATUS_FINDINGS
           : p->drift.n                ? STATUS_UNDECIDED
                                       : STATUS_FINE;
}

int cmd_label_verify(struct call *c, struct error *err)
{
    struct paper p = { .given = c->args[0], .drift = DRIFT_INIT };
    int status;

    if (session_today(&c->session, p.day, err) != 0 ||
        store_read_begin(c->session.store, err) != 0)
        return -1;
    status = verify(c, &p, err);
    store_read_end(c->session.store);
    if (p.record.values)
        record_release(&p.record);
    label_free(p.label);
    drift_release(&p.drift);
    return status;
}
