"""Times `vitrine train` beside PyTorch: the same head, epochs and batch on the same features, on the same processors, one after the
other in turns.

    python3 assets/benchmarks/training.py WORK_DIR [--vitrine .build/release/vitrine] [--epochs 3] [--rounds 3]

Needs torch, numpy, and Debian's dataset-fashion-mnist. WORK_DIR keeps a catalog of the 70,000 pictures, whose vectors are the
features, so a second run measures at once. Only the epochs count on both sides, validation on the 10,000 test pictures included.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

SOURCE = "/usr/share/datasets/fashion-mnist"
BATCH = 64


def vitrine(program, work, *arguments):
    environment = dict(os.environ, XDG_STATE_HOME=str(work / "state"))
    return subprocess.run([program, *map(str, arguments)], env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def train_vitrine(program, work, epochs, name):
    """Seconds of all epochs, and the record."""
    record = json.loads(vitrine(
        program, work, "train", "--catalog", work / "catalog", "--by", "label", "--name", name, "--valid-where", "id begins 't10k'",
        "--epochs", epochs, "--batch", BATCH, "--json"))
    return record["seconds"], record


def train_torch(features, labels, known, asked, epochs):
    """Seconds of all epochs, and the last accuracy: `create_head`, AdamW, OneCycleLR, as documented by their projects."""
    inputs, classes = features.shape[1], int(labels.max()) + 1
    torch.manual_seed(1)
    head = nn.Sequential(
        nn.BatchNorm1d(inputs), nn.Dropout(0.25), nn.Linear(inputs, 512), nn.ReLU(), nn.BatchNorm1d(512), nn.Dropout(0.5),
        nn.Linear(512, classes))
    for layer in head[2], head[6]:
        nn.init.kaiming_normal_(layer.weight)
        nn.init.zeros_(layer.bias)
    steps = len(known) // BATCH
    optimiser = torch.optim.AdamW(head.parameters(), lr=1e-2, betas=(0.95, 0.99), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1e-2, total_steps=epochs * steps)
    start = time.perf_counter()
    for _ in range(epochs):
        head.train()
        order = known[torch.randperm(len(known))]
        for step in range(steps):
            batch = order[step * BATCH:(step + 1) * BATCH]
            optimiser.zero_grad(set_to_none=True)
            F.cross_entropy(head(features[batch]), labels[batch]).backward()
            optimiser.step()
            schedule.step()
        head.eval()
        with torch.no_grad():
            accuracy = (head(features[asked]).argmax(1) == labels[asked]).float().mean().item()
    return time.perf_counter() - start, accuracy


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--vitrine", default=".build/release/vitrine")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    if not (work / "catalog" / "catalog.sqlite").exists():
        vitrine(options.vitrine, work, "index", SOURCE, "--catalog", work / "catalog")
    run = f"bench-{os.getpid()}"
    features = torch.from_numpy(np.load(work / "catalog" / "vectors.npy"))
    # Rows are the catalog's: the pictures in the order of their files, t10k before train.
    labels = np.concatenate([np.frombuffer(unpacked(f"{part}-labels-idx1-ubyte.gz"), np.uint8)[8:] for part in ("t10k", "train")])
    labels = torch.from_numpy(labels.astype("int64"))
    asked, known = torch.arange(10_000), torch.arange(10_000, len(features))
    print(f"{len(known):,} x {features.shape[1]} features; batch {BATCH}, {options.epochs} epochs, {torch.get_num_threads()} threads")
    ours, theirs = [], []
    for number in range(options.rounds):
        seconds, record = train_vitrine(options.vitrine, work, options.epochs, f"{run}-{number}")
        ours.append(seconds)
        seconds, accuracy = train_torch(features, labels, known, asked, options.epochs)
        theirs.append(seconds)
        print(f"round {number + 1}: vitrine {ours[-1]:.1f} s (accuracy {record['accuracy']:.4f}), torch {theirs[-1]:.1f} s ({accuracy:.4f})", flush=True)
    ratios = [a / b for a, b in zip(ours, theirs)]
    print(f"medians: vitrine {statistics.median(ours):.1f} s, torch {statistics.median(theirs):.1f} s, ratio {statistics.median(ratios):.2f}")


def unpacked(name):
    import gzip
    with gzip.open(f"{SOURCE}/{name}") as file:
        return file.read()


if __name__ == "__main__":
    main()
