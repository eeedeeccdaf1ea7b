import Basics
import Catalog
import Encoders
import Foundation
import Postgres

/// Makes a catalog of what is on a server, as it is at one moment.
package struct Pull {
    /// What came.
    package struct Report: Sendable {
        /// The server and the database, for people.
        package let place: String
        package let items: Int
    }

    package var permissions = Permissions.owner
    package var isCancelled: () -> Bool = { false }
    /// Told how many vectors have come, and how many there are.
    package var progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }

    private let address: ServerAddress
    private let folder: URL

    /// - Parameter folder: becomes the catalog; it is not there yet, or empty.
    package init(_ address: ServerAddress, into folder: URL) { (self.address, self.folder) = (address, folder) }

    /// Runs to the end.
    ///
    /// - Throws: an error in one line; then there is no catalog.
    package func run() throws -> Report {
        if Catalog.exists(at: folder) { throw PlainError("there is a catalog at \(folder.path) already; name a folder that is not there yet") }
        var status = stat()
        if lstat(folder.path, &status) == 0, (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.isEmpty != true {
            throw PlainError("there is something else at \(folder.path); name a folder that is not there yet")
        }
        let server = try ServerCatalog(address, isCancelled: isCancelled), connection = server.connection
        return try connection.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
            // Rows lie in their order nearly always: sorting all vectors would take far longer than following the index.
            try connection.run("SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off")
            let state = try server.state(), encoders = try server.encoders()
            guard state.rows > 0, let own = encoders.first else {
                throw PlainError("there is no catalog at \(connection.place) yet; `vitrine push CATALOG URL` brings one there")
            }
            let catalog = try Catalog.make(at: folder, permissions: permissions) { catalog in
                let arrival = try CatalogArrival(catalog, encoder: own.identity)
                let source = ServerRows(server, state, isCancelled: isCancelled)
                try source.ownVectors(own, to: arrival, progress: progress)
                try arrival.takeRows(generation: state.generation) { table, inserter in try source.rows(of: table, inserter.add) }
                for encoder in encoders.dropFirst() {
                    try arrival.takeVectors(by: encoder.identity) { set in try source.vectors(encoder, set) }
                }
                try source.files(encoders, to: arrival)
                try arrival.takeDocuments { inserter in try source.documents(inserter.add) }
                try KnownPushes.add(state.version, to: catalog)
            }
            guard catalog != nil else { throw server.senseless }
            return Report(place: connection.place, items: state.rows)
        }
    }
}
