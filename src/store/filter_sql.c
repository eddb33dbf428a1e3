/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "store/filter_sql.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

#include "base/error.h"
#include "base/mem.h"
#include "model/value.h"
#include "model/vocabulary.h"
#include "store/schema.h"

/* Where the parts of a filter are written to. */
struct writer {
    struct buf *out;
    struct strs *params;
};

/* The two aliases that a test looks at. */
struct aliases {
    const char *row;    /* of the table of the kind                        */
    const char *record; /* of `record`                                     */
};

static void add_param(struct writer *w, const char *text)
{
    buf_addc(w->out, '?');
    strs_add(w->params, text);
}

/* "SELECT record FROM term WHERE field = 'subjects'", or link. */
static void add_items_of(struct writer *w, enum field field)
{
    buf_addf(w->out, "SELECT record FROM %s WHERE field = '%s'",
             field_is_ref(field) ? "link" : "term", field_info(field)->name);
}

static void add_target(struct writer *w, const char *ref)
{
    buf_adds(w->out, "(SELECT id FROM record WHERE ref = ");
    add_param(w, ref);
    buf_adds(w->out, " UNION ALL SELECT record FROM old_ref WHERE ref = ");
    add_param(w, ref);
    buf_adds(w->out, ")");
}

/* @none, @na, @unknown, @blank, @any */
static void add_state(struct writer *w, const struct aliases *a,
                      enum field field, const char *token)
{
    const char *name = field_info(field)->name;
    bool any = strcmp(token, "@any") == 0;

    if (!any && strcmp(token, "@blank") != 0) {
        buf_addf(w->out, "%s.\"%s_is\" = '%s'", a->row, name, token + 1);
        return;
    }
    if (schema_has_column(field)) {
        buf_addf(w->out, "%s.\"%s\" IS %sNULL", a->row, name,
                 any ? "NOT " : "");
    } else {
        buf_addf(w->out, "%s.id %sIN (", a->row, any ? "" : "NOT ");
        add_items_of(w, field);
        buf_addc(w->out, ')');
    }
    if (!any)
        buf_addf(w->out, " AND %s.\"%s_is\" IS NULL", a->row, name);
}

static void add_is_item(struct writer *w, const struct aliases *a,
                        enum field field, const char *item)
{
    const struct field_info *f = field_info(field);

    if (!schema_has_column(field)) {
        buf_addf(w->out, "%s.id IN (", a->row);
        add_items_of(w, field);
        buf_adds(w->out,
                 field_is_ref(field) ? " AND target IN " : " AND code = ");
        if (field_is_ref(field))
            add_target(w, item);
        else
            add_param(w, item);
        buf_addc(w->out, ')');
        return;
    }
    buf_addf(w->out, "%s.\"%s\" ", a->row, f->name);
    if (f->type == TYPE_REF) {
        buf_adds(w->out, "IN ");
        add_target(w, item);
    } else if (f->type == TYPE_YESNO) {
        buf_addf(w->out, "= %d", strcmp(item, "yes") == 0);
    } else {
        buf_adds(w->out, "= ");
        add_param(w, item);
    }
}

static void add_contains(struct writer *w, const char *what, const char *item)
{
    buf_addf(w->out, "instr(fold(%s), fold(", what);
    add_param(w, item);
    buf_adds(w->out, ")) > 0");
}

/* The words of other languages are searched, too. */
static void add_has(struct writer *w, const struct aliases *a, enum field field,
                    const char *item)
{
    const struct field_info *f = field_info(field);
    struct buf what = BUF_INIT;

    if (!schema_has_column(field)) {
        buf_addf(w->out, "%s.id IN (", a->row);
        add_items_of(w, field);
        buf_adds(w->out, " AND ");
        add_contains(w,
                     field_is_ref(field)
                         ? "(SELECT ref FROM record WHERE id = target)"
                         : "code",
                     item);
        buf_addc(w->out, ')');
        return;
    }
    if (f->type == TYPE_REF)
        buf_addf(&what, "(SELECT ref FROM record WHERE id = %s.\"%s\")", a->row,
                 f->name);
    else
        buf_addf(&what, "%s.\"%s\"", a->row, f->name);
    add_contains(w, what.s, item);
    buf_release(&what);
    if (f->flags & FIELD_WORDS) {
        buf_addf(w->out,
                 " OR %s.id IN (SELECT record FROM words WHERE field = '%s' "
                 "AND ",
                 a->row, f->name);
        add_contains(w, "text", item);
        buf_addc(w->out, ')');
    }
}

/* The term and all narrower ones; codes, own ones too, are safe to be written
 * as they are (model/vocabulary.h). */
static void add_within(struct writer *w, const struct aliases *a,
                       enum field field, const char *item)
{
    const struct field_info *f = field_info(field);
    const struct vocabulary *v = vocabulary_find(f->vocabulary);
    const char *comma = "";
    size_t i;

    if (schema_has_column(field)) {
        buf_addf(w->out, "%s.\"%s\" IN (", a->row, f->name);
    } else {
        buf_addf(w->out, "%s.id IN (", a->row);
        add_items_of(w, field);
        buf_adds(w->out, " AND code IN (");
    }
    for (i = 0; i < v->count; i++)
        if (vocabulary_within(v, v->terms[i].code, item)) {
            buf_addf(w->out, "%s'%s'", comma, v->terms[i].code);
            comma = ",";
        }
    buf_adds(w->out, schema_has_column(field) ? ")" : "))");
}

static const char *order_sign(enum filter_op op)
{
    switch (op) {
    case FILTER_LESS:
        return "<";
    case FILTER_AT_MOST:
        return "<=";
    case FILTER_MORE:
        return ">";
    default:
        return ">=";
    }
}

/* A value that begins with @ has it doubled. */
static bool is_state_token(const char *item)
{
    return item[0] == '@' && item[1] != '@';
}

static void add_ref_item(struct writer *w, const struct aliases *a,
                         const struct filter *f, const char *item)
{
    struct buf what = BUF_INIT;

    buf_addf(&what, "%s.ref", a->record);
    if (f->op == FILTER_HAS) {
        add_contains(w, what.s, item);
    } else {
        buf_addf(w->out, "%s = ", what.s);
        add_param(w, item);
    }
    buf_release(&what);
}

static void add_item(struct writer *w, const struct aliases *a,
                     const struct filter *f, const char *item)
{
    if (f->field == FIELD_COUNT) {
        add_ref_item(w, a, f, item);
    } else if (is_state_token(item) && f->op != FILTER_HAS) {
        add_state(w, a, f->field, item);
    } else if (f->op == FILTER_HAS) {
        add_has(w, a, f->field, item);
    } else if (f->op == FILTER_WITHIN) {
        add_within(w, a, f->field, item);
    } else if (f->op >= FILTER_LESS) {
        buf_addf(w->out, "%s.\"%s\" %s ", a->row, field_info(f->field)->name,
                 order_sign(f->op));
        add_param(w, item);
    } else {
        add_is_item(w, a, f->field, item + (*item == '@'));
    }
}

/* Half and half, so that SQLite's tree of them stays flat. */
static void add_any(struct writer *w, const struct aliases *a,
                    const struct filter *f, size_t from, size_t to)
{
    size_t middle = from + (to - from) / 2;

    buf_addc(w->out, '(');
    if (to - from == 1) {
        add_item(w, a, f, f->items.v[from]);
    } else {
        add_any(w, a, f, from, middle);
        buf_adds(w->out, " OR ");
        add_any(w, a, f, middle, to);
    }
    buf_addc(w->out, ')');
}

/* Any of the items will do; for != none of them may be. */
static void add_items(struct writer *w, const struct aliases *a,
                      const struct filter *f)
{
    add_any(w, a, f, 0, f->items.n);
    if (f->op == FILTER_IS_NOT)
        buf_adds(w->out, " IS NOT TRUE");
}

/* The test of a record that a field names: controller.country=IE */
static void add_through(struct writer *w, const struct aliases *a,
                        const struct filter *f)
{
    const struct aliases target = { "xt", "x" };
    const struct field_info *via = field_info(f->through);
    const char *table = kind_info(via->target)->name;

    buf_addf(w->out,
             "EXISTS (SELECT 1 FROM \"%s\" xt JOIN record x ON x.id = "
             "xt.id WHERE xt.id ",
             table);
    if (schema_has_column(f->through))
        buf_addf(w->out, "= %s.\"%s\" AND ", a->row, via->name);
    else
        buf_addf(w->out,
                 "IN (SELECT target FROM link WHERE record = %s.id AND "
                 "field = '%s') AND ",
                 a->row, via->name);
    add_items(w, &target, f);
    buf_addc(w->out, ')');
}

static void add_test(struct writer *w, const struct aliases *a,
                     const struct filter *f)
{
    if (f->through != FIELD_COUNT)
        add_through(w, a, f);
    else
        add_items(w, a, f);
}

/* The test of some child: element.category=fingerprint */
static void add_child(struct writer *w, const struct filter *f)
{
    const struct aliases child = { "ct", "c" };
    const char *kind = kind_info(f->child)->name;

    buf_addf(w->out,
             "EXISTS (SELECT 1 FROM record c JOIN \"%s\" ct ON ct.id = c.id "
             "WHERE c.parent = r.id AND c.kind = '%s' AND c.removed = 0 AND ",
             kind, kind);
    add_test(w, &child, f);
    buf_addc(w->out, ')');
}

static void add_filter(struct writer *w, const struct filter *f);

/* The same for parts of a chain. */
static void add_parts(struct writer *w, const struct filter *const *parts,
                      size_t n, enum filter_op op)
{
    if (n == 1) {
        add_filter(w, *parts);
        return;
    }
    buf_addc(w->out, '(');
    add_parts(w, parts, n / 2, op);
    buf_adds(w->out, op == FILTER_AND ? " AND " : " OR ");
    add_parts(w, parts + n / 2, n - n / 2, op);
    buf_addc(w->out, ')');
}

/* a AND b AND c, which the parser hangs up on the left. */
static void add_chain(struct writer *w, const struct filter *f)
{
    const struct filter **parts, *at;
    size_t i, n = 1;

    for (at = f; at->op == f->op; at = at->left)
        n++;
    parts = xcalloc(n, sizeof *parts);
    for (at = f, i = n - 1; i > 0; at = at->left)
        parts[i--] = at->right;
    parts[0] = at;
    add_parts(w, parts, n, f->op);
    free(parts);
}

static void add_filter(struct writer *w, const struct filter *f)
{
    const struct aliases own = { "t", "r" };

    switch (f->op) {
    case FILTER_AND:
    case FILTER_OR:
        add_chain(w, f);
        break;
    case FILTER_NOT:
        buf_addc(w->out, '(');
        add_filter(w, f->left);
        buf_adds(w->out, ") IS NOT TRUE");
        break;
    default:
        if (f->child != KIND_NONE)
            add_child(w, f);
        else
            add_test(w, &own, f);
    }
}

void filter_sql(struct buf *out, struct strs *params, const struct filter *f)
{
    struct writer w = { out, params };

    add_filter(&w, f);
}

/* ---- fold() ------------------------------------------------------------- */

static bool is_ascii(const unsigned char *s, size_t len)
{
    size_t i;

    for (i = 0; i < len; i++)
        if (s[i] & 0x80)
            return false;
    return true;
}

static void fold(sqlite3_context *context, int n, sqlite3_value **args)
{
    const unsigned char *s = sqlite3_value_text(args[0]);
    size_t i, len = (size_t)sqlite3_value_bytes(args[0]), folded_len = 0;
    uint8_t *folded;

    (void)n;
    if (!s)
        return;
    if (is_ascii(s, len)) {
        char *copy = sqlite3_malloc64(len + 1);

        if (!copy) {
            sqlite3_result_error_nomem(context);
            return;
        }
        for (i = 0; i < len; i++)
            copy[i] = (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i]);
        sqlite3_result_text64(context, copy, len, sqlite3_free, SQLITE_UTF8);
        return;
    }
    folded = u8_casefold(s, len, NULL, UNINORM_NFC, NULL, &folded_len);
    if (folded)
        sqlite3_result_text64(context, (char *)folded, folded_len, free,
                              SQLITE_UTF8);
}

int filter_sql_define(sqlite3 *db)
{
    return sqlite3_create_function_v2(
        db, "fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
        NULL, fold, NULL, NULL, NULL);
}
