import Basics
import Engine

/// What the screen says of a shop's items in words of its own.
extension ItemSummary {
    /// Attributes that are said otherwise, or that a price is written with.
    private static let said: Set<ExactText> = [
        "available", "currency", "design", "first_seen", "in_stock", "last_seen", "price_drop", "shop", "sizes",
    ]

    /// The attributes that are shown as they are.
    var plainAttributes: [Attribute] { offer == nil ? attributes : attributes.filter { !Self.said.contains(ExactText($0.name)) } }

    /// The sizes that there are, with a mark at those that can be had: "S– M✓ L✓"; nil where none is told.
    var sizesText: String? { sizes.isEmpty ? nil : sizes.map { $0.size + ($0.isInStock ? "✓" : "–") }.joined(separator: "  ") }

    /// The same to be read out: "in stock M, L; sold out S".
    var sizesWords: String {
        let parts = [("in stock", sizes.filter(\.isInStock)), ("sold out", sizes.filter { !$0.isInStock })]
        return parts.filter { !$0.1.isEmpty }.map { "\($0.0) " + $0.1.map(\.size).joined(separator: ", ") }.joined(separator: "; ")
    }

    private var sizes: [(size: String, isInStock: Bool)] {
        let inStock = Set(values(of: "in_stock").map(ExactText.init))
        return (values(of: "sizes") + values(of: "in_stock")).map(ExactText.init).unique.map { ($0.text, inStock.contains($0)) }
    }

    private func values(of column: String) -> [String] {
        self[column].map { $0.value.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty } } ?? []
    }

    /// "first seen 26 November 2026" and "last seen", as a name and a day each.
    var sightings: [(name: String, day: String)] {
        ["first_seen", "last_seen"].compactMap { column in self[column].map { (spoken(column), spokenDay($0.value)) } }
    }
}

extension State {
    /// Whether shops have been visited for the catalog.
    var hasShops: Bool { catalog.columns.contains { $0.isExactly("first_seen") } }
}
