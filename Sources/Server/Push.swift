import Basics
import Catalog
import Encoders
import Foundation
import Postgres

/// Sends what a catalog holds to a server, where readers see either what was there before or all of it.
///
/// Vectors and files go first, in batches that stay where a push is cut short: the next one sends what is not there yet. All else
/// goes in one transaction, with which everything counts.
package struct Push {
    /// What was sent.
    package struct Report: Sendable {
        /// The server and the database, for people.
        package internal(set) var place = ""
        package internal(set) var items = 0
        package internal(set) var vectors = 0
        package internal(set) var files = 0
        package internal(set) var rows = 0
        /// Documents that the person has stored on the server meanwhile, and which stay as they are.
        package internal(set) var keptDocuments = 0
        /// Whether all of it was there already.
        package internal(set) var isUnchanged = false
    }

    /// How far it is.
    package enum Progress {
        case vectors(encoder: String, done: Int, total: Int)
        case files(done: Int, total: Int)
    }

    /// Whether what somebody else has brought meanwhile gives way. What other people stored stays.
    package var isForced = false
    package var isCancelled: () -> Bool = { false }
    package var progress: (Progress) -> Void = { _ in }

    /// Whether what the person has stored goes along.
    var withDocuments = true
    /// The checksums of the own vectors (`Catalog.vectorChecksums`) that are on the server; nil: unknown.
    var known: [UInt64]?

    private let catalog: Catalog
    private let address: ServerAddress

    /// What a batch holds before it is stored.
    static let batchSize = 1 << 25

    package init(_ catalog: Catalog, to address: ServerAddress) { (self.catalog, self.address) = (catalog, address) }

    /// Runs to the end.
    ///
    /// Cost: a pass over all that the catalog holds, and the sending of what is not there.
    /// - Throws: an error in one line; what was sent by then stays, and counts for nobody.
    package func run() throws -> Report {
        let server = try ServerCatalog(address, isCancelled: isCancelled)
        try server.lockForPush()
        return try run(server).report
    }

    /// The same over a connection that keeps other pushes out.
    ///
    /// - Returns: also what is there then.
    func run(_ server: ServerCatalog) throws -> (report: Report, holding: Holding) {
        let connection = server.connection, generation = try catalog.generation(), local = try generation.state()
        guard local.items > 0 else { throw CatalogError.noVectors(path: catalog.folder.path) }
        let there = try server.state()
        if !isForced, !there.version.isEmpty, try !KnownPushes.of(catalog).contains(there.version) {
            throw PlainError(
                "\(connection.place) holds what this catalog has not seen; pull that into a folder of its own, or replace it with --force")
        }
        var report = Report()
        (report.place, report.items) = (connection.place, local.items)
        let sender = BatchSender(server, change: there.change + 1, isCancelled: isCancelled)
        var gone: [(table: String, hashes: Set<Int64>)] = [], numbers: [Int] = []
        var files = generation.travellingFiles()
        // Of a push over several servers that was cut at its end, one may have what another has not.
        let blocks = try server.shardCount() == 0 ? changedBlocks(generation) : nil
        for vectors in try generation.travellingVectors() {
            let number = try add(vectors.encoder, to: server)
            numbers.append(number)
            if let file = vectors.arrangement { files.append((ServerCatalog.arrangementName(number), file)) }
            let sent = try sender.send(vectors, number: number, blocks: numbers.count == 1 ? blocks : nil) { done, total in
                progress(.vectors(encoder: vectors.encoder.name, done: done, total: total))
            }
            report.vectors += sent.count
            gone.append(("vectors_\(number)", sent.gone))
        }
        let sent = try sender.send(files) { done, total in progress(.files(done: done, total: total)) }
        report.files = sent.count
        gone.append(("file", sent.gone))

        let version = KnownPushes.newVersion()
        var hashes: [Int64] = []
        // Whether or not its end is heard.
        try KnownPushes.update(catalog) { $0.add(version) }
        report.isUnchanged = try connection.transaction {
            let now = try server.state(isForUpdate: true)
            guard now.version.isExactly(there.version), now.change == there.change else {
                throw PlainError("somebody else has pushed to \(connection.place) meanwhile; try again")
            }
            for (table, hashes) in gone { try server.delete(hashes, from: table) }
            let changes = RowChanges(generation, server)
            report.rows = try changes.send()
            if withDocuments {
                let documents = try changes.sendDocuments(KnownPushes.of(catalog), isForced: isForced)
                report.rows += documents.sent
                report.keptDocuments = documents.kept
                hashes = documents.hashes
            }
            let places = try connection.rows("SELECT number FROM encoder WHERE place IS NOT NULL ORDER BY place").map { try $0.integer(0) ?? 0 }
            let isUnchanged =
                report.vectors + report.files + report.rows == 0 && gone.allSatisfy(\.hashes.isEmpty) && places == numbers
                && now.rows == local.items && now.generation == local.generation
            if isUnchanged { return true }
            try server.setPlaces(numbers)
            try connection.rows(
                "UPDATE state SET version = $1, change = $2, rows = $3, generation = $4",
                [.text(version), .integer(there.change + 1), .integer(local.items), .integer(local.generation)])
            return false
        }
        if !hashes.isEmpty { try KnownPushes.update(catalog) { $0.add(documents: hashes) } }
        let change = report.isUnchanged ? there.change : there.change + 1
        let holding = Holding(
            server: there.identity, version: report.isUnchanged ? there.version : version, isWhole: true,
            vectors: Dictionary(numbers.map { ($0, change) }) { first, _ in first }, files: change)
        return (report, holding)
    }

    /// The blocks of own vectors that are not as they are on the server; nil: unknown.
    private func changedBlocks(_ generation: Catalog) -> Set<Int>? {
        guard let known, let now = generation.vectorChecksums() else { return nil }
        return Set(now.indices.filter { !known.indices.contains($0) || known[$0] != now[$0] })
    }

    /// - Returns: the encoder's number on the server.
    private func add(_ encoder: EncoderIdentity, to server: ServerCatalog) throws -> Int {
        guard encoder.dimensions <= ServerCatalog.mostDimensions else {
            throw PlainError(
                "the vectors by \(encoder.name) have \(grouped(encoder.dimensions)) dimensions; pgvector takes \(grouped(ServerCatalog.mostDimensions))"
            )
        }
        let row = try server.connection.rows(
            "SELECT add_encoder($1, $2::integer)", [.text(try JSON.text(encoder)), .text(String(encoder.dimensions))])
        guard let number = try row.first?.integer(0) else { throw server.senseless }
        return number
    }
}

extension ServerCatalog {
    /// Keeps others from pushing until the connection ends.
    ///
    /// - Throws: in one line, where somebody else is, or nothing can be changed.
    func lockForPush() throws {
        guard try tryLockForPush() else { throw PlainError("somebody else is pushing to \(connection.place); try again when that is done") }
    }

    /// - Returns: false where somebody else is pushing.
    func tryLockForPush() throws -> Bool {
        let row = try connection.rows(
            "SELECT pg_try_advisory_lock($1), current_setting('transaction_read_only') = 'on', has_table_privilege('item', 'INSERT')",
            [.integer(ServerSchema.pushLock)]
        ).first
        if try row?.integer(1) == 1 { throw PlainError("\(connection.place) takes no changes; if it is a replica, name its primary") }
        guard try row?.integer(2) == 1 else {
            throw PlainError("you may not change the catalog at \(connection.place); its owner grants the role that ends in _curator for that")
        }
        return try row?.integer(0) == 1
    }

    /// The hashes of the rows of a table, whether they count already or not.
    func hashes(of table: String, where condition: String = "true") throws -> Set<Int64> {
        var hashes: Set<Int64> = []
        try connection.copyOut("COPY (SELECT hash FROM \(table) WHERE \(condition)) TO STDOUT (FORMAT binary)") { row in
            guard row.count == 1, let hash = row.integer(0) else { throw senseless }
            hashes.insert(hash)
        }
        return hashes
    }

    /// Deletes rows by their hashes.
    func delete(_ hashes: Set<Int64>, from table: String) throws {
        let hashes = Array(hashes)
        let encoder = table.hasPrefix("vectors_") ? Int(table.dropFirst("vectors_".count)) : nil
        for start in stride(from: 0, to: hashes.count, by: 10_000) {
            let some = hashes[start..<min(start + 10_000, hashes.count)].map { Int($0) }
            if let encoder {
                try connection.rows("SELECT delete_vectors($1::bigint::integer, $2)", [.integer(encoder), .integers(some)])
            } else {
                try connection.rows("DELETE FROM \(table) WHERE hash = ANY($1)", [.integers(some)])
            }
        }
    }

    /// Says which encoders there are from now on, the catalog's own first, and removes the vectors by others.
    fileprivate func setPlaces(_ numbers: [Int]) throws {
        try connection.run("UPDATE encoder SET place = NULL WHERE place IS NOT NULL")
        for (place, number) in numbers.enumerated() {
            try connection.rows("UPDATE encoder SET place = $1::bigint WHERE number = $2::bigint", [.integer(place), .integer(number)])
        }
        for row in try connection.rows("SELECT number FROM encoder WHERE place IS NULL") {
            if let number = try row.integer(0) { try connection.run("SELECT delete_vectors(\(number), NULL)") }
        }
    }
}
