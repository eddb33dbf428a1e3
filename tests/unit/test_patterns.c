/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * What goes wrong in the field, each as a small register in which it can be
 * seen, and the rules that must see it.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "audit/audit.h"
#include "base/strs.h"
#include "register.h"

#define AS_OF "2026-11-23"

struct pattern {
    const char *title;
    const char *rules;   /* that find it, parted by blanks                 */
    const char *records; /* a line for each: kind|ref|field=value|...      */
};

static const struct pattern patterns[] = {
    { "function creep: a flood-warning control room that watches protests",
      "CREEP-01 CONS-01 PROM-02",
      "dataset|cameras|title=Flood cameras|not_used_for=monitoring-people\n"
      "notice|sign|title=Sign at the river|since=2024-01-01|datasets=cameras\n"
      "use|cameras/use/protests|words=To watch protests|basis=consent|"
      "purpose=monitoring-people|since=2025-06-01\n"
      "consent|cameras/consent/1|words=I agree|uses=cameras/use/protests|"
      "purposes_permitted=research\n" },
    { "a registration of fingerprints that is tied to the ration card",
      "BIO-02 CONS-06 CARE-01 CONS-09",
      "dataset|ration|title=Ration cards|participation=condition-of-service|"
      "subject_languages=ar\n"
      "element|ration/element/1|words=Your fingerprint|category=fingerprint\n"
      "notice|slip|title=Receipt|languages=en\n"
      "use|ration/use/food|words=To share out food|basis=consent|"
      "refusal_costs=help\n"
      "consent|ration/consent/1|words=I agree|notice=slip|"
      "uses=ration/use/food\n" },
    { "kept for ever: school devices that store what children search",
      "RET-01 RET-02",
      "dataset|tablets|title=School tablets\n"
      "dataset|searches|title=Searches\n"
      "retention|searches/retention/1|criteria=as long as necessary\n" },
    { "resold: a broker behind a supplier behind a supplier", "SRC-02 SRC-03",
      "dataset|list|title=A bought list\n"
      "source|list/source/1|words=A list from a broker|"
      "source_kind=data-broker|collected_by=@unknown|bought=yes\n"
      "dataset|mailing|title=Who gets letters\n"
      "source|mailing/source/1|words=The list|source_kind=dataset|"
      "upstream=list\n" },
    { "called anonymous, with postcode, sex and day of birth", "RISK-01",
      "dataset|trips|title=Trips|nature=anonymised\n"
      "element|trips/element/1|words=Your postcode|category=postcode|"
      "identifying_role=quasi\n"
      "element|trips/element/2|words=Your sex|category=sex|"
      "identifying_role=quasi\n"
      "scan|trips/scan/1|method=k-anonymity|scanned_on=2026-05-01|k=1|"
      "quasi_identifiers=trips/element/1,trips/element/2\n" },
    { "two harmless datasets that together point at a person", "RISK-02",
      "party|lab|name=The lab\n"
      "dataset|loans|title=Books on loan\n"
      "element|loans/element/1|words=Where|category=postcode|"
      "identifying_role=quasi\n"
      "element|loans/element/2|words=Sex|category=sex|"
      "identifying_role=quasi\n"
      "element|loans/element/3|words=Age|category=age-group|"
      "identifying_role=quasi\n"
      "recipient|loans/recipient/1|words=The lab|party=lab\n"
      "dataset|visits|title=Visits to the clinic\n"
      "element|visits/element/1|words=Where|category=address|"
      "identifying_role=direct\n"
      "element|visits/element/2|words=Sex|category=sex|"
      "identifying_role=quasi\n"
      "element|visits/element/3|words=Age|category=age|"
      "identifying_role=quasi\n"
      "recipient|visits/recipient/1|words=The lab|party=lab\n" },
    { "sent to the government people fled from, or nobody knows",
      "HOME-01 HOME-02 HOME-03 HOME-04 SHARE-05",
      "party|home|name=The ministry at home|party_kind=government-fled\n"
      "party|host|name=The ministry here\n"
      "party|hub|name=The hub\n"
      "dataset|camp|title=The camp|subjects=refugee|vulnerable=yes\n"
      "recipient|camp/recipient/host|words=The ministry|party=host\n"
      "recipient|camp/recipient/home|words=The other one|party=home\n"
      "recipient|camp/recipient/hub|words=The hub|party=hub|"
      "onward=with-permission\n"
      "agreement|pact|title=Pact|status=in-force|givers=host|receivers=home|"
      "datasets=camp|onward=forbidden\n"
      "agreement|feed|title=Feed|status=in-force|givers=hub|receivers=host|"
      "datasets=camp|onward=allowed\n" },
    { "a card that tracks people is also the card for aid", "CARE-01 CARE-02",
      "dataset|card|title=Aid card|participation=condition-of-service\n"
      "element|card/element/1|words=Where you were|category=movements\n"
      "use|card/use/aid|words=To give aid|basis=consent\n" },
    { "feelings and faces of a public are read", "BASIS-02 BIO-01",
      "dataset|crowd|title=The crowd|subjects=passer-by\n"
      "element|crowd/element/1|words=Your face|category=face-template|"
      "special_category=biometric\n"
      "use|crowd/use/mood|words=To guess moods|"
      "purpose=emotion-recognition\n" },
    { "backups in another country, and nothing that allows it", "STORE-01",
      "party|city|name=The city|country=IE\n"
      "dataset|backups|title=Backups|controller=city|stored_where=IE,US\n" },
    { "a census publishes groups with noise, and does not say how", "RISK-04",
      "dataset|census|title=The census|nature=aggregated\n"
      "element|census/element/1|words=How many live there|category=totals|"
      "protection=aggregated,noise-added\n" },
    { "open data of a city that do not say who may reuse them", "OPEN-01",
      "dataset|air|title=Air in the city|access_rights=public\n" },
    { "a benefit stops because a fingerprint fails", "AUTO-01 AUTO-02 AUTO-03",
      "dataset|benefit|title=Benefits\n"
      "use|benefit/use/check|words=To check who you are|decides=alone\n" },
};

static enum field field_of(const struct record *r, char *text, char **value)
{
    char *equals = strchr(text, '=');
    enum field field;

    *equals = 0;
    *value = equals + 1;
    field = field_find(r->kind, text);
    if (field == FIELD_COUNT)
        fail_msg("%s: no field '%s'", r->ref, text);
    return field;
}

static void put(struct store *s, const char *line)
{
    struct strs parts = STRS_INIT;
    struct error err = ERROR_INIT;
    enum change_outcome outcome;
    struct record r;
    size_t i;

    strs_split(&parts, line, '|');
    record_init(&r, kind_find(parts.v[0]), parts.v[1]);
    for (i = 2; i < parts.n; i++) {
        char *value;
        enum field field = field_of(&r, parts.v[i], &value);

        register_set(&r, field, value);
    }
    must(change_put(s, &r, &outcome, &err), &err);
    record_release(&r);
    strs_release(&parts);
}

static struct store *load(const struct pattern *p)
{
    struct store *s = register_new();
    struct change_info info = { .operation = "add" };
    struct error err = ERROR_INIT;
    struct strs lines = STRS_INIT;
    size_t i;

    must(change_begin(s, &info, &err), &err);
    strs_split(&lines, p->records, '\n');
    for (i = 0; i < lines.n; i++)
        if (*lines.v[i])
            put(s, lines.v[i]);
    must(change_commit(s, &err), &err);
    strs_release(&lines);
    return s;
}

static bool finds(const struct audit_report *r, const char *id)
{
    size_t i;

    for (i = 0; i < r->findings.n; i++)
        if (strcmp(findings_at(&r->findings, i)->rule->id, id) == 0)
            return true;
    return false;
}

static void test_patterns(void **state)
{
    struct audit_options o = { .as_of = AS_OF };
    size_t i, j;

    (void)state;
    for (i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        struct store *s = load(&patterns[i]);
        struct strs ids = STRS_INIT;
        struct error err = ERROR_INIT;
        struct audit_report r;

        must(audit_run(s, &o, &r, &err), &err);
        strs_split(&ids, patterns[i].rules, ' ');
        for (j = 0; j < ids.n; j++) {
            if (!rule_find(ids.v[j]))
                fail_msg("there is no rule %s", ids.v[j]);
            if (!finds(&r, ids.v[j]))
                fail_msg("%s: %s does not see it", patterns[i].title, ids.v[j]);
        }
        strs_release(&ids);
        audit_release(&r);
        register_free(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_patterns) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
