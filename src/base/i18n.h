/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_I18N_H
#define LARDER_BASE_I18N_H

#include <libintl.h>
#include <string.h>

/*
 * _("sentence") translates; N_("sentence") only marks what a table holds and
 * its reader translates.  The domain is set once in main(); texts that are
 * looked up by value (terms, rules) go through gettext() like all others.
 *
 * SCREEN_("sentence") is N_() for what a label says, in its own language, and
 * the screen, too.
 *
 * C_("context", "sentence") marks, for catalogs of labels, a text that means
 * something else elsewhere; it is kept with its context in front, as .mo files
 * keep it (gettext manual, 10.3), and i18n_text() is what is behind that.
 */
#define _(s) gettext(s)
#define N_(s) (s)
#define SCREEN_(s) (s)
#define C_(context, s) (context "\004" s)

static inline const char *i18n_text(const char *key)
{
    const char *end = strchr(key, '\004');

    return end ? end + 1 : key;
}

#endif
