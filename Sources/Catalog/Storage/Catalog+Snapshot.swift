import Basics
import Foundation
import GRDB

extension Catalog {
    /// Makes a catalog in a new folder that has documents of its own and shares vectors and pictures with this one: the database is
    /// copied, all else linked.
    public func snapshot(at folder: URL) throws(CatalogError) -> Catalog {
        do {
            let files = FileManager.default
            try Permissions.owner.makeFolder(folder)
            let copy = CatalogDatabase.url(folder)
            try Draft.write(Data(), to: copy, permissions: .owner, replacing: false)
            try database.backup(to: DatabaseQueue(path: copy.path))
            let own = self.folder.standardizedFileURL
            for name in try files.contentsOfDirectory(atPath: own.path)
            where !name.hasPrefix("catalog.sqlite") && !CatalogFiles.locks.contains(name) {
                try files.createSymbolicLink(at: folder.appendingPathComponent(name), withDestinationURL: own.appendingPathComponent(name))
            }
        } catch {
            throw .writing(folder, error)
        }
        return try Catalog(opening: folder)
    }

    /// Makes designs of so many items each of the first items, for measuring: in a snapshot alone.
    package func pretendDesigns(of size: Int, items: Int) throws(CatalogError) {
        try write { db in
            try db.execute(
                sql: "UPDATE item SET attributes = json_set(attributes, '$.design', 'design ' || (row / ?)) WHERE row < ?", arguments: [size, items])
            try db.execute(sql: "UPDATE state SET generation = generation + 1")
        }
    }
}
