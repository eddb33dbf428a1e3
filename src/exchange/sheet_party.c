/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/sheet_party.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "exchange/sheet_say.h"
#include "model/check.h"
#include "model/ref.h"
#include "store/change.h"
#include "store/read.h"

enum { SEVERAL = -1 };

/* ---- names -------------------------------------------------------------- */

static void add_name(struct sheet_parties *p, const char *name, int64_t id)
{
    struct buf folded = BUF_INIT;
    int64_t before;

    fold_add(&folded, name);
    before = hashes_get(&p->names, folded.s);
    if (before != id)
        hashes_set(&p->names, folded.s, before ? SEVERAL : id);
    buf_release(&folded);
}

static int add_party(const struct record *r, void *data, struct error *err)
{
    const struct value *name = record_get(r, PARTY_NAME);

    (void)err;
    add_name(data, value_text(name), r->id);
    for (size_t i = 0; i < name->words_n; i++)
        add_name(data, name->words[i].text, r->id);
    return 0;
}

int sheet_parties_init(struct sheet_parties *p, struct csv_import *import,
                       struct sheet_places *places, struct error *err)
{
    *p = (struct sheet_parties){ import, places, { NULL, 0, 0 } };
    return store_each(import->store, KIND_PARTY, add_party, p, err);
}

void sheet_parties_release(struct sheet_parties *p)
{
    hashes_release(&p->names);
}

/* The number of the party of that name, 0 or SEVERAL. */
static int64_t find(const struct sheet_parties *p, const char *name)
{
    struct buf folded = BUF_INIT;
    int64_t id;

    fold_add(&folded, name);
    id = hashes_get(&p->names, folded.s);
    buf_release(&folded);
    return id;
}

/* ---- how to reach it ---------------------------------------------------- */

/* A name, and what stands behind it. */
struct contact {
    char *name;
    struct strs rest;
    char *line; /* as it is written: "Name (a, b)"                         */
    char *raw;  /* what is in its brackets; NULL: nothing                  */
};

/* Where the bracket opens that closes at the end; or NULL. */
static const char *last_bracket(const char *text)
{
    size_t len = strlen(text);
    int depth = 0;

    if (len == 0 || text[len - 1] != ')')
        return NULL;
    for (const char *s = text + len - 1; s > text; s--) {
        depth += *s == ')';
        depth -= *s == '(';
        if (depth == 0)
            return s;
    }
    return NULL;
}

/* Where the name ends, and how many bytes at the end are no contact. */
static size_t name_len(const char *text, size_t *tail)
{
    const char *bracket = last_bracket(text);

    *tail = bracket ? 1 : 0;
    return bracket ? (size_t)(bracket - text) : strcspn(text, ",;\r\n");
}

/* office@example.org, https://example.org: nobody is called so. */
static bool has_address(const char *raw)
{
    struct strs parts = STRS_INIT;
    bool has = strstr(raw, "http://") || strstr(raw, "https://");

    strs_split(&parts, raw, ',');
    for (size_t i = 0; i < parts.n && !has; i++) {
        const char *at = strchr(parts.v[i], '@');
        const char *dot = at ? strrchr(at, '.') : NULL;

        has = dot && dot > at + 1 && dot[1] && !strchr(parts.v[i], ' ');
    }
    strs_release(&parts);
    return has;
}

static bool is_contact(const char *raw, bool bracket)
{
    return (bracket && strpbrk(raw, "@0123456789")) || has_address(raw);
}

static char *one_line(const char *text, size_t len)
{
    char *part = xstrndup(text, len);
    struct buf line = BUF_INIT;

    fold_line(&line, part);
    free(part);
    return buf_detach(&line);
}

/*
 * The rest on one line, with a comma for what else parts it.  In brackets its
 * own commas are kept as they are, for so it was written.
 */
static char *contact_raw(const char *rest, size_t len, bool bracket)
{
    struct buf raw = BUF_INIT;
    char *line;

    while (!bracket && len && strchr(",;\r\n\t ", rest[len - 1]))
        len--;
    for (size_t i = 0; i < len; i++)
        if (!strchr(";\r\n", rest[i]))
            buf_addc(&raw, rest[i]);
        else if (raw.len && raw.s[raw.len - 1] == ',')
            buf_addc(&raw, ' ');
        else if (raw.len && (i == 0 || !strchr(";\r\n", rest[i - 1])))
            buf_adds(&raw, ", ");
    line = one_line(raw.s, raw.len);
    buf_release(&raw);
    return line;
}

/* All of it is the name. */
static void contact_name(struct contact *c, const char *text)
{
    c->name = one_line(text, strlen(text));
    c->line = xstrdup(c->name);
}

static void contact_read(struct contact *c, const char *text, bool reach)
{
    size_t tail, len = name_len(text, &tail);
    const char *rest = text + len;
    char *raw = reach && len && *rest
                    ? contact_raw(rest + 1, strlen(rest) - 1 - tail, tail != 0)
                    : NULL;

    *c = (struct contact){ .rest = STRS_INIT };
    if (raw && is_contact(raw, tail != 0)) {
        c->name = one_line(text, len);
        c->raw = raw;
        c->line = xasprintf("%s (%s)", c->name, raw);
        strs_split(&c->rest, raw, ',');
        return;
    }
    free(raw);
    contact_name(c, text);
}

static void contact_release(struct contact *c)
{
    free(c->name);
    free(c->line);
    free(c->raw);
    strs_release(&c->rest);
}

/* What a part must be for a field: an e-mail address, a web address. */
static enum field field_of_part(const char *part)
{
    static const enum field fields[] = { PARTY_EMAIL, PARTY_WEBSITE };
    struct buf b = BUF_INIT;
    enum field found = PARTY_ADDRESS;

    for (size_t i = 0; i < 2 && found == PARTY_ADDRESS; i++)
        if (check_item(&b, fields[i], part, NULL) == 0 &&
            (i == 0 || strncmp(part, "http", 4) == 0))
            found = fields[i];
    buf_release(&b);
    return found;
}

/* Does the party read as the text does?  `exact`: to the letter. */
static bool reads_as(const struct record *party, const char *line, bool exact)
{
    struct buf text = BUF_INIT;
    bool same;

    sheet_add_contact(&text, party);
    same = exact ? strcmp(text.s, line) == 0 : fold_same(text.s, line);
    buf_release(&text);
    return same;
}

/* Mail and web addresses where they belong, the rest as the address. */
static int fill_apart(struct record *r, const struct contact *c,
                      struct error *err)
{
    struct buf address = BUF_INIT;
    int failed = 0;

    for (size_t i = 0; i < c->rest.n && !failed; i++) {
        enum field field = field_of_part(c->rest.v[i]);

        if (field == PARTY_ADDRESS || record_text(r, field))
            buf_addf(&address, "%s%s", address.len ? ", " : "", c->rest.v[i]);
        else
            failed = record_set_text(r, field, c->rest.v[i], err);
    }
    if (!failed && address.len)
        failed = record_set_text(r, PARTY_ADDRESS, address.s, err);
    buf_release(&address);
    return failed;
}

/* Whatever is in it, it must be written as it was read. */
static int fill_contact(struct record *r, const struct contact *c,
                        struct error *err)
{
    if (c->rest.n == 0)
        return 0;
    if (fill_apart(r, c, err) != 0)
        return -1;
    if (reads_as(r, c->line, true))
        return 0;
    value_set_state(record_value(r, PARTY_EMAIL), STATE_BLANK);
    value_set_state(record_value(r, PARTY_WEBSITE), STATE_BLANK);
    return record_set_text(r, PARTY_ADDRESS, c->raw, err);
}

static bool has_contact(const struct record *r)
{
    static const enum field fields[] = { PARTY_ADDRESS, PARTY_PHONE,
                                         PARTY_EMAIL, PARTY_WEBSITE };

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (record_get(r, fields[i])->state != STATE_BLANK)
            return true;
    return false;
}

/* ---- storing ------------------------------------------------------------ */

static int put(struct sheet_parties *p, struct record *r, long line,
               struct error *err)
{
    struct outcome x = { .file = p->import->file,
                         .line = line,
                         .kind = kind_info(KIND_PARTY)->name,
                         .why = "" };
    enum change_outcome change;

    if (change_put(p->import->store, r, &change, err) != 0)
        return -1;
    x.what = change == CHANGE_ADDED ? IMPORT_ADDED : IMPORT_CHANGED;
    x.ref = r->ref;
    bits_add(&p->import->seen, r->id);
    return outcomes_add(&p->import->outcomes, &x, err);
}

/* Names in letters that no ref has are told apart by their digest. */
static char *ref_words(const char *name)
{
    unsigned char digest[SHA256_LEN];
    char hex[SHA256_HEX];
    struct buf slug = BUF_INIT;
    char *words;

    ref_from_words(&slug, name);
    if (strcmp(slug.s, "x") == 0) {
        sha256_of(name, strlen(name), digest);
        sha256_hex(digest, hex);
        words = xasprintf("party-%.8s", hex);
    } else {
        words = xstrdup(slug.s);
    }
    buf_release(&slug);
    return words;
}

static int make(struct sheet_parties *p, const struct contact *c, long line,
                struct buf *ref, struct error *err)
{
    char *words = ref_words(c->name);
    struct record r;
    int failed = sheet_place(p->places, KIND_PARTY, words, true, &r, err);

    free(words);
    if (failed)
        return -1;
    failed = record_set_text(&r, PARTY_NAME, c->name, err);
    if (!failed)
        failed = fill_contact(&r, c, err);
    if (!failed)
        failed = put(p, &r, line, err);
    if (!failed) {
        add_name(p, c->name, r.id);
        buf_adds(ref, r.ref);
    }
    record_release(&r);
    return failed ? -1 : 1;
}

static int take(struct sheet_parties *p, int64_t id, const struct contact *c,
                long line, struct buf *ref, struct error *err)
{
    struct record r;
    int got = 1;

    if (store_load_id(p->import->store, id, &r, err) != 0)
        return -1;
    buf_adds(ref, r.ref);
    if (c->rest.n && !has_contact(&r))
        got = fill_contact(&r, c, err) == 0 && put(p, &r, line, err) == 0 ? 1
                                                                          : -1;
    else if (c->rest.n && !reads_as(&r, c->line, false))
        got = 2;
    record_release(&r);
    return got;
}

/* The text is a name alone, or one with a contact behind it. */
static int64_t find_contact(const struct sheet_parties *p,
                            const struct sheet_target *t, struct contact *c,
                            const char *text)
{
    int64_t id = find(p, text);

    contact_read(c, text, t->contact && id == 0);
    return id ? id : find(p, c->name);
}

int sheet_party(struct sheet_parties *p, const struct sheet_target *t,
                const char *text, long line, struct buf *ref, struct error *err)
{
    struct contact c;
    int64_t id = find_contact(p, t, &c, text);
    int got = 0;

    if (id > 0)
        got = take(p, id, &c, line, ref, err);
    else if (id == 0 && !t->found && *c.name &&
             strlen(c.name) <= CHECK_TEXT_MAX)
        got = make(p, &c, line, ref, err);
    contact_release(&c);
    return got;
}
