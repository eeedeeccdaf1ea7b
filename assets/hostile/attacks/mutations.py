"""Mutated inputs of every format: exit status 0, 1 or 64, one line, never a signal, never long."""

import json
import os
import shutil

import catalogs
import pictures
from attacks.kills import labelled
from attacks.registry import attack
from pictures import mutated
from terminal import Terminal
from world import Failure

TEXT = ["", "\ufeff", "\0", "\r", "\r\n", "9" * 40, "-1", "0", '"', "\u0301", ",,,,", " ", "é" * 3000, "\u2028", "img/", "1e9999", "NaN"]


def mutated_text(random, text):
    """Lines lost, doubled, swapped, or with something foreign in them."""
    lines = text.split("\n")
    for _ in range(random.randrange(1, 4)):
        at = random.randrange(len(lines))
        kind = random.randrange(6)
        if kind == 0:
            del lines[at]
        elif kind == 1:
            lines.insert(at, lines[at])
        elif kind == 2:
            lines[at] = random.choice(TEXT)
        elif kind == 3:
            lines[at] = lines[at].replace(random.choice("0123456789\" ,ai"), random.choice(TEXT))
        elif kind == 4:
            place = random.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:place] + random.choice(TEXT) + lines[at][place:]
        else:
            return mutated(random, text.encode())
        lines = lines or [""]
    return "\n".join(lines).encode()


@attack("mutated pictures of every format are skipped or taken, by index and by similar", short=True)
def mutated_pictures(random, world):
    for number in range(world.few(60)):
        kind = random.choice(sorted(pictures.FORMATS))
        world.write(f"tees/{number}.{kind}", mutated(random, pictures.FORMATS[kind](random.choice(pictures.PALETTE))))
    world.write("tees/whole.bmp", pictures.bmp((1, 2, 3)))
    huge = pictures.png((1, 2, 3))
    world.write("tees/huge.png", huge[:16] + b"\x7f\xff\xff\xff" * 2 + huge[24:])
    world.write("tees/wide.bmp", pictures.bmp((1, 2, 3))[:18] + b"\xff\xff\xff\x7f\xff\xff\xff\x7f" + pictures.bmp((1, 2, 3))[26:])
    world.write("tees/big.gif", pictures.gif((1, 2, 3))[:6] + b"\xff\xff\xff\xff" + pictures.gif((1, 2, 3))[10:])
    catalogs.index(world)
    if "whole" not in catalogs.stored(world.path("catalog")):
        raise Failure("a whole picture among broken ones is not indexed")
    for name in random.sample(sorted(os.listdir(world.path("tees"))), 5):
        world.sane("similar", "--picture", world.path("tees", name), "--catalog", world.path("catalog"))


@attack("mutated attributes.csv", short=True)
def mutated_attributes(random, world):
    catalogs.small(world, random, items=6)
    text = "id,title,price,url\n" + "".join(
        f'tee-10{number},"a ""quoted"", title {number}",{number}.50,https://x/{number}\n' for number in range(6)
    )
    for _ in range(world.few(12)):
        world.write("mutated.csv", mutated_text(random, text))
        world.sane(
            "index", world.path("tees"), "--catalog", world.path("catalog"), "--encoder", "descriptor", "--attributes",
            world.path("mutated.csv"),
        )


@attack("mutated IDX files, with huge counts", short=True)
def mutated_idx(random, world):
    for number in range(world.few(8)):
        images = bytes((0, 0, 8, 3, 0, 0, 0, 20, 0, 0, 0, 8, 0, 0, 0, 8)) + random.randbytes(64 * 20)
        labels = bytes((0, 0, 8, 1, 0, 0, 0, 20)) + bytes(range(20))
        if random.random() < 0.5:
            images = (
                images[:4]
                + random.choice((b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\0", b"\0\1\0\0")) * random.choice((1, 3))
                + images[16:]
            )
        which = random.randrange(3)
        world.write(f"idx{number}/train-images-idx3-ubyte", mutated(random, images) if which != 1 else images)
        world.write(f"idx{number}/train-labels-idx1-ubyte", mutated(random, labels) if which != 0 else labels)
        world.sane("index", world.path(f"idx{number}"), "--catalog", world.path(f"catalog{number}"), "--encoder", "descriptor")


@attack("mutated .npy tables and files of IDs", short=True)
def mutated_vectors(random, world):
    table = catalogs.npy([[random.gauss(0, 1) for _ in range(8)] for _ in range(10)])
    ids = "".join(f"v{number}\n" for number in range(10))
    shapes = [(2**62, 4), (2**32, 2**32), (-1, 8), (10, 0), (0, 8), (10, 8, 1), (1, 2**40), (10**30, 8), ()]
    for number in range(world.few(16)):
        kind = random.randrange(3)
        data = (
            catalogs.npy([[0.5] * 8] * 10, random.choice(("<f4", "<f2", ">f4", "<f8", "|O")), random.choice(shapes))
            if kind == 0
            else mutated(random, table) if kind == 1 else table
        )
        world.write("m.npy", data)
        world.write("m.ids", mutated_text(random, ids) if kind == 2 else ids)
        catalog = world.path(f"catalog{number}")
        result = world.sane("vectors", "import", world.path("m.npy"), world.path("m.ids"), "--encoder-name", "x", "--catalog", catalog)
        if result.status == 0:
            world.sane("similar", "--catalog", catalog, "--json")


@attack("mutated lists of DeepFashion, with counts of 0 and huge ones", short=True)
def mutated_deepfashion(random, world):
    lists = {
        "list_category_cloth.txt": "2\ncategory_name  category_type\nTee 1\nJeans 2\n",
        "list_category_img.txt": "4\nimage_name  category_label\n"
        + "".join(f"img/A/{number}.jpg {1 + number % 2}\n" for number in range(4)),
        "list_eval_partition.txt": "4\nimage_name  evaluation_status\n"
        + "".join(f"img/A/{number}.jpg {('train', 'val')[number % 2]}\n" for number in range(4)),
    }
    for number in range(4):
        world.write(f"tree/img/A/{number}.jpg", pictures.gray_jpeg())
    for number in range(max(4, world.few(14))):
        broken = random.choice(sorted(lists))
        for place, (name, text) in enumerate(lists.items()):
            if number in (place, 3):
                text = "0\n" + text.split("\n")[1] + "\n"
            elif number > 3 and name == broken:
                text = mutated_text(random, text)
            world.write(f"tree/{name}", text)
        world.sane("index", "--deepfashion", world.path("tree"), "--catalog", world.path("catalog"), "--encoder", "descriptor")


@attack("mutated config.toml", short=True)
def mutated_configuration(random, world):
    catalogs.small(world, random, items=6)
    world.ok("config", "--init")
    path = world.path("xdg-config/vitrine/config.toml")
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    text = "\n".join(line[1:] if line.startswith("#") and " = " in line and ": " not in line else line for line in lines)
    nested = [
        "a = " + "[" * 20000,
        "a = " + "{a=" * 20000,
        "[" + "a." * 20000 + "b]",
        'a = """' + "x" * 100000,
        "k = 99999999999999999999999",
        "k = -5",
        "picture-rows = 1e99",
    ]
    for _ in range(world.few(12)):
        world.write(
            "xdg-config/vitrine/config.toml", mutated_text(random, text) if random.random() < 0.7 else text + "\n" + random.choice(nested)
        )
        world.sane(
            *random.choice(
                (["config"], ["similar", "tee-100", "--catalog", world.path("catalog")], ["browse", "--catalog", world.path("catalog")])
            )
        )
        require_doctor(world)


def require_doctor(world, *arguments):
    """`doctor` survives, whatever there is."""
    result = world.judged(world.run("doctor", *arguments))
    if not result.output:
        raise Failure(f"doctor says nothing: {result}")
    return result


@attack("mutated networks, manifests and trained heads", short=True)
def mutated_encoders(random, world):
    assets = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../encoders/vitrine-tee")
    encoders = world.path("xdg-data/vitrine/encoders")
    with open(f"{assets}/model.onnx", "rb") as file:
        model = file.read()
    with open(f"{assets}/manifest.json", "rb") as file:
        manifest = file.read()
    for number in range(world.few(5)):
        # What stands before the weights is what is read; a bit in the weights would hide among millions.
        front = random.choice((2000, 20000, len(model)))
        world.write("m.onnx", mutated(random, model[:front]) + model[front:])
        world.sane("encoders", "info", world.path("m.onnx"), "--tensors", limit=20)
        world.sane("encoders", "add", world.path("m.onnx"), "--name", f"e{number}", limit=20)
        world.write(
            "xdg-data/vitrine/encoders/mine/manifest.json", mutated_text(random, manifest.decode().replace('"vitrine-tee"', '"mine"'))
        )
        shutil.copy(f"{assets}/model.onnx", f"{encoders}/mine/model.onnx")
        world.sane("encoders", "list")
        world.sane("encoders", "info", "mine", limit=20)
        require_doctor(world)


@attack("mutated heads and checkpoints of trainings")
def mutated_heads(random, world):
    catalog = labelled(world, items=24)
    train = ["train", "--catalog", catalog, "--by", "label", "--body", "descriptor", "--epochs", "2", "--batch", "8", "--name"]
    world.ok(*train, "mine", limit=60)
    head = world.path("xdg-data/vitrine/encoders/mine")
    whole = {name: open(f"{head}/{name}", "rb").read() for name in ("head.safetensors", "manifest.json", "training.json")}
    for _ in range(10):
        broken = random.choice(sorted(whole))
        for name, content in whole.items():
            if name == broken:
                front = min(len(content), random.choice((64, 1000, len(content))))
                content = mutated(random, content[:front]) + content[front:]
            world.write(f"{head}/{name}", content)
        for arguments in (
            ["encoders", "info", "mine"],
            ["encoders", "list"],
            ["train", "report", "mine"],
            ["encoders", "embed", "mine", world.path("shop/red/0.bmp"), "--output", world.path("scratch", str(random.random()))],
        ):
            world.sane(*arguments, limit=20)
    world.write("xdg-data/vitrine/encoders/.training-next.safetensors", mutated(random, whole["head.safetensors"]))
    world.sane(*train, "next", "--resume", limit=60)
    for name in os.listdir(catalog + "/features") if os.path.isdir(catalog + "/features") else ():
        path = f"{catalog}/features/{name}"
        if os.path.isfile(path):
            content = open(path, "rb").read()
            world.write(path, mutated(random, content[:200]) + content[200:])
    world.sane(*train, "last", limit=60)


@attack("mutated documents: baskets, the session, the encoder's description", short=True)
def mutated_documents(random, world):
    catalog, _ = catalogs.small(world, random)
    baskets = {"baskets": [{"name": "my likes", "entries": [{"item": "tee-100", "opinion": "liked", "weight": 1}]}], "current": 0}
    session = {
        "item": "tee-100", "listing": {"order": {"shop": {}}}, "position": 0, "metric": "cosine",
        "taste": {"balance": 0, "mode": "interests", "diversity": 0}, "showsPrint": False,
    }
    with catalogs.database(catalog) as db:
        encoder = json.loads(db.execute("SELECT encoder FROM state").fetchone()[0])
    values = [-1, 2**63 - 1, -(2**63), 1e308, "", None, [], {}, "x" * 10000, True, 99, "\0", "\u0301"]

    def changed(value):
        if isinstance(value, dict) and value and random.random() < 0.85:
            name = random.choice(sorted(value))
            return {**value, name: changed(value[name])}
        if isinstance(value, list) and value and random.random() < 0.85:
            return [changed(value[0]), *value[1:], *([value[0]] * random.choice((0, 1, 5)))]
        return random.choice(values)

    for _ in range(world.few(10)):
        for name, content in (("baskets", baskets), ("session", session)):
            catalogs.execute(catalog, "INSERT OR REPLACE INTO document (name, content) VALUES (?, ?)", name, json.dumps(changed(content)))
        catalogs.execute(catalog, "UPDATE state SET encoder = ?", json.dumps(changed(encoder) if random.random() < 0.5 else encoder))
        for arguments in (
            ["browse", "--print-basket"],
            ["browse"],
            ["export", "-", "--format", "csv"],
            ["similar", "tee-100"],
            ["evaluate", "--by", "id"],
        ):
            world.sane(*arguments, "--catalog", catalog)
        require_doctor(world, "--catalog", catalog)
        terminal = Terminal(world, "browse", "--catalog", catalog, "--graphics", "symbols")
        terminal.settle(0.1, 1)
        terminal.put(" \x1b[C\x1b[6~cb\x1b\x1b:quit\r")
        terminal.settle(0.1, 1)
        if not terminal.is_running and terminal.process.returncode not in (0, 1):
            raise Failure(f"the browser ended with {terminal.process.returncode} on a mutated document")
        terminal.close()
