import Foundation

/// The names of a catalog's files.
enum CatalogFiles {
    static let readerLock = "readers.lock"
    static let locks = [readerLock, "writer.lock"]
    /// SQLite's, the log first, without which it is a database still.
    static let database = ["catalog.sqlite-wal", "catalog.sqlite-shm", "catalog.sqlite-journal", "catalog.sqlite"]
    static let besideDatabase = ["index-report.csv", ThumbnailFile.name]

    /// What is made from a table of vectors and lies beside it.
    private static let besideVectors = [".npy", ".codes", ".bits", ".undo", ".keys", ".wall", ".npy.new"]

    /// `vectors` or `vectors-7`, if a file of this name is a table of vectors or made from one; nil for anything else.
    static func vectorStem(_ name: String) -> String? {
        let bytes = Array(name.utf8)
        guard let suffix = besideVectors.first(where: { bytes.count > $0.utf8.count && bytes.suffix($0.utf8.count).elementsEqual($0.utf8) }) else {
            return nil
        }
        let stem = bytes.dropLast(suffix.utf8.count), first = Array("vectors".utf8)
        guard stem.starts(with: first) else { return nil }
        let number = stem.dropFirst(first.count)
        let isNumbered =
            number.first == UInt8(ascii: "-")
            && Int(String(decoding: number.dropFirst(), as: UTF8.self)).map {
                (0..<1_000_000_000).contains($0) && "-\($0)".utf8.elementsEqual(number)
            } ?? false
        return number.isEmpty || isNumbered ? String(decoding: stem, as: UTF8.self) : nil
    }

    /// Whether a file is called as a table of features is: a body's name, a pass, and 16 hexadecimal digits.
    static func isFeatureTable(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard bytes.count > 23, bytes.suffix(4).elementsEqual(".npy".utf8) else { return false }
        let key = bytes.dropLast(4).suffix(16), rest = bytes.dropLast(20)
        let isHexadecimal = key.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        let pass = rest.dropLast().reversed().prefix { (48...57).contains($0) }
        return isHexadecimal && rest.last == UInt8(ascii: "-") && !pass.isEmpty && rest.dropLast(1 + pass.count).last == UInt8(ascii: "-")
    }

    /// Removes vector files that a killed run left behind while it switched from one to the next, with what was made from them.
    ///
    /// - Parameter names: of the tables that the catalog has.
    static func removeVectors(in folder: URL, besides names: [String]) {
        let current = names.compactMap(vectorStem)
        for file in vectorFiles(in: folder) where !current.contains(vectorStem(file)!) { unlink(folder.appendingPathComponent(file).path) }
    }

    /// The bytes that a table and what was made from it take on the disk.
    static func bytes(ofVectors name: String, in folder: URL) -> Int {
        let stem = vectorStem(name)
        return vectorFiles(in: folder).filter { vectorStem($0) == stem }.reduce(0) { sum, file in
            var status = stat()
            return lstat(folder.appendingPathComponent(file).path, &status) == 0 ? sum + Int(status.st_blocks) * 512 : sum
        }
    }

    /// A name for another table: higher than those of all that there are, so that nothing that is left of an earlier one is taken for it.
    ///
    /// - Parameter names: of the tables that the catalog has, wherever their files are.
    static func newVectorFile(in folder: URL, besides names: [String]) -> String {
        let stems = (vectorFiles(in: folder) + names).compactMap(vectorStem)
        return "vectors-\((stems.map { Int($0.dropFirst("vectors-".count)) ?? 0 }.max() ?? 0) + 1).npy"
    }

    private static func vectorFiles(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { vectorStem($0) != nil }
    }
}
