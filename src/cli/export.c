/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/command.h"
#include "exchange/json.h"
#include "exchange/register_xml.h"

int cmd_export(struct call *c, struct error *err)
{
    struct store *s = c->session.store;
    struct file_out f;
    int failed;

    if (session_begin_file(&c->session, &f,
                           options_text(&c->options, OPTION_OUTPUT), err) != 0)
        return -1;
    failed = call_format_is(c, "json") ? json_export(s, f.stream, err)
                                       : register_export(s, f.stream, err);
    if (!failed)
        failed = file_commit(&f, err);
    file_abandon(&f);
    return failed;
}
