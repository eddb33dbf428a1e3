# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

fill
ok set bus harm=@unknown vulnerable=yes

# Without a terminal it prints: the question, why, what the register holds.
ok ask bus
expect_out 'ten-rules: Ten simple rules'
expect_out 'Zook and others (2017)'
expect_out '[ ] TR1  Do you know who stands behind these rows'
expect_out '    Data are people.'
expect_out '    Verdict: not answered'
expect_out '      - Vulnerable people: yes'
expect_out '      - About whom: not answered'
expect_out '      - Could it hurt someone: WE DO NOT KNOW'
expect_out '      - Element - In plain words: A code of your phone (1)'
expect_out '      - Element - Special category: not answered (1, when)'
expect_out '      - Measurements: none is recorded - List of measurements: not'
expect_out '      - History: 5 changes, the last on 23 November 2026'
expect_out '0 of 10 questions are answered'
[ "$(grep -c '^\[ \] TR[0-9]*  ' out)" -eq 10 ] || fail 'not ten questions'
cp out without
ok ask bus --set ten-rules --list
cmp -s out without || fail 'not the same'
for set in big-data:10 smart-city:9; do
    ok ask bus --set "${set%:*}" --format json
    expect_json ".asked == ${set#*:} and .answered == 0 and
        (.questions | length) == ${set#*:} and .set == \"${set%:*}\""
done

# An answer on the command line; the same question again changes it.
ok ask bus --question tr3 verdict=partly words='Nobody measured.' --dry-run
expect_out "would add answer 'bus-tr3' (version 1)"
ok list answer --format json
expect_json '. == []'
ok ask bus --question tr3 verdict=partly words='Nobody measured.'
expect_out "added answer 'bus-tr3' (version 1)"
ok ask bus --question TR3 verdict=yes evidence='Scan of May'
expect_out "changed answer 'bus-tr3' (version 2)"
ok history bus-tr3
expect_out 'verdict: partly -> yes'
ok ask bus --question TR3
expect_out '[x] TR3'
expect_out '    Verdict: Yes (tester, 23 November 2026)'
expect_out '    In words: Nobody measured.'
expect_out '    Evidence: Scan of May'
expect_out '1 of 10 questions are answered'
expect_no 'TR4'
ok ask bus --format json
expect_json '.answered == 1 and .dataset == "bus"'
expect_json '.questions[2] | .number == "TR3" and .state == "answered" and
    .about == "bus" and .answer.verdict == "yes" and .answer.ref == "bus-tr3" and
    .answer.answered_on == "2026-11-23" and .answer.answered_by == null and
    .answer.actor == "tester"'
expect_json '.questions[0].answer == null and .questions[0].state == "open"'
expect_json 'any(.questions[0].evidence[]; .field == "harm" and
    .state == "unknown" and .items == [] and .records == ["bus"])'
expect_json 'any(.questions[7].evidence[]; .what == "history" and
    .last == "2026-11-23")'
cp out json
ran='in another language and zone'
LC_ALL=C.UTF-8 LANGUAGE=fr TZ=Asia/Tokyo "$LARDER" ask bus --format json >out
cmp -s out json || fail 'other bytes'

# Not known is not answered; the day is that of --as-of.
ok ask bus --question TR4 verdict=@unknown --as-of 2026-10-01
ok ask bus
expect_out '[?] TR4'
expect_out '    Verdict: WE DO NOT KNOW (tester, 1 October 2026)'
expect_out '1 of 10 questions are answered'

# Who answers is the party that has the name of the actor.
ok add party desk name='Data Desk'
LARDER_ACTOR='data desk' run ask bus --question TR5 verdict=no words=Nothing
expect_status 0
ok show bus-tr5
expect_out 'desk (Data Desk)'
ok ask bus --question TR5 verdict=no words='Nothing at all'
ok show bus-tr5
expect_no 'Data Desk'

# Of two answers the one of the later day counts.
ok add answer older about=bus question=TR6 verdict=no answered_on=2026-01-01
ok add answer newer about=bus question=TR6 verdict=yes answered_on=2026-05-01
ok ask bus --question TR6
expect_out 'Verdict: Yes'

# A use, or all uses of a dataset.
ok ask bus/use/1
expect_out 'triple-test: '
expect_out 'About bus/use/1:'
expect_out 'TT3'
ok ask bus --question TT1 verdict=yes words='It does.'
expect_out "added answer 'bus-use-1-tt1'"
ok add use bus words='To sell tickets'
ok ask bus --set triple-test --format json
expect_json '.asked == 6 and .answered == 1'
expect_json '[.questions[].about] == ["bus/use/1", "bus/use/1", "bus/use/1",
    "bus/use/2", "bus/use/2", "bus/use/2"]'
expect_json 'all(.questions[] | .about as $u | .evidence[] |
    select(.what == "field" and .kind == "use"); .records | length == 1)'
refused 2 "'bus' has several uses" ask bus --question TT1 verdict=no
ok ask bus/use/2 --question TT1 verdict=no words='It does not.'
ok add dataset empty title=Empty
ok ask empty --set triple-test
expect_out '0 of 0 questions are answered'
refused 2 'has no use' ask empty --question TT1 verdict=no

# What is wrong changes nothing.
ok checkpoint
cp out before
refused 2 "did you mean 'big-data'? There are: big-data, smart-city," \
    ask bus --set big-dat
refused 2 'there are: big-data, smart-city, ten-rules, triple-test' \
    ask bus --set zzzzzzzz
refused 2 "did you mean 'TR3'?" ask bus --question TR33
refused 2 "no set asks a question 'zzzzz'" ask bus --question zzzzz
refused 2 'is of the set ten-rules, not of big-data' \
    ask bus --question TR3 --set big-data
refused 2 'is a use, and the set ten-rules is asked of datasets' \
    ask bus/use/1 --set ten-rules
refused 2 "'city' is of the kind party" ask city
refused 2 "there is no record 'buss'" ask buss
refused 2 'give --question' ask bus verdict=no
refused 2 "'city' is no assignment" ask bus city verdict=no
refused 2 '--dry-run goes with an answer' ask bus --dry-run
refused 2 "leave them out" ask bus --question TR1 about=city
refused 2 "leave them out" ask bus --question TR1 question=TR2
refused 2 'verdict' ask bus --question TR1 verdict=maybe
refused 2 'larder ask REF' ask
ok checkpoint
ran='after what was refused' && cmp -s out before || fail 'something changed'

# Nothing from the register reaches a terminal as it is.
ok set bus harm="$(printf '\342\201\246left\342\201\251')"
ok ask bus --question TR1
! grep -q "$(printf '\342\201\246')" out || fail 'not escaped'

# --- at a terminal ---------------------------------------------------------

# interview LINE...: what is shown goes to out.  (What larder reads is typed.)
interview() {
    ran="larder ask: $*"
    printf '%s\n' "$@" >typed
    python3 "$srcdir/tests/cli/typist.py" "$LARDER" ask bus <typed >out 2>err
    status=$?
}

# First what is open, then what is not known; each is saved when it is given.
interview q
expect_status 0
expect_out '1 of 7, about bus'
expect_out 'TR1'
expect_out 'y yes, n no, p partly, a does not apply, u not known, s skip'
expect_out '3 of 10 questions are answered'
COLUMNS=50 interview q
expect_out 'u not known, s skip,'
grep -qx 'y yes, n no, p partly, a does not apply,' out || fail 'one long line'
interview x s b s N 'No one' '' q
expect_status 0
expect_out 'Please type one of these letters.'
expect_out 'changes are recorded as '\''tester'\'
expect_out 'Saved.'
expect_out '4 of 10 questions are answered'
ok show bus-tr2
expect_out 'No one'

# Gone on with: it asks what is left, and the last is what is not known.
interview s s s s s s q
expect_out '1 of 6, about bus'
expect_out '6 of 6, about bus'
expect_out '[?] TR4'

# Where it ends before an answer is complete, that answer is not stored.
ok checkpoint
cp out before
ran='larder ask, which ends'
printf 'y\n' | python3 "$srcdir/tests/cli/typist.py" "$LARDER" ask bus >out 2>err
status=$?
expect_status 0
expect_out 'The answer to TR1 was not saved.'
ok checkpoint
ran='after the end' && cmp -s out before || fail 'something changed'

# What may not be stored is asked again.
interview y "$(printf 'bad \033[31m')" 'Good words' 'A list' q
expect_status 0
expect_out 'which must not be stored'
expect_out 'Saved.'
ok show bus-tr1
expect_out 'Good words'

# Where all is answered it asks all again, and changes the same records.
for n in 4 7 8 9 10; do
    ok ask bus --question TR$n verdict=yes words=So
done
interview p '' '' q
expect_out '1 of 10, about bus'
expect_out '10 of 10 questions are answered'
ok show bus-tr1
expect_out 'Partly'
expect_out 'Good words'
expect_out 'version 2'

# Every reply that is a verdict is one.
interview a 'No data' '' unknown '' '' q
ok ask bus --format json
expect_json '.questions[0].answer.verdict == "not-applicable"'
expect_json '.questions[1].answer.verdict == {"state": "unknown"}'
expect_json '.answered == 9'

# With --list nobody is asked.
ran='larder ask --list in a terminal'
PAGER=cat python3 "$srcdir/tests/cli/typist.py" "$LARDER" ask bus --list \
    </dev/null >out 2>err || fail 'failed'
expect_out '9 of 10 questions are answered'
expect_no 'skip'
finish
