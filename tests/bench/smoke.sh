# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# What the generator of the benchmarks writes is a register, and an export of
# it is the same but for the attribute "was".
set -eu
export LARDER_REGISTER=$TMPDIR/generated.larder
for children in 3 12 '3 -k'; do
    # shellcheck disable=SC2086
    tests/bench/generate -c $children 20 >"$TMPDIR/in.xml"
    rm -f "$LARDER_REGISTER"*
    "$LARDER" init
    "$LARDER" import "$TMPDIR/in.xml" >"$TMPDIR/rows"
    [ "$(grep -c ': added ' "$TMPDIR/rows")" -gt $((20 * ${children% *})) ]
    "$LARDER" export | sed 's/ was="[0-9a-f]*"//' | cmp - "$TMPDIR/in.xml"
done
