"""The words for what the sample shop's attributes and Fashion-MNIST's classes say: colours, patterns, cuts, products."""
from collections import defaultdict

WORDS = {
    "colour": {
        "black": "black, dark", "white": "white, light", "light grey": "light grey, grey, gray, light gray, silver, light", "red": "red, scarlet, crimson, bright",
        "cream": "cream, ivory, off white, beige, light", "royal blue": "royal blue, blue, bright, cobalt", "sky blue": "sky blue, light blue, blue, pale blue, light",
        "pink": "pink, light, pastel", "navy": "navy, navy blue, dark blue, blue, dark, indigo",
        "charcoal": "charcoal, dark grey, dark gray, grey, gray, dark, anthracite", "teal": "teal, turquoise, petrol, cyan, aqua",
        "olive": "olive, olive green, green, khaki", "burgundy": "burgundy, maroon, claret, dark red, wine red, dark", "orange": "orange, bright",
        "lavender": "lavender, lilac, mauve, light purple, pastel, light", "forest green": "forest green, green, dark green, bottle green, dark",
        "brown": "brown, chocolate brown, dark", "mint": "mint, mint green, light green, green, pastel, light", "sand": "sand, tan, beige, light brown",
        "purple": "purple, violet, plum", "yellow": "yellow, lemon yellow, bright", "mustard": "mustard, mustard yellow, ochre, gold, golden, dark yellow"},
    "pattern": {
        "plain": "plain, solid, unpatterned, solid colour, solid color", "heather": "heather, heathered, mottled, melange, marl", "raglan": "raglan",
        "ringer": "ringer, contrast trim", "all-over print": "all over, allover, all over print, patterned",
        "colour block": "colour block, color block, colour blocking, color blocking, two tone", "stripes": "stripes, stripe, striped, stripy, breton, horizontal stripes",
        "dip-dye": "dip dye, dip dyed, ombre, gradient", "polka dots": "polka dot, dot, dotted, dots, spotted, spots", "tie-dye": "tie dye, tie dyed, batik",
        "vertical stripes": "vertical stripes, upright stripes, pinstripe, pinstriped", "camouflage": "camouflage, camo",
        "plaid": "plaid, check, checked, chequered, checkered, tartan, gingham"},
    "neckline": {"V-neck": "v neck, vneck", "scoop": "scoop, scoop neck", "polo": "polo, polo neck, collar, collared", "henley": "henley, buttoned",
                 "crew": "crew neck, round neck"},
    "sleeve": {"short": "short sleeve, short sleeved", "long": "long sleeve, long sleeved, longsleeve", "sleeveless": "sleeveless, tank, tank top, singlet, vest",
               "three-quarter": "three quarter sleeve", "cap": "cap sleeve, cap sleeved"},
    "fit": {"cropped": "cropped, crop top, short cut", "oversized": "oversized, oversize, baggy, loose", "fitted": "fitted, slim, tight, slim fit",
            "longline": "longline, long cut"},
}
PRODUCTS = {"trouser": "trousers, trouser, pants, jeans", "pullover": "pullover, sweater, jumper, sweatshirt", "dress": "dress, gown", "coat": "coat, jacket",
            "sandal": "sandal", "sneaker": "sneaker, trainer, running shoe", "bag": "bag, handbag", "boot": "boot, ankle boot"}


def garment_labels(rows, products):
    """For each word the numbers of the pictures that it tells of: of `rows` of attributes, then of product photographs."""
    labels = defaultdict(list)
    for index, row in enumerate(rows):
        for column, values in WORDS.items():
            for word in values.get(row[column], "").split(", "):
                if word:
                    labels[word].append(index)
    for index, product in enumerate(products):
        for word in PRODUCTS.get(product, "").split(", "):
            if word:
                labels[word].append(len(rows) + index)
    return labels


def said_words():
    """The words that are said of garments: what each colour, pattern, cut and product is first called, and what covers several of them."""
    count, first = defaultdict(int), set()
    for values in [*WORDS.values(), PRODUCTS]:
        for called in values.values():
            words = called.split(", ")
            first.add(words[0])
            for word in words:
                count[word] += 1
    return first | {word for word in count if count[word] > 1}
