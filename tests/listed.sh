# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# Every source, test and resource is named in a local.mk, so that it is built,
# run and shipped.
set -u
cd "$srcdir" || exit 1
failed=0
for file in src/*/*.c src/*/*.h src/*/*.def tests/unit/*.[ch] tests/*/*.sh \
    tests/*.sh tests/*.py tests/*/*.py schemas/*.xsd schemas/*/*.xml po/*.po; do
    [ -e "$file" ] || continue
    case $file in
    src/model/resources.c) continue ;; # made
    tests/*) list=tests/local.mk ;;
    schemas/*) list=schemas/local.mk ;;
    *) list=${file%/*}/local.mk ;;
    esac
    name=${file#"${list%local.mk}"}
    case $name in unit/test_*.c) name=${name%.c} ;; esac
    if ! grep -qE "%D%/${name//./\\.}( |\$)" "$list"; then
        echo "$file is not listed in $list"
        failed=1
    fi
done
exit $failed
