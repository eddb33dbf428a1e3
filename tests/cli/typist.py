# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
"""typist.py COMMAND...: runs it in a terminal, types the lines of standard
input when it waits for one (its last line ends with ": "), prints what the
terminal shows, and ends with its status."""
import os
import pty
import select
import sys

lines = sys.stdin.buffer.read().splitlines(keepends=True)
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
shown = typed = b""
while True:
    if not select.select([terminal], [], [], 20)[0]:
        sys.exit("typist: it waits for ever")
    try:
        got = os.read(terminal, 65536)
    except OSError:
        break
    if not got:
        break
    shown += got
    typed += got
    if typed.endswith(b": "):
        os.write(terminal, lines.pop(0) if lines else b"\x04")
        typed = b""
sys.stdout.buffer.write(shown.replace(b"\r\n", b"\n"))
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
