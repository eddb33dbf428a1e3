# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# Tables of one kind, and the sheets of regulators.
. "$srcdir/tests/cli/lib.sh"

ok init
ok import "$srcdir/tests/data/charity.xml"

# --- tables: every kind comes back ---
ok -r copy.larder init
for kind in party organisation dataset element agreement activity source use \
    recipient consent retention measure incident; do
    ok export --format csv --kind $kind --output $kind.csv
    ok -r copy.larder import $kind.csv --kind $kind
    [ "$(grep -vc ': added ' out)" -eq 0 ] || fail 'not all were added'
    ok import $kind.csv --kind $kind
    [ "$(grep -vc ': same ' out)" -eq 0 ] || fail 'not all are the same'
done
ok export
sed 's/ uid="[^"]*" was="[^"]*"//' out >one.xml
ok -r copy.larder export
sed 's/ uid="[^"]*" was="[^"]*"//' out >two.xml
cmp -s one.xml two.xml || fail 'not the same records'
head -1 element.csv >out
expect_out 'ref,words,short,category,exactness,'
expect_out ',notes,was'
ok export --format csv --kind waiver
expect_lines 1

# Words in a language; what a spreadsheet would take for a formula.
ok set donors title@fr=Donateurs
ok set donors licence==1+2 notes=@@home
ok export --format csv --kind dataset --output formula.csv
cp formula.csv out
expect_out 'ref,title,title@fr,summary,'
expect_out "'=1+2"
expect_out "'@@home"
ok import formula.csv --kind dataset
expect_out 'same donors'
ok undo
ok undo

# --- sheets ---
export ARGP_HELP_FMT=rmargin=200
for profile in uk-ico fr-cnil; do
    ok export --format csv --profile $profile --output $profile.csv
    [ "$(stat -c %a $profile.csv)" = 600 ] || fail 'others may read it'
    ok export --format csv --profile $profile
    cmp -s out $profile.csv || fail 'not the same twice'
    rm -f new.larder*
    ok -r new.larder init
    run -r new.larder import $profile.csv --map $profile
    expect_status 0
    ok -r new.larder export --format csv --profile $profile
    cmp -s out $profile.csv || fail 'not the same sheet'
    expect_lines 8 # a row for each use, and for what has none
    LANGUAGE=fr ok export --format csv --profile $profile
    cmp -s out $profile.csv || fail 'not the same in another locale'
    LC_ALL=C ok export --format csv --profile $profile
    cmp -s out $profile.csv || fail 'not the same in the C locale'
done
cp uk-ico.csv out
expect_out 'Business function,Purpose of processing,Name and contact details of'
expect_out 'Support,To help people settle,"Northern Aid (NA) (Torget 1, Bergen,'
expect_out 'Name and contact details: 6 years, Case closed, Delete; What doctors'
expect_out 'Contract: Grant agreement 2025; annex 2'
expect_out ',not known,,Visitors,,none,'
expect_out 'Governance,,'
cp fr-cnil.csv out
expect_out "Dénomination du traitement,Description du système,Nom et coordonnées"
expect_out "Demandeurs d'asile; Enfants; Réfugiés"
expect_out 'Données de santé: What doctors wrote, and care needs'
expect_out ',États-Unis,Cadre Royaume-Uni-États-Unis,'
expect_no Norvège # it is in the EEA
ok export --format csv --profile uk-ico
expect_out ',Norway,'

# Formulas are none in a sheet, either.
ok set donors/use/thank words='=HYPERLINK("https://bad.example")'
ok export --format csv --profile uk-ico
expect_out "\"'=HYPERLINK(\"\"https://bad.example\"\")\""

refused 2 'add --kind KIND or --profile' export --format csv
refused 2 "add '--format csv'" export --kind party
refused 2 "add '--format csv'" export --format json --profile uk-ico
refused 2 'leave one of them out' export --format csv --kind party \
    --profile uk-ico
refused 2 "there is no profile 'ico'; " \
    export --format csv --profile ico
refused 2 'kind' export --format csv --kind partys
"$LARDER" export --format csv --profile uk-ico >/dev/full 2>err
status=$? ran='larder export >/dev/full'
expect_status 2
"$LARDER" export --format csv --profile iso-27560 >/dev/full 2>err
status=$? ran='larder export of answers >/dev/full'
expect_status 2
expect_err 'No space left'
ok verify
# Where a regulator publishes no sheet: a column for each question, blank where
# nobody has answered.
ok export --format csv --profile ie-dpc
cp out first
LC_ALL=C.UTF-8 LANGUAGE=fr TZ=Asia/Tokyo run export --format csv --profile ie-dpc
cmp -s out first || fail 'not the same bytes in another place'
python3 -c 'import csv
rows = list(csv.reader(open("out", newline="")))
assert {len(r) for r in rows} == {2 + 41}, {len(r) for r in rows}
assert rows[0][2].startswith("1.1 ") and len(rows) > 1
assert any(cell == "" for row in rows[1:] for cell in row)' || fail 'no table'

finish
