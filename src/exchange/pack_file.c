/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/pack_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/csv.h"

static const struct {
    const char *name;
    enum pack_column column;
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

const char *pack_cell(const struct pack_line *row, enum pack_column column)
{
    return row->cells[column];
}

int pack_failed_at(const struct pack *p, long line, struct error *err)
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
    return pack_failed_at(p, line, err);
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
    struct pack_line *row;
    size_t c;

    if (csv->n != columns) {
        error_set(err, ERROR_FAILED,
                  _("this row has %zu cells, and the heading has %zu; correct "
                    "the file"),
                  csv->n, columns);
        return pack_failed_at(p, csv->line, err);
    }
    ARRAY_GROW(p->rows, p->n, p->room);
    row = &p->rows[p->n++];
    *row = (struct pack_line){ .line = csv->line,
                               .code = xstrdup(""),
                               .above = BUF_INIT,
                               .notes = BUF_INIT };
    for (c = 0; c < COLUMN_COUNT; c++)
        row->cells[c] = at[c] == NOWHERE ? xstrdup("")
                                         : tidy(csv_field(csv, (size_t)at[c]));
    if (*pack_cell(row, COLUMN_TITLE))
        return 0;
    error_set(err, ERROR_FAILED, _("this row has no title; give it one"));
    return pack_failed_at(p, csv->line, err);
}

/* An OBO id such as DUO:0000021 has its IRI by a rule of the OBO Foundry. */
static void iri_from_id(struct pack_line *row)
{
    const char *id = pack_cell(row, COLUMN_ID);
    size_t scheme = strcspn(id, ":");

    if (*pack_cell(row, COLUMN_IRI) || !id[scheme] || scheme == 0 ||
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
