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

/* The only format of reports so far (report_json.c). */
enum { FORMAT = 1 };

void baseline_release(struct baseline *b)
{
    free(b->v);
    strs_release(&b->rules);
    *b = (struct baseline)BASELINE_INIT;
}

/* --- reading ------------------------------------------------------------- */

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
    bool findings; /* were there any                                       */
    int format;
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
                  _("this is no report of 'larder audit --format json'; make "
                    "one and keep it as the baseline"));
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

static bool read_digest(const json_t *finding, const char *key,
                        unsigned char out[BASELINE_DIGEST])
{
    const char *hex = json_string_value(json_object_get(finding, key));
    unsigned char digest[SHA256_LEN];

    if (!hex || hex_decode(hex, digest, sizeof digest) != 0)
        return false;
    memcpy(out, digest, BASELINE_DIGEST);
    return true;
}

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

static int add_finding(struct reader *r, const json_t *finding, long line)
{
    const char *rule = json_string_value(json_object_get(finding, "rule"));
    struct baseline *b = r->out;
    struct baseline_entry *e;
    size_t number;

    if (!rule)
        return not_ours(r, line);
    number = number_of(&b->rules, rule);
    ARRAY_GROW(b->v, b->n, b->room);
    e = &b->v[b->n];
    memset(e, 0, sizeof *e);
    if (number >= RULES_MOST ||
        !read_digest(finding, "fingerprint", e->identity) ||
        !read_digest(finding, "values_fingerprint", e->values))
        return not_ours(r, line);
    e->rule = (unsigned short)(number & 0x7fff);
    b->n++;
    return 0;
}

static int read_findings(struct reader *r)
{
    r->findings = true;
    if (!pass(r, '['))
        return not_ours(r, r->line);
    if (pass(r, ']'))
        return 0;
    do {
        long line = (look(r), r->line);
        json_t *finding = read_value(r);
        int failed = !finding || add_finding(r, finding, line);

        json_decref(finding);
        if (failed)
            return -1;
    } while (pass(r, ','));
    return pass(r, ']') ? 0
                        : refuse(r, r->line,
                                 _("the report ends too early; "
                                   "make it once more"));
}

static int read_member(struct reader *r)
{
    json_t *key = read_value(r), *value;
    char plain[32];
    int c, rc = 0;

    if (!key || !json_is_string(key) || !pass(r, ':')) {
        json_decref(key);
        return key ? not_ours(r, r->line) : -1;
    }
    c = look(r);
    if (strcmp(json_string_value(key), "findings") == 0) {
        rc = read_findings(r);
    } else if (c == '"' || c == '[' || c == '{') {
        value = read_value(r);
        rc = value ? 0 : -1;
        json_decref(value);
    } else {
        read_plain(r, plain, sizeof plain);
        if (strcmp(json_string_value(key), "format") == 0)
            r->format = atoi(plain);
    }
    json_decref(key);
    return rc;
}

static int read_report(struct reader *r)
{
    if (!pass(r, '{'))
        return not_ours(r, r->line);
    do
        if (read_member(r))
            return -1;
    while (pass(r, ','));
    if (!pass(r, '}') || look(r) != EOF)
        return refuse(r, r->line,
                      _("the report ends too early, or something "
                        "stands behind it; make it once more"));
    if (!r->findings || r->format != FORMAT)
        return not_ours(r, r->line);
    return 0;
}

static int compare_identity(const void *a, const void *b)
{
    return memcmp(a, b, BASELINE_DIGEST);
}

/* The digests stand at the beginning, one behind the other. */
static int compare(const void *a, const void *b)
{
    return memcmp(a, b, 2 * (size_t)BASELINE_DIGEST);
}

int baseline_read(struct baseline *out, const char *path, struct error *err)
{
    struct reader r = {
        .out = out, .path = path, .ahead = NOTHING, .line = 1, .err = err
    };
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

/* --- matching ------------------------------------------------------------ */

/* The entries of the same rule, record and field; how many. */
static struct baseline_entry *entries_of(struct baseline *b,
                                         const unsigned char *digest, size_t *n)
{
    struct baseline_entry *e =
        b->n ? bsearch(digest, b->v, b->n, sizeof *b->v, compare_identity)
             : NULL;
    struct baseline_entry *end = b->v + b->n;

    *n = 0;
    if (!e)
        return NULL;
    while (e > b->v && compare_identity(e - 1, digest) == 0)
        e--;
    while (e + *n < end && compare_identity(e + *n, digest) == 0)
        ++*n;
    return e;
}

static bool take_equal(struct baseline_entry *e, size_t n,
                       const struct findings *l, size_t number)
{
    unsigned char digest[SHA256_LEN];
    size_t i;

    finding_values_digest(l, findings_at(l, number), digest);
    for (i = 0; i < n; i++)
        if (!e[i].found && memcmp(e[i].values, digest, BASELINE_DIGEST) == 0) {
            e[i].found = 1;
            return true;
        }
    return false;
}

static void match(struct baseline *b, struct findings *l, size_t from,
                  size_t many)
{
    unsigned char digest[SHA256_LEN];
    struct baseline_entry *e;
    size_t n, i;

    finding_digest(l, findings_at(l, from), digest);
    e = entries_of(b, digest, &n);
    if (n == 1 && many == 1 && !e->found) {
        e->found = 1;
        findings_set_known(l, from);
        return;
    }
    for (i = from; n && i < from + many; i++)
        if (take_equal(e, n, l, i))
            findings_set_known(l, i);
}

void baseline_match(struct baseline *b, struct findings *l)
{
    size_t i, many;

    for (i = 0; i < l->n; i += many) {
        many = findings_alike(l, i);
        if (findings_at(l, i)->rule->sql)
            match(b, l, i, many);
    }
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

size_t baseline_gone(const struct baseline *b, const struct strs *asked)
{
    bool *counts = xcalloc(b->rules.n + 1, sizeof *counts);
    size_t i, gone = 0;

    for (i = 0; i < b->rules.n && asked->n; i++)
        counts[i] = bsearch(&b->rules.v[i], asked->v, asked->n,
                            sizeof *asked->v, by_text) != NULL;
    for (i = 0; i < b->n; i++)
        gone += !b->v[i].found && counts[b->v[i].rule];
    free(counts);
    return gone;
}
