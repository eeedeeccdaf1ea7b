import Foundation

/// The names of a catalog's files.
enum CatalogFiles {
    static let readerLock = "readers.lock"
    static let locks = [readerLock, "writer.lock"]
    /// SQLite's, the log first, without which it is a database still.
    static let database = ["catalog.sqlite-wal", "catalog.sqlite-shm", "catalog.sqlite-journal", "catalog.sqlite"]
    static let besideDatabase = ["index-report.csv"]

    /// What is made from a table of vectors and lies beside it.
    private static let besideVectors = [".npy", ".codes", ".bits", ".undo", ".npy.new"]

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
            && Int(String(decoding: number.dropFirst(), as: UTF8.self)).map { $0 >= 0 && "-\($0)".utf8.elementsEqual(number) } ?? false
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
    static func removeVectors(in folder: URL, besides name: String) {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let current = vectorStem(name)
        for file in files where file != name {
            guard let stem = vectorStem(file), stem != current else { continue }
            unlink(folder.appendingPathComponent(file).path)
        }
    }
}
