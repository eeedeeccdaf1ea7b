#!/usr/bin/env python3
"""Checks the answers of `vitrine similar` against a float64 reference written in numpy.

    python3 exactness.py [--vitrine PROGRAM] [--scratch FOLDER] [--table NAME ...]

Needs numpy. Makes tables of vectors, imports each into a catalog, asks for neighbours under every metric, in every mode, with
and without a filter, for k from 1 to more than there are, and compares.

An answer is right when
- it holds as many items as there can be, each once, none that the filter or the query rules out,
- every distance is the reference's up to float32 rounding,
- at every place stands the nearest item that is left, up to differences below float32 rounding,
- items whose distances are exactly equal (equal vectors always; everything where the arithmetic is exact) come by row.

The modes are those that `vitrine similar --help` lists. `interests` takes turns between the centroids of the basket's groups. The
groups are a cut of Ward's hierarchy, so an answer is right when it is that of a cut into one to five groups for which the cost of
the next join agrees with the documented rule (half the catalog's spread, itself estimated by the program from a sample, so up to
a third more or less).

The last line reads "N queries, M differ", a query being one basket under one metric; the exit status is 1 when any differs.
"""

import argparse
import csv
import json
import os
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

METRICS = ["cosine", "euclidean", "manhattan", "dot", "hamming"]
MODES = ["centroid", "direction", "rocchio", "best", "interests"]
CONDITIONS = {
    "price < 20 and colour = 'navy'": lambda a: a["price"] is not None and a["price"] < 20 and a["colour"] == "navy",
    "not (price < 95)": lambda a: not (a["price"] is not None and a["price"] < 95),
    "colour in ('red', 'white') or size = 'S'": lambda a: a["colour"] in ("red", "white") or a["size"] == "S",
    "price <= 0.40": lambda a: a["price"] is not None and a["price"] <= 0.40,
    "price > 1000": lambda a: False,
}
# One float32 rounding to either side, and the smallest float32 above 0.
ROUNDING, TINY = 2.0**-23, 1.5e-45


# The tables

def tables():
    """Name, vectors, whether sums over them are exact in double (small whole numbers), how many queries of each kind."""
    random = np.random.default_rng(7)
    yield "random", random.standard_normal((3000, 64)).astype(np.float32), False, 2
    yield "clustered", with_copies(clustered(random, 4000, 96), random), False, 2
    yield "whole", with_copies(random.integers(-2, 3, (2500, 24)).astype(np.float32), random), True, 2
    # Large enough for k = 1000 to be searched by compact codes.
    yield "large", with_copies(clustered(random, 24000, 48), random), False, 1
    magnitudes = 10 ** random.uniform(-15, 15, (2000, 1))
    extreme = (random.standard_normal((2000, 40)) * magnitudes).astype(np.float32)
    extreme[100:120] = 1e-40
    yield "extreme", with_copies(extreme, random), False, 1
    yield "equal", np.full((700, 16), 0.25, np.float32), True, 1
    # Of few strong directions, so that sketches are kept; with what could mislead them.
    yield "sketched", with_copies(clustered(random, 6000, 256), random), False, 1
    far = clustered(random, 2500, 256)
    far[1700] *= 1e6
    yield "far row", far, False, 1
    tails = (clustered(random, 2500, 256) * np.abs(random.standard_cauchy((2500, 1)))).astype(np.float32)
    yield "heavy tails", with_copies(tails, random), False, 1
    yield "all alike", (np.sin(np.arange(256)) + 1e-6 * random.standard_normal((2500, 256))).astype(np.float32), False, 1
    yield "three", random.standard_normal((3, 5)).astype(np.float32), False, 1
    # The last row has a block of codes and a group of sketches to itself, and is a copy of another.
    whole = clustered(random, 2048, 256)
    yield "block of one row", np.concatenate([whole, whole[5:6]]), False, 2


def clustered(random, rows, dimensions):
    directions = random.standard_normal((32, dimensions))
    centers = random.standard_normal((rows // 100, 32)) / np.sqrt(32) @ directions
    noise = 0.5 * random.standard_normal((rows, dimensions))
    return (centers[random.integers(0, len(centers), rows)] + noise).astype(np.float32)


def with_copies(vectors, random):
    """A tenth of the rows become copies of others, and one row in the middle becomes zero."""
    count = len(vectors) // 10
    vectors[random.integers(0, len(vectors), count)] = vectors[random.integers(0, len(vectors), count)]
    vectors[len(vectors) // 2] = 0
    return vectors


# The reference

class Table:
    def __init__(self, vectors, exact):
        self.x = vectors.astype(np.float64)
        self.exact = exact
        self.medians = np.median(self.x, axis=0)
        self.bits = self.x > self.medians
        # Sums by row rather than matrix products, whose order of additions differs from row to row.
        self.norms = (self.x * self.x).sum(1)
        _, self.kind = np.unique(vectors, axis=0, return_inverse=True)
        self.kind = self.kind.reshape(-1)
        lengths = np.sqrt(self.norms)
        self.directions = np.divide(self.x, lengths[:, None], out=np.zeros_like(self.x), where=lengths[:, None] > 0)
        # The mean squared distance over all pairs of directions.
        mean = self.directions.mean(0)
        self.spread = 2 * (self.directions**2).sum() / len(self.x) - 2 * mean @ mean

    def costs(self, metric, query):
        """What is cheap is near, for every row: distances, or the score under dot with its sign changed. Second, how far
        rounding in double may move each."""
        if metric == "cosine":
            lengths = np.sqrt(self.norms * (query @ query))
            dots = (self.x * query).sum(1)
            cosines = np.divide(dots, lengths, out=np.zeros_like(dots), where=lengths > 0)
            return np.maximum(0, 1 - cosines), np.full(len(self.x), 1e-14)
        if metric == "euclidean":
            return np.sqrt(((self.x - query) ** 2).sum(1)), np.zeros(len(self.x))
        if metric == "manhattan":
            return np.abs(self.x - query).sum(1), np.zeros(len(self.x))
        if metric == "dot":
            return -(self.x * query).sum(1), 1e-14 * np.abs(self.x * query).sum(1)
        return (self.bits != (query > self.medians)).sum(1) / self.x.shape[1], np.zeros(len(self.x))

    def ghost(self, liked, passed, weights, mode):
        """The one vector that centroid, direction and rocchio search for."""
        source = self.directions if mode == "direction" else self.x
        mean = (weights[:, None] * source[liked]).sum(0) / weights.sum()
        if not len(passed):
            return mean
        # Passed items push every other mean by a quarter of the way from their own.
        liking, passing = (2, 1) if mode == "rocchio" else (1.25, 0.25)
        return liking * mean - passing * source[passed].sum(0) / len(passed)

    def answers(self, metric, liked, passed, weights, mode):
        """The possible answers: for each a list of (costs, slack) that take turns."""
        if mode == "best":
            each = [self.costs(metric, self.x[row]) for row in liked]
            cost, slack = np.min([c for c, _ in each], 0), np.max([s for _, s in each], 0)
            if len(passed):
                away = np.min([self.costs(metric, self.x[row])[0] for row in passed], 0)
                push = np.maximum(0, cost - away)
                slack = slack + ROUNDING * (np.abs(cost) + np.abs(away))
                cost = cost + push
            # The program merges what it has found by float32 distances.
            return [[(cost, slack + ROUNDING * np.abs(cost) + TINY)]]
        if mode == "interests":
            return [[self.costs(metric, self.ghost(liked[group], passed, weights[group], "centroid")) for group in groups]
                    for groups in self.cuts(liked, weights)]
        query = self.ghost(liked, passed, weights, mode)
        cost, slack = self.costs(metric, query)
        if mode == "direction":
            # Directions are held in float32.
            error = ROUNDING * np.abs(self.directions[liked]).max(0)
            if len(passed):
                error = 1.25 * error + 0.25 * ROUNDING * np.abs(self.directions[passed]).max(0)
            bound = {"cosine": np.full(len(cost), ROUNDING), "euclidean": np.full(len(cost), np.sqrt(error @ error)),
                     "manhattan": np.full(len(cost), error.sum()), "dot": (np.abs(self.x) * error).sum(1)}.get(metric)
            unsure = np.abs(query - self.medians) <= error
            slack = slack + (bound if bound is not None else unsure.sum() / len(unsure))
        return [[(cost, slack)]]

    def cuts(self, liked, weights):
        """Ward's hierarchies of the basket (several where joins cost the same): the groups of each cut that the rule allows,
        the heaviest first, each a list of places in the basket."""
        vectors = self.directions[liked]
        limit = self.spread / 2

        def weight(group):
            return weights[group].sum()

        def center(group):
            return (weights[group, None] * vectors[group]).sum(0) / weight(group)

        found = []
        undecided = [[[place] for place in range(len(liked))]]
        while undecided:
            groups = undecided.pop()
            joins = []
            for i, a in enumerate(groups):
                for b in groups[i + 1:]:
                    apart = ((center(a) - center(b)) ** 2).sum()
                    joins.append((weight(a) * weight(b) / (weight(a) + weight(b)) * apart, a, b))
            cheapest = min(joins, key=lambda join: join[0], default=None)
            if len(groups) <= 5 and (cheapest is None or cheapest[0] > limit / 1.34):
                found.append(sorted(groups, key=lambda group: (-weights[group].sum(), group[0])))
                if cheapest is None or cheapest[0] > limit * 1.34:
                    continue
            for cost, a, b in joins:
                # Equal vectors join in any order alike.
                if cost <= cheapest[0] + 1e-6 and (cost > 1e-6 or (a, b) == cheapest[1:]):
                    undecided.append([sorted(a + b) if group is a else group for group in groups if group is not b])
        return found


# The comparison

def compare(table, turns, eligible, count, metric, exact, answer):
    """None when the answer (rows with reported distances) is right, else what is wrong. `turns`: the lists that take turns."""
    wanted = min(count, int(eligible.sum()))
    if len(answer) != wanted:
        return f"{len(answer)} items instead of {wanted}"
    rows = np.arange(len(eligible))
    orders = [np.lexsort((rows, cost))[eligible[np.lexsort((rows, cost))]] for cost, _ in turns]
    places = [0] * len(turns)
    equals = {}
    for row in rows[eligible]:
        equals.setdefault(table.kind[row], []).append(row)
    nth = dict.fromkeys(equals, 0)
    seen = np.zeros(len(eligible), bool)
    for place, (row, distance) in enumerate(answer):
        cost, slack = turns[place % len(turns)]
        order, at = orders[place % len(turns)], places[place % len(turns)]
        while seen[order[at]]:
            at += 1
        places[place % len(turns)] = at
        nearest = order[at]
        if not eligible[row] or seen[row]:
            return f"place {place + 1}: row {row} " + ("comes twice" if seen[row] else "is ruled out")
        expected = -cost[row] if metric == "dot" else cost[row]
        if abs(distance - expected) > ROUNDING * abs(expected) + slack[row] + TINY:
            return f"place {place + 1}: row {row} has {distance!r}, not {expected!r}"
        gap = cost[row] - cost[nearest]
        allowed = 0 if exact else ROUNDING * (abs(cost[row]) + abs(cost[nearest])) / 2 + slack[row] + slack[nearest]
        if gap > allowed:
            return f"place {place + 1}: row {row} at {cost[row]!r}, but row {nearest} is nearer at {cost[nearest]!r}"
        if exact and row != nearest:
            return f"place {place + 1}: row {row}, but row {nearest} is as near and comes first"
        kind = table.kind[row]
        if equals[kind][nth[kind]] != row:
            return f"place {place + 1}: row {row}, but row {equals[kind][nth[kind]]} has the same vector and comes first"
        nth[kind] += 1
        seen[row] = True
    return None


# The queries

def baskets(random, table, quantity):
    """Liked rows, passed rows, weights ."""
    rows = len(table.x)
    pick = lambda n: [int(row) for row in random.permutation(rows)[:n]]
    for _ in range(quantity):
        yield pick(1), [], None
        some = pick(12)
        yield some[:4], [], None
        yield some, [], None
        some = pick(9)
        likes = 6 if rows > 6 else 2
        yield some[:likes], some[likes:], None
        yield some[:2], some[2:3], np.array([2.0, 0.5])
    # Two equal vectors, and the zero vector.
    kinds, counts = np.unique(table.kind, return_counts=True)
    if rows > 10 and counts.max() > 1:
        twins = np.flatnonzero(table.kind == kinds[counts.argmax()])[:2]
        yield [int(twins[0])], [], None
        yield [int(twins[0]), int(twins[1]), *pick(40)[-2:]], [], None
    if table.norms.min() == 0:
        zero = int(table.norms.argmin())
        yield [zero], [], None
        yield [row for row in pick(3) if row != zero] + [zero], [], None


def shop(random, rows):
    """Attributes, some of them missing."""
    colors, sizes = ["navy", "red", "white", "black", "green"], ["S", "M", "L"]
    return [{"price": None if random.random() < 0.05 else round(float(random.uniform(0, 100)), 2),
             "colour": str(random.choice(colors)), "size": str(random.choice(sizes))} for _ in range(rows)]


class Vitrine:
    def __init__(self, program, scratch):
        self.program = program
        self.environment = dict(os.environ, XDG_DATA_HOME=str(scratch / "data"), XDG_STATE_HOME=str(scratch / "state"))

    def __call__(self, *arguments):
        result = subprocess.run([self.program, *map(str, arguments)], env=self.environment, capture_output=True, text=True)
        if result.returncode != 0:
            raise RuntimeError(result.stderr.strip() or f"exit status {result.returncode}")
        return result.stdout

    def load(self, folder, vectors, attributes):
        folder.mkdir(parents=True)
        np.save(folder / "vectors.npy", vectors)
        (folder / "vectors.ids").write_text("".join(f"t{row}\n" for row in range(len(vectors))))
        with open(folder / "shop.csv", "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "price", "colour", "size"])
            for row, a in enumerate(attributes):
                writer.writerow([f"t{row}", "" if a["price"] is None else f"{a['price']:.2f}", a["colour"], a["size"]])
        self("vectors", "import", folder / "vectors.npy", folder / "vectors.ids", "--catalog", folder / "catalog",
             "--encoder-name", "exactness", "--attributes", folder / "shop.csv")
        return folder / "catalog"


@dataclass
class Query:
    liked: list
    passed: list
    weights: np.ndarray | None
    mode: str
    count: int
    metrics: list
    condition: str | None
    includes_own: bool

    def arguments(self, catalog):
        yield from ["similar", *(f"t{row}" for row in self.liked), "--catalog", catalog, "--json", "-k", self.count,
                    "--mode", self.mode, "--metric", ",".join(self.metrics)]
        for row in self.passed:
            yield from ["--pass", f"t{row}"]
        if self.weights is not None:
            for row, weight in zip(self.liked, self.weights):
                yield from ["--weight", f"t{row}={weight}"]
        if self.condition:
            yield from ["--where", self.condition]
        if self.includes_own:
            yield "--include-query"

    def eligible(self, attributes):
        found = np.array([not self.condition or CONDITIONS[self.condition](a) for a in attributes])
        if not self.includes_own:
            found[self.liked + self.passed] = False
        return found

    def is_exact(self, table, metric):
        """Whether every distance, and so every tie, is exact in double: the numbers are, and so is the mean of 1, 2 or 4 (interests
        may be of 3 of 4)."""
        if self.mode not in ("centroid", "interests"):
            return False
        return metric == "hamming" or table.exact and self.weights is None and len(self.liked) in (1, 2, 4)[:3 if self.mode == "centroid" else 2]

    def problem(self, table, metric, attributes, answer):
        """None when an answer is right, else what is wrong."""
        liked, passed = np.array(self.liked), np.array(self.passed, int)
        weights = np.ones(len(liked)) if self.weights is None else self.weights
        problems = [
            compare(table, turns, self.eligible(attributes), self.count, metric, self.is_exact(table, metric), answer)
            for turns in table.answers(metric, liked, passed, weights, self.mode)
        ]
        return None if None in problems else problems[0]


def queries(table, quantity):
    random = np.random.default_rng(11)
    rows = len(table.x)
    for liked, passed, weights in baskets(random, table, quantity):
        for mode in MODES:
            for count in [1, 5, 30, 1000, rows + 10]:
                if count > 1000 and rows > 10000 and mode != "centroid":
                    continue
                # Mostly all metrics in one pass; half with a filter, half with the basket's own items.
                metrics = METRICS if random.random() < 0.7 else [str(random.choice(METRICS))]
                condition = None if random.random() < 0.5 else str(random.choice(list(CONDITIONS)))
                yield Query(liked, passed, weights, mode, count, metrics, condition, random.random() < 0.5)


def check(vitrine, catalog, table, attributes, quantity):
    """For each query and metric: the metric, None or what is wrong, and the command."""
    for query in queries(table, quantity):
        command = ["vitrine", *map(str, query.arguments(catalog))]
        try:
            results = {result["metric"]: result["neighbours"] for result in json.loads(vitrine(*command[1:]))["results"]}
        except (RuntimeError, ValueError) as error:
            yield from ((metric, str(error), command) for metric in query.metrics)
            continue
        for metric in query.metrics:
            answer = [(int(neighbor["item"][1:]), neighbor["distance"]) for neighbor in results[metric]]
            yield metric, query.problem(table, metric, attributes, answer), command


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--vitrine", default="vitrine", help="the program to check")
    parser.add_argument("--scratch", type=Path, help="an empty or new folder for the catalogs (default: a temporary one)")
    parser.add_argument("--table", action="append", help="check only this table; may be repeated")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vitrine-exactness-") as temporary:
        scratch = options.scratch or Path(temporary)
        vitrine = Vitrine(options.vitrine, scratch)
        all_asked = all_differ = 0
        for name, vectors, exact, quantity in tables():
            if options.table and name not in options.table:
                continue
            attributes = shop(np.random.default_rng(5), len(vectors))
            catalog = vitrine.load(scratch / name, vectors, attributes)
            asked = differ = 0
            for metric, problem, command in check(vitrine, catalog, Table(vectors, exact), attributes, quantity):
                asked += 1
                if problem:
                    differ += 1
                    print(f"{name}, {metric}: {problem}\n    {shlex.join(command)}", flush=True)
            print(f"{name} ({len(vectors)} x {vectors.shape[1]}): {asked} queries, {differ} differ", flush=True)
            all_asked, all_differ = all_asked + asked, all_differ + differ
        print(f"{all_asked} queries, {all_differ} differ")
    sys.exit(1 if all_differ else 0)


if __name__ == "__main__":
    main()
