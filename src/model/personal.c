/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/personal.h"

#include <string.h>

#include "base/utf8.h"
#include "model/personal_match.h"
#include "model/vocabulary.h"

/* In the order in which they are tried: what has a check digit comes first. */
static const struct {
    const char *code;
    personal_match_fn *match;
} detectors[PERSONAL_COUNT] = {
    [PERSONAL_EMAIL] = { "email", personal_match_email },
    [PERSONAL_IBAN] = { "iban", personal_match_iban },
    [PERSONAL_NIR] = { "nir", personal_match_nir },
    [PERSONAL_NINO] = { "nino", personal_match_nino },
    [PERSONAL_DNI] = { "dni", personal_match_dni },
    [PERSONAL_PPSN] = { "ppsn", personal_match_ppsn },
    [PERSONAL_CARD] = { "card", personal_match_card },
    [PERSONAL_SSN] = { "ssn", personal_match_ssn },
    [PERSONAL_BSN] = { "bsn", personal_match_bsn },
    [PERSONAL_PHONE] = { "phone", personal_match_phone },
};

const char *personal_code(enum personal_kind kind)
{
    return detectors[kind].code;
}

const char *personal_words(enum personal_kind kind)
{
    return vocabulary_words("personal", personal_code(kind));
}

/* ---- in which fields ---------------------------------------------------- */

/* Sections whose texts may say how an office is reached, or name files. */
static const bool has_contacts[SECTION_COUNT] = {
    [SECTION_WHO] = true,      [SECTION_CHOICE] = true,
    [SECTION_TRANSFER] = true, [SECTION_WITHDRAWAL] = true,
    [SECTION_RIGHTS] = true,   [SECTION_CONTACT] = true,
    [SECTION_DOCUMENT] = true,
};

bool personal_has_no_place(enum field field)
{
    const struct field_info *f = field_info(field);

    return (f->type == TYPE_TEXT || f->type == TYPE_PROSE) &&
           !has_contacts[f->section] && field != PARTY_NAME &&
           field != LABEL_XML && field != LABEL_READS; /* made of others   */
}

/* ---- the search --------------------------------------------------------- */

/* The digits and the "@" that any of them needs. */
static bool is_possible(const char *text)
{
    size_t digits = 0;

    for (; *text; text++) {
        digits += *text >= '0' && *text <= '9';
        if (*text == '@' || digits == 6)
            return true;
    }
    return false;
}

/* Behind the date and what parts it from the next number, or NULL. */
static const char *behind_date(const char *at)
{
    struct scan_run r;
    size_t n;

    if (!scan_digit(*at))
        return NULL;
    scan_run_read(&r, at);
    n = scan_run_date(&r);
    if (n == 0)
        return NULL;
    return n < r.groups ? r.begin[n] : r.end;
}

/* The length of what begins there, and its kind; or 0. */
static size_t match(const struct scan *p, enum personal_kind *kind)
{
    size_t len = 0;

    if (!scan_starts(p))
        return 0;
    for (int k = 0; k < PERSONAL_COUNT && !len; k++) {
        len = detectors[k].match(p);
        *kind = (enum personal_kind)k;
    }
    return len;
}

bool personal_find(const char *text, size_t *from, struct personal *out)
{
    struct scan p = { text + *from, text + *from };
    const char *date;

    if (*from == 0 && !is_possible(text))
        return false;
    while (*p.at) {
        out->len = match(&p, &out->kind);
        out->at = (size_t)(p.at - text);
        if (out->len) {
            *from = out->at + out->len;
            return true;
        }
        date = scan_starts(&p) ? behind_date(p.at) : NULL;
        if (date)
            p.floor = date;
        p.at = date ? date : p.at + 1;
    }
    *from = (size_t)(p.at - text);
    return false;
}

/* ---- what is said about it ---------------------------------------------- */

void personal_mask(struct buf *out, const char *text, const struct personal *p)
{
    size_t end = p->at + p->len;
    size_t shown = utf8_prev(text, utf8_prev(text, end));

    buf_addn(out, '*', shown - p->at);
    buf_add(out, text + shown, end - shown);
}
