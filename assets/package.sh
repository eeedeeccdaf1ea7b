#!/usr/bin/env bash
# Builds the Debian package vitrine_VERSION_ARCH.deb for people without a compiler: assets/package.sh [FOLDER [BUILD-FOLDER]]
# Needs what assets/setup.sh installs, OpenVINO too, and runs on the release of Debian or Ubuntu that the package is for.
set -euo pipefail
folder=$(realpath -m "${1:-.}")
cd "$(dirname "$0")/.."
build=${2:-.build}
say() { printf '%s\n' "package: $*"; }
fail() { printf '%s\n' "package: $*" >&2; exit 1; }

openvino=${VITRINE_OPENVINO:-${XDG_DATA_HOME:-$HOME/.local/share}/vitrine/openvino}
[ -e "$openvino/openvino/libs" ] || fail "OpenVINO is not in $openvino; assets/setup.sh brings it"
for tool in dpkg-deb dpkg-shlibdeps strip; do command -v "$tool" >/dev/null || fail "$tool is missing; apt-get install dpkg-dev binutils"; done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
put() { install -D -m "$1" "$2" "$root/$3"; }

say "building; this takes minutes"
swift build -c release --product vitrine --static-swift-stdlib --scratch-path "$build" >&2
program=$(swift build -c release --static-swift-stdlib --scratch-path "$build" --show-bin-path)/vitrine
version=$("$program" --version | sed -n 's/^vitrine //p')

put 755 "$program" usr/bin/vitrine
strip --strip-unneeded "$root/usr/bin/vitrine"
for file in assets/encoders/*/*; do put 644 "$file" "usr/share/vitrine/${file#assets/}"; done
git diff --quiet HEAD 2>/dev/null || say "this is not only what is committed: the package's commit tells the last one"
git rev-parse HEAD >"$work/commit" 2>/dev/null || echo unknown >"$work/commit"
put 644 "$work/commit" usr/share/vitrine/commit

# The parts of OpenVINO that run a network on the processor; they find each other beside themselves.
for name in libopenvino_c libopenvino libopenvino_onnx_frontend libopenvino_intel_cpu_plugin libtbb libtbbmalloc libtbbbind_2_5 libhwloc; do
    for file in "$openvino/openvino/libs/$name".so*; do put 644 "$file" "usr/lib/vitrine/${file##*/}"; done
done

assets/man.sh "$work" "$program" "$build"
gzip -9n "$work/vitrine.1"
put 644 "$work/vitrine.1.gz" usr/share/man/man1/vitrine.1.gz
for shell in bash zsh fish; do "$program" --generate-completion-script "$shell" >"$work/$shell"; done
put 644 "$work/bash" usr/share/bash-completion/completions/vitrine
put 644 "$work/zsh" usr/share/zsh/vendor-completions/_vitrine
put 644 "$work/fish" usr/share/fish/vendor_completions.d/vitrine.fish
put 644 assets/vitrine.desktop usr/share/applications/vitrine.desktop

# What is inside it, each with its licence.
documents=usr/share/doc/vitrine
swift_licence=$(dirname "$(dirname "$(realpath "$(command -v swift)")")")/share/swift/LICENSE.txt
put 644 "$swift_licence" "$documents/licences/swift.txt"
put 644 "$build/checkouts/GRDB.swift/LICENSE" "$documents/licences/GRDB.txt"
put 644 "$build/checkouts/swift-argument-parser/LICENSE.txt" "$documents/licences/swift-argument-parser.txt"
put 644 "$(echo "$openvino"/openvino-*.dist-info/licenses/LICENSE)" "$documents/licences/openvino.txt"
for file in "$openvino"/openvino-*.dist-info/licenses/licensing/*; do put 644 "$file" "$documents/licences/${file##*/}"; done
put 644 README.md "$documents/README.md"
cat >"$work/copyright" <<EOF
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Vitrine

Files: *
Copyright: the authors of Vitrine
License: none
 The sources of Vitrine come without a licence.

Files: usr/lib/vitrine/*
Copyright: Intel Corporation and others
License: Apache-2.0
 OpenVINO and oneTBB, unchanged, with hwloc (BSD). Their licences and those of what is in them are in licences/openvino.txt and the
 files with third-party-programs in their names beside it. Of Debian's own: /usr/share/common-licenses/Apache-2.0
Comment:
 The program contains the Swift libraries (Apache-2.0 with runtime library exception, licences/swift.txt), swift-argument-parser
 (the same, licences/swift-argument-parser.txt) and GRDB (MIT, licences/GRDB.txt).
EOF
put 644 "$work/copyright" "$documents/copyright"
{
    echo "vitrine ($version) unstable; urgency=medium"
    echo
    git log -30 --no-merges --format='  * %s' 2>/dev/null || echo "  * $version"
    echo
    echo " -- The authors of Vitrine <vitrine@localhost>  $(git log -1 --format=%cD 2>/dev/null || date -R)"
} | gzip -9n >"$work/changelog.gz"
put 644 "$work/changelog.gz" "$documents/changelog.gz"

# Debian's libraries, by the packages that they are from.
# dpkg-shlibdeps knows a package's folder by its DEBIAN.
mkdir "$work/debian" "$root/DEBIAN"
printf 'Source: vitrine\n\nPackage: vitrine\nArchitecture: any\n' >"$work/debian/control"
libraries=$(cd "$work" && dpkg-shlibdeps -O --ignore-missing-info --warnings=0 -l"$root/usr/lib/vitrine" -xvitrine root/usr/bin/vitrine \
    root/usr/lib/vitrine/*.so*)
libraries=${libraries#shlibs:Depends=}
[ -n "$libraries" ] || fail "dpkg-shlibdeps found no libraries"
cat >"$root/DEBIAN/control" <<EOF
Package: vitrine
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: The authors of Vitrine <vitrine@localhost>
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: $libraries, webp-pixbuf-loader, ca-certificates
Section: graphics
Priority: optional
Description: shop window for T-shirts in a terminal
 Page through thousands of T-shirts drawn as terminal graphics, put the ones
 you like into a basket, and see with every like which are nearest to it,
 under several metrics side by side. The search is exact.
EOF
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$root" -type d -exec chmod 755 {} +
mkdir -p "$folder"
package=$folder/vitrine_${version}_$(dpkg --print-architecture).deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$package" >&2
say "$package"
