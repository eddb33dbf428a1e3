/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The label as one text message: its declared part, and where the rest is. */

#include "label/label.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "label/gsm7.h"
#include "label/tree.h"

/* The address of the full record, or NULL where it has none. */
static const char *record_address(const struct label *l)
{
    const struct facts *facts = l->record.n ? &l->record.v[0].facts : NULL;

    if (!facts || !facts->n || facts->v[0].state != STATE_VALUE)
        return NULL;
    return l->record.v[0].text;
}

/* Without what every reader of addresses adds by itself. */
static void add_address(struct buf *out, const char *url)
{
    static const char scheme[] = "https://";
    size_t len;

    if (strncmp(url, scheme, strlen(scheme)) == 0)
        url += strlen(scheme);
    len = strlen(url);
    buf_add(out, url, len > 1 && url[len - 1] == '/' ? len - 1 : len);
}

/* The answers, the address, the code; a draft says that it is one. */
static void compose(struct buf *out, const struct label *l)
{
    const struct voice v = { .lang = l->lang };
    struct buf text = BUF_INIT;
    char *draft;

    for (size_t i = 0; i < l->message.n; i++)
        buf_addf(&text, "%s ", l->message.v[i].text);
    add_address(&text, record_address(l));
    buf_addf(&text, " %s", l->code);
    draft = l->approved
                ? xstrdup(text.s)
                : words_say(&v, SAY_NAMED, words_of(&v, SAY_DRAFT), text.s);
    gsm7_add(out, draft);
    free(draft);
    buf_release(&text);
}

static int refuse_address(const struct label *l, struct error *err)
{
    if (l->refs.n == 1)
        return error_set(err, ERROR_FAILED,
                         _("the text message of '%s' has no address of the "
                           "full record, and tells only a part of it: fill in "
                           "the 'page' of the dataset, or the "
                           "'privacy_policy' of the organisation"),
                         l->refs.v[0]);
    return error_set(err, ERROR_FAILED,
                     _("the text message has no address of the full record, "
                       "and tells only a part of it: fill in the "
                       "'privacy_policy' of the organisation"));
}

/* Has the language of the label letters that no message has? */
static bool is_of_other_letters(const struct label *l)
{
    const struct voice v = { .lang = l->lang };
    struct buf plain = BUF_INIT;
    uint32_t other;

    gsm7_add(&plain, words_of(&v, SAY_MESSAGE_CAN));
    gsm7_septets(plain.s, &other);
    buf_release(&plain);
    return other != 0;
}

static int refuse_letters(const struct label *l, struct error *err)
{
    return error_set(err, ERROR_FAILED,
                     _("a text message has Latin letters alone (GSM-7), and a "
                       "label in the language '%s' has others: choose another "
                       "language with --lang, or another form of the label"),
                     l->lang);
}

static int refuse_character(const struct label *l, uint32_t c,
                            struct error *err)
{
    struct buf shown = BUF_INIT;

    utf8_add(&shown, c);
    error_set(err, ERROR_FAILED,
              _("the text message of '%s' has the character '%s' (U+%04X), "
                "which is not of the alphabet of text messages (GSM-7): write "
                "the title of the dataset, the 'short' name of the party or "
                "the address without it"),
              l->refs.v[0], shown.s, (unsigned)c);
    buf_release(&shown);
    return -1;
}

/* How long that part is which can be made shorter. */
static int refuse_length(const struct label *l, size_t septets,
                         struct error *err)
{
    struct buf address = BUF_INIT;
    uint32_t other;

    add_address(&address, record_address(l));
    error_set(err, ERROR_FAILED,
              _("the text message of '%s' takes %zu septets, %zu more than "
                "one message has: shorten who and what it is about (%zu: the "
                "'short' name of the party and the title of the dataset), or "
                "the address (%zu)"),
              l->refs.v[0], septets, septets - GSM7_MESSAGE,
              gsm7_septets(l->message.v[0].text, &other),
              gsm7_septets(address.s, &other));
    buf_release(&address);
    return -1;
}

int label_sms(const struct label *l, struct buf *out, struct error *err)
{
    struct buf text = BUF_INIT;
    uint32_t other;
    size_t septets;
    int failed = 0;

    if (!record_address(l))
        return refuse_address(l, err);
    compose(&text, l);
    septets = gsm7_septets(text.s, &other);
    if (other && is_of_other_letters(l))
        failed = refuse_letters(l, err);
    else if (other)
        failed = refuse_character(l, other, err);
    else if (septets > GSM7_MESSAGE)
        failed = refuse_length(l, septets, err);
    else
        buf_addf(out, "%s\n", text.s);
    buf_release(&text);
    return failed;
}
