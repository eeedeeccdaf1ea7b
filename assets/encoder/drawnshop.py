#!/usr/bin/env python3
"""Prints drawings of your own on T-shirts, as pictures to measure an encoder on that it cannot have seen.

    drawnshop.py DRAWINGS_DIR OUT_DIR [--motifs N] [--items N]

DRAWINGS_DIR holds PNG files with transparency; the two folders that a file lies in are its group. Groups of at least four are used, with
up to `--motifs` drawings each, every drawing on `--items` T-shirts in twelve colours and four patterns. OUT_DIR gets ID.jpg (250x250) and
attributes.csv, for `evaluate.py --shop OUT_DIR` and for `vitrine index`.
"""
import argparse, csv, glob, os, random
import torch

from drawings import read_clipart
from garments import PATTERNS, DrawnShop

SIDE = 250
COLOURS = {"white": 0xf2f2f2, "black": 0x1c1c1c, "grey": 0x808085, "red": 0xc02626, "navy": 0x213373, "blue": 0x3373cc, "green": 0x26804d,
           "yellow": 0xf2cc40, "orange": 0xe68026, "pink": 0xf2a6bf, "purple": 0x734099, "brown": 0x734d33}
USED_PATTERNS = ["plain", "plain", "stripes", "upright stripes", "heather"]


def grouped(folder, motifs, rng):
    """Drawings as (group, name, [128, 128, 4] bytes)."""
    groups = {}
    for file in sorted(glob.glob(f"{folder}/**/*.png", recursive=True)):
        inside = os.path.relpath(file, folder).split("/")
        groups.setdefault("/".join(inside[:-1][:2]), []).append(file)
    for group, files in groups.items():
        if group and len(files) >= 4:
            rng.shuffle(files)
            read = [(group, os.path.basename(file)[:-4], read_clipart(file, 128)) for file in files]
            yield from [drawing for drawing in read if drawing[2] is not None][:motifs]


def main():
    parser = argparse.ArgumentParser(description="Prints drawings on T-shirts.")
    parser.add_argument("drawings")
    parser.add_argument("out")
    parser.add_argument("--motifs", type=int, default=8, help="drawings of a group at most")
    parser.add_argument("--items", type=int, default=16, help="T-shirts of a drawing")
    args = parser.parse_args()
    torch.manual_seed(0)
    rng, shop, number = random.Random(0), DrawnShop({}, SIDE, masks=150), 1_000_000
    palette = torch.tensor([[value >> 16, value >> 8 & 255, value & 255] for value in COLOURS.values()]) / 255
    os.makedirs(args.out, exist_ok=True)
    with open(os.path.join(args.out, "attributes.csv"), "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "colour", "pattern", "print_group", "motif"])
        for group, motif, pixels in grouped(args.drawings, args.motifs, rng):
            colours = torch.randint(0, len(COLOURS), (args.items,))
            patterns = [rng.choice(USED_PATTERNS) for _ in range(args.items)]
            dyes = palette[colours] + 0.02 * torch.randn(args.items, 3)
            fabric = shop.fabrics(args.items, dyes, torch.tensor([PATTERNS.index(name) for name in patterns]))
            art = torch.from_numpy(pixels.copy()).permute(2, 0, 1).float() / 255
            for picture, colour, pattern in zip(shop.dressed(fabric, art.expand(args.items, -1, -1, -1)), colours.tolist(), patterns):
                number += rng.randint(1, 60)
                save(picture, os.path.join(args.out, f"{number}.jpg"))
                table.writerow([number, list(COLOURS)[colour], pattern, group, motif])


def save(picture, path):
    from PIL import Image
    Image.fromarray((picture.permute(1, 2, 0) * 255).byte().numpy()).save(path, quality=88)


if __name__ == "__main__":
    main()
