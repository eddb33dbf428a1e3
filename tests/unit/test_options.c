/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "app/config.h"
#include "app/options.h"
#include "app/status.h"
#include "cli/command.h"
#include "cli/parse.h"

/* --- the tables ------------------------------------------------------------
 */

static void is_sentence(const char *s)
{
    assert_non_null(s);
    assert_true(strlen(s) > 10);
    assert_int_equal(s[strlen(s) - 1], '.');
    assert_false(s[0] >= 'a' && s[0] <= 'z');
}

static void every_option_has_name_and_help(void **state)
{
    (void)state;
    for (int i = OPTION_NONE + 1; i < OPTION_COUNT; i++) {
        const struct option_info *o = option_info((enum option_id)i);

        assert_non_null(o->name);
        is_sentence(o->help);
        for (int k = OPTION_NONE + 1; k < i; k++)
            assert_string_not_equal(o->name,
                                    option_info((enum option_id)k)->name);
        if (o->letter)
            assert_int_equal(option_find_letter(o->letter), i);
        if (o->choices && o->fallback)
            assert_true(options_choice(o->choices, o->fallback) >= 0);
    }
}

static void takes_each_option_once(const struct command *k)
{
    size_t times[OPTION_COUNT] = { 0 };

    for (const enum option_id *o = options_common; *o; o++)
        times[*o]++;
    for (const enum option_id *o = k->options; o && *o; o++)
        times[*o]++;
    for (int i = 0; i < OPTION_COUNT; i++)
        assert_true(times[i] <= 1);
    assert_int_equal(times[OPTION_FORMAT] > 0, k->formats != NULL);
}

static void every_command_is_complete(void **state)
{
    size_t n = 0;

    (void)state;
    for (; command_at(n); n++) {
        const struct command *k = command_at(n);

        assert_ptr_equal(command_find(k->name), k);
        assert_non_null(k->args);
        is_sentence(k->purpose);
        assert_true(strlen(k->purpose) < 66);
        if (k->help)
            is_sentence(k->help);
        assert_non_null(k->run);
        assert_true(k->args_min <= k->args_max);
        assert_non_null(k->examples);
        assert_non_null(k->examples->line);
        takes_each_option_once(k);
    }
    assert_true(n > 20);
}

static void every_option_is_taken(void **state)
{
    bool taken[OPTION_COUNT] = { false };

    (void)state;
    for (const enum option_id *o = options_common; *o; o++)
        taken[*o] = true;
    for (size_t i = 0; command_at(i); i++)
        for (const enum option_id *o = command_at(i)->options; o && *o; o++)
            taken[*o] = true;
    for (int i = OPTION_NONE + 1; i < OPTION_COUNT; i++)
        assert_true(taken[i]);
}

static void every_status_is_said(void **state)
{
    (void)state;
    for (int i = 0; i < STATUS_COUNT; i++) {
        assert_non_null(status_info((enum status)i)->name);
        is_sentence(status_info((enum status)i)->sentence);
    }
    assert_int_equal(status_of_error(ERROR_FAILED), 2);
    assert_int_equal(status_of_error(ERROR_USAGE), 2);
    assert_int_equal(status_of_error(ERROR_UNTRUE), 3);
    assert_int_equal(status_of_error(ERROR_CONFLICT), 5);
    assert_int_equal(status_of_error(ERROR_BUSY), 6);
}

/* --- reading ---------------------------------------------------------------
 */

struct reading {
    struct call call;
    struct error err;
    int next;
    int failed;
};

/* Words are parted by blanks; the first is the program or the command. */
static void read_line(struct reading *r, const char *command, char *line)
{
    char *argv[20];
    int argc = 0;

    *r = (struct reading){ .err = ERROR_INIT };
    for (char *s = strtok(line, " "); s; s = strtok(NULL, " "))
        argv[argc++] = s;
    argv[argc] = NULL;
    if (command) {
        r->call.command = command_find(command);
        r->failed = parse_command(&r->call, argc, argv, &r->err);
    } else {
        r->failed = parse_global(&r->call, argc, argv, &r->next, &r->err);
    }
}

#define READ(r, command, words)                                                \
    char words_##r[] = words;                                                  \
    struct reading r;                                                          \
    read_line(&r, command, words_##r)

static void reading_release(struct reading *r)
{
    free(r->call.args);
    options_release(&r->call.options);
    error_clear(&r->err);
}

static void options_stand_before_and_behind(void **state)
{
    (void)state;
    READ(a, NULL, "larder -r x.larder --as-of=2026-11-23 list --limit 3");
    assert_int_equal(a.failed, 0);
    assert_int_equal(a.next, 4);
    assert_string_equal(a.call.options.given[OPTION_REGISTER], "x.larder");
    READ(b, "list", "list dataset --limit 3 -r y.larder");
    assert_int_equal(b.failed, 0);
    assert_int_equal(b.call.n, 1);
    assert_string_equal(b.call.options.given[OPTION_REGISTER], "y.larder");
    assert_string_equal(options_text(&b.call.options, OPTION_SORT), "ref");
    reading_release(&a);
    reading_release(&b);
}

static void two_hyphens_end_the_options(void **state)
{
    (void)state;
    READ(a, "list", "list -- --limit");
    assert_int_equal(a.failed, 0);
    assert_string_equal(a.call.args[0], "--limit");
    reading_release(&a);
}

static void some_options_repeat(void **state)
{
    const struct strs *all;

    (void)state;
    READ(a, "audit", "audit --rules one --rules=two bus");
    assert_int_equal(a.failed, 0);
    all = &a.call.options.all[OPTION_RULES];
    assert_int_equal(all->n, 2);
    assert_string_equal(all->v[0], "one");
    assert_string_equal(all->v[1], "two");
    assert_int_equal(a.call.options.all[OPTION_FAIL_ON].n, 0);
    reading_release(&a);
    READ(b, "audit", "audit --fail-on error --fail-on none");
    assert_int_equal(b.failed, -1);
    assert_non_null(strstr(b.err.text, "given twice"));
    reading_release(&b);
}

struct wrong {
    const char *command;
    const char *line;
    const char *says;
};

static const struct wrong wrongs[] = {
    { "list", "list --colums x", "did you mean '--columns'?" },
    { "list", "list --form json", "did you mean '--format'?" },
    { "list", "list --lim 3", "no option '--lim'" },
    { "list", "list --all", "no option '--all'" },
    { "list", "list -x", "no option '-x'" },
    { "list", "list -xy dataset", "no option '-x" },
    { "list", "list --where", "'--where' needs a value" },
    { "list", "list -w", "'-w' needs a value" },
    { "list", "list --format yaml", "one of: text json csv" },
    { "list", "list a b", "'b' is too much" },
    { "show", "show", "something is missing" },
    { "set", "set --dry-run=x a", "takes no value" },
    { NULL, "larder --reg x list", "did you mean '--register'?" },
    { NULL, "larder --limit 3", "no option '--limit'" },
};

static void wrong_lines_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        char *line = strdup(wrongs[i].line);
        struct reading r;

        read_line(&r, wrongs[i].command, line);
        assert_int_equal(r.failed, -1);
        assert_int_equal(r.err.code, ERROR_USAGE);
        if (!strstr(r.err.text, wrongs[i].says))
            fail_msg("%s: %s", wrongs[i].line, r.err.text);
        reading_release(&r);
        free(line);
    }
}

static void numbers_are_numbers(void **state)
{
    static const char *const bad[] = {
        "", "0", "-1", "101", "1x", " 1", "1e2", "99999999999999999999"
    };
    struct options o = { .given = { NULL } };
    struct error err = ERROR_INIT;
    size_t n = 7;

    (void)state;
    assert_int_equal(options_number(&o, OPTION_LIMIT, 1, 100, &n, &err), 0);
    assert_int_equal(n, 7);
    o.given[OPTION_LIMIT] = "100";
    assert_int_equal(options_number(&o, OPTION_LIMIT, 1, 100, &n, &err), 0);
    assert_int_equal(n, 100);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        o.given[OPTION_LIMIT] = bad[i];
        assert_int_equal(options_number(&o, OPTION_LIMIT, 1, 100, &n, &err),
                         -1);
        assert_int_equal(err.code, ERROR_USAGE);
    }
    assert_int_equal(n, 100);
    error_clear(&err);
}

/* --- the configuration ------------------------------------------------------
 */

static void the_configuration_is_lines(void **state)
{
    struct config c = CONFIG_INIT;
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(
        config_parse(&c, "# who\n\n  actor =  Ana M\r\n", "f", &err), 0);
    assert_string_equal(c.actor, "Ana M");
    config_release(&c);
    assert_null(c.actor);
}

static void errors_of_the_configuration_have_lines(void **state)
{
    static const char *const bad[][2] = {
        { "actor = a\nactr = b\n", "f:2: there is no setting 'actr'; did" },
        { "actor\n", "f:1: this is not a setting" },
        { "\n\nactor =\n", "f:3: 'actor' has no value" },
        { "actor = \xff\n", "f:1: " },
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct config c = CONFIG_INIT;
        struct error err = ERROR_INIT;

        assert_int_equal(config_parse(&c, bad[i][0], "f", &err), -1);
        assert_memory_equal(err.text, bad[i][1], strlen(bad[i][1]));
        error_clear(&err);
        config_release(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_option_has_name_and_help),
        cmocka_unit_test(every_command_is_complete),
        cmocka_unit_test(every_option_is_taken),
        cmocka_unit_test(every_status_is_said),
        cmocka_unit_test(options_stand_before_and_behind),
        cmocka_unit_test(two_hyphens_end_the_options),
        cmocka_unit_test(some_options_repeat),
        cmocka_unit_test(wrong_lines_are_refused),
        cmocka_unit_test(numbers_are_numbers),
        cmocka_unit_test(the_configuration_is_lines),
        cmocka_unit_test(errors_of_the_configuration_have_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
