"""The shop as pages: sitemaps, and product pages with schema.org's JSON-LD, written in the ways in which shops write it."""

import gzip
import html
import json
from xml.sax.saxutils import escape

PER_SITEMAP = 1000


def index(products, origin):
    count = max(1, -(-len(products) // PER_SITEMAP))
    maps = "".join(f"<sitemap><loc>{origin}/pages/sitemap_products_{number + 1}.xml.gz</loc></sitemap>" for number in range(count))
    return ('<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            f"<sitemap><loc>{origin}/pages/sitemap_articles.xml</loc></sitemap>{maps}</sitemapindex>").encode()


def sitemap(products, number, origin):
    entries = "".join(
        f"<url><loc>{origin}/pages/products/{product.handle}</loc>"
        f"<image:image><image:loc>{escape(origin)}/pictures/{product.colours[0].picture}</image:loc></image:image></url>\n"
        for product in products[(number - 1) * PER_SITEMAP:number * PER_SITEMAP])
    text = ('<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
            f'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{entries}</urlset>')
    return gzip.compress(text.encode(), 1, mtime=0)


def product_page(product, origin):
    data = json.dumps(_group(product, origin), ensure_ascii=False)
    script = [
        data, data + ";", f"//<![CDATA[\n{data}\n//]]>", f"/* <![CDATA[ */ {data} /* ]]> */", data.replace('"', "&quot;"),
        data.replace('"description": "', '"description": "\n\t'),
    ][product.place % 6]
    title = html.escape(product.title)
    pictures = "".join(f'<img src="{origin}/pictures/{colour.picture}" alt="{html.escape(colour.name)}">' for colour in product.colours)
    return (f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title><meta property="og:site_name" content="The Example Shop">'
            f'<script type="application/ld+json">{script}</script></head><body><h1>{title}</h1>{pictures}<p>EUR {product.price}</body></html>').encode()


def _group(product, origin):
    address = f"{origin}/pages/products/{product.handle}"
    variants = []
    for number, colour, size, is_there in product.variants():
        offer = {"@type": "Offer", "price": product.price, "priceCurrency": "EUR",
                 "availability": "https://schema.org/" + ("InStock" if is_there else "OutOfStock")}
        if product.before:
            offer["priceSpecification"] = {"@type": "UnitPriceSpecification", "priceType": "https://schema.org/StrikethroughPrice",
                                           "price": product.price_before, "priceCurrency": "EUR"}
        variants.append({"@type": "Product", "@id": f"{address}#{number}", "sku": str(number), "name": product.title, "color": colour.name, "size": size,
                         "image": f"{origin}/pictures/{colour.picture}", "offers": offer})
    group = {"@type": "ProductGroup", "@id": address, "productGroupID": str(product.number), "name": product.title, "url": address,
             "description": "A T-shirt.", "brand": {"@type": "Brand", "name": product.brand}, "category": product.kind}
    if product.place % 2:
        # Variants beside the group, named by their @id.
        group["hasVariant"] = [{"@id": variant["@id"]} for variant in variants]
        return {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "The Example Shop"}, group] + variants}
    return {"@context": "https://schema.org/"} | group | {"hasVariant": variants}
