/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/rule_read.h"

#include <ctype.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "model/date.h"

#define NAMESPACE "https://larder.example/ns/rules/1"

/* One file on its way in. */
struct reader {
    const char *file;
    struct rule *rule;
    const struct rules *known;
    struct error *err;
    int line;      /* of the first thing that is no XML                    */
    char *message; /* and libxml2's words for it; NULL: all is well-formed */
};

/* The elements of a rule that hold a text. */
static const struct part {
    const char *name;
    size_t offset; /* of a char * in struct rule                           */
} parts[] = {
    { "title", offsetof(struct rule, title) },
    { "why", offsetof(struct rule, why) },
    { "fix", offsetof(struct rule, fix) },
    { "words", offsetof(struct rule, words) },
    { "sql", offsetof(struct rule, sql) },
};

enum { PARTS = sizeof parts / sizeof *parts };

static char **part_of(struct rule *r, const struct part *p)
{
    return (char **)(void *)((char *)r + p->offset);
}

/* Puts file and line in front of the error, and returns -1. */
static int at(struct reader *r, const xmlNode *node)
{
    return error_prefix(r->err, "%s:%ld", r->file, xmlGetLineNo(node));
}

static bool is_element(const xmlNode *n)
{
    return n->type == XML_ELEMENT_NODE;
}

static bool is_named(const xmlNode *n, const char *name)
{
    return strcmp((const char *)n->name, name) == 0;
}

/* Runs of white space become one blank, as xgettext makes them (ITS). */
static char *collapse(const char *s)
{
    struct buf b = BUF_INIT;

    for (; *s; s++) {
        if (!strchr(" \t\r\n", *s))
            buf_addc(&b, *s);
        else if (b.len && b.s[b.len - 1] != ' ')
            buf_addc(&b, ' ');
    }
    if (b.len && b.s[b.len - 1] == ' ')
        buf_truncate(&b, b.len - 1);
    return buf_detach(&b);
}

static char *content(xmlNode *n)
{
    xmlChar *text = xmlNodeGetContent(n);
    char *copy = xstrdup(text ? (const char *)text : "");

    xmlFree(text);
    return copy;
}

/* A text that may not be empty; in one line, unless it is SQL. */
static int read_text(struct reader *r, xmlNode *n, char **out)
{
    char *text = content(n);

    *out = collapse(text);
    if (!**out) {
        free(text);
        error_set(r->err, ERROR_FAILED, _("<%s> is empty"), n->name);
        return at(r, n);
    }
    if (is_named(n, "sql")) {
        free(*out);
        *out = text;
    } else {
        free(text);
    }
    return 0;
}

/* An attribute: 0 and its text, or the error that it is missing. */
static int read_attribute(struct reader *r, xmlNode *n, const char *name,
                          char **out)
{
    xmlChar *text = xmlGetNoNsProp(n, (const xmlChar *)name);

    if (!text || !*text) {
        xmlFree(text);
        error_set(r->err, ERROR_FAILED, _("<%s> lacks the attribute '%s'"),
                  n->name, name);
        return at(r, n);
    }
    *out = xstrdup((const char *)text);
    xmlFree(text);
    return 0;
}

/* Refuses attributes other than those named, in one text with blanks. */
static int check_attributes(struct reader *r, xmlNode *n, const char *known)
{
    const xmlAttr *a;

    for (a = n->properties; a; a = a->next) {
        char *name = xasprintf(" %s ", (const char *)a->name);
        bool found = strstr(known, name) != NULL;

        free(name);
        if (found)
            continue;
        error_set(r->err, ERROR_FAILED, _("<%s> has no attribute '%s'"),
                  n->name, a->name);
        return at(r, n);
    }
    return 0;
}

/* Refuses an element, naming the nearest of those that may stand there. */
static int refuse(struct reader *r, const xmlNode *n, const char *const *names)
{
    struct nearest near;

    nearest_init(&near, (const char *)n->name);
    for (; *names; names++)
        nearest_offer(&near, *names);
    if (near.best)
        error_set(r->err, ERROR_FAILED,
                  _("<%s> may not stand in <%s>; did you mean <%s>?"), n->name,
                  n->parent->name, near.best);
    else
        error_set(r->err, ERROR_FAILED, _("<%s> may not stand in <%s>"),
                  n->name, n->parent->name);
    return at(r, n);
}

/* --- examples ------------------------------------------------------------ */

static int read_field(struct reader *r, struct example_record *record,
                      xmlNode *n)
{
    struct example_field *f;
    enum field field;
    char *name;
    int failed;

    if (check_attributes(r, n, " name damaged lang of ") ||
        read_attribute(r, n, "name", &name))
        return -1;
    failed = field_parse(&field, record->kind, name, r->err);
    free(name);
    if (failed)
        return at(r, n);
    ARRAY_GROW(record->fields, record->n, record->room);
    f = &record->fields[record->n++];
    f->field = field;
    f->text = content(n);
    f->damaged = xmlHasProp(n, BAD_CAST "damaged") != NULL;
    f->lang = f->of = NULL;
    if ((xmlHasProp(n, BAD_CAST "lang") &&
         read_attribute(r, n, "lang", &f->lang)) ||
        (xmlHasProp(n, BAD_CAST "of") && read_attribute(r, n, "of", &f->of)))
        return -1;
    return 0;
}

static int read_kind(struct reader *r, xmlNode *n, enum kind *out)
{
    char *name;
    int failed;

    if (read_attribute(r, n, "kind", &name))
        return -1;
    failed = kind_parse(out, name, r->err);
    free(name);
    return failed ? at(r, n) : 0;
}

static int read_record(struct reader *r, struct example *e, xmlNode *n)
{
    static const char *const names[] = { "f", NULL };
    struct example_record *record;
    xmlNode *c;

    ARRAY_GROW(e->records, e->n, e->room);
    record = &e->records[e->n++];
    memset(record, 0, sizeof *record);
    if (check_attributes(r, n, " kind ref ") ||
        read_kind(r, n, &record->kind) ||
        read_attribute(r, n, "ref", &record->ref))
        return -1;
    for (c = n->children; c; c = c->next) {
        if (!is_element(c))
            continue;
        if (!is_named(c, "f"))
            return refuse(r, c, names);
        if (read_field(r, record, c))
            return -1;
    }
    return 0;
}

/* What is expected, where, and on which day. */
static int read_expectation(struct reader *r, struct example *e, xmlNode *n)
{
    char day[DATE_TEXT];
    char *expect;
    bool pass;

    if (check_attributes(r, n, " expect ref as-of ") ||
        read_attribute(r, n, "expect", &expect))
        return -1;
    e->finding = strcmp(expect, "finding") == 0;
    pass = strcmp(expect, "pass") == 0;
    free(expect);
    if (!e->finding && !pass) {
        error_set(r->err, ERROR_FAILED,
                  _("an example expects 'finding' or 'pass'"));
        return at(r, n);
    }
    if (e->finding && read_attribute(r, n, "ref", &e->ref))
        return -1;
    if (!xmlHasProp(n, (const xmlChar *)"as-of"))
        e->as_of = xstrdup(EXAMPLE_AS_OF);
    else if (read_attribute(r, n, "as-of", &e->as_of))
        return -1;
    return date_read(day, e->as_of, r->err) == 0 ? 0 : at(r, n);
}

static int read_example(struct reader *r, xmlNode *n)
{
    static const char *const names[] = { "record", NULL };
    struct example *e;
    xmlNode *c;

    ARRAY_GROW(r->rule->examples, r->rule->examples_n, r->rule->examples_room);
    e = &r->rule->examples[r->rule->examples_n++];
    memset(e, 0, sizeof *e);
    if (read_expectation(r, e, n))
        return -1;
    for (c = n->children; c; c = c->next) {
        if (!is_element(c))
            continue;
        if (!is_named(c, "record"))
            return refuse(r, c, names);
        if (read_record(r, e, c))
            return -1;
    }
    return 0;
}

/* --- the rule ------------------------------------------------------------ */

static int read_part(struct reader *r, xmlNode *n)
{
    static const char *const names[] = { "title", "why", "citation", "fix",
                                         "words", "sql", "example",  NULL };
    size_t i;

    for (i = 0; i < PARTS; i++) {
        char **text = part_of(r->rule, &parts[i]);

        if (!is_named(n, parts[i].name))
            continue;
        if (*text) {
            error_set(r->err, ERROR_FAILED, _("<%s> stands there twice"),
                      n->name);
            return at(r, n);
        }
        if (parts[i].offset == offsetof(struct rule, sql))
            r->rule->line = xmlGetLineNo(n);
        if (check_attributes(r, n, "") || read_text(r, n, text))
            return -1;
        return 0;
    }
    if (is_named(n, "citation")) {
        char *text = NULL;

        if (check_attributes(r, n, "") || read_text(r, n, &text)) {
            free(text);
            return -1;
        }
        strs_take(&r->rule->citations, text);
        return 0;
    }
    return is_named(n, "example") ? read_example(r, n) : refuse(r, n, names);
}

/* PREFIX-NN, in capitals. */
static bool is_id(const char *s)
{
    const char *capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    size_t first = strspn(s, capitals);

    if (!isupper((unsigned char)s[0]) || s[first] != '-' || strlen(s) > 20)
        return false;
    s += first + 1;
    return *s && s[strspn(s, capitals)] == 0;
}

static int read_head(struct reader *r, xmlNode *root)
{
    struct rule *rule = r->rule;
    char *severity;

    if (check_attributes(r, root, " id since severity ") ||
        read_attribute(r, root, "id", &rule->id) ||
        read_attribute(r, root, "since", &rule->since) ||
        read_attribute(r, root, "severity", &severity))
        return -1;
    rule->severity = severity_find(severity);
    free(severity);
    if (rule->severity == SEVERITY_COUNT)
        error_set(r->err, ERROR_FAILED,
                  _("the severity is 'error', 'warning' or 'info'"));
    else if (!is_id(rule->id))
        error_set(r->err, ERROR_FAILED,
                  _("'%s' is no id of a rule; write it as CONS-01"), rule->id);
    else if (rules_find(r->known, rule->id))
        error_set(r->err, ERROR_FAILED,
                  _("there is a rule '%s' already; ids are never used twice"),
                  rule->id);
    else
        return 0;
    return at(r, root);
}

/* Notes the columns that the words name, and refuses stray braces. */
static int check_words(struct reader *r, const xmlNode *root)
{
    const char *words = r->rule->words, *s;
    struct placeholder p;
    size_t behind = 0, found = 0, braces = 0;

    while (rule_placeholder(words, &behind, &p)) {
        if (!strs_has(&r->rule->columns, p.name))
            strs_add(&r->rule->columns, p.name);
        found++;
    }
    for (s = words; *s; s++)
        braces += *s == '{' || *s == '}';
    if (braces == 2 * found)
        return 0;
    error_set(r->err, ERROR_FAILED,
              _("the words have a brace that encloses no column; write "
                "{column} or {column:vocabulary}"));
    return at(r, root);
}

static int check_rule(struct reader *r, const xmlNode *root)
{
    bool finding = false, pass = false;
    size_t i;

    for (i = 0; i < PARTS; i++)
        if (!*part_of(r->rule, &parts[i])) {
            error_set(r->err, ERROR_FAILED, _("the rule lacks <%s>"),
                      parts[i].name);
            return at(r, root);
        }
    for (i = 0; i < r->rule->examples_n; i++) {
        finding |= r->rule->examples[i].finding;
        pass |= !r->rule->examples[i].finding;
    }
    if (r->rule->citations.n == 0)
        error_set(r->err, ERROR_FAILED, _("the rule lacks <%s>"), "citation");
    else if (!finding || !pass)
        error_set(r->err, ERROR_FAILED,
                  _("the rule lacks an example that it finds, or one that it "
                    "does not"));
    else
        return check_words(r, root);
    return at(r, root);
}

static int read_root(struct reader *r, xmlDoc *doc)
{
    xmlNode *root = xmlDocGetRootElement(doc), *n;

    if (doc->intSubset) {
        error_set(r->err, ERROR_FAILED,
                  _("a rule may not have a DOCTYPE; take it out"));
        return error_prefix(r->err, "%s", r->file);
    }
    if (!is_named(root, "rule") || !root->ns ||
        strcmp((const char *)root->ns->href, NAMESPACE) != 0) {
        error_set(
            r->err, ERROR_FAILED,
            _("this is no rule; its first element is <rule xmlns=\"%s\">"),
            NAMESPACE);
        return at(r, root);
    }
    if (read_head(r, root))
        return -1;
    for (n = root->children; n; n = n->next)
        if (is_element(n) && read_part(r, n))
            return -1;
    return check_rule(r, root);
}

/* What follows the first mistake is mostly its consequence. */
static void note_mistake(void *data, xmlError *e)
{
    struct reader *r = ((xmlParserCtxt *)data)->_private;

    if (r->message)
        return;
    r->message = collapse(e->message ? e->message : "");
    r->line = e->line;
}

static int refuse_xml(struct reader *r)
{
    error_set(r->err, ERROR_FAILED, _("this is not well-formed XML: %s"),
              r->message ? r->message : "");
    return error_prefix(r->err, "%s:%d", r->file, r->line);
}

int rule_read(struct rule *out, const struct rules *known, const char *file,
              const void *bytes, size_t len, struct error *err)
{
    struct reader r = {
        .file = file, .rule = out, .known = known, .err = err, .line = 1
    };
    xmlParserCtxt *context;
    xmlDoc *doc;
    int rc;

    out->file = xstrdup(file);
    if (len > INT_MAX)
        return error_set(err, ERROR_FAILED, _("%s: the file is too large"),
                         file);
    context = xmlNewParserCtxt();
    if (!context)
        bug("no memory for an XML parser");
    context->_private = &r;
    context->sax->serror = note_mistake;
    doc = xmlCtxtReadMemory(context, bytes, (int)len, file, NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR |
                                XML_PARSE_NOWARNING);
    rc = doc ? read_root(&r, doc) : refuse_xml(&r);
    xmlFreeDoc(doc);
    xmlFreeParserCtxt(context);
    free(r.message);
    return rc;
}
