# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
"""A translation in which every letter has an accent, so that what is left plain
is what nobody can translate: for tests/pseudo-locale.py, of the screen, and
tests/label-pseudo.py, of labels."""

import os
import re
import shlex
import subprocess

PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTS = "áḃçđéḟǵĥíĵķĺḿńóṕɋŕśťúṽŵẋýžÁḂÇĐÉḞǴĤÍĴĶĹḾŃÓṔɊŔŚŤÚṼŴẊÝŽ"
ACCENTED = str.maketrans(PLAIN, ACCENTS)

# What a translation must keep: formats of C, and places for words.
KEPT = re.compile(r"(%(?:%|(?:[0-9]+\$)?[-+#0']*[0-9*]*(?:\.[0-9*]+)?"
                  r"(?:hh|h|ll|l|z|j|t)?[a-zA-Z])|\{[a-z0-9_:-]+\})")

SOURCES = os.path.abspath(os.environ["srcdir"])


def pseudo(text, before="[!! ", behind="!!]", blank=" "):
    """A text as the translation has it, longer by 2/5; white space at its ends
    is kept."""
    inner = text.strip()
    if not inner:
        return text
    start = text[:text.index(inner[0])]
    end = text[len(start) + len(inner):]
    parts = KEPT.split(inner)
    parts[::2] = [part.translate(ACCENTED) for part in parts[::2]]
    longer = "ẋ" * (len(inner) * 2 // 5)
    return f"{start}{before}{''.join(parts)}{blank}{longer}{behind}{end}"


ESCAPES = {"n": "\n", "t": "\t", "v": "\v", '"': '"', "\\": "\\"}


def unquote(text):
    return re.sub(r"\\(.)", lambda m: ESCAPES[m.group(1)], text)


def quote(text):
    for letter, char in [("\\", "\\")] + list(ESCAPES.items())[:4]:
        text = text.replace(char, "\\" + letter)
    return f'"{text}"'


def entries(template):
    """Of each entry of a .po file: its flags, and its fields by name."""
    for block in re.split(r"\n\n+", template):
        flags = re.findall(r"^#, .*$", block, re.M)
        fields = {}
        for name, text in re.findall(
                r'^(msg\w+(?:\[\d\])?) ((?:".*"\n?)+)', block, re.M):
            strings = re.findall(r'"((?:[^"\\]|\\.)*)"', text)
            fields[name] = unquote("".join(strings))
        if fields.get("msgid"):
            yield flags, fields


def write_catalogue(template, name, mo, **marks):
    """The translation of a template that is kept; how many texts it has."""
    with open(f"{SOURCES}/po/{template}", encoding="utf-8") as f:
        template = f.read()
    lines = ['msgid ""', r'msgstr "Content-Type: text/plain; charset=UTF-8\n'
             r'Plural-Forms: nplurals=2; plural=(n != 1);\n"']
    n = 0
    for flags, fields in entries(template):
        n += 1
        single, plural = fields["msgid"], fields.get("msgid_plural")
        lines += ["", *flags]
        if "msgctxt" in fields:
            lines.append("msgctxt " + quote(fields["msgctxt"]))
        lines.append("msgid " + quote(single))
        if plural is None:
            lines.append("msgstr " + quote(pseudo(single, **marks)))
        else:
            lines += ["msgid_plural " + quote(plural),
                      "msgstr[0] " + quote(pseudo(single, **marks)),
                      "msgstr[1] " + quote(pseudo(plural, **marks))]
    with open(name, "w", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")
    os.makedirs(os.path.dirname(mo), exist_ok=True)
    subprocess.run(["msgfmt", "--check-format", "-o", mo, name], check=True)
    return n


def words_of(name):
    return shlex.split(os.environ[name])


def iso_codes(build):
    """The folder of its lists."""
    with open(f"{build}/config.h", encoding="utf-8") as f:
        return re.search(r'ISO_CODES_DIR "(.*)"', f.read()).group(1)


def resources(build):
    """The files that are part of the program (build-aux/embed)."""
    with open(f"{build}/src/model/resources.c", encoding="utf-8") as f:
        names = re.findall(r'^\{ "([^"]+)", r', f.read(), re.M)
    return [f"schemas/{name}" for name in names
            if not name.startswith("labels/")]


def link_program(build, folder="/nonexistent"):
    """larder, but with the translations of this folder, and with labels/en.mo
    of here, if there is one, for labels in English."""
    program = f"{os.getcwd()}/larder"
    objects = [program + ".o"]
    subprocess.run(words_of("COMPILE") + [f'-DLOCALEDIR="{folder}"', "-c",
                   f"{SOURCES}/src/main.c", "-o", objects[0]], check=True,
                   cwd=build)
    if os.path.exists("po/labels/en.mo"):
        with open("resources.c", "w", encoding="utf-8") as f:
            subprocess.run(["sh", f"{SOURCES}/build-aux/embed", SOURCES,
                            *resources(build), "po/labels/en.mo"], check=True,
                           stdout=f)
        objects.append(program + "-resources.o")
        subprocess.run(words_of("COMPILE") + ["-c", os.path.abspath(
                       "resources.c"), "-o", objects[1]], check=True, cwd=build)
    archives = [f"src/lib{name}.a" for name in (
        "ui", "cli", "app", "audit", "exchange", "label", "policy", "store",
        "model", "base")]
    subprocess.run(words_of("LINK") + objects + archives +
                   words_of("LINK_LIBS") + ["-o", program], check=True,
                   cwd=build)
    return program
