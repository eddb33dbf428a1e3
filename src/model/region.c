/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/region.h"

#include <ctype.h>
#include <jansson.h>
#include <libintl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/mo.h"
#include "base/nearest.h"

/* What a code is called in English, for gettext's domain of that list. */
struct region {
    char *code;
    const char *name;
    const char *others[2]; /* of the standard, official; or NULL           */
};

struct regions {
    const char *file;
    const char *array;  /* the member of the JSON object                   */
    const char *code;   /* the member that holds the code                  */
    const char *second; /* another one, or NULL                            */
    const char *domain;
    struct region *v;
    size_t n;
    size_t room;
    bool read;
};

static struct regions countries = {
    "iso_3166-1.json",
    "3166-1",
    "alpha_2",
    NULL,
    "iso_3166-1",
    NULL,
    0,
    0,
    false,
};

static struct regions languages = {
    "iso_639-3.json",
    "639-3",
    "alpha_3",
    "alpha_2",
    "iso_639-3",
    NULL,
    0,
    0,
    false,
};

/* The few with two letters, for which the long list need not be read. */
static struct regions common_languages = {
    "iso_639-2.json", "639-2", "alpha_2", NULL, "iso_639-2", NULL, 0, 0, false,
};

static int region_order(const void *a, const void *b)
{
    const struct region *x = a;
    const struct region *y = b;

    return strcmp(x->code, y->code);
}

static const char *member(json_t *object, const char *name)
{
    return name ? json_string_value(json_object_get(object, name)) : NULL;
}

static const char *kept(const char *name)
{
    return name ? xstrdup(name) : NULL;
}

static void region_add(struct regions *r, const char *code, const char *name,
                       json_t *item)
{
    ARRAY_GROW(r->v, r->n, r->room);
    r->v[r->n++] = (struct region){ xstrdup(code),
                                    xstrdup(name),
                                    { kept(member(item, "name")),
                                      kept(member(item, "official_name")) } };
}

static void regions_read(struct regions *r)
{
    char *path;
    json_t *root, *item;
    size_t i;

    if (r->read)
        return;
    r->read = true;
    path = xasprintf("%s/%s", ISO_CODES_DIR, r->file);
    root = json_load_file(path, 0, NULL);
    free(path);
    bindtextdomain(r->domain, ISO_CODES_LOCALE_DIR);
    bind_textdomain_codeset(r->domain, "UTF-8");
    json_array_foreach(json_object_get(root, r->array), i, item)
    {
        const char *code = member(item, r->second);
        const char *name = member(item, "common_name");

        if (!code)
            code = member(item, r->code);
        if (!name)
            name = member(item, "name");
        if (code && name)
            region_add(r, code, name, item);
        if (name && member(item, r->second) && member(item, r->code))
            region_add(r, member(item, r->code), name, item);
    }
    json_decref(root);
    if (r->n)
        qsort(r->v, r->n, sizeof *r->v, region_order);
}

static const struct region *region_find(struct regions *r, const char *code)
{
    const struct region key = { (char *)code, NULL, { NULL, NULL } };

    regions_read(r);
    if (r->n == 0)
        return NULL;
    return bsearch(&key, r->v, r->n, sizeof *r->v, region_order);
}

/*
 * The name in the language in which larder speaks.  It is that of the locale
 * only if there is a catalogue for it, which then has a header; else a label
 * in English would name one country in another language, and its seal would
 * depend on who printed it.
 */
static const char *region_words(const struct regions *of,
                                const struct region *r)
{
    static const char header[] = "";

    return *gettext(header) ? dgettext(of->domain, r->name) : r->name;
}

bool country_known(const char *code)
{
    if (region_find(&countries, code))
        return true;
    return countries.n == 0 && strlen(code) == 2 &&
           isupper((unsigned char)code[0]) && isupper((unsigned char)code[1]);
}

const char *country_words(const char *code)
{
    const struct region *r = region_find(&countries, code);

    return r ? region_words(&countries, r) : code;
}

/* --- in a language that need not be that of the locale ------------------- */

/* The names of one list in one language, read when first asked for. */
struct names {
    const struct regions *of;
    char *lang;
    struct buf bytes;
    struct mo mo; /* empty where there are none                            */
    struct names *next;
};

static struct names *all_names;

enum { NAMES_LIMIT = 1 << 24 };

/* "pt-BR" is written pt_BR where gettext keeps its files. */
static char *names_path(const struct regions *of, const char *lang)
{
    char *path = xasprintf("%s/%s/LC_MESSAGES/%s.mo", ISO_CODES_LOCALE_DIR,
                           lang, of->domain);

    for (char *s = path + strlen(ISO_CODES_LOCALE_DIR) + 1; *s != '/'; s++)
        if (*s == '-')
            *s = '_';
    return path;
}

static const struct names *names_read(const struct regions *of,
                                      const char *lang)
{
    struct names *n;
    struct error err = ERROR_INIT;
    char *path;

    for (n = all_names; n; n = n->next)
        if (n->of == of && strcmp(n->lang, lang) == 0)
            return n;
    n = xcalloc(1, sizeof *n);
    *n = (struct names){ of, xstrdup(lang), BUF_INIT, { .n = 0 }, all_names };
    all_names = n;
    path = names_path(of, lang);
    if (file_read(&n->bytes, path, NAMES_LIMIT, &err) == 0)
        mo_open(&n->mo, n->bytes.s, n->bytes.len);
    error_clear(&err);
    free(path);
    return n;
}

/* The name in a language, or in what it is part of; NULL: there is none. */
static const char *name_in(const struct regions *of, const char *name,
                           const char *lang)
{
    char *tag = xstrdup(strchr(lang, '/') ? "" : lang);
    const char *found = mo_find(&names_read(of, tag)->mo, name);
    char *dash;

    while (!found && (dash = strrchr(tag, '-'))) {
        *dash = '\0';
        found = mo_find(&names_read(of, tag)->mo, name);
    }
    free(tag);
    return found;
}

/* English is what the names are in before they are translated. */
static bool is_english(const char *lang)
{
    return strncmp(lang, "en", 2) == 0;
}

/* Codes that others use for a country (EU, Interinstitutional style guide). */
static const char *const other_codes[][2] = { { "UK", "GB" }, { "EL", "GR" } };

const char *country_nearest(const char *given)
{
    struct nearest near;
    const char *code, *found = NULL;

    nearest_init(&near, given);
    for (size_t i = 0; i < sizeof other_codes / sizeof *other_codes; i++)
        if (strcasecmp(given, other_codes[i][0]) == 0)
            return other_codes[i][1];
    for (size_t i = 0; (code = country_at(i)); i++) {
        const char *best = near.best;

        if (strcasecmp(given, code) == 0)
            return code;
        if (strlen(given) <= 2)
            continue;
        nearest_offer(&near, country_words_in(code, "en"));
        nearest_offer(&near, country_words(code));
        if (near.best != best)
            found = code;
    }
    return found;
}

const char *country_name_in(const char *code, const char *lang)
{
    const struct region *r = region_find(&countries, code);

    if (!r)
        return NULL;
    return is_english(lang) ? r->name : name_in(&countries, r->name, lang);
}

const char *country_words_in(const char *code, const char *lang)
{
    const char *name = country_name_in(code, lang);

    if (!name)
        name = country_name_in(code, "en");
    return name ? name : code;
}

/* All that it is called, in that language, or in English (lang NULL). */
static void add_names(struct strs *out, const struct region *r,
                      const char *lang)
{
    const char *names[] = { r->name, r->others[0], r->others[1] };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *name = names[i];

        if (name && lang)
            name = name_in(&countries, name, lang);
        if (name && !strs_has(out, name))
            strs_add(out, name);
    }
}

void country_names(struct strs *out, const char *code, const char *lang)
{
    const struct region *r = region_find(&countries, code);

    if (!r)
        return;
    add_names(out, r, NULL);
    if (!is_english(lang))
        add_names(out, r, lang);
}

bool language_known(const char *code)
{
    if (region_find(&common_languages, code) || region_find(&languages, code))
        return true;
    return languages.n == 0 && (strlen(code) == 2 || strlen(code) == 3);
}

/* The language that a tag begins with, or NULL. */
static const struct region *language_of(const char *tag)
{
    char code[4] = "";
    size_t len = strcspn(tag, "-");

    if (len > 3)
        return NULL;
    memcpy(code, tag, len);
    return region_find(&languages, code);
}

const char *language_words(const char *tag)
{
    const struct region *r = language_of(tag);

    return r ? region_words(&languages, r) : tag;
}

const char *language_name_in(const char *tag, const char *lang)
{
    const struct region *r = language_of(tag);

    if (!r)
        return NULL;
    return is_english(lang) ? r->name : name_in(&languages, r->name, lang);
}

/* "Area/City", without a full stop: nothing that leaves the folder. */
static bool zone_formed(const char *name)
{
    const char *s;

    if (!isalpha((unsigned char)name[0]))
        return false;
    for (s = name; *s; s++)
        if (!isalnum((unsigned char)*s) && !strchr("_+-/", *s))
            return false;
    return s - name < 64;
}

bool zone_known(const char *name)
{
    static const char folder[] = "/usr/share/zoneinfo";
    struct stat st;
    char *path;
    bool known;

    if (!zone_formed(name))
        return false;
    if (stat(folder, &st) != 0)
        return true;
    path = xasprintf("%s/%s", folder, name);
    known = stat(path, &st) == 0 && S_ISREG(st.st_mode);
    free(path);
    return known;
}

const char *country_at(size_t i)
{
    regions_read(&countries);
    return i < countries.n ? countries.v[i].code : NULL;
}

const char *language_at(size_t i)
{
    regions_read(&languages);
    return i < languages.n ? languages.v[i].code : NULL;
}
