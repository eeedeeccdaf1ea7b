/// What a condition says of an item in its shop, without a name: `is new`.
public enum OfferStatus: String, CaseIterable, Hashable, Sendable {
    /// First seen at the shop's latest visit; nothing is new at a shop's first one.
    case new
    /// No longer in the shop.
    case gone
    /// Had again since the latest visit, at all or in a size that was sold out.
    case back
    case soldOut = "sold out"

    var words: [String] { rawValue.split(separator: " ").map(String.init) }

    /// A column as JSON, whatever a file of somebody else's has in it.
    private static func list(_ column: String) -> String { "CASE WHEN json_valid(\(column)) THEN \(column) ELSE '[]' END" }

    /// Over the table `offer`.
    var sql: String {
        switch self {
        case .new: "offer.is_later AND offer.first_visit = (SELECT MAX(id) FROM visit WHERE visit.source = offer.source)"
        case .gone: "offer.is_gone"
        case .back:
            """
            offer.is_available AND EXISTS (
              SELECT 1 FROM observation AS now JOIN observation AS before ON before.item = now.item
              WHERE now.item = offer.item AND now.seen = (SELECT began FROM visit WHERE source = offer.source ORDER BY id DESC LIMIT 1)
                AND before.seen = (SELECT MAX(seen) FROM observation WHERE item = now.item AND seen < now.seen)
                AND (NOT before.is_available OR EXISTS (
                  SELECT 1 FROM json_each(\(Self.list("now.in_stock"))) AS size
                  WHERE size.value NOT IN (SELECT value FROM json_each(\(Self.list("before.in_stock")))))))
            """
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
