#!/usr/bin/env python3
"""Measures the words of vitrine-tee on drawings that no training saw, beside plain means of codes, and prints the tables of MODEL-CARD.md.

    evaluate_words.py WORK_DIR [--out DIR] [--stamps DIR] [--threads N]

WORK_DIR is that of words.py. Two shops: T-shirts of another sample shop (seed 900) whose print is held out, each motif asked for by its
name; and the stamps of tuxpaint-stamps-default, printed on T-shirts by drawnshop.py, asked for by their descriptions. Then how well
words and pictures mix, what colours and patterns find, and which words are said of baskets. Intervals: 95%, 2,000 resamplings of motifs.
"""
import glob, os, re, shutil, subprocess, sys
from collections import defaultdict
import numpy as np

import network
from garmentwords import WORDS
from lexicon import Lexicon
from pictures import is_held_out, load_shop, read_attributes
from views import Encoder
from wordfile import Words, unit
from words import HERE, material, parser_of, printed


# ---- what is asked ----------------------------------------------------------------------------------------------------
class Shop:
    """Vectors [n, D], and of each picture its motif and group; `names` says what each motif, and each group, is asked for by."""

    def __init__(self, vectors, motifs, groups, names):
        self.vectors, self.motifs, self.groups, self.names = vectors, np.array(motifs), np.array(groups), names

    def asked(self, vector_of, label_of, labels, k=5):
        """Precision@k of each motif or group asked for by name; one without a vector gets chance."""
        results = []
        for asked in sorted(set(label_of)):
            for truth in labels:
                right = truth == truth[label_of == asked][0]
                query = vector_of(self.names[asked])
                results.append(right.mean() if query is None else right[np.argsort(-(self.vectors @ query), kind="stable")[:k]].mean())
        return np.array(results).reshape(-1, len(labels)).T

    def measured(self, vector_of):
        """For each motif the precision of its motif and of its group, and for each group asked for by its own name."""
        motif, group = self.asked(vector_of, self.motifs, [self.motifs, self.groups])
        return motif, group, self.asked(vector_of, self.groups, [self.groups])[0]

    def chances(self):
        share = lambda labels, asked: np.mean([(labels == label).mean() for label in asked])
        motifs = sorted(set(self.motifs))
        return share(self.motifs, motifs), share(self.groups, [self.groups[self.motifs == motif][0] for motif in motifs]), share(self.groups, sorted(set(self.groups)))


def sample_shop(args, within, encoder):
    folder = within("evaluation")
    if not os.path.exists(folder):
        subprocess.run([args.vitrine, "sample", folder, "--items", "8000", "--seed", "900"], check=True)
    rows = read_attributes(folder)
    vectors = kept(folder + "-codes.npy", lambda: encoder.of_bytes(load_shop(folder, network.SIDE, rows)))
    held = [index for index, row in enumerate(rows) if printed(row) and is_held_out(row["print_group"], row["motif"])]
    motifs, groups = ([rows[index][name] for index in held] for name in ("motif", "print_group"))
    return Shop(vectors[held], motifs, groups, {name: name for name in motifs + groups}), vectors, rows


def stamp_name(path):
    """A stamp's description, its first sentence if that is short, else its file's name."""
    text = os.path.splitext(path)[0] + ".txt"
    first = re.split(r"[.!?(]", open(text, encoding="utf-8", errors="replace").readline())[0].strip() if os.path.exists(text) else ""
    return first if 0 < len(first.split()) <= 6 else re.sub("[^a-z]+", " ", os.path.basename(path)[:-4].lower()).strip()


def stamp_shop(args, within, encoder):
    if not os.path.exists(within("stamps")):
        shutil.copytree(args.stamps, within("stamp-drawings"), ignore=lambda folder, names: ["symbols"] if folder == args.stamps else [])
        subprocess.run([sys.executable, os.path.join(HERE, "drawnshop.py"), within("stamp-drawings"), within("stamps"),
                        "--motifs", "60", "--items", "8"], check=True)
    rows = read_attributes(within("stamps"))
    vectors = kept(within("stamps-codes.npy"), lambda: encoder.of_bytes(load_shop(within("stamps"), network.SIDE, rows)))
    names = {os.path.basename(path)[:-4]: stamp_name(path) for path in sorted(glob.glob(f"{args.stamps}/**/*.png", recursive=True))}
    motifs, groups = [row["print_group"] + "/" + row["motif"] for row in rows], [row["print_group"] for row in rows]
    return Shop(vectors, motifs, groups, {motif: names[motif.split("/")[-1]] for motif in motifs} | {group: group.split("/")[-1] for group in groups})


def kept(path, make):
    if not os.path.exists(path):
        np.save(path, make())
    return np.load(path)


def plain_means(learnt):
    """What words are compared with: of each word the mean code of the drawings that have it in a name, keyword or folder; of a phrase
    their sum."""
    singular = lambda word: word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
    words_of, codes = lambda text: {singular(word) for word in re.findall("[a-z]{3,}", text.lower())}, defaultdict(list)
    for index, known in enumerate(learnt.phrases):
        for word in words_of(" ".join([known.name, *known.keywords, *known.group])):
            codes[word].append(index)
    means = {word: learnt.codes[found].mean(0) for word, found in codes.items()}

    def vector_of(text):
        found = [means[word] for word in words_of(text) if word in means]
        return np.concatenate([sum(found), np.zeros(network.GARMENT)]).astype(np.float32) if found else None
    return vector_of


# ---- tables -----------------------------------------------------------------------------------------------------------
def interval(values, rng):
    means = values[rng.integers(0, len(values), (2000, len(values)))].mean(1)
    return f"{values.mean():.3f} ({np.quantile(means, 0.025):.3f}...{np.quantile(means, 0.975):.3f})"


def ratio(better, worse, rng):
    chosen = rng.integers(0, len(better), (2000, len(better)))
    ratios = better[chosen].mean(1) / np.maximum(worse[chosen].mean(1), 1e-9)
    return f"{better.mean() / worse.mean():.2f} ({np.quantile(ratios, 0.025):.2f}...{np.quantile(ratios, 0.975):.2f})"


def compare(name, shop, ways, rng):
    print(f"\n{name}: {len(shop.vectors)} T-shirts, {len(set(shop.motifs))} motifs in {len(set(shop.groups))} groups\n")
    print("| | motif | its group | group by its own name |\n|---|---|---|---|")
    results = {way: shop.measured(vector_of) for way, vector_of in ways.items()}
    for way, result in results.items():
        print(f"| {way} | " + " | ".join(interval(values, rng) for values in result) + " |")
    first, *_, last = results.values()
    print("| times as good as plain means | " + " | ".join(ratio(a, b, rng) for a, b in zip(first, last)) + " |")
    print("| chance | " + " | ".join(f"{value:.3f}" for value in shop.chances()) + " |", flush=True)
    return results


def mixed(words, shop, rng, k=10, pairs=400):
    """Five pictures of one group together with the name of another: the shares of either among the k nearest, by the way of mixing."""
    centre, groups = shop.vectors.mean(0), sorted(set(shop.groups))
    usual = float(np.sqrt(np.mean([words.spread(vector - centre) ** 2 for vector in shop.vectors[rng.integers(0, len(shop.vectors), 200)]])))
    ways = {"pictures alone": lambda liked, wish: liked, "words alone": lambda liked, wish: wish,
            "as they come: mean picture + unit words": lambda liked, wish: liked + unit(wish),
            "centred, one spread": lambda liked, wish: (liked - centre) / words.spread(liked - centre) + wish / words.spread(wish),
            "centred, words 1.5 times": lambda liked, wish: (liked - centre) / words.spread(liked - centre) + 1.5 * wish / words.spread(wish)}
    shares = {way: [] for way in ways}
    for _ in range(pairs):
        first, second = rng.choice(len(groups), 2, replace=False)
        chosen = rng.choice(np.flatnonzero(shop.groups == groups[first]), 5, replace=False)
        liked, wish = shop.vectors[chosen].mean(0), words.query(shop.names[groups[second]])
        for way, mix in ways.items():
            order = [index for index in np.argsort(-(shop.vectors @ mix(liked, wish))) if index not in chosen][:k]
            shares[way].append([(shop.groups[order] == groups[group]).mean() for group in (first, second)])
    print(f"\nWords and pictures, shares of the {k} nearest (the usual spread of a centred picture's scores is {usual:.3f})\n")
    print("| | group of the pictures | group of the words |\n|---|---|---|")
    for way, values in shares.items():
        print(f"| {way} | " + " | ".join(interval(column, rng) for column in np.array(values).T) + " |")


def garments(words, vectors, rows, rng, k=50):
    """Colours and patterns asked for by name: precision@k, and what `-` leaves of them."""
    print(f"\nGarments by name, precision@{k}\n\n| | asked for | chance | asked for less of it |\n|---|---|---|---|")
    for column in ("colour", "pattern", "sleeve"):
        values, truth = [], np.array([row[column] for row in rows])
        for value, called in WORDS[column].items():
            right, query = truth == value, words.query(called.split(", ")[0])
            order = np.argsort(-(vectors @ query))
            values.append([right[order[:k]].mean(), right.mean(), right[order[-k:]].mean()])
        values = np.array(values)
        print(f"| {column}, {len(values)} | " + " | ".join(interval(part, rng) for part in values.T) + " |")


def told(words, vectors, rows, rng):
    """How often the first three words said of a basket of one group have a word of the group's or of a liked motif's name."""
    lexicon, centre, of, units = Lexicon(), vectors.mean(0), defaultdict(list), unit(vectors)
    split = lambda text: {lexicon.lemma(single) for term in lexicon.terms(text) for single in [term, *term.split()]}
    for index, row in enumerate(rows):
        if printed(row):
            of[row["print_group"]].append(index)
    print("\nWords said of a basket of one group\n\n| likes | first three have its group or motif | words said |\n|---|---|---|")
    around = lambda index: vectors[np.argpartition(-(units @ units[index]), 9)[:9]].mean(0)
    for size in (3, 5, 12, 20):
        right, count = [], []
        for group, found in sorted(of.items()):
            shares = []
            for _ in range(20):
                chosen = rng.choice(found, size, replace=False)
                said = words.told(vectors[chosen].mean(0), np.mean([around(index) for index in chosen], 0), centre, size)
                names = split(group).union(*(split(rows[index]["motif"]) for index in chosen))
                shares.append(any(split(word) & names for word in said)); count.append(len(said))
            right.append(np.mean(shares))
        print(f"| {size} | {interval(np.array(right), rng)} | {np.mean(count):.1f} |")
    print(flush=True)


def main():
    parser = parser_of("Measures the words of vitrine-tee.")
    parser.add_argument("--stamps", default="/usr/share/tuxpaint/stamps")
    args = parser.parse_args()
    within, rng = lambda name: os.path.join(args.work, name), np.random.default_rng(0)
    encoder, words = Encoder(os.path.join(args.out, "model.onnx"), args.threads), Words(args.out)
    learnt, _ = material(args, within)
    ways = {"words": words.query, "plain means": plain_means(learnt)}
    shop, vectors, rows = sample_shop(args, within, encoder)
    stamps = stamp_shop(args, within, encoder)
    results = [compare("Sample shop", shop, ways, rng), compare("Tuxpaint's stamps", stamps, ways, rng)]
    both = {way: [np.concatenate([result[way][index] for result in results]) for index in range(3)] for way in ways}
    print("\nBoth together\n\n| | motif | its group | group by its own name |\n|---|---|---|---|")
    for way, columns in both.items():
        print(f"| {way} | " + " | ".join(interval(column, rng) for column in columns) + " |")
    print("| times as good as plain means | " + " | ".join(ratio(a, b, rng) for a, b in zip(*both.values())) + " |")
    mixed(words, shop, rng)
    garments(words, vectors, rows, rng)
    told(words, vectors, rows, rng)


if __name__ == "__main__":
    main()
