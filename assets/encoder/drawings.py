"""What is printed on the drawn T-shirts: clip art in colour, and glyphs of a symbol font; both with words that say what they show."""
import glob, json, os, re
from multiprocessing import Pool
import numpy as np

SIDE = 64       # pixels of a stored drawing
REGIONS = 12    # of a glyph's enclosed areas, the largest are kept apart

EMOJI_LIST = "/usr/share/unicode/emoji/emoji-test.txt"
IGNORED = {"and", "the", "with", "without", "for", "from", "off", "symbol", "sign", "other", "small", "large", "big", "left", "right", "black",
           "white", "unsorted", "special", "duplicate", "miscellany", "component", "hand", "button", "simple", "icon", "theme", "shape",
           "action", "flat", "app", "application", "stock", "mimetype", "lemon"}


def words_of(text):
    """The words of a name, in the singular, without those that say nothing about a drawing."""
    words = [word for word in re.findall("[a-z]+", text.lower()) if len(word) > 2]
    words = [word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words]
    return sorted(set(words) - IGNORED)


# ---- clip art ---------------------------------------------------------------------------------------------------------
def square(picture, side):
    """A picture shrunk to fit and centred on a transparent square."""
    from PIL import Image
    picture.thumbnail((side, side), Image.LANCZOS)
    canvas = Image.new(picture.mode, (side, side), 0)
    canvas.paste(picture, ((side - picture.width) // 2, (side - picture.height) // 2))
    return canvas


def read_clipart(path, side=SIDE):
    """A drawing as [side, side, 4] RGBA bytes, cut to what is opaque; None if it cannot be read or is nearly empty."""
    from PIL import Image
    try:
        picture = Image.open(path)
        if picture.width * picture.height > 40_000_000:
            return None
        picture = picture.convert("RGBA")
    except Exception:
        return None
    box = picture.getchannel("A").getbbox()
    if not box:
        return None
    pixels = np.asarray(square(picture.crop(box), side))
    return pixels if (pixels[..., 3] > 0).mean() > 0.1 else None


# ---- glyphs -----------------------------------------------------------------------------------------------------------
def emoji_words():
    """Characters with the words of their name and of their group in Unicode's list of emoji."""
    words, group = {}, ""
    with open(EMOJI_LIST, encoding="utf-8") as file:
        for line in file:
            if line.startswith("# subgroup:"):
                group = line.split(":")[1].strip()
            codes, _, name = line.partition("#")
            codes = codes.split(";")[0].split()
            if codes and [code for code in codes if code != "FE0F"] == codes[:1]:
                words[int(codes[0], 16)] = words_of(group + " " + re.sub(r"^.*E\d+\.\d+ ", "", name))
    return words


def read_glyph(job):
    """A glyph's ink [64, 64] and, as [64, 64] bytes, the number of the area enclosed by it that each pixel lies in (1 is the largest;
    0: outside); None if the font lacks the glyph or it is nearly empty."""
    from PIL import Image, ImageDraw
    from scipy import ndimage
    font, code = job
    canvas = Image.new("L", (320, 320))
    ImageDraw.Draw(canvas).text((160, 160), chr(code), 255, font=font, anchor="mm")
    box = canvas.getbbox()
    if not box:
        return None
    ink = np.asarray(square(canvas.crop(box), 2 * SIDE))
    holes, count = ndimage.label(np.pad(ink < 110, 1, constant_values=True))
    sizes = np.bincount(holes.ravel(), minlength=count + 1)
    sizes[[0, holes[0, 0]]] = 0
    number = np.zeros(count + 1, np.uint8)
    kept = [hole for hole in np.argsort(-sizes)[:REGIONS] if sizes[hole] > 6]
    number[kept] = np.arange(1, len(kept) + 1)
    regions = number[holes][1:-1, 1:-1]
    regions = np.where(regions == 0, ndimage.grey_dilation(regions, 5), regions) * ((regions > 0) | (ink >= 110))   # below the ink too
    ink = ink.reshape(SIDE, 2, SIDE, 2).mean((1, 3)).astype(np.uint8)
    return (ink, regions[::2, ::2].astype(np.uint8)) if (ink > 0).mean() > 0.05 else None


def read_glyphs(path):
    """Ink, regions and words of the font's symbols: emoji with their names, and other dingbats and pictographs without words."""
    from PIL import ImageFont
    font, words = ImageFont.truetype(path, 200), emoji_words()
    blocks = range(0x2600, 0x27C0), range(0x1F300, 0x1F6D4), range(0x1F900, 0x1F9C1)
    codes = sorted({code for code in words if code > 0x2000}.union(*blocks))
    missing, found = read_glyph((font, 0x10FFFE)), []
    for code in codes:
        glyph = read_glyph((font, code))
        if glyph and not (missing and np.array_equal(glyph[0], missing[0])):
            found.append((glyph, words.get(code, [])))
    return [glyph for glyph, _ in found], [known for _, known in found]


# ---- both -------------------------------------------------------------------------------------------------------------
def store_drawings(clipart, font, out):
    """Writes `out`: all drawings, and as JSON their words."""
    files = sorted(glob.glob(f"{clipart}/**/*.png", recursive=True))
    with Pool() as pool:
        read = pool.map(read_clipart, files, 64)
    kept = [(pixels, os.path.relpath(file, clipart)) for pixels, file in zip(read, files) if pixels is not None]
    glyphs, words = read_glyphs(font)
    known = set(word for list in words for word in list) | set(word for _, file in kept for word in words_of(os.path.dirname(file)))
    words = [[word for word in words_of(file[:-4]) if word in known] for _, file in kept] + words   # of file names, no authors
    np.savez(out, clipart=np.stack([pixels for pixels, _ in kept]), ink=np.stack([ink for ink, _ in glyphs]),
             regions=np.stack([regions for _, regions in glyphs]), words=json.dumps(words))
    print(f"{len(kept)} drawings, {len(glyphs)} glyphs", flush=True)
