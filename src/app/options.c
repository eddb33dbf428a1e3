/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

static const struct option_info infos[OPTION_COUNT] = {
    [OPTION_NONE] = { .name = "" },
    [OPTION_REGISTER] = { .name = "register",
                          .letter = 'r',
                          .argument = N_("FILE"),
                          .help = N_("The file of the register; else "
                                     "$LARDER_REGISTER names it, else it is "
                                     "larder/register.larder in "
                                     "$XDG_DATA_HOME.") },
    [OPTION_AS_OF] = { .name = "as-of",
                       .argument = N_("DATE"),
                       .help = N_("Judge as if today were this day, such as "
                                  "2026-11-23.") },
    [OPTION_AT] = { .name = "at",
                    .argument = N_("MOMENT"),
                    .help = N_("Show the register as it stood at the end of "
                               "a day (2026-03-31), at a time of the history "
                               "(2026-03-31T10:00:00Z), or after an entry of "
                               "it (@57).") },
    [OPTION_HELP] = { .name = "help",
                      .letter = 'h',
                      .help = N_("Print this help and end.") },
    [OPTION_VERSION] = { .name = "version",
                         .help = N_("Print the version and end.") },
    [OPTION_AFTER] = { .name = "after",
                       .argument = N_("REF"),
                       .help = N_("Begin after this record: the next "
                                  "page.") },
    [OPTION_ALL] = { .name = "all", .help = N_("One label for each dataset.") },
    [OPTION_APPROVED_BY] = { .name = "approved-by",
                             .argument = N_("PARTY"),
                             .help = N_("The party that says that the label "
                                        "may be given to people.") },
    [OPTION_BASELINE] = { .name = "baseline",
                          .argument = N_("FILE"),
                          .help = N_("A report that 'larder audit --format "
                                     "json' made earlier: what it holds is "
                                     "shown, and fails no more.") },
    [OPTION_CHANGES] = { .name = "changes",
                         .argument = N_("TEXT"),
                         .help = N_("What is new since the label before, in "
                                    "the language of the label.") },
    [OPTION_COLUMNS] = { .name = "columns",
                         .argument = N_("FIELD,..."),
                         .help = N_("The fields to show beside the ref.") },
    [OPTION_COUNTRY] = { .name = "country",
                         .argument = N_("CC"),
                         .help = N_("The country to which the data go, as two "
                                    "letters; else that of the "
                                    "recipient.") },
    [OPTION_DELIMITER] = { .name = "delimiter",
                           .argument = N_("NAME"),
                           .choices = "auto comma semicolon tab pipe",
                           .fallback = "auto",
                           .help = N_("What parts the columns of the file; "
                                      "auto finds out.") },
    [OPTION_DRAFT] = { .name = "draft",
                       .help = N_("Store the label, but do not give it "
                                  "out.") },
    [OPTION_DRY_RUN] = { .name = "dry-run",
                         .letter = 'n',
                         .help = N_("Say what would happen, and change "
                                    "nothing.") },
    [OPTION_EXAMPLE] = { .name = "example",
                         .help = N_("Fill it with a worked example.") },
    [OPTION_FAIL_ON] = { .name = "fail-on",
                         .argument = N_("SEVERITY"),
                         .choices = "error warning info none",
                         .fallback = "error",
                         .help = N_("The mildest finding that makes the exit "
                                    "status 1.") },
    [OPTION_FIELD] = { .name = "field",
                       .argument = N_("FIELD"),
                       .help = N_("Only this field, of now and of before.") },
    [OPTION_FORMAT] = { .name = "format",
                        .letter = 'f',
                        .argument = N_("FORMAT"),
                        .choices = "",
                        .help = N_("The format of the result.") },
    [OPTION_IGNORE_UNKNOWN] = { .name = "ignore-unknown",
                                .help = N_("Leave out columns whose heading "
                                           "is not known.") },
    [OPTION_INTO] = { .name = "into",
                      .argument = N_("VOCABULARY"),
                      .help = N_("The vocabulary that gets the terms.") },
    [OPTION_KIND] = { .name = "kind",
                      .argument = N_("KIND"),
                      .help = N_("The kind of the records, one a row.") },
    [OPTION_LABEL_VERSION] = { .name = "label-version",
                               .argument = N_("VERSION"),
                               .help = N_("The version of the label; else the "
                                          "number after the last one.") },
    [OPTION_LANG] = { .name = "lang",
                      .letter = 'l',
                      .argument = N_("LANGUAGE"),
                      .help = N_("The language of the reader, such as fr or "
                                 "en-x-child.") },
    [OPTION_LAYOUT] = { .name = "layout",
                        .argument = N_("LAYOUT"),
                        .fallback = "standard",
                        .help = N_("How much of a label is shown: short, "
                                   "standard, grid (with a table of what is "
                                   "collected) or full.") },
    [OPTION_LIMIT] = { .name = "limit",
                       .argument = N_("NUMBER"),
                       .help = N_("Show at most this many.") },
    [OPTION_LIST] = { .name = "list",
                      .help = N_("Print the questions, and ask nothing.") },
    [OPTION_MAP] = { .name = "map",
                     .argument = N_("MAP"),
                     .help = N_("What the headings of the sheet mean: uk-ico, "
                                "fr-cnil, or a file.") },
    [OPTION_ON] = { .name = "on",
                    .argument = N_("DATE"),
                    .help = N_("The day that is asked about; else "
                               "today.") },
    [OPTION_OUTPUT] = { .name = "output",
                        .letter = 'o',
                        .argument = N_("FILE"),
                        .fallback = "-",
                        .help = N_("Write to this file; - is standard "
                                   "output.") },
    [OPTION_PACK] = { .name = "pack",
                      .argument = N_("NAME"),
                      .help = N_("Of terms, the name of their pack, else that "
                                 "of the file; of an audit, the folder for the "
                                 "auditor's pack.") },
    [OPTION_POLICY] = { .name = "policy",
                        .argument = N_("FILE"),
                        .help = N_("How bad your organisation takes the "
                                   "findings of some rules to be, and "
                                   "why.") },
    [OPTION_PROFILE] = { .name = "profile",
                         .argument = N_("PROFILE"),
                         .help = N_("The questions of a regulator or a law, "
                                    "such as uk-ico or fr-cnil; of a label, "
                                    "the columns of its grid: general, city, "
                                    "humanitarian, school or health.") },
    [OPTION_PURPOSE] = { .name = "purpose",
                         .argument = N_("PURPOSE"),
                         .help = N_("What for: a code that 'larder explain "
                                    "purposes' shows.") },
    [OPTION_QUESTION] = { .name = "question",
                          .letter = 'q',
                          .argument = N_("NUMBER"),
                          .help = N_("Only the question of this number, such "
                                     "as TR3.") },
    [OPTION_REASON] = { .name = "reason",
                        .argument = N_("TEXT"),
                        .help = N_("Why: it is recorded in place of what was "
                                   "erased.") },
    [OPTION_RECIPIENT] = { .name = "recipient",
                           .argument = N_("REF"),
                           .help = N_("Who gets the data: a recipient of the "
                                      "dataset, a party, or a kind of "
                                      "recipients such as police.") },
    [OPTION_REF] = { .name = "ref",
                     .argument = N_("REF"),
                     .help = N_("The ref of the new dataset; else it is made "
                                "from the name of the file.") },
    [OPTION_RULES] = { .name = "rules",
                       .argument = N_("FOLDER"),
                       .help = N_("Ask the rules of this folder, too; it may "
                                  "be given several times."),
                       .repeats = true },
    [OPTION_SEARCH] = { .name = "search",
                        .letter = 's',
                        .argument = N_("WORDS"),
                        .help = N_("Only records in which all these words "
                                   "stand.") },
    [OPTION_SET] = { .name = "set",
                     .argument = N_("SET"),
                     .help = N_("The set of questions; else ten-rules, or "
                                "triple-test about a use.") },
    [OPTION_SINCE] = { .name = "since",
                       .argument = N_("FILE"),
                       .help = N_("A checkpoint made earlier, which this "
                                  "history must extend.") },
    [OPTION_SORT] = { .name = "sort",
                      .argument = N_("FIELD"),
                      .fallback = "ref",
                      .help = N_("Sort by this field; -FIELD is the other way "
                                 "round.") },
    [OPTION_SUMMARY] = { .name = "summary",
                         .help = N_("Print only the summary: at most ten "
                                    "lines.") },
    [OPTION_UNDER] = { .name = "under",
                       .argument = N_("CODE"),
                       .help = N_("The term below which those go that have "
                                  "no other place.") },
    [OPTION_VERIFY_HISTORY] = { .name = "verify-history",
                                .help = N_("Prove the history, too; what is "
                                           "wrong with it is LOG-01.") },
    [OPTION_WHERE] = { .name = "where",
                       .letter = 'w',
                       .argument = N_("FILTER"),
                       .help = N_("Only records for which this is true, such "
                                  "as 'children=yes and sold!=no'.") },
    [OPTION_WIDTH] = { .name = "width",
                       .argument = N_("NUMBER"),
                       .fallback = "72",
                       .help = N_("The width of a line, in characters; a label "
                                  "is a list below 60.") },
    [OPTION_WITHIN] = { .name = "within",
                        .argument = N_("SPAN"),
                        .fallback = "P90D",
                        .help = N_("How far to look ahead, such as P30D, P6M "
                                   "or P1Y.") },
};

const enum option_id options_common[] = { OPTION_REGISTER, OPTION_AS_OF,
                                          OPTION_AT,       OPTION_HELP,
                                          OPTION_VERSION,  OPTION_NONE };

const struct option_info *option_info(enum option_id option)
{
    return &infos[option];
}

enum option_id option_find_letter(char letter)
{
    for (int i = OPTION_NONE + 1; i < OPTION_COUNT; i++)
        if (infos[i].letter && infos[i].letter == letter)
            return (enum option_id)i;
    return OPTION_NONE;
}

void options_release(struct options *o)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        strs_release(&o->all[i]);
}

bool options_has(const struct options *o, enum option_id option)
{
    return o->given[option] != NULL;
}

const char *options_text(const struct options *o, enum option_id option)
{
    return o->given[option] ? o->given[option] : infos[option].fallback;
}

int options_number(const struct options *o, enum option_id option, size_t least,
                   size_t most, size_t *out, struct error *err)
{
    const char *s = options_text(o, option);
    unsigned long n;
    char *end;

    if (!s)
        return 0;
    errno = 0;
    n = strtoul(s, &end, 10);
    if (strspn(s, "0123456789") == 0 || *end || errno || n < least || n > most)
        return error_set(err, ERROR_USAGE,
                         _("'%s' is not right for --%s, which takes a whole "
                           "number from %zu to %zu"),
                         s, infos[option].name, least, most);
    *out = n;
    return 0;
}

int options_choice(const char *choices, const char *word)
{
    size_t len = strlen(word);

    for (int i = 0; *choices; i++) {
        size_t n = strcspn(choices, " ");

        if (n == len && memcmp(choices, word, n) == 0)
            return i;
        choices += n;
        choices += strspn(choices, " ");
    }
    return -1;
}
