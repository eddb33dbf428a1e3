# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# Who stores a text that looks like it names a person is warned, and no more:
# the text is stored, and the exit status is what it is.
. "$srcdir/tests/cli/lib.sh"

# warned FIELD REF WORDS: in one line, which does not say the text again.
warned() {
    expect_status 0
    expect_err "warning: '$1' of '$2' looks like it holds $3; the register is not for persons"
    ! grep -q '087\|jane@' err || fail 'says it again'
}

fill
run set bus notes='Ask Jane, 087 123 4567, jane@mail.example'
warned notes bus 'an e-mail address, a phone number'
expect_err "'larder redact bus --field notes --reason WHY'"
[ "$(wc -l <err)" -eq 1 ] || fail 'not one line'
expect_out "changed dataset 'bus'"
ok show bus
expect_out '087 123 4567'

# Not again with every change, but with one of that text.
ok set bus sold=no
ok set bus notes='Ask Jane, 087 123 4567, jane@mail.example'
run set bus notes='Ask Jane, 087 123 4567'
warned notes bus 'a phone number'
ok set bus summary='Ask us'
run set bus summary@ga='Jane, 087 123 4567'
warned summary bus 'a phone number'

# What it says to do, does it.
ok redact bus --field notes --reason 'named a person'
ok redact bus --field summary --reason 'named a person'
ok verify
ok audit --fail-on none
expect_no TEXT-01
! grep -q '087 123' register.larder register.larder-wal || fail 'still there'

# Where an office says how it is reached there is nothing to say.
ok set bus how_to_see='Call 087 123 4567 or write to office@city.example'
ok add party desk name='Desk 4, 087 123 4567' phone='087 123 4567' \
    email=desk@city.example contact_desk='Room 4, 087 123 4567'
ok add notice form title='Form' document='form-0871234567.pdf'

# add, copy, edit; and what is only tried.
run add element bus words='Your PPSN, such as 1234567FA'
warned words bus/element/2 'an Irish personal public service number (PPSN)'
run copy bus tram
warned words tram/element/2 'an Irish personal public service number (PPSN)'
printf '#!/bin/sh\nsed -i "s/^notes:.*/notes:\\\\n    DE89370400440532013000/" "$1"\n' >editor
chmod +x editor
VISUAL=$PWD/editor run edit tram
warned notes tram 'a bank account number (IBAN)'
run set bus notes='087 123 4567' --dry-run
warned notes bus 'a phone number'
expect_err 'leave it out'
ok list --where 'notes=@any'
expect_no 'bus'
run set bus titel='087 123 4567'
expect_status 2
[ "$(grep -c warning err)" -eq 0 ] || fail 'warns of what was refused'

# In bulk, ten are said.
for i in $(seq 12); do ok add party "p$i" name=P; done
run set party --where 'ref~""' notes='Jane, 087 123 4567'
expect_status 0
[ "$(grep -c 'looks like it holds' err)" -eq 10 ] || fail 'not ten'
expect_err 'warning: 4 more texts look like'
ok audit --fail-on none --format json
expect_json '[.findings[] | select(.rule == "TEXT-01")] | length == 17'
! grep -q '087 123' out || fail 'the audit says them again'

# import, of what it changed.
ok export --output all.xml
ok -r other.larder init
run -r other.larder import all.xml
expect_status 0
[ "$(grep -c 'looks like it holds' err)" -eq 10 ] || fail 'not ten'
expect_err 'warning: 7 more texts look like'
ok -r other.larder import all.xml
ok -r other.larder import all.xml --dry-run
sed 's/Phones near stops/Stops/' all.xml >changed.xml
ok -r other.larder import changed.xml
sed 's/Desk 4, /Desk 5, /; s|<title>Form</title>|<title>Form, tel. 555-0142</title>|' \
    changed.xml >both.xml
ok -r other.larder import both.xml --dry-run
run -r other.larder import both.xml
warned title form 'a phone number'
[ "$(wc -l <err)" -eq 1 ] || fail 'warns of what was there'
finish
