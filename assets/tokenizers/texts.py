"""Texts to try tokenisers with, made anew from a seed: many languages, emoji, odd spaces, controls, marks, very long ones."""

import random
import unicodedata

import unicodedata2
from babel import Locale, localedata
from tokenizers import Regex, normalizers, pre_tokenizers

SPACES = [" ", "  ", "\t", "\n", "\r\n", "\r", "\v", "\f", "\x85", "\u00a0", "\u1680", "\u180e", "\u2003", "\u200b", "\u2028", "\u2029", "\u202f",
          "\u205f", "\u2581", "\u3000", "\ufeff", "\x1c", "\x1f"]
CONTROLS = ["\0", "\x01", "\x07", "\x1b[31m", "\x7f", "\u200d", "\u200e", "\u202e", "\u2066", "\ufffd", "\ufffe", "\U000e0041", "\u00ad", "\ue000"]
EMOJI = ["😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇩🇪🇯🇵", "🇩", "☃️", "1️⃣", "❤️‍🔥", "🧑🏿‍🚀", "🫶", "♀", "✈︎"]
MARKS = ["\u0301", "\u0323", "\u0302", "\u0308", "\u0345", "\u0344", "\u034f", "\u05b4", "\u064b", "\u0651", "\u093c", "\u09be", "\u0f71", "\u0f72",
         "\u1100", "\u1161", "\u11a8", "\u3099", "\u309a", "\u20dd", "\U0001d165", "\u0332" * 5]
ENGLISH = ("a photo of the cat with glasses, I'll don't WE'VE they're it's 'quoted' o'clock e-mail 3.14 1,000,000 50% $9.99 C++ #hash @home "
           "snake_case CamelCase https://example.org/?q=a+b&c=d <b>bold</b> &amp; &lt;3 x² ½ ① Ⅷ ﬁ ﬀ ſ ß ẞ İ ı ŉ ǅ Å Ω K").split(" ")
SPECIAL = ["<|startoftext|>", "<|endoftext|>", "<|ENDOFTEXT|>", "<start_of_text>", "</s>", "<s>", "<pad>", "<unk>", "<mask>", "[CLS]", "▁", "</w>",
           "<0x0A>", "<0xFF>", "<extra>", "One", "ONE", "oneone", "One_", "Two words"]


def words():
    """Names of languages, countries, currencies and months in all the languages that CLDR has."""
    found = set()
    for name in localedata.locale_identifiers():
        locale = Locale.parse(name)
        for table in (locale.languages, locale.territories, locale.currencies):
            found.update(list(table.values())[::3])
        found.update(locale.months["format"]["wide"].values())
    return sorted(word for word in found if word)


def newer():
    """Scalars that `tokenizers` does not know: not assigned in Unicode 16, as Oniguruma has it, or newer than its NFD."""
    pattern, form = pre_tokenizers.Split(Regex(r"\p{Cn}"), "removed"), normalizers.NFD()
    scalars = [value for value in range(0x110000) if not 0xD800 <= value < 0xE000]
    unassigned = {value for value in scalars if not pattern.pre_tokenize_str(chr(value))}

    def is_newer(scalar):
        # What has a combining class goes behind an overlay, whose class is the lowest.
        is_ordered = unicodedata2.combining(scalar) < 2 or form.normalize_str(scalar + "\u0334")[0] != scalar
        return not is_ordered or form.normalize_str(scalar) != unicodedata2.normalize("NFD", scalar)

    return unassigned | {value for value in scalars if is_newer(chr(value))}


def scalars():
    """Every scalar once, 24 to a text, but ideographs and private ones, of which some."""
    values = [value for value in range(0x20000) if not 0xD800 <= value < 0xE000]
    values = [v for v in values if not (0x3400 <= v < 0xA000 or 0xAC00 <= v < 0xD7A4 or 0xE000 <= v < 0xF900 or 0x17000 <= v < 0x18D00) or v % 13 == 0]
    values += list(range(0x20000, 0x32000, 97)) + list(range(0xE0000, 0xE01F0)) + [0xF0000, 0x10FFFF]
    for start in range(0, len(values), 24):
        yield "".join(map(chr, values[start:start + 24]))


def texts(seed=16, mixed=5000):
    """All texts, in the same order each time."""
    random.seed(seed)
    vocabulary = words()
    yield ""
    yield from SPACES + CONTROLS + EMOJI + MARKS + SPECIAL + ENGLISH
    yield " ".join(ENGLISH)
    yield from scalars()
    for number in range(mixed):
        parts = []
        for _ in range(random.randint(1, 12)):
            kind = random.random()
            if kind < 0.5:
                word = random.choice(vocabulary)
                form = random.choice(["NFC", "NFC", "NFD", "NFKC", "NFKD"])
                parts.append(unicodedata.normalize(form, random.choice([word, word, word.upper(), word.title()])))
            elif kind < 0.65:
                parts.append(random.choice(ENGLISH))
            else:
                group = random.choice([CONTROLS, EMOJI, MARKS, SPECIAL, SPACES, SPACES])
                parts.append("".join(random.choices(group, k=random.randint(1, 3))))
            parts.append(random.choice([" ", " ", " ", "", "", random.choice(SPACES), random.choice(".,;:!?-/()\"'")]))
        yield "".join(parts)
    for length in (1_000, 20_000):
        yield from ("a" * length, " " * length, "ab" * length, "\u00e9" * length, "e\u0301" * length, "!" * length, "1" * length, "日本" * length,
                    "😀" * length, "\u0e01\u0e33" * length, "a\u0301" + "\u0316\u0301" * 500, "\u1100\u1161\u11a8" * length, "\u0344" * 500,
                    "</s>" * length, "One " * length, " \n" * length)
        yield " ".join(random.choices(vocabulary, k=length))
        yield "".join(random.choices(vocabulary, k=length // 8))
