#!/usr/bin/env python3
"""Trains vitrine-tee from nothing and writes model.onnx and manifest.json. README.md beside this file says what it needs.

    train.py WORK_DIR [--out DIR] [--vitrine PROGRAM] [--clipart DIR] [--fashion DIR] [--steps N] [--items N] [--threads N]

Whatever is in WORK_DIR already (drawings, sample shops, stage1.pt, features) is used, not made again. Stage 1 learns to find a
drawing on another T-shirt by contrast (clip art, no labels). Stage 2 keeps that trunk as it is and fits linear maps on its features:
discriminants of the sample shop's motifs for the print part, and of garments and products for the garment part.
"""
import argparse, hashlib, json, os, subprocess, time
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import network
from clipart import ClipArtShop, cut_prints
from network import SIDE, StageOne, TeeNet
from pictures import enlarge_fashion, is_held_out, load_fashion, load_shop, numbered, read_attributes

STAGE1_SIDE = 96
SEEDS = [101, 102, 103, 104]     # of the sample shops to train on; the evaluation draws another


# ---- losses -----------------------------------------------------------------------------------------------------------
def contrast(code, wanted, temperature=0.1):
    """Supervised contrast (Khosla et al. 2020): `wanted` [n, n] weighs who should be near whom, 0 for the rest."""
    itself = torch.eye(len(code), dtype=torch.bool)
    wanted = wanted.masked_fill(itself, 0)
    share = (code @ code.T / temperature).masked_fill(itself, -1e4).log_softmax(1)
    total = wanted.sum(1)
    return -((wanted * share).sum(1) / total.clamp(min=1e-6))[total > 0].mean()


def same(labels):
    return (labels[:, None] == labels[None]).float()


# ---- stage 1 ----------------------------------------------------------------------------------------------------------
def stage1(drawings, out, steps, batch=128, rate=2e-3):
    """InfoNCE over 2 x 128 T-shirts a step, while colour and pattern stay readable. Saves the net with its normalisation folded."""
    torch.manual_seed(0)
    shop, net = ClipArtShop(drawings, STAGE1_SIDE), StageOne().to(memory_format=torch.channels_last)
    colour_head, pattern_head = nn.Linear(512, 3), nn.Linear(512, 4)
    parameters = [*net.parameters(), *colour_head.parameters(), *pattern_head.parameters()]
    optimiser = torch.optim.AdamW(parameters, rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps)
    number, start = torch.arange(batch).repeat(2), time.time()
    for step in range(steps):
        chosen = torch.randperm(len(shop.prints))[:batch]
        (a, colour_a, pattern_a), (b, colour_b, pattern_b) = shop.draw(chosen), shop.draw(chosen)
        last = network.pooled(net.trunk(torch.cat([a, b]).contiguous(memory_format=torch.channels_last))[2])
        code = F.normalize(net.project(last), dim=1)
        loss = (contrast(code, same(number)) + 5 * F.mse_loss(colour_head(last), torch.cat([colour_a, colour_b]))
                + 0.2 * F.cross_entropy(pattern_head(last), torch.cat([pattern_a, pattern_b])))
        loss.backward(); optimiser.step(); optimiser.zero_grad(); schedule.step()
        if step % 100 == 0:
            print(f"stage 1, step {step}: {time.time() - start:.0f} s, loss {loss:.3f}", flush=True)
    net.trunk.fold()
    torch.save(net.state_dict(), out)


# ---- stage 2 ----------------------------------------------------------------------------------------------------------
def features(net, pictures, name):
    """Features of [n, 3, SIDE, SIDE] bytes or floats for print, garment and colour, computed once and kept in the file `name`."""
    if not os.path.exists(name):
        kept, start = [], time.time()
        with torch.inference_mode():
            for first in range(0, len(pictures), 64):
                part = pictures[first:first + 64]
                part = torch.from_numpy(part).permute(0, 3, 1, 2).float() / 255 if isinstance(part, np.ndarray) else part
                part = part.contiguous(memory_format=torch.channels_last)
                kept.append([net.print_features(net.chest(part)), net.garment_features(part), net.histogram.histogram(part)])
        torch.save([torch.cat(parts).clone() for parts in zip(*kept)], name)
        print(f"features of {len(pictures)} pictures: {time.time() - start:.0f} s", flush=True)
    return torch.load(name)


def discriminants(rows, labels, linear, ridge=0.1):
    """Sets `linear` to Fisher's discriminants: the directions in which classes differ most against their inner scatter, which is
    regularised by `ridge` on standardised features; each scaled by how much of its variance lies between classes."""
    mean, deviation = rows.mean(0), rows.std(0) + 1e-6
    rows = ((rows - mean) / deviation).double()
    size = torch.bincount(labels).double()[:, None]
    centres = torch.zeros(len(size), rows.shape[1], dtype=torch.double).index_add_(0, labels, rows) / size
    inner = rows - centres[labels]
    within = inner.T @ inner / len(rows) + ridge * torch.eye(rows.shape[1], dtype=torch.double)
    between = (centres * size).T @ centres / len(rows)
    root = torch.linalg.inv(torch.linalg.cholesky(within))
    values, axes = torch.linalg.eigh(root @ between @ root.T)
    values, axes = values[-linear.out_features:].clamp(min=0), (root.T @ axes)[:, -linear.out_features:]
    weight = ((axes * (values / (1 + values)).sqrt()).T / deviation).float()
    linear.weight.data, linear.bias.data = weight.contiguous(), -(weight @ mean)


def attributes(rows, targets, linear, rounds=40, batch=512, scale=14.0):
    """Trains `linear` so that the cosine to one direction for each value tells every attribute: cosine neighbours then share them.
    `targets` holds labels [n] by attribute, -1 where a row has none."""
    mean, deviation = rows.mean(0), rows.std(0) + 1e-6
    rows = (rows - mean) / deviation
    directions = [nn.Parameter(torch.randn(int(labels.max()) + 1, linear.out_features)) for _, labels in targets]
    optimiser = torch.optim.AdamW([*linear.parameters(), *directions], 2e-3, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=rounds * (len(rows) // batch))
    for _ in range(rounds):
        for chosen in torch.randperm(len(rows))[:len(rows) // batch * batch].split(batch):
            code = F.normalize(linear(rows[chosen]), dim=1)
            loss = sum(weight * F.cross_entropy(scale * code @ F.normalize(axes, dim=1).T, labels[chosen], ignore_index=-1)
                       for axes, (weight, labels) in zip(directions, targets))
            loss.backward(); optimiser.step(); optimiser.zero_grad(); schedule.step()
    print(f"garment attributes: loss {loss:.3f}", flush=True)
    weight = linear.weight.data / deviation
    linear.bias.data -= weight @ mean
    linear.weight.data = weight


def stage2(args, folders, net, within):
    kept = [[row for row in read_attributes(folder) if not is_held_out(row["print_group"], row["motif"])] for folder in folders]
    if not os.path.exists(within("shop.npy")):
        np.save(within("shop.npy"), np.concatenate([load_shop(folder, SIDE, rows) for folder, rows in zip(folders, kept)]))
    rows = sum(kept, [])
    shop = features(net, np.load(within("shop.npy"), mmap_mode="r")[:].copy(), within("shop-features.pt"))
    photographs, product = load_fashion(args.fashion, "train")
    photographs, product = photographs[-args.photographs:], torch.from_numpy(product[-args.photographs:])
    fashion = features(net, EnlargedFashion(photographs), within("fashion-features.pt"))

    torch.manual_seed(1)
    motif, motifs = numbered([row["print_group"] + "/" + row["motif"] for row in rows])
    print(f"{len(rows)} T-shirts, {len(motifs)} motifs; {len(product)} product photographs", flush=True)
    with torch.no_grad():
        net.histogram.fit(torch.cat([shop[2], fashion[2][::4]]))
        discriminants(torch.cat([shop[0], fashion[0]]), torch.cat([motif, product + len(motifs)]), net.print)
    none_shop, none_fashion = torch.full((len(rows),), -1), torch.full((len(product),), -1)
    weights = {"colour": 1.0, "pattern": 1.0, "second_colour": 0.2, "neckline": 0.2, "sleeve": 0.2}
    targets = [(weight, torch.cat([numbered([row[name] for row in rows])[0], none_fashion])) for name, weight in weights.items()]
    targets.append((1.0, torch.cat([none_shop, product])))
    attributes(torch.cat([shop[1], fashion[1]]), targets, net.garment)


# ---- stage 3 ----------------------------------------------------------------------------------------------------------
def stage3(args, folders, net, within, batch=96, scale=16.0):
    """Fits a copy of the last two blocks, and the print discriminants, to tell motifs and groups by cosine (normalised softmax), on
    chests moved about and mirrored. Fashion-MNIST and the contrastive code have no part in it."""
    torch.manual_seed(2)
    rows = [row for folder in folders for row in read_attributes(folder)]
    rows = [row for row in rows if not is_held_out(row["print_group"], row["motif"])]
    pictures, known = np.load(within("shop.npy"), mmap_mode="r"), torch.load(within("shop-features.pt"))[0]
    motif, motifs = numbered([row["print_group"] + "/" + row["motif"] for row in rows])
    group, groups = numbered([row["print_group"] for row in rows])
    mean, deviation = known.mean(0), known.std(0) + 1e-6
    linear = nn.Linear(896, network.PRINT_LEARNT)
    with torch.no_grad():
        linear.weight.copy_(net.print.weight * deviation), linear.bias.copy_(net.print.bias + net.print.weight @ mean)
        start_code = F.normalize(net.print(known), dim=1)
    middle_of = lambda labels, size: F.normalize(torch.zeros(size, network.PRINT_LEARNT).index_add_(0, labels, start_code), dim=1)
    directions = [nn.Parameter(middle_of(motif, len(motifs))), nn.Parameter(middle_of(group, len(groups)))]
    printed = torch.nonzero(torch.tensor([row["motif"] != "" for row in rows]))[:, 0]
    optimiser = torch.optim.AdamW([{"params": net.deep.parameters(), "scale": 0.5}, {"params": [*linear.parameters(), *directions], "scale": 1.0}],
                                  args.rate, weight_decay=0.02)
    start, step, done, net = time.time(), 0, 0.0, net.to(memory_format=torch.channels_last)
    (top, left), side = (network.CHEST[0].start, network.CHEST[1].start), 64
    while done < 1:
        for settings in optimiser.param_groups:
            settings["lr"] = args.rate * settings["scale"] * min(1, (step + 1) / 30) * (0.5 + 0.5 * np.cos(np.pi * done))
        chosen, chests = printed[torch.randint(0, len(printed), (batch,))], []
        for index in chosen.tolist():
            y, x = top + np.random.randint(-5, 6), left + np.random.randint(-5, 6)
            chest = pictures[index, y:y + side, x:x + side]
            chests.append(chest[:, ::-1] if np.random.rand() < 0.5 else chest)
        with torch.no_grad():
            fine = net.stage1.trunk.fine(torch.from_numpy(np.stack(chests)).permute(0, 3, 1, 2).float() / 255)
        code = F.normalize(linear((net.print_features(fine) - mean) / deviation), dim=1)
        parts = [F.cross_entropy(scale * code @ F.normalize(axes, dim=1).T, labels[chosen]) for axes, labels in zip(directions, (motif, group))]
        (parts[0] + 0.3 * parts[1]).backward()
        nn.utils.clip_grad_norm_(net.deep.parameters(), 2.0)
        optimiser.step(); optimiser.zero_grad()
        step += 1
        done = max(step / args.steps3, (time.time() - start) / 60 / args.minutes)
        if step % 50 == 0:
            print(f"stage 3, step {step}: {time.time() - start:.0f} s, motif {parts[0]:.3f}, group {parts[1]:.3f}", flush=True)
    print(f"stage 3: {step} steps in {time.time() - start:.0f} s", flush=True)
    with torch.no_grad():
        net.print.weight.copy_(linear.weight / deviation)
        net.print.bias.copy_(linear.bias - net.print.weight @ mean)


class EnlargedFashion:
    """Fashion-MNIST at the network's size, enlarged when a slice is taken."""

    def __init__(self, pictures):
        self.pictures = pictures

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, part):
        return enlarge_fashion(self.pictures[part], SIDE)


# ---- all of it --------------------------------------------------------------------------------------------------------
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
        "summary": "T-shirts: what is printed on them, and what the garment is like. Made for Vitrine; see MODEL-CARD.md.",
    }
    with open(os.path.join(folder, "manifest.json"), "w") as file:
        file.write(json.dumps(manifest, indent=2, sort_keys=True) + "\n")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description="Trains vitrine-tee from nothing.")
    parser.add_argument("work", help="folder for drawings, shops, features and weights")
    parser.add_argument("--out", default=os.path.join(here, "..", "encoders", "vitrine-tee"))
    parser.add_argument("--vitrine", default=os.path.join(here, "..", "..", ".build", "release", "vitrine"))
    parser.add_argument("--clipart", default="/usr/share/openclipart/png")
    parser.add_argument("--fashion", default="/usr/share/datasets/fashion-mnist")
    parser.add_argument("--items", type=int, default=24_000, help="T-shirts of the sample shops, all seeds together")
    parser.add_argument("--photographs", type=int, default=10_000, help="Fashion-MNIST training pictures, the last ones of the file")
    parser.add_argument("--steps", type=int, default=3_000, help="of stage 1")
    parser.add_argument("--steps3", type=int, default=6_000)
    parser.add_argument("--minutes", type=float, default=60, help="stage 3 ends after so long at the latest, its rate falling in time")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    os.makedirs(args.work, exist_ok=True)
    os.makedirs(args.out, exist_ok=True)
    within = lambda name: os.path.join(args.work, name)

    if not os.path.exists(within("clipart.npz")):
        cut_prints(args.clipart, within("clipart.npz"))
    if not os.path.exists(within("stage1.pt")):
        stage1(within("clipart.npz"), within("stage1.pt"), args.steps)
    folders = [within(f"shop-{seed}") for seed in SEEDS]
    for folder, seed in zip(folders, SEEDS):
        if not os.path.exists(folder):
            subprocess.run([args.vitrine, "sample", folder, "--items", str(args.items // len(SEEDS)), "--seed", str(seed)], check=True)
    net = TeeNet().eval()
    net.stage1.load_state_dict(torch.load(within("stage1.pt")))
    net.deep.load_state_dict(net.stage1.trunk.body[2:].state_dict())
    stage2(args, folders, net, within)
    stage3(args, folders, net, within)
    torch.save(net.state_dict(), within("stage3.pt"))
    network.export(net, os.path.join(args.out, "model.onnx"))
    write_manifest(args.out)


if __name__ == "__main__":
    main()
