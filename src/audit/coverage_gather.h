/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_AUDIT_COVERAGE_GATHER_H
#define LARDER_AUDIT_COVERAGE_GATHER_H

#include "audit/coverage_unit.h"
#include "base/strs.h"

/*
 * Which records a unit takes, from its head and its datasets.
 *
 * How each kind is reached from there:
 *
 *   organisation  the one that there is
 *   activity      the unit itself; else those that its uses name
 *   dataset       the unit itself; else those of its uses; that of the
 *                 consent; those that the agreement names
 *   use           of these datasets: those of the activity, those that the
 *                 consent covers, or all
 *   element       of these datasets: those that one of the uses (the consent)
 *                 names, or all where it names none
 *   recipient, consent, source, retention
 *                 of these datasets: those that state that they are for other
 *                 uses or elements alone are left out
 *   measure, share, scan
 *                 of these datasets
 *   notice        those that the consents name; of other units also those
 *                 that are about one of the datasets
 *   agreement     the unit itself
 *   incident      those that are about one of the datasets
 *
 */
enum unit_uses {
    USES_ALL,         /* all of the datasets                               */
    USES_OF_ACTIVITY, /* that name the head                                */
    USES_OF_NONE,     /* that name no activity                             */
    USES_OF_CONSENT,  /* that the head covers                              */
};

/* The head must be there already. */
int unit_gather(struct unit *u, enum unit_uses uses,
                const struct strs *datasets, struct error *err);

#endif
