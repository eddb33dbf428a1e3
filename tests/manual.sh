# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# What is made from the tables is up to date: the manual and the schema of the
# register.  The manual tells of every command, option, exit status and type,
# and of no other command or option.
docgen=$PWD/docgen
srcdir=$(cd "$srcdir" && pwd)
. "$srcdir/tests/cli/lib.sh"
export ARGP_HELP_FMT=rmargin=200
manual=$srcdir/man/larder.1

# current FILE: is it what was made?
current() {
    diff "$srcdir/$1" made >out || fail "$1 is out of date: make docs"
}

# section NAME: a section of the manual, without fonts.
section() {
    sed "1,/^\.SH $1\$/d" "$manual" | sed '/^\.SH /,$d' |
        sed 's/\\f[BIR]//g; s/\\-/-/g'
}

# options: those that have a line of their own, sorted.
options() { sed -nE 's/^ *(-., )?(--[a-z][a-z-]*).*/\2/p' | sort; }

ran=docgen
: >err
"$docgen" man <"$srcdir/man/larder.1.in" >made
current man/larder.1
"$docgen" xsd >made
current schemas/larder-register.xsd

ran=mandoc
if command -v mandoc >out; then
    mandoc -Tlint -W warning "$manual" >out || fail 'man/larder.1 is not clean'
fi

run --version
version=$(sed 1q out)
grep -q "^\.TH LARDER 1 .*\"$version\"" "$manual" || fail "not of $version"

ran='the signs of the manual'
! grep -F '\e\-' "$manual" >out || fail 'a hyphen is printed with its backslash'

ran='the chapters of commands'
"$LARDER" --help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p' >commands
section COMMANDS >text
sed -n 's/^\.SS \([a-z\\-]*\).*/\1/p' text >told
[ -s commands ] || fail 'no commands'
diff commands told >out || fail 'not the commands of larder --help'

ran='the options of all commands'
"$LARDER" --help | sed '/^Commands:/,$d' | options >common
section OPTIONS | options >told
diff common told >out || fail 'not the options of larder --help'

while read -r command; do
    ran="larder $command --help"
    "$LARDER" "$command" --help | options | grep -vxF -f common >listed
    sed -n "/^\.SS $command\( \|\$\)/,/^Examples:/p" text | options >told
    diff listed told >out || fail 'not the options of the manual'
done <commands

# What the README shows is what is printed; "..." stands for what it leaves out.
ok init --example
sed -n '/^    \$ larder /,/^[^ ]/s/^    //p' "$srcdir/README" >shown
while IFS= read -r line; do
    case $line in
    '$ larder '*)
        run ${line#'$ larder '}
        mv out printed
        ;;
    *) grep -qF -e "${line%...}" printed || fail "README: not so: $line" ;;
    esac
done <shown

ran='exit statuses'
section 'EXIT STATUS' >out
for code in 0 1 2 3 4 5 6; do
    grep -qx "\.B $code" out || fail "no status $code"
done

ran='the environment'
section ENVIRONMENT >out
grep -rhoE --include='*.c' '"(LARDER|XDG)_[A-Z_]+"' "$srcdir/src" | tr -d '"' |
    sort -u >used
[ -s used ] || fail 'it is not used'
while read -r variable; do
    grep -qw -e "$variable" out || fail "no variable $variable"
done <used

ran='types'
section 'VALUES AND STATES' | sed '1,/^\.SS Types/d' >out
for kind in $("$LARDER" explain kinds | sed 's/ .*//'); do
    "$LARDER" explain "$kind" | sed '1,/^$/d' | awk '{ print $2 }'
done | sort -u >used
[ "$(wc -l <used)" -ge 10 ] || fail 'too few'
while read -r type; do
    grep -qw -e "$type" out || fail "no type $type"
done <used
finish
