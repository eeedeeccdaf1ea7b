"""The shop as Shopify tells of it: /products.json, /collections.json, /meta.json."""

import html

MARKETS = {"GB": ("GBP", 0.85), "US": ("USD", 1.1)}
# Options come in the shop's language, in any order.
OPTION_NAMES = [("Color", "Size"), ("Farbe", "Größe"), ("Couleur", "Taille"), ("اللون", "المقاس")]
MOST = 25_000


def collection(products, name):
    """The products of a collection, or None."""
    chosen = {"all": lambda product: True, "tees": lambda product: product.place % 2 == 0, "sale": lambda product: product.before}.get(name)
    return None if chosen is None else [product for product in products if chosen(product)]


def page(products, query, origin):
    """(status, document) of products.json."""
    limit = max(1, min(250, _number(query.get("limit"), 30)))
    number = max(1, _number(query.get("page"), 1))
    if limit * number > MOST:
        return 400, {"errors": "Exceeds the pagination limit"}
    rate = MARKETS.get(query.get("country", ""), ("EUR", 1))[1]
    return 200, {"products": [_product(product, origin, rate) for product in products[(number - 1) * limit:number * limit]]}


def currency(query):
    return MARKETS.get(query.get("country", ""), ("EUR", 1))[0]


def collections(query):
    names = ["all", "tees", "sale"] if _number(query.get("page"), 1) == 1 else []
    return {"collections": [{"id": index + 1, "handle": name, "title": name.title()} for index, name in enumerate(names)]}


def meta(products):
    return {"id": 1, "name": "The Example Shop", "currency": "EUR", "country": "DE", "published_products_count": len(products)}


def _number(text, default):
    return int(text) if text and text.isdigit() and len(text) < 10 else default


def _product(product, origin, rate):
    colour_name, size_name = OPTION_NAMES[product.place % len(OPTION_NAMES)]
    size_first = product.place % 2 == 1
    names = [size_name, colour_name] if size_first else [colour_name, size_name]
    images = []
    for index, colour in enumerate(product.colours):
        ids = [number for number, other, _, _ in product.variants() if other is colour]
        images.append({"id": product.number * 10 + index, "position": index + 1, "src": f"{origin}/pictures/{colour.picture}?v=1", "variant_ids": ids})
    variants = []
    for number, colour, size, is_there in product.variants():
        values = [size, colour.name] if size_first else [colour.name, size]
        before = f"{product.before * rate / 100:.2f}" if product.before else None
        variants.append({
            "id": number, "title": " / ".join(values), "option1": values[0], "option2": values[1], "option3": None, "available": is_there,
            "price": f"{product.cents * rate / 100:.2f}", "compare_at_price": before})
    return {
        "id": product.number, "title": product.title, "handle": product.handle, "vendor": product.brand, "product_type": product.kind,
        "body_html": f"<p>{html.escape(product.title)}</p>", "tags": product.tags, "images": images, "variants": variants,
        "options": [{"name": name, "position": index + 1} for index, name in enumerate(names)]}
