import Catalog
import Shops

extension Offer {
    /// What a shop's listing says of an item, as a catalog keeps it. Nil for an item without a picture.
    ///
    /// - Parameter shop: what the shop is called.
    init?(_ item: ShopItem, shop: String) {
        guard !item.pictures.isEmpty else { return nil }
        var attributes: [String: AttributeValue] = [:]
        func set(_ name: String, _ values: [String]) {
            let values = values.filter { !$0.isEmpty }
            if !values.isEmpty { attributes[name] = AttributeValue(values) }
        }
        set("title", [item.title])
        set("brand", [item.brand].compactMap(\.self))
        set("type", [item.type].compactMap(\.self))
        set("tags", item.tags)
        set("colour", [item.colour].compactMap(\.self))
        set("sizes", item.sizes)
        set("design", [item.design])
        set("shop", [shop])
        set("url", [item.url].compactMap(\.self))
        self.init(
            product: item.product, colour: item.colour ?? "", attributes: attributes, price: item.price, priceBefore: item.priceBefore,
            currency: item.currency, inStock: item.inStock, isAvailable: item.isAvailable, pictures: item.pictures)
    }
}
