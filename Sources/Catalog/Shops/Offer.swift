import Basics

/// One design in one colour as a shop offers it at a visit. Texts are plain.
package struct Offer: Codable, Hashable, Sendable {
    /// The shop's own product ID, which the colours of a product share.
    package var product: String
    /// Empty where the shop tells none.
    package var colour: String
    /// All that is said of it but for what changes often, which stands below; empty values are left out.
    package var attributes: [String: AttributeValue]
    /// Plain decimal numbers.
    package var price: String?
    package var priceBefore: String?
    package var currency: String?
    /// The sizes that can be had.
    package var inStock: [String]
    package var isAvailable: Bool
    /// Addresses, the front first; there is one.
    package var pictures: [String]

    package init(
        product: String, colour: String, attributes: [String: AttributeValue], price: String?, priceBefore: String?, currency: String?,
        inStock: [String], isAvailable: Bool, pictures: [String]
    ) {
        self.product = product
        self.colour = colour
        self.attributes = attributes
        self.price = price
        self.priceBefore = priceBefore
        self.currency = currency
        self.inStock = inStock
        self.isAvailable = isAvailable
        self.pictures = pictures
    }

    /// All of it as attributes of an item.
    package var allAttributes: [String: AttributeValue] {
        var all = attributes
        all["price"] = price.map { AttributeValue($0) }
        all["price_before"] = priceBefore.map { AttributeValue($0) }
        all["currency"] = currency.map { AttributeValue($0) }
        all["in_stock"] = inStock.isEmpty ? nil : AttributeValue(inStock)
        all["available"] = AttributeValue(isAvailable ? "yes" : "no")
        return all.filter { !$0.value.texts.isEmpty }
    }

    /// Its place in its shop, which stays the same from visit to visit.
    var locator: String { colour.isEmpty ? product : product + "\t" + colour }
}

/// What can change from visit to visit, as it is kept.
struct Observation: Hashable {
    var price: String?
    var priceBefore: String?
    var currency: String?
    /// JSON.
    var inStock: String
    var isAvailable: Bool
    var isGone = false
}

extension Observation {
    init(_ offer: Offer) {
        self.init(
            price: offer.price, priceBefore: offer.priceBefore, currency: offer.currency, inStock: (try? JSON.text(offer.inStock)) ?? "[]",
            isAvailable: offer.isAvailable)
    }
}
