"""Random keys, mouse and sizes in terminals of every kind, and signals at every moment: the terminal is given back as it was."""

import os
import signal
import time

import catalogs
from attacks.registry import attack
from terminal import Terminal
from world import Failure, patience

KEYS = [
    "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[3~", "\x1b[Z",
    "\x1b", "\t", "\r", " ", "\x12", "\x0c", "\x06", "\x02", "\x7f", "\x15", *"hjklgGxcbmMpzsruynN'<>()+-=[]aRDXH? éq界",
]
LINES = [
    "/tee\r", "/no such\r", "/1\x1b", ":goto tee-110\r", ":where label is missing\r", ":where\r", ":sort shuffled\r", ":sort ghost\r",
    ":sort shop\r", ":metric hamming\r", ":mode best\r", ":diversity 0.4\r", ":basket gifts\r", ":rename x\r", ":help find\r",
    ":picture nothing.jpg\r", ":nonsense\r", ":" + "x" * 300 + "\x1b", "?/undo\r",
]
REPLIES = [
    "\x1b[?62;4c", "\x1b]11;rgb:0000/0000/0000\x1b\\", "\x1b[6;20;10t", "\x1b_Gi=31;OK\x1b\\", "\x1b[<0;", "\x1b]", "\x1bP", "\x1b[?",
    "\xff", "\x1b[200~paste\x1b[201~", "\x1b[I\x1b[O", "\x9b1;5C", "\x1b[1;1R", "\x1b[999999999999999999999~",
    "\x1b[" + ";" * 2000 + "m",
    "\x1b[<64;99999999999999999999;1M",
]
SIZES = [(1, 1), (1, 1), (2, 1), (1, 40), (250, 1), (3, 2), (20, 6), (40, 12), (80, 24), (100, 30), (190, 54), (250, 70), (0, 0), (12, 3)]


def event(random, terminal):
    kind = random.randrange(100)
    if kind < 4:
        terminal.resize(*random.choice(SIZES))
    elif kind < 12:
        button = random.choice((0, 0, 0, 1, 2, 32, 35, 64, 65, 80, 81, 128))
        place = f"{button};{random.randrange(0, terminal.grid.columns + 3)};{random.randrange(0, terminal.grid.rows + 3)}"
        return f"\x1b[<{place}M\x1b[<{place}m"
    elif kind < 16:
        return random.choice(LINES)
    elif kind < 20:
        return random.choice(REPLIES)
    elif kind < 22:
        return os.fsdecode(random.randbytes(random.randrange(1, 12)).replace(b"\x1a", b"").replace(b"\x03", b"").replace(b"\x1c", b""))
    elif kind < 34:
        return " "
    else:
        return random.choice(KEYS)
    return ""


@attack("random keys, mouse and sizes from 1x1 to 250x70, in a terminal that answers at once, late, wrongly or never")
def storm(random, world):
    catalog, _ = catalogs.small(world, random)
    world.write("xdg-config/vitrine/config.toml", '[keys]\nquit = "F12"\n')
    answers = random.choice(("at once", "late", "wrong", "never"))
    graphics = random.choice(("auto", "symbols", "kitty", "sixel", "iterm2"))
    columns, rows = random.choice(SIZES)
    terminal = Terminal(
        world, "browse", "--catalog", catalog, "--graphics", graphics, columns=columns, rows=rows, answers=answers, random=random,
        environment=random.choice(
            ({}, {"NO_COLOR": "1"}, {"TERM": "xterm-kitty"}, {"TERM": "screen-256color"}, {"TERM": "linux"}, {"COLORTERM": ""})
        ),
    )
    terminal.settle(0.1, 3)
    for number in range(4000):
        if not terminal.is_running:
            break
        data = event(random, terminal)
        terminal.put(data.encode("utf-8", "surrogateescape"))
        if number % 50 == 49:
            terminal.settle(0.01, 0.3)
    where = f"graphics {graphics}, answers {answers}"
    if not terminal.is_running:
        raise Failure(
            f"the browser ended with {terminal.process.returncode} after {number} keys ({where}): {bytes(terminal.raw[-900:])!r}"
        )
    if not answering(terminal):
        raise Failure(f"the browser draws nothing any more ({where})")
    terminal.put("\x18\x1b")
    terminal.settle(0.2, 2)
    terminal.put("\x1b\x1b[24~")
    terminal.settle(0.3, 1)
    if terminal.is_running:
        terminal.put("\x1b[24~\x1b\x1b[24~")
    if terminal.end() != 0:
        raise Failure(f"the browser ended with {terminal.process.returncode} ({where})")
    terminal.require_restored(f"a storm ({where})")
    world.ok("browse", "--catalog", catalog)


def answering(terminal):
    """Whether it draws when its window gets another size."""
    for columns, rows in ((100, 30), (90, 28), (100, 30)):
        terminal.resize(columns, rows)
        deadline = time.monotonic() + patience(10)
        while time.monotonic() < deadline:
            if terminal.read(0.05):
                return True
            if not terminal.is_running:
                return False
    return False


@attack("an unfinished sequence, of whatever kind, holds nothing up", short=True)
def unfinished(random, world):
    catalog, _ = catalogs.small(world, random, items=8)
    terminal = Terminal(world, "browse", "--catalog", catalog, "--graphics", "symbols")
    terminal.expect("tee-100")
    pieces = [
        b"\x1b[<0;",
        b"\x1b[<",
        b"\x1b[M",
        b"\x1b[M!",
        b"\x1b[",
        b"\x1bP",
        b"\x1bO",
        b"\x1b]",
        b"\x1b_G",
        b"\xe2",
        b"\xf0\x9f",
        b"\xff",
        b"\x1b",
        b"\x1b[200~",
        b"\x1b[1;",
        b"\x1b[?",
    ]
    random.shuffle(pieces)
    for piece in pieces[:1] + [b"\x1b[<0;"] if world.short else pieces:
        terminal.put(piece)
        terminal.settle(0.4, 2)
        terminal.resize(*((90, 28) if terminal.grid.columns == 100 else (100, 30)))
        deadline = time.monotonic() + patience(5)
        while not terminal.read(0.05):
            if time.monotonic() > deadline:
                raise Failure(f"after {piece!r} nothing is drawn any more")
        terminal.put("~M\x18\x1b")
        terminal.settle(0.3, 2)
    terminal.put("\x1b\x1b:quit\r")
    terminal.end()
    terminal.require_restored("unfinished sequences")


# What ends a process unless it is caught, but for SIGKILL. SIGPIPE is ignored by the program itself.
ENDING = [
    number
    for number in (
        signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGILL, signal.SIGTRAP, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE,
        signal.SIGUSR1, signal.SIGSEGV, signal.SIGUSR2, signal.SIGALRM, signal.SIGTERM, signal.SIGXCPU, signal.SIGXFSZ, signal.SIGVTALRM,
        signal.SIGPROF, signal.SIGIO, signal.SIGPWR, signal.SIGSYS, signal.SIGRTMIN, signal.SIGRTMAX,
    )
] + [getattr(signal, "SIGSTKFLT", 16)]


def signalled(random, world, catalog, delay, numbers, answers):
    graphics = random.choice(("auto", "auto", "symbols", "kitty", "sixel"))
    terminal = Terminal(world, "browse", "--catalog", catalog, "--graphics", graphics, answers=answers, random=random)
    deadline = time.monotonic() + delay
    while time.monotonic() < deadline:
        terminal.read(max(0, min(0.01, deadline - time.monotonic())))
    names = []
    for number in numbers:
        names.append(signal.Signals(number).name if number in set(signal.Signals) else str(number))
        terminal.kill(number)
        if len(numbers) > 1:
            terminal.read(random.choice((0, 0.001, 0.01)))
    after = f"{' and '.join(names)} after {delay:.3f} s (graphics {graphics}, answers {answers})"
    try:
        terminal.end()
    except Failure:
        raise Failure(f"{after} the browser goes on: {bytes(terminal.raw[-200:])!r}") from None
    terminal.require_restored(after)
    raw = bytes(terminal.raw)
    if raw.count(b"\x1b[?1049h") < raw.count(b"\x1b[?1049l") or raw.count(b"\x1b[?1049h") > raw.count(b"\x1b[?1049l"):
        raise Failure(f"{after} the alternate screen was entered {raw.count(b'[?1049h')} times and left {raw.count(b'[?1049l')} times")
    terminal.close()


def each_signal(random, world, tries, delay):
    catalog, _ = catalogs.small(world, random, items=8)
    faults = []
    for number in random.sample(ENDING, min(tries, len(ENDING))):
        try:
            signalled(random, world, catalog, delay(), [number], random.choice(("at once", "late", "wrong", "never")))
        except Failure as failure:
            faults.append(str(failure))
    if faults:
        raise Failure(f"{len(faults)} of {tries}: {faults[0]}")


@attack("every signal in the first half second leaves the terminal as it was", short=True)
def signals_early(random, world):
    each_signal(random, world, world.few(12), lambda: random.uniform(0, 0.5))


@attack("every signal later leaves the terminal as it was", short=True)
def signals_late(random, world):
    each_signal(random, world, world.few(5), lambda: random.uniform(0.5, 1.5))


@attack("Ctrl-C, Ctrl-backslash and a terminal that goes away while the terminal is asked what it can do")
def keys_early(random, world):
    catalog, _ = catalogs.small(world, random, items=8)
    for key in (b"\x03", b"\x1c", b"\x03", b"\x1a"):
        terminal = Terminal(world, "browse", "--catalog", catalog, answers=random.choice(("never", "late", "wrong")), random=random)
        deadline = time.monotonic() + random.uniform(0, 0.3)
        while time.monotonic() < deadline:
            terminal.read(0.005)
        os.write(terminal.master, key)
        terminal.settle(0.6, 2)
        if key == b"\x1a":
            terminal.kill(signal.SIGCONT)
            terminal.settle(0.3, 1)
        if terminal.is_running:
            terminal.put("\x1b")
            terminal.settle(0.1, 1)
            terminal.put(":quit\r")
        terminal.end()
        terminal.require_restored(f"{key!r} in the first moments")
        terminal.close()
    terminal = Terminal(world, "browse", "--catalog", catalog, answers="never")
    terminal.read(random.uniform(0, 0.4))
    os.close(terminal.slave)
    os.close(terminal.master)
    deadline = time.monotonic() + patience(10)
    while terminal.is_running and time.monotonic() < deadline:
        time.sleep(0.02)
    if terminal.is_running:
        raise Failure("the browser goes on without its terminal")


@attack("stopped and continued at any moment, the screen comes back and the shell's modes are in force meanwhile")
def stop_and_go(random, world):
    catalog, _ = catalogs.small(world, random)
    terminal = Terminal(
        world, "browse", "--catalog", catalog, "--graphics", random.choice(("symbols", "kitty", "sixel")), random=random, job=True
    )
    terminal.expect("tee-100")
    for _ in range(5):
        terminal.kill(signal.SIGTSTP)
        deadline = time.monotonic() + patience(5)
        while time.monotonic() < deadline:
            terminal.read(0.01)
            with open(f"/proc/{terminal.program_pid}/stat") as file:
                if file.read().rpartition(")")[2].split()[0] == "T":
                    break
        else:
            raise Failure("the browser is told to stop and goes on")
        terminal.require_restored("being stopped")
        if random.random() < 0.3:
            terminal.resize(*random.choice(((80, 24), (100, 30))))
        terminal.kill(signal.SIGCONT)
        terminal.settle(0.2, 2)
        terminal.put(random.choice(("\x1b[C", " ", "m")))
        terminal.expect("items")
        terminal.settle(0.1, 1)
    terminal.put("q")
    terminal.end()
    terminal.require_restored("q")


@attack("half a minute of nothing in a terminal of each kind: no processor time, no output, no growth")
def idle(random, world):
    catalog, _ = catalogs.small(world, random)
    terminals = [
        Terminal(world, "browse", "--catalog", catalog, "--graphics", graphics, answers=answers, random=random)
        for graphics in ("symbols", "kitty", "sixel", "iterm2")
        for answers in ("at once", "never")
    ]
    for terminal in terminals:
        terminal.settle(0.2, 4)

    def burden(terminal):
        with open(f"/proc/{terminal.pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), int(fields[21]) * os.sysconf("SC_PAGE_SIZE")

    before = [burden(terminal) for terminal in terminals]
    size = [len(terminal.raw) for terminal in terminals]
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for terminal in terminals:
            terminal.read(0.05)
            if not terminal.is_running:
                raise Failure(f"a browser that is left alone ended with {terminal.process.returncode}")
    for terminal, (seconds, memory), length in zip(terminals, before, size):
        now, grown = burden(terminal)
        if now - seconds > 1.5:
            raise Failure(f"{now - seconds:.1f} s of processor time in 30 s of nothing")
        if grown - memory > 16 << 20:
            raise Failure(f"{grown - memory >> 20} MB more after 30 s of nothing")
        if len(terminal.raw) - length > 2000:
            raise Failure(f"{len(terminal.raw) - length} bytes drawn in 30 s of nothing")
        terminal.put("q")
        terminal.end()
        terminal.require_restored("30 s of nothing")
