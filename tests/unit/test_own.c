/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* What a register adds to vocabularies and tables: that it counts wherever a
 * code is asked for, and what the gate does not let through. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <locale.h>

#include "audit/facts.h"
#include "label/label.h"
#include "model/country_table.h"
#include "model/vocabulary.h"
#include "register.h"
#include "store/db.h"
#include "store/history.h"
#include "store/list.h"
#include "store/query.h"
#include "store/read.h"
#include "ui/choices.h"

static struct error err = ERROR_INIT;

/* --- a register ---------------------------------------------------------- */

static void set_term(struct record *r, const char *code, const char *broader)
{
    register_set(r, OWN_TERM_VOCABULARY, "purposes");
    register_set(r, OWN_TERM_CODE, code);
    register_set(r, OWN_TERM_BROADER, broader);
    register_set(r, OWN_TERM_TITLE, code);
    register_set(r, OWN_TERM_WORDS, code);
}

static int put_term(struct store *s, const char *code, const char *broader)
{
    struct record r;
    int failed;

    record_init(&r, KIND_OWN_TERM, code);
    set_term(&r, code, broader);
    failed = change_put(s, &r, NULL, &err);
    record_release(&r);
    return failed;
}

static void add_term(struct store *s, const char *code, const char *broader)
{
    struct record r;

    record_init(&r, KIND_OWN_TERM, code);
    set_term(&r, code, broader);
    must(change_save(s, "add", &r, NULL, &err), &err);
    record_release(&r);
}

/* Two terms, one below the other, and a use of the lower one. */
static int begin(void **state)
{
    struct store *s = register_new();

    add_term(s, "stops", "improve-public-services");
    add_term(s, "night-stops", "stops");
    register_add(s, KIND_DATASET, "bus", "title", "Buses", NULL);
    register_add(s, KIND_USE, "bus/use/1", "words", "To plan", "purpose",
                 "night-stops", NULL);
    *state = s;
    return 0;
}

static int end(void **state)
{
    register_free(*state);
    error_clear(&err);
    return 0;
}

static void begin_change(struct store *s)
{
    struct change_info info = { .operation = "test" };

    must(change_begin(s, &info, &err), &err);
}

/* Sets one field of a record in the open change. */
static int set_field(struct store *s, const char *ref, enum field field,
                     const char *text)
{
    struct record r;
    int failed;

    must(store_load(s, ref, &r, &err), &err);
    failed = value_parse_text(record_value(&r, field), field, text, &err);
    if (!failed)
        failed = change_put(s, &r, NULL, &err);
    record_release(&r);
    return failed;
}

static void assert_says(const char *words)
{
    if (!err.text || !strstr(err.text, words))
        fail_msg("'%s' does not say '%s'", err.text ? err.text : "", words);
    error_clear(&err);
}

static bool has_term(const char *code)
{
    return vocabulary_has("purposes", code);
}

static struct store *open_again(const struct store *s)
{
    struct store *other;

    must(store_open(&other, store_path(s), STORE_WRITE, "other", &err), &err);
    return other;
}

/* --- that they count ----------------------------------------------------- */

static int64_t count_uses(struct store *s, const char *where)
{
    struct list_query q = { .kind = KIND_USE, .sort = FIELD_COUNT };
    struct filter *f;
    int64_t n = -1;

    must(filter_parse(&f, KIND_USE, where, &err), &err);
    q.filter = f;
    must(list_count(s, &q, &n, &err), &err);
    filter_free(f);
    return n;
}

static void filters_know_the_tree(void **state)
{
    struct store *s = *state;
    struct filter *f;

    assert_int_equal(count_uses(s, "purpose:improve-public-services"), 1);
    assert_int_equal(count_uses(s, "purpose:stops"), 1);
    assert_int_equal(count_uses(s, "purpose=stops"), 0);
    assert_int_equal(count_uses(s, "purpose:research"), 0);
    assert_int_equal(filter_parse(&f, KIND_USE, "purpose:night-stop", &err),
                     -1);
    assert_says("did you mean 'night-stops'?");
}

static bool offers(struct store *s, const char *words, const char *code,
                   int *depth)
{
    struct choices l = CHOICES_INIT;
    bool found = false;

    must(choices_of_field(&l, s, USE_PURPOSE, "bus", words, &err), &err);
    for (size_t i = 0; i < l.n; i++)
        if (strcmp(l.v[i].item, code) == 0) {
            found = true;
            *depth = l.v[i].depth;
        }
    choices_release(&l);
    return found;
}

static void pickers_offer_them(void **state)
{
    int depth = -1, above = -1;

    assert_true(offers(*state, "night", "night-stops", &depth));
    assert_true(offers(*state, "", "stops", &above));
    assert_int_equal(depth, above + 1);
    assert_false(offers(*state, "zebra", "night-stops", &depth));
}

static int count_row(const struct query_row *row, void *data, struct error *e)
{
    (void)e;
    *(int64_t *)data = row->cells[0].integer;
    return 0;
}

static void rules_know_the_tree(void **state)
{
    int64_t n = 0;

    must(facts_fill(*state, "2026-11-23", rules_ours(), NULL, NULL, &err),
         &err);
    must(query_run(*state,
                   "SELECT count(*) FROM fact_within WHERE vocabulary = "
                   "'purposes' AND code = 'night-stops' AND broader IN "
                   "('night-stops', 'stops', 'improve-public-services')",
                   NULL, 0, false, count_row, &n, &err),
         &err);
    assert_int_equal(n, 3);
}

static char *label_in(struct store *s, const char *lang)
{
    const struct label_options o = { .lang = lang, .as_of = "2026-11-23" };
    const char *const refs[] = { "bus" };
    struct buf out = BUF_INIT;
    struct label *l;

    must(label_build(&l, s, refs, 1, &o, &err), &err);
    label_xml(l, &out);
    label_free(l);
    return buf_detach(&out);
}

static void labels_say_their_words(void **state)
{
    struct store *s = *state;
    struct record r;
    char *xml;

    register_add(s, KIND_PARTY, "city", "name", "City", NULL);
    register_add(s, KIND_ORGANISATION, "organisation", "party", "city",
                 "default_language", "en", NULL);
    must(store_load(s, "night-stops", &r, &err), &err);
    register_set(&r, OWN_TERM_WORDS, "To plan stops at night");
    value_set_words(record_value(&r, OWN_TERM_WORDS), "fr",
                    "Pour les bus de nuit", NULL);
    must(change_save(s, "set", &r, NULL, &err), &err);
    record_release(&r);
    xml = label_in(s, "en");
    assert_non_null(strstr(xml, "To plan stops at night"));
    free(xml);
    xml = label_in(s, "fr-BE");
    assert_non_null(strstr(xml, "Pour les bus de nuit"));
    assert_null(strstr(xml, "To plan stops at night"));
    free(xml);
    xml = label_in(s, "sw");
    assert_non_null(strstr(xml, "To plan stops at night"));
    assert_non_null(strstr(xml, "code=\"night-stops\" xml:lang=\"en\""));
    free(xml);
}

static void rules_of_countries_count(void **state)
{
    struct store *s = *state;

    assert_null(country_status("KE", "eu-adequacy", "2035-02-01"));
    register_add(s, KIND_COUNTRY_RULE, "ke", "country", "KE", "status",
                 "eu-adequacy", "since", "2035-01-15", "until", "@none",
                 "source", "Decision (EU) 2035/1", NULL);
    assert_string_equal(
        country_status("KE", "eu-adequacy", "2035-02-01")->source,
        "Decision (EU) 2035/1");
    assert_null(country_status("KE", "eu-adequacy", "2035-01-14"));
}

/* --- when they are read -------------------------------------------------- */

static void they_are_read_when_asked_for(void **state)
{
    struct store *s = open_again(*state);
    const enum field column = USE_PURPOSE;
    struct list_query q = { .kind = KIND_USE,
                            .sort = FIELD_COUNT,
                            .columns = &column,
                            .columns_n = 1 };
    struct list_page page;

    must(list_read(s, &q, &page, &err), &err);
    list_page_release(&page);
    vocabulary_title("purposes", "research");
    assert_false(s->own.fresh);
    assert_true(has_term("stops"));
    assert_true(s->own.fresh);
    store_close(s);
}

static void other_programs_terms_are_seen(void **state)
{
    struct store *s = *state, *other = open_again(s);

    own_set_source(NULL, NULL);
    own_use(s);
    assert_true(has_term("stops"));
    add_term(other, "later", "research");
    own_use(s); /* a change of the other one made that the one in use */
    assert_true(has_term("later"));
    /* As the screen looks around: it never says that it uses s. */
    own_use(s);
    begin_change(other);
    own_use(s);
    must(put_term(other, "latest", "research"), &err);
    must(change_commit(other, &err), &err);
    assert_false(has_term("latest"));
    store_data_version(s);
    assert_true(has_term("latest"));
    /* A change sees what was added before it, and what is gone. */
    begin_change(other);
    must(change_remove(other, "later", 0, &err), &err);
    must(change_commit(other, &err), &err);
    begin_change(s);
    assert_false(has_term("later"));
    assert_int_equal(set_field(s, "bus/use/1", USE_PURPOSE, "later"), -1);
    assert_says("'later' is not a code");
    change_rollback(s);
    store_close(other);
}

/* A value that was checked before another program removed the term. */
static void what_was_checked_too_early_is_refused(void **state)
{
    struct store *s = *state, *other = open_again(s);
    struct record r;

    must(store_load(s, "bus/use/1", &r, &err), &err);
    register_set(&r, USE_PURPOSE, "stops");
    begin_change(other);
    must(set_field(other, "night-stops", OWN_TERM_BROADER, "research"), &err);
    must(change_remove(other, "stops", 0, &err), &err);
    must(change_commit(other, &err), &err);
    assert_int_equal(change_save(s, "set", &r, NULL, &err), -1);
    assert_says("'bus/use/1' uses 'stops'");
    record_release(&r);
    store_close(other);
}

static void the_register_in_use_is_asked(void **state)
{
    struct store *first = *state, *second = register_new();

    assert_false(has_term("stops"));
    add_term(second, "second", "research");
    begin_change(first);
    assert_true(has_term("stops"));
    assert_false(has_term("second"));
    change_rollback(first);
    register_free(second);
    assert_true(has_term("stops"));
}

/* --- within a change ----------------------------------------------------- */

static void terms_count_at_once_and_in_any_order(void **state)
{
    struct store *s = *state;

    begin_change(s);
    must(put_term(s, "a-leaf", "twig"), &err);
    must(set_field(s, "bus/use/1", USE_PURPOSE, "a-leaf"), &err);
    must(put_term(s, "twig", "stops"), &err);
    must(change_remove(s, "night-stops", 0, &err), &err);
    must(change_commit(s, &err), &err);
    assert_int_equal(count_uses(s, "purpose:improve-public-services"), 1);
    /* And all of it away, the upper one first. */
    begin_change(s);
    must(change_remove(s, "stops", 0, &err), &err);
    must(change_remove(s, "twig", 0, &err), &err);
    must(change_remove(s, "a-leaf", 0, &err), &err);
    must(change_remove(s, "bus/use/1", 0, &err), &err);
    must(change_commit(s, &err), &err);
    assert_false(has_term("stops"));
}

static void what_is_not_committed_is_forgotten(void **state)
{
    struct change_info dry = { .operation = "test", .dry_run = true };
    struct store *s = *state;

    begin_change(s);
    must(put_term(s, "new", "stops"), &err);
    assert_true(has_term("new"));
    change_rollback(s);
    assert_false(has_term("new"));
    must(change_begin(s, &dry, &err), &err);
    must(put_term(s, "new", "stops"), &err);
    must(change_remove(s, "bus/use/1", 0, &err), &err);
    must(change_remove(s, "night-stops", 0, &err), &err);
    assert_false(has_term("night-stops"));
    must(change_commit(s, &err), &err);
    assert_false(has_term("new"));
    assert_true(has_term("night-stops"));
}

/* --- what is refused ----------------------------------------------------- */

static int add_orphan(struct store *s)
{
    return put_term(s, "new", "nigt-stops");
}

static int add_without_broader(struct store *s)
{
    struct record r;
    int failed;

    record_init(&r, KIND_OWN_TERM, "new");
    set_term(&r, "new", "stops");
    value_set_state(record_value(&r, OWN_TERM_BROADER), STATE_BLANK);
    failed = change_put(s, &r, NULL, &err);
    record_release(&r);
    return failed;
}

static int add_twin(struct store *s)
{
    struct record r;
    int failed;

    record_init(&r, KIND_OWN_TERM, "new");
    set_term(&r, "stops", "research");
    failed = change_put(s, &r, NULL, &err);
    record_release(&r);
    return failed;
}

static int add_shipped(struct store *s)
{
    return put_term(s, "research", "stops");
}

static int make_circle(struct store *s)
{
    return set_field(s, "stops", OWN_TERM_BROADER, "night-stops");
}

static int make_itself(struct store *s)
{
    return set_field(s, "night-stops", OWN_TERM_BROADER, "night-stops");
}

static int remove_used(struct store *s)
{
    return change_remove(s, "night-stops", 0, &err);
}

static int recode_used(struct store *s)
{
    return set_field(s, "night-stops", OWN_TERM_CODE, "stops-at-night");
}

static int move_used(struct store *s)
{
    struct record r;
    int failed;

    must(store_load(s, "night-stops", &r, &err), &err);
    register_set(&r, OWN_TERM_VOCABULARY, "subjects");
    register_set(&r, OWN_TERM_BROADER, "customer");
    failed = change_put(s, &r, NULL, &err);
    record_release(&r);
    return failed;
}

static int remove_upper(struct store *s)
{
    return change_remove(s, "stops", 0, &err);
}

static int recode_upper(struct store *s)
{
    return set_field(s, "stops", OWN_TERM_CODE, "halts");
}

static int close_vocabulary(struct store *s)
{
    return set_field(s, "stops", OWN_TERM_VOCABULARY, "bases");
}

static const struct {
    const char *name;
    int (*does)(struct store *s);
    const char *says;
} refusals[] = {
    { "orphan", add_orphan, "did you mean 'night-stops'?" },
    { "without broader", add_without_broader, "'broader' is missing" },
    { "twin", add_twin, "has the code 'stops' already" },
    { "shipped", add_shipped, "comes with larder" },
    { "circle", make_circle, "would stand below itself" },
    { "itself", make_itself, "would stand below itself" },
    { "remove used", remove_used, "'bus/use/1' uses 'night-stops'" },
    { "recode used", recode_used, "'bus/use/1' uses 'night-stops'" },
    { "move used", move_used, "'bus/use/1' uses 'night-stops'" },
    { "remove upper", remove_upper, "'night-stops' stands below it" },
    { "recode upper", recode_upper, "'night-stops' stands below it" },
    { "closed", close_vocabulary, "takes no own terms" },
};

static int64_t history_size(struct store *s)
{
    struct history_head head;

    must(history_head(s, &head, &err), &err);
    return head.size;
}

static void the_gate_refuses(void **state)
{
    struct store *s = *state;
    int64_t size = history_size(s);

    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        int failed;

        begin_change(s);
        failed = refusals[i].does(s);
        if (!failed)
            failed = change_commit(s, &err);
        else
            change_rollback(s);
        if (!failed)
            fail_msg("%s: not refused", refusals[i].name);
        assert_says(refusals[i].says);
        assert_int_equal(history_size(s), size);
        assert_true(has_term("stops") && has_term("night-stops"));
    }
}

/* No chain of terms is so long that a walk up takes time. */
static void a_tree_is_not_too_deep(void **state)
{
    struct store *s = *state;
    const struct term *t;
    char code[40] = "night-stops", above[40];
    int failed = 0, n = 0;

    for (; !failed && n < 2 * VOCABULARY_DEEP; n++) {
        memcpy(above, code, sizeof above);
        snprintf(code, sizeof code, "deeper-%d", n);
        begin_change(s);
        failed = put_term(s, code, above) != 0 || change_commit(s, &err) != 0;
    }
    change_rollback(s);
    assert_true(failed);
    assert_says("levels deep");
    t = vocabulary_term(vocabulary_find("purposes"), above);
    assert_non_null(t);
    assert_int_equal(t->depth, VOCABULARY_DEEP);
    assert_false(has_term(code));
}

/* At most three are named, of fields that hold one code or several. */
static void who_uses_a_term_is_named(void **state)
{
    struct store *s = *state;

    for (int i = 2; i < 9; i++) {
        char *ref = xasprintf("bus/use/%d", i);

        register_add(s, KIND_USE, ref, "words", "More", "purpose", "stops",
                     NULL);
        free(ref);
    }
    begin_change(s);
    must(change_remove(s, "bus/use/1", 0, &err), &err);
    must(change_remove(s, "night-stops", 0, &err), &err);
    must(change_remove(s, "stops", 0, &err), &err);
    assert_int_equal(change_commit(s, &err), -1);
    assert_non_null(strstr(err.text, "'bus/use/4' uses 'stops', ..."));
    assert_says("'bus/use/2' uses 'stops', 'bus/use/3' uses 'stops'");
    begin_change(s);
    must(set_field(s, "bus", DATASET_NOT_USED_FOR, "night-stops"), &err);
    must(change_remove(s, "bus/use/1", 0, &err), &err);
    must(change_remove(s, "night-stops", 0, &err), &err);
    assert_int_equal(change_commit(s, &err), -1);
    assert_says("'bus' uses 'night-stops'");
}

/* --- undo ---------------------------------------------------------------- */

static int undo(struct store *s, const char *ref, bool redo)
{
    char uuid[UUID_TEXT];

    if (history_last(s, ref, redo, uuid, NULL, &err) != 1)
        fail_msg("nothing to undo: %s", err.text ? err.text : "");
    begin_change(s);
    if (change_undo(s, uuid, &err) == 0 && change_commit(s, &err) == 0)
        return 0;
    change_rollback(s);
    return -1;
}

static void undo_goes_through_the_gate(void **state)
{
    struct store *s = *state;

    /* The last change of the term is that which added it. */
    assert_int_equal(undo(s, "night-stops", false), -1);
    assert_says("this cannot be undone: records use terms");
    assert_int_equal(undo(s, "stops", false), -1);
    assert_says("this cannot be undone: the term 'stops'");
    /* The use goes, the term goes; the use cannot come back before it. */
    begin_change(s);
    must(change_remove(s, "bus/use/1", 0, &err), &err);
    must(change_commit(s, &err), &err);
    begin_change(s);
    must(change_remove(s, "night-stops", 0, &err), &err);
    must(change_commit(s, &err), &err);
    assert_int_equal(undo(s, "bus/use/1", false), -1);
    assert_says("'bus/use/1' uses 'night-stops'");
    must(undo(s, "night-stops", false), &err);
    must(undo(s, "bus/use/1", false), &err);
    assert_int_equal(count_uses(s, "purpose:stops"), 1);
}

static void undo_brings_back_all_together(void **state)
{
    struct store *s = *state;

    begin_change(s);
    must(change_remove(s, "bus/use/1", 0, &err), &err);
    must(change_remove(s, "night-stops", 0, &err), &err);
    must(change_remove(s, "stops", 0, &err), &err);
    must(change_commit(s, &err), &err);
    must(undo(s, NULL, false), &err);
    assert_int_equal(count_uses(s, "purpose:stops"), 1);
    must(undo(s, NULL, true), &err);
    assert_false(has_term("stops"));
    must(undo(s, NULL, false), &err);
    assert_int_equal(count_uses(s, "purpose:stops"), 1);
}

/* A register that holds it could not be imported. */
static void what_makes_a_term_is_not_redacted(void **state)
{
    static const char *const fields[] = { "vocabulary", "code", "broader" };
    struct store *s = *state;
    int64_t erased;

    add_term(s, "new", "research");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        assert_int_equal(
            history_redact(s, "new", fields[i], "reason", &erased, &err), -1);
        assert_says("(redacted)");
    }
    must(history_redact(s, "new", "title", "reason", &erased, &err), &err);
    assert_string_equal(vocabulary_title("purposes", "new"), "(redacted)");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(filters_know_the_tree),
        TEST(pickers_offer_them),
        TEST(rules_know_the_tree),
        TEST(labels_say_their_words),
        TEST(rules_of_countries_count),
        TEST(they_are_read_when_asked_for),
        TEST(other_programs_terms_are_seen),
        TEST(what_was_checked_too_early_is_refused),
        TEST(the_register_in_use_is_asked),
        TEST(terms_count_at_once_and_in_any_order),
        TEST(what_is_not_committed_is_forgotten),
        TEST(the_gate_refuses),
        TEST(a_tree_is_not_too_deep),
        TEST(who_uses_a_term_is_named),
        TEST(undo_goes_through_the_gate),
        TEST(undo_brings_back_all_together),
        TEST(what_makes_a_term_is_not_redacted),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
