/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/report.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "audit/report_piece.h"
#include "exchange/json.h"

/*
 * SARIF 2.1.0 (OASIS Standard, 27 March 2020), in its terms: a finding is a
 * result, a waiver a suppression that was accepted outside, a rule that could
 * not be evaluated a notification of the tool, and a local grade an override
 * of the configuration.
 */

static const char *const levels[SEVERITY_COUNT] = {
    [SEVERITY_ERROR] = "error",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_INFO] = "note",
};

/* --- the rules ----------------------------------------------------------- */

static json_t *text_of(const char *s)
{
    return json_pack("{so}", "text", json_words(s));
}

static enum severity first_severity(const struct audit_report *r,
                                    const struct rule *rule)
{
    const struct grade *g = grades_find(r->grades, rule->id);

    return g ? g->from : rule->severity;
}

static json_t *make_rule(const struct audit_report *r, const struct rule *rule)
{
    json_t *citations = json_array();
    size_t i;

    for (i = 0; i < rule->citations.n; i++)
        json_array_append_new(citations, json_words(rule->citations.v[i]));
    return json_pack("{ss so so so s{ss} s{so ss}}", "id", rule->id,
                     "shortDescription", text_of(rule->title),
                     "fullDescription", text_of(rule->why), "help",
                     text_of(rule->fix), "defaultConfiguration", "level",
                     levels[first_severity(r, rule)], "properties", "citations",
                     citations, "since", rule->since);
}

/* The rules that were asked, and behind them the one of those that could not
 * be evaluated. */
static const struct rule *rule_number(const struct audit_report *r, size_t i)
{
    return i < r->rules_n ? r->rules[i].rule : rule_find("RULE-00");
}

static int by_id(const void *id, const void *asked)
{
    return strcmp(id, ((const struct audit_rule *)asked)->rule->id);
}

static size_t index_of(const struct audit_report *r, const char *id)
{
    const struct audit_rule *found =
        r->rules_n ? bsearch(id, r->rules, r->rules_n, sizeof *r->rules, by_id)
                   : NULL;

    return found ? (size_t)(found - r->rules) : r->rules_n;
}

static json_t *make_descriptor(const struct audit_report *r, const char *id)
{
    return json_pack("{ss sI}", "id", id, "index", (json_int_t)index_of(r, id));
}

static void put_tool(const struct audit_report *r, FILE *out)
{
    size_t i;

    fputs("\"tool\": {\"driver\": {\"name\": \"larder\", \"version\": ", out);
    piece_put(out, json_string(PACKAGE_VERSION));
    fputs(", \"rules\": [", out);
    for (i = 0; i <= r->rules_n; i++) {
        fputs(i ? ",\n" : "\n", out);
        piece_put(out, make_rule(r, rule_number(r, i)));
    }
    fputs("]}},\n", out);
}

/* --- how it went --------------------------------------------------------- */

static json_t *make_notification(const struct audit_report *r, const char *id,
                                 const char *words)
{
    return json_pack("{ss s{so} so}", "level", "error", "message", "text",
                     json_words(words), "associatedRule",
                     make_descriptor(r, id));
}

static json_t *make_notifications(const struct audit_report *r)
{
    json_t *list = json_array();
    struct buf b = BUF_INIT;
    size_t i;

    for (i = 0; i < r->rules_n; i++) {
        if (!r->rules[i].failed)
            continue;
        buf_clear(&b);
        buf_addf(&b, "Rule %s could not be evaluated.", r->rules[i].rule->id);
        json_array_append_new(list,
                              make_notification(r, r->rules[i].rule->id, b.s));
    }
    buf_release(&b);
    return list;
}

static json_t *make_overrides(const struct audit_report *r)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; r->grades && i < r->grades->n; i++) {
        const struct grade *g = &r->grades->v[i];

        if (index_of(r, g->rule) == r->rules_n)
            continue;
        json_array_append_new(list, json_pack("{so s{ss} s{so}}", "descriptor",
                                              make_descriptor(r, g->rule),
                                              "configuration", "level",
                                              levels[g->to], "properties",
                                              "reason", json_words(g->reason)));
    }
    return list;
}

static void put_invocation(const struct audit_report *r, FILE *out)
{
    fputs("\"invocations\": [", out);
    piece_put(out,
              json_pack("{sb so so}", "executionSuccessful", r->problems.n == 0,
                        "toolExecutionNotifications", make_notifications(r),
                        "ruleConfigurationOverrides", make_overrides(r)));
    fputs("],\n\"properties\": ", out);
    piece_put(out, json_pack("{ss so* ss ss so so}", "as_of", r->as_of, "at",
                             piece_at(r), "register", r->register_uid,
                             "history", piece_history(r), "baseline",
                             piece_baseline(r), "regraded", piece_grades(r)));
    fputs(",\n", out);
}

/* --- the results --------------------------------------------------------- */

/* The name of the file as a relative URI (RFC 3986). */
static json_t *make_uri(const char *file)
{
    static const char *const plain = "abcdefghijklmnopqrstuvwxyz"
                                     "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    struct buf b = BUF_INIT;
    json_t *uri;

    for (; *file; file++)
        if (strchr(plain, *file))
            buf_addc(&b, *file);
        else
            buf_addf(&b, "%%%02X", (unsigned char)*file);
    uri = json_string(b.s);
    buf_release(&b);
    return uri;
}

static json_t *make_place(const struct audit_report *r, const struct finding *f)
{
    const char *ref = finding_ref(&r->findings, f);
    const char *field = finding_field(&r->findings, f);
    struct buf full = BUF_INIT;
    json_t *place = json_object();

    buf_addf(&full, "%s%s%s", ref, *field ? "." : "", field);
    json_object_set_new(
        place, "physicalLocation",
        json_pack("{s{so}}", "artifactLocation", "uri", make_uri(r->file)));
    if (full.len)
        json_object_set_new(place, "logicalLocations",
                            json_pack("[{so so ss}]", "name",
                                      json_words(*field ? field : ref),
                                      "fullyQualifiedName", json_words(full.s),
                                      "kind", *field ? "property" : "object"));
    buf_release(&full);
    return json_pack("[o]", place);
}

/* As the rule of identity has it: audit/finding.h. */
static json_t *make_fingerprints(const struct findings *l,
                                 const struct finding *f, bool alone)
{
    char hex[SHA256_HEX];
    json_t *o = json_object();

    finding_fingerprint(l, f, hex);
    json_object_set_new(o, "finding/v1", json_string(hex));
    if (!alone) {
        finding_values_fingerprint(l, f, hex);
        json_object_set_new(o, "values/v1", json_string(hex));
    }
    return o;
}

static json_t *make_suppression(const struct waiver *w)
{
    struct buf b = BUF_INIT;
    json_t *o;

    buf_addf(&b, "%s (Approved by %s, until %s.)", w->reason, w->approver,
             w->until);
    o = json_pack("[{ss ss so so}]", "kind", "external", "status", "accepted",
                  "justification", json_words(b.s), "properties",
                  piece_waiver(w));
    buf_release(&b);
    return o;
}

static json_t *make_about(const struct findings *l, const struct finding *f)
{
    struct buf uid = BUF_INIT;
    json_t *o;

    finding_uid(f, &uid);
    o = json_pack("{so so so so}", "ref", piece_text(finding_ref(l, f)), "uid",
                  piece_text(uid.s), "field", piece_text(finding_field(l, f)),
                  "owner", piece_text(finding_owner(l, f)));
    buf_release(&uid);
    return o;
}

static json_t *make_result(const struct audit_report *r,
                           const struct finding *f, bool alone)
{
    const struct findings *l = &r->findings;
    struct buf words = BUF_INIT;
    json_t *o;

    finding_words(l, f, false, &words);
    o = json_pack("{ss sI ss so so so so}", "ruleId", f->rule->id, "ruleIndex",
                  (json_int_t)index_of(r, f->rule->id), "level",
                  levels[f->rule->severity], "message", text_of(words.s),
                  "locations", make_place(r, f), "partialFingerprints",
                  make_fingerprints(l, f, alone), "properties",
                  make_about(l, f));
    buf_release(&words);
    if (f->waiver)
        json_object_set_new(o, "suppressions", make_suppression(f->waiver));
    if (r->baseline)
        json_object_set_new(o, "baselineState",
                            json_string(f->known ? "unchanged" : "new"));
    return o;
}

void report_sarif(const struct audit_report *r, FILE *out)
{
    const struct findings *l = &r->findings;
    size_t i, j, many;

    fputs("{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
          "\"version\": \"2.1.0\",\n\"runs\": [{\n",
          out);
    put_tool(r, out);
    put_invocation(r, out);
    fputs("\"results\": [", out);
    for (i = 0; i < l->n; i += many) {
        many = findings_alike(l, i);
        for (j = i; j < i + many; j++) {
            fputs(j ? ",\n" : "\n", out);
            piece_put(out, make_result(r, findings_at(l, j), many == 1));
        }
    }
    fputs("]}]}\n", out);
}
