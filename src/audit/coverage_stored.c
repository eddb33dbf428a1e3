/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/coverage_stored.h"

#include <string.h>

#include "audit/coverage_say.h"
#include "base/i18n.h"

static enum coverage_verdict verdict_of(const struct record *r)
{
    const struct value *v = record_get(r, ANSWER_VERDICT);

    if (v->state == STATE_VALUE && !value_has(v, "partly"))
        return value_has(v, "not-applicable") ? COVERAGE_NA : COVERAGE_ANSWERED;
    return COVERAGE_PARTLY;
}

static int say_stored(struct strs *lines, struct unit *u,
                      const struct record *r, struct error *err)
{
    static const enum field fields[] = { ANSWER_VERDICT, ANSWER_WORDS,
                                         ANSWER_EVIDENCE, ANSWER_ANSWERED_BY,
                                         ANSWER_ANSWERED_ON };
    struct buf b = BUF_INIT;
    int failed = 0;

    for (size_t i = 0; i < sizeof fields / sizeof *fields && !failed; i++) {
        const struct value *v = record_get(r, fields[i]);

        if (v->state == STATE_BLANK)
            continue;
        buf_addf(&b, "%s%s: ", b.len ? "; " : "",
                 _(field_info(fields[i])->label));
        failed = say_value(&b, u, fields[i], v, err);
    }
    strs_take(lines, buf_detach(&b));
    return failed;
}

int stored_answer(struct coverage_answer *out, struct unit *u,
                  const struct profile_question *q, struct error *err)
{
    const char *ref = unit_head(u)->ref;
    struct records l = RECORDS_INIT;
    int failed = store_about(u->store, ref, KIND_ANSWER, &l, err);
    bool some = false;

    out->verdict = COVERAGE_NA;
    for (size_t i = 0; i < l.n && !failed; i++) {
        enum coverage_verdict v = verdict_of(&l.v[i]);

        if (strcmp(record_text(&l.v[i], ANSWER_QUESTION), q->number) != 0)
            continue;
        if (!some || (v != COVERAGE_NA &&
                      (v > out->verdict || out->verdict == COVERAGE_NA)))
            out->verdict = v;
        some = true;
        failed = say_stored(&out->lines, u, &l.v[i], err);
    }
    if (!some)
        out->verdict = COVERAGE_NOT;
    records_release(&l);
    return failed;
}
