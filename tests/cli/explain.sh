# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

# No register is needed.
ok explain kinds
expect_out 'recipient'
ok explain dataset
expect_out 'collected_since'
ok explain dataset.sold
expect_out 'Type: yes/no'
expect_out '@unknown'
ok explain recipient.onward
expect_out 'larder explain onward'
ok explain purposes
ok explain bases
term=$(sed -n '3s/^\([^ ]*\) .*/\1/p' out)
ok explain "bases.$term"
expect_out "bases.$term"
ok explain v1_dataset
expect_out 'title'

# What regulators ask.
ok explain profiles
expect_lines 12
expect_out "United Kingdom: the ICO's record of processing"
ok explain uk-ico
[ "$(grep -cE '^[0-9]+\.[0-9]+\*? ' out)" -eq 42 ] || fail 'not 42 questions'
[ "$(grep -cE '^[0-9]+\.[0-9]+\* ' out)" -eq 20 ] || fail 'not 20 required'
expect_out '4.1*   Which kinds of people or firms get the data?'
expect_out 'recipient.category, recipient.words, dataset.recipients_list'
expect_out 'party.email of dataset.controller'
expect_out 'In its sheet: Categories of recipients'
expect_out 'Only where a period is not kept to.'
ok explain fr-cnil
expect_out "In its sheet: nom et coordonnées de l'organisme"
ok explain dsga-s19
expect_no 'In its sheet'
ok explain ten-rules
expect_out 'TR10'
expect_out 'waiver.approver'
expect_out "'larder ask'"
refused 2 "did you mean 'uk-ico'?" explain uk-icon

refused 2 "did you mean 'dataset'?" explain datset
refused 2 "did you mean 'purposes'?" explain purpose
refused 2 "did you mean 'sold'?" explain dataset.sol
refused 2 "no code 'zzz'" explain purposes.zzz
refused 2 "'larder explain kinds'" explain qqqqqqqqq
finish
