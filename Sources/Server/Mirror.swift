import Basics
import Catalog
import Encoders
import Foundation
import Postgres

/// A catalog on this machine that is kept as the one on a server is, in a folder of the person's cache, and through which that one is changed.
///
/// A folder's name holds the identity of the server's catalog, and a hash of where that is and of its encoder. While somebody changes it, nobody else pushes; what could
/// not be sent stays in the folder (`Holding.isChanged`), and goes first at the next opportunity.
package final class Mirror {
    private let address: ServerAddress
    private let folders: URL
    private let isCancelled: () -> Bool
    private let limit: Int
    private var isSending = false

    /// - Parameters:
    ///   - folders: where mirrors are kept.
    ///   - limit: vectors of more bytes stay on the server, unless the catalog is changed here, which takes all of it.
    ///   - isCancelled: whether whoever waits wants no more.
    package init(
        _ address: ServerAddress, in folders: URL = UserFolder.cache.url().appendingPathComponent("servers"),
        keeping limit: Int = .max, isCancelled: @escaping () -> Bool = { false }
    ) {
        (self.address, self.folders, self.limit, self.isCancelled) = (address, folders, limit, isCancelled)
    }

    /// Brings the mirror in step with the server.
    ///
    /// Cost: a connection and two queries where nothing has changed; where another process does the same, the wait for it.
    /// - Parameters:
    ///   - withoutVectors: whether the one without vectors is meant, though there may be one with them by now.
    ///   - progress: told how many vectors are here, and how many there will be; on another thread.
    /// - Returns: the folder of the catalog.
    /// - Throws: an error in one line; then the mirror is what it was, or on its way, and the next one goes on.
    package func refresh(
        withoutVectors: Bool = false, progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> URL {
        try refresh(connect(), isLocked: false, withoutVectors: withoutVectors, progress)
    }

    /// Changes the server's catalog by way of the mirror, while nobody else changes it.
    ///
    /// What `body` has changed is sent also where it throws. What cannot be sent stays here, and is sent by the next change or refresh.
    /// - Parameter body: changes the catalog that it is given, which is empty where the server's is.
    /// - Throws: what `body` throws; an error in one line, such as where somebody else is pushing.
    package func change<Value>(
        progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }, _ body: (Catalog) throws -> Value
    ) throws -> Value {
        let server = try connect()
        try server.lockForPush()
        let state = try server.state(), isFirst = state.rows == 0
        let folder = isFirst ? newFolder(server, state) : try refresh(server, isLocked: true, progress)
        let result: Result<Value, any Error>
        do {
            let catalog = isFirst ? try Catalog(creating: folder) : try Catalog(opening: folder)
            guard let claim = ChangeClaim(folder) else { throw PlainError("somebody else is changing \(folder.path); try again when that is done") }
            defer { withExtendedLifetime(claim) {} }
            try KnownPushes.update(catalog) { known in
                if known.holding == nil { known.holding = Holding(server: state.identity, version: state.version) }
                known.holding?.isChanged = true
            }
            let encoder = try catalog.state().encoder, known = isFirst ? nil : catalog.vectorChecksums()
            result = Result { try body(catalog) }
            if isFirst, try catalog.state().items == 0 {
                _ = try Catalog.remove(at: folder)
                return try result.get()
            }
            do {
                do { try send(catalog, to: server, known: catalog.state().encoder == encoder ? known : nil) } catch  where server.connection.isLost {
                    let again = try connect()
                    try again.lockForPush()
                    try requireKnown(again.state(), KnownPushes.of(catalog), folder, again)
                    try send(catalog, to: again)
                }
            } catch {
                if case .failure = result { return try result.get() }
                throw PlainError("\(error); your changes are kept in \(folder.path) and will be sent next time")
            }
        }
        if isFirst { try nameNew(server) }
        return try result.get()
    }

    /// What is interrupted ends, but for what sends what was done by then.
    private func connect() throws -> ServerCatalog {
        try ServerCatalog(address, isCancelled: { [unowned self] in !isSending && isCancelled() })
    }

    /// Whether a mirror without vectors has the codes of them, which may have come while what they belong to was cut.
    private func hasCodes(_ catalog: Catalog) throws -> Bool { try catalog.with(ServerVectors(address, keeping: 0)).hasCodes() }

    private func folder(_ server: ServerCatalog, _ state: ServerCatalog.State, _ encoder: EncoderIdentity) throws -> URL {
        folder(server, state, try JSON.text(encoder))
    }

    /// Where a catalog begins whose server has none yet: its encoder is not known.
    private func newFolder(_ server: ServerCatalog, _ state: ServerCatalog.State) -> URL { folder(server, state, "new") }

    /// Behind the contents of a mirror without vectors.
    private static let withoutVectors = " without vectors"

    /// Whether the vectors of a catalog that was refreshed have stayed on the server.
    package static func isWithoutVectors(_ folder: URL) throws -> Bool {
        try KnownPushes.of(Catalog(opening: folder)).holding?.isWithoutVectors == true
    }

    /// A copy of a database has the identity of what it was copied from, so where it is counts too.
    private func folder(_ server: ServerCatalog, _ state: ServerCatalog.State, _ contents: String) -> URL {
        var tuple = CopyTuple()
        tuple.add(server.connection.database)
        tuple.add(contents)
        let name = state.identity.uuidString.lowercased() + "-" + String(UInt64(bitPattern: tuple.hash), radix: 16)
        return folders.appending(component: name, directoryHint: .notDirectory)
    }

    private func refresh(
        _ server: ServerCatalog, isLocked: Bool, withoutVectors: Bool = false, _ progress: @escaping (Int, Int) -> Void
    ) throws -> URL {
        if isLocked { try nameNew(server) }
        while true {
            let state = try server.state()
            guard state.rows > 0, let own = try server.encoders().first else { throw server.empty }
            let whole = try folder(server, state, own.identity), bytes = state.rows * own.identity.dimensions * MemoryLayout<Float>.size
            let isWhole = isLocked || bytes <= limit || !withoutVectors && Catalog.exists(at: whole)
            let folder = try isWhole ? whole : self.folder(server, state, JSON.text(own.identity) + Self.withoutVectors)
            if Catalog.exists(at: folder) {
                let catalog = try Catalog(opening: folder), known = try KnownPushes.of(catalog)
                if known.holding?.isChanged == true {
                    // Whoever is changing it sends it, and who may not send it still looks at what is here.
                    guard let claim = ChangeClaim(folder), isLocked || (try? server.tryLockForPush()) == true else { return folder }
                    defer { withExtendedLifetime(claim) {} }
                    try requireKnown(state, known, folder, server)
                    try send(catalog, to: server)
                    return folder
                }
                if known.holding?.isCurrent(state) == true, try isWhole || hasCodes(catalog) { return folder }
            }
            if try bring(folder, server, leavingVectorsAbove: isWhole ? nil : limit, progress) { return folder }
            // Somebody else is at it.
            if isCancelled() { throw PostgresError.cancelled }
            usleep(100_000)
        }
    }

    /// - Returns: false where somebody else writes the folder, or has, or where it should be another one by now.
    private func bring(
        _ folder: URL, _ server: ServerCatalog, leavingVectorsAbove limit: Int?, _ progress: @escaping (Int, Int) -> Void
    ) throws -> Bool {
        do {
            return try ServerRows.reading(server, isCancelled: isCancelled) { source in
                let contents = try JSON.text(source.encoders[0].identity)
                guard self.folder(server, source.state, contents + (limit == nil ? "" : Self.withoutVectors)) == folder else { return false }
                var refresh = Refresh(source, at: address), isCurrent = false
                (refresh.isCancelled, refresh.progress, refresh.leavingVectorsAbove) = (isCancelled, progress, limit)
                guard limit == nil || refresh.leavesVectors else { return false }
                guard Catalog.exists(at: folder) else {
                    try Permissions.owner.makeFolder(folders)
                    var pull = Pull(address, into: folder)
                    (pull.isCancelled, pull.progress, pull.withDocuments) = (isCancelled, progress, false)
                    pull.leavingVectorsAbove = limit
                    _ = try pull.run(source)
                    return true
                }
                let catalog = try Catalog(opening: folder), before = try KnownPushes.of(catalog).holding
                guard before?.isChanged != true else { return false }
                try refresh.run(catalog) {
                    isCurrent = try KnownPushes.of(catalog).holding == before
                    return isCurrent
                }
                return isCurrent
            }
        } catch CatalogError.busy {
            return false
        } catch is Refresh.DoesNotFit {
            throw PlainError("\(folder.path) is not what was brought from \(server.connection.place); remove it, and try again")
        }
    }

    /// - Parameter known: the checksums of the vectors that are on the server; nil: unknown.
    private func send(_ catalog: Catalog, to server: ServerCatalog, known: [UInt64]? = nil) throws {
        isSending = true
        defer { isSending = false }
        var push = Push(catalog, to: address)
        (push.withDocuments, push.known) = (false, known)
        let holding = try push.run(server).holding
        try KnownPushes.update(catalog) { $0.holding = holding }
    }

    /// Gives what was begun for an empty server its name, once it has arrived there.
    private func nameNew(_ server: ServerCatalog) throws {
        let state = try server.state(), begun = newFolder(server, state)
        guard Catalog.exists(at: begun) else { return }
        var encoder: EncoderIdentity?
        do {
            let catalog = try Catalog(opening: begun)
            if try catalog.state().items > 0 {
                try requireKnown(state, KnownPushes.of(catalog), begun, server)
                encoder = try catalog.state().encoder
            }
        }
        guard let encoder, rename(begun.path, try folder(server, state, encoder).path) == 0 else {
            _ = try Catalog.remove(at: begun)
            return
        }
    }

    private func requireKnown(_ state: ServerCatalog.State, _ known: KnownPushes, _ folder: URL, _ server: ServerCatalog) throws {
        guard !known.contains(state.version), !state.version.isEmpty else { return }
        throw PlainError(
            "\(server.connection.place) has changed, and changes made here could not be sent; `vitrine push \(folder.path) URL --force` "
                + "replaces what is there with them, deleting \(folder.path) discards them")
    }
}
