#!/usr/bin/env bash
# Installs what Vitrine needs to build and run on Debian 12 or Ubuntu 24.04, beside Swift itself. Safe to run again: what is
# there already is left alone. Runs as root, or as a user who may use sudo.
set -euo pipefail

# The pictures of a real shop, not Vitrine, decide which formats turn up: WebP has a loader of its own.
packages=(
    build-essential pkg-config
    libncursesw5-dev            # the terminal
    libchafa-dev                # pictures as terminal graphics
    libgdk-pixbuf-2.0-dev       # JPEG, PNG, GIF, BMP
    webp-pixbuf-loader          # WebP
    libcairo2-dev               # the sample shop's drawings
    libsqlite3-dev              # the catalog
    libopenblas-dev             # matrix products, for training
    libxml2-dev                 # feeds and pages of shops
    libcurl4-openssl-dev        # shops on the web
    libssl-dev                  # hashes
    libpq-dev                   # catalogs on a server
    zlib1g-dev                  # gzip files and compressed picture uploads
    python3 python3-venv        # pip, which brings OpenVINO
)
openvino_version=2026.4.1

say() { printf '%s\n' "setup: $*"; }
fail() { printf '%s\n' "setup: $*" >&2; exit 1; }

command -v apt-get >/dev/null || fail "this script knows Debian and Ubuntu only; install by hand: ${packages[*]}"

# Under sudo, what goes into a home directory goes into that of the user who asked.
owner=${SUDO_USER:-$(id -un)}
[ "$(id -u)" = 0 ] || owner=$(id -un)
home=$(getent passwd "$owner" | cut -d: -f6)
if [ "$owner" = "$(id -un)" ]; then
    data=${XDG_DATA_HOME:-${HOME:-$home}/.local/share}
    as_owner() { "$@"; }
else
    data=$home/.local/share
    as_owner() { sudo -u "$owner" -H "$@"; }
fi
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else fail "packages are missing and there is no sudo; run this as root"; fi
}

missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    say "installing ${missing[*]}"
    as_root apt-get update -qq
    # Some releases have dropped a transitional name: what it stood for does as well.
    for index in "${!missing[@]}"; do
        if [ "${missing[index]}" = libncursesw5-dev ] && ! apt-cache show libncursesw5-dev >/dev/null 2>&1; then
            missing[index]=libncurses-dev
        fi
    done
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
    say "all packages are there"
fi

# OpenVINO runs the networks. Its Python wheel holds the C library with all that it needs; only those files are used.
openvino=$data/vitrine/openvino
installed=$(sed -n 's/^Version: //p' "$openvino"/openvino-*.dist-info/METADATA 2>/dev/null | head -n 1 || true)
if [ "${installed%%-*}" = "$openvino_version" ]; then
    say "OpenVINO $openvino_version is there"
else
    say "installing OpenVINO $openvino_version into $openvino"
    as_owner mkdir -p "$data/vitrine"
    scratch=$(as_owner mktemp -d "$data/vitrine/setup.XXXXXX")
    trap 'rm -rf "$scratch"' EXIT
    as_owner python3 -m venv "$scratch/venv"
    as_owner "$scratch/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --target "$scratch/openvino" "openvino==$openvino_version"
    as_owner rm -rf "$openvino"
    as_owner mv "$scratch/openvino" "$openvino"
fi

command -v swift >/dev/null || fail "Swift 6.2 or later is missing; install it from swift.org, then build"
say "done"
