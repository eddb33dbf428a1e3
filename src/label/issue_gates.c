/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/issue.h"

#include "base/mem.h"
#include "label/lint_label.h"

/* "L203, bus/use/1: ..." of each error. */
static void add_problem(const struct lint_found *f, void *data)
{
    const struct gate_info *gate = gate_info(f->gate);

    if (gate->severity != LINT_ERROR)
        return;
    strs_take(data,
              f->ref ? xasprintf("%s, %s: %s", gate->code, f->ref, f->message)
                     : xasprintf("%s: %s", gate->code, f->message));
}

void issue_gates(const struct label *l, enum layout layout, const char *day,
                 struct strs *problems)
{
    lint_label(l, layout, day, add_problem, problems);
}
