/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/display.h"

#include <string.h>

#include "base/i18n.h"
#include "model/date.h"
#include "model/region.h"
#include "model/vocabulary.h"

typedef void display_fn(struct buf *out, enum field field, const char *item);

static void display_plain(struct buf *out, enum field field, const char *item)
{
    (void)field;
    buf_adds(out, item);
}

static void display_code(struct buf *out, enum field field, const char *item)
{
    buf_adds(out, vocabulary_title(field_info(field)->vocabulary, item));
}

static void display_date(struct buf *out, enum field field, const char *item)
{
    struct date d;

    if (date_parse(&d, item))
        date_words(out, d);
    else
        display_plain(out, field, item);
}

static void display_duration(struct buf *out, enum field field,
                             const char *item)
{
    struct duration d;

    if (duration_parse(&d, item))
        duration_words(out, d);
    else
        display_plain(out, field, item);
}

static void display_yesno(struct buf *out, enum field field, const char *item)
{
    if (strcmp(item, "yes") == 0)
        buf_adds(out, _("yes"));
    else if (strcmp(item, "no") == 0)
        buf_adds(out, _("no"));
    else
        display_plain(out, field, item);
}

static void display_country(struct buf *out, enum field field, const char *item)
{
    (void)field;
    buf_adds(out, country_words(item));
}

static void display_language(struct buf *out, enum field field,
                             const char *item)
{
    (void)field;
    buf_adds(out, language_words(item));
}

/* All other types are shown as they are stored. */
static display_fn *const displays[TYPE_COUNT_] = {
    [TYPE_CODE] = display_code,          [TYPE_CODES] = display_code,
    [TYPE_DATE] = display_date,          [TYPE_DURATION] = display_duration,
    [TYPE_YESNO] = display_yesno,        [TYPE_COUNTRY] = display_country,
    [TYPE_COUNTRIES] = display_country,  [TYPE_LANGUAGE] = display_language,
    [TYPE_LANGUAGES] = display_language,
};

void display_item(struct buf *out, enum field field, const char *item)
{
    display_fn *display = displays[field_info(field)->type];

    (display ? display : display_plain)(out, field, item);
}

void display_value(struct buf *out, enum field field, const struct value *v)
{
    if (v->state != STATE_VALUE) {
        buf_adds(out, state_words(v->state));
        return;
    }
    for (size_t i = 0; i < v->items.n; i++) {
        if (i)
            buf_adds(out, "; ");
        display_item(out, field, v->items.v[i]);
    }
}

void display_text(struct buf *out, enum field field, const char *text)
{
    struct value v = VALUE_INIT;

    if (value_parse_text(&v, field, text, NULL) == 0)
        display_value(out, field, &v);
    else
        buf_adds(out, text);
    value_release(&v);
}

void display_title(struct buf *out, const struct record *r)
{
    enum field field = kind_title_field(r->kind);
    const char *text = record_text(r, field);

    if (text && field_info(field)->type == TYPE_DURATION)
        display_item(out, field, text);
    else
        buf_adds(out, record_title(r, NULL));
}
