# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

ok init
ok list --format json
[ "$(cat out)" = '[]' ] || fail 'an empty list is not []'
ok list --format csv
expect_lines 1
ok list
expect_nothing

rm register.larder*
fill
ok add dataset tram title='Trams, "all" of them' sold=@unknown
ok add dataset ant title='=1+1' next_check=2027-01-01

ok list --format json
expect_json '[.[].ref] == ["ant", "bus", "tram"]'
expect_json '.[1].controller == "city" and .[1].steward == null'
ok list element --columns ref,words
expect_out 'bus/element/when  The time'
ok list --columns title,sold --format csv
expect_out 'ref,title,sold'
expect_out "ant,'=1+1,"
expect_out 'tram,"Trams, ""all"" of them",'
ok list --where 'element.words~time or sold=@unknown' --format json
expect_json '[.[].ref] == ["bus", "tram"]'
ok list --search phon --format json
expect_json '[.[].ref] == ["bus"]'
ok list --sort=-title --format json --columns title
expect_json '[.[].ref] == ["tram", "bus", "ant"]'

# Page by page, by ref and by a field that some leave blank.
for sort in ref -ref title next_check -next_check children; do
    ok list --sort="$sort" --format json
    all=$(jq -c '[.[].ref]' out)
    ok list --sort="$sort" --limit 1 --format json
    page=$(jq -r '.[0].ref' out)
    pages=$page
    while ok list --sort="$sort" --limit 1 --after "$page" --format json &&
        page=$(jq -re '.[0].ref // empty' out); do
        pages="$pages $page"
    done
    [ "$(echo "$pages" | jq -Rc 'split(" ")')" = "$all" ] ||
        fail "sorted by $sort: $pages is not $all"
done

# A value that begins with @ is no state.
ok set tram title=@@home title@fr=@@maison
ok list --where 'title=@@home' --format json
expect_json 'length == 1 and .[0].ref == "tram"'
ok list --where 'title~@home' --format json
expect_json 'length == 1'
ok show tram --format json
expect_json '.words.title.fr.text == "@maison"'
refused 2 'is written with two' list --where 'title=@home'

# A search without words looks for nothing, and so finds all.
ok list --search ' ' --format json
expect_json 'length == 3'
ok list --search 'tram !!' --format json
expect_json 'length <= 1'

# Long filters and searches work, or say that they are too long.
tests='sold=no'
for i in $(seq 200); do tests="$tests or sold=no"; done
ok list --where "$tests or ref=bus" --format json
expect_json 'length == 1'
ok list --where "ref=$(seq -s , 200),bus" --format json
expect_json 'length == 1'
for i in $(seq 300); do tests="$tests and sold=no"; done
refused 2 'too many tests' list --where "$tests"
tests='sold=no'
for i in $(seq 45); do tests="(children=yes and $tests or ref=x)"; done
refused 2 'too many parentheses' list --where "$tests"
refused 2 '50 words at most' list --search "$(seq -s ' ' 51)"

refused 2 "no kind 'elment'; did you mean 'element'?" list elment
refused 2 "no field 'titel'; did you mean 'title'?" list --columns titel
refused 2 "did you mean 'title'?" list --sort titel
refused 2 'several items' list --sort subjects
refused 2 'titel' list --where titel=x
refused 2 'from 1 to' list --limit 0
refused 2 "there is no record 'buss'; did you mean 'bus'?" list --after buss
refused 2 'not in this list' list --after city

"$LARDER" list >/dev/full 2>err
status=$? ran='larder list >/dev/full'
expect_status 2
expect_err 'No space left on device'
for format in json csv; do
    "$LARDER" list --format $format >/dev/full 2>err
    status=$?
    expect_status 2
done
# A span of time is in words for people, and as it is stored for programs.
ok add retention bus period=P1D elements=@na action=delete
ok list retention --columns period
expect_out '1 day'
expect_no 'P1D'
ok list retention --columns period --format csv
expect_out 'P1D'
ok list retention --columns period --format json
expect_out '"P1D"'
finish
