# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

fill
ok rename bus tram
expect_out "renamed dataset 'bus' to 'tram'"
ok show tram/element/1
ok show bus # the old ref still finds it
expect_out "'tram'"
ok rename tram/element/1 code
expect_out "'tram/element/code'"
refused 2 'earlier name' add dataset bus title=x
refused 2 'keeps the record where it is' rename tram/element/code city/element/1
refused 2 'already' rename tram/element/code when
refused 2 'cannot' rename tram 'Two words'
ok rename tram ship --dry-run
expect_out "would rename dataset 'tram' to 'ship'"
ok show tram
ok verify
finish
