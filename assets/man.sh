#!/usr/bin/env bash
# Writes Vitrine's man page, made from the commands themselves: assets/man.sh FOLDER [BUILD-FOLDER [CONFIGURATION]]
# Its program is built first where it is not.
set -euo pipefail
folder=$(realpath -m "${1:?name a folder to write vitrine.1 into}")
cd "$(dirname "$0")/.."
build=${2:-.build}
# The sandbox that plugins run in needs what containers do not allow.
swift package --disable-sandbox --scratch-path "$build" plugin generate-manual --configuration "${3:-release}" >&2
mkdir -p "$folder"
cp "$build/plugins/GenerateManual/outputs/vitrine/vitrine.1" "$folder"
