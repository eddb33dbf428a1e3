#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
"""flips.py [FLIPS [SEED]]

Turns over single bits of a register, each time in a fresh copy.  Whatever
then changes what a reader sees of any record must be reported by larder's
verify, and by verify.py (which is slow, so it is asked only then; and it does
not look at the layout, so not where larder cannot read at all).
"""

import collections
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
import verify  # noqa: E402

MAKER = os.path.join(os.path.dirname(os.path.abspath(
    os.environ.get('LARDER', 'larder'))), 'tests/verify/make_register')


def look(path, refs):
    """What a reader sees, and the status of verify."""
    run = subprocess.run([MAKER, 'look', path] + refs, capture_output=True,
                         check=False)
    seen = run.stdout.split(b'\n--\n')[0]
    if run.returncode == 2 or b'\nunreadable: ' in seen:
        seen = None
    return seen, run.returncode


def python_reports(path):
    try:
        return bool(verify.verify(path))
    except verify.CannotTry:
        return True


def quick_check(path):
    """What SQLite's own check says, for comparison only."""
    db = sqlite3.connect(path)
    try:
        return db.execute('PRAGMA quick_check(1)').fetchone()[0] != 'ok'
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return True
    finally:
        db.close()


def main(flips, seed):
    folder = tempfile.mkdtemp()
    base = os.path.join(folder, 'base.larder')
    path = os.path.join(folder, 'flipped.larder')
    counts = collections.Counter()
    missed = []
    try:
        subprocess.run([MAKER, 'make', base], check=True)
        with open(base, 'rb') as f:
            good = bytearray(f.read())
        db = sqlite3.connect(base)
        refs = [row[0] for row in
                db.execute('SELECT ref FROM old_ref ORDER BY ref')]
        db.close()
        normal, status = look(base, refs)
        if status != 0:
            sys.exit('the register is not true before anything is done to it')
        chance = random.Random(seed)
        for _ in range(flips):
            bit = chance.randrange(8 * len(good))
            good[bit // 8] ^= 1 << bit % 8
            with open(path, 'wb') as f:
                f.write(good)
            good[bit // 8] ^= 1 << bit % 8
            seen, status = look(path, refs)
            changed = seen != normal
            counts['seen by a reader'] += changed and seen is not None
            counts['unreadable to larder'] += seen is None
            counts['reported by larder'] += status != 0
            counts['reported by quick_check'] += quick_check(path)
            if status not in (0, 2, 3):
                missed.append('bit %d: larder ended with %d' % (bit, status))
            if changed and status == 0:
                missed.append('bit %d: larder says nothing' % bit)
            if changed and seen is not None and not python_reports(path):
                missed.append('bit %d: verify.py says nothing' % bit)
            for end in ('-wal', '-shm'):
                if os.path.exists(path + end):
                    os.remove(path + end)
    finally:
        shutil.rmtree(folder)
    print('%d flips in %d bytes' % (flips, len(good)))
    for what, n in counts.items():
        print('%d %s' % (n, what))
    for what in missed:
        print('not ok: ' + what)
    return 1 if missed else 0


if __name__ == '__main__':
    given = [int(arg) for arg in sys.argv[1:]]
    sys.exit(main(*given + [80, 1][len(given):]))
