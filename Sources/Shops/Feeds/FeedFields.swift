/// One item of a feed, whichever its format: fields by Google's names.
struct FeedFields {
    /// The first non-empty value of a field.
    let field: (String) -> String?
    /// All values of a field.
    let all: (String) -> [String]

    init(_ element: XMLElement) {
        field = { element.field($0) }
        all = { name in element.all(name).map(\.text) }
        // Atom's link is an attribute.
        let links = element.all("link")
        link =
            element.field("link")
            ?? (links.first { ($0.attributes["rel"] ?? "alternate") == "alternate" } ?? links.first)?.attributes["href"]
        enclosures = (element.all("enclosure") + links.filter { $0.attributes["rel"] == "enclosure" })
            .filter { ($0.attributes["type"] ?? "image").hasPrefix("image") }.compactMap { $0.attributes["url"] ?? $0.attributes["href"] }
    }

    init(_ values: [String], columns: FeedColumns) {
        let pairs = zip(columns.names, values)
        all = { name in pairs.filter { $0.0 == name && !$0.1.allSatisfy(\.isWhitespace) }.map(\.1) }
        field = { name in pairs.lazy.first { $0.0 == name && !$0.1.allSatisfy(\.isWhitespace) }?.1 }
        link = field("link")
        enclosures = []
    }

    let link: String?
    let enclosures: [String]
}
