/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/actions.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"

enum {
    TYPING = PLACE_PICK | PLACE_MANY | PLACE_LINE,
    EVERYWHERE = PLACE_END - 1,
    ROWS = EVERYWHERE & ~PLACE_LINE, /* there is something to move over  */
    SCREENS = ROWS & ~TYPING & ~PLACE_ASK,
    SEARCHED = SCREENS & ~PLACE_WORDS & ~PLACE_CONFLICT & ~PLACE_ENTRY,
    RECORDS = PLACE_LIST | PLACE_PAGE, /* a record is selected             */
    CHOICES = PLACE_PICK | PLACE_MANY,
    /* text, and no records */
    READ = PLACE_LABEL | PLACE_CAN_USE | PLACE_HELP | PLACE_ENTRY,
};

static const struct place_info places[] = {
    { "list", N_("In a list of records"), false },
    { "page", N_("On the page of a record"), false },
    { "form", N_("In a form"), false },
    { "words", N_("In the list of languages of a field"), false },
    { "conflict", N_("When somebody else changed the same record"), false },
    { "history", N_("In the history"), false },
    { "entry", N_("On one change of the history"), false },
    { "label", N_("On the preview of a label"), false },
    { "can-use", N_("On what may be done with a dataset"), false },
    { "help", N_("On the help screen"), false },
    { "choose", N_("When one answer is chosen"), true },
    { "choose-many", N_("When several answers are chosen"), true },
    { "question", N_("When a question is asked"), false },
    { "line", N_("While a line is typed"), true },
    { "due", N_("In the list of what is due"), false },
    { "questions", N_("On the questions about a dataset"), false },
};

/* clang-format off */
static const struct action_info actions[ACTION_COUNT] = {
    [ACTION_NONE] = { .name = "" },
    [ACTION_UP] = {
        .name = "up", .keys = { "k", "Up", "^P" }, .places = ROWS,
        .help = N_("Go one row up.") },
    [ACTION_DOWN] = {
        .name = "down", .keys = { "j", "Down", "^N" }, .places = ROWS,
        .help = N_("Go one row down.") },
    [ACTION_PAGE_UP] = {
        .name = "page-up", .keys = { "PgUp", "^B" }, .places = ROWS,
        .hints = READ, .hint = N_("up"),
        .help = N_("Go one screen up.") },
    [ACTION_PAGE_DOWN] = {
        .name = "page-down", .keys = { "PgDn", "^F" }, .places = ROWS,
        .hints = READ | PLACE_QUESTIONS, .hint = N_("down"),
        .help = N_("Go one screen down.") },
    [ACTION_HALF_UP] = {
        .name = "half-up", .keys = { "^U" }, .places = SCREENS,
        .help = N_("Go half a screen up.") },
    [ACTION_HALF_DOWN] = {
        .name = "half-down", .keys = { "^D" }, .places = SCREENS,
        .help = N_("Go half a screen down.") },
    [ACTION_FIRST] = {
        .name = "first", .keys = { "g", "Home" }, .places = ROWS,
        .help = N_("Go to the first row.") },
    [ACTION_LAST] = {
        .name = "last", .keys = { "G", "End" }, .places = ROWS,
        .help = N_("Go to the last row.") },
    [ACTION_SECTION_NEXT] = {
        .name = "next-section", .keys = { "Tab" },
        .places = PLACE_PAGE | PLACE_FORM,
        .hints = PLACE_PAGE, .hint = N_("section"),
        .help = N_("Go to the next section.") },
    [ACTION_SECTION_PREVIOUS] = {
        .name = "previous-section", .keys = { "Shift-Tab" },
        .places = PLACE_PAGE | PLACE_FORM,
        .help = N_("Go to the previous section.") },
    [ACTION_BLANK_NEXT] = {
        .name = "next-blank", .keys = { "b" }, .places = PLACE_FORM,
        .hints = PLACE_FORM, .hint = N_("next blank"),
        .help = N_("Go to the next field that nobody has answered.") },
    [ACTION_OPEN] = {
        .name = "open", .keys = { "Enter" },
        .places = RECORDS | PLACE_HISTORY | PLACE_DUE,
        .hints = RECORDS | PLACE_HISTORY | PLACE_DUE, .hint = N_("open"),
        .help = N_("Open what is selected.") },
    [ACTION_EDIT] = {
        .name = "edit", .keys = { "e" }, .places = RECORDS | PLACE_DUE,
        .hints = RECORDS | PLACE_DUE, .hint = N_("edit"),
        .help = N_("Open the form of the record.") },
    [ACTION_LABEL] = {
        .name = "label", .keys = { "l" }, .places = RECORDS,
        .hints = PLACE_PAGE, .hint = N_("label"),
        .help = N_("Preview the label of the dataset.") },
    [ACTION_CAN_USE] = {
        .name = "can-use", .keys = { "m" }, .places = PLACE_PAGE,
        .help = N_("Show what may be done with the dataset, and ask about a "
                   "purpose.") },
    [ACTION_QUESTIONS] = {
        .name = "questions", .keys = { "a" }, .places = PLACE_PAGE,
        .hints = PLACE_PAGE, .hint = N_("ask"),
        .help = N_("Show the questions about the dataset or use that only a "
                   "person can answer.") },
    [ACTION_HISTORY] = {
        .name = "history", .keys = { "h" }, .places = RECORDS,
        .help = N_("Show who changed what and when: all in a list, one "
                   "record on its page.") },
    [ACTION_DUE] = {
        .name = "due", .keys = { "d" }, .places = RECORDS,
        .help = N_("Show what is due: in all of the register from a list, "
                   "about one record from its page.") },
    [ACTION_CHECK] = {
        .name = "check", .keys = { "c" }, .places = PLACE_PAGE,
        .help = N_("Check the record by all rules now, however long it "
                   "takes.") },
    [ACTION_SEARCH] = {
        .name = "search", .keys = { "/" }, .places = SEARCHED,
        .hints = PLACE_LIST | PLACE_HELP | PLACE_DUE, .hint = N_("search"),
        .help = N_("Search while you type; Esc goes back to where you "
                   "were.") },
    [ACTION_SEARCH_NEXT] = {
        .name = "search-next", .keys = { "n" }, .places = SEARCHED,
        .help = N_("Go to the next row that was searched for.") },
    [ACTION_SEARCH_PREVIOUS] = {
        .name = "search-previous", .keys = { "N" }, .places = SEARCHED,
        .help = N_("Go to the previous row that was searched for.") },
    [ACTION_FILTER] = {
        .name = "filter", .keys = { "f", "\\" }, .places = PLACE_LIST,
        .hints = PLACE_LIST, .hint = N_("filter"),
        .help = N_("Show only records for which a filter is true, such as "
                   "controller=city-of-x; Esc shows all again.") },
    [ACTION_SORT_NEXT] = {
        .name = "sort-next", .keys = { ">" }, .places = PLACE_LIST,
        .help = N_("Sort by the next column.") },
    [ACTION_SORT_PREVIOUS] = {
        .name = "sort-previous", .keys = { "<" }, .places = PLACE_LIST,
        .help = N_("Sort by the previous column.") },
    [ACTION_SORT_INVERT] = {
        .name = "sort-invert", .keys = { "I" }, .places = PLACE_LIST,
        .help = N_("Sort the other way round.") },
    [ACTION_LISTS] = {
        .name = "lists", .keys = { "o" }, .places = PLACE_LIST,
        .hints = PLACE_LIST, .hint = N_("other lists"),
        .help = N_("Choose the list of another kind of records.") },
    [ACTION_KIND_NEXT] = {
        .name = "next-list", .keys = { "Tab" }, .places = PLACE_LIST,
        .help = N_("Show the records of the next kind.") },
    [ACTION_KIND_PREVIOUS] = {
        .name = "previous-list", .keys = { "Shift-Tab" },
        .places = PLACE_LIST,
        .help = N_("Show the records of the previous kind.") },
    [ACTION_DATASETS] = {
        .name = "datasets", .keys = { "1" }, .places = PLACE_LIST,
        .help = N_("Show the datasets.") },
    [ACTION_NOTICES] = {
        .name = "notices", .keys = { "2" }, .places = PLACE_LIST,
        .help = N_("Show the notices: what people were told.") },
    [ACTION_PARTIES] = {
        .name = "parties", .keys = { "3" }, .places = PLACE_LIST,
        .help = N_("Show the parties: who plays a part.") },
    [ACTION_ORGANISATION] = {
        .name = "organisation", .keys = { "4" }, .places = PLACE_LIST,
        .help = N_("Show our own organisation.") },
    [ACTION_AGREEMENTS] = {
        .name = "agreements", .keys = { "5" }, .places = PLACE_LIST,
        .help = N_("Show the agreements with others about data.") },
    [ACTION_SET_NEXT] = {
        .name = "next-set", .keys = { "Tab" }, .places = PLACE_QUESTIONS,
        .hints = PLACE_QUESTIONS, .hint = N_("next set"),
        .help = N_("Show the questions of the next set.") },
    [ACTION_SET_PREVIOUS] = {
        .name = "previous-set", .keys = { "Shift-Tab" },
        .places = PLACE_QUESTIONS,
        .help = N_("Show the questions of the previous set.") },
    [ACTION_ADD] = {
        .name = "add", .keys = { "A" }, .places = RECORDS,
        .hints = RECORDS, .hint = N_("add"), .changes = true,
        .help = N_("Add a record of the kind that is shown here.") },
    [ACTION_RENAME] = {
        .name = "rename", .keys = { "R" }, .places = RECORDS,
        .changes = true,
        .help = N_("Give the record another ref; the old one still finds "
                   "it.") },
    [ACTION_REMOVE] = {
        .name = "remove", .keys = { "D" }, .places = RECORDS,
        .changes = true,
        .help = N_("Remove the record, after a question; undo brings it "
                   "back.") },
    [ACTION_UNDO] = {
        .name = "undo", .keys = { "u" },
        .places = RECORDS | PLACE_HISTORY | PLACE_DUE |
                  PLACE_QUESTIONS,
        .hints = RECORDS | PLACE_QUESTIONS, .hint = N_("undo"), .changes = true,
        .help = N_("Undo the last change, and the one before it the next "
                   "time.") },
    [ACTION_REDO] = {
        .name = "redo", .keys = { "^R" },
        .places = RECORDS | PLACE_HISTORY | PLACE_DUE |
                  PLACE_QUESTIONS,
        .changes = true,
        .help = N_("Do again what was undone.") },
    [ACTION_LAYOUT] = {
        .name = "layout", .keys = { "v" }, .places = PLACE_LABEL,
        .hints = PLACE_LABEL, .hint = N_("layout"),
        .help = N_("Show the next layout of the label: short, standard, grid, "
                   "full.") },
    [ACTION_LANGUAGE] = {
        .name = "language", .keys = { "t" }, .places = PLACE_LABEL,
        .hints = PLACE_LABEL, .hint = N_("language"),
        .help = N_("Show the label in the next language that it has words "
                   "for.") },
    [ACTION_EXPORT] = {
        .name = "export", .keys = { "E" }, .places = PLACE_LABEL,
        .hints = PLACE_LABEL, .hint = N_("export"), .changes = true,
        .help = N_("Write the label to a file: as text, or by the end of its "
                   "name as .html, .fodt (LibreOffice) or .xml.") },
    [ACTION_ISSUE] = {
        .name = "issue", .keys = { "I" }, .places = PLACE_LABEL,
        .hints = PLACE_LABEL, .hint = N_("issue"), .changes = true,
        .help = N_("Issue the label: keep it exactly as people are given it, "
                   "with who approved it.") },
    [ACTION_PURPOSE] = {
        .name = "purpose", .keys = { "Enter" }, .places = PLACE_CAN_USE,
        .hints = PLACE_CAN_USE, .hint = N_("purpose"),
        .help = N_("Choose the purpose that is asked about.") },
    [ACTION_WITH] = {
        .name = "with", .keys = { "w" }, .places = PLACE_CAN_USE,
        .hints = PLACE_CAN_USE, .hint = N_("with whom"),
        .help = N_("Choose who would get the data, among the recipients of "
                   "the dataset.") },
    [ACTION_ANSWER] = {
        .name = "answer", .keys = { "Enter" },
        .places = PLACE_QUESTIONS, .hints = PLACE_QUESTIONS,
        .hint = N_("answer"),
        .help = N_("Answer the selected question in a form.") },
    [ACTION_CHANGE] = {
        .name = "change", .keys = { "Enter" },
        .places = PLACE_FORM, .hints = PLACE_FORM, .hint = N_("answer"),
        .help = N_("Answer the selected field.") },
    [ACTION_STATE] = {
        .name = "state", .keys = { "Space" }, .places = PLACE_FORM,
        .hints = PLACE_FORM, .hint = N_("state"),
        .help = N_("State none, does not apply or not known instead of a "
                   "value, where the field allows it; again for the next "
                   "one.") },
    [ACTION_EDITOR] = {
        .name = "editor", .keys = { "e" }, .places = PLACE_FORM,
        .help = N_("Write the text of the field in your editor "
                   "($EDITOR).") },
    [ACTION_WORDS] = {
        .name = "words", .keys = { "w" }, .places = PLACE_FORM,
        .hints = PLACE_FORM, .hint = N_("languages"),
        .help = N_("Show the words of the field in other languages.") },
    [ACTION_REVERT] = {
        .name = "revert", .keys = { "u" }, .places = PLACE_FORM,
        .help = N_("Put the field back to what is saved.") },
    [ACTION_SAVE] = {
        .name = "save", .keys = { "S" }, .places = PLACE_FORM,
        .hints = PLACE_FORM, .hint = N_("save"), .changes = true,
        .help = N_("Save the form.") },
    [ACTION_WORDS_CHANGE] = {
        .name = "change-words", .keys = { "Enter" },
        .places = PLACE_WORDS, .hints = PLACE_WORDS, .hint = N_("change"),
        .help = N_("Change the words in the selected language.") },
    [ACTION_WORDS_ADD] = {
        .name = "add-language", .keys = { "A" }, .places = PLACE_WORDS,
        .hints = PLACE_WORDS, .hint = N_("add a language"),
        .changes = true,
        .help = N_("Add the words in another language.") },
    [ACTION_WORDS_REMOVE] = {
        .name = "remove-language", .keys = { "D" }, .places = PLACE_WORDS,
        .hints = PLACE_WORDS, .hint = N_("remove"), .changes = true,
        .help = N_("Take the words in the selected language away.") },
    [ACTION_MARK] = {
        .name = "mark", .keys = { "Space" },
        .places = PLACE_MANY, .hints = PLACE_MANY, .hint = N_("mark"),
        .help = N_("Mark the selected answer, or take its mark away.") },
    [ACTION_ACCEPT] = {
        .name = "accept", .keys = { "Enter" },
        .places = CHOICES | PLACE_ASK, .hints = CHOICES | PLACE_ASK,
        .hint = N_("choose"),
        .help = N_("Take what is selected, or all that is marked.") },
    [ACTION_PICK_ADD] = {
        .name = "add-choice", .keys = { "^A" }, .places = CHOICES,
        .hints = CHOICES, .hint = N_("add a new one"), .changes = true,
        .help = N_("Add the record that should be chosen, where it is not "
                   "there yet.") },
    [ACTION_PICK_CLEAR] = {
        .name = "clear-choice-filter", .keys = { "^U" }, .places = CHOICES,
        .help = N_("Clear what was typed, and show all answers.") },
    [ACTION_PICK_ERASE] = {
        .name = "erase-choice-filter", .keys = { "Backspace" },
        .places = CHOICES,
        .help = N_("Erase the last letter that was typed.") },
    [ACTION_THEIRS] = {
        .name = "theirs", .keys = { "t" }, .places = PLACE_CONFLICT,
        .hints = PLACE_CONFLICT, .hint = N_("theirs"),
        .help = N_("For this field keep what the other person saved.") },
    [ACTION_MINE] = {
        .name = "mine", .keys = { "m" }, .places = PLACE_CONFLICT,
        .hints = PLACE_CONFLICT, .hint = N_("mine"),
        .help = N_("For this field put mine on top of theirs.") },
    [ACTION_MERGE] = {
        .name = "save-merged", .keys = { "S" }, .places = PLACE_CONFLICT,
        .hints = PLACE_CONFLICT, .hint = N_("save"), .changes = true,
        .help = N_("Save the record as it is chosen here.") },
    [ACTION_YES] = {
        .name = "yes", .keys = { "y" }, .places = PLACE_ASK,
        .help = N_("Yes, do it.") },
    [ACTION_NO] = {
        .name = "no", .keys = { "n" }, .places = PLACE_ASK,
        .help = N_("No, leave everything as it is.") },
    [ACTION_ASK_SAVE] = {
        .name = "save-first", .keys = { "S" }, .places = PLACE_ASK,
        .changes = true,
        .help = N_("Save the form, then leave it.") },
    [ACTION_DISCARD] = {
        .name = "discard", .keys = { "x" }, .places = PLACE_ASK,
        .help = N_("Leave the form and forget what was not saved.") },
    [ACTION_LINE_ACCEPT] = {
        .name = "accept-line", .keys = { "Enter" },
        .places = PLACE_LINE, .hints = PLACE_LINE, .hint = N_("accept"),
        .help = N_("Accept the line.") },
    [ACTION_LINE_LEFT] = {
        .name = "left", .keys = { "Left", "^B" }, .places = PLACE_LINE,
        .help = N_("Go one character back.") },
    [ACTION_LINE_RIGHT] = {
        .name = "right", .keys = { "Right", "^F" }, .places = PLACE_LINE,
        .help = N_("Go one character on.") },
    [ACTION_LINE_START] = {
        .name = "line-start", .keys = { "^A", "Home" },
        .places = PLACE_LINE,
        .help = N_("Go to the beginning of the line.") },
    [ACTION_LINE_END] = {
        .name = "line-end", .keys = { "^E", "End" }, .places = PLACE_LINE,
        .help = N_("Go to the end of the line.") },
    [ACTION_LINE_ERASE] = {
        .name = "erase", .keys = { "Backspace" }, .places = PLACE_LINE,
        .help = N_("Erase the character before the cursor.") },
    [ACTION_LINE_DELETE] = {
        .name = "delete", .keys = { "Del", "^D" }, .places = PLACE_LINE,
        .help = N_("Erase the character under the cursor.") },
    [ACTION_LINE_KILL] = {
        .name = "kill", .keys = { "^K" }, .places = PLACE_LINE,
        .help = N_("Erase everything behind the cursor.") },
    [ACTION_LINE_CLEAR] = {
        .name = "clear", .keys = { "^U" }, .places = PLACE_LINE,
        .hints = PLACE_LINE, .hint = N_("clear"),
        .help = N_("Erase everything before the cursor.") },
    [ACTION_LINE_WORD] = {
        .name = "erase-word", .keys = { "^W" }, .places = PLACE_LINE,
        .hints = PLACE_LINE, .hint = N_("erase word"),
        .help = N_("Erase the word before the cursor.") },
    [ACTION_LINE_OLDER] = {
        .name = "older", .keys = { "Up", "^P" }, .places = PLACE_LINE,
        .help = N_("Show the line typed here before.") },
    [ACTION_LINE_NEWER] = {
        .name = "newer", .keys = { "Down", "^N" }, .places = PLACE_LINE,
        .help = N_("Show the line typed here after that.") },
    [ACTION_LINE_COMPLETE] = {
        .name = "complete", .keys = { "Tab" }, .places = PLACE_LINE,
        .help = N_("Complete the name of an action or a field.") },
    [ACTION_CANCEL] = {
        .name = "cancel", .keys = { "Esc", "^C" }, .places = EVERYWHERE,
        .hints = CHOICES | PLACE_LINE | PLACE_ASK, .hint = N_("cancel"),
        .help = N_("Leave a line or a question as if nothing had been "
                   "typed, clear a filter, or go back.") },
    [ACTION_CLOSE] = {
        .name = "close", .keys = { "q" }, .places = SCREENS,
        .hints = SCREENS & ~PLACE_LIST, .hint = N_("back"),
        .help = N_("Close this screen; on the last one, leave larder.") },
    [ACTION_COMMAND] = {
        .name = "command", .keys = { ":" }, .places = SCREENS,
        .help = N_("Type the name of an action; Tab completes it.") },
    [ACTION_HINTS] = {
        .name = "hints", .places = SCREENS,
        .help = N_("Show the keys at the bottom, or hide them.") },
    [ACTION_REDRAW] = {
        .name = "redraw", .keys = { "^L" }, .places = EVERYWHERE,
        .help = N_("Draw the screen again.") },
    [ACTION_SUSPEND] = {
        .name = "suspend", .keys = { "^Z" }, .places = EVERYWHERE,
        .help = N_("Go back to the shell for a while; fg returns.") },
    [ACTION_QUIT] = {
        .name = "quit", .places = SCREENS & ~PLACE_FORM & ~PLACE_CONFLICT &
                                  ~PLACE_WORDS,
        .help = N_("Leave larder.") },
    [ACTION_HELP] = {
        .name = "help", .keys = { "?", "F1" },
        .places = EVERYWHERE & ~PLACE_HELP,
        .hints = EVERYWHERE & ~PLACE_HELP, .hint = N_("help"),
        .help = N_("Show all keys, those of this screen first.") },
};
/* clang-format on */

const struct action_info *action_info(enum action action)
{
    if ((unsigned)action >= ACTION_COUNT)
        bug("no such action: %d", (int)action);
    return &actions[action];
}

const struct place_info *place_info(enum place place)
{
    size_t i = 0;

    while (i < sizeof places / sizeof *places && 1u << i != (unsigned)place)
        i++;
    if (i == sizeof places / sizeof *places)
        bug("no such place: %d", (int)place);
    return &places[i];
}

bool action_key_works(const char *key, enum place place)
{
    return !place_info(place)->typing || (key[0] && key[1]);
}

enum action action_of_key(const char *key, enum place place)
{
    for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
        const struct action_info *info = &actions[a];

        if (!(info->places & (unsigned)place) || !action_key_works(key, place))
            continue;
        for (size_t i = 0; info->keys[i]; i++)
            if (strcmp(info->keys[i], key) == 0)
                return (enum action)a;
    }
    return ACTION_NONE;
}

enum action action_find(const char *name, enum place place)
{
    for (int a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
        if ((actions[a].places & (unsigned)place) &&
            strcmp(actions[a].name, name) == 0)
            return (enum action)a;
    return ACTION_NONE;
}

const char *action_key(enum action action, enum place place)
{
    const struct action_info *info = action_info(action);

    for (size_t i = 0; info->keys[i]; i++)
        if (action_key_works(info->keys[i], place))
            return info->keys[i];
    return NULL;
}
