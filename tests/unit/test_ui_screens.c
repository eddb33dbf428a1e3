/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * Golden screens: keys from a file, a terminal that is /dev/null, and what is
 * then on the screen against tests/golden/screen-NAME.  GENERATE=1 writes
 * those files anew; the review is their diff.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdio.h>

#include "app/session.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/random.h"
#include "register.h"
#include "store/read.h"
#include "ui/term.h"
#include "ui/ui.h"
#include "ui/wait.h"

enum { NOON = 1795428000 }; /* 2026-11-23 10:00 UTC                        */

/* Keys as a terminal called xterm-256color sends them. */
#define ENTER "\r"
#define ESC "\033"
#define TAB "\t"
#define UP "\033OA"
#define DOWN "\033OB"
#define LEFT "\033OD"
#define END "\033OF"
#define PGDN "\033[6~"
#define PASTE(text) "\033[200~" text "\033[201~"
#define CTRL_A "\001"
#define CTRL_K "\013"
#define CTRL_R "\022"
#define CTRL_U "\025"

/* ncurses keeps what it allocates for a terminal that it does not know. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:new_prescr\n";
}

static struct session session;

/* --- a small register ---------------------------------------------------- */

static void add_parties(struct store *s)
{
    register_add(s, KIND_PARTY, "city-of-x", "name", "City of X", "party_kind",
                 "public-authority", "country", "IE", NULL);
    register_add(s, KIND_PARTY, "anna", "name", "Anna Steward", NULL);
    register_add(s, KIND_PARTY, "tokyo", "name", "東京都庁・個人情報保護課",
                 "country", "JP", NULL);
    register_add(s, KIND_ORGANISATION, "organisation", "party", "city-of-x",
                 "default_language", "en", NULL);
}

static void add_phones(struct store *s)
{
    register_add(s, KIND_DATASET, "phones", "title", "Phones near bus stops",
                 "summary",
                 "We count phones near 40 bus stops to plan bus times.",
                 "controller", "city-of-x", "steward", "anna", "nature",
                 "pseudonymised", "sensitivity", "low", "subjects", "passer-by",
                 "children", "@unknown", "joint_controllers", "@none", NULL);
    register_add(s, KIND_ELEMENT, "phones/element/code", "words",
                 "A code that your phone sends to look for Wi-Fi", NULL);
    register_add(s, KIND_USE, "phones/use/plan", "words", "To plan bus times",
                 "elements", "phones/element/code", "choice", "opt-out",
                 "say_no_how", "Turn off Wi-Fi.", "basis", "public-task", NULL);
}

static void add_others(struct store *s)
{
    register_add(s, KIND_DATASET, "cameras", "title", "Street cameras",
                 "controller", "city-of-x", "sensitivity", "high",
                 "responsibilities", "@na", NULL);
    register_add(s, KIND_DATASET, "school-meals", "title", "School meals",
                 "controller", "@unknown", NULL);
    register_add(s, KIND_DATASET, "wide", "title",
                 "住民基本台帳に基づく予防接種の記録と通知の送付先", NULL);
    register_add(s, KIND_DATASET, "combined", "title",
                 "Cafe\u0301 de l'E\u0301te\u0301: les re\u0301sultats", NULL);
    register_add(s, KIND_NOTICE, "sign", "title", "Sign at the bus stops",
                 "notice_version", "2", "datasets", "phones", NULL);
}

/* What no gate refuses, and no terminal may see. */
static void add_hostile(struct store *s)
{
    register_add(s, KIND_DATASET, "hostile", "title",
                 "\u2066left\u2069 \u200bzero \ufeffwidth", "summary",
                 "[31mred \\x1b \u2067right to left\u2069 end", NULL);
}

static int set_up(void **state)
{
    (void)state;
    clock_fix(NOON);
    random_fix(7);
    session = (struct session){ .config = CONFIG_INIT };
    session.store = register_new();
    session.path = xstrdup("city.larder");
    session.actor = xstrdup("tester");
    add_parties(session.store);
    add_phones(session.store);
    add_others(session.store);
    add_hostile(session.store);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    register_free(session.store);
    session.store = NULL;
    session_release(&session);
    return 0;
}

/* --- a terminal ---------------------------------------------------------- */

struct look {
    int width, height;
    bool mono;
};

static const struct look small = { 80, 24, true };
static const struct look coloured = { 80, 24, false };
static const struct look large = { 140, 40, true };

static FILE *key_file(const char *keys)
{
    FILE *f = tmpfile();

    assert_non_null(f);
    fputs(keys, f);
    fflush(f);
    rewind(f);
    return f;
}

/* Presses keys, and adds the screen; all that is written goes to a file. */
static void play_to(FILE *written, struct look look, struct buf *out,
                    const char *keys)
{
    struct error err = ERROR_INIT;
    struct term_options o = { .in = key_file(keys),
                              .out = written,
                              .name = "xterm-256color",
                              .mono = look.mono,
                              .height = look.height,
                              .width = look.width };
    struct ui *ui;

    must(ui_open(&ui, &session, &o, &err), &err);
    ui_loop(ui);
    ui_dump(ui, out);
    ui_close(ui);
    fclose(o.in);
}

static void play(struct look look, struct buf *out, const char *keys)
{
    FILE *nowhere = fopen("/dev/null", "w");

    play_to(nowhere, look, out, keys);
    fclose(nowhere);
}

/* --- golden files -------------------------------------------------------- */

static char *golden_path(const char *name)
{
    const char *srcdir = getenv("srcdir");

    return xasprintf("%s/tests/golden/screen-%s", srcdir ? srcdir : ".", name);
}

static void write_golden(const char *path, const struct buf *got)
{
    FILE *f = fopen(path, "w");

    if (!f)
        fail_msg("cannot write %s", path);
    fwrite(got->s, 1, got->len, f);
    fclose(f);
}

static void compare(const char *name, const struct buf *got)
{
    struct error err = ERROR_INIT;
    struct buf expected = BUF_INIT;
    char *path = golden_path(name);

    if (getenv("GENERATE"))
        write_golden(path, got);
    must(file_read(&expected, path, 1 << 20, &err), &err);
    if (strcmp(expected.s, got->s) != 0)
        fail_msg("%s is not what is on the screen now:\n%s", path, got->s);
    buf_release(&expected);
    free(path);
}

/* The part of a dump behind some words. */
static const char *behind(const struct buf *dump, const char *words)
{
    const char *at = strstr(dump->s, words);

    if (!at)
        fail_msg("no '%s' in\n%s", words, dump->s);
    return at + strlen(words);
}

/*
 * Where the eye is, a braille display must be, too: on the sign of what is
 * selected, or ("...text") behind what was typed.
 */
static void check_cursor(const struct buf *dump, const char *sign)
{
    bool typed = strncmp(sign, "...", 3) == 0;
    const char *line = dump->s;
    int y = 0, x = 0;

    assert_int_equal(sscanf(behind(dump, "\ncursor "), "%d %d", &y, &x), 2);
    for (int i = 0; i <= y; i++)
        line = strchr(line, '\n') + 1;
    sign += typed ? 3 : 0;
    if (typed)
        x -= (int)strlen(sign);
    if (x < 0 || strncmp(line + x, sign, strlen(sign)) != 0)
        fail_msg("the cursor at %d %d is not on '%s' in\n%s", y, x, sign,
                 dump->s);
}

static void cut_roles(struct buf *dump)
{
    const char *roles = strstr(dump->s, "\nrole");

    if (roles)
        buf_truncate(dump, (size_t)(roles - dump->s));
}

/* A screen in black and white, and with the same words in colour. */
static void golden(const char *name, struct look look, const char *sign,
                   const char *keys)
{
    struct buf mono = BUF_INIT, colour = BUF_INIT;
    char *twin = xasprintf("%s-colour", name);
    struct look other = look;

    other.mono = false;
    play(look, &mono, keys);
    compare(name, &mono);
    check_cursor(&mono, sign);
    play(other, &colour, keys);
    compare(twin, &colour);
    cut_roles(&mono);
    if (strncmp(strchr(mono.s, '\n'), strchr(colour.s, '\n'),
                strlen(strchr(mono.s, '\n'))) != 0)
        fail_msg("%s says something else in colour", name);
    buf_release(&mono);
    buf_release(&colour);
    free(twin);
}

static void keys_golden(const char *name, const char *sign, const char *keys)
{
    golden(name, small, sign, keys);
}

/* The screen after these keys shows the words. */
static void shows(const char *words, const char *keys)
{
    struct buf dump = BUF_INIT;

    play(coloured, &dump, keys);
    behind(&dump, words);
    buf_release(&dump);
}

static void hides(const char *words, const char *keys)
{
    struct buf dump = BUF_INIT;

    play(coloured, &dump, keys);
    if (strstr(dump.s, words))
        fail_msg("'%s' is in\n%s", words, dump.s);
    buf_release(&dump);
}

/* All that the terminal is sent meanwhile. */
static void play_sent(struct buf *sent, struct buf *dump, const char *keys)
{
    FILE *f = tmpfile();
    int c;

    play_to(f, coloured, dump, keys);
    rewind(f);
    while ((c = getc(f)) != EOF)
        buf_addc(sent, (char)c);
    fclose(f);
}

/* Were the words on the screen for a while, and are gone now? */
static bool said_meanwhile(const char *words, const char *keys)
{
    struct buf dump = BUF_INIT, text = BUF_INIT;
    bool said;

    play_sent(&text, &dump, keys);
    said = memmem(text.s, text.len, words, strlen(words)) != NULL;
    assert_null(strstr(dump.s, words));
    buf_release(&text);
    buf_release(&dump);
    return said;
}

/* --- what each screen looks like ----------------------------------------- */

static void test_list(void **state)
{
    (void)state;
    keys_golden("list", ">", DOWN);
    keys_golden("list-parties", ">", "3");
    keys_golden("lists", ">", "o");
    keys_golden("list-filter", ">", "fcontroller=city-of-x" ENTER);
    keys_golden("list-search", ".../street", "/street");
    golden("list-wide", large, ">", "Gk");
}

static void test_page(void **state)
{
    (void)state;
    keys_golden("page", ">", "/phones" ENTER ENTER);
    keys_golden("page-end", ">", "/phones" ENTER ENTER "G");
    golden("page-wide", large, ">", "/phones" ENTER ENTER);
    shows("Who is responsible for    does not apply\n  what\n",
          "/cameras" ENTER ENTER);
}

static void test_form(void **state)
{
    (void)state;
    keys_golden("form", ">", "/phones" ENTER "e" DOWN " ");
    keys_golden("form-new", ">", "A" ENTER "Bus tickets" ENTER);
    keys_golden("form-line", "...Bus ticke", "A" ENTER "Bus tickets" LEFT LEFT);
    keys_golden("form-wrong", ">", "AS");
    keys_golden("form-plain", "...third parties",
                "A" ENTER "Sold to third parties");
    shows("'third parties' is not plain. Write instead: its name.",
          "A" ENTER "Sold to third parties");
    hides("is not plain", "A" ENTER "Sold to third parties"
                          "\177");
    shows("'Some' is not plain", "A" ENTER "Some data" ENTER UP UP);
    hides("is not plain", "A" ENTER "Some data" ENTER);
    hides("is not plain", "A" ENTER "Some data" ESC);
    keys_golden("form-leave", ">", "A" ENTER "Bus tickets" ENTER "q");
}

static void test_choosing(void **state)
{
    (void)state;
    keys_golden("pick-terms", ">",
                "/phones" ENTER "e/About whom" ENTER ENTER " ");
    keys_golden("pick-found", ">",
                "/phones" ENTER "e/Not used" ENTER ENTER "bus");
    keys_golden("pick-records", ">",
                "/phones" ENTER "e/Controller" ENTER ENTER);
    keys_golden("words", ">",
                "/phones" ENTER "ewAfr" ENTER "Te\u0301le\u0301phones" ENTER);
}

static void test_others(void **state)
{
    (void)state;
    keys_golden("help", ">", "?");
    keys_golden("label", ">", "/phones" ENTER "l");
    keys_golden("label-grid", ">", "/phones" ENTER "lvv");
    keys_golden("label-french", ">", "/phones" ENTER "lt");
    shows("full", "/phones" ENTER "lvv");
    keys_golden("can-use", ">", "/phones" ENTER ENTER "m");
    keys_golden("can-use-purpose", ">",
                "/phones" ENTER ENTER "m" ENTER "bus times" ENTER);
    keys_golden("history", ">", "h" DOWN);
    keys_golden("entry", ">", "hG" UP ENTER);
    keys_golden("remove", ">", "/phones" ENTER "D");
    keys_golden("command", "...:hist", ":hist");
}

#define ISSUE "/phones" ENTER "lIcity" ENTER ENTER "We count less." ENTER

/* A label on its way to people, and what it is worth later. */
static void test_issuing(void **state)
{
    (void)state;
    keys_golden("issue-who", ">", "/phones" ENTER "lI");
    shows("a label needs a version",
          "/phones" ENTER "lIcity" ENTER CTRL_U ENTER);
    keys_golden("issue-sure", ">", ISSUE);
    shows("layout: full", "/phones" ENTER "lvvIcity" ENTER ENTER ENTER);
    shows("DRAFT: never issued", ISSUE ENTER);
    shows("issued version 1, check code", ISSUE "y");
    keys_golden("issued", ">", "/phones" ENTER "l");
    register_add(session.store, KIND_RECIPIENT, "phones/recipient/1", "words",
                 "The police", NULL);
    keys_golden("issue-stale", ">", "/phones" ENTER "l");
}

static void add_due(struct store *s)
{
    register_add(s, KIND_DATASET, "late", "title", "Late", "steward", "anna",
                 "next_check", "2026-11-22", NULL);
    register_add(s, KIND_USE, "late/use/1", "words",
                 "\u2066left\u2069 東京都庁・個人情報保護課", "until",
                 "2026-11-24", NULL);
    register_add(s, KIND_RETENTION, "late/retention/film", "period", "P7D",
                 "counted_from", "rolling", "action", "delete", NULL);
    register_add(s, KIND_RETENTION, "phones/retention/all", "period", "P1Y",
                 "counted_from", "project-end", NULL);
    register_add(s, KIND_RETENTION, "phones/retention/case", "latest_date",
                 "2027-01-01", "hold", "yes", NULL);
}

static void test_due(void **state)
{
    struct buf dump = BUF_INIT;

    (void)state;
    keys_golden("due-empty", " ", "d");
    add_due(session.store);
    keys_golden("due", ">", "d" DOWN);
    keys_golden("due-last", ">", "dG" UP);
    keys_golden("due-page", ">", "/phones" ENTER ENTER "d");
    golden("due-wide", large, ">", "d/film" ENTER);
    /* The heading of the first row is in sight again. */
    play(small, &dump, "dGg");
    assert_non_null(strstr(dump.s, "Overdue (1)\n> 2026-11-22"));
    buf_clear(&dump);
    /* Enter goes to the record, q back to the same row. */
    play(small, &dump, "d" DOWN ENTER);
    behind(&dump, "due > Use: ");
    buf_clear(&dump);
    play(small, &dump, "d" DOWN ENTER "q");
    assert_non_null(strstr(dump.s, "> 2026-11-24"));
    buf_clear(&dump);
    /* What is removed is due no more; undo brings it back. */
    play(small, &dump, "d" DOWN ENTER "Dy");
    assert_null(strstr(dump.s, "2026-11-24"));
    buf_clear(&dump);
    play(small, &dump, "du");
    behind(&dump, "2026-11-24");
    buf_release(&dump);
}

/* What a person is asked, and what the register holds beside it. */
static void test_questions(void **state)
{
    (void)state;
    keys_golden("questions", ">", "/phones" ENTER ENTER "a" DOWN DOWN);
    golden("questions-beside", large, ">", "/phones" ENTER ENTER "a" DOWN);
    keys_golden("questions-form", ">", "/phones" ENTER ENTER "a" ENTER);
    register_add(
        session.store, KIND_ELEMENT, "wide/element/x", "words",
        "予防接種の記録と通知の送付先に基づく住民基本台帳の写しと添付書類"
        "一覧表および\u2066left\u2069 e\u0301",
        "special_category", "health", NULL);
    register_add(
        session.store, KIND_ANSWER, "wide-tr1", "about", "wide", "question",
        "TR1", "verdict", "partly", "words",
        "[31mred \\x1b \u2067right\u2069 東京都庁・個人情報保護課・東京都庁・"
        "個人情報保護課・東京都庁",
        "answered_by", "tokyo", "answered_on", "2026-05-04", NULL);
    keys_golden("questions-hostile", ">", "/wide" ENTER ENTER "a");
}

/* An answer goes through the form, and is one record. */
static void test_answers(void **state)
{
    (void)state;
    shows("0 of 10 questions are answered", "/phones" ENTER ENTER "a");
    shows("saved 'phones-tr2'",
          "/phones" ENTER ENTER "aj" ENTER ENTER "partly" ENTER "S");
    shows("> [x] TR2", "/phones" ENTER ENTER "aj");
    shows("Verdict: Partly (tester, 23 November 2026)",
          "/phones" ENTER ENTER "aj");
    shows("1 of 10 questions are answered", "/phones" ENTER ENTER "a");
    shows("saved 'phones-tr2'",
          "/phones" ENTER ENTER "aj" ENTER " " ENTER "no" ENTER "S");
    shows("Verdict: No (tester", "/phones" ENTER ENTER "aj");
    shows("Verdict: Partly (tester", "/phones" ENTER ENTER "aju");
    shows("TR2  Do you know", "/phones" ENTER ENTER "aj" ENTER);
    shows("nothing is changed", "/phones" ENTER ENTER "aj" ENTER DOWN);
    shows("questions: triple-test", "/phones" ENTER ENTER "a" TAB);
    shows("[ ] TT1  plan: Does this use", "/phones" ENTER ENTER "a" TAB);
    shows("questions: smart-city", "/phones" ENTER ENTER "a\033[Z");
    shows("questions: ten-rules", "/phones" ENTER ENTER "a" TAB "\033[Z");
    shows("> [ ] TR9", "/phones" ENTER ENTER "a/equal" ENTER);
    shows("has no uses", "/cameras" ENTER ENTER "a" TAB);
    shows("0 of 0 questions", "/cameras" ENTER ENTER "a" TAB ENTER);
    /* A use is asked what uses are asked, and nothing else. */
    shows("questions: triple-test",
          "/phones" ENTER ENTER "/bus times" ENTER "n" ENTER "a");
    shows("questions: triple-test",
          "/phones" ENTER ENTER "/bus times" ENTER "n" ENTER "a" TAB);
    shows("does nothing here", "3a");
}

/* What does not fit is read page by page; the question stays selected. */
static void test_questions_are_read(void **state)
{
    (void)state;
    shows("(PgDn shows more)", "/phones" ENTER ENTER "ajj");
    hides("Joined with", "/phones" ENTER ENTER "ajj");
    shows("> [ ] TR3", "/phones" ENTER ENTER "ajj" PGDN);
    shows("Joined with: not answered", "/phones" ENTER ENTER "ajj" PGDN);
    hides("   stopped?", "/phones" ENTER ENTER "ajj" PGDN PGDN);
    hides("(PgDn shows more)", "/phones" ENTER ENTER "ajj" PGDN);
    shows("   stopped?", "/phones" ENTER ENTER "ajj" PGDN "kj");
}

static void test_too_small(void **state)
{
    const struct look tiny = { 59, 16, true }, flat = { 60, 15, true };
    const struct look least = { 60, 16, true };
    struct buf dump = BUF_INIT;

    (void)state;
    golden("too-small", tiny, "The", "");
    play(flat, &dump, "");
    behind(&dump, "The terminal is too small: 60x16 is needed.");
    buf_release(&dump);
    golden("smallest", least, ">", "");
}

/* Stored text is made harmless; wide characters keep columns straight. */
static void test_hostile_text(void **state)
{
    (void)state;
    keys_golden("hostile", ">", "/hostile" ENTER ENTER);
    keys_golden("hostile-form", "...width", "/hostile" ENTER "e" ENTER);
    keys_golden("wide-characters", ">", "/wide" ENTER ENTER);
}

/* --- what keys do -------------------------------------------------------- */

static void test_moves(void **state)
{
    (void)state;
    shows("> School meals", "/school" ENTER);
    shows("search wrapped", "G/street");
    shows("> Street cameras", "G/street" ENTER);
    hides("> Street cameras", "G/street" ESC);
    shows("'nothing' is not here", "/nothing");
    shows("1 of 6", "Gg");
    shows("6 of 6", "G");
    shows("5 of 6", "Gk");
    shows("6 of 6", PGDN PGDN);
    shows("[2 Notices]", TAB);
    shows("[Waivers]", "\033[Z");
    shows("[5 Agreements]", "5");
    shows("[Incidents]", "oincid" ENTER);
    shows(">  *  Parties  (3)", "3o");
    shows("[3 Parties]", "3o" ESC);
}

static void test_filters(void **state)
{
    (void)state;
    shows("(2 of 6)", "fcontroller=city-of-x" ENTER);
    shows("the filter is off", "fcontroller=city-of-x" ENTER ESC);
    shows("Error:", "fcolour=red" ENTER);
    shows("filter: colour=red", "fcolour=red" ENTER);
    shows("The filter is true of no record", "fref=nobody" ENTER);
    shows("filter: title ~ \"school meals\" or ref", "fschool meals" ENTER);
    shows("(1 of 6)", "fschool meals" ENTER);
    shows("Error:", "fschool=meals" ENTER);
    shows("sort: Title", "<");
    shows("sort: Ref, reversed", "I");
    shows("filter: controller", "fcontrol" TAB);
}

/* What is done is said, undone, and done again. */
static void test_undo(void **state)
{
    (void)state;
    shows("removed 'school-meals'", "/school" ENTER "Dy");
    shows("undone: 'school-meals'", "u");
    shows("'school-meals' is removed again; u undoes", CTRL_R);
    shows("5 of 5", "G");
    shows("undone", "u");
    shows("6 of 6", "G");
    shows("removed 'school-meals'", "/school" ENTER ENTER "Dy");
    shows("5 of 5", "G");
    shows("undone: 'school-meals'", "u");
    hides("removed", "/school" ENTER "Dn");
    hides("removed", "/school" ENTER "D" ENTER);
    shows("6 of 6", "G");
    session.actor[0] = 'T';
    shows("was made by 'tester'", "u");
    shows("6 of 6", "u" ENTER "G");
    shows("undone", "uy");
}

/* After a change the record stays selected, wherever it stands by then. */
static void test_selection_stays_on_the_record(void **state)
{
    (void)state;
    shows("renamed to 'aaa'", "/school" ENTER "R" CTRL_U "aaa" ENTER);
    shows("> School meals", "/aaa" ENTER "R" CTRL_U "zzz" ENTER);
}

static void test_adds(void **state)
{
    (void)state;
    shows("undone: 'gone' was added, and is taken away",
          "A" ENTER "Gone" ENTER "Su");
    shows("'gone' is again as it was before the undo", CTRL_R "u" CTRL_R);
    shows("[1 Datasets]", "u");
    shows("saved 'bus-tickets'", "A" ENTER "Bus tickets" ENTER "S");
    shows("Elements (1)",
          "/bus-t" ENTER ENTER "Aelement" ENTER ENTER "A number" ENTER "S");
    shows("none yet: A adds one", "/bus-t" ENTER ENTER "G");
    shows("needs an answer", "AS");
    shows("> Phones near bus stops", "/phones" ENTER "e" ENTER "!" ENTER "qx");
}

static void test_states_and_revert(void **state)
{
    (void)state;
    shows("(not known)", "/phones" ENTER "e/How many" ENTER " ");
    shows("nothing is changed", "/phones" ENTER "e/How many" ENTER " u");
    shows("not saved yet", "/phones" ENTER "e/How many" ENTER " ");
    shows("that cannot be done here", "/phones" ENTER "e ");
}

static void test_commands(void **state)
{
    (void)state;
    shows("[3 Parties]", ":parties" ENTER);
    shows("[3 Parties]", ":part" TAB ENTER);
    shows("did you mean 'parties'?", ":partys" ENTER);
    hides("Enter open", ":hints" ENTER);
    shows("the key z does nothing here", "z");
}

/* Who waits longer than a moment is told what for; a moment is not told. */
static void test_waiting(void **state)
{
    static const struct {
        const char *words, *keys;
    } works[] = {
        { "Sorting by Title...", "<" },
        { "Sorting by Title...", "<I" },
        { "Sorting by Title...", "<G" },
        { "Filtering...", "ftitle~Record" ENTER },
        { "Filtering and sorting by Title...", "<ftitle~Record" ENTER PGDN },
        { "Searching...", "/record 299" },
    };

    (void)state;
    for (int i = 0; i < 300; i++) {
        char *title = xasprintf("Record %d", 999 - i);
        char *ref = xasprintf("r%d", i);

        register_add(session.store, KIND_DATASET, ref, "title", title, NULL);
        free(title);
        free(ref);
    }
    for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
        wait_set_moment(0);
        if (!said_meanwhile(works[i].words, works[i].keys))
            fail_msg("%s does not say '%s'", works[i].keys, works[i].words);
        wait_set_moment(1000000);
        assert_false(said_meanwhile("...", works[i].keys));
    }
    wait_set_moment(WAIT_MS);
}

/* What is pasted answers what is asked, and never presses a key. */
static void test_paste(void **state)
{
    struct error err = ERROR_INIT;
    struct record r;

    (void)state;
    shows("nothing can be pasted here", PASTE("Dyq"));
    shows("6 of 6", PASTE("\033OBD\ryq") "G");
    shows("Bus tickets", "A" ENTER PASTE("Bus\rtickets\r"));
    shows("Enter accept", "A" ENTER PASTE("Bus\rtickets\r"));
    shows("Two\u00b6lines", "/school" ENTER "e" DOWN ENTER PASTE("Two\rlines"));
    shows("Enter accept", "/school" ENTER "e" DOWN ENTER PASTE("Two\rlines"));
    shows("/street cam", "/" PASTE("street cam\r"));
    shows("[x]   Passers-by",
          "/phones" ENTER "e/About whom" ENTER ENTER PASTE("passer-\n"));
    shows("saved 'school-meals'", "/school" ENTER "e" DOWN ENTER PASTE(
                                      "One\r\r\"two\"\r") "!" ENTER "S");
    must(store_load(session.store, "school-meals", &r, &err), &err);
    assert_string_equal(record_text(&r, DATASET_SUMMARY), "One\n\n\"two\"\n!");
    record_release(&r);
}

/* A paste without an end is one all the same. */
static void test_paste_without_end(void **state)
{
    (void)state;
    shows("Bus tickets", "A" ENTER "\033[200~Bus tickets");
}

/* The terminal tells what is pasted while we have it, and no longer. */
static void test_paste_is_told(void **state)
{
    struct buf sent = BUF_INIT, dump = BUF_INIT;
    const char *on, *off;

    (void)state;
    play_sent(&sent, &dump, "q");
    on = memmem(sent.s, sent.len, "\033[?2004h", 8);
    off = memmem(sent.s, sent.len, "\033[?2004l", 8);
    assert_non_null(on);
    assert_non_null(off);
    assert_true(on < off);
    assert_null(
        memmem(off, sent.len - (size_t)(off - sent.s), "\033[?2004h", 8));
    buf_release(&sent);
    buf_release(&dump);
}

/* The end of the file's name chooses the form; "": text. */
static void test_export(void **state)
{
    static const struct {
        const char *end, *begins;
    } forms[] = {
        { ".xml", "<?xml" },
        { ".html", "<!DOCTYPE html>" },
        { ".fodt", "<?xml" },
        { ".txt", "DRAFT " },
    };

    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *tmp = getenv("TMPDIR");
        char *path =
            xasprintf("%s/label-test%s", tmp ? tmp : "/tmp", forms[i].end);
        char *keys = xasprintf("/phones" ENTER "lE%s%s" ENTER, CTRL_U, path);
        struct error err = ERROR_INIT;
        struct buf text = BUF_INIT;

        unlink(path);
        shows("the label is in the file", keys);
        must(file_read(&text, path, 1 << 20, &err), &err);
        assert_ptr_equal(strstr(text.s, forms[i].begins), text.s);
        shows("> n  no, keep it", keys);
        unlink(path);
        buf_release(&text);
        free(path);
        free(keys);
    }
}

/* Where the keys were read to, another one. */
static void press_save(const struct term_options *o)
{
    assert_int_equal(write(fileno(o->in), "S", 1), 1);
    assert_int_not_equal(lseek(fileno(o->in), -1, SEEK_CUR), -1);
}

/* Two people, one record: both answers are shown, and nothing is lost. */
static void test_conflict(void **state)
{
    struct error err = ERROR_INIT;
    struct buf dump = BUF_INIT;
    struct term_options o = { .out = fopen("/dev/null", "w"),
                              .name = "xterm-256color",
                              .mono = true,
                              .height = 24,
                              .width = 80 };
    enum change_outcome outcome;
    struct record r;
    struct ui *ui;

    (void)state;
    o.in = key_file("/school" ENTER "e" ENTER " for all" ENTER);
    must(ui_open(&ui, &session, &o, &err), &err);
    assert_int_equal(ui_loop(ui), 1);
    must(store_load(session.store, "school-meals", &r, &err), &err);
    register_set(&r, DATASET_TITLE, "Meals at school");
    register_set(&r, DATASET_SENSITIVITY, "low");
    must(change_save(session.store, "set", &r, &outcome, &err), &err);
    record_release(&r);

    press_save(&o);
    assert_int_equal(ui_loop(ui), 1);
    ui_dump(ui, &dump);
    compare("conflict", &dump);
    check_cursor(&dump, ">");

    press_save(&o);
    assert_int_equal(ui_loop(ui), 1);
    ui_close(ui);
    must(store_load(session.store, "school-meals", &r, &err), &err);
    assert_string_equal(record_text(&r, DATASET_TITLE), "School meals for all");
    assert_string_equal(record_text(&r, DATASET_SENSITIVITY), "low");
    record_release(&r);
    fclose(o.in);
    fclose(o.out);
    buf_release(&dump);
}

static void test_read_only(void **state)
{
    struct error err = ERROR_INIT;
    struct store *writer = session.store;

    (void)state;
    must(store_open(&session.store, store_path(writer), STORE_READ, NULL, &err),
         &err);
    keys_golden("read-only", ">", "");
    shows("was opened for reading only", "A");
    shows("was opened for reading only", "u");
    shows("was opened for reading only", "/phones" ENTER ENTER "a" ENTER);
    shows("that cannot be done here", "e" ENTER);
    store_close(session.store);
    session.store = writer;
}

static void test_quits(void **state)
{
    struct error err = ERROR_INIT;
    struct term_options o = { .in = key_file("q"),
                              .out = fopen("/dev/null", "w"),
                              .name = "xterm-256color" };
    struct ui *ui;

    (void)state;
    must(ui_open(&ui, &session, &o, &err), &err);
    assert_int_equal(ui_loop(ui), 0);
    ui_close(ui);
    fclose(o.in);
    o.in = key_file(":quit" ENTER);
    must(ui_open(&ui, &session, &o, &err), &err);
    assert_int_equal(ui_loop(ui), 0);
    ui_close(ui);
    fclose(o.in);
    fclose(o.out);
}

static void test_terminals_that_cannot(void **state)
{
    static const char *const names[] = { "dumb", "no-such-terminal" };

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct error err = ERROR_INIT;
        struct term_options o = { .in = key_file("q"),
                                  .out = fopen("/dev/null", "w"),
                                  .name = names[i] };
        struct ui *ui;

        assert_int_equal(ui_open(&ui, &session, &o, &err), -1);
        assert_non_null(strstr(err.text, names[i]));
        error_clear(&err);
        fclose(o.in);
        fclose(o.out);
    }
}

static int set_locale(void **state)
{
    (void)state;
    wait_set_patience(1000000); /* however slow the machine is             */
    return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

#define SCREEN_TEST(test)                                                      \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(test_list),
        SCREEN_TEST(test_page),
        SCREEN_TEST(test_form),
        SCREEN_TEST(test_choosing),
        SCREEN_TEST(test_others),
        SCREEN_TEST(test_issuing),
        SCREEN_TEST(test_due),
        SCREEN_TEST(test_questions),
        SCREEN_TEST(test_answers),
        SCREEN_TEST(test_questions_are_read),
        SCREEN_TEST(test_too_small),
        SCREEN_TEST(test_hostile_text),
        SCREEN_TEST(test_moves),
        SCREEN_TEST(test_filters),
        SCREEN_TEST(test_undo),
        SCREEN_TEST(test_selection_stays_on_the_record),
        SCREEN_TEST(test_adds),
        SCREEN_TEST(test_states_and_revert),
        SCREEN_TEST(test_commands),
        SCREEN_TEST(test_waiting),
        SCREEN_TEST(test_paste),
        SCREEN_TEST(test_paste_without_end),
        SCREEN_TEST(test_paste_is_told),
        SCREEN_TEST(test_export),
        SCREEN_TEST(test_conflict),
        SCREEN_TEST(test_read_only),
        SCREEN_TEST(test_quits),
        SCREEN_TEST(test_terminals_that_cannot),
    };

    return cmocka_run_group_tests(tests, set_locale, NULL);
}
