"""Drawings with the phrases that say what they show: what the words of vitrine-tee are learnt from."""
import glob, gzip, json, os, re, xml.etree.ElementTree as ElementTree
from multiprocessing import Pool
import numpy as np

from drawings import EMOJI_LIST, read_clipart, read_glyph

ANNOTATIONS = "/usr/share/unicode/cldr/common/annotations/en.xml"
KEYWORDS = re.compile(r"<dc:subject>(.*?)</dc:subject>", re.S)
TITLE = re.compile(r"<dc:title>([^<]*)</dc:title>")
ITEM = re.compile(r"<rdf:li>([^<]*)</rdf:li>")


class Named:
    """A drawing's phrases: `name` is what it is called, `keywords` are what else is said of it, `group` is what it was filed under."""

    def __init__(self, name, keywords=(), group=()):
        self.name, self.keywords, self.group = name, list(keywords), list(group)

    def as_json(self):
        return [self.name, self.keywords, self.group]


# ---- clip art ---------------------------------------------------------------------------------------------------------
def plain(file_name):
    return re.sub(r"[^a-z]+", " ", file_name.lower()).strip()


def clipart_phrases(path, pictures, vectors):
    """The title, keywords and folders of a clip art: of its SVG file where that is there, else its file name. Pages of titles name
    authors, so the title counts only where the file name agrees."""
    inside = os.path.relpath(path, pictures)
    folders = [plain(part) for part in os.path.dirname(inside).split("/")]
    name, keywords, svg = plain(os.path.basename(inside)[:-4]), [], os.path.join(vectors, inside[:-4] + ".svg")
    if os.path.exists(svg):
        with open(svg, "rb") as file:
            data = file.read()
        text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8", "replace")
        for bag in KEYWORDS.findall(text)[:1]:
            keywords = [plain(item) for item in ITEM.findall(bag)]
        title = TITLE.search(text)
        if title and set(plain(title.group(1)).split()) & set(name.split()):
            name = plain(title.group(1))
    return Named(name, [word for word in keywords if word], [folder for folder in folders if folder])


def read_named_clipart(job):
    path, pictures, vectors = job
    pixels = read_clipart(path)
    return None if pixels is None else (pixels, clipart_phrases(path, pictures, vectors))


def named_clipart(pictures, vectors):
    """Clip art as ([64, 64, 4] RGBA bytes, Named)."""
    files = sorted(glob.glob(f"{pictures}/**/*.png", recursive=True))
    with Pool() as pool:
        return [one for one in pool.map(read_named_clipart, [(file, pictures, vectors) for file in files], 64) if one]


# ---- emoji ------------------------------------------------------------------------------------------------------------
def emoji_names():
    """Unicode's name, keywords and subgroup of each emoji of one character, and of those joined ones that the list holds."""
    keywords, names = {}, {}
    for entry in ElementTree.parse(ANNOTATIONS).getroot().iter("annotation"):
        character = entry.get("cp").replace("\ufe0f", "")
        (names if entry.get("type") == "tts" else keywords)[character] = entry.text
    named, group = {}, ""
    with open(EMOJI_LIST, encoding="utf-8") as file:
        for line in file:
            if line.startswith("# subgroup:"):
                group = plain(line.split(":")[1])
            codes, _, rest = line.partition("#")
            character = "".join(chr(int(code, 16)) for code in codes.split(";")[0].split()).replace("\ufe0f", "")
            if character and character not in named and "skin tone" not in rest:
                name = names.get(character) or re.sub(r"^.*E\d+\.\d+ ", "", rest).strip()
                named[character] = Named(name.lower(), [word.strip().lower() for word in keywords.get(character, "").split("|")], [group])
    return named


def named_emoji(folder):
    """A set of coloured emoji, PNG files called by their code points: ([64, 64, 4] bytes, Named)."""
    found, names = [], emoji_names()
    for path in sorted(glob.glob(f"{folder}/*.png")):
        try:
            character = "".join(chr(int(code, 16)) for code in os.path.basename(path)[:-4].split("-")).replace("\ufe0f", "")
        except ValueError:
            continue
        pixels = read_clipart(path) if character in names else None
        if pixels is not None:
            found.append((pixels, names[character]))
    return found


def named_glyphs(font_file):
    """A symbol font's emoji and pictographs: ((ink, regions), Named), by Unicode's names."""
    import unicodedata
    from PIL import ImageFont
    font, names, found = ImageFont.truetype(font_file, 200), emoji_names(), []
    missing = read_glyph((font, 0x10FFFE))
    blocks = range(0x2600, 0x27C0), range(0x1F300, 0x1F6D4), range(0x1F900, 0x1F9C1)
    for code in sorted({ord(character) for character in names if len(character) == 1 and ord(character) > 0x2000}.union(*blocks)):
        glyph, known = read_glyph((font, code)), names.get(chr(code)) or Named(unicodedata.name(chr(code), "").lower())
        if glyph and known.name and not (missing and np.array_equal(glyph[0], missing[0])):
            found.append((glyph, known))
    return found


# ---- all --------------------------------------------------------------------------------------------------------------
def store_named(clipart, vectors, emoji, font, out):
    """Writes `out`: the drawings as DrawnShop takes them, and as JSON their phrases in the same order."""
    coloured, glyphs = named_clipart(clipart, vectors) + named_emoji(emoji), named_glyphs(font)
    np.savez_compressed(out, clipart=np.stack([pixels for pixels, _ in coloured]), ink=np.stack([ink for (ink, _), _ in glyphs]),
                        regions=np.stack([regions for (_, regions), _ in glyphs]),
                        phrases=json.dumps([known.as_json() for _, known in coloured + glyphs]))
    print(f"{len(coloured)} coloured drawings, {len(glyphs)} glyphs", flush=True)
