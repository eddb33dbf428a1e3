# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# larder takes of libxml2 nothing that a build of it may lack, or that is going
# to be taken out of it: Schematron, RELAX NG, HTTP, FTP, LZMA, catalogs.
command -v nm >/dev/null || exit 77
status=0
nm -u "$PWD/larder" | sed -n 's/.* U \(xml[A-Za-z0-9]*\).*/\1/p' |
    sort -u >libxml2.used
[ -s libxml2.used ] || {
    echo 'nothing of libxml2 is used?'
    status=1
}
if grep -E 'RelaxNG|Schematron|NanoHTTP|NanoFTP|Lzma|Catalog|XInclude' \
    libxml2.used; then
    echo 'that may be missing in a libxml2'
    status=1
fi
rm -f libxml2.used
exit $status
