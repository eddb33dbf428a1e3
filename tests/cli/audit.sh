# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

fill
run audit bus
expect_status 1
ok audit --fail-on none
run audit --format json --fail-on info
expect_status 1
expect_json '.'
cp out first
LC_ALL=C TZ=Pacific/Auckland run audit --format json --fail-on info
cmp -s out first || fail 'not the same in another locale'
run audit --as-of 2030-01-01 --fail-on none
expect_status 0
refused 2 "there is no record 'buss'" audit buss
refused 2 'one of: error warning info none' audit --fail-on all
run audit --format json >/dev/full
"$LARDER" audit --format json >/dev/full 2>err
status=$? ran='larder audit >/dev/full'
expect_status 2

# A waiver: the finding is there, and counts no more until it has expired.
# None of the files of the register is touched by the audit.
ok add party auditor name=Auditor
ok add waiver bus-minors rule=SUBJ-01 about=bus reason='Harm is being studied.' \
    approver=auditor until=2026-11-30
run audit bus --fail-on none --format json
expect_json '[.findings[] | select(.rule == "SUBJ-01") | .waived] ==
    [{"approver": "auditor", "reason": "Harm is being studied.",
    "ref": "bus-minors", "until": "2026-11-30"}] and .waived == 1'
run audit --fail-on none
expect_out 'Waived'
expect_out 'Waived until 2026-11-30 (bus-minors).'
expect_out 'auditor accepts it: Harm is being studied.'
run audit --as-of 2026-12-01 --fail-on none --format json
expect_json '.waived == 0 and ([.findings[] | .rule] |
    contains(["SUBJ-01", "WAIV-01"]))'

# Rules of one's own, from several folders.
mkdir one two
cat >one/CITY-01.xml <<'EOF'
<rule xmlns="https://larder.example/ns/rules/1" id="CITY-01" since="1"
    severity="error">
  <title>A dataset has no page</title>
  <why>Our city promised one.</why>
  <citation>City rule 7</citation>
  <fix>Make the page.</fix>
  <words>Page: {state:state}.</words>
  <sql>SELECT ref, uid, page_is AS state FROM v1_dataset
    WHERE page IS NULL</sql>
  <example expect="finding" ref="d">
    <record kind="dataset" ref="d"><f name="title">D</f></record>
  </example>
  <example expect="pass">
    <record kind="party" ref="p"><f name="name">P</f></record>
  </example>
</rule>
EOF
sed 's/CITY-01/CITY-02/; s/page_is/no_such_column/' one/CITY-01.xml \
    >two/CITY-02.xml
run audit --rules one --rules two --format json --fail-on none
expect_status 1
expect_json '[.findings[] | select(.rule == "CITY-01") | .ref] == ["bus"]'
expect_json '[.rules[] | select(.failed) | .id] == ["CITY-02"]'
expect_err 'two/CITY-02.xml:8: rule CITY-02 could not be evaluated'
expect_err 'no_such_column'
ok add waiver bus-page rule=CITY-01 about=bus reason='Next year.' \
    approver=auditor until=2026-11-30
run audit --rules one --format json --fail-on none
expect_json '[.findings[] | select(.rule == "WAIV-02")] == []'
run audit --format json --fail-on none
expect_json '[.findings[] | select(.rule == "WAIV-02") | .ref] == ["bus-page"]'
sed 's/CITY-01/ROLE-01/' one/CITY-01.xml >two/CITY-02.xml
refused 2 "two/CITY-02.xml:2: there is a rule 'ROLE-01' already" \
    audit --rules two
sed 's/<why>/<wy>/' one/CITY-01.xml >two/CITY-02.xml
refused 2 'two/CITY-02.xml:4: this is not well-formed XML' audit --rules two
rm two/CITY-02.xml
refused 2 "the folder 'two' holds no rule" audit --rules two
refused 2 "cannot open the folder 'three'" audit --rules three
refused 2 "--rules" audit --rules

# Whoever waits at a terminal is told for what, and it goes.
mkdir slow
sed 's/CITY-01/SLOW-01/; s/SELECT ref, uid, page_is AS state/SELECT ref, uid, \
    (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE \
    i \&lt; 2000000) SELECT count(*) FROM n) AS state/' one/CITY-01.xml \
    >slow/SLOW-01.xml
ran='audit --rules slow, at a terminal'
PAGER=cat python3 "$srcdir/tests/cli/typist.py" "$LARDER" audit \
    --rules slow --fail-on none >out 2>err </dev/null
expect_out "$(printf 'Asking the rules...\r                   \r')"
expect_out 'SLOW-01'
run audit --rules slow --fail-on none
expect_out 'Page: 2000000.'
[ ! -s err ] || fail 'it talks to nobody'

ok rules
ok rules --format json
expect_json 'length > 0'
rule=$(jq -r '.[0].id' out)
ok explain "$rule"
expect_out "$rule"
finish
