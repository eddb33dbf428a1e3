# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

sold() {
    ok list --where ref=bus --columns sold --format json
    [ "$(jq -r '.[0].sold' out)" = "$1" ] || fail "sold is not $1"
}

ok init
refused 2 'nothing to undo' undo
refused 2 'nothing to redo' redo
rm register.larder*
fill
ok set bus sold=no
ok set city country=FR
ok undo bus
expect_out "'bus' is as it was before"
sold null
ok redo bus
sold no
ok undo --dry-run
expect_out 'would be as it was before'
ok undo
ok list party --columns country --format json
expect_json '.[0].country == "IE"'
ok undo
sold null
ok redo
sold no
ok redo
refused 2 "there is no record 'nobody'" undo nobody
ok verify

# A change of many records is not undone in the name of one of them.
ok -r example.larder init --example
refused 2 'changed others with it' -r example.larder undo street-cameras
ok -r example.larder show bus-stop-phones
finish
