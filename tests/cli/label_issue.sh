# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# Issuing labels: one change, kept for ever, and DRAFT until then.
. "$srcdir/tests/cli/lib.sh"

fill
ok set bus/use/1 basis=public-task
ok label bus
expect_out 'DRAFT'

# Who approves it, and of what.
refused 2 '--approved-by is missing' label issue bus
refused 2 "there is no record 'citty'" label issue bus --approved-by citty
refused 2 "'bus' is no party" label issue bus --approved-by bus
refused 2 "there is no record 'buss'" label issue buss --approved-by city
refused 2 'something is missing; the command is: larder label issue' label issue
refused 2 '--width does not go with' label issue bus --width 60
refused 2 "--format does not go with 'larder label issue'" \
    label issue bus --approved-by city --format xml
refused 2 '--changes does not go with' label bus --changes new
ok list label --format json
expect_json '. == []'

# A dry run, then the deed.
ok label issue bus --approved-by city --dry-run
expect_out "would issue 'label-bus-1' (version 1, check code "
ok list label --format json
expect_json '. == []'
ok label issue bus --approved-by city --changes 'We count less.'
expect_out "issued 'label-bus-1' (version 1, check code "
code=$(sed 's/.*code \(.*\))/\1/' out)
ok history --limit 1 --format json
expect_json '.[0].operation == "issue" and .[0].actor == "tester"'

# It is printed as it was issued, with its code, in every layout.
for layout in short standard grid full; do
    ok label bus --layout $layout
    expect_no 'DRAFT'
    expect_out 'Label bus  version 1'
    expect_out "Check code: $code"
done
expect_out 'New on 23 November 2026: We count less.'
expect_out 'Version 1, approved by City of Harbour.'
expect_out 'since 23 November 2026.'
ok label print bus
expect_no 'DRAFT'
ok label bus --format xml
cp out issued.xml
xmllint --noout --nonet --schema "$srcdir/schemas/larder-label.xsd" out \
    2>err || fail 'not valid'
expect_out 'state="approved"'
expect_out '<issue version="1" on="2026-11-23">'
expect_out '<approver ref="city">City of Harbour</approver>'
expect_out '<changes>We count less.</changes>'
ok show label-bus-1 --format json
jq -r .fields.xml out | diff - issued.xml >/dev/null || fail 'another XML is kept'
expect_json '.fields | .label_state == "issued" and .label_version == "1" and
    .approved_by == "city" and .datasets == ["bus"] and .language == "en" and
    .issued_on == "2026-11-23" and (.digest | length) == 64 and
    (.reads | split("\n") | length) == 5'

# Not before it was issued, not for another day, not with another grid.
ok label bus --as-of 2026-11-22
expect_out 'DRAFT'
ok label bus --on 2026-11-24
expect_out 'DRAFT'
expect_out 'This label is for 24 November 2026.'
ok label bus --on 2026-11-24 --format xml
expect_out 'state="draft" on="2026-11-24"'
ok label bus --profile school
expect_out 'DRAFT'
ok label bus --lang fr
expect_out 'BROUILLON'
refused 2 'is not a day' label bus --on tomorrow

# What comes later is on the label of that day.
ok add use bus words='To sell seats' since=2027-07-01
ok label bus
expect_no 'To sell seats'
expect_no 'DRAFT'
ok label bus --on 2027-07-01
expect_out 'To sell seats'

# What people hold in their hands stays; it cannot be undone.
refused 2 "nothing to undo of 'label-bus-1'" undo label-bus-1
ok list label --format json
expect_json 'length == 1'
refused 2 "people were given the label 'label-bus-1'" set label-bus-1 label_version=7
refused 2 "people were given the label 'label-bus-1'" set label-bus-1 label_state=draft
refused 2 "people were given the label 'label-bus-1'" remove label-bus-1
ok set label-bus-1 notes='On all stops.'
ok export --output register.xml
LARDER_REGISTER=$HOME/copy.larder ok init
LARDER_REGISTER=$HOME/copy.larder run import register.xml
LARDER_REGISTER=$HOME/copy.larder ok label bus
expect_no 'DRAFT'

# The next one takes its place.
ok set bus title='Phones at stops'
ok label bus
expect_out 'DRAFT'
expect_out 'People have version 1. This one is not the same.'
ok label bus --format xml --output other.xml
run label verify other.xml
expect_status 2
refused 2 'version 1 was given out already' \
    label issue bus --approved-by city --label-version 1
ok label issue bus --approved-by city --as-of 2026-12-01
expect_out "issued 'label-bus-2' (version 2, check code "
expect_out "it replaces 'label-bus-1'"
ok list label --columns label_state,issued_on,withdrawn_on --format json
expect_json 'map([.label_state, .issued_on, .withdrawn_on]) ==
    [["replaced", "2026-11-23", "2026-12-01"], ["issued", "2026-12-01", null]]'
ok label bus --as-of 2026-12-01
expect_no 'DRAFT'
expect_no 'We count less'

# A draft is stored, and given to nobody; later it is what is issued.
ok label issue bus --draft --label-version 3b --as-of 2026-12-02
expect_out "stored the draft 'label-bus-3b' (version 3b)"
ok label bus --as-of 2026-12-02
expect_out 'Label bus  version 2'
ok label issue bus --approved-by city --as-of 2026-12-02
expect_out "issued 'label-bus-3b' (version 3, check code "
ok list label --format json
expect_json 'length == 3'

# Other languages and other datasets together are other labels.
ok label issue bus --approved-by city --lang fr --as-of 2026-12-02
expect_out "issued 'label-bus-1-fr' (version 1"
ok add dataset tram title=Trams controller=city
ok label issue tram bus --approved-by city --as-of 2026-12-02
expect_out "issued 'label-tram-1' (version 1"
ok label bus tram --as-of 2026-12-02
expect_no 'DRAFT'
ok label tram --as-of 2026-12-02
expect_out 'DRAFT'

# What must not be given out.
ok set bus/use/1 basis=consent refusal_costs=service
refused 2 'this label must not be given out' \
    label issue bus --approved-by city --as-of 2026-12-03
ok label issue bus --draft --as-of 2026-12-03
ok verify
finish
