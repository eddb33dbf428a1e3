# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# What the tests of commands share: a folder that is gone afterwards, `run`,
# and what may be expected of it.  A test ends with `finish`.
set -u
srcdir=$(cd "$srcdir" && pwd)
cd "$HOME" || exit 1
export LARDER_ACTOR=tester LARDER_CLOCK=1795428000 # 2026-11-23
export LARDER_REGISTER=$HOME/register.larder
failures=0

# run ARGUMENT...: runs larder, its input empty.
run() {
    ran="larder $*"
    "$LARDER" "$@" >out 2>err </dev/null
    status=$?
}

fail() {
    echo "$ran: $*"
    sed 's/^/  out: /' out | head -20
    sed 's/^/  err: /' err | head -20
    failures=$((failures + 1))
}

# ok ARGUMENT...: runs larder, which must do it without a word of talk.
ok() {
    run "$@"
    expect_status 0
    [ ! -s err ] || fail 'it talked'
}

expect_status() { [ "$status" -eq "$1" ] || fail "status $status, not $1"; }
expect_out() { grep -qF -e "$1" out || fail "does not print: $1"; }
expect_err() { grep -qF -e "$1" err || fail "does not say: $1"; }
expect_no() { ! grep -qF -e "$1" out || fail "prints: $1"; }
expect_nothing() { [ ! -s out ] || fail 'prints something'; }
expect_lines() { [ "$(wc -l <out)" -eq "$1" ] || fail "not $1 lines"; }

# expect_json FILTER: the result is JSON of which this jq filter is true.
expect_json() { jq -e "$1" out >/dev/null 2>&1 || fail "not so: $1"; }

# refused STATUS SENTENCE ARGUMENT...: fails, and says so in one line.
refused() {
    wanted=$1 sentence=$2
    shift 2
    run "$@"
    expect_status "$wanted"
    expect_err "larder: "
    expect_err "$sentence"
    [ "$(wc -l <err)" -eq 1 ] || fail 'not one line of talk'
}

# A register with a party and a dataset of two elements.
fill() {
    ok init
    ok add party city name='City of Harbour' country=IE
    ok add dataset bus title='Phones near stops' controller=city children=yes
    ok add element bus words='A code of your phone'
    ok add element bus/element/when words='The time'
    ok add use bus words='To plan buses' elements=bus/element/1
}

finish() { exit $((failures > 0)); }

# The rows of a label, a line each: head, short, 1 to 15, foot; and the text.
label_rows() {
    awk '
    BEGIN { row = "head" }
    /^[=-]+$/ { if (row == "15" && /^=/) row = "foot"; next }
    /^IN SHORT / { row = "short" }
    /^[ 1][0-9] / { row = substr($0, 1, 2) + 0 }
    {
        at = row == "short" ? 12 : row + 0 > 0 ? 22 : 1
        all[row] = all[row] " " substr($0, at)
    }
    END { for (row in all) print row all[row] }' | tr -s ' '
}
