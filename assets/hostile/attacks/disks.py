"""Full, read-only and foreign disks, and clocks that go backwards."""

import os
import resource
import shutil
import subprocess
import time

import catalogs
import pictures
from attacks.mutations import require_doctor
from attacks.registry import attack
from terminal import Terminal
from world import Failure, Skip


def mounted(world, size):
    """A small file system in memory; skips where one may not be mounted."""
    folder = world.path("disk")
    os.makedirs(folder, exist_ok=True)
    if (
        os.geteuid() != 0
        or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=0755", "none", folder], capture_output=True).returncode
    ):
        raise Skip("no file system may be mounted here")
    world.at_end(lambda: subprocess.run(["umount", "-l", folder], capture_output=True))
    return folder


def require_whole(world, random, catalog):
    """What is there opens and answers right, whatever failed before."""
    if os.path.exists(catalog + "/catalog.sqlite"):
        result = world.sane("similar", "--catalog", catalog)
        if "not a catalog" in result.complaint:
            raise Failure(f"a disk that was full leaves what is called no catalog: {result}")
        try:
            catalogs.require_right_answers(world, random, catalog, queries=1)
        except Exception as error:
            if "no such table" not in str(error):
                raise


@attack("a disk that fills up: nothing whole is lost, the reason is true, and it goes on when there is room")
def full_disk(random, world):
    disk = mounted(world, f"{random.randrange(200, 3000)}k")
    for number in range(150):
        world.write(f"tees/t{number}.bmp", pictures.bmp(random.choice(pictures.PALETTE)))
    catalog = disk + "/catalog"
    result = world.sane("index", world.path("tees"), "--catalog", catalog, "--encoder", "descriptor")
    if result.status and any(word in result.complaint for word in ("not a catalog", "malformed", "damaged")):
        raise Failure(f"a full disk is called something else: {result}")
    require_whole(world, random, catalog)
    world.sane("vectors", "export", disk + "/v.npy", disk + "/v.ids", "--catalog", catalog)
    there = [os.path.exists(disk + name) for name in ("/v.npy", "/v.ids")]
    if there[0] != there[1]:
        raise Failure(f"vectors export on a full disk left one file of two: {there}")
    if os.path.exists(catalog + "/catalog.sqlite"):
        require_doctor(world, "--catalog", catalog)
        terminal = Terminal(world, "browse", "--catalog", catalog, "--graphics", "symbols")
        terminal.settle(0.2, 2)
        for key in " \x1b[C \x1b[C ":
            terminal.put(key)
        terminal.settle(0.3, 2)
        terminal.put("\x1b:quit\r")
        if terminal.end() not in (0, 1):
            raise Failure(f"the browser on a full disk ended with {terminal.process.returncode}")
        terminal.require_restored("a full disk")
    subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
    world.ok("index", world.path("tees"), "--catalog", catalog, "--encoder", "descriptor")
    if len(catalogs.stored(catalog)) != 150:
        raise Failure("items are missing once there is room")
    catalogs.require_right_answers(world, random, catalog)
    catalogs.require_no_leftovers(catalog)


@attack("a limit on the size of files, where no disk is full", short=True)
def limited_files(random, world):
    for number in range(60):
        world.write(f"tees/t{number}.bmp", pictures.bmp(random.choice(pictures.PALETTE)))
    catalogs.index(world)
    catalog = world.path("catalog")
    before = catalogs.stored(catalog)
    for number in range(60, 90):
        world.write(f"tees/t{number}.bmp", pictures.bmp(random.choice(pictures.PALETTE)))
    for _ in range(world.few(3)):
        child = world.start(
            "index", world.path("tees"), "--catalog", catalog, "--encoder", "descriptor",
            limits={resource.RLIMIT_FSIZE: random.randrange(1000, 400_000)},
        )
        result = child.wait(20)
        if result is None:
            raise Failure("index hangs where files may not grow")
        # The system ends it by SIGXFSZ unless it looks for itself; either is allowed, but nothing is lost.
        if result.status not in (0, 1, -25):
            raise Failure(str(result))
        now = catalogs.stored(catalog)
        if any(now.get(name) != vector for name, vector in before.items()):
            raise Failure("vectors are lost or changed by a file size limit")
        catalogs.require_right_answers(world, random, catalog)
    catalogs.index(world)
    if len(catalogs.stored(catalog)) != 90:
        raise Failure("items are missing once there is room")


@attack("a read-only file system: browsed and searched, with one line that says so, and nothing called damaged", short=True)
def read_only(random, world):
    disk = mounted(world, "32m")
    colors = dict(zip((f"tee-{100 + number}" for number in range(24)), pictures.PALETTE))
    catalogs.colored(world, "tees", colors)
    catalog = disk + "/catalog"
    world.ok("index", world.path("tees"), "--catalog", catalog, "--encoder", "descriptor")
    if random.random() < 0.5 and os.path.exists(catalog + "/vectors.codes"):
        os.remove(catalog + "/vectors.codes")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    for arguments in (
        ["similar", "tee-100"], ["similar", "tee-100", "--metric", "hamming"], ["browse"], ["browse", "--print-basket"],
        ["evaluate", "--by", "id"], ["export", "-", "--format", "csv", "--item", "tee-100"],
        ["vectors", "export", world.path("o.npy"), world.path("o.ids")],
    ):
        result = world.sane(*arguments, "--catalog", catalog)
        if result.status and "evaluate" not in arguments:
            raise Failure(f"on a read-only file system: {result}")
    catalogs.require_right_answers(world, random, catalog)
    require_doctor(world, "--catalog", catalog)
    result = world.sane("index", world.path("tees"), "--catalog", catalog, "--encoder", "descriptor")
    if result.status != 1 or any(word in result.complaint for word in ("not a catalog", "damaged", "malformed")):
        raise Failure(f"index on a read-only file system: {result}")
    world.sane("index", world.path("tees"), "--catalog", disk + "/new", "--encoder", "descriptor")
    terminal = Terminal(world, "browse", "--catalog", catalog, "--graphics", "symbols")
    terminal.expect("tee-100")
    terminal.put(" \x1b[C ")
    terminal.expect("♥ 2")
    terminal.settle(0.2, 1)
    terminal.put("q")
    if terminal.end() != 0:
        raise Failure(f"the browser on a read-only file system ended with {terminal.process.returncode}")
    terminal.require_restored("a read-only file system")


@attack("an ordinary user without rights: true words, no crash, and reading works where it may", short=True)
def ordinary_user(random, world):
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        raise Skip("only root can become somebody else")
    catalog, _ = catalogs.small(world, random)
    launcher = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    for folder, _, names in os.walk(world.folder):
        os.chmod(folder, 0o755)
        for name in names:
            os.chmod(os.path.join(folder, name), 0o644)
    os.chmod(world.path("scratch"), 0o777)
    os.chmod(world.folder, 0o755)
    # The program may lie where an ordinary user does not come.
    world.program = shutil.copy(world.program, world.path("vitrine"))
    os.chmod(world.program, 0o755)
    result = world.run("encoders", "list", launcher=launcher)
    if result.status != 0:
        raise Skip(f"an ordinary user cannot run the program here: {result}")
    for arguments in (
        ["similar", "tee-100"],
        ["browse"],
        ["export", "-", "--format", "csv", "--item", "tee-100"],
        ["vectors", "export", world.path("scratch/o.npy"), world.path("scratch/o.ids")],
    ):
        result = world.sane(*arguments, "--catalog", catalog, launcher=launcher)
        if result.status:
            raise Failure(f"a catalog that may be read is not: {result}")
    for arguments in (
        ["index", world.path("tees"), "--catalog", catalog, "--encoder", "descriptor"],
        ["index", world.path("tees"), "--catalog", world.path("new"), "--encoder", "descriptor"],
        ["sample", world.path("shop"), "--items", 20],
        ["config", "--init"],
        ["vectors", "export", world.path("o.npy"), world.path("o.ids"), "--catalog", catalog],
        ["export", world.path("o.csv"), "--item", "tee-100", "--catalog", catalog],
    ):
        result = world.sane(*arguments, launcher=launcher)
        if result.status != 1 or "not a catalog" in result.complaint or "damaged" in result.complaint:
            raise Failure(f"without rights: {result}")
    for mode, path in ((0o600, "catalog/vectors.npy"), (0o600, "catalog/catalog.sqlite"), (0o600, "catalog"), (0o000, "tees/tee-101.bmp")):
        os.chmod(world.path(path), mode)
        result = world.sane("similar", "tee-100", "--catalog", catalog, launcher=launcher)
        if "tees" not in path and (result.status != 1 or "not a catalog" in result.complaint):
            raise Failure(f"{path} may not be read: {result}")
        world.judged(world.run("doctor", "--catalog", catalog, launcher=launcher))
        os.chmod(world.path(path), 0o755 if path == "catalog" else 0o644)


@attack("a clock that goes backwards, and pictures from the past and the future", short=True)
def clock(random, world):
    catalog, colors = catalogs.small(world, random)
    for step in range(world.few(4)):
        when = random.choice((0, 1, -(10**9), 2**33, time.time() + 10**8, time.time() - 10**8))
        name = random.choice(sorted(colors))
        colors[name] = random.choice([color for color in pictures.PALETTE if color != colors[name]])
        catalogs.colored(world, "tees", {name: colors[name]})
        os.utime(world.path("tees", name + ".bmp"), (when, when))
        for file in os.listdir(catalog):
            if random.random() < 0.5:
                os.utime(os.path.join(catalog, file), (when, when))
        result = catalogs.index(world)
        if "1 changed" not in result.text:
            raise Failure(f"a picture that changed with its clock at {when} is not seen: {result.text}")
        output = world.path(f"true{step}.npy")
        world.ok("encoders", "embed", "descriptor", world.path("tees", name + ".bmp"), "--output", output)
        items = catalogs.stored(catalog)
        if max(abs(a - b) for a, b in zip(catalogs.read_npy(output)[0], items[name])) > 1e-6:
            raise Failure("a changed picture keeps its old vector")
        catalogs.require_right_answers(world, random, catalog, vectors=items)
        terminal = Terminal(world, "browse", "--catalog", catalog, "--graphics", "symbols")
        terminal.expect("tee-1")
        terminal.put("q")
        terminal.end()
