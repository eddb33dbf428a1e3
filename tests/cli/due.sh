# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

# rows EXPECTED...: what and ref of the list, in its order.
rows() {
    run due --format csv
    tail -n +2 out | cut -d, -f1,2,4,5 >rows
    printf '%s\n' "$@" | cmp -s - rows || {
        fail 'not these rows'
        diff rows - <<END
$(printf '%s\n' "$@")
END
    }
}

ok init
ok due
expect_out 'Overdue: 0; until 2027-02-21: 0; without a day: 0; on hold: 0.'
expect_out '--within P1Y looks further'
ok due --format json
expect_json '. == []'
ok due --format ics
expect_lines 5

# Overdue first, then by day, then what has no day, then what is on hold.
ok add party anna name='Anna Steward'
ok add party ben name=Ben
ok add dataset bus title='Phones near stops' steward=anna \
    next_check=2026-11-22 sensitivity_until=2027-02-21
ok add dataset cam title='Straßenkameras, alle; mit \ Bild' steward=ben \
    next_check=2026-11-23
ok add use bus words='To plan buses' until=2026-01-31
ok add recipient bus/recipient/lab words='A lab' until=2027-01-01
ok add retention bus/retention/old period=P1M counted_from=date \
    counted_from_date=2026-10-01 action=delete
ok add retention cam/retention/film period=P7D counted_from=rolling \
    action=delete
ok add retention cam/retention/kids period=P1M counted_from=birthday-18
ok add retention cam/retention/plan period=P1M counted_from=project-end
ok add retention cam/retention/case latest_date=2026-01-01 hold=yes \
    hold_why='A court.'
ok add retention cam/retention/gone latest_date=2026-01-01 \
    done_on=2026-01-01 evidence=Log
ok add agreement deal title='The deal' datasets=bus,cam end=2026-12-31 \
    at_end=return status=in-force review_due=2027-02-22
ok add request ask request_kind=access received_on=2026-11-01 datasets=cam
ok add incident lost title='A lost laptop' found_on=2026-11-20 datasets=bus
ok add waiver later rule=UNK-02 about=cam/retention/film reason=R \
    approver=ben until=2026-11-30
rows overdue,2026-11-01,retention,bus/retention/old \
    overdue,2026-11-22,check,bus \
    coming,2026-11-23,check,cam \
    coming,2026-11-23,incident,lost \
    coming,2026-11-30,waiver,later \
    coming,2026-12-01,request,ask \
    coming,2026-12-31,agreement,deal \
    coming,2026-12-31,return,deal \
    coming,2027-01-01,recipient,bus/recipient/lab \
    coming,2027-02-21,sensitivity,bus \
    unknown,,retention,cam/retention/plan \
    standing,,retention,cam/retention/film \
    standing,,retention,cam/retention/kids \
    held,2026-01-01,retention,cam/retention/case

run due
expect_status 1
expect_out '2026-11-01  22 days ago   retention       bus/retention/old'
expect_out '    Delete the data: Phones near stops. Steward: Anna Steward'
expect_out '2026-11-23  today         incident        lost'
expect_out 'Until 2027-02-21'
expect_out '2026-11-30  in 7 days     waiver ends     later'
expect_out 'Answer the person: Access. Steward: Ben'
expect_out 'Ends, but nobody knows when'
expect_out 'Bild (nothing from before'
expect_out '(each has its own day)'
expect_out 'Overdue: 2; until 2027-02-21: 8; without a day: 3; on hold: 1.'
expect_no gone

run due --format json
expect_status 1
expect_json '.[0] == {action: "delete", dataset: "Phones near stops",
    date: "2026-11-01", days: -22, group: "overdue", oldest: null,
    ref: "bus/retention/old", state: "dated", stewards: ["anna"],
    title: null, what: "retention"}'
expect_json '[.[] | select(.ref == "deal") | .stewards] ==
    [["anna", "ben"], ["anna", "ben"]]'
expect_json '[.[] | select(.state == "rolling") | [.date, .days, .oldest]] ==
    [[null, null, "2026-11-16"]]'

# How far, about what, with whom, and as of when.
run due --within P0D --format json
expect_json '[.[] | select(.group == "coming") | .ref] == ["cam", "lost"]'
run due --within P1Y --format json
expect_json 'any(.[]; .what == "review" and .date == "2027-02-22")'
ok due cam --format json
expect_json '[.[].ref] | sort == ["ask", "cam", "cam/retention/case",
    "cam/retention/film", "cam/retention/kids", "cam/retention/plan", "deal",
    "deal", "later"]'
ok due later ask --format json
expect_json '[.[].ref] == ["later", "ask"]'
run due anna --format json
expect_json 'all(.stewards | index("anna")) and length == 7'
ok due --as-of 2026-10-31 bus --format json
expect_json '.[0].days == 1 and .[0].ref == "bus/retention/old"'
refused 2 "there is no record 'buss'" due buss
refused 2 "'90 days' is not right for --within" due --within '90 days'
refused 2 'one of: text json csv ics' due --format xml
refused 2 'is not a day of the calendar' due --as-of 2026-02-30

# What is done is due no more, and nothing is overdue then.
ok set bus/retention/old done_on=2026-11-23 evidence='Log 7'
ok set bus next_check=2027-11-22
ok due bus
expect_no bus/retention/old
ok set deal status=expired end=2026-11-01
ok add share bus what_happened=returned happened_on=2026-11-02 agreement=deal
run due deal --format json
expect_status 1
expect_json '[.[] | [.what, .group]] == [["return", "overdue"]]'
ok add share cam what_happened=deleted happened_on=2026-11-02 agreement=deal
ok due deal --format json
expect_json '. == []'

# A calendar: strict lines, and the same events for an independent reader.
long=$(printf 'ÄÖü漢字🚌%.0s' 1 2 3 4 5 6 7 8 9)
ok add dataset long title="$long" next_check=2026-12-24
run due --format ics
expect_status 0
ran='the calendar'
LC_ALL=C awk '
    function no(why) { print NR ": " why ": " $0; bad = 1 }
    !/\r$/ { no("no CR LF") }
    { sub(/\r$/, "") }
    /\r/ { no("a bare CR") }
    length > 75 { no("too long") }
    /^ [\200-\277]/ { no("folded within a character") }
    /^ / { folded++; next }
    /^BEGIN:/ { open[++depth] = substr($0, 7); next }
    /^END:/ { if (open[depth--] != substr($0, 5)) no("not balanced"); next }
    !/^[A-Z-]+(;VALUE=DATE)?:/ { no("no content line") }
    END { exit bad || depth || !folded }' out >lines ||
    fail "not strict: $(cat lines)"
expect_out 'SUMMARY:Check the record: Straßenkameras\, alle\; mit \\ Bild'
if python3 -c 'import icalendar' 2>/dev/null; then
    python3 - "$long" <<'END' || fail 'an independent reader says no'
import datetime
import sys
import icalendar

calendar = icalendar.Calendar.from_ical(open('out', 'rb').read())
events = [e for e in calendar.walk('VEVENT')]
assert calendar['VERSION'] == '2.0'
assert not calendar.errors and not any(e.errors for e in events)
assert len({str(e['UID']) for e in events}) == len(events) > 5
titles = [str(e['SUMMARY']) for e in events]
assert 'Check the record: Straßenkameras, alle; mit \\ Bild' in titles, titles
assert 'Check the record: ' + sys.argv[1] in titles, titles
days = [e['DTSTART'].dt for e in events]
assert all(type(d) is datetime.date for d in days) and days == sorted(days)
assert all(str(e['DTSTAMP'].to_ical(), 'ascii') == '20261123T000000Z'
           for e in events)
assert any('Steward: Ben' in str(e['DESCRIPTION']) for e in events)
END
fi
grep ^UID: out >uids
run due --format ics --as-of 2026-11-25
grep ^UID: out | cmp -s - uids || fail 'other uids on another day'

# The same bytes for machines, wherever they stand.
for format in csv json ics; do
    run due --format $format
    cp out first
    LANGUAGE=fr LC_ALL=C TZ=Pacific/Auckland run due --format $format
    cmp -s out first || fail 'not the same in another locale'
done

# It fits a terminal, also where refs and titles are long.
ref=$(printf 'very-long-name-%.0s' 1 2 3 4 5)x
ok add dataset "$ref" title="$long" next_check=2026-11-24
run due
python3 - <<'END' || fail 'wider than 80'
import unicodedata
for line in open('out', encoding='utf-8'):
    width = sum(1 + (unicodedata.east_asian_width(c) in 'WF')
                for c in line.rstrip('\n'))
    assert width <= 80, line
END

# A file holds what the register holds; a terminal does not get it.
if command -v script >script.path && command -v sqlite3 >script.path; then
    sqlite3 "$LARDER_REGISTER" "UPDATE dataset SET title = char(27) || '[31mred'"
    for command in 'due --within P9Y' 'audit --profile gdpr-13-14' \
        'export --profile gdpr-13-14'; do
        ran="larder $command on a terminal"
        script -qec "'$LARDER' $command --format csv" /dev/null \
            >out 2>err </dev/null
        expect_out '\x1b[31mred'
        expect_no "$(printf '\033')"
    done
fi

finish
