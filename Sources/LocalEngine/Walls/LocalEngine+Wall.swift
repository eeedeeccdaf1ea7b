import Basics
import Catalog
import Engine
import Wall

/// The wall without a browser.
extension LocalEngine {
    /// The items that a condition leaves of the catalog, arranged by likeness, waited for: item `i` of the arrangement is row `rows[i]`.
    ///
    /// - Parameter condition: nil: all but what shops no longer have.
    /// - Returns: nil when it was cancelled.
    /// - Throws: a `FilterError`, or a `CatalogError` such as `.noVectors`.
    package func arrangement(
        where condition: String?, seed: UInt64? = nil, progress: Arrangement.Progress = { _, _ in }, isCancelled: () -> Bool = { false }
    ) throws -> (arrangement: Arrangement, rows: [Int], catalog: Catalog)? {
        let now = try catalog.generation()
        let order = try ListingOrder(Listing(filter: condition), catalog: now, count: now.state().items, columns: nil) { [] }
        let rows = order.rows(0..<order.count).sorted()
        return try now.arrangement(of: rows, seed: seed, progress: progress, isCancelled: isCancelled).map { ($0, rows, now) }
    }
}
