# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# The worked example has something to show for everything: every kind, every
# state, words in other languages, data kept well, and each thing that goes
# wrong in the field.
. "$srcdir/tests/cli/lib.sh"

# shows COMMAND...: the result is a list of one record or more.
shows() {
    ok "$@" --format json
    expect_json 'length > 0'
}

# has REF WORDS: the label of this dataset has them, without line ends.
has() {
    ok label "$1" --layout full --width 1000
    expect_out "$2"
}

ok init --example
ok export --output export.xml
ok verify

# What is kept is what `export` writes, but for what belongs to a register, and
# for the labels that are issued where the register is made.
ran='the file of the example'
issued='/<label ref="\(laptops-2\|phones-3\)"/,/<\/label>/d'
grep -v '^<!--' "$srcdir/schemas/example.xml" | sed "$issued" >kept
sed 's/ \(uid\|was\)="[^"]*"//g' export.xml | sed "$issued" >out
cmp -s kept out || fail 'export it, and strip uid and was'

kinds=$(sed -n 's/^KIND([A-Z_]*, "\([a-z_]*\)".*/\1/p' \
    "$srcdir/src/model/kinds.def")
[ "$(echo "$kinds" | wc -l)" -gt 20 ] || fail 'no list of kinds'
for kind in $kinds; do
    shows list "$kind"
done
ok list --format json
expect_json 'length >= 10'

for state in none na unknown; do
    grep -q ">@$state<" export.xml || fail "nothing is stated as $state"
done
shows list use --where 'basis=@blank'
for lang in en-x-child es fr sw; do
    grep -q "xml:lang=\"$lang\"" export.xml || fail "no words in $lang"
done

# Only addresses and phones that are nobody's.
ran='addresses and phones'
grep -oE '[a-z0-9.-]+@[a-z0-9.-]+|https?://[^/<]+' export.xml |
    sed 's/\.$//' | grep -v '\.example$' >out
[ ! -s out ] || fail 'not .example'
grep -oE '\b555-[0-9]+' export.xml | grep -v '^555-01[0-9][0-9]$' >out
[ ! -s out ] || fail 'not 555-01xx'

# Each label has its fifteen rows, and no word that labels never use.
ok list --format json
jq -r '.[].ref' out >refs
while read -r ref; do
    ok label "$ref"
    [ "$(grep -cE '^ ?[0-9]+ [A-Z]' out)" -eq 15 ] || fail 'not 15 rows'
    ok label "$ref" --layout full --width 1000
    ! grep -qw may out || fail 'says may' # not the month
    for word in might some often possibly generally including appropriate \
        necessary subject controller processor third legitimate retention \
        biometric pursuant; do
        ! grep -qiw "$word" out || fail "says $word"
    done
    ! grep -qi 'anonym' out || fail 'says anonymous'
done <refs

# Kept well.
ok audit bus-stop-phones census-tables hospital-admissions residents-list \
    school-laptops
has bus-stop-phones 'Your code lasts 1 day.'
has census-tables 'VERY HARD, by anyone.'
has farm-climate 'at least 6 people always looked the same'
has residents-list 'A treaty. In that room only the law of our own country'

# Gone wrong: the label tells it.
has aid-card 'You must take part to get the service.'
has aid-card 'A computer decides alone.'
has aid-card 'To reach a person: Go to Desk 4'
has flood-control 'Protests: WE DO NOT KNOW.'
has mood-trial 'To guess what people feel at the stop.'
has phone-mobility 'single people could be picked out'
has aid-card 'If you say no: you do not get the help or aid.'
has aid-card 'One card: Without a finger code you get no card.'
has refugee-registration 'the government of the country you left. WE CANNOT'
has aid-card 'Voices for Rights SAYS: '
has homework-tablets 'Searches (how long): WE DO NOT KNOW.'
has shopping-panel 'We BOUGHT data about you.'
has street-life 'We SELL it.'

# And the audit finds it.
run audit --as-of 2026-11-23
expect_status 1
for finding in 'aid-card/use/food decision_basis' \
    'flood-control/use/protests basis' 'flood-control/recipient/police cat' \
    'mood-trial/use/mood special_condition' \
    'phone-mobility/element/place findable_method' \
    'aid-card/use/once refusal_costs' \
    'aid-card/consent/finger notice' \
    'homework-tablets/consent/photo-app valid_until' \
    'school-meals/recipient/firm onward' 'street-life/use/sell basis' \
    'shopping-panel: Not known'; do
    expect_out "- $finding"
done

# Labels that people were given keep to every gate, in the layout in which they
# were given out, and all that they say is true.
ok list label --columns datasets,layout --where label_state=issued --format csv
sed 1d out | tr -d '"\r' | sed 's/^[^,]*,//' >given
[ "$(wc -l <given)" -ge 2 ] || fail 'nothing was given out'
while IFS=, read -r ref layout; do
    ok label check "$ref" --layout "$layout" --as-of 2026-11-23
    expect_out 'Errors: 0,'
    ok label "$ref" --as-of 2026-11-23 --format xml
    mv out given.xml
    ok label verify given.xml --as-of 2026-11-23
done <given

# A label says all in one language, and its seal is the same everywhere.
ok label street-cameras --format xml
expect_out '>Ireland<'
mv out plain
run_in_french() { LANGUAGE=fr LC_ALL=C.UTF-8 TZ=Asia/Tokyo ok "$@"; }
run_in_french label street-cameras --format xml
cmp -s out plain || fail 'another label in another locale'
finish
