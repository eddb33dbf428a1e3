# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
"""The words of labels in other languages (po/labels) are whole and fit.

Each file has the texts of the template and no others; each text is translated
or marked as fuzzy; places, blanks and full stops are where they are in English;
and its plural forms are those of the table of languages.  The vocabularies that
are translated are those of which a label can show something.
"""

import gettext
import glob
import os
import re
import shutil
import subprocess
import sys
import unicodedata

from pseudo import SOURCES, entries, words_of

STOPS = (".", "\u0964")

# Codes that only steer how a label looks; nothing shows their words.
NOT_SHOWN = {"label-profiles"}

# Letters of a word in the head of a column, with its hyphen.
HEAD = 8

failures = 0


def fail(what):
    global failures
    failures += 1
    print(what)


def read(name):
    with open(f"{SOURCES}/{name}", encoding="utf-8") as f:
        return f.read()


def key(fields):
    return fields.get("msgctxt"), fields["msgid"]


# --- one translation ---------------------------------------------------------

def places(text):
    return sorted(re.findall(r"\{[1-3]\}", text))


def is_odd(text):
    """Has it what a label must not have: controls, marks of direction, blanks
    at its ends or in a row?"""
    return (text != text.strip() or "  " in text or
            any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn") and
                c not in "\u200c\u200d" for c in text) or
            text != unicodedata.normalize("NFC", text))


def check_text(where, source, text, numbered=False, name=False):
    wanted, found = places(source), places(text)
    if found != wanted and not (numbered and not found):
        fail(f"{where}: places {found} for {wanted}: {text}")
    if is_odd(text) and not is_odd(source):
        fail(f"{where}: odd characters or blanks: {text!r}")
    if not name and source.endswith(".") != text.endswith(STOPS):
        fail(f"{where}: a full stop too many or too few: {text}")


def heads():
    """The heads of the grid's columns, whose words must be short."""
    profiles = read("src/label/grid_profile.c")
    used = {f"COLUMN_{name}" for name in
            re.findall(r'\("[a-z-]+", ([A-Z_]+)[,)]', profiles)}
    used.update(re.findall(r"SAY_(COLUMN_\w+)",
                           profiles + read("src/label/grid_build.c")))
    return {text for name, text in re.findall(
        r'^PHRASE\((COLUMN_\w+), N_\("(.*)"\)\)',
        read("src/label/phrases.def"), re.M) if name in used}


HEADS = heads()


def letters(word):
    """Without marks: vowel signs stand on the letters of their words."""
    return sum(not unicodedata.category(c).startswith("M") for c in word)


def check_head(where, text):
    for word in text.split():
        parts = word.split("~")
        longest = max(letters(part) + (i + 1 < len(parts))
                      for i, part in enumerate(parts))
        if longest > HEAD:
            fail(f"{where}: a word of more than {HEAD} letters: {word}")


def check_entry(where, fields, forms):
    single, plural = fields["msgid"], fields.get("msgid_plural")
    where = f"{where}: '{single}'"
    if single in HEADS:
        check_head(where, fields["msgstr"])
    if plural is None:
        check_text(where, single, fields["msgstr"],
                   name=fields.get("msgctxt") == "country")
        return
    for i in range(forms):
        check_text(where, plural, fields.get(f"msgstr[{i}]", ""), numbered=True)
    if f"msgstr[{forms}]" in fields:
        fail(f"{where}: more than {forms} forms")


# --- a language --------------------------------------------------------------

def texts(fields):
    return [text for name, text in fields.items() if name.startswith("msgstr")]


def wanted_in(template):
    """The countries of which a language wants a name of its own."""
    wanted = {}
    for block in re.split(r"\n\n+", template):
        note = re.search(r"Wanted in: ([a-z, ]+)\.", block)
        name = re.search(r'^msgid "(.*)"$', block, re.M)
        if note and name:
            wanted[("country", name.group(1))] = note.group(1).split(", ")
    return wanted


def check_language(lang, template, wanted, forms):
    where = f"po/labels/{lang}.po"
    text = read(where)
    found = list(entries(text))
    known = {key(fields) for _, fields in found}
    asked = {key(fields) for _, fields in entries(template)}
    for name in sorted(known - asked, key=str)[:5]:
        fail(f"{where}: nothing says that any more: {name}; "
             "run 'make update-labels'")
    translated = 0
    empty = [name for context, name in asked - known if context != "country"]
    for flags, fields in found:
        if any("fuzzy" in flag for flag in flags):
            continue
        if not all(texts(fields)):
            if lang in wanted.get(key(fields), [lang]):
                empty.append(fields["msgid"])
            continue
        translated += 1
        check_entry(where, fields, forms)
    if translated:
        for name in empty[:20]:
            fail(f"{where}: neither translated nor fuzzy: '{name}'")
    print(f"{lang}: {translated} translated, {len(empty)} empty")
    check_header(where, lang, text)


def check_header(where, lang, text):
    if f'"Language: {lang}\\n"' not in text:
        fail(f"{where}: the header does not say 'Language: {lang}'")


# --- plural forms ------------------------------------------------------------

DRIVER = r"""
#include <stdio.h>
#include "label/language.h"

int main(void)
{
    const struct language *l;

    for (size_t i = 0; (l = language_number(i)); i++) {
        printf("%s %u", l->tag, l->forms);
        for (unsigned n = 0; n <= 200; n++)
            printf(" %u", l->plural(n));
        printf("\n");
    }
    return 0;
}
"""


def plural_forms(build):
    """Of each language of the table, how many forms, and which n has."""
    with open("driver.c", "w", encoding="utf-8") as f:
        f.write(DRIVER)
    here = os.getcwd()
    subprocess.run(words_of("COMPILE") + ["-c", f"{here}/driver.c", "-o",
                   f"{here}/driver.o"], check=True, cwd=build)
    subprocess.run(words_of("LINK") + [f"{here}/driver.o", "src/liblabel.a",
                   "src/libmodel.a", "src/libbase.a"] + words_of("LINK_LIBS") +
                   ["-o", f"{here}/driver"], check=True, cwd=build)
    done = subprocess.run(["./driver"], check=True, stdout=subprocess.PIPE)
    table = {}
    for line in done.stdout.decode().splitlines():
        tag, forms, *each = line.split()
        table[tag] = int(forms), [int(n) for n in each]
    return table


def check_plural(lang, forms, each):
    header = re.search(r"Plural-Forms: nplurals=(\d+); plural=(.*?);\\n",
                       read(f"po/labels/{lang}.po"))
    rule = gettext.c2py(header.group(2))
    if int(header.group(1)) != forms or \
            [rule(n) for n in range(201)] != each:
        fail(f"{lang}: Plural-Forms is not that of src/label/language.c")


# --- vocabularies ------------------------------------------------------------

def check_vocabularies():
    listed = read("po/labels/vocabularies").split()
    shown = set(re.findall(
        r'^FIELD\(\w+, \w+, "[^"]*", CODES?, "([^"]+)", [^,]*, \w+, PUBLIC,',
        read("src/model/kinds.def"), re.M)) - NOT_SHOWN
    if listed != sorted(shown):
        fail("po/labels/vocabularies is not what src/model/kinds.def has: "
             f"{sorted(set(listed) ^ shown)}")


# Texts of a dataset that no row of the label prints.
NOT_PRINTED = {("dataset", "benefit"), ("retention", "citation")}


def check_rule():
    """LANG-02 counts the texts that a label prints."""
    kinds = read("src/model/kinds.def")
    of_datasets = {"dataset"} | set(re.findall(
        r'^KIND\(\w+, "(\w+)", DATASET,', kinds, re.M))
    printed = {(kind.lower(), field) for kind, field, flags in re.findall(
        r'^FIELD\((\w+), \w+, "(\w+)", \w+, "[^"]*", ([^,]*), \w+, PUBLIC,',
        kinds, re.M)
        if "WORDS" in flags.split(" | ") and kind.lower() in of_datasets}
    counted, listed = set(), set()
    for part in read("schemas/rules/LANG-02.xml").split("UNION ALL"):
        kind = re.search(r"FROM wanted w JOIN v1_(\w+) r", part).group(1)
        counted |= {(kind, field) for field in
                    re.findall(r"\(r\.(\w+) IS NOT NULL\)", part)}
        listed |= {(kind, field) for field in re.findall(
            r"'(\w+)'", re.search(r"x\.field IN \(([^)]*)\)", part).group(1))}
    for found in (counted, listed):
        if found != printed - NOT_PRINTED:
            fail("schemas/rules/LANG-02.xml: not the texts of kinds.def: "
                 f"{sorted(found ^ (printed - NOT_PRINTED))}")


def main():
    if not shutil.which("msgfmt"):
        sys.exit(77)
    build = os.getcwd()
    os.chdir(os.environ["HOME"])
    check_vocabularies()
    check_rule()
    if len(HEADS) < 20:
        fail(f"only {len(HEADS)} heads of columns")
    template = read("po/labels/labels.pot")
    table = plural_forms(build)
    files = {os.path.basename(name)[:-3]
             for name in glob.glob(f"{SOURCES}/po/labels/*.po")}
    if files != table.keys() - {"en"} or len(files) < 7:
        fail(f"the languages of po/labels are {sorted(files)}, those of "
             f"src/label/language.c {sorted(table)}")
    for lang in sorted(files & table.keys()):
        check_language(lang, template, wanted_in(template), table[lang][0])
        check_plural(lang, *table[lang])
    sys.exit(failures > 0)


main()
