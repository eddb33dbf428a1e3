# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# Counts and scores of any text; what must be too hard, and what must not.
. "$srcdir/tests/cli/lib.sh"
data=$srcdir/tests/data/plain

# Law is too hard; both are scored by a formula of the language.
for text in gdpr-13-1 udhr-1-3; do
    ok readability "$data/$text.txt" --format json
    expect_json '.counter == "1" and .lang == "en" and .calibrated'
    expect_json '[.scores[] | select(.reading) | .formula, .reading] ==
        ["flesch-kincaid", "too-hard"]'
    expect_json '.scores | map(.formula) | index("smog") == null'
    ok readability "$data/$text.txt"
    expect_out 'too hard; the most is 8'
    expect_out 'counted by version 1'
done
ok readability "$data/udhr-1-3.txt" --format json
expect_json '.counts | .words == 118 and .sentences == 5 and .read == 119'

# Fewer than 100 words have no score.
ok readability "$data/us-preamble.txt"
expect_out 'Too short to score'
ok readability "$data/us-preamble.txt" --format json
expect_json '.scores == [] and .counts.longest == 52'

# Other languages, and one without a formula.
for _ in $(seq 40); do echo 'Tunahesabu simu. Hatuuzi.'; done >sw.txt
ok readability sw.txt --lang sw --format json
expect_json '(.calibrated | not) and (.counts | has("syllables") | not)'
expect_json '[.scores[].formula] == ["lix", "rix"]'
ok readability sw.txt --lang sw
expect_out 'not calibrated'
expect_no Syllables
for pair in es:inflesz fr:lix de:amstad it:gulpease pt:lix; do
    ok readability sw.txt --lang "${pair%:*}" --format json
    expect_json ".scores[] | select(.reading) | .formula == \"${pair#*:}\""
done

# From standard input; accents in two parts are the same letters.
run readability --lang es <"$data/us-preamble.txt"
expect_status 0
printf 'La informacio\xcc\x81n' >nfd.txt
ok readability nfd.txt --lang es --format json
expect_json '.counts | .syllables == 5 and .letters == 13'
ok readability
expect_out 'Too short to score'

printf 'caf\xe9' >latin.txt
refused 2 'byte 4 is not UTF-8' readability latin.txt
refused 2 'none.txt' readability none.txt
refused 2 "x y" readability sw.txt --lang 'x y'

# What was drawn by hand as a label is easy.
sketches=${LARDER_SHARED:-}/sketches
[ -d "$sketches" ] || finish
for sketch in "$sketches"/[A-CEF]-*.txt; do
    at=22
    case $sketch in *-40.txt) at=1 ;; esac
    awk -v at=$at '/^[=-]+$/ { print ""; next } NR < 5 { next }
        /^Full record/ { exit } /^IN SHORT/ { print substr($0, 12); next }
        { print substr($0, at) }' "$sketch" >sketch.txt
    ok readability sketch.txt --format json
    expect_json '[.scores[].reading] | index("fine") != null'
done
finish
