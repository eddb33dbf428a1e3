/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "app/pager.h"
#include "base/columns.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/args.h"
#include "cli/assign.h"
#include "cli/deed.h"
#include "cli/say.h"
#include "exchange/pack.h"
#include "model/own_term.h"
#include "model/vocabulary.h"
#include "store/read.h"

/* --- list ---------------------------------------------------------------- */

static void list_text(void)
{
    struct columns table;
    const char *id;

    columns_init(&table, 4, pager_width());
    table.wrap = true;
    columns_add(&table, _("Vocabulary"));
    columns_add(&table, _("Terms"));
    columns_add(&table, _("Takes own"));
    columns_add(&table, _("Title"));
    for (size_t i = 0; (id = vocabulary_id(i)) != NULL; i++) {
        const struct vocabulary *v = vocabulary_find(id);
        char *count = xasprintf("%zu", v->count);

        columns_add(&table, v->id);
        columns_add(&table, count);
        columns_add(&table, v->open ? _("yes") : _("no"));
        columns_add(&table, _(v->title));
        free(count);
    }
    columns_print(&table, stdout);
    columns_release(&table);
}

static void list_csv(void)
{
    static const char *const heading[] = { "vocabulary", "terms", "open",
                                           "title" };
    const char *id;

    say_csv(heading, 4);
    for (size_t i = 0; (id = vocabulary_id(i)) != NULL; i++) {
        const struct vocabulary *v = vocabulary_find(id);
        char *count = xasprintf("%zu", v->count);
        const char *const cells[] = { v->id, count, v->open ? "yes" : "no",
                                      v->title };

        say_csv(cells, 4);
        free(count);
    }
}

static void list_json(void)
{
    const char *id;
    size_t i;

    for (i = 0; (id = vocabulary_id(i)) != NULL; i++) {
        const struct vocabulary *v = vocabulary_find(id);

        say_array(json_pack("{s:s, s:I, s:b, s:s}", "vocabulary", v->id,
                            "terms", (json_int_t)v->count, "open", v->open,
                            "title", v->title),
                  i);
    }
    say_array_end(i);
}

static int list(struct call *c, struct error *err)
{
    (void)err;
    if (call_format_is(c, "text"))
        pager_begin();
    call_tell_at(c);
    if (call_format_is(c, "json"))
        list_json();
    else if (call_format_is(c, "csv"))
        list_csv();
    else
        list_text();
    return 0;
}

/* --- show ---------------------------------------------------------------- */

/* The code of the term above; NULL at the top. */
static const char *broader(const struct vocabulary *v, const struct term *t)
{
    return t->broader < 0 ? NULL : v->terms[t->broader].code;
}

static void term_text(const struct term *t)
{
    int indent = 2 * t->depth;
    /* TRANSLATORS: a code and the title of the term. */
    char *head = xasprintf(_("%s: %s"), t->code, term_title(t));

    say_wrapped(indent, 0, head);
    say_wrapped(indent + 4, 0, term_words(t, NULL));
    if (*term_help(t))
        say_wrapped(indent + 4, 0, term_help(t));
    if (t->iri)
        say_wrapped(indent + 4, 0, t->iri);
    if (t->own)
        say_wrapped(indent + 4, 0, t->own->ref);
    free(head);
}

static void show_text(const struct vocabulary *v)
{
    say("%s: %s", v->id, _(v->title));
    for (size_t i = 0; i < v->count; i++) {
        putchar('\n');
        term_text(&v->terms[i]);
    }
}

static void show_csv(const struct vocabulary *v)
{
    static const char *const heading[] = { "code", "broader", "title", "words",
                                           "iri",  "help",    "own" };

    say_csv(heading, sizeof heading / sizeof *heading);
    for (size_t i = 0; i < v->count; i++) {
        const struct term *t = &v->terms[i];
        const char *above = broader(v, t);
        const char *const cells[] = {
            t->code,
            above ? above : "",
            t->title,
            t->words,
            t->iri ? t->iri : "",
            t->help,
            t->own ? t->own->ref : "",
        };

        say_csv(cells, sizeof cells / sizeof *cells);
    }
}

static void show_json(const struct vocabulary *v)
{
    for (size_t i = 0; i < v->count; i++) {
        const struct term *t = &v->terms[i];

        say_array(json_pack("{s:s, s:s?, s:s, s:s, s:s?, s:s, s:s?}", "code",
                            t->code, "broader", broader(v, t), "title",
                            t->title, "words", t->words, "iri", t->iri, "help",
                            t->help, "own", t->own ? t->own->ref : NULL),
                  i);
    }
    say_array_end(v->count);
}

static int show(struct call *c, struct error *err)
{
    const struct vocabulary *v;

    if (vocabulary_parse(&v, c->args[1], err) != 0)
        return -1;
    v = vocabulary_find(v->id);
    if (call_format_is(c, "text"))
        pager_begin();
    call_tell_at(c);
    if (call_format_is(c, "json"))
        show_json(v);
    else if (call_format_is(c, "csv"))
        show_csv(v);
    else
        show_text(v);
    return 0;
}

/* --- add ----------------------------------------------------------------- */

/* What stands in front of the assignments. */
static int set_place(struct record *r, const struct call *c, struct error *err)
{
    static const enum field fields[] = { OWN_TERM_VOCABULARY, OWN_TERM_CODE,
                                         OWN_TERM_BROADER };

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (value_parse_text(record_value(r, fields[i]), fields[i],
                             c->args[1 + i], err) != 0)
            return -1;
    return 0;
}

static int add_term(struct deed *d, const struct call *c, const char *ref,
                    struct error *err)
{
    struct record r;
    int failed;

    record_init(&r, KIND_OWN_TERM, ref);
    failed = assign_apply(&r, c->args + 4, c->n - 4, err);
    if (!failed)
        failed = set_place(&r, c, err);
    if (!failed)
        failed = deed_put(d, &r, err);
    record_release(&r);
    return failed;
}

static int add(struct call *c, struct error *err)
{
    struct buf ref = BUF_INIT;
    struct deed d;
    int failed;

    if (deed_begin(&d, c, "add", err) != 0)
        return -1;
    own_term_ref(&ref, c->args[1], c->args[2]);
    failed = store_free_ref(d.store, &ref, err);
    if (!failed)
        failed = add_term(&d, c, ref.s, err);
    buf_release(&ref);
    return deed_end(&d, failed, err);
}

/* --- import -------------------------------------------------------------- */

struct loading {
    struct deed deed;
    const char *file;
    struct pack_options options;
    size_t outcomes[PACK_OUTCOMES];
};

/* A line for each row: what became of it. */
static void tell_row(const struct pack_row *row, void *data)
{
    struct loading *l = data;

    l->outcomes[row->outcome]++;
    switch (row->outcome) {
    case PACK_ADDED:
        deed_line(&l->deed,
                  l->deed.dry_run ? _("%s:%ld: would add '%s' (%s)")
                                  : _("%s:%ld: added '%s' (%s)"),
                  l->file, row->line, row->code, row->title);
        break;
    case PACK_KNOWN:
        deed_line(&l->deed, _("%s:%ld: left out, as '%s' is this term: %s"),
                  l->file, row->line, row->code, row->title);
        break;
    default:
        deed_line(&l->deed,
                  _("%s:%ld: left out, as it is a property and no term: %s"),
                  l->file, row->line, row->title);
    }
}

static void talk_totals(const struct loading *l)
{
    talk_to_person(l->deed.dry_run
                       ? _("would be: added %zu, known %zu, no terms %zu; "
                           "nothing was stored")
                       : _("added %zu, known %zu, no terms %zu"),
                   l->outcomes[PACK_ADDED], l->outcomes[PACK_KNOWN],
                   l->outcomes[PACK_NO_TERM]);
}

static int load(struct loading *l, struct call *c, struct pack *pack,
                struct error *err)
{
    int failed;

    if (deed_begin(&l->deed, c, "import", err) != 0)
        return -1;
    failed = pack_load(l->deed.store, pack, &l->options, tell_row, l, err);
    if (deed_end(&l->deed, failed, err) != 0)
        return -1;
    talk_totals(l);
    return 0;
}

static int import(struct call *c, struct error *err)
{
    struct buf name = BUF_INIT;
    struct loading l = { .file = c->args[1] };
    FILE *in = strcmp(l.file, "-") == 0 ? stdin : fopen(l.file, "r");
    struct pack *pack = NULL;
    int failed;

    if (!in)
        return error_set(err, ERROR_FAILED, _("cannot open '%s': %s"), l.file,
                         strerror(errno));
    pack_name(&name, l.file);
    l.options.vocabulary = options_text(&c->options, OPTION_INTO);
    l.options.under = options_text(&c->options, OPTION_UNDER);
    l.options.pack = options_has(&c->options, OPTION_PACK)
                         ? options_text(&c->options, OPTION_PACK)
                         : name.s;
    failed = pack_read(&pack, in, l.file, err);
    if (!failed)
        failed = load(&l, c, pack, err);
    pack_free(pack);
    if (in != stdin)
        fclose(in);
    buf_release(&name);
    return failed;
}

/* --- remove -------------------------------------------------------------- */

static int unload(struct call *c, struct error *err)
{
    const char *pack = options_text(&c->options, OPTION_PACK);
    struct deed d;
    size_t n;
    int failed;

    if (deed_begin(&d, c, "remove", err) != 0)
        return -1;
    failed = pack_unload(d.store, pack, &n, err);
    if (!failed && d.dry_run)
        deed_line(&d,
                  ngettext("would remove %zu term of the pack '%s'",
                           "would remove %zu terms of the pack '%s'", n),
                  n, pack);
    else if (!failed)
        deed_line(&d,
                  ngettext("removed %zu term of the pack '%s'; 'larder undo' "
                           "brings it back",
                           "removed %zu terms of the pack '%s'; 'larder undo' "
                           "brings them back",
                           n),
                  n, pack);
    return deed_end(&d, failed, err);
}

/* --- what is to be done -------------------------------------------------- */

struct verb {
    const char *name;
    const char *words; /* how it is written; translate with _()            */
    int (*run)(struct call *c, struct error *err);
    size_t args; /* with the verb itself                                   */
    bool more;   /* ... and as many more as one likes                      */
    enum needs needs;
    enum option_id takes[4]; /* of those that not all take                 */
    enum option_id must;     /* of these the one that must be given        */
};

static const struct verb verbs[] = {
    { .name = "list",
      .words = "list",
      .run = list,
      .args = 1,
      .needs = NEEDS_TERMS,
      .takes = { OPTION_FORMAT } },
    { .name = "show",
      .words = N_("show VOCABULARY"),
      .run = show,
      .args = 2,
      .needs = NEEDS_TERMS,
      .takes = { OPTION_FORMAT } },
    { .name = "add",
      .words = N_("add VOCABULARY CODE BROADER FIELD=VALUE..."),
      .run = add,
      .args = 4,
      .more = true,
      .needs = NEEDS_WRITE,
      .takes = { OPTION_DRY_RUN } },
    { .name = "import",
      .words = N_("import FILE --into VOCABULARY"),
      .run = import,
      .args = 2,
      .needs = NEEDS_WRITE,
      .takes = { OPTION_INTO, OPTION_UNDER, OPTION_PACK, OPTION_DRY_RUN },
      .must = OPTION_INTO },
    { .name = "remove",
      .words = N_("remove --pack NAME"),
      .run = unload,
      .args = 1,
      .needs = NEEDS_WRITE,
      .takes = { OPTION_PACK, OPTION_DRY_RUN },
      .must = OPTION_PACK },
};

static bool verb_takes(const struct verb *verb, enum option_id option)
{
    for (size_t i = 0; i < sizeof verb->takes / sizeof *verb->takes; i++)
        if (verb->takes[i] == option)
            return true;
    return false;
}

/* The options of the command that are not the verb's. */
static int check_options(const struct call *c, const struct verb *verb,
                         struct error *err)
{
    for (const enum option_id *o = c->command->options; *o; o++)
        if (options_has(&c->options, *o) && !verb_takes(verb, *o))
            return error_set(err, ERROR_USAGE,
                             _("--%s does not go with 'larder vocabulary %s'; "
                               "leave it out"),
                             option_info(*o)->name, verb->name);
    if (verb->must && !options_has(&c->options, verb->must))
        return error_set(err, ERROR_USAGE,
                         _("--%s is missing; the command is: larder "
                           "vocabulary %s"),
                         option_info(verb->must)->name, _(verb->words));
    return 0;
}

static int check_words(const struct call *c, const struct verb *verb,
                       struct error *err)
{
    if (c->n < verb->args)
        return error_set(err, ERROR_USAGE,
                         _("something is missing; the command is: larder "
                           "vocabulary %s"),
                         _(verb->words));
    if (c->n > verb->args && !verb->more)
        return error_set(err, ERROR_USAGE,
                         _("'%s' is too much; the command is: larder "
                           "vocabulary %s"),
                         c->args[verb->args], _(verb->words));
    return check_options(c, verb, err);
}

int cmd_vocabulary(struct call *c, struct error *err)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        const struct verb *verb = &verbs[i];

        if (strcmp(verb->name, c->args[0]) != 0)
            continue;
        if (check_words(c, verb, err) != 0 ||
            call_open(c, verb->needs, err) != 0)
            return -1;
        return verb->run(c, err);
    }
    return error_set(err, ERROR_USAGE,
                     _("there is no command 'larder vocabulary %s'; write "
                       "list, show, add, import or remove"),
                     c->args[0]);
}
