#!/usr/bin/env python3
"""Trains vitrine-tee from nothing and writes model.onnx and manifest.json. README.md beside this file says what it needs.

    train.py WORK_DIR [--minutes N] [--start WEIGHTS.pt] [--out DIR] [--vitrine PROGRAM] [--clipart DIR] [--font FILE] [--fashion DIR]

Whatever is in WORK_DIR already (drawings, sample shops, their pictures) is used, not made again. The weights so far are kept in
WORK_DIR/net.pt as training goes on.
"""
import argparse, hashlib, json, os, subprocess, time
import numpy as np
import torch
from torch import nn

import network
from batches import Batches
from drawings import store_drawings
from losses import Lessons
from network import SIDE, TeeNet
from pictures import enlarged, is_held_out, load_fashion, load_shop, read_attributes

SEEDS = [101, 102, 103, 104, 105, 106]     # of the sample shops to train on; the evaluation draws another
STORED = 144                               # pixels of a stored picture of the shop; views of it are taken at SIDE


def prepared(args, within):
    """The batches to learn from; makes in WORK_DIR what is missing there."""
    if not os.path.exists(within("drawings.npz")):
        store_drawings(args.clipart, args.font, within("drawings.npz"))
    folders = [within(f"shop-{seed}") for seed in SEEDS]
    for folder, seed in zip(folders, SEEDS):
        if not os.path.exists(folder):
            subprocess.run([args.vitrine, "sample", folder, "--items", str(args.items // len(SEEDS)), "--seed", str(seed)], check=True)
    kept = [[row for row in read_attributes(folder) if not is_held_out(row["print_group"], row["motif"])] for folder in folders]
    if not os.path.exists(within("shop.npy")):
        np.save(within("shop.npy"), np.concatenate([load_shop(folder, STORED, rows) for folder, rows in zip(folders, kept)]))
    pictures, rows = np.load(within("shop.npy"), mmap_mode="r"), sum(kept, [])
    return Batches(np.load(within("drawings.npz")), rows, pictures, load_fashion(args.fashion, "train"), SIDE)


def fit_colours(net, batches, count=3000):
    """The principal components of the colour histograms of shop pictures and photographs, as they are."""
    chosen = np.linspace(0, len(batches.shop) - 1, count).astype(int)
    shop = torch.from_numpy(batches.shop[chosen]).permute(0, 3, 1, 2).float() / 255
    shop = nn.functional.interpolate(shop, (SIDE, SIDE), mode="bilinear", antialias=True)
    photographs = enlarged(batches.photographs[:count // 2], SIDE)
    with torch.no_grad():
        pictures = torch.cat([shop, photographs, 1 - photographs])
        net.histogram.fit(torch.cat([net.histogram.histogram(part) for part in pictures.split(500)]))


def train(net, batches, minutes, rate, out):
    """Minimises all losses at once, the rate falling with time to nothing (cosine). bfloat16 where the arithmetic is heavy."""
    lessons = Lessons(batches, net)
    optimiser = torch.optim.AdamW([*net.parameters(), *lessons.parameters()], rate, weight_decay=0.02)
    workers = torch.utils.data.DataLoader(batches, batch_size=None, num_workers=1, prefetch_factor=4)
    start, step, means, saved = time.time(), 0, {}, time.time()
    for batch in workers:
        done = (time.time() - start) / 60 / minutes
        if done >= 1:
            break
        for settings in optimiser.param_groups:
            settings["lr"] = rate * min(1, (step + 1) / 100) * (0.5 + 0.5 * np.cos(np.pi * done))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            codes = net.learnt(batch["pictures"].float() / 255)
        losses = lessons([code.float() for code in codes], batch)
        sum(losses.values()).backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step(); optimiser.zero_grad()
        step += 1
        for name, loss in losses.items():
            means[name] = 0.98 * means.get(name, loss.item()) + 0.02 * loss.item()
        if step % 50 == 0:
            print(f"step {step}, {time.time() - start:.0f} s: " + ", ".join(f"{name} {mean:.2f}" for name, mean in means.items()), flush=True)
        if time.time() - saved > 240:
            torch.save(net.state_dict(), out)
            saved = time.time()
    torch.save(net.state_dict(), out)
    print(f"{step} steps in {time.time() - start:.0f} s", flush=True)


def write_manifest(folder):
    with open(os.path.join(folder, "model.onnx"), "rb") as file:
        sha256 = hashlib.sha256(file.read()).hexdigest()
    split, end = network.PRINT, network.PRINT + network.GARMENT
    manifest = {
        "name": "vitrine-tee", "model": "model.onnx", "sha256": sha256, "layer": "vector", "pooling": "mean", "precision": "f32",
        "preprocessing": {"size": SIDE, "shorterSide": SIDE, "resize": "stretch", "filter": "bilinear", "channels": "rgb", "range": "0-1",
                          "means": [0, 0, 0], "deviations": [1, 1, 1]},
        "dimensions": end,
        "parts": [{"name": "print", "from": 0, "to": split}, {"name": "garment", "from": split, "to": end}],
        # The last maps of both views, as the export names them.
        "maps": [{"name": "chest", "tensor": "/Gather_2_output_0", "window": {"x": network.CHEST[1].start / SIDE, "y": network.CHEST[0].start / SIDE,
                                                                              "width": 0.5, "height": 0.5}},
                 {"name": "whole", "tensor": "/Gather_3_output_0", "window": {"x": 0, "y": 0, "width": 1, "height": 1}}],
        "summary": "T-shirts: what is printed on them, and what the garment is like. Made for Vitrine; see MODEL-CARD.md.",
    }
    with open(os.path.join(folder, "manifest.json"), "w") as file:
        file.write(json.dumps(manifest, indent=2, sort_keys=True) + "\n")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description="Trains vitrine-tee from nothing.")
    parser.add_argument("work", help="folder for drawings, shops and weights")
    parser.add_argument("--out", default=os.path.join(here, "..", "encoders", "vitrine-tee"))
    parser.add_argument("--vitrine", default=os.path.join(here, "..", "..", ".build", "release", "vitrine"))
    parser.add_argument("--clipart", default="/usr/share/openclipart/png")
    parser.add_argument("--font", default="/usr/share/fonts/truetype/ancient-scripts/Symbola_hint.ttf")
    parser.add_argument("--fashion", default="/usr/share/datasets/fashion-mnist")
    parser.add_argument("--items", type=int, default=36_000, help="T-shirts of the sample shops, all seeds together")
    parser.add_argument("--minutes", type=float, default=240, help="of training; 0 only exports --start")
    parser.add_argument("--start", help="weights to go on from, as kept in WORK_DIR/net.pt")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    os.makedirs(args.work, exist_ok=True)
    os.makedirs(args.out, exist_ok=True)
    within = lambda name: os.path.join(args.work, name)

    net = TeeNet()
    if args.start:
        net.load_state_dict(torch.load(args.start))
    if args.minutes > 0:
        batches = prepared(args, within)
        fit_colours(net, batches)
        train(net, batches, args.minutes, args.rate, within("net.pt"))
    network.export(net, os.path.join(args.out, "model.onnx"))
    write_manifest(args.out)


if __name__ == "__main__":
    main()
