# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# A steward's task, by no other keys than those that the screens show: a
# dataset with an element, a use, a notice with a consent, and a recipient;
# its label; undo.
set -u
. "$srcdir/tests/tmux/lib"

"$LARDER" init >/dev/null || exit 1
start 80x24 "'$LARDER'"
see 'Nothing is here yet'

# answer LABEL TEXT: the selected field is LABEL; type the answer
answer() {
    see ">!  $1"
    hint Enter answer
    see 'Enter accept'
    say "$2"
    hint Enter accept
    gone 'Enter accept'
}

# A dataset.
hint A add
see 'new: Dataset'
answer Title 'Phones near bus stops'
see 'phones-near-bus-stops'
on_selection
hint S save
see "saved 'phones-near-bus-stops'"
on_selection

# child KIND WORDS: add one, from anywhere on the page
child() {
    hint A add
    see 'what to add'
    say "$1"
    hint Enter choose
    see "new: $1"
    answer 'In plain words' "$2"
}

# An element.
child Element 'A code that your phone sends'
hint S save
see "saved 'phones-near-bus-stops/element/a-code"
press g

# A use, and what allows it.
child Use 'To plan bus times'
press g
hint b 'next blank'
see '>   Purpose'
hint Enter answer
see 'Type to find'
say 'bus times'
see 'Planning bus times'
hint Enter choose
see '>   Elements'
hint Enter answer
see 'Type to find'
hint Space mark
see '1 marked'
hint Enter choose
see 'a-code'
hint S save
see "saved 'phones-near-bus-stops/use/to-plan-bus-times'"
press g

# A notice and the consent on it: the notice is added where it is chosen.
child Consent 'You may count my phone'
press g
hint b 'next blank'
see '>   Notice'
hint Enter answer
see 'Type to find'
hint ^A 'add a new one'
see 'new: Notice'
answer Title 'Sign at the bus stops'
hint S save
see "saved 'sign-at-the-bus-stops'"
see '> '
hint Enter choose
see 'sign-at-the-bus-stops'
hint S save
see "saved 'phones-near-bus-stops/consent/"
press g

# A recipient.
child Recipient 'The city auditor'
hint S save
see "saved 'phones-near-bus-stops/recipient/the-city-auditor'"
on_selection

# Its label.
hint l label
see 'DATA FACTS'
see 'Phones near bus stops'
on_selection
hint E export
see 'write to the file:'
press C-u
say "$HOME/label.txt"
hint Enter accept
see 'the label is in the file'
grep -q 'DATA FACTS' "$HOME/label.txt" || fail 'no label in the file'
hint q back
gone 'DATA FACTS'

# Undo takes the recipient away, and help tells how to bring it back.
hint u undo
see 'undone:'
hint '?' help
see 'On the page of a record'
say /
say 'undone'
see 'Do again what was undone'
press Enter
hint q back
gone 'On the page of a record'
hint q back
see '[1 Datasets]'
on_selection
press q
see 'ready>'

"$LARDER" verify >/dev/null || fail 'the history does not verify'
"$LARDER" list use | grep -q 'To plan bus times' || fail 'no use'
"$LARDER" list consent | grep -q 'sign-at-the-bus-stops' || fail 'no consent'
"$LARDER" list recipient 2>/dev/null | grep -q auditor && fail 'not undone'
exit 0
