# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

fill
ok add element bus words=Third
expect_out "added element 'bus/element/2' (version 1)"
ok remove bus/element/2
ok add element bus words=Fourth # 2 stays reserved
expect_out "'bus/element/3'"
ok add organisation party=city
expect_out "added organisation 'organisation'"
ok add party x name=@@home --dry-run
expect_out "would add party 'x'"

# What the organisation states, a new dataset begins with.
ok add party board name=Board
ok add party officer name=Officer
ok set city data_protection_officer=officer
ok set organisation supervisory_authority=board answer_within=P30D
ok add dataset tram title=Trams
expect_out "added dataset 'tram' (version 1)"
expect_out 'from the organisation: controller, complain_to, answer_within, data_protection_officer'
ok show tram --format json
expect_json '.fields == {"title": "Trams", "controller": "city",
    "data_protection_officer": "officer", "complain_to": ["board"],
    "answer_within": "P30D"}'
ok add dataset ship title=Ships controller=board answer_within= complain_to=@none
expect_no 'from the organisation'
ok show ship --format json
expect_json '.fields == {"title": "Ships", "controller": "board",
    "complain_to": {"state": "none"}}'
ok add dataset boat title=Boats complain_to+=city --dry-run
expect_out 'from the organisation: controller, answer_within, data_protection_officer'
ok add element ship words=Fuel
expect_lines 1
ok set organisation answer_within=P7D
ok copy ship yacht # begins as the other is, and no more
expect_no 'from the organisation'
ok show yacht --format json
expect_json '.fields | has("answer_within") | not'
ok export --output ships.xml
ok -r new.larder init
ok -r new.larder import ships.xml
ok -r new.larder show ship --format json
expect_json '.fields | has("answer_within") | not'
refused 2 "there is no record 'x'" show x

refused 2 "no kind 'datset'; did you mean 'dataset'?" add datset x title=y
refused 2 "no field 'titel'; did you mean 'title'?" add dataset x titel=y
refused 2 "'title' is missing" add dataset x
refused 2 "the ref of the new dataset is missing" add dataset title=x
refused 2 "such as 'two-words'" add dataset 'Two Words' title=x
refused 2 "there is no record 'nobody'" add element nobody words=x
refused 2 "'bus' is the ref of another record already (dataset)" \
    add dataset bus title=x
refused 2 'no assignment' add dataset new title=x y
refused 2 'U+001B' add dataset new title="$(printf 'a\033b')"
refused 2 'title' add dataset new title="$(printf '\377')"
refused 2 'white space only' add dataset new title="$(printf '\302\240')"
refused 2 'white space only' add dataset new title="$(printf '\342\200\213')"
refused 2 "cannot be a ref" add dataset "$(printf '\377')" title=x
refused 2 'not one of @none' add party y name=@nome
ok verify
finish
