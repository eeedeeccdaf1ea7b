#!/usr/bin/env python3
"""A shop of T-shirts on this machine, to try `vitrine fetch` with: the same products as Shopify, WooCommerce, merchant feeds and plain pages,
and a second day on which some are new, cheaper, sold out, back or gone. Python's standard library is all it needs."""

import argparse
import functools
import hashlib
import html
import http.server
import json
import re
import signal
import sys
import threading
import urllib.parse

import feeds
import pages
import shopify
import stock
import woocommerce

try:
    import troubles
except ImportError:
    troubles = None

# Of both days, so that If-Modified-Since works too.
CHANGED = {1: "Mon, 05 Oct 2026 08:00:00 GMT", 2: "Tue, 06 Oct 2026 08:00:00 GMT"}


class Shop:
    """The products, the day, and answers that have been made once."""

    def __init__(self, folder, items, day):
        self.stock, self.day = stock.Stock(folder, items), day
        self._answers = {}

    @property
    def products(self):
        return self.stock.products(self.day)

    def draw(self):
        for product in self.products:
            for colour in product.colours:
                self.stock.picture(colour.picture)

    def answer(self, key, make):
        """What was made for a key on this day; made now where it was not."""
        key = (self.day,) + key
        if key not in self._answers:
            self._answers[key] = make()
        return self._answers[key]


class Headers(dict):
    """A request's headers, by names in any case."""

    def get(self, name, default=None):
        return super().get(name.lower(), default)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    shop = None

    def log_message(self, *_):
        pass

    def parse_request(self):
        """What the standard library does with a parser of mail, which takes longer than all else about a picture."""
        self.requestline = self.raw_requestline.decode("latin-1").rstrip("\r\n")
        words = self.requestline.split(" ")
        if len(words) != 3 or not words[2].startswith("HTTP/1."):
            self.command, self.request_version, self.close_connection = None, "HTTP/1.1", True
            self.send_error(400)
            return False
        self.command, self.path, self.request_version = words
        self.headers = Headers()
        while (line := self.rfile.readline(65537)) not in (b"\r\n", b"\n", b""):
            name, _, value = line.decode("latin-1").partition(":")
            self.headers[name.lower()] = value.strip()
        self.close_connection = words[2] == "HTTP/1.0" or self.headers.get("Connection", "").lower() == "close"
        return True

    @property
    def origin(self):
        return "http://" + self.headers.get("Host", f"127.0.0.1:{self.server.server_port}")

    def do_GET(self):
        if self.path.startswith("/trouble/") and troubles and troubles.handle(self, self.path):
            return
        path, _, query = self.path.partition("?")
        query = dict(urllib.parse.parse_qsl(query))
        path = urllib.parse.unquote(path)
        if path.startswith("/pictures/"):
            name = path.removeprefix("/pictures/")
            body = self.shop.stock.picture(name)
            self.send(body, "image/jpeg" if name.endswith(".jpg") else "image/png") if body else self.missing()
        elif path.startswith("/day/") and path[5:].isdigit():
            self.shop.day = int(path[5:])
            self.send(f"It is day {self.shop.day}.\n".encode(), "text/plain", keeps=False)
        elif not (self.shopify(path, query) or self.woocommerce(path, query) or self.feed(path, query) or self.page(path)):
            self.missing()

    do_HEAD = do_GET

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.do_GET()

    def shopify(self, path, query):
        products, origin = self.shop.products, self.origin
        found = re.fullmatch(r"(?:/collections/([^/]+))?/products\.json", path)
        if found:
            chosen = shopify.collection(products, found[1] or "all")
            if chosen is None:
                return False
            status, body = self.shop.answer(
                ("shopify", found[1], tuple(sorted(query.items())), origin),
                lambda: [(status, json.dumps(page).encode()) for status, page in [shopify.page(chosen, query, origin)]][0])
            self.send(body, "application/json; charset=utf-8", status, {"Set-Cookie": f"cart_currency={shopify.currency(query)}; path=/"})
        elif path == "/collections.json":
            self.send(json.dumps(shopify.collections(query)).encode(), "application/json; charset=utf-8")
        elif path == "/meta.json":
            self.send(json.dumps(shopify.meta(products)).encode(), "application/json; charset=utf-8")
        else:
            return False
        return True

    def woocommerce(self, path, query):
        if path != "/woo/wp-json/wc/store/v1/products":
            return False
        origin = self.origin
        status, document, total = self.shop.answer(
            ("woo", tuple(sorted(query.items())), origin), lambda: woocommerce.page(self.shop.products, query, origin))
        size = max(1, min(100, int(query.get("per_page", "10"))))
        self.send(json.dumps(document).encode(), "application/json; charset=utf-8", status,
                  {"X-WP-Total": str(total), "X-WP-TotalPages": str(-(-total // size))}, keeps=False)
        return True

    def feed(self, path, query):
        name = path.removeprefix("/")
        if name not in feeds.WRITERS:
            return False
        items = int(query["items"]) if query.get("items", "").isdigit() else None
        tag = f'"{name}-{self.shop.day}-{items}-{hashlib.md5(self.origin.encode()).hexdigest()[:8]}"'
        if self.is_known(tag):
            return True
        self.send_response(200)
        for key, value in (("Content-Type", feeds.TYPES[name]), ("ETag", tag), ("Last-Modified", CHANGED.get(self.shop.day, CHANGED[2])),
                           ("Transfer-Encoding", "chunked")):
            self.send_header(key, value)
        self.end_headers()
        waiting, size = [], 0
        for text in feeds.WRITERS[name](self.shop.stock.products(self.shop.day, items), self.origin):
            waiting.append(text)
            size += len(text)
            if size >= 1 << 16:
                self.chunk("".join(waiting).encode())
                waiting, size = [], 0
        if waiting:
            self.chunk("".join(waiting).encode())
        self.wfile.write(b"0\r\n\r\n")
        return True

    def chunk(self, body):
        self.wfile.write(b"%x\r\n" % len(body) + body + b"\r\n")

    def page(self, path):
        products, origin = self.shop.products, self.origin
        found = re.fullmatch(r"/pages/sitemap_products_(\d{1,6})\.xml\.gz", path)
        if path == "/robots.txt":
            self.send(f"User-agent: *\nDisallow: /cart\nSitemap: {origin}/pages/sitemap_index.xml\n".encode(), "text/plain")
        elif path == "/pages/sitemap_index.xml":
            self.send(pages.index(products, origin), "application/xml")
        elif path == "/pages/sitemap_articles.xml":
            self.send(b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>', "application/xml")
        elif found:
            self.send(pages.sitemap(products, int(found[1]), origin), "application/gzip")
        elif found := re.fullmatch(r"/(?:pages/products|products|woo/product)/([a-z0-9-]+)/?", path):
            handles = self.shop.answer(("handles",), lambda: {product.handle: product for product in products})
            if found[1] not in handles:
                return False
            self.send(pages.product_page(handles[found[1]], origin), "text/html; charset=utf-8")
        elif path in ("/", "/pages/", "/woo/"):
            self.send(self.home(), "text/html; charset=utf-8")
        else:
            return False
        return True

    def home(self):
        items = "".join(f'<li><a href="/products/{one.handle}">{html.escape(one.title)}</a> EUR {one.price}' for one in self.shop.products[:200])
        return ('<!doctype html><meta charset="utf-8"><title>The Example Shop</title><meta property="og:site_name" content="The Example Shop">'
                f"<h1>The Example Shop, day {self.shop.day}</h1><ul>{items}</ul>").encode()

    def is_known(self, tag):
        """Answers 304 where the client has this already."""
        asked, since = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if asked != tag and not (asked is None and since == CHANGED.get(self.shop.day, CHANGED[2])):
            return False
        self.send_response(304)
        self.send_header("ETag", tag)
        self.end_headers()
        return True

    def send(self, body, kind, status=200, headers=None, keeps=True):
        tag = f'"{hashlib.md5(body).hexdigest()}"'
        if keeps and status == 200 and self.is_known(tag):
            return
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if keeps:
            self.send_header("ETag", tag)
            self.send_header("Last-Modified", CHANGED.get(self.shop.day, CHANGED[2]))
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def missing(self):
        self.send(b"<!doctype html><title>Not found</title><h1>There is nothing here</h1>", "text/html", 404, keeps=False)

    @functools.lru_cache(4096)
    def date_time_string(self, timestamp=None):
        return "Mon, 05 Oct 2026 08:00:00 GMT"

    def version_string(self):
        return "ExampleShop"


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        # Clients may go at any moment.
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="""what it serves, behind the address that it prints:
  /                                        Shopify
  /woo/                                    WooCommerce
  /feed.xml /feed.atom /feed.tsv /feed.csv merchant feeds; ?items=100000 makes them long
  /pages/                                  sitemaps, and pages with JSON-LD
  /day/2                                   lets the second day begin (/day/1 goes back)
  /trouble/                                what goes wrong with shops

try: vitrine fetch ADDRESS --allow-private-addresses""")
    parser.add_argument("pictures", nargs="?", help="a folder that `vitrine sample` made; without it the shop draws pictures of its own")
    parser.add_argument("--port", type=int, default=8765, help="0 takes any that is free (default: 8765)")
    parser.add_argument("--items", type=int, help="how many T-shirts, each colour counted (default: all of the folder, or 60)")
    parser.add_argument("--day", type=int, default=1, help="the day to begin with (default: 1)")
    parser.add_argument("--until-stdin-ends", action="store_true", help="end when standard input does, for tests")
    options = parser.parse_args()

    try:
        Handler.shop = Shop(options.pictures, options.items, options.day)
        server = Server(("127.0.0.1", options.port), Handler)
    except (OSError, KeyError, ValueError) as error:
        sys.exit(f"shop: {error}")
    address = f"http://127.0.0.1:{server.server_port}/"
    print(address, flush=True)
    print(f"Fetch it:      vitrine fetch {address} --allow-private-addresses\n"
          f"The next day:  curl {address}day/2\nCtrl-C ends the shop.", file=sys.stderr, flush=True)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: threading.Thread(target=server.shutdown).start())
    if options.until_stdin_ends:
        threading.Thread(target=lambda: (sys.stdin.buffer.read(), server.shutdown()), daemon=True).start()
    # Drawn before they are asked for.
    threading.Thread(target=Handler.shop.draw, daemon=True).start()
    server.serve_forever()


if __name__ == "__main__":
    main()
