/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_COVERAGE_REPORT_H
#define LARDER_AUDIT_COVERAGE_REPORT_H

#include <stdio.h>

#include "audit/coverage.h"

/*
 * The report of what the register answers to a profile (audit/coverage.h), in
 * several formats.  A report has a beginning, its units and an end.  Those for
 * programs are the same bytes in any locale: they are made between
 * untranslated_begin() and untranslated_end().
 */
struct coverage_page {
    FILE *out;
    size_t width; /* cells of a line; 0: lines are not broken             */
    const struct profile *profile;
    const char *as_of;
    const char *register_uid;
    struct strs summary; /* lines that the end of a text repeats           */
    size_t units;        /* that were written                              */
};

struct coverage_format {
    const char *name;
    bool machine;
    void (*begin)(struct coverage_page *p);
    void (*unit)(struct coverage_page *p, const struct coverage_unit *u);
    void (*end)(struct coverage_page *p, const struct coverage_totals *t);
};

/* "text", "json", "csv", "html" (a part of a page); NULL: there is none. */
const struct coverage_format *coverage_format(const char *name);

extern const struct coverage_format coverage_text;
extern const struct coverage_format coverage_json;
extern const struct coverage_format coverage_csv;
extern const struct coverage_format coverage_html;
extern const struct coverage_format coverage_sheet; /* not by its name */

/* The whole report of one profile. */
int coverage_report(struct store *s, const struct profile *p,
                    const struct coverage_options *o,
                    const struct coverage_format *f, size_t width, FILE *out,
                    struct coverage_totals *totals, struct error *err);

#endif
