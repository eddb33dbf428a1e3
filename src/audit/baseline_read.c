/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/baseline.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hex.h"
#include "base/i18n.h"
#include "base/mem.h"

/* More than there will be rules, and what an entry has bits for. */
enum { RULES_MOST = 10000 };

/* The only format of reports so far (report_json.c), and of SARIF. */
enum { FORMAT = 1 };
#define SARIF_VERSION "2.1.0"

/*
 * The report is an object of which jansson reads one member after the other,
 * and of the findings one after the other, so that memory stays flat.
 */
struct reader {
    struct baseline *out;
    const char *path;
    FILE *in;
    int ahead; /* a byte that was looked at, else NOTHING                  */
    long line;
    bool findings; /* was there a list of them                             */
    int format;    /* of our JSON                                          */
    bool sarif;    /* it says that it is SARIF ...                         */
    bool ours;     /* ... of larder                                        */
    baseline_about_fn *about;
    void *data;
    struct error *err;
};

enum { NOTHING = -2 };

static int refuse(struct reader *r, long line, const char *why)
{
    return error_set(r->err, ERROR_FAILED, "%s:%ld: %s", r->path, line, why);
}

static int not_ours(struct reader *r, long line)
{
    return refuse(r, line,
                  _("this is no report of 'larder audit' in JSON or SARIF; "
                    "make one with --format json and keep it as the "
                    "baseline"));
}

static int take(struct reader *r)
{
    int c = r->ahead == NOTHING ? getc(r->in) : r->ahead;

    r->ahead = NOTHING;
    r->line += c == '\n';
    return c;
}

/* The next byte that is no white space, which stays there. */
static int look(struct reader *r)
{
    for (;;) {
        if (r->ahead == NOTHING)
            r->ahead = getc(r->in);
        if (r->ahead != ' ' && r->ahead != '\t' && r->ahead != '\r' &&
            r->ahead != '\n')
            return r->ahead;
        take(r);
    }
}

/* Passes over that byte, if it is the next one. */
static bool pass(struct reader *r, char c)
{
    if (look(r) != (unsigned char)c)
        return false;
    take(r);
    return true;
}

/* For jansson: byte by byte, so that nothing behind a value is taken. */
static size_t give(void *buffer, size_t len, void *data)
{
    int c = len ? take(data) : EOF;

    if (c == EOF)
        return 0;
    *(char *)buffer = (char)c;
    return 1;
}

/* A string, array or object; NULL and the error. */
static json_t *read_value(struct reader *r)
{
    json_error_t why;
    json_t *value;
    long line;
    int c = look(r);

    line = r->line;
    if (c != '"' && c != '[' && c != '{') {
        not_ours(r, line);
        return NULL;
    }
    value = json_load_callback(give, r,
                               JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK, &why);
    if (value)
        return value;
    error_set(r->err, ERROR_FAILED, _("%s:%ld: this is no JSON: %s"), r->path,
              line + why.line - 1, why.text);
    return NULL;
}

/* A number, true, false or null, as text. */
static void read_plain(struct reader *r, char *out, size_t room)
{
    size_t n = 0;
    int c = look(r);

    while (c != EOF && c != 0 && !strchr(",]} \t\r\n", c) && n + 1 < room) {
        out[n++] = (char)take(r);
        if (r->ahead == NOTHING)
            r->ahead = getc(r->in);
        c = r->ahead;
    }
    out[n] = 0;
}

static bool read_digest(const json_t *o, const char *key,
                        unsigned char out[BASELINE_DIGEST])
{
    const char *hex = json_string_value(json_object_get(o, key));
    unsigned char digest[SHA256_LEN];

    if (!hex || hex_decode(hex, digest, sizeof digest) != 0)
        return false;
    memcpy(out, digest, BASELINE_DIGEST);
    return true;
}

/* --- lists and objects --------------------------------------------------- */

static int read_list(struct reader *r, int (*item)(struct reader *r))
{
    if (!pass(r, '['))
        return not_ours(r, r->line);
    if (pass(r, ']'))
        return 0;
    do
        if (item(r) != 0)
            return -1;
    while (pass(r, ','));
    return pass(r, ']') ? 0
                        : refuse(r, r->line,
                                 _("the report ends too early; "
                                   "make it once more"));
}

/* What nobody asks for. */
static int skip(struct reader *r, char *plain, size_t room)
{
    int c = look(r);
    json_t *value;

    *plain = '\0';
    if (c != '"' && c != '[' && c != '{') {
        read_plain(r, plain, room);
        return 0;
    }
    value = read_value(r);
    json_decref(value);
    return value ? 0 : -1;
}

/* member() reads what stands behind a key. */
static int read_object(struct reader *r,
                       int (*member)(struct reader *r, const char *key))
{
    if (!pass(r, '{'))
        return not_ours(r, r->line);
    if (pass(r, '}'))
        return 0;
    do {
        json_t *key = read_value(r);
        int failed = !key ? -1
                     : !json_is_string(key) || !pass(r, ':')
                         ? not_ours(r, r->line)
                         : member(r, json_string_value(key));

        json_decref(key);
        if (failed)
            return -1;
    } while (pass(r, ','));
    return pass(r, '}') ? 0
                        : refuse(r, r->line,
                                 _("the report ends too early, or something "
                                   "stands behind it; make it once more"));
}

/* --- findings ------------------------------------------------------------ */

/* The number of a rule; findings of one rule follow each other. */
static size_t number_of(struct strs *rules, const char *id)
{
    size_t i;

    for (i = rules->n; i-- > 0;)
        if (strcmp(rules->v[i], id) == 0)
            return i;
    strs_add(rules, id);
    return rules->n - 1;
}

/* Adds one, if it is about what was asked for.  SARIF tells the values only
 * where there are several in one field. */
static int add_entry(struct reader *r, const char *rule, const char *ref,
                     const struct baseline_entry *e, long line)
{
    struct baseline *b = r->out;
    size_t number;

    if (!rule)
        return not_ours(r, line);
    if (r->about && (!ref || !r->about(ref, r->data)))
        return 0;
    number = number_of(&b->rules, rule);
    if (number >= RULES_MOST)
        return not_ours(r, line);
    ARRAY_GROW(b->v, b->n, b->room);
    b->v[b->n] = *e;
    b->v[b->n].rule = (unsigned short)(number & 0x7fff);
    b->n++;
    return 0;
}

static const char *text_in(const json_t *o, const char *key)
{
    return json_string_value(json_object_get(o, key));
}

static int read_finding(struct reader *r)
{
    long line = (look(r), r->line);
    json_t *finding = read_value(r);
    struct baseline_entry e;
    int failed;

    memset(&e, 0, sizeof e);
    failed = !finding ? -1
             : !read_digest(finding, "fingerprint", e.identity) ||
                     !read_digest(finding, "values_fingerprint", e.values)
                 ? not_ours(r, line)
                 : add_entry(r, text_in(finding, "rule"),
                             text_in(finding, "ref"), &e, line);
    json_decref(finding);
    return failed;
}

static int read_result(struct reader *r)
{
    long line = (look(r), r->line);
    json_t *result = read_value(r);
    json_t *prints = json_object_get(result, "partialFingerprints");
    struct baseline_entry e;
    int failed;

    memset(&e, 0, sizeof e);
    read_digest(prints, "values/v1", e.values);
    failed =
        !result ? -1
        : !read_digest(prints, "finding/v1", e.identity)
            ? not_ours(r, line)
            : add_entry(r, text_in(result, "ruleId"),
                        text_in(json_object_get(result, "properties"), "ref"),
                        &e, line);
    json_decref(result);
    return failed;
}

/* --- the report ---------------------------------------------------------- */

static int read_tool(struct reader *r)
{
    json_t *tool = look(r) == '{' ? read_value(r) : NULL;
    const char *name = text_in(json_object_get(tool, "driver"), "name");

    r->ours = name && strcmp(name, "larder") == 0;
    json_decref(tool);
    return tool ? 0 : -1;
}

static int member_of_run(struct reader *r, const char *key)
{
    char plain[32];

    if (strcmp(key, "results") == 0) {
        r->findings = true;
        return read_list(r, read_result);
    }
    return strcmp(key, "tool") == 0 && look(r) == '{'
               ? read_tool(r)
               : skip(r, plain, sizeof plain);
}

static int read_run(struct reader *r)
{
    return read_object(r, member_of_run);
}

static int read_version(struct reader *r)
{
    json_t *value = read_value(r);

    r->sarif = value && json_is_string(value) &&
               strcmp(json_string_value(value), SARIF_VERSION) == 0;
    json_decref(value);
    return value ? 0 : -1;
}

static int member_of_report(struct reader *r, const char *key)
{
    char plain[32];
    int failed;

    if (strcmp(key, "findings") == 0) {
        r->findings = true;
        return read_list(r, read_finding);
    }
    if (strcmp(key, "runs") == 0)
        return read_list(r, read_run);
    if (strcmp(key, "version") == 0 && look(r) == '"')
        return read_version(r);
    failed = skip(r, plain, sizeof plain);
    if (strcmp(key, "format") == 0)
        r->format = atoi(plain);
    return failed;
}

static int read_report(struct reader *r)
{
    if (read_object(r, member_of_report) != 0)
        return -1;
    if (look(r) != EOF)
        return refuse(r, r->line,
                      _("the report ends too early, or something "
                        "stands behind it; make it once more"));
    if (!r->findings || (r->format != FORMAT && !(r->sarif && r->ours)))
        return not_ours(r, r->line);
    return 0;
}

/* The digests stand at the beginning, one behind the other. */
static int compare(const void *a, const void *b)
{
    return memcmp(a, b, 2 * (size_t)BASELINE_DIGEST);
}

int baseline_read(struct baseline *out, const char *path,
                  baseline_about_fn *about, void *data, struct error *err)
{
    struct reader r = { .out = out,
                        .path = path,
                        .ahead = NOTHING,
                        .line = 1,
                        .about = about,
                        .data = data,
                        .err = err };
    int fd, rc;

    *out = (struct baseline)BASELINE_INIT;
    fd = file_open(path, err);
    if (fd < 0)
        return -1;
    r.in = fdopen(fd, "r");
    if (!r.in)
        bug("no memory for a stream");
    rc = read_report(&r);
    if (ferror(r.in))
        rc = error_set(err, ERROR_FAILED, _("cannot read '%s'"), path);
    fclose(r.in);
    if (rc)
        baseline_release(out);
    else if (out->n)
        qsort(out->v, out->n, sizeof *out->v, compare);
    return rc;
}
