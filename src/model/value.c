/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "model/check.h"

static void words_release(struct words *w)
{
    free(w->lang);
    free(w->text);
    free(w->base_digest);
}

static void words_drop_all(struct value *v)
{
    size_t i;

    for (i = 0; i < v->words_n; i++)
        words_release(&v->words[i]);
    v->words_n = 0;
}

void value_release(struct value *v)
{
    words_drop_all(v);
    free(v->words);
    strs_release(&v->items);
    *v = (struct value)VALUE_INIT;
}

void value_copy(struct value *out, const struct value *from)
{
    size_t i;

    words_drop_all(out);
    out->state = from->state;
    strs_copy(&out->items, &from->items);
    for (i = 0; i < from->words_n; i++)
        value_set_words(out, from->words[i].lang, from->words[i].text,
                        from->words[i].base_digest);
}

bool value_equal(const struct value *a, const struct value *b)
{
    size_t i;

    if (a->state != b->state || a->words_n != b->words_n ||
        !strs_equal(&a->items, &b->items))
        return false;
    for (i = 0; i < a->words_n; i++)
        if (strcmp(a->words[i].lang, b->words[i].lang) != 0 ||
            strcmp(a->words[i].text, b->words[i].text) != 0 ||
            strcmp(a->words[i].base_digest, b->words[i].base_digest) != 0)
            return false;
    return true;
}

void value_set_state(struct value *v, enum state state)
{
    if (state == STATE_VALUE)
        bug("a value needs an item");
    v->state = state;
    strs_release(&v->items);
    words_drop_all(v);
}

void value_set_text(struct value *v, const char *item)
{
    struct strs items = STRS_INIT;

    strs_add(&items, item);
    strs_release(&v->items);
    v->items = items;
    v->state = STATE_VALUE;
}

const char *value_text(const struct value *v)
{
    return v->state == STATE_VALUE ? v->items.v[0] : NULL;
}

bool value_has(const struct value *v, const char *item)
{
    return v->state == STATE_VALUE && strs_has(&v->items, item);
}

static void digest_of_text(const char *text, char out[SHA256_HEX])
{
    unsigned char digest[SHA256_LEN];

    sha256_of(text, strlen(text), digest);
    sha256_hex(digest, out);
}

/* The place of a language among the words: where it is, or belongs. */
static size_t words_place(const struct value *v, const char *lang, bool *there)
{
    size_t i;
    int order = 1;

    for (i = 0; i < v->words_n; i++) {
        order = strcmp(v->words[i].lang, lang);
        if (order >= 0)
            break;
    }
    *there = i < v->words_n && order == 0;
    return i;
}

void value_set_words(struct value *v, const char *lang, const char *text,
                     const char *base_digest)
{
    char own[SHA256_HEX];
    bool there;
    size_t at = words_place(v, lang, &there);
    struct words *w;

    if (there)
        words_release(&v->words[at]);
    if (!text) {
        if (!there)
            return;
        v->words_n--;
        memmove(&v->words[at], &v->words[at + 1],
                (v->words_n - at) * sizeof *v->words);
        return;
    }
    if (!there) {
        ARRAY_GROW(v->words, v->words_n, v->words_room);
        memmove(&v->words[at + 1], &v->words[at],
                (v->words_n - at) * sizeof *v->words);
        v->words_n++;
    }
    if (!base_digest) {
        digest_of_text(value_text(v) ? value_text(v) : "", own);
        base_digest = own;
    }
    w = &v->words[at];
    w->lang = xstrdup(lang);
    w->text = xstrdup(text);
    w->base_digest = xstrdup(base_digest);
}

const struct words *value_words(const struct value *v, const char *lang)
{
    bool there;
    size_t at = words_place(v, lang, &there);

    return there ? &v->words[at] : NULL;
}

const struct words *value_words_for(const struct value *v, const char *lang)
{
    char *tag = xstrdup(lang);
    const struct words *w = value_words(v, tag);
    char *dash;

    while (!w && (dash = strrchr(tag, '-'))) {
        *dash = '\0';
        w = value_words(v, tag);
    }
    free(tag);
    return w;
}

bool words_stale(const struct value *v, const struct words *w)
{
    char now[SHA256_HEX];

    digest_of_text(value_text(v) ? value_text(v) : "", now);
    return strcmp(now, w->base_digest) != 0;
}

struct state_row {
    const char *name;
    const char *token;
    const char *words;
};

static const struct state_row states[] = {
    [STATE_BLANK] = { "blank", NULL, N_("not answered") },
    [STATE_VALUE] = { "value", NULL, N_("answered") },
    [STATE_NONE] = { "none", "@none", N_("none") },
    [STATE_NA] = { "na", "@na", N_("does not apply") },
    [STATE_UNKNOWN] = { "unknown", "@unknown", N_("not known") },
};

const char *state_name(enum state state)
{
    return states[state].name;
}

const char *state_words(enum state state)
{
    return _(states[state].words);
}

const char *state_token(enum state state)
{
    return states[state].token;
}

void value_add_escaped(struct buf *b, const char *item)
{
    if (*item == '@')
        buf_addc(b, '@');
    buf_adds(b, item);
}

/* The stated state that a token means, or STATE_VALUE. */
static enum state state_of_token(const char *s)
{
    int i;

    for (i = STATE_NONE; i <= STATE_UNKNOWN; i++)
        if (strcmp(states[i].token, s) == 0)
            return (enum state)i;
    return STATE_VALUE;
}

static unsigned state_flag(enum state state)
{
    return state == STATE_NONE ? FIELD_NOT
           : state == STATE_NA ? FIELD_NA
                               : FIELD_UNK;
}

static int state_refused(enum field field, const char *token, struct error *err)
{
    const struct field_info *f = field_info(field);
    struct buf may = BUF_INIT;
    int i;

    for (i = STATE_NONE; i <= STATE_UNKNOWN; i++)
        if (f->flags & state_flag((enum state)i))
            buf_addf(&may, "%s%s", may.len ? ", " : "", states[i].token);
    if (may.len)
        error_set(err, ERROR_FAILED,
                  _("'%s' cannot be '%s'; give a value, or one of: %s"),
                  f->name, token, may.s);
    else
        error_set(err, ERROR_FAILED,
                  _("'%s' cannot be '%s'; give a value, or leave it empty"),
                  f->name, token);
    buf_release(&may);
    if (err)
        err->field = (int)field;
    return -1;
}

/* Who writes "unknown" where that is no value means the token. */
static void suggest_token(enum field field, const char *given,
                          struct error *err)
{
    const struct field_info *f = field_info(field);
    int i;

    for (i = STATE_NONE; err && i <= STATE_UNKNOWN; i++)
        if (strcmp(states[i].name, given) == 0 &&
            f->flags & state_flag((enum state)i)) {
            error_clear(err);
            error_set(err, ERROR_FAILED,
                      _("'%s' is no value of '%s'; write '%s' to state that"),
                      given, f->name, states[i].token);
        }
}

/* Reads one item, undoing the doubled @; refuses what begins with one @. */
static int item_parse(struct buf *out, enum field field, const char *given,
                      struct error *err)
{
    buf_clear(out);
    if (given[0] == '@') {
        if (given[1] != '@') {
            error_set(err, ERROR_FAILED,
                      _("'%s' is not one of @none, @na and @unknown; write "
                        "'@%s' for a text that begins with @"),
                      given, given);
            if (err)
                err->field = (int)field;
            return -1;
        }
        given++;
    }
    if (check_item(out, field, given, err) != 0) {
        suggest_token(field, given, err);
        if (err)
            err->field = (int)field;
        return -1;
    }
    return 0;
}

int value_parse_words(struct buf *out, enum field field, const char *given,
                      struct error *err)
{
    struct buf item = BUF_INIT;
    int failed;

    if (given[0] == '@' && given[1] != '@') {
        failed = error_set(err, ERROR_FAILED,
                           _("'%s' cannot stand for the words of '%s' in a "
                             "language; write '@%s' for a text that begins "
                             "with @"),
                           given, field_info(field)->name, given);
        if (err)
            err->field = (int)field;
    } else {
        failed = item_parse(&item, field, given, err);
    }
    if (!failed)
        buf_add(out, item.s, item.len);
    buf_release(&item);
    return failed;
}

static int items_parse(struct strs *out, enum field field,
                       const struct strs *given, struct error *err)
{
    struct buf item = BUF_INIT;
    size_t i;
    int failed = 0;

    for (i = 0; i < given->n && !failed; i++) {
        if (!*given->v[i])
            continue;
        failed = item_parse(&item, field, given->v[i], err);
        if (!failed && item.len)
            strs_add(out, item.s);
    }
    buf_release(&item);
    if (failed)
        return -1;
    if (field_repeats(field))
        strs_sort_unique(out);
    if (out->n > 1 && !field_repeats(field)) {
        error_set(err, ERROR_FAILED,
                  _("'%s' holds one value only; take the others out"),
                  field_info(field)->name);
        if (err)
            err->field = (int)field;
        return -1;
    }
    return 0;
}

int value_parse(struct value *out, enum field field, const struct strs *given,
                struct error *err)
{
    struct strs items = STRS_INIT;
    enum state state = STATE_VALUE;

    if (given->n == 1)
        state = state_of_token(given->v[0]);
    if (state != STATE_VALUE) {
        if (!(field_info(field)->flags & state_flag(state)))
            return state_refused(field, given->v[0], err);
        value_set_state(out, state);
        return 0;
    }
    if (items_parse(&items, field, given, err) != 0) {
        strs_release(&items);
        return -1;
    }
    if (items.n == 0) {
        value_set_state(out, STATE_BLANK);
        return 0;
    }
    strs_release(&out->items);
    out->items = items;
    out->state = STATE_VALUE;
    return 0;
}

int value_parse_text(struct value *out, enum field field, const char *given,
                     struct error *err)
{
    struct strs items = STRS_INIT;
    int failed;

    if (field_repeats(field))
        strs_split(&items, given, ',');
    else
        strs_add(&items, given);
    failed = value_parse(out, field, &items, err);
    strs_release(&items);
    return failed;
}

void value_format(struct buf *out, const struct value *v)
{
    size_t i;

    if (v->state == STATE_BLANK)
        return;
    if (v->state != STATE_VALUE) {
        buf_adds(out, states[v->state].token);
        return;
    }
    for (i = 0; i < v->items.n; i++) {
        if (i)
            buf_adds(out, ", ");
        value_add_escaped(out, v->items.v[i]);
    }
}
