import Basics
import Catalog
import Encoders
import Foundation
import Postgres
import Synchronization
import Vectors

/// Brings a catalog in step with what a server holds at one moment, whether the catalog has items already, has none yet, or was left half
/// filled. Who reads it meanwhile sees what it held before, until all rows are there.
///
/// What is here is told by hashes (rows, files) and by the change that brought it (vectors). Wherever it is cut, the next one goes on; but
/// codes of vectors that stay on the server are begun anew.
struct Refresh {
    /// The catalog is of something else, so there is nothing to go on from.
    struct DoesNotFit: Error {}

    var isCancelled: () -> Bool = { false }
    /// Told how many own vectors are here, and how many there will be.
    var progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    /// How many numbers are written before they are brought to the disk; nil: as many as is quick.
    var synchronizingAfter: Int?
    /// Own vectors of more bytes stay on the server, and codes of them are made here; nil: all come. Of further ones those come that are of fewer bytes.
    var leavingVectorsAbove: Int?

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
            let arrival = try CatalogArrival(
                catalog, encoder: own.identity, rows: state.rows, synchronizingAfter: synchronizingAfter, withVectors: !leavesVectors)
            guard try isWanted() else { return }
            try run(catalog, arrival)
        } catch is CatalogArrival.MakesNoSense {
            throw source.server.senseless
        }
    }

    private func run(_ catalog: Catalog, _ arrival: CatalogArrival) throws {
        let before = try KnownPushes.of(catalog).holding, isEmpty = arrival.isNew && arrival.vectors?.count ?? 0 == 0
        guard isEmpty || before?.server == state.identity else { throw DoesNotFit() }
        var holding = isEmpty ? nil : before
        // A server that was put back to an earlier state, whose changes are others now.
        if let known = holding, let change = known.vectors[own.number], !known.version.isExactly(state.version), change >= state.change {
            holding?.isWhole = false
            holding?.vectors = [:]
            holding?.files = -1
        }
        let start =
            holding
            ?? Holding(
                server: state.identity, version: state.version, vectors: [own.number: state.change],
                isWithoutVectors: leavesVectors ? true : nil)
        if start != before { try KnownPushes.update(catalog) { $0.holding = start } }

        let files = try FileIntake(source, catalog, since: start.files)
        try files.take { catalog.place(ofTravelled: $0) }
        if leavesVectors { try takeRows(catalog, arrival, since: start) } else { try takeRows(arrival, since: start.vectors[own.number] ?? -1) }
        let encoders = source.encoders.enumerated().filter { $0 == 0 || bytes($1) <= leavingVectorsAbove ?? .max }.map(\.element)
        for encoder in encoders.dropFirst() { try takeVectors(encoder, catalog, arrival) }
        try arrival.removeEncodings(besides: encoders.map(\.identity))
        try files.take { name in
            let encoder = encoders.first { ServerCatalog.arrangementName($0.number).isExactly(name) }
            return try encoder.map { try catalog.place(ofArrangementBy: $0.identity) }
        }
        files.removeOthers()
        try KnownPushes.update(catalog) { known in
            known.add(state.version)
            known.holding?.isWhole = true
            known.holding?.vectors = Dictionary(encoders.map { ($0.number, state.change) }) { first, _ in first }
            known.holding?.files = state.change
        }
    }

    private func bytes(_ encoder: ServerCatalog.StoredEncoder) -> Int { state.rows * encoder.identity.dimensions * MemoryLayout<Float>.size }

    /// Whether the own vectors stay on the server.
    var leavesVectors: Bool { bytes(own) > leavingVectorsAbove ?? .max }

    /// Brings all rows, and makes codes of the own vectors, which pass by.
    private func takeRows(_ catalog: Catalog, _ arrival: CatalogArrival, since before: Holding) throws {
        let count = arrival.isNew ? 0 : try catalog.state().items, dimensions = own.identity.dimensions
        var vectors = StoredVectors(server: source.server, encoder: own, version: state.version, shards: try source.server.shardCount())
        let done = Atomic(0)
        vectors.progress = { [progress, state] more in
            // Those that codes are fitted to come twice.
            progress(min(state.rows, done.add(more, ordering: .relaxed).newValue), state.rows)
        }
        let table = try VectorTable(
            from: vectors, rows: state.rows, dimensions: dimensions, keeping: 0, url: catalog.folder.appendingPathComponent("vectors.npy"),
            stamp: StoredVectors.stamp(state.version, rows: state.rows, dimensions: dimensions))
        var changes: VectorChanges?
        if count > 0, let change = before.vectors[own.number] {
            changes = VectorChanges(since: StoredVectors.stamp(before.version, rows: count, dimensions: dimensions), rows: count)
            changes?.shorten(to: state.rows)
            try source.rows(by: own, since: change) { row, isNew in if isNew { changes?.replace(row) } }
        }
        try arrival.takeRows(
            count: state.rows, generation: state.generation, updating: KnownPushes.document, noting, distant: (table, changes)
        ) { try take($0, $1, from: source) }
    }

    /// What is known of the server once its rows are here.
    private func noting(_ known: KnownPushes?) -> KnownPushes {
        KnownPushes.changed(known) {
            $0.holding?.version = state.version
            $0.holding?.isWhole = false
            $0.holding?.vectors[own.number] = state.change
        }
    }

    /// Brings the own vectors and all rows; in a new catalog side by side.
    private func takeRows(_ arrival: CatalogArrival, since change: Int) throws {
        func take(_ rows: ServerRows, aside: (() throws -> Void)?, _ body: (TravellingTable, RowWriter) throws -> Void) throws {
            try arrival.takeRows(
                count: state.rows, generation: state.generation, updating: KnownPushes.document, noting, aside: aside, rows: body)
        }
        guard let vectors = arrival.vectors else { return }
        guard arrival.isNew else {
            try takeVectors(vectors, since: change)
            return try take(source, aside: nil) { try self.take($0, $1, from: source) }
        }
        let rowsFailed = Atomic(false), failure = Mutex<(any Error)?>(nil)
        do {
            try source.aside(address, isCancelled: { isCancelled() || failure.withLock { $0 != nil } }) { rows in
                try take(rows) {
                    do { try takeVectors(vectors, since: change, unless: { rowsFailed.load(ordering: .relaxed) }) } catch {
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
