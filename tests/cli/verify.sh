# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

fill
ok checkpoint
expect_lines 3
expect_out 'larder.local/'
ok checkpoint --output kept
[ "$(stat -c %a kept)" = 600 ] || fail 'not 0600'
ok set bus sold=no
ok verify --since kept
expect_out 'hold together'
expect_out 'records are what their history says'
refused 2 "nowhere" verify --since nowhere

# Another register is not that one.
ok -r other.larder init
run -r other.larder verify --since kept
expect_status 3

# A row changed behind the history's back.
sqlite3 register.larder "UPDATE dataset SET title = 'Nothing'"
run verify
expect_status 3
expect_out 'bus'
"$LARDER" checkpoint >/dev/full 2>err
status=$? ran='larder checkpoint >/dev/full'
expect_status 2
[ "$(wc -l <err)" -eq 1 ] || fail 'not one line'
finish
