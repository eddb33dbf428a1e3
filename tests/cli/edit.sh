# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

# editor SCRIPT: what the person does with the file "$1".
editor() {
    printf '#!/bin/sh\n%s\n' "$1" >editor
    chmod +x editor
    export EDITOR=$HOME/editor
}

unset VISUAL EDITOR
fill
refused 2 'set $EDITOR' edit bus

editor 'cp "$1" seen; stat -c %a "$1" >mode; echo "$1" >name'
run edit bus
expect_status 0
expect_err 'nothing was changed'
[ "$(cat mode)" = 600 ] || fail 'not 0600'
[ ! -e "$(cat name)" ] || fail 'the file is still there'
grep -q '^title: Phones near stops$' seen || fail 'no title'
grep -q '^# Title: A short name' seen || fail 'no help'

editor ': >"$1"'
run edit bus
expect_err 'nothing was changed'

editor 'sed -i "s/^sold:.*/sold: @unknown/
s/^title:.*/&\ntitle@fr: Portables/" "$1"'
ok edit bus
expect_out "changed dataset 'bus' (version 2)"
ok show bus --format json
expect_json '.fields.sold.state == "unknown"'
expect_json '.words.title.fr.text == "Portables"'

# VISUAL comes first, and may have arguments.
VISUAL="sh -c 'sed -i s/^sold:.*/sold:\ no/ \"\$1\"' x" ok edit bus
ok show bus --format json
expect_json '.fields.sold == false'

# What is wrong is said with its line, and the text is kept.
editor 'sed -i "s/^sold:.*/sold: maybe/" "$1"'
refused 2 'neither yes nor no' edit bus
grep -q 'larder: bus:[0-9]*: ' err || fail 'no line'
kept=$(sed -n "s/.*kept in '\(.*\)'$/\1/p" err)
grep -q '^sold: maybe$' "$kept" || fail 'the text is lost'
[ "$(stat -c %a "$kept")" = 600 ] || fail 'kept, but not 0600'
editor 'sed -i "s/^controller:.*/controller: nobody/" "$1"'
refused 2 "there is no record 'nobody'" edit bus

editor 'exit 1'
refused 2 'the editor' edit bus

# What is not text is refused, and a byte order mark is not part of it.
editor 'printf "title: A\000B\n" >"$1"'
refused 2 'is not text' edit bus
editor 'sed -i "1s/^/$(printf "\357\273\277")/" "$1"'
run edit bus
expect_status 0
expect_err 'nothing was changed'

# A program that writes the same wrong text again is no person.
editor 'echo run >>runs; echo "titel: x" >"$1"'
timeout 10 script -qec "'$LARDER' edit bus" /dev/null </dev/null >out 2>err
status=$? ran='edit at a terminal'
expect_status 2
expect_out 'your text is kept in'
[ "$(wc -l <runs)" -eq 2 ] || fail 'not tried twice'

# Somebody else saves meanwhile.
editor "'$LARDER' set bus title=Theirs
sed -i 's/^title:.*/title: Mine/' \"\$1\""
run edit bus
expect_status 5
expect_err "they changed title: from 'Phones near stops' to 'Theirs'"
kept=$(sed -n "s/.*kept in '\(.*\)'$/\1/p" err)
grep -q '^title: Mine$' "$kept" || fail 'mine is lost'
ok list --columns title --format json
expect_json '.[0].title == "Theirs"'
refused 2 "did you mean 'bus'?" edit buss
ls larder-* >/dev/null 2>&1 && fail 'files were left behind'
finish
