"""The browser open in a terminal while another process changes its catalog."""

import collections
import os
import time

import catalogs
import pictures
from attacks.registry import attack
from terminal import Terminal
from world import Failure, patience


def near(a, b):
    return a is not None and all(abs(x - y) <= 16 for x, y in zip(a, b))


def shown(grid, prefix="tee-"):
    """The colour of the picture above each caption in sight; None where there is none yet."""
    found = {}
    for row, line in enumerate(grid.lines):
        at = line.find(prefix)
        while at >= 0:
            name = line[at:].split()[0].rstrip("♥✕┛…")
            cells = [grid.cells[y][x] for y in range(max(1, row - 5), row - 1) for x in range(at + 3, min(grid.columns, at + 10))]
            count = collections.Counter(background for _, _, background in cells if background)
            # Pictures have room around them: what is no picture has the terminal's own colour.
            # The line at the bottom names the item at the cursor once more.
            if 4 < row < grid.rows - 3:
                found[name] = count.most_common(1)[0][0] if count else None
            at = line.find(prefix, at + 1)
    return found


def mistakes(grid, colors):
    """What the screen shows that is not so."""
    wrong = []
    for name, color in shown(grid).items():
        if name not in colors:
            wrong.append(f"{name}, which is not there")
        elif not near(color, colors[name]):
            wrong.append(f"{name} in {color} instead of {colors[name]}")
    return wrong


def require_true_screen(terminal, colors, after, seconds):
    """Within so many seconds, and for good, the screen shows the catalog as it is."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        terminal.read(0.02)
        if not mistakes(terminal.grid, colors) and f"{len(colors)} items" in terminal.grid.lines[0]:
            terminal.settle(0.3, 1)
            if not mistakes(terminal.grid, colors):
                break
    wrong = mistakes(terminal.grid, colors)
    if f"{len(colors)} items" not in terminal.grid.lines[0]:
        wrong.append(f"not {len(colors)} items in “{terminal.grid.lines[0].strip()}”")
    if wrong:
        raise Failure(f"{seconds:.1f} s after {after} the browser shows {'; '.join(wrong[:6])} ({len(wrong)} in all)")


def change(world, random, colors, kind, number):
    """Changes the pictures and indexes them by another process."""
    if kind in ("prune", "swap", "most"):
        for name in random.sample(sorted(colors), {"prune": 4, "swap": 4, "most": len(colors) * 3 // 5}[kind]):
            del colors[name]
            os.remove(world.path("tees", name + ".bmp"))
    if kind == "turn":
        for name in random.sample(sorted(colors), random.choice((1, len(colors)))):
            colors[name] = random.choice([color for color in pictures.PALETTE if color != colors[name]])
    if kind in ("add", "swap"):
        for offset in range(4):
            colors[f"tee-{1000 + 10 * number + offset}"] = random.choice(pictures.PALETTE)
    catalogs.colored(world, "tees", colors)
    catalogs.index(world, "tees", "catalog", "--prune")


@attack("the browser shows what another process has pruned, changed or added, within a second and by itself", short=True)
def browser_sees_changes(random, world):
    catalog, colors = catalogs.small(world, random)
    columns, rows = random.choice(((100, 30), (120, 50), (150, 40)))
    terminal = Terminal(world, "browse", "--catalog", catalog, "--graphics", "symbols", columns=columns, rows=rows)
    terminal.expect("tee-1")
    require_true_screen(terminal, colors, "the start", patience(5))
    kinds = ["prune", "turn", "swap", "add", "most", "turn"]
    random.shuffle(kinds)
    for number, kind in enumerate(kinds[: world.few(9)]):
        if len(colors) < 10 and kind in ("prune", "swap", "most"):
            kind = "add"
        change(world, random, colors, kind, number)
        require_true_screen(
            terminal,
            colors,
            {"prune": "4 were pruned", "turn": "pictures changed", "swap": "4 went and 4 came", "add": "4 came", "most": "most went"}[kind],
            1 + patience(0.5),
        )
        if random.random() < 0.5:
            terminal.put(random.choice(("\x1b[6~", "\x1b[5~", "\x1b[C", "\x1b[B", "G", "g")))
            terminal.settle(0.3, 1)
            require_true_screen(terminal, colors, "turning a page", patience(1.5))
    terminal.put("q")
    if terminal.end() != 0:
        raise Failure("the browser does not end well")
    terminal.require_restored("q")


@attack("what is liked while another process indexes is there, and is what was shown")
def likes_exist(random, world):
    catalog, colors = catalogs.small(world, random)
    terminal = Terminal(world, "browse", "--catalog", catalog, "--graphics", "symbols")
    terminal.expect("tee-1")
    known, gone = [], set()
    for number in range(4):
        before = set(colors)
        change(world, random, colors, "swap" if number else "prune", number)
        gone |= before - set(colors)
        terminal.settle(0.2, 1 + patience(0.5))
        deadline = time.monotonic() + 1 + patience(0.5)
        while time.monotonic() < deadline:
            terminal.read(0.05)
        terminal.put(random.choice(("g", "\x1b[C", "\x1b[B", "\x1b[C\x1b[C", "\x1b[6~")) + " ")
        terminal.settle(0.3, 2)
        time.sleep(0.2)
        now = catalogs.liked(world, catalog)
        for name in set(now) - set(known):
            if name not in colors:
                raise Failure(
                    f"{name} was liked {'after it was removed' if name in gone else 'though it never was'}; there is {sorted(colors)[:40]}"
                )
        known = now
    terminal.put("q")
    terminal.end()


@attack("a browser beside a shop that is indexed for the first time, and beside one whose folder vanishes")
def browser_beside_creation(random, world):
    colors = {f"tee-{100 + number}": random.choice(pictures.PALETTE) for number in range(60)}
    catalogs.colored(world, "tees", dict(list(colors.items())[:3]))
    catalogs.index(world)
    terminal = Terminal(world, "browse", "--catalog", world.path("catalog"), "--graphics", "symbols")
    terminal.expect("tee-100")
    catalogs.colored(world, "tees", colors)
    catalogs.index(world)
    require_true_screen(terminal, colors, "57 came", 1 + patience(0.5))
    os.rename(world.path("catalog"), world.path("elsewhere"))
    for key in ("\x1b[6~", " ", "\x1b[5~", "c", "\x1b", "/tee\r", "m"):
        terminal.put(key)
        terminal.settle(0.3, 1)
    if not terminal.is_running:
        raise Failure(f"the browser ended with {terminal.process.returncode} when its catalog was moved")
    os.rename(world.path("elsewhere"), world.path("catalog"))
    terminal.put("\x1bq")
    terminal.settle(0.3, 1)
    if terminal.is_running:
        terminal.put("q")
    if terminal.end(15) not in (0, 1):
        raise Failure(f"the browser ended with {terminal.process.returncode}")
    terminal.require_restored("a catalog that was moved away")
