/// One product of Shopify's `products.json`.
enum ShopifyProduct {
    /// The product; nil where it has no ID that could be kept.
    static func product(_ node: JSONNode, base: String, currency: String?) -> ShopProduct? {
        guard let id = PlainText.id(node["id"].text) else { return nil }
        var product = ShopProduct(id: id, title: node["title"].line ?? node["handle"].line ?? id, currency: currency)
        product.brand = node["vendor"].line
        product.type = node["product_type"].line
        // A list, or one text with commas.
        let tags = node["tags"].elements?.compactMap(\.text) ?? node["tags"].text?.split(separator: ",").map(String.init) ?? []
        product.tags = PlainText.lines(tags)
        product.url = node["handle"].text.flatMap { ShopAddress.whole("\(base)/products/\(ShopAddress.component($0))") }
        let images = images(node, base: base)
        product.pictures = images.map(\.address)
        let options = optionPlaces(node)
        for variant in node["variants"].list.prefix(2_000) where variant.isObject {
            product.add(Self.variant(variant, options: options, images: images, base: base))
        }
        if product.colours.isEmpty { product.colours = [ColourVariant(isAvailable: false)] }
        return product
    }

    private struct Image {
        let id: String?
        let address: String
        let variants: Set<String>
    }

    private static func images(_ node: JSONNode, base: String) -> [Image] {
        let places = node["images"].list.prefix(Bounds.pictures * 4).enumerated().map { index, image in
            (image["position"].number ?? index, index, image)
        }
        return places.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.compactMap { _, _, image in
            guard let address = ShopAddress.whole(image["src"].text, base: base) else { return nil }
            return Image(
                id: image["id"].text, address: ShopAddress.scaled(address), variants: Set(image["variant_ids"].list.compactMap(\.text)))
        }
    }

    /// Which of `option1` to `option3` hold the colour and the size.
    private static func optionPlaces(_ node: JSONNode) -> (colour: String?, size: String?) {
        var colour: String?, size: String?
        for (index, option) in node["options"].list.prefix(3).enumerated() {
            let place = "option\(option["position"].number ?? index + 1)"
            switch OptionName(option["name"].text ?? option.text) {
            case .colour: colour = colour ?? place
            case .size: size = size ?? place
            case nil: break
            }
        }
        return (colour, size)
    }

    private static func variant(_ node: JSONNode, options: (colour: String?, size: String?), images: [Image], base: String) -> ColourVariant {
        let id = node["id"].text
        var pictures = images.filter { id.map($0.variants.contains) ?? false }.map(\.address)
        let featured = node["featured_image"]
        if let address = ShopAddress.whole(featured["src"].text, base: base) { pictures.insert(ShopAddress.scaled(address), at: 0) }
        if let own = node["image_id"].text, let image = images.first(where: { $0.id == own }) { pictures.insert(image.address, at: 0) }
        let price = Price.reduced(Price.amount(node["price"].text), before: Price.amount(node["compare_at_price"].text))
        return ColourVariant(
            colour: options.colour.flatMap { node[$0].line }, size: options.size.flatMap { node[$0].line }, price: price.price,
            priceBefore: price.before, isAvailable: node["available"].flag ?? true, pictures: Array(pictures.prefix(Bounds.pictures)))
    }
}
