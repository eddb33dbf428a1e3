# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# What labels that were drawn by hand tell, the labels of the example tell too:
# tests/data/sketches.txt has it fact by fact.
facts=$(cd "$srcdir/tests/data" && pwd)/sketches.txt
. "$srcdir/tests/cli/lib.sh"

ok init --example
grep -v '^#' "$facts" | cut -s -d'|' -f2 | tr -d ' ' | sort -u >refs
[ "$(wc -l <refs)" -eq 5 ] || fail 'not five labels'
while read -r ref; do
    ok label "$ref" --layout full --as-of 2026-11-23
    label_rows <out >"rows-$ref"
    for row in head short $(seq 15) foot; do
        grep -q "^$row ." "rows-$ref" || fail "no row $row"
        grep -qE "^[^#|]+ \| $ref \| $row \| ." "$facts" ||
            fail "no fact about row $row"
    done
done <refs

n=0
while IFS='|' read -r fact ref row words; do
    case $fact in '' | '#'*) continue ;; esac
    ref=${ref// /} row=${row// /} words=${words# }
    ran="label $ref, row $row, ${fact% }"
    grep "^$row " "rows-$ref" >out
    expect_out "$words"
    n=$((n + 1))
done <"$facts"
[ $n -ge 200 ] || fail "only $n facts"
finish
