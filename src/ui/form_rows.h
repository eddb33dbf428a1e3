/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_UI_FORM_ROWS_H
#define LARDER_UI_FORM_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "app/actions.h"
#include "model/kinds.h"
#include "ui/scroll.h"

/*
 * The rows of a form: the fields of a kind by section, each section below its
 * heading.  A heading is never selected.
 */
enum row_kind {
    ROW_HEADING, /* of a section                                           */
    ROW_FIELD,
    ROW_REF, /* what a new record is to be called                          */
};

struct form_row {
    enum row_kind kind;
    enum section section;
    enum field field; /* FIELD_COUNT: none                                 */
};

struct form_rows {
    struct form_row *v;
    size_t room;
    struct scroll scroll; /* how many there are, and which is selected     */
};

/* All rows of the kind; the first that can be is selected. */
void form_rows_make(struct form_rows *l, enum kind kind, bool is_new);
void form_rows_release(struct form_rows *l);

const struct form_row *form_rows_selected(const struct form_rows *l);

/* Selects a row, or the next one that can be. */
void form_rows_select(struct form_rows *l, size_t at);

/* The same for the row of a field; nothing if it has none. */
void form_rows_select_field(struct form_rows *l, enum field field);

/* To the next field, if there is one. */
void form_rows_next(struct form_rows *l);

/* Does an action that moves over rows or sections, `height` rows in sight. */
void form_rows_move(struct form_rows *l, enum action action, size_t height);

/* Scrolls so that the selected row is in sight, with a heading above it. */
void form_rows_fit(struct form_rows *l, size_t height);

#endif
