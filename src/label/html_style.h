/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_LABEL_HTML_STYLE_H
#define LARDER_LABEL_HTML_STYLE_H

/*
 * The style sheet of the label as HTML.  It stands in the file, so the file
 * needs no other.
 *
 * Rules and type are those of the FDA's Nutrition Facts (21 CFR 101.9(d)): a
 * box, 7-point rules between large groups, 3 points under what is said in
 * short, hairlines between rows, and the title the largest type.  The page is
 * at most 760 px wide (CUPS), a column of 320 px becomes a list (WCAG 2.2,
 * 1.4.10), and on paper the text block is 17 cm wide, so that it fits A4 and
 * Letter.  Nothing is told by colour.
 */
extern const char html_style[];

#endif
