# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

fill
ok next bus
expect_out ' 1. What a no costs (use.refusal_costs)'
expect_out 'Row 6 of the label says WE DO NOT KNOW: Can I say no?'
expect_out 'larder set bus/use/1 refusal_costs=CODE'
expect_out 'CODE is one of: nothing, another-way, service, help, penalty.'
expect_out ' Or: @na, @unknown.'
expect_out 'Retention period: none is recorded'
expect_out 'larder add retention bus period=SPAN'
expect_out 'If there is none: larder set bus retentions_list=@none'
expect_out 'Rule ART30-D (error) finds it: Who gets the data is not recorded'
expect_out 'uk-ico 6.1*'
expect_out "12 of "
[ "$(grep -c '^ *[0-9]*\. ' out)" -eq 12 ] || fail 'not twelve questions'

ok next bus --format json
expect_json 'length == 12'
expect_json 'all(.state == "blank" or .state == "missing")'
expect_json '.[0] | .kind == "use" and .field == "refusal_costs" and
    .records == ["bus/use/1"] and .rows == [6] and
    .commands == ["larder set bus/use/1 refusal_costs=CODE"] and
    .answers == ["nothing", "another-way", "service", "help", "penalty",
        "@na", "@unknown"]'
expect_json 'any(.[0].questions[]; .profile == "gdpr-13-14" and
    .number == "13(2)(e)" and .required)'
expect_json 'any(.[].rules[]; .id == "ART30-D" and .severity == "error")'

# The day counts: this check was due.
ok set bus checked_by=city checked_on=2026-01-01 next_check=2026-06-01
ok next bus --as-of 2026-02-01 --format json

refused 2 "there is no record 'buss'" next buss
refused 2 "'city' is no dataset" next city
refused 2 "bus/use/1' is no dataset" next bus/use/1
refused 2 'larder next REF' next

# Every command that is shown can be run, and it answers the question: after
# all of them nothing is open.  What stands for an answer is filled in.
ok add activity plan title=Planning
ok add notice sign title=Sign datasets=bus
ok add agreement terms title=Terms

# answer TYPE TARGET FIRST: one that may stand there.
answer() {
    case $1:$2 in
    code* | yes/no*) echo "$3" ;;
    text* | prose*) echo 'Some words' ;;
    email*) echo 'desk@example.org' ;;
    date*) echo 2027-06-01 ;;
    duration*) echo P30D ;;
    country* | countries*) echo IE ;;
    count* | ratio*) echo 7 ;;
    language*) echo en ;;
    url*) echo https://example.org/ ;;
    digest*) printf '%064d\n' 0 ;;
    zone*) echo UTC ;;
    *:party) echo city ;;
    *:activity) echo plan ;;
    *:notice) echo sign ;;
    *:agreement) echo terms ;;
    *:dataset) echo bus ;;
    *) echo "bus/$2/1" ;;
    esac
}

rounds=0
while
    ok next bus --format json
    jq -r '.[] | . as $q | (.records[]? // "-") | [$q.type, $q.target // "-",
        $q.answers[0] // "-", $q.state, $q.kind, ., $q.field] | @tsv' \
        out >asked
    [ -s asked ] && [ $rounds -lt 40 ] && [ $failures -eq 0 ]
do
    rounds=$((rounds + 1))
    jq -r '.[].commands[]' out >commands
    while IFS="$(printf '\t')" read -r type target first state kind ref field; do
        case $state:$kind in
        missing:organisation) command="larder add organisation" ;;
        missing:*) command="larder add $kind $ref" ;;
        *) command="larder set $ref" ;;
        esac
        ran="$command $field=..."
        grep -q "^$command $field=[A-Z']*$" commands || fail 'no such command'
        # shellcheck disable=SC2086
        ok ${command#larder } "$field=$(answer "$type" "$target" "$first")"
    done <asked
done
[ $rounds -gt 5 ] || fail 'too few rounds'
[ $rounds -lt 40 ] || fail 'it asks for ever'
ok next bus --format json
expect_json '. == []'
ok next bus
expect_out "nothing is open about 'bus'"

# What is stated as not known is asked again, if it matters.
ok set bus harm=@unknown gaps=@unknown
ok next bus
expect_lines 8
expect_out 'Could it hurt someone (dataset.harm): still not known'
expect_out "1 of 1 open question about 'bus'"
ok label bus
expect_out 'WE DO NOT KNOW'
finish
