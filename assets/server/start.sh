#!/usr/bin/env bash
# Starts PostgreSQL on this machine for trying catalogs on a server: assets/server/start.sh [--servers N] [FOLDER]
# Each server has a port of its own on loopback, speaks TLS only, asks for a password, and has an empty database `shop` of the user
# `keeper`. The addresses go to standard output, one a line. With a FOLDER, data lies there, and starting again goes on with it; without,
# in a temporary folder that goes away at the end. Ctrl-C stops the servers, as does `kill` with the process ID that is printed; with
# --until-stdin-ends, so does the end of standard input.
set -euo pipefail

servers=1
folder=
until_stdin_ends=
while [ $# -gt 0 ]; do
    case $1 in
    --servers) servers=${2:-}; shift 2 || true ;;
    --until-stdin-ends) until_stdin_ends=yes; shift ;;
    -*) echo "server: there is no option $1; usage: start.sh [--servers N] [FOLDER]" >&2; exit 64 ;;
    *) folder=$1; shift ;;
    esac
done
say() { printf '%s\n' "server: $*" >&2; }
fail() { say "$*"; exit 1; }
case $servers in [1-9]) ;; *) echo "server: --servers takes a number from 1 to 9" >&2; exit 64 ;; esac

bin=
for candidate in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n -r); do
    if [ -x "$candidate/postgres" ]; then bin=$candidate; break; fi
done
[ -n "$bin" ] || fail "PostgreSQL is not installed; assets/server/setup.sh installs it"
command -v openssl >/dev/null || fail "openssl is missing, which makes the certificate; assets/server/setup.sh installs it"

# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
    user=postgres
    getent passwd "$user" >/dev/null || fail "there is no user postgres to run it as; start this as an ordinary user"
    as_user() { runuser -u "$user" -- "$@"; }
else
    user=$(id -un)
    as_user() { "$@"; }
fi

temporary=
if [ -z "$folder" ]; then
    folder=$(mktemp -d "${TMPDIR:-/tmp}/vitrine-server.XXXXXX")
    temporary=$folder
else
    mkdir -p "$folder"
    folder=$(realpath "$folder")
fi
if [ "$(id -u)" = 0 ]; then chown "$user" "$folder"; fi
chmod 700 "$folder"
as_user test -w "$folder" || fail "the user $user may not enter $folder; name a folder that it may"

pids=()
reader=
stop() {
    trap - EXIT INT TERM HUP
    [ -z "$reader" ] || kill "$reader" 2>/dev/null || true
    # What was started may be a shell around the server, which tells its own process ID.
    for data in "$folder"/server-?; do
        pid=$(head -n 1 "$data/postmaster.pid" 2>/dev/null) && kill -INT "$pid" 2>/dev/null || true
    done
    for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
    if [ -n "$temporary" ]; then rm -rf "$temporary"; fi
}
trap stop EXIT
trap 'exit 0' INT TERM HUP

# A port that nobody listens on. Each folder keeps its own from then on.
free_port() {
    local port
    while true; do
        port=$((20000 + RANDOM % 20000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
}

make_server() {
    local data=$1
    rm -rf "$data.new"
    umask 077
    openssl rand -hex 16 >"$data.password"
    if [ "$(id -u)" = 0 ]; then chown "$user" "$data.password"; fi
    as_user "$bin/initdb" -D "$data.new" -U keeper --pwfile="$data.password" --auth=scram-sha-256 -E UTF8 --locale=C.UTF-8 >/dev/null
    as_user openssl req -new -x509 -days 3650 -nodes -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
        -out "$data.new/server.crt" -keyout "$data.new/server.key" 2>/dev/null
    as_user sh -c 'cat >"$1"' sh "$data.new/pg_hba.conf" <<END
# TLS and a password, for everybody and everything.
hostssl all all 127.0.0.1/32 scram-sha-256
END
    as_user sh -c 'cat >>"$1"' sh "$data.new/postgresql.conf" <<END
listen_addresses = '127.0.0.1'
port = $(free_port)
unix_socket_directories = ''
ssl = on
password_encryption = 'scram-sha-256'
shared_buffers = 256MB
max_wal_size = 2GB
END
    as_user mv "$data.new" "$data"
}

for number in $(seq "$servers"); do
    data=$folder/server-$number
    if [ ! -e "$data" ]; then make_server "$data"; fi
    port=$(sed -n 's/^port = //p' "$data/postgresql.conf" | tail -n 1)
    : >"$data.log"
    if [ "$(id -u)" = 0 ]; then chown "$user" "$data.log"; fi
    as_user "$bin/postgres" -D "$data" >>"$data.log" 2>&1 </dev/null &
    pids+=($!)
    address="host=localhost hostaddr=127.0.0.1 port=$port user=keeper sslmode=verify-full sslrootcert=$data/server.crt"
    export PGPASSWORD
    PGPASSWORD=$(cat "$data.password")
    for try in $(seq 100); do
        if "$bin/psql" -qtAX "$address dbname=postgres" -c 'SELECT 1' >/dev/null 2>&1; then break; fi
        if [ "$try" = 100 ] || ! kill -0 "${pids[-1]}" 2>/dev/null; then tail -n 5 "$data.log" >&2; fail "server $number does not start"; fi
        sleep 0.1
    done
    [ "$("$bin/psql" -qtAX "$address dbname=postgres" -c "SELECT count(*) FROM pg_database WHERE datname = 'shop'")" = 1 ] ||
        "$bin/psql" -qX "$address dbname=postgres" -c 'CREATE DATABASE shop'
    printf '%s\n' "postgresql://keeper:$PGPASSWORD@localhost:$port/shop?sslmode=verify-full&sslrootcert=$data/server.crt"
done
say "running; Ctrl-C or kill $$ stops$([ "$servers" = 1 ] || echo " all of them")"
# In the background, for a shell hears of signals between commands.
if [ -n "$until_stdin_ends" ]; then
    cat <&0 >/dev/null &
    reader=$!
    wait "$reader"
else
    wait "${pids[@]}"
fi
