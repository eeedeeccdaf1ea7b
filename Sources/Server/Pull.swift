import Basics
import Catalog
import Encoders
import Foundation
import Postgres

/// Makes a catalog of what is on a server, as it is at one moment. One that was cut is gone on with by the next.
package struct Pull {
    /// What came.
    package struct Report: Sendable {
        /// The server and the database, for people.
        package let place: String
        package let items: Int
    }

    package var permissions = Permissions.owner
    package var isCancelled: () -> Bool = { false }
    /// Told how many vectors have come, and how many there are; on another thread.
    package var progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    /// Whether what the person who asks has stored comes too.
    var withDocuments = true
    /// As `Refresh` has them.
    var synchronizingAfter: Int?
    var leavingVectorsAbove: Int?

    private let address: ServerAddress
    private let folder: URL

    /// - Parameter folder: becomes the catalog; it is not there yet, or empty.
    package init(_ address: ServerAddress, into folder: URL) { (self.address, self.folder) = (address, folder) }

    /// Runs to the end.
    ///
    /// - Throws: an error in one line; then there is no catalog, and what has come waits beside its folder for the next pull.
    package func run() throws -> Report {
        if Catalog.exists(at: folder) { throw PlainError("there is a catalog at \(folder.path) already; name a folder that is not there yet") }
        var status = stat()
        if lstat(folder.path, &status) == 0, (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.isEmpty != true {
            throw PlainError("there is something else at \(folder.path); name a folder that is not there yet")
        }
        return try ServerRows.reading(ServerCatalog(address, isCancelled: isCancelled), isCancelled: isCancelled, run)
    }

    /// The same of what is read already.
    func run(_ source: ServerRows) throws -> Report {
        let catalog: Catalog?
        do { catalog = try make(source, resuming: true) } catch is Refresh.DoesNotFit { catalog = try make(source, resuming: false) }
        guard catalog != nil else { throw source.server.senseless }
        return Report(place: source.server.connection.place, items: source.state.rows)
    }

    private func make(_ source: ServerRows, resuming: Bool) throws -> Catalog? {
        var refresh = Refresh(source, at: address)
        (refresh.isCancelled, refresh.progress, refresh.synchronizingAfter) = (isCancelled, progress, synchronizingAfter)
        refresh.leavingVectorsAbove = leavingVectorsAbove
        return try Catalog.make(
            at: folder, permissions: permissions, resuming: resuming,
            keepingIf: { catalog, error in error is PostgresError && (catalog.hasVectors || !catalog.travellingFiles().isEmpty) }
        ) { catalog in
            try refresh.run(catalog)
            guard withDocuments else { return }
            var hashes: [Int64] = []
            try catalog.takeDocuments { add in
                try source.documents { row in
                    var tuple = CopyTuple()
                    try tuple.add(row, of: .documents)
                    hashes.append(tuple.hash)
                    try add(row)
                }
            }
            try KnownPushes.update(catalog) { $0.add(documents: hashes) }
        }
    }
}
