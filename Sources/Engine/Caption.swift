import Basics

/// What an item is called wherever a person reads of it: columns of which the first names it, and the others stand beside the name.
public struct Caption: Hashable, Sendable {
    /// At least one. `title`, `id` and `price` mean what they say whatever a catalog calls its price; the others are attributes.
    public let columns: [String]

    /// The title, or the ID where there is none, and the price.
    public static let standard = Caption(["title", "price"])

    /// Precondition: there is a column.
    public init(_ columns: [String]) {
        precondition(!columns.isEmpty, "a caption names a column")
        self.columns = columns
    }

    /// The value in the first column, or the ID where the item has none; words that are wished for in quotation marks. As it stands in the
    /// catalog.
    public func name(of item: ItemSummary) -> String {
        if item.words != nil, let name = Wish.name(of: item.id) { return name }
        return item[columns[0]].map(item.text) ?? item.id
    }

    /// What stands beside the name: what the item has in the other columns, as a person reads it, with the catalog's names for these.
    public func notes(of item: ItemSummary) -> [Attribute] {
        item.words != nil ? [] : columns.dropFirst().compactMap { item[$0] }.map { Attribute($0.name, item.text(of: $0)) }
    }

    /// The name with the ID behind it, where that is another.
    public func fullName(of item: ItemSummary) -> String { isID(of: item) ? name(of: item) : "\(name(of: item)) (\(item.id))" }

    /// Whether the item goes by its ID, so that its end tells it from others.
    public func isID(of item: ItemSummary) -> Bool { item.words == nil && item[columns[0]].map { $0.name.isExactly("id") } ?? true }
}

extension ItemSummary {
    /// What the item has in a column: an attribute, or its `title`, `id`, `url` or `price`. Nil where there is nothing or an empty text.
    public subscript(column: String) -> Attribute? {
        let own = attributes.first { $0.name.isExactly(column) } ?? known(column)
        return own.flatMap { $0.value.isEmpty ? nil : $0 }
    }

    private func known(_ column: String) -> Attribute? {
        switch ExactText(column) {
        case "id": Attribute("id", id)
        case "title": title.map { Attribute("title", $0) }
        case "url": url.map { Attribute("url", $0) }
        case "price": price
        default: nil
        }
    }

    /// The attribute that is called a price, whatever its case, or by one of the usual names.
    static func price(among attributes: [Attribute]) -> Attribute? {
        let named = attributes.compactMap { attribute in
            attribute.value.isEmpty ? nil : priceNames[letters(of: attribute.name)].map { (place: $0, attribute: attribute) }
        }
        return named.min { $0.place < $1.place }?.attribute
    }

    /// The letters of a name in lower case: `Sale price`, `sale_price` and `salePrice` are one.
    private static func letters(of name: String) -> [UInt8] {
        name.utf8.compactMap { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...: byte
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 0x20
            default: nil
            }
        }
    }

    /// The usual names, each with its place; the best is first. What something used to cost is no price.
    private static let priceNames: [[UInt8]: Int] = {
        let names = [
            "price", "saleprice", "sellingprice", "currentprice", "finalprice", "unitprice", "retailprice", "listprice", "priceeur", "priceusd",
            "pricegbp", "pricechf", "cost", "preis", "prix", "precio", "prezzo", "rrp", "msrp",
        ]
        return Dictionary(names.enumerated().map { (Array($1.utf8), $0) }) { first, _ in first }
    }()
}
