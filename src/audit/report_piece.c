/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/report_piece.h"

#include "exchange/json.h"

void piece_put(FILE *out, json_t *value)
{
    json_dumpf(value, out,
               JSON_SORT_KEYS | JSON_ENSURE_ASCII | JSON_ENCODE_ANY);
    json_decref(value);
}

json_t *piece_text(const char *s)
{
    return s && *s ? json_words(s) : json_null();
}

json_t *piece_at(const struct audit_report *r)
{
    if (!r->at)
        return NULL;
    return json_pack("{s:s, s:I, s:I, s:I}", "day", r->at->day, "entries",
                     (json_int_t)r->at->size, "entry", (json_int_t)r->at->entry,
                     "missing", (json_int_t)r->at->missing);
}

const char *piece_history(const struct audit_report *r)
{
    static const char *const words[] = {
        [HISTORY_NOT_VERIFIED] = "not verified",
        [HISTORY_VERIFIED] = "verified",
        [HISTORY_FAULTY] = "faulty",
    };

    return words[r->history];
}

json_t *piece_grades(const struct audit_report *r)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; r->grades && i < r->grades->n; i++) {
        const struct grade *g = &r->grades->v[i];

        json_array_append_new(list, json_pack("{ss ss so ss}", "rule", g->rule,
                                              "from", severity_name(g->from),
                                              "reason", json_words(g->reason),
                                              "to", severity_name(g->to)));
    }
    return list;
}

json_t *piece_baseline(const struct audit_report *r)
{
    if (!r->baseline)
        return json_null();
    return json_pack("{sI sI}", "gone", (json_int_t)r->gone, "known",
                     (json_int_t)r->known);
}

json_t *piece_waiver(const struct waiver *w)
{
    if (!w)
        return json_null();
    return json_pack("{so so so ss}", "approver", json_words(w->approver),
                     "reason", json_words(w->reason), "ref", json_words(w->ref),
                     "until", w->until);
}
