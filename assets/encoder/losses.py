"""What each code is taught. All losses compare by cosine, as the neighbours of a picture are found later."""
import torch
from torch import nn
from torch.nn import functional as F

from batches import ATTRIBUTES, PAIRS
from pictures import PRODUCTS


def contrast(code, partner, temperature=0.1):
    """InfoNCE (van den Oord et al. 2018): of all others in the batch, each of the first rows must find its `partner`. Rows without one
    only stand in the way."""
    likeness = (code @ code.T / temperature).fill_diagonal_(-1e4)
    return F.cross_entropy(likeness[:len(partner)], partner)


class Directions(nn.Module):
    """A direction for each class; the cosine to its own must be the largest (normalised softmax, Zhai & Wu 2019)."""

    def __init__(self, classes, dimensions, scale=16.0):
        super().__init__()
        self.axes, self.scale = nn.Parameter(torch.randn(classes, dimensions)), scale

    def forward(self, code, label):
        """`label` holds class numbers [n], -1 where there is none, or shares of classes [n, classes], zero where there is none."""
        logits = self.scale * code @ F.normalize(self.axes, dim=1).T
        if label.dim() == 1:
            return F.cross_entropy(logits, label, ignore_index=-1)
        return -(label * logits.log_softmax(1)).sum() / label.sum().clamp(min=1)


class Lessons(nn.Module):
    """All losses of one batch, by name; their sum is minimised."""

    def __init__(self, batches, net):
        super().__init__()
        size = lambda head: head.linear.out_features
        self.known_motifs = len(batches.motifs)
        self.motif = Directions(self.known_motifs + len(PRODUCTS), size(net.likeness))
        self.word = Directions(len(batches.vocabulary), size(net.meaning))
        self.attributes = nn.ModuleList(Directions(classes, size(net.garment)) for classes in batches.sizes)
        self.product = Directions(len(PRODUCTS), size(net.garment))

    def forward(self, codes, batch):
        likeness, meaning, garment = codes
        first = torch.arange(PAIRS)
        of_motif = torch.where(batch["product"] >= 0, batch["product"] + self.known_motifs, batch["motif"])
        return {
            "drawing": contrast(likeness, torch.cat([first + PAIRS, first])),
            "motif": self.motif(likeness, of_motif),
            "word": self.word(meaning, batch["words"]),
            "fabric": 0.3 * contrast(garment[:2 * PAIRS], torch.cat([(first + 1) % PAIRS + PAIRS, (first - 1) % PAIRS])),
            "attributes": 0.5 * sum(weight * task(garment, batch["attributes"][:, index])
                                    for index, (weight, task) in enumerate(zip(ATTRIBUTES.values(), self.attributes))),
            "product": 0.5 * self.product(garment, batch["product"]),
        }
