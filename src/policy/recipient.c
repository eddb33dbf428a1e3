/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/recipient.h"

#include <stddef.h>

#include "model/vocabulary.h"

bool recipient_stays(const char *category)
{
    static const char *const kinds[] = { "internal", "joint-controller",
                                         "processor", "sub-processor",
                                         "person-concerned" };
    const struct vocabulary *v = vocabulary_find("recipient-kinds");

    for (size_t i = 0; category && i < sizeof kinds / sizeof *kinds; i++)
        if (vocabulary_within(v, category, kinds[i]))
            return true;
    return false;
}
