/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "label/foreign.h"
#include "label/isolate.h"
#include "label/language.h"

void build_add(struct build *b, enum form form, const char *name,
               const char *text, struct facts *facts)
{
    struct answer *a;

    /* Nothing stands before it that it could go on behind. */
    if (form == FORM_FLOW && (b->out->n == 0 || b->new_line))
        form = FORM_LINE;
    b->new_line = false;
    a = answers_add(b->out, form, name, text);
    if (facts)
        facts_move(&a->facts, facts);
}

void build_say(struct build *b, enum form form, enum phrase p, const char *one,
               const char *two, struct facts *facts)
{
    char *text = words_say(&b->voice, p, one, two);

    build_add(b, form, NULL, text, facts);
    free(text);
}

void build_unknown(struct build *b, enum phrase topic, struct facts *facts)
{
    const char *words = words_of(&b->voice, topic);

    if (topic == SAY_MAIN)
        b->main_unknown = true;
    else if (topic != SAY_NOTHING && !strs_has(&b->topics, words))
        strs_add(&b->topics, words);
    if (facts)
        facts_move(&b->unknown, facts);
}

enum state build_state(const struct record *r, enum field field)
{
    return record_get(r, field)->state;
}

/* The register's words in the label's language; not those that translate what
 * the original no longer says. */
static const struct words *own_words(const struct build *b,
                                     const struct value *v)
{
    const struct words *w = value_words_for(v, b->voice.lang);

    return w && !words_stale(v, w) ? w : NULL;
}

/* The words of a text field as they are. */
static const char *plain_text(const struct build *b, const struct record *r,
                              enum field field)
{
    const struct value *v = record_get(r, field);
    const struct words *w = NULL;

    if (strcmp(b->voice.lang, b->original) != 0)
        w = own_words(b, v);
    return w ? w->text : value_text(v);
}

/* The field, where it has words in the label's language. */
static enum field name_field(const struct build *b, const struct record *r,
                             enum field shorter, enum field title)
{
    bool own = strcmp(b->voice.lang, b->original) == 0 ||
               value_words_for(record_get(r, shorter), b->voice.lang);

    return record_text(r, shorter) && own ? shorter : title;
}

const char *build_name(const struct build *b, const struct record *r)
{
    enum field title = kind_title_field(r->kind);

    if (r->kind == KIND_ELEMENT)
        title = name_field(b, r, ELEMENT_SHORT, title);
    else if (r->kind == KIND_USE)
        title = name_field(b, r, USE_SHORT, title);
    return build_text(b, r, title);
}

void build_stated(struct build *b, const struct record *r, enum field field,
                  enum phrase topic)
{
    struct facts facts = FACTS_INIT;

    if (build_state(r, field) == STATE_UNKNOWN) {
        build_fact(b, &facts, r, field);
        build_unknown(b, topic, &facts);
    }
    facts_release(&facts);
}

/* The language that all of these terms are told in, or NULL where one is told
 * in the label's own. */
static const char *terms_lang(const struct build *b, const char *vocabulary,
                              const struct value *v)
{
    const char *lang = NULL;

    for (size_t i = 0; i < v->items.n; i++) {
        const char *one = words_term_lang(&b->voice, vocabulary, v->items.v[i]);

        if (!one || (lang && strcmp(lang, one) != 0))
            return NULL;
        lang = one;
    }
    return lang;
}

/* The language of those words, or NULL where it is the label's own. */
static const char *text_lang(const struct build *b, const struct record *r,
                             enum field field)
{
    const struct field_info *info = field_info(field);
    const struct value *v = record_get(r, field);

    if (info->vocabulary)
        return terms_lang(b, info->vocabulary, v);
    if (language_same(b->voice.lang, b->original) ||
        !(info->flags & FIELD_WORDS))
        return NULL;
    return own_words(b, v) ? NULL : b->original;
}

/* The text as it is shown: with its language named, if that is another than the
 * label's; and in a sentence from right to left with what runs the other way
 * held together. */
static char *marked_text(const struct build *b, const struct record *r,
                         enum field field)
{
    const char *text = plain_text(b, r, field);
    const char *lang = foreign_is_name(field) ? NULL : text_lang(b, r, field);
    const struct language *l = language_find(b->voice.lang);
    struct buf runs = BUF_INIT;

    if (lang)
        return words_foreign(&b->voice, text, lang);
    if (!l || !l->rtl || isolate_wanted(text))
        return xstrdup(text);
    isolate_runs(&runs, text);
    return buf_detach(&runs);
}

const char *build_text(const struct build *b, const struct record *r,
                       enum field field)
{
    const char *text = plain_text(b, r, field);

    if (!text || field_info(field)->type != TYPE_PROSE)
        return text;
    strs_take(b->marked, marked_text(b, r, field));
    return b->marked->v[b->marked->n - 1];
}

/* The record that a field names, of those that the label is made from. */
static const struct record *named_by(const struct build *b, enum kind target,
                                     const char *ref)
{
    const struct records *l;

    if (target == KIND_DATASET)
        return material_upstream(b->material, ref);
    if (target == KIND_PARTY)
        return material_party(b->material, ref);
    if (target != KIND_ELEMENT && target != KIND_USE)
        return NULL;
    l = subject_children(b->d, target);
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->v[i].ref, ref) == 0)
            return &l->v[i];
    return NULL;
}

/* What a person reads for one item that is not text. */
static char *item_words(const struct build *b, enum field field,
                        const char *item)
{
    const struct field_info *info = field_info(field);
    struct buf out = BUF_INIT;
    const struct record *named;

    switch (info->type) {
    case TYPE_CODE:
    case TYPE_CODES:
        buf_adds(&out, words_term(&b->voice, info->vocabulary, item));
        break;
    case TYPE_DATE:
        words_date(&b->voice, &out, item);
        break;
    case TYPE_DURATION:
        words_span(&b->voice, &out, item);
        break;
    case TYPE_COUNTRY:
    case TYPE_COUNTRIES:
        buf_adds(&out, words_country(&b->voice, item));
        break;
    case TYPE_COUNT:
    case TYPE_RATIO:
        words_number(&b->voice, &out, item);
        break;
    case TYPE_YESNO:
        buf_adds(&out, words_of(&b->voice,
                                strcmp(item, "yes") == 0 ? SAY_YES : SAY_NO));
        break;
    case TYPE_REF:
    case TYPE_REFS:
        named = named_by(b, info->target, item);
        buf_adds(&out, named
                           ? build_text(b, named, kind_title_field(named->kind))
                           : item);
        break;
    default:
        buf_adds(&out, item);
    }
    return buf_detach(&out);
}

static bool is_text(enum field field)
{
    enum field_type type = field_info(field)->type;

    return type == TYPE_TEXT || type == TYPE_PROSE;
}

/* All items as one text. */
static char *value_in_words(const struct build *b, const struct record *r,
                            enum field field)
{
    const struct value *v = record_get(r, field);
    enum list_place place =
        field_info(field)->vocabulary ? LIST_START : LIST_NAMES;
    struct strs items = STRS_INIT;
    struct buf out = BUF_INIT;

    if (is_text(field))
        return tree_tidy(plain_text(b, r, field));
    for (size_t i = 0; i < v->items.n; i++)
        strs_take(&items, item_words(b, field, v->items.v[i]));
    words_list(&b->voice, &out, &items, place);
    strs_release(&items);
    return buf_detach(&out);
}

const char *build_fact(const struct build *b, struct facts *facts,
                       const struct record *r, enum field field)
{
    const struct value *v = record_get(r, field);
    struct fact *f = facts_add(facts, r->ref, field);
    struct buf code = BUF_INIT;
    const char *lang, *words;

    f->state = v->state;
    if (v->state != STATE_VALUE)
        return NULL;
    f->words = value_in_words(b, r, field);
    lang = text_lang(b, r, field);
    f->lang = lang ? xstrdup(lang) : NULL;
    words = f->words;
    if (is_text(field)) {
        strs_take(b->marked, marked_text(b, r, field));
        words = b->marked->v[b->marked->n - 1];
    }
    if (!is_text(field)) {
        for (size_t i = 0; i < v->items.n; i++)
            buf_addf(&code, "%s%s", i ? " " : "", v->items.v[i]);
        f->code = tree_tidy(code.s);
        buf_release(&code);
    }
    return words;
}

bool build_field(struct build *b, const struct record *r,
                 const struct saying *s)
{
    struct facts facts = FACTS_INIT;
    const char *words = build_fact(b, &facts, r, s->field);
    struct buf small = BUF_INIT; /* a term inside a sentence               */
    enum phrase p = SAY_NOTHING;

    if (words && field_info(s->field)->type == TYPE_YESNO)
        p = record_is(r, s->field, "yes") ? s->yes : s->no;
    else if (words)
        p = s->value;
    else if (record_is_open(r, s->field))
        build_unknown(b, s->topic, s->topic ? &facts : NULL);
    else if (build_state(r, s->field) == STATE_NONE)
        p = s->none;
    if (p && words && field_info(s->field)->vocabulary &&
        strncmp(words_of(&b->voice, p), "{1}", 3) != 0)
        words_small(&b->voice, &small, words);
    if (p)
        build_say(b, s->form, p, small.len ? small.s : words, NULL, &facts);
    facts_release(&facts);
    buf_release(&small);
    return p != SAY_NOTHING;
}

bool build_is_contradicted(const struct build *b, enum field against,
                           const char *code)
{
    const struct records *l = subject_children(b->d, field_info(against)->kind);

    for (size_t i = 0; i < l->n; i++)
        if (record_within(&l->v[i], against, code))
            return true;
    return false;
}

bool build_promise(struct build *b, enum field promise, enum phrase p,
                   enum phrase none, enum field against)
{
    const struct value *v = record_get(&b->d->dataset, promise);
    struct facts facts = FACTS_INIT;
    struct strs kept = STRS_INIT;
    struct buf list = BUF_INIT;
    bool said = true;

    build_fact(b, &facts, &b->d->dataset, promise);
    for (size_t i = 0; i < v->items.n; i++)
        if (!build_is_contradicted(b, against, v->items.v[i]))
            strs_add(&kept,
                     words_term(&b->voice, field_info(promise)->vocabulary,
                                v->items.v[i]));
    words_list(&b->voice, &list, &kept, LIST_OR);
    if (kept.n)
        build_say(b, FORM_LINE, p, list.s, NULL, &facts);
    else if (v->state == STATE_NONE)
        build_say(b, FORM_LINE, none, NULL, NULL, &facts);
    else
        said = false;
    facts_release(&facts);
    strs_release(&kept);
    buf_release(&list);
    return said;
}

enum list_state build_list(const struct build *b, struct facts *facts,
                           enum kind child)
{
    const struct record *r = &b->d->dataset;
    enum field field = kind_list_state(child);
    bool empty = subject_children(b->d, child)->n == 0;

    build_fact(b, facts, r, field);
    if (record_is(r, field, "complete"))
        return empty ? LIST_EMPTY : LIST_COMPLETE;
    if (build_state(r, field) == STATE_NONE && empty)
        return LIST_EMPTY;
    return LIST_OPEN;
}

void build_wrap(const struct build *b, char **text, enum phrase p,
                const char *words)
{
    char *longer = words_say(&b->voice, p, *text, words);

    free(*text);
    *text = longer;
}

void build_elements(const struct build *b, struct facts *facts, char **text,
                    const struct record *r, enum field field)
{
    const struct value *v = record_get(r, field);
    const struct records *l = &b->d->elements;
    struct strs words = STRS_INIT;
    struct buf list = BUF_INIT;

    if (!v->items.n || v->items.n >= l->n)
        return;
    build_fact(b, facts, r, field);
    for (size_t i = 0; i < l->n; i++)
        if (value_has(v, l->v[i].ref))
            strs_add(&words, build_name(b, &l->v[i]));
    words_list(&b->voice, &list, &words, LIST_AS_IS);
    build_wrap(b, text, SAY_IN_BRACKETS, list.s);
    strs_release(&words);
    buf_release(&list);
}
