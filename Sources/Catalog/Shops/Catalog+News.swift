import Basics
import Foundation
import GRDB

/// What shops have changed, from a moment on.
public struct ShopNews: Sendable {
    /// What happened to one item, with its latest price and that of before, where they are known.
    public struct Entry: Hashable, Sendable {
        public let id: String
        public let title: String?
        public let price: String?
        public let priceBefore: String?
        public let currency: String?
        /// The sizes that can be had again; empty where the shop tells none.
        public var sizes: [String] = []
    }

    /// First seen since; nothing is new at a shop's first visit.
    public var new: [Entry] = []
    public var gone: [Entry] = []
    public var cheaper: [Entry] = []
    public var dearer: [Entry] = []
    /// What could not be had at all then, or not in these sizes.
    public var backInStock: [Entry] = []

    public init() {}

    /// Whether nothing has changed.
    public var isEmpty: Bool { new.isEmpty && gone.isEmpty && cheaper.isEmpty && dearer.isEmpty && backInStock.isEmpty }
}

/// What a shop said of an item at one moment, or from then on until the next.
public struct PricePoint: Hashable, Sendable {
    public let time: Date
    /// A plain decimal number; nil where none was told.
    public let price: String?
    public let currency: String?
    public let inStock: [String]
    public let isAvailable: Bool
    public let isGone: Bool
}

extension Catalog {
    /// What has changed since a moment; nil: since just before each shop's latest visit.
    ///
    /// Cost: one pass over the offers, with one look-up for each that changed since.
    public func news(since date: Date? = nil) throws(CatalogError) -> ShopNews {
        try read { db in
            var news = ShopNews()
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    WITH latest AS (SELECT source, MAX(began) AS began, MAX(id) AS id FROM visit GROUP BY source),
                      since AS (SELECT source, COALESCE(:since, began) AS time, id FROM latest)
                    SELECT item.id, json_extract(item.attributes, '$.title') AS title, offer.first_seen >= since.time AND offer.is_later AS is_new,
                      now.*, then_.price AS then_price, then_.currency AS then_currency, then_.in_stock AS then_stock,
                      then_.is_available AS then_available, then_.is_gone AS then_gone, then_.item AS then_item
                    FROM offer JOIN item ON item.id = offer.item JOIN since ON since.source = offer.source
                      JOIN observation AS now ON now.item = offer.item AND now.seen = (SELECT MAX(seen) FROM observation WHERE item = offer.item)
                      LEFT JOIN observation AS then_ ON then_.item = offer.item
                        AND then_.seen = (SELECT MAX(seen) FROM observation WHERE item = offer.item AND seen < since.time)
                    WHERE now.seen >= since.time OR (offer.first_seen >= since.time AND offer.is_later)
                    ORDER BY item.row
                    """, arguments: ["since": date.map { Int($0.timeIntervalSince1970) }])
            while let row = try rows.next() { try Self.add(row, to: &news) }
            return news
        }
    }

    private static func add(_ row: Row, to news: inout ShopNews) throws {
        let now = try Observation(row: row), priceBefore: String? = try row.decode(forColumn: "then_price")
        var entry = ShopNews.Entry(
            id: try row.decode(forColumn: "id"), title: try row.decode(forColumn: "title"), price: now.price, priceBefore: priceBefore,
            currency: now.currency)
        if try row.decode(Bool.self, forColumn: "is_new"), !now.isGone { news.new.append(entry) }
        guard try row.decode(String?.self, forColumn: "then_item") != nil else { return }
        let before = Observation(
            price: priceBefore, priceBefore: nil, currency: try row.decode(forColumn: "then_currency"),
            inStock: try row.decode(forColumn: "then_stock"), isAvailable: try row.decode(forColumn: "then_available"),
            isGone: try row.decode(forColumn: "then_gone"))
        if now.isGone {
            if !before.isGone { news.gone.append(entry) }
            return
        }
        if let drop = now.priceDrop(since: before) {
            if drop > 0 { news.cheaper.append(entry) } else { news.dearer.append(entry) }
        }
        entry.sizes = now.sizes.filter { size in !before.sizes.contains { $0.isExactly(size) } }
        if now.isAvailable, !before.isAvailable || !entry.sizes.isEmpty { news.backInStock.append(entry) }
    }

    /// How an item's price and stock changed, oldest first; empty for what comes from no shop.
    public func priceHistory(id: String) throws(CatalogError) -> [PricePoint] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM observation WHERE item = ? ORDER BY seen", arguments: [id]).map { row in
                let observation = try Observation(row: row)
                return PricePoint(
                    time: Date(timeIntervalSince1970: try row.decode(forColumn: "seen")), price: observation.price, currency: observation.currency,
                    inStock: observation.sizes, isAvailable: observation.isAvailable, isGone: observation.isGone)
            }
        }
    }

    /// When an item was last seen in its shop; nil for what comes from none.
    public func lastSeen(id: String) throws(CatalogError) -> Date? {
        try read { db in
            try Double.fetchOne(db, sql: "SELECT last_seen FROM offer WHERE item = ?", arguments: [id]).map(Date.init(timeIntervalSince1970:))
        }
    }

    /// When the visit before the latest one of a shop began, of the shop whose is the latest; nil where each was visited once.
    public func visitBefore() throws(CatalogError) -> Date? {
        try read { db in
            try Double.fetchOne(
                db, sql: "SELECT MAX(began) FROM visit WHERE id < (SELECT MAX(id) FROM visit AS later WHERE later.source = visit.source)"
            ).map(Date.init(timeIntervalSince1970:))
        }
    }

    /// What is kept of items that come from shops, by ID: what a badge says. Others are left out.
    public func offers(ids: [String]) throws(CatalogError) -> ExactDictionary<OfferSummary> {
        try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT offer.item, (\(OfferStatus.new.sql)) AS is_new, (\(OfferStatus.back.sql)) AS is_back, is_gone, is_available,
                      price_drop AS percent, pictures, \(OfferColumn.sql)
                    FROM json_each(?) AS wanted CROSS JOIN offer ON offer.item = wanted.value
                    """)
            var offers: ExactDictionary<OfferSummary> = [:]
            let found = try Row.fetchCursor(statement, arguments: [try JSON.text(ids)])
            while let row = try found.next() { offers[try row.decode(String.self, forColumn: "item")] = try OfferSummary(row: row) }
            return offers
        }
    }

    /// The rows of items that have left their shops, ascending. Cost: theirs.
    public func goneRows() throws(CatalogError) -> [Int] {
        try read { db in
            // CROSS: what is gone is looked up first, where SQLite would read all items for the order.
            try Int.fetchAll(db, sql: "SELECT item.row FROM offer CROSS JOIN item ON item.id = offer.item WHERE offer.is_gone ORDER BY item.row")
        }
    }
}

/// What is shown of an offer beside its item's attributes.
public struct OfferSummary: Hashable, Sendable {
    public let isNew: Bool
    public let isBack: Bool
    public let isGone: Bool
    public let isAvailable: Bool
    /// In per cent; nil where the price has not changed since the visit before, negative where it rose.
    public let priceDrop: Double?
    /// The addresses of all its pictures, front first.
    public let pictures: [String]
    /// What belongs to it in columns that are no attributes, such as `first_seen`.
    public let columns: [String: String]
}

extension OfferSummary {
    init(row: Row) throws {
        isNew = try row.decode(forColumn: "is_new")
        isBack = try row.decode(forColumn: "is_back")
        isGone = try row.decode(forColumn: "is_gone")
        isAvailable = try row.decode(forColumn: "is_available")
        priceDrop = try row.decode(forColumn: "percent")
        let pictures: String = try row.decode(forColumn: "pictures")
        self.pictures = (try? JSON.decode([String].self, from: pictures)) ?? []
        columns = try OfferColumn.allCases.reduce(into: [:]) { $0[$1.rawValue] = try row.decode(String?.self, forColumn: $1.rawValue) }
    }
}

extension Observation {
    var sizes: [String] { (try? JSON.decode([String].self, from: inStock)) ?? [] }
}
