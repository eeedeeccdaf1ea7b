"""T-shirts drawn as tensors, some of them worn: simple ones, made by the hundred a second while the network learns."""
import math, random
import numpy as np
import torch
from torch.nn import functional as F

from drawings import REGIONS
from styles import restyled

PATTERNS = ["plain", "stripes", "upright stripes", "heather", "plaid", "dots", "clouds", "blocks"]


def silhouettes(rng, side):
    """Masks of a shirt, of the skin of whoever wears it, and of what else is worn: [3, side, side] bytes."""
    from PIL import Image, ImageDraw
    scale = side * 3 / 250
    layers = [Image.new("L", (side * 3, side * 3), 0) for _ in range(3)]
    shirt, skin, rest = (ImageDraw.Draw(layer) for layer in layers)
    half, sleeve, neck = rng.uniform(48, 75), rng.uniform(80, 112), rng.uniform(16, 36)
    x, top, hem, drop = 125 + rng.uniform(-8, 8), rng.uniform(14, 40), rng.uniform(205, 240), rng.uniform(40, 75)
    cuffs = rng.uniform(6, 20), rng.uniform(6, 20)
    if rng.random() < 0.2:    # long sleeves
        drop = rng.uniform(110, 170)
    scaled = lambda points: [(a * scale, b * scale) for a, b in points]
    outline = [(x - neck, top), (x + neck, top), (x + half, top + 14), (x + sleeve, top + drop), (x + half + cuffs[1], top + drop + 22),
               (x + half - 2, top + 60), (x + half, hem), (x - half, hem), (x - half + 2, top + 60), (x - half - cuffs[0], top + drop + 22),
               (x - sleeve, top + drop), (x - half, top + 14)]
    shirt.polygon(scaled(outline), fill=255)
    shirt.ellipse(scaled([(x - neck, top - neck * 0.6), (x + neck, top + neck * 0.6)]), fill=0)
    head = rng.uniform(24, 34)
    skin.ellipse(scaled([(x - head * 0.8, top - 2 * head), (x + head * 0.8, top + head * 0.2)]), fill=255)
    skin.polygon(scaled([(x - neck, top + neck), (x - neck * 0.7, top - head), (x + neck * 0.7, top - head), (x + neck, top + neck)]), fill=255)
    for way in (-1, 1):       # arms hang, or are folded before the shirt
        elbow = (x + way * (sleeve + rng.uniform(-8, 12)), top + drop + rng.uniform(40, 80))
        wrist = (x + way * rng.uniform(20, sleeve), rng.uniform(190, 250))
        skin.line(scaled([(x + way * (half + sleeve) / 2, top + drop), elbow, wrist]), fill=255, width=int(rng.uniform(16, 24) * scale))
    rest.rectangle(scaled([(x - half * 0.95, hem - 8), (x + half * 0.95, 250)]), fill=255)
    rest.ellipse(scaled([(x - head, top - 2.3 * head), (x + head, top - head * 1.2)]), fill=255)     # hair
    return np.stack([np.asarray(layer.resize((side, side), Image.LANCZOS)) for layer in layers])


def clouds(n, side, cells, channels=1):
    """Smooth noise [n, channels, side, side] of variance about 1."""
    return F.interpolate(torch.randn(n, channels, cells, cells), (side, side), mode="bicubic")


class DrawnShop:
    """Draws pairs of batches: the same drawings on other garments, and the same garments with other drawings."""

    def __init__(self, drawings, side, masks=300):
        rng = random.Random(1)
        self.side, self.stored = side, {name: torch.from_numpy(drawings[name]) for name in ("clipart", "ink", "regions") if name in drawings}
        self.masks = torch.from_numpy(np.stack([silhouettes(rng, side) for _ in range(masks)]))
        self.y, self.x = torch.meshgrid(torch.linspace(0, 250, side), torch.linspace(0, 250, side), indexing="ij")

    def coloured(self, ink, regions):
        """Glyphs as RGBA: lines alone, or with their enclosed areas in white or in a few random colours."""
        n = len(ink)
        ink, inside = ink[:, None].float() / 255, (regions > 0)[:, None]
        palette = torch.rand(n, 4, 3).gather(1, torch.randint(0, 4, (n, REGIONS + 1, 1)).expand(-1, -1, 3))
        filling = torch.rand(n, 1, 1)
        palette = torch.where(filling < 0.25, torch.ones(3), palette)
        fill = palette.gather(1, regions.flatten(1).long()[..., None].expand(-1, -1, 3)).transpose(1, 2).reshape(n, 3, *regions.shape[1:])
        line = torch.rand(n, 3, 1, 1) * torch.where(torch.rand(n, 1, 1, 1) < 0.6, 0.3, 1.0)
        filled = inside & (filling[..., None] < 0.75)
        return torch.cat([torch.where(filled, fill * (1 - ink) + line * ink, line), torch.maximum(ink, filled.float())], 1)

    def art(self, chosen, share):
        """The chosen drawings as RGBA [n, 4, 64, 64], a share of them in another style."""
        clips, result = len(self.stored["clipart"]), torch.empty(len(chosen), 4, *self.stored["ink"].shape[1:])
        glyph = chosen >= clips
        result[~glyph] = self.stored["clipart"][chosen[~glyph]].permute(0, 3, 1, 2).float() / 255
        result[glyph] = self.coloured(self.stored["ink"][chosen[glyph] - clips], self.stored["regions"][chosen[glyph] - clips])
        return restyled(result, share)

    def fabrics(self, n, colour=None, pattern=None):
        """Cloth [n, 3, side, side] in random colours, or those given [n, 3], and patterns, or the numbers of those given [n]."""
        side, period = self.side, torch.rand(n, 1, 1) * 24 + 8
        if pattern is None:
            pattern = (torch.randint(0, len(PATTERNS) + 5, (n,)) - 5).clamp(min=0)      # half of them plain
        is_pattern = lambda name: (pattern == PATTERNS.index(name))[:, None, None]
        across, down = (self.x / period) % 1, (self.y / period) % 1
        share = torch.rand(n, 1, 1) * 0.4 + 0.3
        blend = torch.zeros(n, side, side)
        blend = torch.where(is_pattern("stripes"), (down < share).float(), blend)
        blend = torch.where(is_pattern("upright stripes"), (across < share).float(), blend)
        blend = torch.where(is_pattern("plaid"), ((down < share).float() + (across < share).float()) / 2, blend)
        blend = torch.where(is_pattern("dots"), ((across - 0.5) ** 2 + (down - 0.5) ** 2 < 0.08).float(), blend)
        blend = torch.where(is_pattern("clouds"), torch.sigmoid(4 * clouds(n, side, 7)[:, 0]), blend)
        blend = torch.where(is_pattern("blocks"), ((self.x - 125).abs() > 48 + period / 2).float(), blend)
        first, other = torch.rand(2, n, 3, 1, 1)
        colour = first if colour is None else colour[:, :, None, None]
        cloth = colour + (other - colour) * blend[:, None]
        return cloth + is_pattern("heather")[:, None] * torch.randn(n, 1, side, side) * 0.1

    def dressed(self, fabric, art):
        """Pictures [n, 3, side, side] of shirts of the fabric with the art printed on them."""
        n, side = len(art), self.side
        shirt, skin, rest = (self.masks[torch.randint(0, len(self.masks), (n,))].float() / 255).unsqueeze(2).unbind(1)
        wall = torch.rand(n, 3, 1, 1) * 0.12 + torch.rand(n, 1, 1, 1) * 0.3 + 0.6
        scene = torch.rand(n, 3, 1, 1) + 0.15 * clouds(n, side, 6, 3)
        picture = torch.where(torch.rand(n, 1, 1, 1) < 0.7, wall, scene)
        worn = (torch.rand(n, 1, 1, 1) < 0.35).float()
        skin, rest = skin * worn, rest * worn
        picture = picture + (torch.rand(n, 3, 1, 1) - picture) * rest
        folded_arms = (torch.rand(n, 1, 1, 1) < 0.25).float()
        tone = torch.tensor([0.95, 0.78, 0.67]) * (torch.rand(n, 1) * 0.75 + 0.25) ** torch.tensor([0.8, 1.1, 1.3])
        tone = tone[:, :, None, None] * (1 + 0.1 * clouds(n, side, 5))
        picture = picture + (tone - picture) * skin
        size, turn = torch.rand(n) * 0.3 + 0.17, torch.randn(n) * 0.15
        dx, dy = torch.randn(n) * 0.07, torch.randn(n) * 0.1 - 0.06
        c, s = torch.cos(turn) / size, torch.sin(turn) / size
        place = torch.stack([torch.stack([c, s, -(c * dx + s * dy)], 1), torch.stack([-s, c, -(-s * dx + c * dy)], 1)], 1)
        premultiplied = torch.cat([art[:, :3] * art[:, 3:], art[:, 3:]], 1)
        printed = F.grid_sample(premultiplied, F.affine_grid(place, (n, 4, side, side), align_corners=False), align_corners=False)
        cloth = fabric * (1 - printed[:, 3:]) + printed[:, :3]
        folds = torch.sin(self.x / (torch.rand(n, 1, 1) * 15 + 12) + self.y / (torch.rand(n, 1, 1) * 40 + 25) + torch.rand(n, 1, 1) * 2 * math.pi)
        shade = 1 + (0.08 * folds[:, None] + 0.08 * clouds(n, side, 6)) * torch.rand(n, 1, 1, 1) * 1.5
        seen = shirt * (1 - skin * folded_arms)
        return (picture * (1 - seen) + cloth * shade * seen).clamp(0, 1)

    def pairs(self, chosen, style_share=0.4):
        """Twice the chosen drawings: pictures [2n, 3, side, side]. Picture i has the drawing of picture n + i and the fabric of
        picture n + (i + 1) % n."""
        fabric = self.fabrics(len(chosen))
        state = torch.get_rng_state()
        first = self.art(chosen, 0.0)
        if torch.rand(()) < 0.5:        # in half of the batches a glyph is coloured alike both times
            torch.set_rng_state(state)
        second = self.art(chosen, style_share)
        return torch.cat([self.dressed(fabric, restyled(first, style_share / 2)), self.dressed(fabric.roll(1, 0), second)])
