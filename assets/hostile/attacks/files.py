"""What belongs to a person stays."""

import os
import shutil
import time

import catalogs
import pictures
from attacks.registry import attack
from world import Failure

FOREIGN = [
    "vectors-of-mine.jpg", "vectors2023.csv", "vectors.txt", "vectors-3.npy.bak", "vectors", "vectors.npy~", "vectors.codes.old",
    "my-vectors.npy", "vectors-x.npy", "vectors-1a.npy", "vectors-.npy", "vectors.bits.txt", "vectors.npy.new.txt", "vectors.csv",
    ".vectors.codes", "vectors-notes/a.txt", "vectors-007.npy", "vectors-99999999999999999999.npy", ".vectors.codes.mine",
    "vectors-2 copy.npy", "Vectors.npy", "catalog.sqlite.bak", "pictures/mine.idx", "pictures/a.jpg", "features/mine.npy",
    "features/notes.txt", ".training-mine.txt", "writer.lock.txt",
]


def put(world, random, catalog):
    """Foreign files into a catalog's folder. Returns their contents by path."""
    return {world.write(f"{catalog}/{name}", content): content for name in FOREIGN for content in [random.randbytes(40)]}


def require(foreign, after):
    for path, content in foreign.items():
        try:
            with open(path, "rb") as file:
                if file.read() == content:
                    continue
            raise Failure(f"{after} overwrote {path}")
        except FileNotFoundError:
            raise Failure(f"{after} removed {path}") from None


@attack("foreign files in a catalog's folder survive every command", short=True)
def foreign_files(random, world):
    if random.random() < 0.5:
        foreign = put(world, random, "catalog")
        catalog, colors = catalogs.small(world, random)
    else:
        catalog, colors = catalogs.small(world, random)
        foreign = put(world, random, "catalog")
    require(foreign, "index into a new catalog")
    world.write("tees/one-more.bmp", pictures.bmp((1, 2, 3)))
    catalogs.index(world)
    require(foreign, "index")
    names = random.sample(sorted(colors), 20)
    for some, after in ((names[:3], "index --prune"), (names[3:], "pruning more than half")):
        for name in some:
            os.remove(world.path("tees", name + ".bmp"))
        catalogs.index(world, "tees", "catalog", "--prune")
        require(foreign, after)
    world.sane("vectors", "export", world.path("catalog/vectors-out.npy"), world.path("catalog/vectors-out.ids"), "--catalog", catalog)
    require(foreign, "vectors export")
    world.sane("similar", "one-more", "--metric", "hamming", "--catalog", catalog)
    world.sane("doctor", "--catalog", catalog)
    world.sane("evaluate", "--by", "id", "--catalog", catalog)
    require(foreign, "similar, doctor and evaluate")
    if not os.path.exists(world.path("catalog/vectors-out.npy")):
        raise Failure("vectors export wrote nothing")
    catalogs.index(world)
    if not os.path.exists(world.path("catalog/vectors-out.npy")):
        raise Failure("index removed what was exported beside it")


@attack("foreign files survive IDX pictures and imports", short=True)
def foreign_imports(random, world):
    foreign = put(world, random, "catalog")
    catalogs.imported(world, random, items=30)
    require(foreign, "vectors import")
    world.write("in.ids", "".join(f"w{number}\n" for number in range(30)))
    world.sane(
        "vectors", "import", world.path("in.npy"), world.path("in.ids"), "--encoder-name", "random", "--catalog", world.path("catalog")
    )
    require(foreign, "a second vectors import")
    foreign = put(world, random, "second")
    for count in (40, 30):
        world.write(
            "idx/train-images-idx3-ubyte", bytes((0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 8, 0, 0, 0, 8)) + random.randbytes(64 * count)
        )
        world.write("idx/train-labels-idx1-ubyte", bytes((0, 0, 8, 1, 0, 0, 0, count)) + bytes(count))
        catalogs.index(world, "idx", "second", "--prune")
        require(foreign, f"index of {count} IDX pictures")


@attack("no output replaces what is there unless it is asked to", short=True)
def outputs_keep(random, world):
    catalog, _ = catalogs.small(world, random, items=6)
    precious = b"precious"
    outputs = {
        "vectors export": ["vectors", "export", "{0}", "{1}", "--catalog", catalog],
        "vectors export, IDs": ["vectors", "export", "{1}", "{0}", "--catalog", catalog],
        "export": ["export", "{0}.csv", "--item", "tee-100", "--catalog", catalog],
        "embed": ["encoders", "embed", "descriptor", world.path("tees/tee-100.bmp"), "--output", "{0}"],
    }
    for name, arguments in outputs.items():
        paths = [world.path(f"{name}-{number}") for number in range(2)]
        target = paths[0] + (".csv" if name == "export" else "")
        with open(target, "wb") as file:
            file.write(precious)
        result = world.sane(*[argument.format(*paths) for argument in arguments])
        with open(target, "rb") as file:
            if file.read() != precious:
                raise Failure(f"{name} replaced a file unasked: {result}")
        if name.startswith("vectors") and os.path.exists(paths[1]):
            raise Failure(f"{name} refused and left one of two files")


@attack("vectors export leaves both files or none, whenever it is killed")
def kill_export(random, world):
    catalog, vectors = catalogs.imported(world, random, items=3000, dimensions=512)
    npy, ids = world.path("out/v.npy"), world.path("out/v.ids")
    os.mkdir(world.path("out"))
    export = ["vectors", "export", npy, ids, "--catalog", catalog]
    duration = world.ok(*export).seconds
    old = catalogs.npy([[1.0, 2.0]] * 5), "".join(f"old{number}\n" for number in range(5)).encode()
    forced = "--force" in world.run("vectors", "export", "--help").text
    for _ in range(12):
        shutil.rmtree(world.path("out"))
        os.mkdir(world.path("out"))
        replacing = forced and random.random() < 0.5
        if replacing:
            world.write("out/v.npy", old[0])
            world.write("out/v.ids", old[1])
        child = world.start(*export, *(["--force"] if replacing else []))
        time.sleep(random.uniform(0, duration))
        child.end()
        there = os.path.exists(npy), os.path.exists(ids)
        if there == (False, False) and not replacing:
            continue
        if there != (True, True):
            raise Failure(f"a killed export left {there}" + (" of what was there" if replacing else ""))
        rows = len(catalogs.read_npy(npy))
        with open(ids, "rb") as file:
            count = file.read().count(b"\n")
        # Two names cannot change in one step; what was there may be gone, but never beside what does not belong to it.
        if rows != count or rows not in (5, len(vectors)):
            raise Failure(f"a killed export left {rows} rows beside {count} IDs")
    world.ok(*export, *(["--force"] if forced else []))
    if len(os.listdir(world.path("out"))) != 2:
        raise Failure(f"drafts of killed exports stay: {os.listdir(world.path('out'))}")
