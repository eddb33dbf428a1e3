/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_SCREENS_H
#define LARDER_UI_SCREENS_H

#include "model/kinds.h"
#include "model/record.h"
#include "ui/lineedit.h"
#include "ui/screen.h"

/* The screens, and how each is opened.  What is passed is copied. */

/* The lists of records that stand by themselves, one at a time. */
void list_open(struct ui *ui);

/* The page of the record of that number. */
void page_open(struct ui *ui, int64_t id);

/* The form of a record, at a field (FIELD_COUNT: the first). */
void form_open(struct ui *ui, int64_t id, enum field at);

/* The form of a new one; `parent` is the ref of its dataset, or NULL. */
void form_add(struct ui *ui, enum kind kind, const char *parent);

/* The words of a field in other languages.  `value` belongs to the owner. */
void words_open(struct screen *owner, enum field field, struct value *value);

/*
 * What to do where somebody else saved the record meanwhile.  `base` is what
 * the person began with, `mine` what they made of it.  Saving closes the form.
 */
void conflict_open(struct screen *form, const struct record *base,
                   const struct record *mine);

/* The form of a record that somebody else has begun: a new one with a ref, or
 * one that is stored and was filled in further; that counts as unchanged. */
void form_of(struct ui *ui, const struct record *r, enum field at);

/* The questions of a set about a dataset or a use. */
void questions_open(struct ui *ui, const char *ref);

/* The history of a record with its children, or of all (ref NULL). */
void history_open(struct ui *ui, const char *ref);

/* What is due about a record, or in all of the register (ref NULL). */
void due_open(struct ui *ui, const char *ref);

/* One change of the history. */
void entry_open(struct ui *ui, int64_t seq, const char *title);

/* The label of a dataset. */
void label_open(struct ui *ui, const char *ref);

/* What may be done with a dataset. */
void can_use_open(struct ui *ui, const char *ref);

/* All keys, those of a place first. */
void help_open(struct ui *ui, enum place place);

/* The ":" prompt. */
void command_open(struct ui *ui);

/* --- a line that is typed ------------------------------------------------ */

/*
 * Functions get the screen that asked.  accept() returns result bits for it;
 * where it sets the error, the line stays and the error is shown.
 */
struct prompt {
    struct screen *owner;
    const char *label;  /* in front of it; translated                       */
    const char *text;   /* what stands there at first; NULL: nothing        */
    bool fresh;         /* typing replaces that                             */
    bool lines;         /* what is pasted may have several                  */
    struct strs *older; /* lines typed before, which it adds to; or NULL   */
    unsigned (*accept)(struct screen *owner, const char *text,
                       struct error *err);
    void (*change)(struct screen *owner, const char *text); /* or NULL      */
    void (*cancel)(struct screen *owner);                   /* or NULL      */
    void (*complete)(struct screen *owner, struct lineedit *line);

    /* Where it stands; NULL: on the status line. */
    void (*place)(struct screen *owner, int *y, int *x, int *w);
};

void prompt_open(const struct prompt *p);

/* --- a question ---------------------------------------------------------- */

/* The answers are actions of PLACE_ASK; the first is the one that is
 * selected, and what Esc means. */
enum { ASK_ANSWERS = 3 };
struct question {
    struct screen *owner;
    const char *text; /* translated                                        */
    struct {
        enum action action;
        const char *words; /* translated                                   */
    } answers[ASK_ANSWERS];
    unsigned (*answered)(struct screen *owner, enum action action);
};

void ask_open(const struct question *q);

/* --- searching in rows that are all in memory ---------------------------- */

/* Does a search action of a screen that has search_ops; false if it is none. */
bool search_act(struct screen *owner, enum action action);
void search_release(struct search *s);

/* Do the words stand in the text, upper and lower case alike? */
bool search_matches(const char *text, const char *words);

/* --- what lists and pages do to a record --------------------------------- */

/* Asks whether to remove it, and does. */
void deed_remove(struct screen *owner, int64_t id);

/* Asks for its new ref, and renames it. */
void deed_rename(struct screen *owner, int64_t id);

struct preview_choice; /* ui/preview.h                                     */

/* Asks who approves the label of a dataset as it is shown, under which version
 * and what is new, and issues it.  issue_forget() frees what was typed. */
void issue_open(struct screen *owner, const char *ref,
                const struct preview_choice *shown);
void issue_forget(void);

/* --- choosing ------------------------------------------------------------ */

/* Lets the person choose the value of a field; gives it back by picked(),
 * which takes the value over.  `parent` is the dataset's ref, or NULL. */
struct picking {
    struct screen *owner;
    enum field field;
    const struct value *value;
    const char *parent;
    void (*picked)(struct screen *owner, struct value *value);
};

void pick_open(const struct picking *p);

/* Can a field be answered by choosing? */
bool pick_can(enum field field);

/* Lets the person choose a language, a kind of child, or a kind that has a
 * list (`here`: the one that is shown). */
void pick_language(struct screen *owner,
                   void (*picked)(struct screen *owner, const char *tag));
void pick_child(struct screen *owner,
                void (*picked)(struct screen *owner, const char *kind));
void pick_list(struct screen *owner, enum kind here,
               void (*picked)(struct screen *owner, const char *kind));

#endif
