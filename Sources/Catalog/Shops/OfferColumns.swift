/// What a condition says of an item in its shop, without a name: `is new`.
public enum OfferStatus: String, CaseIterable, Hashable, Sendable {
    /// First seen at the shop's latest visit; nothing is new at a shop's first one.
    case new
    /// No longer in the shop.
    case gone
    case soldOut = "sold out"

    var words: [String] { rawValue.split(separator: " ").map(String.init) }

    /// Over the table `offer`.
    var sql: String {
        switch self {
        case .new: "offer.is_later AND offer.first_visit = (SELECT MAX(id) FROM visit WHERE visit.source = offer.source)"
        case .gone: "offer.is_gone"
        case .soldOut: "NOT offer.is_available AND NOT offer.is_gone"
        }
    }
}

/// Columns of items that come from shops, which are no attributes: they may change at each visit.
enum OfferColumn: String, CaseIterable {
    /// Days, such as `2026-11-27`.
    case firstSeen = "first_seen"
    case lastSeen = "last_seen"
    /// By how many per cent the price fell since the visit before; negative where it rose.
    case priceDrop = "price_drop"

    /// Over the table `offer`. Text, as attributes are.
    var sql: String {
        switch self {
        case .firstSeen: "strftime('%Y-%m-%d', offer.first_seen, 'unixepoch', 'localtime')"
        case .lastSeen: "strftime('%Y-%m-%d', offer.last_seen, 'unixepoch', 'localtime')"
        case .priceDrop: "CAST(offer.price_drop AS TEXT)"
        }
    }

    /// All of them, by their names.
    static var sql: String { allCases.map { "\($0.sql) AS \($0.rawValue)" }.joined(separator: ", ") }
}
