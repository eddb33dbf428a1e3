/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/xml.h"

#include "base/escape.h"
#include "label/label.h"
#include "model/kinds.h"

static void add_attribute(struct buf *out, const char *name, const char *value)
{
    if (!value)
        return;
    buf_addf(out, " %s=\"", name);
    escape_xml(out, value);
    buf_addc(out, '"');
}

/* <name>text</name> on a line of its own. */
static void add_element(struct buf *out, size_t indent, const char *name,
                        const char *text)
{
    buf_addn(out, ' ', indent);
    buf_addf(out, "<%s>", name);
    escape_xml(out, text);
    buf_addf(out, "</%s>\n", name);
}

static void add_open(struct buf *out, size_t indent, const char *name)
{
    buf_addn(out, ' ', indent);
    buf_addf(out, "<%s>\n", name);
}

static void add_close(struct buf *out, size_t indent, const char *name)
{
    buf_addn(out, ' ', indent);
    buf_addf(out, "</%s>\n", name);
}

static void add_fact(struct buf *out, size_t indent, const struct fact *f)
{
    const struct field_info *info = field_info(f->field);

    buf_addn(out, ' ', indent);
    buf_adds(out, "<fact");
    add_attribute(out, "ref", f->ref);
    add_attribute(out, "kind", kind_info(info->kind)->name);
    add_attribute(out, "field", info->name);
    add_attribute(out, "state", state_name(f->state));
    add_attribute(out, "code", f->code);
    add_attribute(out, "xml:lang", f->lang);
    if (!f->words || !*f->words) {
        buf_adds(out, "/>\n");
        return;
    }
    buf_addc(out, '>');
    escape_xml(out, f->words);
    buf_adds(out, "</fact>\n");
}

static void add_answer(struct buf *out, size_t indent, const char *name,
                       const struct answer *a)
{
    buf_addn(out, ' ', indent);
    buf_addf(out, "<%s", name);
    add_attribute(out, "form", form_name(a->form));
    if (a->layer != LAYER_SHORT)
        add_attribute(out, "layer", layer_name(a->layer));
    add_attribute(out, "about", a->about);
    buf_adds(out, ">\n");
    for (size_t i = 0; i < a->facts.n; i++)
        add_fact(out, indent + 2, &a->facts.v[i]);
    if (a->name)
        add_element(out, indent + 2, "name", a->name);
    add_element(out, indent + 2, "text", a->text);
    add_close(out, indent, name);
}

static void add_answers(struct buf *out, size_t indent, const char *name,
                        const struct answers *l)
{
    for (size_t i = 0; i < l->n; i++)
        add_answer(out, indent, name, &l->v[i]);
}

static void add_row(struct buf *out, const struct label *l, size_t row)
{
    const char *id = row_id(row);

    buf_addf(out, "  <%s number=\"%zu\">\n", id, row + 1);
    add_element(out, 4, "question", l->questions[row]);
    add_answers(out, 4, "answer", &l->rows[row]);
    add_close(out, 2, id);
}

static void add_cell(struct buf *out, const struct grid_column *column,
                     const struct grid_cell *cell)
{
    buf_adds(out, "      <cell");
    add_attribute(out, "column", column->id);
    add_attribute(out, "answer", grid_answer_name(cell->answer));
    buf_adds(out, ">\n");
    for (size_t i = 0; i < cell->facts.n; i++)
        add_fact(out, 8, &cell->facts.v[i]);
    add_element(out, 8, "text", cell->text);
    add_close(out, 6, "cell");
}

static void add_grid(struct buf *out, const struct grid *g)
{
    if (g->n_columns == 0)
        return;
    add_open(out, 2, "grid");
    for (enum grid_group i = GRID_USE; i < GRID_GROUP_COUNT; i++) {
        buf_addf(out, "    <group id=\"%s\">", grid_group_name(i));
        escape_xml(out, g->groups[i]);
        buf_adds(out, "</group>\n");
    }
    for (size_t i = 0; i < g->n_columns; i++) {
        buf_adds(out, "    <column");
        add_attribute(out, "id", g->columns[i].id);
        add_attribute(out, "group", grid_group_name(g->columns[i].group));
        buf_addc(out, '>');
        escape_xml(out, g->columns[i].words);
        buf_adds(out, "</column>\n");
    }
    for (size_t i = 0; i < g->n_lines; i++) {
        buf_adds(out, "    <line");
        add_attribute(out, "ref", g->lines[i].ref);
        add_attribute(out, "about", g->lines[i].about);
        buf_adds(out, ">\n");
        add_element(out, 6, "words", g->lines[i].words);
        for (size_t j = 0; j < g->n_columns; j++)
            add_cell(out, &g->columns[j], &g->lines[i].cells[j]);
        add_close(out, 4, "line");
    }
    add_close(out, 2, "grid");
}

static void add_slips(struct buf *out, const struct slips *l)
{
    if (l->n == 0)
        return;
    add_open(out, 2, "slip");
    for (size_t i = 0; i < l->n; i++) {
        buf_adds(out, "    <choice");
        add_attribute(out, "ref", l->v[i].ref);
        buf_adds(out, ">\n");
        add_element(out, 6, "text", l->v[i].words);
        for (size_t j = 0; j < l->v[i].signers.n; j++) {
            buf_adds(out, "      <signer");
            add_attribute(out, "code", l->v[i].signers.v[j]);
            buf_addc(out, '>');
            escape_xml(out, l->v[i].names.v[j]);
            buf_adds(out, "</signer>\n");
        }
        add_close(out, 4, "choice");
    }
    add_close(out, 2, "slip");
}

/* Who gave it out, when, and what is new. */
static void add_issue(struct buf *out, const struct issue *i)
{
    if (!i->version)
        return;
    buf_adds(out, "  <issue");
    add_attribute(out, "version", i->version);
    add_attribute(out, "on", i->on);
    if (!i->by && !i->changes) {
        buf_adds(out, "/>\n");
        return;
    }
    buf_adds(out, ">\n");
    if (i->by) {
        buf_adds(out, "    <approver");
        add_attribute(out, "ref", i->by);
        buf_addc(out, '>');
        escape_xml(out, i->by_words);
        buf_adds(out, "</approver>\n");
    }
    if (i->changes)
        add_element(out, 4, "changes", i->changes);
    add_close(out, 2, "issue");
}

static void add_seal(struct buf *out, const struct label *l)
{
    buf_adds(out, "  <seal algorithm=\"sha256\"");
    add_attribute(out, "code", l->code);
    buf_addf(out, ">%s</seal>\n", l->digest);
}

void xml_write(const struct label *l, bool sealed, struct buf *out)
{
    struct buf id = BUF_INIT;

    for (size_t i = 0; i < l->refs.n; i++)
        buf_addf(&id, "%s%s", i ? " " : "", l->refs.v[i]);
    buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<label");
    add_attribute(out, "xmlns", LABEL_NAMESPACE);
    add_attribute(out, "version", LABEL_VERSION);
    add_attribute(out, "datasets", id.s);
    add_attribute(out, "profile", l->profile);
    add_attribute(out, "state", label_state_name(l));
    add_attribute(out, "on", l->day);
    add_attribute(out, "xml:lang", l->lang);
    buf_adds(out, ">\n");
    add_issue(out, &l->issue);
    add_answers(out, 2, "title", &l->titles);
    add_answers(out, 2, "holder", &l->holders);
    add_open(out, 2, "short");
    add_answers(out, 4, "answer", &l->brief);
    add_close(out, 2, "short");
    add_open(out, 2, "message");
    add_answers(out, 4, "answer", &l->message);
    add_close(out, 2, "message");
    add_grid(out, &l->grid);
    for (size_t i = 0; i < LABEL_ROWS; i++)
        add_row(out, l, i);
    if (l->legend.n) {
        add_open(out, 2, "legend");
        add_answers(out, 4, "answer", &l->legend);
        add_close(out, 2, "legend");
    }
    add_answers(out, 2, "record", &l->record);
    add_slips(out, &l->slips);
    if (sealed)
        add_seal(out, l);
    buf_adds(out, "</label>\n");
    buf_release(&id);
}

void label_xml(const struct label *l, struct buf *out)
{
    xml_write(l, true, out);
}
