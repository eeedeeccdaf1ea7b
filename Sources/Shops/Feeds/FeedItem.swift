import Basics
import Foundation

/// One item of a merchant feed: a product in one colour and one size.
struct FeedItem {
    /// What its sizes and colours share; nil where it stands alone.
    let group: String?
    let product: ShopProduct
    /// Fields that are there but cannot be used.
    private(set) var problems: [ShopProblem] = []

    /// - Parameters:
    ///   - place: where it stands in the feed, for a person.
    ///   - now: for reductions that hold for a time only.
    /// - Throws: `ShopProblem`: why it is none.
    init(_ fields: FeedFields, place: String, base: String?, now: FeedMoment) throws(FeedRefusal) {
        guard let ownID = fields.field("id") ?? fields.field("guid") else { throw FeedRefusal(ShopProblem(place, "it has no ID")) }
        guard let id = PlainText.id(ownID) else { throw FeedRefusal(ShopProblem(place, "its ID cannot be used")) }
        let place = "item \(id)"
        var problems: [ShopProblem] = []
        func pictures(_ texts: [String], of field: String) -> [String] {
            texts.compactMap { text in
                let address = ShopAddress.whole(PlainText.line(text, limit: Bounds.address), base: base).map { ShopAddress.scaled($0) }
                if address == nil, !text.allSatisfy(\.isWhitespace) { problems.append(ShopProblem(place, "its \(field) is not a web address")) }
                return address
            }
        }
        let front = pictures(
            Array((fields.all("image_link").isEmpty ? fields.field("image_link").map { [$0] } ?? [] : fields.all("image_link")).prefix(1)),
            of: "image_link")
        // Tables hold several in one field.
        let further = fields.all("additional_image_link").flatMap { Self.addresses($0) }
        let rest = pictures(Array(further.prefix(Bounds.pictures)), of: "additional_image_link")
        let enclosed = front.isEmpty && rest.isEmpty ? pictures(fields.enclosures, of: "enclosure") : []
        let all = (front + rest + enclosed).unique
        guard !all.isEmpty else {
            throw FeedRefusal(problems.first ?? ShopProblem(place, "it has no picture"))
        }

        let regular = Price.parsed(fields.field("price"))
        if let text = fields.field("price"), regular.amount == nil {
            problems.append(ShopProblem(place, "its price cannot be read: \(PlainText.line(text, limit: 40) ?? "")"))
        }
        let sale = now.isWithin(fields.field("sale_price_effective_date")) ? Price.parsed(fields.field("sale_price")) : (amount: nil, currency: nil)
        let price =
            Price.isLower(sale.amount, than: regular.amount)
            ? Price.reduced(sale.amount, before: regular.amount) : (price: regular.amount, before: nil)
        let isAvailable = Self.isAvailable(fields.field("availability"))
        group = PlainText.id(fields.field("item_group_id"))
        let title = PlainText.line(fields.field("title")) ?? id
        let url = ShopAddress.whole(PlainText.line(fields.link, limit: Bounds.address), base: base)
        var product = ShopProduct(id: group ?? id, title: title, currency: regular.currency ?? sale.currency)
        product.brand = PlainText.line(fields.field("brand"))
        product.type =
            PlainText.line(fields.field("product_type"))
            ?? PlainText.line(fields.field("google_product_category")).flatMap { Int($0) == nil ? $0 : nil }
        product.tags = PlainText.lines((0...4).compactMap { fields.field("custom_label_\($0)") })
        product.url = url
        product.colours = [
            ColourVariant(
                colour: PlainText.line(fields.field("color") ?? fields.field("colour")), title: group == nil ? nil : title,
                url: group == nil ? nil : url, size: PlainText.line(fields.field("size")), price: price.price, priceBefore: price.before,
                isAvailable: isAvailable, pictures: all)
        ]
        self.product = product
        self.problems = problems
    }

    /// Several addresses with commas between them; commas inside one stay.
    private static func addresses(_ text: String) -> [String] {
        text.split(separator: ",").reduce(into: [String]()) { result, part in
            let part = part.trimmingCharacters(in: .whitespaces)
            if result.isEmpty || part.lowercased().hasPrefix("http") || part.hasPrefix("//") {
                result.append(part)
            } else {
                result[result.count - 1] += "," + part
            }
        }
    }

    /// In either spelling, `in stock` and `in_stock`; what cannot be bought now is not.
    private static func isAvailable(_ text: String?) -> Bool {
        guard let text = PlainText.line(text)?.lowercased().replacingOccurrences(of: "_", with: " ") else { return true }
        let word = text.dropping(prefix: "http://schema.org/") ?? text.dropping(prefix: "https://schema.org/") ?? text
        return !["out of stock", "outofstock", "sold out", "soldout", "discontinued", "no", "false", "0", "unavailable"].contains(word)
    }
}

/// Why an item of a feed is left out.
struct FeedRefusal: Error {
    let problem: ShopProblem

    init(_ problem: ShopProblem) { self.problem = problem }
}

extension String {
    fileprivate func dropping(prefix: String) -> String? { hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil }
}
