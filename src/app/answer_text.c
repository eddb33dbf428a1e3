/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/answer_text.h"

#include <string.h>

#include "base/i18n.h"
#include "base/wrap.h"
#include "model/region.h"
#include "model/vocabulary.h"

enum { INDENT = 2, NARROWEST = 20 };

static const struct {
    const char *answer; /* the whole of it                                 */
    const char *reasons;
} verdicts[] = {
    [ANSWER_YES] = { N_("Yes."), N_("What speaks for it:") },
    [ANSWER_DECIDE] = { N_("A person must decide."),
                        N_("What a person must decide:") },
    [ANSWER_NO] = { N_("No."), N_("What speaks against it:") },
};

/* Further lines begin `further` cells to the right of the first. */
static void add_wrapped(struct strs *lines, const char *text, size_t width,
                        size_t indent, size_t further)
{
    struct strs parts = STRS_INIT;
    struct buf b = BUF_INIT;

    wrap_text(&parts, text,
              width > indent + further + NARROWEST ? width - indent - further
                                                   : 100000);
    for (size_t i = 0; i < parts.n; i++) {
        buf_clear(&b);
        buf_addn(&b, ' ', i ? indent + further : indent);
        buf_adds(&b, parts.v[i]);
        strs_add(lines, b.s);
    }
    strs_release(&parts);
    buf_release(&b);
}

/* --- an answer ----------------------------------------------------------- */

static void add_question(struct strs *lines, const struct answer_question *q,
                         size_t width)
{
    struct buf b = BUF_INIT;

    buf_addf(&b, _("May '%s' be used for '%s' (%s) on %s?"), q->dataset,
             vocabulary_title("purposes", q->purpose), q->purpose, q->day);
    if (q->recipient) {
        buf_addc(&b, ' ');
        buf_addf(&b, _("By: %s."), q->recipient);
    }
    if (q->country) {
        buf_addc(&b, ' ');
        buf_addf(&b, _("In: %s."), country_words(q->country));
    }
    add_wrapped(lines, b.s, width, 0, 0);
    buf_release(&b);
}

static void add_reason(struct strs *lines, const struct answer_reason *r,
                       size_t width)
{
    struct buf b = BUF_INIT;

    buf_addf(&b, "%s: ", r->ref);
    answer_words(&b, r, true);
    buf_addf(&b, " [%s; %s]", answer_info(r->what)->id,
             answer_info(r->what)->citation);
    add_wrapped(lines, b.s, width, INDENT, INDENT);
    buf_release(&b);
}

void answer_text(struct strs *lines, const struct answer_question *q,
                 const struct answer *a, size_t width)
{
    add_question(lines, q, width);
    strs_add(lines, _(verdicts[a->verdict].answer));
    for (size_t i = 0; i < a->n; i++) {
        enum answer_verdict verdict = answer_info(a->v[i].what)->verdict;

        if (i == 0 || verdict != answer_info(a->v[i - 1].what)->verdict) {
            strs_add(lines, "");
            strs_add(lines, _(verdicts[verdict].reasons));
        }
        add_reason(lines, &a->v[i], width);
    }
}

/* --- a scope ------------------------------------------------------------- */

/* "Label: one; two", or what is said where there is none. */
static void add_list(struct strs *lines, const char *label,
                     const struct strs *items, const char *vocabulary,
                     const char *none, size_t width)
{
    struct buf b = BUF_INIT;

    if (items->n == 0 && !none)
        return;
    buf_addf(&b, "%s: ", label);
    for (size_t i = 0; i < items->n; i++) {
        const char *item = items->v[i];

        buf_adds(&b, i ? "; " : "");
        if (!vocabulary)
            buf_adds(&b, item);
        else if (strcmp(vocabulary, "country") == 0)
            buf_adds(&b, country_words(item));
        else
            buf_addf(&b, "%s (%s)", vocabulary_title(vocabulary, item), item);
    }
    buf_adds(&b, items->n ? "" : none);
    add_wrapped(lines, b.s, width, INDENT, INDENT);
    buf_release(&b);
}

static const char *leave_words(enum scope_leave leave)
{
    static const char *const words[] = {
        [SCOPE_SILENT] = N_("nobody was asked, nothing was promised"),
        [SCOPE_YES] = N_("yes"),
        [SCOPE_OPEN] = N_("nobody has said"),
        [SCOPE_NO] = N_("no"),
    };

    return _(words[leave]);
}

static void add_leave(struct strs *lines, const char *label,
                      enum scope_leave leave, size_t width)
{
    static const struct strs none = STRS_INIT;

    add_list(lines, label, &none, NULL, leave_words(leave), width);
}

void scope_text(struct strs *lines, const char *dataset, const char *day,
                const struct scope *s, size_t width)
{
    static const struct strs none = STRS_INIT;
    struct buf b = BUF_INIT;

    buf_addf(&b,
             _("What may be done with '%s' on %s, by what it holds and by all "
               "that it was made from:"),
             dataset, day);
    add_wrapped(lines, b.s, width, 0, 0);
    buf_release(&b);
    if (s->closed)
        add_wrapped(lines,
                    _("People were told something that does not cover us."),
                    width, INDENT, INDENT);
    add_list(lines, _("Permitted"), &s->permitted, "purposes",
             s->open.n ? _("nothing is recorded") : _("nothing"), width);
    add_list(lines, _("For the data of some people only"), &s->partly,
             "purposes", NULL, width);
    add_list(lines, _("Forbidden"), &s->forbidden, "purposes", NULL, width);
    if (s->limited)
        add_list(lines, _("Agreements allow no more than"), &s->limits,
                 "purposes", _("nothing"), width);
    add_list(lines, _("Left open by"), &s->open, NULL, NULL, width);
    add_list(lines, _("In doubt because of"), &s->doubts, NULL, NULL, width);
    add_list(lines, _("Duties"), &s->duties, "duties", NULL, width);
    add_leave(lines, _("Sharing with others"), s->sharing, width);
    add_leave(lines, _("Sale"), s->sale, width);
    add_leave(lines, _("Joining with other data"), s->linkage, width);
    add_list(lines, _("Countries"), &s->regions, "country",
             s->bounded ? _("none") : _("no limit is named"), width);
    add_list(lines, _("Ends on"), &none, NULL,
             *s->until       ? s->until
             : s->until_open ? _("nobody knows when")
                             : _("no end is named"),
             width);
    if (s->judged && !s->closed)
        add_wrapped(lines,
                    _("Whether another purpose fits is for a person to "
                      "judge."),
                    width, INDENT, INDENT);
}
