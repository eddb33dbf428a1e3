/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "app/pager.h"
#include "audit/rule.h"
#include "base/columns.h"
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/say.h"
#include "exchange/json.h"

static void print_text(void)
{
    struct columns table;

    columns_init(&table, 3, pager_width());
    table.wrap = true;
    columns_add(&table, _("Rule"));
    columns_add(&table, _("Severity"));
    columns_add(&table, _("What is wrong"));
    for (size_t i = 0; i < rule_count(); i++) {
        const struct rule *rule = rule_at(i);

        columns_add(&table, rule->id);
        columns_add(&table, severity_name(rule->severity));
        columns_add(&table, _(rule->title));
    }
    columns_print(&table, stdout);
    columns_release(&table);
}

static json_t *strings(const struct strs *l)
{
    json_t *array = json_array();

    for (size_t i = 0; i < l->n; i++)
        json_array_append_new(array, json_words(l->v[i]));
    return array;
}

static void print_json(void)
{
    size_t i;

    for (i = 0; i < rule_count(); i++) {
        const struct rule *rule = rule_at(i);

        say_array(json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "id", rule->id,
                            "severity", severity_name(rule->severity), "title",
                            rule->title, "why", rule->why, "fix", rule->fix,
                            "citations", strings(&rule->citations)),
                  i);
    }
    say_array_end(i);
}

int cmd_rules(struct call *c, struct error *err)
{
    (void)err;
    if (call_format_is(c, "json"))
        print_json();
    else
        print_text();
    return 0;
}
