# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

fill
ok query 'SELECT ref, title FROM v1_dataset'
expect_out 'bus  Phones near stops'
ok query 'SELECT ref, 1 AS one, NULL AS none FROM v1_dataset' --format json
expect_json '. == [{ref: "bus", one: 1, none: null}]'
ok query "SELECT ref FROM v1_dataset WHERE ref = 'x'" --format json
[ "$(cat out)" = '[]' ] || fail 'an empty result is not []'
ok query "SELECT ref FROM v1_dataset WHERE ref = 'x'" --format csv
[ "$(cat out)" = 'ref' ] || fail 'no heading'
ok query 'SELECT :as_of AS day' --format csv --as-of 2027-01-01
expect_out '2027-01-01'
ok query 'SELECT 1; -- and no more'
refused 2 'only one statement' query 'SELECT 1; SELECT 2'
refused 2 "a parameter ':day'" query 'SELECT :day'
refused 2 "a parameter '?'" query 'SELECT ?'
refused 2 'too long' query 'SELECT zeroblob(1000000000)'
many='WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT'
ok query "$many 25000) SELECT n FROM n"
expect_lines 25001
refused 2 'two columns' query 'SELECT 1 AS a, 2 AS a' --format json
refused 2 '' query 'SELECT nothing'
refused 2 '' query 'DELETE FROM record'
refused 2 '' query "ATTACH 'x' AS y"
refused 2 'something is missing' query
ok verify
finish
