/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* E-mail addresses, and numbers that have a form or a check digit. */

#include <stdint.h>
#include <string.h>

#include "model/personal_match.h"

static int digit(char c)
{
    return c - '0';
}

/* How many digits stand at s, at most `most`. */
static size_t digits_at(const char *s, size_t most)
{
    size_t n = 0;

    while (n < most && scan_digit(s[n]))
        n++;
    return n;
}

bool personal_is_other(const struct scan *p)
{
    static const char *const others[] = { "cas",   "celex", "doi",  "duns",
                                          "ean",   "ein",   "gtin", "isbn",
                                          "issn",  "kvk",   "rsin", "siren",
                                          "siret", "sku",   "vat",  NULL };
    const char *s = p->at;

    if (scan_follows(p, others))
        return true;
    /* "ISBN-10: 0306406152" */
    while (s > p->floor && (s[-1] == ' ' || s[-1] == ':'))
        s--;
    if (s - p->floor < 3 || s[-2] != '1' || (s[-1] != '0' && s[-1] != '3'))
        return false;
    return scan_follows(&(struct scan){ p->floor, s - 2 }, others);
}

/* ---- e-mail ------------------------------------------------------------- */

/* Parts of an address, without what ends a sentence or stands in a URL. */
static bool is_local(char c)
{
    return scan_word(c) || (c && strchr("._+-'", c));
}

static bool is_host(char c)
{
    return scan_word(c) || c == '-' || c == '.';
}

size_t personal_match_email(const struct scan *p)
{
    const char *s = p->at, *host, *dot = NULL;

    if (!scan_word(*s) || (p->at > p->floor && is_local(p->at[-1])))
        return 0;
    while (is_local(*s))
        s++;
    if (*s != '@')
        return 0;
    host = ++s;
    for (; is_host(*s); s++)
        if (*s == '.' && s > host && s[-1] != '.' && scan_word(s[1]))
            dot = s;
    while (s > host && !scan_word(s[-1]))
        s--;
    return dot && s - dot > 2 && scan_word(*host) ? (size_t)(s - p->at) : 0;
}

/* ---- bank account ------------------------------------------------------- */

enum { IBAN_MIN = 15, IBAN_MAX = 34 };

static bool is_iban(const char *s, size_t n)
{
    unsigned rest = 0;

    for (size_t i = 0; i < n; i++) {
        char c = s[(i + 4) % n];

        if (scan_digit(c))
            rest = (rest * 10 + (unsigned)digit(c)) % 97;
        else
            rest = (rest * 100 + (unsigned)(c - 'A' + 10)) % 97;
    }
    return rest == 1;
}

/* Its length is the country's: the longest that fits is taken. */
size_t personal_match_iban(const struct scan *p)
{
    const char *s = p->at;
    char chars[IBAN_MAX];
    size_t n = 0, found = 0;

    if (!scan_upper(s[0]) || !scan_upper(s[1]) || digits_at(s + 2, 2) < 2)
        return 0;
    while (n < IBAN_MAX && (scan_upper(*s) || scan_digit(*s))) {
        chars[n++] = *s++;
        if (n >= IBAN_MIN && scan_ends(p, s) && is_iban(chars, n))
            found = (size_t)(s - p->at);
        if (n % 4 == 0)
            s += scan_blank(s);
    }
    return found;
}

/* ---- France ------------------------------------------------------------- */

enum { NIR_LEN = 15 };

/* Reads 15 characters, over single blanks; where they end, or NULL. */
static const char *nir_read(const char *s, char out[NIR_LEN])
{
    for (size_t n = 0; n < NIR_LEN; n++) {
        if (n)
            s += scan_blank(s);
        if (!scan_digit(*s) && !(n == 6 && (*s == 'A' || *s == 'B')))
            return NULL;
        out[n] = *s++;
    }
    return s;
}

/* Sex, year, month (from 20 on: not known), department. */
static bool nir_form(const char *d)
{
    int month = 10 * digit(d[3]) + digit(d[4]);

    return strchr("123478", d[0]) && (scan_digit(d[6]) || d[5] == '2') &&
           ((month >= 1 && month <= 12) || (month >= 20 && month <= 42) ||
            month >= 50);
}

static bool nir_key(char d[NIR_LEN])
{
    uint64_t n = 0;

    if (!scan_digit(d[6])) {
        d[5] = '1';
        d[6] = d[6] == 'A' ? '9' : '8';
    }
    for (size_t i = 0; i < 13; i++)
        n = 10 * n + (uint64_t)digit(d[i]);
    return 97 - n % 97 == (uint64_t)(10 * digit(d[13]) + digit(d[14]));
}

size_t personal_match_nir(const struct scan *p)
{
    char d[NIR_LEN];
    const char *end = scan_digit(*p->at) ? nir_read(p->at, d) : NULL;

    if (!end || !scan_ends(p, end) || !nir_form(d) || !nir_key(d))
        return 0;
    return (size_t)(end - p->at);
}

/* ---- United Kingdom ----------------------------------------------------- */

static bool nino_prefix(const char *s)
{
    static const char *const never[] = { "BG", "GB", "KN", "NK",
                                         "NT", "TN", "ZZ" };

    if (!scan_upper(s[0]) || !scan_upper(s[1]) || strchr("DFIQUV", s[0]) ||
        strchr("DFIOQUV", s[1]))
        return false;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (strncmp(s, never[i], 2) == 0)
            return false;
    return true;
}

size_t personal_match_nino(const struct scan *p)
{
    const char *s = p->at;

    if (!nino_prefix(s))
        return 0;
    s += 2;
    for (int pair = 0; pair < 3; pair++) {
        s += scan_blank(s);
        if (digits_at(s, 2) < 2)
            return 0;
        s += 2;
    }
    s += scan_blank(s);
    if (*s < 'A' || *s > 'D' || !scan_ends(p, s + 1))
        return 0;
    return (size_t)(s + 1 - p->at);
}

/* ---- Spain -------------------------------------------------------------- */

/* The digits, as 12345678 or 12.345.678; how many bytes, or 0. */
static size_t dni_digits(const char *s, size_t want, unsigned long *n)
{
    struct scan_run r;

    scan_run_read(&r, s);
    if (r.n != want ||
        !(r.groups == 1 || (r.groups == 3 && r.size[1] == 3 && r.size[2] == 3 &&
                            scan_run_parted_by(&r, '.'))))
        return 0;
    for (size_t i = 0; i < r.n; i++)
        *n = 10 * *n + (unsigned long)digit(r.digits[i]);
    return (size_t)(r.end - s);
}

size_t personal_match_dni(const struct scan *p)
{
    const char *s = p->at;
    unsigned long n = 0;
    size_t len, want = 8;

    if (*s >= 'X' && *s <= 'Z') {
        n = (unsigned long)(*s++ - 'X');
        s += *s == '-';
        want = 7;
    }
    len = scan_digit(*s) ? dni_digits(s, want, &n) : 0;
    if (!len)
        return 0;
    s += len;
    s += *s == '-' ? 1 : scan_blank(s);
    if (*s != "TRWAGMYFPDXBNJZSQVHLCKE"[n % 23] || !scan_ends(p, s + 1))
        return 0;
    return (size_t)(s + 1 - p->at);
}

/* ---- Ireland ------------------------------------------------------------ */

size_t personal_match_ppsn(const struct scan *p)
{
    const char *s = p->at;
    int sum = 0, second = 0;
    size_t len = 8;

    if (digits_at(s, 8) != 7 || !scan_upper(s[7]))
        return 0;
    for (int i = 0; i < 7; i++)
        sum += digit(s[i]) * (8 - i);
    if (scan_upper(s[8])) {
        if (s[8] != 'W' && s[8] > 'I')
            return 0;
        second = s[8] == 'W' ? 0 : s[8] - 'A' + 1;
        len++;
    }
    sum = (sum + 9 * second) % 23;
    if (s[7] != (sum ? 'A' + sum - 1 : 'W') || !scan_ends(p, s + len))
        return 0;
    return len;
}

/* ---- payment cards ------------------------------------------------------ */

/* What their first four digits are, and in which groups they are printed. */
static const struct {
    int from;
    int to;
    size_t digits;
    const char *groups;
} cards[] = {
    { 4000, 4999, 16, "4444" }, /* Visa                                    */
    { 5100, 5599, 16, "4444" }, /* Mastercard                              */
    { 2221, 2720, 16, "4444" }, /* Mastercard                              */
    { 3400, 3499, 15, "465" },  /* American Express                        */
    { 3700, 3799, 15, "465" },  /* American Express                        */
    { 3528, 3589, 16, "4444" }, /* JCB                                     */
    { 6011, 6011, 16, "4444" }, /* Discover                                */
    { 6440, 6599, 16, "4444" }, /* Discover                                */
};

static bool is_luhn(const char *digits, size_t n)
{
    int sum = 0;

    for (size_t i = 0; i < n; i++) {
        int d = digit(digits[n - 1 - i]) * (i % 2 ? 2 : 1);

        sum += d > 9 ? d - 9 : d;
    }
    return sum % 10 == 0;
}

/* Is it the number of a card?  What follows a blank behind it is cut off. */
static bool take_card(struct scan_run *r)
{
    int first = 0;

    for (size_t i = 0; i < 4; i++)
        first = 10 * first + digit(r->digits[i]);
    for (size_t i = 0; i < sizeof cards / sizeof *cards; i++)
        if (first >= cards[i].from && first <= cards[i].to)
            return (scan_run_take(r, cards[i].groups) ||
                    scan_run_take_one(r, cards[i].digits)) &&
                   (scan_run_parted_by(r, ' ') || scan_run_parted_by(r, '-')) &&
                   is_luhn(r->digits, r->n);
    return false;
}

size_t personal_match_card(const struct scan *p)
{
    struct scan_run r;

    if (!scan_digit(*p->at))
        return 0;
    scan_run_read(&r, p->at);
    if (r.n < 15 || !take_card(&r) || !scan_ends(p, r.end) ||
        personal_is_other(p))
        return 0;
    return (size_t)(r.end - p->at);
}

/* ---- United States ------------------------------------------------------ */

size_t personal_match_ssn(const struct scan *p)
{
    struct scan_run r;
    const char *d = r.digits;

    if (!scan_digit(*p->at))
        return 0;
    scan_run_read(&r, p->at);
    if (!scan_run_take(&r, "324") ||
        !(scan_run_parted_by(&r, '-') || scan_run_parted_by(&r, ' ')) ||
        !scan_ends(p, r.end))
        return 0;
    if (strncmp(d, "000", 3) == 0 || strncmp(d, "666", 3) == 0 || d[0] == '9' ||
        strncmp(d + 3, "00", 2) == 0 || strcmp(d + 5, "0000") == 0)
        return 0;
    return (size_t)(r.end - p->at);
}

/* ---- Netherlands -------------------------------------------------------- */

size_t personal_match_bsn(const struct scan *p)
{
    struct scan_run r;
    int sum = 0;

    if (!scan_digit(*p->at) || scan_inside(p))
        return 0;
    scan_run_read(&r, p->at);
    if (!(scan_run_take_one(&r, 9) ||
          (scan_run_take(&r, "423") && scan_run_parted_by(&r, '.'))) ||
        !scan_ends(p, r.end) || personal_is_other(p))
        return 0;
    for (int i = 0; i < 8; i++)
        sum += digit(r.digits[i]) * (9 - i);
    if (!sum || (sum - digit(r.digits[8])) % 11 != 0)
        return 0;
    return (size_t)(r.end - p->at);
}
