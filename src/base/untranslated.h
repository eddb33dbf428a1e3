/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_UNTRANSLATED_H
#define LARDER_BASE_UNTRANSLATED_H

#include <locale.h>

/*
 * Between the two gettext() gives every text in English, and days have
 * English names: for machine formats that hold words.  Characters stay those
 * of the locale.
 */
struct untranslated {
    locale_t own;
    locale_t before;
};

void untranslated_begin(struct untranslated *u);
void untranslated_end(struct untranslated *u);

#endif
