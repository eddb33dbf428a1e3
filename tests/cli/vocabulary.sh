# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

# No register is needed.
files=$(ls "$srcdir"/schemas/vocabulary/*.xml | wc -l)
ok vocabulary list
expect_lines $((files + 1))
expect_out 'retention-triggers'
ok vocabulary list --format json
expect_json "length == $files"
terms=$(grep -c '<term ' "$srcdir/schemas/vocabulary/bases.xml")
expect_json ".[] | select(.vocabulary == \"bases\") |
    .terms == $terms and .title == \"Legal bases\" and .open == false"
expect_json '.[] | select(.vocabulary == "purposes") | .open'
ok vocabulary list --format csv
expect_lines $((files + 1))
expect_out "bases,$terms,no,Legal bases"

# Every term is there, under the one above it.
ok vocabulary show bases
expect_out 'bases: Legal bases'
expect_out 'consent: Consent'
expect_out '  explicit-consent: Explicit consent'
expect_out '      Your clear yes'
expect_out '    https://w3id.org/dpv/legal/eu/gdpr#A6-1-a'
ok vocabulary show bases --format json
expect_json "length == $terms"
expect_json '.[] | select(.code == "consent") | .broader == null'
expect_json '.[] | select(.code == "explicit-consent") |
    .broader == "consent" and .words == "Your clear yes" and
    .iri == "https://w3id.org/dpv/legal/eu/gdpr#A6-1-a-explicit-consent" and
    (.help | startswith("Choose this"))'
ok vocabulary show duties --format json
expect_json '.[] | select(.code == "no-sale") | .iri == null'
ok vocabulary show bases --format csv
expect_lines $((terms + 1))
expect_out 'code,broader,title,words,iri,help,own'
expect_out 'explicit-consent,consent,Explicit consent,Your clear yes,'

refused 2 "did you mean 'purposes'?" vocabulary show purpose
refused 2 "'larder vocabulary list'" vocabulary show qqqqqqqqq
refused 2 'the command is: larder vocabulary show VOCABULARY' vocabulary show
refused 2 "'x' is too much" vocabulary list x
refused 2 "'x' is too much" vocabulary show bases x
refused 2 'the command is: larder vocabulary add VOCABULARY CODE BROADER' \
    vocabulary add purposes x
refused 2 'write list, show, add, import or remove' vocabulary nothing
refused 2 'the command is: larder vocabulary import FILE' vocabulary import
refused 2 '--into is missing' vocabulary import x.csv
refused 2 '--pack is missing' vocabulary remove
refused 2 "'x' is too much" vocabulary remove x --pack y
refused 2 "--pack does not go with 'larder vocabulary show'" \
    vocabulary show bases --pack x
refused 2 "--format does not go with 'larder vocabulary add'" \
    vocabulary add purposes x research --format json
refused 2 'something is missing' vocabulary
refused 2 '' vocabulary list --format xml

# A register that is not there is missed only if it was named.
refused 2 'there is no register' -r nowhere.larder vocabulary show purposes
echo 'no register' >"$LARDER_REGISTER"
run vocabulary list
expect_status 0
expect_err 'the terms that the register adds are left out: '
rm "$LARDER_REGISTER"

# --- terms of one's own

fill
data=$srcdir/tests/data
ok vocabulary add purposes stop-planning improve-public-services \
    title='Planning of stops' words='To plan stops' words@fr='Les haltes'
expect_out "added own_term 'purposes.stop-planning' (version 1)"
ok vocabulary add purposes night-stops stop-planning title=Night \
    words='To plan stops at night' --dry-run
expect_out "would add own_term 'purposes.night-stops'"
refused 2 "'night-stops' is not a code" set bus/use/1 purpose=night-stops
ok vocabulary add purposes night-stops stop-planning title=Night \
    words='To plan stops at night'
ok vocabulary show purposes
expect_out '      night-stops: Night'
expect_out '          purposes.night-stops'
ok vocabulary show purposes --format json
expect_json '.[] | select(.code == "night-stops") | .iri == null and
    .broader == "stop-planning" and .own == "purposes.night-stops"'
expect_json '.[] | select(.code == "research") | .own == null'
ok explain purposes
expect_out '    night-stops '
ok explain purposes.night-stops
expect_out 'It belongs to: stop-planning'
expect_out 'The register adds it: purposes.night-stops'
ok explain purposes.night-stops -r "$LARDER_REGISTER"

ok set bus/use/1 purpose=night-stops
refused 2 "did you mean 'night-stops'?" set bus/use/1 purpose=night-stop
ok list use --where purpose:improve-public-services --format csv
expect_lines 2
ok list use --where purpose:research --format csv
expect_lines 1
ok show bus/use/1
expect_out 'Night'
ok label bus --format xml
expect_out 'To plan stops at night'
ok history purposes.night-stops
expect_out 'night-stops'

refused 2 "did you mean 'purposes'?" vocabulary add purpose x y title=T words=W
refused 2 'takes no own terms' vocabulary add bases x consent title=T words=W
refused 2 "did you mean 'night-stops'?" \
    vocabulary add purposes x night-stop title=T words=W
refused 2 "'words' is missing" vocabulary add purposes x research title=T
refused 2 'comes with larder' \
    vocabulary add purposes research this-study title=T words=W
refused 2 "already, from 'purposes.night-stops'" \
    vocabulary add purposes night-stops research title=T words=W
refused 2 'cannot be a code' vocabulary add purposes Stops research \
    title=T words=W
refused 2 "'bus/use/1' uses 'night-stops'" remove purposes.night-stops
refused 2 "'purposes.night-stops' stands below it" remove purposes.stop-planning
refused 2 'would stand below itself' \
    set purposes.stop-planning broader=night-stops
refused 2 "'bus/use/1' uses 'night-stops'" set purposes.night-stops code=dark
refused 2 'cannot be undone' undo purposes.night-stops

# Exported and imported into a new register they are the same.
ok export --output whole.xml
ok -r new.larder init
ok -r new.larder import whole.xml
ok -r new.larder export
cmp -s out whole.xml || fail 'another export'

# What was removed leaves its ref; the code is free.
ok set bus/use/1 purpose=@unknown
ok remove purposes.night-stops
ok vocabulary add purposes night-stops research title=T words=W
expect_out "added own_term 'purposes.night-stops.2'"
ok remove purposes.night-stops.2 purposes.stop-planning

# --- packs

# Two words of which no code is left are not taken for one term.
printf 'code,title\n\346\227\245,Day\n\346\234\254,Book\n' >script.csv
refused 2 "script.csv:2: no code can be made of '" \
    vocabulary import script.csv --into purposes --under research
printf 'code,title\nx,Ex\n' >script.csv
ok vocabulary import script.csv --into purposes --under research
expect_out "script.csv:2: added 'x' (Ex)"
ok undo

ok export --output before.xml
ok vocabulary import "$data/pack-dpv.csv" --into purposes --dry-run \
    --under improve-public-services
expect_out "pack-dpv.csv:2: would add 'fun' (Fun)"
ok export
cmp -s out before.xml || fail 'a dry run left something'
refused 2 "pack-dpv.csv:2: no term above 'Fun'" \
    vocabulary import "$data/pack-dpv.csv" --into purposes
refused 2 "did you mean 'research'?" \
    vocabulary import "$data/pack-dpv.csv" --into purposes --under reserch
ok vocabulary import "$data/pack-dpv.csv" --into purposes --under research
expect_lines 6
expect_out "pack-dpv.csv:2: added 'fun' (Fun)"
expect_out "pack-dpv.csv:3: added 'team-games-online' (Team Games Online)"
expect_out "pack-dpv.csv:5: left out, as 'academic-research' is this term"
expect_out "pack-dpv.csv:6: added 'play-research' (Research, in play)"
expect_out 'pack-dpv.csv:7: left out, as it is a property'
expect_out "pack-dpv.csv:8: added 'later' (@later)"
ok vocabulary show purposes --format csv
expect_out 'fun,research,Fun,Fun,https://example.org/ns/play#Fun,Purposes of'
expect_out 'team-games-online,later,'
expect_out 'play-research,team-games-online,'
mv out own.csv
ok list own_term --where pack=pack-dpv --columns notes
expect_out 'nobody has put them into plain words yet'
ok show purposes.team-games-online
expect_out 'Games of teams'
expect_out 'It also belongs to: https://w3id.org/dpv#AcademicResearch'
# Again: all is known.
ok vocabulary import "$data/pack-dpv.csv" --into purposes --under research
expect_no added
# What another register has: only its own terms are added.
ok -r new.larder vocabulary import own.csv --into purposes --pack theirs
expect_out "added 'fun' (Fun)"
ok -r new.larder list own_term --where pack=theirs --format csv
expect_lines 5

ok set bus/use/1 purpose=later
refused 2 "'bus/use/1' uses 'later'" vocabulary remove --pack pack-dpv
refused 2 "did you mean 'pack-dpv'?" vocabulary remove --pack packdpv
ok set bus/use/1 purpose=@unknown
ok vocabulary remove --pack pack-dpv --dry-run
expect_out "would remove 4 terms of the pack 'pack-dpv'"
ok vocabulary remove --pack pack-dpv
expect_out "removed 4 terms of the pack 'pack-dpv'"
ok undo
ok list own_term --where pack=pack-dpv --format csv
expect_lines 5
ok redo
ok export
sed 's/ was="[0-9a-f]*"//' out >after.xml
sed 's/ was="[0-9a-f]*"//' before.xml | cmp -s - after.xml || fail 'not as before'

# DUO: no column of IRIs, and none of what is above.  Our own: plain words.
ok vocabulary import "$data/pack-duo.csv" --into duties --under ethics-approval
expect_out "pack-duo.csv:2: left out, as 'ethics-approval' is this term"
ok explain duties.two-eyes-only
expect_out 'http://purl.obolibrary.org/obo/DUO_9999901'
"$LARDER" vocabulary import - --into purposes --dry-run \
    <"$data/pack-own.csv" >out
expect_out "-:2: would add 'bus-stops' (Bus stops)"
ok vocabulary import "$data/pack-own.csv" --into purposes
expect_out "pack-own.csv:3: added 'night-stops' (Stops at night)"
ok show purposes.night-stops.3
expect_no 'nobody has put them into plain words'
expect_out 'To plan where buses stop at night'

refused 2 'takes no own terms' \
    vocabulary import "$data/pack-own.csv" --into bases
refused 2 'cannot open' vocabulary import nowhere.csv --into purposes
printf 'from,to\n1,2\n' >pairs.csv
refused 2 "pairs.csv:1: there is no column 'label'" \
    vocabulary import pairs.csv --into purposes
printf 'label,notes\nA,b\n' >pairs.csv
refused 2 "pairs.csv:1: there is no column 'iri'" \
    vocabulary import pairs.csv --into purposes
printf 'code,label\na,A\nb\n' >short.csv
refused 2 'short.csv:3: this row has 1 cells, and the heading has 2' \
    vocabulary import short.csv --into purposes --under research
printf 'code,label\na,\n' >short.csv
refused 2 'short.csv:2: this row has no title' \
    vocabulary import short.csv --into purposes --under research
printf 'code,label,iri\na,A,no address\n' >short.csv
refused 2 "short.csv:2: 'no address' is not a web address" \
    vocabulary import short.csv --into purposes --under research
printf 'code,label,broader\na,A,b\nb,B,a\n' >circle.csv
refused 2 'would stand below itself' \
    vocabulary import circle.csv --into purposes
ok verify

# --- countries

ok add country_rule gb country=GB status=eu-adequacy since=2021-06-28 \
    until=2024-06-27 source='Act 1' scope=firms
ok explain countries
expect_out 'Act 1; firms (from the register)'
[ "$(grep -c '^GB .*EU adequacy' out)" -eq 1 ] || fail 'not in place of ours'
expect_out 'EEA Agreement'
finish
