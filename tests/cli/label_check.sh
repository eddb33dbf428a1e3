# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# What breaks a gate, by codes that never change.
. "$srcdir/tests/cli/lib.sh"
data=$srcdir/tests/data/plain

# found CODE REF FIELD: is it among the findings?
found() {
    expect_json "[.[].findings[] | select(.code == \"$1\" and
        .ref == \"$2\" and .field == \"$3\")] | length > 0"
}
none() { expect_json "[.[].findings[] | select(.code == \"$1\")] == []"; }
check() {
    run label check "$@" --format json
    expect_status 1
}

fill
ok set bus summary='We may share it with third parties.'
run label check bus
expect_status 1
expect_out "L001 (error) bus summary"
expect_out "'third parties' is not plain. Write instead: its name."
expect_out 'Errors: '
check bus
found L001 bus summary
found L105 bus/use/1 basis
found L106 bus checked_on
expect_json '.[0].refs == ["bus"] and .[0].read.words > 10 and
    .[0].read.layout == "standard" and .[0].counter == "1"'
expect_json '[.[0].findings[] | .severity] | unique == ["error", "warning"]'

# Texts of law fail.
for text in gdpr-13-1 udhr-1-3 us-preamble; do
    ok set bus summary="$(tail -n +2 "$data/$text.txt")"
    check bus
    found L003 bus summary
done

# What rows say.
ok set bus summary='We count phones.' checked_on=2026-01-02 \
    next_check=2026-11-22
ok set bus/use/1 basis=consent refusal_costs=help choice=opt-in
ok add retention bus/retention/all elements=@na criteria='As long as needed'
check bus
none L001
none L003
found L103 bus/use/1 say_no_how
found L104 bus/use/1 refusal_costs
found L107 bus next_check
found L004 bus/retention/all criteria
ok set bus/use/1 refusal_costs=nothing say_no_how='Call 555.'
ok set bus next_check=2026-11-23
ok set bus/retention/all criteria=@none period=P1Y
run label check bus
expect_status 0
expect_out 'Errors: 0'
run label check bus --as-of 2026-11-24
expect_status 1
expect_out L107

# Words of another language are judged in it.
ok set bus summary@fr='Des tiers le lisent.'
check bus --lang fr
found L001 bus summary

# Several together are one label; --all is one for each.
ok add dataset tram title='Trams'
run label check bus tram --format json
expect_json 'length == 1 and .[0].refs == ["bus", "tram"]'
run label check --all --format json
expect_json 'length == 2'
run label check --all
expect_out tram
run label check --all --at @4
expect_status 0
expect_out 'The register as it stood after'
expect_no tram

refused 2 'name a dataset, or say --all' label check
refused 2 '--all takes no refs' label check --all bus
refused 2 "there is no record 'buss'" label check buss
refused 2 "has no format 'xml'" label check bus --format xml
refused 2 "has no format 'json'" label bus --format json
finish
