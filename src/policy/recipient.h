/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_POLICY_RECIPIENT_H
#define LARDER_POLICY_RECIPIENT_H

#include <stdbool.h>

/*
 * Do data that a recipient of this kind (recipient-kinds; NULL: not known) gets
 * stay with those who decide about them, or go to the person: our own staff,
 * who decides with us, who works for us?  Anybody else is one with whom they
 * are shared.
 */
bool recipient_stays(const char *category);

#endif
