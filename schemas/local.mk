# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

# What is installed here is compiled in, too (src/model/resource.h).

dist_pkgdata_DATA =
dist_pkgdata_DATA += %D%/example.xml
dist_pkgdata_DATA += %D%/larder-countries.xsd
dist_pkgdata_DATA += %D%/larder-label.xsd
dist_pkgdata_DATA += %D%/larder-register.xsd
dist_pkgdata_DATA += %D%/xml.xsd
dist_pkgdata_DATA += %D%/larder-rules.xsd

vocabularydir = $(pkgdatadir)/vocabulary
dist_vocabulary_DATA =
dist_vocabulary_DATA += %D%/vocabulary/access-rights.xml
dist_vocabulary_DATA += %D%/vocabulary/agreement-ends.xml
dist_vocabulary_DATA += %D%/vocabulary/agreement-states.xml
dist_vocabulary_DATA += %D%/vocabulary/agreement-types.xml
dist_vocabulary_DATA += %D%/vocabulary/bases.xml
dist_vocabulary_DATA += %D%/vocabulary/categories.xml
dist_vocabulary_DATA += %D%/vocabulary/check-results.xml
dist_vocabulary_DATA += %D%/vocabulary/choices.xml
dist_vocabulary_DATA += %D%/vocabulary/consent-givers.xml
dist_vocabulary_DATA += %D%/vocabulary/consent-types.xml
dist_vocabulary_DATA += %D%/vocabulary/country-statuses.xml
dist_vocabulary_DATA += %D%/vocabulary/decides.xml
dist_vocabulary_DATA += %D%/vocabulary/decision-bases.xml
dist_vocabulary_DATA += %D%/vocabulary/directions.xml
dist_vocabulary_DATA += %D%/vocabulary/dpia-outcomes.xml
dist_vocabulary_DATA += %D%/vocabulary/duties.xml
dist_vocabulary_DATA += %D%/vocabulary/findable.xml
dist_vocabulary_DATA += %D%/vocabulary/frequencies.xml
dist_vocabulary_DATA += %D%/vocabulary/identifying-roles.xml
dist_vocabulary_DATA += %D%/vocabulary/incident-kinds.xml
dist_vocabulary_DATA += %D%/vocabulary/incident-risks.xml
dist_vocabulary_DATA += %D%/vocabulary/label-states.xml
dist_vocabulary_DATA += %D%/vocabulary/list-states.xml
dist_vocabulary_DATA += %D%/vocabulary/means.xml
dist_vocabulary_DATA += %D%/vocabulary/measures.xml
dist_vocabulary_DATA += %D%/vocabulary/natures.xml
dist_vocabulary_DATA += %D%/vocabulary/notice-kinds.xml
dist_vocabulary_DATA += %D%/vocabulary/onward.xml
dist_vocabulary_DATA += %D%/vocabulary/operations.xml
dist_vocabulary_DATA += %D%/vocabulary/origins.xml
dist_vocabulary_DATA += %D%/vocabulary/our-roles.xml
dist_vocabulary_DATA += %D%/vocabulary/participations.xml
dist_vocabulary_DATA += %D%/vocabulary/party-kinds.xml
dist_vocabulary_DATA += %D%/vocabulary/personal.xml
dist_vocabulary_DATA += %D%/vocabulary/presences.xml
dist_vocabulary_DATA += %D%/vocabulary/protections.xml
dist_vocabulary_DATA += %D%/vocabulary/purposes.xml
dist_vocabulary_DATA += %D%/vocabulary/recipient-kinds.xml
dist_vocabulary_DATA += %D%/vocabulary/refusal-costs.xml
dist_vocabulary_DATA += %D%/vocabulary/request-kinds.xml
dist_vocabulary_DATA += %D%/vocabulary/request-outcomes.xml
dist_vocabulary_DATA += %D%/vocabulary/retention-actions.xml
dist_vocabulary_DATA += %D%/vocabulary/retention-triggers.xml
dist_vocabulary_DATA += %D%/vocabulary/sensitivities.xml
dist_vocabulary_DATA += %D%/vocabulary/share-events.xml
dist_vocabulary_DATA += %D%/vocabulary/source-kinds.xml
dist_vocabulary_DATA += %D%/vocabulary/special-categories.xml
dist_vocabulary_DATA += %D%/vocabulary/special-conditions.xml
dist_vocabulary_DATA += %D%/vocabulary/subjects.xml
dist_vocabulary_DATA += %D%/vocabulary/transfer-mechanisms.xml
dist_vocabulary_DATA += %D%/vocabulary/verdicts.xml

rulesdir = $(pkgdatadir)/rules
dist_rules_DATA =
dist_rules_DATA += %D%/rules/ART30-B.xml
dist_rules_DATA += %D%/rules/ART30-C.xml
dist_rules_DATA += %D%/rules/ART30-D.xml
dist_rules_DATA += %D%/rules/AUTO-01.xml
dist_rules_DATA += %D%/rules/BASIS-01.xml
dist_rules_DATA += %D%/rules/BASIS-02.xml
dist_rules_DATA += %D%/rules/BASIS-04.xml
dist_rules_DATA += %D%/rules/BASIS-05.xml
dist_rules_DATA += %D%/rules/CONS-01.xml
dist_rules_DATA += %D%/rules/CONS-03.xml
dist_rules_DATA += %D%/rules/CONS-05.xml
dist_rules_DATA += %D%/rules/CONS-06.xml
dist_rules_DATA += %D%/rules/CONS-07.xml
dist_rules_DATA += %D%/rules/CONS-08.xml
dist_rules_DATA += %D%/rules/CONS-09.xml
dist_rules_DATA += %D%/rules/PROM-01.xml
dist_rules_DATA += %D%/rules/PROM-02.xml
dist_rules_DATA += %D%/rules/PROM-03.xml
dist_rules_DATA += %D%/rules/PROM-04.xml
dist_rules_DATA += %D%/rules/REV-01.xml
dist_rules_DATA += %D%/rules/RISK-01.xml
dist_rules_DATA += %D%/rules/ROLE-01.xml
dist_rules_DATA += %D%/rules/SHARE-05.xml
dist_rules_DATA += %D%/rules/SUBJ-01.xml
dist_rules_DATA += %D%/rules/TEXT-01.xml
dist_rules_DATA += %D%/rules/UNK-01.xml
dist_rules_DATA += %D%/rules/UNK-02.xml

tablesdir = $(pkgdatadir)/tables
dist_tables_DATA =
dist_tables_DATA += %D%/tables/countries.xml

resources = $(dist_pkgdata_DATA) $(dist_vocabulary_DATA) $(dist_rules_DATA) \
  $(dist_tables_DATA)

# Tables of countries, valid and not: tests/unit/test_country_table.c.
EXTRA_DIST += %D%/samples/countries-bad-country.xml
EXTRA_DIST += %D%/samples/countries-bad-day.xml
EXTRA_DIST += %D%/samples/countries-bad-order.xml
EXTRA_DIST += %D%/samples/countries-bad-scope.xml
EXTRA_DIST += %D%/samples/countries-bad-since.xml
EXTRA_DIST += %D%/samples/countries-bad-source.xml
EXTRA_DIST += %D%/samples/countries-bad-status.xml
EXTRA_DIST += %D%/samples/countries-bad-twice.xml
EXTRA_DIST += %D%/samples/countries-bad-zone.xml
EXTRA_DIST += %D%/samples/countries-valid.xml

# Labels, valid and not: tests/unit/test_label_xml.c.
EXTRA_DIST += %D%/samples/label-bad-check-code.xml
EXTRA_DIST += %D%/samples/label-bad-empty-text.xml
EXTRA_DIST += %D%/samples/label-bad-form.xml
EXTRA_DIST += %D%/samples/label-bad-issued.xml
EXTRA_DIST += %D%/samples/label-bad-more.xml
EXTRA_DIST += %D%/samples/label-bad-no-answer.xml
EXTRA_DIST += %D%/samples/label-bad-no-dataset.xml
EXTRA_DIST += %D%/samples/label-bad-no-language.xml
EXTRA_DIST += %D%/samples/label-bad-no-question.xml
EXTRA_DIST += %D%/samples/label-bad-no-seal.xml
EXTRA_DIST += %D%/samples/label-bad-ref.xml
EXTRA_DIST += %D%/samples/label-bad-row-missing.xml
EXTRA_DIST += %D%/samples/label-bad-row-number.xml
EXTRA_DIST += %D%/samples/label-bad-row-order.xml
EXTRA_DIST += %D%/samples/label-bad-state.xml
EXTRA_DIST += %D%/samples/label-bad-version.xml
EXTRA_DIST += %D%/samples/label-valid.xml
EXTRA_DIST += %D%/samples/register-bad-date.xml
EXTRA_DIST += %D%/samples/register-bad-duration.xml
EXTRA_DIST += %D%/samples/register-bad-field.xml
EXTRA_DIST += %D%/samples/register-bad-kind.xml
EXTRA_DIST += %D%/samples/register-bad-language.xml
EXTRA_DIST += %D%/samples/register-bad-markup.xml
EXTRA_DIST += %D%/samples/register-bad-no-ref.xml
EXTRA_DIST += %D%/samples/register-bad-order.xml
EXTRA_DIST += %D%/samples/register-bad-ref.xml
EXTRA_DIST += %D%/samples/register-bad-state.xml
EXTRA_DIST += %D%/samples/register-bad-twice.xml
EXTRA_DIST += %D%/samples/register-bad-uid.xml
EXTRA_DIST += %D%/samples/register-bad-version.xml
EXTRA_DIST += %D%/samples/register-valid.xml
