/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/assign.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/check.h"

bool assign_is(const char *arg)
{
    return strchr(arg, '=') != NULL;
}

size_t assign_first(const char *const *args, size_t n)
{
    size_t i = 0;

    while (i < n && !assign_is(args[i]))
        i++;
    return i;
}

void assign_fields(struct strs *out, const char *const *args, size_t n)
{
    for (size_t i = 0; i < n; i++)
        strs_add_len(out, args[i], strcspn(args[i], "=+-@"));
}

struct assignment {
    enum field field;
    char how;   /* '=', '+' or '-'                                         */
    char *lang; /* canonical, or NULL                                      */
    const char *value;
};

static int split_lang(struct assignment *a, const char *lang, struct error *err)
{
    const char *name = field_info(a->field)->name;
    struct buf b = BUF_INIT;

    if (!(field_info(a->field)->flags & FIELD_WORDS))
        return error_set(err, ERROR_USAGE,
                         _("'%s' holds no words in other languages; leave "
                           "out '@%s'"),
                         name, lang);
    if (a->how != '=')
        return error_set(err, ERROR_USAGE,
                         _("words in a language are given as a whole; write "
                           "FIELD@%s=TEXT"),
                         lang);
    if (check_language(&b, lang, err) != 0) {
        buf_release(&b);
        return -1;
    }
    a->lang = buf_detach(&b);
    return 0;
}

static int split(struct assignment *a, enum kind kind, const char *arg,
                 struct error *err)
{
    const char *equals = strchr(arg, '=');
    const char *end = equals;
    char *name, *at;
    int failed;

    if (!equals)
        return error_set(err, ERROR_USAGE,
                         _("'%s' is no assignment; write FIELD=VALUE"), arg);
    *a = (struct assignment){ .how = '=', .value = equals + 1 };
    if (end > arg && strchr("+-", end[-1]))
        a->how = *--end;
    name = xstrndup(arg, (size_t)(end - arg));
    at = strchr(name, '@');
    if (at)
        *at = '\0';
    failed = field_parse(&a->field, kind, name, err);
    if (!failed && at)
        failed = split_lang(a, at + 1, err);
    if (!failed && a->how != '=' && !field_repeats(a->field))
        failed = error_set(err, ERROR_USAGE,
                           _("'%s' holds one value only; use '='"), name);
    free(name);
    return failed;
}

static int set_words(struct value *v, const struct assignment *a,
                     struct error *err)
{
    struct buf item = BUF_INIT;
    int failed;

    if (v->state != STATE_VALUE)
        return error_set(err, ERROR_FAILED,
                         _("'%s' holds no text to translate; give that first"),
                         field_info(a->field)->name);
    failed = value_parse_words(&item, a->field, a->value, err);
    if (!failed)
        value_set_words(v, a->lang, item.len ? item.s : NULL, NULL);
    buf_release(&item);
    return failed;
}

static int add_items(struct value *v, const struct assignment *a,
                     struct error *err)
{
    struct buf all = BUF_INIT;
    int failed;

    if (v->state == STATE_VALUE) {
        value_format(&all, v);
        buf_adds(&all, ", ");
    }
    buf_adds(&all, a->value);
    failed = value_parse_text(v, a->field, all.s, err);
    buf_release(&all);
    return failed;
}

static int take_items(struct value *v, const struct assignment *a,
                      struct error *err)
{
    struct value gone = VALUE_INIT;
    int failed = value_parse_text(&gone, a->field, a->value, err);

    for (size_t i = 0; !failed && i < gone.items.n; i++) {
        const char *item = gone.items.v[i];

        if (!value_has(v, item))
            failed = error_set(err, ERROR_FAILED,
                               _("'%s' does not hold '%s'; 'larder show' tells "
                                 "what it holds"),
                               field_info(a->field)->name, item);
        else if (v->items.n == 1)
            value_set_state(v, STATE_BLANK);
        else
            strs_remove(&v->items, (size_t)strs_find(&v->items, item));
    }
    value_release(&gone);
    return failed;
}

static int apply_one(struct record *r, const struct assignment *a,
                     struct error *err)
{
    struct value *v = record_value(r, a->field);

    if (a->lang)
        return set_words(v, a, err);
    if (a->how == '+')
        return add_items(v, a, err);
    if (a->how == '-')
        return take_items(v, a, err);
    return value_parse_text(v, a->field, a->value, err);
}

/* The name of what is assigned: "title", "title@fr". */
static char *target(const struct assignment *a)
{
    return xasprintf("%s%s%s", field_info(a->field)->name, a->lang ? "@" : "",
                     a->lang ? a->lang : "");
}

/* A value that another takes the place of was not meant to be given. */
static int refuse_second(struct strs *done, const struct assignment *a,
                         struct error *err)
{
    char *name = target(a);
    int failed = 0;

    if (a->how == '=' && strs_has(done, name))
        failed = error_set(err, ERROR_USAGE,
                           _("'%s' is given twice; give it once"), name);
    strs_take(done, name);
    return failed;
}

int assign_apply(struct record *r, const char *const *assignments, size_t n,
                 struct error *err)
{
    struct strs done = STRS_INIT;
    int failed = 0;

    for (size_t i = 0; i < n && !failed; i++) {
        struct assignment a = { .lang = NULL };

        failed = split(&a, r->kind, assignments[i], err);
        if (!failed)
            failed = refuse_second(&done, &a, err);
        if (!failed)
            failed = apply_one(r, &a, err);
        free(a.lang);
    }
    strs_release(&done);
    return failed;
}
