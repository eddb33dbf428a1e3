#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
"""verify.py [--since CHECKPOINT] REGISTER

Proves a register of larder, or says where it cannot.  Written from
larder-register(5) alone, with nothing but the standard library of Python, so
that nobody has to believe larder about itself.  Prints faults; exits 0 if
there are none, 3 if there are, 2 if it could not be tried.
"""

import base64
import hashlib
import re
import sqlite3
import struct
import sys
import urllib.parse

APPLICATION, LAYOUT = 0x4C726472, 2
OURS = {'meta', 'record', 'old_ref', 'term', 'link', 'words', 'history',
        'head', 'search', 'search_data', 'search_idx', 'search_docsize',
        'search_config'}
ZEROS = bytes(32)


class CannotTry(Exception):
    """It is not known whether the register is true."""


class Malformed(Exception):
    """Bytes that are not what the page says."""


def sha256(*parts):
    return hashlib.sha256(b''.join(parts)).digest()


# ---- BYTES ------------------------------------------------------------------

def number(n):
    return struct.pack('>q', n)


def field(tag, data):
    return struct.pack('>BI', tag, len(data)) + data


def fields(data):
    """The (tag, bytes) that data is made of."""
    out, at = [], 0
    while at < len(data):
        if len(data) - at < 5:
            raise Malformed('a field is cut off')
        tag, length = struct.unpack_from('>BI', data, at)
        at += 5
        if len(data) - at < length:
            raise Malformed('a field is longer than what is left')
        out.append((tag, data[at:at + length]))
        at += length
    return out


def text(data):
    if b'\0' in data:
        raise Malformed('a text holds a NUL')
    try:
        return data.decode('utf-8')
    except UnicodeDecodeError:
        raise Malformed('a text is not UTF-8') from None


def take(parts, tag, size=None):
    """Takes the next field, which must have this tag, off the list."""
    if not parts or parts[0][0] != tag:
        raise Malformed('tag %d is missing' % tag)
    data = parts.pop(0)[1]
    if size is not None and len(data) != size:
        raise Malformed('tag %d has the wrong length' % tag)
    return data


def take_number(parts, tag):
    return struct.unpack('>q', take(parts, tag, 8))[0]


def sorted_once(what, keys):
    if any(a >= b for a, b in zip(keys, keys[1:])):
        raise Malformed('%s are not sorted' % what)


# ---- THE HISTORY ------------------------------------------------------------

def entry_hash(e):
    return sha256(b'\0', b'\1', field(1, number(e['seq'])),
                  field(2, number(e['time'])), field(3, e['change']),
                  field(4, e['operation']), field(5, e['undone'] or b''),
                  field(6, e['commitment']), field(7, e['previous']))


def commitment(salt, body):
    return sha256(b'larder/1 body\0', struct.pack('>I', len(salt)), salt,
                  struct.pack('>I', len(body)), body)


class Body:
    """A body taken apart."""

    def __init__(self, data):
        parts = fields(data)
        self.actor = text(take(parts, 1))
        self.uid = self.register = self.layout = None
        self.redacts = []
        if parts and parts[0][0] == 2:
            self.read_record(parts)
            self.read_redactions(parts)
        elif parts:
            self.register = text(take(parts, 11, 36))
            self.layout = take(parts, 12, 32)
        if parts:
            raise Malformed('tag %d is not in its place' % parts[0][0])

    def read_record(self, parts):
        self.uid = text(take(parts, 2, 36))
        self.kind = text(take(parts, 3))
        self.ref = text(take(parts, 4))
        self.parent = None
        if parts and parts[0][0] == 5:
            self.parent = text(take(parts, 5, 36))
        self.version = take_number(parts, 6)
        state = text(take(parts, 7))
        if state not in ('live', 'removed'):
            raise Malformed("the state '%s' is unknown" % state)
        self.live = state == 'live'
        self.fields = {}
        names = []
        while parts and parts[0][0] == 8:
            name, value = read_field(parts.pop(0)[1])
            names.append(name.encode())
            self.fields[name] = value
        sorted_once('fields', names)
        if names and not self.live:
            raise Malformed('a removed record has fields')

    def read_redactions(self, parts):
        while parts:
            while parts and parts[0][0] == 9:
                self.redacts.append(take_number(parts, 9))
            text(take(parts, 10))


def read_field(data):
    """Name, and (state, items, {lang: (text, base)})."""
    parts = fields(data)
    name, state = text(take(parts, 1)), text(take(parts, 2))
    items, words = [], []
    while parts and parts[0][0] == 3:
        items.append(take(parts, 3))
    while parts and parts[0][0] == 4:
        inner = fields(take(parts, 4))
        words.append((take(inner, 1), take(inner, 2), take(inner, 3, 64)))
        if inner:
            raise Malformed('words hold more than they should')
    if parts:
        raise Malformed("field '%s' holds more than it should" % name)
    if state not in ('value', 'none', 'na', 'unknown'):
        raise Malformed("field '%s' has the state '%s'" % (name, state))
    if (state == 'value') != bool(items) or (words and not items):
        raise Malformed("field '%s' has items that its state does not allow"
                        % name)
    sorted_once('items', items)
    sorted_once('languages', [w[0] for w in words])
    return name, (state, [text(i) for i in items],
                  {text(a): (text(b), text(c)) for a, b, c in words})


# ---- THE TREE ---------------------------------------------------------------

class Tree:
    def __init__(self):
        self.size, self.last, self.peaks = 0, ZEROS, []

    def add(self, leaf):
        carry = self.size
        self.size, self.last = self.size + 1, leaf
        self.peaks.append(leaf)
        while carry & 1:
            right, left = self.peaks.pop(), self.peaks.pop()
            self.peaks.append(sha256(b'\1', left, right))
            carry >>= 1

    def root(self):
        if not self.peaks:
            return sha256()
        root = self.peaks[-1]
        for left in reversed(self.peaks[:-1]):
            root = sha256(b'\1', left, root)
        return root


def read_checkpoint(since):
    """Origin, size and root; what is not a checkpoint cannot be tried."""
    lines = since.split('\n')
    if (len(lines) < 3 or not lines[0].startswith('larder.local/') or
            not re.fullmatch('[0-9]+', lines[1])):
        raise CannotTry('this is not a checkpoint')
    return lines[0], int(lines[1]), lines[2]


# ---- the register -----------------------------------------------------------

class Register:
    def __init__(self, path, since):
        self.faults = []
        self.known = False  # is it a register of this layout?
        self.since = read_checkpoint(since) if since is not None else None
        self.db = sqlite3.connect(
            'file:%s?mode=ro' % urllib.parse.quote(path), uri=True)
        self.db.text_factory = bytes
        self.tree = Tree()
        self.newest = {}  # of a record's id: its newest body, None if erased
        self.refs = {}    # of a record's id: refs in its images
        self.erased_of = set()  # ids of records with an erased body
        self.layout = None  # the last digest of a layout
        self.erased = {}  # seqs of erased bodies that nothing has named yet

    def fault(self, form, *args):
        self.faults.append(form % args)

    def rows(self, sql, *args):
        return self.db.execute(sql, args)

    def value(self, sql, *args):
        row = self.rows(sql, *args).fetchone()
        return row[0] if row else None

    def verify(self):
        self.check_file()
        if not self.faults:  # else values may not even have their types
            self.read_records()
            self.check_chain()
            self.check_layout()
            self.check_head()
            self.check_replay()
            self.check_old_refs()
        return self.faults

    # 1: the file
    def check_file(self):
        if self.value('PRAGMA application_id') != APPLICATION:
            raise CannotTry('this is not a register of larder')
        if self.value('PRAGMA user_version') != LAYOUT:
            raise CannotTry('this register has another layout')
        self.known = True
        self.db.execute('BEGIN')
        for row in self.rows('PRAGMA integrity_check(10)'):
            if row[0] != b'ok':
                self.fault('the file is damaged: %s',
                           row[0].decode('utf-8', 'replace'))
        self.uid = self.value("SELECT value FROM meta WHERE key = 'uid'")
        if self.uid is None:
            raise CannotTry('the register has no uid')
        self.uid = self.uid.decode()

    def read_records(self):
        self.records = {}
        self.by_uid = {}
        for row in self.rows('SELECT id, uid, kind, ref, parent, version, '
                             'removed FROM record'):
            self.records[row[0]] = row
            self.by_uid[row[1]] = row[0]

    # 2 to 5: the chain and the bodies
    def check_chain(self):
        self.meet_checkpoint()
        names = ('seq', 'time', 'change', 'operation', 'undone', 'commitment',
                 'previous', 'hash', 'salt', 'body', 'record')
        for row in self.rows('SELECT %s FROM history ORDER BY seq'
                             % ', '.join(names)):
            self.check_entry(dict(zip(names, row)))
            self.meet_checkpoint()
        if not self.tree.size:
            self.fault('there is no history')
        for seq in self.erased:
            self.fault('entry %d: its body was erased, and no later entry '
                       'says so', seq)
        if self.since:
            self.fault('%s', 'the checkpoint is of another register'
                       if self.since[0] != 'larder.local/' + self.uid else
                       'there are fewer entries than in the checkpoint')

    def meet_checkpoint(self):
        if (self.since and self.since[0] == 'larder.local/' + self.uid and
                self.since[1] == self.tree.size):
            if self.since[2] != base64.b64encode(self.tree.root()).decode():
                self.fault('the first %d entries are not those of the '
                           'checkpoint', self.tree.size)
            self.since = None

    def check_entry(self, e):
        seq = e['seq']
        if seq != self.tree.size + 1:
            self.fault('entry %d: entries are missing before it', seq)
        lengths = [len(e[n] or b'') for n in ('change', 'commitment',
                                              'previous', 'hash')]
        if lengths != [16, 32, 32, 32] or len(e['undone'] or b'') not in (0,
                                                                         16):
            self.fault('entry %d: a part has the wrong length', seq)
            return
        if e['undone'] == b'':
            self.fault('entry %d: undone is empty, not NULL', seq)
        if e['previous'] != self.tree.last:
            self.fault('entry %d: the chain is broken before it', seq)
        leaf = entry_hash(e)
        if leaf != e['hash']:
            self.fault('entry %d: it does not have its hash', seq)
        self.tree.add(leaf)
        self.newest[e['record']] = None
        if e['salt'] is None and e['body'] is None:
            self.erased[seq] = True
            self.erased_of.add(e['record'])
        elif None in (e['salt'], e['body']) or commitment(
                e['salt'], e['body']) != e['commitment']:
            self.fault('entry %d: its body is not the one written', seq)
        else:
            self.check_body(e)

    def check_body(self, e):
        seq, record = e['seq'], e['record']
        try:
            body = Body(e['body'])
            text(e['operation'])
        except Malformed as why:
            self.fault('entry %d: %s', seq, why)
            return
        if seq == 1 and body.register is None:
            self.fault('entry 1 does not begin a register')
        if body.register not in (None, self.uid):
            self.fault('entry %d: it is of another register', seq)
        self.layout = body.layout or self.layout
        for n in body.redacts:
            if n < seq:
                self.erased.pop(n, None)
        about = self.records[record][1] if record in self.records else None
        if about != (body.uid and body.uid.encode()):
            self.fault('entry %d: it is about another record', seq)
            return
        self.newest[record] = body
        if body.uid:
            self.refs.setdefault(record, set()).add(body.ref.encode())

    # 6: the end
    def check_head(self):
        heads = list(self.rows('SELECT id, size, last, peaks FROM head'))
        if heads != [(1, self.tree.size, self.tree.last,
                      b''.join(self.tree.peaks))]:
            self.fault('the head is not the end of this history')

    # 7: the rows
    def check_layout(self):
        texts = sorted(row[0] for row in self.rows(
            'SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND NOT '
            "(type = 'table' AND name IN ('search_data', 'search_idx', "
            "'search_docsize', 'search_config'))"))
        if self.layout != sha256(*(text + b'\n' for text in texts)):
            self.fault('the layout is not the one that was written')

    def check_replay(self):
        self.kinds = {}
        for (name,) in list(self.rows(
                "SELECT name FROM sqlite_schema WHERE type = 'table'")):
            name = name.decode()
            if name not in OURS and not name.startswith('sqlite_'):
                self.kinds[name] = Kind(self.db, name)
        rows = {name: kind.read(self.db) for name, kind in self.kinds.items()}
        lists = self.read_lists()
        for record in self.records.values():
            self.check_record(record, rows, lists)
        for name, of_kind in rows.items():
            for i in of_kind:
                self.fault('table %s: row %d is of no live record', name, i)
        for i in lists:
            self.fault('term, link or words: rows of %s, which is no live '
                       'record', i)

    def read_lists(self):
        """Of a record's id: what term, link and words hold about it."""
        out = {}
        for table, columns in (('term', 'code'), ('link', 'target'),
                               ('words', 'lang, text, base_digest')):
            for row in self.rows('SELECT record, field, %s FROM %s'
                                 % (columns, table)):
                out.setdefault(row[0], set()).add((table,) + row[1:])
        return out

    def check_record(self, record, rows, lists):
        i, uid, kind, ref, parent, version, removed = record
        name = ref.decode('utf-8', 'replace')
        body = self.newest.get(i)
        if body is None:
            self.fault("'%s' has no image that could prove it", name)
            return
        mother = self.by_uid.get(body.parent.encode()) if body.parent else None
        if (uid, kind, ref, version, removed, parent) != (
                body.uid.encode(), body.kind.encode(), body.ref.encode(),
                body.version, 0 if body.live else 1, mother) or (
                    body.parent and mother is None):
            self.fault("'%s': uid, kind, ref, version, parent or removed is "
                       'not what its history says', name)
        if body.kind not in self.kinds:
            self.fault("'%s' is of the kind '%s', for which there is no table",
                       name, body.kind)
            return
        if not body.live:
            return
        try:
            row, more = self.kinds[body.kind].wanted(body, self.by_uid)
        except Malformed as why:
            self.fault("'%s': %s", name, why)
            return
        found = rows[body.kind].pop(i, None)
        if found != row:
            self.fault("'%s': its row in %s is not what its history says",
                       name, body.kind)
        if lists.pop(i, set()) != more:
            self.fault("'%s': its rows in term, link or words are not what "
                       'its history says', name)

    # 8: old refs
    def check_old_refs(self):
        kept = {}
        for ref, record in self.rows('SELECT ref, record FROM old_ref'):
            kept.setdefault(record, set()).add(ref)
        for i, record in self.records.items():
            held = self.refs.get(i, set()) - {record[3]}
            rows = kept.pop(i, set())
            if held - rows or (rows - held and i not in self.erased_of):
                self.fault("'%s': its old refs are not what its history says",
                           record[3].decode('utf-8', 'replace'))
        if kept:
            self.fault('old_ref names records that there are not')


class Kind:
    """The table of a kind, as the database tells it."""

    def __init__(self, db, name):
        self.name = name
        columns = [(row[1].decode(), row[2].decode()) for row in
                   db.execute('PRAGMA table_info("%s")' % name)][1:]
        refs = {row[3].decode() for row in
                db.execute('PRAGMA foreign_key_list("%s")' % name)}
        sql = db.execute("SELECT sql FROM sqlite_schema WHERE type = 'table' "
                         'AND name = ?', (name,)).fetchone()[0].decode()
        self.fields = []  # name, and how its value is kept; None: in lists
        while columns:
            column, kept = columns.pop(0)
            if columns and columns[0][0] == column + '_is':
                columns.pop(0)
                if kept == 'INTEGER' and column in refs:
                    kept = 'ref'
                elif 'CHECK ("%s" IN (0, 1))' % column in sql:
                    kept = 'yesno'
                self.fields.append((column, kept))
            else:
                self.fields.append((column[:-len('_is')], None))

    def read(self, db):
        return {row[0]: row[1:] for row in
                db.execute('SELECT * FROM "%s"' % self.name)}

    def wanted(self, body, by_uid):
        """The row, and the rows of lists, that an image makes."""
        row, more, left = [], set(), dict(body.fields)
        for name, kept in self.fields:
            state, items, words = left.pop(name, ('blank', [], {}))
            if kept:
                if len(items) > 1:
                    raise Malformed("'%s' holds more than one item" % name)
                row.append(self.cell(name, kept, items[0], by_uid)
                           if items else None)
            else:
                more |= {self.item(name, item, by_uid) for item in items}
            row.append(None if state in ('blank', 'value') else state.encode())
            more |= {('words', name.encode(), lang.encode(), words_.encode(),
                      base.encode()) for lang, (words_, base) in words.items()}
        if left:
            raise Malformed("its image has fields that the table has not: %s"
                            % ', '.join(left))
        return tuple(row), more

    @staticmethod
    def cell(name, kept, item, by_uid):
        try:
            if kept == 'ref':
                return by_uid[item.encode()]
            if kept == 'yesno':
                return {'yes': 1, 'no': 0}[item]
            if kept == 'REAL':
                return float(item)
            if kept == 'INTEGER':
                return int(item)
        except (KeyError, ValueError):
            raise Malformed("'%s' cannot hold '%s'" % (name, item)) from None
        return item.encode()

    @staticmethod
    def item(name, item, by_uid):
        key = item.encode()
        if key in by_uid:
            return 'link', name.encode(), by_uid[key]
        return 'term', name.encode(), key


def verify(path, since=None):
    """The faults of a register; since is the text of a checkpoint."""
    register = None
    try:
        register = Register(path, since)
        return register.verify()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as e:
        if register is None or not register.known:
            raise CannotTry('%s: %s' % (path, e)) from None
        return register.faults + ['the file is damaged: %s' % e]
    finally:
        if register:
            register.db.close()


def main(args):
    since = None
    try:
        if len(args) == 3 and args[0] == '--since':
            with open(args[1], encoding='utf-8', newline='') as f:
                since = f.read()
            args = args[2:]
        if len(args) != 1:
            raise CannotTry(__doc__.split('\n', maxsplit=1)[0])
        faults = verify(args[0], since)
    except (CannotTry, OSError, UnicodeDecodeError) as e:
        print('verify.py: %s' % e, file=sys.stderr)
        return 2
    for fault in faults:
        print(fault)
    return 3 if faults else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
