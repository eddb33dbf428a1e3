# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

# No register is needed.
files=$(ls "$srcdir"/schemas/vocabulary/*.xml | wc -l)
ok vocabulary list
expect_lines $((files + 1))
expect_out 'retention-triggers'
ok vocabulary list --format json
expect_json "length == $files"
terms=$(grep -c '<term ' "$srcdir/schemas/vocabulary/bases.xml")
expect_json ".[] | select(.vocabulary == \"bases\") |
    .terms == $terms and .title == \"Legal bases\""
ok vocabulary list --format csv
expect_lines $((files + 1))
expect_out "bases,$terms,Legal bases"

# Every term is there, under the one above it.
ok vocabulary show bases
expect_out 'bases: Legal bases'
expect_out 'consent: Consent'
expect_out '  explicit-consent: Explicit consent'
expect_out '      Your clear yes'
expect_out '    https://w3id.org/dpv/legal/eu/gdpr#A6-1-a'
ok vocabulary show bases --format json
expect_json "length == $terms"
expect_json '.[] | select(.code == "consent") | .broader == null'
expect_json '.[] | select(.code == "explicit-consent") |
    .broader == "consent" and .words == "Your clear yes" and
    .iri == "https://w3id.org/dpv/legal/eu/gdpr#A6-1-a-explicit-consent" and
    (.help | startswith("Choose this"))'
ok vocabulary show duties --format json
expect_json '.[] | select(.code == "no-sale") | .iri == null'
ok vocabulary show bases --format csv
expect_lines $((terms + 1))
expect_out 'code,broader,title,words,iri,help'
expect_out 'explicit-consent,consent,Explicit consent,Your clear yes,'

refused 2 "did you mean 'purposes'?" vocabulary show purpose
refused 2 "'larder vocabulary list'" vocabulary show qqqqqqqqq
refused 2 "no vocabulary is named" vocabulary show
refused 2 "'x' is too much" vocabulary list x
refused 2 "'x' is too much" vocabulary show bases x
refused 2 "write 'list' or 'show'" vocabulary add
refused 2 'something is missing' vocabulary
refused 2 '' vocabulary list --format xml
finish
