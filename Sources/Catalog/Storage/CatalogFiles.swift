import Foundation

/// The names of a catalog's files.
enum CatalogFiles {
    static let readerLock = "readers.lock"

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
}
