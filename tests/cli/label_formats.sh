# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

# Paper, page, script, message and file are of one tree: the same check code
# stands on all of them, in every layout, and each is the same bytes in every
# locale and time zone.
digits() { tr -cd '0-9A-F' | tr -s ' '; }

# bytes ARGUMENT...: prints the same elsewhere.
bytes() {
    ok label "$ref" "$@"
    cp out here
    LC_ALL=fr_FR.UTF-8 LANGUAGE=fr TZ=Asia/Tokyo "$LARDER" label "$ref" "$@" \
        --as-of 2026-11-23 >out 2>err
    cmp -s out here || fail 'other bytes in another locale'
    LC_ALL=C TZ=America/Lima "$LARDER" label "$ref" "$@" >out 2>err
    cmp -s out here || fail 'other bytes in C'
}

# has_code: what was printed has it, on one line or on two.
has_code() {
    tr -d '\n ' <out | grep -qF "$code" || fail 'not its check code'
}

ok init --example
ref=bus-stop-phones
ok label "$ref" --format xml
code=$(sed -n 's/.*<seal [^>]*code="\([^"]*\)".*/\1/p' out)
[ ${#code} -eq 14 ] || fail 'no check code'
for format in text html fodt xml oral message; do
    bytes --format "$format"
    case $format in
    oral)
        tail -n 12 out | digits | grep -qF "$(echo "$code" | digits)" ||
            fail 'not its check code'
        ;;
    *) has_code ;;
    esac
done
for layout in short grid full; do
    ok label "$ref" --layout "$layout"
    has_code
done
for width in 20 40 60; do
    ok label "$ref" --width "$width"
    has_code
done
finish
