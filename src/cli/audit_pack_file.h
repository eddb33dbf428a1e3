/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_CLI_AUDIT_PACK_FILE_H
#define LARDER_CLI_AUDIT_PACK_FILE_H

#include <stdio.h>

#include "app/agenda_files.h"
#include "audit/audit.h"
#include "base/folder.h"
#include "cli/audit_profile.h"

/*
 * The files of a pack (cli/audit_pack.h): what each of them is made from, and
 * how it is written.
 */

/* Cells of a line of text, and of a label. */
enum { PACK_WIDTH = 80, PACK_LABEL_WIDTH = 72 };

/* A pack in the making. */
struct audit_pack {
    struct store *store;
    struct folder_out folder;
    char as_of[DATE_TEXT];
    struct profile_list profiles;
    struct audit_report report;
    struct strs refs;  /* of the datasets                                  */
    struct strs names; /* and their titles                                 */
};

/* Writes one file of the pack. */
typedef int audit_pack_write_fn(struct audit_pack *p, FILE *out,
                                struct error *err);

/* Makes a file of that name by a function. */
int audit_pack_put(struct audit_pack *p, const char *name,
                   audit_pack_write_fn *write, struct error *err);

/* Closes a file that folder_file() opened and that was written, or not:
 * `failed`, or -1 if it cannot be closed or all was stopped. */
int audit_pack_end(struct audit_pack *p, FILE *out, int failed,
                   struct error *err);

/* Those of which there is one; audit_pack_readme.c has the last. */
audit_pack_write_fn audit_pack_record_xml, audit_pack_record_html,
    audit_pack_findings_text, audit_pack_findings_json, audit_pack_findings_csv,
    audit_pack_due, audit_pack_calendar, audit_pack_documents,
    audit_pack_checkpoint, audit_pack_readme;

/* Those of which there are several, in folders of their own: see
 * audit_pack_folder.c. */
int audit_pack_tables(struct audit_pack *p, struct error *err);
int audit_pack_sheets(struct audit_pack *p, struct error *err);
int audit_pack_answers(struct audit_pack *p, struct error *err);
int audit_pack_labels(struct audit_pack *p, struct error *err);

#endif
