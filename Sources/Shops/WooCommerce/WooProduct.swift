import Basics

/// One product of WooCommerce's Store API.
struct WooProduct {
    let id: String
    /// Without the variations' prices and stock.
    let product: ShopProduct
    /// What each variation is, by its ID.
    let variations: [String: (colour: String?, size: String?)]

    /// nil where it has no ID that could be kept.
    init?(_ node: JSONNode, base: String) {
        guard let id = PlainText.id(node["id"].text) else { return nil }
        self.id = id
        let prices = Self.prices(node["prices"])
        var product = ShopProduct(id: id, title: node["name"].line ?? node["slug"].line ?? id, currency: prices.currency)
        product.brand = node["brands"].list.lazy.compactMap { $0["name"].line }.first
        let categories = PlainText.lines(node["categories"].list.compactMap { $0["name"].text })
        product.type = categories.first
        product.tags = PlainText.lines(categories.dropFirst() + node["tags"].list.compactMap { $0["name"].text })
        product.url = ShopAddress.whole(node["permalink"].text, base: base)
        product.pictures = Self.pictures(node, base: base)

        var colours: [String] = [], sizes: [String] = [], names: [String: String] = [:]
        for attribute in node["attributes"].list.prefix(100) {
            let terms = attribute["terms"].list.prefix(Bounds.sizes)
            let values = terms.compactMap { $0["name"].line }
            for term in terms { if let slug = term["slug"].text, let name = term["name"].line { names[slug] = names[slug] ?? name } }
            switch OptionName(attribute["name"].text) ?? OptionName(attribute["taxonomy"].text) {
            case .colour: colours += values
            case .size: sizes += values
            case nil: break
            }
        }
        var variations: [String: (colour: String?, size: String?)] = [:]
        for variation in node["variations"].list.prefix(2_000) {
            guard let id = variation["id"].text ?? variation.text else { continue }
            variations[id] = Self.options(variation["attributes"], names: names)
        }
        self.variations = variations
        let isAvailable = node["is_in_stock"].flag ?? true
        var only = ColourVariant(
            colour: colours.count == 1 ? colours[0] : nil, price: prices.price, priceBefore: prices.before, isAvailable: isAvailable)
        only.sizes = sizes.unique
        only.inStock = variations.isEmpty && isAvailable ? only.sizes : []
        product.colours = [only]
        product.isStockKnown = variations.isEmpty || sizes.isEmpty
        self.product = product
        hasColours = Set(variations.values.compactMap(\.colour)).count > 1 || (variations.contains { $0.value.colour == nil } && colours.count > 1)
    }

    /// Whether only the variations tell which items it makes.
    let hasColours: Bool

    /// The product with its variations, as `products?type=variation` gives them.
    func with(_ nodes: [JSONNode], base: String) -> ShopProduct {
        var result = product
        result.colours = []
        result.isStockKnown = true
        for node in nodes {
            let told = Self.options(node["attributes"], names: [:])
            let known = node["id"].text.flatMap { variations[$0] }
            let spelt = Self.spelt(node["variation"].text)
            let prices = Self.prices(node["prices"])
            // A variation without a picture of its own shows the product's: then several colours have it, and it is none's own.
            let pictures = Self.pictures(node, base: base)
            result.add(
                ColourVariant(
                    colour: known?.colour ?? told.colour ?? spelt.colour ?? product.colours.first?.colour,
                    size: known?.size ?? told.size ?? spelt.size,
                    price: prices.price, priceBefore: prices.before, isAvailable: node["is_in_stock"].flag ?? true, pictures: pictures))
        }
        return result.colours.isEmpty ? product : result
    }

    private static func pictures(_ node: JSONNode, base: String) -> [String] {
        node["images"].list.prefix(Bounds.pictures).compactMap { ShopAddress.whole($0["src"].text, base: base) }
    }

    /// Colour and size among an array of names and values; values may be slugs.
    private static func options(_ node: JSONNode, names: [String: String]) -> (colour: String?, size: String?) {
        var colour: String?, size: String?
        for attribute in node.list.prefix(100) {
            let value = attribute["value"].text.flatMap { names[$0] } ?? attribute["value"].line
            switch OptionName(attribute["name"].text) ?? OptionName(attribute["attribute"].text) {
            case .colour: colour = colour ?? value
            case .size: size = size ?? value
            case nil: break
            }
        }
        return (colour, size)
    }

    /// The same from a text such as "Colour: Red, Size: M".
    private static func spelt(_ text: String?) -> (colour: String?, size: String?) {
        var colour: String?, size: String?
        for part in (text ?? "").split(separator: ",").prefix(20) {
            let pair = part.split(separator: ":", maxSplits: 1).map(String.init)
            guard pair.count == 2 else { continue }
            switch OptionName(pair[0]) {
            case .colour: colour = PlainText.line(pair[1])
            case .size: size = PlainText.line(pair[1])
            case nil: break
            }
        }
        return (colour, size)
    }

    /// Prices are whole numbers of minor units.
    private static func prices(_ node: JSONNode) -> (price: String?, before: String?, currency: String?) {
        let decimals = node["currency_minor_unit"].number ?? 2
        func amount(_ node: JSONNode) -> String? { Price.amount(minor: node.text, decimals: decimals) }
        let price = amount(node["price"]) ?? amount(node["price_range"]["min_amount"])
        let reduced = Price.reduced(price, before: amount(node["regular_price"]))
        let code = node["currency_code"].text.flatMap { $0.utf8.count == 3 ? PlainText.line($0) : nil }
        return (reduced.price, reduced.before, code)
    }
}
