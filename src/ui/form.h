/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_FORM_H
#define LARDER_UI_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "ui/draft.h"
#include "ui/form_rows.h"
#include "ui/names.h"
#include "ui/screen.h"

/*
 * The form of one record: what its files share.
 *
 *     form.c       the screen: what keys do, saving and leaving
 *     form_rows.c  which rows there are, which is selected
 *     form_view.c  what it looks like
 *     answer.c     how the selected field is answered
 *     draft.c      the record in the hands of the person
 */
struct form {
    struct screen s;
    struct draft d;
    bool loaded;
    int64_t id; /* 0: a new record                                         */
    enum field want; /* where to begin                                     */
    struct form_rows rows;
    struct names *names; /* of records that fields name                    */
    char *wrong; /* a sentence about the field `wrong_field`, or NULL      */
    int wrong_field;
    struct buf lang; /* of the words of the register                       */
    char *typing;    /* what stands in the line that is open, or NULL      */
};

/* The selected field, or FIELD_COUNT: the row of the ref. */
enum field form_field(const struct form *f);

/* The selected field has another answer, and whatever was wrong is past. */
void form_answered(struct form *f);

/* Says what is wrong, at the field that the error is about. */
void form_show_wrong(struct form *f, struct error *err);

/* --- what it looks like (form_view.c) ------------------------------------ */

void form_view_draw(struct form *f, struct area a);

/* How many rows are in sight. */
size_t form_view_height(void);

/* Where the selected row is, and its value. */
void form_view_cursor(const struct form *f, int *y, int *x);
void form_view_value_place(const struct form *f, int *y, int *x, int *w);

/* What a field holds, in one line. */
void form_view_add_value(const struct form *f, enum field field,
                         struct buf *out);

/* --- how a field is answered (answer.c) ---------------------------------- */

/* As fits the field: a line to type, a list to choose from, the editor. */
void answer_selected(struct form *f);

/*
 * What is not plain in the words of the selected field, which a label shows:
 * while they are typed, too.  The caller frees it; NULL: nothing.
 */
char *answer_hint(const struct form *f);

/* Its text in the editor, whatever its length. */
void answer_in_editor(struct form *f);

#endif
