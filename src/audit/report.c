/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "base/wrap.h"

/* The summary has at most so many lines, and names at most so many rules. */
enum { SUMMARY_LINES = 10, SUMMARY_RULES = 4 };

/* What is written at all, and where. */
struct page {
    FILE *out;
    size_t width;
};

/*
 * Prints `head`, escaped, and the text behind it, broken into lines that
 * begin `indent` cells to the right.
 */
static void put(const struct page *p, const char *head, size_t indent,
                const char *text)
{
    struct buf b = BUF_INIT;
    struct strs lines = STRS_INIT;
    size_t i;

    escape_terminal(&b, text, false);
    if (p->width > indent + 20)
        wrap_text(&lines, b.s, p->width - indent);
    else
        strs_add(&lines, b.s);
    escape_print(p->out, head, false);
    for (i = utf8_width(head); i < indent; i++)
        fputc(' ', p->out);
    for (i = 0; i < lines.n; i++)
        fprintf(p->out, "%*s%s\n", i ? (int)indent : 0, "", lines.v[i]);
    strs_release(&lines);
    buf_release(&b);
}

/* --- the summary --------------------------------------------------------- */

/* The findings from number i on that are of one rule; how many of them are
 * neither waived nor known. */
static size_t same_rule(const struct findings *l, size_t i, size_t *open)
{
    const struct rule *rule = findings_at(l, i)->rule;
    size_t n = 0;

    for (*open = 0; i + n < l->n; n++) {
        const struct finding *f = findings_at(l, i + n);

        if (f->rule != rule)
            break;
        *open += !f->waiver && !f->known;
    }
    return n;
}

static void put_count(const struct page *p, const char *title, size_t width,
                      size_t n)
{
    fprintf(p->out, "  %s%*s%8zu\n", title, (int)(width - utf8_width(title)),
            "", n);
}

/* What the baseline holds, and what of it is gone. */
static void put_known(const struct page *p, const struct audit_report *r,
                      const char *title, size_t width)
{
    fprintf(p->out, "  %s%*s%8zu", title, (int)(width - utf8_width(title)), "",
            r->known);
    if (r->gone) {
        fputs("  ", p->out);
        fprintf(p->out,
                ngettext("(%zu of the baseline is gone)",
                         "(%zu of the baseline are gone)", r->gone),
                r->gone);
    }
    fputc('\n', p->out);
}

/* Returns how many lines that are. */
static size_t put_counts(const struct page *p, const struct audit_report *r)
{
    const char *waived = _("Waived"), *known = _("Known before");
    size_t width = r->waived ? utf8_width(waived) : 0;
    int i;

    if (r->baseline && utf8_width(known) > width)
        width = utf8_width(known);
    for (i = 0; i < SEVERITY_COUNT; i++)
        if (utf8_width(severity_title((enum severity)i)) > width)
            width = utf8_width(severity_title((enum severity)i));
    for (i = 0; i < SEVERITY_COUNT; i++)
        put_count(p, severity_title((enum severity)i), width, r->counts[i]);
    if (r->waived)
        put_count(p, waived, width, r->waived);
    if (r->baseline)
        put_known(p, r, known, width);
    return SEVERITY_COUNT + (r->waived > 0) + r->baseline;
}

/* How many rules found something that counts. */
static size_t count_rules(const struct findings *l)
{
    size_t i, n, open, rules = 0;

    for (i = 0; i < l->n; i += n) {
        n = same_rule(l, i, &open);
        rules += open > 0;
    }
    return rules;
}

/* The rules that found something, the worst first, in so many lines. */
static void put_first(const struct page *p, const struct findings *l,
                      size_t lines)
{
    size_t rules = count_rules(l), shown = lines - 1, i, n, open, k = 0;

    if (shown > SUMMARY_RULES)
        shown = SUMMARY_RULES;
    if (rules > shown)
        shown = lines - 2 < SUMMARY_RULES ? lines - 2 : SUMMARY_RULES;
    fprintf(p->out, "%s\n", _("Put right first:"));
    for (i = 0; i < l->n && k < shown; i += n) {
        const struct rule *rule = findings_at(l, i)->rule;

        n = same_rule(l, i, &open);
        if (open) {
            fprintf(p->out, "%8zu  ", open);
            fprintf(p->out, "%-8s  %s\n", rule->id, _(rule->title));
            k++;
        }
    }
    if (rules > k) {
        rules -= k;
        fprintf(p->out, "          ");
        fprintf(p->out,
                ngettext("and what %zu other rule found",
                         "and what %zu other rules found", rules),
                rules);
        fputc('\n', p->out);
    }
}

static void put_nothing(const struct page *p, const struct audit_report *r)
{
    if (r->known)
        fprintf(p->out,
                ngettext("%zu rule was asked; all that it found is known or "
                         "waived.",
                         "%zu rules were asked; all that they found is known "
                         "or waived.",
                         r->rules_n),
                r->rules_n);
    else if (r->waived)
        fprintf(p->out,
                ngettext("%zu rule was asked; all that it found is waived.",
                         "%zu rules were asked; all that they found is "
                         "waived.",
                         r->rules_n),
                r->rules_n);
    else
        fprintf(p->out,
                ngettext("%zu rule was asked and found nothing.",
                         "%zu rules were asked and found nothing.", r->rules_n),
                r->rules_n);
    fputc('\n', p->out);
}

static const char *history_words(const struct audit_report *r)
{
    static const char *const words[] = {
        [HISTORY_NOT_VERIFIED] = N_("The history was not verified "
                                    "(--verify-history does it)."),
        [HISTORY_VERIFIED] = N_("The history was verified."),
        [HISTORY_FAULTY] = N_("The history does not verify."),
    };

    return _(words[r->history]);
}

static void put_summary(const struct page *p, const struct audit_report *r)
{
    size_t lines = 2;

    fprintf(p->out, _("Audit of the register %s, as of %s"), r->register_uid,
            r->as_of);
    fputc('\n', p->out);
    fprintf(p->out, "%s\n", history_words(r));
    lines += put_counts(p, r);
    if (r->findings.n == r->waived + r->known)
        put_nothing(p, r);
    else
        put_first(p, &r->findings, SUMMARY_LINES - lines);
}

/* --- the details --------------------------------------------------------- */

static void put_labelled(const struct page *p, const char *label,
                         const char *text)
{
    struct buf head = BUF_INIT;

    buf_addf(&head, "  %s: ", label);
    put(p, head.s, utf8_width(head.s), text);
    buf_release(&head);
}

static void put_why(const struct page *p, const struct rule *rule)
{
    struct buf b = BUF_INIT;
    size_t i;

    buf_adds(&b, _(rule->why));
    for (i = 0; i < rule->citations.n; i++)
        buf_addf(&b, "%s%s", i ? "; " : " (", rule->citations.v[i]);
    if (rule->citations.n)
        buf_addc(&b, ')');
    put_labelled(p, _("Why"), b.s);
    buf_release(&b);
    put_labelled(p, _("Fix"), _(rule->fix));
}

static void put_finding(const struct page *p, const struct findings *l,
                        const struct finding *f)
{
    const char *field = finding_field(l, f), *owner = finding_owner(l, f);
    struct buf b = BUF_INIT;

    buf_addf(&b, "%s%s%s%s", finding_ref(l, f), *field ? " " : "", field,
             *finding_ref(l, f) ? ": " : "");
    finding_words(l, f, true, &b);
    if (owner) {
        buf_addc(&b, ' ');
        buf_addf(&b, _("Owner: %s."), owner);
    }
    if (f->known)
        buf_addf(&b, " %s", _("Known before."));
    put(p, "  -", 4, b.s);
    buf_release(&b);
}

static void put_head(const struct page *p, const struct rule *rule)
{
    fprintf(p->out, "%s (%s)  ", rule->id, severity_words(rule->severity));
    put(p, "", 0, _(rule->title));
}

static void put_details(const struct page *p, const struct findings *l)
{
    const struct rule *last = NULL;
    size_t i;

    for (i = 0; i < l->n; i++) {
        const struct finding *f = findings_at(l, i);

        if (f->rule != last) {
            last = f->rule;
            fputc('\n', p->out);
            put_head(p, last);
            put_why(p, last);
        }
        put_finding(p, l, f);
    }
}

static void put_grades(const struct page *p, const struct grades *l)
{
    size_t i;

    if (!l || l->n == 0)
        return;
    fprintf(p->out, "\n%s\n", _("Graded anew by your policy:"));
    for (i = 0; i < l->n; i++) {
        const struct grade *g = &l->v[i];
        struct buf b = BUF_INIT;

        /* TRANSLATORS: the id of a rule, two severities, somebody's words. */
        buf_addf(&b, _("%s from %s to %s: %s"), g->rule,
                 severity_words(g->from), severity_words(g->to), g->reason);
        put(p, "  -", 4, b.s);
        buf_release(&b);
    }
}

static void put_list(const struct page *p, const char *title,
                     const struct strs *sentences)
{
    size_t i;

    if (sentences->n)
        fprintf(p->out, "\n%s\n", title);
    for (i = 0; i < sentences->n; i++)
        put(p, "  -", 4, sentences->v[i]);
}

void report_summary(const struct audit_report *r, size_t width, FILE *out)
{
    const struct page p = { out, width };

    put_summary(&p, r);
}

void report_text(const struct audit_report *r, size_t width, FILE *out)
{
    const struct page p = { out, width };

    put_summary(&p, r);
    put_grades(&p, r->grades);
    put_details(&p, &r->findings);
    put_list(&p, _("What the proof of the history found:"), &r->faults);
    put_list(&p, _("Rules that could not be evaluated:"), &r->problems);
}

void report_rule(const struct rule *rule, size_t width, FILE *out)
{
    const struct page p = { out, width };

    put_head(&p, rule);
    put_why(&p, rule);
    put_labelled(&p, _("Since larder"), rule->since);
}
