# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# A register in which all is well, of every kind, and the example, in which
# it is not; and the same bytes for machines, wherever they stand.
. "$srcdir/tests/cli/lib.sh"

ok init
ok import "$srcdir/tests/data/clean.xml"
kinds=$(sed -n 's/^KIND([A-Z_]*, "\([a-z_]*\)".*/\1/p' \
    "$srcdir/src/model/kinds.def")
[ "$(echo "$kinds" | wc -l)" -gt 20 ] || fail 'no list of kinds'
for kind in $kinds; do
    ok list "$kind" --format json
    expect_json 'length > 0'
done
ok audit --as-of 2026-11-23
ok audit --as-of 2026-11-23 --fail-on info
ok audit --as-of 2026-11-23 --format json
expect_json '[.findings[] | {rule, waived: (.waived != null)}] ==
    [{rule: "UNK-02", waived: true}]'
ok verify

# A year later a check is overdue.
run audit --as-of 2028-01-01 --fail-on warning
expect_status 1
expect_out REV-01

ok -r example.larder init --example
run -r example.larder audit --as-of 2026-11-23
expect_status 1

for format in 'audit --as-of 2026-11-23 --format json' \
    'list --format json' 'list --format csv' 'export' 'export --format json' \
    'show bus-stop-phones --format json' 'label bus-stop-phones --format xml' \
    'next street-cameras --format json'; do
    # shellcheck disable=SC2086
    LC_ALL=C run -r example.larder $format
    [ "$status" -le 1 ] && [ -s out ] || fail "status $status"
    cp out first
    # shellcheck disable=SC2086
    LC_ALL=C.UTF-8 TZ=Asia/Tokyo run -r example.larder $format
    cmp -s out first || fail 'not the same bytes in another place'
done

# Out and in again: the same bytes.
ok -r example.larder export --output first.xml
xmllint --noout --nonet --schema "$srcdir/schemas/larder-register.xsd" \
    first.xml 2>err || fail 'the schema refuses the export'
ok -r second.larder init
ok -r second.larder import first.xml
ok -r second.larder export --output second.xml
cmp -s first.xml second.xml || fail 'the second export differs'
finish
