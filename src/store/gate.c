/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/gate.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/own.h"
#include "model/own_term.h"
#include "model/vocabulary.h"
#include "store/change_state.h"
#include "store/circle.h"
#include "store/db.h"
#include "store/own.h"
#include "store/schema.h"

/* Records that an error names. */
enum { NAMED = 3 };

static const char *text_of(const struct record *r, enum field field)
{
    const char *s = r ? record_text(r, field) : NULL;

    return s ? s : "";
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Is it in a list that is sorted? */
static bool has(const struct strs *sorted, const char *text)
{
    return sorted->n &&
           bsearch(&text, sorted->v, sorted->n, sizeof *sorted->v, by_text);
}

static void note_code(struct store *s, const char *vocabulary, const char *code)
{
    strs_take(&s->change->gate.codes, xasprintf("%s.%s", vocabulary, code));
}

/* ---- codes -------------------------------------------------------------- */

/* Codes that a record did not hold before, and that are of no term so far. */
static void note_codes(struct store *s, const struct record *old,
                       const struct record *now)
{
    const struct kind_info *k;
    size_t i, n;

    if (!now)
        return;
    k = kind_info(now->kind);
    for (i = 0; i < k->count; i++) {
        const char *vocabulary = field_info(k->first + i)->vocabulary;
        const struct value *v = &now->values[i];

        for (n = 0; vocabulary && n < v->items.n; n++)
            if (!(old && value_has(&old->values[i], v->items.v[n])) &&
                !vocabulary_has(vocabulary, v->items.v[n]))
                note_code(s, vocabulary, v->items.v[n]);
    }
}

/* The statement that finds who uses some codes, a JSON array, in a field. */
static void add_users_sql(struct buf *sql, enum field field)
{
    const struct field_info *f = field_info(field);
    const char *kind = kind_info(f->kind)->name;

    if (schema_has_column(field))
        buf_addf(sql,
                 "SELECT r.ref, t.\"%s\" FROM \"%s\" t JOIN record r ON r.id "
                 "= t.id WHERE t.\"%s\" ",
                 f->name, kind, f->name);
    else
        buf_addf(sql,
                 "SELECT r.ref, t.code FROM term t JOIN record r ON r.id = "
                 "t.record WHERE r.kind = '%s' AND t.field = '%s' AND t.code ",
                 kind, f->name);
    buf_addf(sql,
             "IN (SELECT value FROM json_each(?1)) ORDER BY 1, 2 LIMIT "
             "%d",
             NAMED + 1);
}

/* Adds "'bus/use/1' uses 'x'" for each use in a field. */
static int add_users_of(struct store *s, enum field field, const char *codes,
                        struct strs *out, struct error *err)
{
    struct buf sql = BUF_INIT;
    sqlite3_stmt *q;
    int got = -1;

    add_users_sql(&sql, field);
    q = db_query(s, err, sql.s, "t", codes);
    buf_release(&sql);
    while (q && (got = db_step(s, q, err)) == 1)
        /* TRANSLATORS: a record and a code. */
        strs_take(out,
                  xasprintf(_("'%s' uses '%s'"), db_text(q, 0), db_text(q, 1)));
    db_done(s, q);
    return got < 0 ? -1 : 0;
}

static int add_users(struct store *s, const char *vocabulary, const char *codes,
                     struct strs *out, struct error *err)
{
    int i;

    for (i = 0; i < FIELD_COUNT && out->n <= NAMED; i++) {
        const struct field_info *f = field_info((enum field)i);

        if (f->vocabulary && strcmp(f->vocabulary, vocabulary) == 0 &&
            add_users_of(s, (enum field)i, codes, out, err) != 0)
            return -1;
    }
    return 0;
}

static int refuse_used(const struct strs *users, struct error *err)
{
    struct buf list = BUF_INIT;
    size_t i;

    for (i = 0; i < users->n && i < NAMED; i++)
        buf_addf(&list, "%s%s", i ? ", " : "", users->v[i]);
    if (users->n > NAMED)
        buf_adds(&list, ", ...");
    error_set(err, ERROR_FAILED,
              _("records use terms that would not be there: %s; give them "
                "other codes first"),
              list.s);
    buf_release(&list);
    return -1;
}

/* A code in JSON; one that is no term's need not be of any form. */
static void add_json(struct buf *out, const char *code)
{
    buf_adds(out, out->len ? ",\"" : "[\"");
    for (; *code; code++) {
        if ((unsigned char)*code < ' ')
            buf_addf(out, "\\u%04x", (unsigned)(unsigned char)*code);
        else
            buf_addf(out, *code == '"' || *code == '\\' ? "\\%c" : "%c", *code);
    }
    buf_addc(out, '"');
}

/* The next codes of one vocabulary that are of no term, from number *at. */
static void codes_of_no_term(const struct strs *codes, size_t *at,
                             const char *vocabulary, struct buf *out)
{
    size_t len = strlen(vocabulary);

    for (; *at < codes->n; (*at)++) {
        const char *code = codes->v[*at];

        if (strncmp(code, vocabulary, len) != 0 || code[len] != '.')
            break;
        if (!vocabulary_has(vocabulary, code + len + 1))
            add_json(out, code + len + 1);
    }
    if (out->len)
        buf_addc(out, ']');
}

/* Each code that was noted is of a term, or no record uses it. */
static int check_codes(struct store *s, struct error *err)
{
    struct strs *codes = &s->change->gate.codes;
    struct strs users = STRS_INIT;
    size_t at = 0;
    int failed = 0;

    while (!failed && at < codes->n) {
        const char *first = codes->v[at];
        char *vocabulary = xstrndup(first, strcspn(first, "."));
        struct buf json = BUF_INIT;

        codes_of_no_term(codes, &at, vocabulary, &json);
        if (json.len)
            failed = add_users(s, vocabulary, json.s, &users, err);
        buf_release(&json);
        free(vocabulary);
    }
    if (!failed && users.n)
        failed = refuse_used(&users, err);
    strs_release(&users);
    return failed;
}

/* ---- own terms ---------------------------------------------------------- */

static void note_term(struct store *s, const struct record *old,
                      const struct record *now)
{
    static const enum field names[] = { OWN_TERM_VOCABULARY, OWN_TERM_CODE };
    bool same = old && now;
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++)
        same =
            same && strcmp(text_of(old, names[i]), text_of(now, names[i])) == 0;
    if (old && !same)
        note_code(s, text_of(old, OWN_TERM_VOCABULARY),
                  text_of(old, OWN_TERM_CODE));
    if (now)
        strs_add(&s->change->gate.came, now->ref);
}

static int by_code(const void *a, const void *b)
{
    const struct record *const *x = a, *const *y = b;
    int order = strcmp(text_of(*x, OWN_TERM_VOCABULARY),
                       text_of(*y, OWN_TERM_VOCABULARY));

    return order
               ? order
               : strcmp(text_of(*x, OWN_TERM_CODE), text_of(*y, OWN_TERM_CODE));
}

static int term_refused(struct error *err, const struct record *r,
                        enum field field)
{
    error_prefix(err, "%s", r->ref);
    if (err)
        err->field = (int)field;
    return -1;
}

/* No two have the same code. */
static int check_twins(const struct own *own, struct error *err)
{
    const struct record **all = xcalloc(own->n + 1, sizeof *all);
    int failed = 0;
    size_t i;

    for (i = 0; i < own->n; i++)
        all[i] = &own->v[i];
    qsort(all, own->n, sizeof *all, by_code);
    for (i = 1; !failed && i < own->n; i++)
        if (by_code(&all[i - 1], &all[i]) == 0) {
            error_set(err, ERROR_FAILED,
                      _("the vocabulary %s has the code '%s' already, from "
                        "'%s'; choose another code"),
                      text_of(all[i], OWN_TERM_VOCABULARY),
                      text_of(all[i], OWN_TERM_CODE), all[i - 1]->ref);
            failed = term_refused(err, all[i], OWN_TERM_CODE);
        }
    free(all);
    return failed;
}

/* The own term at the top of a tree: what should be above it is not. */
static int refuse_top(const struct vocabulary *v, const struct record *top,
                      struct error *err)
{
    const char *broader = text_of(top, OWN_TERM_BROADER);
    const struct term *t;

    if (vocabulary_term_parse(&t, v, broader, err) == 0)
        error_set(err, ERROR_FAILED,
                  _("the term '%s' would stand below itself; choose another "
                    "broader term than '%s'"),
                  text_of(top, OWN_TERM_CODE), broader);
    return term_refused(err, top, OWN_TERM_BROADER);
}

static int refuse_deep(const struct record *r, struct error *err)
{
    error_set(err, ERROR_FAILED,
              _("the term '%s' would stand more than %d levels deep; choose a "
                "broader term than '%s' that is higher up"),
              text_of(r, OWN_TERM_CODE), (int)VOCABULARY_DEEP,
              text_of(r, OWN_TERM_BROADER));
    return term_refused(err, r, OWN_TERM_BROADER);
}

/* Above each stands, in the end, a term that comes with the program. */
static int check_above(const struct record *r, struct error *err)
{
    const struct vocabulary *v =
        vocabulary_find(text_of(r, OWN_TERM_VOCABULARY));
    const struct term *t =
        v ? vocabulary_term(v, text_of(r, OWN_TERM_CODE)) : NULL;

    if (t && t->broader >= 0 &&
        strcmp(v->terms[t->broader].code, text_of(r, OWN_TERM_BROADER)) != 0)
        return refuse_deep(r, err);
    while (t && t->broader >= 0)
        t = &v->terms[t->broader];
    return t && t->own ? refuse_top(v, t->own, err) : 0;
}

/* What was written by an undo or a redaction is not checked before. */
static int check_term(const struct record *r, struct error *err)
{
    if (own_term_check(r, err) == 0)
        return check_above(r, err);
    return term_refused(err, r, err ? (enum field)err->field : OWN_TERM_CODE);
}

/* Nothing hangs on to a term that is gone. */
static int check_below(const struct own *own, const struct strs *codes,
                       struct error *err)
{
    size_t i;

    for (i = 0; i < own->n; i++) {
        const char *vocabulary = text_of(&own->v[i], OWN_TERM_VOCABULARY);
        const char *broader = text_of(&own->v[i], OWN_TERM_BROADER);
        char *code = xasprintf("%s.%s", vocabulary, broader);
        bool gone = has(codes, code) && !vocabulary_has(vocabulary, broader);

        free(code);
        if (gone)
            return error_set(err, ERROR_FAILED,
                             _("the term '%s' of %s cannot go: '%s' stands "
                               "below it; remove that first"),
                             broader, vocabulary, own->v[i].ref);
    }
    return 0;
}

static int check_terms(struct store *s, struct error *err)
{
    struct gate *g = &s->change->gate;
    const struct own *own;
    size_t i;

    if (g->came.n == 0 && g->codes.n == 0)
        return 0;
    if (own_read(s, err) != 0)
        return -1;
    own = own_records(KIND_OWN_TERM);
    if (check_below(own, &g->codes, err) != 0)
        return -1;
    if (g->came.n && check_twins(own, err) != 0)
        return -1;
    for (i = 0; i < own->n; i++)
        if (has(&g->came, own->v[i].ref) && check_term(&own->v[i], err) != 0)
            return -1;
    return 0;
}

/* ---- circles ------------------------------------------------------------ */

static void note_lead(struct store *s, const struct record *old,
                      const struct record *now)
{
    circle_note(&s->change->gate.leads, old, now);
}

static int check_leads(struct store *s, struct error *err)
{
    return circle_check(s, &s->change->gate.leads, err);
}

/* ---- labels that were given out ----------------------------------------- */

/* How far a label has come, once people were given it; -1: it was not. */
static int progress(const struct record *r)
{
    static const char *const states[] = { "issued", "replaced", "withdrawn" };
    int i;

    if (!record_text(r, LABEL_DIGEST))
        return -1;
    for (i = 0; i < (int)(sizeof states / sizeof *states); i++)
        if (record_is(r, LABEL_LABEL_STATE, states[i]))
            return i;
    return -1;
}

/* What may still be said of such a label. */
static bool may_change(enum field field)
{
    return field == LABEL_LABEL_STATE || field == LABEL_WITHDRAWN_ON ||
           field == LABEL_NOTES;
}

static bool says_the_same(const struct record *old, const struct record *now)
{
    const struct kind_info *k = kind_info(KIND_LABEL);
    size_t i;

    for (i = 0; i < k->count; i++)
        if (!may_change((enum field)(k->first + i)) &&
            !value_equal(&old->values[i], &now->values[i]))
            return false;
    return true;
}

/* What people hold in their hands cannot be changed; it is erased where that
 * must be, and an undo has its own rules. */
static void note_given(struct store *s, const struct record *old,
                       const struct record *now)
{
    struct change_state *c = s->change;

    if (c->undoes || strcmp(c->operation, "redact") == 0 || !old ||
        progress(old) < 0)
        return;
    if (!now || progress(now) < progress(old) || !says_the_same(old, now))
        strs_add(&c->gate.given, old->ref);
}

static int check_given(struct store *s, struct error *err)
{
    const struct strs *given = &s->change->gate.given;

    if (given->n == 0)
        return 0;
    return error_set(err, ERROR_FAILED,
                     _("people were given the label '%s', so that what it says "
                       "stays; issue another, or set its state to replaced or "
                       "withdrawn"),
                     given->v[0]);
}

/* ---- the table ---------------------------------------------------------- */

static const struct {
    enum kind kind; /* KIND_ANY: each                                      */
    void (*note)(struct store *s, const struct record *old,
                 const struct record *now);
    int (*check)(struct store *s, struct error *err);
} guards[] = {
    { KIND_OWN_TERM, note_term, check_terms },
    { KIND_ANY, note_codes, check_codes },
    { KIND_ANY, note_lead, check_leads },
    { KIND_LABEL, note_given, check_given },
};
enum { GUARDS = sizeof guards / sizeof *guards };

void gate_note(struct store *s, const struct record *old,
               const struct record *now)
{
    enum kind kind = now ? now->kind : old->kind;
    size_t i;

    if (own_is(kind)) {
        s->change->gate.own = true;
        if (now)
            own_put(s, now, !old);
        else
            own_drop(s, old);
    }
    for (i = 0; i < GUARDS; i++)
        if (guards[i].kind == kind || guards[i].kind == KIND_ANY)
            guards[i].note(s, old, now);
}

int gate_check(struct store *s, struct error *err)
{
    size_t i;

    strs_sort_unique(&s->change->gate.came);
    strs_sort_unique(&s->change->gate.codes);
    for (i = 0; i < GUARDS; i++)
        if (guards[i].check(s, err) != 0)
            return s->change->undoes
                       ? error_prefix(err, "%s", _("this cannot be undone"))
                       : -1;
    return 0;
}

void gate_release(struct gate *g)
{
    strs_release(&g->came);
    strs_release(&g->codes);
    strs_release(&g->leads);
    strs_release(&g->given);
}
