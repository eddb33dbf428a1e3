/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/command.h"

#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"

#define OPTIONS(...)                                                           \
    .options = (const enum option_id[])                                        \
    {                                                                          \
        __VA_ARGS__, OPTION_NONE                                               \
    }
#define EXAMPLES(...)                                                          \
    .examples = (const struct command_example[])                               \
    {                                                                          \
        __VA_ARGS__,                                                           \
        {                                                                      \
            NULL, NULL                                                         \
        }                                                                      \
    }

/* The examples are run, in this order, on the register of `init --example`:
 * a test does so. */
/* clang-format off */
static const struct command commands[] = {
    { .name = "init",
      .args = "",
      .purpose = N_("Make a new register."),
      .help = N_("Only you can read the file. Nothing that is there already "
                 "is overwritten."),
      OPTIONS(OPTION_EXAMPLE),
      EXAMPLES({ "-r new.larder init",
                 N_("An empty register in this folder.") },
               { "-r example.larder init --example",
                 N_("A register to look around in.") }),
      .run = cmd_init,
      .not_at = N_("it makes a new register, which has no past") },

    { .name = "list",
      .args = N_("[KIND]"),
      .purpose = N_("Show records as lines, datasets unless you name a kind."),
      .help = N_("A filter is FIELD=VALUE, FIELD!=VALUE, FIELD~WORDS (its "
                 "text has these words), FIELD:CODE (this term or a narrower "
                 "one), FIELD<VALUE and so on, joined by 'and', 'or', 'not' "
                 "and parentheses. @none, @na, @unknown, @blank and @any ask "
                 "for the state of a field. element.FIELD asks for datasets "
                 "with such an element. On a narrow terminal the last columns "
                 "are left out, unless --columns names them."),
      .formats = "text json csv",
      OPTIONS(OPTION_WHERE, OPTION_SEARCH, OPTION_SORT, OPTION_COLUMNS,
              OPTION_LIMIT, OPTION_AFTER, OPTION_FORMAT),
      EXAMPLES({ "list", N_("All datasets.") },
               { "list party --where country=IE --columns name,email",
                 N_("The parties in Ireland.") },
               { "list --where 'next_check<2027-01-01' --sort next_check",
                 N_("What must be checked soon.") },
               { "list --where sold=@blank --format json",
                 N_("Where nobody has said whether the data are sold.") }),
      .run = cmd_list, .needs = NEEDS_READ, .args_max = 1, .pages = true },

    { .name = "show",
      .args = N_("REF"),
      .purpose = N_("Show all of one record."),
      .help = N_("A dataset is shown with all that belongs to it."),
      .formats = "text json",
      OPTIONS(OPTION_FORMAT),
      EXAMPLES({ "show bus-stop-phones",
                 N_("Everything about this dataset.") }),
      .run = cmd_show, .needs = NEEDS_READ, .args_min = 1, .args_max = 1,
      .pages = true },

    { .name = "add",
      .args = N_("KIND REF FIELD=VALUE..."),
      .purpose = N_("Add a record."),
      .help = N_("The ref is the name by which you will know the record: "
                 "lower-case letters, digits, hyphens. What belongs to a "
                 "dataset has its ref in front (bus-stop-phones/element/mac); "
                 "give only the dataset's, and the next number is taken. "
                 "'larder explain KIND' lists the fields. Separate several "
                 "items by commas; @none, @na and @unknown are states; a "
                 "text that begins with @ is written with . A new dataset "
                 "begins with the controller, data protection officer, "
                 "supervisory authority and time to answer that the "
                 "organisation states, where you give none."),
      OPTIONS(OPTION_DRY_RUN),
      EXAMPLES({ "add dataset lost-property title='Lost property'",
                 N_("A new dataset.") },
               { "add element lost-property words='What you lost'",
                 N_("What is collected for it: lost-property/element/1.") }),
      .run = cmd_add, .needs = NEEDS_WRITE, .args_min = 1,
      .args_max = ARGS_ANY },

    { .name = "set",
      .args = N_("REF... FIELD=VALUE..."),
      .purpose = N_("Change fields of records."),
      .help = N_("FIELD+=VALUE and FIELD-=VALUE add and take away items; "
                 "FIELD@fr=TEXT gives the words in French; FIELD= makes it "
                 "blank. With --where all records of a kind (datasets unless "
                 "you name another) for which the filter is true are changed, "
                 "in one step that one undo takes back."),
      OPTIONS(OPTION_WHERE, OPTION_DRY_RUN),
      EXAMPLES({ "set lost-property sold=no children=@unknown",
                 N_("One thing stated, and one stated as unknown.") },
               { "set lost-property title@fr='Objets perdus'",
                 N_("The title in French.") },
               { "set --where 'vulnerable=@blank' vulnerable=@unknown "
                 "--dry-run",
                 N_("How many datasets would change.") }),
      .run = cmd_set, .needs = NEEDS_WRITE, .args_min = 1,
      .args_max = ARGS_ANY },

    { .name = "edit",
      .args = N_("REF"),
      .purpose = N_("Change a record in your editor."),
      .help = N_("The editor is $VISUAL, else $EDITOR, else vi. If something "
                 "is wrong it opens again, with the reason at the place. "
                 "Leave without a change, or with an empty file, to change "
                 "nothing."),
      EXAMPLES({ "edit lost-property", N_("All its fields, with help.") }),
      .run = cmd_edit, .needs = NEEDS_WRITE, .args_min = 1, .args_max = 1 },

    { .name = "copy",
      .args = N_("REF NEW"),
      .purpose = N_("Make a new record from one that is there."),
      .help = N_("A dataset is copied with everything that belongs to it."),
      OPTIONS(OPTION_DRY_RUN),
      EXAMPLES({ "copy lost-property found-pets",
                 N_("A new dataset that begins as the old one is.") }),
      .run = cmd_copy, .needs = NEEDS_WRITE, .args_min = 2, .args_max = 2 },

    { .name = "rename",
      .args = N_("REF NEW"),
      .purpose = N_("Give a record another ref."),
      .help = N_("The old ref still finds it, and is never given to another "
                 "record."),
      OPTIONS(OPTION_DRY_RUN),
      EXAMPLES({ "rename found-pets animals",
                 N_("Everything that belongs to it is renamed, too.") }),
      .run = cmd_rename, .needs = NEEDS_WRITE, .args_min = 2, .args_max = 2 },

    { .name = "remove",
      .args = N_("REF..."),
      .purpose = N_("Remove records, with what belongs to them."),
      .help = N_("A record that others name stays until they no longer do. "
                 "'larder undo REF' brings back what was removed; the history "
                 "keeps it."),
      OPTIONS(OPTION_DRY_RUN),
      EXAMPLES({ "remove animals", N_("The dataset and its elements.") }),
      .run = cmd_remove, .needs = NEEDS_WRITE, .args_min = 1,
      .args_max = ARGS_ANY },

    { .name = "undo",
      .args = N_("[REF]"),
      .purpose = N_("Take back the last change, or the last one of a record."),
      .help = N_("It is refused where somebody has changed the same record "
                 "since. An undo is a change, too: 'larder redo' takes it "
                 "back."),
      OPTIONS(OPTION_DRY_RUN),
      EXAMPLES({ "undo", N_("As it was before the last change.") }),
      .run = cmd_undo, .needs = NEEDS_WRITE, .args_max = 1 },

    { .name = "redo",
      .args = N_("[REF]"),
      .purpose = N_("Take back the last undo."),
      OPTIONS(OPTION_DRY_RUN),
      EXAMPLES({ "redo", N_("As it was before the undo.") }),
      .run = cmd_redo, .needs = NEEDS_WRITE, .args_max = 1 },

    { .name = "redact",
      .args = N_("REF"),
      .purpose = N_("Erase what the history holds of a record, for ever."),
      .help = N_("For words that the law says must go. The record stays as it "
                 "is, but with --field this field becomes blank as well. It "
                 "cannot be undone; the reason is kept, and 'larder verify' "
                 "still proves all the rest."),
      OPTIONS(OPTION_FIELD, OPTION_REASON),
      EXAMPLES({ "redact lost-property --field summary "
                 "--reason 'has a name'",
                 N_("One field, of now and of before.") }),
      .run = cmd_redact, .needs = NEEDS_WRITE, .args_min = 1, .args_max = 1 },

    { .name = "history",
      .args = N_("[REF]"),
      .purpose = N_("Show who changed what and when, the newest first."),
      .help = N_("Of one record (a dataset: with what belongs to it) the "
                 "values before and after are shown, too."),
      .formats = "text json",
      OPTIONS(OPTION_LIMIT, OPTION_FORMAT),
      EXAMPLES({ "history --limit 10", N_("The last ten entries.") },
               { "history lost-property", N_("What happened to it.") }),
      .run = cmd_history, .needs = NEEDS_READ, .args_max = 1, .pages = true },

    { .name = "verify",
      .args = "",
      .purpose = N_("Prove that the history is whole."),
      .help = N_("Every entry is computed again, and every record compared "
                 "with its history. With --since it is proved, too, that "
                 "nothing before a checkpoint that was kept elsewhere "
                 "has changed. The exit status is 3 if anything is wrong."),
      OPTIONS(OPTION_SINCE),
      EXAMPLES({ "checkpoint --output kept.txt",
                 N_("Keep this file where nobody can change it.") },
               { "verify --since kept.txt",
                 N_("Is the history still that one, and more?") }),
      .run = cmd_verify, .needs = NEEDS_READ,
      .not_at = N_("it proves all of the history and the register of today; "
                   "what --at shows is proved while it is read") },

    { .name = "checkpoint",
      .args = "",
      .purpose = N_("Print three lines that stand for the whole history."),
      .help = N_("Keep them with somebody else: 'larder verify --since FILE' "
                 "proves with them that the history was not written anew."),
      OPTIONS(OPTION_OUTPUT),
      EXAMPLES({ "checkpoint", N_("Name, size and root of the history.") }),
      .run = cmd_checkpoint, .needs = NEEDS_READ },

    { .name = "backup",
      .args = N_("[FILE]"),
      .purpose = N_("Make a copy of the register, and prove that it is whole."),
      .help = N_("Others can go on working meanwhile. The copy is one file "
                 "that only you can read. It is verified before it gets its "
                 "name, and nothing that is there already is overwritten. "
                 "Without FILE it lies beside the register, with the time in "
                 "its name; if FILE is a folder, it lies there. The exit "
                 "status is 3 if it does not verify: then there is no copy."),
      EXAMPLES({ "backup monday.larder", N_("A copy in this folder.") },
               { "-r monday.larder verify",
                 N_("It is a register like any other.") }),
      .run = cmd_backup, .needs = NEEDS_READ, .args_max = 1,
      .not_at = N_("a backup is of the register as it is, with its whole "
                   "history") },

    { .name = "import",
      .args = N_("FILE..."),
      .purpose = N_("Read records from XML, tables or sheets, all or "
                    "nothing."),
      .help = N_("Register XML: records are known by their uid, else by their "
                 "ref. One that was changed here since it was exported is a "
                 "conflict: nothing is stored and the exit status is 5. '-' "
                 "is standard input.\n\n"
                 "With --kind the files are tables (CSV) of that kind. Their "
                 "headings are 'ref' and names of fields, FIELD@fr for words "
                 "in French; cells hold what the command line takes. A blank "
                 "cell leaves a field as it is, and blank in a new record. "
                 "What belongs to a dataset gets the next number if 'ref' "
                 "holds only the dataset's, or a column 'dataset' does.\n\n"
                 "With --map they are sheets (CSV) with a row for each "
                 "activity, as regulators publish them. Each row becomes an "
                 "activity and a dataset with its elements, uses, recipients "
                 "and so on; parties are found by name, or made. A code is set "
                 "only where the text is exactly a term; else it stays blank "
                 "and the text is kept, in the notes if no field fits. "
                 "Headings that the map does not know are refused."),
      .formats = "text json csv",
      OPTIONS(OPTION_KIND, OPTION_MAP, OPTION_DELIMITER, OPTION_IGNORE_UNKNOWN,
              OPTION_DRY_RUN, OPTION_FORMAT),
      EXAMPLES({ "export --output register.xml",
                 N_("All records as XML.") },
               { "import register.xml --dry-run",
                 N_("What would happen to each of them.") },
               { "export --format csv --kind party --output parties.csv",
                 N_("A table, for a spreadsheet.") },
               { "import parties.csv --kind party",
                 N_("What was changed in it.") },
               { "export --format csv --profile uk-ico --output ico.csv",
                 N_("The sheet that the regulator asks for.") },
               { "import ico.csv --map uk-ico --dry-run",
                 N_("What a sheet would become, row by row.") }),
      .run = cmd_import, .needs = NEEDS_WRITE, .args_min = 1,
      .args_max = ARGS_ANY },

    { .name = "draft",
      .args = N_("FILE..."),
      .purpose = N_("Begin datasets from the headings of CSV files."),
      .help = N_("Each file becomes a dataset and each column an element of "
                 "it. Only the line of headings is read, never a value. What "
                 "a heading says about the category, the identifying role and "
                 "the special category is a guess, from English, French and "
                 "Spanish words; the notes of the element say so. Check each "
                 "of them; all else is blank, but for what the organisation "
                 "states of itself. '-' is standard input."),
      .formats = "text json csv",
      OPTIONS(OPTION_REF, OPTION_DELIMITER, OPTION_DRY_RUN, OPTION_FORMAT),
      EXAMPLES({ "list party --columns name,phone,email --format csv "
                 ">parties.csv",
                 N_("A CSV file, to try it on.") },
               { "draft parties.csv --dry-run",
                 N_("What would be guessed, column by column.") },
               { "draft parties.csv --ref contacts",
                 N_("A dataset of that name, to be checked.") },
               { "list element --search guessed",
                 N_("What is left to check, until the notes are changed.") }),
      .run = cmd_draft, .needs = NEEDS_WRITE, .args_min = 1,
      .args_max = ARGS_ANY },

    { .name = "export",
      .args = "",
      .purpose = N_("Write the register as XML, JSON, a table or a sheet."),
      .help = N_("The same register is always the same bytes. XML imported "
                 "into a new register gives the same records, and so does a "
                 "table of each kind.\n\n"
                 "As CSV, --kind gives a table of all records of a kind with "
                 "all fields, which 'larder import --kind' reads back. "
                 "With --profile it is the sheet of a regulator: a row for each "
                 "use, with its dataset and its activity, in plain words. "
                 "Where a regulator publishes no sheet, it is a row for each "
                 "activity (consent, agreement, dataset) and a column for "
                 "each question. What is not answered is blank there, and "
                 "never a no."),
      .formats = "xml json csv",
      OPTIONS(OPTION_FORMAT, OPTION_KIND, OPTION_PROFILE, OPTION_OUTPUT),
      EXAMPLES({ "export --format json", N_("For programs.") },
               { "export --format csv --kind recipient",
                 N_("Who gets the data, with all fields.") },
               { "export --format csv --profile fr-cnil",
                 N_("The record of processing that the CNIL asks for.") }),
      .run = cmd_export, .needs = NEEDS_READ },

    { .name = "label",
      .args = N_("[print | check | issue | verify] ARGUMENT..."),
      .purpose = N_("Print the label of datasets, issue it, check a paper."),
      .help = N_("'label REF...' prints the label of datasets, for the people "
                 "in them. Several datasets are told together in one label; "
                 "--all prints one for each, or writes them into a new folder "
                 "where the format is that of a file. DRAFT is printed unless a label "
                 "of these datasets, in this language, was issued and all "
                 "that it says is true today; then that one is printed. With "
                 "--on it is told how it will be on a later day. The format "
                 "'oral' is a script to read aloud to a person, 'message' is "
                 "one text message.\n\n"
                 "'label check REF...' prints instead what is wrong with its "
                 "words: those that say too little or that few people know, "
                 "long sentences, more than 400 words in that layout, a score "
                 "that is too hard, a no without a how, and the like. Each has a code that "
                 "never changes, and says what to write instead. The exit "
                 "status is 1 if there is an error.\n\n"
                 "'label issue "
                 "REF...' keeps the exact label, who approved it and what it "
                 "was made from, as a record of the kind label, and marks the "
                 "one before as replaced; this cannot be undone. It is "
                 "refused while 'label check' finds an error in the layout in "
                 "which it is given out; --draft stores "
                 "it all the same, and nobody is given it.\n\n"
                 "'label verify FILE' takes a "
                 "label as XML, 'label verify CODE' the check code on a "
                 "paper, and tells what is no longer as people were told: "
                 "what widens (a new purpose, recipient, country or element, "
                 "a longer time, less protection, a sale), what narrows, and "
                 "what is neither. The exit status is 0 where all is true, 1 "
                 "where something widened, 4 where something changed and "
                 "nothing widened, 2 where the label is not one that was "
                 "issued here."),
      .formats = "text xml html fodt oral message json",
      OPTIONS(OPTION_ALL, OPTION_LANG, OPTION_FORMAT, OPTION_LAYOUT, OPTION_ON,
              OPTION_PROFILE, OPTION_WIDTH, OPTION_OUTPUT, OPTION_APPROVED_BY,
              OPTION_CHANGES, OPTION_LABEL_VERSION, OPTION_DRAFT,
              OPTION_DRY_RUN),
      EXAMPLES({ "label bus-stop-phones",
                 N_("As text, for paper or a form.") },
               { "label refugee-registration --layout full",
                 N_("With every detail.") },
               { "label refugee-registration --layout grid --width 60",
                 N_("With a table, for narrow paper.") },
               { "label school-laptops --format oral",
                 N_("To read it to somebody.") },
               { "label school-laptops --format message",
                 N_("To send it to a phone.") },
               { "label bus-stop-phones --format xml --output label.xml",
                 N_("As XML, with its seal.") },
               { "label bus-stop-phones --format html --output label.html",
                 N_("As a page for screens and paper.") },
               { "label bus-stop-phones --on 2027-07-01",
                 N_("As it will be then.")},
               { "label issue residents-list --approved-by city --layout short --changes "
                 "'The copy lies in Switzerland.' --dry-run",
                 N_("What issuing it would do.")}),
      .run = cmd_label, .args_max = ARGS_ANY, .tells_at = true },

    { .name = "readability",
      .args = N_("[FILE]"),
      .purpose = N_("Count the words of a text, and score how hard it is."),
      .help = N_("FILE is any text in UTF-8, such as a notice or a form; "
                 "without it, or with '-', standard input. It is taken as "
                 "English unless you name another language. There are rules for "
                 "syllables, and formulas, for English, French, Spanish, "
                 "Portuguese, German and Italian; other languages get LIX and "
                 "RIX, which were not made for them. A text of less than 100 "
                 "words gets no score."),
      .formats = "text json",
      OPTIONS(OPTION_LANG, OPTION_FORMAT),
      EXAMPLES({ "label bus-stop-phones --output label.txt",
                 N_("A text, to try it on.") },
               { "readability label.txt", N_("Its counts and scores.") },
               { "readability label.txt --format json",
                 N_("The same for programs.") }),
      .run = cmd_readability, .needs = NEEDS_NOTHING, .args_max = 1 },

    { .name = "can-use",
      .args = N_("REF"),
      .purpose = N_("Tell whether a dataset may be used or shared for a purpose."),
      .help = N_("The answer is yes, no, or that a person must decide. It is "
                 "joined over what people agreed to, the use and what allows "
                 "it, who gets the data, the agreement, the country, how long "
                 "the data may be there, and all of that for what the dataset "
                 "was made from. Every reason names the record. What is blank "
                 "or unknown never gives a yes. Without --purpose it is shown "
                 "what may be done with the dataset at all. The exit status is "
                 "0 for yes, 1 for no, 4 where a person must decide."),
      .formats = "text json",
      OPTIONS(OPTION_PURPOSE, OPTION_RECIPIENT, OPTION_COUNTRY, OPTION_ON,
              OPTION_FORMAT),
      EXAMPLES({ "can-use movement-and-cases",
                 N_("What may be done with it at all?") },
               { "can-use bus-stop-phones --purpose bus-times",
                 N_("May we use it for that?") },
               { "can-use hospital-admissions --purpose public-health "
                 "--recipient health-office",
                 N_("May the health office get it for that?") }),
      .run = cmd_can_use, .needs = NEEDS_READ, .args_min = 1, .args_max = 1,
      .pages = true },

    { .name = "trace",
      .args = N_("REF"),
      .purpose = N_("Show where the data of a dataset come from."),
      .help = N_("Back to those who first collected them, over all datasets "
                 "from which it was made. Unknown links are shown as such."),
      .formats = "text json",
      OPTIONS(OPTION_FORMAT),
      EXAMPLES({ "trace movement-and-cases",
                 N_("A dataset that was made from three others.") }),
      .run = cmd_trace, .needs = NEEDS_READ, .args_min = 1, .args_max = 1,
      .pages = true },

    { .name = "impact",
      .args = N_("REF"),
      .purpose = N_("Show whom it reaches when a consent or an agreement ends."),
      .help = N_("REF is the consent that is withdrawn, the use whose legal "
                 "basis falls, the agreement that ends; or a notice, an "
                 "element, a source, a recipient, a whole dataset. Everybody "
                 "who must be told, or must delete, stands there with what to "
                 "do and how to reach them: first our dataset, then those who "
                 "got the data, then what was made from it. As CSV it is the "
                 "list for letters."),
      .formats = "text csv json",
      OPTIONS(OPTION_FORMAT),
      EXAMPLES({ "impact hospital-admissions",
                 N_("If this dataset must go.") },
               { "impact hospital-admissions --format csv",
                 N_("The same, for letters.") }),
      .run = cmd_impact, .needs = NEEDS_READ, .args_min = 1, .args_max = 1,
      .pages = true },

    { .name = "audit",
      .args = N_("[REF...]"),
      .purpose = N_("Check the register against all rules."),
      .help = N_("'larder rules' lists them, 'larder explain ID' tells why "
                 "one matters and what to do. The exit status is 1 if there "
                 "is a finding as bad as --fail-on says, or worse, that no "
                 "waiver covers and no baseline holds.\n\n"
                 "With --profile it answers the questions of a regulator or "
                 "a law instead, in words, and tells how many of them: of "
                 "each activity (a dataset without one stands by itself), "
                 "consent, agreement or dataset, or of those that you name. "
                 "'larder explain PROFILE' lists the questions. A question is "
                 "answered if each part of it has a value, or is stated as "
                 "none or not applicable, and lists are complete; partly, if "
                 "a part is unknown or blank. It does not apply only where "
                 "the register shows that. An answer that is wanted and is "
                 "not there is an error, one in part a warning, another that "
                 "is not there an information.\n\n"
                 "With --pack all that an auditor takes along is written into "
                 "a folder, which must be new or empty: the records as HTML, "
                 "XML and tables, the sheets and answers for regulators "
                 "(--profile; else those of the country where the "
                 "organisation is, or of GDPR Art. 30), findings, labels, "
                 "documents with their SHA-256, what is due, a checkpoint of "
                 "the history, and the SHA-256 of each file. All of it is of "
                 "one moment. The exit status is 0 if it was written, "
                 "whatever was found."),
      .formats = "text json sarif junit csv",
      OPTIONS(OPTION_FAIL_ON, OPTION_BASELINE, OPTION_POLICY, OPTION_RULES,
              OPTION_VERIFY_HISTORY, OPTION_SUMMARY, OPTION_PACK,
              OPTION_PROFILE, OPTION_FORMAT),
      EXAMPLES({ "audit --fail-on none", N_("All findings.") },
               { "audit bus-stop-phones --as-of 2027-01-01 --fail-on none",
                 N_("One dataset, as it will be judged then.") },
               { "audit --profile uk-ico bus-stop-phones --fail-on none",
                 N_("What the register answers to the regulator.") },
               { "audit --pack for-the-auditor",
                 N_("A folder with all that an auditor needs.") }),
      .run = cmd_audit, .needs = NEEDS_READ, .args_max = ARGS_ANY,
      .pages = true },

    { .name = "due",
      .args = N_("[REF...]"),
      .purpose = N_("List what is due: checks, deletions, ends, answers."),
      .help = N_("First what is overdue, then day by day what comes in the "
                 "next 90 days, or as far ahead as you say; then what ends on "
                 "a day that nobody knows, what has no single day (each piece "
                 "its own, each person their own), and what is on hold. With "
                 "REF only "
                 "what is about that dataset or record, or with the party of "
                 "that ref as its steward. The exit status is 1 if anything "
                 "is overdue.\n\n"
                 "As ics it is a calendar, in English, of what has a day: "
                 "made again, it brings the same events up to date."),
      .formats = "text json csv ics",
      OPTIONS(OPTION_WITHIN, OPTION_FORMAT),
      EXAMPLES({ "due bus-stop-phones --within P2Y",
                 N_("What comes up for one dataset in two years.") },
               { "due hospital-admissions --format ics >due.ics",
                 N_("For a calendar program.") }),
      .run = cmd_due, .needs = NEEDS_READ, .args_max = ARGS_ANY,
      .pages = true },

    { .name = "next",
      .args = N_("REF"),
      .purpose = N_("Tell what is most useful to answer next about a "
                    "dataset."),
      .help = N_("At most twelve open questions about the dataset, what "
                 "belongs to it and what it names, each with the reason why "
                 "it matters and the command that answers it. First what the "
                 "label does not know, beginning with what hurts people most; "
                 "then errors that rules find, what regulators require, and "
                 "the rest. What is stated as not known comes last."),
      .formats = "text json",
      OPTIONS(OPTION_FORMAT),
      EXAMPLES({ "next street-cameras",
                 N_("What to find out first about these cameras.") }),
      .run = cmd_next, .needs = NEEDS_READ, .args_min = 1, .args_max = 1,
      .pages = true },

    { .name = "ask",
      .args = N_("REF [FIELD=VALUE...]"),
      .purpose = N_("Ask what only a person can answer, with the evidence."),
      .help = N_("Beside each question stands what the register holds. At a "
                 "terminal it asks one question after the other, first "
                 "those that are open, and stores each answer at once: you "
                 "can stop at any time and go on later. Elsewhere, or with "
                 "--list or --format, it prints all questions and answers. "
                 "With --question and FIELD=VALUE it stores that answer: the "
                 "fields are verdict, words and evidence. The sets are "
                 "ten-rules, big-data and smart-city, about a dataset, and "
                 "triple-test, about a use or all uses of a dataset."),
      .formats = "text json",
      OPTIONS(OPTION_SET, OPTION_QUESTION, OPTION_LIST, OPTION_DRY_RUN,
              OPTION_FORMAT),
      EXAMPLES({ "ask bus-stop-phones --list",
                 N_("The ten rules, and what is answered.") },
               { "ask bus-stop-phones --question TR3 verdict=partly "
                 "words='Nobody has measured it yet.'",
                 N_("One answer; the same again would change it.") },
               { "ask flood-control --set triple-test --format json",
                 N_("What was answered about each use.") }),
      .run = cmd_ask, .needs = NEEDS_NOTHING, .args_min = 1,
      .args_max = ARGS_ANY },

    { .name = "rules",
      .args = "",
      .purpose = N_("List the rules of the audit."),
      .formats = "text json",
      OPTIONS(OPTION_FORMAT),
      EXAMPLES({ "rules", N_("Their ids, severities and titles.") }),
      .run = cmd_rules, .pages = true,
      .not_at = N_("rules are not in the register") },

    { .name = "explain",
      .args = N_("RULE|KIND|KIND.FIELD|VOCABULARY|VIEW|PROFILE"),
      .purpose = N_("Explain a rule, kind, field, vocabulary, view, profile."),
      .help = N_("'larder explain kinds' lists the kinds, 'larder explain "
                 "countries' the countries of the EEA and those that were "
                 "found to protect data well, 'larder explain profiles' the "
                 "regulators and laws whose questions are known."),
      EXAMPLES({ "explain dataset", N_("What a dataset holds.") },
               { "explain dataset.sold", N_("What to write there.") },
               { "explain purposes", N_("The codes of purposes.") },
               { "explain countries", N_("Where data may go, and since "
                                         "when.") },
               { "explain v1_dataset", N_("What 'larder query' sees.") },
               { "explain uk-ico",
                 N_("What a regulator asks, and where the answers are.") }),
      .run = cmd_explain, .needs = NEEDS_TERMS, .args_min = 1, .args_max = 1,
      .pages = true },

    { .name = "vocabulary",
      .args = N_("list | show | add | import | remove [ARGUMENT...]"),
      .purpose = N_("Show vocabularies, and add terms of your own to them."),
      .help = N_("'list' lists the vocabularies. 'show VOCABULARY' shows each "
                 "term with its code, its title, the words that a label "
                 "prints, when to choose it, and its IRI where a published "
                 "vocabulary has the same; for programs 'broader' is the code "
                 "of the term above. 'add VOCABULARY CODE BROADER "
                 "FIELD=VALUE...' adds a term below the one whose code is "
                 "BROADER; it needs a title and words. 'import FILE --into "
                 "VOCABULARY' adds the terms of a CSV file as DPV and DUO "
                 "publish them, or as 'show' writes them. A row of an IRI that "
                 "is there already is left out. Where a file has no plain "
                 "words, the words of the title stand for them, and the notes "
                 "of the term say that it is not yet in plain words. 'remove "
                 "--pack NAME' takes the terms of a pack away again, unless "
                 "records use one. Own terms are records of the kind "
                 "own_term: 'larder set' changes one, 'larder undo' takes it "
                 "back."),
      .formats = "text json csv",
      OPTIONS(OPTION_INTO, OPTION_UNDER, OPTION_PACK, OPTION_DRY_RUN,
              OPTION_FORMAT),
      EXAMPLES({ "vocabulary list", N_("Their names, and how many terms.") },
               { "vocabulary show measures",
                 N_("All measures that keep data safe, as a tree.") },
               { "vocabulary add purposes stop-planning "
                 "improve-public-services title='Planning of stops' "
                 "words='To plan where buses stop'",
                 N_("A purpose of your own.") },
               { "vocabulary show purposes --format csv",
                 N_("For a spreadsheet.") }),
      .run = cmd_vocabulary, .args_min = 1, .args_max = ARGS_ANY },

    { .name = "query",
      .args = N_("SQL"),
      .purpose = N_("Ask the register in SQL; nothing can be changed by it."),
      .help = N_("It sees the views v1_dataset, v1_party and so on; 'larder "
                 "explain v1_dataset' tells their columns. :as_of is the day "
                 "of --as-of, else today."),
      .formats = "text json csv",
      OPTIONS(OPTION_FORMAT),
      EXAMPLES({ "query 'SELECT count(*) AS datasets FROM v1_dataset'",
                 N_("How many datasets there are.") }),
      .run = cmd_query, .needs = NEEDS_READ, .args_min = 1, .args_max = 1 },
};
/* clang-format on */

const struct command *command_at(size_t i)
{
    return i < sizeof commands / sizeof *commands ? &commands[i] : NULL;
}

const struct command *command_find(const char *name)
{
    for (size_t i = 0; command_at(i); i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

const char *command_nearest(const char *name)
{
    struct nearest near;

    nearest_init(&near, name);
    for (size_t i = 0; command_at(i); i++)
        nearest_offer(&near, commands[i].name);
    return near.best;
}

const char *call_format(const struct call *c)
{
    const char *given = options_text(&c->options, OPTION_FORMAT);

    return given ? given : c->command->formats;
}

bool call_format_is(const struct call *c, const char *format)
{
    const char *s = call_format(c);
    size_t len = strcspn(s, " ");

    return strlen(format) == len && memcmp(s, format, len) == 0;
}
