/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/pack_code.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/ref.h"

/* Does a word begin at s[i] of CamelCase: "ai|Governance", "B2B|Contract"? */
static bool word_begins(const char *s, size_t i)
{
    if (i == 0 || !isupper((unsigned char)s[i]))
        return false;
    return islower((unsigned char)s[i - 1]) ||
           (isalnum((unsigned char)s[i - 1]) &&
            islower((unsigned char)s[i + 1]));
}

/* Not longer than a code may be, and no hyphen at the end. */
static void code_cut(struct buf *code)
{
    if (code->len > VOCABULARY_CODE_MAX)
        buf_truncate(code, VOCABULARY_CODE_MAX);
    while (code->len && code->s[code->len - 1] == '-')
        buf_truncate(code, code->len - 1);
}

/* Makes a code of words or of CamelCase. */
static void code_from(struct buf *out, const char *s)
{
    struct buf words = BUF_INIT;
    size_t i;
    char *dot;

    for (i = 0; s[i]; i++) {
        if (word_begins(s, i))
            buf_addc(&words, '-');
        buf_addc(&words, s[i]);
    }
    ref_from_words(out, words.s);
    for (dot = out->s; (dot = strchr(dot, '.'));)
        *dot = '-';
    buf_release(&words);
    code_cut(out);
}

/* The last part of the path of an IRI: "health" for .../sector/health#Care. */
static void space_of(struct buf *out, const char *iri)
{
    size_t end = strcspn(iri, "#"), start;

    if (!iri[end])
        while (end && iri[end] != '/')
            end--;
    for (start = end; start && iri[start - 1] != '/';)
        start--;
    buf_add(out, iri + start, end - start);
}

static bool is_taken(const struct pack *p, const char *code)
{
    return vocabulary_term(p->vocabulary, code) || strs_has(&p->codes, code);
}

/* A code that is free: as it is, with what it is of in front, numbered. */
static void code_make_free(const struct pack *p, const struct pack_line *row,
                           struct buf *code)
{
    struct buf space = BUF_INIT, plain = BUF_INIT, whole = BUF_INIT;
    int n;

    if (!is_taken(p, code->s))
        return;
    space_of(&space, pack_cell(row, COLUMN_IRI));
    buf_addf(&whole, "%s-%s", space.len ? space.s : p->options->pack, code->s);
    code_from(&plain, whole.s);
    for (n = 2; is_taken(p, plain.s); n++) {
        buf_clear(&plain);
        buf_addf(&plain, "%.*s-%d", VOCABULARY_CODE_MAX - 10, code->s, n);
    }
    buf_clear(code);
    buf_add(code, plain.s, plain.len);
    buf_release(&space);
    buf_release(&plain);
    buf_release(&whole);
}

static void set_code(struct pack_line *row, enum pack_outcome outcome,
                     const char *code)
{
    row->outcome = outcome;
    free(row->code);
    row->code = xstrdup(code);
}

/* Letters of other scripts leave no code; all such rows would get the same. */
static bool leaves_none(const char *words, const char *code)
{
    return strcmp(code, "x") == 0 && strcasecmp(words, "x") != 0;
}

static int refuse_code(const struct pack *p, const struct pack_line *row,
                       const char *words, struct error *err)
{
    error_set(err, ERROR_FAILED,
              _("no code can be made of '%s'; put one of the letters a to z "
                "and digits into the column 'code'"),
              words);
    return pack_failed_at(p, row->line, err);
}

/* A row without an IRI is known by its code. */
static int code_of(struct pack *p, struct pack_line *row, struct error *err)
{
    const char *given = pack_cell(row, COLUMN_CODE);
    const char *words = *given ? given : pack_cell(row, COLUMN_TITLE);
    struct buf code = BUF_INIT;
    int failed = 0;

    code_from(&code, words);
    if (!*pack_cell(row, COLUMN_IRI) && leaves_none(words, code.s)) {
        failed = refuse_code(p, row, words, err);
    } else if (!*pack_cell(row, COLUMN_IRI) && is_taken(p, code.s)) {
        set_code(row, PACK_KNOWN, code.s);
    } else {
        code_make_free(p, row, &code);
        strs_add(&p->codes, code.s);
        set_code(row, PACK_ADDED, code.s);
    }
    buf_release(&code);
    return failed;
}

/* The row before this one that has the same IRI, or NULL. */
static const struct pack_line *earlier(const struct pack *p, size_t at)
{
    const char *iri = pack_cell(&p->rows[at], COLUMN_IRI);
    size_t i;

    for (i = 0; *iri && i < at; i++)
        if (strcmp(pack_cell(&p->rows[i], COLUMN_IRI), iri) == 0)
            return &p->rows[i];
    return NULL;
}

int pack_settle_row(struct pack *p, size_t at, struct error *err)
{
    struct pack_line *row = &p->rows[at];
    const char *iri = pack_cell(row, COLUMN_IRI);
    const struct term *t =
        *iri ? vocabulary_term_of_iri(p->vocabulary, iri) : NULL;
    const struct pack_line *same = earlier(p, at);

    if (strcasecmp(pack_cell(row, COLUMN_TYPE), "property") == 0) {
        row->outcome = PACK_NO_TERM;
    } else if (t || same) {
        set_code(row, PACK_KNOWN, t ? t->code : same->code);
    } else {
        return code_of(p, row, err);
    }
    return 0;
}
