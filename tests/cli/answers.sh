# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# What people ask is answered, and in the row where they would look for it:
# tests/data/answers.txt has three labels of the example, question by question.
answers=$(cd "$srcdir/tests/data" && pwd)/answers.txt
. "$srcdir/tests/cli/lib.sh"

ok init --example
grep -v '^#' "$answers" | cut -s -d'|' -f2 | tr -d ' ' | sort -u >refs
[ "$(wc -l <refs)" -eq 3 ] || fail 'not three labels'
while read -r ref; do
    ok label "$ref" --layout standard --as-of 2026-11-23
    label_rows <out >"rows-$ref"
    grep " | $ref | " "$answers" | cut -d'|' -f1 | sort >"asked-$ref"
done <refs
for file in asked-*; do
    ran="the questions of $file"
    cmp -s "$file" asked-bus-stop-phones || fail 'not the same as of the others'
    [ "$(wc -l <"$file")" -eq 17 ] || fail 'not all of them'
done

while IFS='|' read -r question ref row words; do
    case $question in '' | '#'*) continue ;; esac
    ref=${ref// /} row=${row// /} words=${words# }
    ran="label $ref, row $row, $question"
    grep "^$row " "rows-$ref" >out
    expect_out "$words"
done <"$answers"
finish
