# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
"""Every word that a label says can be translated, and longer words are not cut.

Labels in English get a catalog here in which every letter has an accent, each
text stands in \N{MATHEMATICAL LEFT WHITE SQUARE BRACKET} and its other half
and is longer by 2/5; the register's words have accents, too.  What the labels
of the example, all of them at three widths, have in plain letters then is a
name, a place or an address; each bracket that opens closes; and no line is
wider than the label.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET

import pseudo
from pseudo import ACCENTED, SOURCES

OPEN, CLOSE = "\u27e6", "\u27e7"
WIDTHS = (72, 40, 32)
LAYOUTS = ("full", "grid")  # the others show less of the same
NAMESPACE = "{https://larder.example/ns/register/1}"

failures = 0


def fail(what, lines):
    global failures
    failures += 1
    print(what)
    for line in lines[:5]:
        print("   ", line[:300])


def run(program, *arguments):
    env = {**os.environ, "LARDER_ACTOR": "tester", "LARDER_CLOCK": "1795428000"}
    done = subprocess.run([program, *arguments], env=env,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode:
        fail(f"larder {' '.join(arguments)}: {done.returncode}",
             done.stderr.decode().splitlines())
    return done.stdout.decode()


def prose(program):
    """Fields of each kind that hold words."""
    fields = set()
    for kind in run(program, "explain", "kinds").splitlines():
        name = kind.split()[0] if kind.strip() else ""
        if not re.fullmatch(r"[a-z_]+", name):
            continue
        for line in run(program, "explain", name).splitlines():
            parts = line.split()
            if len(parts) > 1 and parts[1] in ("text", "prose"):
                fields.add((name, parts[0]))
    return fields


def write_register(program):
    """The example, its words with accents; the refs of its datasets."""
    tree = ET.parse(f"{SOURCES}/schemas/example.xml")
    fields, refs = prose(program), []
    for record in tree.getroot():
        kind = record.tag.replace(NAMESPACE, "")
        if kind == "dataset":
            refs.append(record.get("ref"))
        if kind == "own_term":
            continue
        for field in record:
            name = field.tag.replace(NAMESPACE, "")
            if (kind, name) in fields and field.text and \
                    not field.text.startswith("@") and name != "time_zone":
                field.text = field.text.translate(ACCENTED)
    tree.write("example.xml", encoding="utf-8", xml_declaration=True)
    if len(fields) < 60 or len(refs) < 16:
        fail(f"only {len(fields)} fields, {len(refs)} datasets", [])
    return refs


def countries(build):
    """Their names in English, of which iso-codes has the translations."""
    with open(f"{pseudo.iso_codes(build)}/iso_3166-1.json", encoding="utf-8") as f:
        table = json.load(f)["3166-1"]
    return [c.get("common_name", c["name"]) for c in table]


# E-mail, addresses of pages, check codes, and numbers are no words.
NO_WORD = re.compile(r"\S+@\S+|\S*\w[./]\w\S*|"
                     r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}|[0-9][0-9-]*")


def no_words(text, names):
    """What of a wide label is no word of ours; a narrow one may break it."""
    found = set(NO_WORD.findall(text))
    found.update(name for name in names
                 if re.search(rf"\b{re.escape(name)}\b", text))
    found = sorted(found, key=len, reverse=True)
    return re.compile("|".join(r"\s*".join(map(re.escape, word))
                               for word in found))


def plain(text, broken, known):
    text = broken.sub(" \u1e8b ", text)
    return sorted(set(re.findall(r"(?<![\w-])[A-Za-z][A-Za-z-]*(?![\w-])",
                                 text)) - known)


def width(line):
    return sum(0 if unicodedata.combining(c) or
               unicodedata.category(c) == "Cf" else
               2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in line)


def check(program, refs, names):
    for ref in refs:
        broken = no_words(run(program, "label", ref, "--width", "500",
                              "--layout", "full"), names)
        for size in WIDTHS:
            for layout in LAYOUTS:
                what = f"label {ref} --width {size} --layout {layout}"
                text = run(program, *what.split())
                wide = [line for line in text.splitlines()
                        if width(line) > size]
                if wide:
                    fail(f"{what}: too wide", wide)
                found = plain(text, broken, set(refs))
                if found:
                    fail(f"{what}: plain words", [" ".join(found)])
                if text.count(OPEN) != text.count(CLOSE) or OPEN not in text:
                    fail(f"{what}: {text.count(OPEN)} open, "
                         f"{text.count(CLOSE)} close", [])


def main():
    if not shutil.which("msgfmt"):
        sys.exit(77)
    build = os.getcwd()
    os.chdir(os.environ["HOME"])
    n = pseudo.write_catalogue("labels/labels.pot", "labels.po",
                               "po/labels/en.mo", before=OPEN, behind=CLOSE,
                               blank="")
    if n < 1000:
        fail(f"the template has only {n} strings", [])
    program = pseudo.link_program(build)
    os.environ["LARDER_REGISTER"] = os.getcwd() + "/register.larder"
    refs = write_register(program)
    run(program, "init")
    run(program, "import", "example.xml")
    check(program, refs, countries(build))
    sys.exit(failures > 0)


main()
