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

ok rules
ok rules --format json
expect_json 'length > 0'
rule=$(jq -r '.[0].id' out)
ok explain "$rule"
expect_out "$rule"
finish
