#!/usr/bin/env python3
"""Compares walls of Vitrine with those of rasterfairy (PyPI), of the same items, in one run of `vitrine benchmark wall`.

    python3 wall.py CATALOG [--vitrine PROGRAM] [--items N] [--scratch FOLDER] [-- ARGUMENTS OF `vitrine benchmark wall`]

Needs numpy, rasterfairy and, for t-SNE, scikit-learn. rasterfairy puts points of a plane onto a grid; the plane is that of the two
principal components, and t-SNE's, which is what its own examples take. The vectors are exported, their directions taken (as cosine does),
and the first N items' points moved onto the grid that Vitrine is measured on; the tables go to `vitrine benchmark wall --beside`.
rasterfairy 1.0.6 names types that numpy no longer has, so these names are given back to numpy first; and it orders points by the whole
part of their coordinates, so the points are spread over a million.
"""

import argparse
import csv
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

np.float, np.int = float, int
import rasterfairy  # noqa: E402


def points(vectors, scratch):
    """The planes, by name."""
    centered = vectors - vectors.mean(0)
    _, directions = np.linalg.eigh(centered.T @ centered)
    components = centered @ directions[:, ::-1]
    yield "rasterfairy of PCA", components[:, :2]
    try:
        from sklearn.manifold import TSNE
    except ImportError:
        print("t-SNE is left out: there is no scikit-learn", file=sys.stderr)
        return
    yield "rasterfairy of t-SNE", TSNE(random_state=0, init="pca").fit_transform(components[:, :64])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("catalog")
    parser.add_argument("--vitrine", default="vitrine")
    parser.add_argument("--items", type=int, default=4096)
    parser.add_argument("--scratch")
    parser.add_argument("rest", nargs="*")
    options = parser.parse_args()
    scratch = Path(options.scratch or tempfile.mkdtemp(prefix="wall-"))
    scratch.mkdir(parents=True, exist_ok=True)
    table, names = scratch / "vectors.npy", scratch / "ids.txt"
    subprocess.run(
        [options.vitrine, "vectors", "export", table, names, "--catalog", options.catalog, "--force"], check=True)
    vectors = np.load(table)[: options.items].astype(np.float64)
    ids = names.read_text(encoding="utf-8").splitlines()[: len(vectors)]
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-30)
    columns = math.ceil(math.sqrt(len(vectors)))
    if columns * columns != len(vectors):
        sys.exit("rasterfairy is measured on a square: let --items be one, such as 4096")
    beside = []
    for name, plane in points(vectors, scratch):
        start = time.perf_counter()
        spread = (plane - plane.min(0)) / np.ptp(plane, axis=0) * 1e6
        grid, _ = rasterfairy.transformPointCloud2D(spread.astype(np.float64), target=(columns, columns))
        print(f"{name}: onto the grid in {time.perf_counter() - start:.2f} s", file=sys.stderr)
        file = scratch / f"{name}.csv"
        with open(file, "w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            writer.writerow(["item", "column", "row"])
            for item, (column, row) in zip(ids, np.rint(np.asarray(grid)).astype(int)):
                writer.writerow([item, column, row])
        beside += ["--beside", file]
    subprocess.run(
        [options.vitrine, "benchmark", "wall", "--catalog", options.catalog, "--compared", str(len(vectors)), *beside, *options.rest], check=True)


if __name__ == "__main__":
    main()
