#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
"""agree.py [ATTACK...]

Attacks a register in every way that is named here, and asks two verifiers
that share no code, larder and verify.py, what they think of it.  Each case
says what both must answer: 0 fine, 3 not true, 2 it could not be tried.
"""

import contextlib
import io
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
import verify  # noqa: E402

LARDER = os.path.abspath(os.environ.get('LARDER', 'larder'))
MAKER = os.path.join(os.path.dirname(LARDER), 'tests/verify/make_register')
DIR = tempfile.mkdtemp()
BASE = os.path.join(DIR, 'base.larder')  # the register that is attacked
OTHER = os.path.join(DIR, 'other.larder')
FORKED = os.path.join(DIR, 'forked.larder')
HISTORY = ('seq', 'time', 'change', 'operation', 'undone', 'commitment',
           'previous', 'hash', 'salt', 'body', 'record')
CASES = []


def maker(*args):
    return subprocess.run((MAKER,) + args, capture_output=True, check=False)


def made(*args):
    run = maker(*args)
    if run.returncode:
        sys.exit('make_register %s: %s' % (' '.join(args), run.stderr.decode()))
    return run.stdout.decode()


def has_command():
    """Is there a larder that verifies?  Else its library is asked."""
    try:
        return subprocess.run([LARDER, '-r', BASE, 'verify'],
                              capture_output=True,
                              check=False).returncode == 0
    except OSError:
        return False


def ask_larder(path, since):
    if COMMAND:
        args = [LARDER, '-r', path, 'verify']
        run = subprocess.run(args + (['--since', since] if since else []),
                             capture_output=True, check=False)
    else:
        run = maker('verify', path, *([since] if since else []))
    return run.returncode, (run.stdout + run.stderr).decode('utf-8', 'replace')


def ask_python(path, since):
    """verify.py, without starting another Python."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = verify.main((['--since', since] if since else []) + [path])
    return status, said.getvalue()


# ---- how attacks are written ------------------------------------------------

def attack(name, larder=3, python=3, since=None):
    """A function that changes the file at `path`, and what must be found.

    `since` is the text of a checkpoint, or a function that makes it.
    """
    def add(function):
        CASES.append((name, function, larder, python, since))
        return function
    return add


def sql(name, *statements, **found):
    """An attack that is a few statements, as in the sqlite3 shell."""
    @attack(name, **found)
    def run(path):
        with opened(path) as db:
            for statement in statements:
                if db.execute(statement).rowcount == 0:
                    sys.exit('%s: nothing was changed' % name)


def forged(name, *statements, **found):
    """The same to somebody who first takes the triggers off, and puts them
    back."""
    @attack(name, **found)
    def run(path):
        with opened(path) as db, unguarded(db):
            for statement in statements:
                if db.execute(statement).rowcount == 0:
                    sys.exit('%s: nothing was changed' % name)


@contextlib.contextmanager
def opened(path):
    db = sqlite3.connect(path, isolation_level=None)
    db.execute('PRAGMA foreign_keys = OFF')
    db.execute('PRAGMA synchronous = OFF')
    try:
        yield db
    finally:
        db.close()


@contextlib.contextmanager
def unguarded(db):
    triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = "
                          "'trigger'").fetchall()
    for name, _ in triggers:
        db.execute('DROP TRIGGER "%s"' % name)
    yield
    for _, statement in triggers:
        db.execute(statement)


def entries(db):
    return [dict(zip(HISTORY, row)) for row in
            db.execute('SELECT %s FROM history ORDER BY seq'
                       % ', '.join(HISTORY))]


def write_entries(db, rows):
    """Puts these in the place of the history, as they are."""
    db.execute('DELETE FROM history')
    db.executemany('INSERT INTO history VALUES (%s)'
                   % ', '.join(':' + n for n in HISTORY), rows)


def rehash(db, rows):
    """Makes all hashes fit, and the head: what the owner of the file can."""
    tree = verify.Tree()
    for seq, e in enumerate(rows, 1):
        e['seq'] = seq
        e['previous'] = tree.last
        if e['body'] is not None:
            e['commitment'] = verify.commitment(e['salt'], e['body'])
        e['hash'] = verify.entry_hash(dict(e, operation=e['operation'].encode()))
        tree.add(e['hash'])
    write_entries(db, rows)
    db.execute('UPDATE head SET size = ?, last = ?, peaks = ?',
               (tree.size, tree.last, b''.join(tree.peaks)))


def rewritten(name, **found):
    """An attack on the entries (a function of the database and their list),
    after which all is hashed again."""
    def add(function):
        @attack(name, **found)
        def run(path):
            with opened(path) as db, unguarded(db):
                rows = entries(db)
                rehash(db, function(db, rows) or rows)
    return add


def checkpoint_of(path):
    return made('checkpoint', path)


def base_checkpoint():
    return checkpoint_of(BASE)


def flip(column, seq=20):
    def run(path):
        with opened(path) as db, unguarded(db):
            data = bytearray(db.execute('SELECT "%s" FROM history WHERE seq = ?'
                                        % column, (seq,)).fetchone()[0])
            data[len(data) // 2] ^= 4
            db.execute('UPDATE history SET "%s" = ? WHERE seq = ?' % column,
                       (bytes(data), seq))
    attack('a bit flipped in ' + column)(run)


# ---- nothing wrong ----------------------------------------------------------

@attack('nothing', larder=0, python=0)
def nothing(_):
    pass


@attack('nothing, with a checkpoint', larder=0, python=0, since=base_checkpoint)
def nothing_since(_):
    pass


@attack('more changes since the checkpoint', larder=0, python=0,
        since=base_checkpoint)
def more(path):
    made('change', path, 'later')


@attack('a checkpoint of no entries', larder=0, python=0,
        since=lambda: checkpoint_of(BASE).split('\n')[0] +
        '\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n')
def of_none(_):
    pass


@attack('a checkpoint with a signature below', larder=0, python=0,
        since=lambda: checkpoint_of(BASE) + '\n\u2014 auditor c2lnbmF0dXJl\n')
def signed(_):
    pass


@attack('packed by VACUUM', larder=0, python=0, since=base_checkpoint)
def vacuumed(path):
    with opened(path) as db:
        db.execute('VACUUM')


# ---- the history ------------------------------------------------------------

for of_entry in ('body', 'salt', 'hash', 'previous', 'commitment', 'change'):
    flip(of_entry)

forged('time changed', 'UPDATE history SET time = time - 1 WHERE seq = 20')
forged('operation changed',
       "UPDATE history SET operation = 'set ' WHERE seq = 20")
forged('operation with more behind a NUL',
       "UPDATE history SET operation = operation || char(0) || 'x' "
       'WHERE seq = 20')
forged('undone changed',
       'UPDATE history SET undone = zeroblob(16) WHERE undone IS NOT NULL')
forged('undone taken away',
       'UPDATE history SET undone = NULL WHERE undone IS NOT NULL')
forged('entry said to be about another record',
       'UPDATE history SET record = record + 1 WHERE seq = 20')
forged('first entry said to be about a record',
       'UPDATE history SET record = 1 WHERE seq = 1')
forged('row deleted in the middle', 'DELETE FROM history WHERE seq = 20')
forged('first row deleted', 'DELETE FROM history WHERE seq = 1')
forged('tail truncated',
       'DELETE FROM history WHERE seq > (SELECT max(seq) - 3 FROM history)')
forged('row inserted at the end',
       'INSERT INTO history SELECT (SELECT max(seq) + 1 FROM history), time, '
       'change, operation, undone, commitment, previous, hash, salt, body, '
       'record FROM history WHERE seq = 20')
forged('seq renumbered', 'DELETE FROM history WHERE seq = 20',
       'UPDATE history SET seq = -seq WHERE seq > 20',
       'UPDATE history SET seq = -seq - 1 WHERE seq < 0')
forged('two rows swapped', 'UPDATE history SET seq = -1 WHERE seq = 20',
       'UPDATE history SET seq = 20 WHERE seq = 21',
       'UPDATE history SET seq = 21 WHERE seq = -1')
forged('row inserted in the middle',
       'UPDATE history SET seq = -seq WHERE seq > 20',
       'UPDATE history SET seq = 1 - seq WHERE seq < 0',
       'INSERT INTO history SELECT 21, time, change, operation, undone, '
       'commitment, previous, hash, salt, body, record FROM history '
       'WHERE seq = 20')
forged('all of the history deleted', 'DELETE FROM history')
forged('all of the history deleted, and the head', 'DELETE FROM history',
       "UPDATE head SET size = 0, last = zeroblob(32), peaks = x''")
sql('body erased without a redaction',
    'UPDATE history SET salt = NULL, body = NULL WHERE seq = 20')
forged('body erased, salt kept', 'UPDATE history SET body = NULL WHERE seq = 20')
forged('salt erased, body kept', 'UPDATE history SET salt = NULL WHERE seq = 20')
sql('newest body erased',
    'UPDATE history SET salt = NULL, body = NULL WHERE seq = (SELECT max(seq) '
    'FROM history)')
forged('erased body filled in', "UPDATE history SET salt = zeroblob(16), body "
       "= x'00' WHERE body IS NULL")
sql('size in the head changed', 'UPDATE head SET size = size + 1')
sql('last in the head changed', 'UPDATE head SET last = zeroblob(32)')
sql('peak in the head changed',
    'UPDATE head SET peaks = zeroblob(length(peaks))')
sql('peaks taken from the head', "UPDATE head SET peaks = x''")
sql('a byte behind the peaks',
    "UPDATE head SET peaks = CAST(peaks || x'41' AS BLOB)")
sql('head deleted', 'DELETE FROM head')


# ---- the history, hashed again ----------------------------------------------

def forge_early(_, rows):
    rows[19]['time'] -= 86400


rewritten('whole chain re-hashed', larder=0, python=0)(forge_early)
rewritten('whole chain re-hashed, with a checkpoint',
          since=base_checkpoint)(forge_early)


def forge_both(db, rows):
    ref = db.execute("SELECT id FROM record WHERE ref = 'party-1'").fetchone()[0]
    newest = [e for e in rows if e['record'] == ref][-1]
    parts = verify.fields(newest['body'])
    for at, (tag, data) in enumerate(parts):
        if tag == 8 and data.startswith(verify.field(1, b'notes')):
            data = (verify.field(1, b'notes') + verify.field(2, b'value') +
                    verify.field(3, b'forged'))
            parts[at] = (8, data)
            break
    else:
        sys.exit('party-1 has no notes')
    newest['body'] = b''.join(verify.field(t, d) for t, d in parts)
    db.execute("UPDATE party SET notes = 'forged' WHERE id = ?", (ref,))


rewritten('history and row edited alike, re-hashed', larder=0,
          python=0)(forge_both)
rewritten('history and row edited alike, re-hashed, with a checkpoint',
          since=base_checkpoint)(forge_both)


@rewritten('tail truncated, re-hashed')
def cut_tail(_, rows):
    return rows[:-3]


@rewritten('entry taken out, re-hashed, with a checkpoint',
           since=base_checkpoint)
def cut_middle(_, rows):
    del rows[19]


@rewritten('redaction that names nothing, re-hashed')
def cut_redacts(_, rows):
    for e in rows:
        if e['operation'] == 'redact' and e['body']:
            e['body'] = b''.join(verify.field(t, d) for t, d in
                                 verify.fields(e['body']) if t != 9)


@rewritten('redaction said before the erasure, re-hashed')
def early_redacts(_, rows):
    erased = [e for e in rows if e['body'] is None]
    for e in rows:
        if e['operation'] == 'redact' and e['body']:
            e['body'] = b''.join(verify.field(t, d) for t, d in
                                 verify.fields(e['body']) if t != 9)
    rows[1]['body'] += b''.join(verify.field(9, verify.number(e['seq']))
                                for e in erased) + verify.field(10, b'x')


@rewritten('fields of an image in another order, re-hashed')
def unsorted(db, rows):
    newest = newest_of(db, rows, 'party-1')
    parts = verify.fields(newest['body'])
    first = [t for t, _ in parts].index(8)
    parts[first], parts[first + 1] = parts[first + 1], parts[first]
    newest['body'] = b''.join(verify.field(t, d) for t, d in parts)


@rewritten('bytes behind an image, re-hashed')
def trailing(db, rows):
    newest_of(db, rows, 'party-1')['body'] += b'\0'


@rewritten('register of the first entry changed, re-hashed')
def first_renamed(_, rows):
    rows[0]['body'] = rows[0]['body'].replace(
        verify.field(11, b'0')[:5], verify.field(11, b'0')[:5], 1)
    parts = verify.fields(rows[0]['body'])
    rows[0]['body'] = b''.join(
        verify.field(t, d[:-1] + b'0' if t == 11 and d[-1:] != b'0' else
                     d[:-1] + b'1' if t == 11 else d) for t, d in parts)


def newest_of(db, rows, ref):
    number = db.execute('SELECT id FROM record WHERE ref = ?',
                        (ref,)).fetchone()[0]
    return [e for e in rows if e['record'] == number][-1]


# ---- the rows ---------------------------------------------------------------

ONE = "(SELECT id FROM record WHERE ref = 'dataset-1')"
sql('current row edited',
    'UPDATE dataset SET title = ' + "'forged' WHERE id = " + ONE)
sql('current row edited behind a NUL',
    "UPDATE dataset SET title = title || char(0) || 'x' WHERE id = " + ONE)
sql('words edited behind a NUL',
    "UPDATE words SET text = text || char(0) WHERE lang = 'fr'")
sql('ref edited behind a NUL',
    "UPDATE record SET ref = ref || char(0) WHERE id = " + ONE)
sql('number edited', 'UPDATE consent SET asked = asked + 1 WHERE asked > 0')
sql('ratio edited a little',
    'UPDATE notice SET reading_grade = reading_grade + 0.00000001 '
    'WHERE reading_grade > 0')
sql('yes edited to no', 'UPDATE notice SET copy_given = 1 - copy_given '
    'WHERE copy_given IS NOT NULL')
sql('ref field pointed elsewhere', 'UPDATE party SET part_of = part_of + 1 '
    'WHERE part_of IS NOT NULL')
sql('ref field pointed nowhere',
    'UPDATE party SET part_of = 99999 WHERE part_of IS NOT NULL')
sql('none edited to unknown', "UPDATE party SET country_is = 'unknown' WHERE "
    'country IS NULL AND country_is IS NULL')
sql('state stated beside items', "UPDATE dataset SET subjects_is = 'none' "
    "WHERE id IN (SELECT record FROM term WHERE field = 'subjects')")
sql('items added to a stated state', 'INSERT INTO term ' + ' UNION ALL '.join(
    f"SELECT id, '{field}', 'forged' FROM dataset WHERE {field}_is IS NOT NULL"
    for field in ('not_collected', 'not_used_for', 'not_given_to')))
sql('term deleted', "DELETE FROM term WHERE record = " + ONE)
sql('term added', 'INSERT INTO term VALUES (' + ONE +
    ", 'stored_where', 'ZZ')")
sql('term of a field that is not there',
    'INSERT INTO term VALUES (' + ONE + ", 'nonsense', 'IE')")
sql('link deleted', 'DELETE FROM link')
sql('link pointed elsewhere',
    'UPDATE OR REPLACE link SET target = target + 1')
sql('link in the place of a term', "INSERT INTO link VALUES (" + ONE +
    ", 'subjects', 1)")
sql('words edited', "UPDATE words SET text = 'forge' WHERE lang = 'fr'")
sql('words deleted', "DELETE FROM words WHERE lang = 'fr'")
sql('base digest of words edited',
    "UPDATE words SET base_digest = printf('%064d', 0) WHERE lang = 'fr'")
sql('words added beside a blank', "INSERT INTO words SELECT id, 'benefit', "
    "'de', 'x', printf('%064d', 0) FROM dataset WHERE benefit IS NULL AND "
    'benefit_is IS NULL LIMIT 1')
sql('row lost', 'DELETE FROM party WHERE id = (SELECT min(id) FROM party)')
sql('row of a removed record', 'INSERT INTO party(id, name) SELECT id, '
    "'forged' FROM record WHERE removed = 1 AND kind = 'party'")
sql('row of no record', "INSERT INTO party(id, name) VALUES (99999, 'x')")
sql('row in the table of another kind',
    'INSERT INTO party(id, name) VALUES (' + ONE + ", 'x')")
sql('record without a history', "INSERT INTO record VALUES (99999, "
    "'01890000-0000-7000-8000-000000000000', 'party', 'forged', NULL, 1, 0)",
    "INSERT INTO party(id, name) VALUES (99999, 'x')")
sql('record deleted', 'DELETE FROM record WHERE id = ' + ONE)
sql('uid edited', "UPDATE record SET uid = '01890000-0000-7000-8000-"
    "000000000000' WHERE id = " + ONE)
sql('ref edited', "UPDATE record SET ref = 'forged' WHERE id = " + ONE)
sql('version edited', 'UPDATE record SET version = 1 WHERE id = ' + ONE)
sql('parent edited', 'UPDATE record SET parent = (SELECT id FROM record WHERE '
    "ref = 'dataset-3') WHERE parent = " + ONE)
sql('parent taken away',
    'UPDATE record SET parent = NULL WHERE parent = ' + ONE)
sql('record marked as removed', 'UPDATE record SET removed = 1 WHERE id = ' +
    ONE)
sql('removed record marked as live',
    'UPDATE record SET removed = 0 WHERE removed = 1')
sql('kind edited', "UPDATE record SET kind = 'party' WHERE id = " + ONE)
sql('kind of a removed record edited',
    "UPDATE record SET kind = 'nonsense' WHERE removed = 1")
sql('old ref deleted', "DELETE FROM old_ref WHERE ref = 'dataset-2'")
sql('old ref given to another record', 'UPDATE old_ref SET record = ' + ONE +
    " WHERE ref = 'dataset-2'")
sql('old ref that nobody had', "INSERT INTO old_ref SELECT 'forged', id FROM "
    "record WHERE ref = 'party-1'")
sql('uid of the register changed', "UPDATE meta SET value = "
    "'01890000-0000-7000-8000-000000000000'")


# ---- the layout ------------------------------------------------------------

sql('triggers dropped', 'DROP TRIGGER history_keep')
sql('trigger added', 'CREATE TRIGGER mine AFTER INSERT ON party BEGIN DELETE '
    'FROM term; END')
sql('trigger added that looks like a part of the search',
    'CREATE TRIGGER search_data AFTER INSERT ON party BEGIN DELETE FROM term; '
    'END')
sql('view added that looks like a part of the search',
    'CREATE VIEW search_x AS SELECT 1')
sql('view changed', 'DROP VIEW v1_party',
    'CREATE VIEW v1_party AS SELECT 1 AS id')
sql('index dropped', 'DROP INDEX record_kind')
sql('column added', 'ALTER TABLE party ADD COLUMN forged_is TEXT')
sql('column renamed', 'ALTER TABLE party RENAME COLUMN notes TO forged')
sql('table of a kind dropped', 'DROP TABLE use')
sql('user_version changed', 'PRAGMA user_version = 3', larder=2, python=2)
sql('application_id changed', 'PRAGMA application_id = 1', larder=2, python=2)


# ---- the file ---------------------------------------------------------------

def replaced_by(other):
    def run(path):
        shutil.copy(other, path)
    return run


attack('rollback to an older copy', larder=0, python=0)(nothing)
attack('rollback to an older copy, with a checkpoint',
       since=lambda: checkpoint_of(FORKED))(nothing)
attack('checkpoint of another register',
       since=lambda: checkpoint_of(OTHER))(nothing)
attack('another register in its place', since=base_checkpoint)(
    replaced_by(OTHER))


@attack('fork: the same size and another root',
        since=lambda: checkpoint_of(FORKED))
def fork(path):
    made('change', path, 'the other way')
    if checkpoint_of(path).split('\n')[1] != checkpoint_of(
            FORKED).split('\n')[1]:
        sys.exit('the forks differ in size')


@attack('-wal file of another copy')
def foreign_wal(path):
    aside = path + '.aside'
    shutil.copy(path, aside)
    db = sqlite3.connect(aside, isolation_level=None)
    db.execute('PRAGMA wal_autocheckpoint = 0')
    db.execute("UPDATE dataset SET title = 'forged' WHERE id = " + ONE)
    shutil.copy(aside + '-wal', path + '-wal')
    db.close()


@attack('half of the file', larder=2, python=2)
def half(path):
    with open(path, 'r+b') as f:
        f.truncate(os.path.getsize(path) // 8192 * 4096)


@attack('an index that leaves a record out')
def bad_index(path):
    with opened(path) as db:
        db.execute('PRAGMA writable_schema = ON')
        was = db.execute("SELECT sql FROM sqlite_schema WHERE name = "
                         "'record_kind'").fetchone()[0]
        db.execute('DROP INDEX record_kind')
        db.execute(was + " WHERE ref <> 'party-1'")
        db.execute('PRAGMA writable_schema = ON')
        db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = "
                   "'record_kind'", (was,))


@attack('not a register', larder=2, python=2)
def junk(path):
    with open(path, 'wb') as f:
        f.write(b'nothing of the kind' * 1000)


@attack('no file', larder=2, python=2)
def gone(path):
    os.remove(path)


for what, given in (('empty', ''), ('one line', 'larder.local/x\n'),
                    ('another origin', 'example.org/x\n1\nAAAA\n'),
                    ('no size', 'larder.local/x\n\nAAAA\n'),
                    ('a size that is no number', 'larder.local/x\n1x\nAAAA\n'),
                    ('a negative size', 'larder.local/x\n-1\nAAAA\n')):
    attack('checkpoint file: ' + what, larder=2, python=2,
           since=lambda given=given: given)(nothing)
for what, change in (('root', lambda l: [l[0], l[1], 'A' + l[2][1:]]),
                     ('root cut short', lambda l: [l[0], l[1], l[2][:-4]]),
                     ('size', lambda l: [l[0], str(int(l[1]) - 1), l[2]]),
                     ('size beyond all', lambda l: [l[0], '9' * 30, l[2]]),
                     ('origin', lambda l: [l[0][:-1] + 'x', l[1], l[2]])):
    attack('checkpoint with another ' + what, since=lambda change=change:
           '\n'.join(change(base_checkpoint().split('\n'))) + '\n')(nothing)


# ---- both are asked ---------------------------------------------------------

def run_case(name, function, larder, python, since):
    path = os.path.join(DIR, 'attacked.larder')
    for end in ('', '-wal', '-shm'):
        with contextlib.suppress(FileNotFoundError):
            os.remove(path + end)
    shutil.copy(BASE, path)
    function(path)
    since_path = None
    if since:
        since_path = os.path.join(DIR, 'checkpoint')
        with open(since_path, 'w', encoding='utf-8') as f:
            f.write(since())
    wrong = []
    for who, ask, wanted in (('larder', ask_larder, larder),
                             ('verify.py', ask_python, python)):
        status, said = ask(path, since_path)
        if status != wanted or (wanted != 0 and not said):
            wrong.append('%s: %d, not %d: %s' % (who, status, wanted,
                                                 said[:2000]))
        elif '-v' in sys.argv:
            print('    %s: %s' % (who, said.split('\n', maxsplit=1)[0]))
    print('%s %s' % ('not ok' if wrong else 'ok', name))
    for line in wrong:
        print('    ' + line)
    return not wrong


try:
    made('make', BASE)
    shutil.copy(BASE, FORKED)
    made('change', FORKED, 'one way')
    made('other', OTHER)
    COMMAND = has_command()
    print('asking %s' % (LARDER if COMMAND else MAKER))
    chosen = [a for a in sys.argv[1:] if a != '-v']
    cases = [c for c in CASES if not chosen or c[0] in chosen]
    failed = [c[0] for c in cases if not run_case(*c)]
    print('%d of %d cases agree' % (len(cases) - len(failed), len(cases)))
    sys.exit(1 if failed or not cases else 0)
finally:
    shutil.rmtree(DIR)
