import Catalog
import Dispatch
import Engine
import Synchronization
import Vectors

/// The facets of a catalog's latest state that has been read, kept until there is another. Thread-safe.
final class FacetStore: Sendable {
    private let latest = Mutex<FacetTable?>(nil)
    /// One reads at a time, and whoever waits for the same finds it read.
    private let reading = DispatchQueue(label: "vitrine.facets", qos: .utility)

    /// Those of a generation; nil unless they are there already.
    func known(of catalog: Catalog) throws -> FacetTable? {
        let state = try catalog.state()
        return latest.withLock { $0?.columns.state == state ? $0 : nil }
    }

    /// Those of a generation, read where they are not there. Cost: then a pass over the items.
    ///
    /// - Parameter live: what the generation is of, which gives another reader.
    func table(of catalog: Catalog, in live: Catalog) throws -> FacetTable {
        if let known = try known(of: catalog) { return known }
        return try reading.sync { try read(catalog, in: live) }
    }

    /// Reads those of the latest state in the background, so that they are there when somebody asks.
    func prepare(of live: Catalog) {
        reading.async { [self] in
            // Whoever asks for them is told what goes wrong.
            if (try? known(of: live)) == nil, let own = try? live.generation() { _ = try? read(own, in: live) }
        }
    }

    private func read(_ catalog: Catalog, in live: Catalog) throws -> FacetTable {
        if let known = try known(of: catalog) { return known }
        let columns = try AttributeColumns(catalog, beside: try? live.generation())
        let table = FacetTable(columns, status: try StatusFacet(catalog, universe: columns.items.universe))
        latest.withLock { $0 = table }
        return table
    }
}

extension FacetTable {
    /// What ticking would leave of a listing in a generation of the catalog.
    ///
    /// - Parameter near: the only rows that are near enough; nil: all are.
    func facets(of condition: Condition?, containing text: String?, among near: RowSet?, in catalog: Catalog) throws -> Facets {
        var base = columns.items
        if let near { base.formIntersection(near) }
        if let text { base.formIntersection(RowSet(universe: base.universe, try catalog.rows(containing: text))) }
        let hidden = RowSet(universe: base.universe, try catalog.hiddenRows(under: condition))
        return try facets(under: condition, among: base, hiding: hidden) { try catalog.rows(where: $0) }
    }
}
