#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
"""The audit of one dataset finds what the audit of the whole finds of it.

Of the example, and of a register with records of nearly every kind;
tests/unit/test_rules.c does the same for the examples of the rules.
"""

import json
import os
import subprocess
from collections import defaultdict

LARDER = os.environ['LARDER']
WORK = os.environ['TMPDIR']
DAY = '2026-11-23'


def larder(register, *arguments, statuses=(0,)):
    done = subprocess.run([LARDER, '-r', register, *arguments],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode in statuses, (arguments, done.stderr.decode())
    return done.stdout


def audit(register, *refs):
    said = larder(register, 'audit', '--as-of', DAY, '--format', 'json', *refs,
                  statuses=(0, 1))
    return json.loads(said)


def one_line(finding):
    return json.dumps(finding, sort_keys=True)


def compare(register, step=1):
    """Each dataset, or each of so many, and one record in it."""
    of = defaultdict(list)
    for finding in audit(register)['findings']:
        of[finding['dataset']].append(one_line(finding))
    datasets = larder(register, 'query', 'SELECT ref FROM v1_dataset ORDER BY '
                      'ref', '--format', 'csv').decode().split()[1:]
    assert datasets and any(of[d] for d in datasets)
    for dataset in datasets[::step]:
        part = audit(register, dataset)
        lines = [one_line(f) for f in part['findings']]
        assert lines == of[dataset], (
            dataset, set(lines) ^ set(of[dataset]))
        assert sum(part['counts'].values()) + sum(
            f['waived'] is not None for f in part['findings']) == len(lines)
        for child in [json.loads(line)['ref'] for line in lines
                      if json.loads(line)['ref'] != dataset][:1]:
            lines = [one_line(f) for f in audit(register, child)['findings']]
            assert lines == [line for line in of[dataset]
                             if json.loads(line)['ref'] == child], child
    return len(datasets)


def example():
    register = f'{WORK}/example.larder'
    larder(register, 'init', '--example')
    assert compare(register) >= 4
    # what is in no dataset is asked of the whole
    whole = audit(register)['findings']
    for ref in {f['ref'] for f in whole if not f['dataset'] and f['uid']}:
        assert audit(register, ref)['findings'] == [
            f for f in whole if f['ref'] == ref], ref
    # some datasets together
    two = sorted({f['dataset'] for f in whole if f['dataset']})[:2]
    assert audit(register, *two)['findings'] == [
        f for f in whole if f['dataset'] in two]


def generated():
    register = f'{WORK}/generated.larder'
    with open(f'{WORK}/generated.xml', 'wb') as out:
        subprocess.run(['tests/bench/generate', '-k', '-c', '12', '30'],
                       stdout=out, check=True)
    larder(register, 'init')
    larder(register, 'import', f'{WORK}/generated.xml')
    assert compare(register, 7) == 30


example()
generated()
