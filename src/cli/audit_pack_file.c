/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/audit_pack_file.h"

#include "audit/record_page.h"
#include "audit/report.h"
#include "base/escape.h"
#include "cli/stop.h"
#include "exchange/register_xml.h"
#include "store/history.h"
#include "store/read.h"

int audit_pack_end(struct audit_pack *p, FILE *out, int failed,
                   struct error *err)
{
    if (!failed)
        failed = stop_check(err);
    if (!failed)
        return folder_end(&p->folder, out, err);
    fclose(out);
    return failed;
}

int audit_pack_put(struct audit_pack *p, const char *name,
                   audit_pack_write_fn *write, struct error *err)
{
    FILE *out;

    if (folder_file(&p->folder, name, &out, err) != 0)
        return -1;
    return audit_pack_end(p, out, write(p, out, err), err);
}

/* --- the files ----------------------------------------------------------- */

int audit_pack_record_xml(struct audit_pack *p, FILE *out, struct error *err)
{
    return register_export(p->store, out, err);
}

int audit_pack_record_html(struct audit_pack *p, FILE *out, struct error *err)
{
    const struct record_page page = { p->profiles.v, p->profiles.n, p->as_of };

    return record_page(p->store, &page, out, err);
}

int audit_pack_findings_text(struct audit_pack *p, FILE *out, struct error *err)
{
    (void)err;
    report_text(&p->report, PACK_WIDTH, out);
    return 0;
}

int audit_pack_findings_json(struct audit_pack *p, FILE *out, struct error *err)
{
    (void)err;
    report_json(&p->report, out);
    return 0;
}

int audit_pack_findings_csv(struct audit_pack *p, FILE *out, struct error *err)
{
    (void)err;
    report_csv(&p->report, out);
    return 0;
}

/* What is late, and what comes in a year. */
static int read_agenda(struct audit_pack *p, struct agenda *a,
                       struct error *err)
{
    char until[DATE_TEXT];

    agenda_until(until, p->as_of, "P1Y");
    return agenda_read(a, p->store, p->as_of, until, NULL, 0, err);
}

int audit_pack_due(struct audit_pack *p, FILE *out, struct error *err)
{
    struct agenda a;
    int failed = read_agenda(p, &a, err);

    if (!failed)
        agenda_csv(&a, out);
    agenda_release(&a);
    return failed;
}

int audit_pack_calendar(struct audit_pack *p, FILE *out, struct error *err)
{
    struct agenda a;
    size_t left;
    int failed = read_agenda(p, &a, err);

    if (!failed)
        failed = agenda_ics(p->store, &a, out, &left, err);
    agenda_release(&a);
    return failed;
}

static int put_document(const struct record *r, void *data, struct error *err)
{
    bool notice = r->kind == KIND_NOTICE;
    const char *const cells[] = {
        kind_info(r->kind)->name,
        r->ref,
        record_text(r, notice ? NOTICE_TITLE : AGREEMENT_TITLE),
        record_text(r, notice ? NOTICE_DOCUMENT : AGREEMENT_DOCUMENT),
        record_text(r, notice ? NOTICE_DOCUMENT_DIGEST
                              : AGREEMENT_DOCUMENT_DIGEST),
        record_text(r, notice ? NOTICE_URL : AGREEMENT_URL),
    };

    (void)err;
    escape_csv_row(data, cells, sizeof cells / sizeof *cells);
    return 0;
}

int audit_pack_documents(struct audit_pack *p, FILE *out, struct error *err)
{
    static const char *const headings[] = { "kind",     "ref",    "title",
                                            "document", "sha256", "url" };

    escape_csv_row(out, headings, sizeof headings / sizeof *headings);
    if (store_each(p->store, KIND_AGREEMENT, put_document, out, err) != 0)
        return -1;
    return store_each(p->store, KIND_NOTICE, put_document, out, err);
}

int audit_pack_checkpoint(struct audit_pack *p, FILE *out, struct error *err)
{
    struct buf b = BUF_INIT;
    int failed = history_checkpoint(p->store, &b, err);

    fwrite(b.s, 1, b.len, out);
    buf_release(&b);
    return failed;
}
