/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * generate [-c CHILDREN] [-k] [-s SEED] DATASETS: writes a register as XML, as
 * an export of it is but for the attribute "was".  The same arguments, the
 * same bytes.  -k: with records of nearly every kind, for the audit.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/sha256.h"

enum {
    CHILDREN = 3,
    CHILDREN_MIN = 2,
    CHILDREN_MAX = 24,
    PER_NOTICE = 10,
    PER_AGREEMENT = 20,
    PER_ACTIVITY = 50,
    PER_WAIVER = 50,
    PER_REQUEST = 100,
    PER_PARTY = 500
};
enum { LINE = 1000 };

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* What datasets are about; in the order of the slugs. */
struct topic {
    const char *slug;
    const char *title;
    const char *irish; /* the title in Irish                             */
    const char *subject;
    const char *category;
    const char *thing; /* one thing that is collected                    */
    const char *means;
    const char *purpose;
    const char *use; /* what it is used for                            */
    const char *recipient;
};

static const struct topic topics[] = {
    { "bus", "Phones near bus stops", "Fóin ag stadanna bus", "passer-by",
      "device-code", "A code that your phone sends", "wifi-counter",
      "bus-times", "To plan bus times", "transport company" },
    { "cafe", "Loyalty cards of the café", "Cártaí an chaifé", "customer",
      "purchases", "What you bought & when", "card-tap", "marketing",
      "To send you offers", "advertiser" },
    { "clinic", "Visits to the clinic", "Cuairteanna ar an gclinic", "patient",
      "health-history", "Why you came to the clinic", "staff-notes",
      "treatment", "To treat you", "health service" },
    { "food", "Food parcels given out", "Beartáin bhia", "beneficiary",
      "aid-received", "Which parcels you got", "form", "food-aid",
      "To share out food", "partner charity" },
    { "lamp", "Cameras on lamp posts", "Ceamaraí sráide", "filmed-person",
      "picture", "Your picture, blurred", "camera-fixed", "traffic-flow",
      "To count bicycles & cars", "police" },
    { "library", "Loans of the library", "Iasachtaí leabharlainne",
      "library-user", "loans-of-books", "Which books you borrowed", "card-tap",
      "borrow-books", "To lend books", "library firm" },
    { "parking", "Permits for parking", "Ceadanna páirceála", "vehicle-owner",
      "number-plate", "Your number plate", "web-form", "parking",
      "To check who may park", "parking firm" },
    { "pool", "Swimmers in the pool", "Snámhóirí sa linn", "visitor",
      "presence-count", "That somebody came in", "counter",
      "service-statistics", "To see when the pool is full", "council" },
    { "school", "Meals at school", "Béilí scoile", "pupil", "meals",
      "What you ate at school", "finger-reader", "school-meals",
      "To pay for meals", "payment firm" },
    { "shelter", "Arrivals at the shelter", "Teacht chun foscaidh", "refugee",
      "name", "Your name and family", "interview", "registration",
      "To give you a bed", "refugee agency" },
    { "street", "Noise in the street", "Torann sráide", "resident", "sex",
      "Whether a voice is high or low", "microphone", "air-noise",
      "To find out where it is loud", "university" },
    { "water", "Readings of water meters", "Léamha méadar uisce", "home-owner",
      "smart-meter", "How much water you use", "smart-meter", "energy-water",
      "To send the water bill", "water company" },
};

static const char *const places[] = { "Harbour",   "Hilltop",   "Riverside",
                                      "Old Town",  "Northgate", "Millbrook",
                                      "Ash Green", "Seaview" };
static const char *const countries[] = { "IE", "FR", "DE", "US", "CH" };
static const char *const natures[] = { "identified", "pseudonymised",
                                       "anonymised", "aggregated" };
static const char *const sensitivities[] = { "low", "moderate", "high",
                                             "severe" };
static const char *const bases[] = { "consent", "contract", "legal-obligation",
                                     "public-task", "legitimate-interests" };
static const char *const choices[] = { "always", "opt-in", "opt-out" };
static const char *const roles[] = { "direct", "none", "quasi", "sensitive" };
static const char *const receivers[] = {
    "advertiser", "auditor", "company", "police", "processor", "researcher"
};
static const char *const offices[] = { "bank", "council", "hospital", "school",
                                       "university" };
static const char *const office_kinds[] = { "bank", "local-authority",
                                            "hospital", "school",
                                            "university" };

/* Which kinds the children of a dataset have, the first, the second, ... */
static const char pattern[] = "eurcseeteumh";

struct options {
    uint64_t datasets;
    uint64_t children;
    uint64_t seed;
    bool all_kinds;
};

static struct options options = { .children = CHILDREN, .seed = 1 };

/* ---- chance ------------------------------------------------------------- */

struct dice {
    uint64_t state;
};

/* splitmix64 */
static uint64_t roll(struct dice *d)
{
    uint64_t z = d->state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* Dice for one record: always the same ones for it. */
static struct dice dice(char kind, uint64_t n, uint64_t child)
{
    struct dice d = { options.seed };

    d.state = roll(&d) ^ (uint64_t)kind << 56 ^ child << 48 ^ n;
    roll(&d);
    return d;
}

static uint64_t below(struct dice *d, uint64_t n)
{
    return roll(d) % n;
}

static bool one_in(struct dice *d, uint64_t n)
{
    return below(d, n) == 0;
}

static const char *choose(struct dice *d, const char *const *from, size_t n)
{
    return from[below(d, n)];
}

#define CHOOSE(d, from) choose(d, from, COUNT(from))

/* ---- names -------------------------------------------------------------- */

static uint64_t parties(void)
{
    return COUNT(offices) + options.datasets / PER_PARTY;
}

/* Datasets are dealt to the topics in blocks, so that refs are in order. */
static const struct topic *topic_of(uint64_t n)
{
    return &topics[n * COUNT(topics) / options.datasets];
}

static const char *dataset_ref(uint64_t n)
{
    static char ref[LINE];

    snprintf(ref, sizeof ref, "%s-%07llu", topic_of(n)->slug,
             (unsigned long long)n + 1);
    return ref;
}

static const char *party_ref(uint64_t n)
{
    static char ref[LINE];

    snprintf(ref, sizeof ref, "%s-%05llu",
             offices[n * COUNT(offices) / parties()],
             (unsigned long long)n + 1);
    return ref;
}

/* ---- XML ---------------------------------------------------------------- */

static void text(const char *s)
{
    for (;;) {
        size_t run = strcspn(s, "&");

        fwrite(s, 1, run, stdout);
        s += run;
        if (!*s++)
            return;
        fputs("&amp;", stdout);
    }
}

static void field(const char *name, const char *value)
{
    printf("    <%s>", name);
    text(value);
    printf("</%s>\n", name);
}

static void number(const char *name, uint64_t value)
{
    printf("    <%s>%llu</%s>\n", name, (unsigned long long)value, name);
}

static void yes_no(const char *name, struct dice *d)
{
    static const char *const answers[] = { "yes", "no", "no", "no",
                                           "@unknown" };

    field(name, CHOOSE(d, answers));
}

static void day(const char *name, struct dice *d, int from, int years)
{
    uint64_t when = below(d, (uint64_t)years * 336);

    printf("    <%s>%04d-%02d-%02d</%s>\n", name, from + (int)(when / 336),
           (int)(when / 28 % 12) + 1, (int)(when % 28) + 1, name);
}

static void in_irish(const char *name, const char *original, const char *irish)
{
    unsigned char digest[SHA256_LEN];
    char of[SHA256_HEX];

    sha256_of(original, strlen(original), digest);
    sha256_hex(digest, of);
    printf("    <%s xml:lang=\"ga\" of=\"%s\">", name, of);
    text(irish);
    printf("</%s>\n", name);
}

static void begin(const char *kind, const char *ref, char letter, uint64_t n,
                  uint64_t child)
{
    struct dice d = dice((char)(letter - 'a' + 'A'), n, child);
    uint64_t a = roll(&d), b = roll(&d);

    printf("  <%s ref=\"%s\" uid=\"0199%04x-%04x-7%03x-8%03x-%012llx\">\n",
           kind, ref, (unsigned)(a & 0xffff), (unsigned)(a >> 16 & 0xffff),
           (unsigned)(a >> 32 & 0xfff), (unsigned)(a >> 44 & 0xfff),
           (unsigned long long)(b & 0xffffffffffff));
}

static void end(const char *kind)
{
    printf("  </%s>\n", kind);
}

/* The ref of number n of what is only numbered. */
static const char *numbered(const char *kind, uint64_t n)
{
    static char ref[LINE];

    snprintf(ref, sizeof ref, "%s-%07llu", kind, (unsigned long long)n + 1);
    return ref;
}

/* ---- records that belong to none ---------------------------------------- */

static void party(uint64_t n)
{
    struct dice d = dice('p', n, 0);
    size_t office = n * COUNT(offices) / parties();
    const char *place = CHOOSE(&d, places);
    char name[LINE];

    snprintf(name, sizeof name, "%c%s of %s %llu", offices[office][0] - 32,
             offices[office] + 1, place, (unsigned long long)n + 1);
    begin("party", party_ref(n), 'p', n, 0);
    field("name", name);
    field("party_kind", office_kinds[office]);
    field("part_of", "@none");
    snprintf(name, sizeof name, "%llu Main Street\n%s",
             (unsigned long long)below(&d, 200) + 1, place);
    field("address", name);
    snprintf(name, sizeof name, "desk-%llu@example.org",
             (unsigned long long)n + 1);
    field("email", name);
    field("country", CHOOSE(&d, countries));
    end("party");
}

static void notice(uint64_t n)
{
    uint64_t at = n * PER_NOTICE;
    struct dice d = dice('n', n, 0);
    char words[LINE];

    begin("notice", numbered("notice", n), 'n', n, 0);
    snprintf(words, sizeof words, "%s: what we do with data about you",
             topic_of(at)->title);
    field("title", words);
    number("notice_version", below(&d, 9) + 1);
    field("notice_kind", "written");
    field("languages", "en");
    field("languages", "ga");
    for (; at < (n + 1) * PER_NOTICE && at < options.datasets; at++)
        field("datasets", dataset_ref(at));
    day("since", &d, 2020, 5);
    yes_no("read_aloud", &d);
    yes_no("copy_given", &d);
    end("notice");
}

/* ---- datasets ----------------------------------------------------------- */

static void dataset_about(uint64_t n, struct dice *d)
{
    const struct topic *t = topic_of(n);
    const char *place = CHOOSE(d, places);
    char words[LINE];

    snprintf(words, sizeof words, "%s in %s, %d", t->title, place,
             2010 + (int)below(d, 16));
    field("title", words);
    if (one_in(d, 4))
        in_irish("title", words, t->irish);
    snprintf(words, sizeof words, "%s. %s. It began in %s.", t->thing, t->use,
             place);
    field("summary", words);
    field("controller", party_ref(below(d, parties())));
    if (one_in(d, 8))
        field("steward", "@unknown");
    else
        field("steward", party_ref(below(d, parties())));
    if (strcmp(t->subject, "child") > 0 && one_in(d, 3))
        field("subjects", "child");
    field("subjects", t->subject);
    yes_no("vulnerable", d);
    yes_no("children", d);
    number("how_many", below(d, 100000));
    field("nature", CHOOSE(d, natures));
    field("sensitivity", CHOOSE(d, sensitivities));
    field("collected_how", t->thing);
    day("collected_since", d, 2010, 15);
}

static void dataset(uint64_t n)
{
    struct dice d = dice('d', n, 0);

    begin("dataset", dataset_ref(n), 'd', n, 0);
    dataset_about(n, &d);
    field("stored_where", CHOOSE(&d, countries));
    field("participation", "voluntary");
    if (one_in(&d, 3))
        field("not_collected", topic_of(n)->category);
    if (one_in(&d, 3))
        field("not_used_for", topic_of(n)->purpose);
    if (!one_in(&d, 4))
        yes_no("sold", &d);
    field("how_to_see", "Write to the desk, or come to it.");
    if (one_in(&d, 2))
        field("answer_within", "P1M");
    field("checked_by", "@none");
    if (one_in(&d, 2))
        day("next_check", &d, 2026, 2);
    field("elements_list", "complete");
    if (one_in(&d, 16))
        field("notes", "Ask the steward where the old forms are kept.");
    end("dataset");
}

/* ---- what belongs to a dataset ------------------------------------------ */

/* The kind of a dataset's child: where there are few, they take turns. */
static char child_kind(uint64_t n, uint64_t child)
{
    char letter = pattern[child % (sizeof pattern - 1)];

    if (options.children < 6 && child == 2 && n % 2)
        return 'c';
    return letter;
}

/* "library-0000001/element/1" */
static const char *child_ref(uint64_t n, const char *kind, uint64_t slug)
{
    static char ref[2 * LINE];

    snprintf(ref, sizeof ref, "%s/%s/%llu", dataset_ref(n), kind,
             (unsigned long long)slug);
    return ref;
}

static void element(uint64_t n, uint64_t child)
{
    struct dice d = dice('e', n, child);
    const struct topic *t = topic_of(n);

    field("words", t->thing);
    field("category", t->category);
    field("identifying_role", CHOOSE(&d, roles));
    field("special_category", "@none");
    field("origin", "observed");
    field("collected_by", t->means);
    if (one_in(&d, 2))
        field("protection", "encrypted");
}

static void use(uint64_t n, uint64_t child)
{
    struct dice d = dice('u', n, child);
    const struct topic *t = topic_of(n);
    const char *other = topics[below(&d, COUNT(topics))].purpose;

    field("words", t->use);
    field("purpose", one_in(&d, 8) ? other : t->purpose);
    field("elements", child_ref(n, "element", 1));
    if (options.all_kinds && !one_in(&d, 4))
        field("activity", numbered("activity", n / PER_ACTIVITY));
    field("basis", CHOOSE(&d, bases));
    field("choice", CHOOSE(&d, choices));
    if (one_in(&d, 2))
        field("say_no_how", "Tell the desk.");
    field("decides", one_in(&d, 10) ? "alone" : "no");
    if (options.all_kinds)
        day("since", &d, 2020, 6);
}

static void recipient(uint64_t n, uint64_t child)
{
    struct dice d = dice('r', n, child);

    field("words", topic_of(n)->recipient);
    field("party", party_ref(below(&d, parties())));
    field("category", CHOOSE(&d, receivers));
    field("elements", child_ref(n, "element", 1));
    field("uses", child_ref(n, "use", 1));
    if (options.all_kinds && !one_in(&d, 4))
        field("agreement", numbered("agreement", n / PER_AGREEMENT));
    field("country", CHOOSE(&d, countries));
    field("onward", one_in(&d, 3) ? "@unknown" : "forbidden");
    yes_no("sale", &d);
}

static void consent(uint64_t n, uint64_t child)
{
    struct dice d = dice('c', n, child);

    field("words", topic_of(n)->use);
    field("notice", numbered("notice", n / PER_NOTICE));
    field("consent_type", one_in(&d, 5) ? "implied" : "explicit");
    field("uses", child_ref(n, "use", 1));
    field("purposes_permitted", topic_of(n)->purpose);
    yes_no("sharing", &d);
    yes_no("sale", &d);
    field("given_by", "person");
    if (one_in(&d, 2))
        field("withdraw_how", "Tell the desk that you have changed your mind.");
    number("asked", 500 + below(&d, 500));
    number("given", below(&d, 500));
}

static void source(uint64_t n, uint64_t child)
{
    static const char *const kinds[] = { "data-broker", "person", "person",
                                         "public-record", "sensor" };
    struct dice d = dice('s', n, child);
    bool made = n > 0 && one_in(&d, 4);

    field("words", "From the desk");
    field("source_kind", made ? "dataset" : CHOOSE(&d, kinds));
    if (made)
        field("upstream", dataset_ref(below(&d, n)));
    if (one_in(&d, 2))
        field("collected_by", party_ref(below(&d, parties())));
    yes_no("covers_us", &d);
    if (one_in(&d, 2))
        field("notice", numbered("notice", n / PER_NOTICE));
}

static void retention(uint64_t n, uint64_t child)
{
    struct dice d = dice('t', n, child);

    if (!one_in(&d, 8))
        field("period", "P1Y");
    else
        field("criteria", "As long as necessary.");
    field("counted_from", "project-end");
    day("counted_from_date", &d, 2024, 3);
    if (!one_in(&d, 8))
        field("elements", child_ref(n, "element", 1));
    field("action", "delete");
    yes_no("hold", &d);
    yes_no("followed", &d);
}

static void measure(uint64_t n, uint64_t child)
{
    struct dice d = dice('m', n, child);

    field("words", "It is locked away");
    field("safeguard", "encryption-at-rest");
    if (one_in(&d, 2))
        day("verified_on", &d, 2024, 2);
}

static void share(uint64_t n, uint64_t child)
{
    struct dice d = dice('h', n, child);

    field("what_happened", "given");
    day("happened_on", &d, 2022, 4);
    if (options.all_kinds && !one_in(&d, 4))
        field("agreement", numbered("agreement", n / PER_AGREEMENT));
    field("elements", child_ref(n, "element", 1));
}

static void scan(uint64_t n, uint64_t child)
{
    struct dice d = dice('k', n, child);

    field("method", "k-anonymity, by script");
    day("scanned_on", &d, 2024, 2);
    field("quasi_identifiers", child_ref(n, "element", 1));
    number("k", below(&d, 20));
}

struct child_info {
    char letter;
    const char *name;
    void (*write)(uint64_t n, uint64_t child);
};

/* Which are dealt to datasets by the pattern ... */
/* In the order of an export. */
static const struct child_info child_kinds[] = {
    { 'e', "element", element }, { 's', "source", source },
    { 'u', "use", use },         { 'r', "recipient", recipient },
    { 'c', "consent", consent }, { 't', "retention", retention },
    { 'm', "measure", measure }, { 'h', "share", share },
    { 'k', "scan", scan },
};

static void child(const struct child_info *kind, uint64_t n, uint64_t slug,
                  uint64_t number)
{
    begin(kind->name, child_ref(n, kind->name, slug), kind->letter, n, number);
    kind->write(n, number);
    end(kind->name);
}

static void children(const struct child_info *kind, uint64_t n)
{
    uint64_t slug = 0, i;

    for (i = 0; i < options.children; i++)
        if (child_kind(n, i) == kind->letter)
            child(kind, n, ++slug, i);
    if (options.all_kinds && slug == 0)
        child(kind, n, 1, 0);
}

/* ---- more records that belong to none ----------------------------------- */

static void activity(uint64_t n)
{
    static const char *const roles_of[] = { "controller", "processor",
                                            "@unknown" };
    struct dice d = dice('a', n, 0);

    begin("activity", numbered("activity", n), 'a', n, 0);
    field("title", "An activity");
    field("our_role", CHOOSE(&d, roles_of));
    yes_no("dpia_needed", &d);
    end("activity");
}

static void agreement(uint64_t n)
{
    static const char *const types[] = { "data-sharing", "processing" };
    static const char *const states[] = { "expired", "in-force", "in-force" };
    static const char *const onward[] = { "allowed", "forbidden",
                                          "with-permission" };
    struct dice d = dice('g', n, 0);
    uint64_t at = n * PER_AGREEMENT;

    begin("agreement", numbered("agreement", n), 'g', n, 0);
    field("title", "An agreement");
    field("agreement_type", CHOOSE(&d, types));
    field("status", CHOOSE(&d, states));
    field("controllers", party_ref(below(&d, parties())));
    for (; at < (n + 1) * PER_AGREEMENT && at < options.datasets; at++)
        if (at % PER_AGREEMENT != 7)
            field("datasets", dataset_ref(at));
    field("elements", "@na");
    field("purposes", topic_of(n * PER_AGREEMENT)->purpose);
    day("end", &d, 2026, 3);
    day("review_due", &d, 2026, 2);
    field("onward", CHOOSE(&d, onward));
    end("agreement");
}

static void request(uint64_t n)
{
    struct dice d = dice('q', n, 0);

    begin("request", numbered("request", n), 'q', n, 0);
    field("request_kind", "access");
    field("datasets", dataset_ref(n * PER_REQUEST));
    day("received_on", &d, 2026, 1);
    if (one_in(&d, 2))
        day("closed_on", &d, 2027, 1);
    end("request");
}

static void label(uint64_t n)
{
    struct dice d = dice('l', n, 0);
    uint64_t at = n * PER_NOTICE;

    begin("label", numbered("label", n), 'l', n, 0);
    for (; at < (n + 1) * PER_NOTICE && at < options.datasets; at++)
        field("datasets", dataset_ref(at));
    field("label_state", "issued");
    field("language", "en");
    day("issued_on", &d, 2022, 4);
    end("label");
}

static void waiver(uint64_t n)
{
    struct dice d = dice('w', n, 0);

    begin("waiver", numbered("waiver", n), 'w', n, 0);
    field("rule", one_in(&d, 2) ? "UNK-02" : "SALE-01");
    field("about", dataset_ref(n * PER_WAIVER));
    field("reason", "Nobody could tell.");
    field("approver", party_ref(below(&d, parties())));
    day("until", &d, 2026, 2);
    end("waiver");
}

/* Number 0, 1, ... as long as each of them stands for datasets that are. */
static void each(void (*write)(uint64_t n), uint64_t per)
{
    uint64_t n;

    for (n = 0; options.all_kinds && n * per < options.datasets; n++)
        write(n);
}

/* ---- the whole ---------------------------------------------------------- */

static void organisation(void)
{
    begin("organisation", "organisation", 'o', 0, 0);
    field("party", party_ref(0));
    field("time_zone", "Europe/Dublin");
    field("default_language", "en");
    end("organisation");
}

static void all(void)
{
    uint64_t n;
    size_t i;

    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<register xmlns=\"https://larder.example/ns/register/1\""
          " version=\"1.0\">\n",
          stdout);
    organisation();
    for (n = 0; n < parties(); n++)
        party(n);
    each(activity, PER_ACTIVITY);
    for (n = 0; n * PER_NOTICE < options.datasets; n++)
        notice(n);
    for (n = 0; n < options.datasets; n++)
        dataset(n);
    for (i = 0; i < COUNT(child_kinds); i++)
        for (n = 0; n < options.datasets; n++)
            children(&child_kinds[i], n);
    each(agreement, PER_AGREEMENT);
    each(request, PER_REQUEST);
    each(label, PER_NOTICE);
    each(waiver, PER_WAIVER);
    fputs("</register>\n", stdout);
}

static int usage(void)
{
    fputs("Usage: generate [-c CHILDREN] [-k] [-s SEED] DATASETS\n", stderr);
    return 2;
}

int main(int argc, char **argv)
{
    int option;

    while ((option = getopt(argc, argv, "c:ks:")) != -1) {
        if (option == 'c')
            options.children = strtoull(optarg, NULL, 10);
        else if (option == 'k')
            options.all_kinds = true;
        else if (option == 's')
            options.seed = strtoull(optarg, NULL, 10);
        else
            return usage();
    }
    if (argc - optind != 1)
        return usage();
    options.datasets = strtoull(argv[optind], NULL, 10);
    if (options.datasets < 1 || options.datasets > 9999999 ||
        options.children < CHILDREN_MIN || options.children > CHILDREN_MAX)
        return usage();
    all();
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("generate");
        return 1;
    }
    return 0;
}
