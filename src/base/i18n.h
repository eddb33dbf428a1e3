/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_I18N_H
#define LARDER_BASE_I18N_H

#include <libintl.h>

/*
 * _("sentence") translates; N_("sentence") only marks what a table holds and
 * its reader translates.  The domain is set once in main(); texts that are
 * looked up by value (terms, rules) go through gettext() like all others.
 */
#define _(s) gettext(s)
#define N_(s) (s)

#endif
