/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/filter.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/check.h"
#include "model/value.h"

/* Parentheses and "not" within each other: more is a mistake or an attack. */
enum { DEEPEST = 50 };

/* Values in all tests together: more would be too long for SQLite. */
enum { VALUES_MOST = 500 };

struct parser {
    const char *text;
    size_t at;
    enum kind kind;
    int depth;
    int values;
    struct error *err;
};

static size_t place(const struct parser *p)
{
    size_t i = 0, n = 1;

    while (i < p->at) {
        i = utf8_next(p->text, i);
        n++;
    }
    return n;
}

/* Puts the place in front of an error that is set. */
static int refuse_here(struct parser *p)
{
    return error_prefix(p->err, _("filter, character %zu"), place(p));
}

static int refuse(struct parser *p, const char *why)
{
    error_set(p->err, ERROR_USAGE, "%s", why);
    return refuse_here(p);
}

static void skip_blanks(struct parser *p)
{
    while (isspace((unsigned char)p->text[p->at]))
        p->at++;
}

static size_t name_len(const struct parser *p)
{
    return strspn(p->text + p->at, "abcdefghijklmnopqrstuvwxyz_");
}

/* Steps over a word if it stands here and ends here. */
static bool take_word(struct parser *p, const char *word)
{
    size_t len = strlen(word);

    skip_blanks(p);
    if (name_len(p) != len || strncmp(p->text + p->at, word, len) != 0)
        return false;
    p->at += len;
    return true;
}

static bool take_char(struct parser *p, char c)
{
    skip_blanks(p);
    if (p->text[p->at] != c)
        return false;
    p->at++;
    return true;
}

struct op_row {
    const char *sign;
    enum filter_op op;
};

/* The longer of two that begin alike comes first. */
static const struct op_row ops[] = {
    { "!=", FILTER_IS_NOT },   { "<=", FILTER_AT_MOST },
    { ">=", FILTER_AT_LEAST }, { "=", FILTER_IS },
    { "~", FILTER_HAS },       { "<", FILTER_LESS },
    { ">", FILTER_MORE },      { ":", FILTER_WITHIN },
};

static int parse_op(struct parser *p, struct filter *f)
{
    size_t i;

    skip_blanks(p);
    for (i = 0; i < sizeof ops / sizeof *ops; i++) {
        size_t len = strlen(ops[i].sign);

        if (strncmp(p->text + p->at, ops[i].sign, len) == 0) {
            p->at += len;
            f->op = ops[i].op;
            return 0;
        }
    }
    return refuse(p, _("expected one of = != ~ : < <= > >="));
}

static int parse_quoted(struct parser *p, struct buf *item)
{
    p->at++;
    while (p->text[p->at] && p->text[p->at] != '"') {
        if (p->text[p->at] == '\\' && p->text[p->at + 1])
            p->at++;
        buf_addc(item, p->text[p->at++]);
    }
    if (!p->text[p->at])
        return refuse(p, _("the closing \" is missing"));
    p->at++;
    return 0;
}

static int parse_item(struct parser *p, struct buf *item)
{
    skip_blanks(p);
    buf_clear(item);
    if (p->text[p->at] == '"')
        return parse_quoted(p, item);
    while (p->text[p->at] && !isspace((unsigned char)p->text[p->at]) &&
           !strchr(",()\"", p->text[p->at]))
        buf_addc(item, p->text[p->at++]);
    return item->len ? 0 : refuse(p, _("expected a value"));
}

static bool is_token(const char *item)
{
    static const char *const tokens[] = { "@none", "@na", "@unknown", "@blank",
                                          "@any" };
    size_t i;

    for (i = 0; i < sizeof tokens / sizeof *tokens; i++)
        if (strcmp(tokens[i], item) == 0)
            return true;
    return false;
}

/* Does the operator make sense for fields of this type? */
static bool op_fits(enum filter_op op, enum field field)
{
    enum field_type t =
        field == FIELD_COUNT ? TYPE_TEXT : field_info(field)->type;

    if (op == FILTER_WITHIN)
        return t == TYPE_CODE || t == TYPE_CODES;
    if (op >= FILTER_LESS)
        return t == TYPE_DATE || t == TYPE_COUNT || t == TYPE_RATIO;
    return true;
}

/* A value that begins with @ keeps it doubled, or it would be a token. */
static void add_escaped(struct filter *f, const char *item)
{
    struct buf b = BUF_INIT;

    value_add_escaped(&b, item);
    strs_take(&f->items, buf_detach(&b));
}

/* Text that is searched for need not be a whole value; all else is checked. */
static int add_item(struct parser *p, struct filter *f, const char *item)
{
    struct buf canonical = BUF_INIT;
    int failed = 0;

    if (is_token(item) && f->op >= FILTER_LESS)
        return refuse(p, _("a state is neither more nor less than a value"));
    if (is_token(item) || f->op == FILTER_HAS || f->field == FIELD_COUNT) {
        strs_add(&f->items, item);
        return 0;
    }
    if (item[0] == '@' && item[1] != '@')
        return refuse(p, _("expected @none, @na, @unknown, @blank or @any; a "
                           "text that begins with @ is written with two"));
    if (field_is_ref(f->field)) {
        strs_add(&f->items, item);
        return 0;
    }
    failed = check_item(&canonical, f->field, item + (*item == '@'), p->err);
    if (failed)
        p->err->code = ERROR_USAGE;
    else
        add_escaped(f, canonical.s);
    buf_release(&canonical);
    return failed;
}

static int parse_items(struct parser *p, struct filter *f)
{
    struct buf item = BUF_INIT;
    int failed;

    do {
        failed = p->values++ < VALUES_MOST
                     ? parse_item(p, &item)
                     : refuse(p, _("too many tests; ask in several steps"));
        if (!failed)
            failed = add_item(p, f, item.s);
    } while (!failed && take_char(p, ','));
    buf_release(&item);
    return failed;
}

/* One name of a path: a field of `kind`, or "ref" (FIELD_COUNT). */
static int parse_name(struct parser *p, enum kind kind, enum field *out)
{
    size_t len = name_len(p);
    char *name = xstrndup(p->text + p->at, len);
    int failed = 0;

    *out = FIELD_COUNT;
    if (len == 0)
        failed = refuse(p, _("expected the name of a field"));
    else if (strcmp(name, "ref") != 0) {
        failed = field_parse(out, kind, name, p->err);
        if (failed)
            refuse_here(p);
    }
    if (!failed)
        p->at += len;
    free(name);
    return failed;
}

/* Takes "element." where a child kind and a full stop stand here. */
static void parse_child(struct parser *p, struct filter *f)
{
    size_t len = name_len(p);
    char *name = xstrndup(p->text + p->at, len);
    enum kind child = kind_find(name);

    if (child != KIND_NONE && kind_info(child)->parent == p->kind &&
        p->text[p->at + len] == '.') {
        f->child = child;
        p->at += len + 1;
    }
    free(name);
}

static int parse_path(struct parser *p, struct filter *f)
{
    enum kind kind;

    skip_blanks(p);
    parse_child(p, f);
    kind = f->child == KIND_NONE ? p->kind : f->child;
    if (parse_name(p, kind, &f->field) != 0)
        return -1;
    if (p->text[p->at] != '.')
        return 0;
    if (f->field == FIELD_COUNT || !field_is_ref(f->field))
        return refuse(p, _("only a field that names a record, or a kind of "
                           "child, can stand before a full stop"));
    if (field_info(f->field)->target == KIND_ANY)
        return refuse(p, _("this field names records of any kind, so no field "
                           "of theirs can follow; test its ref"));
    p->at++;
    f->through = f->field;
    return parse_name(p, field_info(f->through)->target, &f->field);
}

static struct filter *filter_new(enum filter_op op)
{
    struct filter *f = xcalloc(1, sizeof *f);

    f->op = op;
    f->child = KIND_NONE;
    f->through = FIELD_COUNT;
    f->field = FIELD_COUNT;
    return f;
}

void filter_free(struct filter *f)
{
    if (!f)
        return;
    filter_free(f->left);
    filter_free(f->right);
    strs_release(&f->items);
    free(f);
}

static int parse_test(struct parser *p, struct filter **out)
{
    struct filter *f = filter_new(FILTER_IS);

    *out = f;
    if (parse_path(p, f) != 0 || parse_op(p, f) != 0)
        return -1;
    if (!op_fits(f->op, f->field))
        return refuse(p, f->op == FILTER_WITHIN
                             ? _("':' is for fields that hold codes")
                             : _("< and > are for dates and numbers"));
    return parse_items(p, f);
}

static int parse_or(struct parser *p, struct filter **out);

static int parse_not(struct parser *p, struct filter **out)
{
    int failed;

    if (++p->depth > DEEPEST)
        return refuse(p, _("too many parentheses within each other"));
    if (take_word(p, "not")) {
        *out = filter_new(FILTER_NOT);
        failed = parse_not(p, &(*out)->left);
    } else if (take_char(p, '(')) {
        failed = parse_or(p, out);
        if (!failed && !take_char(p, ')'))
            failed = refuse(p, _("the closing parenthesis is missing"));
    } else {
        failed = parse_test(p, out);
    }
    p->depth--;
    return failed;
}

/* Puts *out on the left of a new part, and gives the place of its right. */
static struct filter **join(struct filter **out, enum filter_op op)
{
    struct filter *f = filter_new(op);

    f->left = *out;
    *out = f;
    return &f->right;
}

static int parse_and(struct parser *p, struct filter **out)
{
    int failed = parse_not(p, out);

    while (!failed && take_word(p, "and"))
        failed = parse_not(p, join(out, FILTER_AND));
    return failed;
}

static int parse_or(struct parser *p, struct filter **out)
{
    int failed = parse_and(p, out);

    while (!failed && take_word(p, "or"))
        failed = parse_and(p, join(out, FILTER_OR));
    return failed;
}

int filter_parse(struct filter **out, enum kind kind, const char *text,
                 struct error *err)
{
    struct parser p = { text, 0, kind, 0, 0, err };
    struct error own = ERROR_INIT;
    struct filter *f = NULL;
    int failed;

    *out = NULL;
    if (!err)
        p.err = &own;
    failed = utf8_check(text, strlen(text), false, p.err);
    if (failed) {
        p.err->code = ERROR_USAGE;
        error_prefix(p.err, "%s", _("filter"));
    }
    skip_blanks(&p);
    if (!failed && p.text[p.at])
        failed = parse_or(&p, &f);
    skip_blanks(&p);
    if (!failed && p.text[p.at])
        failed = refuse(&p, _("expected 'and', 'or' or the end"));
    error_clear(&own);
    if (failed) {
        filter_free(f);
        return -1;
    }
    *out = f;
    return 0;
}
