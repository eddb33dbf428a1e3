# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# What an audit says to other programs, and how it is told what is known and
# what is taken how seriously.
. "$srcdir/tests/cli/lib.sh"

# number XPATH: what it finds in the result.
number() { xmllint --xpath "string($1)" out 2>/dev/null; }
expect_xml() { [ "$(number "$1")" = "$2" ] || fail "$1 is $(number "$1")"; }
day='audit --as-of 2026-11-23'

fill
ok add party auditor name='=Auditor'
ok add waiver bus-minors rule=SUBJ-01 about=bus \
    reason='Harm is being <studied>.' approver=auditor until=2026-11-30
run $day --format json --fail-on none
cp out first.json
errors=$(jq .counts.error out)
[ "$errors" -gt 1 ] || fail 'no errors to look at'

# --- CSV ---------------------------------------------------------------------
run $day --format csv --fail-on none
expect_status 0
expect_lines "$(($(jq '.findings | length' first.json) + 1))"
expect_out 'rule,severity,ref,uid,field,words,owner,known,waived_until,'
grep -q '^SUBJ-01,warning,bus,.*,2026-11-30,bus-minors,.*<studied>.*,auditor,' \
    out || fail 'no waiver in its row'
ok add organisation organisation party=city
ok set bus steward=auditor
run $day --format csv --fail-on none
grep -q '^UNK-02,info,bus,[^,]*,,[^,]*"*[^"]*"*,auditor,' out ||
    fail 'the steward is not the owner'
grep -q '^UNK-02,info,city,.*,city,' out || fail 'no owner of the rest'
run $day --fail-on none
expect_out 'Owner: auditor.'
expect_out 'Owner: city.'

# --- JUnit -------------------------------------------------------------------
run $day --format junit
expect_status 1
xmllint --noout out 2>err || fail 'no XML'
expect_xml 'count(//testcase)' "$(jq '.rules | length' first.json)"
expect_xml '//testsuite/@tests' "$(number 'count(//testcase)')"
expect_xml '//testsuite/@failures' "$(number 'count(//testcase[failure])')"
expect_xml 'count(//testcase[failure])' "$(jq '[.findings[] |
    select(.severity == "error") | .rule] | unique | length' first.json)"
expect_xml '//testcase[@name="SUBJ-01"]/skipped/@message' \
    'All that it found is waived.'
expect_out 'Harm is being &lt;studied&gt;.'
expect_xml 'count(//testcase[failure and skipped])' 0
run $day --format junit --fail-on info
expect_xml 'count(//testcase[@name="UNK-02"]/failure)' 1
run $day --format junit --fail-on none
expect_status 0
expect_xml 'count(//failure)' 0

# --- what an earlier report holds --------------------------------------------
run $day --format json
expect_json '.baseline == null'
cp out known.json
ok $day --baseline known.json
expect_out 'Known before.'
expect_out 'Errors             0'
ok add dataset tram title='Phones in trams'
run $day --baseline known.json --format json
expect_status 1
expect_json '[.findings[] | select(.known | not) | .ref] | unique == ["tram"]'
expect_json "(.baseline.gone == 0) and
    (.counts.error == ([.findings[] | select(.ref == \"tram\" and
        .severity == \"error\")] | length))"
run $day --baseline known.json --format junit
expect_xml 'count(//property[@name="baseline.known"])' 1
expect_xml '//property[@name="baseline.gone"]/@value' 0
run $day --baseline known.json --format csv
grep -q '^ART30-D,error,tram,.*,no,' out || fail 'nothing is new'
grep -q '^[A-Z0-9-]*,error,bus,.*,yes,' out || fail 'nothing is known'

# A new name makes nothing new; what is put right is gone, also of one record
# that had another name then.
ok remove tram
ok rename bus omnibus
ok $day --baseline known.json
expect_no 'of the baseline'
ok set omnibus subjects=passenger
run $day --baseline known.json --format json
gone=$(($(jq '.findings | length' known.json) -
    $(jq '[.findings[] | select(.known)] | length' out)))
[ "$gone" -gt 0 ] || fail 'nothing is gone'
expect_json ".baseline.gone == $gone"
run $day --baseline known.json --summary --fail-on none
expect_out "($gone of the baseline"
[ "$(wc -l <out)" -le 10 ] || fail 'a long summary'
run $day omnibus --baseline known.json --format json --fail-on none
expect_json ".baseline.gone == $gone"
run $day omnibus --baseline known.json --summary --fail-on none
expect_out "($gone of the baseline"
run $day city --baseline known.json --format json --fail-on none
expect_json '.baseline.gone == 0 and .baseline.known > 0'
run $day omnibus/use/1 --baseline known.json --format json --fail-on none
expect_json '.baseline.gone == 0 and .baseline.known > 0'

# What is no report of ours.
jq . known.json >pretty.json
run $day --baseline pretty.json --format json --fail-on none
expect_json '.baseline.known > 0'
refused 2 "cannot" audit --baseline nowhere.json
echo '[]' >bad.json
refused 2 "bad.json:1: this is no report of 'larder audit" \
    audit --baseline bad.json
printf '{"format": 1,\n"findings": [\n{"rule": 7}]}' >bad.json
refused 2 'bad.json:3: this is no report' audit --baseline bad.json
printf '{"findings": [\n{"rule": ,}]}' >bad.json
refused 2 'bad.json:2: this is no JSON' audit --baseline bad.json
head -c 5000 known.json >bad.json
refused 2 'bad.json:' audit --baseline bad.json
sed 's/"format": 1/"format": 2/' known.json >bad.json
refused 2 'this is no report' audit --baseline bad.json
: >bad.json
refused 2 'bad.json:1: this is no report' audit --baseline bad.json
run $day --format sarif --fail-on none
cp out known.sarif
run $day --baseline known.sarif --format json --fail-on none
expect_json '.baseline.gone == 0 and ([.findings[] | .known] | all)'
ok set omnibus recipients_list=@none
run $day omnibus --baseline known.sarif --format json --fail-on none
expect_json '.baseline.gone > 0 and ([.findings[] | .known] | all)'
ok undo
sed 's/"name": "larder"/"name": "another"/' known.sarif >bad.sarif
refused 2 "this is no report of 'larder audit' in JSON or SARIF" \
    audit --baseline bad.sarif
sed 's/"version": "2.1.0"/"version": "2.0.0"/' known.sarif >bad.sarif
refused 2 'this is no report' audit --baseline bad.sarif
sed 's,"finding/v1","finding/v2",' known.sarif >bad.sarif
refused 2 'this is no report' audit --baseline bad.sarif
head -c 20000 known.sarif >bad.sarif
refused 2 'bad.sarif:' audit --baseline bad.sarif

# --- what is taken how seriously ---------------------------------------------
policy() {
    printf '<policy xmlns="https://larder.example/ns/policy/1">\n%s\n</policy>\n' \
        "$1" >policy.xml
}
policy '<grade rule="UNK-02" severity="error" reason="We said: no gaps."/>
<grade rule="ROLE-01" severity="info" reason="Next year."/>'
xmllint --noout --nonet --schema "$srcdir/schemas/larder-policy.xsd" \
    policy.xml 2>err || fail 'the schema refuses the policy'
run $day --policy policy.xml --format json
expect_status 1
expect_json '.regraded == [
    {"rule": "ROLE-01", "from": "error", "to": "info", "reason": "Next year."},
    {"rule": "UNK-02", "from": "info", "to": "error",
     "reason": "We said: no gaps."}]'
expect_json '[.findings[] | select(.rule == "UNK-02") | .severity] | unique ==
    ["error"]'
run $day --policy policy.xml
expect_out 'UNK-02 from note to error: We said: no gaps.'
expect_out 'UNK-02 (error)'
run $day --policy policy.xml --format csv
grep -q '^UNK-02,error,.*,info,We said: no gaps.$' out || fail 'no grade'
run $day --policy policy.xml --format junit
expect_xml '//property[@name="regraded.UNK-02"]/@value' \
    'from info to error: We said: no gaps.'
run $day --format json --fail-on none
expect_json '.regraded == []'

bad_policy() {
    policy "$2"
    refused 2 "policy.xml:$1" audit --policy policy.xml
    if [ "${3-}" != schema_cannot ] &&
        xmllint --noout --nonet --schema "$srcdir/schemas/larder-policy.xsd" \
            policy.xml 2>/dev/null; then
        fail 'the schema takes this policy'
    fi
}
bad_policy "2: there is no rule 'UNK-2'; did you mean 'UNK-02'?" \
    '<grade rule="UNK-2" severity="error" reason="R"/>' schema_cannot
bad_policy '3: a rule cannot be switched off' '
<off rule="UNK-02" reason="R"/>'
bad_policy '2: rule RULE-00 cannot be graded' \
    '<grade rule="RULE-00" severity="info" reason="R"/>' schema_cannot
bad_policy '2: rule LOG-01 cannot be graded' \
    '<grade rule="LOG-01" severity="info" reason="R"/>' schema_cannot
bad_policy "2: <grade> lacks the attribute 'reason'" \
    '<grade rule="UNK-02" severity="error"/>'
bad_policy "2: <grade> lacks the attribute 'reason'" \
    '<grade rule="UNK-02" severity="error" reason=" "/>'
bad_policy "2: <grade> lacks the attribute 'severity'" \
    '<grade rule="UNK-02" reason="R"/>'
bad_policy "2: the severity is 'error', 'warning' or 'info'" \
    '<grade rule="UNK-02" severity="none" reason="R"/>'
bad_policy "2: <grade> has an attribute 'until'" \
    '<grade rule="UNK-02" severity="info" reason="R" until="2027-01-01"/>'
bad_policy '3: rule UNK-02 is graded twice' \
    '<grade rule="UNK-02" severity="info" reason="R"/>
<grade rule="UNK-02" severity="error" reason="R"/>'
bad_policy '2: <waive> is not known here' '<waive/>'
echo '<policy/>' >policy.xml
refused 2 'policy.xml:1: this is no policy' audit --policy policy.xml
echo '<policy' >policy.xml
refused 2 'policy.xml:2: this is not well-formed XML' audit --policy policy.xml
refused 2 nowhere.xml audit --policy nowhere.xml

# A rule of one's own can be graded, too, and what is wrong in a folder of
# rules is told with its place, one rule after the other.
mkdir own
rule() {
    printf '<rule xmlns="https://larder.example/ns/rules/1" id="%s" since="1"
    severity="warning">
  <title>T</title><why>W.</why><citation>C</citation><fix>F.</fix>
  <words>D.</words>
  <sql><![CDATA[%s]]></sql>
  <example expect="finding" ref="d"/><example expect="pass"/>
</rule>\n' "$1" "$2" >"own/$1.xml"
}
rule CITY-01 'SELECT ref, uid FROM v1_party'
policy '<grade rule="CITY-01" severity="error" reason="R"/>'
run audit --rules own --policy policy.xml --format json --fail-on none
expect_json '[.findings[] | select(.rule == "CITY-01") | .severity] ==
    ["error", "error"]'
rule CITY-02 'SELECT ref uid, FROM v1_party'
rule CITY-03 'DELETE FROM record'
rule CITY-04 'SELECT ref, uid, colour FROM v1_party'
run audit --rules own --format json --fail-on none
expect_status 1
[ "$(wc -l <err)" -eq 3 ] || fail 'not one line for each'
for id in 02 03 04; do
    expect_err "own/CITY-$id.xml:5: rule CITY-$id could not be evaluated: "
done
expect_err 'no such column: colour'
expect_json '[.findings[] | select(.rule == "CITY-01")] | length == 2'
expect_json '[.findings[] | select(.rule == "RULE-00")] | length == 3'
expect_json '([.rules[] | select(.failed)] | length) == 3'
run audit --rules own --format junit --fail-on none
expect_xml '//testsuite/@errors' 3
expect_xml 'count(//testcase[@name="CITY-04"]/error)' 1

# --- the history -------------------------------------------------------------
run $day --fail-on none
expect_out 'The history was not verified'
run $day --format json --fail-on none
expect_json '.history == "not verified"'
ok $day --verify-history --fail-on none
expect_out 'The history was verified.'
run $day --verify-history --format json --fail-on none
expect_json '.history == "verified" and ([.rules[] | .id] | contains(["LOG-01"]))'
cp out known.json
if command -v sqlite3 >/dev/null; then
    sqlite3 register.larder "UPDATE dataset SET title = 'Nothing'"
    run $day --fail-on none --format json
    expect_json '[.findings[] | select(.rule == "LOG-01")] == []'
    run $day --verify-history --format json --baseline known.json
    expect_status 1
    expect_json '.history == "faulty"'
    expect_json '[.findings[] | select(.rule == "LOG-01") | .severity] ==
        ["error"]'
    cp out known.json
    run $day --verify-history --baseline known.json
    expect_status 1
    expect_out 'The history does not verify.'
    expect_out 'What the proof of the history found:'
    run $day --verify-history --format junit --fail-on error
    expect_xml 'count(//testcase[@name="LOG-01"]/failure)' 1
fi

refused 2 '--summary is for --format text' audit --summary --format json

# --- everywhere the same bytes -----------------------------------------------
ok -r example.larder init --example
for format in json sarif junit csv; do
    LC_ALL=C run -r example.larder $day --format $format
    cp out first
    for place in C.UTF-8 fr_FR.UTF-8; do
        locale -a | grep -qix "${place/UTF-8/utf-*8}" || continue
        LC_ALL=$place TZ=Asia/Tokyo run -r example.larder $day --format $format
        cmp -s out first || fail 'not the same bytes in another place'
    done
done
finish
