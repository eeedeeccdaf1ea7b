#!/usr/bin/env bash
# Builds and runs this package against a tagged copy of the last commit of Vitrine, as any other package would have it.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q --depth 1 "file://$(git rev-parse --show-toplevel)" "$work/vitrine"
git -C "$work/vitrine" tag 1.0.0
mkdir "$work/nearest"
cp -R Package.swift Sources "$work/nearest"
cd "$work/nearest"
export VITRINE_REPOSITORY="$work/vitrine"
found=$(swift run --quiet nearest)
echo "$found"
# Five neighbours under each of three metrics.
test "$(grep -cE '^(cosine|euclidean|dot)( [0-9]+: -?[0-9.]+,?){5}$' <<<"$found")" = 3
