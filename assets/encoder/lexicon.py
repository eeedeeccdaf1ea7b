"""WordNet, as far as words for pictures need it: senses, what each is a kind of, forms of words, how common each sense is."""
import os, re
from collections import defaultdict

FOLDER = "/usr/share/wordnet"
PARTS = {"n": "noun", "v": "verb", "a": "adj"}
ENDINGS = {"n": [("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("ies", "y"), ("ves", "f")],
           "v": [("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")],
           "a": [("er", ""), ("est", ""), ("er", "e"), ("est", "e")]}
VOWELS = set("aeiou")
SILENT = set("""a an the another of with without and or in on at to from by for its it is this that as out off up over under into some very no not
our your his her their my be are was via per also other something thing anything someone any like shirt shirts tshirt tee tees print prints
printed design picture pictures drawing drawings""".split())     # without effect; everything asked for is a T-shirt with a print


class Lexicon:
    """`senses[lemma]` lists synsets, as (part, offset), the most common first; `kinds[synset]` are its hypernyms; `words[synset]`."""

    def __init__(self, folder=FOLDER):
        self.senses, self.kinds, self.words, self.topic, self.gloss, self.exceptions = defaultdict(list), {}, {}, {}, {}, defaultdict(dict)
        for part, name in PARTS.items():
            self.read_data(os.path.join(folder, "data." + name), part)
            self.read_index(os.path.join(folder, "index." + name), part)
            with open(os.path.join(folder, name + ".exc"), encoding="utf-8") as file:
                for line in file:
                    form, *bases = line.split()
                    self.exceptions[part].setdefault(form, bases[0])
        self.counts = self.read_counts(os.path.join(folder, "cntlist.rev"))

    def read_data(self, path, part):
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.startswith("  "):
                    continue
                facts, _, gloss = line.partition(" | ")
                field = facts.split()
                synset, count = (part, int(field[0])), int(field[3], 16)
                self.topic[synset] = int(field[1])
                self.words[synset] = [re.sub(r"\(.*\)", "", field[4 + 2 * index]).replace("_", " ").lower() for index in range(count)]
                pointers = field[5 + 2 * count:]
                self.kinds[synset] = [(pointers[i + 2], int(pointers[i + 1])) for i in range(0, 4 * int(field[4 + 2 * count]), 4)
                                      if pointers[i] in ("@", "@i") and pointers[i + 2] in PARTS]
                self.gloss[synset] = gloss.split(";")[0].strip()

    def read_index(self, path, part):
        with open(path, encoding="utf-8") as file:
            for line in file:
                if not line.startswith("  "):
                    field = line.split()
                    self.senses[field[0].replace("_", " ")] += [(part, int(offset)) for offset in field[-int(field[2]):]]

    def read_counts(self, path):
        """How often each (lemma, part, number of the sense) was met in WordNet's tagged texts."""
        counts, parts = {}, {"1": "n", "2": "v", "3": "a", "5": "a"}
        with open(path, encoding="utf-8") as file:
            for line in file:
                key, number, count = line.split()
                lemma, _, rest = key.partition("%")
                if rest[0] in parts:
                    counts[lemma.replace("_", " "), parts[rest[0]], int(number)] = int(count)
        return counts

    def weighed(self, lemma):
        """The senses of a lemma with their shares, which sum to 1: by how often they are met, nouns before verbs and adjectives."""
        numbers, result = defaultdict(int), []
        for part, offset in self.senses.get(lemma, []):
            numbers[part] += 1
            count = self.counts.get((lemma, part, numbers[part]), 0)
            result.append(((part, offset), (count + 1) / numbers[part] * (1.0 if part == "n" else 0.3)))
        total = sum(share for _, share in result)
        return [(synset, share / total) for synset, share in result]

    def above(self, synset):
        """All hypernyms, with the number of steps up to each."""
        found, edge, steps = {synset: 0}, [synset], 0
        while edge:
            steps += 1
            edge = [kind for one in edge for kind in self.kinds.get(one, []) if kind not in found]
            found.update({kind: steps for kind in edge})
        return found

    def base(self, form, known):
        """The lemma of an inflected form: itself if it is in `known`, an irregular base, or one that an ending leads to; None if none."""
        if form in known:
            return form
        for part in PARTS:
            irregular = self.exceptions[part].get(form)
            if irregular in known:
                return irregular
        for part, endings in ENDINGS.items():
            for ending, instead in endings:
                stem = form[:-len(ending)]
                if not form.endswith(ending) or len(stem) < 2:
                    continue
                for lemma in (stem + instead, stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in VOWELS and not instead else ""):
                    if lemma in known:
                        return lemma
        return None

    def lemma(self, form):
        return self.base(form, self.senses) or form

    def terms(self, text):
        """The lemmas of a phrase, known compounds of up to three words as one, without words that say nothing."""
        forms, found = spelt(text), []
        while forms:
            for length in (3, 2, 1):
                compound = " ".join(forms[:length - 1] + [self.lemma(forms[length - 1])]) if length <= len(forms) else ""
                if length > 1 and compound in self.senses and not SILENT & {forms[0], forms[length - 1]}:
                    break
            if length > 1 or not (forms[0] in SILENT or len(forms[0]) == 1):
                found.append(compound)
            forms = forms[length:]
        return found


def spelt(text):
    return re.findall("[a-z]+", re.sub("['’]s\\b", "", text.lower()))
