/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/grade.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"

#define NAMESPACE "https://larder.example/ns/policy/1"

/* More than any policy needs. */
enum { FILE_MOST = 1 << 20 };

struct reader {
    const char *path;
    struct grades *out;
    const struct rules *rules;
    struct error *err;
    int line;      /* of the first thing that is no XML                    */
    char *message; /* and libxml2's words for it, or NULL                  */
};

void grades_release(struct grades *l)
{
    size_t i;

    for (i = 0; i < l->n; i++) {
        free(l->v[i].rule);
        free(l->v[i].reason);
    }
    free(l->v);
    *l = (struct grades)GRADES_INIT;
}

const struct grade *grades_find(const struct grades *l, const char *rule)
{
    size_t i;

    for (i = 0; l && i < l->n; i++)
        if (strcmp(l->v[i].rule, rule) == 0)
            return &l->v[i];
    return NULL;
}

/* --- one grade ----------------------------------------------------------- */

/* Puts file and line in front of the error, and returns -1. */
static int at(struct reader *r, const xmlNode *n)
{
    return error_prefix(r->err, "%s:%ld", r->path, xmlGetLineNo(n));
}

static bool is_named(const xmlNode *n, const char *name)
{
    return strcmp((const char *)n->name, name) == 0;
}

/* The text of an attribute, in one line; NULL and the error. */
static char *attribute(struct reader *r, xmlNode *n, const char *name)
{
    xmlChar *text = xmlGetNoNsProp(n, (const xmlChar *)name);
    struct buf b = BUF_INIT;

    if (text)
        fold_line(&b, (const char *)text);
    xmlFree(text);
    if (b.len)
        return buf_detach(&b);
    buf_release(&b);
    error_set(r->err, ERROR_FAILED, _("<%s> lacks the attribute '%s'"), n->name,
              name);
    at(r, n);
    return NULL;
}

static int check_attributes(struct reader *r, xmlNode *n)
{
    static const char *const known[] = { "rule", "severity", "reason" };
    const xmlAttr *a;
    size_t i;

    for (a = n->properties; a; a = a->next) {
        for (i = 0; i < sizeof known / sizeof *known; i++)
            if (strcmp((const char *)a->name, known[i]) == 0)
                break;
        if (i < sizeof known / sizeof *known)
            continue;
        error_set(r->err, ERROR_FAILED,
                  _("<%s> has an attribute '%s', which is not known; take it "
                    "out"),
                  n->name, a->name);
        return at(r, n);
    }
    return 0;
}

static int no_rule(struct reader *r, const xmlNode *n, const char *id)
{
    const char *near = rules_nearest(r->rules, id);

    if (near)
        error_set(r->err, ERROR_FAILED,
                  _("there is no rule '%s'; did you mean '%s'?"), id, near);
    else
        error_set(r->err, ERROR_FAILED,
                  _("there is no rule '%s'; see 'larder rules'"), id);
    return at(r, n);
}

static int read_rule(struct reader *r, xmlNode *n, struct grade *g)
{
    const struct rule *rule;

    g->rule = attribute(r, n, "rule");
    if (!g->rule)
        return -1;
    rule = rules_find(r->rules, g->rule);
    if (!rule)
        return no_rule(r, n, g->rule);
    g->from = rule->severity;
    if (!rule->sql)
        error_set(r->err, ERROR_FAILED,
                  _("rule %s cannot be graded: it tells whether the audit "
                    "itself can be relied on; take the line out"),
                  g->rule);
    else if (grades_find(r->out, g->rule))
        error_set(r->err, ERROR_FAILED,
                  _("rule %s is graded twice; keep one of the lines"), g->rule);
    else
        return 0;
    return at(r, n);
}

static int read_severity(struct reader *r, xmlNode *n, struct grade *g)
{
    char *name = attribute(r, n, "severity");

    if (!name)
        return -1;
    g->to = severity_find(name);
    free(name);
    if (g->to != SEVERITY_COUNT)
        return 0;
    error_set(r->err, ERROR_FAILED,
              _("the severity is 'error', 'warning' or 'info'"));
    return at(r, n);
}

static int read_grade(struct reader *r, xmlNode *n)
{
    struct grades *l = r->out;
    struct grade g = { 0 };

    if (check_attributes(r, n) || read_rule(r, n, &g) ||
        read_severity(r, n, &g) || !(g.reason = attribute(r, n, "reason"))) {
        free(g.rule);
        return -1;
    }
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = g;
    return 0;
}

/* --- the file ------------------------------------------------------------ */

static int read_child(struct reader *r, xmlNode *n)
{
    if (is_named(n, "grade"))
        return read_grade(r, n);
    if (is_named(n, "off"))
        error_set(r->err, ERROR_FAILED,
                  _("a rule cannot be switched off; grade it 'info', with a "
                    "reason, or accept its findings with waivers"));
    else
        error_set(r->err, ERROR_FAILED,
                  _("<%s> is not known here; a policy holds <grade>"), n->name);
    return at(r, n);
}

static int read_root(struct reader *r, xmlDoc *doc)
{
    xmlNode *root = xmlDocGetRootElement(doc), *n;

    if (doc->intSubset) {
        error_set(r->err, ERROR_FAILED,
                  _("a policy may not have a DOCTYPE; take it out"));
        return error_prefix(r->err, "%s", r->path);
    }
    if (!is_named(root, "policy") || !root->ns ||
        strcmp((const char *)root->ns->href, NAMESPACE) != 0) {
        error_set(r->err, ERROR_FAILED,
                  _("this is no policy; its first element is <policy "
                    "xmlns=\"%s\">"),
                  NAMESPACE);
        return at(r, root);
    }
    for (n = root->children; n; n = n->next)
        if (n->type == XML_ELEMENT_NODE && read_child(r, n))
            return -1;
    return 0;
}

/* What follows the first mistake is mostly its consequence. */
static void note_mistake(void *data, xmlError *e)
{
    struct reader *r = ((xmlParserCtxt *)data)->_private;
    struct buf b = BUF_INIT;

    if (r->message)
        return;
    fold_line(&b, e->message ? e->message : "");
    r->message = buf_detach(&b);
    r->line = e->line;
}

static int parse(struct reader *r, const struct buf *text)
{
    xmlParserCtxt *context = xmlNewParserCtxt();
    xmlDoc *doc;
    int rc;

    if (!context)
        bug("no memory for an XML parser");
    context->_private = r;
    context->sax->serror = note_mistake;
    doc = xmlCtxtReadMemory(context, text->s, (int)text->len, r->path, NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR |
                                XML_PARSE_NOWARNING);
    if (doc) {
        rc = read_root(r, doc);
    } else {
        error_set(r->err, ERROR_FAILED, _("this is not well-formed XML: %s"),
                  r->message ? r->message : "");
        rc = error_prefix(r->err, "%s:%d", r->path, r->line);
    }
    xmlFreeDoc(doc);
    xmlFreeParserCtxt(context);
    free(r->message);
    return rc;
}

static int by_rule(const void *a, const void *b)
{
    const struct grade *x = a, *y = b;

    return strcmp(x->rule, y->rule);
}

/* The rules get their grades when the whole file is known to be right. */
static void apply(struct grades *l, struct rules *rules)
{
    size_t i;

    for (i = 0; i < rules->n; i++) {
        const struct grade *g = grades_find(l, rules->v[i].id);

        if (g)
            rules->v[i].severity = g->to;
    }
    if (l->n)
        qsort(l->v, l->n, sizeof *l->v, by_rule);
}

int grades_read(struct grades *out, struct rules *rules, const char *path,
                struct error *err)
{
    struct reader r = {
        .path = path, .out = out, .rules = rules, .err = err, .line = 1
    };
    struct buf text = BUF_INIT;
    int rc;

    *out = (struct grades)GRADES_INIT;
    rc = file_read(&text, path, FILE_MOST, err);
    if (rc == 0)
        rc = parse(&r, &text);
    buf_release(&text);
    if (rc)
        grades_release(out);
    else
        apply(out, rules);
    return rc;
}
