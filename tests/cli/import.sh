# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

fill
ok export --output all.xml
ok export
cmp -s out all.xml || fail 'not the same twice'
ok export --format json
expect_json '.records | length == 5'
ok -r other.larder init
ok -r other.larder import all.xml --dry-run
expect_out 'added bus'
ok -r other.larder list --format json
expect_json '. == []'
ok -r other.larder import all.xml
ok -r other.larder export
cmp -s out all.xml || fail 'not the same in another register'
ok -r other.larder import all.xml
expect_out 'same bus'

# Changed on both sides: a conflict, and nothing is stored.
ok set bus title='Mine'
ok -r other.larder set bus title='Theirs'
ok export --output mine.xml
ok -r other.larder export --output theirs.xml
refused 5 'bus' import theirs.xml
ok list --columns title --format json
expect_json '.[0].title == "Mine"'

refused 2 'nowhere.xml' import nowhere.xml
echo '<register/>' >bad.xml
refused 2 'bad.xml:1' import bad.xml
refused 2 'something is missing' import
"$LARDER" export >/dev/full 2>err
status=$? ran='larder export >/dev/full'
expect_status 2
ok verify
finish
