/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/pack.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/pack_code.h"
#include "exchange/pack_file.h"
#include "model/own_term.h"
#include "model/ref.h"
#include "store/change.h"
#include "store/read.h"

/* ---- what stands above -------------------------------------------------- */

/* The code of the term that a file calls so, by IRI or code; or NULL. */
static const char *find_term(const struct pack *p,
                             const struct pack_line *below, const char *name)
{
    const struct term *t;
    size_t i;

    for (i = 0; i < p->n; i++) {
        const struct pack_line *row = &p->rows[i];

        if (row != below && *row->code &&
            (strcmp(pack_cell(row, COLUMN_IRI), name) == 0 ||
             strcmp(pack_cell(row, COLUMN_CODE), name) == 0))
            return row->code;
    }
    t = vocabulary_term_of_iri(p->vocabulary, name);
    if (!t)
        t = vocabulary_term(p->vocabulary, name);
    return t ? t->code : NULL;
}

static void add_notes(struct pack_line *row, const char *others)
{
    struct buf *out = &row->notes;

    if (!*pack_cell(row, COLUMN_WORDS))
        buf_addf(out, "%s\n",
                 _("The words are the title: nobody has put them into plain "
                   "words yet."));
    if (*others) {
        /* TRANSLATORS: names of terms, parted by commas. */
        buf_addf(out, _("It also belongs to: %s"), others);
        buf_addc(out, '\n');
    }
    buf_adds(out, pack_cell(row, COLUMN_NOTE));
}

/* Finds the term above; what else is above it is noted. */
static int place_row(const struct pack *p, struct pack_line *row,
                     struct error *err)
{
    struct strs names = STRS_INIT;
    struct buf others = BUF_INIT;
    size_t i;

    strs_split(&names, pack_cell(row, COLUMN_BROADER), ';');
    for (i = 0; i < names.n; i++) {
        const char *code =
            row->above.len ? NULL : find_term(p, row, names.v[i]);

        if (code)
            buf_adds(&row->above, code);
        else if (names.n > 1)
            buf_addf(&others, "%s%s", others.len ? ", " : "", names.v[i]);
    }
    add_notes(row, others.s);
    strs_release(&names);
    buf_release(&others);
    if (!row->above.len && p->options->under)
        buf_adds(&row->above, p->options->under);
    if (row->above.len)
        return 0;
    error_set(err, ERROR_USAGE,
              _("no term above '%s' is in the file or in the vocabulary %s; "
                "say with --under CODE below which such terms go"),
              pack_cell(row, COLUMN_TITLE), p->vocabulary->id);
    return pack_failed_at(p, row->line, err);
}

/*
 * What becomes of each row, by which code it will be known, and what stands
 * above it.
 */
static int settle(struct pack *p, struct error *err)
{
    size_t i;

    for (i = 0; i < p->n; i++)
        if (pack_settle_row(p, i, err) != 0)
            return -1;
    for (i = 0; i < p->n; i++)
        if (p->rows[i].outcome == PACK_ADDED &&
            place_row(p, &p->rows[i], err) != 0)
            return -1;
    return 0;
}

/* ---- records ------------------------------------------------------------ */

static int fill(const struct pack *p, const struct pack_line *row,
                struct record *r, struct error *err)
{
    const char *words = pack_cell(row, COLUMN_WORDS);
    const char *title = pack_cell(row, COLUMN_TITLE);
    const struct {
        enum field field;
        const char *text;
    } texts[] = {
        { OWN_TERM_VOCABULARY, p->vocabulary->id },
        { OWN_TERM_CODE, row->code },
        { OWN_TERM_BROADER, row->above.s },
        { OWN_TERM_TITLE, title },
        { OWN_TERM_WORDS, *words ? words : title },
        { OWN_TERM_HELP, pack_cell(row, COLUMN_HELP) },
        { OWN_TERM_IRI, pack_cell(row, COLUMN_IRI) },
        { OWN_TERM_PACK, p->options->pack },
        { OWN_TERM_NOTES, row->notes.s },
    };
    size_t i;

    for (i = 0; i < sizeof texts / sizeof *texts; i++)
        if (record_set_text(r, texts[i].field, texts[i].text, err) != 0)
            return -1;
    return 0;
}

static int put(struct store *s, const struct pack *p,
               const struct pack_line *row, struct error *err)
{
    struct buf ref = BUF_INIT;
    struct record r;
    int failed;

    own_term_ref(&ref, p->vocabulary->id, row->code);
    if (store_free_ref(s, &ref, err) != 0) {
        buf_release(&ref);
        return -1;
    }
    record_init(&r, KIND_OWN_TERM, ref.s);
    failed = fill(p, row, &r, err);
    if (!failed)
        failed = change_put(s, &r, NULL, err);
    record_release(&r);
    buf_release(&ref);
    return failed ? pack_failed_at(p, row->line, err) : 0;
}

/* ---- the whole ---------------------------------------------------------- */

static int check_place(struct pack *p, struct error *err)
{
    const struct vocabulary *v;
    const struct term *under;

    if (vocabulary_parse(&v, p->options->vocabulary, err) != 0)
        return -1;
    if (!v->open)
        return own_term_refuse_closed(v, err);
    p->vocabulary = vocabulary_find(v->id);
    if (!p->options->under)
        return 0;
    return vocabulary_term_parse(&under, p->vocabulary, p->options->under, err);
}

static int put_all(struct store *s, struct pack *p, pack_row_fn *each,
                   void *data, struct error *err)
{
    size_t i;

    for (i = 0; i < p->n; i++) {
        const struct pack_line *row = &p->rows[i];
        const struct pack_row told = { .line = row->line,
                                       .title = pack_cell(row, COLUMN_TITLE),
                                       .code = row->code,
                                       .outcome = row->outcome };

        if (row->outcome == PACK_ADDED && put(s, p, row, err) != 0)
            return -1;
        each(&told, data);
    }
    return 0;
}

int pack_load(struct store *s, struct pack *p, const struct pack_options *o,
              pack_row_fn *each, void *data, struct error *err)
{
    p->options = o;
    if (check_place(p, err) != 0 || settle(p, err) != 0)
        return -1;
    return put_all(s, p, each, data, err);
}

void pack_name(struct buf *out, const char *file)
{
    const char *slash = strrchr(file, '/'), *base = slash ? slash + 1 : file;
    const char *dot = strrchr(base, '.');
    char *stem = dot && dot != base ? xstrndup(base, (size_t)(dot - base))
                                    : xstrdup(base);

    ref_from_words(out, stem);
    free(stem);
}
