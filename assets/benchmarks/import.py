#!/usr/bin/env python3
"""Times `vitrine vectors import` of synthetic vectors beside a copy of the same bytes to the disk, in turns. Needs numpy.

    assets/benchmarks/import.py [--rows 1000000] [--dimensions 512] [--rounds 3] [--vitrine .build/release/vitrine]
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--rows", type=int, default=1_000_000)
parser.add_argument("--dimensions", type=int, default=512)
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--vitrine", default=".build/release/vitrine")
options = parser.parse_args()


def make(file, ids):
    random = np.random.default_rng(1)
    table = np.lib.format.open_memmap(file, mode="w+", dtype=np.float32, shape=(options.rows, options.dimensions))
    for start in range(0, options.rows, 65_536):
        part = table[start : start + 65_536]
        part[:] = random.standard_normal(part.shape, dtype=np.float32)
    table.flush()
    ids.write_text("".join(f"item{row:07d}\n" for row in range(options.rows)))


def copy(file, target):
    start = time.perf_counter()
    with open(file, "rb") as source, open(target, "wb") as out:
        while part := source.read(1 << 22):
            out.write(part)
        out.flush()
        os.fsync(out.fileno())
    return time.perf_counter() - start


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    file, ids, target = folder / "vectors.npy", folder / "ids.txt", folder / "copy"
    make(file, ids)
    environment = os.environ | {"XDG_STATE_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    for number in range(options.rounds):
        copied = copy(file, target)
        target.unlink()
        command = [options.vitrine, "vectors", "import", file, ids, "--catalog", folder / f"catalog-{number}", "--encoder-name", "random"]
        start = time.perf_counter()
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        imported = time.perf_counter() - start
        shutil.rmtree(folder / f"catalog-{number}")
        print(f"copy and sync {copied:.1f} s, import {imported:.1f} s: {imported / copied:.1f} times", flush=True)
