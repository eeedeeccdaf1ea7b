"""Two processes on one catalog: every answer is one that was right at some moment of the question."""

import csv
import io
import itertools
import json
import os
import shutil
import time

import catalogs
import pictures
from attacks.registry import attack
from world import Failure, patience


class Writer:
    """Prunes, changes and adds one-coloured pictures in a loop, and remembers what the catalog held when."""

    def __init__(self, world, random, items):
        self.world, self.random = world, random
        self.stable = [f"s{number}" for number in range(6)]
        self.now = {name: random.choice(pictures.PALETTE) for name in self.stable + [f"t{number}" for number in range(items)]}
        self.next = items
        catalogs.colored(world, "tees", self.now)
        catalogs.index(world)
        self.rests = [[time.monotonic(), None, dict(self.now)]]
        self.runs = []
        self.child = None

    def step(self):
        """Starts the next change, once the last one is done."""
        if self.child:
            result = self.child.wait(0)
            if result is None:
                if time.monotonic() - self.child.start > patience(20):
                    raise Failure("index hangs beside readers")
                return
            self.world.judged(result)
            if result.status:
                raise Failure(f"index fails beside readers: {result}")
            self.runs[-1][1] = time.monotonic()
            self.rests.append([time.monotonic(), None, dict(self.now)])
            self.child = None
            return
        movable = [name for name in self.now if name not in self.stable]
        gone = self.random.sample(movable, int(len(movable) * self.random.choice((0, 0.05, 0.3, 0.6))))
        changed = {
            name: self.random.choice(pictures.PALETTE)
            for name in self.random.sample(sorted(set(self.now) - set(gone)), self.random.choice((0, 3, 12)))
        }
        added = {
            f"t{self.next + number}": self.random.choice(pictures.PALETTE)
            for number in range(len(gone) + self.random.choice((0, 4, -1)) if gone else 5)
        }
        self.next += len(added)
        changes = {name: (self.now[name], color) for name, color in changed.items()}
        start = time.monotonic()
        self.runs.append([start, None, dict(self.now), added, changes, gone])
        self.rests[-1][1] = start
        for name in gone:
            os.remove(self.world.path("tees", name + ".bmp"))
            del self.now[name]
        catalogs.colored(self.world, "tees", {**changed, **added})
        self.now.update(changed)
        self.now.update(added)
        self.child = self.world.start(
            "index", self.world.path("tees"), "--catalog", self.world.path("catalog"), "--encoder", "descriptor", "--prune"
        )

    def states(self, begin, end):
        """What the catalog may have held between two moments: at rest, and within a run after each of its three transactions."""
        for start, stop, state in self.rests:
            if start <= end and (stop is None or stop >= begin):
                yield state
        for start, stop, before, added, changes, gone in self.runs:
            if start > end or stop is not None and stop < begin:
                continue
            for adds, turns, drops in itertools.product((0, 1), repeat=3):
                state = dict(before)
                if adds:
                    state.update(added)
                if turns:
                    state.update({name: color for name, (_, color) in changes.items() if name in state})
                if drops:
                    for name in gone:
                        state.pop(name, None)
                yield state

    def was_long(self, begin, end):
        """Whether a run took so long that it may have committed in several pieces."""
        return any(
            start <= end and (stop is None or stop >= begin) and (stop or time.monotonic()) - start > 0.9 for start, stop, *_ in self.runs
        )


class Distances:
    """Between the vectors of one-coloured pictures, in float64."""

    def __init__(self, world):
        folder = [world.write(f"palette/{number}.bmp", pictures.bmp(color)) for number, color in enumerate(pictures.PALETTE)]
        world.ok("encoders", "embed", "descriptor", *folder, "--output", world.path("palette.npy"))
        vectors = dict(zip(pictures.PALETTE, catalogs.read_npy(world.path("palette.npy"))))
        self.vectors = vectors
        self.by = {
            metric: {(a, b): catalogs.distance(metric, x, y) for a, x in vectors.items() for b, y in vectors.items()}
            for metric in catalogs.METRICS
        }

    def wrong(self, pairs, query, metric, state, count):
        if query not in state:
            return f"{query} was not there"
        own = {name: self.by[metric][state[query], color] for name, color in state.items() if name != query}
        expected = sorted(own.values())[:count]
        if len(pairs) != len(expected):
            return f"{len(pairs)} neighbours"
        for (name, found), right in zip(pairs, expected):
            if name not in own:
                return f"{name!r} was not there"
            if not catalogs.near(found, own[name]) or not catalogs.near(found, right):
                return f"{name} at {found}; it was at {own[name]}, and the place's distance {right}"
        return len({name for name, _ in pairs}) < len(pairs) and "a neighbour twice" or None


def ask(world, random, writer, kind):
    """Starts a reader. Returns the child with what it needs for being judged."""
    catalog = ["--catalog", world.path("catalog")]
    if kind == "similar":
        query = random.choice(writer.stable)
        return world.start("similar", query, "--json", "-k", "9", "--metric", ",".join(catalogs.METRICS), *catalog), query
    if kind == "export":
        query = random.choice(writer.stable)
        return world.start("export", "-", "--format", "json", "--item", query, "-k", "9", "--metric", "euclidean", *catalog), query
    if kind == "export csv":
        query = random.choice(writer.stable)
        return world.start("export", "-", "--format", "csv", "--item", query, "-k", "9", "--metric", "euclidean", *catalog), query
    if kind == "evaluate":
        return world.start("evaluate", "--by", "id", "--json", *catalog), None
    if kind == "vectors export":
        number = random.getrandbits(60)
        return world.start("vectors", "export", world.path(f"scratch/{number}.npy"), world.path(f"scratch/{number}.ids"), *catalog), number
    if kind == "browse":
        return world.start("browse", *catalog), None
    return (
        world.start("similar", "--picture", world.path("palette/3.bmp"), "--json", "-k", "9", "--metric", "euclidean", *catalog),
        "picture",
    )


def judge(world, writer, distances, kind, context, result, begin, end):
    world.judged(result)
    if result.status and ("changed" in result.complaint or "in use" in result.complaint or kind == "evaluate"):
        return
    if result.status:
        raise Failure(f"{kind} beside a writer: {result}")
    if kind in ("evaluate", "browse"):
        if kind == "browse" and "?" in result.text.split("In a terminal")[0].split():
            raise Failure(f"a neighbour called ?: {result.text}")
        return
    if kind == "vectors export":
        with open(world.path(f"scratch/{context}.ids"), encoding="utf-8") as file:
            names = file.read().split("\n")[:-1]
        rows = catalogs.read_npy(world.path(f"scratch/{context}.npy"))
        for name in (f"{context}.ids", f"{context}.npy"):
            os.remove(world.path("scratch", name))
        if len(names) != len(rows):
            raise Failure(f"{len(names)} IDs beside {len(rows)} vectors")
        colors = {tuple(vector): color for color, vector in distances.vectors.items()}
        exported = {name: colors.get(row) for name, row in zip(names, rows)}
        if not any(state == exported for state in writer.states(begin, end)) and not writer.was_long(begin, end):
            odd = [name for name in exported if not any(state.get(name) == exported[name] for state in writer.states(begin, end))]
            raise Failure(f"vectors export wrote a table that never was; {len(odd)} rows belong to no state of theirs: {odd[:9]}")
        return
    if kind == "similar":
        answers = catalogs.answer(result.output)
    elif kind == "export":
        sections = json.loads(result.output)["sections"]
        answers = {
            section["name"]: [(each["item"], each["value"]) for each in section["items"]]
            for section in sections
            if section["name"] in catalogs.METRICS
        }
    elif kind == "export csv":
        rows = [row for row in csv.reader(io.StringIO(result.text)) if row and row[0] in catalogs.METRICS]
        answers = {"euclidean": [(row[2], float(row[3])) for row in rows]}
    else:
        answers = catalogs.answer(result.output)
    mistakes = []
    for state in writer.states(begin, end):
        if context == "picture":
            state = {**state, "picture": pictures.PALETTE[3]}
        mistake = next(filter(None, (distances.wrong(pairs, context, metric, state, 9) for metric, pairs in answers.items())), None)
        if mistake is None:
            return
        mistakes.append(mistake)
    if writer.was_long(begin, end):
        # Each pair by itself then.
        known = [state for state in writer.states(begin, end)]
        colors = {name: {state[name] for state in known if name in state} for state in known for name in state} | {
            "picture": {pictures.PALETTE[3]}
        }
        if all(
            any(catalogs.near(found, distances.by[metric][a, b]) for a in colors[context] for b in colors.get(name, ()))
            for metric, pairs in answers.items()
            for name, found in pairs
        ):
            return
    raise Failure(f"{kind} of {context} answers as the catalog never was: {mistakes[0]} ({len(mistakes)} states compared)")


def beside_writer(world, random, kinds, answers):
    distances = Distances(world)
    writer = Writer(world, random, 60)
    asked = []
    faults = []
    done = 0
    while done < answers:
        writer.step()
        while len(asked) < 2:
            kind = random.choice(kinds)
            begin = time.monotonic()
            asked.append((*ask(world, random, writer, kind), kind, begin))
        for question in list(asked):
            child, context, kind, begin = question
            result = child.wait(0.003)
            if result is None:
                if time.monotonic() - begin > patience(10):
                    raise Failure(f"{kind} hung for 10 s beside a writer")
                continue
            asked.remove(question)
            done += 1
            try:
                judge(world, writer, distances, kind, context, result, begin, time.monotonic())
            except Failure as failure:
                faults.append(str(failure))
    for child, *_ in asked:
        child.end()
    if faults:
        raise Failure(f"{len(faults)} of {done} answers are wrong; the first: {faults[0]}")


@attack("similar beside a process that prunes, changes and adds: each answer was right at some moment of the question")
def similar_beside_writer(random, world):
    beside_writer(world, random, ["similar"], 250)


@attack("every reading command beside such a process")
def readers_beside_writer(random, world):
    beside_writer(world, random, ["similar", "export", "export csv", "evaluate", "vectors export", "browse", "picture"], 150)


@attack("two index runs create one catalog at once: one says that the other writes, nothing is called damaged")
def two_creators(random, world):
    colors = dict(zip((f"t{number}" for number in range(27)), pictures.PALETTE))
    catalogs.colored(world, "tees", colors)
    for number in range(10):
        arguments = ["index", world.path("tees"), "--catalog", world.path(f"catalog{number}"), "--encoder", "descriptor"]
        first = world.start(*arguments)
        time.sleep(random.choice((0, 0, 0.003, 0.01, 0.03)))
        second = world.start(*arguments)
        results = [child.wait(patience(10)) for child in (first, second)]
        for result in results:
            if result is None:
                raise Failure("two runs at once hang")
            world.judged(result)
        statuses = sorted(result.status for result in results)
        if statuses not in ([0, 0], [0, 1]):
            raise Failure(f"of two index runs at once none succeeds: {results[0]}; {results[1]}")
        for result in results:
            if (
                result.status == 1
                and not any(word in result.complaint for word in ("writ", "index", "in use", "busy", "another"))
                or "not a catalog" in result.complaint
            ):
                raise Failure(f"the slower of two runs gives another reason than the other: {result}")
        if len(catalogs.stored(world.path(f"catalog{number}"))) != 27:
            raise Failure("items are missing")


@attack("pictures are replaced, cut and removed while they are indexed", short=True)
def changing_while_indexed(random, world):
    names = [f"t{number}" for number in range(150)]
    for name in names:
        world.write(f"tees/{name}.png", pictures.png(random.choice(pictures.PALETTE), 200, 200))
    child = world.start("index", world.path("tees"), "--catalog", world.path("catalog"), "--encoder", "descriptor")
    while child.wait(0) is None:
        name = world.path("tees", random.choice(names) + ".png")
        kind = random.randrange(4)
        if kind == 0 and os.path.exists(name):
            os.remove(name)
        elif kind == 1:
            world.write(name, b"")
        elif kind == 2:
            with open(name + ".part", "wb") as file:
                file.write(pictures.png(random.choice(pictures.PALETTE), 150, 150))
            os.rename(name + ".part", name)
        else:
            world.write(name, pictures.png(random.choice(pictures.PALETTE), 200, 200)[: random.randrange(1, 300)])
        time.sleep(0.001)
        if time.monotonic() - child.start > patience(10):
            raise Failure("index hangs while its pictures change")
    result = world.judged(child.wait())
    if result.status:
        raise Failure(f"index gives up while pictures change: {result}")
    for name in names:
        world.write(f"tees/{name}.png", pictures.png(random.choice(pictures.PALETTE), 100, 100))
    catalogs.index(world, "tees", "catalog", "--prune")
    items = catalogs.stored(world.path("catalog"))
    if sorted(items) != sorted(names):
        raise Failure(f"{len(items)} items of {len(names)} once nothing changes any more")
    chosen = random.sample(names, 30)
    world.ok("encoders", "embed", "descriptor", *[world.path("tees", name + ".png") for name in chosen], "--output", world.path("true.npy"))
    for name, vector in zip(chosen, catalogs.read_npy(world.path("true.npy"))):
        if max(abs(a - b) for a, b in zip(vector, items[name])) > 1e-6:
            raise Failure(f"{name} keeps the vector of a picture that was replaced while it was read")


@attack("a catalog's folder vanishes, is replaced or loses files while it is read and written", short=True)
def vanishing_catalog(random, world):
    catalog, colors = catalogs.small(world, random)
    for name in ("vectors.npy", "vectors.codes", "catalog.sqlite", "writer.lock", None)[2 if world.short else 0 :]:
        copy = world.path(f"copy-{name}")
        shutil.copytree(catalog, copy)
        readers = [
            world.start("similar", "tee-100", "--catalog", copy, "--json"),
            world.start("index", world.path("tees"), "--catalog", copy, "--encoder", "descriptor"),
        ]
        time.sleep(random.uniform(0, 0.1))
        if name is None:
            shutil.rmtree(copy, ignore_errors=True)
        elif os.path.exists(f"{copy}/{name}"):
            os.remove(f"{copy}/{name}")
        for child in readers:
            result = child.wait(patience(10))
            if result is None:
                raise Failure(f"hangs when {name or 'the folder'} vanishes")
            world.judged(result)
        world.sane("similar", "tee-100", "--catalog", copy)
        world.sane("doctor", "--catalog", copy)
        shutil.rmtree(copy, ignore_errors=True)
