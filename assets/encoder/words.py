#!/usr/bin/env python3
"""Learns the words of vitrine-tee: directions in the print part and in the garment part, beside the network as it is.

    words.py WORK_DIR [--out DIR] [--views N] [--threads N] ...

Writes words.txt and words.safetensors into the encoder's folder; README.md beside this file describes both. What lies in WORK_DIR
already (drawings, codes, sample shops) is used again.
"""
import argparse, json, os, struct, subprocess
from collections import Counter, defaultdict
import numpy as np

import network
from garmentwords import garment_labels, said_words
from lexicon import SILENT, Lexicon
from named import Named, store_named
from pictures import PRODUCTS, enlarged, is_held_out, load_fashion, load_shop, read_attributes
from views import Encoder, store_views

HERE = os.path.dirname(os.path.abspath(__file__))
SEEDS = [101, 102]               # of the sample shops whose prints that are not held out are learnt from, as in train.py
PRIOR = 3.0                      # a word's, and a sense's, drawings weigh against this many of what is above it in WordNet
CONCRETE = {3, 5, 6, 8, 13, 15, 17, 18, 19, 20, 25}       # WordNet's topics: animals, artifacts, body, food, places, objects, people, ...
LIMIT = 15_000                   # rows of the print part at most


def unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)


# ---- what is learnt from ----------------------------------------------------------------------------------------------
class Material:
    """Drawings with their phrases and codes. `codes` [drawings, D] are means over T-shirts, `inside` [D, D] is how the codes of one
    drawing differ from T-shirt to T-shirt; `garments` are codes [n, D] of T-shirts with the attributes `rows`."""

    def __init__(self, phrases, views, shop_codes, rows):
        split = network.PRINT
        drawn = unit(views[..., :split].astype(np.float32))
        motifs = sorted({(row["print_group"], row["motif"]) for row in rows if printed(row)})
        motif = np.array([motifs.index((row["print_group"], row["motif"])) if printed(row) else -1 for row in rows])
        shop = unit(shop_codes[:, :split])
        shop_means = np.stack([shop[motif == index].mean(0) for index in range(len(motifs))])
        means = drawn.mean(1)
        spread = lambda rows: rows.T @ rows / len(rows)
        self.inside = 0.7 * spread((drawn - means[:, None]).reshape(-1, split)) + 0.3 * spread(shop[motif >= 0] - shop_means[motif[motif >= 0]])
        self.codes = np.concatenate([means, shop_means])
        self.phrases = phrases + [Named(name, [], [group]) for group, name in motifs]
        self.garments, self.rows = unit(shop_codes[:, split:]), rows


def printed(row):
    return bool(row["motif"]) and row["print_group"] != "words"


# ---- directions of the print part -------------------------------------------------------------------------------------
class PrintWords:
    """What drawings that a word names have in common, against all others: means of codes, each drawn towards the mean of what WordNet
    has above it (a word without drawings is that mean), times the inverse of how codes differ anyway (Fisher's discriminant)."""

    def __init__(self, material, lexicon):
        self.lexicon, self.of = lexicon, defaultdict(set)
        for index, known in enumerate(material.phrases):
            for phrase in [known.name, *known.keywords, *known.group]:
                for term in lexicon.terms(phrase):
                    self.of[term].add(index)
                    for single in term.split() if " " in term else []:
                        self.of[lexicon.lemma(single)].add(index)
        named = defaultdict(set)
        for word, drawings in self.of.items():
            for index in drawings:
                named[index].add(word)
        # Of kinds that are drawn by the hundred (flags, icons) each drawing counts less.
        rarity = np.array([max((len(self.of[word]) for word in named[index]), default=2000) ** -0.5 for index in range(len(material.codes))])
        rarity /= rarity.mean()
        self.mean = np.average(material.codes, 0, rarity)
        self.centred, self.weight = material.codes - self.mean, np.minimum(2 * rarity, 1)
        between = (self.centred * rarity[:, None]).T @ self.centred / rarity.sum()
        self.covariance = material.inside + between
        size = len(self.mean)
        self.sharpen = np.linalg.inv(material.inside + 0.5 * between + 0.3 / size * np.eye(size))
        self.senses, self.share, self.total, self.above = {}, Counter(), defaultdict(lambda: np.zeros(size)), {}
        for index, words in named.items():
            share = Counter()
            for word in words:
                for synset, part in self.weighed(word):
                    for kind in self.kinds(synset):
                        share[kind] = max(share[kind], part)
            for synset, part in share.items():
                self.share[synset] += part * self.weight[index]
                self.total[synset] += part * self.weight[index] * self.centred[index]

    def weighed(self, word):
        if word not in self.senses:
            self.senses[word] = [(synset, part) for synset, part in self.lexicon.weighed(word) if part > 0.05]
        return self.senses[word]

    def kinds(self, synset):
        return self.lexicon.above(synset) if synset[0] == "n" else [synset]

    def sense(self, synset):
        """The mean of what a sense names, drawn towards what it is a kind of."""
        if synset not in self.above:
            kinds = [self.sense(kind) for kind in self.lexicon.kinds.get(synset, [])]
            above = np.mean(kinds, 0) if kinds else np.zeros(len(self.mean))
            self.above[synset] = (self.total[synset] + PRIOR * above) / (self.share[synset] + PRIOR) if synset in self.share else above
        return self.above[synset]

    def direction(self, word):
        senses = self.weighed(word)
        prior = sum(part * self.sense(synset) for synset, part in senses) / sum(part for _, part in senses) if senses else 0
        drawings = np.array(sorted(self.of.get(word, ())), int)
        weight = self.weight[drawings]
        return self.sharpen @ ((weight @ self.centred[drawings] + PRIOR * prior) / (weight.sum() + PRIOR))


def commonness(folder):
    """The size of the smallest English word list of SCOWL that holds a word: 10 for the commonest, 80 for what the largest dictionaries have."""
    size = {}
    for limit in (80, 70, 60, 55, 50, 40, 35, 20, 10):
        for dialect in ("english", "british", "american"):
            with open(os.path.join(folder, f"{dialect}-words.{limit}"), encoding="latin-1") as file:
                size.update({line.strip(): limit for line in file})
    return size


def is_thing(word, lexicon, share=0.5):
    """Whether so large a share of what a word means are things that can be seen."""
    return sum(part for synset, part in lexicon.weighed(word) if synset[0] == "n" and lexicon.topic[synset] in CONCRETE) >= share


def vocabulary(words, lexicon, common):
    """The words, and the row of each: those that name drawings, then words for things, the commonest and those nearest in WordNet to what is
    drawn first. Words without drawings that are the same kinds of things share a row, of which there are LIMIT at most."""
    drawn = {word for word in words.of if word not in SILENT and (word in lexicon.senses or len(words.of[word]) >= 3)}
    further = []
    for lemma in lexicon.senses:
        size = max(common.get(single, 99) for single in lemma.split())
        if lemma in drawn or lemma in SILENT or size > (60 if " " in lemma else 80) or not is_thing(lemma, lexicon):
            continue
        synset = max(lexicon.weighed(lemma), key=lambda sense: sense[1])[0]
        steps = min((steps for kind, steps in lexicon.above(synset).items() if words.share[kind] >= 1), default=9)
        further.append((size / 10 + steps + 2 * lemma.count(" "), lemma))
    rows, directions, row_of = {}, [], {}
    for word in sorted(drawn) + [lemma for _, lemma in sorted(further)]:
        direction = words.direction(word)
        key = np.round(direction, 5).tobytes()
        if key not in rows and len(directions) < LIMIT and np.any(direction):
            rows[key] = len(directions)
            directions.append(direction)
        if key in rows:
            row_of[word] = rows[key]
    return row_of, np.stack(directions)


# ---- directions of the garment part -----------------------------------------------------------------------------------
class GarmentWords:
    """The same discriminant for colours, patterns, cuts and products: the mean of the T-shirts that a word tells of against the rest."""

    def __init__(self, material, photographs, products):
        codes = np.concatenate([material.garments, photographs])
        self.mean = material.garments.mean(0)
        self.covariance = np.cov(material.garments.T)
        labels = garment_labels(material.rows, [PRODUCTS[number] for number in products])
        centred = codes - self.mean
        inverse = np.linalg.inv(self.covariance + 0.02 * np.trace(self.covariance) / len(self.mean) * np.eye(len(self.mean)))
        self.words = sorted(labels)
        self.directions = np.stack([inverse @ centred[labels[word]].mean(0) for word in self.words])


# ---- the files --------------------------------------------------------------------------------------------------------
def spreads(directions, covariance):
    return np.sqrt(np.einsum("nd,de,ne->n", directions, covariance, directions))


def as_bytes(directions):
    scale = np.abs(directions).max(1) / 127
    return np.round(directions / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def tensors_of(directions, usual, mean, covariance, length):
    """The tensors of one part, for vectors in which the part has `length`. Directions are scaled so that the scores of the pictures of a
    shop have standard deviation 1 for the median of the words `usual`."""
    covariance = covariance * length ** 2
    rows, steps = as_bytes(directions / np.median(spreads(directions[usual], covariance)))
    spread = spreads(rows * steps[:, None].astype(np.float64), covariance)
    return {"directions": rows, "steps": steps, "spread": spread.astype(np.float32),
            "mean": (mean * length).astype(np.float32), "covariance": covariance.astype(np.float32)}


def write_safetensors(path, tensors, metadata):
    header, offset, kinds = {"__metadata__": metadata}, 0, {"int8": "I8", "float32": "F32"}
    for name in sorted(tensors, key=lambda name: (tensors[name].dtype == np.int8, name)):      # floats first, so that they lie aligned
        tensor = tensors[name]
        header[name] = {"dtype": kinds[str(tensor.dtype)], "shape": list(tensor.shape), "data_offsets": [offset, offset + tensor.nbytes]}
        offset += tensor.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for name in list(header)[1:]:
            file.write(np.ascontiguousarray(tensors[name]).tobytes())


def write_words(path, prints, garments, lexicon, drawn, common):
    """One word a line, sorted: the word, its rows in the print and in the garment part, `-` for none, and how many drawings it
    names if it is fit to be said of pictures, else 0: a common word for a thing; 1 for one that is said of garments alone. A word of garments keeps its row among prints only if
    it is first of all a thing, as `orange` is and `red` is not."""
    rows = {word: [row, None] for word, row in prints.items()}
    for index, word in enumerate(garments):
        if not is_thing(word, lexicon):
            rows.pop(word, None)
        rows.setdefault(word, [None, None])[1] = index
    for part in "nva":
        for form, base in lexicon.exceptions[part].items():
            if base in rows and form not in rows and form.isalpha():
                rows[form] = rows[base]
    for word in SILENT:
        rows.setdefault(word, [None, None])
    said = lambda word: is_thing(word, lexicon, 0.05) and max(common.get(single, 99) for single in word.split()) <= 50
    of_garments = said_words()
    def count(word):
        if rows[word][0] is None and rows[word][1] is not None:
            return int(word in of_garments)
        return drawn.get(word, 0) if said(word) else 0
    with open(path, "w", encoding="utf-8") as file:
        for word in sorted(rows):
            file.write("\t".join([word] + ["-" if row is None else str(row) for row in rows[word]] + [str(count(word))]) + "\n")


# ---- all --------------------------------------------------------------------------------------------------------------
def shop_codes(args, within, encoder):
    """Codes and attributes of the sample shops' T-shirts whose print is not held out."""
    codes, kept = [], []
    for seed in SEEDS:
        folder = within(f"shop-{seed}")
        if not os.path.exists(folder):
            subprocess.run([args.vitrine, "sample", folder, "--items", "6000", "--seed", str(seed)], check=True)
        rows = [row for row in read_attributes(folder) if not is_held_out(row["print_group"], row["motif"])]
        if not os.path.exists(folder + ".npy"):
            np.save(folder + ".npy", encoder.of_bytes(load_shop(folder, network.SIDE, rows)))
        codes.append(np.load(folder + ".npy")); kept += rows
    return np.concatenate(codes), kept


def photograph_codes(args, within, encoder, count=2000):
    """The garment codes of product photographs, dark on white as in shops, and their classes."""
    pictures, classes = load_fashion(args.fashion, "train")
    if not os.path.exists(within("photographs.npy")):
        np.save(within("photographs.npy"), np.concatenate([encoder(enlarged(255 - part, network.SIDE).numpy()) for part in np.array_split(pictures[:count], 20)]))
    return unit(np.load(within("photographs.npy"))[:, network.PRINT:]), classes[:count]


def material(args, within):
    encoder = Encoder(os.path.join(args.out, "model.onnx"), args.threads)
    if not os.path.exists(within("named-drawings.npz")):
        store_named(args.clipart, args.clipart_svg, args.emoji, args.font, within("named-drawings.npz"))
    drawings = np.load(within("named-drawings.npz"))
    if not os.path.exists(within("word-views.npy")):
        store_views(drawings, encoder, args.views, within("word-views.npy"))
    phrases = [Named(*known) for known in json.loads(str(drawings["phrases"]))]
    codes, rows = shop_codes(args, within, encoder)
    return Material(phrases, np.load(within("word-views.npy")), codes, rows), photograph_codes(args, within, encoder)


def parser_of(text):
    parser = argparse.ArgumentParser(description=text)
    parser.add_argument("work", help="folder for drawings, shops and codes")
    parser.add_argument("--out", default=os.path.join(HERE, "..", "encoders", "vitrine-tee"), help="folder of the network; gets the words")
    parser.add_argument("--vitrine", default=os.path.join(HERE, "..", "..", ".build", "release", "vitrine"))
    parser.add_argument("--clipart", default="/usr/share/openclipart/png")
    parser.add_argument("--clipart-svg", default="/usr/share/openclipart/svg", help="the same as SVG, for titles and keywords")
    parser.add_argument("--emoji", default="/usr/share/rubygems-integration/all/gems/gemojione-3.3.0/assets/png")
    parser.add_argument("--font", default="/usr/share/fonts/truetype/ancient-scripts/Symbola_hint.ttf")
    parser.add_argument("--scowl", default="/usr/share/dict/scowl", help="word lists by size")
    parser.add_argument("--fashion", default="/usr/share/datasets/fashion-mnist")
    parser.add_argument("--views", type=int, default=6, help="T-shirts of each drawing")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    return parser


def main():
    args = parser_of("Learns the words of vitrine-tee.").parse_args()
    import torch
    torch.set_num_threads(args.threads)
    os.makedirs(args.work, exist_ok=True)
    learnt, (photographs, products) = material(args, lambda name: os.path.join(args.work, name))
    lexicon = Lexicon()
    common = commonness(args.scowl)
    prints, garments = PrintWords(learnt, lexicon), GarmentWords(learnt, photographs, products)
    row_of, directions = vocabulary(prints, lexicon, common)
    often = sorted({row for word, row in row_of.items() if len(prints.of.get(word, ())) >= 5})
    tensors = {"print." + name: tensor for name, tensor in tensors_of(directions, often, prints.mean, prints.covariance, 1.0).items()}
    garment = tensors_of(garments.directions, slice(None), garments.mean, garments.covariance, network.GARMENT_LENGTH)
    tensors |= {"garment." + name: tensor for name, tensor in garment.items()}
    write_safetensors(os.path.join(args.out, "words.safetensors"), tensors, {"language": "en", "words": "words.txt"})
    write_words(os.path.join(args.out, "words.txt"), row_of, garments.words, lexicon, {word: len(found) for word, found in prints.of.items()}, common)
    print(f"{len(row_of)} words of prints, {len(directions)} directions; {len(garments.words)} words of garments")


if __name__ == "__main__":
    main()
