"""Makes catalogs, looks into them past the program, and computes in float64 what it should answer."""

import contextlib
import json
import math
import os
import re
import sqlite3
import struct

import pictures
from world import Failure

METRICS = ("cosine", "euclidean", "manhattan")


def colored(world, folder, colors):
    """Writes one-coloured pictures by ID."""
    for name, color in colors.items():
        world.write(f"{folder}/{name}.bmp", pictures.bmp(color))
    return world.path(folder)


def index(world, source="tees", catalog="catalog", *more, **options):
    return world.ok("index", world.path(source), "--catalog", world.path(catalog), "--encoder", "descriptor", *more, **options)


def small(world, random, items=24, catalog="catalog"):
    """A catalog of one-coloured pictures. Returns its path and the colours by ID."""
    colors = {f"tee-{100 + number}": color for number, color in enumerate(random.sample(pictures.PALETTE, items))}
    colored(world, "tees", colors)
    index(world, catalog=catalog)
    return world.path(catalog), colors


def npy(rows, kind="<f4", shape=None):
    """A table as numpy.save writes it."""
    shape = shape or (len(rows), len(rows[0]) if rows else 0)
    text = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}"
    text += " " * (-(len(text) + 11) % 64) + "\n"
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(text)) + text.encode() + b"".join(struct.pack(f"<{len(row)}f", *row) for row in rows)


def read_npy(path):
    with open(path, "rb") as file:
        data = file.read()
    length = struct.unpack_from("<H", data, 8)[0]
    rows, dimensions = map(int, re.search(rb"\((\d+), (\d+)\)", data[10 : 10 + length]).groups())
    if len(data) < 10 + length + 4 * rows * dimensions:
        raise Failure(f"{path} announces {rows} rows of {dimensions} in {len(data)} bytes")
    return [struct.unpack_from(f"<{dimensions}f", data, 10 + length + 4 * dimensions * row) for row in range(rows)]


def imported(world, random, items=200, dimensions=16, catalog="catalog"):
    """A catalog of random vectors. Returns its path and the vectors by ID."""
    vectors = {f"v{number}": [random.gauss(0, 1) for _ in range(dimensions)] for number in range(items)}
    world.write("in.npy", npy(list(vectors.values())))
    world.write("in.ids", "".join(name + "\n" for name in vectors))
    world.ok("vectors", "import", world.path("in.npy"), world.path("in.ids"), "--encoder-name", "random", "--catalog", world.path(catalog))
    return world.path(catalog), vectors


@contextlib.contextmanager
def database(catalog, read_only=True):
    # On a read-only file system SQLite cannot make what it shares with writers.
    options = "" if not read_only else "?mode=ro" if os.access(catalog, os.W_OK) else "?immutable=1"
    connection = sqlite3.connect(f"file:{catalog}/catalog.sqlite{options}", uri=True, timeout=20, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def execute(catalog, sql, *values):
    """Changes a catalog past the program; what finds text in it stays as it is."""
    with database(catalog, read_only=False) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f'DROP TRIGGER "{name}"')
        db.execute(sql, values)


def stored(catalog):
    """The vectors by ID, as the catalog has them on disk. The catalog is at rest; its last writer may have been killed."""
    with database(catalog) as db:
        name, count, generation = db.execute("SELECT vectors, rows, generation FROM state").fetchone()
        items = db.execute("SELECT id, row FROM item").fetchall()
    if sorted(row for _, row in items) != list(range(count)):
        raise Failure(f"{count} rows, but items in rows {sorted(row for _, row in items)[:50]}")
    vectors = read_npy(os.path.join(catalog, name)) if count else []
    if len(vectors) < count:
        raise Failure(f"{count} items, but {len(vectors)} vectors")
    if vectors:
        for row, vector in overwritten(os.path.join(catalog, name), len(vectors[0]), generation).items():
            if row < count:
                vectors[row] = vector
    return {item: vectors[row] for item, row in items}


def overwritten(table, dimensions, generation):
    """What rows held before a writer that was killed overwrote them in this generation, by the undo log (see UndoLog.swift)."""
    path = table.removesuffix(".npy") + ".undo"
    data = open(path, "rb").read() if os.path.exists(path) else b""
    size, before = 32 + (4 * dimensions + 7) // 8 * 8, {}
    for start in range(0, len(data) // size * size, size):
        kind, of, row = struct.unpack_from("<8sqQ", data, start)
        if kind == b"UNDOROW1" and of >= generation:
            before.setdefault(row, struct.unpack_from(f"<{dimensions}f", data, start + 32))
    return before


def distance(metric, a, b):
    if metric == "cosine":
        return 1 - math.fsum(x * y for x, y in zip(a, b)) / math.sqrt(math.fsum(x * x for x in a) * math.fsum(y * y for y in b))
    if metric == "euclidean":
        return math.dist(a, b)
    return math.fsum(abs(x - y) for x, y in zip(a, b))


def near(a, b):
    return abs(a - b) <= 2e-5 + 2e-5 * abs(b)


def answer(text):
    """What `similar --json` says: pairs of ID and distance by metric."""
    return {result["metric"]: [(each["item"], each["distance"]) for each in result["neighbours"]] for result in json.loads(text)["results"]}


def wrong(pairs, query, metric, vectors, count):
    """What is wrong with an answer beside a full pass in float64; None when nothing is."""
    expected = sorted(distance(metric, vectors[query], vector) for name, vector in vectors.items() if name != query)[:count]
    if len(pairs) != len(expected):
        return f"{len(pairs)} neighbours instead of {len(expected)}"
    if len({name for name, _ in pairs}) != len(pairs):
        return f"a neighbour twice: {pairs}"
    for place, ((name, found), right) in enumerate(zip(pairs, expected)):
        if name not in vectors:
            return f"a neighbour {name!r} that does not exist"
        own = distance(metric, vectors[query], vectors[name])
        if not near(found, own):
            return f"{name} at {found} from {query} by {metric}, which is {own}"
        if not near(found, right):
            return f"place {place + 1} by {metric} is at {found} instead of {right}"
    return None


def require_right_answers(world, random, catalog, queries=2, count=7, vectors=None):
    """Asks for the neighbours of a few items and compares them with what is on disk."""
    vectors = vectors or stored(catalog)
    if not vectors:
        return
    for query in random.sample(sorted(vectors), min(queries, len(vectors))):
        result = world.ok("similar", query, "--catalog", catalog, "-k", count, "--metric", ",".join(METRICS), "--json")
        for metric, pairs in answer(result.output).items():
            mistake = wrong(pairs, query, metric, vectors, count)
            if mistake:
                raise Failure(f"similar {query}: {mistake}")


def liked(world, catalog):
    return world.ok("browse", "--print-basket", "--catalog", catalog).text.split()


# Names that the program gives to what it is writing; a finished run leaves none of them.
DRAFT = re.compile(r"\.dat\.nosync|\.kt4-|\.training-.*\.new$|^\.vectors.*\.(codes|bits|npy)\.|\.npy\.new$|-journal$|\.sb-")


def leftovers(*folders):
    return sorted(
        os.path.join(path, name)
        for folder in folders
        for path, inner, files in os.walk(folder)
        for name in inner + files
        if DRAFT.search(name)
    )


def require_no_leftovers(*folders):
    left = leftovers(*folders)
    if left:
        raise Failure(f"a finished run left {left[:5]} behind")


def checksum(data, seed):
    """The program's own checksum, so that crafted files can carry a right one."""
    prime, mask = 0x9E3779B185EBCA87, (1 << 64) - 1
    lanes = [seed + prime * (k + 1) & mask for k in range(8)]
    whole = len(data) // 64 * 64
    for at in range(0, whole, 64):
        for k, word in enumerate(struct.unpack_from("<8Q", data, at)):
            lanes[k] = (lanes[k] ^ word) * prime & mask
            lanes[k] ^= lanes[k] >> 29
    result = len(data) * prime & mask
    for lane in lanes:
        result = (result ^ lane) * prime & mask
        result ^= result >> 32
    for byte in data[whole:]:
        result = (result ^ byte) * prime & mask
        result ^= result >> 29
    return result


def crafted_codes(content, words):
    """A file of codes whose header says something else, with a right checksum. `words` are values by place, 1 to 10."""
    header = list(struct.unpack_from("<11Q", content))
    for place, value in words.items():
        header[place] = value & (1 << 64) - 1
    front = struct.pack("<11Q", *header)
    return front + struct.pack("<Q", checksum(front, 2)) + content[96:]
