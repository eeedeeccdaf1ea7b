#!/usr/bin/env python3
"""Measures vitrine-tee on prints that its training never saw, and prints the tables of MODEL-CARD.md.

    evaluate.py WORK_DIR [--model FILE.onnx] [--vitrine PROGRAM] [--compare FILE.onnx] [--sweep] [--fashion DIR] [--shop DIR]

Draws a sample shop of a seed of its own (or takes the one in WORK_DIR/evaluation), keeps the T-shirts whose prints are held out
(pictures.is_held_out) and asks each for its 5 nearest of all others by cosine. `--compare` adds another network: --compare-side is
its input. `--sweep` shows other lengths of the parts. `--shop` measures on any folder of pictures with an attributes.csv of columns
id, print_group, motif, colour and pattern instead, all of it taken as held out. Then Fashion-MNIST: every training picture is indexed,
every test picture asks.
"""
import argparse, json, os, subprocess, tempfile, time
import numpy as np

import network
from pictures import HELD_OUT_GROUPS, enlarged, is_held_out, load_fashion, load_shop, read_attributes

HERE = os.path.dirname(os.path.abspath(__file__))


def compiled(path):
    import openvino
    return openvino.Core().compile_model(path, "CPU", {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": "f32"})


def encode(path, pictures, batch=16):
    """uint8 [n, side, side, 3] or float [n, 3, side, side] in 0...1 -> vectors [n, D], pictures a second of the network alone."""
    net, vectors, spent = compiled(path), [], 0.0
    for first in range(0, len(pictures), batch):
        part = pictures[first:first + batch]
        if part.dtype == np.uint8:
            part = np.ascontiguousarray(part.transpose(0, 3, 1, 2)).astype(np.float32) / 255
        start = time.perf_counter()
        vectors.append(net(part)[0].copy())
        spent += time.perf_counter() - start
    return np.concatenate(vectors), len(pictures) / spent


def descriptor(vitrine, folder, ids):
    """The vectors of Vitrine's classical descriptor, in the order of `ids`."""
    with tempfile.TemporaryDirectory() as scratch:
        catalog, vectors, names = (os.path.join(scratch, name) for name in ("catalog", "v.npy", "v.ids"))
        subprocess.run([vitrine, "index", folder, "--encoder", "descriptor", "--catalog", catalog], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([vitrine, "vectors", "export", vectors, names, "--catalog", catalog], check=True, stdout=subprocess.DEVNULL)
        with open(names) as file:
            row = {line.strip(): index for index, line in enumerate(file)}
        return np.load(vectors)[[row[id] for id in ids]].astype(np.float32)


def unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def precision(likeness, labels, without=None, asked=None, k=5):
    """Mean share of the k nearest, the item itself left out, that have the asked item's label. `without`: items of an equal value
    there are left out too. Items that no candidate could satisfy are not asked."""
    candidate = ~np.eye(len(labels), dtype=bool) if without is None else without[:, None] != without[None]
    right = (labels[:, None] == labels[None]) & candidate
    chosen = right.any(1) if asked is None else right.any(1) & asked
    if not chosen.any():
        return float("nan")
    nearest = np.argpartition(-np.where(candidate, likeness, -2)[chosen], k, axis=1)[:, :k]
    return float(np.take_along_axis(right[chosen], nearest, 1).mean())


def table(rows, names, columns):
    print("| | " + " | ".join(columns) + " |\n|" + "---|" * (len(columns) + 1))
    for name in names:
        print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in rows[name]) + " |")
    print(flush=True)


def measure(vectors, truth):
    motif, group, colour, pattern, foreign = truth
    likeness = unit(vectors) @ unit(vectors).T
    return [precision(likeness, motif), precision(likeness, group, motif), precision(likeness, group, motif, foreign),
            precision(likeness, group, motif, ~foreign), precision(likeness, colour), precision(likeness, pattern)]


def vote(index, labels, asked, k=5):
    """The most frequent class among the k of largest inner product; the nearest decides ties."""
    answers = []
    for part in np.array_split(asked, 50):
        likeness = part @ index.T
        nearest = np.argpartition(-likeness, k, axis=1)[:, :k]
        nearest = np.take_along_axis(nearest, np.argsort(-np.take_along_axis(likeness, nearest, 1), axis=1), 1)
        for row in labels[nearest]:
            counts = np.bincount(row, minlength=10)
            answers.append(next(label for label in row if counts[label] == counts.max()))
    return np.array(answers)


def encode_fashion(model, pictures):
    parts = np.array_split(pictures, max(1, len(pictures) // 2000))
    return np.concatenate([encode(model, enlarged(part, network.SIDE).numpy())[0] for part in parts])


def measure_fashion(model, folder):
    """Shares of the 10,000 test pictures whose class the vote finds; pictures as published, and with dark and light exchanged."""
    (known, labels), (asked, truth) = load_fashion(folder, "train"), load_fashion(folder, "t10k")
    print(f"Fashion-MNIST, vote of 5, {len(known)} indexed, {len(asked)} asked\n\n| | light on black, as published | dark on white |\n|---|---|---|")
    split, rights = network.PRINT, {}
    for inverted in (False, True):
        index, ask = (255 - part if inverted else part for part in (known, asked))
        vectors = [encode_fashion(model, part) for part in (index, ask)]
        pixels = [part.reshape(len(part), -1).astype(np.float32) / 255 for part in (index, ask)]
        length = (pixels[0] ** 2).sum(1, keepdims=True)
        euclidean = np.concatenate([pixels[0], -length / 2], 1), np.concatenate([pixels[1], np.ones((len(ask), 1), np.float32)], 1)
        cosine = lambda first, end: [unit(part[:, first:end]) for part in vectors]
        for name, (a, b) in {"vitrine-tee, whole": cosine(0, None), "print part": cosine(0, split), "garment part": cosine(split, None),
                             "pixels, cosine": [unit(part) for part in pixels], "pixels, Euclidean": euclidean}.items():
            rights.setdefault(name, []).append((vote(a, labels, b) == truth).mean())
    for name, shares in rights.items():
        print(f"| {name} | " + " | ".join(f"{share:.3f}" for share in shares) + " |")
    print(flush=True)


def main():
    parser = argparse.ArgumentParser(description="Measures vitrine-tee on held-out prints.")
    parser.add_argument("work")
    parser.add_argument("--model", default=os.path.join(HERE, "..", "encoders", "vitrine-tee", "model.onnx"))
    parser.add_argument("--vitrine", default=os.path.join(HERE, "..", "..", ".build", "release", "vitrine"))
    parser.add_argument("--compare", help="another network, its input `picture` in RGB, 0...1")
    parser.add_argument("--compare-side", type=int, default=96)
    parser.add_argument("--fashion", default="/usr/share/datasets/fashion-mnist")
    parser.add_argument("--items", type=int, default=8_000)
    parser.add_argument("--seed", type=int, default=900)
    parser.add_argument("--sweep", action="store_true")
    parser.add_argument("--shop", help="a folder of pictures to measure on instead")
    args = parser.parse_args()

    folder = args.shop or os.path.join(args.work, "evaluation")
    if not os.path.exists(folder):
        subprocess.run([args.vitrine, "sample", folder, "--items", str(args.items), "--seed", str(args.seed)], check=True)
    rows = [row for row in read_attributes(folder) if args.shop or is_held_out(row["print_group"], row["motif"])]
    columns = [np.array([row[name] for row in rows]) for name in ("print_group", "motif", "colour", "pattern")]
    group, motif = columns[0], np.char.add(np.char.add(columns[0], "/"), columns[1])
    foreign = np.isin(group, list(HELD_OUT_GROUPS))
    truth = motif, group, columns[2], columns[3], foreign
    print(f"{len(rows)} T-shirts with held-out prints: {len(set(motif))} motifs in {len(set(group))} groups, {foreign.sum()} T-shirts of "
          f"{len(set(group[foreign]))} groups that are held out whole; {len(set(columns[2]))} colours, {len(set(columns[3]))} patterns\n")

    vectors, rate = encode(args.model, load_shop(folder, network.SIDE, rows))
    split = network.PRINT
    results = {"vitrine-tee, whole": vectors, "print part": vectors[:, :split], "garment part": vectors[:, split:],
               "descriptor": descriptor(args.vitrine, folder, [row["id"] for row in rows])}
    if args.compare:
        results["compared network"] = encode(args.compare, load_shop(folder, args.compare_side, rows))[0]
    results["chance"] = np.random.default_rng(0).normal(size=(len(rows), 256))
    measured = {name: measure(value, truth) for name, value in results.items()}
    table(measured, measured, ["motif", "group, other motif", "... of groups held out whole", "... of groups known", "colour", "pattern"])
    if args.sweep:
        print_part, garment = unit(vectors[:, :split]), unit(vectors[:, split:])
        sweep = {f"garment {w}": measure(np.concatenate([print_part, w * garment], 1), truth) for w in (0.2, 0.3, 0.37, 0.4, 0.5, 0.7, 1.0)}
        likeness, meaning = (unit(v) for v in np.split(vectors[:, :split], [network.LIKENESS], axis=1))
        sweep.update({f"meaning {w} in print": measure(np.concatenate([likeness, w * meaning], 1), truth) for w in (0.0, 0.5, 0.7, 1.0, 1.5, 9.0)})
        learnt, fixed = (unit(v) for v in np.split(vectors[:, split:], [network.LEARNT], axis=1))
        sweep.update({f"colours {w} in garment": measure(np.concatenate([learnt, w * fixed], 1), truth) for w in (0.0, 0.5, 0.8, 1.2, 9.0)})
        table(sweep, sweep, ["motif", "group, other motif", "whole groups", "known groups", "colour", "pattern"])

    print(f"Network alone (OpenVINO, f32, batch 16): {rate:.0f} pictures a second\n", flush=True)
    if not args.shop:
        measure_fashion(args.model, args.fashion)


if __name__ == "__main__":
    main()
