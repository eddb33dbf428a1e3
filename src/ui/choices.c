/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/choices.h"

#include <stdlib.h>
#include <string.h>

#include "app/display.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/check.h"
#include "model/filter.h"
#include "model/ref.h"
#include "model/region.h"
#include "model/vocabulary.h"
#include "store/list.h"
#include "store/read.h"
#include "ui/quote.h"
#include "ui/screens.h"
#include "ui/tabs.h"

/* Records beyond these are found by typing. */
enum { CHOICES_MOST = 300 };

/* More are not counted: that takes the longer the more there are. */
enum { COUNTED_MOST = 1000 };

void choices_release(struct choices *l)
{
    for (size_t i = 0; i < l->n; i++) {
        free(l->v[i].item);
        free(l->v[i].title);
        free(l->v[i].help);
    }
    free(l->v);
    *l = (struct choices)CHOICES_INIT;
}

static struct choice *add(struct choices *l, const char *item,
                          const char *title, const char *help)
{
    struct choice *c;

    ARRAY_GROW(l->v, l->n, l->room);
    c = &l->v[l->n++];
    *c = (struct choice){ .state = STATE_VALUE,
                          .item = xstrdup(item),
                          .title = xstrdup(title),
                          .help = xstrdup(help),
                          .match = true };
    return c;
}

static void add_matching(struct choices *l, const char *item, const char *title,
                         const char *help, const char *words)
{
    if (search_matches(item, words) || search_matches(title, words))
        add(l, item, title, help);
}

/* --- terms --------------------------------------------------------------- */

static bool term_matches(const struct term *t, const char *words)
{
    return search_matches(t->code, words) ||
           search_matches(term_title(t), words) ||
           search_matches(term_words(t, NULL), words);
}

/* Marks what matches, and what stands above that. */
static bool *matching_terms(const struct vocabulary *v, const char *words,
                            bool *above)
{
    bool *match = xcalloc(v->count, sizeof *match);

    for (size_t i = 0; i < v->count; i++) {
        match[i] = term_matches(&v->terms[i], words);
        for (long up = v->terms[i].broader; match[i] && up >= 0;
             up = v->terms[up].broader)
            above[up] = true;
    }
    return match;
}

static void add_term(struct choices *l, const struct term *t, bool match)
{
    struct buf help = BUF_INIT;
    struct choice *c;

    buf_addf(&help, "%s.\n%s", term_words(t, NULL), term_help(t));
    c = add(l, t->code, term_title(t), help.s);
    c->depth = t->depth;
    c->match = match;
    buf_release(&help);
}

static int terms(struct choices *l, struct store *s, enum field field,
                 const char *parent, const char *words, struct error *err)
{
    const struct vocabulary *v = vocabulary_find(field_info(field)->vocabulary);
    bool *above = xcalloc(v->count, sizeof *above);
    bool *match = matching_terms(v, words, above);

    (void)s;
    (void)parent;
    (void)err;
    for (size_t i = 0; i < v->count; i++)
        if (match[i] || above[i])
            add_term(l, &v->terms[i], match[i]);
    free(match);
    free(above);
    return 0;
}

/* --- yes and no, countries, languages ------------------------------------ */

static int yesno(struct choices *l, struct store *s, enum field field,
                 const char *parent, const char *words, struct error *err)
{
    (void)s;
    (void)field;
    (void)parent;
    (void)err;
    add_matching(l, "yes", _("yes"), "", words);
    add_matching(l, "no", _("no"), "", words);
    return 0;
}

static int countries(struct choices *l, struct store *s, enum field field,
                     const char *parent, const char *words, struct error *err)
{
    const char *code;

    (void)s;
    (void)field;
    (void)parent;
    (void)err;
    for (size_t i = 0; (code = country_at(i)); i++)
        add_matching(l, code, country_words(code), code, words);
    return 0;
}

void choices_languages(struct choices *l, const char *words)
{
    struct buf tag = BUF_INIT;
    bool typed = *words && check_language(&tag, words, NULL) == 0;
    const char *code;

    for (size_t i = 0; (code = language_at(i)); i++) {
        add_matching(l, code, language_words(code), code, words);
        typed = typed && strcmp(code, tag.s) != 0;
    }
    if (typed)
        add(l, tag.s, language_words(tag.s), tag.s);
    buf_release(&tag);
}

static int languages(struct choices *l, struct store *s, enum field field,
                     const char *parent, const char *words, struct error *err)
{
    (void)s;
    (void)field;
    (void)parent;
    (void)err;
    choices_languages(l, words);
    return 0;
}

/* --- records ------------------------------------------------------------- */

/* `title` is what the title field of the kind holds. */
static void add_record(struct choices *l, const char *ref, enum kind kind,
                       const char *title)
{
    struct buf b = BUF_INIT;

    display_text(&b, kind_title_field(kind), title);
    buf_addf(&b, "  (%s)", ref_slug(ref));
    add(l, ref, b.s, ref);
    buf_release(&b);
}

static int siblings(struct choices *l, struct store *s, enum field field,
                    const char *parent, const char *words, struct error *err)
{
    struct records r = RECORDS_INIT;

    if (store_children(s, parent, field_info(field)->target, &r, err) != 0)
        return -1;
    for (size_t i = 0; i < r.n; i++)
        if (search_matches(r.v[i].ref, words) ||
            search_matches(record_title(&r.v[i], NULL), words))
            add_record(l, r.v[i].ref, r.v[i].kind, record_title(&r.v[i], NULL));
    records_release(&r);
    return 0;
}

static int records_filter(struct filter **out, enum kind kind,
                          const char *words, struct error *err)
{
    struct buf b = BUF_INIT;
    int failed;

    if (*words) {
        buf_adds(&b, "ref ~ ");
        quote_add(&b, words);
        buf_addf(&b, " or %s ~ ", field_info(kind_title_field(kind))->name);
        quote_add(&b, words);
    }
    failed = filter_parse(out, kind, b.s, err);
    buf_release(&b);
    return failed;
}

static int records_of(struct choices *l, struct store *s, enum kind kind,
                      const char *words, struct error *err)
{
    enum field title = kind_title_field(kind);
    struct list_query q = { .kind = kind,
                            .sort = FIELD_COUNT,
                            .columns = &title,
                            .columns_n = 1,
                            .limit = CHOICES_MOST - l->n };
    struct list_page page = LIST_PAGE_INIT;
    struct filter *f = NULL;
    int failed = records_filter(&f, kind, words, err);

    q.filter = f;
    if (!failed)
        failed = list_read(s, &q, &page, err);
    for (size_t i = 0; i < page.n; i++)
        add_record(l, page.rows[i].ref, kind, page.rows[i].cells.v[0]);
    l->cut = page.more;
    list_page_release(&page);
    filter_free(f);
    return failed;
}

/* What belongs to a dataset is offered once its ref is typed. */
static int any_records(struct choices *l, struct store *s, const char *words,
                       struct error *err)
{
    bool children = strchr(words, '/') != NULL;

    for (int k = 0; k < KIND_COUNT && l->n < CHOICES_MOST; k++)
        if ((kind_info((enum kind)k)->parent == KIND_NONE || children) &&
            records_of(l, s, (enum kind)k, words, err) != 0)
            return -1;
    return 0;
}

static int records(struct choices *l, struct store *s, enum field field,
                   const char *parent, const char *words, struct error *err)
{
    enum kind target = field_info(field)->target;

    if (target == KIND_ANY)
        return any_records(l, s, words, err);
    if ((field_info(field)->flags & FIELD_OWN) && parent)
        return siblings(l, s, field, parent, words, err);
    return records_of(l, s, target, words, err);
}

/* --- a field ------------------------------------------------------------- */

typedef int choices_fn(struct choices *l, struct store *s, enum field field,
                       const char *parent, const char *words,
                       struct error *err);

static choices_fn *const sources[TYPE_COUNT_] = {
    [TYPE_CODE] = terms,          [TYPE_CODES] = terms,
    [TYPE_YESNO] = yesno,         [TYPE_COUNTRY] = countries,
    [TYPE_COUNTRIES] = countries, [TYPE_LANGUAGE] = languages,
    [TYPE_LANGUAGES] = languages, [TYPE_REF] = records,
    [TYPE_REFS] = records,
};

bool choices_fit(enum field field)
{
    return sources[field_info(field)->type] != NULL;
}

/* Which states there are, what allows them, and what they mean. */
static const struct {
    enum state state;
    unsigned flag; /* 0: always                                            */
    const char *help;
} states[] = {
    { STATE_NONE, FIELD_NOT, N_("State that there is none.") },
    { STATE_NA, FIELD_NA, N_("State that the question does not apply.") },
    { STATE_UNKNOWN, FIELD_UNK,
      N_("State that nobody knows. The label says so, too.") },
    { STATE_BLANK, 0, N_("Leave it open: nobody has answered yet.") },
};

static void add_states(struct choices *l, enum field field, const char *words)
{
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        struct buf title = BUF_INIT;

        buf_addf(&title, "(%s)", state_words(states[i].state));
        if ((!states[i].flag || (field_info(field)->flags & states[i].flag)) &&
            search_matches(title.s, words))
            add(l, "", title.s, _(states[i].help))->state = states[i].state;
        buf_release(&title);
    }
}

int choices_of_field(struct choices *out, struct store *s, enum field field,
                     const char *parent, const char *words, struct error *err)
{
    if (sources[field_info(field)->type](out, s, field, parent, words, err) !=
        0)
        return -1;
    add_states(out, field, words);
    return 0;
}

void choices_children(struct choices *out, const char *words)
{
    for (int k = 0; k < KIND_COUNT; k++) {
        const struct kind_info *info = kind_info((enum kind)k);

        if (info->parent == KIND_DATASET)
            add_matching(out, info->name, _(info->title), _(info->help), words);
    }
}

/* --- lists --------------------------------------------------------------- */

static int count_row(const struct list_row *row, void *data, struct error *err)
{
    (void)row;
    (void)err;
    ++*(int *)data;
    return 0;
}

static void add_list(struct choices *l, struct store *s, enum kind kind,
                     struct error *err)
{
    const struct kind_info *k = kind_info(kind);
    struct list_query q = { .kind = kind,
                            .sort = FIELD_COUNT,
                            .limit = COUNTED_MOST + 1 };
    struct buf title = BUF_INIT;
    int n = 0;

    if (list_each(s, &q, count_row, &n, err) != 0)
        n = 0;
    buf_addf(&title, "%s  ", _(k->titles));
    if (n > COUNTED_MOST)
        buf_addf(&title, _("(more than %d)"), COUNTED_MOST);
    else
        buf_addf(&title, "(%d)", n);
    add(l, k->name, title.s, _(k->help));
    buf_release(&title);
}

void choices_lists(struct choices *out, struct store *s, const char *words,
                   struct error *err)
{
    enum kind kind;

    for (size_t i = 0; (kind = tabs_kind(i)) != KIND_NONE; i++)
        if (search_matches(_(kind_info(kind)->titles), words))
            add_list(out, s, kind, err);
}
