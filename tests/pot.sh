# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# The template of translations is that of these sources.
set -eu
command -v "$XGETTEXT" >/dev/null || exit 77
sh "$srcdir/po/update-pot" "$TMPDIR/new.pot"
diff -u "$srcdir/po/larder.pot" "$TMPDIR/new.pot" || {
    echo "po/larder.pot is out of date: run po/update-pot"
    exit 1
}
