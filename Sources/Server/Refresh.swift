import Basics
import Catalog
import Encoders
import Foundation
import Postgres
import Synchronization

/// Brings a catalog in step with what a server holds at one moment, whether the catalog has items already, has none yet, or was left half
/// filled. Who reads it meanwhile sees what it held before, until all rows are there.
///
/// What is here is told by hashes (rows, files) and by the change that brought it (vectors). Wherever it is cut, the next one goes on.
struct Refresh {
    /// The catalog is of something else, so there is nothing to go on from.
    struct DoesNotFit: Error {}

    var isCancelled: () -> Bool = { false }
    /// Told how many own vectors are here, and how many there will be.
    var progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    /// How many numbers are written before they are brought to the disk; nil: as many as is quick.
    var synchronizingAfter: Int?

    private let source: ServerRows
    private let address: ServerAddress
    private let own: ServerCatalog.StoredEncoder
    private var state: ServerCatalog.State { source.state }

    init(_ source: ServerRows, at address: ServerAddress) { (self.source, self.address, own) = (source, address, source.encoders[0]) }

    /// Runs to the end.
    ///
    /// - Parameter isWanted: asked once nobody else writes the catalog; whether it still is as it was known to be.
    /// - Throws: an error in one line; `DoesNotFit`; `CatalogError.busy` while somebody else writes the catalog.
    func run(_ catalog: Catalog, if isWanted: () throws -> Bool = { true }) throws {
        let encoder = try catalog.state().encoder
        if try catalog.state().items > 0 || catalog.hasVectors, encoder != own.identity { throw DoesNotFit() }
        do {
            let arrival = try CatalogArrival(catalog, encoder: own.identity, rows: state.rows, synchronizingAfter: synchronizingAfter)
            guard try isWanted() else { return }
            try run(catalog, arrival)
        } catch is CatalogArrival.MakesNoSense {
            throw source.server.senseless
        }
    }

    private func run(_ catalog: Catalog, _ arrival: CatalogArrival) throws {
        let before = try KnownPushes.of(catalog).holding, isEmpty = arrival.isNew && arrival.vectors.count == 0
        guard isEmpty || before?.server == state.identity else { throw DoesNotFit() }
        var holding = isEmpty ? nil : before
        // A server that was put back to an earlier state, whose changes are others now.
        if let known = holding, let change = known.vectors[own.number], !known.version.isExactly(state.version), change >= state.change {
            holding?.isWhole = false
            holding?.vectors = [:]
            holding?.files = -1
        }
        let start = holding ?? Holding(server: state.identity, version: state.version, vectors: [own.number: state.change])
        if start != before { try KnownPushes.update(catalog) { $0.holding = start } }

        let files = try FileIntake(source, catalog, since: start.files)
        try files.take { catalog.place(ofTravelled: $0) }
        try takeRows(arrival, since: start.vectors[own.number] ?? -1)
        for encoder in source.encoders.dropFirst() { try takeVectors(encoder, catalog, arrival) }
        try arrival.removeEncodings(besides: source.encoders.map(\.identity))
        try files.take { name in
            let encoder = source.encoders.first { ServerCatalog.arrangementName($0.number).isExactly(name) }
            return try encoder.map { try catalog.place(ofArrangementBy: $0.identity) }
        }
        files.removeOthers()
        try KnownPushes.update(catalog) { known in
            known.add(state.version)
            known.holding?.isWhole = true
            known.holding?.vectors = Dictionary(source.encoders.map { ($0.number, state.change) }) { first, _ in first }
            known.holding?.files = state.change
        }
    }

    /// Brings the own vectors and all rows; in a new catalog side by side.
    private func takeRows(_ arrival: CatalogArrival, since change: Int) throws {
        func take(_ rows: ServerRows, aside: (() throws -> Void)?, _ body: (TravellingTable, RowWriter) throws -> Void) throws {
            try arrival.takeRows(
                count: state.rows, generation: state.generation, updating: KnownPushes.document,
                { known in
                    KnownPushes.changed(known) {
                        $0.holding?.version = state.version
                        $0.holding?.isWhole = false
                        $0.holding?.vectors[own.number] = state.change
                    }
                }, aside: aside, rows: body)
        }
        guard arrival.isNew else {
            try takeVectors(arrival.vectors, since: change)
            return try take(source, aside: nil) { try self.take($0, $1, from: source) }
        }
        let rowsFailed = Atomic(false), failure = Mutex<(any Error)?>(nil)
        do {
            try source.aside(address, isCancelled: { isCancelled() || failure.withLock { $0 != nil } }) { rows in
                try take(rows) {
                    do { try takeVectors(arrival.vectors, since: change, unless: { rowsFailed.load(ordering: .relaxed) }) } catch {
                        if !rowsFailed.load(ordering: .relaxed) { failure.withLock { $0 = error } }
                        throw error
                    }
                } _: { table, writer in
                    do { try self.take(table, writer, from: rows) } catch {
                        rowsFailed.store(true, ordering: .relaxed)
                        throw error
                    }
                }
            }
        } catch {
            // What has made the other one stop.
            throw failure.withLock { $0 } ?? error
        }
    }

    /// Brings the own vectors: those of rows that have changed, and those of rows behind.
    private func takeVectors(_ vectors: VectorArrival, since change: Int, unless isStopped: () -> Bool = { false }) throws {
        let there = vectors.count
        progress(there, state.rows)
        if change < state.change, there > 0 {
            try source.vectors(own, where: "change > \(change) AND row < \(there)") { try vectors.replace($0, with: $1) }
        }
        try source.vectors(own, from: there) { next, piece in
            if isStopped() { throw PostgresError.cancelled }
            try vectors.append(piece)
            progress(next, state.rows)
        }
        guard vectors.count == state.rows else { throw source.server.senseless }
    }

    private func take(_ table: TravellingTable, _ writer: RowWriter, from source: ServerRows) throws {
        if try !writer.isEmpty() {
            var missing = try source.hashes(of: table), tuple = CopyTuple()
            try writer.remove { row in
                tuple.clear()
                try tuple.add(row, of: table)
                return missing.remove(tuple.hash) == nil
            }
            if try !writer.isEmpty() { return try writer.insert { try source.rows(of: table, hashes: missing, $0) } }
        }
        try writer.insert { try source.rows(of: table, $0) }
    }

    /// Brings vectors by a further encoder.
    private func takeVectors(_ encoder: ServerCatalog.StoredEncoder, _ catalog: Catalog, _ arrival: CatalogArrival) throws {
        let known = try KnownPushes.of(catalog).holding?.vectors[encoder.number]
        if known == nil { try KnownPushes.update(catalog) { $0.holding?.vectors[encoder.number] = state.change } }
        let here = try arrival.rows(by: encoder.identity)
        var kept: Set<Int> = [], needed = IndexSet()
        try source.rows(by: encoder, since: known ?? -1) { row, isNew in
            if !isNew, here.contains(row) { kept.insert(row) } else { needed.insert(row) }
        }
        guard !needed.isEmpty || kept.count < here.count || known == nil else { return }
        try arrival.takeVectors(by: encoder.identity, keeping: kept, synchronizingAfter: synchronizingAfter) { set in
            guard let first = needed.first, let last = needed.last else { return }
            let rows = needed.count > 1000 ? "BETWEEN \(first) AND \(last)" : "= ANY('{\(needed.map(String.init).joined(separator: ","))}')"
            try source.vectors(encoder, where: "row \(rows)") { row, vector in
                if needed.contains(row) { try set(row, vector) }
            }
        }
    }
}
