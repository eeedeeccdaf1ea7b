"""Shops that mean ill, and visits of shops that are killed."""

import gzip
import json
import os
import shutil
import signal
import struct
import threading
import time
import zlib

import catalogs
import pictures
from attacks.kills import like_some
from attacks.registry import attack
from badshop import BadShop, product
from terminal import Terminal
from world import Failure, patience

ESC, BELL = "\x1b]0;owned\x07\x1b[31m", "\x07"
NASTY = [
    ESC + "tee", "tee\0null", "\u202egnp.eet", "\x9b31mtee", "=HYPERLINK(\"http://evil\")", "+1+1", "@SUM(A1)", "../../../etc/passwd", "-rf /",
    "tee\r\nwrong", "<script>alert(1)</script>", "&#27;[31m tee &#x1b;]0;x&#7;", "\ud83d\ude00" * 200, "e\u0301" * 400, "\u200b", " ", "%s%n%x",
    "tee\ttab", "x" * 100_000, "\ufeff\u2066tee", "'; DROP TABLE item; --",
]


def fetch(shop, *more, catalog=None, path="/"):
    where = ["--catalog", catalog] if catalog else []
    return ["fetch", shop.url + path, *where, "--encoder", "descriptor", "--allow-private-addresses", "--rate", "1000", *more]


def tee(number, state=0):
    return pictures.bmp(((number * 37 + state * 11) % 256, number * 91 % 256, (number >> 3) * 53 % 256), 24 + number % 5, 24)


def stocked(shop, count, day=1):
    """A shop of so many T-shirts."""
    shop.feed([product(number, [f"{shop.url}/p/{number}.bmp"], price=f"{20 + day}.00") for number in range(count)])
    for number in range(count):
        shop.routes[f"/p/{number}.bmp"] = tee(number)


@attack("shops with escapes, bombs and nonsense in every field: read, named, never obeyed", short=True)
def fetch_nasty_text(random, world):
    shop, catalog = BadShop(world), world.path("catalog")
    rows = []
    for number, text in enumerate(random.sample(NASTY, len(NASTY))):
        other = random.choice(NASTY)
        row = product(number + 1, [f"{shop.url}/p/{number}.bmp"], [text], title=text, vendor=other, product_type=other, tags=[text, other, text])
        row["handle"] = random.choice(NASTY)
        row["options"][0]["name"] = random.choice(["Colour", text, other])
        if random.random() < 0.3:
            row["id"] = random.choice(NASTY)
        rows.append(row)
        shop.routes[f"/p/{number}.bmp"] = tee(number)
    shop.feed(rows)
    shop.routes["/meta.json"] = json.dumps({"name": random.choice(NASTY), "currency": random.choice(["EUR", ESC, "\0", "E\x1b["])}).encode()
    for more in [["--dry-run"], ["--json"], [], ["--json"]]:
        world.judged(world.run(*fetch(shop, *more, catalog=catalog), limit=20))
    if len(catalogs.stored(catalog)) < len(rows) // 2:
        raise Failure(f"only {len(catalogs.stored(catalog))} of {len(rows)} came in")
    for command in [["news"], ["news", "--json"], ["similar", "--where", "not id = x", "--json"], ["export", "-", "--format", "csv"], ["doctor"],
                    ["export", "-", "--format", "html"], ["export", "-", "--format", "json", "--item", "1"]]:
        world.sane(*command, "--catalog", catalog)
    for folder, names, files in os.walk(world.folder):
        for name in names + files:
            if any(mark in name for mark in ("passwd", "\x1b", "owned", "null")):
                raise Failure(f"a shop's text became the path {folder}/{name!r}")


def bad_pictures(shop):
    """Paths of pictures that are none, or that nobody should decode."""
    jpeg = pictures.gray_jpeg()
    huge = pictures.png((9, 9, 9), 2, 2)
    # 10,000 x 10,000 said in the header, and 60,000 x 60,000.
    sized = [b"\x89PNG\r\n\x1a\n" + pictures.chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)) + huge[33:] for side in (10_000, 60_000)]
    bomb = pictures.png((1, 2, 3), 12_000, 9_000)
    return {
        "html": b"<html><body>log in", "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "empty": b"",
        "cut-jpeg": jpeg[: len(jpeg) // 2], "cut-png": pictures.png((1, 2, 3), 300, 300)[:60], "lying10": sized[0], "lying60": sized[1], "bomb": bomb,
        "gif": pictures.gif((1, 2, 3), 30, 30), "cut-bmp": tee(1)[:400], "magic": b"\xff\xd8\xff", "tiff": b"II*\0" + bytes(900),
        "ico": b"\0\0\1\0" + bytes(900), "pnm": b"P6 9 9 255\n" + bytes(243), "webp": pictures.webp(), "two": jpeg + jpeg, "html.png": b"GIF89a<html>",
    }


def require_opens(world, random, catalog, after):
    """The catalog opens, and what it answers is right; what has left the shop is not shown."""
    if not os.path.exists(catalog):
        return
    if not os.path.exists(catalog + "/catalog.sqlite"):
        raise Failure(f"after {after}: half a catalog is left: {os.listdir(catalog)}")
    try:
        vectors = catalogs.stored(catalog)
        with catalogs.database(catalog) as db:
            gone = {name for name, in db.execute("SELECT item FROM offer WHERE is_gone")}
            for name, picture in db.execute("SELECT item.id, fingerprint FROM item JOIN offer ON item.id = offer.item"):
                if not os.path.exists(f"{catalog}/pictures/{picture}"):
                    raise Failure(f"the picture of {name} is not there")
        catalogs.require_right_answers(world, random, catalog, vectors={name: one for name, one in vectors.items() if name not in gone})
        world.ok("doctor", "--catalog", catalog)
    except Failure as failure:
        raise Failure(f"after {after}: {failure}") from None


@attack("pictures that are none, cut, bombs, or somewhere they must not be fetched from: named, the rest comes in")
def fetch_bad_pictures(random, world):
    shop, other, catalog = BadShop(world), BadShop(world), world.path("catalog")
    bad = bad_pictures(shop)
    other.routes["/robots.txt"] = b"User-agent: *\nDisallow: /\n"
    other.routes["/p/1.bmp"] = tee(1)
    rows = [product(number + 1, [f"{shop.url}/bad/{name}"]) for number, name in enumerate(bad)]
    for name, body in bad.items():
        shop.routes[f"/bad/{name}"] = body
    shop.routes["/to-file"] = lambda handler: handler.answer(302, b"", Location="file:///etc/passwd")
    shop.routes["/to-loop"] = lambda handler: handler.answer(302, b"", Location="/to-loop")
    shop.routes["/zip"] = lambda handler: handler.answer(200, gzip.compress(bytes(60_000_000)), Content_Encoding="gzip")
    elsewhere = [f"{other.url}/p/1.bmp", f"{shop.url}/to-file", f"{shop.url}/to-loop", f"{shop.url}/zip", f"{shop.url}/gone.bmp",
                 "file:///etc/passwd", "ftp://127.0.0.1/x.png", "http://user:pw@127.0.0.1/x.png", "http://127.0.0.1:1/x.png", "data:image/png;base64,AA"]
    rows += [product(100 + number, [address]) for number, address in enumerate(elsewhere)]
    good = [product(1000 + number, [f"{shop.url}/p/{number}.bmp"]) for number in range(12)]
    for number in range(12):
        shop.routes[f"/p/{number}.bmp"] = tee(number)
    # Equal addresses, and equal pictures.
    good += [product(2000, [f"{shop.url}/p/3.bmp"]), product(2001, [f"{shop.url}/p/same.bmp"])]
    shop.routes["/p/same.bmp"] = tee(3)
    rows += good
    random.shuffle(rows)
    shop.feed(rows)
    result = world.judged(world.run(*fetch(shop, "--json", catalog=catalog), limit=60))
    if result.status != 0:
        raise Failure(f"good items did not come in: {result}")
    report = json.loads(result.text)["shops"][0]
    there = set(catalogs.stored(catalog))
    named = " ".join(f"{one['place']} {one['reason']}" for one in report["problems"])
    for row in rows:
        if str(row["id"]) not in there and str(row["id"]) not in named:
            raise Failure(f"{row} neither came in nor is named in {named[:2000]}")
        if row in good and str(row["id"]) not in there:
            raise Failure(f"{row} did not come in")
    if other.asked["/p/1.bmp"] or not other.asked["/robots.txt"]:
        raise Failure("the picture host's robots.txt was not heeded")
    if shop.asked["/p/3.bmp"] != 1:
        raise Failure("an equal address was asked more than once")
    if result.memory > 1_500_000_000:
        raise Failure(f"{result.memory} bytes of memory for bad pictures")
    # What failed is asked for again, and nothing else.
    shop.asked.clear()
    world.ok(*fetch(shop, catalog=catalog), limit=60)
    again = [path for path in shop.asked if path.startswith("/p/")]
    if again:
        raise Failure(f"finished pictures were fetched again: {again}")
    require_opens(world, random, catalog, "bad pictures")


def finished(shop, catalog):
    """The paths of pictures that the catalog has."""
    try:
        names = os.listdir(os.path.join(catalog, "pictures"))
    except FileNotFoundError:
        return set()
    stems = {name.rsplit(".", 1)[0] for name in names}
    return {path for path in shop.routes if path.startswith("/p/") and BadShop.file_stem(shop.url + path) in stems}


def has_ended(catalog, visits):
    """Whether so many visits have come to their end."""
    if not os.path.exists(catalog):
        return False
    with catalogs.database(catalog) as db:
        return db.execute("SELECT COUNT(*) FROM visit WHERE ended IS NOT NULL").fetchone()[0] >= visits


@attack("kill -9 and Ctrl-C during visits: nothing is lost, finished pictures are not fetched again, news are right")
def fetch_kills(random, world):
    shop, catalog = BadShop(world), world.path("catalog")
    count = 400
    stocked(shop, count)
    for day in range(1, 4):
        if day > 1:
            # A day later some are new, some gone, some cheaper.
            rows = [
                product(number, [f"{shop.url}/p/{number}.bmp"], price="15.00" if number % 7 == 0 else "21.00")
                for number in range(10 * (day - 1), count + 40 * (day - 1))
            ]
            for number in range(count + 40 * (day - 1)):
                shop.routes[f"/p/{number}.bmp"] = tee(number)
            random.shuffle(rows)
            shop.feed(rows)
        done, shop.delay = set(), 0.02
        for _ in range(world.few(8)):
            shop.asked.clear()
            child = world.start(*fetch(shop, catalog=catalog))
            if child.wait(random.uniform(0.05, 1.2 if day == 1 else 0.7)) is None:
                number = random.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM))
                child.kill(number)
                if child.wait(patience(10)) is None:
                    raise Failure(f"fetch goes on 10 s after signal {number}")
                if number == signal.SIGINT and child.result.status not in (0, 1, 130, -2):
                    raise Failure(f"Ctrl-C: {child.result}")
            again = [path for path in done if shop.asked[path]]
            if again:
                raise Failure(f"finished pictures were fetched again: {again[:5]} ({len(again)})")
            done = finished(shop, catalog)
            require_opens(world, random, catalog, "a killed visit")
            # A visit that came to its end before it was killed is none to go on with: another one would have no news.
            if has_ended(catalog, day):
                break
        shop.asked.clear()
        if not has_ended(catalog, day):
            world.ok(*fetch(shop, catalog=catalog), limit=60)
        result = world.ok("news", "--json", "--catalog", catalog)
        again = [path for path in done if shop.asked[path]]
        if again:
            raise Failure(f"the last run fetched finished pictures again: {again[:5]}")
        with catalogs.database(catalog) as db:
            here = {name for name, gone in db.execute("SELECT item, is_gone FROM offer") if not gone}
        wanted = {str(number) for number in range(10 * (day - 1), count + 40 * (day - 1))}
        if here != wanted:
            raise Failure(f"day {day}: {sorted(here ^ wanted)[:5]} are wrong of {len(wanted)}")
        news = json.loads(result.text)
        if day == 1 and any(news.get(key) for key in ("new", "gone", "cheaper", "dearer")):
            raise Failure(f"news at the first visit: {str(news)[:300]}")
        if day > 1 and (len(news["new"]), len(news["gone"])) != (40, 10):
            raise Failure(f"day {day}: {len(news['new'])} new, {len(news['gone'])} gone instead of 40 and 10")
        if day == 2 and len(news["cheaper"]) != len([n for n in range(10, count) if n % 7 == 0]):
            raise Failure(f"{len(news['cheaper'])} cheaper")
        catalogs.require_no_leftovers(catalog, world.path("tmp"), str(world.folder))



def cut_listings(shop, addresses):
    """Second listings that are not whole, by name: each changes the shop's routes, and nothing may be taken for gone."""
    rows = [product(number, [address]) for number, address in enumerate(addresses)]
    table = "id\ttitle\tprice\timage_link\n" + "".join(f"{number}\tTee\t20 EUR\t{address}\n" for number, address in enumerate(addresses))
    table = table.encode()
    xml = b"<rss><channel><title>x</title>" + b"".join(
        f"<item><g:id>{number}</g:id><title>Tee</title><g:price>20 EUR</g:price><g:image_link>{address}</g:image_link></item>".encode()
        for number, address in enumerate(addresses)) + b"</channel></rss>"
    most = len(table) - len(table) // 8
    row_end = table[:most].rindex(b"\n") + 1

    def sent(body, **headers):
        return lambda handler: handler.answer(200, body, "text/plain", **headers)

    def broken(body, length):
        def answer(handler):
            handler.send_response(200)
            handler.send_header("Content-Length", str(length))
            handler.end_headers()
            handler.wfile.write(body)
            handler.close_connection = True
        return answer

    def pages(last):
        def answer(handler):
            if "&page=1" in handler.path:
                handler.answer(200, json.dumps({"products": rows[: len(rows) * 3 // 4]}).encode())
            else:
                last(handler)
        return answer

    packed = gzip.compress(table)
    def begins(data, share):
        """So much of packed data as unpacks to whole rows."""
        packer = zlib.compressobj(6, zlib.DEFLATED, 31)
        return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)
    return {
        "tsv": (table, {
            "connection": broken(table[:row_end], len(table)), "gzip": sent(begins(table[:row_end], 1), Content_Encoding="gzip"),
            "file.gz": sent(begins(table[:row_end], 1)), "shrunk": sent(table[: table.index(b"\n", len(table) // 3) + 1]),
            "status": lambda handler: handler.answer(500, b"no"), "login": sent(b"<form><input type=password></form>"), "empty": sent(b""),
            "damaged": sent(packed[:200] + b"\0" * 50 + packed[250:], Content_Encoding="gzip"), "header": sent(table[: table.index(b"\n") + 1]),
            "busy": None,
        }),
        "rss": (xml, {
            "connection": broken(xml[: len(xml) * 3 // 4], len(xml)), "gzip": sent(begins(xml[: len(xml) * 3 // 4], 1), Content_Encoding="gzip"),
            "cut": sent(xml[: xml.rindex(b"<item>")]), "html": sent(b"<html>login"),
        }),
        "shopify": (None, {
            "page 2 fails": pages(lambda handler: handler.answer(500, b"no")), "page 2 is HTML": pages(sent(b"<html>log in")),
            "page 2 is cut": pages(broken(b'{"products":[', 9999)), "page 2 is no list": pages(sent(b'{"errors":"x"}')),
            "page 2 is cut gzip": pages(sent(begins(b'{"products":[]}'[:-1], 1), Content_Encoding="gzip")),
            "page repeats": sent(json.dumps({"products": rows}).encode()), "none": sent(b'{"products":[]}'),
        }),
    }


@attack("second listings that fail, break off or shrink: nothing is taken for gone, and one line says so")
def fetch_cut_listings(random, world):
    for kind in ("tsv", "rss", "shopify"):
        shop, catalog = BadShop(world), world.path(kind)
        addresses = [f"{shop.url}/p/{number}.bmp" for number in range(60)]
        for number in range(60):
            shop.routes[f"/p/{number}.bmp"] = tee(number)
        first, seconds = cut_listings(shop, addresses)[kind]
        path = "/" if kind == "shopify" else "/feed"
        if kind == "shopify":
            shop.feed([product(number, [address]) for number, address in enumerate(addresses)])
        else:
            shop.routes[path] = (200, first, "text/plain")
        world.ok(*fetch(shop, "--as", "shopify" if kind == "shopify" else "feed", catalog=catalog, path=path), limit=30)
        for name, second in seconds.items():
            if second is None:
                continue
            shop.routes["/products.json" if kind == "shopify" else path] = second
            result = world.judged(world.run("fetch", "--catalog", catalog, "--allow-private-addresses", "--rate", "1000", limit=60))
            lines = [line for line in result.complaint.splitlines() if "nothing is taken for gone" in line]
            with catalogs.database(catalog) as db:
                gone = db.execute("SELECT COUNT(*) FROM offer WHERE is_gone").fetchone()[0]
            if gone or result.status == 0 and len(lines) != 1:
                raise Failure(f"{kind}, {name}: {gone} gone; {result} {result.text[-300:]}")


CRAFTED = [
    "UPDATE offer SET pictures = 'no json'", "UPDATE offer SET pictures = '[]'", "UPDATE offer SET pictures = x'00ff'", "UPDATE source SET shop = 'no json'",
    "UPDATE source SET shop = '{\"requests\":[]}'", "UPDATE source SET shop = NULL", "UPDATE source SET path = 'file:///etc/passwd'",
    "DELETE FROM visit", "UPDATE visit SET began = 9223372036854775807, ended = 9223372036854775807", "UPDATE visit SET began = -1, ended = -5",
    "UPDATE visit SET ended = NULL", "UPDATE visit SET began = 'x'", "UPDATE item SET fingerprint = '../../x'", "UPDATE item SET fingerprint = '/etc/passwd'",
    "UPDATE item SET fingerprint = ''", "UPDATE observation SET price = '-5'", "UPDATE observation SET price = 'nan'", "UPDATE observation SET price = 'inf'",
    "UPDATE observation SET price = '1e999'", "UPDATE observation SET price = '\x1b[31m5'", "UPDATE observation SET price = x'ff'",
    "UPDATE observation SET in_stock = '{}'", "UPDATE observation SET in_stock = x'ff'", "UPDATE observation SET is_gone = 'x'",
    "UPDATE observation SET currency = '\x1b]0;x\x07'", "DELETE FROM observation", "DELETE FROM offer", "UPDATE offer SET price_drop = 'x'",
    "UPDATE offer SET price_drop = 9e999", "UPDATE offer SET is_gone = 7", "UPDATE offer SET first_seen = 'x'", "UPDATE offer SET last_seen = 1e300",
    "UPDATE offer SET first_visit = 9223372036854775807", "UPDATE offer SET item = item || 'x'", "UPDATE offer SET source = 99",
    "UPDATE offer SET colour = '\x1b[31m', product = '\x1b[31m' || product", "UPDATE item SET attributes = 'x'",
    "UPDATE item SET attributes = '{\"title\":[\"a\",{\"b\":1}]}'", "UPDATE item SET id = '../' || id", "INSERT INTO visit (source, began) VALUES (77, 1)",
    "INSERT OR REPLACE INTO observation SELECT item, 9223372036854775807, price, price_before, currency, in_stock, 1, 0 FROM observation",
    "DROP TABLE observation", "DROP TABLE visit", "DROP TABLE offer", "ALTER TABLE offer RENAME COLUMN pictures TO other",
    # As somebody's own tables, which SQLite lets be NULL.
    "CREATE TABLE o AS SELECT * FROM offer; DROP TABLE offer; ALTER TABLE o RENAME TO offer; UPDATE offer SET is_available = NULL, pictures = NULL",
    "CREATE TABLE o AS SELECT * FROM observation; DROP TABLE observation; ALTER TABLE o RENAME TO observation; UPDATE observation SET in_stock = NULL",
]


@attack("catalogs of shops from somebody else, with NULLs, nonsense and paths in the tables")
def fetch_crafted(random, world):
    shop, original = BadShop(world), world.path("original")
    stocked(shop, 12)
    world.ok(*fetch(shop, catalog=original), limit=30)
    stocked(shop, 11, day=2)
    time.sleep(1)
    world.ok(*fetch(shop, catalog=original), limit=30)
    failures = []
    for number, sql in enumerate(random.sample(CRAFTED, world.few(len(CRAFTED)))):
        catalog = world.path(f"copy{number}")
        shutil.copytree(original, catalog)
        for one in [sql] if "\x1b" in sql else sql.split("; "):
            catalogs.execute(catalog, one)
        for command in [["news"], ["news", "--json"], ["similar", "3", "--json"], ["similar", "--where", "is new or price_drop > 1 or is gone"], ["doctor"],
                        ["export", "-", "--format", "csv"], ["export", "-", "--format", "html", "--item", "3"],
                        ["fetch", "--allow-private-addresses", "--rate", "1000"], ["fetch", "--allow-private-addresses", "--rate", "1000", "--prune"],
                        ["news"]]:
            try:
                result = world.run(*command, "--catalog", catalog, limit=20)
                if command[0] != "doctor":
                    world.judged(result)
                elif result.status not in (0, 1):
                    raise Failure(str(result))
            except Failure as failure:
                failures.append(f"{sql!r}: {failure}")
        shutil.rmtree(catalog)
    if failures:
        raise Failure(f"{len(failures)}: " + "\n   ".join(failures[:40]))


@attack("two visits at once, beside index and a reader; catalogs of folders that a shop joins, and the other way round")
def fetch_races(random, world):
    shop, catalog = BadShop(world), world.path("catalog")
    stocked(shop, 60)
    for number in range(20):
        world.write(f"tees/t{number}.bmp", tee(500 + number))
    index = ["index", world.path("tees"), "--catalog", catalog, "--encoder", "descriptor"]
    commands = [fetch(shop, catalog=catalog), fetch(shop, catalog=catalog), index]
    random.shuffle(commands)
    for _ in range(world.few(4)):
        shop.delay = 0.005
        children = []
        for command in commands:
            children.append(world.start(*command))
            time.sleep(random.uniform(0, 0.3))
        for child in children:
            result = child.wait(patience(40))
            if result is None:
                raise Failure(f"{child.arguments} hangs beside another writer")
            world.judged(result)
            if result.status and not any(word in result.complaint for word in ("is being", "busy", "another", "writing")):
                raise Failure(f"beside another writer: {result}")
        require_opens(world, random, catalog, "a race")
    for command in commands:
        world.ok(*command, limit=40)
    there = set(catalogs.stored(catalog))
    if there != {str(number) for number in range(60)} | {f"t{number}" for number in range(20)}:
        raise Failure(f"{len(there)} items instead of 80")
    # `index --prune` takes nothing of the shop, and `fetch --prune` nothing of the folder.
    world.ok(*index, "--prune")
    os.remove(world.path("tees", "t3.bmp"))
    world.ok("fetch", "--catalog", catalog, "--allow-private-addresses", "--rate", "1000", "--prune", limit=30)
    if len(catalogs.stored(catalog)) != 80:
        raise Failure(f"{len(catalogs.stored(catalog))} items instead of 80 after pruning beside the other kind of source")
    catalogs.require_no_leftovers(catalog, world.path("tmp"))


@attack("a full disk, a catalog that may not be written, and one of another encoder: said in one line, nothing lost")
def fetch_no_room(random, world):
    from attacks.disks import mounted
    import subprocess
    shop = BadShop(world)
    stocked(shop, 150)
    disk = mounted(world, f"{random.randrange(200, 1500)}k")
    catalog = disk + "/catalog"
    result = world.judged(world.run(*fetch(shop, catalog=catalog), limit=40))
    if result.status != 1 or "full" not in result.complaint:
        raise Failure(f"a full disk is called something else: {result}")
    require_opens(world, random, catalog, "a full disk")
    subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
    world.ok(*fetch(shop, catalog=catalog), limit=40)
    if len(catalogs.stored(catalog)) != 150:
        raise Failure("items are missing once there is room")
    catalogs.require_no_leftovers(catalog)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    for command in [fetch(shop, catalog=catalog), ["news", "--catalog", catalog], ["similar", "3", "--catalog", catalog]]:
        result = world.judged(world.run(*command, limit=30))
        if command[0] == "fetch" and (result.status != 1 or shop.asked["/p/1.bmp"] > 2):
            raise Failure(f"a read-only catalog: {result}")
        if command[0] != "fetch" and result.status:
            raise Failure(f"a read-only catalog: {result}")


@attack("politeness: two pages a second, four pictures at a time, twenty a second; busy hosts are waited for")
def fetch_pace(random, world):
    shop, hosts = BadShop(world), BadShop(world)
    count = 60
    shop.feed([product(number, [f"{hosts.url}/p/{number}.bmp"]) for number in range(count)])
    running, most, lock = [0], [0], threading.Lock()

    def slow(handler):
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        time.sleep(0.12)
        with lock:
            running[0] -= 1
        handler.answer(200, tee(int(handler.path[3:-4])))

    for number in range(count):
        hosts.routes[f"/p/{number}.bmp"] = slow if number % 3 == 0 else tee(number)
    refusals = [2]

    def busy(handler):
        refusals[0] -= 1
        if refusals[0] >= 0:
            return handler.answer(429, b"", Retry_After="1")
        handler.answer(200, tee(7))

    hosts.routes["/p/7.bmp"] = busy
    world.ok("fetch", shop.url, "--catalog", world.path("catalog"), "--encoder", "descriptor", "--allow-private-addresses", limit=60)
    if len(catalogs.stored(world.path("catalog"))) != count:
        raise Failure("items are missing")
    if most[0] > 4:
        raise Failure(f"{most[0]} pictures at a time")
    pages = [moment for moment, path in shop.starts]
    for first, later in zip(pages, pages[2:]):
        if later - first < 0.95:
            raise Failure(f"three pages within {later - first:.2f} s: {shop.starts}")
    shots = [moment for moment, path in hosts.starts if path != "/robots.txt"]
    if any(later - first < 0.9 for first, later in zip(shots, shots[20:])):
        raise Failure("more than twenty pictures in a second")
    if hosts.starts[0][1] != "/robots.txt":
        raise Failure("robots.txt of the pictures' host was not asked first")


@attack("what has left the shop: hidden, kept where it is in a basket, removed for good by --prune", short=True)
def fetch_prune(random, world):
    shop, catalog = BadShop(world), world.path("catalog")
    stocked(shop, 30)
    world.ok(*fetch(shop, catalog=catalog), limit=30)
    like_some(world, random, catalog)
    liked = set(catalogs.liked(world, catalog))
    # Those that stay are enough not to be taken for a broken listing.
    stocked(shop, 16, day=2)
    world.ok(*fetch(shop, catalog=catalog), limit=30)
    with catalogs.database(catalog) as db:
        listed = {name for name, in db.execute("SELECT item FROM offer WHERE NOT is_gone")}
    if listed != {str(number) for number in range(16)} or len(catalogs.stored(catalog)) != 30:
        raise Failure(f"{sorted(listed)} are there of 16")
    world.ok(*fetch(shop, "--prune", catalog=catalog), limit=30)
    wanted = {str(number) for number in range(16)} | liked
    if set(catalogs.stored(catalog)) != wanted or set(catalogs.liked(world, catalog)) != liked:
        raise Failure(f"after --prune {sorted(set(catalogs.stored(catalog)) ^ wanted)} are wrong")
    pictures_left = [name for name in os.listdir(catalog + "/pictures") if not name.startswith("web-same-")]
    if len(pictures_left) != len(wanted):
        raise Failure(f"{len(pictures_left)} pictures for {len(wanted)} items")
    stocked(shop, 30, day=3)
    result = world.ok(*fetch(shop, "--json", catalog=catalog), limit=30)
    if len(catalogs.stored(catalog)) != 30:
        raise Failure(f"what came back is not there: {result}")
    require_opens(world, random, catalog, "pruning")


@attack("listings with too much of everything, IDs that come twice, and values of the wrong kind")
def fetch_excess(random, world):
    shop, catalog = BadShop(world), world.path("catalog")
    for number in range(300):
        shop.routes[f"/p/{number}.bmp"] = tee(number)
    pictures_of = [f"{shop.url}/p/{number}.bmp" for number in range(300)]
    many = product(1, pictures_of + [f"{shop.url}/none/{number}.png" for number in range(9700)], [f"colour {number}" for number in range(10_000)])
    twice = [product(2, [pictures_of[number]], title=f"Tee {number}") for number in range(50)]
    wide = product(3, [pictures_of[1]], ["x"])
    wide["options"][0]["name"] = "Colour" * 200_000
    odd = []
    for number, (key, value) in enumerate([
        ("id", None), ("id", -5), ("id", 1.5), ("id", 2**70), ("id", []), ("id", "x" * 5000), ("title", None), ("title", {"a": 1}), ("variants", None),
        ("variants", [None, 1, "x"]), ("images", [None, 1, {"src": 5}, {"src": pictures_of[2]}]), ("options", "x"), ("options", [None]),
        ("tags", {"a": 1}), ("tags", ["t"] * 100_000), ("handle", 7), ("vendor", ["x"]), ("images", "x"),
    ]):
        odd.append(product(100 + number, [pictures_of[number]], **{key: value}))
    for number, price in enumerate(["1e400", "-5", "NaN", "inf", "", None, 5, 1e300, "5,00", "0x10", "1" * 400, True, [], "\x1b[31m5"]):
        odd.append(product(200 + number, [pictures_of[20 + number]], price=price))
    rows = [many, wide, *twice, *odd, product(999, [pictures_of[5]])]
    random.shuffle(rows)
    shop.feed(rows)
    for day in range(2):
        result = world.ok(*fetch(shop, "--json", catalog=catalog), limit=60)
        items = set(catalogs.stored(catalog))
        if "999" not in items or "2" not in items or len([name for name in items if name == "1" or name.startswith("1-")]) > 300:
            raise Failure(f"{len(items)} items: {result}")
        if day and set(items) != before:
            raise Failure(f"other IDs at the second visit: {sorted(before ^ items)[:9]}")
        before = items
        random.shuffle(rows)
        shop.feed(rows)
        world.ok("news", "--json", "--catalog", catalog)
        world.ok("similar", "999", "--where", "price > 0", "--json", "--catalog", catalog)
    require_opens(world, random, catalog, "too much of everything")


@attack("the browser open while visits are made, killed, pruned and told of: it goes on, and shows what there is")
def fetch_beside_browser(random, world):
    shop, catalog = BadShop(world), world.path("catalog")
    stocked(shop, 40)
    world.ok(*fetch(shop, catalog=catalog), limit=30)
    terminal = Terminal(world, "browse", "--catalog", catalog, "--graphics", "symbols")
    terminal.settle(0.2, 4)
    shop.delay = 0.01
    for day in range(2, 6):
        count = random.randrange(30, 70)
        stocked(shop, count, day)
        child = world.start(*fetch(shop, *random.choice([[], ["--prune"]]), catalog=catalog))
        if child.wait(random.uniform(0, 0.6)) is None and random.random() < 0.5:
            child.kill()
        for key in random.sample([" ", "\x1b[C", "\x1b[6~", "\x1b[B", "\r", "\x1b", ".", ",", "\x1b"], 6):
            terminal.put(key)
            terminal.settle(0.03, 0.3)
        if child.wait(patience(40)) is None:
            raise Failure("fetch hangs beside the browser")
        world.ok(*fetch(shop, catalog=catalog), limit=40)
        if not terminal.is_running:
            raise Failure(f"the browser ended with {terminal.process.returncode}: {terminal.grid.display[-300:]}")
        require_opens(world, random, catalog, "a visit beside the browser")
    terminal.put("\x1b\x1b:quit\r")
    if terminal.end() != 0:
        raise Failure(f"the browser ended with {terminal.process.returncode}: {terminal.grid.display[-300:]}")
    terminal.require_restored("visits beside it")
