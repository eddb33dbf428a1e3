/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/record_page.h"

#include <inttypes.h>
#include <string.h>

#include "audit/coverage_report.h"
#include "audit/coverage_say.h"
#include "audit/coverage_unit.h"
#include "base/escape.h"
#include "base/i18n.h"
#include "policy/asked.h"
#include "store/history.h"
#include "store/read.h"

static const char style[] =
    "body{font:1em/1.4 sans-serif;margin:1em auto;max-width:60em;"
    "padding:0 1em;color:#111;background:#fff}"
    "table{border-collapse:collapse;width:100%;margin:0 0 2em;"
    "table-layout:fixed}"
    "caption{text-align:left;font-weight:bold;padding:.5em 0}"
    "th,td{border:1px solid #999;padding:.3em .5em;text-align:left;"
    "vertical-align:top;overflow-wrap:anywhere}"
    "tbody th{font-weight:normal;background:#f2f2f2;width:14em}"
    ".c thead th:first-child{width:5em}.c thead th:nth-child(2){width:14em}"
    ".c thead th:nth-child(3){width:7em}"
    ".c tbody th{width:auto}"
    "td p{margin:0 0 .3em}.t{white-space:pre-wrap}"
    ".open,.blank{color:#8a1f11}"
    "@media print{a{color:inherit;text-decoration:none}tr{break-inside:avoid}}";

static void put(FILE *out, const char *text)
{
    struct buf b = BUF_INIT;

    escape_html(&b, text);
    fputs(b.s, out);
    buf_release(&b);
}

/* --- one record ---------------------------------------------------------- */

static void put_row_begin(FILE *out, const char *label)
{
    fputs("<tr><th scope=\"row\">", out);
    put(out, label);
    fputs("</th>", out);
}

static void put_title(FILE *out, const struct record *r)
{
    struct buf b = BUF_INIT;

    say_title(&b, r);
    put(out, b.s);
    buf_release(&b);
}

static void put_link(FILE *out, struct store *s, const char *ref)
{
    struct record r;

    fputs("<a href=\"#r-", out);
    put(out, ref);
    fputs("\">", out);
    if (store_load(s, ref, &r, NULL) == 0) {
        put_title(out, &r);
        record_release(&r);
    } else {
        put(out, ref);
    }
    fputs("</a>", out);
}

static int put_value(FILE *out, struct unit *u, enum field field,
                     const struct value *v, struct error *err)
{
    struct buf b = BUF_INIT;
    int failed = 0;

    if (field_is_ref(field) && v->state == STATE_VALUE) {
        for (size_t i = 0; i < v->items.n; i++) {
            fputs(i ? ", " : "", out);
            put_link(out, u->store, v->items.v[i]);
        }
    } else if (v->state == STATE_VALUE &&
               (field_info(field)->type == TYPE_PROSE ||
                field_info(field)->type == TYPE_TEXT)) {
        put(out, v->items.v[0]);
    } else {
        failed = say_value(&b, u, field, v, err);
        put(out, b.s);
    }
    buf_release(&b);
    return failed;
}

/* The same in other languages. */
static void put_words(FILE *out, const char *label, const struct value *v)
{
    for (size_t i = 0; i < v->words_n; i++) {
        struct buf b = BUF_INIT;

        buf_addf(&b, "%s (%s)", label, v->words[i].lang);
        put_row_begin(out, b.s);
        fputs("<td class=\"t\" lang=\"", out);
        put(out, v->words[i].lang);
        fputs("\">", out);
        put(out, v->words[i].text);
        fputs("</td></tr>\n", out);
        buf_release(&b);
    }
}

static void put_blank(FILE *out, const struct record *r)
{
    const struct kind_info *k = kind_info(r->kind);
    size_t n = 0;

    for (size_t i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        if (record_get(r, field)->state != STATE_BLANK || !asked(r, field))
            continue;
        if (!n++) {
            put_row_begin(out, _("Not answered"));
            fputs("<td class=\"blank\">", out);
        } else {
            fputs(", ", out);
        }
        put(out, _(field_info(field)->label));
    }
    if (n)
        fputs("</td></tr>\n", out);
}

struct writing {
    struct unit unit; /* for the words of values; it has no records        */
    FILE *out;
    struct buf lang; /* of the words of the register; "": not known        */
};

/* The cell of a field, with the language of its words where it has some. */
static void put_cell(struct writing *w, enum field field)
{
    enum field_type type = field_info(field)->type;

    fputs("<td class=\"t\"", w->out);
    if (w->lang.len && (type == TYPE_TEXT || type == TYPE_PROSE)) {
        fputs(" lang=\"", w->out);
        put(w->out, w->lang.s);
        fputc('"', w->out);
    }
    fputc('>', w->out);
}

static int put_record(const struct record *r, void *data, struct error *err)
{
    struct writing *w = data;
    const struct kind_info *k = kind_info(r->kind);

    fputs("<table id=\"r-", w->out);
    put(w->out, r->ref);
    fputs("\">\n<caption>", w->out);
    put_title(w->out, r);
    fputs(" <code>", w->out);
    put(w->out, r->ref);
    fputs("</code></caption>\n<tbody>\n", w->out);
    for (size_t i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);
        const struct value *v = record_get(r, field);

        if (v->state == STATE_BLANK)
            continue;
        put_row_begin(w->out, _(field_info(field)->label));
        put_cell(w, field);
        if (put_value(w->out, &w->unit, field, v, err) != 0)
            return -1;
        fputs("</td></tr>\n", w->out);
        put_words(w->out, _(field_info(field)->label), v);
    }
    put_blank(w->out, r);
    fputs("</tbody>\n</table>\n", w->out);
    return 0;
}

static int put_kind(struct writing *w, enum kind kind, struct error *err)
{
    int64_t n;

    if (store_count(w->unit.store, kind, &n, err) != 0)
        return -1;
    if (n == 0)
        return 0;
    fprintf(w->out, "<section id=\"k-%s\">\n<h2>", kind_info(kind)->name);
    put(w->out, _(kind_info(kind)->titles));
    fputs("</h2>\n", w->out);
    if (store_each(w->unit.store, kind, put_record, w, err) != 0)
        return -1;
    fputs("</section>\n", w->out);
    return 0;
}

/* --- the page ------------------------------------------------------------ */

static void put_head(FILE *out, const char *title)
{
    fputs("<!DOCTYPE html>\n<html lang=\"", out);
    /* Translators: the tag of your language in BCP 47, such as fr. */
    put(out, _("en"));
    fputs("\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" "
          "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
          "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
          out);
    put(out, title);
    fprintf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n", style);
}

/* The name of the organisation, or what stands for it, and its language. */
static void add_name(struct buf *out, struct buf *lang, struct store *s)
{
    struct record r, party;

    if (store_load(s, "organisation", &r, NULL) == 0) {
        if (record_text(&r, ORGANISATION_DEFAULT_LANGUAGE))
            buf_adds(lang, record_text(&r, ORGANISATION_DEFAULT_LANGUAGE));
        if (record_text(&r, ORGANISATION_PARTY) &&
            store_load(s, record_text(&r, ORGANISATION_PARTY), &party, NULL) ==
                0) {
            buf_adds(out, record_title(&party, NULL));
            record_release(&party);
        }
        record_release(&r);
    }
    if (!out->len)
        buf_adds(out, _("Organisation without a name"));
}

static int put_header(struct writing *w, const struct record_page *p,
                      struct error *err)
{
    struct buf name = BUF_INIT, line = BUF_INIT;
    struct history_head head;

    if (history_head(w->unit.store, &head, err) != 0)
        return -1;
    add_name(&name, &w->lang, w->unit.store);
    put_head(w->out, name.s);
    fputs("<header>\n<h1>", w->out);
    put(w->out, name.s);
    buf_addf(&line,
             _("The register of data about people, as of %s. Register %s, "
               "after entry %lld of its history. Made by larder %s."),
             p->as_of, store_uid(w->unit.store), (long long)head.size,
             PACKAGE_VERSION);
    fputs("</h1>\n<p>", w->out);
    put(w->out, line.s);
    fputs("</p>\n</header>\n", w->out);
    buf_release(&line);
    buf_release(&name);
    return 0;
}

static int put_contents(struct writing *w, const struct record_page *p,
                        struct error *err)
{
    fputs("<nav>\n<ul>\n", w->out);
    for (size_t i = 0; i < p->profiles_n; i++) {
        fprintf(w->out, "<li><a href=\"#profile-%s\">", p->profiles[i]->id);
        put(w->out, _(p->profiles[i]->title));
        fputs("</a></li>\n", w->out);
    }
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        int64_t n;

        if (store_count(w->unit.store, (enum kind)kind, &n, err) != 0)
            return -1;
        if (n == 0)
            continue;
        fprintf(w->out, "<li><a href=\"#k-%s\">",
                kind_info((enum kind)kind)->name);
        put(w->out, _(kind_info((enum kind)kind)->titles));
        fprintf(w->out, "</a> (%" PRId64 ")</li>\n", n);
    }
    fputs("</ul>\n</nav>\n", w->out);
    return 0;
}

static int put_all(struct writing *w, const struct record_page *p,
                   struct error *err)
{
    const struct coverage_options o = { .as_of = p->as_of };
    int failed = put_header(w, p, err) || put_contents(w, p, err);

    fputs("<main>\n", w->out);
    for (size_t i = 0; i < p->profiles_n && !failed; i++) {
        struct coverage_totals totals;

        failed = coverage_report(w->unit.store, p->profiles[i], &o,
                                 &coverage_html, 0, w->out, &totals, err);
    }
    for (int kind = 0; kind < KIND_COUNT && !failed; kind++)
        failed = put_kind(w, (enum kind)kind, err);
    fputs("</main>\n</body>\n</html>\n", w->out);
    return failed ? -1 : 0;
}

int record_page(struct store *s, const struct record_page *p, FILE *out,
                struct error *err)
{
    struct writing w = { .unit = UNIT_INIT, .out = out, .lang = BUF_INIT };
    int failed;

    w.unit.store = s;
    if (store_read_begin(s, err) != 0)
        return -1;
    failed = put_all(&w, p, err);
    store_read_end(s);
    buf_release(&w.lang);
    return failed;
}
