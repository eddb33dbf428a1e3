# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# larder impact: whom it reaches when a consent is withdrawn.
. "$srcdir/tests/cli/lib.sh"

fill
ok add party lab name=Lab email=lab@example.com phone='+1 2'
ok add consent bus words='Yes to buses' uses=bus/use/1
ok add recipient bus words=Lab party=lab uses=bus/use/1 category=company \
    onward=allowed
ok add recipient bus words=Past party=lab uses=@unknown until=2026-11-22 \
    onward=forbidden sale=no
ok add dataset plan title='The bus plan'
ok add source plan words='From the phones' source_kind=dataset upstream=bus

ok impact bus/consent/1
expect_out "Whom 'bus/consent/1' reaches, in this order:"
expect_out ' 1. City of Harbour (bus)'
expect_out 'lab@example.com, +1 2'
expect_out 'It no longer gets them, but may still have them.'
expect_out 'Nobody has said whether it is these data.'
expect_out 'Reached over plan/source/1.'
expect_out 'GDPR Art. 19'

ok add notice paper title=Paper
ok impact paper
expect_out "Nobody is reached by 'paper'."
ok impact paper --format json
expect_json '. == []'
ok impact paper --format csv
expect_lines 1

# What there is not names the nearest; from some records nothing follows.
refused 2 "did you mean 'paper'" impact papr
refused 2 'nothing follows' impact lab

# JSON and CSV say the same, and are the same in any language and time zone.
ok impact bus/consent/1 --format json
expect_json '[.[].order] == [range(1; length + 1)]'
expect_json '[.[].what] == ["own", "recipient", "onward-any", "recipient",
    "derived"]'
expect_json '.[1].email == "lab@example.com" and .[1].past == false'
expect_json '.[3].past and .[3].perhaps'
expect_json '.[4].over == "plan/source/1"'
mv out bus.json
ok impact bus/consent/1 --format csv
expect_lines 6
expect_out '2,recipient,bus,bus/recipient/1,Lab,lab,lab@example.com,'
mv out bus.csv
for format in json csv; do
    for place in 'C Pacific/Auckland' 'C.UTF-8 Asia/Tokyo'; do
        LANGUAGE=fr LC_ALL=${place% *} TZ=${place#* } \
            ok impact bus/consent/1 --format $format
        cmp -s out bus.$format || fail "not the same bytes: $format, $place"
    done
done

# A formula is not run by a spreadsheet; a terminal is not driven by a name.
ok set lab name='=cmd|x'
ok impact bus/consent/1 --format csv
expect_no ',=cmd'
escape=$(printf '\033')
sqlite3 "$LARDER_REGISTER" "UPDATE party SET name = char(27) || '[31mred'"
run impact bus/consent/1
expect_out '\x1b[31mred'
expect_no "$escape"
run impact bus/consent/1 --format json
expect_no "$escape"
expect_json 'any(.[]; .name == "\u001b[31mred")'

# A file holds what the register holds; a terminal does not get it.
if command -v script >script.path; then
    ran='larder impact on a terminal'
    script -qec "'$LARDER' impact bus/consent/1 --format csv" /dev/null \
        >out 2>err </dev/null
    expect_out '\x1b[31mred'
    expect_no "$escape"
fi

finish
