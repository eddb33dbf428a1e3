/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/issue_parts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/ref.h"
#include "store/change.h"
#include "store/list.h"

static bool is_state(const struct record *r, const char *state)
{
    return record_is(r, LABEL_LABEL_STATE, state);
}

/* One label on its way into the register. */
struct issuing {
    struct store *store;
    const struct issue_order *order;
    struct label *draft;    /* as it would be printed today                */
    struct records earlier; /* of the same datasets and language           */
    struct record *record;  /* under which it will be stored               */
};

const char *issue_operation(const struct issue_order *o)
{
    return o->draft ? "draft" : "issue";
}

static int build(struct label **out, const struct issuing *i,
                 const struct record *issue, struct buf *reads,
                 struct error *err)
{
    const struct issue_order *order = i->order;
    const struct label_options o = { .lang = order->lang,
                                     .profile = order->profile,
                                     .as_of = order->day,
                                     .issue = issue,
                                     .reads = reads };

    return label_build(out, i->store, order->refs, order->n, &o, err);
}

static int begin(struct issuing *i, struct error *err)
{
    if (build(&i->draft, i, NULL, NULL, err))
        return -1;
    return issue_alike(i->store, i->draft, &i->earlier, err);
}

static void end(struct issuing *i)
{
    records_release(&i->earlier);
    label_free(i->draft);
}

/* The number behind the highest of those that were given out. */
static void next_version(const struct issuing *i, struct buf *out)
{
    unsigned long last = 0;

    for (size_t k = 0; k < i->earlier.n; k++) {
        const struct record *r = &i->earlier.v[k];
        const char *version = record_text(r, LABEL_LABEL_VERSION);
        unsigned long n = version ? strtoul(version, NULL, 10) : 0;

        if (issue_was_given(r) && n > last && n < 1000000)
            last = n;
    }
    buf_addf(out, "%lu", last + 1);
}

int issue_next_version(struct store *s, const struct issue_order *o,
                       struct buf *out, struct error *err)
{
    struct issuing i = { .store = s, .order = o };
    int failed = begin(&i, err);

    if (!failed)
        next_version(&i, out);
    end(&i);
    return failed;
}

/* A version is given out once. */
static int check_version(const struct issuing *i, struct error *err)
{
    for (size_t k = 0; k < i->earlier.n && i->order->version; k++) {
        const struct record *r = &i->earlier.v[k];
        const char *version = record_text(r, LABEL_LABEL_VERSION);

        if (issue_was_given(r) && version &&
            strcmp(version, i->order->version) == 0)
            return error_set(err, ERROR_USAGE,
                             _("version %s was given out already, as '%s'; "
                               "choose another, or leave it to larder"),
                             version, r->ref);
    }
    return 0;
}

static int check_approver(const struct issuing *i, struct error *err)
{
    const char *by = i->order->approved_by;
    struct record r;
    bool party;

    if (!by)
        return i->order->draft
                   ? 0
                   : error_set(err, ERROR_USAGE,
                               _("nobody has approved this label; name the "
                                 "party that does"));
    if (store_load(i->store, by, &r, err))
        return -1;
    party = r.kind == KIND_PARTY;
    record_release(&r);
    return party
               ? 0
               : error_set(err, ERROR_USAGE,
                           _("'%s' is no party, and approves nothing; 'larder "
                             "list party' shows them"),
                           by);
}

/* One sentence for all that is in the way. */
static int refuse(const struct strs *problems, struct error *err)
{
    struct buf list = BUF_INIT;

    for (size_t i = 0; i < problems->n; i++)
        buf_addf(&list, "%s%s", i ? "; " : "", problems->v[i]);
    error_set(err, ERROR_FAILED,
              _("this label must not be given out: %s; put that right, or "
                "store it as a draft"),
              list.s);
    buf_release(&list);
    return -1;
}

static int check_order(const struct issuing *i, struct error *err)
{
    struct strs problems = STRS_INIT;
    int failed = check_approver(i, err) || check_version(i, err) ? -1 : 0;

    if (!failed && !i->order->draft) {
        issue_gates(i->draft, i->order->layout, i->order->day, &problems);
        failed = problems.n ? refuse(&problems, err) : 0;
    }
    strs_release(&problems);
    return failed;
}

/* "label-bus-stop-phones-3-fr": the first dataset, version, language unless it
 * is the one that was not asked for. */
static int new_ref(const struct issuing *i, const char *version,
                   struct buf *out, struct error *err)
{
    enum { ROOM = 40 };
    const char *ref = i->draft->refs.v[0];
    char *words = xasprintf("label-%.*s-%s%s%s", (int)(REF_SLUG_MAX - ROOM),
                            ref, version, i->order->lang ? "-" : "",
                            i->order->lang ? i->draft->lang : "");
    struct buf slug = BUF_INIT;

    ref_from_words(&slug, words);
    if (slug.len > REF_SLUG_MAX - 5) /* ".2" may follow                     */
        buf_truncate(&slug, REF_SLUG_MAX - 5);
    while (slug.len && !isalnum((unsigned char)slug.s[slug.len - 1]))
        buf_truncate(&slug, slug.len - 1);
    buf_adds(out, slug.s);
    buf_release(&slug);
    free(words);
    return store_free_ref(i->store, out, err);
}

/* The record: a draft of it that is there, or a new one. */
static int find_record(struct issuing *i, const char *version,
                       struct error *err)
{
    struct buf ref = BUF_INIT;
    int failed;

    for (size_t k = 0; k < i->earlier.n; k++) {
        const struct record *r = &i->earlier.v[k];

        if ((is_state(r, "draft") || is_state(r, "approved")) &&
            (!i->order->stored || strcmp(r->ref, i->order->stored) == 0)) {
            record_copy(i->record, r);
            return 0;
        }
    }
    failed = new_ref(i, version, &ref, err);
    if (!failed)
        record_init(i->record, KIND_LABEL, ref.s);
    buf_release(&ref);
    return failed;
}

/* The words of what changed are in the label's language. */
static int set_changes(struct issuing *i, struct error *err)
{
    const char *changes = i->order->changes;

    if (!changes)
        return 0;
    value_set_state(record_value(i->record, LABEL_CHANGES), STATE_BLANK);
    if (!*changes)
        return 0;
    if (record_set_text(i->record, LABEL_CHANGES, changes, err))
        return -1;
    if (i->order->lang)
        value_set_words(record_value(i->record, LABEL_CHANGES), i->draft->lang,
                        record_text(i->record, LABEL_CHANGES), NULL);
    return 0;
}

static int fill_record(struct issuing *i, const char *version,
                       struct error *err)
{
    const struct issue_order *o = i->order;
    const struct {
        enum field field;
        const char *text;
    } texts[] = {
        { LABEL_LABEL_VERSION, version },
        { LABEL_LABEL_STATE, o->draft ? "draft" : "issued" },
        { LABEL_LANGUAGE, i->draft->lang },
        { LABEL_LAYOUT, layout_name(o->layout) },
        { LABEL_ISSUED_ON, o->draft ? "" : o->day },
        { LABEL_APPROVED_BY, o->approved_by ? o->approved_by : "" },
    };

    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
        if (record_set_text(i->record, texts[k].field, texts[k].text, err))
            return -1;
    if (value_parse(record_value(i->record, LABEL_DATASETS), LABEL_DATASETS,
                    &i->draft->refs, err))
        return -1;
    return set_changes(i, err);
}

/* Makes the label as it will be stored, into its record. */
static int fill_label(struct issuing *i, char code[LABEL_CODE],
                      struct error *err)
{
    struct buf xml = BUF_INIT, reads = BUF_INIT;
    struct label *l;
    int failed = build(&l, i, i->record, &reads, err);

    if (!failed) {
        label_xml(l, &xml);
        failed =
            record_set_text(i->record, LABEL_XML, xml.s, err) ||
                    record_set_text(i->record, LABEL_DIGEST, l->digest, err) ||
                    record_set_text(i->record, LABEL_READS, reads.s, err)
                ? -1
                : 0;
        memcpy(code, l->code, LABEL_CODE);
        label_free(l);
    }
    buf_release(&xml);
    buf_release(&reads);
    return failed;
}

/* Whose place it takes people are not given any more. */
static int replace(struct issuing *i, struct strs *replaced, struct error *err)
{
    for (size_t k = 0; k < i->earlier.n; k++) {
        struct record *r = &i->earlier.v[k];
        enum change_outcome outcome;

        if (i->order->draft || !is_state(r, "issued"))
            continue;
        if (record_set_text(r, LABEL_LABEL_STATE, "replaced", err) ||
            record_set_text(r, LABEL_WITHDRAWN_ON, i->order->day, err) ||
            change_put(i->store, r, &outcome, err))
            return -1;
        strs_add(replaced, r->ref);
    }
    return 0;
}

static int put(struct issuing *i, const char *version, struct issue_result *out,
               struct error *err)
{
    enum change_outcome outcome;

    if (fill_record(i, version, err) || fill_label(i, out->code, err) ||
        change_put(i->store, i->record, &outcome, err) ||
        replace(i, &out->replaced, err))
        return -1;
    out->ref = xstrdup(i->record->ref);
    out->version = xstrdup(version);
    return 0;
}

int issue_label(struct store *s, const struct issue_order *o,
                struct issue_result *out, struct error *err)
{
    struct record record;
    struct issuing i = { .store = s, .order = o, .record = &record };
    struct buf version = BUF_INIT;
    int failed = begin(&i, err);

    *out = (struct issue_result){ .replaced = STRS_INIT };
    if (!failed)
        failed = check_order(&i, err);
    if (!failed) {
        if (o->version)
            buf_adds(&version, o->version);
        else
            next_version(&i, &version);
        failed = find_record(&i, version.s, err);
    }
    if (!failed) {
        failed = put(&i, version.s, out, err);
        record_release(&record);
    }
    if (failed)
        issue_result_release(out);
    buf_release(&version);
    end(&i);
    return failed;
}

void issue_result_release(struct issue_result *r)
{
    free(r->ref);
    free(r->version);
    strs_release(&r->replaced);
    *r = (struct issue_result){ .replaced = STRS_INIT };
}

int issue_now(struct store *s, const struct issue_order *o,
              struct issue_result *out, struct error *err)
{
    const struct change_info info = { .operation = issue_operation(o) };

    if (change_begin(s, &info, err))
        return -1;
    if (issue_label(s, o, out, err)) {
        change_rollback(s);
        return -1;
    }
    if (change_commit(s, err) == 0)
        return 0;
    issue_result_release(out);
    return -1;
}

/* --- those that were approved -------------------------------------------- */

static int note_ref(const struct list_row *row, void *data, struct error *err)
{
    (void)err;
    strs_add(data, row->ref);
    return 0;
}

static int issue_stored(struct store *s, const char *ref, const char *day,
                        struct error *err)
{
    enum layout layout = LAYOUT_STANDARD;
    struct issue_result result;
    const char *on;
    struct record r;
    int failed;

    if (store_load(s, ref, &r, err))
        return -1;
    on = record_text(&r, LABEL_ISSUED_ON);
    if (record_text(&r, LABEL_LAYOUT))
        layout_find(&layout, record_text(&r, LABEL_LAYOUT));
    failed = issue_now(
        s,
        &(struct issue_order){
            .refs =
                (const char *const *)record_get(&r, LABEL_DATASETS)->items.v,
            .n = record_get(&r, LABEL_DATASETS)->items.n,
            .lang = record_text(&r, LABEL_LANGUAGE),
            .layout = layout,
            .approved_by = record_text(&r, LABEL_APPROVED_BY),
            .version = record_text(&r, LABEL_LABEL_VERSION),
            .day = on ? on : day,
            .stored = r.ref,
        },
        &result, err);
    if (!failed)
        issue_result_release(&result);
    record_release(&r);
    return failed ? error_prefix(err, "%s", ref) : 0;
}

int issue_approved(struct store *s, const char *day, struct error *err)
{
    struct strs refs = STRS_INIT;
    int failed = list_where(s, KIND_LABEL, "label_state=approved", NULL, 0,
                            note_ref, &refs, err);

    for (size_t i = 0; i < refs.n && !failed; i++)
        failed = issue_stored(s, refs.v[i], day, err);
    strs_release(&refs);
    return failed;
}
