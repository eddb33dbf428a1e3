/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/audit_pack.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "app/agenda_files.h"
#include "audit/audit.h"
#include "audit/coverage_report.h"
#include "audit/record_page.h"
#include "audit/report.h"
#include "base/escape.h"
#include "base/folder.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "base/wrap.h"
#include "cli/audit_profile.h"
#include "exchange/register_xml.h"
#include "exchange/sheet.h"
#include "exchange/table.h"
#include "label/label.h"
#include "store/history.h"
#include "store/read.h"

/* Cells of a line of text. */
enum { WIDTH = 80, LABEL_WIDTH = 72 };

/* A pack in the making. */
struct pack {
    struct store *store;
    struct folder_out folder;
    char as_of[DATE_TEXT];
    struct profile_list profiles;
    struct audit_report report;
    struct strs refs;  /* of the datasets                                  */
    struct strs names; /* and their titles                                 */
};

/* --- being stopped -------------------------------------------------------
 *
 * Nothing half made may stay where somebody types ^C, or the terminal goes.
 */
static volatile sig_atomic_t stopped;
static const int signals[] = { SIGHUP, SIGINT, SIGTERM };

enum { SIGNALS = sizeof signals / sizeof *signals };

static void on_signal(int signal)
{
    stopped = signal;
}

static bool is_stopped(void)
{
    return stopped != 0;
}

static void catch_signals(struct store *s, struct sigaction old[SIGNALS])
{
    struct sigaction act = { .sa_handler = on_signal };

    stopped = 0;
    sigemptyset(&act.sa_mask);
    for (size_t i = 0; i < SIGNALS; i++) {
        sigaction(signals[i], NULL, &old[i]);
        if (old[i].sa_handler != SIG_IGN)
            sigaction(signals[i], &act, NULL);
    }
    store_set_interrupt(s, is_stopped);
}

/* What was put off happens now. */
static void release_signals(struct store *s, const struct sigaction *old)
{
    store_set_interrupt(s, NULL);
    for (size_t i = 0; i < SIGNALS; i++)
        sigaction(signals[i], &old[i], NULL);
    if (stopped)
        raise(stopped);
}

static int check_stopped(struct error *err)
{
    if (!is_stopped())
        return 0;
    return error_set(err, ERROR_INTERRUPTED, _("stopped; nothing was written"));
}

/* --- files --------------------------------------------------------------- */

/* Closes a file that was written, or not. */
static int finish(struct pack *p, FILE *out, int failed, struct error *err)
{
    if (!failed)
        failed = check_stopped(err);
    if (!failed)
        return folder_end(&p->folder, out, err);
    fclose(out);
    return failed;
}

/* Writes one file by a function. */
typedef int write_fn(struct pack *p, FILE *out, struct error *err);

static int put_file(struct pack *p, const char *name, write_fn *write,
                    struct error *err)
{
    FILE *out;

    if (folder_file(&p->folder, name, &out, err) != 0)
        return -1;
    return finish(p, out, write(p, out, err), err);
}

/* --- files of their own -------------------------------------------------- */

static int write_record_xml(struct pack *p, FILE *out, struct error *err)
{
    return register_export(p->store, out, err);
}

static int write_record_html(struct pack *p, FILE *out, struct error *err)
{
    const struct record_page page = { p->profiles.v, p->profiles.n, p->as_of };

    return record_page(p->store, &page, out, err);
}

static int write_findings_text(struct pack *p, FILE *out, struct error *err)
{
    (void)err;
    report_text(&p->report, WIDTH, out);
    return 0;
}

static int write_findings_json(struct pack *p, FILE *out, struct error *err)
{
    (void)err;
    report_json(&p->report, out);
    return 0;
}

static int write_findings_csv(struct pack *p, FILE *out, struct error *err)
{
    (void)err;
    report_csv(&p->report, out);
    return 0;
}

/* What is late, and what comes in a year. */
static int read_agenda(struct pack *p, struct agenda *a, struct error *err)
{
    char until[DATE_TEXT];

    agenda_until(until, p->as_of, "P1Y");
    return agenda_read(a, p->store, p->as_of, until, NULL, 0, err);
}

static int write_due(struct pack *p, FILE *out, struct error *err)
{
    struct agenda a;
    int failed = read_agenda(p, &a, err);

    if (!failed)
        agenda_csv(&a, out);
    agenda_release(&a);
    return failed;
}

static int write_calendar(struct pack *p, FILE *out, struct error *err)
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

static int write_documents(struct pack *p, FILE *out, struct error *err)
{
    static const char *const headings[] = { "kind",     "ref",    "title",
                                            "document", "sha256", "url" };

    escape_csv_row(out, headings, sizeof headings / sizeof *headings);
    if (store_each(p->store, KIND_AGREEMENT, put_document, out, err) != 0)
        return -1;
    return store_each(p->store, KIND_NOTICE, put_document, out, err);
}

static int write_checkpoint(struct pack *p, FILE *out, struct error *err)
{
    struct buf b = BUF_INIT;
    int failed = history_checkpoint(p->store, &b, err);

    fwrite(b.s, 1, b.len, out);
    buf_release(&b);
    return failed;
}

static write_fn write_readme;

static const struct part {
    const char *name;
    const char *words;
    write_fn *write;
} parts[] = {
    { "README.txt", N_("This text."), write_readme },
    { "record.html",
      N_("Answers to regulators, and all records, for people; any browser "
         "shows it."),
      write_record_html },
    { "record.xml",
      N_("All records, as 'larder import' reads them into a new register."),
      write_record_xml },
    { "findings.txt", N_("What is wrong, why that matters, what to do."),
      write_findings_text },
    { "findings.json", N_("The same, for programs."), write_findings_json },
    { "findings.csv", N_("The same, for a spreadsheet."), write_findings_csv },
    { "due.csv", N_("What is late, and what is due within a year."),
      write_due },
    { "due.ics", N_("The same, for a calendar program."), write_calendar },
    { "documents.csv",
      N_("Agreements and notices: where each text is, and its SHA-256."),
      write_documents },
    { "checkpoint.txt", N_("Name, size and root of the history."),
      write_checkpoint },
};

enum { PARTS = sizeof parts / sizeof *parts };

const char *pack_part(size_t i, const char **words)
{
    if (i >= PARTS)
        return NULL;
    *words = _(parts[i].words);
    return parts[i].name;
}

/* --- what is there ------------------------------------------------------- */

static void put_paragraph(FILE *out, const char *text)
{
    struct strs lines = STRS_INIT;
    struct buf safe = BUF_INIT;

    escape_terminal(&safe, text, false);
    wrap_text(&lines, safe.s, LABEL_WIDTH);
    for (size_t i = 0; i < lines.n; i++)
        fprintf(out, "%s\n", lines.v[i]);
    fputc('\n', out);
    strs_release(&lines);
    buf_release(&safe);
}

static void put_entry(FILE *out, const char *name, const char *words)
{
    struct strs lines = STRS_INIT;

    wrap_text(&lines, words, LABEL_WIDTH - 18);
    for (size_t i = 0; i < lines.n; i++)
        fprintf(out, "  %-16s%s\n", i ? "" : name, lines.v[i]);
    strs_release(&lines);
}

static int put_head(struct pack *p, FILE *out, struct error *err)
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

static int write_readme(struct pack *p, FILE *out, struct error *err)
{
    const char *name, *words;

    put_paragraph(out, _("For the auditor"));
    if (put_head(p, out, err) != 0)
        return -1;
    for (size_t i = 0; (name = pack_part(i, &words)); i++)
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

/* --- files of which there are several ------------------------------------ */

static int put_table(struct pack *p, enum kind kind, struct error *err)
{
    char *name = xasprintf("tables/%s.csv", kind_info(kind)->name);
    FILE *out;
    int failed = folder_file(&p->folder, name, &out, err);

    if (!failed)
        failed = finish(p, out, table_export(p->store, kind, out, err), err);
    free(name);
    return failed;
}

static int put_tables(struct pack *p, struct error *err)
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

static int put_sheet(struct pack *p, const char *id, struct error *err)
{
    char *name = xasprintf("sheets/%s.csv", id);
    struct sheet_map *map = NULL;
    FILE *out;
    int failed = sheet_map_load(&map, id, err);

    if (!failed)
        failed = folder_file(&p->folder, name, &out, err);
    if (!failed)
        failed = finish(p, out, sheet_export(p->store, map, p->as_of, out, err),
                        err);
    if (map)
        sheet_map_free(map);
    free(name);
    return failed;
}

static int put_sheets(struct pack *p, struct error *err)
{
    const char *id;
    int failed = 0;

    for (size_t i = 0; (id = sheet_map_id(i)) && !failed; i++)
        failed = put_sheet(p, id, err);
    return failed;
}

static int put_answer(struct pack *p, const struct profile *profile,
                      const char *format, const char *ending, struct error *err)
{
    const struct coverage_options o = { .as_of = p->as_of };
    struct coverage_totals totals;
    char *name = xasprintf("answers/%s.%s", profile->id, ending);
    FILE *out;
    int failed = folder_file(&p->folder, name, &out, err);

    if (!failed)
        failed = finish(p, out,
                        coverage_report(p->store, profile, &o,
                                        coverage_format(format), WIDTH, out,
                                        &totals, err),
                        err);
    free(name);
    return failed;
}

static int put_answers(struct pack *p, struct error *err)
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

static int put_text(struct pack *p, const char *name, const struct buf *text,
                    bool terminal, struct error *err)
{
    FILE *out;

    if (folder_file(&p->folder, name, &out, err) != 0)
        return -1;
    if (terminal)
        escape_print(out, text->s, true);
    else
        fwrite(text->s, 1, text->len, out);
    return folder_end(&p->folder, out, err);
}

static int put_label(struct pack *p, size_t number, struct error *err)
{
    const struct label_options o = { .as_of = p->as_of };
    const char *ref = p->refs.v[number - 1];
    char *text = xasprintf("labels/%04zu.txt", number);
    char *xml = xasprintf("labels/%04zu.xml", number);
    struct buf b = BUF_INIT;
    struct label *label;
    int failed = label_build(&label, p->store, &ref, 1, &o, err);

    if (!failed) {
        label_text(label, LABEL_WIDTH, &b);
        failed = put_text(p, text, &b, true, err);
        buf_clear(&b);
        label_xml(label, &b);
        if (!failed)
            failed = put_text(p, xml, &b, false, err);
        label_free(label);
    }
    buf_release(&b);
    free(text);
    free(xml);
    return failed;
}

static int add_dataset(const struct record *r, void *data, struct error *err)
{
    struct pack *p = data;

    (void)err;
    strs_add(&p->refs, r->ref);
    strs_add(&p->names, record_title(r, NULL));
    return 0;
}

static int write_index(struct pack *p, FILE *out, struct error *err)
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

static int put_labels(struct pack *p, struct error *err)
{
    int failed = store_each(p->store, KIND_DATASET, add_dataset, p, err);

    for (size_t i = 0; i < p->refs.n && !failed; i++)
        failed = put_label(p, i + 1, err);
    if (!failed)
        failed = put_file(p, "labels/index.csv", write_index, err);
    return failed;
}

/* --- the whole ----------------------------------------------------------- */

static int put_all(struct pack *p, struct error *err)
{
    int failed = 0;

    for (size_t i = 0; i < PARTS && !failed; i++)
        failed = put_file(p, parts[i].name, parts[i].write, err);
    if (!failed)
        failed = put_tables(p, err) || put_sheets(p, err) ||
                 put_answers(p, err) || put_labels(p, err);
    return failed ? -1 : 0;
}

/* The template of the authority of the country where the organisation is. */
static const char *usual_profile(struct store *s)
{
    static const struct {
        const char *country;
        const char *profile;
    } table[] = {
        { "FR", "fr-cnil" },
        { "GB", "uk-ico" },
        { "IE", "ie-dpc" },
    };
    const char *profile = "art30-controller";
    struct record r, party;

    if (store_load(s, "organisation", &r, NULL) != 0)
        return profile;
    if (record_text(&r, ORGANISATION_PARTY) &&
        store_load(s, record_text(&r, ORGANISATION_PARTY), &party, NULL) == 0) {
        const char *country = record_text(&party, PARTY_COUNTRY);

        for (size_t i = 0; country && i < sizeof table / sizeof *table; i++)
            if (strcmp(table[i].country, country) == 0)
                profile = table[i].profile;
        record_release(&party);
    }
    record_release(&r);
    return profile;
}

static int find_profiles(struct call *c, struct pack *p, struct error *err)
{
    const char *ids = options_text(&c->options, OPTION_PROFILE);

    return profiles_parse(&p->profiles, ids ? ids : usual_profile(p->store),
                          err);
}

static int fill(struct call *c, struct pack *p, struct error *err)
{
    const struct strs *folders = &c->options.all[OPTION_RULES];
    struct audit_options o = { .as_of = p->as_of };
    struct rules rules = RULES_INIT;
    int failed = session_today(&c->session, p->as_of, err);

    if (!failed)
        failed = find_profiles(c, p, err);
    if (!failed && folders->n) {
        failed = rules_read(&rules, folders, err);
        o.rules = &rules;
    }
    if (!failed)
        failed = audit_run(p->store, &o, &p->report, err);
    if (!failed) {
        failed = put_all(p, err);
        audit_release(&p->report);
    }
    rules_release(&rules);
    return failed;
}

static int check_call(const struct call *c, struct error *err)
{
    if (c->n)
        return error_set(err, ERROR_USAGE,
                         _("a pack is of the whole register; leave out the "
                           "refs"));
    if (options_has(&c->options, OPTION_FORMAT))
        return error_set(err, ERROR_USAGE,
                         _("a pack has all formats; leave out --format"));
    return 0;
}

int audit_pack(struct call *c, struct error *err)
{
    struct pack p = { .store = c->session.store,
                      .refs = STRS_INIT,
                      .names = STRS_INIT };
    struct sigaction old[SIGNALS];
    int failed = check_call(c, err);

    if (failed ||
        folder_begin(&p.folder, options_text(&c->options, OPTION_PACK), err) !=
            0)
        return -1;
    catch_signals(p.store, old);
    failed = store_read_begin(p.store, err);
    if (!failed) {
        failed = fill(c, &p, err);
        store_read_end(p.store);
    }
    if (!failed)
        failed = folder_commit(&p.folder, err);
    folder_abandon(&p.folder);
    release_signals(p.store, old);
    profiles_release(&p.profiles);
    strs_release(&p.refs);
    strs_release(&p.names);
    return failed;
}
