# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# The label of each dataset of the example, word for word.  UPDATE=1 writes
# them anew: read them aloud before you keep them.
golden=$(cd "$srcdir/tests/golden" && pwd)
. "$srcdir/tests/cli/lib.sh"

ok init --example
ok list --format json
jq -r '.[].ref' out >refs
[ "$(wc -l <refs)" -ge 10 ] || fail 'few datasets'
while read -r ref; do
    ok label "$ref" --layout full --as-of 2026-11-23
    if [ -n "${UPDATE-}" ]; then
        cp out "$golden/label-example-$ref.txt"
    fi
    diff -u "$golden/label-example-$ref.txt" out >diff || {
        fail "not the label of $ref"
        cat diff
    }
done <refs
finish
