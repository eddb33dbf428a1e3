/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/audit_pack_file.h"

#include <stdlib.h>

#include "audit/coverage_report.h"
#include "base/escape.h"
#include "base/mem.h"
#include "exchange/sheet.h"
#include "exchange/table.h"
#include "label/issue.h"
#include "label/label.h"
#include "store/read.h"

/* --- tables and sheets --------------------------------------------------- */

static int put_table(struct audit_pack *p, enum kind kind, struct error *err)
{
    char *name = xasprintf("tables/%s.csv", kind_info(kind)->name);
    FILE *out;
    int failed = folder_file(&p->folder, name, &out, err);

    if (!failed)
        failed =
            audit_pack_end(p, out, table_export(p->store, kind, out, err), err);
    free(name);
    return failed;
}

int audit_pack_tables(struct audit_pack *p, struct error *err)
{
    int failed = 0;

    for (int kind = 0; kind < KIND_COUNT && !failed; kind++) {
        int64_t n = 0;

        failed = store_count(p->store, (enum kind)kind, &n, err);
        if (!failed && n)
            failed = put_table(p, (enum kind)kind, err);
    }
    return failed;
}

static int put_sheet(struct audit_pack *p, const char *id, struct error *err)
{
    char *name = xasprintf("sheets/%s.csv", id);
    struct sheet_map *map = NULL;
    FILE *out;
    int failed = sheet_map_load(&map, id, err);

    if (!failed)
        failed = folder_file(&p->folder, name, &out, err);
    if (!failed)
        failed = audit_pack_end(
            p, out, sheet_export(p->store, map, p->as_of, out, err), err);
    if (map)
        sheet_map_free(map);
    free(name);
    return failed;
}

int audit_pack_sheets(struct audit_pack *p, struct error *err)
{
    const char *id;
    int failed = 0;

    for (size_t i = 0; (id = sheet_map_id(i)) && !failed; i++)
        failed = put_sheet(p, id, err);
    return failed;
}

/* --- answers ------------------------------------------------------------- */

static int put_answer(struct audit_pack *p, const struct profile *profile,
                      const char *format, const char *ending, struct error *err)
{
    const struct coverage_options o = { .as_of = p->as_of };
    struct coverage_totals totals;
    char *name = xasprintf("answers/%s.%s", profile->id, ending);
    FILE *out;
    int failed = folder_file(&p->folder, name, &out, err);

    if (!failed)
        failed = audit_pack_end(p, out,
                                coverage_report(p->store, profile, &o,
                                                coverage_format(format),
                                                PACK_WIDTH, out, &totals, err),
                                err);
    free(name);
    return failed;
}

int audit_pack_answers(struct audit_pack *p, struct error *err)
{
    int failed = 0;

    for (size_t i = 0; i < p->profiles.n && !failed; i++) {
        const struct profile *profile = p->profiles.v[i];

        failed = put_answer(p, profile, "text", "txt", err) ||
                 put_answer(p, profile, "json", "json", err) ||
                 put_answer(p, profile, "csv", "csv", err);
    }
    return failed ? -1 : 0;
}

/* --- labels -------------------------------------------------------------- */

static int put_text(struct audit_pack *p, const char *name,
                    const struct buf *text, struct error *err)
{
    FILE *out;

    if (folder_file(&p->folder, name, &out, err) != 0)
        return -1;
    fwrite(text->s, 1, text->len, out);
    return folder_end(&p->folder, out, err);
}

static int put_label(struct audit_pack *p, size_t number, struct error *err)
{
    const struct label_options o = { .as_of = p->as_of };
    const char *ref = p->refs.v[number - 1];
    char *text = xasprintf("labels/%04zu.txt", number);
    char *xml = xasprintf("labels/%04zu.xml", number);
    struct buf b = BUF_INIT;
    struct label *label;
    int failed = label_build(&label, p->store, &ref, 1, &o, err);

    if (!failed) {
        failed = issue_settle(&label, p->store, p->as_of, NULL, err);
        if (failed)
            label_free(label);
    }
    if (!failed) {
        label_text(label, LAYOUT_FULL, PACK_LABEL_WIDTH, &b);
        failed = put_text(p, text, &b, err);
        buf_clear(&b);
        label_xml(label, &b);
        if (!failed)
            failed = put_text(p, xml, &b, err);
        label_free(label);
    }
    buf_release(&b);
    free(text);
    free(xml);
    return failed;
}

static int add_dataset(const struct record *r, void *data, struct error *err)
{
    struct audit_pack *p = data;

    (void)err;
    strs_add(&p->refs, r->ref);
    strs_add(&p->names, record_title(r, NULL));
    return 0;
}

static int write_index(struct audit_pack *p, FILE *out, struct error *err)
{
    static const char *const headings[] = { "file", "ref", "title" };

    (void)err;
    escape_csv_row(out, headings, sizeof headings / sizeof *headings);
    for (size_t i = 0; i < p->refs.n; i++) {
        char *name = xasprintf("%04zu", i + 1);
        const char *const cells[] = { name, p->refs.v[i], p->names.v[i] };

        escape_csv_row(out, cells, sizeof cells / sizeof *cells);
        free(name);
    }
    return 0;
}

int audit_pack_labels(struct audit_pack *p, struct error *err)
{
    int failed = store_each(p->store, KIND_DATASET, add_dataset, p, err);

    for (size_t i = 0; i < p->refs.n && !failed; i++)
        failed = put_label(p, i + 1, err);
    if (!failed)
        failed = audit_pack_put(p, "labels/index.csv", write_index, err);
    return failed;
}
