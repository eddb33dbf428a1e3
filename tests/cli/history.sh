# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

fill
ok set bus sold=no summary="$(printf 'One\nTwo')"
ok history
expect_out '2026-11-23T'
expect_out 'tester  set  bus: summary sold'
ok history bus
expect_out 'sold: (blank) -> no'
expect_out '      + Two'
ok history --limit 1
expect_lines 1
ok history --format json
expect_json 'length == 7 and .[0].operation == "set"'
expect_json '.[0].fields == ["summary", "sold"]'
ok history bus --format json
expect_json '.[0].changes[1] == {field: "sold", before: null, after: "no"}'
ok history city --format json
expect_json 'length == 1'
refused 2 "there is no record 'buss'; did you mean 'bus'?" history buss
finish
