# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# What only a terminal shows: suspending and coming back, another size, an
# editor, the end by a signal, terminals that cannot do it.
set -u
. "$srcdir/tests/tmux/lib"

"$LARDER" init --example >/dev/null || exit 1
start 80x24 "'$LARDER'"
see '[1 Datasets]'
on_selection

# To the shell and back, also while a line is typed.
press C-z
see 'Stopped'
press C-l
say 'stty -a | grep -o "[-]*icanon"; fg'
press Enter
see '[1 Datasets]'
on_selection
say /
say street
see '/street'
press C-z
see 'Stopped'
say fg
press Enter
see '/street'
press Escape
see 'Enter open'

# Other sizes, the smallest, and too small.
tmux_ resize-window -x 140 -y 40
see 'What it is'
on_selection
tmux_ resize-window -x 60 -y 16
gone 'What it is'
on_selection
tmux_ resize-window -x 59 -y 16
see 'The terminal is too small: 60x16 is needed.'
tmux_ resize-window -x 80 -y 24
see '[1 Datasets]'
on_selection

# Another size while it is away.
press C-z
see 'ready>'
tmux_ resize-window -x 140 -y 30
say fg
press Enter
see 'What it is'
on_selection
tmux_ resize-window -x 80 -y 24
gone 'What it is'

# Text in an editor.
cat >"$HOME/editor" <<'END'
#!/bin/sh
printf 'First line.\n\nSecond line.\n' >"$1"
END
chmod +x "$HOME/editor"
press q
see 'ready>'
say "EDITOR=$HOME/editor '$LARDER'"
press Enter
see '[1 Datasets]'
press e
see 'form of'
press Down
see '>   Summary'
press e
see 'First line.  Second line.'
see 'not saved yet'
on_selection

# Leaving asks; Esc stays.
press q
see 'not saved'
press Escape
see 'S save'
press q
see 'not saved'
press x
see '[1 Datasets]'

# What is pasted is no key: in a list it does nothing, in a line its ends of
# lines accept nothing; also after a pause.
paste() {
    tmux_ set-buffer -b text -- "$1"
    tmux_ paste-buffer -p -b text
}
paste "Dy
q
"
see 'nothing can be pasted here'
see '[1 Datasets]'
# Nor is what stands behind a byte that is not UTF-8, however long it is.
paste "$(printf 'a\377'; printf '%0200d' 0 | tr 0 j; printf q)"
see 'is not UTF-8'
see '[1 Datasets]'
press C-z
see 'Stopped'
say fg
press Enter
see '[1 Datasets]'
press e
see 'form of'
press Enter C-u
see 'Enter accept'
paste 'Pasted
title
'
see 'Pasted title'
see 'Enter accept'
press Enter
see '>   Summary'
press Enter C-u
paste 'First.
Second.'
see 'First.¶Second.'
see 'Enter accept'
press Escape q
see 'not saved'
press x
see '[1 Datasets]'

# A register that another program changes is read again.
"$LARDER" set school-meals title='Changed from outside' >/dev/null ||
    fail 'cannot set'
see 'Changed from outside'
on_selection

# Ended by a signal, the terminal is as it was.
press q
see 'ready>'
say "clear; sh -c 'echo \$\$ >$HOME/pid; exec \"\$0\"' '$LARDER'"
press Enter
see '[1 Datasets]'
kill -TERM "$(cat "$HOME/pid")"
see 'ready>'
tmux_ send-keys C-l
say 'stty -a | tr ";" "\n" | grep -c -- " icanon"'
press Enter
see '1'

# Terminals and outputs that cannot do it.
TERM=dumb "$LARDER" </dev/null >"$HOME/out" 2>"$HOME/err" &&
    fail 'no terminal, no error'
grep -q 'needs a terminal' "$HOME/err" || fail 'no words about it'
say "clear; TERM=dumb '$LARDER'"
press Enter
see "the terminal 'dumb' cannot show screens"
exit 0
