"""A database that somebody else holds for a while: nothing that was liked or taken back is lost."""

import sqlite3
import time

import catalogs
from attacks.registry import attack
from terminal import Terminal
from world import Failure, patience


def shopping(world, random, seconds, quits):
    catalog, _ = catalogs.small(world, random)
    expected = []

    def press(times):
        """Walks and likes; what is liked already is taken back."""
        for _ in range(times):
            terminal.put(" ")
            name = f"tee-{100 + place[0]}"
            expected.remove(name) if name in expected else expected.append(name)
            terminal.settle(0.05, 0.3)
            step = random.choice((-1, 1)) if 0 < place[0] < 23 else 1 if place[0] == 0 else -1
            place[0] += step
            terminal.put("\x1b[C" if step > 0 else "\x1b[D")
            terminal.settle(0.05, 0.3)

    terminal = Terminal(world, "browse", "--catalog", catalog, "--graphics", "symbols")
    terminal.expect("tee-100")
    terminal.settle(0.3, 2)
    place = [0]
    press(5)
    time.sleep(0.3)
    holder = sqlite3.connect(catalog + "/catalog.sqlite", isolation_level=None, timeout=10)
    holder.execute(random.choice(("BEGIN EXCLUSIVE", "BEGIN IMMEDIATE")))
    held = time.monotonic()
    press(random.randrange(1, 6))
    status = None
    if quits:
        terminal.settle(0.1, random.uniform(0, seconds / 2))
        asked = time.monotonic()
        terminal.put("q")
        while terminal.is_running and time.monotonic() - asked < patience(10):
            terminal.read(0.05)
            if time.monotonic() - held > seconds and holder.in_transaction:
                holder.execute("ROLLBACK")
        if terminal.is_running:
            raise Failure("quitting takes longer than 10 s while the catalog is locked")
        status = terminal.process.returncode
    while time.monotonic() - held < seconds:
        if quits:
            time.sleep(0.05)
        else:
            terminal.read(0.05)
    if holder.in_transaction:
        holder.execute("ROLLBACK")
    holder.close()
    if not quits:
        terminal.settle(0.2, 1)
        deadline = time.monotonic() + patience(4)
        while time.monotonic() < deadline:
            terminal.read(0.05)
        terminal.put("q")
        status = terminal.end()
    terminal.require_restored("a lock")
    if status not in (0, 1):
        raise Failure(f"the browser ended with {status}")
    again = Terminal(world, "browse", "--catalog", catalog, "--graphics", "symbols")
    again.expect("tee-10")
    again.settle(0.3, 2)
    again.put("q")
    again.end()
    stored = catalogs.liked(world, catalog)
    if sorted(stored) != sorted(expected):
        raise Failure(
            f"liked was {sorted(expected)}; after a lock of {seconds:.1f} s{', quitting meanwhile,' * quits} {sorted(stored)} is left"
        )


@attack("likes and un-likes while the database is locked for a moment")
def short_lock(random, world):
    shopping(world, random, random.uniform(0.3, 3), quits=random.random() < 0.5)


@attack("likes and un-likes while the database is locked for longer than anybody waits")
def long_lock(random, world):
    shopping(world, random, random.uniform(11, 15), quits=False)


@attack("quitting while the database is locked keeps what was liked for the next start")
def quit_while_locked(random, world):
    shopping(world, random, random.uniform(11, 15), quits=True)


@attack("two browsers on one catalog lose none of each other's likes")
def two_browsers(random, world):
    catalog, _ = catalogs.small(world, random)
    both = [Terminal(world, "browse", "--catalog", catalog, "--graphics", "symbols") for _ in range(2)]
    for terminal in both:
        terminal.expect("tee-100")
        terminal.settle(0.3, 2)
    both[1].put("\x1b[B")
    both[1].settle(0.2, 1)
    for _ in range(3):
        for terminal in both:
            terminal.put(" \x1b[C")
            terminal.settle(random.choice((0, 0.02, 0.1)), 0.3)
    deadline = time.monotonic() + 2 + patience(1)
    while time.monotonic() < deadline:
        for terminal in both:
            terminal.read(0.02)
    stored = catalogs.liked(world, catalog)
    if len(stored) != 6:
        raise Failure(f"of 6 likes in two browsers {stored} are stored")
    for terminal in both:
        if "♥ 6" not in terminal.grid.lines[0]:
            raise Failure(f"a browser does not see the other's likes: {terminal.grid.lines[0]}")
        terminal.put("q")
        terminal.end()


@attack("commands beside a locked database wait or say so", short=True)
def commands_beside_lock(random, world):
    catalog, _ = catalogs.small(world, random)
    holder = sqlite3.connect(catalog + "/catalog.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    held = time.monotonic()
    children = [
        world.start(*arguments, "--catalog", catalog)
        for arguments in (
            ("similar", "tee-100"),
            ("index", world.path("tees"), "--encoder", "descriptor"),
            ("browse",),
            ("doctor",),
            ("evaluate", "--by", "id"),
        )
    ]
    time.sleep(1)
    holder.execute("ROLLBACK")
    holder.close()
    for child in children:
        result = child.wait(patience(10))
        if result is None:
            raise Failure(f"{child.arguments} hangs beside a lock of 1 s")
        world.judged(result)
        if result.status and "evaluate" not in child.arguments:
            raise Failure(f"beside a lock of {time.monotonic() - held:.1f} s: {result}")
