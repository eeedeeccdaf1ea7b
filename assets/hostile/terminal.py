"""A pseudo terminal that looks at what a program shows, and answers its questions at once, late, wrongly or never."""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

from world import Failure, patience

# The first kind is one that was broken off and cancelled (CAN or SUB).
SEQUENCE = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*|[PX^_\]][^\x1b\x07\x18\x1a]*|[()*+]|[ -/]*)[\x18\x1a]|"
    rb"\x1b\[([0-?]*)([ -/]*)([@-~])|\x1b[PX^_\]](?:[^\x1b\x07]|\x1b(?!\\))*(?:\x1b\\|\x07)|\x1b[()*+].|\x1b[ -/]*[0-Z\\`-~]|[\x00-\x1a\x1c-\x1f]|[^\x00-\x1f\x1b]+",
    re.S,
)


class Grid:
    """The cells of a screen: a character with its two colours."""

    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.cells = [[(" ", None, None)] * columns for _ in range(rows)]
        self.row = self.column = 0
        self.pen = [None, None]
        self.rest = b""
        self.modes = {}
        self.keyboard = 0

    def feed(self, data):
        data = self.rest + data
        at = 0
        while at < len(data):
            found = SEQUENCE.match(data, at)
            # What ends with the data may go on in the next piece.
            if found is None or found.end() == len(data) and data[at] == 0x1B and found.group(3) is None and len(data) - at < 1 << 20:
                break
            at = found.end()
            if found.group(3):
                self.control(found.group(1), found.group(3))
            elif data[found.start()] not in b"\x1b":
                self.text(found.group())
        self.rest = data[at:] if len(data) - at < 1 << 22 else b""

    def text(self, piece):
        if piece == b"\r":
            self.column = 0
        elif piece == b"\n":
            self.row = min(self.rows - 1, self.row + 1)
        elif piece == b"\b":
            self.column = max(0, self.column - 1)
        elif piece[0] >= 0x20:
            for character in piece.decode("utf-8", "replace"):
                if self.column < self.columns and 0 <= self.row < self.rows:
                    self.cells[self.row][self.column] = (character, *self.pen)
                    self.column += 1

    def control(self, parameters, final):
        if final in b"hl" and parameters.startswith(b"?"):
            for number in parameters[1:].split(b";"):
                self.modes[number.decode()] = final == b"h"
            return
        if final == b"u" and parameters[:1] in (b">", b"<"):
            self.keyboard += 1 if parameters[:1] == b">" else -1
            return
        if parameters[:1] in (b"?", b">", b"<", b"="):
            return
        numbers = [int(number or 0) if number.isdigit() or not number else 0 for number in parameters.split(b";")]
        first = max(1, numbers[0])
        if final == b"m":
            self.style(numbers)
        elif final in b"Hf":
            self.row = min(self.rows, first) - 1
            self.column = min(self.columns, max(1, numbers[1] if len(numbers) > 1 else 1)) - 1
        elif final == b"G":
            self.column = min(self.columns, first) - 1
        elif final == b"d":
            self.row = min(self.rows, first) - 1
        elif final in b"ABCD":
            rows, columns = {b"A": (-first, 0), b"B": (first, 0), b"C": (0, first), b"D": (0, -first)}[final]
            self.row = max(0, min(self.rows - 1, self.row + rows))
            self.column = max(0, min(self.columns - 1, self.column + columns))
        elif final == b"J":
            self.cells = [[(" ", None, None)] * self.columns for _ in range(self.rows)]
        elif final in b"KX":
            end = self.columns if final == b"K" else min(self.columns, self.column + first)
            for at in range(max(0, self.column), end if 0 <= self.row < self.rows else 0):
                self.cells[self.row][at] = (" ", *self.pen)

    def style(self, numbers):
        at = 0
        while at < len(numbers):
            number = numbers[at]
            if number in (38, 48) and numbers[at + 1 : at + 2] == [2]:
                self.pen[number == 48] = tuple(numbers[at + 2 : at + 5])
                at += 4
            elif number in (38, 48):
                self.pen[number == 48] = None
                at += 2
            elif number == 0:
                self.pen = [None, None]
            elif number in (39, 49):
                self.pen[number == 49] = None
            elif number == 7:
                self.pen.reverse()
            at += 1

    @property
    def lines(self):
        return ["".join(cell[0] for cell in row) for row in self.cells]

    @property
    def display(self):
        return "\n".join(line.rstrip() for line in self.lines)


# A shell's part: the program runs in a group of its own in the foreground, so that it can be stopped.
JOB = """
import os, signal, sys
child = os.fork()
if child == 0:
    os.setpgid(0, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(sys.argv[1], sys.argv[1:])
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.exit(status if status >= 0 else 128 - status)
"""


class Terminal:
    # What each question is answered with by a terminal that knows everything.
    ANSWERS = [
        (rb"\x1b\[>q", b"\x1bP>|xterm(379)\x1b\\"),
        (rb"\x1b\[16t", b"\x1b[6;20;10t"),
        (rb"\x1b\[14t", b"\x1b[4;%d;%dt"),
        (rb"\x1b\]11;\?", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
        (rb"\x1b_Gi=31[^\x1b]*", b"\x1b_Gi=31;OK\x1b\\"),
        (rb"\x1b\[c", b"\x1b[?62;4;22c"),
    ]
    WRONG = [
        b"\x1b[?62;4c" * 50,
        b"\x1b]11;rgb:zzzz/\x1b\\",
        b"\x1b[6;0;0t",
        b"\x1b[4;99999999;99999999t",
        b"\x1bP>|" + b"A" * 5000,
        b"\xff\xfe\x00",
        b"\x1b[6;-1;-1t\x1b[?c",
        b"\x1b_Gi=31;" + b"E" * 300 + b"\x1b\\",
        b"\x1b[8;1;1t",
        b"\x1b[16;18446744073709551617t\x1b[c",
    ]

    def __init__(self, world, *arguments, columns=100, rows=30, answers="at once", random=None, environment=None, job=False):
        self.world, self.answers, self.random = world, answers, random
        self.master, self.slave = os.openpty()
        os.set_blocking(self.master, False)
        self.before = termios.tcgetattr(self.slave)
        self.raw = bytearray()
        self.waiting = []
        self.resize(columns, rows)

        def own_terminal():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGPIPE):
                signal.signal(number, signal.SIG_DFL)

        self.process = subprocess.Popen(
            [*([sys.executable, "-c", JOB] if job else []), world.program, *map(str, arguments)],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            preexec_fn=own_terminal,
            cwd=world.folder,
            env={**world.environment, "COLORTERM": "truecolor", **(environment or {})},
        )
        self.pid = self.process.pid
        self.is_job = job
        world.at_end(self.close)

    def resize(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, columns * 10 & 0xFFFF, rows * 20 & 0xFFFF))
        modes = self.grid.modes if hasattr(self, "grid") else {}
        keyboard = self.grid.keyboard if hasattr(self, "grid") else 0
        self.grid = Grid(columns, rows)
        self.grid.modes, self.grid.keyboard = modes, keyboard

    @property
    def is_running(self):
        return self.process.poll() is None

    def read(self, seconds=0.0):
        """Takes what has come, waiting up to some time for it."""
        for answer in [answer for answer in self.waiting if answer[0] <= time.monotonic()]:
            self.waiting.remove(answer)
            self.put(answer[1])
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, 1 << 16)
        except (OSError, BlockingIOError):
            return False
        self.raw += data
        del self.raw[: -(1 << 18)]
        self.grid.feed(data)
        if self.answers != "never":
            self.answer(data)
        return True

    def answer(self, data):
        for question, reply in self.ANSWERS:
            if not re.search(question, data):
                continue
            if b"%d" in reply:
                reply = reply % (self.grid.rows * 20, self.grid.columns * 10)
            if self.answers == "wrong":
                reply = self.random.choice(self.WRONG)
            if b"_G" in question and self.answers == "at once":
                continue  # Pictures as characters can be looked at.
            delay = self.random.choice((0, 0.1, 0.24, 0.3, 0.7)) if self.answers == "late" else 0
            self.waiting.append((time.monotonic() + delay, reply))

    def put(self, data):
        """Types, while it reads what comes, so that neither waits for the other for ever."""
        data = data.encode() if isinstance(data, str) else bytes(data)
        deadline = time.monotonic() + patience(10)
        while data and self.is_running:
            readable, writable, _ = select.select([self.master], [self.master], [], 0.5)
            if readable:
                saved, self.waiting = self.waiting, []
                self.read()
                self.waiting = saved + self.waiting
            if writable:
                try:
                    data = data[os.write(self.master, data[:64]) :]
                except BlockingIOError:
                    pass
            if time.monotonic() > deadline:
                raise Failure("the program took no keys for 10 s")

    def settle(self, quiet=0.15, limit=5):
        """Reads until nothing has come for a while."""
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline and self.read(quiet):
            pass

    def wait(self, what, done, seconds=10):
        deadline = time.monotonic() + patience(seconds)
        while not done():
            if time.monotonic() > deadline:
                raise Failure(f"{what} did not come within {seconds} s; the screen shows\n{self.grid.display}")
            self.read(0.02)

    def expect(self, text, seconds=10):
        self.wait(f"“{text}”", lambda: text in self.grid.display, seconds)

    def end(self, seconds=10):
        """The exit status; a program that does not end is a failure."""
        self.wait("the end", lambda: not self.is_running, seconds)
        self.settle(0.05)
        return self.process.returncode

    def kill(self, number):
        if self.is_running:
            os.kill(self.program_pid, number)

    @property
    def program_pid(self):
        if not self.is_job:
            return self.pid
        with open(f"/proc/{self.pid}/task/{self.pid}/children") as file:
            return int(file.read().split()[0])

    def unrestored(self):
        """What is not as it was before the program came; nothing when all is."""
        now, wrong = termios.tcgetattr(self.slave), []
        if now[:4] != self.before[:4] or now[6] != self.before[6]:
            wrong.append(f"modes {now[:4]} instead of {self.before[:4]}")
        for mode, name in (
            ("1049", "the alternate screen"), ("1000", "mouse 1000"), ("1002", "mouse 1002"), ("1003", "mouse 1003"),
            ("1006", "mouse 1006"), ("1004", "focus reports"), ("2004", "bracketed paste"), ("2026", "synchronised output"),
            ("1", "application keys"),
        ):
            if self.grid.modes.get(mode, False):
                wrong.append(name)
        if not self.grid.modes.get("25", True):
            wrong.append("a hidden cursor")
        if self.grid.keyboard > 0:
            wrong.append("keyboard reports")
        return ", ".join(wrong)

    def require_restored(self, after):
        self.settle(0.05)
        wrong = self.unrestored()
        if wrong:
            raise Failure(f"after {after} the terminal was left with {wrong}")

    def close(self):
        if self.is_running:
            if self.is_job:
                self.kill(signal.SIGKILL)
            try:
                os.killpg(self.pid, signal.SIGKILL)
            except ProcessLookupError:
                self.process.kill()
        self.process.wait()
        for descriptor in (self.master, self.slave):
            try:
                os.close(descriptor)
            except OSError:
                pass
        self.close = lambda: None
