#!/usr/bin/env bash
# Installs a PostgreSQL server with pgvector, for trying catalogs on a server and for their tests, on Debian 12 and later or Ubuntu 24.04.
# pgvector is the distribution's where that is new enough, and else compiled from Debian 13's source package. Safe to run again. Runs as
# root, or as a user who may use sudo. Nothing is started; assets/server/start.sh does that.
set -euo pipefail

least=0.7   # of pgvector
source_release=trixie
mirror=http://deb.debian.org/debian

say() { printf '%s\n' "server: $*"; }
fail() { printf '%s\n' "server: $*" >&2; exit 1; }
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else fail "packages are missing and there is no sudo; run this as root"; fi
}
install() { as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
is_enough() { dpkg --compare-versions "$1" ge "$least"; }

command -v apt-get >/dev/null || fail "this script knows Debian and Ubuntu only; install PostgreSQL 14 or later and pgvector $least or later by hand"
major() { find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/postgres' 2>/dev/null | cut -d/ -f5 | sort -n | tail -n 1; }
if [ -z "$(major)" ] || ! command -v openssl >/dev/null; then
    say "installing PostgreSQL"
    as_root apt-get update -qq
    # The package makes a cluster of its own and starts it, unless it is told not to; this one is not for everybody.
    as_root mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.d/vitrine.conf >/dev/null
    install postgresql openssl
fi
major=$(major)
[ "$major" -ge 14 ] || fail "PostgreSQL $major is too old; 14 at least is needed"

control=/usr/share/postgresql/$major/extension/vector.control
installed=$(sed -n "s/^default_version = '\(.*\)'/\1/p" "$control" 2>/dev/null || true)
if [ -n "$installed" ] && is_enough "$installed"; then
    say "PostgreSQL $major with pgvector $installed is there"
    exit 0
fi

offered=$(apt-cache policy "postgresql-$major-pgvector" 2>/dev/null | sed -n 's/^ *Candidate: *\([0-9.]*\).*/\1/p')
if [ -n "$offered" ] && is_enough "$offered"; then
    say "installing pgvector $offered"
    install "postgresql-$major-pgvector"
    exit 0
fi

say "compiling pgvector from Debian's source package"
packages=(build-essential dpkg-dev "postgresql-server-dev-$major" debian-archive-keyring)
for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' && continue
    as_root apt-get update -qq
    install "${packages[@]}"
    break
done
# Package lists of its own, so that those of the system stay as they are.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/source"
echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $source_release main" >"$work/sources.list"
apt=(apt-get -qq -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$work/lists"
    -o "Dir::Cache=$work" -o APT::Sandbox::User=root)
"${apt[@]}" update
(cd "$work/source" && "${apt[@]}" source pgvector >/dev/null)
# For any processor, not only for this one.
config=/usr/lib/postgresql/$major/bin/pg_config
make -s -j"$(nproc)" -C "$work"/source/pgvector-* OPTFLAGS="" PG_CONFIG="$config" with_llvm=no >"$work/make.log" 2>&1 || { tail -20 "$work/make.log" >&2; fail "pgvector does not compile"; }
as_root make -s -C "$work"/source/pgvector-* OPTFLAGS="" PG_CONFIG="$config" with_llvm=no install >>"$work/make.log" 2>&1 || { tail -20 "$work/make.log" >&2; fail "pgvector cannot be installed"; }
say "PostgreSQL $major with pgvector $(sed -n "s/^default_version = '\(.*\)'/\1/p" "$control") is there"
