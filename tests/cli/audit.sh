# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

fill
run audit bus
expect_status 1
ok audit --fail-on none
run audit --format json --fail-on info
expect_status 1
expect_json '.'
cp out first
LC_ALL=C TZ=Pacific/Auckland run audit --format json --fail-on info
cmp -s out first || fail 'not the same in another locale'
run audit --as-of 2030-01-01 --fail-on none
expect_status 0
refused 2 "there is no record 'buss'" audit buss
refused 2 'one of: error warning info none' audit --fail-on all
run audit --format json >/dev/full
"$LARDER" audit --format json >/dev/full 2>err
status=$? ran='larder audit >/dev/full'
expect_status 2

# A waiver: the finding is there, and counts no more until it has expired.
# None of the files of the register is touched by the audit.
ok add party auditor name=Auditor
ok add waiver bus-minors rule=SUBJ-01 about=bus reason='Harm is being studied.' \
    approver=auditor until=2026-11-30
run audit bus --fail-on none --format json
expect_json '[.findings[] | select(.rule == "SUBJ-01") | .waived] ==
    [{"ref": "bus-minors", "until": "2026-11-30"}] and .waived == 1'
run audit --fail-on none
expect_out 'Waived'
expect_out 'Waived until 2026-11-30 (bus-minors).'
run audit --as-of 2026-12-01 --fail-on none --format json
expect_json '.waived == 0 and ([.findings[] | .rule] |
    contains(["SUBJ-01", "WAIV-01"]))'

ok rules
ok rules --format json
expect_json 'length > 0'
rule=$(jq -r '.[0].id' out)
ok explain "$rule"
expect_out "$rule"
finish
