"""Ways to print a drawing, as tensor operations: a motif is to be known again in all of them.

Every style takes RGBA drawings [n, 4, side, side] in 0...1 and returns them in another style.
"""
import math
import torch
from torch.nn import functional as F


def darkness(art):
    return 1 - (art[:, :3] * torch.tensor([0.3, 0.59, 0.11])[:, None, None]).sum(1, keepdim=True)


def inked(cover, like):
    """One random ink, as opaque as `cover` [n, 1, side, side]."""
    ink = torch.rand(len(cover), 3, 1, 1) * torch.where(torch.rand(len(cover), 1, 1, 1) < 0.5, 0.35, 1.0)
    return torch.cat([ink.expand_as(like[:, :3]), cover.clamp(0, 1)], 1)


def places(art):
    side = art.shape[-1]
    return torch.meshgrid(torch.arange(side).float(), torch.arange(side).float(), indexing="ij")


def grey(art):
    return torch.cat([(1 - darkness(art)).expand(-1, 3, -1, -1), art[:, 3:]], 1)


def one_ink(art):
    dark = darkness(art)
    dark = torch.where(torch.rand(len(art), 1, 1, 1) < 0.7, dark, 1 - dark)
    return inked(art[:, 3:] * (dark * 1.4 - 0.1), art)


def silhouette(art):
    return inked(art[:, 3:], art)


def outline(art):
    tone = art[:, 3:] * (0.3 + 0.7 * darkness(art))
    edge = F.max_pool2d(tone, 3, 1, 1) + F.max_pool2d(-tone, 3, 1, 1)
    return inked(3 * edge - 0.3, art)


def halftone(art):
    y, x = places(art)
    step = 2 * math.pi / (torch.rand(len(art), 1, 1, 1) * 3 + 3)
    dots = 0.5 + 0.25 * (torch.cos((x + y) * 0.7 * step) + torch.cos((x - y) * 0.7 * step))
    return inked(art[:, 3:] * torch.sigmoid(10 * (darkness(art) - dots)), art)


def woodcut(art):
    y, x = places(art)
    turn = torch.rand(len(art), 1, 1, 1) * math.pi
    across = x * torch.cos(turn) + y * torch.sin(turn) + 1.5 * torch.sin((x - y) / 9)
    lines = 0.5 + 0.5 * torch.sin(across * 2 * math.pi / (torch.rand(len(art), 1, 1, 1) * 3 + 3))
    return inked(art[:, 3:] * torch.sigmoid(10 * (darkness(art) * 1.1 - 0.2 - 0.7 * lines)), art)


def posterised(art):
    levels = torch.randint(1, 4, (len(art), 1, 1, 1))
    return torch.cat([(art[:, :3] * levels).round() / levels, art[:, 3:]], 1)


def pixelated(art):
    cover = F.avg_pool2d(art[:, 3:], 4)
    small = torch.cat([F.avg_pool2d(art[:, :3] * art[:, 3:], 4) / (cover + 1e-3), (cover > 0.4).float()], 1)
    return F.interpolate(small.clamp(0, 1), scale_factor=4.0)


def distressed(art):
    side = art.shape[-1]
    patches = F.interpolate(torch.randn(len(art), 1, side // 8, side // 8), (side, side), mode="bilinear")
    worn = patches + 0.6 * torch.randn(len(art), 1, side, side)
    return torch.cat([art[:, :3], art[:, 3:] * (worn < torch.rand(len(art), 1, 1, 1) * 0.8 + 0.3)], 1)


STYLES = [grey, one_ink, silhouette, outline, halftone, woodcut, posterised, pixelated, distressed]


def restyled(art, share):
    """Prints a share of the drawings in a random style."""
    art, style = art.clone(), torch.randint(0, len(STYLES), (len(art),)).masked_fill(torch.rand(len(art)) > share, -1)
    for number, change in enumerate(STYLES):
        chosen = style == number
        if chosen.any():
            art[chosen] = change(art[chosen])
    return art
