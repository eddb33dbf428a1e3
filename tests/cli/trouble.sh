# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# What the world does to a register: full disks, read-only media, other
# programs, other versions, hostile bytes.  Nothing is ever lost by it.
. "$srcdir/tests/cli/lib.sh"

fill

# unchanged: the register is whole, and the title is what it was.
unchanged() {
    ok verify
    ok show bus
    expect_out 'Phones near stops'
}

# A disk that is full, here files that may not grow beyond 40 KiB.
long=$(head -c 60000 /dev/zero | tr '\0' x)
(
    ulimit -f 40
    run set bus summary="$long"
    echo "$status" >status
)
[ "$(cat status)" -eq 2 ] || fail "a full disk: status $(cat status)"
expect_nothing
unchanged

# Another program is writing.
export LARDER_BUSY_TIMEOUT=100
mkfifo hold
sqlite3 "$LARDER_REGISTER" <hold >/dev/null &
exec 9>hold
echo 'BEGIN IMMEDIATE; SELECT 1;' >&9
sleep 0.3
refused 6 'try again' set bus title=x
ok show bus
echo 'ROLLBACK;' >&9
exec 9>&-
wait
ok set bus notes=free
ok undo

# A newer layout, another file, no file, a folder.
cp "$LARDER_REGISTER" newer.larder
sqlite3 newer.larder 'PRAGMA user_version = 7'
refused 2 'newer larder (layout 7' -r newer.larder list
echo hello >other.larder
refused 2 'not a register' -r other.larder list
refused 2 "'larder init'" -r none.larder list
refused 2 'not a file' -r . list
sqlite3 plain.db 'CREATE TABLE t(a)'
refused 2 'not a register' -r plain.db list

# The register is not written over.
ln -s register.larder link
for file in register.larder ./register.larder link; do
    refused 2 'is the register itself' export --output $file
    refused 2 'is the register itself' checkpoint --output $file
    refused 2 'is the register itself' label bus --output $file
done
unchanged
ok export --output register.xml
ok export --output register.xml

# A trigger that somebody put there does not run.
cp "$LARDER_REGISTER" trigger.larder
sqlite3 trigger.larder 'CREATE TRIGGER evil AFTER UPDATE ON dataset BEGIN
    DELETE FROM words; END'
refused 2 "a trigger 'evil'" -r trigger.larder set bus title=x
ok -r trigger.larder list
run -r trigger.larder verify
expect_status 3

# Hostile bytes are refused by name; nothing is stored.
refused 2 'U+001B' set bus title="$(printf 'a\033[31mb')"
refused 2 'U+202E' set bus title="$(printf 'a\342\200\256b')"
refused 2 'UTF-8' set bus title="$(printf 'a\377b')"
unchanged

# Old files may hold what is refused today: it is shown, never sent.
sqlite3 "$LARDER_REGISTER" "UPDATE dataset SET title = 'a' || char(27) || '[31mb'"
run show bus
expect_out '\x1b[31mb'
run list
expect_out '\x1b[31mb'
! grep -q "$(printf '\033')" out || fail 'sends ESC to the terminal'
cp "$LARDER_REGISTER" bidi.larder
sqlite3 bidi.larder "UPDATE dataset SET title = 'a' || char(8238) || 'b'"
if command -v script >script.path; then
    ran='larder export on a terminal'
    script -qec "'$LARDER' -r bidi.larder export --format json" /dev/null \
        >out 2>err </dev/null
    expect_out 'a\u202Eb'
fi
run verify
expect_status 3
expect_out "'bus' is not what its history says"

# Damaged by another program: what only reads goes on, or says that it cannot.
ok -r example.larder init --example
sqlite3 example.larder 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
for damage in 'DELETE FROM dataset' 'DELETE FROM party' \
    "UPDATE OR IGNORE term SET code = ''" \
    "UPDATE OR IGNORE term SET code = code || 'X'" 'DROP TABLE retention' \
    'UPDATE OR IGNORE link SET target = record' \
    'UPDATE consent SET notice = id'; do
    cp example.larder gone.larder
    sqlite3 gone.larder "$damage" || fail "sqlite3: $damage"
    for command in 'audit --fail-on none' 'trace movement-and-cases' \
        'export --format csv --profile uk-ico'; do
        run -r gone.larder $command
        case $status,$(sed 1q err) in
        0, | 2,'larder: '*) [ "$(wc -l <err)" -le 1 ] || fail 'says too much' ;;
        *) fail "status $status" ;;
        esac
    done
done
refused 2 'which is of another kind' -r gone.larder audit
run -r gone.larder verify
expect_status 3

# Media that nobody can write to, as another user.
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
    mkdir media
    ok -r media/r.larder init
    sqlite3 media/r.larder 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
    rm -f media/r.larder-*
    chmod 0444 media/r.larder
    chmod 0555 media
    chmod 0711 . ..
    as() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
    as "$LARDER" -r "$PWD/media/r.larder" verify >out 2>err
    status=$? ran='verify on read-only media'
    expect_status 0
    as "$LARDER" -r "$PWD/media/r.larder" add party p name=P >out 2>err
    status=$? ran='add on read-only media'
    expect_status 2
    expect_err 'cannot be written'
    expect_nothing
    chmod 0755 media
fi

finish
