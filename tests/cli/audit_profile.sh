# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# What the register answers to regulators, and how many of their questions.
. "$srcdir/tests/cli/lib.sh"

# verdict PROFILE REF NUMBER VERDICT
verdict() {
    run audit --profile "$1" "$2" --format json --fail-on none
    expect_status 0
    expect_json "[.units[].answers[] | select(.number == \"$3\") | .verdict] \
        == [\"$4\"]"
}

# counts PROFILE REF ANSWERED APPLICABLE
counts() {
    run audit --profile "$1" "$2" --format json --fail-on none
    expect_json ".whole.answered == $3 and .whole.applicable == $4"
}

# Nothing is there: nothing is answered, and nothing is "does not apply".
ok init
ok audit --profile uk-ico
expect_out 'There is nothing of which it could be asked.'
ok add activity empty title='An activity'
run audit --profile uk-ico
expect_status 1
counts uk-ico empty 0 42
run audit --profile uk-ico --format json --fail-on none
expect_json '.whole.not == 42 and .units[0].answers[0].answer == []'
ok remove empty

# A dataset of which next to nothing is known stands by itself.
ok import "$srcdir/tests/data/charity.xml"
run audit --profile uk-ico --fail-on none --format json
expect_json '[.units[] | .kind + " " + .ref] == ["activity board",
    "activity casework", "activity fundraising", "activity people",
    "dataset donors", "dataset visitor-book"]'
counts uk-ico casework 20 39

# The question of an unknown answer is answered in part, and says so.
verdict uk-ico casework 11.1 partly
expect_json '[.units[].answers[] | select(.number == "11.1")] | .[0].answer[0]
    | contains("How to delete: WE DO NOT KNOW")'
# Only what the register shows does not apply: its list of uses is complete.
verdict uk-ico casework 9.3 not_applicable
ok set case-files uses_list=
verdict uk-ico casework 9.3 not
ok undo
# Without a country nobody knows if there is a representative to name.
verdict uk-ico casework 1.5 not_applicable
ok set harbour-help country=
verdict uk-ico casework 1.5 not
ok undo

# Whose e-mail it is.
run audit --profile uk-ico casework --format json --fail-on none
expect_json '[.units[].answers[] | select(.number == "1.2" or .number == "1.4")
    | .answer[-1]] == ["Harbour Help: E-mail: office@harbourhelp.example; Phone: 020 7946 0100, free; Address: The Old Customs House 3 Quay Street, Harwick",
    "The data protection officer: E-mail: dpo@harbourhelp.example"]'
# A dataset that names no officer has that of its controller.
verdict uk-ico case-files 1.4 answered
ok set case-files data_protection_officer=
verdict uk-ico case-files 1.4 answered
ok set harbour-help data_protection_officer=
verdict uk-ico case-files 1.4 not
ok undo harbour-help
ok undo case-files

# Everything that was asked: 42 of 42.
ok add party speaker name='Bridge Law LLP' email=eu@bridgelaw.example \
    country=GB
ok set harbour-help country=IE representatives=speaker
ok add party host name='Cloud Stores, Inc.' party_kind=company country=US
ok add agreement hosting title='Hosting contract' \
    document=contracts/hosting.pdf
ok add notice leaflet title='What we keep about you' datasets=case-files \
    url=https://harbourhelp.example/leaflet
ok set organisation party=harbour-help
ok set case-files responsibilities='We keep the files; they visit people.' \
    stored_by=host how_to_delete='Ask your caseworker.' \
    how_to_stop='Ask your caseworker.' how_to_take='You get a file.' \
    answer_within=P30D next_check=2027-02-11 sources_list=complete \
    recipients_list=complete consents_list=complete \
    retentions_list=complete measures_list=complete
ok set case-files/element/2 category=health
ok set case-files/element/3 category=religion
ok set case-files/use/help purpose=service-provision citation='Charity Act' \
    national_condition='Schedule 1, part 1, 1' decides=alone \
    human='Ask the manager.' decision_basis=explicit-consent \
    consequences='You get help or not.'
ok set case-files/use/report purpose=service-provision basis=consent
ok add consent case-files words='Tell those who pay' \
    uses=case-files/use/report proof=https://harbourhelp.example/yes
ok set case-files/recipient/na country=NO
ok add recipient case-files/recipient/host words='The firm that stores files' \
    party=host category=processor country=US agreement=hosting \
    transfer_mechanism=art-46-2-c safeguards='Standard clauses' elements=@unknown
ok set case-files/retention/2 action=delete
ok set case-files/measure/train safeguard=training
ok audit --profile uk-ico casework --fail-on info
expect_out '42 of 42 answered, 0 in part, 0 not; not applicable: 0'
! grep -q 'Missing' out || fail 'something is missing'
! grep -qE 'service-provision|art-46-2-c|P30D|2027-02-11|case-files/' out ||
    fail 'it prints a code'
grep -q 'February 2027$' out || tr -s '\n ' ' ' <out | grep -qF '11 February 2027' ||
    fail 'no day in words'
expect_out 'Bridge Law LLP: E-mail: eu@bridgelaw.example'
[ "$(wc -L <out)" -le 80 ] || fail 'too wide'

# One blank in one record is seen.
ok set case-files/recipient/host transfer_mechanism=
verdict uk-ico casework 5.2 partly
run audit --profile uk-ico casework --fail-on warning
expect_status 1
ok audit --profile uk-ico casework
ok undo
# A list that is not complete is no whole answer.
ok set case-files recipients_list=more
verdict uk-ico casework 4.1 partly
expect_json '[.units[].answers[] | select(.number == "4.1") | .open[]] ==
    [{"field": "recipients_list", "kind": "dataset", "ref": "case-files",
      "state": "more"}]'
ok undo

# Other units.
ok audit --profile dsga-s19 --fail-on none
expect_out 'Hosting contract (Agreement hosting)'
ok audit --profile iso-27560 case-files --fail-on none
expect_out 'Tell those who pay (Consent case-files/consent/'
ok set case-files/consent/1 given=7 refused=12
ok audit --profile iso-27560 case-files/consent/1 --fail-on none
expect_out 'Given: fewer than 10; Refused: 12'
ok audit --profile gdpr-13-14 payroll --fail-on none
expect_out 'Payroll (Dataset payroll)'
run audit --profile art30-processor --format json --fail-on none
expect_json '[.units[] | select(.ref == "casework") | .answers[].verdict] ==
    ["not_applicable", "not_applicable", "not_applicable", "not_applicable"]'
# Questions that people answer.
ok add answer case-files-tr1 about=case-files question=TR1 verdict=partly \
    words='Only the risk of a leak.'
verdict ten-rules case-files TR1 partly
verdict ten-rules case-files TR2 not
ok audit --profile triple-test case-files --fail-on none
expect_out 'To help people settle (Use case-files/use/help)'
ok audit --profile uk-ico,fr-cnil casework --fail-on none
expect_out 'uk-ico: '
expect_out 'fr-cnil: '

# For machines: the same bytes everywhere, and safe for spreadsheets.
ok set case-files title='=HYPERLINK("x")' how_to_see="$(printf 'a <b>\nc')"
for format in json csv; do
    LC_ALL=C run audit --profile uk-ico --format $format --fail-on none
    cp out first
    LC_ALL=C.UTF-8 LANGUAGE=fr TZ=Asia/Tokyo \
        run audit --profile uk-ico --format $format --fail-on none
    cmp -s out first || fail 'not the same bytes in another place'
done
ok audit --profile gdpr-13-14 case-files --format csv --fail-on none
expect_out "\"'=HYPERLINK"
python3 -c 'import csv
rows = list(csv.reader(open("out", newline="")))
assert len(rows) == 15 and {len(r) for r in rows} == {10}, rows' ||
    fail 'no table'

# What cannot be.
refused 2 "there is no profile 'uk-icon'; did you mean 'uk-ico'?" \
    audit --profile uk-icon
refused 2 "one json file holds one profile" \
    audit --profile uk-ico,fr-cnil --format json
refused 2 "does not go with --format sarif" audit --profile uk-ico --format sarif
refused 2 "does not go with --profile" audit --profile uk-ico --summary
refused 2 "'officer' is of the kind party" audit --profile uk-ico officer
refused 2 "'casework' is of the kind activity" \
    audit --profile gdpr-13-14 casework
refused 2 "there is no record 'caseworc'" audit --profile uk-ico caseworc
"$LARDER" audit --profile uk-ico --format json >/dev/full 2>err
status=$? ran='larder audit --profile uk-ico >/dev/full'
expect_status 2
finish
