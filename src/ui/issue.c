/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Issuing a label: who approves it, its version, what is new, are you sure. */

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "label/issue.h"
#include "ui/preview.h"
#include "ui/screens.h"

/* The label that is being issued: there is one at a time. */
static struct {
    char *ref; /* of its dataset                                           */
    struct preview_choice shown;
    char *by;
    char *version;
    char *changes;
    struct strs versions; /* typed before                                  */
    struct strs texts;
} about = { .versions = STRS_INIT, .texts = STRS_INIT };

static void replace(char **slot, const char *text)
{
    free(*slot);
    *slot = xstrdup(text);
}

/* --- the deed ------------------------------------------------------------ */

static unsigned issue_answered(struct screen *owner, enum action action)
{
    char day[DATE_TEXT];
    const char *refs[] = { about.ref };
    const struct issue_order o = { .refs = refs,
                                   .n = 1,
                                   .lang = about.shown.lang,
                                   .layout = about.shown.layout,
                                   .approved_by = about.by,
                                   .version = about.version,
                                   .changes = about.changes,
                                   .day = day };
    struct issue_result result;
    struct error err = ERROR_INIT;

    if (action != ACTION_YES)
        return RESULT_NONE;
    if (session_today(ui_session(owner->ui), day, &err) == 0 &&
        issue_now(ui_store(owner->ui), &o, &result, &err) == 0) {
        ui_say(owner->ui, _("issued version %s, check code %s"), result.version,
               result.code);
        issue_result_release(&result);
    }
    ui_fail(owner->ui, &err);
    return RESULT_RELOAD;
}

/* --- what is asked before ------------------------------------------------ */

static void ask_sure(struct screen *owner)
{
    char *text = xasprintf(_("Issue version %s of the label of '%s', as it is "
                             "shown (layout: %s), approved by '%s'? People "
                             "will be given it: this cannot be undone."),
                           about.version, about.ref,
                           layout_name(about.shown.layout), about.by);

    ask_open(
        &(struct question){ .owner = owner,
                            .text = text,
                            .answers = { { ACTION_NO, _("no, not yet") },
                                         { ACTION_YES, _("yes, issue it") } },
                            .answered = issue_answered });
    free(text);
}

static unsigned changes_accept(struct screen *owner, const char *text,
                               struct error *err)
{
    (void)err;
    replace(&about.changes, text);
    ask_sure(owner);
    return RESULT_NONE;
}

static unsigned version_accept(struct screen *owner, const char *text,
                               struct error *err)
{
    if (!*text) {
        error_set(err, ERROR_USAGE, _("a label needs a version, such as 2"));
        return RESULT_NONE;
    }
    replace(&about.version, text);
    prompt_open(&(struct prompt){ .owner = owner,
                                  .label = _("what is new (may stay empty): "),
                                  .older = &about.texts,
                                  .accept = changes_accept });
    return RESULT_NONE;
}

static void ask_version(struct screen *owner)
{
    char day[DATE_TEXT];
    const char *refs[] = { about.ref };
    const struct issue_order o = {
        .refs = refs, .n = 1, .lang = about.shown.lang, .day = day
    };
    struct error err = ERROR_INIT;
    struct buf next = BUF_INIT;

    if (session_today(ui_session(owner->ui), day, &err) == 0 &&
        issue_next_version(ui_store(owner->ui), &o, &next, &err) == 0)
        prompt_open(&(struct prompt){ .owner = owner,
                                      .label = _("version: "),
                                      .text = next.s,
                                      .older = &about.versions,
                                      .accept = version_accept });
    ui_fail(owner->ui, &err);
    buf_release(&next);
}

static void approver_picked(struct screen *owner, struct value *value)
{
    const char *by = value_text(value);

    if (by) {
        replace(&about.by, by);
        ask_version(owner);
    } else {
        ui_say(owner->ui, "%s",
               _("nobody has approved this label, so that it is not issued"));
    }
    value_release(value);
}

void issue_open(struct screen *owner, const char *ref,
                const struct preview_choice *shown)
{
    static const struct value none = VALUE_INIT;

    replace(&about.ref, ref);
    about.shown = *shown;
    ui_say(owner->ui, "%s", _("who says that people may be given it?"));
    pick_open(&(struct picking){ .owner = owner,
                                 .field = LABEL_APPROVED_BY,
                                 .value = &none,
                                 .picked = approver_picked });
}

void issue_forget(void)
{
    free(about.ref);
    free(about.by);
    free(about.version);
    free(about.changes);
    about.ref = about.by = about.version = about.changes = NULL;
    strs_release(&about.versions);
    strs_release(&about.texts);
}
