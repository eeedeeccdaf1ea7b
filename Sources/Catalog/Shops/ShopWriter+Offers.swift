import Basics
import Foundation
import GRDB

/// An offer whose picture is to be fetched and encoded.
package struct PicturedOffer: Sendable {
    package let offer: Offer
    package let rest: Rest

    /// All but the offer.
    package struct Rest: Sendable {
        let id: String
        let known: KnownOffer?
    }

    /// The ID that its item has, or will have.
    package var id: String { rest.id }
    /// The item's row; nil for a new one.
    package var row: Int? { known?.row }
    var known: KnownOffer? { rest.known }
    /// The name of its picture's file, and what is kept of the picture, once they are there.
    package var picture = ""
    package var glance: Glance?

    package init(offer: Offer, rest: Rest) { (self.offer, self.rest) = (offer, rest) }

    var item: NewItem {
        var item = NewItem(id: id, locator: offer.locator, fingerprint: picture, label: nil, attributes: AttributesJSON.encode(offer.allAttributes))
        item.see(glance)
        return item
    }
}

/// What a catalog has of an offer.
struct KnownOffer: Sendable {
    let row: Int
    let id: String
    let colour: String
    let attributes: String
    let picture: String?
    let isGone: Bool
    let firstVisit: Int64
    let lastVisit: Int64

    init(row record: Row) throws {
        row = try record.decode(forColumn: "row")
        id = try record.decode(forColumn: "id")
        colour = try record.decode(forColumn: "colour")
        attributes = try record.decode(String?.self, forColumn: "attributes") ?? ""
        isGone = try record.decode(forColumn: "is_gone")
        firstVisit = try record.decode(forColumn: "first_visit")
        lastVisit = try record.decode(forColumn: "last_visit")
        let pictures: String = try record.decode(forColumn: "pictures")
        picture = (try? JSON.decode([String].self, from: pictures))?.first
    }
}

extension ShopWriter {
    /// What is to be done about an offer.
    package enum Step {
        /// Nothing more; what is new about it is noted for the next commit.
        case done(isChanged: Bool)
        case fetch(PicturedOffer)
        /// Its picture is being fetched already; it is to be taken once more when that is over.
        case again
    }

    /// Takes note of an offer that the listing has.
    ///
    /// - Parameters:
    ///   - isWanted: whether it may become an item; one that is an item already stays one.
    ///   - isWhole: whether all is known of it; else it comes again, and what is known from before stays until then.
    package func take(_ offer: Offer, isWanted: Bool, isWhole: Bool = true) throws(CatalogError) -> Step {
        try open()
        guard !underWay.contains(ExactText(offer.locator)) else { return .again }
        guard let known = try known(offer) else {
            guard isWanted else { return .done(isChanged: false) }
            underWay.insert(ExactText(offer.locator))
            return .fetch(PicturedOffer(offer: offer, rest: .init(id: try newID(offer), known: nil)))
        }
        guard known.picture.map({ $0.isExactly(offer.pictures[0]) }) ?? false, storedPicture(offer.pictures[0]) != nil else {
            underWay.insert(ExactText(offer.locator))
            return .fetch(PicturedOffer(offer: offer, rest: .init(id: known.id, known: known)))
        }
        return .done(isChanged: isWhole ? try keep(known, offer) && known.firstVisit < visit : false)
    }

    /// Takes note that the picture of an offer cannot be had: a new one becomes no item, a known one keeps the picture that it has.
    package func giveUp(_ offer: PicturedOffer) throws(CatalogError) {
        underWay.remove(ExactText(offer.offer.locator))
        if let known = offer.known { _ = try keep(known, offer.offer, picture: known.picture) }
    }

    private func keep(_ known: KnownOffer, _ offer: Offer, picture: String? = nil) throws(CatalogError) -> Bool {
        var offer = offer
        // Its picture is asked for again next time.
        if let picture, !picture.isExactly(offer.pictures[0]) { offer.pictures = [picture] + offer.pictures.dropFirst() }
        let attributes = AttributesJSON.encode(offer.allAttributes)
        let isChanged = !attributes.isExactly(known.attributes) || known.isGone || !known.colour.isExactly(offer.colour)
        // Whoever holds the writer lets go of the catalog's lock with it, also where a visit fails.
        note(isVisible: isChanged) { [unowned self] db in
            if isChanged {
                try db.cachedStatement(sql: "UPDATE item SET attributes = ?, locator = ? WHERE id = ?")
                    .execute(arguments: [attributes, offer.locator, known.id])
            }
            try update(db, known, offer)
        }
        return isChanged
    }

    /// The known offer of the same product and colour. One whose colour was not told before, or is not told any more, is the same if it is
    /// the only one.
    private func known(_ offer: Offer) throws(CatalogError) -> KnownOffer? {
        guard mayKnow(offer.product) else { return nil }
        let rows = try catalog.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT item.row, item.id, item.attributes, offer.colour, offer.pictures, offer.is_gone, offer.first_visit,
                          offer.last_visit
                        FROM offer JOIN item ON item.id = offer.item WHERE offer.source = ? AND offer.product = ?
                        """), arguments: [source.id, offer.product]
            ).map(KnownOffer.init(row:))
        }
        if let same = rows.first(where: { $0.colour.isExactly(offer.colour) }) { return same }
        guard rows.count == 1, rows[0].lastVisit < visit, rows[0].colour.isEmpty || offer.colour.isEmpty else { return nil }
        return rows[0]
    }

    func insert(_ db: Database, _ new: PicturedOffer) throws {
        let offer = new.offer
        try db.cachedStatement(
            sql: """
                INSERT INTO offer (item, source, product, colour, scope, first_visit, first_seen, last_visit, last_seen, is_later, is_available, pictures)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                new.id, source.id, offer.product, offer.colour, scope, visit, now, visit, now, record.completed.contains(scope), offer.isAvailable,
                JSON.text(offer.pictures),
            ])
        try observe(db, Observation(offer), of: new.id)
    }

    func update(_ db: Database, _ known: KnownOffer, _ offer: Offer) throws {
        let last = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM observation WHERE item = ? ORDER BY seen DESC LIMIT 1"), arguments: [known.id]
        ).map(Observation.init(row:))
        let current = Observation(offer)
        if last != current {
            try observe(db, current, of: known.id)
            if let drop = last.flatMap({ current.priceDrop(since: $0) }) {
                try db.cachedStatement(sql: "UPDATE offer SET price_drop = ? WHERE item = ?").execute(arguments: [drop, known.id])
            }
        }
        try db.cachedStatement(
            sql: """
                UPDATE offer SET colour = ?, scope = ?, last_visit = ?, last_seen = ?, is_gone = 0, is_available = ?, pictures = ? WHERE item = ?
                """
        ).execute(arguments: [offer.colour, scope, visit, now, offer.isAvailable, JSON.text(offer.pictures), known.id])
    }

    private func observe(_ db: Database, _ observation: Observation, of id: String) throws {
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?)").execute(
            arguments: [
                id, now, observation.price, observation.priceBefore, observation.currency, observation.inStock, observation.isAvailable,
                observation.isGone,
            ])
    }

    /// Takes note that all that was there at the last visit is there still, as a listing that has not changed says.
    package func takeAll() throws(CatalogError) {
        try open()
        let (visit, source, scope, now) = (visit, source.id, scope, now)
        note { db in
            try db.execute(
                sql: "UPDATE offer SET last_visit = ?, last_seen = ? WHERE source = ? AND scope = ? AND NOT is_gone",
                arguments: [visit, now, source, scope])
        }
    }
}

extension Observation {
    init(row: Row) throws {
        self.init(
            price: try row.decode(forColumn: "price"), priceBefore: try row.decode(forColumn: "price_before"),
            currency: try row.decode(forColumn: "currency"), inStock: try row.decode(forColumn: "in_stock"),
            isAvailable: try row.decode(forColumn: "is_available"), isGone: try row.decode(forColumn: "is_gone"))
    }

    /// By how many per cent the price fell since an earlier moment; nil where it has not changed, or there is nothing to compare.
    func priceDrop(since earlier: Observation) -> Double? {
        guard currency == earlier.currency, let now = price.flatMap({ Double($0) }), let before = earlier.price.flatMap({ Double($0) }),
            before > 0, now != before
        else { return nil }
        return ((before - now) / before * 1000).rounded() / 10
    }
}
