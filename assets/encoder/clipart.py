"""T-shirts printed with clip art, composed as tensors: the pictures of stage 1, and a part of those of stage 2."""
import glob, os, random
import numpy as np
import torch
from torch.nn import functional as F

PRINT_SIDE = 64    # stored drawings


def cut_print(path):
    """A drawing as [64, 64, 4] RGBA bytes, cut to what is opaque; None if it cannot be read or is nearly empty."""
    from PIL import Image
    try:
        picture = Image.open(path)
        if picture.width * picture.height > 40_000_000:
            return None
        picture = picture.convert("RGBA")
    except Exception:
        return None
    box = picture.getchannel("A").getbbox()
    if not box:
        return None
    picture = picture.crop(box)
    picture.thumbnail((PRINT_SIDE, PRINT_SIDE), Image.LANCZOS)
    canvas = Image.new("RGBA", (PRINT_SIDE, PRINT_SIDE), (0, 0, 0, 0))
    canvas.paste(picture, ((PRINT_SIDE - picture.width) // 2, (PRINT_SIDE - picture.height) // 2))
    pixels = np.asarray(canvas)
    return pixels if (pixels[..., 3] > 0).mean() > 0.1 else None


def cut_prints(folder, out):
    """Writes `out`: the drawings below a folder, and for each the number of its kind: the two folders it lies in, by name."""
    from multiprocessing import Pool
    files = sorted(glob.glob(f"{folder}/**/*.png", recursive=True))
    with Pool() as pool:
        cut = pool.map(cut_print, files, 64)
    kept = [(pixels, "/".join(os.path.relpath(file, folder).split("/")[:-1][:2])) for pixels, file in zip(cut, files) if pixels is not None]
    kinds = {kind: number for number, kind in enumerate(sorted({kind for _, kind in kept}))}
    np.savez(out, prints=np.stack([pixels for pixels, _ in kept]), kinds=np.array([kinds[kind] for _, kind in kept]))
    print(f"{len(kept)} drawings of {len(kinds)} kinds", flush=True)


def shirt_mask(rng, side):
    from PIL import Image, ImageDraw
    scale = side * 4 / 250
    image = Image.new("L", (side * 4, side * 4), 0)
    draw = ImageDraw.Draw(image)
    half, sleeve, neck = rng.uniform(52, 75), rng.uniform(85, 112), rng.uniform(16, 36)
    x, top, hem, drop = 125 + rng.uniform(-6, 6), rng.uniform(14, 34), rng.uniform(212, 240), rng.uniform(40, 75)
    cuff_left, cuff_right = rng.uniform(6, 20), rng.uniform(6, 20)
    outline = [(x - neck, top), (x + neck, top), (x + half, top + 14), (x + sleeve, top + drop), (x + half + cuff_right, top + drop + 22),
               (x + half - 2, top + 60), (x + half, hem), (x - half, hem), (x - half + 2, top + 60), (x - half - cuff_left, top + drop + 22),
               (x - sleeve, top + drop), (x - half, top + 14)]
    draw.polygon([(a * scale, b * scale) for a, b in outline], fill=255)
    draw.ellipse([(x - neck) * scale, (top - neck * 0.6) * scale, (x + neck) * scale, (top + neck * 0.6) * scale], fill=0)
    return np.asarray(image.resize((side, side), Image.LANCZOS))


class ClipArtShop:
    """Draws batches of T-shirts: picture [n, 3, side, side] in 0...1, garment colour [n, 3] RGB, pattern [n] (0 plain, 1 stripes,
    2 upright stripes, 3 heather)."""

    def __init__(self, file, side, masks=400):
        rng, stored = random.Random(1), np.load(file)
        self.side, self.kinds = side, torch.from_numpy(stored["kinds"])
        self.prints = torch.from_numpy(stored["prints"]).permute(0, 3, 1, 2).contiguous()
        self.masks = torch.from_numpy(np.stack([shirt_mask(rng, side) for _ in range(masks)])).float() / 255
        self.y, self.x = torch.meshgrid(torch.linspace(0, 250, side), torch.linspace(0, 250, side), indexing="ij")

    def draw(self, chosen):
        n, side = len(chosen), self.side
        mask = self.masks[torch.randint(0, len(self.masks), (n,))][:, None]
        colour, pattern = torch.rand(n, 3, 1, 1), torch.tensor([0, 0, 0, 1, 1, 2, 3])[torch.randint(0, 7, (n,))]
        fabric = colour.expand(n, 3, side, side).clone()
        period = torch.rand(n, 1, 1) * 24 + 8
        stripes = torch.where((pattern == 2)[:, None, None], (self.x[None] / period) % 1 < 0.5, (self.y[None] / period) % 1 < 0.5)
        striped, other = (pattern == 1) | (pattern == 2), torch.rand(n, 3, 1, 1)
        fabric[striped] = torch.where(stripes[striped][:, None], other[striped].expand(-1, -1, side, side), fabric[striped])
        heather = pattern == 3
        fabric[heather] = fabric[heather] + torch.randn(int(heather.sum()), 1, side, side) * 0.08
        folds = torch.sin(self.x[None] / (torch.rand(n, 1, 1) * 15 + 12) + self.y[None] / (torch.rand(n, 1, 1) * 40 + 25) + torch.rand(n, 1, 1) * 6)
        fabric = fabric * (1 + 0.1 * folds)[:, None]
        wall = torch.rand(n, 1, 1, 1) * 0.25 + 0.75 + (torch.rand(n, 3, 1, 1) - 0.5) * 0.1 * (torch.rand(n, 1, 1, 1) < 0.4)
        picture = wall * (1 - mask) + fabric * mask
        size, turn = torch.rand(n) * 0.22 + 0.2, (torch.rand(n) - 0.5) * 0.6
        dx, dy = (torch.rand(n) - 0.5) * 0.14, (torch.rand(n) - 0.5) * 0.24
        c, s = torch.cos(turn) / size, torch.sin(turn) / size
        place = torch.stack([torch.stack([c, s, -(c * dx + s * dy)], 1), torch.stack([-s, c, -(-s * dx + c * dy)], 1)], 1)
        art = F.grid_sample(self.prints[chosen].float() / 255, F.affine_grid(place, (n, 4, side, side), align_corners=False), align_corners=False)
        picture = picture * (1 - art[:, 3:]) + art[:, :3] * art[:, 3:]
        picture = picture * (torch.rand(n, 1, 1, 1) * 0.3 + 0.85) + torch.randn(n, 3, side, side) * 0.02 * torch.rand(n, 1, 1, 1)
        return picture.clamp(0, 1), colour.flatten(1), pattern
