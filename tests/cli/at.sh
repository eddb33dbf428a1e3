# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# --at: the register as it stood, for every command that reads.
. "$srcdir/tests/cli/lib.sh"

# day N: from now on it is the Nth of March 2026, at noon in UTC.
day() { export LARDER_CLOCK=$((1772366400 + ($1 - 1) * 86400)); }

day 1
ok init
ok add organisation organisation time_zone=Europe/Dublin
day 2
ok add party city name='City of Harbour' country=IE
ok add dataset bus title='Phones near stops' controller=city children=yes
ok add element bus words='A code of your phone'
ok add use bus words='To plan buses' elements=bus/element/1
ok export --output then.xml
ok label bus --output then.label
ok audit --fail-on none
cp out then.audit
ok checkpoint --output then.checkpoint
day 3
ok rename bus tram
ok set tram title='Trams' sold=no
ok set tram title@fr='Trams'
ok remove tram/use/1
ok remove tram/element/1
day 4
ok add party other name='Another'
day 20

# The same bytes, but for what says which moment it is.
stood='The register as it stood at the end of 2026-03-02 (entry 6 of 14).'
run --at 2026-03-02 export --output at.xml
expect_status 0
expect_err "$stood"
[ "$(sed -n 2p at.xml)" = "<!-- $stood -->" ] || fail 'no comment'
sed 2d at.xml | cmp -s - then.xml || fail 'another export'
xmllint --noout --schema "$srcdir/schemas/larder-register.xsd" at.xml \
    2>/dev/null || fail 'not valid'
ok label bus --at 2026-03-02 --output at.label
[ "$(head -n 1 at.label)" = "$stood" ] || fail 'no line on the label'
sed 1d at.label | cmp -s - then.label || fail 'another label'
ok audit --at 2026-03-02 --fail-on none
[ "$(head -n 1 out)" = "$stood" ] || fail 'no line on the audit'
sed 1d out | cmp -s - then.audit || fail 'another audit'
run checkpoint --at 2026-03-02
cmp -s out then.checkpoint || fail 'another checkpoint'
expect_err "$stood"
ok verify --since then.checkpoint

# In front of the command and behind it; a time and an entry.
ok --at 2026-03-02T12:00:00Z list
expect_out 'The register as it stood at 2026-03-02T12:00:00Z (entry 6 of 14).'
expect_out 'bus  Phones near stops'
ok list --at @6
expect_out 'after the change of 2026-03-02T12:00:00Z (entry 6 of 14).'
expect_out 'bus  Phones near stops'
expect_no Trams
ok list --at 2026-03-04
expect_out 'tram  Trams'
ok list --at 2026-03-20
expect_out '(entry 14 of 14).'

# In every command that reads: as it was, and it says so.
for words in 'show bus' 'next bus' 'history' 'history bus' 'list use' \
    'list --search phone' 'explain dataset.sold' 'vocabulary list' \
    'vocabulary show purposes' "query 'SELECT ref FROM v1_dataset'"; do
    eval "ok --at 2026-03-02 $words"
    [ "$(head -n 1 out)" = "$stood" ] || fail 'it does not say so'
    expect_no tram
    expect_no Tram
done
ok history --at 2026-03-02
expect_lines 7
ok history bus --at 2026-03-02
expect_out 'title: (blank) -> Phones near stops'
ok query --at 2026-03-02 'SELECT ref, :as_of FROM v1_use'
expect_out 'bus/use/1  2026-03-02'
ok query --at 2026-03-02 --as-of 2026-05-01 'SELECT :as_of'
expect_out 2026-05-01
refused 2 "there is no record 'tram'" --at 2026-03-02 next tram

# For programs: in the result where there is a place, and in talk.
run show bus --at 2026-03-02 --format json
expect_status 0
expect_err "$stood"
expect_json '.at == {day: "2026-03-02", entries: 14, entry: 6, missing: 0}'
run export --at 2026-03-02 --format json
expect_json '.at.entry == 6 and (.records | length == 5)'
for command in 'audit --fail-on none' 'trace bus' 'can-use bus'; do
    # shellcheck disable=SC2086
    run $command --at 2026-03-02 --format json
    expect_json '.at.day == "2026-03-02"'
done
run audit --at 2026-03-02 --format sarif --fail-on none
expect_json '.runs[0].properties.at.day == "2026-03-02"'
run audit --at 2026-03-02 --format junit --fail-on none
expect_out 'name="at" value="The register as it stood'
run list --at 2026-03-02 --format json
expect_err "$stood"
expect_json '.[0].ref == "bus"'
run export --at 2026-03-02 --format csv --kind party
expect_err "$stood"
expect_lines 2
run label bus --at 2026-03-02 --format xml
cp out label.xml
[ "$(sed -n 2p label.xml)" = "<!-- $stood -->" ] || fail 'no comment'
xmllint --noout --schema "$srcdir/schemas/larder-label.xsd" label.xml \
    2>/dev/null || fail 'not valid'

# An import passes over the comment.
ok -r other.larder init
ok -r other.larder import at.xml
ok -r other.larder export
cmp -s out then.xml || fail 'another export'

# What is not to be had.
refused 2 'first entry was written on 2026-03-01' --at 2026-02-28 list
refused 2 'has not come yet' --at 2026-03-21 list
refused 2 'the history has no entry 15; it has 14' --at @15 list
refused 2 "'yesterday' is no moment" --at yesterday list
for words in 'set tram sold=yes' 'remove tram' undo 'import at.xml' \
    'vocabulary remove --pack x' 'draft x.csv --dry-run' init rules verify \
    'backup copy.larder'; do
    # shellcheck disable=SC2086
    run --at 2026-03-02 $words
    expect_status 2
    expect_err '--at'
    expect_nothing
done
[ ! -e copy.larder ] || fail 'a backup was made'
refused 2 'the screen shows the register as it is' --at 2026-03-02
rm -f nothing.larder
refused 2 'there is no register' -r nothing.larder --at @1 explain dataset

# What was erased is not shown, and said to be missing.
ok redact tram --reason 'asked for'
run --at 2026-03-02 label --all
expect_status 0
expect_err '1 record cannot be shown'
expect_err 'erased: tram'
run --at 2026-03-02 list element
expect_out '1 record of then was erased since and is not shown.'
expect_out 'bus/element/1'
run --at 2026-03-02 show tram --format json
expect_status 2

# Nothing is left behind, and the register is as it was.
cp "$LARDER_REGISTER" before
mkdir tmp
TMPDIR=$HOME/tmp SQLITE_TMPDIR=$HOME/tmp "$LARDER" --at @6 list >/dev/null 2>&1
[ -z "$(ls -A tmp)" ] || fail 'a file was left'
cmp -s "$LARDER_REGISTER" before || fail 'the file was touched'

# What was not written so is not shown.
sqlite3 "$LARDER_REGISTER" "DROP TRIGGER history_erase;
    UPDATE history SET body = x'00' WHERE seq = 3"
run --at 2026-03-04 list
expect_status 3
expect_err 'entry 3 of the history is not what was written'
expect_nothing

# Images that an older layout wrote: as they are when brought up to date.
gzip -dc "$srcdir/tests/fixtures/register-v1.larder.gz" >"$LARDER_REGISTER"
export LARDER_CLOCK=1798761600 # 2027
n=$(sed -n 2p "$srcdir/tests/fixtures/register-v1.checkpoint")
run --at "@$n" list
expect_status 2
expect_err 'older larder'
run undo --dry-run
expect_err 'has layout 2 now'
ok export --output now.xml
run --at "@$n" export --output at.xml
expect_status 0
sed 2d at.xml | cmp -s - now.xml || fail 'another export'
run --at "@$n" checkpoint
cmp -s out "$srcdir/tests/fixtures/register-v1.checkpoint" ||
    fail 'another checkpoint'
finish
