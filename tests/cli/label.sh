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

# Layouts and widths: all rows, and no line too wide.
for layout in short standard grid full; do
    for width in 20 32 40 59 60 72; do
        ok label bus --layout $layout --width $width
        [ "$(wc -L <out)" -le $width ] || fail "too wide: $layout, $width"
        [ "$(grep -cE '^ ?[0-9]+ [A-Z]' out)" -ge 15 ] || fail "rows: $layout"
    done
done
ok label bus --layout grid
expect_out 'How we use it'
expect_out 'What we collect'
refused 2 'short, standard, grid, full' label bus --layout long
refused 2 'general, city, humanitarian' label bus --profile village

# The same bytes, wherever it is made.
for format in text oral; do
    ok label bus --layout grid --format $format
    cp out here
    LANGUAGE=fr TZ=Pacific/Kiritimati ok label bus --layout grid --format $format
    cmp -s out here || fail "not the same elsewhere: $format"
done

# Read aloud.
ok label bus --format oral
expect_out 'Question 15. Who checked this?'
expect_out '[Pause.]'
[ "$(grep -c '^Question ' out)" -eq 15 ] || fail 'not fifteen questions'

# One text message, or none.
refused 2 "fill in the 'page' of the dataset" label bus --format message
ok set bus page=https://bus.example/data/
refused 2 'takes 161 septets, 1 more' label bus --format message
ok set city short=Harbour
refused 2 'Latin letters alone' label bus --lang ar --format message
ok label bus --format message
expect_out 'Harbour: Phones near stops.'
expect_out ' bus.example/data '
[ "$(wc -l <out)" -eq 1 ] || fail 'not one line'
[ "$(wc -c <out)" -le 161 ] || fail 'not one message'
ok set bus title='Phones near stops ж'
refused 2 'U+0436' label bus --format message
ok set bus title='Phones near stops'
run label bus --format message --at @10
expect_status 2
expect_err 'leave out --at'

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
