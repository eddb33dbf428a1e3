#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
"""Registers of every layout there was are still true, and can be changed.

Each fixture is opened, verified since the checkpoint that was kept with it,
changed (which migrates it, where its layout is an older one) and verified
again, still since that checkpoint.
"""

import glob
import gzip
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
import verify  # noqa: E402

FIXTURES = os.path.join(HERE, '..', 'fixtures')
MAKER = os.path.join(os.path.dirname(os.path.abspath(
    os.environ.get('LARDER', 'larder'))), 'tests/verify/make_register')
failed = []


def must(what, passed, said=''):
    print('%s %s' % ('ok' if passed else 'not ok', what))
    if not passed:
        failed.append(what)
        print(said)


def run(*args):
    done = subprocess.run((MAKER,) + args, capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode()


def check(fixture, path):
    name = os.path.basename(fixture)
    point = fixture[:-len('.larder.gz')] + '.checkpoint'
    with gzip.open(fixture, 'rb') as f, open(path, 'wb') as out:
        out.write(f.read())
    with open(point, encoding='utf-8') as f:
        since = f.read()
    current = sqlite_layout(path) == verify.LAYOUT
    if current:
        status, said = run('verify', path, point)
        must(name + ' is true', status == 0, said + HINT)
        faults = verify.verify(path, since)
        must(name + ' is true to verify.py', not faults, '\n'.join(faults))
    status, said = run('change', path, 'A title of today')
    must(name + ' can be changed', status == 0, said)
    status, said = run('verify', path, point)
    must(name + ' is true after that', status == 0, said)
    faults = verify.verify(path, since)
    must(name + ' is true to verify.py after that', not faults,
         '\n'.join(faults))


HINT = '''
If the layout was changed before it was released, tests/fixtures/make makes
its fixture again; if it was released, it must not change: write a migration.
'''


def sqlite_layout(path):
    with open(path, 'rb') as f:
        return int.from_bytes(f.read(64)[60:64], 'big')


with tempfile.TemporaryDirectory() as folder:
    fixtures = sorted(glob.glob(os.path.join(FIXTURES, '*.larder.gz')))
    for each in fixtures:
        check(each, os.path.join(folder, os.path.basename(each)[:-3]))
sys.exit(1 if failed or not fixtures else 0)
