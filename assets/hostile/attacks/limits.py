"""Memory, rights, and commands that fail."""

import os
import stat

import catalogs
import pictures
from attacks.registry import attack
from terminal import Terminal
from world import Failure

MEMORY = 512 << 20


@attack("two 16-bit pictures of 100 megapixels at once stay within the bound of 512 MB")
def memory(random, world):
    world.write("small/a.png", pictures.png((1, 2, 3)))
    base = catalogs.index(world, "small", "base").memory
    content = pictures.png((10, 200, 30), 10_000, 10_000, 16)
    for number in range(3):
        world.write(f"big/{number}.png", content)
    result = world.judged(world.run("index", world.path("big"), "--catalog", world.path("catalog"), "--encoder", "descriptor", limit=120))
    more = result.memory - base
    if more > MEMORY + (32 << 20):
        raise Failure(f"{more >> 20} MB more than for a small picture, {result.memory >> 20} MB in all")
    result = world.run("similar", "--picture", world.path("big/0.png"), "--catalog", world.path("base"), limit=60)
    world.judged(result)
    if result.memory - base > MEMORY + (32 << 20):
        raise Failure(f"similar --picture takes {result.memory - base >> 20} MB more than a small picture")


def modes(folder):
    return {
        os.path.join(path, name): stat.S_IMODE(os.stat(os.path.join(path, name)).st_mode)
        for path, inner, files in os.walk(folder)
        for name in inner + files
    }


@attack("new catalogs and what is kept about a shopper are for their owner alone; existing modes stay", short=True)
def permissions(random, world):
    os.umask(0o022)
    catalog, _ = catalogs.small(world, random)
    terminal = Terminal(world, "browse", "--catalog", catalog, "--graphics", "symbols")
    terminal.expect("tee-100")
    terminal.put(" ")
    terminal.expect("♥ 1")
    terminal.settle(0.2, 1)
    terminal.put("q")
    terminal.end()
    world.ok("similar", "tee-100", "--metric", "hamming", "--catalog", catalog)
    catalogs.imported(world, random, items=5, catalog="imported")
    for folder in (catalog, world.path("imported")):
        open_to_all = {
            path: oct(mode) for path, mode in {folder: stat.S_IMODE(os.stat(folder).st_mode), **modes(folder)}.items() if mode & 0o077
        }
        if open_to_all:
            raise Failure(f"others may read {open_to_all}")
    wanted = random.choice((0o755, 0o775, 0o750))
    os.chmod(catalog, wanted)
    for name in ("catalog.sqlite", "vectors.npy"):
        os.chmod(f"{catalog}/{name}", wanted & 0o664)
    for number in range(8):
        os.remove(world.path("tees", f"tee-{100 + number}.bmp"))
    world.write("tees/more.bmp", pictures.bmp((9, 9, 9)))
    catalogs.index(world, "tees", "catalog", "--prune")
    now = {
        "": stat.S_IMODE(os.stat(catalog).st_mode),
        **{name: stat.S_IMODE(os.stat(f"{catalog}/{name}").st_mode) for name in ("catalog.sqlite", "vectors.npy")},
    }
    if now != {"": wanted, "catalog.sqlite": wanted & 0o664, "vectors.npy": wanted & 0o664}:
        raise Failure(f"modes that somebody had chosen have changed: { {name: oct(mode) for name, mode in now.items()} }")


@attack("a command that fails, or finds nothing, leaves no catalog and is not what vitrine opens next", short=True)
def failed_commands(random, world):
    catalog, _ = catalogs.small(world, random, items=6)
    world.ok("browse")
    world.write("in.npy", catalogs.npy([[1.0, 2.0]]))
    world.write("two.ids", "a\nb\n")
    os.makedirs(world.path("empty"))
    for number, arguments in enumerate(
        (
            ["index", world.path("tees"), "--encoder", "foo"],
            ["index", world.path("empty"), "--encoder", "descriptor"],
            ["index", world.path("nowhere")],
            ["vectors", "import", world.path("in.npy"), world.path("two.ids"), "--encoder-name", "x"],
            ["index", world.path("tees"), "--only-label", "none", "--encoder", "descriptor"],
        )
    ):
        folder = world.path(f"new{number}")
        result = world.sane(*arguments, "--catalog", folder)
        if result.status == 0:
            raise Failure(f"a command that finds nothing succeeds: {result}")
        if os.path.exists(folder):
            raise Failure(f"a failed command leaves {sorted(os.listdir(folder))}: {result}")
        text = world.ok("browse").text
        if not text.startswith("catalog: 6 items"):
            raise Failure(f"after {arguments[:2]} failed, vitrine opens {text[:60]!r}")


@attack("a column that no item has is named, and nobody agrees about nothing", short=True)
def wrong_words(random, world):
    catalog, _ = catalogs.small(world, random, items=12)
    catalogs.execute(catalog, "UPDATE item SET attributes = '{\"price\":\"12\"}'")
    result = world.run("similar", "tee-100", "--where", "prise < 20", "--catalog", catalog)
    if "prise" not in result.complaint or "price" not in result.complaint:
        raise Failure(f"a condition with a column that there is not: {result} {result.text[:200]!r}")
    result = world.run("similar", "tee-100", "--where", "price < 3", "--catalog", catalog)
    if "100" in result.text.split("\n\n")[-1] and "%" in result.text:
        raise Failure(f"agreement about nothing: {result.text}")
    values = ", ".join(f"'{number}'" for number in range(40_000))
    result = world.sane("similar", "tee-100", "--where", f"id in ({values})"[:120_000].rpartition(",")[0] + ")", "--catalog", catalog)
    if "damaged" in result.complaint:
        raise Failure(f"a long list of values is called damage: {result.complaint[:300]!r}")
