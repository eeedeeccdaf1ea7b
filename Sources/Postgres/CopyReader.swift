/// Reads the rows of a binary COPY, however the pieces are cut in which they come. What is malformed is an error, never a wrong row.
struct CopyReader {
    struct Malformed: Error {}

    private static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]
    /// No field of a table is longer.
    private static let longest = 1 << 30

    /// What has not been read because its row is not complete.
    private var rest: [UInt8] = []
    /// How many bytes it takes at least before looking at it again is worthwhile.
    private var needed = 0
    private var isBegun = false
    /// Whether the end has been read.
    private(set) var isAtEnd = false
    private var fields: [Range<Int>?] = []

    /// Takes a piece, and hands over the rows that are complete by then.
    mutating func take(_ piece: UnsafeRawBufferPointer, _ body: (CopiedRow) throws -> Void) throws {
        if rest.isEmpty {
            let read = try read(piece, body)
            rest.append(contentsOf: piece[read...])
        } else {
            rest.append(contentsOf: piece)
            guard rest.count >= needed else { return }
            let whole = rest
            let count = try whole.withUnsafeBytes { bytes in try read(bytes, body) }
            rest.removeFirst(count)
        }
    }

    /// - Returns: how many bytes were read.
    private mutating func read(_ bytes: UnsafeRawBufferPointer, _ body: (CopiedRow) throws -> Void) throws -> Int {
        var place = 0
        if !isBegun {
            guard bytes.count >= 19 else { return 0 }
            let more = number(bytes, 15, Int32.self)
            // Flags in the upper half are for what a reader has to know; there are none that we do.
            guard bytes[..<11].elementsEqual(Self.signature), number(bytes, 11, Int32.self) >> 16 == 0, more >= 0 else { throw Malformed() }
            guard bytes.count - 19 >= Int(more) else { return 0 }
            (place, isBegun) = (19 + Int(more), true)
        }
        while let end = try row(bytes, from: place) {
            if !isAtEnd { try body(CopiedRow(bytes: bytes, fields: fields)) }
            place = end
        }
        return place
    }

    /// Finds the fields of a row.
    ///
    /// - Returns: where it ends; nil while it is not complete.
    private mutating func row(_ bytes: UnsafeRawBufferPointer, from start: Int) throws -> Int? {
        guard bytes.count - start >= 2 else { return nil }
        guard !isAtEnd else { throw Malformed() }
        let count = number(bytes, start, Int16.self)
        if count == -1 {
            isAtEnd = true
            return start + 2
        }
        guard count >= 0 else { throw Malformed() }
        fields.removeAll(keepingCapacity: true)
        needed = 0
        var place = start + 2
        for _ in 0..<count {
            guard bytes.count - place >= 4 else { return nil }
            let length = Int(number(bytes, place, Int32.self))
            guard (-1...Self.longest).contains(length) else { throw Malformed() }
            place += 4
            guard bytes.count - place >= length else {
                needed = place + length - start
                return nil
            }
            fields.append(length < 0 ? nil : place..<place + length)
            place += max(0, length)
        }
        return place
    }

    private func number<Number: FixedWidthInteger>(_ bytes: UnsafeRawBufferPointer, _ place: Int, _: Number.Type) -> Number {
        Number(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: Number.self))
    }
}

/// A row that came by binary COPY; valid during the call that hands it over.
package struct CopiedRow {
    let bytes: UnsafeRawBufferPointer
    let fields: [Range<Int>?]

    /// How many fields it has.
    package var count: Int { fields.count }

    /// A field's bytes; nil for NULL. Precondition: the field exists.
    package func bytes(_ field: Int) -> UnsafeRawBufferPointer? { fields[field].map { UnsafeRawBufferPointer(rebasing: bytes[$0]) } }

    /// A whole number; nil for NULL, or for something else.
    package func integer(_ field: Int) -> Int64? { bytes(field).flatMap(wholeNumber) }

    /// A `double precision`; nil for NULL, or for something else.
    package func real(_ field: Int) -> Double? {
        bytes(field).flatMap { $0.count == 8 ? Double(bitPattern: UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self))) : nil }
    }

    /// A text; nil for NULL.
    package func text(_ field: Int) -> String? { bytes(field).map { String(decoding: $0, as: UTF8.self) } }

    /// Appends the numbers of a `vector` to others.
    ///
    /// - Returns: false for NULL, for what is no vector, for one of other dimensions, and for numbers that are not finite.
    package func appendVector(_ field: Int, dimensions: Int, to numbers: inout [Float]) -> Bool {
        guard let bytes = bytes(field), bytes.count == 4 + 4 * dimensions,
            Int(UInt16(bigEndian: bytes.loadUnaligned(as: UInt16.self))) == dimensions
        else { return false }
        guard dimensions > 0 else { return true }
        var isFinite = false
        numbers += [Float](unsafeUninitializedCapacity: dimensions) { numbers, count in
            isFinite = swap(bytes.baseAddress! + 4, numbers.baseAddress!, dimensions)
            count = dimensions
        }
        return isFinite
    }
}

/// Copies numbers that have their highest byte first.
///
/// - Returns: whether all are finite.
private func swap(_ bytes: UnsafeRawPointer, _ numbers: UnsafeMutablePointer<Float>, _ count: Int) -> Bool {
    var exponents: UInt32 = 0
    for place in 0..<count {
        let bits = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4 &* place, as: UInt32.self))
        exponents = max(exponents, bits & 0x7F80_0000)
        numbers[place] = Float(bitPattern: bits)
    }
    return exponents < 0x7F80_0000
}
