"""What the network learns from, batch by batch: drawn T-shirts in pairs, T-shirts of the sample shop, and product photographs."""
import json
from collections import Counter
import numpy as np
import torch

from drawings import words_of
from garments import DrawnShop
from photograph import exposed, seen_from
from pictures import PRODUCTS, enlarged, numbered

DRAWINGS, GLYPHS, SHOP, PHOTOGRAPHS = 48, 24, 80, 32       # of a batch; drawings and glyphs count twice
PAIRS = DRAWINGS + GLYPHS
ATTRIBUTES = {"colour": 1.0, "pattern": 1.0, "second_colour": 0.2, "neckline": 0.2, "sleeve": 0.2}     # and their weights


class Batches(torch.utils.data.IterableDataset):
    """Endless batches: `pictures` [n, 3, side, side] bytes, 2 * PAIRS drawn ones first, as DrawnShop.pairs orders them, then those of
    the shop, then photographs. `motif` [n], `product` [n] and `attributes` [n, 5] hold numbers, -1 where there is none; `words` [n,
    vocabulary] holds each picture's share of every word, or zeros."""

    def __init__(self, drawings, rows, shop, fashion, side):
        self.drawn, self.shop, self.side = DrawnShop(drawings, side), shop, side
        self.photographs, self.products = fashion[0], torch.from_numpy(fashion[1])
        self.motif, self.motifs = numbered([row["motif"] and row["print_group"] + "/" + row["motif"] for row in rows])
        columns = [numbered([row[name] for row in rows]) for name in ATTRIBUTES]
        self.attributes, self.sizes = torch.stack([numbers for numbers, _ in columns], 1), [len(names) for _, names in columns]
        self.printed = torch.nonzero(self.motif >= 0)[:, 0]
        self.learn_words(json.loads(str(drawings["words"])), [words_of(row["print_group"]) for row in rows])

    def learn_words(self, drawn, shop):
        """The vocabulary: words of at least three drawings, of the shop's groups, and of products. Drawings whose words are common
        are chosen less often."""
        counts = Counter(word for words in drawn for word in words)
        common = {word for word, count in counts.items() if count > 2}
        self.vocabulary = sorted(common | {word for words in shop for word in words} | set(PRODUCTS))
        number = {word: index for index, word in enumerate(self.vocabulary)}
        share = lambda lists: torch.stack([self.shares([number[word] for word in words if word in number]) for words in lists])
        self.drawn_words, self.product_words = share(drawn), share([[name] for name in PRODUCTS])
        kinds = sorted(set(map(tuple, shop)))
        self.shop_words, self.shop_kind = share(kinds), torch.tensor([kinds.index(tuple(words)) for words in shop])
        self.likely = torch.tensor([max((counts[word] for word in words), default=500) ** -0.5 for words in drawn])

    def shares(self, numbers):
        row = torch.zeros(len(self.vocabulary))
        row[numbers] = 1 / max(1, len(numbers))
        return row

    def shop_pictures(self):
        """Mostly printed T-shirts."""
        plain = SHOP // 10
        chosen = torch.cat([self.printed[torch.randint(0, len(self.printed), (SHOP - plain,))], torch.randint(0, len(self.motif), (plain,))])
        pictures = torch.from_numpy(self.shop[chosen.numpy()]).permute(0, 3, 1, 2).float() / 255
        return seen_from(pictures, self.side, 0.7), chosen

    def product_photographs(self):
        chosen = torch.randint(0, len(self.photographs), (PHOTOGRAPHS,))
        mode = ["bilinear", "bicubic", "nearest"][int(torch.randint(0, 3, ()))]
        pictures = enlarged(self.photographs[chosen.numpy()], self.side, mode)
        pictures = torch.where(torch.rand(PHOTOGRAPHS, 1, 1, 1) < 0.5, 1 - pictures, pictures)
        return seen_from(pictures, self.side, 0.5), chosen

    def drawn_pictures(self):
        clips = len(self.drawn.stored["clipart"])
        chosen = torch.cat([self.likely[:clips].multinomial(DRAWINGS), clips + self.likely[clips:].multinomial(GLYPHS)])
        return seen_from(self.drawn.pairs(chosen), self.side, 0.7), chosen

    def __iter__(self):
        torch.set_num_threads(1)
        while True:
            (drawn, drawing), (shop, row), (photographs, photograph) = self.drawn_pictures(), self.shop_pictures(), self.product_photographs()
            none = lambda n, *shape: torch.full((n, *shape), -1)
            product = self.products[photograph]
            yield {
                "pictures": (exposed(torch.cat([drawn, shop, photographs])) * 255).byte(),
                "motif": torch.cat([none(2 * PAIRS), self.motif[row], none(PHOTOGRAPHS)]),
                "product": torch.cat([none(2 * PAIRS + SHOP), product]),
                "attributes": torch.cat([none(2 * PAIRS, len(ATTRIBUTES)), self.attributes[row], none(PHOTOGRAPHS, len(ATTRIBUTES))]),
                "words": torch.cat([self.drawn_words[drawing.repeat(2)], self.shop_words[self.shop_kind[row]], self.product_words[product]]),
            }
