#!/usr/bin/env python3
"""What hosts do to their visitors, on purpose: endless bodies, bombs, broken connections, storms, redirects to where nobody should go.

    troubles.py [--port N] [--until-stdin-ends] [--tls CERTIFICATE KEY]

prints its address, http://127.0.0.1:PORT/, and serves /trouble/... until it is ended. `shop.py` serves the same beside its goods, by
`handle(handler, path)`. Standard library only."""

import argparse
import collections
import gzip
import http.server
import json
import os
import struct
import sys
import threading
import time
import urllib.parse
import zlib

BLOCK = b"x" * 65536
counts = collections.Counter()
lock = threading.Lock()


def count(path):
    """How often a path has been asked for, this time included."""
    with lock:
        counts[path] += 1
        return counts[path]


def answer(handler, status, body=b"", kind="text/plain", **headers):
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(body)


def redirect(handler, target, status=302, **headers):
    answer(handler, status, b"elsewhere", Location=target, **headers)


def begin(handler, kind="text/plain", **headers):
    """Begins an answer that ends with its connection."""
    handler.send_response(200)
    handler.send_header("Content-Type", kind)
    handler.send_header("Connection", "close")
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.close_connection = True


def bomb(megabytes):
    """So many megabytes of zeros, a thousandth of that long."""
    packer, block, check = zlib.compressobj(9, zlib.DEFLATED, -15), bytes(1 << 20), 0
    # After a full flush, the same bytes are compressed the same way.
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(megabytes):
        check = zlib.crc32(block, check)
    end = struct.pack("<II", check, (megabytes << 20) & 0xFFFFFFFF)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + packed * megabytes + packer.flush() + end


def entity_bomb():
    lines = ['<!ENTITY a "aaaaaaaaaa">'] + [
        f'<!ENTITY {name} "{("&" + before + ";") * 10}">' for before, name in zip("abcdefghi", "bcdefghij")
    ]
    body = '<?xml version="1.0"?><!DOCTYPE rss [' + "".join(lines) + ']><rss version="2.0"><channel><title>&j;</title><item>'
    return (body + "<title>&j;</title><link>https://shop.example/a</link></item></channel></rss>").encode()


def endless(handler, _):
    begin(handler)
    while True:
        handler.wfile.write(BLOCK)


def slow(handler, _):
    begin(handler)
    while True:
        handler.wfile.write(b".")
        handler.wfile.flush()
        time.sleep(0.05)


def silent(handler, _):
    """Takes the question and never says a word."""
    time.sleep(60)
    handler.close_connection = True


def cut(handler, _):
    begin(handler, Content_Length="1000")
    handler.wfile.write(b"half of it")


def flaky(handler, query):
    """Breaks the first connections, then is well."""
    if count(handler.path) <= int(query.get("times", 1)):
        handler.close_connection = True
    else:
        answer(handler, 200, b"well")


def short(handler, _):
    """Says that there is less than comes."""
    begin(handler, Content_Length="4")
    handler.wfile.write(b"well, and more than that")


def flood(handler, query):
    handler.send_response(200)
    for number in range(int(query.get("headers", 20000))):
        handler.send_header(f"X-Flood-{number}", "y" * 40)
    handler.end_headers()
    handler.close_connection = True


def line(handler, _):
    """A header that never ends."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        handler.wfile.write(BLOCK)


def continues(handler, _):
    """Never comes to the point."""
    while True:
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def garbage(handler, _):
    handler.wfile.write(b"\x00\x01\x02 no HTTP at all \x1b[31m\r\n\r\n")
    handler.close_connection = True


def zipped(handler, query):
    """Compressed, as a whole or only the first bytes of it; `raw` is what many servers call deflate."""
    size, coding = int(query.get("size", 100_000)), query.get("as", "gzip")
    body = (bytes(index * 7 % 251 for index in range(251)) * (size // 251 + 1))[:size]
    packer = zlib.compressobj(1, zlib.DEFLATED, {"deflate": 15, "raw": -15}.get(coding, 31))
    packed = packer.compress(body) + packer.flush()
    answer(handler, 200, packed[:int(query.get("cut", len(packed)))], Content_Encoding="deflate" if coding == "raw" else coding)


def storm(handler, query):
    """Is busy so many times (for ever without a number), with or without saying for how long."""
    if count(handler.path) <= int(query.get("times", 1 << 30)):
        headers = {"Retry_After": query["after"]} if "after" in query else {}
        answer(handler, int(query.get("status", 429)), b"too busy", **headers)
    else:
        answer(handler, 200, b"well")


def unchanged(handler, _):
    if handler.headers.get("If-None-Match") == '"one"':
        handler.send_response(304)
        handler.send_header("ETag", '"one"')
        handler.end_headers()
    else:
        answer(handler, 200, b"new", ETag='"one"', Last_Modified="Sun, 06 Nov 1994 08:49:37 GMT")


def hops(handler, query):
    left = int(query.get("left", 5))
    if left > 0:
        redirect(handler, f"/trouble/hops?left={left - 1}")
    else:
        answer(handler, 200, b"there")


def echo(handler, _):
    """What was asked, line by line."""
    answer(handler, 200, (handler.requestline + "\n" + str(handler.headers)).encode())


def seen(handler, query):
    """How often a path has been asked for."""
    with lock:
        answer(handler, 200, str(counts[query.get("path", "")]).encode())


def cookie(handler, query):
    """Sets cookies, and leads to another place where there is one to go to."""
    handler.send_response(302 if "to" in query else 200)
    handler.send_header("Set-Cookie", "cart_currency=SEK; path=/; HttpOnly")
    handler.send_header("Set-Cookie", "secret=1; path=/")
    if "to" in query:
        handler.send_header("Location", query["to"])
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def status(handler, query):
    answer(handler, int(query.get("code", 500)), b"it is said so")


LOGIN = b'<!doctype html><title>Log in</title><form action="/login"><input name="password" type="password"></form>'
TROUBLES = {
    "endless": endless,
    "bomb": lambda handler, query: answer(handler, 200, bomb(int(query.get("size", 200))), Content_Encoding="gzip"),
    "zipped": zipped,
    "slow": slow,
    "silent": silent,
    "cut": cut,
    "flaky": flaky,
    "short": short,
    "flood": flood,
    "line": line,
    "continues": continues,
    "garbage": garbage,
    "brotli": lambda handler, _: answer(handler, 200, b"\x8b\x02\x80well\x03", Content_Encoding="br"),
    "loop": lambda handler, _: redirect(handler, "/trouble/loop"),
    "nowhere": lambda handler, _: answer(handler, 302),
    "away": lambda handler, query: redirect(handler, query.get("to", "http://169.254.169.254/latest/meta-data/")),
    "file": lambda handler, _: redirect(handler, "file:///etc/passwd"),
    "hops": hops,
    "cookie": cookie,
    "echo": echo,
    "seen": seen,
    "storm": storm,
    "status": status,
    "unchanged": unchanged,
    "login": lambda handler, _: answer(handler, 200, LOGIN, "text/html"),
    "entities.xml": lambda handler, _: answer(handler, 200, entity_bomb(), "application/xml"),
    "deep.json": lambda handler, _: answer(handler, 200, b"[" * 100_000, "application/json"),
    "text": lambda handler, query: answer(handler, 200, query.get("say", "well").encode()),
}


def handle(handler, path):
    """Answers a path that begins with /trouble/; false for any other."""
    parts = urllib.parse.urlsplit(path)
    trouble = TROUBLES.get(parts.path.removeprefix("/trouble/")) if parts.path.startswith("/trouble/") else None
    if trouble is None:
        return False
    try:
        trouble(handler, dict(urllib.parse.parse_qsl(parts.query)))
    except (BrokenPipeError, ConnectionResetError):
        handler.close_connection = True
    return True


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # What robots.txt is, a JSON object set by POST /robots: its "status", "body", and "location".
    robots = {}

    def do_GET(self):
        if self.path != "/robots.txt":
            if not handle(self, self.path):
                answer(self, 404, b"nothing there")
            return
        count(self.path)
        headers = {"Location": self.robots["location"]} if "location" in self.robots else {}
        answer(self, self.robots.get("status", 404), self.robots.get("body", "").encode(), **headers)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/robots":
            Handler.robots = json.loads(body)
        answer(self, 200)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--port", type=int, default=0, help="0 takes any that is free")
    parser.add_argument("--robots", default="{}", help='what robots.txt is at first, such as {"status": 200, "body": "..."}')
    parser.add_argument("--until-stdin-ends", action="store_true", help="end with standard input")
    parser.add_argument("--tls", nargs=2, metavar=("CERTIFICATE", "KEY"), help="serve https with these files")
    options = parser.parse_args()
    Handler.robots = json.loads(options.robots)
    server = Server(("127.0.0.1", options.port), Handler)
    if options.tls:
        import ssl

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*options.tls)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    print(f"{'https' if options.tls else 'http'}://127.0.0.1:{server.server_port}/", flush=True)
    if options.until_stdin_ends:
        threading.Thread(target=lambda: (sys.stdin.buffer.read(), os._exit(0)), daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
