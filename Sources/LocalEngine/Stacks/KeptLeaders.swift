import Basics
import Catalog
import Encoders

/// Near-identical rows as a catalog keeps them from one browser to the next, so that they count from its first page on. What is read is
/// checked against the vectors: a catalog may come from anybody, and have changed since.
struct KeptLeaders: Codable, Hashable {
    let encoder: EncoderIdentity
    let generation: Int
    /// How many rows were looked at.
    let count: Int
    /// The rows that have leaders, and these.
    let rows: [Int32]
    let leaders: [Int32]

    private static let name = "near-identical"
    /// More are found anew, rather than checked before the first page.
    private static let most = 20_000

    /// - Parameter leaders: of all rows; its own number for one that has none.
    init(_ leaders: [Int32], encoder: EncoderIdentity, generation: Int) {
        (self.encoder, self.generation, count) = (encoder, generation, leaders.count)
        rows = leaders.enumerated().filter { $0.offset != $0.element }.map { Int32(truncatingIfNeeded: $0.offset) }
        self.leaders = rows.map { leaders[Int($0)] }
    }

    /// Those of a catalog, for a table of so many rows; nil where it keeps none that fit.
    init?(of catalog: Catalog, rows most: Int) {
        guard let kept: KeptLeaders = try? catalog.document(Self.name), (0...most).contains(kept.count), kept.rows.count == kept.leaders.count,
            kept.rows.count <= Self.most
        else { return nil }
        self = kept
    }

    /// Leaders by rows; what would lead to another that has a leader itself, or out of the table, is left out.
    var all: [Int32] {
        var all = (0..<count).map { Int32(truncatingIfNeeded: $0) }
        let led = Set(rows)
        for (row, leader) in zip(rows, leaders) where leader >= 0 && leader < row && row < count && !led.contains(leader) { all[Int(row)] = leader }
        return all
    }

    /// Stores them, unless they are many, or nothing can be written.
    func keep(in catalog: Catalog) {
        guard rows.count <= Self.most, !catalog.isReadOnly else { return }
        // What cannot be kept is found again.
        _ = try? catalog.store(self, as: Self.name)
    }
}
