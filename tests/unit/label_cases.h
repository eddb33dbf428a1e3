/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_TESTS_LABEL_CASES_H
#define LARDER_TESTS_LABEL_CASES_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "label/label.h"
#include "label/tree.h"
#include "register.h"

/*
 * Registers for tests of labels, written as lines:
 *
 *     dataset|sold=no
 *     element|1|words=Your name|category=name
 *
 * The dataset has a title and a controller of its own; of a child the slug
 * comes second.  "%" stands for the dataset's ref.
 */

static inline char *with_ref(const char *text, const char *ref)
{
    struct buf b = BUF_INIT;

    for (; *text; text++)
        if (*text == '%')
            buf_adds(&b, ref);
        else
            buf_addc(&b, *text);
    return buf_detach(&b);
}

/* Puts the record of one line. */
static inline void put_line(struct store *s, const char *dataset,
                            const char *line)
{
    struct strs parts = STRS_INIT;
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    struct record r;
    enum kind kind;
    bool child;
    char *ref;

    strs_split(&parts, line, '|');
    kind = kind_find(parts.v[0]);
    child = kind_info(kind)->parent == KIND_DATASET;
    ref = child ? xasprintf("%s/%s/%s", dataset, parts.v[0], parts.v[1])
                : xstrdup(dataset);
    record_init(&r, kind, kind == KIND_DATASET || child ? ref : parts.v[1]);
    if (kind == KIND_DATASET) {
        register_set(&r, DATASET_TITLE, "Data");
        register_set(&r, DATASET_CONTROLLER, "us");
    }
    for (size_t i = kind == KIND_DATASET ? 1 : 2; i < parts.n; i++) {
        char *part = with_ref(parts.v[i], dataset), *is = strchr(part, '=');

        *is = '\0';
        if (strchr(part, '@')) {
            char *lang = strchr(part, '@');

            *lang++ = '\0';
            value_set_words(record_value(&r, field_find(kind, part)), lang,
                            is + 1, NULL);
        } else {
            register_set(&r, field_find(kind, part), is + 1);
        }
        free(part);
    }
    must(change_put(s, &r, &outcome, &err), &err);
    record_release(&r);
    free(ref);
    strs_release(&parts);
}

/* Puts a dataset and what belongs to it. */
static inline void put_lines(struct store *s, const char *dataset,
                             const char *lines)
{
    struct strs all = STRS_INIT;

    if (strncmp(lines, "dataset", 7) != 0)
        put_line(s, dataset, "dataset");
    strs_split(&all, lines, '\n');
    for (size_t i = 0; i < all.n; i++)
        put_line(s, dataset, all.v[i]);
    strs_release(&all);
}

/* A register with parties, in an open change. */
static inline struct store *cases_begin(void)
{
    struct store *s = register_new();
    struct change_info info = { .operation = "add" };
    struct error err = ERROR_INIT;

    must(change_begin(s, &info, &err), &err);
    put_line(s, "", "party|us|name=Our office|country=IE|phone=555-0142");
    put_line(s, "", "party|firm|name=Acme Ltd|country=US");
    put_line(s, "", "party|board|name=Data Board|phone=555-0199");
    return s;
}

static inline void cases_end(struct store *s)
{
    struct error err = ERROR_INIT;

    must(change_commit(s, &err), &err);
}

/* The label of one dataset as of 2026-11-23. */
static inline struct label *label_of(struct store *s, const char *ref,
                                     const char *lang)
{
    struct label_options o = { .lang = lang, .as_of = "2026-11-23" };
    struct error err = ERROR_INIT;
    struct label *l;

    must(label_build(&l, s, &ref, 1, &o, &err), &err);
    return l;
}

/* Answers in one string: "a b|Name: c", a line for each that is no flow. */
static inline char *answers_text(const struct answers *l)
{
    struct buf b = BUF_INIT;

    for (size_t i = 0; i < l->n; i++) {
        const struct answer *a = &l->v[i];

        if (i)
            buf_addc(&b, a->form == FORM_FLOW ? ' ' : '|');
        if (a->about)
            buf_addf(&b, "[%s] ", a->about);
        if (a->name)
            buf_addf(&b, a->form == FORM_PAIR ? "%s: " : "%s ", a->name);
        buf_adds(&b, a->text);
    }
    return buf_detach(&b);
}

#endif
