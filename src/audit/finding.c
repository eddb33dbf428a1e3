/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/finding.h"

#include <stdlib.h>
#include <string.h>

#include "audit/finding_blocks.h"
#include "base/fold.h"
#include "base/hex.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/uuid.h"
#include "model/ref.h"
#include "model/value.h"
#include "model/vocabulary.h"

enum { UID_LEN = 16 };

void findings_release(struct findings *l)
{
    blocks_free(l->blocks);
    free(l->datasets);
    free(l->contact);
    buf_release(&l->text);
    *l = (struct findings)FINDINGS_INIT;
}

/* --- adding -------------------------------------------------------------- */

static void add_text(struct buf *out, const char *text)
{
    buf_add(out, text, strlen(text) + 1);
}

void findings_add_value(struct findings *l, const char *value)
{
    add_text(&l->blocks->v[l->blocks->last].text, value);
}

/* The bytes of a UUID; zeros where it is none. */
static void uid_bytes(unsigned char out[UID_LEN], const char *uid)
{
    char digits[2 * UID_LEN + 1];
    size_t n = 0;

    if (uuid_valid(uid)) {
        for (; *uid; uid++)
            if (*uid != '-')
                digits[n++] = *uid;
        digits[n] = 0;
        if (hex_decode(digits, out, UID_LEN) == 0)
            return;
    }
    memset(out, 0, UID_LEN);
}

void findings_add(struct findings *l, const struct rule *rule, const char *ref,
                  const char *uid, const char *field)
{
    struct finding_block *k = blocks_of(l, rule);
    struct finding *f;

    ARRAY_GROW(k->v, k->n, k->room);
    f = &k->v[k->n++];
    l->n++;
    f->text = k->text.len;
    uid_bytes(f->uid, uid);
    add_text(&k->text, ref);
    add_text(&k->text, field);
}

void findings_add_dataset(struct findings *l, const char *ref,
                          const char *steward)
{
    ARRAY_GROW(l->datasets, l->datasets_n, l->datasets_room);
    l->datasets[l->datasets_n++] = l->text.len;
    add_text(&l->text, ref);
    add_text(&l->text, steward);
}

void findings_set_contact(struct findings *l, const char *party)
{
    free(l->contact);
    l->contact = xstrdup(party);
}

void findings_drop(struct findings *l, const struct rule *rule)
{
    struct finding_block *k = blocks_of(l, rule);

    l->n -= k->n;
    k->n = 0;
    buf_clear(&k->text);
}

/* --- reading ------------------------------------------------------------- */

static const char *next_text(const char *s)
{
    return s + strlen(s) + 1;
}

const char *finding_ref(const struct findings *l, const struct finding *f)
{
    return l->blocks->v[f->block].text.s + f->text;
}

const char *finding_field(const struct findings *l, const struct finding *f)
{
    return next_text(finding_ref(l, f));
}

const char *finding_value(const struct findings *l, const struct finding *f,
                          size_t i)
{
    const char *s = next_text(finding_field(l, f));

    while (i--)
        s = next_text(s);
    return s;
}

/* A ref, not ended by a NUL, that is looked for. */
struct wanted {
    const struct findings *l;
    const char *ref;
    size_t len;
};

static int compare_wanted(const void *key, const void *dataset)
{
    const struct wanted *w = key;
    const char *ref = w->l->text.s + *(const size_t *)dataset;
    int order = strncmp(w->ref, ref, w->len);

    return order || !ref[w->len] ? order : -1;
}

/* Where the text has the dataset of a finding, or NULL; its length. */
static const char *dataset_of(const struct findings *l, const struct finding *f,
                              size_t *len)
{
    struct wanted w = { .l = l, .ref = finding_ref(l, f) };
    const size_t *found;

    w.len = ref_parent_len(w.ref);
    if (w.len == 0)
        w.len = strlen(w.ref);
    found = l->datasets_n ? bsearch(&w, l->datasets, l->datasets_n,
                                    sizeof *l->datasets, compare_wanted)
                          : NULL;
    *len = w.len;
    return found ? l->text.s + *found : NULL;
}

size_t finding_dataset(const struct findings *l, const struct finding *f)
{
    size_t len;

    return dataset_of(l, f, &len) ? len : 0;
}

const char *finding_owner(const struct findings *l, const struct finding *f)
{
    size_t len;
    const char *dataset = dataset_of(l, f, &len);

    if (!dataset || !*next_text(dataset))
        return l->contact;
    return next_text(dataset);
}

void finding_uid(const struct finding *f, struct buf *out)
{
    static const unsigned char none[UID_LEN];
    char digits[2 * UID_LEN + 1];

    if (memcmp(f->uid, none, UID_LEN) == 0)
        return;
    hex_encode(f->uid, UID_LEN, digits);
    buf_addf(out, "%.8s-%.4s-%.4s-%.4s-%.12s", digits, digits + 8, digits + 12,
             digits + 16, digits + 20);
}

/* What stands for the record. */
static void add_record(const struct findings *l, const struct finding *f,
                       struct buf *out)
{
    size_t start = out->len;

    finding_uid(f, out);
    if (out->len == start)
        buf_adds(out, finding_ref(l, f));
    if (out->len == start && f->rule->columns.n)
        buf_adds(out, finding_value(l, f, 0));
}

void finding_digest(const struct findings *l, const struct finding *f,
                    unsigned char out[SHA256_LEN])
{
    struct buf b = BUF_INIT;

    buf_adds(&b, f->rule->id);
    buf_addc(&b, '|');
    add_record(l, f, &b);
    buf_addc(&b, '|');
    buf_adds(&b, finding_field(l, f));
    sha256_of(b.s, b.len, out);
    buf_release(&b);
}

void finding_fingerprint(const struct findings *l, const struct finding *f,
                         char out[SHA256_HEX])
{
    unsigned char digest[SHA256_LEN];

    finding_digest(l, f, digest);
    sha256_hex(digest, out);
}

void finding_values_digest(const struct findings *l, const struct finding *f,
                           unsigned char out[SHA256_LEN])
{
    const char *start = finding_value(l, f, 0), *end = start;
    size_t i;

    for (i = 0; i < f->rule->columns.n; i++)
        end = next_text(end);
    sha256_of(start, (size_t)(end - start), out);
}

void finding_values_fingerprint(const struct findings *l,
                                const struct finding *f, char out[SHA256_HEX])
{
    unsigned char digest[SHA256_LEN];

    finding_values_digest(l, f, digest);
    sha256_hex(digest, out);
}

static bool alike(const struct findings *l, const struct finding *x,
                  const struct finding *y)
{
    return x->rule == y->rule && memcmp(x->uid, y->uid, UID_LEN) == 0 &&
           strcmp(finding_ref(l, x), finding_ref(l, y)) == 0 &&
           strcmp(finding_field(l, x), finding_field(l, y)) == 0 &&
           (*finding_ref(l, x) || x->rule->columns.n == 0 ||
            strcmp(finding_value(l, x, 0), finding_value(l, y, 0)) == 0);
}

size_t findings_alike(const struct findings *l, size_t i)
{
    const struct finding_block *k = blocks_at(l, i);
    size_t from = i - k->from, n = 1;

    while (from + n < k->n && alike(l, &k->v[from], &k->v[from + n]))
        n++;
    return n;
}

/* --- order --------------------------------------------------------------- */

static int compare_datasets(const void *a, const void *b, void *data)
{
    const struct findings *l = data;

    return strcmp(l->text.s + *(const size_t *)a,
                  l->text.s + *(const size_t *)b);
}

const struct finding *findings_at(const struct findings *l, size_t i)
{
    const struct finding_block *k = blocks_at(l, i);

    return &k->v[i - k->from];
}

void findings_set_known(const struct findings *l, size_t i)
{
    struct finding_block *k = blocks_at(l, i);

    k->v[i - k->from].known = true;
    bits_add(&l->blocks->known, (int64_t)i);
}

void findings_sort(struct findings *l, const struct waivers *waivers)
{
    blocks_sort(l, waivers);
    if (l->datasets_n)
        qsort_r(l->datasets, l->datasets_n, sizeof *l->datasets,
                compare_datasets, l);
}

/* --- words --------------------------------------------------------------- */

static const char *words_of_state(const char *name)
{
    int i;

    for (i = STATE_BLANK; i <= STATE_UNKNOWN; i++)
        if (strcmp(state_name((enum state)i), name) == 0)
            return state_words((enum state)i);
    return name;
}

/* A code in words; where it is none of the vocabulary, the state it is. */
static void add_code(const char *how, const char *code, struct buf *out)
{
    const struct vocabulary *v = vocabulary_find(how);

    buf_adds(out, v && vocabulary_term(v, code) ? vocabulary_title(how, code)
                                                : words_of_state(code));
}

static void add_codes(const char *how, const char *codes, struct buf *out)
{
    struct strs l = STRS_INIT;
    size_t i;

    strs_split(&l, codes, ',');
    for (i = 0; i < l.n; i++) {
        buf_adds(out, i ? ", " : "");
        add_code(how, l.v[i], out);
    }
    strs_release(&l);
}

static void add_value(const struct findings *l, const struct finding *f,
                      const struct placeholder *p, bool people, struct buf *out)
{
    long column = strs_find(&f->rule->columns, p->name);
    const char *value;

    if (column < 0)
        return;
    value = finding_value(l, f, (size_t)column);
    if (people && p->how[0])
        add_codes(p->how, value, out);
    else
        buf_adds(out, value);
}

static void add_waiver(const struct waiver *w, struct buf *out)
{
    struct buf reason = BUF_INIT;

    fold_line(&reason, w->reason);
    buf_addc(out, ' ');
    /* TRANSLATORS: a day, and the name of the record that says so. */
    buf_addf(out, _("Waived until %s (%s)."), w->until, w->ref);
    buf_addc(out, ' ');
    /* TRANSLATORS: the ref of a party, and its words. */
    buf_addf(out, _("%s accepts it: %s"), w->approver, reason.s);
    buf_release(&reason);
}

void finding_words(const struct findings *l, const struct finding *f,
                   bool people, struct buf *out)
{
    const char *words = people ? _(f->rule->words) : f->rule->words;
    struct placeholder p;
    size_t from = 0, behind = 0;

    while (rule_placeholder(words, &behind, &p)) {
        buf_add(out, words + from, p.from - from);
        add_value(l, f, &p, people, out);
        from = behind;
    }
    buf_adds(out, words + from);
    if (people && f->waiver)
        add_waiver(f->waiver, out);
}
