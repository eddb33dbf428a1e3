# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

fill
refused 2 "'bus/use/1' names it" remove bus/element/1
refused 2 "'bus' names it" remove city
ok remove bus --dry-run
expect_out "would remove dataset 'bus'"
expect_out 'with it 3 records'
ok remove bus
expect_out "'larder undo bus' brings it back"
refused 2 "there is no record 'bus'" show bus
ok undo bus
ok show bus/use/1
ok remove bus/use/1 bus/element/1
expect_lines 2
refused 2 'something is missing' remove
ok verify
finish
