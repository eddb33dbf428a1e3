/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "base/file.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "model/check.h"

enum { LONGEST_FILE = 16 << 20 };

static int read_text(struct buf *out, const char *path, struct error *err)
{
    struct buf raw = BUF_INIT;
    int failed = file_read(&raw, path, LONGEST_FILE, err);
    long bad = failed ? -1 : utf8_bad(raw.s, raw.len);

    if (bad >= 0)
        failed = error_set(err, ERROR_FAILED,
                           _("%s: byte %ld is not UTF-8; save the text as "
                             "UTF-8"),
                           path, bad + 1);
    if (!failed)
        utf8_add_nfc(out, raw.s, raw.len);
    buf_release(&raw);
    return failed;
}

int cmd_readability(struct call *c, struct error *err)
{
    const char *given = options_text(&c->options, OPTION_LANG);
    struct buf text = BUF_INIT, lang = BUF_INIT;
    struct counts counts = { .words = 0 };
    int failed = check_language(&lang, given ? given : "en", err);

    if (!failed)
        failed = read_text(&text, c->n ? c->args[0] : "-", err);
    if (!failed) {
        counter_add(&counts, lang.s, text.s);
        if (call_format_is(c, "json"))
            say_json(reading_json(lang.s, &counts));
        else
            reading_say(lang.s, &counts);
    }
    buf_release(&text);
    buf_release(&lang);
    return failed;
}
