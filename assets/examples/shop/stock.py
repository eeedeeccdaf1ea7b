"""What the shop sells: products with colours and sizes, and what becomes of them on its second day. Every format is made from this."""

import csv
import pathlib

import drawing

COLORS = {
    "black": (32, 32, 36), "white": (250, 250, 250), "navy": (30, 42, 92), "red": (190, 36, 44), "forest green": (34, 84, 54),
    "sand": (214, 196, 160), "sky blue": (128, 184, 222), "mustard": (212, 164, 40),
}
PRINTS = [("Cat", (240, 150, 60)), ("Rocket", (220, 60, 80)), ("Wave", (60, 140, 200)), ("Cactus", (70, 150, 80)), ("Moon & Stars", (235, 215, 120)),
          ("Bicycle", (150, 90, 170)), ("Mountain", (120, 130, 140)), ("Café", (140, 90, 50)), ("Tom & Jerry's \"Best\" <3", (230, 90, 140))]
SIZES = ["S", "M", "L", "XL"]
# What the second day does to a product, by the last digit of its place in the shop.
CHEAPER, DEARER, GONE, SOLD_OUT, BACK, NEW = 0, 3, 5, 6, 8, 9


class Colour:
    """A product in one colour: a picture, and which sizes are there."""

    def __init__(self, name, picture, stock):
        self.name, self.picture, self.stock = name, picture, stock


class Product:
    def __init__(self, number, place, title, cents, before, colours, kind="T-Shirt"):
        self.number, self.place, self.title, self.cents, self.before = number, place, title, cents, before
        self.colours, self.kind = colours, kind
        self.handle = f"tee-{number}"
        self.brand = ["Plain & Simple", "Northbound", "Studio Elf"][place % 3]
        self.tags = ["cotton", ["summer", "classic", "print"][place % 3]]

    @property
    def price(self):
        return f"{self.cents / 100:.2f}"

    @property
    def price_before(self):
        return f"{self.before / 100:.2f}" if self.before else None

    def variants(self):
        """(number, colour, size, whether it is there) of each colour and size."""
        for first, colour in enumerate(self.colours):
            for second, size in enumerate(SIZES):
                yield self.number * 100 + first * 10 + second, colour, size, colour.stock[size]


def _on_day(day, place, cents):
    """Price, price before and what is in stock of the product at a place, or None where it is not there."""
    fate = place % 10
    if fate == NEW and day < 2 or fate == GONE and day >= 2:
        return None
    before = None
    if fate == CHEAPER and day >= 2:
        before, cents = cents, cents * 4 // 5
    if fate == DEARER and day >= 2:
        cents = cents * 11 // 10
    stock = {size: (place + number) % 7 != 0 for number, size in enumerate(SIZES)}
    if fate == BACK:
        stock["M"] = day >= 2
    if fate == SOLD_OUT and day >= 2:
        stock = dict.fromkeys(SIZES, False)
    return cents, before, stock


class Stock:
    """All products of the shop, drawn or from a folder that `vitrine sample` made."""

    def __init__(self, folder=None, items=None):
        self.folder = pathlib.Path(folder) if folder else None
        self.items = items
        self._drawn = {}
        self._designs = self._read() if self.folder else None
        self._days = {}

    def products(self, day, items=None):
        """Of one day, a new list for another number of items; the shop's own list is kept."""
        if items is not None:
            return self._generate(day, items)
        if day not in self._days:
            self._days[day] = list(self._generate(day, self.items))
        return self._days[day]

    def _generate(self, day, items):
        many = 60 if items is None else items
        designs = self._designs
        if designs is None or items is not None and items > sum(len(design[3]) for design in designs):
            designs = self._drawn_designs(many)
        count = 0
        for place, (number, title, cents, colours) in enumerate(designs):
            if items is not None and count >= items:
                return
            count += len(colours)
            state = _on_day(day, place, cents)
            if state:
                yield Product(number, place, title, state[0], state[1], [Colour(name, picture, state[2]) for name, picture in colours])

    @staticmethod
    def _drawn_designs(many):
        place = count = 0
        while count < many:
            first = place % len(COLORS)
            names = (list(COLORS)[first:] + list(COLORS)[:first])[:min(1 + place % 3, many - count)]
            title = f"{PRINTS[place % len(PRINTS)][0]} Tee No. {place + 1}"
            yield 7_000_000 + place, title, 1500 + place * 137 % 2000 // 5 * 5, [(name, f"{place}-{name.replace(' ', '_')}.png") for name in names]
            count += len(names)
            place += 1

    def _read(self):
        """Designs of the folder: pictures that differ in their colour alone are colours of one product."""
        designs = []
        by_print = {}
        with open(self.folder / "attributes.csv", newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                picture = next((name for end in ("jpg", "png") if (self.folder / (name := f"{row['id']}.{end}")).exists()), None)
                if not picture:
                    continue
                key = tuple(row.get(name) for name in ("motif", "pattern", "neckline", "sleeve", "fit", "print_style", "print_layout"))
                colours = by_print.get(key) if row.get("motif") else None
                if colours and len(colours) < 3 and row["colour"] not in dict(colours):
                    colours.append((row["colour"], picture))
                else:
                    by_print[key] = [(row["colour"], picture)]
                    designs.append((int(row["id"]), row["title"], round(float(row["price"]) * 100), by_print[key]))
        return designs

    def picture(self, name):
        """The bytes of a picture, or None."""
        if name in self._drawn:
            return self._drawn[name]
        path = self.folder / name if self.folder and "/" not in name else None
        if path and path.is_file():
            body = path.read_bytes()
        else:
            place, _, color = name.removesuffix(".png").partition("-")
            color = COLORS.get(color.replace("_", " "))
            if not place.isdigit() or color is None or not name.endswith(".png"):
                return None
            body = drawing.shirt(color, PRINTS[int(place) % len(PRINTS)][1], int(place))
        if body is not None:
            self._drawn[name] = body
        return body
