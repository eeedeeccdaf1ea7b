import Basics
import Foundation
import GRDB
import Pictures

/// The files of shops' pictures in a catalog. They are named after their addresses, so that none is fetched twice; equal ones share their
/// bytes on disk.
package struct ShopPictures: Sendable {
    private let folder: URL
    private let permissions: Permissions

    package init(_ catalog: Catalog) {
        folder = catalog.picturesFolder
        permissions = catalog.permissions
    }

    /// The name of the file of a picture that was stored before; nil where it was not, or a crash of the machine has left nothing of it.
    package func stored(_ address: String) -> String? {
        let stem = Self.stem(address)
        return PictureFormats.shopExtensions.lazy.map { stem + "." + $0 }.first {
            var status = stat()
            return lstat(folder.path + "/" + $0, &status) == 0 && status.st_size > 0
        }
    }

    /// Hashes of the names of the files that there are, without their ends: a look at each of five names takes longer, where there is none.
    func index() -> Set<Int> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return Set(names.lazy.filter(Self.isFile).map(Self.hash(ofFile:)))
    }

    static func hash(ofFile name: String) -> Int { Array(name.utf8.prefix(while: { $0 != UInt8(ascii: ".") })).hashValue }
    static func hash(of address: String) -> Int { Array(stem(address).utf8).hashValue }

    /// Removes what a store that was killed has left.
    func sweep() { DraftName.removeAbandoned(in: folder) }

    /// The path of a stored picture.
    package func file(_ name: String) -> String { folder.path + "/" + name }

    /// Forgets a picture that turned out to be none.
    package func remove(_ name: String) { unlink(file(name)) }

    /// Keeps a picture's bytes.
    ///
    /// - Returns: the file's name; nil for bytes that are no picture.
    package func store(_ bytes: Data, of address: String) throws(CatalogError) -> String? {
        guard let suffix = PictureFormats.fileExtension(of: bytes) else { return nil }
        let name = Self.stem(address) + "." + suffix, file = folder.appending(component: name, directoryHint: .notDirectory)
        let contents = folder.path + "/" + Self.prefix + Self.second + Self.hex(bytes) + "." + suffix
        do {
            // The first of equal pictures keeps a second name, by which the others find its bytes.
            if link(contents, file.path) == 0 || errno == EEXIST { return name }
            let draft = try draft(of: file)
            try draft.write(bytes)
            // One that a crash of the machine takes is fetched again; waiting for the disk each time would take longer than fetching.
            try draft.commit(synchronizing: false)
        } catch {
            throw .cannotWrite(path: file.path, reason: error.reason)
        }
        _ = link(file.path, contents)
        return name
    }

    private func draft(of file: URL) throws(FileError) -> Draft {
        if let draft = try? Draft(of: file, permissions: permissions, sweeping: false) { return draft }
        try permissions.makeFolder(folder)
        return try Draft(of: file, permissions: permissions, sweeping: false)
    }

    private static let prefix = "web-"
    private static let second = "same-"

    private static func stem(_ address: String) -> String { prefix + SHA256.hex(of: address).prefix(40) }

    private static func hex(_ bytes: Data) -> String {
        let hash = SHA256()
        bytes.withUnsafeBytes(hash.update)
        return String(hash.finish().prefix(40))
    }

    /// Whether a file is called as one of a shop's pictures is.
    static func isFile(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), bytes.starts(with: prefix.utf8) else { return false }
        var stem = bytes[prefix.utf8.count..<dot]
        if stem.starts(with: second.utf8) { stem = stem.dropFirst(second.utf8.count) }
        return stem.count == 40 && stem.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
            && PictureFormats.shopExtensions.contains { $0.utf8.elementsEqual(bytes[(dot + 1)...]) }
    }

    /// Moves the pictures of one catalog's folder into another's.
    package static func move(from folder: URL, to other: URL, permissions: Permissions) {
        let old = Catalog.picturesFolder(in: folder), new = Catalog.picturesFolder(in: other)
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: old.path)) ?? []).filter(isFile)
        guard !names.isEmpty, (try? permissions.makeFolder(new)) != nil else { return }
        for name in names {
            var status = stat()
            guard lstat(old.path + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            rename(old.path + "/" + name, new.path + "/" + name)
        }
    }

    /// Removes the files that no item has. Cost: a look at each file.
    func removeUnused(_ catalog: Catalog) throws(CatalogError) {
        let used = try catalog.read { db in
            Set(
                try String.fetchAll(db, sql: "SELECT fingerprint FROM item JOIN source ON source.id = item.source WHERE kind = 'shop'").map(
                    ExactText.init))
        }
        // Sorted, second names come last.
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter(Self.isFile).sorted()
        for name in names where !used.contains(name) {
            let file = folder.appendingPathComponent(name)
            var status = stat()
            guard lstat(file.path, &status) == 0, !Self.isSecondName(name) || status.st_nlink == 1 else { continue }
            unlink(file.path)
        }
    }

    static func isSecondName(_ name: String) -> Bool { name.utf8.starts(with: (prefix + second).utf8) }
}
