/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * audit_parts times REGISTER DAY: how long the facts take to fill and each
 *     rule to answer, as lines "facts SECONDS" and "ID SECONDS FINDINGS".
 * audit_parts facts REGISTER DAY: the tables of facts as SQL.
 * audit_parts rules REGISTER DAY: the statements of the rules.
 */

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "audit/audit.h"
#include "audit/facts.h"
#include "base/buf.h"
#include "store/query.h"
#include "store/store.h"

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int count(const struct query_row *row, void *data, struct error *err)
{
    long *n = data;

    (void)err;
    *n += row->cells != NULL;
    return 0;
}

static int times(struct store *s, const char *day, struct error *err)
{
    double start = now();
    size_t i;

    if (facts_fill(s, day, rules_ours(), NULL, NULL, err) != 0)
        return -1;
    printf("facts %.6f\n", now() - start);
    for (i = 0; i < rule_count(); i++) {
        const struct rule *r = rule_at(i);
        long n = 0;

        start = now();
        if (!r->sql)
            continue;
        if (query_run(s, r->sql, day, 0, 0, count, &n, err) != 0)
            return error_prefix(err, "%s", r->id);
        printf("%s %.6f %ld\n", r->id, now() - start, n);
    }
    return 0;
}

static void print_text(const char *text)
{
    putchar('\'');
    for (; *text; text++)
        printf(*text == '\'' ? "''" : "%c", *text);
    putchar('\'');
}

static int insert(const struct query_row *row, void *data, struct error *err)
{
    size_t i;

    (void)err;
    printf("INSERT INTO %s VALUES(", (const char *)data);
    for (i = 0; i < row->n; i++) {
        const struct query_cell *c = &row->cells[i];

        if (i)
            putchar(',');
        if (c->type == QUERY_NULL)
            fputs("NULL", stdout);
        else if (c->type == QUERY_TEXT)
            print_text(c->text);
        else
            fputs(c->text, stdout);
    }
    puts(");");
    return 0;
}

static int create(const struct query_row *row, void *data, struct error *err)
{
    struct strs *names = data;

    (void)err;
    strs_add(names, row->cells[0].text);
    printf("%s;\n", row->cells[1].text);
    return 0;
}

static int facts(struct store *s, const char *day, struct error *err)
{
    struct strs names = STRS_INIT;
    int failed = facts_fill(s, day, rules_ours(), NULL, NULL, err);
    size_t i;

    puts("BEGIN;");
    if (!failed)
        failed = query_run(s,
                           "SELECT name, sql FROM sqlite_temp_schema WHERE "
                           "type = 'table'",
                           NULL, 0, 0, create, &names, err);
    for (i = 0; !failed && i < names.n; i++) {
        struct buf sql = BUF_INIT;

        buf_addf(&sql, "SELECT * FROM %s", names.v[i]);
        failed = query_run(s, sql.s, NULL, 0, 0, insert, names.v[i], err);
        buf_release(&sql);
    }
    puts("COMMIT;");
    strs_release(&names);
    return failed;
}

static int rules(struct store *s, const char *day, struct error *err)
{
    size_t i;

    (void)s;
    (void)err;
    printf(".parameter set :as_of \"'%s'\"\n", day);
    for (i = 0; i < rule_count(); i++)
        if (rule_at(i)->sql)
            printf("%s;\n", rule_at(i)->sql);
    return 0;
}

int main(int argc, char **argv)
{
    struct error err = ERROR_INIT;
    struct store *s;
    int failed;

    if (argc != 4)
        return 2;
    failed = store_open(&s, argv[2], STORE_READ, NULL, &err);
    if (!failed)
        failed = store_read_begin(s, &err);
    if (!failed)
        failed = (*argv[1] == 't'   ? times
                  : *argv[1] == 'f' ? facts
                                    : rules)(s, argv[3], &err);
    if (failed)
        fprintf(stderr, "audit_parts: %s\n", err.text);
    return failed != 0;
}
