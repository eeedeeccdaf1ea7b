#!/usr/bin/env python3
"""Checks that Vitrine's token IDs are those of PyPI's `tokenizers`, and of CLIP's own tokeniser.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install -r assets/tokenizers/requirements.txt
    /tmp/venv/bin/python assets/tokenizers/compare.py [--vitrine .build/release/vitrine] [--clip VOCABULARY.txt.gz] [--keep FOLDER]

Without --clip the wheel of `open_clip_torch` is downloaded from PyPI (without torch and the rest) for the vocabulary in it. The texts are made
anew from a seed (texts.py), the tokenisers put together or trained here (recipes.py). For each tokeniser a table row says how many texts
were compared and how many differ; differences are printed. What has scalars that are newer than the tables of `tokenizers` (Unicode 16, and
for the order of marks Unicode 9) is counted apart. In the end CLIP's own `SimpleTokenizer` is asked too, for texts that its mending (ftfy, HTML) leaves as they are. The exit
status is 1 where anything differs that is not counted apart.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import types
import unicodedata
import zipfile

from tokenizers import Tokenizer

import recipes
import texts


def vitrine_ids(program, file, strings):
    lines = "".join(json.dumps(text) + "\n" for text in strings)
    answer = subprocess.run([program, "encoders", "tokens", "--json", str(file)], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [[int(number) for number in line.split()] for line in answer.stdout.decode().split("\n")[:-1]]


def clip_vocabulary(folder):
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, "open_clip_torch"], check=True)
    with zipfile.ZipFile(next(folder.glob("open_clip_torch-*.whl"))) as wheel:
        for name in ("bpe_simple_vocab_16e6.txt.gz", "tokenizer.py"):
            (folder / name).write_bytes(wheel.read(f"open_clip/{name}"))
    return folder / "bpe_simple_vocab_16e6.txt.gz"


def clip_itself(vocabulary):
    """open_clip's tokeniser; of torch it only needs names."""
    sys.modules.setdefault("torch", types.SimpleNamespace(LongTensor=None, Tensor=None))
    sys.path.insert(0, str(vocabulary.parent))
    import tokenizer
    return tokenizer.SimpleTokenizer(str(vocabulary)), tokenizer.basic_clean


def is_left_alone(text, mended):
    """Whether CLIP's own tokeniser should read a text as the published file does: it mends others, takes the separators of ASCII for spaces, has
    special tokens of other names, ignores cases where it splits (so U+0345 is an iota to it), lowers a last sigma in its own way, and knows
    Python's Unicode."""
    return (len(text) < 2000 and mended(text) == text.strip() and not re.search("<\\||<(start|end)_of_text>|[\x1c-\x1f\u0345Σς]", text, re.IGNORECASE)
            and all(unicodedata.category(character) != "Cn" for character in text))


def tokenizers_to_compare(vocabulary, corpus):
    clip = recipes.clip(vocabulary)
    yield "CLIP's vocabulary", clip
    yield "CLIP's vocabulary, 77", recipes.bounded(clip, 77, "<|endoftext|>", 49407)
    small = recipes.small_clip(corpus)
    yield "small CLIP, older spelling", recipes.older_spelling(small)
    yield "small CLIP, the last 16", recipes.bounded(small, 16, "<|endoftext|>", 1, direction="left")
    yield "GPT-2's way, added tokens", recipes.gpt2(corpus)
    yield "SigLIP 2's way, byte fallback", recipes.gemma(corpus)
    for rule in ("nmt_nfkc_cf", "nmt_nfkc", "nfkc_cf", "nfkc"):
        model = recipes.sentencepiece_model(corpus, 4000, rule, character_coverage=0.98)
        yield f"Unigram, {rule}", recipes.siglip(model, canonical=False)
        if rule == "nmt_nfkc_cf":
            siglip = recipes.siglip(model)
            yield "SigLIP's way, 64", recipes.bounded(siglip, 64, "</s>", 1)
            yield "SigLIP's way, older spelling", recipes.older_spelling(siglip)
            yield "SigLIP's way, first", recipes.siglip(model, "first")
            yield "Unigram, never", recipes.siglip(model, "never", canonical=False)
    model = recipes.sentencepiece_model(corpus, 2000, byte_fallback=True, character_coverage=0.98)
    yield "Unigram, byte fallback", recipes.siglip(model, canonical=False, bytes_for_unknown=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--vitrine", default=".build/release/vitrine")
    parser.add_argument("--clip", type=pathlib.Path)
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or pathlib.Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        vocabulary = options.clip or clip_vocabulary(folder)
        newer = texts.newer()
        strings = list(texts.texts())
        corpus = [word for word in texts.words()[::3]] + texts.ENGLISH * 20
        failed, rows = 0, []
        for name, tokenizer in tokenizers_to_compare(vocabulary, corpus):
            tokenizer, written = tokenizer if isinstance(tokenizer, tuple) else (tokenizer, tokenizer.to_str())
            file = folder / (name.lower().replace(" ", "-").replace(",", "").replace("'", "") + ".json")
            file.write_text(written)
            ours = vitrine_ids(options.vitrine, file, strings)
            assert len(ours) == len(strings), f"{name}: {len(ours)} lines"
            compared = differing = apart = 0
            for text, mine in zip(strings, ours):
                theirs = tokenizer.encode(text).ids
                if newer.intersection(map(ord, text)):
                    apart += theirs != mine
                    continue
                compared += 1
                if theirs != mine:
                    differing += 1
                    if differing <= 5:
                        place = next((i for i, (a, b) in enumerate(zip(theirs, mine)) if a != b), min(len(theirs), len(mine)))
                        print(f"{name}: {text[:60]!r} at token {place}: {theirs[place:place + 6]} here {mine[place:place + 6]}", file=sys.stderr)
            failed += differing
            rows.append(f"| {name} | {compared:,} | {differing} | {apart} |")
            print(rows[-1], flush=True)
        if not options.clip:
            simple, mended = clip_itself(vocabulary)
            plain = [text for text in strings if is_left_alone(text, mended) and not newer.intersection(map(ord, text))]
            ours = vitrine_ids(options.vitrine, folder / "clips-vocabulary.json", plain)
            differing = [(text, mine) for text, mine in zip(plain, ours) if simple.encode(text) != mine[1:-1]]
            print(f"| open_clip's SimpleTokenizer | {len(plain):,} | {len(differing)} | |")
            failed += len(differing)
            for text, mine in differing[:10]:
                print(f"SimpleTokenizer: {text[:60]!r} {simple.encode(text)[:8]} here {mine[1:9]}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
