/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/check.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "base/i18n.h"
#include "base/nearest.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "model/date.h"
#include "model/ref.h"
#include "model/region.h"
#include "model/vocabulary.h"

/* Checks one item of a field's type and adds its canonical spelling. */
typedef int check_fn(struct buf *out, const struct field_info *f, const char *s,
                     struct error *err);

/*
 * Line ends at the end go, since editors add them; all else stays as it is.
 * Text of white space alone is refused: it would look like an empty answer.
 */
static int check_text(struct buf *out, const struct field_info *f,
                      const char *s, struct error *err)
{
    size_t start = out->len;
    size_t len = strlen(s);
    bool prose = f->type == TYPE_PROSE;
    size_t most = prose ? CHECK_PROSE_MAX : CHECK_TEXT_MAX;

    utf8_add_nfc(out, s, len);
    if (utf8_check(out->s + start, out->len - start, true, err) != 0)
        return error_prefix(err, "'%s'", f->name);
    while (out->len > start && out->s[out->len - 1] == '\n')
        buf_truncate(out, out->len - 1);
    if (out->len > start && utf8_blank(out->s + start))
        return error_set(err, ERROR_FAILED,
                         _("'%s' holds white space only; leave it empty "
                           "instead"),
                         f->name);
    if (out->len - start > most)
        return error_set(err, ERROR_FAILED,
                         _("'%s' is too long: %zu bytes, and %zu are allowed"),
                         f->name, out->len - start, most);
    if (!prose && strpbrk(out->s + start, "\n\t"))
        return error_set(err, ERROR_FAILED,
                         _("'%s' must be one line, without tabs"), f->name);
    return 0;
}

int check_line(const char *what, const char *line, struct error *err)
{
    size_t len = strlen(line);

    if (len > CHECK_TEXT_MAX)
        return error_set(err, ERROR_FAILED,
                         _("%s is too long: %zu bytes, and %d are allowed"),
                         what, len, CHECK_TEXT_MAX);
    return utf8_check(line, len, false, err) != 0
               ? error_prefix(err, "%s", what)
               : 0;
}

static int check_email(struct buf *out, const struct field_info *f,
                       const char *s, struct error *err)
{
    const char *at = strchr(s, '@');

    if (!at || at == s || !at[1] || strchr(at + 1, '@') ||
        strpbrk(s, " \t\n<>(),;"))
        return error_set(err, ERROR_FAILED,
                         _("'%s' is not an e-mail address; '%s' wants one "
                           "like office@example.org"),
                         s, f->name);
    return check_text(out, f, s, err);
}

static int check_code(struct buf *out, const struct field_info *f,
                      const char *s, struct error *err)
{
    const struct vocabulary *v;
    struct nearest near;
    size_t i;

    if (vocabulary_has(f->vocabulary, s)) {
        buf_adds(out, s);
        return 0;
    }
    v = vocabulary_find(f->vocabulary);
    if (!v)
        bug("no vocabulary '%s'", f->vocabulary);
    nearest_init(&near, s);
    for (i = 0; i < v->count; i++)
        nearest_offer(&near, v->terms[i].code);
    if (near.best)
        return error_set(err, ERROR_FAILED,
                         _("'%s' is not a code of '%s' (vocabulary %s); did "
                           "you mean '%s'?"),
                         s, f->name, v->id, near.best);
    return error_set(err, ERROR_FAILED,
                     _("'%s' is not a code of '%s'; 'larder explain %s' lists "
                       "them"),
                     s, f->name, v->id);
}

static int check_date(struct buf *out, const struct field_info *f,
                      const char *s, struct error *err)
{
    struct date d;

    if (!date_parse(&d, s))
        return error_set(err, ERROR_FAILED,
                         _("'%s' is not a day of the calendar; '%s' wants "
                           "year-month-day, such as 2026-11-23"),
                         s, f->name);
    buf_adds(out, s);
    return 0;
}

static int check_duration(struct buf *out, const struct field_info *f,
                          const char *s, struct error *err)
{
    struct duration d;

    if (!duration_parse(&d, s))
        return error_set(err, ERROR_FAILED,
                         _("'%s' is not a span of time; '%s' wants one such "
                           "as P30D (30 days), P6M (6 months), P1Y (1 year) "
                           "or PT72H (72 hours)"),
                         s, f->name);
    duration_format(out, d);
    return 0;
}

/*
 * Decimal digits without useless zeros; `dots` says if one "." may be.  What
 * is allowed fits a double and an int64_t without loss.
 */
static bool number_add(struct buf *out, const char *s, bool dots)
{
    size_t whole = strspn(s, "0123456789");
    const char *rest = s + whole;
    size_t part = 0;

    if (whole == 0 || whole > (dots ? 9 : 15))
        return false;
    if (dots && *rest == '.') {
        part = strspn(rest + 1, "0123456789");
        if (part == 0 || part > 6 || rest[1 + part])
            return false;
        while (part && rest[part] == '0')
            part--;
    } else if (*rest) {
        return false;
    }
    while (whole > 1 && *s == '0') {
        s++;
        whole--;
    }
    buf_add(out, s, whole);
    if (part)
        buf_add(out, rest, part + 1);
    return true;
}

static int check_number(struct buf *out, const struct field_info *f,
                        const char *s, struct error *err)
{
    if (number_add(out, s, f->type == TYPE_RATIO))
        return 0;
    if (f->type == TYPE_RATIO)
        return error_set(err, ERROR_FAILED,
                         _("'%s' is not a number; '%s' wants one such as 7 "
                           "or 0.25, with at most 6 decimals"),
                         s, f->name);
    return error_set(err, ERROR_FAILED,
                     _("'%s' is not a whole number; '%s' wants digits only"), s,
                     f->name);
}

static int check_yesno(struct buf *out, const struct field_info *f,
                       const char *s, struct error *err)
{
    if (strcmp(s, "yes") != 0 && strcmp(s, "no") != 0)
        return error_set(err, ERROR_FAILED,
                         _("'%s' is neither yes nor no, which '%s' wants"), s,
                         f->name);
    buf_adds(out, s);
    return 0;
}

static int check_country(struct buf *out, const struct field_info *f,
                         const char *s, struct error *err)
{
    char code[3] = "";

    if (strlen(s) == 2) {
        code[0] = (char)toupper((unsigned char)s[0]);
        code[1] = (char)toupper((unsigned char)s[1]);
    }
    if (!*code || !country_known(code)) {
        const char *near = country_nearest(s);

        if (near)
            return error_set(err, ERROR_FAILED,
                             _("'%s' is not the code of a country; did you "
                               "mean %s (%s)?"),
                             s, near, country_words(near));
        return error_set(err, ERROR_FAILED,
                         _("'%s' is not the code of a country; '%s' wants two "
                           "letters of ISO 3166-1, such as IE"),
                         s, f->name);
    }
    buf_adds(out, code);
    return 0;
}

/* A subtag of BCP 47: 1 to 8 letters or digits. */
static size_t subtag_len(const char *s)
{
    size_t n = 0;

    while (isalnum((unsigned char)s[n]))
        n++;
    return n <= 8 && (s[n] == '-' || !s[n]) ? n : 0;
}

/* Adds a subtag as BCP 47 writes it: Script, REGION, all others lower. */
static void subtag_add(struct buf *out, const char *s, size_t len, bool first)
{
    size_t i;
    bool region = len == 2 && !first && !strstr(out->s, "-x-");
    bool script = len == 4 && !first && isalpha((unsigned char)*s) &&
                  !strstr(out->s, "-x-");

    for (i = 0; i < len; i++)
        buf_addc(out, (char)(region || (script && i == 0)
                                 ? toupper((unsigned char)s[i])
                                 : tolower((unsigned char)s[i])));
}

int check_language(struct buf *out, const char *tag, struct error *err)
{
    struct buf b = BUF_INIT;
    const char *s = tag;
    size_t len = subtag_len(s);
    bool fine = len == 2 || len == 3;

    while (fine) {
        subtag_add(&b, s, len, b.len == 0);
        if (s == tag && !language_known(b.s))
            fine = false;
        s += len;
        if (!*s)
            break;
        buf_addc(&b, '-');
        s++;
        len = subtag_len(s);
        if (len == 0)
            fine = false;
    }
    if (fine)
        buf_adds(out, b.s);
    else
        error_set(err, ERROR_FAILED,
                  _("'%s' is not the tag of a language; write one such as en, "
                    "fr, pt-BR or en-x-child"),
                  tag);
    buf_release(&b);
    return fine ? 0 : -1;
}

static int check_language_item(struct buf *out, const struct field_info *f,
                               const char *s, struct error *err)
{
    if (check_language(out, s, err) != 0)
        return error_prefix(err, "'%s'", f->name);
    return 0;
}

static int check_ref(struct buf *out, const struct field_info *f, const char *s,
                     struct error *err)
{
    if (ref_check(s, f->target, err) != 0)
        return error_prefix(err, "'%s'", f->name);
    buf_adds(out, s);
    return 0;
}

/* scheme ":" something, no white space; a web address has a host. */
static int check_url(struct buf *out, const struct field_info *f, const char *s,
                     struct error *err)
{
    size_t scheme = strspn(s, "abcdefghijklmnopqrstuvwxyz"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");
    const char *rest = s + scheme;
    bool fine = scheme > 1 && isalpha((unsigned char)*s) && *rest == ':' &&
                rest[1] && !strpbrk(s, " \t\n<>\"");

    if (fine && strncasecmp(s, "http", 4) == 0)
        fine = strncmp(rest, "://", 3) == 0 && rest[3] && rest[3] != '/';
    if (fine && strncasecmp(s, "javascript:", 11) == 0)
        fine = false;
    if (!fine)
        return error_set(err, ERROR_FAILED,
                         _("'%s' is not a web address; '%s' wants one such as "
                           "https://example.org/privacy"),
                         s, f->name);
    return check_text(out, f, s, err);
}

static int check_digest(struct buf *out, const struct field_info *f,
                        const char *s, struct error *err)
{
    unsigned char digest[SHA256_LEN];
    char hex[SHA256_HEX];

    if (hex_decode(s, digest, sizeof digest) != 0)
        return error_set(err, ERROR_FAILED,
                         _("'%s' is not a SHA-256; '%s' wants the 64 digits "
                           "that 'sha256sum FILE' prints"),
                         s, f->name);
    sha256_hex(digest, hex);
    buf_adds(out, hex);
    return 0;
}

static int check_zone(struct buf *out, const struct field_info *f,
                      const char *s, struct error *err)
{
    if (!zone_known(s))
        return error_set(err, ERROR_FAILED,
                         _("'%s' is not the name of a time zone; '%s' wants "
                           "one such as Europe/Dublin, Asia/Dhaka or UTC"),
                         s, f->name);
    buf_adds(out, s);
    return 0;
}

static check_fn *const checks[TYPE_COUNT_] = {
    [TYPE_TEXT] = check_text,
    [TYPE_PROSE] = check_text,
    [TYPE_EMAIL] = check_email,
    [TYPE_CODE] = check_code,
    [TYPE_CODES] = check_code,
    [TYPE_DATE] = check_date,
    [TYPE_DURATION] = check_duration,
    [TYPE_COUNT] = check_number,
    [TYPE_RATIO] = check_number,
    [TYPE_YESNO] = check_yesno,
    [TYPE_COUNTRY] = check_country,
    [TYPE_COUNTRIES] = check_country,
    [TYPE_LANGUAGE] = check_language_item,
    [TYPE_LANGUAGES] = check_language_item,
    [TYPE_REF] = check_ref,
    [TYPE_REFS] = check_ref,
    [TYPE_URL] = check_url,
    [TYPE_DIGEST] = check_digest,
    [TYPE_ZONE] = check_zone,
};

int check_item(struct buf *out, enum field field, const char *item,
               struct error *err)
{
    const struct field_info *f = field_info(field);

    return checks[f->type](out, f, item, err);
}
