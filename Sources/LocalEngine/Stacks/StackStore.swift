import Basics
import Catalog
import Dispatch
import Encoders
import Synchronization
import Taste
import Vectors

/// The stacks of a catalog's latest state, kept until there is another. Thread-safe.
///
/// Designs are known at once. Near-identical pictures are found in the background, once the catalog rests, by the vectors that it is seen
/// by: they count from the next listing on that is opened, and are kept for the next browser. In another state of the catalog those that still are near-identical count on,
/// and the others are found when it rests again.
final class StackStore: Sendable {
    /// Near-identical rows of a table.
    private struct Leaders {
        var encoder: EncoderIdentity
        var generation: Int
        /// Nil where they were looked for in vain.
        var rows: [Int32]?
        /// How many rows were looked at.
        var count: Int
        /// Whether all of that table's were found, rather than those of an earlier one that still are.
        var isWhole = true

        func are(of search: NeighborSearch) -> Bool {
            isWhole && encoder == search.encoder && generation == search.state.generation && count == search.table.rows
        }
    }

    private struct Kept {
        var state: CatalogState?
        var columns: DesignColumns?
        var leaders: Leaders?
        /// Counts up when other leaders are known.
        var version = 0
        /// What was made of these last, and whether all that is known counts in it.
        var stacks: CatalogStacks?
        var isWhole = false
        var edition = 0
        var isFinding = false
        /// Whether it is known what the catalog keeps.
        var hasRead = false
    }

    private let catalog: Catalog
    private let kept = Mutex(Kept())
    private let queue = DispatchQueue(label: "vitrine.stacks", qos: .utility)

    init(_ catalog: Catalog) { self.catalog = catalog }

    /// The stacks of a generation.
    ///
    /// - Parameter search: over the same; nil: near-identical pictures do not count.
    func stacks(of catalog: Catalog, _ search: NeighborSearch?) throws -> CatalogStacks {
        let state = try catalog.state()
        let known = kept.withLock { kept -> CatalogStacks? in
            kept.state?.isOf(state) == true && (kept.isWhole || search == nil) ? kept.stacks : nil
        }
        if let known { return known }
        if let search { readKept(search) }
        let (old, leaders, version) = kept.withLock { ($0.state, $0.leaders, $0.version) }
        let columns = old?.isOf(state) == true ? kept.withLock { $0.columns } : try DesignColumns(catalog)
        let current = search.flatMap { search in leaders.flatMap { valid($0, search) } }
        let rows = RowStacks(rows: state.items, designs: columns?.designs, leaders: current?.rows)
        return kept.withLock { kept in
            if rows != kept.stacks?.rows { kept.edition += 1 }
            let stacks = CatalogStacks(rows, columns, edition: kept.edition)
            (kept.state, kept.columns, kept.stacks) = (state, columns, stacks)
            kept.isWhole = search != nil && kept.version == version
            if let current, kept.isWhole { kept.leaders = current }
            return stacks
        }
    }

    /// Takes in what the catalog keeps, once.
    private func readKept(_ search: NeighborSearch) {
        let isFirst = kept.withLock { kept in
            defer { kept.hasRead = true }
            return !kept.hasRead && kept.leaders == nil
        }
        guard isFirst, let stored = KeptLeaders(of: search.catalog, rows: search.table.rows), stored.encoder == search.encoder else { return }
        let leaders = Leaders(encoder: stored.encoder, generation: stored.generation, rows: stored.all, count: stored.count)
        // Of vectors that lie elsewhere each look takes its time; what is out of date is found anew, in the background.
        if search.table.isDistant, stored.generation != search.state.generation { return }
        var checked = search.table.isDistant ? leaders : checked(leaders, search)
        checked.isWhole = stored.generation == search.state.generation
        kept.withLock { $0.leaders = $0.leaders ?? checked }
    }

    /// What leaders of one state are in another: rows that have come since have none, and of others only those that still are near-identical.
    private func valid(_ leaders: Leaders, _ search: NeighborSearch) -> Leaders? {
        guard leaders.encoder == search.encoder else { return nil }
        if leaders.generation == search.state.generation, leaders.count <= search.table.rows { return leaders }
        if search.table.isDistant { return nil }
        return checked(leaders, search)
    }

    /// Those that still are near-identical.
    private func checked(_ leaders: Leaders, _ search: NeighborSearch) -> Leaders {
        var now = leaders
        (now.generation, now.isWhole) = (search.state.generation, false)
        now.rows = leaders.rows.map { rows in
            rows.enumerated().map { row, leader in
                guard leader != row, row < search.table.rows, let own = search.vector(ofRow: row), let other = search.vector(ofRow: Int(leader)),
                    NearIdentity(own).holds(with: NearIdentity(other))
                else { return Int32(truncatingIfNeeded: row) }
                return leader
            }
        }
        return now
    }

    /// Finds near-identical pictures in the background, unless they are known.
    func find(_ search: NeighborSearch) {
        let isWanted = kept.withLock { kept in
            guard !kept.isFinding, kept.leaders?.are(of: search) != true, search.table.rows > 0 else { return false }
            kept.isFinding = true
            return true
        }
        guard isWanted else { return }
        queue.async { [self] in
            let rows = NearIdenticalRows.leaders(in: search.table, among: search.catalog.encodedRows)
            kept.withLock { kept in
                kept.leaders = Leaders(
                    encoder: search.encoder, generation: search.state.generation, rows: rows, count: search.table.rows)
                kept.version += 1
                (kept.isWhole, kept.isFinding) = (false, false)
            }
            if let rows { KeptLeaders(rows, encoder: search.encoder, generation: search.state.generation).keep(in: catalog) }
        }
    }

    /// Waits until what is being found is found.
    func wait() { queue.sync {} }
}

extension CatalogState {
    /// Whether the items are those of another state, whoever's vectors are meant.
    func isOf(_ other: CatalogState) -> Bool { items == other.items && generation == other.generation }
}
