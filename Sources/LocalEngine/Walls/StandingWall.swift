import Basics
import Catalog
import Engine
import Pictures
import Synchronization

/// Items of a generation of the catalog on their places.
final class StandingWall: Sendable {
    let number: Int
    let columns: Int
    /// What is listed there, with its generation of the catalog.
    let listed: Listed
    /// Which vectors it was arranged by.
    let encoder: String?
    /// The row at each place.
    let rows: [Int32]
    /// The place of each row of the catalog, of those that another stands for that one's; -1 where there is none.
    private let places: [Int32]
    private let thumbnails: RowThumbnails
    /// Those that the atlas lacks.
    private let decoded = Mutex(RecentCache<Int, Thumbnail>())
    private static let byteLimit = 16 << 20

    init(number: Int, columns: Int, rows: [Int32], listed: Listed, encoder: String?) throws {
        (self.number, self.columns, self.rows, self.listed, self.encoder) = (number, columns, rows, listed, encoder)
        var places = [Int32](repeating: -1, count: try listed.catalog.state().items)
        for (place, row) in rows.enumerated() { places[Int(row)] = Int32(place) }
        if listed.order.count < listed.base.count {
            var firsts = [Int: Int32]()
            for (place, row) in rows.enumerated() { firsts[listed.stacks.rows.first(of: Int(row))] = Int32(place) }
            for row in listed.base.allRows where places[row] < 0 { places[row] = firsts[listed.stacks.rows.first(of: row)] ?? -1 }
        }
        self.places = places
        thumbnails = try listed.catalog.thumbnailsByRow()
    }

    func opened(keep: String?) throws -> OpenedWall {
        OpenedWall(
            number: number, columns: columns, count: rows.count, items: listed.base.count, place: try keep.flatMap { try self.places(of: [$0])[0] })
    }

    /// Whether it is of what another listing shows, as the catalog is in the same state.
    func isOf(_ rows: [Int], _ other: Listed, encoder: String?) throws -> Bool {
        guard self.encoder == encoder, self.rows.count == rows.count, listed.stacks.edition == other.stacks.edition,
            listed.base.count == other.base.count, try listed.catalog.state() == other.catalog.state()
        else { return false }
        return rows.allSatisfy { places[$0] >= 0 && self.rows[Int(places[$0])] == Int32(truncatingIfNeeded: $0) }
    }

    func places(of ids: [String]) throws -> [Int?] {
        let rows = try listed.catalog.rows(ids: ids)
        return ids.map { id in rows[id].flatMap { places.indices.contains($0) && places[$0] >= 0 ? Int(places[$0]) : nil } }
    }

    func items(at places: [Int]) throws -> [Int: ItemSummary] {
        let wanted = places.filter(rows.indices.contains)
        let items = try listed.summaries(ofRows: wanted.map { Int(rows[$0]) })
        return Dictionary(wanted.compactMap { place in items[Int(rows[place])].map { (place, $0) } }) { first, _ in first }
    }

    func thumbnails(at places: Range<Int>) -> [Thumbnail?] {
        places.map { rows.indices.contains($0) ? thumbnail(ofRow: Int(rows[$0])) : nil }
    }

    /// Where the picture cannot be read, its mean colour stands for it.
    private func thumbnail(ofRow row: Int) -> Thumbnail? {
        if let kept = thumbnails[row] ?? decoded.withLock({ $0.use(row) }) { return kept }
        guard let item = try? listed.catalog.items(rows: [row]).first else { return nil }
        let raster = (try? listed.catalog.picture(of: item)).flatMap { try? $0.decode(side: 4 * Thumbnail.side) }
        guard let made = raster.map(Thumbnail.init) ?? item.color.flatMap({ Thumbnail(Color(packed: $0)) }) else { return nil }
        decoded.withLock { decoded in
            decoded.insert(made, for: row, cost: made.pixels.count)
            if decoded.cost > Self.byteLimit { decoded.evict(to: Self.byteLimit / 4 * 3) { old, _ in old == row } }
        }
        return made
    }
}
