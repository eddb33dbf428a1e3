/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Which answers a layout shows: never too few to be true. */

#include "label_example.h"

#include <locale.h>

#include "label/layout.h"
#include "model/vocabulary.h"

/* --- names --------------------------------------------------------------- */

static void names_are_parsed(void **state)
{
    struct error err = ERROR_INIT;
    enum layout layout;

    (void)state;
    for (enum layout l = LAYOUT_SHORT; l < LAYOUT_COUNT; l++) {
        assert_int_equal(layout_parse(&layout, layout_name(l), &err), 0);
        assert_int_equal(layout, l);
    }
    assert_int_equal(layout_parse(&layout, "long", &err), -1);
    assert_int_equal(err.code, ERROR_USAGE);
    assert_non_null(strstr(err.text, "short, standard, grid, full"));
    error_clear(&err);
}

/* --- rows ---------------------------------------------------------------- */

/* Rows as they come out: "the answer" and the shortest layout that has it. */
static const struct row_case {
    size_t row; /* as on the label                                         */
    const char *records;
    const char *text; /* of the answer, or its beginning                   */
    enum layer layer;
} cases[] = {
    /* What a row begins with is said whole. */
    { 1, "element|1|words=One\nelement|2|words=Two", "One.", LAYER_SHORT },
    { 1, "element|1|words=One\nelement|2|words=Two", "Two.", LAYER_SHORT },
    { 4, "use|1|words=To plan|choice=opt-in\nuse|2|words=To see|choice=always",
      "To see.", LAYER_SHORT },
    { 7, "recipient|1|words=A|choice=always\nrecipient|2|words=B|choice=opt-in",
      "ASK", LAYER_SHORT },

    /* What is not known. */
    { 1, "element|1|words=One", "What you can choose", LAYER_SHORT },
    { 9, "dataset", "How long, in which", LAYER_SHORT },
    { 15, "dataset|checked_by=board|checked_on=2026-01-01", "What the check",
      LAYER_SHORT },

    /* What is bad. */
    { 3, "source|1|words=A shop|bought=yes", "We BOUGHT it", LAYER_SHORT },
    { 8, "dataset|sold=yes", "We SELL it.", LAYER_SHORT },
    { 8, "dataset|sold=no|recipients_list=complete", "It is not sold.",
      LAYER_SHORT },
    { 8, "recipient|1|words=A|sale=yes", "YES, they can sell", LAYER_STANDARD },
    { 8, "recipient|1|words=A|onward=allowed", "WE CANNOT PROMISE who",
      LAYER_SHORT },
    { 12, "dataset|harm=You can be found.|group_harm=All can be.",
      "You can be found.", LAYER_SHORT },
    { 12, "dataset|harm=You can be found.|group_harm=All can be.",
      "It could hurt a whole group", LAYER_STANDARD },

    /* Together: half of it would be wrong. */
    { 7, "dataset|not_given_to=police\nrecipient|1|words=A|choice=always",
      "We do not give it to", LAYER_STANDARD },
    { 7, "dataset|not_given_to=police\nrecipient|1|words=A|choice=always",
      "WE CANNOT PROMISE that others", LAYER_STANDARD },

    /* Details. */
    { 3, "dataset|collected_how=You type.|collected_where=At the desk",
      "Where: at the desk", LAYER_FULL },
    { 15,
      "dataset|checked_by=board|checked_on=2026-01-01|next_check=2027-01-01",
      "Next check: 1 January 2027.", LAYER_SHORT },
    { 14, "dataset|complain_to=board", "Complain to: Data Board", LAYER_SHORT },
};

static const struct answer *find_answer(const struct answers *l,
                                        const char *text)
{
    for (size_t i = 0; i < l->n; i++)
        if (strncasecmp(l->v[i].text, text, strlen(text)) == 0)
            return &l->v[i];
    return NULL;
}

static void answers_have_their_layers(void **state)
{
    struct store *s = cases_begin();
    bool wrong = false;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *ref = xasprintf("d%zu", i);

        put_lines(s, ref, cases[i].records);
        free(ref);
    }
    cases_end(s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *ref = xasprintf("d%zu", i);
        struct label *l = label_of(s, ref, NULL);
        const struct answers *row = &l->rows[cases[i].row - 1];
        const struct answer *a = find_answer(row, cases[i].text);

        if (!a || a->layer != cases[i].layer) {
            print_error("case %zu: %s, not %s: %s in: %s\n", i,
                        a ? layer_name(a->layer) : "nowhere",
                        layer_name(cases[i].layer), cases[i].text,
                        answers_text(row));
            wrong = true;
        }
        label_free(l);
        free(ref);
    }
    assert_false(wrong);
    register_free(s);
}

/* --- fields -------------------------------------------------------------- */

/*
 * Where a value, or that there is none, may be left to the full label.  What
 * is not here never is: think twice before a field comes in.
 */
static const enum field details[] = {
    DATASET_COLLECTED_WHERE,
    DATASET_SOURCES_LIST,
    ELEMENT_COLLECTED_BY,
    SOURCE_COLLECTED_BY,
    SOURCE_FIRST_PURPOSE,
    SOURCE_CONSENT_THEN,
    SOURCE_DEIDENTIFIED_BEFORE,
    SOURCE_BOUGHT,
    SOURCE_COVERS_US,
    DATASET_NOT_USED_FOR,
    USE_SPECIAL_CONDITION,
    DATASET_REQUIRED_BY,
    CONSENT_VALID_FOR,
    CONSENT_VALID_UNTIL,
    RECIPIENT_SAFEGUARDS,
    RECIPIENT_SAFEGUARDS_COPY,
    DATASET_LICENCE,
    DATASET_STORED_BY,
    MEASURE_VERIFIED_ON,
    SCAN_SCANNED_ON,
    DATASET_RESPONSIBILITIES,
    DATASET_HOW_TO_TAKE,
    NOTICE_TITLE,
    ELEMENT_EXACTNESS,
    DATASET_ELEMENTS_LIST,
    DATASET_RECIPIENTS_LIST,
    DATASET_HOW_MANY,
    DATASET_CHECK_RESULT,
    ELEMENT_ORIGIN,
    ELEMENT_PROTECTION,
    DATASET_PARTICIPATION,
    SCAN_K,
    PARTY_NAME,
    PARTY_CONTACT_DESK,
    PARTY_PHONE,
    PARTY_EMAIL,
    PARTY_WEBSITE,
};

static const enum field none_details[] = {
    DATASET_COLLECTED_WHERE,
    DATASET_JOINED_WITH,
    DATASET_SOURCES_LIST,
    ELEMENT_COLLECTED_BY,
    SOURCE_COLLECTED_BY,
    SOURCE_FIRST_PURPOSE,
    DATASET_REQUIRED_BY,
    CONSENT_VALID_FOR,
    CONSENT_VALID_UNTIL,
    CONSENT_WITHDRAW_UNTIL,
    DATASET_LICENCE,
    DATASET_STORED_BY,
    MEASURE_VERIFIED_ON,
    SCAN_SCANNED_ON,
    DATASET_RESPONSIBILITIES,
    RECIPIENT_SAFEGUARDS_COPY,
    NOTICE_TITLE,
    DATASET_HOW_MANY,
    SCAN_K,
    PARTY_NAME,
    PARTY_CONTACT_DESK,
    PARTY_PHONE,
    PARTY_EMAIL,
    PARTY_WEBSITE,
    ELEMENT_EXACTNESS,
};

/* What could hurt a person, or takes a promise back. */
static const struct {
    enum field field;
    const char *code; /* "none": stated to be none                         */
} bad[] = {
    { DATASET_SOLD, "yes" },
    { RECIPIENT_SALE, "yes" },
    { RECIPIENT_ONWARD, "allowed" },
    { SOURCE_BOUGHT, "yes" },
    { SOURCE_COVERS_US, "no" },
    { SOURCE_CONSENT_THEN, "none" },
    { SOURCE_DEIDENTIFIED_BEFORE, "none" },
    { RETENTION_FOLLOWED, "no" },
    { RETENTION_HOLD, "yes" },
    { USE_DECIDES, "alone" },
    { USE_DECIDES, "helps" },
    { USE_PROFILING, "yes" },
    { USE_HUMAN, "none" },
    { USE_REFUSAL_COSTS, "penalty" },
    { USE_REFUSAL_COSTS, "service" },
    { USE_REFUSAL_COSTS, "help" },
    { USE_SAY_NO_HOW, "none" },
    { USE_SPECIAL_CONDITION, "none" },
    { DATASET_NOT_USED_FOR, "none" },
    { DATASET_NOT_GIVEN_TO, "none" },
    { DATASET_NOT_COLLECTED, "none" },
    { DATASET_CHECKED_BY, "none" },
    { DATASET_NEXT_CHECK, "none" },
    { DATASET_COMPLAIN_TO, "none" },
    { DATASET_HOW_TO_SEE, "none" },
    { DATASET_HOW_TO_DELETE, "none" },
    { DATASET_HOW_TO_TAKE, "none" },
    { DATASET_MEASURES_LIST, "none" },
    { RECIPIENT_SAFEGUARDS, "none" },
    { ELEMENT_FINDABLE, "names-you" },
    { ELEMENT_FINDABLE, "easy" },
    { ELEMENT_PROTECTION, "none" },
    { ELEMENT_FINDABLE_METHOD, "none" },
    { SCAN_K, "0" },
    { SCAN_K, "1" },
    { DATASET_PARTICIPATION, "condition-of-service" },
    { DATASET_PARTICIPATION, "required-by-law" },
};

/* The layer of an answer that tells this, behind one of another field. */
static enum layer layer_with(enum field field, enum state state,
                             const char *code)
{
    struct answers row = { NULL, 0, 0 };
    enum field other = field == DATASET_TITLE ? DATASET_SUMMARY : DATASET_TITLE;
    struct fact *f;
    enum layer layer;

    answers_add(&row, FORM_LINE, NULL, "First.");
    f = facts_add(&row.v[0].facts, "d", other);
    f->state = STATE_VALUE;
    answers_add(&row, FORM_LINE, NULL, "Second.");
    f = facts_add(&row.v[1].facts, "d", field);
    f->state = state;
    f->code = code ? xstrdup(code) : NULL;
    layout_assign(&row);
    assert_int_equal(row.v[0].layer, LAYER_SHORT);
    layer = row.v[1].layer;
    answers_release(&row);
    return layer;
}

static bool is_in(const enum field *l, size_t n, enum field field)
{
    for (size_t i = 0; i < n; i++)
        if (l[i] == field)
            return true;
    return false;
}

#define IS_IN(list, field) is_in(list, sizeof(list) / sizeof *(list), field)

static void assert_shown(enum field field, const char *code)
{
    if (layer_with(field, STATE_VALUE, code) == LAYER_FULL)
        fail_msg("%s %s is a detail", field_info(field)->name,
                 code ? code : "");
}

/* All that the field can hold is shown by the standard layout. */
static void assert_no_detail(enum field field)
{
    const struct field_info *f = field_info(field);
    const struct vocabulary *v =
        f->vocabulary ? vocabulary_shipped(f->vocabulary) : NULL;

    assert_shown(field, NULL);
    for (size_t i = 0; v && i < v->count; i++)
        assert_shown(field, v->terms[i].code);
    if (f->type == TYPE_YESNO) {
        assert_shown(field, "yes");
        assert_shown(field, "no");
    }
}

static void every_public_field_is_told(void **state)
{
    size_t public = 0;

    (void)state;
    for (enum field field = 0; field < FIELD_COUNT; field++) {
        if (field_info(field)->audience != AUDIENCE_PUBLIC)
            continue;
        public++;
        assert_int_equal(layer_with(field, STATE_BLANK, NULL), LAYER_SHORT);
        assert_int_equal(layer_with(field, STATE_UNKNOWN, NULL), LAYER_SHORT);
        if (!IS_IN(details, field))
            assert_no_detail(field);
        if (!IS_IN(none_details, field) &&
            layer_with(field, STATE_NONE, NULL) == LAYER_FULL)
            fail_msg("that there is no %s is a detail",
                     field_info(field)->name);
    }
    assert_true(public > 100);
}

static void bad_news_is_no_detail(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const struct field_info *f = field_info(bad[i].field);
        bool none = strcmp(bad[i].code, "none") == 0;

        if (!none && f->vocabulary)
            assert_non_null(vocabulary_term(vocabulary_shipped(f->vocabulary),
                                            bad[i].code));
        if (layer_with(bad[i].field, none ? STATE_NONE : STATE_VALUE,
                       none ? NULL : bad[i].code) == LAYER_FULL)
            fail_msg("%s %s is a detail", f->name, bad[i].code);
    }
}

static void what_goes_on_stays_with_what_it_is_of(void **state)
{
    struct answers row = { NULL, 0, 0 }, shown;

    (void)state;
    answers_add(&row, FORM_LINE, NULL, "First.");
    facts_add(&row.v[0].facts, "d", DATASET_TITLE)->state = STATE_VALUE;
    answers_add(&row, FORM_LINE, NULL, "A detail.");
    facts_add(&row.v[1].facts, "d", DATASET_LICENCE)->state = STATE_VALUE;
    answers_add(&row, FORM_FLOW, NULL, "Its other half.");
    answers_add(&row, FORM_LINE, NULL, "One more detail.");
    facts_add(&row.v[3].facts, "d", DATASET_LICENCE)->state = STATE_VALUE;
    answers_add(&row, FORM_FLOW, NULL, "Not known.");
    facts_add(&row.v[4].facts, "d", DATASET_LICENCE)->state = STATE_UNKNOWN;
    layout_assign(&row);
    assert_int_equal(row.v[1].layer, LAYER_STANDARD);
    assert_int_equal(row.v[2].layer, LAYER_STANDARD);
    assert_int_equal(row.v[3].layer, LAYER_FULL);
    assert_int_equal(row.v[4].layer, LAYER_SHORT);

    /* What goes on behind an answer that is not shown begins a line. */
    layout_shown(&shown, LAYOUT_SHORT, 4, &row);
    assert_int_equal(shown.n, 2);
    assert_string_equal(shown.v[1].text, "Not known.");
    assert_int_equal(shown.v[1].form, FORM_LINE);
    assert_int_equal(row.v[4].form, FORM_FLOW);
    free(shown.v);
    answers_release(&row);
}

/* --- labels -------------------------------------------------------------- */

/* Each layout has all that a shorter one has. */
static void assert_layouts(const struct label *l)
{
    for (size_t row = 0; row < LABEL_ROWS; row++) {
        const struct answers *all = &l->rows[row];
        struct answers shown[LAYOUT_COUNT];

        for (enum layout i = LAYOUT_SHORT; i < LAYOUT_COUNT; i++)
            layout_shown(&shown[i], i, row, all);
        assert_true(all->n > 0);
        assert_true(*all->v[0].text);
        assert_true(layout_shows(LAYOUT_SHORT, row, &all->v[0]));
        assert_true(shown[LAYOUT_SHORT].n > 0);
        assert_true(shown[LAYOUT_STANDARD].n >= shown[LAYOUT_SHORT].n);
        assert_true(shown[LAYOUT_FULL].n >= shown[LAYOUT_STANDARD].n);
        assert_int_equal(shown[LAYOUT_FULL].n, all->n);
        if (row > 0)
            assert_int_equal(shown[LAYOUT_GRID].n, shown[LAYOUT_STANDARD].n);
        for (enum layout i = LAYOUT_SHORT; i < LAYOUT_COUNT; i++) {
            if (shown[i].n && shown[i].v[0].form == FORM_FLOW)
                fail_msg("row %zu begins in its middle", row + 1);
            free(shown[i].v);
        }
    }
}

/* What the grid's side tells is all that it leaves out of row 1. */
static void assert_grid_row(const struct label *l)
{
    const struct answers *all = &l->rows[0];

    for (size_t i = 0; i < all->n; i++)
        if (layout_shows(LAYOUT_STANDARD, 0, &all->v[i]) &&
            !layout_shows(LAYOUT_GRID, 0, &all->v[i]))
            assert_int_equal(all->v[i].facts.v[0].field, ELEMENT_WORDS);
}

static void all_rows_are_in_all_layouts(void **state)
{
    struct store *s = example_register();
    struct strs refs = STRS_INIT;
    bool less = false;

    (void)state;
    example_datasets(s, &refs);
    for (size_t i = 0; i < refs.n; i++) {
        const char *one[] = { refs.v[i], refs.v[(i + 1) % refs.n] };
        struct label *l = example_label(s, one, 1, NULL);

        assert_layouts(l);
        assert_grid_row(l);
        assert_false(layout_leaves_out(LAYOUT_FULL, l));
        less = less || layout_leaves_out(LAYOUT_STANDARD, l);
        assert_true(layout_leaves_out(LAYOUT_SHORT, l));
        label_free(l);
        l = example_label(s, one, 2, NULL);
        assert_layouts(l);
        label_free(l);
    }
    assert_true(less);
    strs_release(&refs);
    register_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_parsed),
        cmocka_unit_test(answers_have_their_layers),
        cmocka_unit_test(every_public_field_is_told),
        cmocka_unit_test(bad_news_is_no_detail),
        cmocka_unit_test(what_goes_on_stays_with_what_it_is_of),
        cmocka_unit_test(all_rows_are_in_all_layouts),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
