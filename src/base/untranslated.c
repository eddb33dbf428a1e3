/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/untranslated.h"

/* In the locale "C" gettext looks at no variable, LANGUAGE neither. */
void untranslated_begin(struct untranslated *u)
{
    locale_t base;

    u->before = uselocale((locale_t)0);
    base = duplocale(u->before);
    u->own = (locale_t)0;
    if (base)
        u->own = newlocale(LC_MESSAGES_MASK | LC_TIME_MASK | LC_NUMERIC_MASK,
                           "C", base);
    if (u->own)
        uselocale(u->own);
    else if (base)
        freelocale(base);
}

void untranslated_end(struct untranslated *u)
{
    uselocale(u->before);
    if (u->own)
        freelocale(u->own);
}
