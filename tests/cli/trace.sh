# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# larder trace: where the data come from.
. "$srcdir/tests/cli/lib.sh"

ok init
ok add party broker name=Broker
for name in one two three alone; do
    ok add dataset $name title="Data $name"
done
ok add source one words='From two' source_kind=dataset upstream=two
ok add source two words='From three' source_kind=dataset upstream=three
ok add source two words='From people' source_kind=person
ok add source three words='Bought from a broker' source_kind=data-broker \
    party=broker bought=yes

ok trace one
expect_out '1. Data one (one)'
expect_out '2. Data two (two)'
expect_out '3. Data three (three)'
expect_out "Made from 'two', number 2 here."
expect_out 'Broker (broker)'
expect_out 'UNKNOWN: nobody knows where these data come from in the end.'
expect_out '1 link is unknown:'
expect_out '  three/source/1'

ok set three/source/1 collected_by=broker
ok trace one
expect_out 'All is known back to those who first collected the data.'
expect_no UNKNOWN

ok trace alone
expect_out 'UNKNOWN: no source is recorded.'
ok set alone sources_list=@none
ok trace alone
expect_out 'It is stated that there is no source.'

# What there is not names the nearest.
refused 2 "did you mean 'three'" trace tree
refused 2 'is no dataset' trace three/source/1
refused 2 'is no dataset' trace broker

# JSON says the same, and is the same in any language and time zone.
ok trace one --format json
expect_json '.dataset == "one" and .circle == false and .unknown == []'
expect_json '[.datasets[].ref] == ["one", "two", "three"]'
expect_json '[.datasets[].depth] == [0, 1, 2]'
expect_json '.datasets[1].sources | length == 2'
expect_json '.datasets[2].sources[0].unknown == false'
mv out one
for place in 'C Pacific/Auckland' 'C.UTF-8 Asia/Tokyo'; do
    LANGUAGE=fr LC_ALL=${place% *} TZ=${place#* } ok trace one --format json
    cmp -s out one || fail "not the same bytes: $place"
done

# A circle that somebody made by hand ends.
sqlite3 "$LARDER_REGISTER" "UPDATE source SET upstream = (SELECT id FROM record
    WHERE ref = 'one') WHERE id = (SELECT id FROM record
    WHERE ref = 'three/source/1')"
run trace one
expect_status 0
expect_out 'made from itself'
run trace one --format json
expect_json '.circle'

# Hostile text of an old file never reaches the terminal as it is.
escape=$(printf '\033')
sqlite3 "$LARDER_REGISTER" "UPDATE dataset SET title = char(27) || '[31mred';
    UPDATE source SET words = char(27) || '[31mblue';
    UPDATE party SET name = char(27) || '[31mgreen'"
run trace two
expect_out '\x1b[31mred'
expect_out '\x1b[31mblue'
expect_no "$escape"
run trace three --format json
expect_json '.datasets | length > 0'
expect_no "$escape"

finish
