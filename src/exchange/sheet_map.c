/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/sheet_map.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/source.h"
#include "model/region.h"
#include "model/resource.h"
#include "model/schema.h"
#include "model/vocabulary.h"

#define NAMESPACE "https://larder.example/ns/maps/1"

enum { FILE_MAX = 1 << 20 };

/* One file on its way in. */
struct reader {
    const char *file;
    struct sheet_map *map;
    struct error *err;
    bool failed; /* libxml2 has said what                                  */
};

/* ---- ready maps --------------------------------------------------------- */

static const char folder[] = "maps/";

const char *sheet_map_id(size_t i)
{
    static struct strs ids;
    const struct resource *r;

    for (size_t at = 0; ids.n <= i && (r = resource_at(at)); at++) {
        const char *name = r->name + sizeof folder - 1;
        char *id;

        if (strncmp(r->name, folder, sizeof folder - 1) != 0)
            continue;
        id = xstrndup(name, strcspn(name, "."));
        if (!strs_has(&ids, id))
            strs_add(&ids, id);
        free(id);
    }
    return i < ids.n ? ids.v[i] : NULL;
}

static int no_map(const char *name, struct error *err)
{
    struct buf ids = BUF_INIT;

    for (size_t i = 0; sheet_map_id(i); i++)
        buf_addf(&ids, "%s%s", i ? ", " : "", sheet_map_id(i));
    error_set(err, ERROR_USAGE,
              _("there is no map '%s'; the ready ones are %s, and a file is "
                "named with its folder or '.xml'"),
              name, ids.s);
    buf_release(&ids);
    return -1;
}

/* ---- what the schema cannot know ---------------------------------------- */

static int failed_at(struct reader *r, const xmlNode *n)
{
    return error_prefix(r->err, "%s:%ld", r->file, xmlGetLineNo(n));
}

static char *attribute(xmlNode *n, const char *name)
{
    xmlChar *text = xmlGetNoNsProp(n, (const xmlChar *)name);
    char *copy = text ? xstrdup((const char *)text) : NULL;

    xmlFree(text);
    return copy;
}

static bool has(xmlNode *n, const char *name)
{
    return xmlHasProp(n, (const xmlChar *)name) != NULL;
}

static char *content(xmlNode *n)
{
    xmlChar *text = xmlNodeGetContent(n);
    struct buf b = BUF_INIT;

    fold_line(&b, text ? (const char *)text : "");
    xmlFree(text);
    return buf_detach(&b);
}

static bool is_named(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE &&
           strcmp((const char *)n->name, name) == 0;
}

bool sheet_fills(enum kind kind)
{
    static const enum kind kinds[] = { KIND_ACTIVITY,  KIND_DATASET,
                                       KIND_ELEMENT,   KIND_SOURCE,
                                       KIND_USE,       KIND_RECIPIENT,
                                       KIND_RETENTION, KIND_MEASURE };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

/* The steps of "recipient.agreement.url". */
static int read_steps(struct sheet_target *t, char *path, struct error *err)
{
    enum kind kind;
    char *rest = path, *step = strsep(&rest, ".");

    if (kind_parse(&t->kind, step, err) != 0)
        return -1;
    kind = t->kind;
    while ((step = strsep(&rest, "."))) {
        if (t->path_n && kind >= KIND_COUNT)
            return error_set(err, ERROR_FAILED,
                             _("'%s' names no record of one kind, so nothing "
                               "can stand behind it"),
                             field_info(t->path[t->path_n - 1])->name);
        if (field_parse(&t->path[t->path_n], kind, step, err) != 0)
            return -1;
        kind = field_info(t->path[t->path_n++])->target;
    }
    return 0;
}

static int read_path(struct reader *r, xmlNode *n, const char *name,
                     struct sheet_target *t)
{
    char *path = attribute(n, name);
    int failed = read_steps(t, path, r->err);

    free(path);
    return failed ? failed_at(r, n) : 0;
}

/* A path of one step: a field. */
static int read_field(struct reader *r, xmlNode *n, const char *name,
                      enum field *out)
{
    struct sheet_target t = { .path_n = 0 };

    *out = FIELD_COUNT;
    if (!has(n, name))
        return 0;
    if (read_path(r, n, name, &t) != 0)
        return -1;
    *out = t.path[0];
    if (t.path_n == 1)
        return 0;
    error_set(r->err, ERROR_FAILED, _("'%s' must be KIND.FIELD"), name);
    return failed_at(r, n);
}

/* Can the field be read from a cell? */
static bool readable(const struct sheet_target *t)
{
    const struct field_info *f = field_info(t->path[0]);

    if (t->path_n != 1 || !sheet_fills(t->kind))
        return false;
    if (f->type == TYPE_REF || f->type == TYPE_REFS)
        return t->prefix ? field_repeats(t->path[0]) && f->flags & FIELD_OWN
                         : f->target == KIND_PARTY;
    return !t->prefix;
}

static int check_target(struct reader *r, xmlNode *n,
                        const struct sheet_column *c,
                        const struct sheet_target *t)
{
    enum field last = t->path_n ? t->path[t->path_n - 1] : FIELD_COUNT;
    const char *why = NULL;

    if (t->path_n == 0 && t->any == KIND_NONE)
        why = _("it names no field");
    else if (!t->written && !readable(t))
        why = _("this field cannot be read from a sheet; use <from>");
    else if (c->makes != KIND_NONE && !t->written && t->kind != c->makes)
        why = _("the field is not one of the kind that the column makes");
    else if (t->contact &&
             (last == FIELD_COUNT || field_info(last)->target != KIND_PARTY))
        why = _("'contact' is for a field that names parties");
    else if (t->rest != FIELD_COUNT && field_info(t->rest)->kind != t->kind)
        why = _("'rest' must be a field of the same kind");
    else if (t->except.n && t->kind != KIND_RECIPIENT)
        why = _("'except' is for recipients");
    if (!why)
        return 0;
    error_set(r->err, ERROR_FAILED, "%s", why);
    return failed_at(r, n);
}

static int read_any(struct reader *r, xmlNode *n, enum kind *out)
{
    char *name = attribute(n, "any");
    int failed = 0;

    if (name)
        failed = kind_parse(out, name, r->err);
    free(name);
    return failed ? failed_at(r, n) : 0;
}

static int read_target(struct reader *r, xmlNode *n, struct sheet_column *c)
{
    char *read = attribute(n, "read"), *except = attribute(n, "except");
    struct sheet_target *t;

    ARRAY_GROW(c->targets, c->n, c->room);
    t = &c->targets[c->n++];
    *t = (struct sheet_target){ .written = is_named(n, "from"),
                                .label = attribute(n, "label"),
                                .outside = attribute(n, "outside"),
                                .instead = has(n, "instead"),
                                .strict = has(n, "strict"),
                                .prefix = has(n, "prefix"),
                                .titles = has(n, "match"),
                                .contact = read && strcmp(read, "contact") == 0,
                                .found = read && strcmp(read, "found") == 0,
                                .rest = FIELD_COUNT,
                                .any = KIND_NONE };
    if (except)
        strs_split(&t->except, except, ' ');
    free(read);
    free(except);
    if (has(n, "field") && read_path(r, n, "field", t) != 0)
        return -1;
    if (read_field(r, n, "rest", &t->rest) != 0 || read_any(r, n, &t->any) != 0)
        return -1;
    return check_target(r, n, c, t);
}

/* ---- columns and terms -------------------------------------------------- */

static int add_name(struct reader *r, xmlNode *n, struct sheet_column *c)
{
    char *name = content(n);
    struct buf folded = BUF_INIT;
    const struct sheet_column *other = sheet_map_find(r->map, name);

    fold_add(&folded, name);
    strs_take(&c->names, buf_detach(&folded));
    if (!c->heading)
        c->heading = xstrdup(name);
    if (other)
        error_set(r->err, ERROR_FAILED,
                  _("the heading '%s' is there twice, folded"), name);
    free(name);
    return other ? failed_at(r, n) : 0;
}

static int read_column(struct reader *r, xmlNode *node)
{
    struct sheet_map *m = r->map;
    char *split = attribute(node, "split"), *makes = attribute(node, "makes");
    char *one = attribute(node, "for");
    struct sheet_column *c;

    ARRAY_GROW(m->columns, m->n, m->room);
    c = &m->columns[m->n++];
    *c = (struct sheet_column){ .makes = makes ? kind_find(makes) : KIND_NONE,
                                .parts = has(node, "parts"),
                                .title = has(node, "title"),
                                .one = one && strcmp(one, "one") == 0 };
    if (split)
        c->split = SHEET_LINES | (strstr(split, "comma") ? SHEET_COMMAS : 0);
    free(split);
    free(makes);
    free(one);
    if (read_field(r, node, "without", &c->without) != 0)
        return -1;
    for (xmlNode *n = node->children; n; n = n->next) {
        int failed = 0;

        if (is_named(n, "heading") || is_named(n, "alias"))
            failed = add_name(r, n, c);
        else if (n->type == XML_ELEMENT_NODE)
            failed = read_target(r, n, c);
        if (failed)
            return -1;
    }
    return 0;
}

static bool term_known(const char *vocabulary, const char *code)
{
    const struct vocabulary *v = vocabulary_find(vocabulary);

    if (strcmp(vocabulary, "countries") == 0)
        return country_known(code);
    return v && vocabulary_term(v, code);
}

static int read_terms(struct reader *r, xmlNode *node)
{
    struct sheet_map *m = r->map;

    for (xmlNode *n = node->children; n; n = n->next) {
        struct sheet_term *t;

        if (n->type != XML_ELEMENT_NODE)
            continue;
        ARRAY_GROW(m->terms, m->terms_n, m->terms_room);
        t = &m->terms[m->terms_n++];
        *t = (struct sheet_term){ .vocabulary = attribute(node, "of"),
                                  .code = attribute(n, "code"),
                                  .words = content(n) };
        if (term_known(t->vocabulary, t->code))
            continue;
        error_set(r->err, ERROR_FAILED,
                  _("'%s' is not a code of the vocabulary '%s'"), t->code,
                  t->vocabulary);
        return failed_at(r, n);
    }
    return 0;
}

static int read_root(struct reader *r, xmlNode *root)
{
    struct sheet_map *m = r->map;

    m->id = attribute(root, "id");
    m->lang = attribute(root, "lang");
    for (xmlNode *n = root->children; n; n = n->next) {
        int failed = 0;

        if (is_named(n, "title"))
            m->title = content(n);
        else if (is_named(n, "unplaced"))
            m->unplaced = content(n);
        else if (is_named(n, "row"))
            m->row = content(n);
        else if (is_named(n, "terms"))
            failed = read_terms(r, n);
        else if (is_named(n, "column"))
            failed = read_column(r, n);
        if (failed)
            return -1;
    }
    return 0;
}

/* ---- the file ----------------------------------------------------------- */

/* The words of libxml2, without our namespace and the end of the line. */
static void on_error(void *data, xmlErrorPtr e)
{
    static const char ns[] = "{" NAMESPACE "}";
    struct reader *r = data;
    struct buf words = BUF_INIT;
    const char *s = e->message ? e->message : "", *at;

    if (r->failed || e->level < XML_ERR_ERROR)
        return;
    r->failed = true;
    for (; (at = strstr(s, ns)); s = at + sizeof ns - 1)
        buf_add(&words, s, (size_t)(at - s));
    buf_adds(&words, s);
    while (words.len && strchr(" .\n", words.s[words.len - 1]))
        buf_truncate(&words, words.len - 1);
    error_set(r->err, ERROR_FAILED, _("%s:%d: this is no map (%s)"), r->file,
              e->line, words.s);
    buf_release(&words);
}

static bool is_valid(xmlDoc *doc)
{
    const struct resource *xsd = resource_find("larder-maps.xsd");
    xmlSchemaPtr schema = schema_compile((const char *)xsd->bytes, xsd->len);
    xmlSchemaValidCtxtPtr v = xmlSchemaNewValidCtxt(schema);
    bool valid = xmlSchemaValidateDoc(v, doc) == 0;

    xmlSchemaFreeValidCtxt(v);
    xmlSchemaFree(schema);
    return valid;
}

static int read_bytes(struct reader *r, const char *bytes, size_t len)
{
    xmlStructuredErrorFunc before = xmlStructuredError;
    void *before_data = xmlStructuredErrorContext;
    xmlDoc *doc;
    int failed = -1;

    xmlSetStructuredErrorFunc(r, on_error);
    doc = xmlReadMemory(bytes, (int)len, r->file, NULL, XML_PARSE_NONET);
    if (doc && !r->failed && is_valid(doc) && !r->failed)
        failed = read_root(r, xmlDocGetRootElement(doc));
    else if (!r->failed)
        error_set(r->err, ERROR_FAILED, _("%s: this is no map"), r->file);
    xmlSetStructuredErrorFunc(before_data, before);
    xmlFreeDoc(doc);
    return failed;
}

/* All bytes of a file, screened (source.h). */
static int read_source(struct buf *out, const struct source *source,
                       struct error *err)
{
    unsigned char digest[SHA256_LEN];
    struct reading reading;
    char block[4096];
    int got;

    if (reading_begin(&reading, source, err) != 0)
        return -1;
    while ((got = reading_next(&reading, block, sizeof block, err)) > 0 &&
           out->len < FILE_MAX)
        buf_add(out, block, (size_t)got);
    reading_end(&reading, digest);
    if (got > 0)
        return error_set(err, ERROR_FAILED,
                         _("'%s' has more than %d bytes, which is the limit "
                           "of a map"),
                         source->name, FILE_MAX);
    return got;
}

static int read_file(struct reader *r, const char *name)
{
    struct buf bytes = BUF_INIT;
    struct source source;
    int failed = source_file(&source, name, "/tmp/", r->err);

    if (failed)
        return -1;
    r->file = source.name;
    failed = read_source(&bytes, &source, r->err);
    source_release(&source);
    if (!failed)
        failed = read_bytes(r, bytes.s, bytes.len);
    buf_release(&bytes);
    return failed;
}

int sheet_map_load(struct sheet_map **out, const char *name, struct error *err)
{
    struct error unwanted = ERROR_INIT;
    struct reader r = { .file = name, .err = err ? err : &unwanted };
    char *resource = xasprintf("%s%s.xml", folder, name);
    const struct resource *ready = resource_find(resource);
    int failed;

    free(resource);
    r.map = xcalloc(1, sizeof *r.map);
    if (ready)
        failed = read_bytes(&r, (const char *)ready->bytes, ready->len);
    else if (strcmp(name, "-") != 0 && !strpbrk(name, "/."))
        failed = no_map(name, err);
    else
        failed = read_file(&r, name);
    error_clear(&unwanted);
    *out = failed ? NULL : r.map;
    if (failed)
        sheet_map_free(r.map);
    return failed;
}

static void column_release(struct sheet_column *c)
{
    for (size_t i = 0; i < c->n; i++) {
        free(c->targets[i].label);
        free(c->targets[i].outside);
        strs_release(&c->targets[i].except);
    }
    free(c->targets);
    free(c->heading);
    strs_release(&c->names);
}

void sheet_map_free(struct sheet_map *m)
{
    if (!m)
        return;
    for (size_t i = 0; i < m->n; i++)
        column_release(&m->columns[i]);
    for (size_t i = 0; i < m->terms_n; i++) {
        free(m->terms[i].vocabulary);
        free(m->terms[i].code);
        free(m->terms[i].words);
    }
    free(m->columns);
    free(m->terms);
    free(m->id);
    free(m->lang);
    free(m->title);
    free(m->unplaced);
    free(m->row);
    free(m);
}

const struct sheet_column *sheet_map_find(const struct sheet_map *m,
                                          const char *heading)
{
    const struct sheet_column *found = NULL;
    struct buf folded = BUF_INIT;

    fold_add(&folded, heading);
    for (size_t i = 0; i < m->n && !found; i++)
        if (strs_has(&m->columns[i].names, folded.s))
            found = &m->columns[i];
    buf_release(&folded);
    return found;
}
