"""Kills at random moments: what was whole stays whole, and the next run goes on."""

import json
import os
import random as randomness
import signal

import catalogs
import pictures
from attacks.registry import attack
from world import Failure, patience


def killed_at(world, random, duration, *arguments):
    """Starts a command and kills it some time within its usual duration. Returns whether it was still running."""
    child = world.start(*arguments)
    result = child.wait(random.uniform(0, duration))
    if result is None:
        child.end()
    return result is None


def require_opens(world, random, catalog, after):
    """The catalog opens, and what it answers is right."""
    if not os.path.exists(os.path.join(catalog, "catalog.sqlite")):
        return
    try:
        catalogs.require_right_answers(world, random, catalog)
        world.ok("doctor", "--catalog", catalog) if catalogs.stored(catalog) else None
    except Failure as failure:
        raise Failure(f"after {after}: {failure}") from None
    except Exception as error:
        if "no such table" not in str(error):
            raise
        # Killed before there was anything in it.
        world.sane("similar", "--catalog", catalog)


def picture(number, state):
    color = randomness.Random(f"{number} {state}").randbytes(3)
    return pictures.bmp(tuple(color), 24 + number % 5, 24)


@attack("kill -9 while indexing and pruning: the catalog opens, answers are right, the next run completes")
def kill_index(random, world):
    catalog, source = world.path("catalog"), world.path("tees")
    index = ["index", source, "--catalog", catalog, "--encoder", "descriptor", "--prune"]
    there, like = {}, None
    for number in range(160):
        there[number] = 0
        world.write(f"tees/t{number}.bmp", picture(number, 0))
    duration = None
    for step in range(10):
        if duration is None:
            begin = world.start(*index)
            begin.wait(random.uniform(0, 1))
            begin.end()
            require_opens(world, random, catalog, "a killed first run")
            duration = world.ok(*index).seconds
            like = like_some(world, random, catalog)
            continue
        # A generation later: some change, some go, some come; at times most go.
        gone = random.sample(sorted(there), len(there) * 2 // 3 if random.random() < 0.2 else random.randrange(1, 20))
        for number in gone:
            del there[number]
            os.remove(f"{source}/t{number}.bmp")
        for number in random.sample(sorted(there), min(len(there), 15)):
            there[number] += 1
            world.write(f"tees/t{number}.bmp", picture(number, there[number]))
        for number in range(1000 * step, 1000 * step + random.randrange(1, 60)):
            there[number] = 0
            world.write(f"tees/t{number}.bmp", picture(number, 0))
        for _ in range(random.randrange(1, 4)):
            killed_at(world, random, max(0.3, duration * 0.7), *index)
            require_opens(world, random, catalog, "a killed run")
        duration = world.ok(*index).seconds
        items = catalogs.stored(catalog)
        if set(items) != {f"t{number}" for number in there}:
            raise Failure(f"{len(items)} items instead of {len(there)} after the run that went on")
        require_true_vectors(world, random, catalog, items, source)
        catalogs.require_right_answers(world, random, catalog, vectors=items)
        catalogs.require_no_leftovers(catalog, world.path("tmp"))
        if catalogs.liked(world, catalog) != like:
            raise Failure(f"liked was {like}, now it is {catalogs.liked(world, catalog)}")


def like_some(world, random, catalog):
    """Puts likes where the browser keeps them."""
    names = random.sample(sorted(catalogs.stored(catalog)), 3)
    content = {
        "baskets": [{"name": "my likes", "entries": [{"item": name, "opinion": "liked", "weight": 1} for name in names]}],
        "current": 0,
    }
    with catalogs.database(catalog, read_only=False) as db:
        db.execute("INSERT OR REPLACE INTO document (name, content) VALUES ('baskets', ?)", (json.dumps(content),))
    return names


def require_true_vectors(world, random, catalog, items, source, count=12):
    """Whether the vectors on disk are those of the pictures on disk."""
    names = random.sample(sorted(items), min(count, len(items)))
    output = world.path("scratch", f"embedded-{random.getrandbits(40)}.npy")
    world.ok("encoders", "embed", "descriptor", *[f"{source}/{name}.bmp" for name in names], "--output", output)
    for name, vector in zip(names, catalogs.read_npy(output)):
        if max(abs(a - b) for a, b in zip(vector, items[name])) > 1e-6:
            raise Failure(f"the vector of {name} is not that of its picture")


@attack("kill -9 while vectors come in: all or none of them")
def kill_import(random, world):
    rows, catalog = 4000, world.path("catalog")
    world.write("a.npy", catalogs.npy([[random.gauss(0, 1) for _ in range(16)] for _ in range(rows)]))
    duration, done = 0.5, 0
    for part in range(8):
        world.write("a.ids", "".join(f"p{part}-{number}\n" for number in range(rows)))
        command = ["vectors", "import", world.path("a.npy"), world.path("a.ids"), "--encoder-name", "random", "--catalog", catalog]
        killed_at(world, random, duration, *command)
        count = 0
        if os.path.exists(catalog + "/catalog.sqlite"):
            world.judged(world.run("similar", "--catalog", catalog))
            try:
                count = len(catalogs.stored(catalog))
            except Exception as error:
                if "no such table" not in str(error):
                    raise
        if count not in (done, done + rows):
            raise Failure(f"{count} items after a killed import of {rows} beside {done}")
        if count == done:
            duration = max(duration, world.ok(*command).seconds)
        done += rows
        catalogs.require_no_leftovers(catalog, world.path("tmp"))
    catalogs.require_right_answers(world, random, catalog, queries=1)


def labelled(world, items=60):
    """Pictures of three kinds that can be learnt, in sub-folders that name the kinds."""
    for number in range(items):
        kind = number % 3
        color = [200, 200, 200]
        color[kind] = 20 + number % 40
        world.write(f"shop/{('red', 'green', 'blue')[kind]}/{number}.bmp", pictures.bmp(tuple(color), 16 + number % 7, 16))
    catalogs.index(world, "shop")
    return world.path("catalog")


@attack("kill -9 while training, and again after --resume: the next run completes, nothing is left behind")
def kill_train(random, world):
    catalog = labelled(world)
    encoders = world.path("xdg-data/vitrine/encoders")
    train = ["train", "--catalog", catalog, "--by", "label", "--body", "descriptor", "--epochs", "200", "--batch", "8", "--name", "mine"]
    duration = world.ok(*[*train[:-1], "whole"], limit=60).seconds
    resumes = False
    for _ in range(4):
        killed_at(world, random, duration * 0.8, *train, *(["--resume"] if resumes else []))
        if os.path.exists(f"{encoders}/mine"):
            break
        resumes = os.path.exists(f"{encoders}/.training-mine.safetensors")
    if not os.path.exists(f"{encoders}/mine"):
        result = world.sane(*train, *(["--resume"] if resumes else []), limit=60)
        if result.status != 0:
            raise Failure(f"the next run does not complete: {result}")
    if "mine" not in world.ok("encoders", "list").text:
        raise Failure("the trained encoder is not there")
    left = [name for name in os.listdir(encoders) if name.startswith(".")]
    if left:
        raise Failure(f"left behind by killed trainings: {left}")
    catalogs.require_no_leftovers(catalog, world.path("tmp"))
    world.ok("train", "report", "mine")


@attack("kill -9 while a sample shop is drawn: the next run completes, the same shop as ever")
def kill_sample(random, world):
    killed, whole = world.path("killed"), world.path("whole")
    duration = world.ok("sample", whole, "--items", 40, "--seed", 5, limit=60).seconds
    for _ in range(4):
        killed_at(world, random, duration, "sample", killed, "--items", 40, "--seed", 5)
    result = world.sane("sample", killed, "--items", 40, "--seed", 5, limit=60)
    if result.status != 0:
        raise Failure(f"the next run does not complete: {result}")
    for folder, _, names in os.walk(whole):
        for name in names:
            path = os.path.join(folder, name)
            other = killed + path[len(whole) :]
            with open(path, "rb") as one:
                if not os.path.exists(other) or one.read() != open(other, "rb").read():
                    raise Failure(f"{other} is not what a whole run draws")
    extra = {os.path.join(folder, name)[len(killed) :] for folder, _, names in os.walk(killed) for name in names}
    extra -= {os.path.join(folder, name)[len(whole) :] for folder, _, names in os.walk(whole) for name in names}
    if extra:
        raise Failure(f"left behind by killed runs: {sorted(extra)[:5]}")


@attack("signals end a command at once, and what it wrote is whole")
def signal_index(random, world):
    catalog, source = world.path("catalog"), world.path("tees")
    for number in range(120):
        world.write(f"tees/t{number}.bmp", picture(number, 0))
    for _ in range(5):
        child = world.start("index", source, "--catalog", catalog, "--encoder", "descriptor")
        child.wait(random.uniform(0, 0.4))
        child.kill(random.choice((signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)))
        if child.wait(patience(10)) is None:
            raise Failure("index goes on 10 s after it was told to end")
        require_opens(world, random, catalog, "a signal")
    catalogs.index(world)
    if len(catalogs.stored(catalog)) != 120:
        raise Failure("items are missing")
