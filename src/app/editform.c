/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/editform.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strs.h"
#include "base/wrap.h"
#include "model/check.h"
#include "model/vocabulary.h"

enum { INDENT = 4, COMMENT_CELLS = 76, CODES_SHOWN = 12 };

/* Comments that the program put in, and takes away again. */
static const char error_mark[] = "#! ";

/* --- writing ------------------------------------------------------------- */

static void add_comment(struct buf *out, const char *text)
{
    struct strs lines = STRS_INIT;

    wrap_text(&lines, text, COMMENT_CELLS);
    for (size_t i = 0; i < lines.n; i++)
        buf_addf(out, *lines.v[i] ? "# %s\n" : "#\n", lines.v[i]);
    strs_release(&lines);
}

static void add_head(struct buf *out, const struct record *r)
{
    struct buf b = BUF_INIT;

    buf_addf(&b, _("%s '%s', version %lld"), _(kind_info(r->kind)->title),
             r->ref, (long long)r->version);
    add_comment(out, b.s);
    buf_release(&b);
    buf_adds(out, "#\n");
    add_comment(out,
                _("Save and leave the editor to store what you changed. Leave "
                  "without a change, or with an empty file, to change "
                  "nothing."));
    add_comment(out,
                _("Behind the colon stands a value; or @none (there is none), "
                  "@na (does not apply) or @unknown (we do not know), where "
                  "the field allows it; or nothing (not answered yet). "
                  "Separate several items by commas. Prose stands in lines "
                  "below that begin with four blanks. 'title@fr:' holds the "
                  "title in French. Lines that begin with # are not read."));
}

/* The codes of a short vocabulary; where to find those of a long one. */
static void add_codes(struct buf *b, const struct field_info *f)
{
    const struct vocabulary *v = vocabulary_find(f->vocabulary);

    if (!v)
        return;
    buf_addc(b, ' ');
    if (v->count > CODES_SHOWN) {
        buf_addf(b, _("'larder explain %s' lists the codes."), v->id);
        return;
    }
    buf_adds(b, _("One of:"));
    for (size_t i = 0; i < v->count; i++)
        buf_addf(b, "%s %s", i ? "," : "", v->terms[i].code);
}

static void add_help(struct buf *out, enum field field)
{
    const struct field_info *f = field_info(field);
    struct buf b = BUF_INIT;

    buf_addf(&b, "%s: %s", _(f->label), _(f->help));
    if (f->vocabulary)
        add_codes(&b, f);
    if (f->flags & FIELD_MUST)
        buf_addf(&b, " %s", _("It must hold a value."));
    add_comment(out, b.s);
    buf_release(&b);
}

static bool is_blank_char(char c)
{
    return c == ' ' || c == '\t';
}

/* White space at its ends, and more than one line, need a block. */
static bool needs_block(const char *text, bool prose)
{
    size_t len = strlen(text);

    return prose || strchr(text, '\n') ||
           (len && (is_blank_char(*text) || is_blank_char(text[len - 1])));
}

/* Empty lines stay empty, but not those in front of the first word. */
static void add_block(struct buf *out, const char *text)
{
    bool begun = false;

    buf_addc(out, '\n');
    for (;;) {
        size_t len = strcspn(text, "\n");

        begun = begun || len;
        if (len || !begun)
            buf_addn(out, ' ', INDENT);
        buf_add(out, text, len);
        buf_addc(out, '\n');
        if (!text[len])
            return;
        text += len + 1;
    }
}

static void add_text(struct buf *out, const char *text, bool prose)
{
    if (needs_block(text, prose))
        add_block(out, text);
    else
        buf_addf(out, " %s\n", text);
}

static void add_words(struct buf *out, enum field field, const struct words *w)
{
    const struct field_info *f = field_info(field);
    struct buf b = BUF_INIT;

    buf_addf(out, "%s@%s:", f->name, w->lang);
    value_add_escaped(&b, w->text);
    add_text(out, b.s, f->type == TYPE_PROSE);
    buf_release(&b);
}

static void add_field(struct buf *out, enum field field, const struct value *v)
{
    const struct field_info *f = field_info(field);
    struct buf b = BUF_INIT;

    add_help(out, field);
    buf_addf(out, "%s:", f->name);
    value_format(&b, v);
    if (b.len)
        add_text(out, b.s, f->type == TYPE_PROSE && v->state == STATE_VALUE);
    else
        buf_addc(out, '\n');
    buf_release(&b);
    for (size_t i = 0; i < v->words_n; i++)
        add_words(out, field, &v->words[i]);
    buf_addc(out, '\n');
}

void editform_write(struct buf *out, const struct record *r)
{
    const struct kind_info *k = kind_info(r->kind);
    enum section section = SECTION_COUNT;

    add_head(out, r);
    for (size_t i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (field_info(field)->section != section) {
            section = field_info(field)->section;
            buf_addf(out, "\n# --- %s ---\n\n", section_title(section));
        }
        add_field(out, field, &r->values[i]);
    }
}

/* --- reading ------------------------------------------------------------- */

/* One `name:` or `name@lang:` with what belongs to it. */
struct entry {
    enum field field;
    char *lang; /* NULL: the original                                      */
    long line;
    struct buf text;
    size_t blank_lines; /* read, but not known yet to belong to the text   */
    bool empty;         /* nothing stood there, not even an empty block    */
};

struct reader {
    struct record *r;
    struct entry entry;
    bool open; /* is there an entry?                               */
    long line;
    long *seen;        /* line of each field's original, 0: none           */
    struct strs langs; /* "title@fr" that were there                       */
};

static void entry_close(struct reader *rd)
{
    free(rd->entry.lang);
    buf_release(&rd->entry.text);
    rd->entry = (struct entry){ .text = BUF_INIT };
    rd->open = false;
}

static int seen_before(struct reader *rd, const char *name, struct error *err)
{
    const struct kind_info *k = kind_info(rd->r->kind);
    long *seen = &rd->seen[rd->entry.field - k->first];

    if (rd->entry.lang ? strs_has(&rd->langs, name) : *seen != 0)
        return error_set(err, ERROR_FAILED,
                         _("'%s' is here twice; take one out"), name);
    if (rd->entry.lang)
        strs_add(&rd->langs, name);
    else
        *seen = rd->line;
    return 0;
}

/* Reads "title@fr" into the entry. */
static int entry_name(struct reader *rd, const char *name, struct error *err)
{
    const char *at = strchr(name, '@');
    char *field = at ? xstrndup(name, (size_t)(at - name)) : xstrdup(name);
    struct buf lang = BUF_INIT;
    int failed = 0;

    failed = field_parse(&rd->entry.field, rd->r->kind, field, err);
    if (!failed && at && !(field_info(rd->entry.field)->flags & FIELD_WORDS))
        failed = error_set(err, ERROR_FAILED,
                           _("'%s' holds no words in other languages; leave "
                             "out '@%s'"),
                           field, at + 1);
    else if (!failed && at)
        failed = check_language(&lang, at + 1, err);
    free(field);
    if (at)
        rd->entry.lang = buf_detach(&lang);
    return failed ? failed : seen_before(rd, name, err);
}

static void entry_add_line(struct entry *e, const char *s, size_t len)
{
    if (!e->empty)
        buf_addc(&e->text, '\n');
    buf_addn(&e->text, '\n', e->blank_lines);
    e->blank_lines = 0;
    e->empty = false;
    buf_add(&e->text, s, len);
}

/* What stands behind the colon, without white space around it. */
static void entry_add_same_line(struct entry *e, const char *s, size_t len)
{
    while (len && is_blank_char(*s)) {
        s++;
        len--;
    }
    while (len && is_blank_char(s[len - 1]))
        len--;
    if (len)
        entry_add_line(e, s, len);
}

/* The same words again keep the digest of what they were made from. */
static int apply_words(struct value *v, const struct entry *e,
                       struct error *err)
{
    const struct words *old = value_words(v, e->lang);
    struct buf item = BUF_INIT;
    int failed = value_parse_words(&item, e->field, e->text.s, err);

    if (!failed && !(old && strcmp(old->text, item.s) == 0))
        value_set_words(v, e->lang, item.len ? item.s : NULL, NULL);
    buf_release(&item);
    return failed;
}

static int apply_original(struct value *v, struct entry *e, struct error *err)
{
    char *s;

    if (field_repeats(e->field))
        for (s = e->text.s; (s = strchr(s, '\n')) != NULL;)
            *s = ',';
    return value_parse_text(v, e->field, e->text.s, err);
}

/*
 * Originals are read before words, so that new words know the digest of the
 * new original, wherever they stand: `words` says whose turn it is.
 */
static int entry_apply(struct reader *rd, bool words, struct error *err)
{
    struct value *v = record_value(rd->r, rd->entry.field);
    int failed = 0;

    if ((rd->entry.lang != NULL) != words)
        return 0;
    if (!words)
        failed = apply_original(v, &rd->entry, err);
    else if (v->state == STATE_VALUE)
        failed = apply_words(v, &rd->entry, err);
    else if (rd->entry.text.len)
        failed = error_set(err, ERROR_FAILED,
                           _("'%s' holds no text to translate; fill it, or "
                             "empty this line"),
                           field_info(rd->entry.field)->name);
    return failed;
}

static int entry_begin(struct reader *rd, const char *line, size_t len,
                       struct error *err)
{
    const char *colon = memchr(line, ':', len);
    size_t n = colon ? (size_t)(colon - line) : 0;
    char *name;
    int failed;

    if (!colon)
        return error_set(err, ERROR_FAILED,
                         _("this is neither 'field: value' nor a comment; "
                           "lines of prose begin with four blanks"));
    while (n && is_blank_char(line[n - 1]))
        n--;
    name = xstrndup(line, n);
    rd->entry = (struct entry){ .text = BUF_INIT, .empty = true };
    rd->entry.line = rd->line;
    rd->open = true;
    failed = entry_name(rd, name, err);
    free(name);
    if (!failed)
        entry_add_same_line(&rd->entry, colon + 1,
                            len - (size_t)(colon + 1 - line));
    return failed;
}

/* Four blanks, or a tab, or as many blanks as there are. */
static size_t indent_of(const char *line, size_t len)
{
    size_t n = 0;

    if (len && *line == '\t')
        return 1;
    while (n < len && n < INDENT && line[n] == ' ')
        n++;
    return n;
}

/*
 * Is it a line that only parts others?  In prose a line of blanks beyond the
 * indentation is text, and so is an indented one before the first word.
 */
static bool is_spacing(const struct reader *rd, const char *line, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!is_blank_char(line[i]))
            return false;
    if (!len || !rd->open || field_info(rd->entry.field)->type != TYPE_PROSE)
        return true;
    return indent_of(line, len) == len && !rd->entry.empty;
}

static int read_line(struct reader *rd, const char *line, size_t len,
                     bool words, struct error *err)
{
    size_t indent = indent_of(line, len);

    if (len && *line == '#')
        return 0;
    if (is_spacing(rd, line, len)) {
        rd->entry.blank_lines += rd->open && !rd->entry.empty;
        return 0;
    }
    if (indent && rd->open) {
        entry_add_line(&rd->entry, line + indent, len - indent);
        return 0;
    }
    if (indent == 0) {
        if (rd->open && entry_apply(rd, words, err) != 0)
            return -1;
        entry_close(rd);
        return entry_begin(rd, line, len, err);
    }
    return error_set(err, ERROR_FAILED,
                     _("no field stands above this line of text, to which it "
                       "could belong; write 'field:' above it"));
}

/* One pass over the text: for the originals, or for the words. */
static int read_pass(struct reader *rd, const char *text, bool words,
                     struct error *err)
{
    int failed = 0;

    rd->line = 0;
    memset(rd->seen, 0, kind_info(rd->r->kind)->count * sizeof *rd->seen);
    strs_release(&rd->langs);
    while (*text && !failed) {
        size_t len = strcspn(text, "\n");
        size_t whole = len;

        rd->line++;
        while (len && text[len - 1] == '\r')
            len--;
        failed = read_line(rd, text, len, words, err);
        text += whole + (text[whole] == '\n');
    }
    if (!failed && rd->open)
        failed = entry_apply(rd, words, err);
    return failed;
}

int editform_read(struct record *r, const char *text, const char *name,
                  long *line, struct error *err)
{
    struct reader rd = { .r = r, .entry = { .text = BUF_INIT } };
    int failed;

    rd.seen = xcalloc(kind_info(r->kind)->count, sizeof *rd.seen);
    failed = read_pass(&rd, text, false, err);
    if (!failed) {
        entry_close(&rd);
        failed = read_pass(&rd, text, true, err);
    }
    if (failed) {
        *line = rd.open ? rd.entry.line : rd.line;
        error_prefix(err, "%s:%ld", name, *line);
    }
    entry_close(&rd);
    strs_release(&rd.langs);
    free(rd.seen);
    return failed;
}

/* --- the text itself ------------------------------------------------------ */

long editform_line(const char *text, enum field field)
{
    const char *name = field_info(field)->name;
    size_t n = strlen(name);
    long line = 1;

    for (; *text; line++) {
        size_t len = strcspn(text, "\n");

        if (len > n && memcmp(text, name, n) == 0 && text[n] == ':')
            return line;
        text += len + (text[len] == '\n');
    }
    return 1;
}

void editform_annotate(struct buf *text, long line, const char *sentence)
{
    struct buf out = BUF_INIT;
    const char *s = text->s;

    for (long n = 1; *s; n++) {
        size_t len = strcspn(s, "\n");

        if (n == line) {
            buf_adds(&out, error_mark);
            escape_terminal(&out, sentence, false);
            buf_addc(&out, '\n');
        }
        if (strncmp(s, error_mark, strlen(error_mark)) != 0) {
            buf_add(&out, s, len);
            buf_addc(&out, '\n');
        }
        s += len + (s[len] == '\n');
    }
    buf_release(text);
    *text = out;
}

bool editform_empty(const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\n");

        if (*text != '#' && strspn(text, " \t\r") < len)
            return false;
        text += len + (text[len] == '\n');
    }
    return true;
}
