#!/usr/bin/env python3
"""Times exact search by Vitrine beside scikit-learn, FAISS, Annoy and hnswlib, on the same vectors and queries in one run.

    python3 peers.py --scratch FOLDER [--vitrine PROGRAM] [--table ROWSxDIMENSIONS ...] [--vectors FILE.npy ...] [--rounds N]
                     [--threads T]

Needs numpy, scikit-learn, faiss-cpu (1.13 or later), annoy and hnswlib. Vectors are clustered like those of `vitrine benchmark
search`: a centre is a mixture of 32 random directions, an item its centre plus noise, about 100 items to a centre; --vectors takes
others instead, such as `vitrine vectors export` writes. Each round searches for one item and for the centroid of a basket of 12,
k = 30, the basket's items included. What is compared:

- Vitrine: cosine, euclidean and manhattan in one pass (`vitrine benchmark search --catalog`, which draws the same queries),
  by float32 alone and by codes first, which is what the program does; and by codes for cosine alone.
- scikit-learn: pairwise_distances for the same three, each followed by argsort; float32, defaults.
- FAISS: three flat indexes, L2, inner product (of vectors divided by their lengths) and L1. FAISS spreads queries over threads,
  not rows, so one query takes one of them; the line "in shards" splits each index by rows, one part to a thread.
- FAISS, codes first and then float32 for the best of them: inner product of vectors divided by their lengths, an index split into
  one shard for each thread. PQ fast scan, 4 bits for each 4 or 2 dimensions, and RaBitQ fast scan, 10 or 100 times k re-ranked in each
  shard; 8-bit scalar codes, 4 times k.
- Annoy: one index for cosine ("angular"), 100 trees, search_k 20,000. hnswlib: one for cosine, M 16, ef 200 when built and searched.

FAISS's codes, Annoy and hnswlib answer one metric where the others answer three. Recall is the share of the exact 30 nearest (in float64, on
the first rounds) that were found, over all metrics that the line answers. All engines are kept in memory, in-process times
without starting a program. Before each search the whole table is read, as `vitrine benchmark search` does, so that nobody finds data
in the processor's caches. Vitrine is timed first, in the middle and last, and the median of the three counts. Vectors, catalogs
and all indexes that take long to build are kept in the scratch folder and used again.

--prepare builds these and measures nothing; --fast leaves scikit-learn, FAISS flat, Annoy and hnswlib out.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

K, BASKET = 30, 12
STANDARD = ["cosine", "euclidean", "manhattan"]


class SplitMix:
    """SplitMix64 (Steele et al. 2014), with which `vitrine benchmark search` draws its queries."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        mask = 2**64 - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return z ^ (z >> 31)


def vectors(folder, rows, dimensions):
    """The table, memory-mapped; made when it is not there."""
    path = folder / "vectors.npy"
    if not path.exists():
        random = np.random.default_rng(1)
        directions = random.standard_normal((32, dimensions), np.float32)
        centers = random.standard_normal((max(1, rows // 100), 32), np.float32) @ directions / np.sqrt(np.float32(32))
        draft = np.lib.format.open_memmap(folder / "draft.npy", "w+", np.float32, (rows, dimensions))
        for start in range(0, rows, 4096):
            count = min(4096, rows - start)
            noise = np.float32(0.5) * random.standard_normal((count, dimensions), np.float32)
            draft[start:start + count] = centers[random.integers(0, len(centers), count)] + noise
        draft.flush()
        (folder / "draft.npy").rename(path)
    return np.load(path, mmap_mode="r")


class Queries:
    """Items and centroids of baskets, by round; the first round only warms up."""

    def __init__(self, table, rounds):
        random = SplitMix(1)
        self.baskets = [[random.next() % len(table) for _ in range(BASKET)] for _ in range(rounds + 1)]
        self.of = {
            "item": [table[basket[0]] for basket in self.baskets],
            "basket": [table[basket].astype(np.float64).mean(0).astype(np.float32) for basket in self.baskets],
        }


def truth(table, queries, checked):
    """For each kind and each checked round, the nearest rows by metric, in float64."""
    kinds = [(kind, r) for kind in queries.of for r in range(1, checked + 1)]
    asked = np.stack([queries.of[kind][r] for kind, r in kinds]).astype(np.float64)
    costs = {metric: np.empty((len(asked), len(table))) for metric in STANDARD}
    for start in range(0, len(table), 2048):
        x = np.asarray(table[start:start + 2048], np.float64)
        norms, dots = (x * x).sum(1), asked @ x.T
        part = slice(start, start + len(x))
        costs["cosine"][:, part] = 1 - dots / np.sqrt(norms) / np.linalg.norm(asked, axis=1)[:, None]
        costs["euclidean"][:, part] = norms - 2 * dots
        for i, query in enumerate(asked):
            costs["manhattan"][i, part] = np.abs(x - query).sum(1)
    return {key: {metric: np.argsort(costs[metric][i], kind="stable")[:K] for metric in STANDARD} for i, key in enumerate(kinds)}


def recall(found, exact):
    """Found: rows by metric for each (kind, round)."""
    shares = {}
    for (kind, r), lists in found.items():
        for metric, rows in lists.items():
            shares.setdefault(kind, []).append(len(set(map(int, rows)) & set(map(int, exact[kind, r][metric]))) / K)
    return {kind: statistics.mean(values) for kind, values in shares.items()}


def measure(search, table, queries, rounds, exact, checked):
    """Median milliseconds by kind, and recall by kind. `search` takes a vector and returns rows by metric."""
    times, found = {kind: [] for kind in queries.of}, {}
    for r in range(rounds + 1):
        for kind in queries.of:
            query = queries.of[kind][r]
            table.max()
            start = time.perf_counter()
            rows = search(query)
            if r > 0:
                times[kind].append(1e3 * (time.perf_counter() - start))
            if 0 < r <= checked:
                found[kind, r] = rows
    return {kind: statistics.median(values) for kind, values in times.items()}, recall(found, exact)


# The engines. Each returns a function from a vector to rows by metric.

def scikit_learn(table):
    from sklearn.metrics import pairwise_distances

    return lambda q: {metric: np.argsort(pairwise_distances(q[None], table, metric=metric)[0])[:K] for metric in STANDARD}


def faiss_flat(table, threads, shards):
    import faiss

    faiss.omp_set_num_threads(threads)
    dimensions = table.shape[1]
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)

    def index(data, metric):
        whole = faiss.IndexFlat(dimensions, metric)
        if not shards:
            whole.add(data)
            return whole
        parts = faiss.IndexShards(dimensions, True, True)
        for part in np.array_split(data, threads):
            flat = faiss.IndexFlat(dimensions, metric)
            flat.add(part)
            parts.add_shard(flat)
        return parts

    indexes = {"cosine": index(unit, faiss.METRIC_INNER_PRODUCT), "euclidean": index(table, faiss.METRIC_L2),
               "manhattan": index(table, faiss.METRIC_L1)}
    return lambda q: {metric: index.search(q[None], K)[1][0] for metric, index in indexes.items()}


def fast_scan(tables, codes):
    """A factory's name for codes that fast scan looks up in so many tables of bytes.

    Sums of more bytes than fit 16 bits wrap in an index without inverted lists, which then finds next to nothing; with one list they are scaled.
    """
    return ("IVF1," if tables * 255 >= 2**16 else "") + codes + ",RFlat"


CODED = {
    "PQ fast scan, 4 bits for 4 dimensions": (lambda d: fast_scan(d // 4, f"PQ{d // 4}x4fs"), (10, 100)),
    "PQ fast scan, 4 bits for 2 dimensions": (lambda d: fast_scan(d // 2, f"PQ{d // 2}x4fs"), (10, 100)),
    "RaBitQ fast scan": (lambda d: fast_scan(d // 4, "RaBitQfs"), (10, 100)),
    "8-bit scalar codes": (lambda d: "SQ8,RFlat", (4,)),
}


def faiss_coded(folder, table, threads, kind):
    """A function from the factor of re-ranking to a search."""
    import faiss

    faiss.omp_set_num_threads(threads)
    dimensions = table.shape[1]
    factory = CODED[kind][0](dimensions)
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    parts = faiss.IndexShards(dimensions, True, True)
    refined = []
    start, built = time.monotonic(), False
    # Trained once, so that all shards have the same codes, on as many rows as FAISS would take.
    trained = None
    for shard, data in enumerate(np.array_split(unit, threads)):
        path = folder / f"faiss.{factory}.{shard}of{threads}"
        if path.exists():
            index = faiss.read_index(str(path))
        else:
            if trained is None:
                trained = faiss.index_factory(dimensions, factory, faiss.METRIC_INNER_PRODUCT)
                trained.train(np.ascontiguousarray(unit[np.random.default_rng(1).permutation(len(unit))[:16_384]]))
            index, built = faiss.deserialize_index(faiss.serialize_index(trained)), True
            index.add(np.ascontiguousarray(data))
            faiss.write_index(index, str(folder / "faiss.draft"))
            (folder / "faiss.draft").rename(path)
        refined.append(faiss.downcast_index(index))
        parts.add_shard(index)
    if built:
        note(f"FAISS {kind}: built in {time.monotonic() - start:.0f} s")

    def by(factor):
        for index in refined:
            index.k_factor = factor
        return lambda q: {"cosine": parts.search(q[None] / np.linalg.norm(q), K)[1][0]}

    return by


def annoy(folder, table, threads):
    from annoy import AnnoyIndex

    index, path = AnnoyIndex(table.shape[1], "angular"), folder / "annoy.trees"
    if not path.exists():
        for row, vector in enumerate(table):
            index.add_item(row, vector)
        start = time.monotonic()
        index.build(100, n_jobs=threads)
        note(f"Annoy: 100 trees built in {time.monotonic() - start:.0f} s")
        index.save(str(folder / "annoy.draft"))
        (folder / "annoy.draft").rename(path)
    index.load(str(path), prefault=True)
    return lambda q: {"cosine": index.get_nns_by_vector(q, K, search_k=20_000)}


def hnsw(folder, table, threads):
    import hnswlib

    index, path = hnswlib.Index("cosine", table.shape[1]), folder / "hnsw.graph"
    if path.exists():
        index.load_index(str(path))
    else:
        index.init_index(len(table), ef_construction=200, M=16, random_seed=1)
        start = time.monotonic()
        index.add_items(table, num_threads=threads)
        note(f"hnswlib: graph built in {time.monotonic() - start:.0f} s")
        index.save_index(str(folder / "hnsw.draft"))
        (folder / "hnsw.draft").rename(path)
    index.set_ef(200)
    return lambda q: {"cosine": index.knn_query(q[None], K, num_threads=threads)[0][0]}


class Vitrine:
    def __init__(self, program, folder, table):
        self.program, self.catalog, self.samples = program, folder / "catalog", {}
        self.environment = dict(os.environ, XDG_DATA_HOME=str(folder / "data"), XDG_STATE_HOME=str(folder / "state"))
        if not self.catalog.exists():
            (folder / "vectors.ids").write_text("".join(f"v{row}\n" for row in range(len(table))))
            self.run("vectors", "import", folder / "vectors.npy", folder / "vectors.ids", "--catalog", self.catalog,
                     "--encoder-name", "peers")

    def run(self, *arguments):
        command = [self.program, *map(str, arguments)]
        return subprocess.run(command, env=self.environment, check=True, stdout=subprocess.PIPE, text=True).stdout

    def sample(self, rounds, threads):
        """Times all lines once more."""
        for metrics in (STANDARD, ["cosine"]):
            result = json.loads(self.run("benchmark", "search", "--catalog", self.catalog, "--metric", ",".join(metrics),
                                         "--threads", threads, "--rounds", rounds, "--json"))
            self.samples.setdefault("plain read", []).append(result["plainRead"]["median"])
            self.samples.setdefault("read of codes", []).append(result["plainReadOfCodes"]["median"])
            for line in result["lines"]:
                self.samples.setdefault((len(metrics), line["path"], line["query"]), []).append(line["milliseconds"]["median"])

    def times(self, metrics, path):
        return {kind: statistics.median(self.samples[metrics, path, kind]) for kind in ("item", "basket")}

    def found(self, queries, checked):
        found = {}
        for r in range(1, checked + 1):
            for kind, items in (("item", queries.baskets[r][:1]), ("basket", list(dict.fromkeys(queries.baskets[r])))):
                answer = json.loads(self.run("similar", *(f"v{row}" for row in items), "--catalog", self.catalog, "-k", K,
                                             "--mode", "centroid", "--include-query", "--metric", ",".join(STANDARD), "--json"))
                found[kind, r] = {result["metric"]: [int(neighbor["item"][1:]) for neighbor in result["neighbours"]]
                                  for result in answer["results"]}
        return found


def made_up(options, rows, dimensions):
    """A folder with a table of that size."""
    folder = options.scratch / f"{rows}x{dimensions}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder, vectors(folder, rows, dimensions)


def given(options, path):
    """A folder with a table from elsewhere."""
    folder = options.scratch / path.stem
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "vectors.npy").exists():
        np.save(folder / "vectors.npy", np.load(path).astype(np.float32))
    return folder, np.load(folder / "vectors.npy", mmap_mode="r")


def compare(options, folder, table):
    rows, dimensions = table.shape
    vitrine = Vitrine(options.vitrine, folder, table)
    table = np.ascontiguousarray(table)
    if options.prepare:
        for kind in CODED:
            faiss_coded(folder, table, options.threads, kind)
        if not options.fast:
            annoy(folder, table, options.threads)
            hnsw(folder, table, options.threads)
        return
    rounds, slow, checked, threads = options.rounds, min(options.rounds, 5), min(options.rounds, options.checked), options.threads
    queries = Queries(table, rounds)
    exact = truth(table, queries, checked)
    lines = []

    def time_engine(name, metrics, make, rounds, checked):
        search = make()
        note(f"{rows} x {dimensions}: {name}")
        lines.append((name, metrics, *measure(search, table, queries, rounds, exact, checked)))

    note(f"{rows} x {dimensions}: load {os.getloadavg()[0]:.1f}")
    vitrine.sample(rounds, threads)
    for kind, (_, factors) in CODED.items():
        by = faiss_coded(folder, table, threads, kind)
        for factor in factors:
            time_engine(f"FAISS {kind}, {threads} shards, {factor}k re-ranked", 1, lambda: by(factor), rounds, checked)
        del by
    vitrine.sample(rounds, threads)
    if not options.fast:
        time_engine("scikit-learn, `pairwise_distances` and `argsort`", 3, lambda: scikit_learn(table), slow, min(slow, checked))
        time_engine("FAISS flat, L2 + IP + L1", 3, lambda: faiss_flat(table, threads, False), rounds, checked)
        time_engine(f"FAISS flat in {threads} shards", 3, lambda: faiss_flat(table, threads, True), rounds, checked)
        time_engine("Annoy, 100 trees, search_k 20,000", 1, lambda: annoy(folder, table, threads), rounds, checked)
        time_engine("hnswlib, M 16, ef 200", 1, lambda: hnsw(folder, table, threads), rounds, checked)
    vitrine.sample(rounds, threads)
    own = recall(vitrine.found(queries, checked), exact)
    codes = vitrine.times(3, "codes")
    lines[:0] = [("**Vitrine**", 3, codes, own), ("Vitrine, float32 only", 3, vitrine.times(3, "float32"), own),
                 ("Vitrine, one metric", 1, vitrine.times(1, "codes"), own)]
    show(rows, dimensions, threads, vitrine, lines, codes)


def show(rows, dimensions, threads, vitrine, lines, codes):
    read, codes_read = (statistics.median(vitrine.samples[kind]) for kind in ("plain read", "read of codes"))
    print(f"\n{rows:,} x {dimensions:,}, float32, {threads} threads; a plain read of the table: {read:.1f} ms, of its coarse codes "
          f"{codes_read:.2f} ms\n")
    print("| Engine | Metrics | Item, ms | Basket, ms | Basket, times Vitrine's | Recall@30, item | Recall@30, basket |")
    print("| --- | --: | --: | --: | --: | --: | --: |")
    for name, metrics, times, shares in lines:
        print(f"| {name} | {metrics} | {times['item']:.2f} | {times['basket']:.2f} | {times['basket'] / codes['basket']:.2f} "
              f"| {shares['item']:.3f} | {shares['basket']:.3f} |", flush=True)


def note(text):
    print(text, file=sys.stderr, flush=True)


def main():
    global np
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--vitrine", default="vitrine", help="the program to time")
    parser.add_argument("--scratch", type=Path, required=True, help="a folder for vectors, catalogs and indexes: some gigabytes")
    parser.add_argument("--table", action="append", help="ROWSxDIMENSIONS (default: 11556x4096 and 289222x512)")
    parser.add_argument("--vectors", action="append", type=Path, help="a file of numpy's with a table of vectors, instead")
    parser.add_argument("--rounds", type=int, default=25, help="item and basket queries for each engine (scikit-learn: at most 5)")
    parser.add_argument("--checked", type=int, default=10, help="of these, how many have their recall measured")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--fast", action="store_true", help="beside Vitrine only FAISS's codes")
    parser.add_argument("--prepare", action="store_true", help="make the vectors and indexes and stop")
    options = parser.parse_args()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(options.threads)
    # Only now, since it reads the number of threads when it is loaded.
    import numpy as np

    for size in options.table or ([] if options.vectors else ["11556x4096", "289222x512"]):
        compare(options, *made_up(options, *map(int, size.split("x"))))
    for path in options.vectors or []:
        compare(options, *given(options, path))


if __name__ == "__main__":
    main()
