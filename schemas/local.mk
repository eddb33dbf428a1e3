# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

# What is installed here is compiled in, too (src/model/resource.h).

dist_pkgdata_DATA =
dist_pkgdata_DATA += %D%/example.xml
dist_pkgdata_DATA += %D%/larder-register.xsd
dist_pkgdata_DATA += %D%/xml.xsd
dist_pkgdata_DATA += %D%/larder-rules.xsd

vocabularydir = $(pkgdatadir)/vocabulary
dist_vocabulary_DATA =
dist_vocabulary_DATA += %D%/vocabulary/access-rights.xml
dist_vocabulary_DATA += %D%/vocabulary/bases.xml
dist_vocabulary_DATA += %D%/vocabulary/categories.xml
dist_vocabulary_DATA += %D%/vocabulary/check-results.xml
dist_vocabulary_DATA += %D%/vocabulary/choices.xml
dist_vocabulary_DATA += %D%/vocabulary/consent-givers.xml
dist_vocabulary_DATA += %D%/vocabulary/consent-types.xml
dist_vocabulary_DATA += %D%/vocabulary/decides.xml
dist_vocabulary_DATA += %D%/vocabulary/decision-bases.xml
dist_vocabulary_DATA += %D%/vocabulary/duties.xml
dist_vocabulary_DATA += %D%/vocabulary/findable.xml
dist_vocabulary_DATA += %D%/vocabulary/identifying-roles.xml
dist_vocabulary_DATA += %D%/vocabulary/list-states.xml
dist_vocabulary_DATA += %D%/vocabulary/means.xml
dist_vocabulary_DATA += %D%/vocabulary/natures.xml
dist_vocabulary_DATA += %D%/vocabulary/notice-kinds.xml
dist_vocabulary_DATA += %D%/vocabulary/onward.xml
dist_vocabulary_DATA += %D%/vocabulary/operations.xml
dist_vocabulary_DATA += %D%/vocabulary/origins.xml
dist_vocabulary_DATA += %D%/vocabulary/participations.xml
dist_vocabulary_DATA += %D%/vocabulary/party-kinds.xml
dist_vocabulary_DATA += %D%/vocabulary/presences.xml
dist_vocabulary_DATA += %D%/vocabulary/protections.xml
dist_vocabulary_DATA += %D%/vocabulary/purposes.xml
dist_vocabulary_DATA += %D%/vocabulary/recipient-kinds.xml
dist_vocabulary_DATA += %D%/vocabulary/refusal-costs.xml
dist_vocabulary_DATA += %D%/vocabulary/sensitivities.xml
dist_vocabulary_DATA += %D%/vocabulary/special-categories.xml
dist_vocabulary_DATA += %D%/vocabulary/special-conditions.xml
dist_vocabulary_DATA += %D%/vocabulary/subjects.xml
dist_vocabulary_DATA += %D%/vocabulary/transfer-mechanisms.xml

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
dist_rules_DATA += %D%/rules/UNK-01.xml
dist_rules_DATA += %D%/rules/UNK-02.xml

resources = $(dist_pkgdata_DATA) $(dist_vocabulary_DATA) $(dist_rules_DATA)
