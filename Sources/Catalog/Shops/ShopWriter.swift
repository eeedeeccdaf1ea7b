import Basics
import Encoders
import Foundation
import GRDB

/// Writes one visit of a shop into a catalog, in small commits: whatever kills it, what is committed stays, and the next visit goes on with
/// this one.
///
/// For one thread. Between commits at most about a second's work is in memory.
package final class ShopWriter {
    package let catalog: Catalog
    let writer: CatalogWriter
    let source: SourceRecord
    private(set) var visit: Int64
    private var isOpen: Bool
    /// When the visit began, in seconds since 1970.
    let now: Int
    /// What is kept of the shop; stored with the next commit.
    package var record: ShopRecord
    /// What the offers that come now were asked for by.
    var scope = ""
    /// Where its pictures are kept.
    package let pictures: ShopPictures
    private var pictureIndex: Set<Int>
    private var givenIDs: Set<ExactText> = []
    /// Hashes of the products that this visit has given IDs.
    private var givenProducts: Set<Int> = []
    /// Whether the catalog had items, and offers of this shop, before this visit: what has none need not be asked.
    private let hadItems: Bool
    private let hadOffers: Bool
    /// Offers whose pictures are being fetched, by their locators.
    var underWay: Set<ExactText> = []
    private var changes: [(Database) throws -> Void] = []
    private var isVisible = false
    private var lastCommit = ContinuousClock.now

    /// Begins a visit, or goes on with one that was interrupted.
    ///
    /// - Parameters:
    ///   - path: the shop's address, which names it for ever.
    ///   - earlier: of the writer that brought the first items of this visit into a catalog that was being made.
    /// - Throws: `CatalogError`, such as `.busy`, or `.otherEncoder` when the catalog's vectors come from another encoder.
    package init(_ catalog: Catalog, shop path: String, encoder: EncoderIdentity, after earlier: Handover? = nil, now: Date = Date())
        throws(CatalogError)
    {
        self.catalog = catalog
        pictures = ShopPictures(catalog)
        let lock = try WriterLock(folder: catalog.folder)
        writer = try CatalogWriter(catalog, holding: lock, encoder: encoder)
        pictures.sweep()
        pictureIndex = pictures.index()
        let time = Int(now.timeIntervalSince1970)
        let known = try catalog.write { db in
            let source = try SourceRecord.ensure(db, kind: .shop, path: path)
            let stored = try String.fetchOne(db, sql: "SELECT shop FROM source WHERE id = ?", arguments: [source.id])
            let record = try stored.map { try JSON.decode(ShopRecord.self, from: $0) } ?? ShopRecord()
            let last = try Row.fetchOne(db, sql: "SELECT * FROM visit WHERE source = ? ORDER BY id DESC LIMIT 1", arguments: [source.id])
            let ended = try last?.decode(Int?.self, forColumn: "ended")
            if let last, ended == .some(nil) {
                return (source, record, try last.decode(Int64?.self, forColumn: "id"), try last.decode(Int.self, forColumn: "began"))
            }
            // No two visits in one second: an observation is found by its time.
            return (source, record, nil, max(time, ((ended ?? nil) ?? 0) &+ 1))
        }
        (source, record, self.now) = (known.0, known.1, known.3)
        (visit, isOpen) = (known.2 ?? 0, known.2 != nil)
        if let earlier {
            (hadItems, hadOffers) = (false, false)
            (scope, givenIDs, givenProducts, underWay) = (earlier.scope, earlier.givenIDs, earlier.givenProducts, earlier.underWay)
        } else {
            let id = source.id
            hadItems = try catalog.read { db in try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM item)") ?? true }
            hadOffers = try catalog.read { db in
                try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM offer WHERE source = ?)", arguments: [id]) ?? true
            }
        }
    }

    /// Makes this the shop's latest visit, as soon as the shop has told of an item: one that fails leaves the news as they were.
    func open() throws(CatalogError) {
        guard !isOpen else { return }
        let (shop, now) = (source.id, now)
        visit = try catalog.write { db in
            try db.execute(sql: "INSERT INTO visit (source, began) VALUES (?, ?)", arguments: [shop, now])
            let visit = db.lastInsertedRowID
            try db.execute(sql: "UPDATE offer SET price_drop = NULL WHERE source = ? AND price_drop IS NOT NULL", arguments: [shop])
            try db.execute(sql: "UPDATE state SET generation = generation + 1")
            return visit
        }
        isOpen = true
        storeRecord()
    }

    /// What the writer that goes on with this visit has to know.
    package struct Handover: Sendable {
        let scope: String
        let givenIDs: Set<ExactText>
        let givenProducts: Set<Int>
        let underWay: Set<ExactText>
    }

    package var handover: Handover { Handover(scope: scope, givenIDs: givenIDs, givenProducts: givenProducts, underWay: underWay) }

    /// The offers that come from now on are answers to this request.
    package func begin(_ request: ShopRequest) {
        record.add(request)
        scope = request.scope
        if isOpen { storeRecord() }
    }

    private func storeRecord() {
        let text = (try? JSON.text(record)) ?? "{}", id = source.id
        note { try $0.execute(sql: "UPDATE source SET shop = ? WHERE id = ?", arguments: [text, id]) }
    }

    /// The name of the file of a picture that was stored before.
    package func storedPicture(_ address: String) -> String? {
        pictureIndex.contains(ShopPictures.hash(of: address)) ? pictures.stored(address) : nil
    }

    /// Takes note that a picture was stored as a file of this name.
    package func noteStored(_ name: String) { pictureIndex.insert(ShopPictures.hash(ofFile: name)) }

    /// Adds to what the next commit writes.
    ///
    /// - Parameter isVisible: whether it changes what is shown of an item.
    func note(isVisible: Bool = false, _ change: @escaping (Database) throws -> Void) {
        changes.append(change)
        if isVisible { self.isVisible = true }
    }

    /// Whether what waits should be written now: seldom enough that the disk is not what one waits for.
    package var isDue: Bool { ContinuousClock.now - lastCommit > .milliseconds(500) || changes.count >= 20_000 }

    /// Writes what waits, and items whose pictures were encoded.
    ///
    /// - Parameters:
    ///   - encoded: the items, each with the numbers of its vector from `vectors`, in order.
    ///   - vectors: `encoded.count * dimensions` values.
    package func commit(_ encoded: [PicturedOffer] = [], vectors: [Float] = []) throws(CatalogError) {
        lastCommit = .now
        let dimensions = encoded.isEmpty ? 0 : vectors.count / encoded.count
        var added: [PicturedOffer] = [], replaced: [PicturedOffer] = [], addedVectors: [Float] = [], replacedVectors: [Float] = []
        for (index, offer) in encoded.enumerated() {
            let vector = vectors[index * dimensions..<(index + 1) * dimensions]
            if offer.row == nil {
                added.append(offer)
                addedVectors += vector
            } else {
                replaced.append(offer)
                replacedVectors += vector
            }
        }
        // Whatever is noted stays until it is written.
        if !changes.isEmpty {
            try catalog.write { db in
                for change in changes { try change(db) }
                if isVisible { try db.execute(sql: "UPDATE state SET generation = generation + 1") }
            }
            (changes, isVisible) = ([], false)
        }
        try writer.append(added.map(\.item), vectors: addedVectors, source: source.id) { db in
            for offer in added { try insert(db, offer) }
        }
        try writer.replace(replaced.map { Replacement(row: $0.row!, item: $0.item) }, vectors: replacedVectors, source: source.id) { db in
            for offer in replaced { try update(db, offer.known!, offer.offer) }
        }
        for offer in encoded { underWay.remove(ExactText(offer.offer.locator)) }
    }

    /// Ends a request: what its listing no longer has is gone, if it was read to the end and has not shrunk beyond belief.
    ///
    /// - Parameter reason: why the listing is not whole; nil when it is.
    /// - Returns: why nothing is taken for gone; nil where what was not seen is.
    package func end(_ request: ShopRequest, incomplete reason: String?) throws(CatalogError) -> String? {
        try commit()
        if let reason { return reason }
        guard isOpen else { return "the listing has no item" }
        let counts = try catalog.read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT COUNT(*) FILTER (WHERE last_visit = :visit) AS seen,
                      COUNT(*) FILTER (WHERE first_visit < :visit AND NOT is_gone) AS before
                    FROM offer WHERE source = :source AND (scope = :scope OR :scope = '')
                    """, arguments: ["visit": self.visit, "source": source.id, "scope": self.scope])!
        }
        let seen: Int = counts["seen"], before: Int = counts["before"]
        if seen * 2 < before {
            return "the listing has shrunk from \(counted(before, "item")) to \(grouped(seen)), so nothing is taken for gone"
        }
        record.completed.insert(request.scope)
        storeRecord()
        let (visit, shop, scope, now) = (self.visit, source.id, self.scope, self.now)
        note(isVisible: true) { db in
            let missing =
                "offer.source = :source AND (offer.scope = :scope OR :scope = '') AND offer.last_visit < :visit AND NOT offer.is_gone"
            let arguments: StatementArguments = ["visit": visit, "source": shop, "scope": scope]
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO observation
                    SELECT item, \(now), price, price_before, currency, '[]', 0, 1 FROM (
                      SELECT last.*, MAX(last.seen) FROM offer JOIN observation AS last USING (item) WHERE \(missing) GROUP BY last.item)
                    """, arguments: arguments)
            try db.execute(sql: "UPDATE offer SET is_gone = 1, is_available = 0 WHERE \(missing)", arguments: arguments)
        }
        try commit()
        return nil
    }

    /// Ends the visit.
    ///
    /// - Parameter isComplete: whether all of its requests were read to their ends.
    package func finish(isComplete: Bool) throws(CatalogError) {
        guard isOpen else { return }
        let (visit, now) = (visit, max(now, Int(Date().timeIntervalSince1970)))
        storeRecord()
        note { try $0.execute(sql: "UPDATE visit SET ended = ?, is_complete = ? WHERE id = ?", arguments: [now, isComplete, visit]) }
        try commit()
        try writer.updateCodes()
    }

    /// Removes what has left the shop for good, with its pictures.
    ///
    /// - Parameter kept: IDs that stay all the same.
    /// - Returns: how many items were removed.
    package func prune(keeping kept: Set<ExactText>) throws(CatalogError) -> Int {
        try commit()
        let gone = try catalog.read { db in
            try Row.fetchAll(
                db, sql: "SELECT row, id FROM item JOIN offer ON offer.item = item.id WHERE offer.source = ? AND is_gone", arguments: [source.id]
            ).map { (row: try $0.decode(Int.self, forColumn: "row"), id: try $0.decode(String.self, forColumn: "id")) }
        }
        let rows = Set(gone.filter { !kept.contains(ExactText($0.id)) }.map(\.row))
        try writer.remove(rows: rows)
        try pictures.removeUnused(catalog)
        return rows.count
    }

    /// Whether the catalog may have offers of a product.
    func mayKnow(_ product: String) -> Bool { hadOffers || givenProducts.contains(ExactText(product).hashValue) }

    /// An ID for an offer that has none: the product's, or where that is another colour's or another shop's, something longer.
    func newID(_ offer: Offer) throws(CatalogError) -> String {
        givenProducts.insert(ExactText(offer.product).hashValue)
        let product = Self.plain(offer.product).isEmpty ? "item" : Self.plain(offer.product), colour = Self.plain(offer.colour)
        let stem = colour.isEmpty ? product : "\(product)-\(colour)"
        let host = Self.plain(URL(string: source.path)?.host() ?? "shop")
        let isElsewhere = try isOtherShops(product)
        let names = isElsewhere ? ["\(host)-\(product)", "\(host)-\(stem)"] : [product, stem]
        for name in names where try isFree(name) { return take(name) }
        var number = 2
        while try !isFree("\(names[1])-\(number)") { number += 1 }
        return take("\(names[1])-\(number)")
    }

    private func take(_ id: String) -> String {
        givenIDs.insert(ExactText(id))
        return id
    }

    private func isOtherShops(_ id: String) throws(CatalogError) -> Bool {
        guard hadItems else { return false }
        return try catalog.read { db in
            try Bool.fetchOne(db.cachedStatement(sql: "SELECT source <> ? FROM item WHERE id = ?"), arguments: [source.id, id]) ?? false
        }
    }

    private func isFree(_ id: String) throws(CatalogError) -> Bool {
        guard !givenIDs.contains(id) else { return false }
        guard hadItems else { return true }
        return try catalog.read { db in try Row.fetchOne(db.cachedStatement(sql: "SELECT 1 FROM item WHERE id = ?"), arguments: [id]) == nil }
    }

    /// A text as part of an ID: in small letters, without blanks, and never with what begins a path.
    private static func plain(_ text: String) -> String {
        let words = text.lowercased().unicodeScalars.split {
            !($0.properties.isAlphabetic || $0.properties.numericType != nil || "._-:".unicodeScalars.contains($0))
        }
        let joined = words.map { String($0) }.joined(separator: "-").drop { $0 == "." || $0 == "-" }
        return String(joined.unicodeScalars.prefix(120))
    }
}
