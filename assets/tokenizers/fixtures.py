#!/usr/bin/env python3
"""Writes the small tokenisers of Vitrine's tests, and the IDs that PyPI's `tokenizers` gives for nasty texts.

    /tmp/venv/bin/python assets/tokenizers/fixtures.py Tests/TokenizersTests/Fixtures

Needs what requirements.txt lists. Sentencepiece compiles a short list of rules for it, for its own are hundreds of kilobytes.
"""

import json
import pathlib
import sys

import recipes
import texts

# What becomes of which scalars, in hexadecimal: wide letters, ligatures, spaces, a letter with its accent, what vanishes.
RULES = "".join(
    f"{before}\t{after}\n" for before, after in
    [(f"{0xFF21 + i:X}", f"{0x61 + i:X}") for i in range(26)] + [(f"{0x41 + i:X}", f"{0x61 + i:X}") for i in range(26)]
    + [("FB01", "66 69"), ("FB00", "66 66"), ("2460", "31"), ("3000", "20"), ("A0", "20"), ("9", "20"), ("A", "20"), ("D", "20"), ("200B", ""),
       ("65 301", "E9"), ("C9", "E9"), ("DF", "73 73"), ("20A8", "72 73"), ("1100 1161", "AC00"), ("1F600", "3A 29"), ("7F", ""), ("AD", "")])


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    # Of few scripts, so that vocabularies stay small.
    corpus = [word for word in texts.words()[::20] if len(word) < 30 and max(map(ord, word)) < 0x180] + texts.ENGLISH * 5 + ["один", "два", "日本"] * 5
    small = recipes.small_clip(corpus, 700)
    model = recipes.sentencepiece_model(corpus, 400, rules=RULES, character_coverage=0.98)
    with_bytes = recipes.sentencepiece_model(corpus, 500, rules=RULES, character_coverage=0.98, byte_fallback=True)
    tokenizers = {
        "clip": recipes.bounded(small, 24, "<|endoftext|>", 1), "siglip": recipes.bounded(recipes.siglip(model), 20, "</s>", 1),
        "bytes": recipes.siglip(with_bytes, "first", canonical=False, bytes_for_unknown=True), "pairs": recipes.gemma(corpus, 500)}
    newer = texts.newer()
    strings = [text for text in texts.texts(seed=7, mixed=220) if len(text) < 90 and not newer.intersection(map(ord, text))]
    plain = texts.SPACES + texts.CONTROLS + texts.EMOJI + texts.MARKS + texts.SPECIAL
    # All of the odd ones, some of the scalars in their order, and the mixed ones.
    strings = ["", *plain, *strings[len(plain) + 60::16], *strings[-90:]]
    strings = sorted(set(strings), key=strings.index)
    for name, tokenizer in tokenizers.items():
        (folder / f"{name}.json").write_text(json.dumps(json.loads(tokenizer.to_str()), ensure_ascii=False, separators=(",", ":")) + "\n")
    cases = [{"text": text, **{name: tokenizer.encode(text).ids for name, tokenizer in tokenizers.items()}} for text in strings]
    (folder / "cases.json").write_text("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
