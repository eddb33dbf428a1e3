# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

refused 2 "there is no register at '$LARDER_REGISTER'; 'larder init'" list
ok init
expect_out "made the register '$LARDER_REGISTER'"
[ "$(stat -c %a register.larder)" = 600 ] || fail 'not 0600'
refused 2 'is there already' init

# The usual place, whose folders are made.
unset LARDER_REGISTER
ok init
[ -f .local/share/larder/register.larder ] || fail 'not in its usual place'
[ "$(stat -c %a .local/share/larder)" = 700 ] || fail 'folder not 0700'
XDG_DATA_HOME=$HOME/data ok init
[ -f data/larder/register.larder ] || fail 'not below XDG_DATA_HOME'
ok list party

ok -r example.larder init --example
ok -r example.larder list --format json
expect_json 'length > 0'
ok -r example.larder verify

# An example that does not fit on the disk leaves nothing behind.
(
    ulimit -f 300
    run -r half.larder init --example
    echo "$status" >status
)
[ "$(cat status)" -eq 2 ] || fail "status $(cat status)"
[ ! -e half.larder ] || fail 'half a register is left'

echo 'This is no register' >plain
refused 2 'not a register' -r plain list
mkdir folder
refused 2 'is not a file' -r folder list
refused 2 "'x' is too much" init x
finish
