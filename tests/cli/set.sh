# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

# holds FIELD VALUE: what `list` shows of the dataset bus.
holds() {
    ok list --where ref=bus --columns "$1" --format json
    [ "$(jq -r ".[0].$1" out)" = "$2" ] || fail "$1 is not '$2'"
}

fill
ok set bus sold=no stored_where=IE,FR
expect_out "changed dataset 'bus' (version 2)"
holds stored_where 'FR, IE'
ok set bus stored_where+=DE,IE
holds stored_where 'DE, FR, IE'
ok set bus stored_where-=FR,DE
holds stored_where IE
ok set bus stored_where-=IE
holds stored_where null
ok set bus stored_where=@unknown
holds stored_where @unknown
ok set bus stored_where+=IE
holds stored_where IE
ok set bus sold=
holds sold null
ok set bus title=@@home=sweet
holds title @@home=sweet
ok set bus title=@@home=sweet
expect_out "dataset 'bus' is so already"
ok set bus title@fr='À la maison' title@en-x-child=home
ok show bus --format json
expect_json '.words.title.fr.text == "À la maison"'
ok set bus title@fr=
ok show bus --format json
expect_json '.words.title | has("fr") | not'

# Several at once are one change: one undo takes it back.
ok add dataset tram title=Trams
ok set bus tram sold=yes
expect_lines 2
ok undo
expect_lines 2
holds sold null

# In bulk.
ok set --where 'sold=@blank' sold=@unknown --dry-run
expect_out 'would change 2 records'
holds sold null
ok set --where 'sold=@blank' dataset sold=@unknown
expect_out 'changed 2 records'
holds sold @unknown
ok set --where 'ref=bus or ref=tram' sold=@unknown
expect_out 'changed 0 records'
expect_out '2 records were so already'
ok set --where 'words~time' element presence=@unknown
expect_out 'changed 1 record'

# What is wrong changes nothing, of all that was asked.
refused 2 "did you mean 'title'?" set bus sold=yes titel=x
holds sold @unknown
refused 2 "bus: 'licence' holds one value only" set bus licence+=x
refused 2 "does not hold 'FR'" set bus stored_where-=FR
refused 2 'no words in other languages' set bus sold@fr=oui
refused 2 "no text to translate" set bus summary@fr=x
refused 2 "'title' is missing" set bus title=
refused 2 "there is no record 'nobody'" set bus nobody sold=no
refused 2 'nothing to set' set bus
refused 2 'nothing to change' set sold=no
refused 2 'would change all' set --where '' sold=yes
refused 2 "'sold' is given twice" set bus sold=yes sold=no
refused 2 "'title@fr' is given twice" set bus title@fr=a title@FR=b
holds sold @unknown
refused 2 'takes one kind' set --where sold=no bus tram sold=yes
refused 2 "no kind 'datasets'; did you mean" \
    set --where sold=no datasets sold=yes
refused 2 "'controller'" set bus controller=nobody
refused 2 'year-month-day' set bus next_check=tomorrow
ok verify

# Somebody else holds the register.
sqlite3 register.larder >held <<'END' &
BEGIN IMMEDIATE;
.print held
.shell sleep 1
ROLLBACK;
END
while [ ! -s held ]; do sleep 0.05; done
LARDER_BUSY_TIMEOUT=0 refused 6 '' set bus sold=no
wait
finish
