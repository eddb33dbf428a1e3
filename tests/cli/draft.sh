# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

ok init

# A table is shown, and nothing is stored.
printf '%s\n' 'client_id,dob,Religion,"Ward, bed"' '7,SECRET,SECRET,SECRET' \
    >'School Roll_2026.csv'
ok draft 'School Roll_2026.csv' --dry-run
expect_out "would add dataset 'school-roll-2026' with 4 elements"
expect_out 'Heading    Category            Identifying role     Special category'
expect_out 'client_id  Number we gave you  Direct identifier'
expect_out 'Religion   Religion            Sensitive attribute  Religious or'
expect_lines 6
ok list --format json
expect_json '. == []'
ok draft 'School Roll_2026.csv' --dry-run --format csv
expect_out 'dataset,ref,column,heading,category,identifying_role,special_category'
expect_out 'school-roll-2026,school-roll-2026/element/dob,2,dob,birth-date,quasi,'
expect_lines 5

# What is made: guesses with a note, blanks, and no value of the file.
ok draft 'School Roll_2026.csv'
expect_out "added dataset 'school-roll-2026' with 4 elements"
ok show school-roll-2026 --format json
expect_json '.fields | keys == ["notes", "title"]'
expect_json '.fields.title == "School Roll 2026"'
ok show school-roll-2026/element/dob --format json
expect_json '.fields == {
    "words": "Dob", "category": ["birth-date"], "identifying_role": "quasi",
    "notes":
     "Guessed from the heading \"dob\": Category, Identifying role. Check it."}'
ok show school-roll-2026/element/religion --format json
expect_json '.fields.special_category == ["religious-beliefs"]'
ok show school-roll-2026/element/ward-bed --format json
expect_json '.fields | keys == ["notes", "words"]'
expect_json '.fields.notes | startswith("The heading \"Ward, bed\" tells too")'
ok export
expect_no SECRET
ok history --limit 1
expect_out draft
ok verify

# It is there already; it was there and was removed.
refused 2 "School Roll_2026.csv: the register has a record 'school-roll-2026'" \
    draft 'School Roll_2026.csv'
ok draft 'School Roll_2026.csv' --ref roll --format json
expect_json 'length == 4'
expect_json '.[0] == {"dataset": "roll", "ref": "roll/element/client-id",
    "column": 1, "heading": "client_id", "category": ["record-number"],
    "identifying_role": "direct", "special_category": null}'
ok undo
refused 2 'removed' draft 'School Roll_2026.csv' --ref roll
refused 2 'cannot be a ref' draft 'School Roll_2026.csv' --ref 'Not A Ref'

# Several files, two of one name: all or nothing.
mkdir 1 2
echo 'name;age' >1/people.csv
printf 'nom\tâge\r\n' >2/people.csv
printf 'a,"b\nc' >wrong.csv
refused 2 'wrong.csv:1: the quotation mark' draft 1/people.csv wrong.csv
refused 2 "cannot open 'nowhere.csv'" draft 1/people.csv nowhere.csv
refused 2 '--ref names one dataset' draft 1/people.csv 2/people.csv --ref x
ok list --format csv
expect_no people
ok draft 1/people.csv 2/people.csv
expect_out "added dataset 'people' with 2 elements"
expect_out "added dataset 'people-2' with 2 elements"
ok show people-2 --format json
expect_json '.fields.notes | contains("'"'people.csv'"'")'
ok show people-2/element/age --format json
expect_json '.fields.category == ["age"]'
ok undo
ok list --format csv
expect_no people

# The delimiter, headings that are the same, blank or in other letters.
printf 'Phone|phone;x||Имя, фамилия|phone-2\n' >odd.txt
ok draft odd.txt --dry-run --format json
expect_json 'map(.heading) ==
    ["Phone", "phone;x", "", "Имя, фамилия", "phone-2"]'
ok draft odd.txt --delimiter semicolon --dry-run --format json
expect_json 'length == 2'
refused 2 'delimiter' draft odd.txt --delimiter colon
ok draft odd.txt --delimiter auto --dry-run --format json
expect_json "length == 5"
printf 'phone-3,phone,phone,,Имя,phone,фамилия\n' >odd.csv
ok draft odd.csv
expect_out 'Column 4'
ok list element --columns words --format csv
for slug in phone-3 phone phone-16387 4 5 phone-6 7; do
    expect_out "odd/element/$slug,"
done
ok show odd/element/4 --format json
expect_json '.fields.notes | startswith("This column has no heading")'

# No byte behind the headings is read.
printf 'name,age\n%s,1\n' REST >left.csv
{
    "$LARDER" draft - --ref left >out 2>err
    status=$?
    cat >rest
} <left.csv
ran='larder draft - --ref left'
expect_status 0
expect_out "added dataset 'left' with 2 elements"
[ "$(cat rest)" = REST,1 ] || fail "read too much: $(cat rest)"
refused 2 'standard input has no name' draft -

# What holds no headings.
: >empty.csv
refused 2 "'empty.csv' is empty" draft empty.csv
refused 2 'is a folder' draft 1
refused 2 'something is missing' draft
for first in 'Ann,ann@mail.example,F' '1,Ann,1984-03-02' 'Ann,+353 1 234567' \
    'Ann,12.5.1984'; do
    echo "$first" >values.csv
    refused 2 'values.csv:1: column ' draft values.csv
    expect_err 'looks like a value'
    ! grep -qF -e 1984 -e ann@ -e 234567 err || fail 'tells the value'
done
printf '\nname,n\303\251\n1,caf\351\n' >latin.csv
ok draft latin.csv --dry-run
printf '\nname,n\351\n1,caf\351\n' >latin.csv
refused 2 'latin.csv:2: the byte 0xE9 is not UTF-8' draft latin.csv
printf 'name\0\n' >nul.csv
refused 2 'nul.csv:1: there is a character NUL' draft nul.csv
printf 'name,a\033[31m\n' >escape.csv
refused 2 'escape.csv:1: column 2: ' draft escape.csv
expect_err U+001B

printf 'name,%02001d x\n' 0 >long.csv
refused 2 'long.csv:1: column 2: ' draft long.csv
printf 'name\n' >"$(printf 'bell\a.csv')"
refused 2 'bell' draft "$(printf 'bell\a.csv')"
ok list --format csv
expect_no escape
expect_no long

# As many columns as a spreadsheet has, all of one name.
seq -s, 16384 | sed 's/[0-9]*/name/g' >wide.csv
ok draft wide.csv --format csv
expect_lines 16385
expect_out 'wide/element/name-16384,16384,name,name,direct,'

# Files of others: each is drafted, or refused with its name.
for file in "${LARDER_SHARED-}"/hostile/csv-spectrum/csvs/*.csv \
    "${LARDER_SHARED-}"/hostile/frictionless/data/*.csv \
    "${LARDER_SHARED-}"/hostile/frictionless/data/*.bad \
    "${LARDER_SHARED-}"/hostile/frictionless/data/*/*.csv; do
    [ -f "$file" ] || continue
    run draft "$file" --dry-run
    [ "$status" -eq 0 ] || {
        expect_status 2
        expect_err "$file"
    }
done
ok verify
finish
