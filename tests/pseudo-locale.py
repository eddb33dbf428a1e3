# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
"""Every string that a person reads can be translated.

A translation is made in which every letter has an accent, each string stands
in [!! !!] and is longer by 2/5, and so is a register.  What larder prints with
them holds no plain English then, but for names of its own, which are never
translated.  Machine formats are the same bytes as without.

gettext follows $LANGUAGE in every locale but "C", so C.UTF-8 will do.
"""

import errno
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET

import pseudo
from pseudo import ACCENTED, SOURCES

# So many plain words in a row are English, were they no names.
RUN = 3

failures = 0


def fail(what, lines):
    global failures
    failures += 1
    print(what)
    for line in lines[:5]:
        print("   ", line[:300])


# --- the translation ---------------------------------------------------------

def write_catalogues(folder):
    """The translation of the screen, for the language "xx", and of labels, for
    English ones."""
    n = pseudo.write_catalogue("larder.pot", "xx.po",
                               f"{folder}/xx/LC_MESSAGES/larder.mo")
    n += pseudo.write_catalogue("labels/labels.pot", "labels.po",
                                "po/labels/en.mo")
    if n < 2000:
        fail(f"the templates have only {n} strings", [])


# --- the program -------------------------------------------------------------

def run(program, arguments, language="xx", given=""):
    env = {**os.environ, "LANGUAGE": language, "LARDER_ACTOR": "tester",
           "LARDER_CLOCK": "1795428000",
           "ARGP_HELP_FMT": "rmargin=1000,no-dup-args-note"}
    done = subprocess.run([program, *arguments], env=env, input=given.encode(),
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode < 0 or done.returncode > 6:
        fail(f"larder {shlex.join(arguments)}: {done.returncode}",
             done.stderr.decode().splitlines())
    return done


# --- the register ------------------------------------------------------------

def rows(text):
    """The cells of the table below the first blank line."""
    return [line.split() for line in text.split("\n\n", 1)[1].splitlines()]


def commands(program):
    help_ = run(program, ["--help"]).stdout.decode()
    return re.findall(r"^  ([a-z-]+)  ", help_, re.M)


def kinds(program):
    table = run(program, ["explain", "kinds"]).stdout.decode()
    return re.findall(r"^([a-z_]+) ", table, re.M)


def vocabularies():
    files = os.listdir(f"{SOURCES}/schemas/vocabulary")
    return sorted(name[:-4] for name in files if name.endswith(".xml"))


def languages(build):
    """The words in the names of those that the example has."""
    folder = pseudo.iso_codes(build)
    with open(f"{SOURCES}/schemas/example.xml", encoding="utf-8") as f:
        codes = set(re.findall(r"languages?>([a-z]+)<", f.read()))
    with open(f"{folder}/iso_639-3.json", encoding="utf-8") as f:
        table = json.load(f)["639-3"]
    return re.findall(r"[A-Za-z]+", " ".join(
        language["name"] for language in table
        if language.get("alpha_2") in codes or language["alpha_3"] in codes))


def machine_words(program, build):
    """Names that are never translated; and the fields that hold words."""
    names = set("larder yes no none na unknown blank any value text xml html "
                 "fodt oral message json csv ics sarif junit error warning info and or not same auto "
                 "comma semicolon tab pipe".split())
    names.update("tester en es fr ga pl sw".split()) # of the register
    names.update("Swahili macrolangua United Kingdom Ireland".split())
    names.update(languages(build)) # of iso-codes, whose first is cut
    written = set()
    names.update(commands(program), kinds(program))
    for kind in kinds(program):
        table = run(program, ["explain", kind]).stdout.decode()
        for name, kind_of, *_ in rows(table):
            names.update([name, kind_of])
            if kind_of in ("text", "prose"):
                written.add(name)
    for vocabulary in vocabularies():
        table = run(program, ["explain", vocabulary]).stdout.decode()
        names.update(row[0] for row in rows(table))
    return names, written - {"time_zone", "vocabulary", "code", "broader",
                             "rule", "question", "layout", "licence"}


def write_register(written):
    """The example, its words with accents."""
    tree = ET.parse(f"{SOURCES}/schemas/example.xml")
    for record in tree.getroot():
        for field in record:
            name = field.tag.split("}")[1]
            if name in written and not field.text.startswith("@"):
                field.text = field.text.translate(ACCENTED)
    tree.write("example.xml", encoding="utf-8", xml_declaration=True)


# --- what is plain -----------------------------------------------------------

def foreign():
    """What others say, whose words are not ours to translate."""
    said = [os.strerror(n) for n in errno.errorcode]
    said += ["cannot modify v1_dataset because it is a view", # SQLite
             "Start tag expected, '<' not found"] # libxml2
    for folder in (f"{SOURCES}/schemas/rules", f"{SOURCES}/schemas/profiles"):
        for name in os.listdir(folder):
            root = ET.parse(f"{folder}/{name}").getroot()
            said += [" ".join(e.text.split()) for e in root.iter()
                     if e.tag.endswith(("}citation", "}heading"))]
    return re.compile("|".join(sorted(map(re.escape, said), key=len,
                                      reverse=True)))


FOREIGN = foreign()
IN_A_ROW = re.compile(r"(?:(?<![\w@=/.-])[A-Za-z]+(?![\w@=/-])"
                      r"[,:.!?'\")]* ?['\"(]*){%d,}" % RUN)


def english(text, names):
    """Lines in which plain words stand in a row."""
    found = []
    for line in text.splitlines():
        if line.startswith("  larder "):
            continue # an example
        line = FOREIGN.sub(" ẋ ", line)
        for words in IN_A_ROW.findall(line):
            if not names.issuperset(re.findall(r"[A-Za-z]+", words)):
                found.append(f"{words.strip()}  <  {line.strip()}")
    return found


# Each of these prints for people; of the register that was filled above.
TALK = """
--help
--version
list
list party
list notice
list element --columns words,category,findable
list use
list recipient
list consent
list activity
list agreement
list answer
list claim
list country_rule
list incident
list label
list measure
list own_term
list request
list retention
list scan
list share
list source
list waiver
list --search xyzzy
show organisation
show transport-office
show bus-stop-sign
show bus-stop-phones
show school-meals
show street-cameras
show refugee-registration
show camp-memorandum
show tablet-lost
show school-meals/consent/meals
label bus-stop-phones --width 200
label school-meals --width 200
label street-cameras --width 200
label refugee-registration --width 200
label bus-stop-phones street-cameras --width 200
label --all --width 72
audit
audit bus-stop-phones --fail-on none
audit --as-of 2040-01-01
audit --profile uk-ico
audit --profile gdpr-13-14 street-cameras --fail-on none
audit --profile iso-27560,dsga-s19
rules
explain kinds
explain v1_dataset
explain v1_record
explain v1_history
explain dataset.sold
explain use.elements
explain purposes.research
explain profiles
explain uk-ico
explain dsga-s19
ask bus-stop-phones
ask flood-control --set triple-test
vocabulary list
vocabulary show measures
due
due bus-stop-phones --within P1Y
due --as-of 2020-01-01
next street-cameras
next bus-stop-phones
history
history bus-stop-phones
verify
export --output export.xml
import export.xml
import export.xml --dry-run
draft people.csv --dry-run
draft people.csv
show people
show people/element/dob
show people/element/q1
show people/element/3
add dataset new title=ẋ
add dataset other title=ẋ --dry-run
set new sold=no how_many=5
set new sold=no
set --where vulnerable=@blank vulnerable=@unknown --dry-run
set --where vulnerable=@blank vulnerable=@unknown
copy new newer
rename newer newest
remove newest
undo
redo
redact new --field title --reason ẋ
redact new --field how_many --reason ẋ
history new
query "SELECT 1 AS one"
edit new
checkpoint --output kept.txt
verify --since kept.txt
"""

# Each of these is refused.
REFUSED = """
xyzzy
lsit
--registre x list
--as-of 2026-02-30 list
-r nowhere.larder list
-r nowhere/new.larder init
-r xx.po list
-r . list
init
init too much
list nothing
list --where titel=x
list --where title
list --where 'title='
list --where '(title=x'
list --where 'title="x'
list --where 'title<x'
list --where 'sold<@none'
list --where 'title:x'
list --where 'sold=maybe'
list --where 'nature:nature'
list --columns titel
list --sort subjects
list --limit 0
list --limit many
list --after nowhere
list --format yaml
list --format
list --limit
list --all
list --=x
list -x
list dataset too much
show
show nowhere
show bus-stop-phone
add
add datset new title=x
add dataset
add dataset new
add dataset new titel=x
add dataset new title
add dataset 'A B' title=x
add dataset bus-stop-phones title=x
add dataset organisation title=x
add element nowhere words=x
add element bus-stop-phones/elements/x words=x
add dataset third title=x sold=maybe
add dataset third title=x how_many=many
add dataset third title=x next_check=2026-02-30
add dataset third title=x next_check=soon
add dataset third title=x answer_within=soon
add dataset third title=x subjects=peple
add dataset third title=x controller=nobody
add dataset third title=x controller=bus-stop-phones
add dataset third title=x stored_where=XX
add dataset third title=x subject_languages=english
add dataset third title=@none
add dataset third title=@nonne
add dataset third title=x nature=@na,identified
add dataset third title@fr=x
add dataset third title=x title@english=y
add dataset third title=x sold@fr=non
add party someone name=x email=nobody
set
set nowhere sold=no
set bus-stop-phones
set bus-stop-phones titel=x
set bus-stop-phones sold+=no
set bus-stop-phones controller=@none,@na
set --where sold=no
set bus-stop-phones --where sold=no sold=yes
copy bus-stop-phones
copy bus-stop-phones bus-stop-phones
copy nowhere new
rename bus-stop-phones school-meals
rename nowhere new
rename bus-stop-phones bus-stop-phones/x
remove nowhere
remove city
undo nowhere
redact nowhere
redact bus-stop-phones
redact bus-stop-phones --field titel --reason x
redact bus-stop-phones --field title
history nowhere
verify --since nowhere.txt
verify --since xx.po
checkpoint --output nowhere/kept.txt
import nowhere.xml
import xx.po
import bad.xml
import doctype.xml
import conflict.xml
import example.xml example.xml
import text.xml
export --output nowhere/x.xml
draft nowhere.csv
draft empty.csv
draft values.csv
draft quote.csv
draft goes-on.csv
draft control.csv
draft -
draft bus-stop-phones.csv
draft people.csv values.csv --ref x
draft people.csv --delimiter colon
label
label nowhere
label city
label bus-stop-phones --width 5
label bus-stop-phones --lang english
audit nowhere
audit --fail-on never
audit --profile uk-ico --format sarif
audit --profile nothing
audit --profile uk-ico city
audit --profile uk-ico,fr-cnil --format json
audit --pack .
audit --pack pack city
audit --pack pack --format json
due nowhere
due --within soon
explain
explain nothing
explain dataset.titel
explain purposes.nothing
vocabulary nothing
vocabulary show
vocabulary show nothing
vocabulary show purpose
vocabulary list x
query
query "DELETE FROM v1_dataset"
edit nowhere
"""

FILES = {
    "people.csv": "dob;q1;;religion\n",
    "empty.csv": "",
    "values.csv": "x,1984-03-02\n",
    "quote.csv": 'x,"y\n',
    "goes-on.csv": '"x"y,z\n',
    "control.csv": "x,y\x07\n",
    "bus-stop-phones.csv": "x,y\n",
    "bad.xml": "<register><party></register>",
    "doctype.xml": "<!DOCTYPE register><register/>",
    "text.xml": '<register xmlns="https://larder.example/ns/register/1" '
                'version="1.0"><party ref="a">x</party></register>',
    "conflict.xml": '<register xmlns="https://larder.example/ns/register/1" '
                    'version="1.0"><party ref="city"><name>x</name></party>'
                    '</register>',
}

# Formats for programs.
MACHINE = """
list --format json
list --format csv
draft people.csv --dry-run --format json
draft people.csv --dry-run --format csv
show bus-stop-phones --format json
history --format json
export
export --format json
audit --format json --fail-on none
audit --profile uk-ico --format json --fail-on none
audit --profile fr-cnil --format csv --fail-on none
due --format json
due --format csv
due --format ics
audit --format sarif --fail-on none
audit --format junit --fail-on none
audit --format csv --fail-on none
rules --format json
vocabulary list --format csv
vocabulary show bases --format json
query "SELECT * FROM v1_dataset" --format json
query "SELECT * FROM v1_dataset" --format csv
"""


def lines_of(text):
    return [shlex.split(line) for line in text.strip().splitlines()]


def check_talk(program, names):
    talk = lines_of(TALK)
    talk += [[name, "--help"] for name in commands(program)]
    talk += [["explain", name] for name in kinds(program)[::3]]
    talk += [["explain", name] for name in vocabularies()[::7]]
    rules = run(program, ["rules"]).stdout.decode()
    # That all texts of rules can be translated, tests/pot.sh sees; all are
    # printed in the same way.
    talk += [["explain", rule] for rule in re.findall(r"^[A-Z0-9]+-\w+", rules,
                                                      re.M)[::9]]
    for arguments in talk:
        done = run(program, arguments)
        if done.returncode > 1:
            fail(f"larder {shlex.join(arguments)}: {done.returncode}",
                 done.stderr.decode().splitlines())
        found = english((done.stdout + done.stderr).decode(), names)
        if found:
            fail(f"larder {shlex.join(arguments)}: plain English", found)


def check_refused(program, names):
    for arguments in lines_of(REFUSED):
        done = run(program, arguments)
        talk = done.stderr.decode()
        if done.returncode < 2:
            fail(f"larder {shlex.join(arguments)}: is not refused", [])
        found = english(talk, names)
        if found:
            fail(f"larder {shlex.join(arguments)}: plain English", found)
        elif "[!!" not in talk:
            fail(f"larder {shlex.join(arguments)}: not translated", [talk])


def check_form(program, names):
    """The text that an editor gets, and the same with what is wrong in it."""
    with open("editor", "w", encoding="utf-8") as f:
        f.write('#!/bin/sh\ncat "$1" >>form.txt\n'
                'grep -q "^sold: maybe" "$1" && exit\n'
                'sed "s/^sold:.*/sold: maybe/" "$1" >"$1.new"\n'
                'cat "$1.new" >"$1"\nrm "$1.new"\n')
    os.chmod("editor", 0o755)
    os.environ["EDITOR"] = "./editor"
    done = run(program, ["edit", "bus-stop-phones"])
    os.environ["EDITOR"] = "true"
    with open("form.txt", encoding="utf-8") as f:
        found = english(f.read() + done.stderr.decode(), names)
    if found:
        fail("larder edit: plain English", found)


# Keys, one step a line; after each of them the screen is looked at.
KEYS = """
?
q
Tab
Tab
Tab
1
/
Escape
f titel=x Enter
Escape
:
Escape
: xyzzy Enter
Escape
h
Enter
?
q
q
q
D
n
R
Escape
Enter
?
q
Tab
Tab
G
c
l
?
q
E
Escape
q
e
?
q
w
?
q
q
Enter
Escape
Tab
Tab
Enter
Escape
Space
q
x
q
A
S
q
x
u
"""


def tmux(*arguments):
    return subprocess.run(["tmux", "-L", f"larder{os.getpid()}", "-f",
                           "/dev/null", *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout.decode()


def settled():
    """The screen, when it has stopped to change."""
    before, screen = None, ""
    for _ in range(50):
        screen = tmux("capture-pane", "-p")
        if screen == before and screen.strip():
            break
        before = screen
        time.sleep(0.05)
    return screen


def check_screen(program, names):
    """All screens, walked through in a wide terminal."""
    if not shutil.which("tmux"):
        return
    os.environ["LANGUAGE"] = "xx"
    tmux("new-session", "-d", "-x", "500", "-y", "60", program)
    settled()
    steps = [[]] + lines_of(KEYS)
    for i, step in enumerate(steps):
        for key in step:
            tmux("send-keys", key)
        screen = settled()
        found = english(screen, names)
        if found:
            fail(f"the screen after {steps[1:i + 1][-6:]}: plain English",
                 found)
        if "[!!" not in screen:
            fail(f"the screen after {steps[1:i + 1][-6:]}: not translated",
                 screen.splitlines())
            break
    tmux("kill-server")


def check_machine(program):
    for arguments in lines_of(MACHINE):
        here = run(program, arguments).stdout
        there = run(program, arguments, language="").stdout
        if here != there or not here:
            fail(f"larder {shlex.join(arguments)}: other bytes", [])


def main():
    with open("config.h", encoding="utf-8") as f:
        if "#define ENABLE_NLS 1" not in f.read() or not shutil.which("msgfmt"):
            sys.exit(77)
    build = os.getcwd()
    os.chdir(os.environ["HOME"])
    write_catalogues(os.getcwd() + "/locale")
    program = pseudo.link_program(build, os.getcwd() + "/locale")
    os.environ["LARDER_REGISTER"] = os.getcwd() + "/register.larder"
    os.environ["EDITOR"] = "true"
    names, written = machine_words(program, build)
    write_register(written)
    for name, text in FILES.items():
        with open(name, "w", encoding="utf-8") as f:
            f.write(text)
    for arguments in [["init"], ["import", "example.xml"]]:
        if run(program, arguments).returncode != 0:
            fail(f"larder {shlex.join(arguments)}", [])
    check_machine(program)
    check_talk(program, names)
    check_refused(program, names)
    check_form(program, names)
    check_screen(program, names)
    sys.exit(failures > 0)


main()
