import Basics
import Encoders
import Foundation
import GRDB
import Vectors

/// Vectors made elsewhere come in, and ours go out: a `.npy` table and a text file with one ID a line, in the same order.
public enum VectorExchange {
    /// Writes the catalog's vectors and IDs: both files or none.
    ///
    /// No step of it shows vectors beside IDs that are not theirs, whenever it is killed: both are written aside, an old file of IDs goes
    /// before the vectors change, and the new one comes last.
    /// - Parameter replacing: whether files that are there already give way.
    /// - Returns: how many rows were written.
    /// - Throws: an error in one line where a file is there already or cannot be written, or an ID holds a line break.
    public static func export(_ catalog: Catalog, vectors: URL, ids: URL, replacing: Bool = false) throws -> Int {
        guard vectors.resolvingSymlinksInPath().path != ids.resolvingSymlinksInPath().path else {
            throw CatalogError.vectorImport("\(ids.path): vectors and IDs need a file each")
        }
        for file in [vectors, ids] where !replacing && isOccupied(file) { throw FileError(file, "it already exists", isOccupied: true) }
        let catalog = try catalog.generation(), table = try catalog.vectors()
        var text = ""
        var count = 0
        if let encoded = catalog.encodedRows {
            let missing = (0..<(try catalog.state().items)).count { !encoded.contains($0) }
            throw CatalogError.vectorImport(
                "\(counted(missing, "item has", "items have")) no vector by this encoder, so its vectors are not those of all items; "
                    + "`vitrine index` adds them")
        }
        try catalog.forEachID { id in
            if id.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) {
                throw CatalogError.vectorImport("the ID \(id) holds a line break, so a file of IDs cannot hold it")
            }
            text += id + "\n"
            count += 1
        }
        guard count == table.rows else {
            throw CatalogError.damaged(path: catalog.folder.path, reason: "it has \(count) IDs and \(table.rows) vectors")
        }
        let vectorDraft = try Draft(of: vectors), idDraft = try Draft(of: ids)
        let file = try VectorFileWriter(in: vectorDraft, of: vectors, dimensions: table.dimensions)
        for start in stride(from: 0, to: table.rows, by: 1024) {
            try file.append((start..<min(start + 1024, table.rows)).flatMap(table.vector))
            try catalog.requireVectors(of: table)
        }
        try file.synchronize()
        try idDraft.write(Data(text.utf8))
        for draft in [vectorDraft, idDraft] { try draft.synchronize() }
        let old = replacing ? try SetAside(ids) : nil
        do throws(FileError) {
            try vectorDraft.commit(replacing: replacing, synchronizing: false)
        } catch {
            old?.putBack()
            throw error
        }
        do throws(FileError) {
            // One right after the other, for a kill between them parts the pair; both are on the disk already.
            try idDraft.commit(replacing: replacing, synchronizing: false)
        } catch {
            // Without their IDs the vectors are of no use to anybody.
            vectorDraft.withdraw()
            throw error
        }
        for file in [vectors, ids] { synchronizeFolder(of: file) }
        return table.rows
    }

    /// Adds vectors from elsewhere as items. Everything is checked before anything is written; the items then come in all at once.
    ///
    /// - Parameters:
    ///   - encoderName: names who made the vectors: who made those that the catalog's items came in with, if it has any.
    ///   - pictures: a folder with the items' pictures, `ID.jpg` and the like; items without one have no picture.
    ///   - attributes: values for the items that it names.
    ///   - progress: called with the rows done, on another thread.
    /// - Returns: how many items were added, and how many of them have a picture.
    /// - Throws: an error in one line for files that do not fit each other, values that are not finite, IDs that are double or taken.
    public static func `import`(
        vectors: URL, ids idsFile: URL, into catalog: Catalog, encoderName: String, pictures: String? = nil, attributes: AttributesFile? = nil,
        progress: (Int) -> Void = { _ in }
    ) throws -> (items: Int, pictures: Int) {
        let lock = try WriterLock(folder: catalog.folder)
        let table = try NpyFile(contentsOf: vectors)
        let ids = try self.ids(idsFile, count: table.rows, vectors: vectors)
        try requireFinite(table, vectors: vectors)
        try catalog.read { db in
            guard try CatalogState.fetch(db).items > 0 else { return }
            let exists = try db.makeStatement(sql: "SELECT 1 FROM item WHERE id = ?")
            for id in ids where try Bool.fetchOne(exists, arguments: [id]) ?? false {
                throw CatalogError.vectorImport("\(idsFile.path): the catalog has an item \(id) already")
            }
        }
        let root = pictures.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
        let found = try root.map { try ExactDictionary(FolderSource.scan($0).pictures.map { ($0.stem, $0) }) { first, _ in first } } ?? [:]
        let source = try catalog.write { db in try SourceRecord.ensure(db, kind: .vectors, path: root ?? "") }
        let writer = try CatalogWriter(
            catalog, holding: lock, encoder: .imported(encoderName, dimensions: table.dimensions))

        // One at a time: of millions, all together would take gigabytes.
        let items = ids.lazy.map { id in
            NewItem(
                id: id, locator: found[id]?.locator ?? id, fingerprint: found[id]?.fingerprint ?? "", label: found[id]?.label,
                attributes: AttributesJSON.encode(attributes?.attributes[id] ?? [:]), color: nil)
        }
        try writer.append(
            items,
            chunks: { body in
                try table.forEachChunk { first, numbers in
                    try body(numbers)
                    progress(min(first + 1024, table.rows))
                }
            }, source: source.id, withCodes: true)
        try writer.updateCodes()
        return (ids.count, ids.count { found[$0] != nil })
    }

    /// One ID a line; the last line may lack its line break.
    private static func ids(_ file: URL, count: Int, vectors: URL) throws -> [String] {
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw CatalogError.vectorImport("\(file.path): \(plainReason(error))")
        }
        let ids = text.exactLines
        guard ids.count == count else {
            throw CatalogError.vectorImport("\(file.path) has \(ids.count) IDs, but \(vectors.path) has \(count) vectors")
        }
        var seen: ExactDictionary<Int> = [:]
        seen.reserveCapacity(count)
        for (index, id) in ids.enumerated() {
            if id.isEmpty { throw CatalogError.vectorImport("\(file.path): line \(index + 1) is empty") }
            if id.utf8.contains(0) { throw CatalogError.vectorImport("\(file.path): line \(index + 1) contains a NUL, which no ID can") }
            if let first = seen.updateValue(index, forKey: id) {
                throw CatalogError.vectorImport("\(file.path): the ID \(id) is on line \(first + 1) and again on line \(index + 1)")
            }
        }
        return ids
    }

    private static func requireFinite(_ table: NpyFile, vectors: URL) throws {
        try table.forEachChunk { first, numbers in
            guard let bad = numbers.firstIndex(where: { !$0.isFinite }) else { return }
            throw CatalogError.vectorImport(
                "\(vectors.path): row \(first + bad / table.dimensions), dimension \(bad % table.dimensions) is \(numbers[bad]), "
                    + "and only finite values can be searched")
        }
    }
}

extension EncoderIdentity {
    /// Whoever made vectors that come from elsewhere.
    static func imported(_ name: String, dimensions: Int) -> EncoderIdentity {
        EncoderIdentity(name: name, version: "imported", dimensions: dimensions)
    }

    /// Whether its vectors came from elsewhere, so that nothing here can make others like them.
    public var isImported: Bool { version.isExactly("imported") }
}
