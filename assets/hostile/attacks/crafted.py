"""Catalogs from somebody else: right at first sight, wrong below."""

import base64
import os
import shutil
import sqlite3

import catalogs
from attacks.mutations import require_doctor
from attacks.registry import attack
from pictures import mutated
from terminal import Terminal
from world import Failure

HUGE = [2**63 - 1, -(2**63), 2**32, -1, 2**31, 2**62, 10**12, 0, 1, 2**53 + 1]


def try_all(world, catalog, random):
    """Every command that reads a catalog, and one that writes; then the browser."""
    commands = [
        ["similar", "tee-100", "--json"], ["similar", "tee-100", "--metric", "hamming"], ["similar", "--where", "price < 3"],
        ["export", "-", "--format", "html", "--item", "tee-100"], ["evaluate", "--by", "id"], ["browse"],
        ["vectors", "export", world.path("scratch", f"{random.random()}"), world.path("scratch", f"{random.random()}")],
        ["index", world.path("tees"), "--encoder", "descriptor", "--prune"],
        ["train", "--by", "label", "--body", "descriptor", "--name", "x", "--epochs", "1"],
    ]
    random.shuffle(commands)
    for arguments in [["similar", "tee-101"], ["doctor"], *commands[:4], ["doctor"]]:
        if arguments == ["doctor"]:
            require_doctor(world, "--catalog", catalog)
        else:
            world.sane(*arguments, "--catalog", catalog)
    terminal = Terminal(world, "browse", "--catalog", catalog, "--graphics", "symbols")
    terminal.settle(0.1, 2)
    for key in (" ", "\x1b[C", " ", "\x1b[6~", "G", " ", "c", "\x1b", "/tee\r", "\x1b", "r"):
        terminal.put(key)
        terminal.settle(0.03, 0.3)
    terminal.put("\x1b:quit\r")
    terminal.settle(0.1, 1)
    if not terminal.is_running and terminal.process.returncode not in (0, 1):
        raise Failure(f"the browser ended with {terminal.process.returncode}: {terminal.grid.display[-300:]}")
    terminal.close()


def copies(world, random, count):
    """Copies of one catalog, one after the other."""
    catalog, _ = catalogs.small(world, random)
    world.ok("similar", "tee-100", "--metric", "hamming", "--catalog", catalog)
    for number in range(count):
        copy = world.path(f"copy{number}")
        shutil.copytree(catalog, copy)
        yield copy
        shutil.rmtree(copy, ignore_errors=True)


@attack("vectors.codes with huge counts and a right checksum, also mutated anywhere", short=True)
def crafted_codes(random, world):
    for number, copy in enumerate(copies(world, random, world.few(6))):
        path = copy + "/vectors.codes"
        with open(path, "rb") as file:
            content = file.read()
        if number < 4:
            words = {random.choice((1, 2, 5, 6, 9, 10)): random.choice(HUGE) for _ in range(random.choice((1, 1, 2)))}
            if random.random() < 0.3:
                # The table's own stamp fits, the numbers do not: an offset or a step that is none.
                words = {random.choice((3, 4)): random.choice((0x7FF8000000000000, 0x7FF0000000000000, 0, 1, 1 << 63))}
            content = catalogs.crafted_codes(content, words)
        else:
            content = mutated(random, content)
        status = os.stat(path)
        world.write(path, content)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        try_all(world, copy, random)


@attack("codes that are right in every checksum but of other vectors never make an answer wrong without a word")
def mutated_bits(random, world):
    for copy in copies(world, random, world.few(4)):
        path = copy + f"/vectors.{random.choice(('bits', 'codes'))}"
        with open(path, "rb") as file:
            content = bytearray(file.read())
        for _ in range(random.choice((1, 30))):
            content[random.randrange(len(content))] ^= 1 << random.randrange(8)
        world.write(path, bytes(content))
        catalogs.require_right_answers(world, random, copy)
        try_all(world, copy, random)


@attack("rows of items and of the state that are negative, huge, missing or no numbers", short=True)
def crafted_rows(random, world):
    changes = [
        ("UPDATE state SET rows = ?", random.choice(HUGE)),
        ("UPDATE item SET row = ? WHERE id = 'tee-101'", random.choice(HUGE)),
        ("UPDATE item SET row = ? WHERE id = 'tee-100'", random.choice(HUGE)),
        ("UPDATE state SET generation = ?", random.choice(HUGE)),
        ("DELETE FROM item WHERE row = ?", random.randrange(24)),
        ("UPDATE state SET rows = ?", random.choice(("x", b"\xff", 1.5, "9" * 30))),
        (
            "UPDATE state SET vectors = ?",
            random.choice(("../../etc/passwd", "/etc/passwd", "vectors.codes", "", "\0", ".", "catalog.sqlite", None)),
        ),
        ("UPDATE item SET color = ?", random.choice((-1, 2**62, "x"))),
        ("UPDATE item SET id = ? WHERE row = 3", random.choice(("", "a\nb", "\0", b"\xff\xfe", "x" * 100000))),
        ("UPDATE item SET attributes = ?", random.choice(("[]", "{", '{"a":1}', '{"title":null}', "", "[" * 10000, b"\xff"))),
        ("DELETE FROM state WHERE id = ?", 1),
        ("UPDATE item SET source = ?", 77),
        ("UPDATE source SET kind = ?", "foreign"),
        ("UPDATE item SET row = row + ?", random.choice((1, 1000, 2**40))),
        (
            "UPDATE state SET encoder = ?",
            random.choice(
                (
                    "{}",
                    "",
                    None,
                    '{"name":"descriptor","version":"1","dimensions":-5,"parts":[]}',
                    '{"name":"descriptor","version":"1","dimensions":704,"parts":[{"name":"x","from":-9,"to":99999999}]}',
                )
            ),
        ),
        ("DROP TABLE item", None),
        ("DROP TABLE document", None),
        ("DELETE FROM item", None),
        ("UPDATE item SET fingerprint = ?", ""),
    ]
    chosen = random.sample(changes, 5)
    if random.random() < 0.5:
        chosen[:2] = changes[:2]
    for copy, (sql, value) in zip(copies(world, random, world.few(5)), chosen):
        try:
            catalogs.execute(copy, "PRAGMA ignore_check_constraints = 1")
            catalogs.execute(copy, sql, *([value] if "?" in sql else []))
        except sqlite3.IntegrityError:
            continue
        try:
            try_all(world, copy, random)
        except Failure as failure:
            raise Failure(f"{sql} ({value!r:.60}): {failure}") from None


@attack("pages of catalog.sqlite, mutated anywhere", short=True)
def mutated_database(random, world):
    for copy in copies(world, random, world.few(4)):
        path = copy + "/catalog.sqlite"
        with open(path, "rb") as file:
            content = bytearray(file.read())
        kind = random.randrange(4)
        if kind == 0:
            content[:] = mutated(random, bytes(content))
        elif kind == 1:
            page = random.randrange(1, len(content) // 4096)
            content[page * 4096 : (page + 1) * 4096] = random.choice((bytes(4096), random.randbytes(4096), content[4096:8192]))
        elif kind == 2:
            for _ in range(60):
                content[random.randrange(len(content))] = random.randrange(256)
        else:
            content[:] = content[: random.randrange(len(content))]
        world.write(path, bytes(content))
        try_all(world, copy, random)


@attack("vectors.npy, mutated or cut short", short=True)
def mutated_table(random, world):
    for copy in copies(world, random, world.few(4)):
        path = copy + "/vectors.npy"
        with open(path, "rb") as file:
            content = file.read()
        kind = random.randrange(3)
        content = (
            mutated(random, content[:128]) + content[128:]
            if kind == 0
            else (
                content[: random.randrange(len(content))]
                if kind == 1
                else (content[:128] + b"\0\0\xc0\x7f\0\0\x80\x7f\xff\xff\x7f\x7f" * 2000 + content[128 + 24000 :])
            )
        )
        world.write(path, content)
        try_all(world, copy, random)


@attack("a catalog that names any readable file as its picture shows and exports none of it", short=True)
def foreign_pictures(random, world):
    catalog, _ = catalogs.small(world, random)
    secret = b"root:SECRETSECRET:0:0:" + random.randbytes(8).hex().encode() + b"\n"
    world.write("secret/passwd", secret)
    # What begins as a picture and is none.
    world.write("secret/key.jpg", b"\xff\xd8\xff\xe0" + secret * 9)
    world.write("secret/key.png", b"\x89PNG\r\n\x1a\n" + secret * 9)
    for place, locator in enumerate(
        (
            "../secret/passwd", "../secret/key.jpg", "../secret/key.png", "/etc/passwd", "../../../../../../etc/passwd",
            "..\u0301/../secret/passwd",
        )
    ):
        catalogs.execute(catalog, "UPDATE item SET locator = ? WHERE row = ?", locator, place)
    if random.random() < 0.5:
        catalogs.execute(catalog, "UPDATE source SET path = ?", world.path("secret"))
        for place, locator in enumerate(("passwd", "key.jpg", "key.png")):
            catalogs.execute(catalog, "UPDATE item SET locator = ? WHERE row = ?", locator, place)
    needles = [
        secret[:20], base64.b64encode(secret)[:20], base64.b64encode(b"x" + secret)[4:24], base64.b64encode(b"xx" + secret)[4:24],
        b"root:x:0:0", base64.b64encode(b"root:x:0:0")[:12],
    ]
    outputs = [
        world.run("export", "-", "--format", "html", "--item", f"tee-{100 + number}", "-k", 24, "--catalog", catalog).output
        for number in range(4)
    ]
    world.run("export", "--deepfashion", world.path("tree"), "--catalog", catalog)
    for folder, _, names in os.walk(world.path("tree")):
        outputs += [open(os.path.join(folder, name), "rb").read() for name in names if not name.startswith("list_")]
    for graphics in ("kitty", "iterm2", "symbols"):
        terminal = Terminal(world, "browse", "--catalog", catalog, "--graphics", graphics)
        terminal.settle(0.3, 3)
        outputs.append(bytes(terminal.raw))
        terminal.close()
    for output in outputs:
        for needle in needles:
            if needle in output:
                raise Failure(f"a file that is no picture is passed on: {needle!r} in {output[max(0, output.find(needle) - 80):][:200]!r}")
