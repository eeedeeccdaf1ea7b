#!/usr/bin/env bash
# Writes Vitrine's man page, made from the commands of a program that is built: assets/man.sh FOLDER [PROGRAM [BUILD-FOLDER]]
set -euo pipefail
folder=$(realpath -m "${1:?name a folder to write vitrine.1 into}")
cd "$(dirname "$0")/.."
build=${3:-.build}
program=${2:-$build/release/vitrine}
[ -x "$program" ] || { echo "man: $program is not there; swift build -c release makes it" >&2; exit 1; }
mkdir -p "$folder"
# Asking ArgumentParser's plugin for help builds its tool and nothing else; run by the plugin, it would build all of Vitrine once more.
# The sandbox that plugins run in needs what containers do not allow.
swift package --disable-sandbox --scratch-path "$build" plugin generate-manual --help >/dev/null
"$build/debug/generate-manual-tool" "$program" --output-directory "$folder"
