/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/impact.h"

#include <stdlib.h>
#include <string.h>

#include "base/hashes.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/ref.h"
#include "policy/lineage.h"
#include "store/read.h"

static const struct impact_info infos[IMPACT_WHAT_COUNT] = {
    [IMPACT_OWN] = { "own",
                     N_("Stop the use now. Delete the data, or say what else "
                        "allows you to keep them."),
                     "GDPR Art. 7(3), 17(1)" },
    [IMPACT_DERIVED] = { "derived",
                         N_("Take the data out, or make the dataset again "
                            "without them. If that cannot be done, say why."),
                         "GDPR Art. 17(1)" },
    [IMPACT_PROCESSOR] = { "processor",
                           N_("Tell them to stop, and to delete the data or "
                              "give them back. Ask for a proof."),
                           "GDPR Art. 28(3)(a), 28(3)(g)" },
    [IMPACT_JOINT] = { "joint",
                       N_("Tell them, and settle who deletes what and who "
                          "answers people."),
                       "GDPR Art. 19, 26" },
    [IMPACT_RECIPIENT] = { "recipient",
                           N_("Tell them that the data must be deleted, and "
                              "that they must tell those to whom they passed "
                              "them on."),
                           "GDPR Art. 19" },
    [IMPACT_PUBLIC] = { "public",
                        N_("Take the data off the place where all can read "
                           "them, and ask those who copied them to delete the "
                           "copies."),
                        "GDPR Art. 17(2)" },
    [IMPACT_ONWARD] = { "onward",
                        N_("See that the recipient tells them; else tell them "
                           "yourself."),
                        "GDPR Art. 19" },
    [IMPACT_ONWARD_ANY] = { "onward-any",
                            N_("Ask the recipient to whom the data were passed "
                               "on, and see that all of them are told."),
                            "GDPR Art. 19" },
    [IMPACT_DELETE] = { "delete",
                        N_("They must delete the data now. Ask for a proof."),
                        "GDPR Art. 28(3)(g)" },
    [IMPACT_RETURN] = { "return", N_("They must give the data back now."),
                        "GDPR Art. 28(3)(g)" },
    [IMPACT_EITHER] = { "delete-or-return",
                        N_("They must delete the data or give them back now. "
                           "Ask for a proof."),
                        "GDPR Art. 28(3)(g)" },
    [IMPACT_KEEPS] = { "keeps",
                       N_("By the agreement they may keep the data. Say what "
                          "allows that after its end."),
                       "GDPR Art. 5(1)(e)" },
};

const struct impact_info *impact_info(enum impact_what what)
{
    return &infos[what];
}

void impact_release(struct impact *l)
{
    for (size_t i = 0; i < l->n; i++) {
        struct impact_row *r = &l->v[i];

        free((char *)r->dataset);
        free((char *)r->ref);
        free((char *)r->agreement);
        free((char *)r->over);
        free(r->contact.party);
        free(r->contact.name);
        free(r->contact.email);
        free(r->contact.phone);
        free(r->contact.address);
    }
    free(l->v);
    *l = (struct impact)IMPACT_INIT;
}

/* What of one dataset is reached. */
struct reached {
    char *dataset;
    char *over; /* the source over which it is reached, or ""    */
    size_t depth;
    bool perhaps; /* it may not hold the data that are meant               */
    bool all;     /* all of it; else ...                                   */
    bool all_elements;
    bool all_uses;
    struct strs elements; /* these, where it is not all                    */
    struct strs uses;     /* and for these uses, where it is not all       */
};

/* The dataset number `to` is made from the one number `from`. */
struct made {
    size_t from;
    size_t to;
};

struct reaching {
    struct impact *out;
    struct store *store;
    const char *day;
    struct reached *v;
    size_t n;
    size_t room;
    struct hashes seen; /* refs of datasets                                */
    struct made *made;
    size_t made_n;
    size_t made_room;
};

static char *copy(const char *s)
{
    return xstrdup(s ? s : "");
}

/* --- contacts ------------------------------------------------------------ */

static void put(char **to, const struct record *r, enum field field)
{
    const char *text = record_text(r, field);

    if (!*to && text)
        *to = xstrdup(text);
}

/* What the party itself does not say, the one it is a part of may. */
static int read_contact(struct reaching *w, const char *party,
                        struct impact_contact *out, struct error *err)
{
    enum { DEEP = 32 };
    char *at = party ? xstrdup(party) : NULL;
    int failed = 0;

    for (int i = 0; !failed && at && i < DEEP; i++) {
        struct record r;
        const char *up;

        failed = store_load(w->store, at, &r, err);
        if (failed)
            break;
        if (!out->party)
            out->party = xstrdup(r.ref);
        put(&out->name, &r, PARTY_NAME);
        put(&out->email, &r, PARTY_EMAIL);
        put(&out->phone, &r, PARTY_PHONE);
        put(&out->address, &r, PARTY_ADDRESS);
        free(at);
        up = record_text(&r, PARTY_PART_OF);
        at = up ? xstrdup(up) : NULL;
        record_release(&r);
    }
    free(at);
    return failed;
}

static void fill_contact(struct impact_contact *c, const char *name)
{
    if (!c->name)
        c->name = copy(name);
    c->party = c->party ? c->party : copy("");
    c->email = c->email ? c->email : copy("");
    c->phone = c->phone ? c->phone : copy("");
    c->address = c->address ? c->address : copy("");
}

/* --- rows ---------------------------------------------------------------- */

/* `name` is that of who is reached where no party is known. */
static int add_row(struct reaching *w, const struct impact_row *row,
                   const char *party, const char *name, struct error *err)
{
    struct impact *l = w->out;
    struct impact_row *r;
    int failed;

    ARRAY_GROW(l->v, l->n, l->room);
    r = &l->v[l->n++];
    *r = *row;
    r->dataset = copy(row->dataset);
    r->ref = copy(row->ref);
    r->agreement = copy(row->agreement);
    r->over = copy(row->over);
    r->contact = (struct impact_contact){ NULL, NULL, NULL, NULL, NULL };
    failed = read_contact(w, party, &r->contact, err);
    fill_contact(&r->contact, name);
    return failed;
}

/* Adds what is named; true where nothing is, which stands for all. */
static bool add_named(struct strs *to, const struct value *v)
{
    for (size_t i = 0; v && i < v->items.n; i++)
        strs_add(to, v->items.v[i]);
    return !(v && v->items.n);
}

/* Over several ways what is reached over each of them adds up.  Returns its
 * number. */
static size_t reach(struct reaching *w, const char *dataset, const char *over,
                    size_t depth, const struct value *elements,
                    const struct value *uses)
{
    struct reached *r;
    int64_t number = hashes_get(&w->seen, dataset);
    bool all_elements, all_uses;

    if (number == 0) {
        ARRAY_GROW(w->v, w->n, w->room);
        w->v[w->n++] = (struct reached){ .dataset = xstrdup(dataset),
                                         .over = copy(over),
                                         .depth = depth,
                                         .perhaps = depth > 0 };
        number = (int64_t)w->n;
        hashes_set(&w->seen, dataset, number);
    }
    r = &w->v[number - 1];
    all_elements = add_named(&r->elements, elements);
    all_uses = add_named(&r->uses, uses);
    r->all_elements |= all_elements;
    r->all_uses |= all_uses;
    r->all |= all_elements && all_uses;
    return (size_t)number - 1;
}

/* --- those who get the data ---------------------------------------------- */

/* Do both name one thing?  1, 0, or -1 where one of them does not say. */
static int meets(const struct strs *ours, bool all, const struct record *r,
                 enum field field)
{
    const struct value *v = record_get(r, field);

    if (v->state == STATE_NONE)
        return 0;
    if (all || v->state == STATE_NA)
        return 1;
    if (v->state != STATE_VALUE)
        return -1;
    for (size_t i = 0; i < v->items.n; i++)
        if (strs_has(ours, v->items.v[i]))
            return 1;
    return 0;
}

static enum impact_what what_of(const struct record *recipient)
{
    static const struct {
        const char *category;
        enum impact_what what;
    } table[] = {
        { "internal", IMPACT_PROCESSOR },
        { "processor", IMPACT_PROCESSOR },
        { "sub-processor", IMPACT_PROCESSOR },
        { "joint-controller", IMPACT_JOINT },
        { "public", IMPACT_PUBLIC },
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (record_within(recipient, RECIPIENT_CATEGORY, table[i].category))
            return table[i].what;
    return IMPACT_RECIPIENT;
}

/* Those to whom this one gives data of the dataset, by agreements. */
static int add_known_onward(struct reaching *w, const struct impact_row *from,
                            const char *party, size_t *found, struct error *err)
{
    struct records l = RECORDS_INIT;
    int failed = store_naming(w->store, AGREEMENT_GIVERS, party, &l, err);

    for (size_t i = 0; !failed && i < l.n; i++) {
        const struct value *to = record_get(&l.v[i], AGREEMENT_RECEIVERS);

        if (!value_has(record_get(&l.v[i], AGREEMENT_DATASETS), from->dataset))
            continue;
        for (size_t j = 0; !failed && j < to->items.n; j++) {
            struct impact_row row = { .what = IMPACT_ONWARD,
                                      .depth = from->depth,
                                      .perhaps = from->perhaps,
                                      .past = from->past,
                                      .dataset = from->dataset,
                                      .ref = l.v[i].ref,
                                      .agreement = l.v[i].ref,
                                      .over = from->ref };

            ++*found;
            failed = add_row(w, &row, to->items.v[j], "", err);
        }
    }
    records_release(&l);
    return failed;
}

/* May they have passed the data on? */
static int add_onward(struct reaching *w, const struct impact_row *from,
                      const struct record *r, struct error *err)
{
    const char *party = record_text(r, RECIPIENT_PARTY);
    bool never = record_is(r, RECIPIENT_ONWARD, "forbidden") &&
                 !record_is(r, RECIPIENT_SALE, "yes");
    struct impact_row any = { .what = IMPACT_ONWARD_ANY,
                              .depth = from->depth,
                              .perhaps = from->perhaps ||
                                         record_is_open(r, RECIPIENT_ONWARD),
                              .past = from->past,
                              .dataset = from->dataset,
                              .ref = from->ref,
                              .over = from->ref };
    size_t found = 0;

    if (party && add_known_onward(w, from, party, &found, err) != 0)
        return -1;
    if (never)
        return 0;
    return add_row(w, &any, party, record_title(r, NULL), err);
}

static int add_recipient(struct reaching *w, const struct record *r,
                         const struct reached *from, enum impact_what what,
                         struct error *err)
{
    const char *until = record_text(r, RECIPIENT_UNTIL);
    int uses = meets(&from->uses, from->all_uses, r, RECIPIENT_USES);
    int elements =
        meets(&from->elements, from->all_elements, r, RECIPIENT_ELEMENTS);
    struct impact_row row = { .what = what,
                              .depth = from->depth,
                              .perhaps = uses < 0 || elements < 0,
                              .past = until && strcmp(until, w->day) < 0,
                              .dataset = from->dataset,
                              .ref = r->ref,
                              .agreement = record_text(r, RECIPIENT_AGREEMENT),
                              .over = from->over };

    if (!from->all && (uses == 0 || elements == 0))
        return 0;
    if (record_within(r, RECIPIENT_CATEGORY, "person-concerned"))
        return 0;
    if (from->all)
        row.perhaps = false;
    row.perhaps |= from->perhaps;
    if (add_row(w, &row, record_text(r, RECIPIENT_PARTY), record_title(r, NULL),
                err) != 0)
        return -1;
    return add_onward(w, &row, r, err);
}

static int add_recipients(struct reaching *w, const struct reached *from,
                          struct error *err)
{
    struct records l = RECORDS_INIT;
    int failed =
        store_children(w->store, from->dataset, KIND_RECIPIENT, &l, err);

    for (size_t i = 0; !failed && i < l.n; i++)
        failed = add_recipient(w, &l.v[i], from, what_of(&l.v[i]), err);
    records_release(&l);
    return failed;
}

/* Parties to whom the log says that data were given, and whom no recipient
 * stands for. */
static int add_shares(struct reaching *w, const struct reached *from,
                      struct error *err)
{
    struct records l = RECORDS_INIT;
    int failed = store_children(w->store, from->dataset, KIND_SHARE, &l, err);

    for (size_t i = 0; !failed && i < l.n; i++) {
        const char *party = record_text(&l.v[i], SHARE_PARTY);
        int elements = meets(&from->elements, from->all || from->all_elements,
                             &l.v[i], SHARE_ELEMENTS);
        struct impact_row row = {
            .what = IMPACT_RECIPIENT,
            .depth = from->depth,
            .perhaps =
                from->perhaps || elements < 0 || !(from->all || from->all_uses),
            .past = true,
            .dataset = from->dataset,
            .ref = l.v[i].ref,
            .agreement = record_text(&l.v[i], SHARE_AGREEMENT),
            .over = from->over,
        };

        if (party && elements && !record_text(&l.v[i], SHARE_RECIPIENT) &&
            record_is(&l.v[i], SHARE_WHAT_HAPPENED, "given"))
            failed = add_row(w, &row, party, "", err);
    }
    records_release(&l);
    return failed;
}

/* --- datasets ------------------------------------------------------------ */

static int add_dataset(struct reaching *w, const struct reached *from,
                       struct error *err)
{
    struct impact_row row = { .what = from->depth ? IMPACT_DERIVED : IMPACT_OWN,
                              .depth = from->depth,
                              .perhaps = from->perhaps,
                              .dataset = from->dataset,
                              .ref = from->dataset,
                              .over = from->over };
    struct record d;
    const char *who;
    int failed = store_load(w->store, from->dataset, &d, err);

    if (failed)
        return failed;
    who = record_text(&d, DATASET_STEWARD);
    if (!who)
        who = record_text(&d, DATASET_CONTROLLER);
    failed = add_row(w, &row, who, record_title(&d, NULL), err);
    record_release(&d);
    return failed;
}

static int reach_below(struct reaching *w, size_t number, struct error *err)
{
    struct records l = RECORDS_INIT;
    size_t depth = w->v[number].depth + 1;
    int failed =
        store_naming(w->store, SOURCE_UPSTREAM, w->v[number].dataset, &l, err);

    for (size_t i = 0; !failed && i < l.n; i++) {
        char *dataset = xstrndup(l.v[i].ref, ref_parent_len(l.v[i].ref));
        size_t to = reach(w, dataset, l.v[i].ref, depth,
                          record_get(&l.v[i], SOURCE_ELEMENTS), NULL);

        ARRAY_GROW(w->made, w->made_n, w->made_room);
        w->made[w->made_n++] = (struct made){ number, to };
        free(dataset);
    }
    records_release(&l);
    return failed;
}

/* What is made from all of the data holds them, whatever way it came; what is
 * made from a dataset of which some elements are meant may not. */
static void settle(struct reaching *w)
{
    bool changed = true;

    while (changed) {
        changed = false;
        for (size_t i = 0; i < w->made_n; i++) {
            const struct reached *from = &w->v[w->made[i].from];
            struct reached *to = &w->v[w->made[i].to];

            if (to->perhaps && !from->perhaps &&
                (from->depth || from->all_elements)) {
                to->perhaps = false;
                changed = true;
            }
        }
    }
}

/* First all datasets, since some are reached over several ways. */
static int spread(struct reaching *w, struct error *err)
{
    int failed = 0;

    for (size_t i = 0; !failed && i < w->n; i++)
        failed = reach_below(w, i, err);
    settle(w);
    for (size_t i = 0; !failed && i < w->n; i++) {
        failed = add_dataset(w, &w->v[i], err);
        if (!failed)
            failed = add_recipients(w, &w->v[i], err);
        if (!failed)
            failed = add_shares(w, &w->v[i], err);
    }
    return failed;
}

/* --- where it begins ----------------------------------------------------- */

static int begin_child(struct reaching *w, const struct record *r,
                       enum field elements, enum field uses)
{
    char *dataset = xstrndup(r->ref, ref_parent_len(r->ref));

    reach(w, dataset, "", 0,
          elements == FIELD_COUNT ? NULL : record_get(r, elements),
          uses == FIELD_COUNT ? NULL : record_get(r, uses));
    free(dataset);
    return 0;
}

static int begin_consent(struct reaching *w, const struct record *r,
                         struct error *err)
{
    (void)err;
    return begin_child(w, r, CONSENT_ELEMENTS, CONSENT_USES);
}

static int begin_source(struct reaching *w, const struct record *r,
                        struct error *err)
{
    (void)err;
    return begin_child(w, r, SOURCE_ELEMENTS, FIELD_COUNT);
}

/* A use, or an element, by itself. */
static int begin_itself(struct reaching *w, const struct record *r,
                        struct error *err)
{
    struct value itself = VALUE_INIT;
    char *dataset = xstrndup(r->ref, ref_parent_len(r->ref));

    (void)err;
    value_set_text(&itself, r->ref);
    reach(w, dataset, "", 0,
          r->kind == KIND_ELEMENT ? &itself : record_get(r, USE_ELEMENTS),
          r->kind == KIND_USE ? &itself : NULL);
    value_release(&itself);
    free(dataset);
    return 0;
}

static int begin_dataset(struct reaching *w, const struct record *r,
                         struct error *err)
{
    (void)err;
    reach(w, r->ref, "", 0, NULL, NULL);
    return 0;
}

static int begin_notice(struct reaching *w, const struct record *r,
                        struct error *err)
{
    struct records l = RECORDS_INIT;
    int failed = store_naming(w->store, CONSENT_NOTICE, r->ref, &l, err);

    for (size_t i = 0; !failed && i < l.n; i++)
        failed = begin_consent(w, &l.v[i], err);
    records_release(&l);
    return failed;
}

static enum impact_what at_end(const struct record *agreement,
                               const struct record *recipient)
{
    static const struct {
        const char *code;
        enum impact_what what;
    } table[] = {
        { "delete", IMPACT_DELETE },           { "return", IMPACT_RETURN },
        { "return-or-delete", IMPACT_EITHER }, { "keep", IMPACT_KEEPS },
        { "keep-results", IMPACT_KEEPS },
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (record_is(agreement, AGREEMENT_AT_END, table[i].code))
            return table[i].what;
    return what_of(recipient);
}

/* Those who get data by it come first; then what came by it. */
static int begin_agreement(struct reaching *w, const struct record *r,
                           struct error *err)
{
    struct records l = RECORDS_INIT;
    int failed = store_naming(w->store, RECIPIENT_AGREEMENT, r->ref, &l, err);

    for (size_t i = 0; !failed && i < l.n; i++) {
        struct reached from = { .dataset = xstrndup(l.v[i].ref,
                                                    ref_parent_len(l.v[i].ref)),
                                .over = r->ref,
                                .all = true };

        failed = add_recipient(w, &l.v[i], &from, at_end(r, &l.v[i]), err);
        free(from.dataset);
    }
    records_release(&l);
    if (!failed)
        failed = store_naming(w->store, SOURCE_AGREEMENT, r->ref, &l, err);
    for (size_t i = 0; !failed && i < l.n; i++)
        failed = begin_source(w, &l.v[i], err);
    records_release(&l);
    return failed;
}

static int begin_recipient(struct reaching *w, const struct record *r,
                           struct error *err)
{
    char *dataset = xstrndup(r->ref, ref_parent_len(r->ref));
    struct reached from = { .dataset = dataset, .over = NULL, .all = true };
    int failed = add_recipient(w, r, &from, what_of(r), err);

    free(dataset);
    return failed;
}

static const struct {
    enum kind kind;
    int (*begin)(struct reaching *w, const struct record *r, struct error *err);
} begins[] = {
    { KIND_CONSENT, begin_consent },     { KIND_USE, begin_itself },
    { KIND_ELEMENT, begin_itself },      { KIND_SOURCE, begin_source },
    { KIND_DATASET, begin_dataset },     { KIND_NOTICE, begin_notice },
    { KIND_AGREEMENT, begin_agreement }, { KIND_RECIPIENT, begin_recipient },
};

static int begin(struct reaching *w, const struct record *r, struct error *err)
{
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (begins[i].kind == r->kind)
            return begins[i].begin(w, r, err);
    return error_set(err, ERROR_USAGE,
                     _("nothing follows from '%s' by itself; name a consent, a "
                       "notice, a use, an element, a source, an agreement, a "
                       "recipient or a dataset"),
                     r->ref);
}

static void reaching_release(struct reaching *w)
{
    for (size_t i = 0; i < w->n; i++) {
        free(w->v[i].dataset);
        free(w->v[i].over);
        strs_release(&w->v[i].elements);
        strs_release(&w->v[i].uses);
    }
    free(w->v);
    free(w->made);
    hashes_release(&w->seen);
}

int impact_read(struct impact *out, struct store *s, const char *ref,
                const char *day, struct error *err)
{
    struct reaching w = { .out = out, .store = s, .day = day };
    struct record r;
    int failed = store_load(s, ref, &r, err);

    if (failed)
        return failed;
    failed = begin(&w, &r, err);
    record_release(&r);
    if (!failed)
        failed = spread(&w, err);
    reaching_release(&w);
    if (failed)
        impact_release(out);
    return failed;
}
