# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

# The samples of the register's XML: schema and import agree about each.
samples=$srcdir/schemas/samples
valid() {
    ran="xmllint $1"
    xmllint --nonet --noout --schema "$srcdir/schemas/larder-register.xsd" \
        "$1" >out 2>err
    status=$?
}
command -v xmllint >/dev/null || exit 77

ok init
valid "$samples/register-valid.xml"
expect_status 0
ok import "$samples/register-valid.xml"
ok export --output one.xml
valid one.xml
expect_status 0
ok -r other.larder init
"$LARDER" -r other.larder import - <one.xml >out || fail "standard input"
ok -r other.larder export
cmp -s out one.xml || fail "not the same from standard input"
for file in "$samples"/register-bad-*.xml; do
    valid "$file"
    expect_status 3
    refused 2 "$file:" import "$file"
done
ok export
cmp -s out one.xml || fail 'a file that was refused left something'
ok verify
finish
