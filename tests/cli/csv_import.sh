# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# Tables of one kind, and sheets of activities.
. "$srcdir/tests/cli/lib.sh"

fill

# --- tables: what list writes is read ---
ok list party --columns name,email,country --format csv
mv out parties.csv
ok import parties.csv --kind party
expect_out 'parties.csv:2: same city'
cat >>parties.csv <<'END'
port,"Port, of Harbour",office@port.example,FR
END
ok import parties.csv --kind party --dry-run
expect_out 'parties.csv:3: added port'
ok list party --format json
expect_json 'length == 1'
ok import parties.csv --kind party
expect_out 'parties.csv:3: added port'
printf 'ref;phone;country\ncity;'"'"'+353 1;@unknown\nport;;\n' >more.csv
ok import more.csv --kind party
expect_out 'more.csv:2: changed city; fields: phone, country'
expect_out 'more.csv:3: same port'
ok show city --format json
expect_json '.fields.phone == "+353 1" and .fields.country.state == "unknown"'
expect_json '.fields.name == "City of Harbour"'

# Of a dataset: by its ref, or in a column of its own.
printf 'dataset,ref,words\nbus,stop,The stop\nbus,,The day\n' >elements.csv
ok import elements.csv --kind element
expect_out 'added bus/element/stop'
expect_out 'added bus/element/2'
printf 'ref,words,words@fr\nbus,The road,La rue\n' | {
    "$LARDER" import - --kind element >out 2>err
    echo $? >status
}
status=$(cat status) ran='larder import - --kind element'
expect_status 0
expect_out 'standard input:2: added bus/element/3'

# Formats.
printf 'ref,name,country\nx,X,IE\ncity,,XX\n' >two.csv
run import two.csv --kind party --dry-run --format json
expect_status 2
expect_json 'length == 2 and .[0].outcome == "added" and .[0].ref == "x"'
expect_json '.[1] | .outcome == "refused" and .line == 3 and .kind == null
    and (.why | startswith("country: '"'XX'"' is not the code"))'
expect_err '1 row of 2 is refused'
run import two.csv --kind party --format csv
expect_status 2
expect_out 'file,line,outcome,kind,ref,fields,matched,blank,unplaced,why'
expect_out 'two.csv,3,refused,,city,'
expect_lines 2 # of the others nothing is said, for nothing was stored
ok import parties.csv --kind party --format csv
expect_out 'parties.csv,2,changed,party,city,country,,,,'
expect_out 'parties.csv,3,same,party,port,,,,,'

# Nothing of it, or all.
ok list party --where 'ref=x' --format json
expect_json 'length == 0'
refused 2 "'/dev/stdin' is not a regular file" import /dev/stdin --kind party
printf 'ref,nmae\nx,X\n' >wrong.csv
refused 2 "wrong.csv:1: the kind party has no field 'nmae'; did you mean" \
    import wrong.csv --kind party
run import wrong.csv --kind party --ignore-unknown
expect_status 2
expect_err "the column 'nmae' was left out"
refused 2 "'wrong.csv' mean is not known; add --kind" import wrong.csv
refused 2 'leave one of them out' import wrong.csv --kind party --map uk-ico
refused 2 "kind" import wrong.csv --kind partys
refused 2 'are for CSV' import wrong.xml --delimiter tab
refused 2 "cannot open 'nowhere.csv'" import nowhere.csv --kind party
: >empty.csv
refused 2 "'empty.csv' is empty" import empty.csv --kind party
printf 'ref,name\nx,\351\n' >latin.csv
refused 2 'latin.csv:2: the byte 0xE9 is not UTF-8' import latin.csv --kind party

# A colleague's change since the export is a conflict.
ok export --format csv --kind party --output all.csv
ok set city phone=1
sed -i 's/^port,"Port, of Harbour"/port,Harbour/' all.csv
run import all.csv --kind party --dry-run --format json
expect_status 5
expect_json 'map(.outcome) == ["refused", "changed"]'
run import all.csv --kind party
expect_status 5
expect_out 'all.csv:2: refused city: the register'"'"'s record was changed since'
ok show port --format json
expect_json '.fields.name == "Port, of Harbour"'

# --- sheets ---
ok -r sheet.larder init
cp "$srcdir/tests/data/ico.csv" "$srcdir/tests/data/cnil.csv" .
ok -r sheet.larder import ico.csv --map uk-ico --dry-run
expect_out 'ico.csv:2: added payroll; matched: joint_controllers = @na, subjects'
expect_out 'not placed: Link to contract with processor: https://files.example/'
expect_out 'ico.csv:2: added payroll/use/payroll; matched: basis = legal-oblig'
expect_out 'left blank: purpose'
ok -r sheet.larder list --format json
expect_json '. == []'
ok -r sheet.larder import ico.csv --map uk-ico --format json
expect_json 'map(select(.ref == "recruitment"))[0] |
    .unplaced["Safeguards for exceptional transfers"] == "Adequacy"
    and .matched.subjects == "job-applicant"'
expect_json 'map(select(.kind == "party") | .ref) == ["hmrc", "ledger-pay-ltd",
    "a-mailing-firm", "acme-events-ltd", "panel-members"]'
ok -r sheet.larder show payroll --format json
expect_json '.fields.notes | contains(
    "From the sheet, not placed: Has a personal data breach occurred?: No")'
expect_json '.fields | has("elements_list") or has("sold") | not'
ok -r sheet.larder history --limit 1
expect_out import
ok -r sheet.larder import ico.csv --map uk-ico
expect_out 'same payroll-2/use/payroll'
[ "$(grep -vc ': same ' out)" -eq 0 ] || fail 'the same sheet changes something'

# Another regulator's, with other delimiters and line ends.
ok -r sheet.larder import cnil.csv --map fr-cnil
expect_out 'added cantine-scolaire/element/allergies; matched: special_category'
ok -r sheet.larder show gestion-de-la-paie/retention/5-ans --format json
expect_json '.fields.period == "P5Y"'
ok -r sheet.larder verify

# A map of one's own; what it does not know is refused.
cat >own.xml <<'END'
<map xmlns="https://larder.example/ns/maps/1" id="own" lang="en">
  <title>Our list</title>
  <unplaced>Not placed</unplaced>
  <row>Row</row>
  <column title="yes" makes="use" split="line semicolon">
    <heading>What for</heading>
    <to field="use.words"/>
  </column>
  <column><heading>Since</heading><to field="use.since"/></column>
  <column><heading>Remarks</heading></column>
</map>
END
printf 'WHAT FOR,since,remarks\nTo plan,2020-01-01,Ask Ann\nTo post,1 May,\n' \
    >own.csv
ok -r sheet.larder import own.csv --map own.xml
expect_out 'own.csv:2: added to-plan; not placed: Remarks: Ask Ann'
expect_out 'own.csv:3: added to-post; not placed: Since: 1 May'
expect_out 'own.csv:3: added to-post/use/to-post; left blank: since'
ok -r sheet.larder show to-plan/use/to-plan --format json
expect_json '.fields.since == "2020-01-01"'
printf 'What for,Colour\nTo sell,red\n' >colour.csv
refused 2 "colour.csv:1: the map 'own' has no heading 'Colour'" \
    -r sheet.larder import colour.csv --map own.xml
run -r sheet.larder import colour.csv --map ./own.xml --ignore-unknown
expect_status 0
expect_err "the column 'Colour' was left out"
refused 2 "there is no map 'own'; the ready ones are fr-cnil, uk-ico" \
    -r sheet.larder import own.csv --map own
sed -i 's/use.since/use.sinse/' own.xml
refused 2 "own.xml:9: the kind use has no field 'sinse'; did you mean 'since'" \
    -r sheet.larder import own.csv --map own.xml
echo '<!DOCTYPE map SYSTEM "/etc/passwd"><map/>' >own.xml
refused 2 'own.xml:1' -r sheet.larder import own.csv --map own.xml

# Files of others: taken, or refused with their name.
tried=''
for file in "${LARDER_SHARED-}"/hostile/csv-spectrum/csvs/*.csv \
    "${LARDER_SHARED-}"/hostile/frictionless/data/*.csv \
    "${LARDER_SHARED-}"/hostile/frictionless/data/*.bad \
    "${LARDER_SHARED-}"/hostile/frictionless/data/*/*.csv; do
    [ -f "$file" ] || continue
    for how in '--kind dataset' '--map uk-ico' '--kind element --ignore-unknown' \
        '--map fr-cnil --ignore-unknown'; do
        run import "$file" $how --dry-run
        [ "$status" -eq 0 ] || {
            expect_status 2
            grep -q -e "$file" -e 'refused, and nothing' err || fail 'no name'
        }
    done
    tried=yes
done
# How many there are is not for this test to say.
[ ! -d "${LARDER_SHARED-}/hostile" ] || [ "$tried" ] || fail 'no files of others'
ok verify
finish
