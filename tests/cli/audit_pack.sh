# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# The auditor's pack: whole, of one moment, provable, and no stored text is
# markup, a formula or a name of a file.
. "$srcdir/tests/cli/lib.sh"

nothing_half_made() {
    [ -z "$(find . -name '.larder-*')" ] || fail 'something half made stays'
}

ok init --example
ok audit --pack pack
expect_nothing
(cd pack && sha256sum -c --strict SHA256SUMS >../out 2>../err) ||
    fail 'the sums are not those of the files'
find pack -type f | sed 's|^pack/||' | grep -v '^SHA256SUMS$' | sort >files
sed 's/^[0-9a-f]*  //' pack/SHA256SUMS | sort | cmp -s - files ||
    fail 'not a sum for each file'
[ -z "$(find pack -type f ! -perm 600; find pack -type d ! -perm 700)" ] ||
    fail 'others can read it'
nothing_half_made
ok audit --pack again
diff -r pack again >out 2>&1 || fail 'not the same pack again'

# What is in it is what the commands say.
ok export
cmp -s out pack/record.xml || fail 'record.xml is no export'
ok export --format csv --profile fr-cnil
cmp -s out pack/sheets/fr-cnil.csv || fail 'not the sheet'
ok export --format csv --kind element
cmp -s out pack/tables/element.csv || fail 'not the table'
run audit --format json
cmp -s out pack/findings.json || fail 'not the findings'
ok checkpoint
cmp -s out pack/checkpoint.txt || fail 'not the checkpoint'
ok verify --since pack/checkpoint.txt
ok label aid-card --format xml
cmp -s out pack/labels/0001.xml || fail 'not the label'
grep -q '^0001,aid-card,' pack/labels/index.csv || fail 'no index'
ok list --format json
[ "$(jq length out)" -eq "$(find pack/labels -name '*.xml' | wc -l)" ] ||
    fail 'not a label for each dataset'
ok audit --profile ie-dpc --format csv --fail-on none
cmp -s out pack/answers/ie-dpc.csv || fail 'not the answers'
uid=$(sed -n 's|^"register": "\([^"]*\)".*|\1|p' pack/findings.json)
for text in "register  $uid" 'as of     2026-11-23' 'sha256sum -c' \
    'verify --since' 'larder    0.'; do
    grep -qF -- "$text" pack/README.txt || fail "README.txt without: $text"
done

# Every file that README.txt names is there, and every one there is named.
sed -n 's|^  \([A-Za-z0-9.]*[A-Za-z0-9]\)/\{0,1\}  *[A-Z].*|\1|p' \
    pack/README.txt | sort >named
find pack -mindepth 1 -maxdepth 1 -printf '%f\n' | sort | cmp -s - named ||
    fail 'README.txt names other files'

# The profile is that of the country, unless it is named.
ok audit --pack two --profile uk-ico,gdpr-13-14
[ "$(find two/answers -name '*.txt' -printf '%f\n' | sort | tr '\n' ' ')" = \
    'gdpr-13-14.txt uk-ico.txt ' ] || fail 'not these profiles'

# What must not be replaced, or cannot be.
refused 2 "'pack' is there already" audit --pack pack
mkdir empty
ok audit --pack empty/
[ -s empty/README.txt ] || fail 'an empty folder is not filled'
ln -s nowhere link
refused 2 "'link' is there already" audit --pack link
refused 2 'a pack is of the whole register' audit aid-card --pack three
refused 2 'a pack has all formats' audit --pack three --format json
refused 2 "did you mean 'uk-ico'?" audit --pack three --profile uk-ic
refused 2 "cannot write 'no/such'" audit --pack no/such
[ ! -e three ] || fail 'it is there'
nothing_half_made

# No room on the way.
(
    trap '' XFSZ
    ulimit -f 100
    "$LARDER" audit --pack three >/dev/null 2>&1
    [ $? -eq 2 ]
) || fail 'no room is not seen'
[ ! -e three ] || fail 'it is there'
nothing_half_made

# Stopped on the way: all of it, or nothing.
for wait in 0.01 0.05 0.1; do
    "$LARDER" audit --pack three >out 2>err &
    sleep $wait
    kill -TERM $! 2>/dev/null
    wait $! 2>/dev/null
    [ ! -e three ] || (cd three && sha256sum -c --quiet SHA256SUMS) ||
        fail 'a stopped pack is not whole'
    rm -rf three
    nothing_half_made
done

# Hostile names, in every kind of text that is shown.
hostile='"><script>alert(1)</script><img src=x onerror=alert(2)>'
formula='=HYPERLINK("http://evil.example","x")'
bad() { ok -r bad.larder "$@"; }
bad init
bad add party city "name=$hostile" country=GB email=a@b.example \
    "address=$(printf '%s\n%s' "$formula" "$hostile")"
bad add organisation organisation party=city
bad add activity run "title=$hostile" "department=$formula"
bad add dataset d "title=$formula" "summary=$hostile" controller=city \
    "title@fr=$hostile" 'notes=../../etc/passwd'
bad add use d "words=$hostile" activity=run
bad add agreement deal "title=$formula" "document=../../$hostile"
bad audit --pack bad
count_of() {
    xmllint --html --xpath "count($1)" bad/record.html 2>/dev/null
}
[ "$(count_of '//table')" -ge 7 ] || fail 'the page is not read'
for what in '//script' '//img' '//link' '//iframe' '//@onerror' '//@src' \
    '//a[not(starts-with(@href, "#"))]' '//table[not(caption)]' \
    '//th[not(@scope)]' '//html[not(@lang)]'; do
    [ "$(count_of "$what")" = 0 ] || fail "there is $what"
done
grep -q '<meta charset="utf-8">' bad/record.html || fail 'no character set'
xmllint --noout bad/record.xml bad/labels/0001.xml || fail 'no XML'
find bad -name '*.csv' -exec grep -lE '(^|,|")=HYPERLINK' {} + >out &&
    fail 'a formula'
find bad | grep -vE '^[A-Za-z0-9./_-]+$' >out && fail 'a name from outside'

# Links go to what is there.
python3 - <<'EOF' || fail 'a link to nowhere'
import html.parser

class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.links = [], []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value[1:])

for name in "pack", "bad":
    page = Page()
    page.feed(open(name + "/record.html", encoding="utf-8").read())
    assert len(page.ids) == len(set(page.ids)), "an id twice"
    lost = set(page.links) - set(page.ids)
    assert not lost and len(page.links) > 5, lost
EOF
finish
