/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* What is no longer as people were told: which way each field went, and that
 * nothing else is taken for a change. */

#include "label_cases.h"

#include <locale.h>

#include "base/clock.h"
#include "label/drift.h"
#include "label/issue.h"
#include "model/ref.h"
#include "model/vocabulary.h"
#include "store/read.h"

enum { NOON = 1795428000 }; /* 2026-11-23 10:00 UTC                        */
#define TODAY "2026-11-23"

/* --- the table of fields ------------------------------------------------- */

/* Kinds of which a label tells. */
static const enum kind told_kinds[] = {
    KIND_ORGANISATION, KIND_PARTY,     KIND_DATASET, KIND_ELEMENT,
    KIND_SOURCE,       KIND_USE,       KIND_NOTICE,  KIND_CONSENT,
    KIND_RECIPIENT,    KIND_RETENTION, KIND_MEASURE, KIND_SCAN,
    KIND_CLAIM,
};

static void every_field_has_a_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof told_kinds / sizeof *told_kinds; i++) {
        const struct kind_info *k = kind_info(told_kinds[i]);

        for (size_t j = 0; j < k->count; j++) {
            enum field field = (enum field)(k->first + j);

            if (field_info(field)->audience == AUDIENCE_PUBLIC &&
                !drift_knows(field))
                fail_msg("%s.%s has no row", k->name, field_info(field)->name);
        }
    }
}

/* A scale has each code of its vocabulary, and no other. */
static void scales_are_whole(void **state)
{
    size_t n = 0;

    (void)state;
    for (int f = 0; f < FIELD_COUNT; f++) {
        const char *scale = drift_scale((enum field)f);
        const char *id = field_info((enum field)f)->vocabulary;
        const struct vocabulary *v = id ? vocabulary_find(id) : NULL;
        struct strs codes = STRS_INIT;

        if (!scale)
            continue;
        strs_split(&codes, scale, ' ');
        n++;
        if (!v)
            assert_int_equal(field_info((enum field)f)->type, TYPE_YESNO);
        for (size_t i = 0; v && i < v->count; i++)
            if (!strs_has(&codes, v->terms[i].code))
                fail_msg("%s: '%s' is not in the scale", id, v->terms[i].code);
        assert_int_equal(codes.n, v ? v->count : 2);
        strs_release(&codes);
    }
    assert_true(n > 20);
}

/* As on a command line; "-": it is not on the label. */
static struct drift_said said(enum field field, const char *text)
{
    struct value v = VALUE_INIT;
    struct drift_said s = DRIFT_SAID_INIT;
    struct error err = ERROR_INIT;
    enum field_type type = field_info(field)->type;

    if (strcmp(text, "-") == 0)
        return s;
    must(value_parse_text(&v, field, text, &err), &err);
    s.told = true;
    s.state = v.state;
    s.words = v.state == STATE_VALUE ? xstrdup(value_text(&v)) : NULL;
    if (type != TYPE_TEXT && type != TYPE_PROSE)
        strs_copy(&s.items, &v.items);
    value_release(&v);
    return s;
}

static const struct judged {
    enum field field;
    const char *was;
    const char *now;
    enum drift_way way;
} judged[] = {
    /* Lists: what is new on them widens, unless it was covered. */
    { USE_PURPOSE, "bus-times", "advertising", DRIFT_WIDENS },
    { USE_PURPOSE, "@unknown", "bus-times", DRIFT_NARROWS },
    { USE_PURPOSE, "bus-times", "", DRIFT_WIDENS },
    { USE_PURPOSE, "", "@unknown", DRIFT_SAME },
    { ELEMENT_CATEGORY, "health", "mental-health", DRIFT_NARROWS },
    { ELEMENT_CATEGORY, "mental-health", "health", DRIFT_WIDENS },
    { DATASET_STORED_WHERE, "IE", "IE, US", DRIFT_WIDENS },
    { DATASET_STORED_WHERE, "IE, US", "IE", DRIFT_NARROWS },
    { DATASET_STORED_WHERE, "IE, US", "IE, FR", DRIFT_WIDENS },
    { RECIPIENT_COUNTRY, "IE", "US", DRIFT_WIDENS },
    { RECIPIENT_PARTY, "@unknown", "firm", DRIFT_NARROWS },
    { ELEMENT_SPECIAL_CATEGORY, "@none", "health", DRIFT_WIDENS },
    { ELEMENT_SPECIAL_CATEGORY, "@none", "@unknown", DRIFT_WIDENS },
    /* Promises, and protection: what is gone from them widens. */
    { DATASET_NOT_GIVEN_TO, "police, company", "police", DRIFT_WIDENS },
    { DATASET_NOT_GIVEN_TO, "police", "police, company", DRIFT_NARROWS },
    { DATASET_NOT_GIVEN_TO, "police", "company", DRIFT_WIDENS },
    { DATASET_NOT_GIVEN_TO, "police", "@none", DRIFT_WIDENS },
    { DATASET_NOT_GIVEN_TO, "police", "@unknown", DRIFT_WIDENS },
    { ELEMENT_PROTECTION, "encrypted, masked", "masked", DRIFT_WIDENS },
    { ELEMENT_PROTECTION, "encrypted", "clear", DRIFT_WIDENS },
    { ELEMENT_PROTECTION, "clear", "encrypted", DRIFT_NARROWS },
    { ELEMENT_PROTECTION, "clear", "@none", DRIFT_OTHER },
    { RETENTION_ELEMENTS, "@na", "bus/element/1", DRIFT_WIDENS },
    /* Scales. */
    { RECIPIENT_ONWARD, "forbidden", "with-permission", DRIFT_WIDENS },
    { RECIPIENT_ONWARD, "with-permission", "allowed", DRIFT_WIDENS },
    { RECIPIENT_ONWARD, "allowed", "@unknown", DRIFT_WIDENS },
    { RECIPIENT_ONWARD, "@unknown", "allowed", DRIFT_NARROWS },
    { RECIPIENT_ONWARD, "allowed", "forbidden", DRIFT_NARROWS },
    { USE_CHOICE, "opt-in", "opt-out", DRIFT_WIDENS },
    { USE_CHOICE, "always", "opt-out", DRIFT_NARROWS },
    { USE_REFUSAL_COSTS, "@na", "penalty", DRIFT_WIDENS },
    { USE_DECIDES, "helps", "alone", DRIFT_WIDENS },
    { ELEMENT_FINDABLE, "very-hard", "easy", DRIFT_WIDENS },
    { DATASET_SOLD, "no", "yes", DRIFT_WIDENS },
    { DATASET_SOLD, "yes", "no", DRIFT_NARROWS },
    { RECIPIENT_SALE, "no", "", DRIFT_WIDENS },
    { DATASET_RECIPIENTS_LIST, "complete", "more", DRIFT_WIDENS },
    { DATASET_RECIPIENTS_LIST, "complete", "", DRIFT_WIDENS },
    { DATASET_RECIPIENTS_LIST, "@none", "complete", DRIFT_WIDENS },
    { RETENTION_ACTION, "delete", "archive", DRIFT_WIDENS },
    { RETENTION_HOLD, "-", "yes", DRIFT_WIDENS },
    { RETENTION_FOLLOWED, "-", "no", DRIFT_WIDENS },
    { RETENTION_FOLLOWED, "no", "-", DRIFT_NARROWS },
    { DATASET_ACCESS_RIGHTS, "-", "public", DRIFT_WIDENS },
    /* Time, by the calendar. */
    { RETENTION_PERIOD, "P30D", "P1Y", DRIFT_WIDENS },
    { RETENTION_PERIOD, "P1Y", "P30D", DRIFT_NARROWS },
    { RETENTION_PERIOD, "P1Y", "P12M", DRIFT_SAME },
    { RETENTION_PERIOD, "P4W", "P28D", DRIFT_SAME },
    { RETENTION_PERIOD, "P1D", "PT25H", DRIFT_WIDENS },
    { RETENTION_PERIOD, "P99Y", "@none", DRIFT_WIDENS },
    { RETENTION_PERIOD, "@none", "@unknown", DRIFT_WIDENS },
    { RETENTION_LATEST_DATE, "2026-12-31", "2027-12-31", DRIFT_WIDENS },
    { RETENTION_LATEST_DATE, "2027-12-31", "@none", DRIFT_WIDENS },
    { DATASET_ANSWER_WITHIN, "P30D", "P60D", DRIFT_WIDENS },
    { RECIPIENT_UNTIL, "2027-01-01", "-", DRIFT_WIDENS },
    { RECIPIENT_UNTIL, "-", "2027-01-01", DRIFT_NARROWS },
    { RECIPIENT_SINCE, "2027-01-01", "-", DRIFT_WIDENS },
    { RECIPIENT_SINCE, "2026-11-23", "-", DRIFT_SAME },
    { RECIPIENT_SINCE, "2027-01-01", "2026-12-01", DRIFT_WIDENS },
    /* Words. */
    { USE_SAY_NO_HOW, "Call us", "Write to us", DRIFT_OTHER },
    { USE_SAY_NO_HOW, "Call us", "@none", DRIFT_WIDENS },
    { USE_SAY_NO_HOW, "", "Call us", DRIFT_NARROWS },
    { DATASET_HOW_TO_SEE, "Call us", "@unknown", DRIFT_WIDENS },
    { DATASET_HARM, "@none", "It may hurt", DRIFT_WIDENS },
    { DATASET_HARM, "It may hurt", "@none", DRIFT_NARROWS },
    { DATASET_TITLE, "One", "Two", DRIFT_OTHER },
    { DATASET_TITLE, "One", "One", DRIFT_SAME },
    { USE_BASIS, "consent", "contract", DRIFT_OTHER },
    { USE_BASIS, "consent", "@unknown", DRIFT_WIDENS },
    { DATASET_CHECKED_ON, "2026-01-01", "2026-02-01", DRIFT_OTHER },
    { PARTY_PHONE, "555-0142", "@none", DRIFT_WIDENS },
};

static void fields_go_one_way(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof judged / sizeof *judged; i++) {
        const struct judged *j = &judged[i];
        struct drift_said was = said(j->field, j->was);
        struct drift_said now = said(j->field, j->now);
        enum drift_way way = drift_judge(j->field, &was, &now, TODAY);

        if (way != j->way)
            fail_msg("%s, %s to %s: %s", field_info(j->field)->name, j->was,
                     j->now, drift_way_name(way));
        drift_said_release(&was);
        drift_said_release(&now);
    }
}

/* --- whole labels -------------------------------------------------------- */

static const char rich[] =
    "dataset|sold=no|recipients_list=complete|uses_list=complete|"
    "subjects=pupil|children=no|not_collected=money|stored_where=IE|"
    "joint_controllers=firm|how_to_see=Ask us|answer_within=P30D|"
    "complain_to=board|checked_by=board|checked_on=2026-05-01\n"
    "element|1|words=Your name|presence=always|protection=encrypted\n"
    "element|2|words=Your voice|findable=easy\n"
    "use|1|words=To plan|purpose=bus-times|choice=opt-in|"
    "basis=explicit-consent|elements=%/element/1\n"
    "source|1|words=You|source_kind=person\n"
    "recipient|1|words=A firm|party=firm|choice=opt-in|onward=forbidden|"
    "sale=no|elements=%/element/1\n"
    "retention|1|period=P30D|counted_from=collection|action=delete|"
    "elements=@na\n"
    "measure|1|words=Two keys|safeguard=encryption\n"
    "consent|1|words=Plans|uses=%/use/1|withdraw_how=Call us";

static struct store *register_of(const char *lines)
{
    struct store *s;

    clock_fix(NOON);
    s = cases_begin();
    put_lines(s, "bus", lines);
    cases_end(s);
    return s;
}

/* Changes fields: "ref|field=text|field=text", of a new record, too. */
static void change(struct store *s, const char *line)
{
    struct strs parts = STRS_INIT;
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    struct record r;
    int64_t id;
    enum kind kind;

    strs_split(&parts, line, '|');
    kind = strchr(parts.v[0], '/') ? ref_kind(parts.v[0]) : KIND_DATASET;
    if (store_find(s, parts.v[0], &id, &err) == 1)
        must(store_load_id(s, id, &r, &err), &err);
    else
        record_init(&r, kind, parts.v[0]);
    for (size_t i = 1; i < parts.n; i++) {
        char *is = strchr(parts.v[i], '=');

        *is = '\0';
        register_set(&r, field_find(r.kind, parts.v[i]), is + 1);
    }
    must(change_save(s, "set", &r, &outcome, &err), &err);
    record_release(&r);
    strs_release(&parts);
}

static void drop(struct store *s, const char *ref)
{
    struct change_info info = { .operation = "remove" };
    struct error err = ERROR_INIT;
    struct record r;

    must(store_load(s, ref, &r, &err), &err);
    must(change_begin(s, &info, &err), &err);
    must(change_remove(s, ref, r.version, &err), &err);
    must(change_commit(s, &err), &err);
    record_release(&r);
}

static void rename_to(struct store *s, const char *ref, const char *now)
{
    struct change_info info = { .operation = "rename" };
    struct error err = ERROR_INIT;

    must(change_begin(s, &info, &err), &err);
    must(change_rename(s, ref, now, &err), &err);
    must(change_commit(s, &err), &err);
}

/* All changes, "widens changed bus sold", one a line. */
static char *drift_text(struct store *s, const struct label *was,
                        const char *ref)
{
    struct label *now = label_of(s, ref, NULL);
    struct drift d = DRIFT_INIT;
    struct error err = ERROR_INIT;
    struct buf b = BUF_INIT;

    must(drift_find(&d, s, was, now, TODAY, &err), &err);
    for (size_t i = 0; i < d.n; i++)
        buf_addf(&b, "%s%s %s %s %s", b.len ? "\n" : "",
                 drift_way_name(d.v[i].way), drift_event_name(d.v[i].event),
                 d.v[i].ref, field_info(d.v[i].field)->name);
    assert_int_equal(d.n, d.ways[DRIFT_WIDENS] + d.ways[DRIFT_NARROWS] +
                              d.ways[DRIFT_OTHER]);
    drift_release(&d);
    label_free(now);
    return buf_detach(&b);
}

static const struct {
    const char *lines; /* what is changed; "-ref" is removed               */
    const char *drift;
} whole[] = {
    { "bus|sold=yes", "widens changed bus sold" },
    { "bus|sold=@unknown\nbus|stored_where=IE,US",
      "widens changed bus sold\nwidens changed bus stored_where" },
    { "bus/use/2|words=To sell|purpose=advertising",
      "widens new bus/use/2 words" },
    { "bus/element/3|words=Your face", "widens new bus/element/3 words" },
    { "bus/recipient/2|words=The police", "widens new bus/recipient/2 words" },
    { "bus/source/2|words=A shop|source_kind=data-broker",
      "widens new bus/source/2 words" },
    { "-bus/recipient/1", "narrows gone bus/recipient/1 words" },
    { "-bus/source/1", "changes changed bus collected_how\n"
                       "narrows gone bus/source/1 words" },
    { "-bus/measure/1", "widens gone bus/measure/1 words" },
    { "bus/measure/2|words=A wall|safeguard=access-control",
      "changes changed bus measures_list\n"
      "narrows new bus/measure/2 words" },
    { "bus/retention/1|period=P1Y", "widens changed bus/retention/1 period" },
    { "bus/retention/1|period=P7D", "narrows changed bus/retention/1 period" },
    { "bus/retention/1|hold=yes|hold_why=A court asked",
      "widens changed bus/retention/1 hold" },
    { "bus/retention/2|period=P5Y|elements=bus/element/2",
      "widens new bus/retention/2 period" },
    { "bus/retention/2|period=P7D|elements=bus/element/2",
      "changes new bus/retention/2 period" },
    { "-bus/retention/1", "widens gone bus/retention/1 period" },
    { "bus/retention/2|period=P7D|elements=@na\n-bus/retention/1",
      "changes gone bus/retention/1 period\n"
      "changes new bus/retention/2 period" },
    { "bus/recipient/1|onward=allowed|sale=@unknown",
      "widens changed bus/recipient/1 onward\n"
      "widens changed bus/recipient/1 sale" },
    /* To all elements, and back to fewer. */
    { "bus/recipient/1|elements=bus/element/1,bus/element/2",
      "widens changed bus/recipient/1 elements" },
    { "bus/element/1|protection=@none",
      "widens changed bus/element/1 protection" },
    { "bus|title=Buses", "changes changed bus title" },
    { "bus|checked_on=2026-06-01", "changes changed bus checked_on" },
    { "bus|children=yes", "widens changed bus children" },
    { "bus|how_to_see=@none", "widens changed bus how_to_see" },
    { "bus|not_collected=@none", "widens changed bus not_collected" },
    { "us|name=Our new office",
      "changes changed bus controller\nchanges changed us name" },
    { "bus|notes=Nobody is told", "" },
    { "bus/use/1|until=2026-11-01",
      "narrows gone bus/use/1 words\n"
      "changes changed bus/consent/1 withdraw_how" },
    /* Not begun yet: nobody is told. */
    { "bus/use/2|words=To sell|since=2027-01-01", "" },
};

static void labels_are_compared(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        struct store *s = register_of(rich);
        struct label *was = label_of(s, "bus", NULL);
        struct strs lines = STRS_INIT;
        char *drift;

        strs_split(&lines, whole[i].lines, '\n');
        for (size_t j = 0; j < lines.n; j++)
            if (lines.v[j][0] == '-')
                drop(s, lines.v[j] + 1);
            else
                change(s, lines.v[j]);
        drift = drift_text(s, was, "bus");
        if (strcmp(drift, whole[i].drift) != 0)
            fail_msg("%s:\n%s\nand not\n%s", whole[i].lines, drift,
                     whole[i].drift);
        free(drift);
        strs_release(&lines);
        label_free(was);
        register_free(s);
    }
}

/* Each fact of labels has a row. */
static void every_fact_has_a_row(void **state)
{
    struct store *s = register_of(rich);
    struct label *l = label_of(s, "bus", NULL);
    size_t n = 0;

    (void)state;
    for (size_t row = 0; row < LABEL_ROWS; row++)
        for (size_t i = 0; i < l->rows[row].n; i++) {
            const struct facts *facts = &l->rows[row].v[i].facts;

            for (size_t j = 0; j < facts->n; j++, n++)
                assert_true(drift_knows(facts->v[j].field));
        }
    assert_true(n > 50);
    label_free(l);
    register_free(s);
}

/* What is called otherwise is the same; words around facts are none. */
static void names_and_phrases_are_no_drift(void **state)
{
    struct store *s = register_of(rich);
    struct label *was = label_of(s, "bus", NULL);
    char *drift;

    (void)state;
    for (size_t row = 0; row < LABEL_ROWS; row++) {
        free(was->questions[row]);
        was->questions[row] = xstrdup("Quoi ?");
        for (size_t i = 0; i < was->rows[row].n; i++) {
            free(was->rows[row].v[i].text);
            was->rows[row].v[i].text = xstrdup("Des mots.");
        }
    }
    rename_to(s, "bus", "coach");
    rename_to(s, "firm", "company");
    rename_to(s, "coach/recipient/1", "coach/recipient/firm");
    drift = drift_text(s, was, "coach");
    assert_string_equal(drift, "");
    free(drift);
    label_free(was);
    register_free(s);
}

/* The same facts, told of records that were read from XML. */
static void what_was_read_is_no_drift(void **state)
{
    struct store *s = register_of(rich);
    struct label *made = label_of(s, "bus", NULL), *was;
    struct error err = ERROR_INIT;
    struct buf xml = BUF_INIT;
    char *drift;

    (void)state;
    label_xml(made, &xml);
    must(label_read(&was, xml.s, xml.len, &err), &err);
    drift = drift_text(s, was, "bus");
    assert_string_equal(drift, "");
    free(drift);
    buf_release(&xml);
    label_free(was);
    label_free(made);
    register_free(s);
}

/* --- those that were issued ---------------------------------------------- */

static int try_issue(struct store *s, const struct issue_order *o,
                     struct issue_result *result, struct error *err)
{
    struct change_info info = { .operation = issue_operation(o) };

    must(change_begin(s, &info, err), err);
    if (issue_label(s, o, result, err)) {
        change_rollback(s);
        return -1;
    }
    must(change_commit(s, err), err);
    return 0;
}

static void issue(struct store *s, struct issue_order *o, const char *ref,
                  struct issue_result *result)
{
    struct error err = ERROR_INIT;

    o->refs = &ref;
    o->n = 1;
    o->day = o->day ? o->day : TODAY;
    o->approved_by = "us";
    must(try_issue(s, o, result, &err), &err);
}

static enum issue_standing standing(struct store *s, const char *day,
                                    bool *approved)
{
    const char *ref = "bus";
    const struct label_options o = { .as_of = day };
    struct issue_status status;
    struct error err = ERROR_INIT;
    enum issue_standing is;
    struct label *l;

    must(label_build(&l, s, &ref, 1, &o, &err), &err);
    must(issue_settle(&l, s, day, &status, &err), &err);
    *approved = l->approved;
    is = status.standing;
    issue_status_release(&status);
    label_free(l);
    return is;
}

static void it_is_approved_while_it_is_true(void **state)
{
    struct store *s = register_of(rich);
    struct issue_order o = { .changes = "All is new",
                             .layout = LAYOUT_STANDARD };
    struct issue_result result;
    bool approved;

    (void)state;
    assert_int_equal(standing(s, TODAY, &approved), ISSUE_NONE);
    issue(s, &o, "bus", &result);
    assert_string_equal(result.ref, "label-bus-1");
    assert_int_equal(standing(s, TODAY, &approved), ISSUE_CURRENT);
    assert_true(approved);
    assert_int_equal(standing(s, "2026-11-22", &approved), ISSUE_NONE);
    assert_false(approved);
    change(s, "bus|title=Buses");
    assert_int_equal(standing(s, TODAY, &approved), ISSUE_STALE);
    assert_false(approved);
    change(s, "bus|sold=yes");
    assert_int_equal(standing(s, TODAY, &approved), ISSUE_UNTRUE);
    assert_false(approved);
    change(s, "bus|sold=no|title=Data");
    assert_int_equal(standing(s, TODAY, &approved), ISSUE_CURRENT);
    assert_true(approved);
    issue_result_release(&result);
    register_free(s);
}

/* A label whose records are as they were need not be made again. */
static void only_what_changed_is_looked_at(void **state)
{
    struct store *s = register_of(rich);
    struct issue_order o = { .layout = LAYOUT_STANDARD };
    struct issue_result result;
    struct error err = ERROR_INIT;
    struct record r;

    (void)state;
    change(s, "bus/use/9|words=To sell|since=2027-01-01");
    issue(s, &o, "bus", &result);
    must(store_load(s, result.ref, &r, &err), &err);
    assert_int_equal(issue_may_drift(s, &r, TODAY, &err), 0);
    assert_int_equal(issue_may_drift(s, &r, "2026-12-31", &err), 0);
    assert_int_equal(issue_may_drift(s, &r, "2027-01-01", &err), 1);
    change(s, "bus/recipient/2|words=The police");
    assert_int_equal(issue_may_drift(s, &r, TODAY, &err), 1);
    drop(s, "bus/recipient/2");
    assert_int_equal(issue_may_drift(s, &r, TODAY, &err), 0);
    change(s, "firm|country=FR");
    assert_int_equal(issue_may_drift(s, &r, TODAY, &err), 1);
    record_release(&r);
    issue_result_release(&result);
    register_free(s);
}

/* What came approved from elsewhere is issued on its own day. */
static void what_is_approved_is_issued(void **state)
{
    struct store *s = register_of(rich);
    struct error err = ERROR_INIT;
    struct record r;
    bool approved;

    (void)state;
    register_add(s, KIND_LABEL, "draft", "datasets", "bus", "label_version",
                 "5", "label_state", "draft", "language", "en", NULL);
    register_add(s, KIND_LABEL, "paper", "datasets", "bus", "label_version",
                 "4", "label_state", "approved", "language", "en",
                 "approved_by", "board", "changes", "All is new", "issued_on",
                 "2026-11-01", NULL);
    must(issue_approved(s, TODAY, &err), &err);
    must(store_load(s, "paper", &r, &err), &err);
    assert_true(record_is(&r, LABEL_LABEL_STATE, "issued"));
    assert_string_equal(record_text(&r, LABEL_LABEL_VERSION), "4");
    assert_string_equal(record_text(&r, LABEL_CHANGES), "All is new");
    assert_string_equal(record_text(&r, LABEL_ISSUED_ON), "2026-11-01");
    assert_int_equal(standing(s, TODAY, &approved), ISSUE_CURRENT);
    assert_true(approved);
    record_release(&r);
    register_free(s);
}

/* --- what stands in the way ---------------------------------------------- */

static const struct {
    const char *line;
    const char *reason;
} gates[] = {
    { "bus/use/1|refusal_costs=service", "L104, bus/use/1: " },
    { "bus/use/1|refusal_costs=penalty", "L104, bus/use/1: " },
    { "bus|next_check=2026-11-22", "L107, bus: " },
};

static void gates_are_kept(void **state)
{
    const char *ref = "bus";

    (void)state;
    for (size_t i = 0; i < sizeof gates / sizeof *gates; i++) {
        struct store *s = register_of(rich);
        struct issue_order o = {
            .refs = &ref, .n = 1, .approved_by = "us", .day = TODAY
        };
        struct issue_result result;
        struct error err = ERROR_INIT;

        change(s, gates[i].line);
        assert_int_equal(try_issue(s, &o, &result, &err), -1);
        if (!strstr(err.text, gates[i].reason))
            fail_msg("%s", err.text);
        error_clear(&err);
        o.draft = true;
        must(try_issue(s, &o, &result, &err), &err);
        issue_result_release(&result);
        register_free(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_has_a_row),
        cmocka_unit_test(scales_are_whole),
        cmocka_unit_test(fields_go_one_way),
        cmocka_unit_test(labels_are_compared),
        cmocka_unit_test(every_fact_has_a_row),
        cmocka_unit_test(names_and_phrases_are_no_drift),
        cmocka_unit_test(what_was_read_is_no_drift),
        cmocka_unit_test(it_is_approved_while_it_is_true),
        cmocka_unit_test(only_what_changed_is_looked_at),
        cmocka_unit_test(what_is_approved_is_issued),
        cmocka_unit_test(gates_are_kept),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
