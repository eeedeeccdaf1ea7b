import TestSupport
import Testing

@testable import Postgres

/// Rows of binary COPY, there and back.
@Suite struct CopyReaderTests {
    private static let header: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)

    private struct Fields: Equatable {
        var number: Int64?
        var text: String?
        var real: UInt64?
        var vector: [UInt32]
    }

    private func tuple(_ fields: Fields) -> CopyTuple {
        var tuple = CopyTuple()
        if let number = fields.number { tuple.add(number) } else { tuple.addNull() }
        if let text = fields.text { tuple.add(text) } else { tuple.addNull() }
        if let real = fields.real { tuple.add(Double(bitPattern: real)) } else { tuple.addNull() }
        fields.vector.map { Float(bitPattern: $0) }.withUnsafeBufferPointer { tuple.add(vector: $0) }
        return tuple
    }

    private func read(_ bytes: [UInt8], piece: () -> Int) throws -> (rows: [Fields], isAtEnd: Bool) {
        var reader = CopyReader(), rows: [Fields] = [], place = 0
        while place < bytes.count {
            let end = min(bytes.count, place + max(1, piece()))
            try bytes[place..<end].withUnsafeBytes { bytes in
                try reader.take(bytes) { row in
                    guard row.count == 4 else { return }
                    var vector: [Float] = []
                    let dimensions = max(0, (row.bytes(3)?.count ?? 4) - 4) / 4
                    _ = row.appendVector(3, dimensions: dimensions, to: &vector)
                    rows.append(
                        Fields(number: row.integer(0), text: row.text(1), real: row.real(2)?.bitPattern, vector: vector.map(\.bitPattern)))
                }
            }
            place = end
        }
        return (rows, reader.isAtEnd)
    }

    @Test func rowsComeBackHoweverTheyAreCut() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let rows = (0..<Int.random(in: 0..<8, using: &random)).map { _ in
                Fields(
                    number: Bool.random(using: &random) ? Int64.random(in: .min ... .max, using: &random) : nil,
                    text: Bool.random(using: &random) ? ["", "a", "näh\u{301}", "\"\\\n"].randomElement(using: &random) : nil,
                    real: Bool.random(using: &random) ? Double.random(in: -1e300...1e300, using: &random).bitPattern : nil,
                    vector: (0..<Int.random(in: 1..<40, using: &random)).map { _ in UInt32.random(in: .min ... .max, using: &random) })
            }
            let bytes = Self.header + rows.flatMap { tuple($0).bytes } + [0xFF, 0xFF]
            let most = Int.random(in: 1...bytes.count, using: &random)
            let found = try read(bytes) { Int.random(in: 1...most, using: &random) }
            #expect(found.rows == rows && found.isAtEnd)
        }
    }

    /// What is cut short is not at its end, and what makes no sense is refused; nothing of it traps.
    @Test func hostileBytesAreRefused() throws {
        var random = SeededGenerator(seed: 8)
        let rows = (0..<5).map { Fields(number: $0, text: "text", real: 0, vector: [1, 2, 3]) }
        let bytes = Self.header + rows.flatMap { tuple($0).bytes } + [0xFF, 0xFF]
        for length in 0..<bytes.count { #expect(try !read(Array(bytes[..<length])) { 64 }.isAtEnd) }
        for _ in 0..<5000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1..<4, using: &random) {
                damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = try? read(damaged) { Int.random(in: 1..<100, using: &random) }
        }
        #expect(throws: CopyReader.Malformed.self) { try read([UInt8](repeating: 0x41, count: 64)) { 64 } }
        #expect(throws: CopyReader.Malformed.self) { try read(Self.header + [0, 1, 0xFF, 0xFF, 0xFF, 0xFE]) { 64 } }
        #expect(throws: CopyReader.Malformed.self) { try read(Self.header + [0x80, 0]) { 64 } }
        #expect(throws: CopyReader.Malformed.self) { try read(bytes + [0, 0]) { 1 << 20 } }
    }
}
