/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/vague.h"

#include <string.h>

static const char *const phrases[] = {
    "as long as necessary",
    "as long as is necessary",
    "as long as it is necessary",
    "as long as needed",
    "as long as we need",
    "as long as required",
    "as long as is required",
    "no longer than necessary",
    "no longer than is necessary",
    "aussi longtemps que n\xc3\xa9"
    "cessaire",
    "le temps n\xc3\xa9"
    "cessaire",
    "la dur\xc3\xa9"
    "e n\xc3\xa9"
    "cessaire",
    "el tiempo necesario",
    "el tiempo que sea necesario",
    "mientras sea necesario",
};

bool vague_period(const char *text)
{
    size_t i;

    if (strpbrk(text, "0123456789"))
        return false;
    for (i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (strcasestr(text, phrases[i]))
            return true;
    return false;
}
