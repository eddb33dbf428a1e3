/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/written.h"

#include "store/read.h"

static int note(const struct record *r, void *data, struct error *err)
{
    const char *lang = record_text(r, ORGANISATION_DEFAULT_LANGUAGE);

    (void)err;
    if (lang)
        buf_adds(data, lang);
    return 0;
}

int written_language(struct buf *out, struct store *s, struct error *err)
{
    size_t before = out->len;

    if (store_each(s, KIND_ORGANISATION, note, out, err))
        return -1;
    if (out->len == before)
        buf_adds(out, "en");
    return 0;
}
