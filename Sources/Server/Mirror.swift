import Basics
import Catalog
import Foundation
import Postgres

/// A catalog on this machine that is kept as the one on a server is, in a folder of the person's cache.
package final class Mirror {
    private let address: ServerAddress
    private let folders: URL
    private let isCancelled: () -> Bool

    /// - Parameters:
    ///   - folders: where mirrors are kept.
    ///   - isCancelled: whether whoever waits wants no more.
    package init(
        _ address: ServerAddress, in folders: URL = UserFolder.cache.url().appendingPathComponent("servers"),
        isCancelled: @escaping () -> Bool = { false }
    ) {
        (self.address, self.folders, self.isCancelled) = (address, folders, isCancelled)
    }

    /// Brings the mirror in step with the server.
    ///
    /// Cost: a query where nothing has changed.
    /// - Parameter progress: told how many vectors have come, and how many there are.
    /// - Returns: the folder of the catalog.
    /// - Throws: an error in one line; then the mirror is what it was.
    package func refresh(progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }) throws -> URL {
        let state = try ServerCatalog(address, isCancelled: isCancelled).state()
        let folder = folders.appendingPathComponent(state.identity.uuidString.lowercased())
        if Catalog.exists(at: folder) { return folder }
        try Permissions.owner.makeFolder(folders)
        var pull = Pull(address, into: folder)
        (pull.isCancelled, pull.progress) = (isCancelled, progress)
        _ = try pull.run()
        return folder
    }
}
