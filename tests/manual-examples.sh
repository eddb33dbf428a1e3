# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# The examples of the manual, in its order, in one folder that is empty before
# the first one: each ends as the manual says.
docgen=$PWD/docgen
srcdir=$(cd "$srcdir" && pwd)
. "$srcdir/tests/cli/lib.sh"
export EDITOR=true # leaves what it is given as it is

larder() { "$LARDER" "$@"; }

if ! "$docgen" examples <"$srcdir/man/larder.1.in" >examples; then
    echo 'docgen cannot read man/larder.1.in'
    exit 1
fi
while IFS=$(printf '\t') read -r wanted ran; do
    eval "$ran" >out 2>err </dev/null
    status=$?
    expect_status "$wanted"
done <examples
ran='the manual'
[ "$(wc -l <examples)" -ge 50 ] || fail 'where are its examples?'
finish
