# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# The label as HTML and as OpenDocument, on the command line.
. "$srcdir/tests/cli/lib.sh"

fill
ok set bus page=https://city.example/bus children=@unknown title='Phones & <b>'
for format in html fodt; do
    ok label bus --format $format --output "bus.$format"
    [ "$(stat -c %a "bus.$format")" = 600 ] || fail 'others can read it'
    ok label bus --format $format
    cmp -s out "bus.$format" || fail 'not the same twice'
    TZ=Pacific/Kiritimati ok label bus --format $format
    cmp -s out "bus.$format" || fail 'not the same elsewhere'
    expect_out 'Phones &amp; &lt;b&gt;'
    expect_out 'WE DO NOT KNOW'
    [ "$(grep -c 'Nobody has approved this' out)" -ge 2 ] || fail 'no DRAFT'
    ok label bus --format $format --layout full
    ok label bus --format $format --layout grid --profile city
    expect_out 'How we use it'
done

ok label bus --format html
expect_out '<html lang="en" dir="ltr">'
expect_out '<a rel="noreferrer" href="https://city.example/bus">'
expect_no '<script'
ok label bus --format html --lang ar-EG
expect_out '<html lang="ar-EG" dir="rtl">'
ok label bus --format fodt --lang ar-EG
expect_out 'fo:language="ar" fo:country="EG"'
expect_out 'style:writing-mode="rl-tb"'
xmllint --noout bus.fodt || fail 'not XML'

ok add dataset tram title=Trams controller=city
ok label bus tram --format html
expect_out '<p class="about">Trams:</p>'
refused 2 'one HTML file holds one label' label --all --format html
refused 2 'one OpenDocument file holds one label' label --all --format fodt
refused 2 'there is no layout' label bus --format html --layout wide

# What is not of today says so where people see it.
LARDER_CLOCK=$((LARDER_CLOCK + 864000)) ok set bus title=Buses
LARDER_CLOCK=$((LARDER_CLOCK + 864000))
for format in html fodt; do
    run label bus --format $format --at 2026-11-24
    expect_status 0
    expect_out 'Phones &amp;'
    grep -v '<!--' out | grep -qF 'as it stood at the end of 2026-11-24' ||
        fail 'which day?'
done

# LibreOffice opens it: one page, with the same words.
if command -v soffice >/dev/null && command -v pdftotext >/dev/null; then
    soffice --headless --convert-to pdf bus.fodt >/dev/null 2>&1
    pdftotext -layout bus.pdf out
    expect_out 'DATA FACTS'
    expect_out 'Phones & <b>'
    expect_out 'What do you collect?'
    expect_out 'DRAFT'
fi
finish
