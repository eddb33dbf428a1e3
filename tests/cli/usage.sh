# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

for command in '' $("$LARDER" --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p'); do
    ok $command --help
    expect_out 'Usage: larder'
    ok $command -h
    ok $command --version
    expect_out 'GNU GPL version 3'
done
run --help
expect_out 'verify'
run audit --help
expect_out 'Examples:'
expect_out 'One of: error warning info none.'

refused 2 "no command 'lsit'; did you mean 'list'?" lsit
refused 2 "'larder --help' lists them" xyzzy
refused 2 "did you mean '--register'?" --registre x list
refused 2 'year-month-day' --as-of 2026-02-30 list
refused 2 '--where is given twice' list --where ref=a -w ref=b
refused 2 'terminal' # no command, no terminal

# An escape sequence in an argument does not reach the terminal.
refused 2 "there is no command '\\x1b[31m'" "$(printf '\033[31m')"
refused 2 'there is no command' "$(printf '\377')"

# The configuration.
mkdir -p .config/larder
echo 'actor = Ana' >.config/larder/config
fill
ok history --format json
expect_json 'all(.[]; .actor == "Ana")'
printf '\357\273\277actor = Ana\r\n' >.config/larder/config
ok list
rm .config/larder/config
LARDER_ACTOR=$(head -c 3000 /dev/zero | tr '\0' x) \
    refused 2 'the name of who makes changes is too long' list
ok set bus sold=no
ok history --limit 1 --format json
expect_json '.[0].actor == "tester"'
echo 'actr = Ana' >.config/larder/config
refused 2 "larder/config:1: there is no setting 'actr'; did you mean" list
finish
