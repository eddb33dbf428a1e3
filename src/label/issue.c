/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/issue.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "label/layout.h"
#include "label/material.h"
#include "label/reads.h"
#include "label/seal.h"
#include "label/words.h"
#include "label/lint_label.h"
#include "model/date.h"
#include "model/ref.h"
#include "model/vocabulary.h"
#include "store/change.h"
#include "store/list.h"
#include "store/read.h"

/* Digits of a check code without its hyphens. */
enum { CODE_DIGITS = 12 };

/* --- those that were stored ---------------------------------------------- */

static bool is_state(const struct record *r, const char *state)
{
    return record_is(r, LABEL_LABEL_STATE, state);
}

/* Was it ever given to people? */
static bool was_issued(const struct record *r)
{
    return is_state(r, "issued") || is_state(r, "replaced") ||
           is_state(r, "withdrawn");
}

/* Is it of these datasets, in whatever order, and of that language? */
static bool is_like(const struct record *r, const struct label *like)
{
    const struct value *v = record_get(r, LABEL_DATASETS);
    const char *lang = record_text(r, LABEL_LANGUAGE);

    if (v->items.n != like->refs.n || !lang || strcmp(lang, like->lang) != 0)
        return false;
    for (size_t i = 0; i < like->refs.n; i++)
        if (!value_has(v, like->refs.v[i]))
            return false;
    return true;
}

/* All that were stored of the same datasets and language. */
static int read_alike(struct store *s, const struct label *like,
                      struct records *out, struct error *err)
{
    size_t kept = 0;

    if (store_naming(s, LABEL_DATASETS, like->refs.v[0], out, err))
        return -1;
    for (size_t i = 0; i < out->n; i++)
        if (is_like(&out->v[i], like))
            out->v[kept++] = out->v[i];
        else
            record_release(&out->v[i]);
    out->n = kept;
    return 0;
}

/* Do people have it on that day? */
static bool is_out(const struct record *r, const char *day)
{
    const char *on = record_text(r, LABEL_ISSUED_ON);

    return is_state(r, "issued") && on && strcmp(on, day) <= 0 &&
           record_text(r, LABEL_XML);
}

int issue_find(struct store *s, const struct label *like, const char *day,
               struct record *out, struct error *err)
{
    struct records l = RECORDS_INIT;
    const struct record *last = NULL;

    if (read_alike(s, like, &l, err))
        return -1;
    for (size_t i = 0; i < l.n; i++)
        if (is_out(&l.v[i], day) &&
            (!last || strcmp(record_text(&l.v[i], LABEL_ISSUED_ON),
                             record_text(last, LABEL_ISSUED_ON)) > 0))
            last = &l.v[i];
    if (last)
        record_copy(out, last);
    records_release(&l);
    return last != NULL;
}

/* The digits of a code, in lower case; false if it is none. */
static bool code_digits(const char *text, char out[CODE_DIGITS + 1])
{
    size_t n = 0;

    for (; *text; text++) {
        if (*text == '-')
            continue;
        if (n == CODE_DIGITS || !isxdigit((unsigned char)*text))
            return false;
        out[n++] = (char)tolower((unsigned char)*text);
    }
    out[n] = '\0';
    return n == CODE_DIGITS;
}

bool issue_is_code(const char *text)
{
    char digits[CODE_DIGITS + 1];

    return code_digits(text, digits);
}

/* The search for one label among all. */
struct search {
    const char *digits; /* with which its digest begins                    */
    size_t len;
    int64_t id;
    char day[DATE_TEXT];
};

static int search_row(const struct list_row *row, void *data, struct error *err)
{
    struct search *search = data;
    const char *state = row->cells.v[1], *on = row->cells.v[2];

    (void)err;
    if (strncmp(row->cells.v[0], search->digits, search->len) != 0 ||
        (strcmp(state, "issued") != 0 && strcmp(state, "replaced") != 0 &&
         strcmp(state, "withdrawn") != 0) ||
        (search->id && strcmp(on, search->day) < 0))
        return 0;
    search->id = row->id;
    date_copy(search->day, on);
    return 0;
}

int issue_find_digest(struct store *s, const char *digest, struct record *out,
                      struct error *err)
{
    static const enum field columns[] = { LABEL_DIGEST, LABEL_LABEL_STATE,
                                          LABEL_ISSUED_ON };
    const struct list_query q = { .kind = KIND_LABEL,
                                  .sort = FIELD_COUNT,
                                  .columns = columns,
                                  .columns_n =
                                      sizeof columns / sizeof *columns };
    char digits[CODE_DIGITS + 1];
    struct search search = { .digits = digest };

    if (code_digits(digest, digits))
        search.digits = digits;
    search.len = strlen(search.digits);
    if (list_each(s, &q, search_row, &search, err))
        return -1;
    if (!search.id)
        return 0;
    return store_load_id(s, search.id, out, err) ? -1 : 1;
}

int issue_read(struct label **out, const struct record *r, struct error *err)
{
    const char *xml = record_text(r, LABEL_XML);
    const char *digest = record_text(r, LABEL_DIGEST);

    if (!xml || !digest)
        return error_set(err, ERROR_FAILED,
                         _("'%s' does not hold what it said; import it with "
                           "its XML and digest"),
                         r->ref);
    if (label_read(out, xml, strlen(xml), err))
        return error_prefix(err, "%s", r->ref);
    if (strcmp((*out)->digest, digest) == 0)
        return 0;
    label_free(*out);
    *out = NULL;
    return error_set(err, ERROR_UNTRUE,
                     _("'%s' holds another label than its digest says; "
                       "'larder history' tells who wrote it"),
                     r->ref);
}

/* --- how they stand today ------------------------------------------------ */

/* Makes the label of the same datasets and language as it is on that day. */
static int build_like(struct label **out, struct store *s,
                      const struct label *was, const char *day,
                      struct error *err)
{
    const struct label_options o = { .lang = was->lang,
                                     .profile = was->profile,
                                     .as_of = day };

    return label_build(out, s, (const char *const *)was->refs.v, was->refs.n,
                       &o, err);
}

int issue_drift(struct drift *out, struct store *s, const struct record *r,
                const char *day, struct error *err)
{
    struct label *was, *now;
    int failed;

    if (issue_read(&was, r, err))
        return -1;
    failed = build_like(&now, s, was, day, err);
    if (!failed) {
        failed = drift_find(out, s, was, now, day, err);
        label_free(now);
    }
    label_free(was);
    return failed;
}

int issue_may_drift(struct store *s, const struct record *r, const char *day,
                    struct error *err)
{
    const struct strs *refs = &record_get(r, LABEL_DATASETS)->items;
    struct material src;
    int rc;

    if (material_read(&src, s, (const char *const *)refs->v, refs->n, day, err))
        return -1;
    rc = reads_differ(s, &src, record_text(r, LABEL_READS),
                      record_text(r, LABEL_ISSUED_ON), err);
    material_release(&src);
    return rc;
}

static char *copy(const char *s)
{
    return s ? xstrdup(s) : NULL;
}

static bool has_same_grid(const struct label *a, const struct label *b)
{
    if (!a->profile || !b->profile)
        return a->profile == b->profile;
    return strcmp(a->profile, b->profile) == 0;
}

/* The last row says that people have another label. */
static void say_other(struct label *l, const struct record *r, bool less)
{
    const struct voice voice = { l->lang };
    const char *version = record_text(r, LABEL_LABEL_VERSION);
    char *text = words_say(&voice, less ? SAY_SAID_LESS : SAY_SAID_OTHER,
                           version ? version : "?", NULL);
    struct answer *a =
        answers_add(&l->rows[LABEL_ROWS - 1], FORM_LINE, NULL, text);
    struct fact *f = facts_add(&a->facts, r->ref, LABEL_LABEL_VERSION);

    a->layer = LAYER_STANDARD;
    f->state = version ? STATE_VALUE : STATE_BLANK;
    f->words = version ? tree_tidy(version) : NULL;
    seal_make(l);
    free(text);
}

static void fill_status(struct issue_status *status, const struct record *r,
                        const struct drift *drift)
{
    *status = (struct issue_status){
        .standing = drift->ways[DRIFT_WIDENS] ? ISSUE_UNTRUE
                    : drift->n                ? ISSUE_STALE
                                              : ISSUE_CURRENT,
        .version = copy(record_text(r, LABEL_LABEL_VERSION)),
        .on = copy(record_text(r, LABEL_ISSUED_ON)),
    };
}

/* Compares, and takes the label that was issued if nothing has changed; one
 * that cannot be read is as good as none. */
static int settle(struct label **l, struct store *s, const struct record *r,
                  const char *day, struct issue_status *status,
                  struct error *err)
{
    struct drift drift = DRIFT_INIT;
    struct error unread = ERROR_INIT;
    struct label *was;
    int failed;

    if (issue_read(&was, r, &unread)) { /* the audit tells it              */
        error_clear(&unread);
        return 0;
    }
    failed = drift_find(&drift, s, was, *l, day, err);
    if (!failed && status)
        fill_status(status, r, &drift);
    if (!failed && drift.n) {
        say_other(*l, r, drift.ways[DRIFT_WIDENS] > 0);
    } else if (!failed && has_same_grid(was, *l)) {
        label_free(*l);
        *l = was;
        was = NULL;
    }
    label_free(was);
    drift_release(&drift);
    return failed;
}

int issue_settle(struct label **l, struct store *s, const char *day,
                 struct issue_status *status, struct error *err)
{
    struct record r;
    int found;

    if (status)
        *status = (struct issue_status){ .standing = ISSUE_NONE };
    if ((*l)->day)
        return 0;
    found = issue_find(s, *l, day, &r, err);
    if (found <= 0)
        return found;
    found = settle(l, s, &r, day, status, err);
    record_release(&r);
    return found;
}

void issue_status_release(struct issue_status *status)
{
    free(status->version);
    free(status->on);
    *status = (struct issue_status){ .standing = ISSUE_NONE };
}

/* --- gates --------------------------------------------------------------- */

/* "L203: ..." of each error, and once for each record and field. */
static void add_problem(const struct lint_found *f, void *data)
{
    const struct gate_info *gate = gate_info(f->gate);

    if (gate->severity != LINT_ERROR)
        return;
    strs_take(data, f->ref ? xasprintf("%s, %s: %s", gate->code, f->ref,
                                       f->message)
                           : xasprintf("%s: %s", gate->code, f->message));
}

void issue_gates(const struct label *l, const char *day, struct strs *problems)
{
    lint_label(l, day, add_problem, problems);
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

/* --- issuing ------------------------------------------------------------- */

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
    return read_alike(i->store, i->draft, &i->earlier, err);
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

        if (was_issued(r) && n > last && n < 1000000)
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

        if (was_issued(r) && version && strcmp(version, i->order->version) == 0)
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

static int check_order(const struct issuing *i, struct error *err)
{
    struct strs problems = STRS_INIT;
    int failed = check_approver(i, err) || check_version(i, err) ? -1 : 0;

    if (!failed && !i->order->draft) {
        issue_gates(i->draft, i->order->day, &problems);
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

    for (size_t k = 0; k < i->earlier.n; k++)
        if (is_state(&i->earlier.v[k], "draft") ||
            is_state(&i->earlier.v[k], "approved")) {
            record_copy(i->record, &i->earlier.v[k]);
            return 0;
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

/* --- those that were approved -------------------------------------------- */

static int note_ref(const struct list_row *row, void *data, struct error *err)
{
    (void)err;
    strs_add(data, row->ref);
    return 0;
}

static int issue_alone(struct store *s, const struct issue_order *o,
                       struct error *err)
{
    const struct change_info info = { .operation = issue_operation(o) };
    struct issue_result result;

    if (change_begin(s, &info, err))
        return -1;
    if (issue_label(s, o, &result, err)) {
        change_rollback(s);
        return -1;
    }
    issue_result_release(&result);
    return change_commit(s, err);
}

static int issue_stored(struct store *s, const char *ref, const char *day,
                        struct error *err)
{
    const char *on;
    struct record r;
    int failed;

    if (store_load(s, ref, &r, err))
        return -1;
    on = record_text(&r, LABEL_ISSUED_ON);
    failed = issue_alone(
        s,
        &(struct issue_order){
            .refs =
                (const char *const *)record_get(&r, LABEL_DATASETS)->items.v,
            .n = record_get(&r, LABEL_DATASETS)->items.n,
            .lang = record_text(&r, LABEL_LANGUAGE),
            .approved_by = record_text(&r, LABEL_APPROVED_BY),
            .version = record_text(&r, LABEL_LABEL_VERSION),
            .day = on ? on : day,
        },
        err);
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
