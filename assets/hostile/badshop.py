"""A shop on loopback that an attack makes up: what it answers, and how often it was asked."""

import collections
import hashlib
import http.server
import json
import threading
import time
import urllib.parse


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        shop, path = self.server.shop, self.path
        with shop.lock:
            shop.asked[path] += 1
            shop.starts.append((time.monotonic(), path))
        answer = shop.routes.get(path, shop.routes.get(urllib.parse.urlsplit(path).path))
        try:
            if callable(answer):
                answer(self)
            elif answer is None:
                self.answer(404, b"nothing")
            else:
                self.answer(*answer) if isinstance(answer, tuple) else self.answer(200, answer)
        except OSError:
            self.close_connection = True
        with shop.lock:
            shop.ends.append((time.monotonic(), path))

    def answer(self, status, body, kind="application/octet-stream", **headers):
        if self.server.shop.delay:
            time.sleep(self.server.shop.delay)
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass


class BadShop:
    """`routes` says what each path is answered with: bytes, `(status, bytes)`, or a function of the handler."""

    def __init__(self, world):
        self.routes, self.asked, self.starts, self.ends = {}, collections.Counter(), [], []
        self.lock, self.delay = threading.Lock(), 0
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.shop = self
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        world.at_end(self.close)

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def feed(self, rows, path="/feed.json"):
        """A Shopify shop of these products."""
        self.routes["/products.json"] = lambda handler: handler.answer(
            200, json.dumps({"products": rows if "&page=1" in handler.path else []}).encode(), "application/json")
        self.routes["/meta.json"] = json.dumps({"name": "Bad", "currency": "EUR", "published_products_count": len(rows)}).encode()

    @staticmethod
    def file_stem(address):
        """How the file of a picture is called in a catalog, but for its ending."""
        return "web-" + hashlib.sha256(address.encode()).hexdigest()[:40]


def product(number, pictures, colours=(), title="Tee", price="20.00", **more):
    """A product as Shopify lists it; one picture for each colour."""
    options = [{"name": "Colour", "values": list(colours)}] if colours else []
    variants = [
        {"id": number * 1000 + place, "price": price, "available": True, "option1": colour} for place, colour in enumerate(colours or ["-"])
    ]
    images = [
        {"src": picture, "variant_ids": [number * 1000 + place] if colours else []} for place, picture in enumerate(pictures)
    ]
    return {"id": number, "title": title, "handle": f"tee-{number}", "vendor": "Bad", "product_type": "T-Shirt", "tags": [], "options": options,
            "variants": variants, "images": images, **more}
