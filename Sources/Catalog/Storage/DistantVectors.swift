import Encoders
import Foundation
import Vectors

/// Where a catalog's own vectors are that do not lie in its folder.
package protocol DistantVectors: Sendable {
    /// Those that belong to a catalog as it is now; nothing is brought before it is read.
    ///
    /// - Parameters:
    ///   - rows: how many there are.
    ///   - url: where their file would be.
    func table(of catalog: Catalog, by encoder: EncoderIdentity, rows: Int, at url: URL) throws -> VectorTable

    /// What keeps some of them at present, by name and by the rows that it has; empty while all can be had.
    var lost: [LostRows] { get }
}

/// Rows that cannot be had at present.
package struct LostRows: Hashable, Sendable {
    /// Who has them, for people.
    package let place: String
    /// Every `modulus`-th row, from `first` on.
    package let first, modulus: Int

    package init(place: String, first: Int, modulus: Int) { (self.place, self.first, self.modulus) = (place, first, modulus) }

    /// All rows of a table that several have; nil: none.
    package static func all(_ lost: [LostRows], of count: Int) -> RowSet? {
        guard !lost.isEmpty else { return nil }
        return RowSet(universe: count, lost.lazy.flatMap { stride(from: $0.first, to: count, by: $0.modulus) })
    }
}

extension Catalog {
    /// The same catalog, whose own vectors lie elsewhere; codes that are made of them lie in its folder.
    package func with(_ distant: any DistantVectors) -> Catalog { Catalog(self, with: distant) }

    /// Whether there are codes of its vectors as they are. Cost: a look at a file's header.
    package func hasCodes() throws(CatalogError) -> Bool {
        let table = try vectors()
        return CompactCodes(contentsOf: Self.codesURL(table), for: table) != nil
    }

    /// - Throws: where vectors that lie elsewhere could not be brought.
    func requireVectors(of table: VectorTable) throws(CatalogError) {
        if let failure = table.failure { throw .cannotOpen(path: folder.path, reason: failure) }
    }

    /// What keeps vectors that cannot be had at present; none where all are here.
    package var lost: [LostRows] { frozen?.lost ?? (chosen == nil ? distant?.lost : nil) ?? [] }

    /// Whether a generation has been overtaken, other than by a change of the catalog: by what can be had of its vectors.
    package var isOutdated: Bool {
        guard let frozen, chosen == nil, let distant else { return false }
        return frozen.table?.failure != nil || frozen.lost != distant.lost
    }

    /// The rows that are not lost; nil where that is all of them.
    static func rows(besides lost: [LostRows], of count: Int) -> RowSet? {
        guard let lost = LostRows.all(lost, of: count) else { return nil }
        var rows = RowSet(universe: count, 0..<count)
        rows.subtract(lost)
        return rows
    }
}
