"""Catalogs on a server, and what is killed between here and there."""

import array
import os
import pathlib
import shutil
import sqlite3
import subprocess

from attacks.registry import attack
from world import Failure, Skip

START = pathlib.Path(__file__).resolve().parents[2] / "server" / "start.sh"


def server(world):
    """The address of a server of the attack's own, ready for a catalog."""
    if not list(pathlib.Path("/usr/share/postgresql").glob("*/extension/vector.control")):
        raise Skip("PostgreSQL with pgvector is not installed: assets/server/setup.sh does that")
    process = subprocess.Popen(
        [START, "--until-stdin-ends"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )

    def end():
        process.stdin.close()
        process.wait()

    world.at_end(end)
    address = process.stdout.readline().strip()
    world.ok("server", "init", address)
    return address


def contents(catalog):
    """All that a catalog holds but for what it remembers of servers and what depends on when its files were written."""
    with sqlite3.connect(f"file:{catalog}/catalog.sqlite?mode=ro", uri=True) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL ORDER BY name")]
        rows = {
            table: db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in tables
            if not table.startswith(("finding", "sqlite_", "grdb"))
        }
    rows["document"] = [row for row in rows["document"] if row[0] != "server"]
    files = {}
    for folder, _, names in os.walk(catalog):
        for name in names:
            if name.endswith((".npy", ".keys", ".idx", ".wall", ".atlas")):
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    files[os.path.relpath(path, catalog)] = hash(file.read())
    return rows, files


@attack("kill -9 while a catalog is pulled, again and again: what is there in the end is as if nobody had")
def kill_pull(random, world):
    address, rows, dimensions = server(world), 60_000, 512
    row = array.array("f", [random.gauss(0, 1) for _ in range(dimensions)])
    table = bytearray()
    header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }" % (rows, dimensions)
    table += b"\x93NUMPY\x01\x00" + (118).to_bytes(2, "little") + header.ljust(117).encode() + b"\n"
    for number in range(rows):
        row[number % dimensions] += number
        table += row.tobytes()
    world.write("a.npy", bytes(table))
    world.write("a.ids", "".join(f"tee {number}\n" for number in range(rows)))
    world.ok("vectors", "import", world.path("a.npy"), world.path("a.ids"), "--encoder-name", "random", "--catalog", world.path("catalog"))
    for number in range(12):
        world.write(f"catalog/pictures/train-{number}-9.idx", random.randbytes(random.randrange(9_000_000)))
    world.ok("push", world.path("catalog"), address, limit=60)
    duration = world.ok("pull", address, world.path("whole"), limit=60).seconds
    wanted = contents(world.path("whole"))
    kills = gone_on = 0
    while kills < world.few(30):
        child = world.start("pull", address, world.path("again"))
        result = child.wait(random.uniform(0, duration))
        if result is None:
            child.end()
            kills += 1
            # A catalog for nobody until it is whole.
            if os.path.exists(world.path("again", "catalog.sqlite")) and contents(world.path("again")) != wanted:
                raise Failure("a pull that was killed has left a catalog that is not whole")
            if not os.path.exists(world.path("again")):
                gone_on += 1
                continue
        elif result.status != 0:
            raise Failure(f"unexpected: {result}")
        if contents(world.path("again")) != wanted:
            raise Failure(f"a pull that was killed {kills} times brought something else")
        shutil.rmtree(world.path("again"))
    world.ok("pull", address, world.path("again"), limit=60)
    if contents(world.path("again")) != wanted:
        raise Failure("the last pull brought something else")
    left = [name for name in os.listdir(world.folder) if name.startswith(".")]
    if left or not gone_on:
        raise Failure(f"{left} is left, and {gone_on} pulls were gone on with")
