# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# A copy of the register is whole, or it is not there.
. "$srcdir/tests/cli/lib.sh"

fill

# whole COPY: the copy verifies, and so does the checkpoint that was printed
# with it (in `out`), of it and of the register.
whole() {
    tail -n 3 out >kept
    [ "$(stat -c %a "$1")" = 600 ] || fail 'not 0600'
    ok -r "$1" verify
    ok -r "$1" verify --since kept
    ok verify --since kept
}

# nothing: nothing of a copy is left in the folder.
nothing() {
    rest=$(find . -maxdepth 1 -name '.larder-*' -o -maxdepth 1 -name 'c.larder*')
    [ -z "$rest" ] || fail "left behind: $rest"
}

# Its name is given, or made from the register's and the time.
ok backup c.larder
expect_out "made the copy 'c.larder'"
expect_out '6 entries of the history hold together'
expect_out 'larder.local/'
whole c.larder
"$LARDER" export >here
"$LARDER" -r c.larder export | cmp - here || fail 'the copy exports otherwise'
refused 2 "'c.larder' is there already" backup c.larder
rm c.larder
ok backup
expect_out "made the copy '$HOME/register-20261123T100000Z.larder'"
whole register-20261123T100000Z.larder
refused 2 'is there already' backup
mkdir copies
ok backup copies
expect_out "made the copy 'copies/register-20261123T100000Z.larder'"
whole copies/register-20261123T100000Z.larder

# Names that cannot be.
refused 2 'needs a name' backup -
refused 2 'needs a name' backup ''
refused 2 'register.larder' backup register.larder
refused 2 'ends in -wal' backup register.larder-wal
refused 2 "cannot write 'none/c.larder'" backup none/c.larder
refused 2 'larder init' -r none.larder backup c.larder
nothing

# While another program writes: as many entries as there are at one moment.
(
    for i in $(seq 50); do
        "$LARDER" set bus notes="note $i" && "$LARDER" add party "p$i" name=P
    done >/dev/null 2>writer
    echo $? >written
) &
n=0
while [ ! -e written ]; do
    n=$((n + 1))
    ok backup "c$n.larder"
    whole "c$n.larder"
    [ -e written ] || sleep 0.1
done
wait
ran='the writer'
[ "$(cat written)" -eq 0 ] || fail "was held up: $(cat writer)"
[ "$n" -ge 3 ] || fail "only $n copies were made"
ok verify
expect_out '106 entries'
sqlite3 c1.larder 'SELECT size FROM head' >first
sqlite3 c3.larder 'SELECT size FROM head' >third
[ "$(cat third)" -gt "$(cat first)" ] || fail 'nothing was written meanwhile'
rm c[0-9]*.larder

# It is no register in WAL mode, and becomes one when it is written to.
ok backup c.larder
[ "$(sqlite3 c.larder 'PRAGMA journal_mode')" = delete ] || fail 'in WAL mode'
ok -r c.larder list
[ ! -e c.larder-wal ] || fail 'reading left a -wal file'
ok -r c.larder set bus notes=other
[ "$(sqlite3 c.larder 'PRAGMA journal_mode')" = wal ] || fail 'not in WAL mode'
rm c.larder*

# A register that does not verify has no copy.
cp register.larder untrue.larder
sqlite3 untrue.larder "UPDATE dataset SET title = 'Nothing'"
refused 3 "run 'larder verify'" -r untrue.larder backup c.larder
expect_nothing
nothing

# A disk that is full: files that may not grow beyond 40 KiB.
(
    ulimit -f 40
    run backup c.larder
    echo "$status" >status
)
[ "$(cat status)" -eq 2 ] || fail "a full disk: status $(cat status)"
expect_nothing
expect_err 'could not be written (File too large)'
nothing
mkdir disk
if mount -t tmpfs -o size=200k none disk 2>/dev/null; then
    run backup disk/c.larder
    expect_status 2
    expect_err 'could not be written (No space left on device)'
    [ -z "$(ls -A disk)" ] || fail "left behind: $(ls -A disk)"
    umount disk
fi

# Who is asked to stop takes away what there is.  The name of a copy in the
# making is seen in the folder; it may be whole before the signal comes.
ok add dataset big title=Big
head -c 90000 /dev/zero | tr '\0' x >notes
for i in $(seq 120); do
    echo "<dataset ref=\"b$i\"><title>B</title><notes>$(cat notes)</notes></dataset>"
done >records
{
    echo '<register xmlns="https://larder.example/ns/register/1" version="1.0">'
    cat records
    echo '</register>'
} >big.xml
ok import big.xml
for signal in TERM INT HUP; do
    killed=0
    for try in $(seq 60); do
        rm -f c.larder
        # A background job of a script ignores INT; the program must not.
        python3 -c 'import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])' "$LARDER" backup c.larder >out 2>err &
        pid=$!
        # Without another program, which could come too late.
        until
            set -- .larder-*
            [ -e "$1" ] || ! kill -0 $pid 2>/dev/null
        do :; done
        kill -s $signal $pid 2>/dev/null
        wait $pid
        status=$? ran="backup, and SIG$signal"
        [ $status -ne 0 ] || continue
        killed=1
        [ $status -eq $((128 + $(kill -l $signal))) ] || fail "status $status"
        expect_err 'stopped; no copy was made'
        expect_nothing
        nothing
        break
    done
    [ $killed -eq 1 ] || fail "was never stopped in time"
done
rm -f c.larder

# Media that nobody can write to, as another user.
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
    mkdir media free
    ok backup media/r.larder
    chmod 0444 media/r.larder
    chmod 0555 media
    chmod 0777 free
    chmod 0711 . ..
    as() {
        ran="larder $* on read-only media"
        setpriv --reuid=65534 --regid=65534 --clear-groups "$LARDER" "$@" \
            >out 2>err
        status=$?
    }
    as -r "$PWD/media/r.larder" verify
    expect_status 0
    as -r "$PWD/media/r.larder" backup "$PWD/free/c.larder"
    expect_status 0
    tail -n 3 out >kept
    ok -r free/c.larder verify --since kept
    as -r "$PWD/media/r.larder" backup
    expect_status 2
    expect_err "'larder backup FILE' puts it elsewhere"
    [ "$(ls -A media)" = r.larder ] || fail "left behind: $(ls -A media)"
    chmod 0755 media
fi

finish
