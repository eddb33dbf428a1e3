/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/editform.h"
#include "app/editor.h"
#include "base/i18n.h"
#include "cli/deed.h"
#include "cli/say.h"
#include "store/read.h"

/* A record in the hands of a person. */
struct editing {
    struct call *call;
    const struct record *base; /* as it was when it was loaded             */
    struct buf text;           /* what the editor shows                    */
    struct buf seen;           /* the same before the editor ran           */
    struct buf tried;          /* what could not be stored, as it was left */
};

/* Stores what was read; on error *line is the one that is wrong. */
static int store_text(struct editing *e, long *line, struct error *err)
{
    struct record r;
    struct deed d;
    int failed;

    *line = 1;
    /* Terms may have come while the person wrote. */
    store_data_version(e->call->session.store);
    record_copy(&r, e->base);
    failed = editform_read(&r, e->text.s, r.ref, line, err);
    if (!failed) {
        failed = deed_begin(&d, e->call, "edit", err);
        if (!failed)
            failed = deed_end(&d, deed_put(&d, &r, err), err);
        if (failed && err->field >= 0)
            *line = editform_line(e->text.s, (enum field)err->field);
    }
    record_release(&r);
    return failed;
}

/* Fields that somebody else changed, and what they hold now. */
static void talk_theirs(struct store *s, const struct record *base)
{
    const struct kind_info *k = kind_info(base->kind);
    struct record theirs;

    if (store_load_id(s, base->id, &theirs, NULL) != 0)
        return;
    for (size_t i = 0; i < k->count; i++) {
        struct buf was = BUF_INIT, is = BUF_INIT;

        if (value_equal(&base->values[i], &theirs.values[i]))
            continue;
        value_format(&was, &base->values[i]);
        value_format(&is, &theirs.values[i]);
        talk(_("they changed %s: from '%s' to '%s'"),
             field_info((enum field)(k->first + i))->name, was.s, is.s);
        buf_release(&was);
        buf_release(&is);
    }
    record_release(&theirs);
}

/* Nothing that a person typed is lost: the error says where it is kept. */
static void keep_text(const struct editing *e, struct error *err)
{
    struct error trouble = ERROR_INIT;
    struct buf path = BUF_INIT;
    char *sentence = err->text;
    enum error_code code = err->code;

    *err = (struct error)ERROR_INIT;
    if (editor_keep(&path, &e->text, e->base->ref, &trouble) == 0)
        error_set(err, code, _("%s; your text is kept in '%s'"), sentence,
                  path.s);
    else
        error_set(err, code, _("%s; your text could not be kept: %s"), sentence,
                  trouble.text);
    error_clear(&trouble);
    free(sentence);
    buf_release(&path);
}

/* Only a person can put right what is wrong. */
static bool can_try_again(const struct error *err)
{
    return (err->code == ERROR_FAILED || err->code == ERROR_USAGE) &&
           isatty(STDIN_FILENO);
}

static bool same_text(const struct buf *a, const struct buf *b)
{
    return a->len == b->len && memcmp(a->s, b->s, a->len) == 0;
}

/* As it was shown; or, from a program that is no person, as it was left. */
static bool unchanged(const struct editing *e)
{
    return same_text(&e->text, &e->seen) ||
           (e->tried.len && same_text(&e->text, &e->tried));
}

/* Puts what is wrong, if anything, where the person will look. */
static void prepare(struct editing *e, const struct error *wrong, long line)
{
    buf_clear(&e->tried);
    if (wrong->code != ERROR_NONE) {
        buf_add(&e->tried, e->text.s, e->text.len);
        editform_annotate(&e->text, line, wrong->text);
    }
    buf_clear(&e->seen);
    buf_add(&e->seen, e->text.s, e->text.len);
}

static int cancelled(struct error *wrong)
{
    error_clear(wrong);
    talk(_("nothing was changed"));
    return 0;
}

static int give_up(struct editing *e, struct error *wrong, struct error *err)
{
    if (wrong->code == ERROR_CONFLICT)
        talk_theirs(e->call->session.store, e->base);
    keep_text(e, wrong);
    *err = *wrong;
    return -1;
}

/*
 * Until it is stored, or left as it was.  Who leaves a text unchanged in
 * which something is wrong has had enough.
 */
static int edit_until_stored(struct editing *e, struct error *err)
{
    struct error wrong = ERROR_INIT;
    long line = 1;

    for (;;) {
        bool first = wrong.code == ERROR_NONE;

        prepare(e, &wrong, line);
        if (editor_run(&e->text, e->base->ref, err) != 0) {
            error_clear(&wrong);
            if (!first)
                keep_text(e, err);
            return -1;
        }
        if (editform_empty(e->text.s) || (first && unchanged(e)))
            return cancelled(&wrong);
        if (unchanged(e))
            return give_up(e, &wrong, err);
        error_clear(&wrong);
        if (store_text(e, &line, &wrong) == 0)
            return 0;
        if (!can_try_again(&wrong))
            return give_up(e, &wrong, err);
    }
}

int cmd_edit(struct call *c, struct error *err)
{
    struct editing e = {
        .call = c, .text = BUF_INIT, .seen = BUF_INIT, .tried = BUF_INIT
    };
    struct record base;
    int failed;

    if (!editor_command(err) ||
        store_load(c->session.store, c->args[0], &base, err) != 0)
        return -1;
    e.base = &base;
    editform_write(&e.text, &base);
    session_introduce(&c->session);
    failed = edit_until_stored(&e, err);
    record_release(&base);
    buf_release(&e.text);
    buf_release(&e.seen);
    buf_release(&e.tried);
    return failed;
}
