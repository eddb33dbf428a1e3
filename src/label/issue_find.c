/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Labels that were issued: which one it is, and how it stands today. */

#include "label/issue_parts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "label/material.h"
#include "label/reads.h"
#include "label/seal.h"
#include "label/words.h"
#include "model/date.h"
#include "store/list.h"

/* Digits of a check code without its hyphens. */
enum { CODE_DIGITS = 12 };

/* --- those that were stored ---------------------------------------------- */

static bool is_state(const struct record *r, const char *state)
{
    return record_is(r, LABEL_LABEL_STATE, state);
}

bool issue_was_given(const struct record *r)
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

int issue_alike(struct store *s, const struct label *like, struct records *out,
                struct error *err)
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

    if (issue_alike(s, like, &l, err))
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
    if (strcmp((*out)->digest, digest) == 0) {
        if (record_text(r, LABEL_LAYOUT))
            layout_find(&(*out)->layout, record_text(r, LABEL_LAYOUT));
        return 0;
    }
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
    const struct voice voice = { .lang = l->lang };
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

/* Compares, and takes the label that was issued if nothing has changed. */
static int settle(struct label **l, struct store *s, const struct record *r,
                  const char *day, struct issue_status *status,
                  struct error *err)
{
    struct drift drift = DRIFT_INIT;
    struct error unread = ERROR_INIT;
    struct label *was;
    int failed;

    if (issue_read(&was, r, &unread)) { /* the audit tells it              */
        if (status)
            status->standing = ISSUE_UNREADABLE;
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
