/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/audit_pack_file.h"

#include <inttypes.h>

#include "base/escape.h"
#include "base/i18n.h"
#include "base/sha256.h"
#include "base/wrap.h"
#include "cli/audit_pack.h"
#include "store/history.h"

static void put_paragraph(FILE *out, const char *text)
{
    struct strs lines = STRS_INIT;
    struct buf safe = BUF_INIT;

    escape_terminal(&safe, text, false);
    wrap_text(&lines, safe.s, PACK_LABEL_WIDTH);
    for (size_t i = 0; i < lines.n; i++)
        fprintf(out, "%s\n", lines.v[i]);
    fputc('\n', out);
    strs_release(&lines);
    buf_release(&safe);
}

static void put_entry(FILE *out, const char *name, const char *words)
{
    struct strs lines = STRS_INIT;

    wrap_text(&lines, words, PACK_LABEL_WIDTH - 18);
    for (size_t i = 0; i < lines.n; i++)
        fprintf(out, "  %-16s%s\n", i ? "" : name, lines.v[i]);
    strs_release(&lines);
}

static int put_head(struct audit_pack *p, FILE *out, struct error *err)
{
    struct history_head head;
    char root[SHA256_HEX];

    if (history_head(p->store, &head, err) != 0)
        return -1;
    sha256_hex(head.root, root);
    put_paragraph(out, _("This folder holds what a register of data about "
                         "people says. All of it is of one moment."));
    fprintf(out, "  larder    %s\n", PACKAGE_VERSION);
    fprintf(out, "  register  %s\n", store_uid(p->store));
    fprintf(out, "  as of     %s\n", p->as_of);
    fprintf(out, "  entries   %" PRId64 "\n", head.size);
    fprintf(out, "  root      %s\n\n", root);
    return 0;
}

static void put_proof(FILE *out)
{
    put_paragraph(out, _("The files are those that were written, if this says "
                         "OK for each of them:"));
    fputs("  sha256sum -c SHA256SUMS\n\n", out);
    put_paragraph(out, _("The register is still the one that this was made "
                         "from, and nothing in its history was rewritten, if "
                         "this ends with the status 0:"));
    fputs("  larder -r REGISTER verify --since checkpoint.txt\n\n", out);
    put_paragraph(out, _("The records can be looked at with larder itself:"));
    fputs("  larder -r copy.larder init\n"
          "  larder -r copy.larder import record.xml\n"
          "  larder -r copy.larder\n\n",
          out);
    put_paragraph(out, _("Keep SHA256SUMS and checkpoint.txt where nobody can "
                         "change them."));
}

int audit_pack_readme(struct audit_pack *p, FILE *out, struct error *err)
{
    const char *name, *words;

    put_paragraph(out, _("For the auditor"));
    if (put_head(p, out, err) != 0)
        return -1;
    for (size_t i = 0; (name = audit_pack_part(i, &words)); i++)
        put_entry(out, name, words);
    put_entry(out, "answers/",
              _("What the register answers to the questions of regulators and "
                "laws, as text, for programs and for a spreadsheet."));
    put_entry(out, "labels/",
              _("What the people in each dataset are told, as text and as "
                "sealed XML; index.csv tells which is which."));
    put_entry(out, "sheets/",
              _("Sheets with the headings of regulators, a row for each use."));
    put_entry(out, "tables/", _("All records, a table for each kind."));
    put_entry(out, "SHA256SUMS", _("The SHA-256 of each of these files."));
    fputc('\n', out);
    put_proof(out);
    return 0;
}
