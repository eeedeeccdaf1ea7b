"""The shop as merchant feeds with Google's names: RSS 2.0, Atom, TSV and CSV. Each is a generator of text, so that it may be of any length."""

import csv
import io
from xml.sax.saxutils import escape

TYPES = {
    "feed.xml": "application/rss+xml; charset=utf-8", "feed.atom": "application/atom+xml; charset=utf-8",
    "feed.tsv": "text/tab-separated-values; charset=utf-8", "feed.csv": "text/csv; charset=utf-8"}
COLUMNS = ["id", "title", "link", "image_link", "price", "sale_price", "availability", "brand", "color", "size", "item_group_id", "product_type"]


def _rows(products, origin):
    for product in products:
        for number, colour, size, is_there in product.variants():
            spelling = ("in stock", "out of stock") if product.place % 2 else ("in_stock", "out_of_stock")
            yield {
                "id": str(number), "title": f"{product.title} {colour.name}", "link": f"{origin}/products/{product.handle}",
                "image_link": f"{origin}/pictures/{colour.picture}", "price": f"{(product.before or product.cents) / 100:.2f} EUR",
                "sale_price": f"{product.price} EUR" if product.before else "", "availability": spelling[0 if is_there else 1],
                "brand": product.brand, "color": colour.name, "size": size, "item_group_id": str(product.number),
                "product_type": "Clothing > T-Shirts"}


def rss(products, origin):
    yield ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>\n'
           f"<title>The Example Shop</title><link>{origin}/</link>\n")
    for row in _rows(products, origin):
        fields = "".join(f"<g:{name}>{escape(value)}</g:{name}>" for name, value in row.items() if value and name not in ("title", "link"))
        # A stray ampersand, as real feeds have them.
        title = row["title"] if "<" not in row["title"] else escape(row["title"])
        yield f"<item><title>{title}</title><link>{escape(row['link'])}</link>{fields}</item>\n"
    yield "</channel></rss>\n"


def atom(products, origin):
    yield ('<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">\n'
           "<title>The Example Shop</title>\n")
    for row in _rows(products, origin):
        fields = "".join(f"<g:{name}>{escape(value)}</g:{name}>" for name, value in row.items() if value and name not in ("title", "link"))
        yield f"<entry><title>{escape(row['title'])}</title><link href=\"{escape(row['link'])}\"/>{fields}</entry>\n"
    yield "</feed>\n"


def _table(products, origin, dialect):
    text = io.StringIO()
    writer = csv.writer(text, dialect, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in _rows(products, origin):
        writer.writerow([row[name] for name in COLUMNS])
        yield text.getvalue()
        text.seek(0)
        text.truncate()
    yield text.getvalue()


def tsv(products, origin):
    return _table(products, origin, "excel-tab")


def comma(products, origin):
    return _table(products, origin, "excel")


WRITERS = {"feed.xml": rss, "feed.atom": atom, "feed.tsv": tsv, "feed.csv": comma}
