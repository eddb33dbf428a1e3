/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_TEXT_SLIP_H
#define LARDER_LABEL_TEXT_SLIP_H

#include "label/paper.h"
#include "label/tree.h"

/*
 * The slip to tear off: for each choice its words, a box for yes and one for
 * no for each who signs, and the day; each part whole on a line where it fits.
 * Nothing is ticked before.
 */
void text_slips(struct paper *p, const struct label *l);

#endif
