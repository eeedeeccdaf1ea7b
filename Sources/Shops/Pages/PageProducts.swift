import Basics

/// Makes products of a page's JSON-LD.
struct PageProducts {
    let data: LinkedData
    /// The page's own address.
    let url: String
    /// Pictures that others name for the page, for products that name none.
    var pictures: [String] = []

    /// The page's products, groups with all their variants; those that the page is about alone, where it says so.
    var all: [ShopProduct] {
        let groups = data.products.filter { LinkedData.isType($0, LinkedData.group) }
        let grouped = Set(groups.flatMap { data.list($0["hasVariant"]) }.compactMap { $0["@id"].text }.map(ExactText.init))
        let singles = data.products.filter { node in
            LinkedData.isType(node, LinkedData.single) && !(node["@id"].text.map { grouped.contains($0) } ?? false)
        }
        var products = groups.compactMap { product($0, variants: data.list($0["hasVariant"])) }
        for single in singles {
            let parent = data.list(single["isVariantOf"]).first
            let group = parent.flatMap { Self.id($0) }
            let variants = group == nil ? data.list(single["hasVariant"]) : [single]
            guard var product = product(single, variants: variants) else { continue }
            guard let group else {
                products.append(product)
                continue
            }
            (product.id, product.pictures) = (group, [])
            if let index = products.firstIndex(where: { $0.id.isExactly(group) }) {
                products[index].merge(product)
            } else {
                products.append(product)
            }
        }
        let own = products.filter { $0.url.map(isOwn) ?? false }
        return products.count > 1 && !own.isEmpty ? own : products
    }

    private func isOwn(_ address: String) -> Bool { Self.bare(address).isExactly(Self.bare(url)) }

    /// Without query and fragment, which name variants.
    private static func bare(_ address: String) -> String {
        let address = String(address.prefix { $0 != "?" && $0 != "#" })
        return address.hasSuffix("/") ? String(address.dropLast()) : address
    }

    private static func id(_ node: JSONNode) -> String? {
        ["productGroupID", "productID", "sku", "mpn", "gtin13", "gtin", "@id"].lazy.compactMap { PlainText.id(node[$0].text) }.first
    }

    private func product(_ node: JSONNode, variants: [JSONNode]) -> ShopProduct? {
        guard let title = node["name"].line ?? variants.first?["name"].line else { return nil }
        let url = ShopAddress.whole(node["url"].text, base: self.url) ?? self.url
        guard let id = Self.id(node) ?? PlainText.id(Self.bare(url)) else { return nil }
        var product = ShopProduct(id: id, title: title)
        product.url = url
        product.brand = name(node["brand"]) ?? variants.lazy.compactMap { name($0["brand"]) }.first
        product.type = name(node["category"])
        product.tags = PlainText.lines(
            node["keywords"].elements?.compactMap(\.text) ?? node["keywords"].text?.split(separator: ",").map(String.init) ?? [])
        product.pictures = images(node["image"])
        if variants.isEmpty {
            add(node, to: &product, isWhole: true)
        } else {
            for variant in variants { add(variant, to: &product, isWhole: false) }
        }
        if product.pictures.isEmpty, product.colours.allSatisfy(\.pictures.isEmpty) { product.pictures = pictures }
        return product
    }

    /// Adds a variant with its offers; offers may be of sizes and colours of their own.
    private func add(_ node: JSONNode, to product: inout ShopProduct, isWhole: Bool) {
        let colour = name(node["color"]), sizes = node["size"].list.compactMap { name($0) }
        let images = isWhole ? [] : images(node["image"])
        var url: String?
        if !isWhole { url = ShopAddress.whole(node["url"].text, base: self.url) }
        let offers = LinkedOffer.all(node["offers"], data)
        product.currency = product.currency ?? offers.lazy.compactMap(\.currency).first
        for offer in offers.isEmpty ? [LinkedOffer()] : offers {
            let item = offer.item.map(data.resolved)
            let size = item.map { $0["size"].list.compactMap { name($0) } }
            var variant = ColourVariant(
                colour: item.flatMap { name($0["color"]) } ?? colour, url: url, price: offer.price, priceBefore: offer.before,
                isAvailable: offer.isAvailable, pictures: images + (item.map { self.images($0["image"]) } ?? []))
            variant.sizes = Array((size.flatMap { $0.isEmpty ? nil : $0 } ?? sizes).unique.prefix(Bounds.sizes))
            variant.inStock = offer.isAvailable ? variant.sizes : []
            product.add(variant)
        }
    }

    /// A text, or the name of an object.
    private func name(_ node: JSONNode) -> String? {
        let node = data.resolved(node.elements?.first ?? node)
        return node.line ?? node["name"].line ?? node["value"].line
    }

    private func images(_ node: JSONNode) -> [String] {
        data.list(node).prefix(Bounds.pictures).compactMap { image in
            let address = image.text ?? image["contentUrl"].text ?? image["url"].text
            return ShopAddress.whole(PlainText.line(address, limit: Bounds.address), base: url).map { ShopAddress.scaled($0) }
        }
    }
}
