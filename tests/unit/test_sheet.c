/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Sheets of regulators (exchange/sheet*.h), there and back. */

#include "exchange_records.h"

#include <locale.h>

#include "base/file.h"
#include "base/fold.h"
#include "exchange/sheet.h"
#include "exchange/sheet_cell.h"
#include "exchange/sheet_words.h"
#include "model/region.h"

static const char day[] = "2026-11-23";

static struct sheet_map *map_of(const char *name)
{
    struct sheet_map *map = NULL;
    struct error err = ERROR_INIT;

    assert_ok(sheet_map_load(&map, name, &err), err);
    return map;
}

static char *write_file(const char *name, const char *text)
{
    char *path = test_path(name);
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    return path;
}

static char *sheet_of(struct store *s, const struct sheet_map *map)
{
    struct error err = ERROR_INIT;
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    assert_ok(sheet_export(s, map, day, out, &err), err);
    fclose(out);
    return text;
}

/* What is said of the rows, but for what was matched. */
static void note(const struct outcome *o, void *data)
{
    struct buf *b = data;

    buf_addf(b, "%ld %s %s", o->line, import_outcome_name(o->what), o->ref);
    for (size_t i = 0; i < o->blank->n; i++)
        buf_addf(b, "%s%s", i ? ", " : "; blank ", o->blank->v[i]);
    for (size_t i = 0; i < o->unplaced->n; i += 2)
        buf_addf(b, "; not placed %s: %s", o->unplaced->v[i],
                 o->unplaced->v[i + 1]);
    if (*o->why)
        buf_addf(b, " (%s)", o->why);
    buf_addc(b, '\n');
}

static int import_with(struct store *s, const struct sheet_map *map,
                       const char *text, const struct csv_options *o,
                       struct buf *said, struct import_totals *totals,
                       struct error *err)
{
    char *path = write_file("sheet.csv", text);
    const char *files[] = { path };
    int failed = sheet_import(s, map, files, 1, o, said ? note : NULL, said,
                              totals, NULL, err);

    unlink(path);
    free(path);
    return failed;
}

static int import(struct store *s, const struct sheet_map *map,
                  const char *text, struct buf *said,
                  struct import_totals *totals, struct error *err)
{
    const struct csv_options o = { .operation = NULL };

    return import_with(s, map, text, &o, said, totals, err);
}

/* ---- ready maps --------------------------------------------------------- */

static void check_term(struct sheet_words *w, const char *vocabulary,
                       const char *code, bool titles)
{
    const char *words = sheet_term_words(w, vocabulary, code);
    const char *read = sheet_read_term(w, vocabulary, words, titles);

    if (!read || strcmp(read, code) != 0)
        fail_msg("%s: '%s' of '%s' is read as '%s'", vocabulary, words, code,
                 read ? read : "-");
}

/* What a target writes is what it reads. */
static void check_target(struct sheet_words *w, const struct sheet_target *t)
{
    const struct field_info *f = field_info(t->path[t->path_n - 1]);
    const struct vocabulary *v =
        f->vocabulary ? vocabulary_find(f->vocabulary) : NULL;

    for (size_t i = 0; v && i < v->count; i++)
        check_term(w, v->id, v->terms[i].code, t->titles);
}

static void check_countries(struct sheet_words *w)
{
    const char *code;

    for (size_t i = 0; (code = country_at(i)); i++) {
        const char *words = sheet_country_words(w, code);
        const char *read = sheet_read_country(w, words);

        if (!read || strcmp(read, code) != 0)
            fail_msg("'%s' of %s is read as '%s'", words, code,
                     read ? read : "-");
    }
}

static void check_map(const struct sheet_map *map)
{
    struct sheet_words *w = sheet_words_new(map);

    assert_true(map->n >= 29);
    for (size_t i = 0; i < map->n; i++) {
        const struct sheet_column *c = &map->columns[i];

        assert_ptr_equal(sheet_map_find(map, c->heading), c);
        assert_true(c->n > 0);
        for (size_t n = 0; n < c->n; n++)
            if (c->targets[n].path_n && !c->targets[n].written)
                check_target(w, &c->targets[n]);
    }
    check_countries(w);
    sheet_words_free(w);
}

static void ready_maps_are_sound(void **state)
{
    size_t n = 0;

    (void)state;
    for (; sheet_map_id(n); n++) {
        struct sheet_map *map = map_of(sheet_map_id(n));

        assert_string_equal(map->id, sheet_map_id(n));
        check_map(map);
        sheet_map_free(map);
    }
    assert_int_equal(n, 2);
}

static void headings_are_found_however_they_are_written(void **state)
{
    static const struct {
        const char *map, *heading, *is;
    } cases[] = {
        { "uk-ico", "business FUNCTION ", "Business function" },
        { "uk-ico", "Purpose\n of\tprocessing", "Purpose of processing" },
        { "uk-ico", "Link to LIA",
          "Link to record of legitimate interests assessment" },
        { "uk-ico", "DPIA required?",
          "Data Protection Impact Assessment required?" },
        { "uk-ico", "Article 9 condition for processing special category data",
          "Article 9 basis" },
        { "uk-ico", "GDPR Article 6 lawful basis for processing",
          "GDPR Article 6 lawful basis for processing" },
        { "uk-ico",
          "Reasons for not adhering to policy document (if applicable)",
          "Reasons for not adhering to retention and erasure policy document" },
        { "uk-ico", "Colour", NULL },
        { "fr-cnil", "Nom de l’activité", "Dénomination du traitement" },
        { "fr-cnil", "Objectifs poursuivis", "Finalités du traitement" },
        { "fr-cnil", "Des données sensibles sont-elles traitées\xc2\xa0?",
          "Données sensibles" },
        { "fr-cnil", "Durées de conservation des catégories de données",
          "Délais de conservation / effacement" },
        { "fr-cnil", "FINALITES DU TRAITEMENT", "Finalités du traitement" },
        { "fr-cnil", "analyse d’impact (aipd)", "Analyse d'impact (AIPD)" },
        { "fr-cnil", "De\xcc\x81nomination du traitement",
          "Dénomination du traitement" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sheet_map *map = map_of(cases[i].map);
        const struct sheet_column *c = sheet_map_find(map, cases[i].heading);

        assert_int_equal(c != NULL, cases[i].is != NULL);
        if (c)
            assert_string_equal(c->heading, cases[i].is);
        sheet_map_free(map);
    }
}

/* The line of headings of the ICO's sheet for controllers, as published. */
static void the_published_headings_are_known(void **state)
{
    static const char *const headings[] = {
        "Business function",
        "Purpose of processing",
        "Name and contact details of joint controller (if applicable)",
        "Categories of individuals",
        "Categories of personal data",
        "Categories of recipients",
        "Link to contract with processor",
        "Names of third countries or international organisations that personal "
        "data are transferred to (if applicable)",
        "Safeguards for exceptional transfers of personal data to third "
        "countries or international organisations (if applicable)",
        "Retention schedule (if possible)",
        "General description of technical and organisational security measures "
        "(if possible)",
        "Article 6 lawful basis for processing personal data",
        "Article 9 condition for processing special category data",
        "Legitimate interests for the processing (if applicable)",
        "Link to record of legitimate interests assessment (if applicable)",
        "Rights available to individuals",
        "Existence of automated decision-making, including profiling (if "
        "applicable)",
        "The source of the personal data (if applicable)",
        "Link to record of consent",
        "Location of personal data",
        "Data Protection Impact Assessment required?",
        "Data Protection Impact Assessment progress",
        "Link to Data Protection Impact Assessment",
        "Has a personal data breach occurred?",
        "Link to record of personal data breach",
        "Data Protection Act 2018 Schedule 1 Condition for processing",
        "GDPR Article 6 lawful basis for processing",
        "Link to retention and erasure policy document",
        "Is personal data retained and erased in accordance with the policy "
        "document?",
        "Reasons for not adhering to policy document (if applicable)",
    };
    struct sheet_map *map = map_of("uk-ico");

    (void)state;
    assert_int_equal(map->n, sizeof headings / sizeof *headings);
    for (size_t i = 0; i < map->n; i++)
        assert_ptr_equal(sheet_map_find(map, headings[i]), &map->columns[i]);
    sheet_map_free(map);
}

/* ---- maps of one's own -------------------------------------------------- */

#define MAP_HEAD                                                               \
    "<map xmlns='https://larder.example/ns/maps/1' id='own' lang='en'>\n"      \
    "<title>T</title><unplaced>Not placed</unplaced><row>Row</row>\n"
#define COLUMN(attributes, content)                                            \
    "<column " attributes "><heading>A</heading>" content "</column>\n"
#define MAP_TAIL "</map>\n"

static const struct {
    const char *text;
    const char *error; /* in the error, or NULL: it is taken               */
} maps[] = {
    { MAP_HEAD COLUMN("", "<to field='use.basis'/>") MAP_TAIL, NULL },
    { MAP_HEAD COLUMN("", "<from field='recipient.agreement.url'/>") MAP_TAIL,
      NULL },
    { MAP_HEAD COLUMN("makes='use' split='line semicolon'",
                      "<to field='use.words'/>") MAP_TAIL,
      NULL },
    { "", "this is no map" },
    { "<map/>", ":1: this is no map" },
    { "<!DOCTYPE map><map/>", ":1: " },
    { MAP_HEAD COLUMN("", "<to field='use.basis'/>"), "this is no map" },
    { MAP_HEAD MAP_TAIL, ":1: this is no map" },
    { MAP_HEAD COLUMN("makes='party'", "") MAP_TAIL, ":3: this is no map" },
    { MAP_HEAD COLUMN("split='dash'", "") MAP_TAIL, ":3: this is no map" },
    { MAP_HEAD COLUMN("", "<to field='use'/>") MAP_TAIL, ":3: this is no map" },
    { MAP_HEAD COLUMN("", "<to field='use.colour'/>") MAP_TAIL,
      ":3: the kind use has no field 'colour'" },
    { MAP_HEAD COLUMN("", "<to field='uses.words'/>") MAP_TAIL, ":3: " },
    { MAP_HEAD COLUMN("", "<to field='party.name'/>") MAP_TAIL,
      ":3: this field cannot be read" },
    { MAP_HEAD COLUMN("", "<to field='use.activity'/>") MAP_TAIL,
      ":3: this field cannot be read" },
    { MAP_HEAD COLUMN("", "<to field='recipient.agreement.url'/>") MAP_TAIL,
      ":3: this field cannot be read" },
    { MAP_HEAD COLUMN("", "<from field='use.words.text'/>") MAP_TAIL,
      ":3: 'words' names no record" },
    { MAP_HEAD COLUMN("", "<from field='answer.about.words'/>") MAP_TAIL,
      ":3: 'about' names no record of one kind" },
    { MAP_HEAD COLUMN("makes='use' split='line semicolon'",
                      "<to field='element.words'/>") MAP_TAIL,
      ":3: the field is not one of the kind that the column makes" },
    { MAP_HEAD COLUMN("", "<from/>") MAP_TAIL, ":3: it names no field" },
    { MAP_HEAD COLUMN("", "<to field='use.words' read='contact'/>") MAP_TAIL,
      ":3: 'contact' is for a field" },
    { MAP_HEAD COLUMN("", "<from any='incident' read='contact'/>") MAP_TAIL,
      ":3: 'contact' is for a field" },
    { MAP_HEAD COLUMN("", "<to field='use.basis' rest='element.words'/>")
          MAP_TAIL,
      ":3: 'rest' must be a field of the same kind" },
    { MAP_HEAD COLUMN("", "") COLUMN("", "") MAP_TAIL,
      ":4: the heading 'A' is there twice" },
    { MAP_HEAD "<terms of='bases'><term code='x'>X</term></terms>" COLUMN(
          "", "") MAP_TAIL,
      ":3: 'x' is not a code of the vocabulary 'bases'" },
    { MAP_HEAD "<terms of='x'><term code='x'>X</term></terms>" COLUMN("", "")
          MAP_TAIL,
      ":3: 'x' is not a code of the vocabulary 'x'" },
};

static void wrong_maps_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        char *path = write_file("map.xml", maps[i].text);
        struct error err = ERROR_INIT;
        struct sheet_map *map;
        int failed = sheet_map_load(&map, path, &err);

        if (failed != (maps[i].error ? -1 : 0) ||
            (failed && !strstr(err.text, maps[i].error)))
            fail_msg("%s\nerror: %s", maps[i].text, failed ? err.text : "-");
        sheet_map_free(map);
        error_clear(&err);
        unlink(path);
        free(path);
    }
}

static void unknown_names_list_the_ready_maps(void **state)
{
    struct error err = ERROR_INIT;
    struct sheet_map *map;

    (void)state;
    assert_int_equal(sheet_map_load(&map, "uk", &err), -1);
    assert_non_null(strstr(err.text, "the ready ones are fr-cnil, uk-ico"));
    error_clear(&err);
    assert_int_equal(sheet_map_load(&map, "nowhere.xml", &err), -1);
    assert_non_null(strstr(err.text, "nowhere.xml"));
    error_clear(&err);
}

/* ---- words -------------------------------------------------------------- */

static void spans_are_read_in_words(void **state)
{
    static const struct {
        const char *text, *span; /* NULL: it is none                       */
    } cases[] = {
        { "6 years", "P6Y" },
        { "30 days", "P30D" },
        { "6 ans", "P6Y" },
        { "6 a\xc3\xb1os", "P6Y" },
        { "1 An et 6 mois", "P1Y6M" },
        { "one year", "P1Y" },
        { "Six  months", "P6M" },
        { "2 weeks", "P14D" },
        { "18 months", "P1Y6M" },
        { "1 year, 2 months and 3 days", "P1Y2M3D" },
        { "72 heures", "PT72H" },
        { "P30D", "P30D" },
        { "0 days", "P0D" },
        { "", NULL },
        { "years", NULL },
        { "6", NULL },
        { "6 years after that", NULL },
        { "about 6 years", NULL },
        { "6-7 years", NULL },
        { "6 years 7 years", NULL },
        { "6 months 1 year", NULL },
        { "6 years and", NULL },
        { "and 6 years", NULL },
        { "999999 years", NULL },
        { "6.5 years", NULL },
        { "as long as necessary", NULL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = BUF_INIT;
        bool is = sheet_read_span(&b, cases[i].text);

        if (is != (cases[i].span != NULL) || (is && strcmp(b.s, cases[i].span)))
            fail_msg("'%s' is read as '%s'", cases[i].text, is ? b.s : "-");
        buf_release(&b);
    }
}

/* Whatever a field may hold, in each language. */
/* In French, nothing and one have no plural. */
static void spans_are_written_in_words(void **state)
{
    static const struct {
        const char *lang, *span, *words;
    } cases[] = {
        { "en", "P0D", "0 days" },
        { "en", "P1Y", "1 year" },
        { "fr", "P0D", "0 jour" },
        { "fr", "P1D", "1 jour" },
        { "fr", "P2D", "2 jours" },
        { "fr", "P1Y6M", "1 an et 6 mois" },
        { "es", "P0D",
          "0 d\xc3\xad"
          "as" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sheet_map map = { .lang = xstrdup(cases[i].lang) };
        struct sheet_words *w = sheet_words_new(&map);
        struct buf words = BUF_INIT;

        sheet_add_span(w, &words, cases[i].span);
        assert_string_equal(words.s, cases[i].words);
        buf_release(&words);
        sheet_words_free(w);
        free(map.lang);
    }
}

static void spans_come_back(void **state)
{
    static const char *const spans[] = { "P1Y",         "P2Y3M", "P1D",
                                         "P30D",        "PT72H", "P0D",
                                         "P3M2DT4H5M6S" };
    static const char *const langs[] = { "en", "fr", "es" };

    (void)state;
    for (size_t l = 0; l < 3; l++)
        for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
            struct sheet_map map = { .lang = xstrdup(langs[l]) };
            struct sheet_words *w = sheet_words_new(&map);
            struct buf words = BUF_INIT, span = BUF_INIT;

            sheet_add_span(w, &words, spans[i]);
            if (!sheet_read_span(&span, words.s) || strcmp(span.s, spans[i]))
                fail_msg("%s: '%s' is read as '%s'", spans[i], words.s, span.s);
            buf_release(&words);
            buf_release(&span);
            sheet_words_free(w);
            free(map.lang);
        }
}

static void states_and_answers_are_read(void **state)
{
    static const struct {
        const char *text;
        enum state is;
    } states[] = {
        { "None", STATE_NONE },          { "n/a", STATE_NA },
        { "not  known", STATE_UNKNOWN }, { "NÉANT", STATE_NONE },
        { "inconnu", STATE_UNKNOWN },    { "Sans objet", STATE_NA },
        { "@unknown", STATE_UNKNOWN },   { "", STATE_VALUE },
        { "no", STATE_VALUE },           { "-", STATE_VALUE },
        { "none of it", STATE_VALUE },   { "not answered", STATE_VALUE },
    };
    static const struct {
        const char *text, *is;
    } answers[] = {
        { "Yes", "yes" }, { "OUI", "yes" }, { "s\xc3\xad", "yes" },
        { "no", "no" },   { "Non", "no" },  { "yes.", NULL },
        { "", NULL },     { "y", NULL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        enum state is = STATE_VALUE;

        assert_int_equal(sheet_read_state(states[i].text, &is),
                         states[i].is != STATE_VALUE);
        assert_int_equal(is, states[i].is);
    }
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        const char *is = sheet_read_answer(answers[i].text);

        assert_string_equal(is ? is : "-", answers[i].is ? answers[i].is : "-");
    }
}

static void only_exact_terms_are_terms(void **state)
{
    static const struct {
        const char *vocabulary, *text, *code; /* NULL: none                */
        bool titles;
    } cases[] = {
        { "bases", "Legal Obligation", "legal-obligation", false },
        { "bases", "legal-obligation", "legal-obligation", false },
        { "bases", "A law that we must obey", "legal-obligation", false },
        { "bases", "Article 6(1)(c)", "legal-obligation", false },
        { "bases", "a legal obligation", NULL, false },
        { "bases", "Legal", NULL, false },
        { "bases", "", NULL, false },
        { "decides", "No", "no", false },
        { "decides", "No", NULL, true },
        { "decides", "No decision", "no", true },
        { "subjects", "Employees", "staff", false },
        { "subjects", "staff members", NULL, false },
    };
    struct sheet_map *map = map_of("uk-ico");
    struct sheet_words *w = sheet_words_new(map);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *code = sheet_read_term(w, cases[i].vocabulary,
                                           cases[i].text, cases[i].titles);

        assert_string_equal(code ? code : "-",
                            cases[i].code ? cases[i].code : "-");
    }
    assert_null(sheet_read_country(w, "no"));
    assert_string_equal(sheet_read_country(w, "NO"), "NO");
    assert_string_equal(sheet_read_country(w, "uk"), "GB");
    assert_string_equal(sheet_read_country(w, "czech republic"), "CZ");
    assert_null(sheet_read_country(w, "Europe"));
    sheet_words_free(w);
    sheet_map_free(map);
}

/* ---- cells -------------------------------------------------------------- */

static void cells_are_split(void **state)
{
    static const struct {
        unsigned split;
        const char *cell, *items;
    } cases[] = {
        { 0, " a; b\n c, d ", "[a; b c, d]" },
        { 0, "", "" },
        { SHEET_LINES, "a; b\r\n\r\nc, d;;", "[a][b][c, d]" },
        { SHEET_LINES, " ; \n", "" },
        { SHEET_LINES | SHEET_COMMAS, "a, b (c, d), e", "[a][b (c, d)][e]" },
        { SHEET_LINES | SHEET_COMMAS, "a, b; c", "[a, b][c]" },
        { SHEET_LINES | SHEET_COMMAS, "a, b;", "[a, b]" },
        { SHEET_LINES | SHEET_COMMAS, "a (b, c", "[a (b, c]" },
        { SHEET_LINES | SHEET_COMMAS, "a), b", "[a)][b]" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct sheet_column c = { .split = cases[i].split };
        struct strs items = STRS_INIT;
        struct buf said = BUF_INIT;

        sheet_split(&items, &c, cases[i].cell);
        for (size_t n = 0; n < items.n; n++)
            buf_addf(&said, "[%s]", items.v[n]);
        assert_string_equal(said.s, cases[i].items);
        strs_release(&items);
        buf_release(&said);
    }
}

/* What is joined is split into the same. */
static void cells_come_back(void **state)
{
    static const unsigned splits[] = { SHEET_LINES,
                                       SHEET_LINES | SHEET_COMMAS };
    uint64_t seed = 20261123;

    (void)state;
    for (int i = 0; i < 2000; i++) {
        const struct sheet_column c = { .split = splits[i % 2] };
        struct strs items = STRS_INIT, again = STRS_INIT;
        struct buf cell = BUF_INIT, piece = BUF_INIT;

        for (size_t n = chance(&seed, 4); n > 0; n--) {
            buf_clear(&piece);
            add_pieces(&piece, &seed, true);
            sheet_add_item(&items, &c, piece.s);
        }
        sheet_join(&cell, &c, &items);
        sheet_split(&again, &c, cell.s);
        if (!strs_equal(&items, &again))
            fail_msg("not the same: %s", cell.s);
        strs_release(&items);
        strs_release(&again);
        buf_release(&cell);
        buf_release(&piece);
    }
}

/* ---- rows --------------------------------------------------------------- */

/* In turn, into one register. */
static const struct {
    const char *text;
    const char *said;
    const char *error; /* in the error, or NULL                            */
} rows[] = {
    /* What is no term stays text; what has no field is told. */
    { "Purpose of processing,Categories of individuals,Article 6 lawful basis,"
      "Has a breach occurred?\n"
      "Payroll,\"Employees, Temps\",We need it,No\n",
      "2 added payroll-activity\n"
      "2 added payroll; not placed Categories of individuals: Temps; not "
      "placed Has a personal data breach occurred?: No\n"
      "2 added payroll/use/payroll; blank purpose, basis\n",
      NULL },
    /* Once more: nothing changes. */
    { "Purpose of processing,Categories of individuals,Article 6 lawful basis,"
      "Has a breach occurred?\n"
      "Payroll,\"Employees, Temps\",We need it,No\n",
      "2 same payroll-activity\n"
      "2 same payroll; not placed Categories of individuals: Temps; not "
      "placed Has a personal data breach occurred?: No\n"
      "2 same payroll/use/payroll; blank purpose, basis\n",
      NULL },
    /* What is placed now is noted no longer; blanks leave what is there. */
    { "Purpose of processing,Categories of individuals,Article 6 lawful basis\n"
      "Payroll,Employees,\n",
      "2 same payroll-activity\n"
      "2 changed payroll\n"
      "2 same payroll/use/payroll; blank purpose\n",
      NULL },
    /* Two rows of one title are two activities. */
    { "Purpose,Business function\nPayroll,A\nPayroll,B\n",
      "2 changed payroll-activity\n"
      "2 same payroll\n"
      "2 same payroll/use/payroll; blank purpose\n"
      "3 added payroll-2-activity\n"
      "3 added payroll-2\n"
      "3 added payroll-2/use/payroll; blank purpose\n",
      NULL },
    /* A party is found or made; one item for one record. */
    { "Purpose,Categories of recipients,Names of third countries or "
      "international organisations\n"
      "Letters,A firm,USA\nPosters,Police; a FIRM,USA\n",
      "2 added a-firm\n"
      "2 added letters-activity\n"
      "2 added letters\n"
      "2 added letters/use/letters; blank purpose\n"
      "2 added letters/recipient/a-firm\n"
      "3 added posters-activity\n"
      "3 added posters; not placed Names of third countries or international "
      "organisations: USA\n"
      "3 added posters/use/posters; blank purpose\n"
      "3 added posters/recipient/police\n"
      "3 added posters/recipient/a-firm\n",
      NULL },
    /* Without a purpose: a dataset, or an activity. */
    { "Business function,Categories of individuals\n,Visitors\nGovernance,\n",
      "2 added row-2\n3 added row-3-activity\n", NULL },
    /* Lists that are stated to be empty; a blank says nothing. */
    { "Purpose,Categories of recipients,Retention schedule\n"
      "Lists,none,not known\nBlanks,,\nOthers,N/A,\n",
      "2 added lists-activity\n"
      "2 added lists\n"
      "2 added lists/use/lists; blank purpose\n"
      "3 added blanks-activity\n"
      "3 added blanks\n"
      "3 added blanks/use/blanks; blank purpose\n"
      "4 added others-activity\n"
      "4 added others; not placed Categories of recipients: N/A\n"
      "4 added others/use/others; blank purpose\n",
      NULL },
    /* A removed record keeps its ref; what is not for a row is refused. */
    { "Purpose,Colour\nX,red\n", "", ":1: the map 'uk-ico' has no heading" },
    { "Purpose,Purposes of processing\nX,Y\n", "",
      ":1: there are two columns" },
    { "Colour\nred\n", "", ":1: the map 'uk-ico' has no heading" },
    { "Purpose,\nX,Y\n",
      "2 refused  (field 2 has no heading; put one over it, or take it out)\n",
      "1 row of 1 is refused" },
    { "Purpose\nX,Y\n",
      "2 refused  (field 2 stands behind the last heading; put a heading over "
      "it, or take it out)\n",
      "1 row of 1 is refused" },
    { "Purpose\nFine\na\x07z\nGood\n",
      "3 refused  (Purpose: character 2 of the text is U+0007", "1 row of 3" },
    { "Purpose\n", "", NULL },
    { "Purpose\n,\n;\n", "", NULL },
};

static void rows_become_records(void **state)
{
    struct store *s = test_register("rows.larder");
    struct sheet_map *map = map_of("uk-ico");
    struct buf said = BUF_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error err = ERROR_INIT;
        int failed;

        buf_clear(&said);
        failed = import(s, map, rows[i].text, &said, NULL, &err);
        if ((failed != 0) != (rows[i].error != NULL) ||
            (failed && !strstr(err.text, rows[i].error)) ||
            strncmp(said.s, rows[i].said, strlen(rows[i].said)) != 0)
            fail_msg("%s\nsays: %s\n%s", rows[i].text, said.s,
                     failed ? err.text : "");
        error_clear(&err);
    }
    buf_release(&said);
    sheet_map_free(map);
    test_register_end(s);
}

/* "subjects=staff sold=" of a record. */
static void check_fields(struct store *s, const char *ref, const char *wanted)
{
    struct error err = ERROR_INIT;
    struct strs all = STRS_INIT;
    struct record r;

    assert_ok(store_load(s, ref, &r, &err), err);
    strs_split(&all, wanted, '|');
    for (size_t i = 0; i < all.n; i++) {
        char *name = xstrdup(all.v[i]);
        char *value = strchr(name, '=');
        struct buf text = BUF_INIT;

        *value++ = '\0';
        value_format(&text, record_get(&r, field_find(r.kind, name)));
        if (strcmp(text.s, value) != 0)
            fail_msg("%s of '%s' is '%s', not '%s'", name, ref, text.s, value);
        buf_release(&text);
        free(name);
    }
    strs_release(&all);
    record_release(&r);
}

/* However a cell parts a name and how to reach it. */
static void parties_are_read_with_how_to_reach_them(void **state)
{
    static const struct {
        const char *cell, *ref, *fields;
    } cases[] = {
        { "Ann\nStreet 9\nann@a.example", "ann",
          "name=Ann|address=Street 9|email=ann@a.example" },
        { "Bea\r\nDublin\r\nb@b.example\r\n", "bea",
          "name=Bea|address=Dublin|email=b@b.example" },
        { "Cat, c@c.example,", "cat", "name=Cat|address=|email=c@c.example" },
        { "Dan;d@d.example; https://d.example/;", "dan",
          "name=Dan|address=|email=d@d.example|website=https://d.example/" },
        { "Eve (Road 1; e@e.example)", "eve",
          "name=Eve|address=Road 1|email=e@e.example" },
        { "Fay (Road 1, , f@f.example)", "fay",
          "name=Fay|address=Road 1, , f@f.example|email=" },
        { "Gus, Heirs and Sons", "gus-heirs-and-sons",
          "name=Gus, Heirs and Sons|address=" },
        { "Hal\n(of Harwick)", "hal-of-harwick",
          "name=Hal (of Harwick)|address=" },
    };
    struct store *s = test_register("reach.larder");
    struct sheet_map *map = map_of("fr-cnil");
    struct error err = ERROR_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *sheet =
            xasprintf("Finalité,Organisme\nx,\"%s\"\n", cases[i].cell);

        assert_ok(import(s, map, sheet, NULL, NULL, &err), err);
        check_fields(s, cases[i].ref, cases[i].fields);
        free(sheet);
    }
    sheet_map_free(map);
    test_register_end(s);
}

/* What is not placed is one line of the notes, so that it is found again. */
static void a_sheet_read_again_changes_nothing(void **state)
{
    static const char first[] = "Finalité,Organisme\nx,Ann (Road 1)\n";
    static const char sheet[] = "Finalité,Organisme\nx,\"Ann\nStreet 9\n"
                                "ann@a.example\"\n";
    struct store *s = test_register("again.larder");
    struct sheet_map *map = map_of("fr-cnil");
    struct import_totals totals;
    struct error err = ERROR_INIT;

    (void)state;
    assert_ok(import(s, map, first, NULL, NULL, &err), err);
    assert_ok(import(s, map, sheet, NULL, NULL, &err), err);
    check_fields(s, "x",
                 "controller=ann|notes=Dans la feuille, non classé: Nom et "
                 "coordonnées de l'organisme: Ann Street 9 ann@a.example");
    assert_ok(import(s, map, sheet, NULL, &totals, &err), err);
    assert_int_equal(totals.n[IMPORT_CHANGED], 0);
    assert_int_equal(totals.n[IMPORT_ADDED], 0);
    sheet_map_free(map);
    test_register_end(s);
}

/* A field that takes several terms takes one text with them, not the last. */
static void a_second_rest_takes_no_place(void **state)
{
    char *path = write_file(
        "rest.xml",
        MAP_HEAD COLUMN("split='line semicolon'",
                        "<to field='dataset.subjects' rest='dataset.summary'/>")
            MAP_TAIL);
    struct store *s = test_register("rest.larder");
    struct error err = ERROR_INIT;
    struct sheet_map *map;

    (void)state;
    assert_ok(sheet_map_load(&map, path, &err), err);
    assert_ok(import(s, map,
                     "A\nchild / staff: one; pupil; child / parent: two;"
                     "child / x: three\n",
                     NULL, NULL, &err),
              err);
    check_fields(s, "row-2", "subjects=child, pupil, staff|summary=one");
    sheet_map_free(map);
    test_register_end(s);
    free(path);
}

static char *data_file(const char *name)
{
    char *path = xasprintf("%s/tests/data/%s", getenv("srcdir"), name);
    struct error err = ERROR_INIT;
    struct buf text = BUF_INIT;

    assert_ok(file_read(&text, path, 1 << 20, &err), err);
    free(path);
    return buf_detach(&text);
}

/* Sheets as people keep them. */
static void sheets_of_people_are_read(void **state)
{
    static const struct {
        const char *ref, *fields;
    } cases[] = {
        { "payroll-activity",
          "title=Payroll|department=Finance|dpia_needed=no|dpia_why=" },
        { "payroll",
          "title=Payroll|joint_controllers=@na|subjects=staff|stored_where=GB|"
          "how_to_see=|elements_list=|recipients_list=|sold=|children=" },
        { "payroll/element/bank-details",
          "words=bank details|category=|special_category=" },
        { "payroll/use/payroll",
          "words=Payroll|purpose=|activity=payroll-activity|"
          "basis=legal-obligation|citation=|decides=|profiling=|elements=" },
        { "payroll/recipient/hmrc", "words=HMRC|party=hmrc|category=" },
        { "payroll/retention/6-years",
          "period=P6Y|criteria=|counted_from=|action=|followed=yes" },
        { "payroll/measure/encryption-at-rest",
          "words=Encryption at rest|safeguard=encryption-at-rest" },
        { "newsletter", "subjects=customer, web-visitor|stored_where=GB, IE|"
                        "joint_controllers=acme-events-ltd" },
        { "acme-events-ltd", "name=Acme Events Ltd|address=2 High Street, "
                             "Harwick|email=hello@acme.example" },
        { "newsletter/use/prize-draws", "words=Prize draws|basis=consent" },
        { "newsletter/recipient/a-mailing-firm",
          "country=US|transfer_mechanism=uk-idta|safeguards=" },
        { "newsletter/retention/until-people-unsubscribe",
          "period=|criteria=Until people unsubscribe" },
        { "recruitment-activity",
          "dpia_needed=yes|dpia_why=health data|dpia_outcome=in-progress" },
        { "recruitment/use/recruitment",
          "basis=|citation=Art 6 - we need it|special_condition=art-9-2-b|"
          "decides=helps|interest_assessment=" },
        { "recruitment/element/cv-name-history", "words=CV (name, history)" },
        { "recruitment/recipient/police", "category=police|party=|country=" },
        { "recruitment/retention/6-months", "period=P6M|followed=@unknown" },
        { "payroll-2", "recipients_list=@none|retentions_list=@unknown|"
                       "subjects=contractor" },
        { "payroll-2-activity", "dpia_done=2025-06-30|dpia_outcome=" },
        { "gestion-de-la-paie",
          "title=Gestion de la paie|subjects=staff|controller=ville-du-port|"
          "elements_list=" },
        { "ville-du-port", "name=Ville du Port|address=1 quai des Docks|"
                           "email=contact@port.example" },
        { "gestion-de-la-paie-activity",
          "summary=Bulletins et virements|our_role=controller|dpia_needed=no" },
        { "gestion-de-la-paie/element/coordonnees-bancaires",
          "special_category=@none" },
        { "gestion-de-la-paie/use/declarer-les-cotisations",
          "basis=legal-obligation|profiling=no" },
        { "gestion-de-la-paie/retention/5-ans", "period=P5Y" },
        { "cantine-scolaire",
          "controller=ville-du-port|subjects=parent, pupil" },
        { "cantine-scolaire/element/allergies",
          "words=allergies|special_category=health" },
        { "cantine-scolaire/recipient/sogeres",
          "country=US|transfer_mechanism=art-46-2-c|"
          "safeguards=contrat du 1er mars" },
    };
    struct store *s = test_register("people.larder");
    struct sheet_map *ico = map_of("uk-ico"), *cnil = map_of("fr-cnil");
    char *one = data_file("ico.csv"), *two = data_file("cnil.csv");
    struct error err = ERROR_INIT;

    (void)state;
    assert_ok(import(s, ico, one, NULL, NULL, &err), err);
    assert_ok(import(s, cnil, two, NULL, NULL, &err), err);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_fields(s, cases[i].ref, cases[i].fields);
    check_fields(
        s, "gestion-de-la-paie",
        "notes=Dans la feuille, non classé: Transferts vers pays tiers: "
        "Aucun");
    free(one);
    free(two);
    sheet_map_free(ico);
    sheet_map_free(cnil);
    test_register_end(s);
}

/* Undone, the refs stay reserved; the sheet can be imported all the same. */
static void an_import_can_be_undone_and_done_again(void **state)
{
    struct store *s = test_register("undone.larder");
    struct sheet_map *map = map_of("uk-ico");
    struct change_info info = { .operation = "undo" };
    struct error err = ERROR_INIT;
    struct buf said = BUF_INIT;
    char change[UUID_TEXT];

    (void)state;
    assert_ok(import(s, map, "Purpose\nPayroll\n", NULL, NULL, &err), err);
    assert_int_equal(history_last(s, NULL, false, change, NULL, &err), 1);
    assert_ok(change_begin(s, &info, &err), err);
    assert_ok(change_undo(s, change, &err), err);
    assert_ok(change_commit(s, &err), err);
    assert_ok(import(s, map, "Purpose\nPayroll\n", &said, NULL, &err), err);
    assert_string_equal(said.s, "2 added payroll-2-activity\n"
                                "2 added payroll-2\n"
                                "2 added payroll-2/use/payroll; blank purpose"
                                "\n");
    buf_clear(&said);
    assert_ok(import(s, map, "Purpose\nPayroll\n", &said, NULL, &err), err);
    assert_non_null(strstr(said.s, "2 same payroll-2\n"));
    buf_release(&said);
    sheet_map_free(map);
    test_register_end(s);
}

static void too_many_items_are_refused(void **state)
{
    struct store *s = test_register("many.larder");
    struct sheet_map *map = map_of("uk-ico");
    struct error err = ERROR_INIT;
    struct buf text = BUF_INIT, said = BUF_INIT;

    (void)state;
    buf_adds(&text, "Purpose\n");
    for (int i = 0; i < 501; i++)
        buf_addf(&text, "p%d;", i);
    assert_int_equal(import(s, map, text.s, &said, NULL, &err), -1);
    assert_non_null(strstr(said.s, "has 501 items, and 500 are allowed"));
    error_clear(&err);
    buf_release(&text);
    buf_release(&said);
    sheet_map_free(map);
    test_register_end(s);
}

/* ---- there and back ----------------------------------------------------- */

static int copy_rule(const struct record *from, void *data, struct error *err)
{
    struct record r;
    int failed;

    record_init(&r, from->kind, from->ref);
    for (size_t i = 0; i < kind_info(r.kind)->count; i++)
        value_copy(&r.values[i], &from->values[i]);
    failed = change_save(data, "test", &r, NULL, err);
    record_release(&r);
    return failed;
}

/* The sheets are long: what is told is where they part. */
static void check_same(const char *one, const char *two)
{
    size_t at = 0, from;

    while (one[at] && one[at] == two[at])
        at++;
    from = at > 200 ? at - 200 : 0;
    if (one[at] != two[at])
        fail_msg("byte %zu:\n%.300s\n---\n%.300s", at, one + from, two + from);
}

/* What was exported, and imported into an empty register, is exported so. */
static void check_back(struct store *a, const char *name)
{
    struct sheet_map *map = map_of(name);
    struct store *b = test_register("back.larder");
    struct import_totals totals;
    struct error err = ERROR_INIT;
    char *one, *two;

    /* Which countries are third ones is the register's opinion. */
    assert_ok(store_each(a, KIND_COUNTRY_RULE, copy_rule, b, &err), err);
    one = sheet_of(a, map);
    assert_ok(import(b, map, one, NULL, &totals, &err), err);
    two = sheet_of(b, map);
    check_same(one, two);
    assert_true(totals.n[IMPORT_ADDED] > 0);
    free(one);
    free(two);
    sheet_map_free(map);
    test_register_end(b);
}

static void a_register_comes_back_as_the_same_sheet(void **state)
{
    static const char *const files[] = { "charity.xml", "clean.xml" };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct store *a = test_register("charity.larder");
        struct error err = ERROR_INIT;
        char *xml = data_file(files[i]);

        assert_ok(test_import(a, xml, NULL, &err), err);
        check_back(a, "uk-ico");
        check_back(a, "fr-cnil");
        free(xml);
        test_register_end(a);
    }
}

static int collect(const struct record *r, void *data, struct error *err)
{
    struct records *l = data;

    (void)err;
    ARRAY_GROW(l->v, l->n, l->room);
    record_copy(&l->v[l->n++], r);
    return 0;
}

/* No two of a kind are called the same: for a sheet they would be one. */
static void tell_apart(struct store *s, enum kind kind)
{
    enum field title = kind_title_field(kind);
    struct records l = RECORDS_INIT;
    struct error err = ERROR_INIT;

    assert_ok(store_each(s, kind, collect, &l, &err), err);
    for (size_t i = 0; i < l.n; i++) {
        struct value *v = record_value(&l.v[i], title);
        char *text = xasprintf("%s %c", value_text(v), (char)('A' + i));

        value_set_state(v, STATE_BLANK);
        value_set_text(v, text);
        assert_ok(change_save(s, "test", &l.v[i], NULL, &err), err);
        free(text);
    }
    records_release(&l);
}

static void any_register_comes_back_as_the_same_sheet(void **state)
{
    struct coverage seen;

    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        struct store *a = test_register("any.larder");

        test_fill(a, seed * 104729, &seen);
        tell_apart(a, KIND_ELEMENT);
        tell_apart(a, KIND_PARTY);
        check_back(a, "uk-ico");
        check_back(a, "fr-cnil");
        test_register_end(a);
    }
}

/* A blank is "", and never a no; what is stated is told. */
static void blanks_and_states_are_told_apart(void **state)
{
    struct store *s = test_register("blank.larder");
    struct sheet_map *map = map_of("uk-ico");
    struct error err = ERROR_INIT;
    struct record r;
    char *text;

    (void)state;
    record_init(&r, KIND_DATASET, "d");
    value_set_text(record_value(&r, DATASET_TITLE), "D");
    assert_ok(change_save(s, "add", &r, NULL, &err), err);
    text = sheet_of(s, map);
    assert_string_equal(strchr(text, '\n'),
                        "\n,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n");
    free(text);
    value_set_state(record_value(&r, DATASET_USES_LIST), STATE_UNKNOWN);
    value_set_state(record_value(&r, DATASET_JOINT_CONTROLLERS), STATE_NONE);
    value_set_state(record_value(&r, DATASET_RECIPIENTS_LIST), STATE_NONE);
    assert_ok(change_save(s, "set", &r, NULL, &err), err);
    record_release(&r);
    text = sheet_of(s, map);
    assert_string_equal(strchr(text, '\n'),
                        "\n,not known,none,,,none,,,,,,,,,,,,,,,,,,,,,,,,\n");
    free(text);
    sheet_map_free(map);
    test_register_end(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ready_maps_are_sound),
        cmocka_unit_test(headings_are_found_however_they_are_written),
        cmocka_unit_test(the_published_headings_are_known),
        cmocka_unit_test(wrong_maps_are_refused),
        cmocka_unit_test(unknown_names_list_the_ready_maps),
        cmocka_unit_test(spans_are_read_in_words),
        cmocka_unit_test(spans_are_written_in_words),
        cmocka_unit_test(spans_come_back),
        cmocka_unit_test(states_and_answers_are_read),
        cmocka_unit_test(only_exact_terms_are_terms),
        cmocka_unit_test(cells_are_split),
        cmocka_unit_test(cells_come_back),
        cmocka_unit_test(rows_become_records),
        cmocka_unit_test(parties_are_read_with_how_to_reach_them),
        cmocka_unit_test(a_sheet_read_again_changes_nothing),
        cmocka_unit_test(a_second_rest_takes_no_place),
        cmocka_unit_test(sheets_of_people_are_read),
        cmocka_unit_test(an_import_can_be_undone_and_done_again),
        cmocka_unit_test(too_many_items_are_refused),
        cmocka_unit_test(a_register_comes_back_as_the_same_sheet),
        cmocka_unit_test(any_register_comes_back_as_the_same_sheet),
        cmocka_unit_test(blanks_and_states_are_told_apart),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
