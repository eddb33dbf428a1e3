# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

fill
ok set bus notes='Ana Murphy called'
ok set bus notes='Somebody called'
refused 2 'needs --reason' redact bus --field notes
ok redact bus --field notes --reason 'a name stood in it'
expect_out 'erased the words of'
ok history bus
expect_no 'Murphy'
! grep -q Murphy register.larder* || fail 'the name is still in the file'
ok show bus --format json
expect_json '.fields | has("notes") | not'
ok verify
expect_out 'erased, for'
# A field that must hold something goes in every language.
ok set bus title='Phones of Ana Murphy' title@fr='Portables de Ana Murphy'
ok redact bus --field title --reason 'a name stood in it'
ok show bus --format json
expect_no 'Murphy'
expect_json '.fields.title == "(redacted)"'
! grep -q Murphy register.larder* || fail 'the name is still in the file'
ok verify
ok add dataset tram title='Trams'
ok remove tram
refused 2 "no field 'nots'" redact tram --field nots --reason x
refused 2 'no field' redact bus --field nots --reason x
refused 2 "there is no record 'nobody'" redact nobody --reason x

# The reason stays for ever: it is a line of text like others.
refused 2 'the reason: character 1' redact bus --reason "$(printf '\033[31m')"
refused 2 'the reason: the text is not UTF-8' \
    redact bus --reason "$(printf '\377')"
refused 2 'the reason is too long' \
    redact bus --reason "$(head -c 3000 /dev/zero | tr '\0' x)"
ok verify
finish
