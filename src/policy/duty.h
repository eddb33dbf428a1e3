/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_DUTY_H
#define LARDER_POLICY_DUTY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What a duty that goes with data (the vocabulary "duties": those of DUO and
 * our own) means for one use of them.  What it means by its words only a
 * person can see; what it means for a purpose stands in a table.
 */
enum duty_effect {
    DUTY_GOES_WITH, /* it must be kept, and does not stand in the way      */
    DUTY_FIRST,     /* a person must see first that it is so               */
    DUTY_FORBIDS    /* it forbids that purpose                             */
};

struct duty {
    const char *code;
    const char *not_for;  /* purposes that it forbids, parted by blanks    */
    const char *only_for; /* purposes beside which it forbids all          */
    bool first;           /* a person must see that it is so               */
    bool sharing;         /* ... only if others get the data               */
};

/* Line i of the table; NULL past the end. */
const struct duty *duty_at(size_t i);

/* A term that the table does not know means what the next broader one does
 * that it knows; where there is none, a person must see. */
enum duty_effect duty_effect(const char *code, const char *purpose,
                             bool sharing);

#endif
