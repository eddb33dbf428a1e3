# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

fill
ok label bus
expect_out 'Phones near stops'
ok label bus --width 40
[ "$(wc -L <out)" -le 40 ] || fail 'too wide'
ok label bus --format xml --output bus.xml
xmllint --noout bus.xml || fail 'not XML'
ok label bus --format xml
cmp -s out bus.xml || fail 'not the same twice'
ok add dataset tram title=Trams
ok label --all
expect_out 'Phones near stops'
expect_out 'Trams'
ok label bus tram
ok label bus --lang fr --as-of 2027-01-01
ok label bus --lang de
expect_out 'This label is in English: there are no words for German.'
LANGUAGE=fr ok label bus --lang en
expect_out 'WE DO NOT KNOW'

refused 2 "there is no record 'buss'" label buss
refused 2 'name a dataset, or say --all' label
refused 2 '--all takes no refs' label --all bus
refused 2 'one XML file' label --all --format xml
refused 2 'from 20 to' label bus --width 3
refused 2 'city' label city
"$LARDER" label bus >/dev/full 2>err
status=$? ran='larder label bus >/dev/full'
expect_status 2
finish
