/// An offer of schema.org.
struct LinkedOffer {
    var price: String?
    var before: String?
    var currency: String?
    var isAvailable = true
    /// What it is of, where it says so.
    var item: JSONNode?

    init() {}

    /// All offers of a property: one, several, or an aggregate of some.
    static func all(_ node: JSONNode, _ data: LinkedData) -> [LinkedOffer] {
        data.list(node).flatMap { offer -> [LinkedOffer] in
            guard LinkedData.isType(offer, ["AggregateOffer"]), !offer["offers"].isMissing else { return [LinkedOffer(offer, data)] }
            let currency = offer["priceCurrency"].line
            return data.list(offer["offers"]).map { inner in
                var one = LinkedOffer(inner, data)
                one.currency = one.currency ?? currency
                return one
            }
        }
    }

    private init(_ node: JSONNode, _ data: LinkedData) {
        var text = node["price"].text ?? node["lowPrice"].text
        currency = node["priceCurrency"].text.flatMap { $0.utf8.count == 3 ? $0.uppercased() : nil }
        var list: String?
        for specification in data.list(node["priceSpecification"]) {
            let own = specification["price"].text ?? specification["minPrice"].text
            currency = currency ?? specification["priceCurrency"].line
            let type = specification["priceType"].text ?? ""
            if ["ListPrice", "StrikethroughPrice", "MSRP", "SRP"].contains(where: type.hasSuffix) {
                list = list ?? own
            } else {
                text = text ?? own
            }
        }
        let parsed = Price.parsed(text)
        currency = currency ?? parsed.currency
        let reduced = Price.reduced(parsed.amount, before: Price.amount(list, currency: currency))
        (price, before) = (reduced.price, reduced.before)
        if let word = node["availability"].text?.split(separator: "/").last?.lowercased().filter(\.isLetter) {
            isAvailable = !["outofstock", "soldout", "discontinued", "reserved"].contains(word)
        }
        if !node["itemOffered"].isMissing { item = node["itemOffered"] }
    }
}
