# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# larder can-use: may these data be used, or shared, for that?
. "$srcdir/tests/cli/lib.sh"

ok init
ok add party city name=City country=IE
ok add party lab name=Lab country=FR
ok add dataset bus title=Phones subjects=passenger controller=city sources_list=@none \
    uses_list=complete recipients_list=complete
ok add element bus words='A code of your phone' special_category=@none
ok add use bus words='To plan buses' purpose=bus-times basis=public-task \
    elements=bus/element/1
ok add retention bus period=P1D elements=@na action=delete
ok add agreement deal title=Deal subjects=passenger status=in-force start=2026-01-01 end=@none \
    datasets=bus purposes=bus-times receivers=lab elements=@na
ok add recipient bus words=Lab party=lab category=researcher agreement=deal \
    uses=bus/use/1 elements=bus/element/1 country=FR onward=forbidden sale=no

# The three answers have three statuses.
ok can-use bus --purpose bus-times
expect_out 'Yes.'
expect_out 'bus/use/1: What allows this use: Public task. [basis; GDPR Art. 6(1)]'
expect_no 'gainst it'
run can-use bus --purpose crime
expect_status 1
expect_out 'No.'
expect_out 'gainst it'
run can-use bus --purpose bus-times --country IN
expect_status 4
expect_out 'A person must decide.'
ok can-use bus --purpose bus-times --recipient lab
expect_out 'By: '
ok can-use bus --purpose bus-times --recipient bus/recipient/1 --country FR
ok can-use bus --purpose bus-times --recipient researcher
run can-use bus --purpose bus-times --recipient police
expect_status 1
expect_out recipient-none

# The day decides.
ok set bus/use/1 until=2026-11-23
ok can-use bus --purpose bus-times
run can-use bus --purpose bus-times --on 2026-11-24
expect_status 1
expect_out 'This use ended on 23 November 2026.'
ok can-use bus --purpose bus-times --on 2026-11-23

# What there is not names the nearest.
refused 2 'bus-times' can-use bus --purpose bus-time
refused 2 "did you mean 'lab'" can-use bus --purpose bus-times --recipient lap
refused 2 "did you mean 'bus'" can-use bsu --purpose bus-times
refused 2 'such as IE' can-use bus --purpose bus-times --country XX
refused 2 'is no day' can-use bus --purpose bus-times --on 2026-02-30
refused 2 'is no dataset' can-use lab --purpose bus-times
refused 2 'neither a recipient' can-use bus --purpose bus-times --recipient deal
refused 2 'for what?' can-use bus --recipient lab
# An empty option, as of a variable that is not set, is another question.
refused 2 "''" can-use bus --purpose ''
for option in --recipient --country --on; do
    refused 2 "''" can-use bus --purpose bus-times $option ''
done

# JSON says the same, and is the same in any language and time zone.
run can-use bus --purpose crime --recipient police --country IN --format json
expect_status 1
expect_json '.answer == "no" and .dataset == "bus" and .purpose == "crime"'
expect_json '.recipient == "police" and .country == "IN"'
expect_json '.on == "2026-11-23"'
expect_json '.reasons | length > 2'
expect_json 'all(.reasons[]; .id and .verdict and .ref and .words and .citation)'
expect_json '.reasons[0].verdict == "no"'
expect_json 'any(.reasons[]; .id == "use-none" and .ref == "bus")'
mv out one
for place in 'C Pacific/Auckland' 'C.UTF-8 Asia/Tokyo'; do
    LANGUAGE=fr LC_ALL=${place% *} TZ=${place#* } \
        run can-use bus --purpose crime --recipient police --country IN \
        --on 2026-11-23 --format json
    cmp -s out one || fail "not the same bytes: $place"
done

# In French, the answer is in French.
LANGUAGE=fr LC_ALL=C.UTF-8 run can-use bus --purpose crime --format json
expect_json '.answer == "no"'

# Hostile text of an old file never reaches the terminal as it is.
escape=$(printf '\033')
sqlite3 "$LARDER_REGISTER" "UPDATE retention SET period = NULL,
    period_is = 'none', criteria = char(27) || '[31mred'"
run can-use bus --purpose bus-times
expect_status 0
expect_out '\x1b[31mred'
expect_no "$escape"
run can-use bus --purpose bus-times --format json
expect_json 'any(.reasons[]; .id == "kept-criteria")'
expect_no "$escape"

# Nothing is changed by asking.
chmod 400 "$LARDER_REGISTER"
ok can-use bus --purpose bus-times
chmod 600 "$LARDER_REGISTER"

finish
