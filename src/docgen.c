/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * docgen NAME: prints what is made from the tables, for `make docs`, which
 * puts it where it is kept.  Tests compare what is kept with what is made.
 */

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "exchange/register_xsd.h"

static const struct {
    const char *name;
    void (*add)(struct buf *out);
} docs[] = {
    { "xsd", register_xsd }, /* schemas/larder-register.xsd               */
};
enum { DOCS = sizeof docs / sizeof *docs };

static int usage(void)
{
    size_t i;

    fputs("usage: docgen NAME\nnames:", stderr);
    for (i = 0; i < DOCS; i++)
        fprintf(stderr, " %s", docs[i].name);
    fputc('\n', stderr);
    return 2;
}

int main(int argc, char **argv)
{
    struct buf out = BUF_INIT;
    int failed;
    size_t i;

    for (i = 0; argc == 2 && i < DOCS; i++) {
        if (strcmp(docs[i].name, argv[1]) != 0)
            continue;
        docs[i].add(&out);
        failed = fwrite(out.s, 1, out.len, stdout) != out.len;
        failed |= fclose(stdout) != 0;
        buf_release(&out);
        if (failed)
            perror("docgen");
        return failed ? 2 : 0;
    }
    return usage();
}
