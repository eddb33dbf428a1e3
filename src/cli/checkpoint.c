/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/i18n.h"
#include "cli/command.h"
#include "store/history.h"

int cmd_checkpoint(struct call *c, struct error *err)
{
    struct buf text = BUF_INIT;
    struct file_out f = { 0 };
    int failed = history_checkpoint(c->session.store, &text, err);

    if (!failed)
        failed = session_begin_file(
            &c->session, &f, options_text(&c->options, OPTION_OUTPUT), err);
    if (!failed) {
        fwrite(text.s, 1, text.len, f.stream);
        failed = file_commit(&f, err);
        file_abandon(&f);
    }
    buf_release(&text);
    return failed;
}
