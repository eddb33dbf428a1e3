# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# A register of the first layout: read-only commands refuse it and change
# nothing; the first command that may change it brings it up to date, and
# keeps it as it was beside it.
. "$srcdir/tests/cli/lib.sh"

gzip -dc "$srcdir/tests/fixtures/register-v1.larder.gz" >"$LARDER_REGISTER"
cp "$LARDER_REGISTER" before
since=$srcdir/tests/fixtures/register-v1.checkpoint

for words in list verify 'audit --as-of 2026-11-23' 'show party-1'; do
    # shellcheck disable=SC2086
    run $words
    expect_status 2
    expect_err 'older larder (layout 1; this one needs 2)'
    cmp -s "$LARDER_REGISTER" before || fail 'the file was touched'
done

# A file that is there is not written over, and nothing is changed.
echo mine >"$LARDER_REGISTER.v1"
run set party-1 notes=new
expect_status 2
expect_err 'is there already'
[ "$(cat "$LARDER_REGISTER.v1")" = mine ] || fail 'it was written over'
run list
expect_err 'layout 1'
rm "$LARDER_REGISTER.v1"

# What cannot be changed stays, and no copy is left to bar the next try.
sqlite3 "$LARDER_REGISTER" 'CREATE TABLE before_party(x)'
cp "$LARDER_REGISTER" before
run set party-1 notes=new
expect_status 2
cmp -s "$LARDER_REGISTER" before || fail 'the file was touched'
[ ! -e "$LARDER_REGISTER.v1" ] || fail 'a copy was left'
sqlite3 "$LARDER_REGISTER" 'DROP TABLE before_party'

# Views and indexes that are not larder's go; their names are no commands.
terms=$(sqlite3 "$LARDER_REGISTER" 'SELECT count(*) FROM term')
sqlite3 "$LARDER_REGISTER" 'CREATE VIEW a AS SELECT 1;
    CREATE VIEW "a""; DELETE FROM term; --" AS SELECT 1;
    CREATE INDEX b ON party(name);
    CREATE INDEX "b""; DELETE FROM term; --" ON party(name)'
run set party-1 notes=new
expect_status 0
expect_err 'had layout 1 and has layout 2 now'
expect_err "kept in '$LARDER_REGISTER.v1'"
[ "$(stat -c %a "$LARDER_REGISTER.v1")" = 600 ] || fail 'others may read it'
[ "$(sqlite3 "$LARDER_REGISTER.v1" 'PRAGMA user_version')" = 1 ] ||
    fail 'the copy has another layout'
[ "$(sqlite3 "$LARDER_REGISTER.v1" 'SELECT size FROM head')" = \
    "$(sed -n 2p "$since")" ] || fail 'the copy has another history'
[ "$terms" -gt 0 ] &&
    [ "$(sqlite3 "$LARDER_REGISTER" 'SELECT count(*) FROM term')" = "$terms" ] ||
    fail 'a name was run as a command'

ok verify --since "$since"
ok show party-1 --format json
expect_json '.fields.notes == "new"'
ok history --format json
expect_json 'map(select(.operation == "migrate")) | length == 1'
ok export --output out.xml
ok undo
finish
