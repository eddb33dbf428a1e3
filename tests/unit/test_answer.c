/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/buf.h"
#include "lines.h"
#include "model/vocabulary.h"
#include "policy/answer.h"
#include "policy/scope.h"

#define DAY "2026-11-23"
enum { LINES = 12, ROOM = 40 };

/*
 * A register in which all is said and done: whether we may use the dataset `a`
 * for research, or give it to lab for that, it answers with yes.
 */
static const char *const base[] = {
    "party city country=IE",
    "party lab country=FR",
    "agreement g status=in-force|start=2026-01-01|end=@none|datasets=a|"
    "purposes=research|receivers=lab|elements=@na|subjects=pupil",
    "dataset a controller=city|sources_list=@none|uses_list=complete|"
    "consents_list=complete|recipients_list=complete|subjects=pupil|"
    "joined_with=@none",
    "element a/element/1 special_category=@none",
    "element a/element/2 special_category=@none",
    "use a/use/1 purpose=research|basis=public-task|elements=a/element/1",
    "recipient a/recipient/1 party=lab|category=researcher|"
    "elements=a/element/1|uses=a/use/1|agreement=g|country=FR|"
    "onward=forbidden|sale=no",
    "retention a/retention/1 period=P1Y|elements=@na|action=delete",
    NULL,
};

/*
 * What differs from it in a case: a line for a record that is there adds
 * fields, which replace its own; "-REF" takes a record away.
 */
static bool is_of(const char *line, const char *ref, size_t len)
{
    const char *at = strchr(line, ' ') + 1;

    return strcspn(at, " ") == len && strncmp(at, ref, len) == 0;
}

static const char *find(const char *const *lines, const char *ref, size_t len)
{
    for (size_t i = 0; i < LINES && lines[i]; i++)
        if ((*lines[i] == '-' && strlen(lines[i] + 1) == len &&
             strncmp(lines[i] + 1, ref, len) == 0) ||
            (*lines[i] != '-' && is_of(lines[i], ref, len)))
            return lines[i];
    return NULL;
}

/* A record is written after those that it names. */
static const char *const order[] = { "party",     "notice",  "dataset",
                                     "element",   "use",     "agreement",
                                     "recipient", "consent", "source",
                                     "retention" };

static struct store *make_ordered(const char *const *lines, size_t n)
{
    const char *all[ROOM] = { NULL };
    size_t used = 0;

    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (size_t j = 0; j < n; j++)
            if (strncmp(lines[j], order[i], strlen(order[i])) == 0)
                all[used++] = lines[j];
    assert_int_equal(used, n);
    return lines_register(all);
}

static struct store *make(const char *const *lines)
{
    const char *all[ROOM] = { NULL };
    char *made[ROOM] = { NULL };
    size_t n = 0, used = 0;
    struct store *s;

    for (size_t i = 0; base[i]; i++) {
        const char *ref = strchr(base[i], ' ') + 1;
        size_t len = strcspn(ref, " ");
        const char *change = find(lines, ref, len);

        if (!change)
            all[n++] = base[i];
        else if (*change != '-')
            all[n++] = made[used++] =
                xasprintf("%s|%s", base[i], change + (ref - base[i]) + len + 1);
    }
    for (size_t i = 0; i < LINES && lines[i]; i++) {
        const char *ref = strchr(lines[i], ' ');

        if (ref && !find(base, ref + 1, strcspn(ref + 1, " ")))
            all[n++] = lines[i];
    }
    s = make_ordered(all, n);
    while (used)
        free(made[--used]);
    return s;
}

/* --- reasons ------------------------------------------------------------- */

#define YES ANSWER_YES
#define DECIDE ANSWER_DECIDE
#define NO ANSWER_NO
#define CONSENT "consent a/consent/1 uses=a/use/1|"
#define FROM_B                                                                 \
    "dataset b sources_list=@none", "dataset a sources_list=",                 \
        "source a/source/1 source_kind=dataset|upstream=b",                    \
        "use b/use/1 purpose=research|basis=public-task"
#define FROM_SCHOOL                                                            \
    "dataset a sources_list=",                                                 \
        "agreement h status=in-force|purposes=research|end=@none|onward="      \
        "allowed|sale=yes",                                                    \
        "source a/source/1 source_kind=school|collected_by=city|"              \
        "covers_us=yes|agreement=h"

/*
 * Each row: a reason, the record that it names ("-": this reason must not be
 * there), and the whole answer.
 */
struct row {
    const char *id;
    const char *ref;
    enum answer_verdict verdict;
    const char *lines[LINES];
    const char *purpose;   /* NULL: research  */
    const char *recipient; /* NULL: ourselves */
    const char *country;
    bool circle; /* b is made from a, by somebody's hand */
};

#define ROW(id_, ref_, verdict_, ...)                                          \
    {                                                                          \
        .id = id_, .ref = ref_, .verdict = verdict_, .lines = __VA_ARGS__      \
    }

static const struct row table[] = {
#include "answer_rows.def"
};

static const struct answer_reason *reason(const struct answer *a,
                                          const char *id, const char *ref)
{
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(answer_info(a->v[i].what)->id, id) == 0 &&
            (*ref == '-' || strcmp(a->v[i].ref, ref) == 0))
            return &a->v[i];
    return NULL;
}

static void tell(const struct answer *a)
{
    for (size_t i = 0; i < a->n; i++)
        print_error("  %s %s %s '%s'\n",
                    answer_name(answer_info(a->v[i].what)->verdict),
                    answer_info(a->v[i].what)->id, a->v[i].ref, a->v[i].value);
}

static void ask(struct answer *out, struct store *s, const struct row *r)
{
    struct answer_question q = {
        "a", r->purpose ? r->purpose : "research", r->recipient, r->country,
        DAY,
    };
    struct error err = ERROR_INIT;

    must(answer_read(out, s, &q, &err), &err);
}

static bool row_holds(const struct row *r)
{
    struct store *s = make(r->lines);
    struct answer a = ANSWER_INIT;
    bool holds;

    if (r->circle)
        register_damage(s, "b/source/1", SOURCE_UPSTREAM, "a");
    ask(&a, s, r);
    holds = a.verdict == r->verdict &&
            (reason(&a, r->id, r->ref) != NULL) == (*r->ref != '-');
    if (!holds)
        tell(&a);
    answer_release(&a);
    register_free(s);
    return holds;
}

static void test_rows(void **state)
{
    size_t wrong = 0;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (!row_holds(&table[i])) {
            print_error("number %zu: %s %s, %s\n", i, table[i].id, table[i].ref,
                        answer_name(table[i].verdict));
            wrong++;
        }
    assert_int_equal(wrong, 0);
}

/* No reason is without a row. */
static void test_all_reasons(void **state)
{
    size_t lacking = 0;

    (void)state;
    for (int i = 0; i < ANSWER_WHAT_COUNT; i++) {
        const struct answer_info *info = answer_info((enum answer_what)i);
        bool found = false;

        for (size_t j = 0; j < sizeof table / sizeof *table; j++)
            found |= strcmp(table[j].id, info->id) == 0 && *table[j].ref != '-';
        if (!found)
            print_error("no row for '%s'\n", info->id);
        lacking += !found;
    }
    assert_int_equal(lacking, 0);
}

static void test_ids(void **state)
{
    (void)state;
    for (int i = 0; i < ANSWER_WHAT_COUNT; i++) {
        const struct answer_info *info = answer_info((enum answer_what)i);

        for (int j = 0; j < i; j++)
            assert_string_not_equal(info->id,
                                    answer_info((enum answer_what)j)->id);
        assert_true(*info->citation);
        if (*info->vocabulary && !answer_saying(info->vocabulary))
            assert_non_null(vocabulary_find(info->vocabulary));
        if (*info->vocabulary)
            assert_non_null(strstr(info->words, "{}"));
    }
}

/* --- what nobody has said ------------------------------------------------ */

/* Fields that an answer of yes rests on: where it is not known what they say,
 * it is none. */
static const char *const needed[] = {
    "party city country",
    "agreement g status",
    "agreement g start",
    "agreement g end",
    "agreement g datasets",
    "agreement g purposes",
    "agreement g receivers",
    "agreement g elements",
    "dataset a controller",
    "dataset a not_used_for",
    "dataset a not_given_to",
    "dataset a sources_list",
    "element a/element/1 special_category",
    "use a/use/1 purpose",
    "use a/use/1 basis",
    "use a/use/1 elements",
    "use a/use/1 until",
    "use a/use/1 further",
    "recipient a/recipient/1 party",
    "recipient a/recipient/1 elements",
    "recipient a/recipient/1 uses",
    "recipient a/recipient/1 agreement",
    "recipient a/recipient/1 condition",
    "recipient a/recipient/1 country",
    "recipient a/recipient/1 until",
    "retention a/retention/1 period",
};

static bool is_needed(const char *line, const char *field)
{
    char *name = xasprintf("%.*s %s",
                           (int)strcspn(strchr(line, ' ') + 1, " ") +
                               (int)(strchr(line, ' ') + 1 - line),
                           line, field);
    bool found = false;

    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        found |= strcmp(needed[i], name) == 0;
    free(name);
    return found;
}

/* The answer where one field of one record says only that. */
static enum answer_verdict answer_with(const char *line, const char *field,
                                       const char *says)
{
    char *change =
        xasprintf("%.*s %s=%s",
                  (int)(strchr(line, ' ') + 1 - line +
                        (ptrdiff_t)strcspn(strchr(line, ' ') + 1, " ")),
                  line, field, says);
    struct row r = { .lines = { change }, .recipient = "a/recipient/1" };
    struct store *s = make(r.lines);
    struct answer a = ANSWER_INIT;
    enum answer_verdict verdict;

    ask(&a, s, &r);
    verdict = a.verdict;
    if (verdict == NO)
        tell(&a);
    answer_release(&a);
    register_free(s);
    free(change);
    return verdict;
}

/* What is blank or unknown is never a no; where it matters, never a yes. */
static void test_never_said(void **state)
{
    (void)state;
    for (size_t i = 0; base[i]; i++) {
        const struct kind_info *k =
            kind_info(lines_kind(base[i], strcspn(base[i], " ")));

        for (size_t j = 0; j < k->count; j++) {
            enum field field = (enum field)(k->first + j);
            const struct field_info *f = field_info(field);

            if (!(f->flags & FIELD_UNK))
                continue;
            if (answer_with(base[i], f->name, "@unknown") == NO)
                fail_msg("%s: %s=@unknown is a no", base[i], f->name);
            if (is_needed(base[i], f->name) &&
                answer_with(base[i], f->name, "@unknown") != DECIDE)
                fail_msg("%s: %s=@unknown is a yes", base[i], f->name);
            if (answer_with(base[i], f->name, "") == NO)
                fail_msg("%s: blank %s is a no", base[i], f->name);
        }
    }
}

/* --- scope and answer agree ---------------------------------------------- */

/* Numbers that look random, and are the same in every run. */
static uint32_t next_number(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

static const char *pick(uint32_t *seed, const char *const *from, size_t n)
{
    return from[next_number(seed) % n];
}

#define PICK(seed, list) pick(seed, list, sizeof(list) / sizeof *(list))

static const char *const purposes[] = { "research", "health-research", "census",
                                        "crime", "@unknown" };
static const char *const bases[] = { "consent", "public-task", "@unknown" };
static const char *const untils[] = { "", "2026-11-22", "2027-01-01" };
static const char *const notices[] = { "", "n", "m", "later" };
static const char *const yes_no[] = { "yes", "no", "@unknown", "" };

static char *random_line(uint32_t *seed, const char *dataset, int kind, int i)
{
    switch (kind) {
    case 0:
        return xasprintf("use %s/use/%d purpose=%s|basis=%s|until=%s|elements="
                         "%s",
                         dataset, i, PICK(seed, purposes), PICK(seed, bases),
                         PICK(seed, untils),
                         *dataset == 'a' ? "a/element/1" : "");
    case 1:
        return xasprintf("consent %s/consent/%d notice=%s|purposes_permitted="
                         "%s|purposes_forbidden=%s|valid_until=%s|uses=%s",
                         dataset, i, PICK(seed, notices), PICK(seed, purposes),
                         PICK(seed, purposes), PICK(seed, untils),
                         *dataset == 'a' ? "a/use/1" : "");
    default:
        return xasprintf("source %s/source/%d source_kind=school|collected_by="
                         "city|covers_us=%s",
                         dataset, i, PICK(seed, yes_no));
    }
}

static void check_random(uint32_t seed)
{
    const char *lines[LINES] = { "notice n", "notice m",
                                 "notice later since=2026-12-01", FROM_B };
    struct row r = { .purpose = PICK(&seed, purposes) };
    struct scope_rules rules = SCOPE_RULES_INIT;
    struct answer a = ANSWER_INIT;
    struct error err = ERROR_INIT;
    enum scope_says says;
    struct store *s;
    size_t n = 7;

    if (*r.purpose == '@')
        r.purpose = "research";
    while (n < LINES) {
        lines[n] = random_line(&seed, next_number(&seed) % 3 ? "a" : "b",
                               (int)(next_number(&seed) % 3), (int)n);
        n++;
    }
    s = make(lines);
    must(scope_read(&rules, s, "a", DAY, &err), &err);
    says = scope_says_all(&rules, r.purpose);
    ask(&a, s, &r);
    if (a.verdict < (says == SCOPE_SAYS_YES         ? YES
                     : says == SCOPE_SAYS_FORBIDDEN ? NO
                                                    : DECIDE)) {
        for (size_t i = 0; i < LINES; i++)
            print_error("%s\n", lines[i]);
        tell(&a);
        fail_msg("%s: scope says %s, the answer is %s", r.purpose,
                 scope_says_name(says), answer_name(a.verdict));
    }
    answer_release(&a);
    scope_rules_release(&rules);
    register_free(s);
    for (size_t i = 7; i < LINES; i++)
        free((char *)lines[i]);
}

/* The answer is never milder than what the records come to together. */
static void test_random(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 60; seed++)
        check_random(seed * 2654435761u);
}

/* --- the question -------------------------------------------------------- */

static const struct {
    const char *purpose, *recipient, *country, *day;
    const char *says;
} wrong[] = {
    { "reserch", NULL, NULL, DAY, "research" },
    { "research", NULL, "Ireland", DAY, "did you mean IE (Ireland)?" },
    { "research", NULL, "UK", DAY, "did you mean GB" },
    { "research", NULL, "Xyzzy", DAY, "two capital letters" },
    { "research", "lap", NULL, DAY, "lab" },
    { "research", "g", NULL, DAY, "neither a recipient of 'a' nor a party" },
    { "research", "a/use/1", NULL, DAY, "neither a recipient" },
    { "research", NULL, NULL, "2026-02-30", "is no day" },
};

static void test_wrong(void **state)
{
    const char *const none[LINES] = { NULL };
    struct store *s = make(none);

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct answer_question q = { "a", wrong[i].purpose, wrong[i].recipient,
                                     wrong[i].country, wrong[i].day };
        struct answer a = ANSWER_INIT;
        struct error err = ERROR_INIT;

        assert_int_equal(answer_read(&a, s, &q, &err), -1);
        if (!strstr(err.text, wrong[i].says))
            fail_msg("number %zu: %s", i, err.text);
        assert_int_equal(a.n, 0);
        error_clear(&err);
    }
    register_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),   cmocka_unit_test(test_all_reasons),
        cmocka_unit_test(test_ids),    cmocka_unit_test(test_never_said),
        cmocka_unit_test(test_random), cmocka_unit_test(test_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
