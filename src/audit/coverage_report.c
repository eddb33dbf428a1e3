/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_report.h"

#include <string.h>

#include "base/untranslated.h"
#include "policy/today.h"

static const struct coverage_format *const formats[] = {
    &coverage_text,
    &coverage_json,
    &coverage_csv,
    &coverage_html,
};

const struct coverage_format *coverage_format(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

struct writing {
    const struct coverage_format *format;
    struct coverage_page page;
};

static int write_unit(const struct coverage_unit *u, void *data,
                      struct error *err)
{
    struct writing *w = data;

    (void)err;
    w->format->unit(&w->page, u);
    w->page.units++;
    return 0;
}

static int write_all(struct store *s, struct writing *w,
                     const struct coverage_options *o,
                     struct coverage_totals *totals, struct error *err)
{
    char day[DATE_TEXT];
    int failed = today_unless(s, o->as_of, day, err);

    w->page.as_of = day;
    if (failed)
        return failed;
    w->format->begin(&w->page);
    failed = coverage_each(s, w->page.profile, o, write_unit, w, totals, err);
    if (!failed)
        w->format->end(&w->page, totals);
    strs_release(&w->page.summary);
    return failed;
}

int coverage_report(struct store *s, const struct profile *p,
                    const struct coverage_options *o,
                    const struct coverage_format *f, size_t width, FILE *out,
                    struct coverage_totals *totals, struct error *err)
{
    struct writing w = { f,
                         { .out = out,
                           .width = width,
                           .profile = p,
                           .register_uid = store_uid(s),
                           .summary = STRS_INIT } };
    struct untranslated english;
    int failed;

    if (f->machine)
        untranslated_begin(&english);
    failed = write_all(s, &w, o, totals, err);
    if (f->machine)
        untranslated_end(&english);
    return failed;
}
