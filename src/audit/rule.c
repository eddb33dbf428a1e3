/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "audit/rule.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "audit/rule_read.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "model/resource.h"

static const struct {
    const char *name;
    const char *words;
    const char *title;
} severities[SEVERITY_COUNT] = {
    [SEVERITY_ERROR] = { "error", N_("error"), N_("Errors") },
    [SEVERITY_WARNING] = { "warning", N_("warning"), N_("Warnings") },
    [SEVERITY_INFO] = { "info", N_("note"), N_("Notes") },
};

const char *severity_name(enum severity s)
{
    return severities[s].name;
}

const char *severity_words(enum severity s)
{
    return _(severities[s].words);
}

const char *severity_title(enum severity s)
{
    return _(severities[s].title);
}

enum severity severity_find(const char *name)
{
    int i;

    for (i = 0; i < SEVERITY_COUNT; i++)
        if (strcmp(severities[i].name, name) == 0)
            break;
    return (enum severity)i;
}

static void example_release(struct example *e)
{
    size_t i, j;

    for (i = 0; i < e->n; i++) {
        for (j = 0; j < e->records[i].n; j++) {
            free(e->records[i].fields[j].text);
            free(e->records[i].fields[j].lang);
            free(e->records[i].fields[j].of);
        }
        free(e->records[i].fields);
        free(e->records[i].ref);
    }
    free(e->records);
    free(e->ref);
    free(e->as_of);
}

void rule_release(struct rule *r)
{
    size_t i;

    for (i = 0; i < r->examples_n; i++)
        example_release(&r->examples[i]);
    free(r->examples);
    strs_release(&r->citations);
    strs_release(&r->columns);
    free(r->id);
    free(r->since);
    free(r->title);
    free(r->why);
    free(r->fix);
    free(r->words);
    free(r->sql);
    free(r->file);
    memset(r, 0, sizeof *r);
}

void rules_release(struct rules *l)
{
    size_t i;

    for (i = 0; i < l->n; i++)
        rule_release(&l->v[i]);
    free(l->v);
    *l = (struct rules)RULES_INIT;
}

int rules_add(struct rules *l, const char *file, const void *bytes, size_t len,
              struct error *err)
{
    struct rule r;

    memset(&r, 0, sizeof r);
    if (rule_read(&r, l, file, bytes, len, err)) {
        rule_release(&r);
        return -1;
    }
    ARRAY_GROW(l->v, l->n, l->room);
    l->v[l->n++] = r;
    return 0;
}

/* What the audit finds by itself, without a query. */
static const struct {
    const char *id;
    const char *title;
    const char *why;
    const char *fix;
    const char *words;
    const char *column;
    const char *citation; /* NULL: none                                    */
} own_rules[] = {
    { .id = "LOG-01",
      .title = N_("The history does not prove the register"),
      .why = N_("Something changed the file past its history, or damaged it: "
                "nobody can rely on what the register says or on who said "
                "it."),
      .fix = N_("Keep the file as it is. Ask 'larder verify' what is wrong, "
                "and go back to a backup that verifies."),
      .words = N_("Faults that the proof of the history found: {faults}."),
      .column = "faults",
      .citation = "GDPR Art. 5(2)" },
    { .id = "RULE-00",
      .title = N_("A rule could not be evaluated"),
      .why = N_("Nobody knows what that rule would have found, so the audit "
                "did not pass."),
      .fix = N_("Answer the question of that rule by hand for now. Put the "
                "rule right if it is one of your own, else report the fault "
                "to those who make larder."),
      .words = N_("Rule {rule} could not be evaluated."),
      .column = "rule" },
};

static void add_own(struct rules *l, size_t i)
{
    struct rule *r;

    ARRAY_GROW(l->v, l->n, l->room);
    r = &l->v[l->n++];
    memset(r, 0, sizeof *r);
    r->id = xstrdup(own_rules[i].id);
    r->since = xstrdup("0.1");
    r->severity = SEVERITY_ERROR;
    r->title = xstrdup(own_rules[i].title);
    r->why = xstrdup(own_rules[i].why);
    r->fix = xstrdup(own_rules[i].fix);
    r->words = xstrdup(own_rules[i].words);
    strs_add(&r->columns, own_rules[i].column);
    if (own_rules[i].citation)
        strs_add(&r->citations, own_rules[i].citation);
}

static int by_id(const void *a, const void *b)
{
    const struct rule *x = a, *y = b;

    return strcmp(x->id, y->id);
}

static void add_ours(struct rules *l)
{
    const struct resource *file;
    struct error err = ERROR_INIT;
    size_t i;

    for (i = 0; (file = resource_at(i)); i++)
        if (strncmp(file->name, "rules/", 6) == 0 &&
            rules_add(l, file->name, file->bytes, file->len, &err))
            bug("%s", err.text);
    for (i = 0; i < sizeof own_rules / sizeof *own_rules; i++)
        add_own(l, i);
}

static void sort(struct rules *l)
{
    qsort(l->v, l->n, sizeof *l->v, by_id);
}

const struct rules *rules_ours(void)
{
    static struct rules ours;

    if (ours.n == 0) {
        add_ours(&ours);
        sort(&ours);
    }
    return &ours;
}

/* --- rules of others ----------------------------------------------------- */

/* More than any rule needs. */
enum { FILE_MOST = 1 << 20 };

static bool is_rule_file(const char *name)
{
    size_t len = strlen(name);

    return name[0] != '.' && len > 4 && strcmp(name + len - 4, ".xml") == 0;
}

/* The paths of the rules in a folder, in order. */
static int list_folder(struct strs *out, const char *folder, struct error *err)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;

    if (!dir)
        return error_set(err, ERROR_FAILED,
                         _("cannot open the folder '%s' of rules: %s"), folder,
                         strerror(errno));
    while ((entry = readdir(dir)))
        if (is_rule_file(entry->d_name))
            strs_take(out, xasprintf("%s/%s", folder, entry->d_name));
    closedir(dir);
    strs_sort_unique(out);
    if (out->n)
        return 0;
    return error_set(err, ERROR_FAILED,
                     _("the folder '%s' holds no rule; each is a file such as "
                       "CITY-01.xml"),
                     folder);
}

static int add_file(struct rules *l, const char *path, struct error *err)
{
    struct buf b = BUF_INIT;
    int rc = file_read(&b, path, FILE_MOST, err);

    if (rc == 0)
        rc = rules_add(l, path, b.s, b.len, err);
    buf_release(&b);
    return rc;
}

static int add_folder(struct rules *l, const char *folder, struct error *err)
{
    struct strs paths = STRS_INIT;
    size_t i;
    int rc = list_folder(&paths, folder, err);

    for (i = 0; rc == 0 && i < paths.n; i++)
        rc = add_file(l, paths.v[i], err);
    strs_release(&paths);
    return rc;
}

int rules_read(struct rules *out, const struct strs *folders, struct error *err)
{
    size_t i;

    *out = (struct rules)RULES_INIT;
    add_ours(out);
    for (i = 0; i < folders->n; i++)
        if (add_folder(out, folders->v[i], err)) {
            rules_release(out);
            return -1;
        }
    sort(out);
    return 0;
}

/* --- finding them -------------------------------------------------------- */

const struct rule *rules_find(const struct rules *l, const char *id)
{
    size_t i;

    for (i = 0; i < l->n; i++)
        if (strcmp(l->v[i].id, id) == 0)
            return &l->v[i];
    return NULL;
}

size_t rule_count(void)
{
    return rules_ours()->n;
}

const struct rule *rule_at(size_t i)
{
    return i < rules_ours()->n ? &rules_ours()->v[i] : NULL;
}

const struct rule *rule_find(const char *id)
{
    return rules_find(rules_ours(), id);
}

const char *rules_nearest(const struct rules *l, const char *id)
{
    struct nearest near;
    size_t i;

    nearest_init(&near, id);
    for (i = 0; i < l->n; i++)
        nearest_offer(&near, l->v[i].id);
    return near.best;
}

/* Copies a name of [a-z_-] that begins at s; its length, 0 if too long. */
static size_t read_name(char out[RULE_NAME_MAX + 1], const char *s)
{
    size_t len = strspn(s, "abcdefghijklmnopqrstuvwxyz_-");

    if (len > RULE_NAME_MAX)
        return 0;
    memcpy(out, s, len);
    out[len] = 0;
    return len;
}

bool rule_placeholder(const char *words, size_t *at, struct placeholder *out)
{
    const char *open = words + *at;

    while ((open = strchr(open, '{'))) {
        const char *s = open + 1;
        size_t len = read_name(out->name, s), how = 0;

        s += len;
        out->how[0] = 0;
        if (*s == ':') {
            how = read_name(out->how, s + 1);
            s += 1 + how;
        }
        if (len && *s == '}') {
            out->from = (size_t)(open - words);
            *at = (size_t)(s - words) + 1;
            return true;
        }
        open++;
    }
    return false;
}
