import Basics
import Catalog
import Foundation
import Postgres

extension CopyTuple {
    /// Adds a catalog's values.
    ///
    /// - Throws: for a NUL character, which no text of PostgreSQL's can hold.
    mutating func add(_ values: [TravellingValue], of table: TravellingTable) throws(PlainError) {
        for (value, column) in zip(values, table.columns) {
            switch value {
            case .null: addNull()
            case .integer(let number): add(number)
            case .real(let number): add(number)
            case .text(let text):
                guard !text.utf8.contains(0) else {
                    throw PlainError("a row of \(table.name) has a NUL character in its \(column.name), which PostgreSQL cannot hold")
                }
                add(text)
            }
        }
    }

    /// Becomes the row of a part of a file: its name, its number and its content.
    mutating func add(_ part: Int, ofFile name: String, at url: URL) throws {
        let handle = try FileHandle(forReadingFrom: url)
        defer { try? handle.close() }
        try handle.seek(toOffset: UInt64(part * ServerCatalog.partSize))
        let content = try handle.read(upToCount: ServerCatalog.partSize) ?? Data()
        clear()
        add(name)
        add(Int64(part))
        content.withUnsafeBytes { add($0) }
    }

    /// FNV-1a (draft-eastlake-fnv) over words of 64 bits, of all that has been added. It tells a row that has changed from one that has not,
    /// and withstands nobody who means harm: they would have a row of their own left as it was. Each word is mixed downwards as well, for
    /// products carry upwards alone: without it, changes in the last bytes of two words would often cancel each other.
    var hash: Int64 {
        bytes.withUnsafeBytes { bytes in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            func add(_ word: UInt64) {
                hash = (hash ^ word) &* 0x100_0000_01B3
                hash ^= hash >> 32
            }
            let words = bytes.count / 8
            for word in 0..<words { add(bytes.loadUnaligned(fromByteOffset: 8 * word, as: UInt64.self)) }
            for byte in bytes[(8 * words)...] { add(UInt64(byte)) }
            return Int64(bitPattern: hash)
        }
    }
}

extension CopiedRow {
    /// A row of a catalog's table; nil for one that is none.
    func values(of table: TravellingTable) -> [TravellingValue]? {
        guard count == table.columns.count else { return nil }
        var values: [TravellingValue] = []
        for (place, column) in table.columns.enumerated() {
            guard bytes(place) != nil else {
                values.append(.null)
                continue
            }
            let value: TravellingValue? =
                switch column.kind {
                case .text: text(place).map(TravellingValue.text)
                case .integer: integer(place).map(TravellingValue.integer)
                case .real: real(place).map(TravellingValue.real)
                }
            guard let value else { return nil }
            values.append(value)
        }
        return values
    }
}
