"""The shop as WooCommerce's Store API tells of it: /wp-json/wc/store/v1/products."""

import html

from stock import SIZES


def page(products, query, origin):
    """(status, document, how many there are in all)."""
    number, size = max(1, _number(query.get("page"), 1)), max(1, min(100, _number(query.get("per_page"), 10)))
    if query.get("type") == "variation":
        parent = next((product for product in products if str(product.number) == query.get("parent")), None)
        everything = _variations(parent, origin) if parent else []
    else:
        everything = sorted(products, key=lambda product: product.number)
        if query.get("category"):
            everything = [product for product in everything if query["category"] in ("tees", "t-shirts")]
    chosen = everything[(number - 1) * size:number * size]
    if query.get("type") != "variation":
        chosen = [_product(product, origin) for product in chosen]
    return 200, chosen, len(everything)


def _number(text, default):
    return int(text) if text and text.isdigit() and len(text) < 10 else default


def _slug(text):
    return text.lower().replace(" ", "-")


def _prices(product):
    return {
        "price": str(product.cents), "regular_price": str(product.before or product.cents), "sale_price": str(product.cents),
        "price_range": None, "currency_code": "EUR", "currency_minor_unit": 2}


def _image(colour, origin):
    return {"id": 1, "src": f"{origin}/pictures/{colour.picture}", "name": colour.name, "alt": ""}


def _product(product, origin):
    variations = [
        {"id": number, "attributes": [{"name": "Colour", "value": _slug(colour.name)}, {"name": "Size", "value": size.lower()}]}
        for number, colour, size, _ in product.variants()]
    return {
        "id": product.number, "name": html.escape(product.title).replace("No.", "&#8211; No."), "slug": product.handle, "type": "variable",
        "permalink": f"{origin}/woo/product/{product.handle}/", "prices": _prices(product),
        "images": [_image(colour, origin) for colour in product.colours],
        "categories": [{"id": 1, "name": "T-Shirts", "slug": "t-shirts"}], "tags": [{"id": 2, "name": tag} for tag in product.tags],
        "brands": [{"id": 3, "name": html.escape(product.brand)}], "variations": variations,
        "attributes": [
            {"id": 1, "name": "Colour", "taxonomy": "pa_colour", "has_variations": True,
             "terms": [{"name": colour.name, "slug": _slug(colour.name)} for colour in product.colours]},
            {"id": 2, "name": "Size", "taxonomy": "pa_size", "has_variations": True,
             "terms": [{"name": size, "slug": size.lower()} for size in SIZES]}],
        "is_in_stock": any(is_there for _, _, _, is_there in product.variants())}


def _variations(product, origin):
    return [
        {"id": number, "parent": product.number, "type": "variation", "name": html.escape(product.title), "prices": _prices(product),
         "variation": f"Colour: {colour.name}, Size: {size}", "images": [_image(colour, origin)], "is_in_stock": is_there}
        for number, colour, size, is_there in product.variants()]
