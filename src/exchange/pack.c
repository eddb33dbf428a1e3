/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/pack.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/strs.h"
#include "exchange/csv.h"
#include "model/own_term.h"
#include "model/ref.h"
#include "model/vocabulary.h"
#include "store/change.h"
#include "store/read.h"

/* ---- columns ------------------------------------------------------------ */

enum column {
    COLUMN_CODE,
    COLUMN_ID,
    COLUMN_IRI,
    COLUMN_TITLE,
    COLUMN_WORDS,
    COLUMN_HELP,
    COLUMN_BROADER,
    COLUMN_NOTE,
    COLUMN_TYPE,
    COLUMN_COUNT
};

static const struct {
    const char *name;
    enum column column;
} headings[] = {
    { "code", COLUMN_CODE },       { "term", COLUMN_CODE },
    { "id", COLUMN_ID },           { "iri", COLUMN_IRI },
    { "title", COLUMN_TITLE },     { "label", COLUMN_TITLE },
    { "words", COLUMN_WORDS },     { "help", COLUMN_HELP },
    { "definition", COLUMN_HELP }, { "description", COLUMN_HELP },
    { "broader", COLUMN_BROADER }, { "hasbroader", COLUMN_BROADER },
    { "scopenote", COLUMN_NOTE },  { "type", COLUMN_TYPE },
};

enum { NOWHERE = -1 };

/* A row of the file. */
struct row {
    char *cells[COLUMN_COUNT]; /* "" where there is none                   */
    long line;
    enum pack_outcome outcome;
    char *code;       /* of the term; "" where it is none                */
    struct buf above; /* code of the term above it                       */
    struct buf notes;
};

struct pack {
    const char *name; /* of the file                                       */
    const struct pack_options *options;
    const struct vocabulary *vocabulary; /* as it was before               */
    struct row *rows;
    size_t n;
    size_t room;
    struct strs codes; /* that this pack adds                              */
};

void pack_free(struct pack *p)
{
    size_t i, c;

    if (!p)
        return;
    for (i = 0; i < p->n; i++) {
        for (c = 0; c < COLUMN_COUNT; c++)
            free(p->rows[i].cells[c]);
        free(p->rows[i].code);
        buf_release(&p->rows[i].above);
        buf_release(&p->rows[i].notes);
    }
    free(p->rows);
    strs_release(&p->codes);
    free(p);
}

static const char *cell(const struct row *row, enum column column)
{
    return row->cells[column];
}

static int failed_at(const struct pack *p, long line, struct error *err)
{
    return error_prefix(err, "%s:%ld", p->name, line);
}

/* ---- reading ------------------------------------------------------------ */

/* One line of text: each run of white space is a blank, none at the ends. */
static char *tidy(const char *s)
{
    struct strs parts = STRS_INIT;
    struct buf b = BUF_INIT;
    size_t i, len;

    for (; *s; s += len) {
        s += strspn(s, " \t\r\n");
        len = strcspn(s, " \t\r\n");
        if (len)
            strs_add_len(&parts, s, len);
    }
    for (i = 0; i < parts.n; i++)
        buf_addf(&b, "%s%s", i ? " " : "", parts.v[i]);
    strs_release(&parts);
    return buf_detach(&b);
}

static int check_heading(const struct pack *p, const int at[COLUMN_COUNT],
                         long line, struct error *err)
{
    const char *lacks = NULL;

    if (at[COLUMN_TITLE] == NOWHERE)
        lacks = "label";
    else if (at[COLUMN_CODE] == NOWHERE && at[COLUMN_ID] == NOWHERE &&
             at[COLUMN_IRI] == NOWHERE)
        lacks = "iri";
    if (!lacks)
        return 0;
    error_set(err, ERROR_FAILED,
              _("there is no column '%s', so these are no terms; a pack has a "
                "title or label, and a code, term, id or iri"),
              lacks);
    return failed_at(p, line, err);
}

/* Where each column stands. */
static int read_heading(const struct pack *p, struct csv *csv,
                        int at[COLUMN_COUNT], struct error *err)
{
    int got = csv_next(csv, err);
    size_t i, c;

    for (c = 0; c < COLUMN_COUNT; c++)
        at[c] = NOWHERE;
    for (i = 0; got == 1 && i < csv->n; i++) {
        char *name = tidy(csv_field(csv, i));

        for (c = 0; c < sizeof headings / sizeof *headings; c++)
            if (strcasecmp(headings[c].name, name) == 0 &&
                at[headings[c].column] == NOWHERE)
                at[headings[c].column] = (int)i;
        free(name);
    }
    return got < 0 ? -1 : check_heading(p, at, csv->line, err);
}

static int read_row(struct pack *p, const struct csv *csv, size_t columns,
                    const int at[COLUMN_COUNT], struct error *err)
{
    struct row *row;
    size_t c;

    if (csv->n != columns) {
        error_set(err, ERROR_FAILED,
                  _("this row has %zu cells, and the heading has %zu; correct "
                    "the file"),
                  csv->n, columns);
        return failed_at(p, csv->line, err);
    }
    ARRAY_GROW(p->rows, p->n, p->room);
    row = &p->rows[p->n++];
    *row = (struct row){ .line = csv->line,
                         .code = xstrdup(""),
                         .above = BUF_INIT,
                         .notes = BUF_INIT };
    for (c = 0; c < COLUMN_COUNT; c++)
        row->cells[c] = at[c] == NOWHERE ? xstrdup("")
                                         : tidy(csv_field(csv, (size_t)at[c]));
    if (*cell(row, COLUMN_TITLE))
        return 0;
    error_set(err, ERROR_FAILED, _("this row has no title; give it one"));
    return failed_at(p, csv->line, err);
}

/* An OBO id such as DUO:0000021 has its IRI by a rule of the OBO Foundry. */
static void iri_from_id(struct row *row)
{
    const char *id = cell(row, COLUMN_ID);
    size_t scheme = strcspn(id, ":");

    if (*cell(row, COLUMN_IRI) || !id[scheme] || scheme == 0 ||
        !id[scheme + 1] ||
        strspn(id + scheme + 1, "0123456789") != strlen(id + scheme + 1))
        return;
    free(row->cells[COLUMN_IRI]);
    row->cells[COLUMN_IRI] = xasprintf("http://purl.obolibrary.org/obo/%.*s_%s",
                                       (int)scheme, id, id + scheme + 1);
}

static int read_rows(struct pack *p, FILE *in, struct error *err)
{
    struct csv csv;
    int at[COLUMN_COUNT], got;
    size_t columns;

    csv_init(&csv, in, p->name, 0);
    got = read_heading(p, &csv, at, err) == 0 ? 1 : -1;
    columns = csv.n;
    while (got == 1 && (got = csv_next(&csv, err)) == 1) {
        if (read_row(p, &csv, columns, at, err) != 0)
            got = -1;
        else
            iri_from_id(&p->rows[p->n - 1]);
    }
    csv_release(&csv);
    return got < 0 ? -1 : 0;
}

int pack_read(struct pack **out, FILE *in, const char *name, struct error *err)
{
    struct pack *p = xcalloc(1, sizeof *p);

    p->name = name;
    *out = p;
    if (read_rows(p, in, err) == 0)
        return 0;
    pack_free(p);
    *out = NULL;
    return -1;
}

/* ---- codes -------------------------------------------------------------- */

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
static void code_make_free(const struct pack *p, const struct row *row,
                           struct buf *code)
{
    struct buf space = BUF_INIT, plain = BUF_INIT, whole = BUF_INIT;
    int n;

    if (!is_taken(p, code->s))
        return;
    space_of(&space, cell(row, COLUMN_IRI));
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

static void set_code(struct row *row, enum pack_outcome outcome,
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

static int refuse_code(const struct pack *p, const struct row *row,
                       const char *words, struct error *err)
{
    error_set(err, ERROR_FAILED,
              _("no code can be made of '%s'; put one of the letters a to z "
                "and digits into the column 'code'"),
              words);
    return failed_at(p, row->line, err);
}

/* A row without an IRI is known by its code. */
static int code_of(struct pack *p, struct row *row, struct error *err)
{
    const char *given = cell(row, COLUMN_CODE);
    const char *words = *given ? given : cell(row, COLUMN_TITLE);
    struct buf code = BUF_INIT;
    int failed = 0;

    code_from(&code, words);
    if (!*cell(row, COLUMN_IRI) && leaves_none(words, code.s)) {
        failed = refuse_code(p, row, words, err);
    } else if (!*cell(row, COLUMN_IRI) && is_taken(p, code.s)) {
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
static const struct row *earlier(const struct pack *p, size_t at)
{
    const char *iri = cell(&p->rows[at], COLUMN_IRI);
    size_t i;

    for (i = 0; *iri && i < at; i++)
        if (strcmp(cell(&p->rows[i], COLUMN_IRI), iri) == 0)
            return &p->rows[i];
    return NULL;
}

/* What becomes of each row, and by which code it will be known. */
static int settle_row(struct pack *p, size_t at, struct error *err)
{
    struct row *row = &p->rows[at];
    const char *iri = cell(row, COLUMN_IRI);
    const struct term *t =
        *iri ? vocabulary_term_of_iri(p->vocabulary, iri) : NULL;
    const struct row *same = earlier(p, at);

    if (strcasecmp(cell(row, COLUMN_TYPE), "property") == 0) {
        row->outcome = PACK_NO_TERM;
    } else if (t || same) {
        set_code(row, PACK_KNOWN, t ? t->code : same->code);
    } else {
        return code_of(p, row, err);
    }
    return 0;
}

/* ---- what stands above -------------------------------------------------- */

/* The code of the term that a file calls so, by IRI or code; or NULL. */
static const char *find_term(const struct pack *p, const struct row *below,
                             const char *name)
{
    const struct term *t;
    size_t i;

    for (i = 0; i < p->n; i++) {
        const struct row *row = &p->rows[i];

        if (row != below && *row->code &&
            (strcmp(cell(row, COLUMN_IRI), name) == 0 ||
             strcmp(cell(row, COLUMN_CODE), name) == 0))
            return row->code;
    }
    t = vocabulary_term_of_iri(p->vocabulary, name);
    if (!t)
        t = vocabulary_term(p->vocabulary, name);
    return t ? t->code : NULL;
}

static void add_notes(struct row *row, const char *others)
{
    struct buf *out = &row->notes;

    if (!*cell(row, COLUMN_WORDS))
        buf_addf(out, "%s\n",
                 _("The words are the title: nobody has put them into plain "
                   "words yet."));
    if (*others) {
        /* TRANSLATORS: names of terms, parted by commas. */
        buf_addf(out, _("It also belongs to: %s"), others);
        buf_addc(out, '\n');
    }
    buf_adds(out, cell(row, COLUMN_NOTE));
}

/* Finds the term above; what else is above it is noted. */
static int place_row(const struct pack *p, struct row *row, struct error *err)
{
    struct strs names = STRS_INIT;
    struct buf others = BUF_INIT;
    size_t i;

    strs_split(&names, cell(row, COLUMN_BROADER), ';');
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
              cell(row, COLUMN_TITLE), p->vocabulary->id);
    return failed_at(p, row->line, err);
}

/*
 * What becomes of each row, by which code it will be known, and what stands
 * above it.
 */
static int settle(struct pack *p, struct error *err)
{
    size_t i;

    for (i = 0; i < p->n; i++)
        if (settle_row(p, i, err) != 0)
            return -1;
    for (i = 0; i < p->n; i++)
        if (p->rows[i].outcome == PACK_ADDED &&
            place_row(p, &p->rows[i], err) != 0)
            return -1;
    return 0;
}

/* ---- records ------------------------------------------------------------ */

static int fill(const struct pack *p, const struct row *row, struct record *r,
                struct error *err)
{
    const char *words = cell(row, COLUMN_WORDS);
    const char *title = cell(row, COLUMN_TITLE);
    const struct {
        enum field field;
        const char *text;
    } texts[] = {
        { OWN_TERM_VOCABULARY, p->vocabulary->id },
        { OWN_TERM_CODE, row->code },
        { OWN_TERM_BROADER, row->above.s },
        { OWN_TERM_TITLE, title },
        { OWN_TERM_WORDS, *words ? words : title },
        { OWN_TERM_HELP, cell(row, COLUMN_HELP) },
        { OWN_TERM_IRI, cell(row, COLUMN_IRI) },
        { OWN_TERM_PACK, p->options->pack },
        { OWN_TERM_NOTES, row->notes.s },
    };
    size_t i;

    for (i = 0; i < sizeof texts / sizeof *texts; i++)
        if (record_set_text(r, texts[i].field, texts[i].text, err) != 0)
            return -1;
    return 0;
}

static int put(struct store *s, const struct pack *p, const struct row *row,
               struct error *err)
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
    return failed ? failed_at(p, row->line, err) : 0;
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
        const struct row *row = &p->rows[i];
        const struct pack_row told = { .line = row->line,
                                       .title = cell(row, COLUMN_TITLE),
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

/* ---- away again --------------------------------------------------------- */

struct unloading {
    const char *pack;
    struct strs refs;  /* of its terms                                      */
    struct strs packs; /* that there are                                   */
};

static int look(const struct record *r, void *data, struct error *err)
{
    struct unloading *u = data;
    const char *pack = record_text(r, OWN_TERM_PACK);

    (void)err;
    if (!pack)
        return 0;
    if (strcmp(pack, u->pack) == 0)
        strs_add(&u->refs, r->ref);
    else if (!strs_has(&u->packs, pack))
        strs_add(&u->packs, pack);
    return 0;
}

static int no_pack(const struct unloading *u, struct error *err)
{
    struct nearest near;
    size_t i;

    nearest_init(&near, u->pack);
    for (i = 0; i < u->packs.n; i++)
        nearest_offer(&near, u->packs.v[i]);
    if (near.best)
        return error_set(err, ERROR_USAGE,
                         _("there is no term of a pack '%s'; did you mean "
                           "'%s'?"),
                         u->pack, near.best);
    return error_set(err, ERROR_USAGE,
                     _("there is no term of a pack '%s'; 'larder list own_term "
                       "--columns pack' lists them"),
                     u->pack);
}

int pack_unload(struct store *s, const char *pack, size_t *out,
                struct error *err)
{
    struct unloading u = { .pack = pack };
    int failed = store_each(s, KIND_OWN_TERM, look, &u, err);
    size_t i;

    if (!failed && u.refs.n == 0)
        failed = no_pack(&u, err);
    for (i = 0; !failed && i < u.refs.n; i++)
        failed = change_remove(s, u.refs.v[i], 0, err);
    *out = u.refs.n;
    strs_release(&u.refs);
    strs_release(&u.packs);
    return failed;
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
