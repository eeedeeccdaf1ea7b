#!/usr/bin/env bash
# Has valgrind watch chafa draw pictures with our settings: chafa.sh [PICTURES [SEED]]. Needs valgrind (apt-get install valgrind).
set -euo pipefail
cd "$(dirname "$0")"
program=$(mktemp)
trap 'rm -f "$program"' EXIT
read -ra flags <<<"$(pkg-config --cflags --libs chafa)"
cc -O1 -g -Wall -Wno-unknown-pragmas chafa.c -o "$program" "${flags[@]}"
valgrind -q --error-exitcode=1 "$program" "${2:-1}" "${1:-2000}"
echo "chafa $(pkg-config --modversion chafa): ${1:-2000} pictures, nothing out of bounds"
