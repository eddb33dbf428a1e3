# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
. "$srcdir/tests/cli/lib.sh"

# The three schemas of a label agree on every sample, whoever asks them; that
# larder agrees, too, is in test_label_xml.
schemas=$(cd "$srcdir/schemas" && pwd)
command -v xmllint >/dev/null || exit 77

# says STATUS VALIDATOR...: what it says of $file is what its name says.
says() {
    ran="$* $file"
    "$@" "$file" >out 2>err
    case $?,${file##*/} in
    0,label-valid* | 0,label-untrue* | [1-9]*,label-bad*) ;;
    *) fail "it does not agree" ;;
    esac
}

n=0
for file in "$schemas"/samples/label-*.xml; do
    says xmllint --nonet --noout --schema "$schemas/larder-label.xsd"
    says xmllint --nonet --noout --relaxng "$schemas/larder-label.rng"
    n=$((n + 1))
done
ran=samples
[ "$n" -ge 75 ] || fail "only $n samples"

# jing takes a second to start: all at once, and it names those it refuses.
if command -v jing >/dev/null; then
    for way in "$schemas/larder-label.rng" "-c $schemas/larder-label.rnc"; do
        ran="jing $way"
        # shellcheck disable=SC2086
        jing $way "$schemas"/samples/label-*.xml >out 2>err
        sed 's/:[0-9]*:[0-9]*:.*//' out | sort -u >refused
        ls "$schemas"/samples/label-bad-*.xml | sort >bad
        diff bad refused >err || fail 'it does not agree'
    done
fi

# What is kept is what was made.
if command -v trang >/dev/null; then
    ran=make-rng
    "$schemas/make-rng" made.rng
    cmp -s made.rng "$schemas/larder-label.rng" || fail 'run schemas/make-rng'
fi
ran=make-label
mkdir made
"$schemas/samples/make-label" made || fail 'it failed'
for file in made/*; do
    cmp -s "$file" "$schemas/samples/${file#made/}" ||
        fail "${file#made/}: run schemas/samples/make-label"
done

# What larder prints today is valid for all of them.
ok init --example
ok label refugee-registration street-cameras --format xml --output label-valid.xml
file=label-valid.xml
says xmllint --nonet --noout --schema "$schemas/larder-label.xsd"
says xmllint --nonet --noout --relaxng "$schemas/larder-label.rng"
finish
