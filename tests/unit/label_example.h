/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_TESTS_LABEL_EXAMPLE_H
#define LARDER_TESTS_LABEL_EXAMPLE_H

#include "exchange/register_xml.h"
#include "label_cases.h"
#include "model/resource.h"
#include "store/read.h"

/* The register that comes with the program, and its labels. */

static inline struct store *example_register(void)
{
    const struct resource *r = resource_find("example.xml");
    struct import_options options = { .operation = "example" };
    struct store *s = register_new();
    struct error err = ERROR_INIT;

    must(register_import_memory(s, r->name, r->bytes, r->len, &options, NULL,
                                NULL, NULL, &err),
         &err);
    return s;
}

static inline int example_ref(const struct record *r, void *data,
                              struct error *err)
{
    (void)err;
    strs_add(data, r->ref);
    return 0;
}

/* The refs of all its datasets. */
static inline void example_datasets(struct store *s, struct strs *refs)
{
    struct error err = ERROR_INIT;

    must(store_each(s, KIND_DATASET, example_ref, refs, &err), &err);
    assert_true(refs->n >= 10);
}

static inline struct label *example_label(struct store *s,
                                          const char *const *refs, size_t n,
                                          const char *profile)
{
    struct label_options o = { .as_of = "2026-11-23", .profile = profile };
    struct error err = ERROR_INIT;
    struct label *l;

    must(label_build(&l, s, refs, n, &o, &err), &err);
    return l;
}

#endif
