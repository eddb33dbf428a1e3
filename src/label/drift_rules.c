/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/drift_rules.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/date.h"
#include "model/vocabulary.h"

enum rule {
    RULE_MISSING,
    RULE_NEUTRAL, /* never judged                                          */
    RULE_REACH,   /* a list: what is new on it widens                      */
    RULE_PROMISE, /* a list: what is gone from it widens                   */
    RULE_SCALE,   /* a code further on in the scale widens                 */
    RULE_SHORT,   /* a span: longer widens                                 */
    RULE_UNTIL,   /* a last day: later widens                              */
    RULE_SINCE,   /* a first day: earlier widens                           */
    RULE_HELPS,   /* words that help people: to lose them widens           */
    RULE_ADMITS,  /* words of what may go wrong: where there was none      */
    RULE_KNOWN,   /* to know it no longer widens                           */
};

/* What it means that the label does not tell it. */
enum untold {
    UNTOLD_OTHER,  /* nothing that could be judged                         */
    UNTOLD_NARROW, /* it is as narrow as can be: told only where it is not */
    UNTOLD_WIDE,   /* it is as wide as can be: told only where it is not   */
};

struct row {
    enum rule rule;
    const char *scale;   /* codes from narrow to wide                      */
    const char *nothing; /* a code that stands for an empty list           */
    enum untold untold;
    bool na_is_all; /* "does not apply" stands for the whole list          */
};

/* clang-format off */
#define NEUTRAL    { .rule = RULE_NEUTRAL }
#define REACH      { .rule = RULE_REACH }
#define REACH_OWN  { .rule = RULE_REACH, .na_is_all = true }
#define PROMISE    { .rule = RULE_PROMISE }
#define SHORT      { .rule = RULE_SHORT }
#define UNTIL      { .rule = RULE_UNTIL }
#define HELPS      { .rule = RULE_HELPS }
#define ADMITS     { .rule = RULE_ADMITS }
#define KNOWN      { .rule = RULE_KNOWN }
#define SCALE(codes)       { .rule = RULE_SCALE, .scale = (codes) }
#define UNUSUAL(codes)     { .rule = RULE_SCALE, .scale = (codes), \
                             .untold = UNTOLD_NARROW }
#define BAD                SCALE("no yes")
#define GOOD               SCALE("yes no")
#define LIST               SCALE("complete more")
#define CHOICES            SCALE("opt-in opt-out always")

static const struct row rows[FIELD_COUNT] = {
    [ORGANISATION_PRIVACY_POLICY] = NEUTRAL,
    [ORGANISATION_SUPERVISORY_AUTHORITY] = NEUTRAL,

    [PARTY_NAME] = NEUTRAL,
    [PARTY_SHORT] = NEUTRAL,
    [PARTY_PARTY_KIND] = NEUTRAL,
    [PARTY_ADDRESS] = NEUTRAL,
    [PARTY_EMAIL] = HELPS,
    [PARTY_PHONE] = HELPS,
    [PARTY_WEBSITE] = NEUTRAL,
    [PARTY_COUNTRY] = NEUTRAL,
    [PARTY_CONTACT_DESK] = NEUTRAL,
    [PARTY_DATA_PROTECTION_OFFICER] = NEUTRAL,

    [DATASET_TITLE] = NEUTRAL,
    [DATASET_SUMMARY] = NEUTRAL,
    [DATASET_PAGE] = NEUTRAL,
    [DATASET_LABEL_PROFILE] = NEUTRAL,
    [DATASET_CONTROLLER] = REACH,
    [DATASET_JOINT_CONTROLLERS] = REACH,
    [DATASET_RESPONSIBILITIES] = NEUTRAL,
    [DATASET_DATA_PROTECTION_OFFICER] = HELPS,
    [DATASET_SUBJECTS] = REACH,
    [DATASET_VULNERABLE] = BAD,
    [DATASET_CHILDREN] = BAD,
    [DATASET_AGES] = NEUTRAL,
    [DATASET_HOW_MANY] = NEUTRAL,
    [DATASET_NATURE] =
        SCALE("not-personal synthetic aggregated anonymised pseudonymised "
              "identified"),
    [DATASET_COLLECTED_HOW] = NEUTRAL,
    [DATASET_COLLECTED_WHERE] = NEUTRAL,
    [DATASET_COLLECTED_SINCE] = NEUTRAL,
    [DATASET_COLLECTED_UNTIL] = UNTIL,
    [DATASET_STORED_WHERE] = REACH,
    [DATASET_STORED_BY] = REACH,
    [DATASET_PARTICIPATION] =
        SCALE("voluntary condition-of-service required-by-law"),
    [DATASET_REQUIRED_BY] = NEUTRAL,
    [DATASET_NOT_COLLECTED] = PROMISE,
    [DATASET_NOT_USED_FOR] = PROMISE,
    [DATASET_NOT_GIVEN_TO] = PROMISE,
    [DATASET_SOLD] = BAD,
    [DATASET_HOW_TO_SEE] = HELPS,
    [DATASET_HOW_TO_FIX] = HELPS,
    [DATASET_HOW_TO_DELETE] = HELPS,
    [DATASET_HOW_TO_STOP] = HELPS,
    [DATASET_HOW_TO_TAKE] = HELPS,
    [DATASET_ANSWER_WITHIN] = SHORT,
    [DATASET_COMPLAIN_TO] = HELPS,
    [DATASET_COMPLAINT_EFFECT] = HELPS,
    [DATASET_HARM] = ADMITS,
    [DATASET_GROUP_HARM] = ADMITS,
    [DATASET_BENEFIT] = NEUTRAL,
    [DATASET_JOINED_WITH] = ADMITS,
    [DATASET_ACCESS_RIGHTS] = UNUSUAL("non-public restricted public"),
    [DATASET_LICENCE] = NEUTRAL,
    [DATASET_CHECKED_BY] = NEUTRAL,
    [DATASET_CHECKED_ON] = NEUTRAL,
    [DATASET_CHECK_RESULT] = NEUTRAL,
    [DATASET_NEXT_CHECK] = NEUTRAL,
    [DATASET_ELEMENTS_LIST] = LIST,
    [DATASET_SOURCES_LIST] = LIST,
    [DATASET_USES_LIST] = LIST,
    [DATASET_CONSENTS_LIST] = NEUTRAL,
    [DATASET_RECIPIENTS_LIST] = LIST,
    [DATASET_RETENTIONS_LIST] = NEUTRAL,
    [DATASET_MEASURES_LIST] = NEUTRAL,

    [ELEMENT_WORDS] = NEUTRAL,
    [ELEMENT_SHORT] = NEUTRAL,
    [ELEMENT_CATEGORY] = REACH,
    [ELEMENT_EXACTNESS] = NEUTRAL,
    [ELEMENT_SPECIAL_CATEGORY] = REACH,
    [ELEMENT_ORIGIN] = SCALE("given observed derived inferred"),
    [ELEMENT_PRESENCE] = NEUTRAL,
    [ELEMENT_COLLECTED_BY] = REACH,
    [ELEMENT_SUBJECTS] = REACH,
    [ELEMENT_PROTECTION] = { .rule = RULE_PROMISE, .nothing = "clear" },
    [ELEMENT_PSEUDONYM_LASTS] = SHORT,
    [ELEMENT_FINDABLE] = SCALE("very-hard hard can-be-done easy names-you"),
    [ELEMENT_FINDABLE_OUTSIDE] =
        SCALE("very-hard hard can-be-done easy names-you"),
    [ELEMENT_FINDABLE_BY] = NEUTRAL,
    [ELEMENT_FINDABLE_WHY] = NEUTRAL,
    [ELEMENT_FINDABLE_METHOD] = NEUTRAL,
    [ELEMENT_FINDABLE_ON] = NEUTRAL,

    [SOURCE_WORDS] = NEUTRAL,
    [SOURCE_SOURCE_KIND] = REACH,
    [SOURCE_PARTY] = REACH,
    [SOURCE_UPSTREAM] = REACH,
    [SOURCE_ELEMENTS] = REACH_OWN,
    [SOURCE_COLLECTED_BY] = REACH,
    [SOURCE_FIRST_PURPOSE] = KNOWN,
    [SOURCE_CONSENT_THEN] = HELPS,
    [SOURCE_COVERS_US] = GOOD,
    [SOURCE_DEIDENTIFIED_BEFORE] = { .rule = RULE_PROMISE, .nothing = "clear" },
    [SOURCE_BOUGHT] = BAD,

    [USE_WORDS] = NEUTRAL,
    [USE_SHORT] = NEUTRAL,
    [USE_PURPOSE] = REACH,
    [USE_ELEMENTS] = REACH_OWN,
    [USE_SUBJECTS] = REACH,
    [USE_FURTHER] = BAD,
    [USE_BASIS] = KNOWN,
    [USE_CITATION] = KNOWN,
    [USE_SPECIAL_CONDITION] = KNOWN,
    [USE_LEGITIMATE_INTEREST] = NEUTRAL,
    [USE_CHOICE] = CHOICES,
    [USE_REFUSAL_COSTS] = SCALE("nothing another-way service help penalty"),
    [USE_REFUSAL_WORDS] = NEUTRAL,
    [USE_ANOTHER_WAY] = HELPS,
    [USE_SAY_NO_HOW] = HELPS,
    [USE_EFFECTIVE_WITHIN] = SHORT,
    [USE_DECIDES] = SCALE("no helps alone"),
    [USE_PROFILING] = BAD,
    [USE_HUMAN] = HELPS,
    [USE_LOGIC] = KNOWN,
    [USE_CONSEQUENCES] = ADMITS,
    [USE_SINCE] = { .rule = RULE_SINCE, .untold = UNTOLD_WIDE },
    [USE_UNTIL] = { .rule = RULE_UNTIL, .untold = UNTOLD_WIDE },

    [NOTICE_TITLE] = NEUTRAL,
    [NOTICE_NOTICE_VERSION] = NEUTRAL,
    [NOTICE_NOTICE_KIND] = NEUTRAL,
    [NOTICE_LANGUAGES] = NEUTRAL,
    [NOTICE_SINCE] = NEUTRAL,
    [NOTICE_UNTIL] = NEUTRAL,
    [NOTICE_URL] = NEUTRAL,
    [NOTICE_READ_ALOUD] = GOOD,
    [NOTICE_COPY_GIVEN] = GOOD,

    [CONSENT_WORDS] = NEUTRAL,
    [CONSENT_USES] = REACH,
    [CONSENT_ELEMENTS] = REACH_OWN,
    [CONSENT_RECIPIENTS] = REACH,
    [CONSENT_PURPOSES_PERMITTED] = REACH,
    [CONSENT_PURPOSES_FORBIDDEN] = PROMISE,
    [CONSENT_REGION] = REACH,
    [CONSENT_SHARING] = BAD,
    [CONSENT_SALE] = BAD,
    [CONSENT_LINKAGE] = BAD,
    [CONSENT_CONTACT_AGAIN] = BAD,
    [CONSENT_GIVEN_BY] = NEUTRAL,
    [CONSENT_ALL_MUST_AGREE] = GOOD,
    [CONSENT_IF_THEY_DIFFER] = NEUTRAL,
    [CONSENT_VALID_FOR] = SHORT,
    [CONSENT_VALID_UNTIL] = UNTIL,
    [CONSENT_WITHDRAW_HOW] = HELPS,
    [CONSENT_WITHDRAW_UNTIL] = NEUTRAL,
    [CONSENT_WITHDRAWAL_EFFECT] = KNOWN,

    [RECIPIENT_WORDS] = NEUTRAL,
    [RECIPIENT_PARTY] = REACH,
    [RECIPIENT_CATEGORY] = REACH,
    [RECIPIENT_ELEMENTS] = REACH_OWN,
    [RECIPIENT_USES] = REACH,
    [RECIPIENT_CHOICE] = CHOICES,
    [RECIPIENT_CONDITION] = HELPS,
    [RECIPIENT_COUNTRY] = REACH,
    [RECIPIENT_SAFEGUARDS] = HELPS,
    [RECIPIENT_SAFEGUARDS_COPY] = HELPS,
    [RECIPIENT_ONWARD] = SCALE("forbidden with-permission allowed"),
    [RECIPIENT_ONWARD_WORDS] = NEUTRAL,
    [RECIPIENT_SALE] = BAD,
    [RECIPIENT_SINCE] = { .rule = RULE_SINCE, .untold = UNTOLD_WIDE },
    [RECIPIENT_UNTIL] = { .rule = RULE_UNTIL, .untold = UNTOLD_WIDE },

    [RETENTION_PERIOD] = SHORT,
    [RETENTION_CRITERIA] = KNOWN,
    [RETENTION_COUNTED_FROM] = KNOWN,
    [RETENTION_COUNTED_FROM_DATE] = UNTIL,
    [RETENTION_LATEST_DATE] = UNTIL,
    [RETENTION_ELEMENTS] = { .rule = RULE_PROMISE, .na_is_all = true },
    [RETENTION_CITATION] = NEUTRAL,
    [RETENTION_ACTION] = SCALE("delete anonymise return archive review"),
    [RETENTION_HOLD] = UNUSUAL("no yes"),
    [RETENTION_FOLLOWED] = UNUSUAL("yes no"),
    [RETENTION_DONE_ON] = NEUTRAL,

    [MEASURE_WORDS] = NEUTRAL,
    [MEASURE_SAFEGUARD] = PROMISE,
    [MEASURE_VERIFIED_ON] = NEUTRAL,
    [MEASURE_VERIFIED_BY] = NEUTRAL,

    [SCAN_METHOD] = NEUTRAL,
    [SCAN_SCANNED_ON] = NEUTRAL,
    [SCAN_K] = NEUTRAL,

    [CLAIM_ABOUT] = NEUTRAL,
    [CLAIM_WORDS] = NEUTRAL,
    [CLAIM_SAID_BY] = NEUTRAL,
    [CLAIM_SAID_ON] = NEUTRAL,
    [CLAIM_OUR_ANSWER] = NEUTRAL,
};
/* clang-format on */

const char *drift_way_name(enum drift_way way)
{
    static const char *const names[] = {
        [DRIFT_SAME] = "same",
        [DRIFT_OTHER] = "changes",
        [DRIFT_NARROWS] = "narrows",
        [DRIFT_WIDENS] = "widens",
    };

    return names[way];
}

void drift_said_release(struct drift_said *s)
{
    strs_release(&s->items);
    free(s->words);
    *s = (struct drift_said)DRIFT_SAID_INIT;
}

bool drift_knows(enum field field)
{
    return rows[field].rule != RULE_MISSING;
}

bool drift_is_neutral(enum field field)
{
    return rows[field].rule == RULE_NEUTRAL;
}

const char *drift_scale(enum field field)
{
    return rows[field].scale;
}

bool drift_means_all(enum field field)
{
    return rows[field].rule == RULE_REACH &&
           field_info(field)->target == KIND_ELEMENT;
}

static bool is_open(const struct drift_said *s)
{
    return s->state == STATE_BLANK || s->state == STATE_UNKNOWN;
}

/* --- lists --------------------------------------------------------------- */

/* Is the code, or a broader one, on the list? */
static bool covers(enum field field, const struct strs *list, const char *code)
{
    const char *id = field_info(field)->vocabulary;
    const struct vocabulary *v = id ? vocabulary_find(id) : NULL;

    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->v[i], code) == 0 ||
            (v && vocabulary_within(v, code, list->v[i])))
            return true;
    return false;
}

/* Is there something on one list that the other does not cover? */
static bool goes_beyond(enum field field, const struct drift_said *a,
                        const struct drift_said *b)
{
    const char *nothing = rows[field].nothing;

    for (size_t i = 0; i < a->items.n; i++)
        if (!(nothing && strcmp(a->items.v[i], nothing) == 0) &&
            !covers(field, &b->items, a->items.v[i]))
            return true;
    return false;
}

static bool is_all(const struct row *row, const struct drift_said *s)
{
    return row->na_is_all && s->state == STATE_NA;
}

/* Does nothing stand on the list but what means nothing? */
static bool is_empty(const struct row *row, const struct drift_said *s)
{
    return s->state != STATE_VALUE ||
           (row->nothing && s->items.n == 1 &&
            strcmp(s->items.v[0], row->nothing) == 0);
}

/* How far one list goes: nothing, what stands on it, or all. */
static int reach(const struct row *row, const struct drift_said *s)
{
    if (is_all(row, s))
        return 2;
    if (is_open(s))
        return row->rule == RULE_REACH ? 3 : 0;
    return is_empty(row, s) ? 0 : 1;
}

/* Of what widens as it grows. */
static enum drift_way judge_list(enum field field, const struct drift_said *was,
                                 const struct drift_said *now)
{
    const struct row *row = &rows[field];
    int before = reach(row, was), after = reach(row, now);

    if (before != after)
        return after > before ? DRIFT_WIDENS : DRIFT_NARROWS;
    if (goes_beyond(field, now, was))
        return DRIFT_WIDENS;
    return goes_beyond(field, was, now) ? DRIFT_NARROWS : DRIFT_OTHER;
}

/* --- what can be ordered ------------------------------------------------- */

/* The widest of all is what nobody knows; then what has no end. */
enum { SECONDS_OF_DAY = 86400 };
static const int64_t unknown = INT64_MAX, endless = INT64_MAX - 1;

int64_t drift_length(const struct drift_said *s)
{
    const struct date from = { 2001, 1, 1 };
    struct duration span;
    struct date to;

    if (s->state != STATE_VALUE || !s->items.n ||
        !duration_parse(&span, s->items.v[0]))
        return INT64_MAX;
    to = date_add(from, span);
    return (date_to_days(to) - date_to_days(from)) * SECONDS_OF_DAY +
           span.seconds % SECONDS_OF_DAY;
}

static int64_t day_number(const struct drift_said *s)
{
    struct date d;

    if (!s->items.n || !date_parse(&d, s->items.v[0]))
        return endless;
    return date_to_days(d);
}

/* The place of its code in a scale, from 1; a code that is not there may mean
 * anything. */
static int64_t place(const char *scale, const struct drift_said *s)
{
    struct strs codes = STRS_INIT;
    long at = -1;

    strs_split(&codes, scale, ' ');
    if (s->items.n)
        at = strs_find(&codes, s->items.v[0]);
    strs_release(&codes);
    return at < 0 ? unknown : at + 1;
}

/* How wide it is; more is wider. */
static int64_t width(const struct row *row, const struct drift_said *s)
{
    bool value = s->state == STATE_VALUE;

    if (!s->told)
        return row->untold == UNTOLD_WIDE ? endless : 0;
    if (is_open(s))
        return unknown;
    switch (row->rule) {
    case RULE_SCALE:
        return value ? place(row->scale, s) : 0;
    case RULE_SHORT:
        return value ? drift_length(s) : endless;
    case RULE_UNTIL:
        return value ? day_number(s) : endless;
    case RULE_SINCE:
        return value ? -day_number(s) : endless;
    case RULE_HELPS:
        return value ? 0 : endless;
    case RULE_ADMITS:
        return value ? 1 : 0;
    default:
        return 0;
    }
}

static enum drift_way judge_width(enum field field,
                                  const struct drift_said *was,
                                  const struct drift_said *now)
{
    const struct row *row = &rows[field];
    int64_t before = width(row, was), after = width(row, now);

    if (after != before)
        return after > before ? DRIFT_WIDENS : DRIFT_NARROWS;
    return row->rule == RULE_SHORT && before < endless ? DRIFT_SAME
                                                       : DRIFT_OTHER;
}

/* --- all of it ----------------------------------------------------------- */

/* People read the same: the words of a text, or of what it names; else the
 * codes.  Blank and unknown are told alike. */
static bool is_same(enum field field, const struct drift_said *a,
                    const struct drift_said *b)
{
    const struct field_info *f = field_info(field);
    bool words =
        f->type == TYPE_TEXT || f->type == TYPE_PROSE || field_is_ref(field);

    if (a->told != b->told)
        return false;
    if (is_open(a) && is_open(b))
        return true;
    if (a->state != b->state || !strs_equal(&a->items, &b->items))
        return false;
    return !words ||
           strcmp(a->words ? a->words : "", b->words ? b->words : "") == 0;
}

enum drift_way drift_judge(enum field field, const struct drift_said *was,
                           const struct drift_said *now, const char *day)
{
    const struct row *row = &rows[field];

    if (is_same(field, was, now))
        return DRIFT_SAME;
    /* The day has come on which it was to begin. */
    if (row->rule == RULE_SINCE && !now->told && was->items.n &&
        strcmp(was->items.v[0], day) <= 0)
        return DRIFT_SAME;
    if (row->rule == RULE_MISSING || row->rule == RULE_NEUTRAL ||
        (was->told != now->told && row->untold == UNTOLD_OTHER))
        return DRIFT_OTHER;
    if (row->rule == RULE_REACH)
        return judge_list(field, was, now);
    if (row->rule == RULE_PROMISE) /* what was promised and is not now      */
        return judge_list(field, now, was);
    return judge_width(field, was, now);
}
