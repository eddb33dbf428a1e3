# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# The templates of translations are those of these sources.
set -eu
command -v "$XGETTEXT" >/dev/null || exit 77
sh "$srcdir/po/update-pot" "$TMPDIR/new"
for pot in larder.pot labels/labels.pot; do
    diff -u "$srcdir/po/$pot" "$TMPDIR/new/$pot" || {
        echo "po/$pot is out of date: run po/update-pot"
        exit 1
    }
done
