"""Reads words.txt and words.safetensors, and turns words into queries: what Vitrine does with them, written down once more in Python."""
import json, os, re, struct
import numpy as np

from lexicon import spelt

ENDINGS = [("ies", "y"), ("ves", "f"), ("ves", "fe"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("er", ""), ("er", "e"),
           ("est", ""), ("est", "e"), ("y", "")]
PARTS = ("print", "garment")
COMMON = 0.6        # standard errors that a word of prints gains when e times as many drawings have it
LEAST, OF_ONE = 2.0, 3.0    # standard errors that a word of prints needs, and how many more if there is one picture
OF_GARMENTS = 3.5   # the same for a word of garments
ALIKE = 0.7         # words whose directions' cosine is more are not said together


def unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)


def read_safetensors(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data, kinds = file.read(), {"I8": np.int8, "F32": np.float32}
    return {name: np.frombuffer(data[slice(*entry["data_offsets"])], kinds[entry["dtype"]]).reshape(entry["shape"])
            for name, entry in header.items() if name != "__metadata__"}


class Words:
    """`rows[word]` are its rows in the print and in the garment part, each None if it has none."""

    def __init__(self, folder):
        self.tensors, self.rows, self.drawings = read_safetensors(os.path.join(folder, "words.safetensors")), {}, {}
        with open(os.path.join(folder, "words.txt"), encoding="utf-8") as file:
            for line in file:
                word, *rows, drawings = line.rstrip("\n").split("\t")
                self.rows[word], self.drawings[word] = [None if row == "-" else int(row) for row in rows], int(drawings)
        # What a row is called when it is said: the word of most drawings, and only a thing.
        self.names = [{}, {rows[1]: word for word, rows in sorted(self.rows.items()) if rows[1] is not None and self.drawings[word] > 0}]
        for word, rows in sorted(self.rows.items(), key=lambda entry: self.drawings[entry[0]]):
            if rows[0] is not None and self.drawings[word] >= 3:
                self.names[0][rows[0]] = word
        self.sizes = [self.tensors[part + ".mean"].size for part in PARTS]

    def known(self, form):
        """The word that a form stands for: itself, or what an ending leads to, a doubled consonant undone; None if there is none."""
        if form in self.rows:
            return form
        for ending, instead in ENDINGS:
            stem = form[:-len(ending)]
            if form.endswith(ending) and len(stem) >= 2:
                for word in (stem + instead, stem[:-1] if stem[-1] == stem[-2:-1] and not instead else ""):
                    if word in self.rows:
                        return word
        return None

    def found(self, text):
        """Words of a phrase, compounds of up to three before single ones; and the forms that nothing is known of."""
        forms, words, unknown = spelt(text), [], []
        while forms:
            for length in range(min(3, len(forms)), 0, -1):
                word = self.known(" ".join(forms[:length]))
                if word:
                    words.append(word)
                    break
            else:
                unknown.append(forms[0])
            forms = forms[length:]
        return words, unknown

    def direction(self, part, row):
        return self.tensors[part + ".directions"][row] * self.tensors[part + ".steps"][row]

    def query(self, text):
        """The vector to search with: `2:cat` weighs twice, `-stripes` stands for less of that. None if no word has an effect."""
        parts = [np.zeros(size, np.float32) for size in self.sizes]
        for piece in re.split(r"\s+(?=-|[0-9.]+:)", text.strip()):
            weight, phrase = re.match(r"(-?(?:[0-9.]+:)?)(.*)", piece).groups()
            factor = (-1.0 if weight.startswith("-") else 1.0) * float(weight.strip("-:") or 1)
            for word in self.found(phrase)[0]:
                for part, (name, row) in enumerate(zip(PARTS, self.rows[word])):
                    if row is not None:
                        parts[part] += factor * self.direction(name, row)
        return np.concatenate(parts) if any(part.any() for part in parts) else None

    def spread(self, query):
        """The standard deviation of query · picture over the pictures of a usual shop."""
        split = self.sizes[0]
        return float(np.sqrt(sum(part @ self.tensors[name + ".covariance"] @ part for name, part in zip(PARTS, (query[:split], query[split:])))))

    def told(self, mean, around, centre, likes, count=3):
        """The words that tell `likes` pictures, of the mean vector `mean`, from the rest of a catalog whose mean is `centre`: the largest
        mean scores, in standard errors, words of many drawings a little before others, nothing much like what is said already. Prints are
        told by `around`, the mean of what is nearest to each picture, which makes them twice as sure."""
        found = []
        for column, (part, seen, n) in enumerate(zip(PARTS, (around[:self.sizes[0]] - centre[:self.sizes[0]], mean[self.sizes[0]:] - centre[self.sizes[0]:]), (2 * likes, likes))):
            score = self.tensors[part + ".directions"] @ seen * self.tensors[part + ".steps"] / self.tensors[part + ".spread"] * np.sqrt(n)
            for row, word in self.names[column].items():
                if score[row] >= (OF_GARMENTS if column else LEAST + OF_ONE / likes ** 2):
                    found.append((score[row] + (0 if column else COMMON * np.log(self.drawings[word])), word, column, row))
        said = []
        for _, word, column, row in sorted(found, reverse=True):
            axis = unit(self.direction(PARTS[column], row))
            if len(said) < count and all(axis @ before < ALIKE and column == 0 if column == other else word != known for known, other, before in said):
                said.append((word, column, axis))
        return [word for word, _, _ in said]
