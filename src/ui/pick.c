/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Choosing: one answer, or several that are marked.  Typing finds answers. */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/read.h"
#include "ui/choices.h"
#include "ui/frame.h"
#include "ui/screens.h"
#include "ui/scroll.h"

enum { HEAD_LINES = 1, HELP_LINES = 3 };

struct pick {
    struct screen s;
    struct picking p; /* of a field: owner, field, picked                  */
    char *parent;
    char *title;
    bool many;
    bool placed;        /* was the present answer selected at first?      */
    struct strs marked; /* items                                          */
    struct buf words;   /* what was typed                                 */
    struct choices rows;
    struct scroll scroll;
    int64_t saved; /* what was saved last before a record was added here   */
    void (*fill)(struct pick *k, struct error *err);
    void (*taken)(struct screen *owner, const char *item); /* no field      */
};

static size_t height(void)
{
    return (size_t)(frame_body().h - HEAD_LINES - HELP_LINES);
}

static const struct choice *selected(const struct pick *k)
{
    return k->scroll.at < k->rows.n ? &k->rows.v[k->scroll.at] : NULL;
}

/* --- what there is ------------------------------------------------------- */

static void fill_field(struct pick *k, struct error *err)
{
    if (field_is_ref(k->p.field))
        ui_doing(k->s.ui, "%s", _("Searching..."));
    choices_of_field(&k->rows, ui_store(k->s.ui), k->p.field, k->parent,
                     k->words.s, err);
}

static void fill_languages(struct pick *k, struct error *err)
{
    (void)err;
    choices_languages(&k->rows, k->words.s);
}

static void fill_children(struct pick *k, struct error *err)
{
    (void)err;
    choices_children(&k->rows, k->words.s);
}

static void fill_lists(struct pick *k, struct error *err)
{
    choices_lists(&k->rows, ui_store(k->s.ui), k->words.s, err);
}

/* How well an answer fits what was typed; 0: it only stands above one. */
static int rate(const struct choice *c, const char *words)
{
    if (!c->match)
        return 0;
    if (strcasecmp(c->item, words) == 0)
        return 4;
    if (strncasecmp(c->title, words, strlen(words)) == 0)
        return 3;
    return search_matches(c->title, words) ? 2 : 1;
}

/* Selects the first of those that fit best. */
static void select_match(struct pick *k)
{
    size_t best = 0;

    for (size_t i = 0; i < k->rows.n; i++)
        if (rate(&k->rows.v[i], k->words.s) >
            rate(&k->rows.v[best], k->words.s))
            best = i;
    scroll_to(&k->scroll, best);
    k->scroll.top = 0;
}

static void select_item(struct pick *k, const char *item)
{
    for (size_t i = 0; i < k->rows.n; i++)
        if (k->rows.v[i].state == STATE_VALUE &&
            strcmp(k->rows.v[i].item, item) == 0)
            scroll_to(&k->scroll, i);
}

static void refill(struct pick *k)
{
    struct error err = ERROR_INIT;

    choices_release(&k->rows);
    k->fill(k, &err);
    k->scroll.n = k->rows.n;
    ui_fail(k->s.ui, &err);
}

/* A record that was added from here is the answer. */
static void take_added(struct pick *k)
{
    struct record r;

    if (!k->saved || ui_saved(k->s.ui) == k->saved ||
        store_load_id(ui_store(k->s.ui), ui_saved(k->s.ui), &r, NULL) != 0)
        return;
    k->saved = 0;
    if (field_may_name(k->p.field, r.kind)) {
        if (k->many && !strs_has(&k->marked, r.ref))
            strs_add(&k->marked, r.ref);
        select_item(k, r.ref);
    }
    record_release(&r);
}

static int pick_load(struct screen *s, struct error *err)
{
    struct pick *k = (struct pick *)s;

    (void)err;
    refill(k);
    if (!k->placed && k->marked.n)
        select_item(k, k->marked.v[0]);
    k->placed = true;
    take_added(k);
    return 0;
}

/* --- drawing ------------------------------------------------------------- */

static void pick_title(const struct screen *s, struct buf *out)
{
    buf_adds(out, ((const struct pick *)s)->title);
}

static enum place pick_place(const struct screen *s)
{
    return ((const struct pick *)s)->many ? PLACE_MANY : PLACE_PICK;
}

static const char *mark(const struct pick *k, const struct choice *c)
{
    bool on = c->state == STATE_VALUE && strs_has(&k->marked, c->item);

    if (c->state != STATE_VALUE)
        return "   ";
    if (k->many)
        return on ? "[x]" : "[ ]";
    return on ? " * " : "   ";
}

static void draw_choice(const struct pick *k, struct area a, int row, size_t i)
{
    const struct choice *c = &k->rows.v[i];
    bool here = i == k->scroll.at;
    struct buf b = BUF_INIT;

    buf_addf(&b, "%s %s ", here ? ">" : " ", mark(k, c));
    buf_addn(&b, ' ', 2 * (size_t)c->depth);
    buf_adds(&b, c->title);
    paint_row(a, row, 0,
              here       ? ROLE_SELECTED
              : c->match ? ROLE_TEXT
                         : ROLE_NAME,
              b.s);
    buf_release(&b);
}

static void draw_typed(const struct pick *k, struct area a)
{
    const char *label = _("Type to find: ");

    paint_row(a, 0, 0, ROLE_KEY, label);
    paint_row(a, 0, (int)utf8_width(label), ROLE_INPUT, k->words.s);
}

static void draw_help(const struct pick *k, struct area a)
{
    const struct choice *c = selected(k);
    struct strs lines = STRS_INIT;

    if (!c)
        strs_add(&lines, _("Nothing matches what was typed. ^U clears it."));
    else
        paint_wrap(&lines, c->help, a.w - 4);
    for (size_t i = 0; i < lines.n && i + 1 < HELP_LINES; i++)
        paint_row(a, a.h - HELP_LINES + 1 + (int)i, 2, ROLE_NAME, lines.v[i]);
    strs_release(&lines);
}

static void pick_draw(struct screen *s, struct area a)
{
    struct pick *k = (struct pick *)s;

    scroll_fit(&k->scroll, height());
    draw_typed(k, a);
    for (size_t row = 0; row < height(); row++)
        if (k->scroll.top + row < k->rows.n)
            draw_choice(k, a, (int)row + HEAD_LINES, k->scroll.top + row);
    draw_help(k, a);
}

static void pick_cursor(const struct screen *s, int *y, int *x)
{
    const struct pick *k = (const struct pick *)s;

    *y = frame_body().y + HEAD_LINES + (int)(k->scroll.at - k->scroll.top);
    *x = 0;
}

static void pick_status(struct screen *s, struct buf *left, struct buf *right)
{
    const struct pick *k = (const struct pick *)s;

    if (k->many)
        buf_addf(left, ngettext("%zu marked", "%zu marked", k->marked.n),
                 k->marked.n);
    else
        buf_adds(left, _("one answer"));
    if (k->rows.n)
        buf_addf(right, k->rows.cut ? _("%zu of many") : _("%zu of %zu"),
                 k->scroll.at + 1, k->rows.n);
}

/* --- typing and choosing ------------------------------------------------- */

static unsigned pick_type(struct screen *s, const char *text)
{
    struct pick *k = (struct pick *)s;

    lineedit_add_line(&k->words, text);
    refill(k);
    select_match(k);
    return RESULT_NONE;
}

static unsigned act_clear(struct pick *k, bool all)
{
    size_t len = all ? 0 : utf8_prev(k->words.s, k->words.len);

    buf_truncate(&k->words, len);
    refill(k);
    select_match(k);
    return RESULT_NONE;
}

static unsigned act_mark(struct pick *k)
{
    const struct choice *c = selected(k);
    long at;

    if (!c || c->state != STATE_VALUE) {
        ui_say(k->s.ui, _("this stands alone: Enter chooses it"));
        return RESULT_NONE;
    }
    at = strs_find(&k->marked, c->item);
    if (at >= 0)
        strs_remove(&k->marked, (size_t)at);
    else
        strs_add(&k->marked, c->item);
    /* On to the next, but never onto a state: Enter would choose that. */
    if (k->scroll.at + 1 < k->rows.n && c[1].state == STATE_VALUE)
        scroll_act(&k->scroll, ACTION_DOWN, height());
    return RESULT_NONE;
}

/* The value that was chosen: a state, all that is marked, or one item. */
static int make_value(const struct pick *k, struct value *out,
                      struct error *err)
{
    const struct choice *c = selected(k);
    struct strs one = STRS_INIT;
    int failed;

    if (c->state != STATE_VALUE) {
        value_set_state(out, c->state);
        return 0;
    }
    if (k->many && k->marked.n)
        return value_parse(out, k->p.field, &k->marked, err);
    strs_add(&one, c->item);
    failed = value_parse(out, k->p.field, &one, err);
    strs_release(&one);
    return failed;
}

static unsigned act_accept(struct pick *k)
{
    struct value value = VALUE_INIT;
    struct error err = ERROR_INIT;

    if (!selected(k))
        return RESULT_NONE;
    if (k->taken) {
        k->taken(k->p.owner, selected(k)->item);
        return RESULT_CLOSE;
    }
    if (make_value(k, &value, &err) != 0) {
        value_release(&value);
        ui_fail(k->s.ui, &err);
        return RESULT_NONE;
    }
    k->p.picked(k->p.owner, &value);
    return RESULT_CLOSE;
}

/* A record that is not there yet. */
static unsigned act_add(struct pick *k)
{
    enum kind kind = field_info(k->p.field)->target;

    k->saved = ui_saved(k->s.ui) ? ui_saved(k->s.ui) : -1;
    form_add(k->s.ui, kind,
             kind_info(kind)->parent == KIND_NONE ? NULL : k->parent);
    return RESULT_NONE;
}

static unsigned pick_act(struct screen *s, enum action action)
{
    struct pick *k = (struct pick *)s;

    if (action == ACTION_CANCEL)
        return RESULT_CLOSE;
    if (action == ACTION_ACCEPT)
        return act_accept(k);
    if (action == ACTION_MARK)
        return act_mark(k);
    if (action == ACTION_PICK_ADD)
        return act_add(k);
    if (action == ACTION_PICK_CLEAR || action == ACTION_PICK_ERASE)
        return act_clear(k, action == ACTION_PICK_CLEAR);
    scroll_act(&k->scroll, action, height());
    return RESULT_NONE;
}

/* Records of this dataset can be added only where it is stored already. */
static bool pick_valid(const struct screen *s, enum action action)
{
    const struct pick *k = (const struct pick *)s;

    if (action != ACTION_PICK_ADD)
        return true;
    if (k->taken || !field_is_ref(k->p.field) ||
        field_info(k->p.field)->target == KIND_ANY)
        return false;
    return kind_info(field_info(k->p.field)->target)->parent == KIND_NONE ||
           k->parent;
}

static void pick_close(struct screen *s)
{
    struct pick *k = (struct pick *)s;

    choices_release(&k->rows);
    strs_release(&k->marked);
    buf_release(&k->words);
    free(k->parent);
    free(k->title);
    free(k);
}

static const struct screen_ops pick_ops = {
    .title = pick_title,
    .place = pick_place,
    .load = pick_load,
    .draw = pick_draw,
    .cursor = pick_cursor,
    .status = pick_status,
    .valid = pick_valid,
    .act = pick_act,
    .type = pick_type,
    .close = pick_close,
};

static struct pick *pick_new(struct screen *owner, const char *title)
{
    struct pick *k = xcalloc(1, sizeof *k);

    k->s.ops = &pick_ops;
    k->p.owner = owner;
    k->title = xstrdup(title);
    k->words = (struct buf)BUF_INIT;
    ui_push(owner->ui, &k->s);
    return k;
}

bool pick_can(enum field field)
{
    return choices_fit(field);
}

void pick_open(const struct picking *p)
{
    struct pick *k = pick_new(p->owner, _(field_info(p->field)->label));

    k->p = *p;
    k->p.value = NULL;
    k->parent = p->parent ? xstrdup(p->parent) : NULL;
    k->many = field_repeats(p->field);
    k->fill = fill_field;
    strs_copy(&k->marked, &p->value->items);
}

void pick_language(struct screen *owner,
                   void (*picked)(struct screen *owner, const char *tag))
{
    struct pick *k = pick_new(owner, _("language"));

    k->fill = fill_languages;
    k->taken = picked;
}

void pick_child(struct screen *owner,
                void (*picked)(struct screen *owner, const char *kind))
{
    struct pick *k = pick_new(owner, _("what to add"));

    k->fill = fill_children;
    k->taken = picked;
}

void pick_list(struct screen *owner, enum kind here,
               void (*picked)(struct screen *owner, const char *kind))
{
    struct pick *k = pick_new(owner, _("which list"));

    k->fill = fill_lists;
    k->taken = picked;
    strs_add(&k->marked, kind_info(here)->name);
}
