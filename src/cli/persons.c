/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/persons.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/say.h"
#include "model/personal.h"
#include "store/history.h"
#include "store/read.h"
#include "store/texts.h"

void persons_release(struct persons *p)
{
    for (size_t i = 0; i < p->n; i++) {
        free(p->v[i].ref);
        free(p->v[i].words);
    }
    *p = (struct persons){ .n = 0 };
}

/* ---- what there is ------------------------------------------------------ */

/* Adds to a set the kinds of marks that the text has. */
static void add_kinds(unsigned *kinds, const char *text)
{
    struct personal found;
    size_t from = 0;

    while (personal_find(text, &from, &found))
        *kinds |= 1u << found.kind;
}

static unsigned kinds_of(const struct value *v)
{
    unsigned kinds = 0;

    if (value_text(v))
        add_kinds(&kinds, value_text(v));
    for (size_t i = 0; i < v->words_n; i++)
        add_kinds(&kinds, v->words[i].text);
    return kinds;
}

/* "an e-mail address, a phone number" */
static void add_found(struct persons *p, const char *ref, enum field field,
                      unsigned kinds)
{
    struct buf words = BUF_INIT;

    if (p->n == PERSONS_SAID) {
        p->more++;
        return;
    }
    for (int k = 0; k < PERSONAL_COUNT; k++)
        if (kinds & 1u << k)
            buf_addf(&words, "%s%s", words.len ? ", " : "",
                     personal_words((enum personal_kind)k));
    p->v[p->n++] =
        (struct persons_found){ xstrdup(ref), field, buf_detach(&words) };
}

/* ---- a record that is about to be stored -------------------------------- */

/* What the field held before; NULL where there was no such record. */
static const struct value *held(struct store *s, const struct record *r,
                                struct record *old, size_t field)
{
    if (!r->id || (!old->ref && store_load_id(s, r->id, old, NULL) != 0))
        return NULL;
    return &old->values[field];
}

void persons_look(struct persons *p, struct store *s, const struct record *r)
{
    const struct kind_info *k = kind_info(r->kind);
    struct record old = { .ref = NULL };

    for (size_t i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);
        unsigned kinds =
            personal_has_no_place(field) ? kinds_of(&r->values[i]) : 0;
        const struct value *before = kinds ? held(s, r, &old, i) : NULL;

        if (kinds && !(before && value_equal(before, &r->values[i])))
            add_found(p, r->ref, field, kinds);
    }
    if (old.ref)
        record_release(&old);
}

/* ---- what a change stored ----------------------------------------------- */

struct look_back {
    struct persons *persons;
    struct store *store;
    const char *operation;
    char change[UUID_TEXT];
};

/* Did the change make this field of this record what it is? */
struct question {
    const struct look_back *l;
    const char *uid;
    const char *field;
    bool yes;
};

/* Newest first; a dataset's entries are among those of its children. */
static int ask(const struct history_entry *e, void *data, struct error *err)
{
    struct question *q = data;

    (void)err;
    if (strcmp(e->change, q->l->change) != 0 ||
        strcmp(e->operation, q->l->operation) != 0)
        return 1;
    q->yes =
        e->uid && strcmp(e->uid, q->uid) == 0 && strs_has(&e->fields, q->field);
    return q->yes;
}

/* Few texts have marks, so that each may cost a look into the history. */
static int look(const struct stored_text *t, void *data, struct error *err)
{
    struct look_back *l = data;
    struct record r;
    unsigned kinds = 0;

    add_kinds(&kinds, t->text);
    if (!kinds)
        return 0;
    if (store_load_id(l->store, t->record, &r, err) != 0)
        return -1;

    struct question q = { l, r.uid, field_info(t->field)->name, false };
    int asked = history_each(l->store, r.ref, 0, 0, ask, &q, err);

    if (q.yes)
        add_found(l->persons, r.ref, t->field, kinds);
    record_release(&r);
    return asked < 0 ? -1 : 0;
}

void persons_look_back(struct persons *p, struct store *s,
                       const char *operation)
{
    struct look_back l = { p, s, operation, "" };

    if (history_last(s, NULL, false, l.change, NULL, NULL) == 1)
        texts_each(s, personal_has_no_place, look, &l, NULL);
}

/* ---- saying it ---------------------------------------------------------- */

static void warn(const struct persons_found *f, bool dry_run)
{
    const char *name = field_info(f->field)->name;

    if (dry_run)
        talk(_("warning: '%s' of '%s' looks like it holds %s; the register is "
               "not for persons: leave it out"),
             name, f->ref, f->words);
    else
        talk(_("warning: '%s' of '%s' looks like it holds %s; the register is "
               "not for persons: 'larder redact %s --field %s --reason WHY' "
               "erases this text, also from the history"),
             name, f->ref, f->words, f->ref, name);
}

void persons_warn(const struct persons *p, bool dry_run)
{
    for (size_t i = 0; i < p->n; i++)
        warn(&p->v[i], dry_run);
    if (p->more)
        talk(ngettext("warning: %zu more text looks like it names a person; "
                      "'larder audit' lists them all (TEXT-01)",
                      "warning: %zu more texts look like they name a person; "
                      "'larder audit' lists them all (TEXT-01)",
                      p->more),
             p->more);
}
