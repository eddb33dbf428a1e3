# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# Every example of the help works, in the order of the commands, on the
# register of `init --example`.
. "$srcdir/tests/cli/lib.sh"
export EDITOR=true ARGP_HELP_FMT=rmargin=1000

ok init --example
"$LARDER" --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' >commands
[ -s commands ] || fail 'no commands'
while read -r command; do
    "$LARDER" "$command" --help | sed -n '/^Examples:/,$s/^  larder //p' >lines
    [ -s lines ] || fail "no example for $command"
    while read -r line; do
        ran="larder $line"
        eval "\"\$LARDER\" $line" >out 2>err </dev/null
        status=$?
        expect_status 0
    done <lines
done <commands
finish
