/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/register_reader.h"

#include <string.h>

#include "base/i18n.h"
#include "model/check.h"

/* ---- the beginning ------------------------------------------------------ */

int reader_end_items(struct reader *r)
{
    int failed = 0;

    if (r->items.n && r->values)
        failed = value_parse(record_value(&r->in.record, r->field), r->field,
                             &r->items, r->err);
    strs_release(&r->items);
    if (failed)
        reader_failed_in_field(r);
    return failed;
}

/* The kind has no such field, or has it further up. */
static void refuse_field(struct reader *r, const char *tag)
{
    enum field field;

    if (field_parse(&field, r->in.record.kind, tag, r->err) != 0)
        reader_failed(r, reader_line(r));
    else
        REFUSE(r,
               _("'%s' must stand before '%s': fields have an order, which "
                 "larder-register(5) lists"),
               tag, field_info(r->field)->name);
}

/* The field is the one read before or one behind it, else FIELD_COUNT. */
static enum field field_ahead(const struct reader *r, const char *tag)
{
    const struct kind_info *k = kind_info(r->in.record.kind);
    size_t i = r->field == FIELD_COUNT ? k->first : r->field;

    for (; i < k->first + k->count; i++)
        if (strcmp(field_info((enum field)i)->name, tag) == 0)
            return (enum field)i;
    return FIELD_COUNT;
}

/* The second element of a field: an item more, or words of a language. */
static void field_again(struct reader *r)
{
    const char *name = field_info(r->field)->name;

    if (r->said[AT_LANG])
        return;
    if (!field_repeats(r->field))
        REFUSE(r, _("'%s' holds one value only; take the others out"), name);
}

void reader_start_field(struct reader *r, const char *tag)
{
    enum field field = field_ahead(r, tag);
    bool words =
        field != FIELD_COUNT && (field_info(field)->flags & FIELD_WORDS);

    buf_clear(&r->text);
    if (field == FIELD_COUNT) {
        refuse_field(r, tag);
        return;
    }
    if (field == r->field) {
        field_again(r);
    } else {
        if (reader_end_items(r) != 0)
            return;
        r->field = field;
        r->in.lines[field] = reader_line(r);
    }
    if (!words && (r->said[AT_LANG] || r->said[AT_OF]))
        REFUSE(r,
               _("'%s' cannot hold words of another language; take the "
                 "attribute out"),
               tag);
    else if (r->said[AT_OF] && !r->said[AT_LANG])
        REFUSE(r,
               _("'%s' has the attribute 'of' without 'xml:lang'; say "
                 "which language it is"),
               tag);
}

/* ---- its text ----------------------------------------------------------- */

/* How many bytes of text the field may have here: NFC makes fewer of them. */
static size_t field_room(enum field field)
{
    return (size_t)READ_BYTES_EACH * (field_info(field)->type == TYPE_PROSE
                                          ? CHECK_PROSE_MAX
                                          : CHECK_TEXT_MAX);
}

void reader_add_text(struct reader *r, const xmlChar *text, size_t len)
{
    buf_add(&r->text, text, len);
    if (r->text.len > field_room(r->field))
        REFUSE(r, _("'%s' is too long: %zu bytes are allowed"),
               field_info(r->field)->name,
               field_room(r->field) / READ_BYTES_EACH);
    else
        reader_grow(r, len);
}

/* ---- the end ------------------------------------------------------------ */

/* White space around what is not text means nothing. */
static void trim(struct buf *b)
{
    size_t start = strspn(b->s, " \t\n");

    while (b->len > start && strchr(" \t\n", b->s[b->len - 1]))
        buf_truncate(b, b->len - 1);
    if (start) {
        memmove(b->s, b->s + start, b->len - start);
        buf_truncate(b, b->len - start);
    }
}

static void add_words(struct reader *r, const char *lang, const char *of)
{
    struct value *v = record_value(&r->in.record, r->field);
    const char *name = field_info(r->field)->name;
    struct buf text = BUF_INIT;

    if (v->state != STATE_VALUE) {
        REFUSE(r,
               _("the words of '%s' in '%s' stand without the original; "
                 "write that before them"),
               name, lang);
        return;
    }
    if (value_words(v, lang)) {
        REFUSE(r, _("the words of '%s' in '%s' are there twice; take one out"),
               name, lang);
        return;
    }
    if (value_parse_words(&text, r->field, r->text.s, r->err) != 0)
        reader_failed(r, reader_line(r));
    else if (!text.len)
        REFUSE(r,
               _("the words of '%s' in '%s' are empty; leave the element out "
                 "if there are none"),
               name, lang);
    else
        value_set_words(v, lang, text.s, *of ? of : NULL);
    buf_release(&text);
}

static void end_words(struct reader *r)
{
    struct buf lang = BUF_INIT;
    char of[SHA256_HEX];

    if (!r->values || reader_end_items(r) != 0)
        return;
    if (reader_take_digest(r, AT_OF, of) == 0) {
        if (check_language(&lang, r->at[AT_LANG].s, r->err) != 0)
            reader_failed(r, reader_line(r));
        else
            add_words(r, lang.s, of);
    }
    buf_release(&lang);
}

void reader_end_field(struct reader *r)
{
    enum field_type type = field_info(r->field)->type;

    if (type != TYPE_TEXT && type != TYPE_PROSE)
        trim(&r->text);
    if (r->said[AT_LANG])
        end_words(r);
    else if (r->values)
        strs_add(&r->items, r->text.s);
}
