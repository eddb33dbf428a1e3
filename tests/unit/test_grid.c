/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* The grid of a label: what each cell says, and the columns of profiles. */

#include "label_cases.h"

#include <locale.h>

#include "label/grid_profile.h"
#include "model/vocabulary.h"

#define ALL "uses_list=complete|recipients_list=complete"
#define KEEPS "|onward=forbidden|sale=no"

/* Records of a dataset whose first element is asked about, and a cell. */
static const struct grid_case {
    const char *records;
    const char *profile;
    const char *column;
    enum grid_answer answer;
} cases[] = {
    /* Each choice, of a use and of a recipient. */
    { "use|1|purpose=research|elements=%/element/1|choice=always", "city",
      "study", GRID_YES },
    { "use|1|purpose=research|elements=%/element/1|choice=opt-out", "city",
      "study", GRID_STOP },
    { "use|1|purpose=research|elements=%/element/1|choice=opt-in", "city",
      "study", GRID_ASK },
    { "use|1|purpose=research|elements=%/element/1", "city", "study",
      GRID_UNKNOWN },
    { "use|1|purpose=research|elements=%/element/1|choice=@unknown", "city",
      "study", GRID_UNKNOWN },
    { "recipient|1|category=police|elements=%/element/1|choice=always", "city",
      "police", GRID_YES },
    { "recipient|1|category=police|elements=%/element/1|choice=opt-out", "city",
      "police", GRID_STOP },
    { "recipient|1|category=police|elements=%/element/1|choice=opt-in", "city",
      "police", GRID_ASK },
    { "recipient|1|category=police|elements=%/element/1", "city", "police",
      GRID_UNKNOWN },

    /* Which elements. */
    { "use|1|purpose=research|choice=always", "city", "study", GRID_UNKNOWN },
    { "use|1|purpose=research|elements=@unknown|choice=opt-in", "city", "study",
      GRID_UNKNOWN },
    { "use|1|purpose=research|elements=%/element/1|choice=always", "city",
      "study", GRID_YES },
    { "dataset|" ALL
      "\nuse|1|purpose=research|elements=%/element/2|choice=always",
      "city", "study", GRID_NO },
    { "use|1|purpose=research|elements=%/element/2|choice=always", "city",
      "study", GRID_UNKNOWN },

    /* The strongest counts; what is not known can be a yes. */
    { "use|1|purpose=research|elements=%/element/1|choice=opt-in\n"
      "use|2|purpose=statistics|elements=%/element/1|choice=opt-out",
      "city", "study", GRID_STOP },
    { "use|1|purpose=research|elements=%/element/1|choice=opt-in\n"
      "use|2|purpose=statistics|elements=%/element/1",
      "city", "study", GRID_UNKNOWN },
    { "use|1|purpose=research|elements=%/element/1|choice=always\n"
      "use|2|purpose=statistics|elements=%/element/1",
      "city", "study", GRID_YES },

    /* No use: stated, not stated, ruled out. */
    { "dataset|uses_list=complete", "city", "study", GRID_NO },
    { "dataset|uses_list=@none", "city", "study", GRID_NO },
    { "dataset|uses_list=more", "city", "study", GRID_UNKNOWN },
    { "dataset|uses_list=@unknown", "city", "study", GRID_UNKNOWN },
    { "dataset|title=D", "city", "study", GRID_UNKNOWN },
    { "dataset|not_used_for=enforcement", "city", "fines", GRID_NO },
    { "dataset|not_used_for=parking-enforcement", "city", "fines",
      GRID_UNKNOWN },
    { "dataset|not_used_for=research", "city", "study", GRID_UNKNOWN },
    { "dataset|not_used_for=research,statistics", "city", "study", GRID_NO },

    /* A promise that a record shows to be untrue is none. */
    { "dataset|not_used_for=enforcement\n"
      "use|1|purpose=parking-enforcement|elements=%/element/2|choice=always",
      "city", "fines", GRID_UNKNOWN },

    /* A use of which it is not told what for. */
    { "dataset|" ALL "\nuse|1|elements=%/element/1|choice=always", "city",
      "study", GRID_UNKNOWN },
    { "dataset|" ALL "\nuse|1|elements=%/element/1|choice=always", "city",
      "other-uses", GRID_YES },
    { "dataset|" ALL "\nuse|1|elements=%/element/2|choice=always", "city",
      "study", GRID_NO },
    { "dataset|" ALL "|not_used_for=enforcement\n"
      "use|1|elements=%/element/1|choice=always",
      "city", "fines", GRID_NO },

    /* What no column of the profile holds. */
    { "dataset|" ALL
      "\nuse|1|purpose=train-ai|elements=%/element/1|choice=always",
      "city", "other-uses", GRID_YES },
    { "dataset|" ALL
      "\nuse|1|purpose=train-ai|elements=%/element/1|choice=always",
      "city", "study", GRID_NO },
    { "dataset|" ALL
      "\nuse|1|purpose=train-ai|elements=%/element/2|choice=always",
      "city", "other-uses", GRID_NO },
    { "recipient|1|category=media|elements=%/element/1|choice=opt-in" KEEPS,
      "city", "others", GRID_ASK },

    /* Narrower terms; several at once; the nearest column of two. */
    { "use|1|purpose=parking-enforcement|elements=%/element/1|choice=always",
      "city", "fines", GRID_YES },
    { "use|1|purpose=research|elements=%/element/1|choice=always\n"
      "use|2|purpose=crime|elements=%/element/1|choice=opt-in",
      "city", "study", GRID_YES },
    { "use|1|purpose=research|elements=%/element/1|choice=always\n"
      "use|2|purpose=crime|elements=%/element/1|choice=opt-in",
      "city", "crime", GRID_ASK },
    { "dataset|" ALL
      "\nuse|1|purpose=discipline|elements=%/element/1|choice=always",
      "school", "marks", GRID_YES },
    { "dataset|" ALL
      "\nuse|1|purpose=discipline|elements=%/element/1|choice=always",
      "school", "teach", GRID_NO },
    { "dataset|" ALL
      "\nuse|1|purpose=aid-evaluation|elements=%/element/1|choice=opt-in",
      "humanitarian", "study", GRID_ASK },
    { "dataset|" ALL
      "\nuse|1|purpose=aid-evaluation|elements=%/element/1|choice=opt-in",
      "humanitarian", "help", GRID_NO },

    /* A no holds to the end of the chain of this element. */
    { "dataset|" ALL, "city", "police", GRID_NO },
    { "dataset|recipients_list=@none", "city", "police", GRID_NO },
    { "dataset|recipients_list=more", "city", "police", GRID_UNKNOWN },
    { "dataset|title=D", "city", "police", GRID_UNKNOWN },
    { "dataset|" ALL
      "\nrecipient|1|category=company|elements=%/element/1|choice=always" KEEPS,
      "city", "police", GRID_NO },
    { "dataset|" ALL "\nrecipient|1|category=company|elements=%/element/1|"
      "choice=always|onward=allowed|sale=no",
      "city", "police", GRID_NO_PROMISE },
    { "dataset|" ALL "\nrecipient|1|category=company|elements=%/element/1|"
      "choice=always|onward=with-permission|sale=no",
      "city", "police", GRID_NO_PROMISE },
    { "dataset|" ALL "\nrecipient|1|category=company|elements=%/element/1|"
      "choice=always|sale=no",
      "city", "police", GRID_NO_PROMISE },
    { "dataset|" ALL "\nrecipient|1|category=company|choice=always|"
      "onward=allowed|elements=%/element/2",
      "city", "police", GRID_NO },
    { "dataset|" ALL "\nrecipient|1|category=company|choice=always|"
      "onward=allowed",
      "city", "police", GRID_NO_PROMISE },
    { "dataset|" ALL "|stored_by=firm", "city", "police", GRID_NO_PROMISE },
    { "dataset|" ALL "\nrecipient|1|elements=%/element/1|choice=always" KEEPS,
      "city", "police", GRID_UNKNOWN },
    { "dataset|not_given_to=police,prosecutor,court", "city", "police",
      GRID_NO_PROMISE },
    { "dataset|not_given_to=public-authority", "city", "police",
      GRID_NO_PROMISE },
    { "dataset|not_given_to=police", "city", "police", GRID_UNKNOWN },
    { "dataset|" ALL "|not_given_to=public-authority", "city", "police",
      GRID_NO },

    /* Sold: by us, or by one who gets it. */
    { "dataset|" ALL "|sold=yes", "city", "sold", GRID_YES },
    { "dataset|" ALL "|sold=no", "city", "sold", GRID_NO },
    { "dataset|" ALL, "city", "sold", GRID_UNKNOWN },
    { "dataset|" ALL "|sold=@unknown", "city", "sold", GRID_UNKNOWN },
    { "dataset|sold=no", "city", "sold", GRID_NO_PROMISE },
    { "dataset|" ALL "|sold=no\n"
      "recipient|1|category=company|elements=%/element/1|choice=opt-in" KEEPS,
      "city", "sold", GRID_NO },
    { "dataset|" ALL "|sold=no\n"
      "recipient|1|category=company|elements=%/element/1|onward=forbidden|sale=yes",
      "city", "sold", GRID_YES },
    { "dataset|" ALL "|sold=no\nrecipient|1|category=company|"
      "elements=%/element/2|onward=forbidden|sale=yes",
      "city", "sold", GRID_NO },
    { "dataset|" ALL "|sold=no\n"
      "recipient|1|category=company|onward=forbidden|sale=yes",
      "city", "sold", GRID_NO_PROMISE },
    { "dataset|" ALL "|sold=no\n"
      "recipient|1|category=company|elements=%/element/1|onward=forbidden",
      "city", "sold", GRID_NO_PROMISE },
    { "dataset|" ALL "|sold=no\n"
      "recipient|1|category=company|elements=%/element/1|onward=allowed|sale=no",
      "city", "sold", GRID_NO_PROMISE },
    { "dataset|" ALL "|sold=no|stored_by=firm", "city", "sold",
      GRID_NO_PROMISE },
};

static const struct grid_cell *cell_of(const struct grid *g, const char *ref,
                                       const char *column)
{
    for (size_t i = 0; i < g->n_lines; i++)
        for (size_t j = 0; j < g->n_columns; j++)
            if (strcmp(g->lines[i].ref, ref) == 0 &&
                strcmp(g->columns[j].id, column) == 0)
                return &g->lines[i].cells[j];
    return NULL;
}

static struct label *label_with(struct store *s, const char *const *refs,
                                size_t n, const char *profile)
{
    struct label_options o = { .as_of = "2026-11-23", .profile = profile };
    struct error err = ERROR_INIT;
    struct label *l;

    must(label_build(&l, s, refs, n, &o, &err), &err);
    return l;
}

/* "%" stands for the dataset's ref, as in all cases. */
static void put_case(struct store *s, const char *ref, const char *records)
{
    struct strs lines = STRS_INIT;
    bool dataset = strncmp(records, "dataset", 7) == 0;

    strs_split(&lines, records, '\n');
    put_line(s, ref, dataset ? lines.v[0] : "dataset");
    put_line(s, ref, "element|1|words=One");
    put_line(s, ref, "element|2|words=Two");
    for (size_t i = dataset; i < lines.n; i++) {
        char *line = xasprintf("%s|words=X", lines.v[i]);

        put_line(s, ref, line);
        free(line);
    }
    strs_release(&lines);
}

static void every_cell_says_what_is_known(void **state)
{
    struct store *s = cases_begin();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *ref = xasprintf("d%zu", i);

        put_case(s, ref, cases[i].records);
        free(ref);
    }
    cases_end(s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct grid_case *c = &cases[i];
        char *ref = xasprintf("d%zu", i), *one = xasprintf("%s/element/1", ref);
        const char *refs[] = { ref };
        struct label *l = label_with(s, refs, 1, c->profile);
        const struct grid_cell *cell = cell_of(&l->grid, one, c->column);

        if (!cell)
            fail_msg("case %zu has no column %s: %s", i, c->column, c->records);
        if (cell->answer != c->answer)
            fail_msg("case %zu, %s: %s, not %s: %s", i, c->column,
                     grid_answer_name(cell->answer),
                     grid_answer_name(c->answer), c->records);
        assert_true(cell->facts.n > 0);
        assert_string_equal(cell->text,
                            words_source(grid_answer_word(cell->answer)));
        label_free(l);
        free(one);
        free(ref);
    }
    register_free(s);
}

/* Columns are the same for all labels of a profile, but for what has none. */
static void columns_are_those_of_the_profile(void **state)
{
    const char *refs[] = { "d", "e" };
    struct store *s = cases_begin();
    struct label *l;

    (void)state;
    put_lines(s, "d",
              "dataset|title=First|label_profile=school\n"
              "element|1|words=One");
    put_lines(s, "e",
              "dataset|title=Second|label_profile=city\nelement|1|words=Two\n"
              "use|1|purpose=train-ai|words=X\n"
              "recipient|1|category=media|words=X");
    cases_end(s);
    l = label_with(s, refs, 1, NULL);
    assert_string_equal(l->profile, "school");
    assert_int_equal(l->grid.n_columns, 8);
    assert_string_equal(l->grid.columns[0].id, "teach");
    assert_string_equal(l->grid.columns[7].id, "sold");
    assert_null(l->grid.lines[0].about);
    label_free(l);

    l = label_with(s, refs, 2, NULL); /* as the first dataset says         */
    assert_string_equal(l->profile, "school");
    assert_int_equal(l->grid.n_columns, 10);
    assert_string_equal(l->grid.columns[4].id, "other-uses");
    assert_string_equal(l->grid.columns[8].id, "others");
    assert_int_equal(l->grid.n_lines, 2);
    assert_string_equal(l->grid.lines[0].about, "First");
    assert_string_equal(l->grid.lines[1].about, "Second");
    label_free(l);

    l = label_with(s, refs, 1, "health"); /* asked for                     */
    assert_string_equal(l->profile, "health");
    label_free(l);
    register_free(s);
}

static void no_elements_no_grid(void **state)
{
    const char *refs[] = { "d" };
    struct store *s = cases_begin();
    struct label *l;

    (void)state;
    put_lines(s, "d", "dataset|uses_list=complete");
    cases_end(s);
    l = label_with(s, refs, 1, NULL);
    assert_int_equal(l->grid.n_columns, 0);
    assert_int_equal(l->grid.n_lines, 0);
    assert_string_equal(l->profile, "general");
    label_free(l);
    register_free(s);
}

/* A word that can be broken tells where, and shows nothing of it. */
static void heads_are_clean(void **state)
{
    const char *refs[] = { "d" };
    struct store *s = cases_begin();
    struct label *l;

    (void)state;
    put_lines(s, "d", "element|1|words=One");
    cases_end(s);
    l = label_with(s, refs, 1, "city");
    for (size_t i = 0; i < l->grid.n_columns; i++) {
        assert_null(strchr(l->grid.columns[i].words, '~'));
        assert_null(strchr(l->grid.columns[i].words, '-'));
        if (strcmp(l->grid.columns[i].id, "everyone") == 0)
            assert_string_equal(l->grid.columns[i].words,
                                "Every" GRID_SOFT_HYPHEN "one");
    }
    label_free(l);
    register_free(s);
}

/* --- profiles ------------------------------------------------------------ */

static void assert_column(const char *profile,
                          const struct grid_profile_column *c)
{
    const char *id = c->group == GRID_USE ? "purposes" : "recipient-kinds";

    assert_non_null(c->codes[0]);
    for (size_t i = 0; i < GRID_PROFILE_CODES && c->codes[i]; i++)
        if (!vocabulary_term(vocabulary_shipped(id), c->codes[i]))
            fail_msg("%s, %s: no term '%s' in %s", profile, c->id, c->codes[i],
                     id);
    /* Every word, or part of one, fits into a narrow column. */
    for (const char *s = words_source(c->words); *s;) {
        size_t len = strcspn(s, " ~");

        if (len + (s[len] == '~') > 8)
            fail_msg("%s, %s: a long word: %s", profile, c->id, s);
        s += len + (s[len] != '\0');
    }
}

static void profiles_are_sound(void **state)
{
    const struct grid_profile *p;

    (void)state;
    for (size_t i = 0; (p = grid_profile_at(i)); i++) {
        size_t n = grid_profile_size(p), groups[GRID_GROUP_COUNT] = { 0, 0 };

        assert_ptr_equal(grid_profile_find(p->id), p);
        for (size_t j = 0; j < n; j++) {
            groups[p->columns[j].group]++;
            assert_column(p->id, &p->columns[j]);
            /* Uses come first, and no two columns are called the same. */
            assert_true(!j || p->columns[j].group >= p->columns[j - 1].group);
            for (size_t k = 0; k < j; k++)
                assert_string_not_equal(p->columns[j].id, p->columns[k].id);
        }
        assert_true(groups[GRID_USE] && groups[GRID_SHARE]);
    }
    assert_string_equal(grid_profile_at(0)->id, "general");
    assert_null(grid_profile_find("village"));
}

static void profiles_are_those_of_the_vocabulary(void **state)
{
    const struct vocabulary *v = vocabulary_shipped("label-profiles");
    const struct grid_profile *p;
    size_t n = 0;

    (void)state;
    for (; (p = grid_profile_at(n)); n++)
        assert_non_null(vocabulary_term(v, p->id));
    assert_int_equal(n, v->count);
}

static void a_wrong_profile_is_refused(void **state)
{
    const struct grid_profile *p;
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(grid_profile_parse(&p, "village", &err), -1);
    assert_int_equal(err.code, ERROR_USAGE);
    assert_non_null(strstr(err.text, "general, city, humanitarian, school"));
    error_clear(&err);
    assert_int_equal(grid_profile_parse(&p, "city", &err), 0);
    assert_string_equal(p->id, "city");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cell_says_what_is_known),
        cmocka_unit_test(columns_are_those_of_the_profile),
        cmocka_unit_test(no_elements_no_grid),
        cmocka_unit_test(heads_are_clean),
        cmocka_unit_test(profiles_are_sound),
        cmocka_unit_test(profiles_are_those_of_the_vocabulary),
        cmocka_unit_test(a_wrong_profile_is_refused),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
