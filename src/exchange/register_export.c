/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/register_xml.h"

#include <errno.h>
#include <string.h>

#include "base/buf.h"
#include "base/escape.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "exchange/register_xsd.h"
#include "model/record.h"
#include "store/read.h"

/* What is made is written in pieces of this size. */
enum { PIECE = 64 * 1024 };

struct export
{
    struct store *store;
    FILE *stream;
    struct buf out;
};

static int flush(struct export *x, struct error *err)
{
    size_t written = fwrite(x->out.s, 1, x->out.len, x->stream);
    size_t len = x->out.len;

    buf_clear(&x->out);
    if (written == len)
        return 0;
    return error_set(err, ERROR_FAILED,
                     _("the export could not be written: %s"), strerror(errno));
}

/*
 * Text of an element: line ends and tabs stay as they are, for text keeps
 * them.  What the gate would refuse has come past it; it is refused here, too,
 * since XML cannot hold some of it, and an import would take none of it.
 */
static int add_text(struct buf *out, const char *s, struct error *err)
{
    if (utf8_check(s, strlen(s), true, err) != 0)
        return -1;
    for (;;) {
        size_t run = strcspn(s, "&<>");

        buf_add(out, s, run);
        s += run;
        if (!*s)
            return 0;
        buf_adds(out, *s == '&' ? "&amp;" : *s == '<' ? "&lt;" : "&gt;");
        s++;
    }
}

static void add_open(struct buf *out, const char *name)
{
    buf_add(out, "    <", 5);
    buf_adds(out, name);
}

static void add_close(struct buf *out, const char *name)
{
    buf_add(out, "</", 2);
    buf_adds(out, name);
    buf_add(out, ">\n", 2);
}

static int add_item(struct buf *out, const char *name, const char *item,
                    struct error *err)
{
    add_open(out, name);
    buf_addc(out, '>');
    if (*item == '@')
        buf_addc(out, '@');
    if (add_text(out, item, err) != 0)
        return -1;
    add_close(out, name);
    return 0;
}

static int add_words(struct buf *out, const char *name, const struct words *w,
                     struct error *err)
{
    add_open(out, name);
    buf_adds(out, " xml:lang=\"");
    escape_xml(out, w->lang);
    buf_adds(out, "\" of=\"");
    escape_xml(out, w->base_digest);
    buf_adds(out, "\">");
    if (*w->text == '@')
        buf_addc(out, '@');
    if (add_text(out, w->text, err) != 0)
        return -1;
    add_close(out, name);
    return 0;
}

static int add_field(struct buf *out, const char *name, const struct value *v,
                     struct error *err)
{
    size_t i;

    if (v->state != STATE_VALUE) {
        add_open(out, name);
        buf_addc(out, '>');
        buf_adds(out, state_token(v->state));
        add_close(out, name);
        return 0;
    }
    for (i = 0; i < v->items.n; i++)
        if (add_item(out, name, v->items.v[i], err) != 0)
            return -1;
    for (i = 0; i < v->words_n; i++)
        if (add_words(out, name, &v->words[i], err) != 0)
            return -1;
    return 0;
}

static void add_attributes(struct buf *out, const struct record *r,
                           const char *digest)
{
    buf_adds(out, " ref=\"");
    escape_xml(out, r->ref);
    buf_adds(out, "\" uid=\"");
    escape_xml(out, r->uid);
    buf_adds(out, "\" was=\"");
    buf_adds(out, digest);
    buf_addc(out, '"');
}

static int add_record(struct buf *out, const struct record *r,
                      const char *digest, struct error *err)
{
    const struct kind_info *k = kind_info(r->kind);
    bool any = false;
    size_t i;

    buf_adds(out, "  <");
    buf_adds(out, k->name);
    add_attributes(out, r, digest);
    for (i = 0; i < k->count; i++) {
        const char *name = field_info((enum field)(k->first + i))->name;

        if (r->values[i].state == STATE_BLANK)
            continue;
        if (!any)
            buf_adds(out, ">\n");
        any = true;
        if (add_field(out, name, &r->values[i], err) != 0)
            return error_prefix(err, "%s, %s", r->ref, name);
    }
    buf_adds(out, any ? "  " : "/>\n");
    if (any)
        add_close(out, k->name);
    return 0;
}

static int each_record(const struct record *r, void *data, struct error *err)
{
    struct export *x = data;
    char digest[65];

    if (store_digest(x->store, r, digest, err) != 0 ||
        add_record(&x->out, r, digest, err) != 0)
        return -1;
    return x->out.len >= PIECE ? flush(x, err) : 0;
}

static int export_all(struct export *x, const char *note, struct error *err)
{
    int kind;

    buf_adds(&x->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    if (note)
        buf_addf(&x->out, "<!-- %s -->\n", note);
    buf_adds(&x->out, "<register xmlns=\"" REGISTER_NAMESPACE
                      "\" version=\"" REGISTER_VERSION "\">\n");
    for (kind = 0; kind < KIND_COUNT; kind++)
        if (store_each(x->store, (enum kind)kind, each_record, x, err) != 0)
            return -1;
    buf_adds(&x->out, "</register>\n");
    return flush(x, err);
}

int register_export_noted(struct store *s, const char *note, FILE *out,
                          struct error *err)
{
    struct export x = { s, out, BUF_INIT };
    int failed;

    if (store_read_begin(s, err) != 0)
        return -1;
    failed = export_all(&x, note, err);
    store_read_end(s);
    buf_release(&x.out);
    return failed;
}

int register_export(struct store *s, FILE *out, struct error *err)
{
    return register_export_noted(s, NULL, out, err);
}
