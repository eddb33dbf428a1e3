/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* What lists and pages do to a record: remove it, rename it. */

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/ref.h"
#include "store/change.h"
#include "store/read.h"
#include "ui/names.h"
#include "ui/screens.h"

/* The record that a question or a prompt is about: there is one at a time. */
static int64_t about;

/* --- removing ------------------------------------------------------------ */

static size_t count_children(struct store *s, const struct record *r)
{
    size_t n = 0;

    for (int k = 0; k < KIND_COUNT; k++) {
        struct records l = RECORDS_INIT;

        if (kind_info((enum kind)k)->parent == r->kind &&
            store_children(s, r->ref, (enum kind)k, &l, NULL) == 0)
            n += l.n;
        records_release(&l);
    }
    return n;
}

/* One change: begun, done, and committed or rolled back. */
static int change(struct store *s, const char *operation,
                  int (*deed)(struct store *, const struct record *,
                              const char *, struct error *),
                  const struct record *r, const char *text, struct error *err)
{
    struct change_info info = { .operation = operation };

    if (change_begin(s, &info, err) != 0)
        return -1;
    if (deed(s, r, text, err) != 0) {
        change_rollback(s);
        return -1;
    }
    return change_commit(s, err);
}

static int remove_it(struct store *s, const struct record *r, const char *text,
                     struct error *err)
{
    (void)text;
    return change_remove(s, r->ref, r->version, err);
}

static unsigned remove_answered(struct screen *owner, enum action action)
{
    struct error err = ERROR_INIT;
    struct store *s = ui_store(owner->ui);
    struct record r;

    if (action != ACTION_YES)
        return RESULT_NONE;
    if (store_load_id(s, about, &r, &err) != 0) {
        ui_fail(owner->ui, &err);
        return RESULT_RELOAD;
    }
    if (change(s, "remove", remove_it, &r, NULL, &err) == 0)
        ui_say(owner->ui, _("removed '%s'; u brings it back"), r.ref);
    ui_fail(owner->ui, &err);
    record_release(&r);
    return RESULT_RELOAD;
}

static char *remove_question(const struct record *r, const char *title,
                             size_t children)
{
    const char *kind = _(kind_info(r->kind)->title);

    if (children == 0)
        return xasprintf(_("%s '%s' (%s): remove it? u brings it back."), kind,
                         title, r->ref);
    return xasprintf(
        ngettext("%s '%s' (%s): remove it with the %zu record that belongs to "
                 "it? u brings all of it back.",
                 "%s '%s' (%s): remove it with the %zu records that belong to "
                 "it? u brings all of it back.",
                 children),
        kind, title, r->ref, children);
}

void deed_remove(struct screen *owner, int64_t id)
{
    struct error err = ERROR_INIT;
    struct store *s = ui_store(owner->ui);
    struct buf title = BUF_INIT;
    struct names *names;
    struct record r;
    char *text;

    if (store_load_id(s, id, &r, &err) != 0) {
        ui_fail(owner->ui, &err);
        return;
    }
    about = id;
    names = names_new(s);
    names_add_title_of(names, &r, &title);
    names_free(names);
    text = remove_question(&r, title.s, count_children(s, &r));
    ask_open(
        &(struct question){ .owner = owner,
                            .text = text,
                            .answers = { { ACTION_NO, _("no, keep it") },
                                         { ACTION_YES, _("yes, remove it") } },
                            .answered = remove_answered });
    buf_release(&title);
    free(text);
    record_release(&r);
}

/* --- renaming ------------------------------------------------------------ */

static int rename_it(struct store *s, const struct record *r, const char *text,
                     struct error *err)
{
    return change_rename(s, r->ref, text, err);
}

/* A child keeps what stands before its slug. */
static unsigned rename_accept(struct screen *owner, const char *text,
                              struct error *err)
{
    struct store *s = ui_store(owner->ui);
    struct buf ref = BUF_INIT;
    struct record r;

    if (store_load_id(s, about, &r, err) != 0)
        return RESULT_NONE;
    buf_add(&ref, r.ref, (size_t)(ref_slug(r.ref) - r.ref));
    buf_adds(&ref, text);
    if (strcmp(ref.s, r.ref) != 0 &&
        change(s, "rename", rename_it, &r, ref.s, err) == 0)
        ui_say(owner->ui, _("renamed to '%s'; the old ref still finds it"),
               ref.s);
    buf_release(&ref);
    record_release(&r);
    return RESULT_RELOAD;
}

void deed_rename(struct screen *owner, int64_t id)
{
    struct error err = ERROR_INIT;
    struct record r;

    if (store_load_id(ui_store(owner->ui), id, &r, &err) != 0) {
        ui_fail(owner->ui, &err);
        return;
    }
    about = id;
    prompt_open(&(struct prompt){ .owner = owner,
                                  .label = _("new ref: "),
                                  .text = ref_slug(r.ref),
                                  .accept = rename_accept });
    record_release(&r);
}
