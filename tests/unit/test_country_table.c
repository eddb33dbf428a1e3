/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* Which country had which status when; the days at both ends. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <dirent.h>

#include "base/file.h"
#include "base/mem.h"
#include "model/country_table.h"
#include "model/date.h"
#include "model/region.h"
#include "model/resource.h"
#include "model/vocabulary.h"
#include "schema_check.h"

/* --- the lines ----------------------------------------------------------- */

static bool same_subject(const struct country_line *a,
                         const struct country_line *b)
{
    return strcmp(a->country, b->country) == 0 &&
           strcmp(a->status, b->status) == 0;
}

static void lines_are_sound(void **state)
{
    const struct vocabulary *statuses = vocabulary_find("country-statuses");
    const struct country_line *line, *other;
    struct date day;
    size_t i;

    (void)state;
    for (i = 0; (line = country_line_at(i)); i++) {
        assert_true(country_known(line->country));
        assert_non_null(vocabulary_term(statuses, line->status));
        assert_true(date_parse(&day, line->since));
        if (*line->until)
            assert_true(date_parse(&day, line->until) &&
                        strcmp(line->since, line->until) <= 0);
        assert_true(*line->source != '\0');
        /* No day has two answers. */
        for (size_t n = 0; (other = country_line_at(n)); n++)
            if (n != i && same_subject(line, other) &&
                country_line_holds(other, line->since))
                fail_msg("%s %s: two lines hold on %s", line->country,
                         line->status, line->since);
    }
    assert_true(i > 100);
    for (i = 0; i < statuses->count; i++) {
        bool used = false;

        for (size_t n = 0; (line = country_line_at(n)); n++)
            used |= strcmp(line->status, statuses->terms[i].code) == 0;
        assert_true(used);
    }
}

/* --- the days ------------------------------------------------------------ */

static void ends_belong_to_it(void **state)
{
    static const struct {
        const char *country, *status, *day;
        bool holds;
        const char *source; /* what its source has in it                   */
    } cases[] = {
        { "IE", "eea", "1993-12-31", false, NULL },
        { "IE", "eea", "1994-01-01", true, "EEA" },
        { "IE", "eea", "2026-11-23", true, "EEA" },
        { "LI", "eea", "1995-04-30", false, NULL },
        { "LI", "eea", "1995-05-01", true, "EEA" },
        { "PL", "eea", "2004-04-30", false, NULL },
        { "PL", "eea", "2004-05-01", true, "Accession" },
        { "HR", "eea", "2013-06-30", false, NULL },
        { "HR", "eea", "2013-07-01", true, "Accession" },
        { "CH", "eea", "2026-11-23", false, NULL },
        /* The transition, the bridge, the decisions: without a gap. */
        { "GB", "eea", "2020-01-31", true, "Art. 127" },
        { "GB", "eea", "2020-12-31", true, "Art. 127" },
        { "GB", "eea", "2021-01-01", true, "Art. 782" },
        { "GB", "eea", "2021-06-27", true, "Art. 782" },
        { "GB", "eea", "2021-06-28", false, NULL },
        { "GB", "eu-adequacy", "2021-06-27", false, NULL },
        { "GB", "eu-adequacy", "2021-06-28", true, "2021/1772" },
        { "GB", "eu-adequacy", "2025-12-18", true, "2025/1226" },
        { "GB", "eu-adequacy", "2025-12-19", true, "2025/2574" },
        { "GB", "eu-adequacy", "2031-12-27", true, "2025/2574" },
        { "GB", "eu-adequacy", "2031-12-28", false, NULL },
        { "GI", "eea", "2020-12-31", true, NULL },
        { "GI", "eea", "2021-01-01", false, NULL },
        /* Two ends by the Court, and what came after. */
        { "US", "eu-adequacy", "2000-07-25", false, NULL },
        { "US", "eu-adequacy", "2015-10-06", true, "C-362/14" },
        { "US", "eu-adequacy", "2015-10-07", false, NULL },
        { "US", "eu-adequacy", "2016-07-11", false, NULL },
        { "US", "eu-adequacy", "2020-07-16", true, "C-311/18" },
        { "US", "eu-adequacy", "2020-07-17", false, NULL },
        { "US", "eu-adequacy", "2023-07-09", false, NULL },
        { "US", "eu-adequacy", "2023-07-10", true, "2023/1795" },
        { "BR", "eu-adequacy", "2026-01-25", false, NULL },
        { "BR", "eu-adequacy", "2026-01-26", true, "2026/179" },
        { "HU", "eu-adequacy", "2004-04-30", true, "2000/519" },
        { "HU", "eu-adequacy", "2004-05-01", false, NULL },
        { "IN", "eu-adequacy", "2026-11-23", false, NULL },
        /* The lists of others. */
        { "FR", "uk-adequacy", "2020-12-31", false, NULL },
        { "FR", "uk-adequacy", "2021-01-01", true, "Schedule 21" },
        { "KR", "uk-adequacy", "2022-12-18", false, NULL },
        { "KR", "uk-adequacy", "2022-12-19", true, "2022/1213" },
        { "US", "uk-adequacy", "2023-10-11", false, NULL },
        { "US", "uk-adequacy", "2023-10-12", true, "2023/1028" },
        { "MC", "swiss-adequacy", "2023-08-31", false, NULL },
        { "MC", "swiss-adequacy", "2023-09-01", true, "235.11" },
        { "US", "swiss-adequacy", "2024-09-14", false, NULL },
        { "US", "swiss-adequacy", "2024-09-15", true, "235.11" },
        /* Nothing is guessed. */
        { "ie", "eea", "2026-11-23", false, NULL },
        { "", "eea", "2026-11-23", false, NULL },
        { "IE", "adequate", "2026-11-23", false, NULL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct country_line *line = country_status_on(
            cases[i].country, cases[i].status, cases[i].day, NULL, 0);

        if ((line != NULL) != cases[i].holds ||
            (cases[i].source && !strstr(line->source, cases[i].source)))
            fail_msg("%s %s on %s", cases[i].country, cases[i].status,
                     cases[i].day);
    }
}

/* A part is not all: whoever asks can read for whom. */
static void parts_say_so(void **state)
{
    static const char *const part[] = { "CA", "JP", "KR", "US" };
    static const char *const all[] = { "AR", "CH", "NZ", "GB" };

    (void)state;
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        assert_true(
            *country_status_on(part[i], "eu-adequacy", "2026-11-23", NULL, 0)
                 ->scope != '\0');
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        assert_string_equal(
            country_status_on(all[i], "eu-adequacy", "2026-11-23", NULL, 0)
                ->scope,
            "");
}

/* --- lines of the register ----------------------------------------------- */

static void own_lines_take_the_place(void **state)
{
    static const struct country_line own[] = {
        { "US", "eu-adequacy", "2027-01-01", "2027-12-31", "one", "" },
        { "US", "eu-adequacy", "2023-07-10", "2026-06-30", "two", "" },
        { "KE", "eu-adequacy", "2028-05-01", "", "three", "" },
    };
    static const struct {
        const char *country, *status, *day, *source;
    } cases[] = {
        { "US", "eu-adequacy", "2018-01-01", NULL },
        { "US", "eu-adequacy", "2023-07-09", NULL },
        { "US", "eu-adequacy", "2023-07-10", "two" },
        { "US", "eu-adequacy", "2026-06-30", "two" },
        { "US", "eu-adequacy", "2026-07-01", NULL },
        { "US", "eu-adequacy", "2027-01-01", "one" },
        { "US", "eu-adequacy", "2027-12-31", "one" },
        { "US", "eu-adequacy", "2028-01-01", NULL },
        { "KE", "eu-adequacy", "2028-04-30", NULL },
        { "KE", "eu-adequacy", "2099-01-01", "three" },
        /* Another status, another country: as shipped. */
        { "US", "uk-adequacy", "2026-07-01",
          "SI 2023/1028 (UK-US data bridge)" },
        { "AR", "eu-adequacy", "2026-07-01", "Decision 2003/490/EC" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct country_line *line =
            country_status_on(cases[i].country, cases[i].status, cases[i].day,
                              own, sizeof own / sizeof *own);

        if (!cases[i].source)
            assert_null(line);
        else
            assert_string_equal(line->source, cases[i].source);
    }
}

/* --- the schema ---------------------------------------------------------- */

static bool is_valid(const char *bytes, size_t len)
{
    return schema_accepts("larder-countries.xsd", bytes, len);
}

static void the_table_is_valid(void **state)
{
    const struct resource *file = resource_find("tables/countries.xml");

    (void)state;
    assert_true(is_valid((const char *)file->bytes, file->len));
}

static void samples_are_what_their_names_say(void **state)
{
    const char *dir = getenv("srcdir");
    char *folder = xasprintf("%s/schemas/samples", dir ? dir : ".");
    DIR *d = opendir(folder);
    struct dirent *e;
    int seen[2] = { 0, 0 };

    (void)state;
    assert_non_null(d);
    while ((e = readdir(d)) != NULL) {
        bool bad = strncmp(e->d_name, "countries-bad-", 14) == 0;
        struct buf xml = BUF_INIT;
        char *path;

        if (!bad && strcmp(e->d_name, "countries-valid.xml") != 0)
            continue;
        path = xasprintf("%s/%s", folder, e->d_name);
        assert_int_equal(file_read(&xml, path, 100000, NULL), 0);
        if (is_valid(xml.s, xml.len) == bad)
            fail_msg("%s: wrong", path);
        seen[bad]++;
        buf_release(&xml);
        free(path);
    }
    closedir(d);
    free(folder);
    assert_int_equal(seen[0], 1);
    assert_int_equal(seen[1], 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_sound),
        cmocka_unit_test(ends_belong_to_it),
        cmocka_unit_test(parts_say_so),
        cmocka_unit_test(own_lines_take_the_place),
        cmocka_unit_test(the_table_is_valid),
        cmocka_unit_test(samples_are_what_their_names_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
