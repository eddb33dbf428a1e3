# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

fill
ok set bus title@fr='Téléphones' sold=@unknown
ok set bus summary="$(printf 'One\n\nTwo')"
ok show bus
expect_out "Dataset 'bus', version 3"
expect_out 'city (City of Harbour)'
expect_out 'Téléphones'
expect_out 'not known'
expect_out 'not answered'
expect_out 'bus/element/when'
ok set bus title='Other words'
ok show bus
expect_out 'fr (out of date)'
ok show bus --format json
expect_json '.ref == "bus" and .fields.children == true'
expect_json '.fields.sold.state == "unknown"'
expect_json '.children.element | length == 2'
expect_json '.children.consent == []'
ok show city --format json
expect_json 'has("children") | not'
refused 2 "there is no record 'buss'; did you mean 'bus'?" show buss
refused 2 'something is missing' show

# A record that is known by a span is listed by its words.
ok add retention bus/retention/day period=P1D
ok show bus
expect_out 'bus/retention/day'
expect_out '  1 day'
expect_no P1D

# What a hostile file holds does not reach the terminal.
sqlite3 register.larder \
    "UPDATE dataset SET title = char(27) || '[31m' || char(8238) || 'x'"
ok show bus
expect_out '\x1b[31m\u{202e}x'
ok list
expect_out '\x1b[31m\u{202e}x'
ok show bus --format json
expect_no "$(printf '\342\200\256')"
expect_json '.fields.title == "\u001b[31m\u202ex"'
finish
