# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# Is the paper still true?  0 it is, 1 something widened, 4 something changed
# and nothing widened, 2 it is none of ours.
. "$srcdir/tests/cli/lib.sh"

# change STATUS ARGUMENT...: verifies the paper after a change, and undoes it.
change() {
    wanted=$1
    shift
    ok "$@"
    run label verify "$code"
    expect_status "$wanted"
    [ ! -s err ] || fail 'it talked'
    run label verify paper.xml --format json
    expect_status "$wanted"
    ok undo
}

fill
ok set bus/use/1 basis=public-task
ok set bus sold=no stored_where=IE
ok add recipient bus words='The police' category=police onward=forbidden
ok add retention bus period=P30D counted_from=collection elements=@na
ok label issue bus --approved-by city
code=$(sed 's/.*code \(.*\))/\1/' out)
ok label bus --format xml --output paper.xml
ok label bus --on 2027-01-01 --format xml --output draft.xml

# True, by file and by code in whatever spelling.
ok label verify paper.xml
expect_out 'CURRENT'
ok label verify "$code"
expect_out 'Label bus, version 1'
ok label verify "$(echo "$code" | tr -d - | tr A-F a-f)"
ok label verify "$code" --format json
expect_json '.verdict == "current" and .changes == [] and .version == "1" and
    .label == "label-bus-1" and .datasets == ["bus"] and
    .code == "'"$code"'" and .as_of == "2026-11-23" and .widens == 0'
sed 's/> </></g; s/^ *//' paper.xml >spaced.xml
ok label verify spaced.xml

# None of ours.
for paper in 0000-0000-0000 draft.xml; do
    run label verify $paper
    expect_status 2
    expect_out 'UNKNOWN'
    run label verify $paper --format json
    expect_status 2
    expect_json '.verdict == "unknown" and .changes == []'
done
refused 2 'cannot open' label verify nowhere.xml
echo '<label/>' >wrong.xml
refused 2 'this is no label' label verify wrong.xml
sed 's/Phones near stops/Phones far away/' paper.xml >changed.xml
refused 3 'the seal is not that of this label' label verify changed.xml
refused 2 'is too much' label verify "$code" "$code"
refused 2 'something is missing' label verify

# Each way.
change 1 set bus sold=yes
change 1 set bus stored_where=IE,US
change 1 add use bus words='To sell'
change 1 add element bus words='Your face'
change 1 add recipient bus words='A firm'
change 1 set bus/recipient/1 onward=allowed
change 1 set bus/retention/1 period=P1Y
change 4 set bus sold=no title='Phones of all'
change 4 set bus/retention/1 period=P7D
change 4 remove bus/recipient/1
change 4 set city name='City by the Sea'
change 0 set bus notes='For us alone'
change 0 rename city town

# In words, by row.
ok set bus sold=yes title='Phones of all'
ok set bus/retention/1 period=P7D
ok add use bus/use/sell words='To sell'
run label verify paper.xml
expect_status 1
expect_out 'STALE: people were told something else.'
expect_out 'WIDENS'
expect_out '  4 Why?'
expect_out "    bus/use/sell (Use): is new: 'To sell'"
expect_out "    bus, Sold: was 'NO', is now 'YES'"
expect_out 'NARROWS'
expect_out "    bus/retention/1, Period: was '30 days', is now '7 days'"
expect_out 'CHANGES'
expect_out "    bus, Title: was 'Phones near stops', is now 'Phones of all'"
run label verify paper.xml --format json
expect_status 1
expect_json '.verdict == "stale" and .widens == 2 and .narrows == 1 and
    .other == 1 and (.changes | length) == 4'
expect_json '.changes[] | select(.field == "period") | .way == "narrows" and
    .row == 9 and .kind == "retention" and .event == "changed" and
    .was.codes == ["P30D"] and .is.codes == ["P7D"]'

# The audit tells the same, by rule.
run audit bus --format json
expect_json '[.findings[] | select(.rule == "PROM-05") | .ref] | sort ==
    ["bus", "bus/use/sell"]'
ok set bus/retention/1 period=P1Y
ok set bus/use/sell basis=consent
run audit --format json
expect_json '[.findings[] | select(.rule == "RET-04") | .ref] ==
    ["bus/retention/1"]'
expect_json '[.findings[] | select(.rule == "CONS-02") | .ref] | sort ==
    ["bus", "bus/use/sell"]'
expect_json '[.findings[] | select(.rule == "PROM-05")] == []'

# A later label makes the older one a thing of the past, and it is told.
ok set bus/use/sell basis=contract
ok label issue bus --approved-by city
run label verify "$code"
expect_status 1
expect_out 'A newer label has taken its place.'
run audit --format json
expect_json '[.findings[] | select(.rule == "PROM-05" or .rule == "RET-04")] == []'

# A moment of the history has its own truth.
ok history label-bus-1 --format json
first=$(jq '[.[].seq] | min' out)
ok label verify "$code" --at "@$first"
expect_out 'CURRENT'
expect_out 'entry'
finish
