"""Text from files and databases: what it says stays what it says, and nothing more comes of it."""

import csv
import html.parser
import io
import json
import os
import re
import unicodedata

import catalogs
import pictures
from attacks.registry import attack
from terminal import Terminal
from world import Failure

MARKS = ["\u0301", "\u0338", "\u200d", "\ufe0f", "\u20e3", "\u0345", "\u1ab0", "\u3099"]
PIECES = [
    '"', "'", "<", ">", "&", ",", "\r", "\n", "\r\n", ";", "\t", "=", "+", "-", "@", "/", "..", "\\", "%", "é", "e\u0301", "\u202e",
    "\u2028", "👍🏽", "ß", "plain", "12", " ", "''", '""', "<script>", "onmouseover=alert(1)", "--",
] + MARKS
ESCAPES = ["\x1b[31mred", "\x1b]2;title\x07", "\x9b31m", "\x07", "\x7f", "\x1b]52;c;QQ==\x1b\\", "\x08\x08", "\x1bP1;2q\x1b\\", "\x0e"]
FORMULAS = [
    "=cmd|' /C calc'!A0", "@SUM(1)", "+1+cmd|x", "-2+3+cmd", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x","y")', "＝1+1", "=1\u0301",
    "-\u03011", "+", "-",
]


def evil(random):
    kind = random.randrange(5)
    if kind == 0:
        return random.choice(FORMULAS)
    if kind == 1:
        return random.choice(PIECES) + random.choice(MARKS) + random.choice(PIECES) + random.choice(MARKS)
    if kind == 2:
        return "a" + random.choice(ESCAPES) + "z"
    return "".join(random.choice(PIECES) for _ in range(random.randrange(1, 9)))


def urls(random):
    mark = random.choice(MARKS)
    return random.choice(
        [
            f'http://x/"{mark} onmouseover=alert(1) a="', "javascript:alert(1)", f"https{mark}://x/", "http://x/<script>",
            f'https://x/?a="{mark}><img src=x onerror=1>', "data:text/html,<script>1</script>", "HTTP://x/", f"http:/{mark}/x",
            "http://x/'", "vbscript:1", " http://x/", "https://example.com/tee?id=1&x=2",
        ]
    )


def shop(world, random, items=12):
    """A catalog whose attributes are evil. Returns its path and the attributes by ID."""
    colors = {f"tee-{100 + number}": random.choice(pictures.PALETTE) for number in range(items)}
    catalogs.colored(world, "tees", colors)
    table = {
        name: {"title": evil(random), "url": urls(random), "note": evil(random), "price": str(random.choice((12, -3.5, "1e3", "+7")))}
        for name in colors
    }
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL if random.random() < 0.5 else csv.QUOTE_MINIMAL)
    writer.writerow(["id", "title", "url", "note", "price"])
    for name, row in table.items():
        writer.writerow([name, *row.values()])
    world.write("tees/attributes.csv", text.getvalue())
    result = world.sane("index", world.path("tees"), "--catalog", world.path("catalog"), "--encoder", "descriptor")
    if result.status:
        raise Failure(f"well-formed CSV is refused: {result}; {text.getvalue()[:600]!r}")
    return world.path("catalog"), table


def crafted_shop(world, random):
    """The same past the program, in a database that somebody else has made."""
    catalog, _ = catalogs.small(world, random, items=12)
    table = {
        f"tee-{100 + number}": {"title": evil(random), "url": urls(random), "note": evil(random), "price": "12"} for number in range(12)
    }
    for name, row in table.items():
        catalogs.execute(catalog, "UPDATE item SET attributes = ?, label = ? WHERE id = ?", json.dumps(row), evil(random), name)
    return catalog, table


def plain(text):
    """Without what a terminal would obey, blanks and a sign against formulas, so that what was written in either way compares."""
    return "".join(each for each in text if unicodedata.category(each) not in ("Cc", "Cf", "Zs", "Zl", "Zp") and each != "\ufffd").lstrip(
        "'"
    )


def require_cells(rows, table, start):
    """Every cell is in its column, with what it was given."""
    header = rows[start]
    for row in rows[start + 1 :]:
        if len(row) != len(header):
            raise Failure(f"a record has {len(row)} fields instead of {len(header)}: {row}")
        cells = dict(zip(header, row))
        name = cells.get("item", cells.get("id"))
        if name not in table:
            raise Failure(f"an item {name!r} that there is not: {row}")
        for column, value in table[name].items():
            if column in cells and plain(cells[column]) != plain(value):
                raise Failure(f"{column} of {name} is {value!r}, the export says {cells[column]!r}")
            if column in cells and re.match(r"[=+\-@\t\r]", cells[column]) and not re.fullmatch(r"[+-]?[\d.]+(e\d+)?", cells[column], re.I):
                raise Failure(f"{column} of {name} would run as a formula: {cells[column]!r}")


@attack("attributes come in by CSV and go out by CSV as they are, cell by cell, and never as formulas", short=True)
def csv_round_trip(random, world):
    catalog, table = shop(world, random)
    for format in ("csv", "json"):
        result = world.run("export", "-", "--format", format, "--item", "tee-100", "-k", 20, "--metric", "cosine", "--catalog", catalog)
        if result.status:
            raise Failure(f"export of {format} fails: {result}")
        if b"\x1b" in result.output or b"\x07" in result.output:
            raise Failure(f"{format} carries a raw escape: {result.output[max(0, result.output.find(27) - 40):][:120]!r}")
        if format == "csv":
            require_cells(list(csv.reader(io.StringIO(result.output.decode(), newline=""))), table, 0)
        else:
            for section in json.loads(result.output)["sections"]:
                for item in section["items"]:
                    if item.get("title") is not None and plain(item["title"]) != plain(table[item["item"]]["title"]):
                        raise Failure(f"the title of {item['item']} is {table[item['item']]['title']!r}, JSON says {item['title']!r}")
    # What was exported can be used as attributes again.
    exported = list(
        csv.reader(
            io.StringIO(
                world.run(
                    "export", "-", "--format", "csv", "--item", "tee-100", "-k", 20, "--metric", "cosine", "--catalog", catalog
                ).output.decode(),
                newline="",
            )
        )
    )
    text = io.StringIO()
    csv.writer(text).writerows(
        [row[2:3] + row[5:] if at else ["id", "title", "url", *row[7:]] for at, row in enumerate(exported) if at < 1 or row[0] == "cosine"]
    )
    world.write("again.csv", text.getvalue())
    result = world.sane(
        "index", world.path("tees"), "--catalog", world.path("second"), "--encoder", "descriptor", "--attributes", world.path("again.csv")
    )
    if result.status and "named twice" not in result.complaint:
        raise Failure(f"our own export is refused: {result}")
    if result.status == 0:
        with catalogs.database(world.path("second")) as db:
            for name, attributes in db.execute("SELECT id, attributes FROM item"):
                title = json.loads(attributes).get("title")
                if title and title.startswith("'=") and not table[name]["title"].startswith("'"):
                    raise Failure(f"the sign against formulas stays when an export comes back: {title!r}")


class Page(html.parser.HTMLParser):
    """Complains about whatever an exported page should not have."""

    TAGS = {
        "html", "meta", "title", "style", "h1", "h2", "p", "span", "section", "div", "figure", "img", "figcaption", "br", "small", "a",
        "head", "body",
    }
    ATTRIBUTES = {"lang", "charset", "name", "content", "class", "alt", "src", "href", "rel", "style", "id", "width", "height", "loading"}

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name not in self.ATTRIBUTES:
                raise Failure(f"HTML with an attribute {name!r} in <{tag}>: {self.get_starttag_text()[:300]!r}")
            if name == "href" and not re.match(r"https?://", value, re.I):
                raise Failure(f"HTML with a link to {value!r}")
            if name == "src" and not value.startswith("data:image/"):
                raise Failure(f"HTML that loads {value[:80]!r}")
        if tag not in self.TAGS:
            raise Failure(f"HTML with a tag <{tag}>")


@attack("attributes of a crafted database go out by CSV cell by cell, and never as formulas", short=True)
def csv_export(random, world):
    catalog, table = crafted_shop(world, random)
    output = world.ok("export", "-", "--format", "csv", "--item", "tee-100", "-k", 20, "--metric", "cosine", "--catalog", catalog).output
    require_cells(list(csv.reader(io.StringIO(output.decode(), newline=""))), table, 0)


@attack("an exported page has no attribute, tag or link but our own, whatever attributes.csv says", short=True)
def html_export(random, world):
    catalog, _ = crafted_shop(world, random)
    for item in random.sample(range(100, 112), 2):
        result = world.run("export", "-", "--format", "html", "--item", f"tee-{item}", "-k", 20, "--compare", "--catalog", catalog)
        if result.status:
            raise Failure(f"export of HTML fails: {result}")
        Page(convert_charrefs=True).feed(result.output.decode())


@attack("titles full of control characters come through no output", short=True)
def titles_everywhere(random, world):
    catalog, table = crafted_shop(world, random)
    world.sane("browse", "--catalog", catalog)
    for arguments in (
        ["similar", "tee-100"],
        ["similar", "tee-100", "--why"],
        ["similar", "tee-100", "tee-101", "--json"],
        ["evaluate", "--by", "title"],
        ["evaluate", "--by", "note", "--json"],
        ["similar", "\x1b[31mx"],
        ["similar", "tee-100", "--where", "no\x1b[31mte = 'x'"],
        ["train", "--by", "note", "--body", "descriptor", "--name", "x\x1b[31m"],
        ["export", "x\x1b[31m.pdf"],
        ["index", "/no\x1b[31mwhere"],
        ["doctor"],
    ):
        world.sane(*arguments, "--catalog", catalog)
    terminal = Terminal(world, "browse", "--catalog", catalog, "--graphics", random.choice(("symbols", "kitty", "sixel", "iterm2")))
    terminal.expect("tee-1")
    for key in (
        "\r",
        "\x1b",
        "\x1b[C",
        "\r", "\x1b", " ", "c", "\x1b", "b", "\x1b", "/" + random.choice("aeiz1") + "\r", ":where note is missing\r", "\x1b",
    ):
        terminal.put(key)
        terminal.settle(0.05, 1)
    for mark in (b"\x1b[31mred", b"\x1b]2;title", b"\x1b]52;c;QQ", b"\xc2\x9b31m"):
        if mark in terminal.raw:
            raise Failure(f"a title's {mark!r} reached the terminal")
    terminal.put("\x1b:quit\r")
    terminal.settle(0.1, 1)
    terminal.close()


NAMES = [
    "caf\u00e9", "cafe\u0301", "\u212b", "\u00c5", "A\u030a", "\uac00", "\u1100\u1161", "a\u0301\u0323", "a\u0323\u0301", "\u1e9b\u0323",
    "ﬁ", "fi", "\u0301x", "-rf", "--help", "a b", "quote'", 'double"', "semi;", "new\nline", "tab\t",
    "esc\x1b[31m",
    "\u202ertl", "a..b", "~", "$HOME", "*", "%s%n", "\u2028", "null",
]


def by_picture(catalog):
    """The items' IDs by the names of their pictures."""
    with catalogs.database(catalog) as db:
        return {locator.removesuffix(".bmp"): name for name, locator in db.execute("SELECT id, locator FROM item")}


@attack("file names that differ only in their Unicode form are two items, in every run", short=True)
def unicode_names(random, world):
    names = list(NAMES)
    random.shuffle(names)
    colors = {name: random.choice(pictures.PALETTE) for name in names}
    catalogs.colored(world, "tees", colors)
    world.write(b"tees/broken-\xff.bmp", pictures.bmp((9, 9, 9)))
    for run in range(3):
        result = world.sane("index", world.path("tees"), "--catalog", world.path("catalog"), "--encoder", "descriptor", "--prune")
        if result.status:
            raise Failure(f"run {run + 1}: {result}")
        items = by_picture(world.path("catalog"))
        missing = [name for name in names if name not in items]
        if missing:
            raise Failure(f"run {run + 1} has no items {missing}")
    removed = names.pop()
    os.remove(world.path("tees", removed + ".bmp"))
    world.ok("index", world.path("tees"), "--catalog", world.path("catalog"), "--encoder", "descriptor", "--prune")
    items = by_picture(world.path("catalog"))
    if removed in items or not set(names) <= set(items):
        raise Failure(f"after {removed!r} was removed, these are lost: {[name for name in names if name not in items]}")
    vectors = catalogs.stored(world.path("catalog"))
    for name in [items[name] for name in random.sample(names, 4)]:
        result = world.sane("similar", "--catalog", world.path("catalog"), "--json", "-k", 5, "--", name)
        if result.status:
            raise Failure(str(result))
        if "\ufffd" not in result.text:
            mistake = catalogs.wrong(catalogs.answer(result.output)["euclidean"], name, "euclidean", vectors, 5)
            if mistake:
                raise Failure(f"similar {name!r}: {mistake}")
    if any("\n" in name for name in names):
        os.remove(world.path("tees", "new\nline.bmp"))
        world.ok("index", world.path("tees"), "--catalog", world.path("catalog"), "--encoder", "descriptor", "--prune")
    world.ok("vectors", "export", world.path("o.npy"), world.path("o.ids"), "--catalog", world.path("catalog"))
    world.ok("vectors", "import", world.path("o.npy"), world.path("o.ids"), "--encoder-name", "again", "--catalog", world.path("second"))
    if set(catalogs.stored(world.path("second"))) != set(catalogs.stored(world.path("catalog"))):
        raise Failure("IDs changed on their way out and in")


@attack("attributes meet their items letter by letter, and what a NUL or a taken ID hides is said")
def attribute_names(random, world):
    catalogs.colored(world, "tees", {"caf\u00e9": (20, 20, 20), "cafe\u0301": (230, 20, 20), "tee1": (20, 230, 20)})
    world.write("tees/tee1.png", pictures.png((20, 20, 230)))
    world.write("tees/attributes.csv", "id,title,price\ncaf\u00e9,composed,1\ncafe\u0301,decomposed,2\ntee1,\"one\"\"\u0301 two\",3\n")
    result = world.sane("index", world.path("tees"), "--catalog", world.path("catalog"), "--encoder", "descriptor")
    if result.status:
        raise Failure(str(result))
    with catalogs.database(world.path("catalog")) as db:
        titles = {name: json.loads(attributes).get("title") for name, attributes in db.execute("SELECT id, attributes FROM item")}
    if titles.get("caf\u00e9") != "composed" or titles.get("cafe\u0301") != "decomposed":
        raise Failure(f"titles went to others: {titles}")
    if not any(title and title.startswith('one"') for title in titles.values()) and "tee1" not in result.complaint.split("Took")[-1]:
        raise Failure(f"the attributes of tee1, of which there are two pictures, are lost without a word: {titles}, {result.complaint!r}")
    world.write("nul.csv", b"id,title,note\ntee1.bmp,before\0after,kept\ncaf\xc3\xa9,x\0y,z\n")
    result = world.sane(
        "index", world.path("tees"), "--catalog", world.path("second"), "--encoder", "descriptor", "--attributes", world.path("nul.csv")
    )
    if result.status == 0:
        with catalogs.database(world.path("second")) as db:
            row = db.execute("SELECT attributes FROM item WHERE id = ?", ("caf\u00e9",)).fetchone()
        if "y" not in json.loads(row[0]).get("title", ""):
            raise Failure(f"text behind a NUL is lost without a word: {row}")


@attack("lists of DeepFashion name no file outside their tree", short=True)
def deepfashion_paths(random, world):
    world.write("secret.jpg", pictures.gray_jpeg())
    mark = random.choice(MARKS)
    world.write(f"{mark}secret.jpg", pictures.gray_jpeg())
    world.write("tree/img/A/a.jpg", pictures.gray_jpeg())
    for bad in (
        "../secret.jpg", f"../{mark}secret.jpg", f"img/../../{mark}secret.jpg", "img/A/../../../secret.jpg", "/etc/passwd",
        f"img/..{mark}/x.jpg", f"..\u200d/../{mark}secret.jpg",
    ):
        world.write("tree/list_category_cloth.txt", "1\ncategory_name category_type\nA 1\n")
        world.write("tree/list_category_img.txt", f"2\nimage_name category_label\nimg/A/a.jpg 1\n{bad} 1\n")
        world.write("tree/list_eval_partition.txt", f"2\nimage_name evaluation_status\nimg/A/a.jpg train\n{bad} train\n")
        result = world.sane("index", "--deepfashion", world.path("tree"), "--catalog", world.path("catalog"), "--encoder", "descriptor")
        if result.status == 0:
            raise Failure(f"a list may name {bad!r}")
