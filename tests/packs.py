# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
"""Every file of terms that DPV and DUO publish can be loaded and unloaded.

What is left is the same export as before, byte by byte, alone and when all of
them are there together.  The files lie beside the repository on some machines.
"""

import csv
import glob
import os
import subprocess
import sys

SHARED = os.environ.get("LARDER_SHARED", "") + "/vocab"
LARDER = os.environ["LARDER"]
REGISTER = os.path.join(os.environ["HOME"], "packs.larder")
UNDER = ["--into", "purposes", "--under", "research"]

failures = 0


def fail(what):
    global failures
    print(what)
    failures += 1


def larder(*words):
    return subprocess.run([LARDER, "-r", REGISTER, *words], check=False,
                          stdin=subprocess.DEVNULL, capture_output=True)


def must(*words):
    run = larder(*words)
    if run.returncode:
        sys.exit(f"larder {' '.join(words)}: {run.stderr.decode()}")
    return run.stdout


def rows(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file))


def is_pack(path):
    head = rows(path)[0].keys()
    return "label" in head and not head.isdisjoint({"term", "iri", "id"})


def own_terms():
    return must("list", "own_term", "--format", "csv").count(b"\n") - 1


def load(path, pack):
    """Loads a file; how many of its rows became terms."""
    out = must("vocabulary", "import", path, *UNDER, "--pack", pack)
    lines = out.decode().splitlines()
    if len(lines) != len(rows(path)):
        fail(f"{path}: {len(lines)} of {len(rows(path))} rows are told of")
    return sum(": added " in line for line in lines)


def check_alone(path, before):
    name = os.path.basename(path)[:-4]
    there = own_terms()
    added = load(path, name)
    if own_terms() != there + added:
        fail(f"{path}: not {added} terms")
    if added:
        must("vocabulary", "remove", "--pack", name)
    if must("export") != before:
        fail(f"{path}: the export is another one")
    return added


def check_together(paths, before):
    """The last loaded goes first: it may stand below an earlier one."""
    loaded = [str(i) for i, path in enumerate(paths) if load(path, str(i))]
    tree = must("vocabulary", "show", "purposes", "--format", "csv")
    if tree.count(b"\n") < 1000:
        fail("there are not all terms")
    for pack in reversed(loaded):
        must("vocabulary", "remove", "--pack", pack)
    if must("export") != before:
        fail("after all of them: the export is another one")


def main():
    paths = sorted(glob.glob(f"{SHARED}/dpv-2.3/**/*.csv", recursive=True))
    paths += [f"{SHARED}/duo/duo.csv"]
    packs = [path for path in paths if is_pack(path)]
    added = 0

    must("init", "--example")
    before = must("export")
    for path in paths:
        if path in packs:
            added += check_alone(path, before)
        elif larder("vocabulary", "import", path, *UNDER).returncode != 2:
            fail(f"{path} has no terms, and is not refused")
    if len(packs) < 50 or added < 1500:
        fail(f"only {added} terms of {len(packs)} files")
    check_together(packs, before)
    must("verify")
    print(f"{added} terms of {len(packs)} files")


if not os.path.isdir(SHARED):
    sys.exit(77)
main()
sys.exit(failures > 0)
