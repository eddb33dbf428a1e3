/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/kinds.h"

#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"

/* The short words that kinds.def uses for flags. */
#define NOT FIELD_NOT
#define NA FIELD_NA
#define UNK FIELD_UNK
#define ANY FIELD_ANY
#define MUST FIELD_MUST
#define ASK FIELD_ASK
#define WORDS FIELD_WORDS
#define SUM FIELD_SUM
#define OWN FIELD_OWN

/* "x" is a vocabulary for codes and the name of a kind for refs. */
struct field_row {
    enum kind kind;
    const char *name;
    enum field_type type;
    const char *about;
    unsigned flags;
    enum section section;
    enum audience audience;
    const char *label;
    const char *help;
};

static const struct field_row field_rows[FIELD_COUNT] = {
#define KIND(ident, name, parent, title, titles, help)
#define FIELD(kind, ident, name, type, about, flags, section, audience, label, \
              help)                                                            \
    [kind##_##ident] = { KIND_##kind,                                          \
                         name,                                                 \
                         TYPE_##type,                                          \
                         about,                                                \
                         flags,                                                \
                         SECTION_##section,                                    \
                         AUDIENCE_##audience,                                  \
                         label,                                                \
                         help },
#include "model/kinds.def"
#undef KIND
#undef FIELD
};

static struct kind_info kinds[KIND_COUNT] = {
#define KIND(ident, name, parent, title, titles, help)                         \
    [KIND_##ident] = { name, KIND_##parent, title, titles, help, 0, 0 },
#define FIELD(kind, ident, name, type, about, flags, section, audience, label, \
              help)
#include "model/kinds.def"
#undef KIND
#undef FIELD
};

static struct field_info fields[FIELD_COUNT];

#define ANY_NAME "any"

static bool type_is_ref(enum field_type t)
{
    return t == TYPE_REF || t == TYPE_REFS;
}

/* Joins the two tables once: each kind learns which fields are its own. */
static void tables_join(void)
{
    static bool done;
    size_t i;

    if (done)
        return;
    done = true;
    for (i = 0; i < FIELD_COUNT; i++) {
        const struct field_row *row = &field_rows[i];
        struct kind_info *k = &kinds[row->kind];
        struct field_info *f = &fields[i];

        if (k->count == 0)
            k->first = (enum field)i;
        k->count++;
        *f = (struct field_info){ row->kind,    row->name,     row->type,
                                  NULL,         KIND_NONE,     row->flags,
                                  row->section, row->audience, row->label,
                                  row->help };
        if (row->type == TYPE_CODE || row->type == TYPE_CODES)
            f->vocabulary = row->about;
    }
    for (i = 0; i < FIELD_COUNT; i++)
        if (type_is_ref(fields[i].type))
            fields[i].target = strcmp(field_rows[i].about, ANY_NAME) == 0
                                   ? KIND_ANY
                                   : kind_find(field_rows[i].about);
}

const struct kind_info *kind_info(enum kind kind)
{
    if ((unsigned)kind >= KIND_COUNT)
        bug("no such kind: %d", (int)kind);
    tables_join();
    return &kinds[kind];
}

const struct field_info *field_info(enum field field)
{
    if ((unsigned)field >= FIELD_COUNT)
        bug("no such field: %d", (int)field);
    tables_join();
    return &fields[field];
}

enum kind kind_find(const char *name)
{
    int i;

    for (i = 0; i < KIND_COUNT; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return (enum kind)i;
    return KIND_NONE;
}

enum field field_find(enum kind kind, const char *name)
{
    const struct kind_info *k = kind_info(kind);
    size_t i;

    for (i = 0; i < k->count; i++)
        if (strcmp(fields[k->first + i].name, name) == 0)
            return (enum field)(k->first + i);
    return FIELD_COUNT;
}

int kind_parse(enum kind *out, const char *name, struct error *err)
{
    struct nearest n;
    int i;

    *out = kind_find(name);
    if (*out != KIND_NONE)
        return 0;
    nearest_init(&n, name);
    for (i = 0; i < KIND_COUNT; i++)
        nearest_offer(&n, kinds[i].name);
    if (n.best)
        return error_set(err, ERROR_USAGE,
                         _("there is no kind '%s'; did you mean '%s'?"), name,
                         n.best);
    return error_set(err, ERROR_USAGE,
                     _("there is no kind '%s'; 'larder explain kinds' lists "
                       "them"),
                     name);
}

int field_parse(enum field *out, enum kind kind, const char *name,
                struct error *err)
{
    const struct kind_info *k = kind_info(kind);
    struct nearest n;
    size_t i;

    *out = field_find(kind, name);
    if (*out != FIELD_COUNT)
        return 0;
    nearest_init(&n, name);
    for (i = 0; i < k->count; i++)
        nearest_offer(&n, fields[k->first + i].name);
    if (n.best)
        return error_set(err, ERROR_USAGE,
                         _("the kind %s has no field '%s'; did you mean "
                           "'%s'?"),
                         k->name, name, n.best);
    return error_set(err, ERROR_USAGE,
                     _("the kind %s has no field '%s'; 'larder explain %s' "
                       "lists them"),
                     k->name, name, k->name);
}

struct type_row {
    const char *name;
    bool repeats;
};

static const struct type_row types[TYPE_COUNT_] = {
    [TYPE_TEXT] = { "text", false },
    [TYPE_PROSE] = { "prose", false },
    [TYPE_EMAIL] = { "email", false },
    [TYPE_CODE] = { "code", false },
    [TYPE_CODES] = { "codes", true },
    [TYPE_DATE] = { "date", false },
    [TYPE_DURATION] = { "duration", false },
    [TYPE_COUNT] = { "count", false },
    [TYPE_RATIO] = { "ratio", false },
    [TYPE_YESNO] = { "yes/no", false },
    [TYPE_COUNTRY] = { "country", false },
    [TYPE_COUNTRIES] = { "countries", true },
    [TYPE_LANGUAGE] = { "language", false },
    [TYPE_LANGUAGES] = { "languages", true },
    [TYPE_REF] = { "ref", false },
    [TYPE_REFS] = { "refs", true },
    [TYPE_URL] = { "url", false },
    [TYPE_DIGEST] = { "digest", false },
    [TYPE_ZONE] = { "zone", false },
};

const char *type_name(enum field_type type)
{
    return types[type].name;
}

bool field_repeats(enum field field)
{
    return types[field_info(field)->type].repeats;
}

bool field_is_ref(enum field field)
{
    return type_is_ref(field_info(field)->type);
}

bool field_may_name(enum field field, enum kind kind)
{
    enum kind target = field_info(field)->target;

    return target == kind || target == KIND_ANY;
}

const char *field_target_name(enum field field)
{
    enum kind target = field_info(field)->target;

    return target == KIND_ANY ? ANY_NAME : kind_info(target)->name;
}

static const char *const sections[SECTION_COUNT] = {
    [SECTION_ABOUT] = N_("What it is"),
    [SECTION_WHO] = N_("Who is responsible"),
    [SECTION_PEOPLE] = N_("The people"),
    [SECTION_DATA] = N_("The data"),
    [SECTION_COLLECTION] = N_("How it is collected"),
    [SECTION_SCOPE] = N_("What it covers"),
    [SECTION_BASIS] = N_("What allows it"),
    [SECTION_CHOICE] = N_("Can a person say no"),
    [SECTION_GIVEN] = N_("How it is given"),
    [SECTION_DECISION] = N_("Decisions about people"),
    [SECTION_TRANSFER] = N_("Other countries"),
    [SECTION_ONWARD] = N_("Passing on and selling"),
    [SECTION_WITHDRAWAL] = N_("Taking it back"),
    [SECTION_COUNTS] = N_("Counts"),
    [SECTION_STORAGE] = N_("Where it is kept"),
    [SECTION_SAFETY] = N_("How safe it is"),
    [SECTION_LIMITS] = N_("What is never done"),
    [SECTION_RIGHTS] = N_("Ask, see, fix, delete, complain"),
    [SECTION_EFFECTS] = N_("Harm and good"),
    [SECTION_QUALITY] = N_("Quality and gaps"),
    [SECTION_REUSE] = N_("Access and licence"),
    [SECTION_CONTACT] = N_("How to reach it"),
    [SECTION_DOCUMENT] = N_("The document"),
    [SECTION_POLICIES] = N_("Policies"),
    [SECTION_TIME] = N_("From when to when"),
    [SECTION_IMPACT] = N_("What it can do to people"),
    [SECTION_DUTIES] = N_("Duties"),
    [SECTION_DONE] = N_("What is done"),
    [SECTION_MEASURED] = N_("What was measured"),
    [SECTION_CHECK] = N_("Who checked this"),
    [SECTION_LISTS] = N_("Are the lists complete"),
    [SECTION_NOTES] = N_("Notes"),
};

const char *section_title(enum section section)
{
    return _(sections[section]);
}

enum field kind_list_state(enum kind child)
{
    static const enum field lists[KIND_COUNT] = {
        [KIND_ELEMENT] = DATASET_ELEMENTS_LIST,
        [KIND_USE] = DATASET_USES_LIST,
        [KIND_CONSENT] = DATASET_CONSENTS_LIST,
        [KIND_RECIPIENT] = DATASET_RECIPIENTS_LIST,
        [KIND_SOURCE] = DATASET_SOURCES_LIST,
        [KIND_RETENTION] = DATASET_RETENTIONS_LIST,
        [KIND_MEASURE] = DATASET_MEASURES_LIST,
        [KIND_SHARE] = DATASET_SHARES_LIST,
        [KIND_SCAN] = DATASET_SCANS_LIST,
    };

    return kind_info(child)->parent == KIND_NONE ? FIELD_COUNT : lists[child];
}
