import Basics
import Encoders
import Foundation
import Wall

/// An arrangement of a catalog's items beside the vectors that it was made from, `vectors.wall`: a header of 48 bytes; for each place the key of
/// its item (`RowKeys`, 64 bits), which finds it again after rows have moved; for each place its row (32 bits), which holds as long as the
/// catalog is the same. In the machine's byte order.
///
/// A file that is no such thing, damaged, by another encoder or by another version is as good as none.
struct ArrangementFile: Equatable {
    private static let magic: UInt64 = 0x3130_4C4C_4157_5456
    private static let headerSize = 48

    let columns: Int
    /// The catalog's when it was made.
    let generation: Int
    /// The key of the item at each place.
    let keys: [UInt64]
    /// Its row then.
    let rows: [UInt32]

    static func url(beside vectors: URL) -> URL { vectors.deletingPathExtension().appendingPathExtension("wall") }

    init(columns: Int, generation: Int, keys: [UInt64], rows: [UInt32]) {
        precondition(keys.count == rows.count && columns > 0)
        (self.columns, self.generation, self.keys, self.rows) = (columns, generation, keys, rows)
    }

    init?(contentsOf url: URL, by encoder: EncoderIdentity) {
        guard let file = try? MappedFile(url) else { return nil }
        let read: ArrangementFile? = file.withBytes { bytes in Self.parse(bytes, by: encoder) }
        guard let read else { return nil }
        self = read
    }

    private static func parse(_ bytes: UnsafeRawBufferPointer, by encoder: EncoderIdentity) -> ArrangementFile? {
        guard bytes.count >= headerSize else { return nil }
        func word(_ at: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: 8 * at, as: UInt64.self) }
        let count = (bytes.count - headerSize) / 12
        guard word(0) == magic, word(1) == key(of: encoder), word(2) == count, bytes.count == headerSize + 12 * count,
            let columns = Int(exactly: word(3)), (1...max(1, count)).contains(columns), let generation = Int(exactly: word(4)),
            word(5) == checksum(bytes[headerSize...])
        else { return nil }
        var keys = [UInt64](repeating: 0, count: count), rows = [UInt32](repeating: 0, count: count)
        keys.withUnsafeMutableBytes { $0.copyBytes(from: bytes[headerSize..<headerSize + 8 * count]) }
        rows.withUnsafeMutableBytes { $0.copyBytes(from: bytes[(headerSize + 8 * count)...]) }
        return ArrangementFile(columns: columns, generation: generation, keys: keys, rows: rows)
    }

    /// Keeps it, unless something else has the name.
    func write(to url: URL, by encoder: EncoderIdentity, permissions: Permissions) throws(FileError) {
        guard mayClaim(url, magic: Self.magic) else { return }
        var body = keys.withUnsafeBytes { Data($0) }
        rows.withUnsafeBytes { body.append(contentsOf: $0) }
        let sum = body.withUnsafeBytes { Self.checksum($0[...]) }
        let header: [UInt64] = [Self.magic, Self.key(of: encoder), UInt64(keys.count), UInt64(columns), UInt64(generation), sum]
        try Draft.write(header.withUnsafeBytes { Data($0) } + body, to: url, permissions: permissions)
    }

    private static func key(of encoder: EncoderIdentity) -> UInt64 { RowKeys.key(id: encoder.name, fingerprint: encoder.version) }

    private static func checksum(_ bytes: Slice<UnsafeRawBufferPointer>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
