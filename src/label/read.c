/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/label.h"

#include <limits.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "label/seal.h"
#include "label/tree.h"
#include "label/xml.h"
#include "model/schema.h"

#define XML_NAMESPACE_URI "http://www.w3.org/XML/1998/namespace"

/* Reads forward through the children of one element. */
struct reader {
    xmlNode *next; /* the next element, or NULL                            */
    struct error *err;
};

static xmlNode *element_from(xmlNode *n)
{
    while (n && n->type != XML_ELEMENT_NODE)
        n = n->next;
    return n;
}

static int wrong(struct error *err, const xmlNode *n, const char *expected)
{
    if (n)
        return error_set(err, ERROR_FAILED,
                         _("line %ld: this is no label: '%s' stands where "
                           "'%s' is expected"),
                         xmlGetLineNo((xmlNode *)n), (const char *)n->name,
                         expected);
    return error_set(err, ERROR_FAILED, _("this is no label: '%s' is missing"),
                     expected);
}

static bool is_element(const xmlNode *n, const char *name)
{
    return n && n->ns && strcmp((const char *)n->name, name) == 0 &&
           strcmp((const char *)n->ns->href, LABEL_NAMESPACE) == 0;
}

/* Takes the next element, which must have that name; NULL is an error. */
static xmlNode *take(struct reader *r, const char *name)
{
    xmlNode *n = r->next;

    if (!is_element(n, name)) {
        wrong(r->err, n, name);
        return NULL;
    }
    r->next = element_from(n->next);
    return n;
}

static int finish(struct reader *r)
{
    if (r->next)
        return error_set(r->err, ERROR_FAILED,
                         _("line %ld: this is no label: '%s' is one too many"),
                         xmlGetLineNo(r->next), (const char *)r->next->name);
    return 0;
}

static struct reader reader_of(xmlNode *n, struct error *err)
{
    return (struct reader){ element_from(n->children), err };
}

/* The tidied text of an element without children, or NULL if it is empty. */
static char *text_of(xmlNode *n)
{
    xmlChar *raw = xmlNodeGetContent(n);
    char *text = tree_tidy(raw ? (const char *)raw : "");

    xmlFree(raw);
    if (*text)
        return text;
    free(text);
    return NULL;
}

static char *attribute_of(xmlNode *n, const char *name)
{
    xmlChar *raw = strcmp(name, "xml:lang") == 0
                       ? xmlGetNsProp(n, (const xmlChar *)"lang",
                                      (const xmlChar *)XML_NAMESPACE_URI)
                       : xmlGetNoNsProp(n, (const xmlChar *)name);
    char *value = raw ? tree_tidy((const char *)raw) : NULL;

    xmlFree(raw);
    return value;
}

/* An attribute that must be there. */
static char *need_attribute(xmlNode *n, const char *name, struct error *err)
{
    char *value = attribute_of(n, name);

    if (!value)
        error_set(err, ERROR_FAILED,
                  _("line %ld: this is no label: '%s' lacks the attribute "
                    "'%s'"),
                  xmlGetLineNo(n), (const char *)n->name, name);
    return value;
}

/* --- facts and answers --------------------------------------------------- */

static int find_state(enum state *out, const char *name)
{
    for (enum state s = STATE_BLANK; s <= STATE_UNKNOWN; s++)
        if (strcmp(name, state_name(s)) == 0) {
            *out = s;
            return 0;
        }
    return -1;
}

static int fact_fill(struct facts *out, xmlNode *n, const char *ref,
                     const char *kind, const char *field, const char *state,
                     struct error *err)
{
    enum kind k = kind_find(kind);
    enum field f = k == KIND_NONE ? FIELD_COUNT : field_find(k, field);
    enum state s;
    struct fact *fact;

    if (f == FIELD_COUNT || find_state(&s, state))
        return error_set(err, ERROR_FAILED,
                         _("line %ld: this program knows no '%s' of a '%s' "
                           "with the state '%s'"),
                         xmlGetLineNo(n), field, kind, state);
    fact = facts_add(out, ref, f);
    fact->state = s;
    fact->code = attribute_of(n, "code");
    fact->lang = attribute_of(n, "xml:lang");
    fact->words = text_of(n);
    if (s != STATE_VALUE && (fact->code || fact->words))
        return error_set(err, ERROR_FAILED,
                         _("line %ld: this is no label: a field without a "
                           "value has no words"),
                         xmlGetLineNo(n));
    return 0;
}

static int read_fact(struct facts *out, xmlNode *n, struct error *err)
{
    static const char *const names[] = { "ref", "kind", "field", "state" };
    char *values[4] = { NULL };
    int failed = 0;

    for (size_t i = 0; i < 4 && !failed; i++) {
        values[i] = need_attribute(n, names[i], err);
        failed = values[i] ? 0 : -1;
    }
    if (!failed)
        failed =
            fact_fill(out, n, values[0], values[1], values[2], values[3], err);
    for (size_t i = 0; i < 4; i++)
        free(values[i]);
    return failed;
}

/* Without one it is short. */
static int read_layer(enum layer *out, xmlNode *n, struct error *err)
{
    char *name = attribute_of(n, "layer");
    int failed = name ? -1 : 0;

    *out = LAYER_SHORT;
    for (enum layer l = LAYER_STANDARD; name && l < LAYER_COUNT; l++)
        if (strcmp(name, layer_name(l)) == 0) {
            *out = l;
            failed = 0;
        }
    if (failed)
        error_set(err, ERROR_FAILED,
                  _("line %ld: this is no label: an answer has no layer '%s'"),
                  xmlGetLineNo(n), name);
    free(name);
    return failed;
}

static int read_form(enum form *out, xmlNode *n, struct error *err)
{
    char *name = need_attribute(n, "form", err);
    int failed = -1;

    if (!name)
        return -1;
    for (enum form f = FORM_LINE; f < FORM_COUNT; f++)
        if (strcmp(name, form_name(f)) == 0) {
            *out = f;
            failed = 0;
        }
    if (failed)
        error_set(err, ERROR_FAILED,
                  _("line %ld: this is no label: an answer has no form '%s'"),
                  xmlGetLineNo(n), name);
    free(name);
    return failed;
}

/* Has an answer of that form a name? */
static bool has_name(enum form form)
{
    return form == FORM_PAIR || form == FORM_MARK;
}

/* Name and text behind the facts. */
static int read_words(struct answers *out, struct reader *r, xmlNode *n,
                      struct facts *facts)
{
    enum form form;
    enum layer layer;
    xmlNode *name_node = is_element(r->next, "name") ? take(r, "name") : NULL;
    xmlNode *text_node = take(r, "text");
    char *name, *text;
    int failed = -1;

    if (!text_node || read_form(&form, n, r->err) ||
        read_layer(&layer, n, r->err))
        return -1;
    name = name_node ? text_of(name_node) : NULL;
    text = text_of(text_node);
    if (!text || has_name(form) != (name != NULL)) {
        wrong(r->err, text ? name_node : NULL, text ? "name" : "text");
    } else {
        struct answer *a = answers_add(out, form, name, text);

        a->layer = layer;
        a->about = attribute_of(n, "about");
        facts_move(&a->facts, facts);
        failed = 0;
    }
    free(name);
    free(text);
    return failed;
}

static int read_answer(struct answers *out, xmlNode *n, struct error *err)
{
    struct reader r = reader_of(n, err);
    struct facts facts = FACTS_INIT;
    int failed = 0;

    while (!failed && is_element(r.next, "fact"))
        failed = read_fact(&facts, take(&r, "fact"), err);
    if (!failed)
        failed = read_words(out, &r, n, &facts);
    if (!failed)
        failed = finish(&r);
    facts_release(&facts);
    return failed;
}

/* One or more answers under that name. */
static int read_answers(struct answers *out, struct reader *r, const char *name)
{
    do {
        xmlNode *n = take(r, name);

        if (!n || read_answer(out, n, r->err))
            return -1;
    } while (is_element(r->next, name));
    return 0;
}

/* --- the parts of a label ------------------------------------------------ */

static int check_number(xmlNode *n, size_t number, struct error *err)
{
    char *expected = xasprintf("%zu", number);
    char *is = need_attribute(n, "number", err);
    int failed = is ? 0 : -1;

    if (is && strcmp(is, expected) != 0)
        failed = error_set(err, ERROR_FAILED,
                           _("line %ld: this is no label: '%s' is not row %s"),
                           xmlGetLineNo(n), (const char *)n->name, is);
    free(expected);
    free(is);
    return failed;
}

/* An element that holds answers, in a row behind its question. */
static int read_part(struct answers *out, struct reader *r, const char *name,
                     char **question, size_t number)
{
    xmlNode *n = take(r, name), *asks;
    struct reader inner;

    if (!n)
        return -1;
    inner = reader_of(n, r->err);
    if (question) {
        if (check_number(n, number, r->err))
            return -1;
        asks = take(&inner, "question");
        *question = asks ? text_of(asks) : NULL;
        if (!*question)
            return asks ? wrong(r->err, NULL, "question") : -1;
    }
    if (read_answers(out, &inner, "answer"))
        return -1;
    return finish(&inner);
}

static int read_signer(struct slip *slip, xmlNode *n, struct error *err)
{
    char *code = need_attribute(n, "code", err);
    char *name = code ? text_of(n) : NULL;
    int failed = name ? 0 : -1;

    if (name) {
        strs_add(&slip->signers, code);
        strs_add(&slip->names, name);
    } else if (code) {
        wrong(err, NULL, "signer");
    }
    free(code);
    free(name);
    return failed;
}

static int read_choice(struct slips *out, xmlNode *n, struct error *err)
{
    struct reader r = reader_of(n, err);
    char *ref = need_attribute(n, "ref", err), *text = NULL;
    xmlNode *node = ref ? take(&r, "text") : NULL;
    struct slip *slip;

    if (node)
        text = text_of(node);
    if (node && !text)
        wrong(err, NULL, "text");
    slip = text ? slips_add(out, ref, text) : NULL;
    free(ref);
    free(text);
    while (slip && is_element(r.next, "signer"))
        if (read_signer(slip, take(&r, "signer"), err))
            return -1;
    return slip ? finish(&r) : -1;
}

static int read_slips(struct slips *out, struct reader *r)
{
    xmlNode *n = take(r, "slip");
    struct reader inner = reader_of(n, r->err);

    do {
        xmlNode *choice = take(&inner, "choice");

        if (!choice || read_choice(out, choice, r->err))
            return -1;
    } while (is_element(inner.next, "choice"));
    return finish(&inner);
}

/* --- the grid ------------------------------------------------------------ */

/* The number of a name among `n`, or an error that tells the attribute. */
static int find_name(size_t *out, xmlNode *n, const char *attribute,
                     const char *name_of(size_t), size_t count,
                     struct error *err)
{
    char *name = need_attribute(n, attribute, err);

    for (*out = 0; name && *out < count; (*out)++)
        if (strcmp(name_of(*out), name) == 0)
            break;
    if (name && *out == count)
        error_set(err, ERROR_FAILED,
                  _("line %ld: this is no label: '%s' is no %s of a '%s'"),
                  xmlGetLineNo(n), name, attribute, (const char *)n->name);
    free(name);
    return name && *out < count ? 0 : -1;
}

static const char *group_at(size_t i)
{
    return grid_group_name((enum grid_group)i);
}

static const char *answer_at(size_t i)
{
    return grid_answer_name((enum grid_answer)i);
}

static int read_group(struct grid *g, struct reader *r)
{
    xmlNode *n = take(r, "group");
    size_t group;

    if (!n || find_name(&group, n, "id", group_at, GRID_GROUP_COUNT, r->err))
        return -1;
    free(g->groups[group]);
    g->groups[group] = text_of(n);
    return g->groups[group] ? 0 : wrong(r->err, NULL, "group");
}

static int read_column(struct grid *g, struct reader *r)
{
    xmlNode *n = take(r, "column");
    size_t group;
    char *id, *words;
    int failed;

    if (!n || find_name(&group, n, "group", group_at, GRID_GROUP_COUNT, r->err))
        return -1;
    id = need_attribute(n, "id", r->err);
    words = text_of(n);
    failed = id && !words ? wrong(r->err, NULL, "column") : id ? 0 : -1;
    if (!failed)
        grid_add_column(g, id, (enum grid_group)group, words);
    free(id);
    free(words);
    return failed;
}

/* The cell of a column; the columns come in their order. */
static int read_cell(struct grid_cell *cell, const struct grid_column *column,
                     struct reader *r)
{
    xmlNode *n = take(r, "cell"), *text;
    struct reader inner;
    size_t answer;
    char *id;

    if (!n ||
        find_name(&answer, n, "answer", answer_at, GRID_ANSWER_COUNT, r->err))
        return -1;
    id = need_attribute(n, "column", r->err);
    if (!id || strcmp(id, column->id) != 0) {
        free(id);
        return id ? wrong(r->err, n, column->id) : -1;
    }
    free(id);
    inner = reader_of(n, r->err);
    cell->answer = (enum grid_answer)answer;
    while (is_element(inner.next, "fact"))
        if (read_fact(&cell->facts, take(&inner, "fact"), r->err))
            return -1;
    text = take(&inner, "text");
    cell->text = text ? text_of(text) : NULL;
    if (!cell->text)
        return text ? wrong(r->err, NULL, "text") : -1;
    return finish(&inner);
}

static int read_line(struct grid *g, struct reader *r)
{
    xmlNode *n = take(r, "line"), *node;
    struct reader inner = reader_of(n, r->err);
    char *ref = need_attribute(n, "ref", r->err), *words;
    struct grid_line *line = NULL;

    node = ref ? take(&inner, "words") : NULL;
    words = node ? text_of(node) : NULL;
    if (words) {
        line = grid_add_line(g, ref, words);
        line->about = attribute_of(n, "about");
    } else if (node) {
        wrong(r->err, NULL, "words");
    }
    free(ref);
    free(words);
    for (size_t i = 0; line && i < g->n_columns; i++)
        if (read_cell(&line->cells[i], &g->columns[i], &inner))
            return -1;
    return line ? finish(&inner) : -1;
}

static int read_grid(struct grid *g, struct reader *r)
{
    xmlNode *n = take(r, "grid");
    struct reader inner = reader_of(n, r->err);

    for (size_t i = 0; i < GRID_GROUP_COUNT; i++)
        if (read_group(g, &inner))
            return -1;
    do {
        if (read_column(g, &inner))
            return -1;
    } while (is_element(inner.next, "column"));
    if (!is_element(inner.next, "line"))
        return wrong(r->err, inner.next, "line");
    while (is_element(inner.next, "line"))
        if (read_line(g, &inner))
            return -1;
    for (size_t i = 0; i < GRID_GROUP_COUNT; i++)
        if (!g->groups[i])
            return wrong(r->err, NULL, grid_group_name((enum grid_group)i));
    return finish(&inner);
}

/* --- what it says of itself ---------------------------------------------- */

/* Its parts, which are all there where it is approved. */
static int read_issue_parts(struct label *l, xmlNode *n, struct error *err)
{
    struct reader r = reader_of(n, err);
    struct issue *i = &l->issue;

    i->version = need_attribute(n, "version", err);
    i->on = attribute_of(n, "on");
    if (!i->version)
        return -1;
    if (is_element(r.next, "approver")) {
        xmlNode *by = take(&r, "approver");

        i->by = need_attribute(by, "ref", err);
        i->by_words = text_of(by);
        if (!i->by)
            return -1;
        if (!i->by_words)
            return wrong(err, NULL, "approver");
    }
    if (is_element(r.next, "changes")) {
        i->changes = text_of(take(&r, "changes"));
        if (!i->changes)
            return wrong(err, NULL, "changes");
    }
    return finish(&r);
}

static int read_issue(struct label *l, struct reader *r)
{
    if (is_element(r->next, "issue") &&
        read_issue_parts(l, take(r, "issue"), r->err))
        return -1;
    if (l->approved && !(l->issue.on && l->issue.by))
        return error_set(r->err, ERROR_FAILED,
                         _("this is no label: it is approved, but does not say "
                           "by whom and since when"));
    return 0;
}

static int read_body(struct label *l, struct reader *r)
{
    if (read_issue(l, r) || read_answers(&l->titles, r, "title") ||
        read_answers(&l->holders, r, "holder") ||
        read_part(&l->brief, r, "short", NULL, 0) ||
        read_part(&l->message, r, "message", NULL, 0) ||
        (is_element(r->next, "grid") && read_grid(&l->grid, r)))
        return -1;
    for (size_t i = 0; i < LABEL_ROWS; i++)
        if (read_part(&l->rows[i], r, row_id(i), &l->questions[i], i + 1))
            return -1;
    if (is_element(r->next, "legend") &&
        read_part(&l->legend, r, "legend", NULL, 0))
        return -1;
    if (read_answers(&l->record, r, "record"))
        return -1;
    if (is_element(r->next, "slip") && read_slips(&l->slips, r))
        return -1;
    return 0;
}

/* Compares the seal on the label with the one that its facts have. */
static int read_seal(struct label *l, struct reader *r)
{
    xmlNode *n = take(r, "seal");
    char *digest, *code;
    bool true_seal;

    if (!n || finish(r))
        return -1;
    seal_make(l);
    digest = text_of(n);
    code = attribute_of(n, "code");
    true_seal = digest && strcmp(digest, l->digest) == 0 &&
                (!code || strcmp(code, l->code) == 0);
    free(digest);
    free(code);
    if (!true_seal)
        return error_set(r->err, ERROR_UNTRUE,
                         _("the seal is not that of this label: its facts "
                           "were changed after it was made"));
    return 0;
}

/* Refuses a label that this program would not have written. */
static int check_root(xmlNode *root, const char *name, const char *expected,
                      struct error *err)
{
    char *value = need_attribute(root, name, err);
    int failed = 0;

    if (!value)
        return -1;
    if (strcmp(value, expected) != 0)
        failed = error_set(err, ERROR_FAILED,
                           _("this program reads no label with the %s '%s', "
                             "only '%s'"),
                           name, value, expected);
    free(value);
    return failed;
}

static int read_state(struct label *l, xmlNode *root, struct error *err)
{
    char *state = need_attribute(root, "state", err);
    int failed = -1;

    if (!state)
        return -1;
    for (int approved = 0; approved < 2 && failed; approved++) {
        l->approved = approved;
        failed = strcmp(state, label_state_name(l)) == 0 ? 0 : -1;
    }
    if (failed)
        error_set(err, ERROR_FAILED,
                  _("this program reads no label with the state '%s', only "
                    "'draft' and 'approved'"),
                  state);
    free(state);
    return failed;
}

static int read_root(struct label *l, xmlNode *root, struct error *err)
{
    struct reader r = reader_of(root, err);
    char *lang, *refs;

    if (!is_element(root, "label"))
        return wrong(err, root, "label");
    if (check_root(root, "version", LABEL_VERSION, err))
        return -1;
    lang = need_attribute(root, "xml:lang", err);
    refs = lang ? need_attribute(root, "datasets", err) : NULL;
    if (refs) {
        label_init(l, lang);
        l->profile = attribute_of(root, "profile");
        strs_split(&l->refs, refs, ' ');
    }
    free(lang);
    free(refs);
    if (!l->lang || read_state(l, root, err))
        return -1;
    l->day = attribute_of(root, "on");
    /* The reader says in words what is wrong; the schema knows the rest. */
    if (read_body(l, &r) ||
        schema_check(root->doc, "larder-label.xsd", _("this is no label"), err))
        return -1;
    return read_seal(l, &r);
}

/* Parses without network, and takes no document type: no entities. */
static xmlDoc *parse(const char *xml, size_t len, struct error *err)
{
    const int options = XML_PARSE_NONET | XML_PARSE_NOERROR |
                        XML_PARSE_NOWARNING | XML_PARSE_NOCDATA;
    xmlDoc *doc = NULL;

    if (len <= INT_MAX && !memmem(xml, len, "<!DOCTYPE", 9))
        doc = xmlReadMemory(xml, (int)len, "label.xml", NULL, options);
    if (doc && !doc->intSubset)
        return doc;
    error_set(err, ERROR_FAILED,
              doc ? _("this is no label: it has a document type")
                  : _("this is no label: it is not well-formed XML"));
    xmlFreeDoc(doc);
    return NULL;
}

int label_read(struct label **out, const char *xml, size_t len,
               struct error *err)
{
    xmlDoc *doc = parse(xml, len, err);
    struct label *l;
    int failed;

    if (!doc)
        return -1;
    l = xcalloc(1, sizeof *l);
    failed = read_root(l, xmlDocGetRootElement(doc), err);
    xmlFreeDoc(doc);
    if (failed)
        label_free(l);
    else
        *out = l;
    return failed;
}
