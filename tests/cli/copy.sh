# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

fill
ok copy bus tram
expect_lines 4
ok show tram/use/1 --format json
expect_json '.fields.elements == ["tram/element/1"]'
ok copy bus/element/when night
expect_out "'bus/element/night'"
ok copy bus/element/when tram
expect_out "'tram/element/2'"
ok copy bus/element/when tram/element/late
expect_out "'tram/element/late'"
ok copy bus ship --dry-run
expect_out "would add dataset 'ship'"
refused 2 "there is no record 'ship'" show ship
refused 2 'already' copy bus tram
refused 2 "there is no record 'buss'" copy buss x
refused 2 'larder copy REF NEW' copy bus
ok verify
finish
