/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/report.h"

#include <jansson.h>

#include "audit/report_piece.h"
#include "exchange/json.h"

/*
 * The object is written piece by piece, its keys in the order of their bytes
 * as jansson sorts those of the pieces.
 */
enum { FORMAT = 1 };

static json_t *make_counts(const struct audit_report *r)
{
    json_t *counts = json_object();
    int i;

    for (i = 0; i < SEVERITY_COUNT; i++)
        json_object_set_new(counts, severity_name((enum severity)i),
                            json_integer((json_int_t)r->counts[i]));
    return counts;
}

static json_t *make_values(const struct findings *l, const struct finding *f)
{
    json_t *values = json_object();
    size_t i;

    for (i = 0; i < f->rule->columns.n; i++)
        json_object_set_new(values, f->rule->columns.v[i],
                            piece_text(finding_value(l, f, i)));
    return values;
}

static json_t *make_finding(const struct findings *l, const struct finding *f)
{
    json_t *o = json_object();
    struct buf b = BUF_INIT;
    char fingerprint[SHA256_HEX], values[SHA256_HEX];

    finding_words(l, f, false, &b);
    json_object_set_new(o, "detail", json_words(b.s));
    buf_clear(&b);
    finding_uid(f, &b);
    json_object_set_new(o, "uid", piece_text(b.s));
    buf_clear(&b);
    buf_add(&b, finding_ref(l, f), finding_dataset(l, f));
    json_object_set_new(o, "dataset", piece_text(b.s));
    buf_release(&b);
    finding_fingerprint(l, f, fingerprint);
    finding_values_fingerprint(l, f, values);
    json_object_set_new(o, "fingerprint", json_string(fingerprint));
    json_object_set_new(o, "known", json_boolean(f->known));
    json_object_set_new(o, "ref", piece_text(finding_ref(l, f)));
    json_object_set_new(o, "field", piece_text(finding_field(l, f)));
    json_object_set_new(o, "owner", piece_text(finding_owner(l, f)));
    json_object_set_new(o, "rule", json_string(f->rule->id));
    json_object_set_new(o, "severity",
                        json_string(severity_name(f->rule->severity)));
    json_object_set_new(o, "values", make_values(l, f));
    json_object_set_new(o, "values_fingerprint", json_string(values));
    json_object_set_new(o, "waived", piece_waiver(f->waiver));
    return o;
}

static json_t *make_rule(const struct audit_rule *r)
{
    json_t *o = json_object();

    json_object_set_new(o, "failed", json_boolean(r->failed));
    json_object_set_new(o, "findings", json_integer((json_int_t)r->findings));
    json_object_set_new(o, "id", json_string(r->rule->id));
    json_object_set_new(o, "severity",
                        json_string(severity_name(r->rule->severity)));
    json_object_set_new(o, "title", json_words(r->rule->title));
    return o;
}

void report_json(const struct audit_report *r, FILE *out)
{
    size_t i;

    fputs("{\"as_of\": ", out);
    piece_put(out, json_string(r->as_of));
    if (r->at) {
        fputs(",\n\"at\": ", out);
        piece_put(out, piece_at(r));
    }
    fputs(",\n\"baseline\": ", out);
    piece_put(out, piece_baseline(r));
    fputs(",\n\"counts\": ", out);
    piece_put(out, make_counts(r));
    fputs(",\n\"findings\": [", out);
    for (i = 0; i < r->findings.n; i++) {
        fputs(i ? ",\n" : "\n", out);
        piece_put(out,
                  make_finding(&r->findings, findings_at(&r->findings, i)));
    }
    fprintf(out, "],\n\"format\": %d,\n\"history\": ", FORMAT);
    piece_put(out, json_string(piece_history(r)));
    fputs(",\n\"register\": ", out);
    piece_put(out, json_string(r->register_uid));
    fputs(",\n\"regraded\": ", out);
    piece_put(out, piece_grades(r));
    fputs(",\n\"rules\": [", out);
    for (i = 0; i < r->rules_n; i++) {
        fputs(i ? ",\n" : "\n", out);
        piece_put(out, make_rule(&r->rules[i]));
    }
    fputs("],\n\"tool\": {\"name\": \"larder\", \"version\": ", out);
    piece_put(out, json_string(PACKAGE_VERSION));
    fprintf(out, "},\n\"waived\": %zu}\n", r->waived);
}
