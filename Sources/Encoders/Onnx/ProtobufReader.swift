/// Steps through the fields of one protocol buffers message without decoding it.
///
/// Wire format: https://protobuf.dev/programming-guides/encoding. Skipping a field does not touch its bytes.
struct ProtobufReader {
    enum Value {
        case number(UInt64)
        /// Where the bytes of a text, message or packed list lie in the file.
        case bytes(Range<Int>)
        /// A fixed32 or fixed64 value, which no field of interest has.
        case fixed
    }

    struct Field {
        let number: Int
        let value: Value
        /// Where the field's tag lies in the file.
        let position: Int
    }

    /// Why a message cannot be read.
    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    private let file: UnsafeRawBufferPointer
    private var position: Int
    private let end: Int

    /// Precondition: the range lies inside the file.
    init(_ file: UnsafeRawBufferPointer, in range: Range<Int>) {
        self.file = file
        position = range.lowerBound
        end = range.upperBound
    }

    /// The next field, or nil at the end of the message.
    mutating func next() throws(Malformed) -> Field? {
        guard position < end else { return nil }
        let start = position
        let tag = try varint()
        let number = tag >> 3
        guard number > 0, number < 1 << 29 else { throw Malformed(description: "field number \(number) at byte \(start)") }
        switch tag & 7 {
        case 0:
            return Field(number: Int(number), value: .number(try varint()), position: start)
        case 1:
            try skip(8)
        case 5:
            try skip(4)
        case 2:
            let length = try varint()
            guard length <= UInt64(end - position) else { throw Malformed(description: "cut short at byte \(start)") }
            let bytes = position..<position + Int(length)
            position = bytes.upperBound
            return Field(number: Int(number), value: .bytes(bytes), position: start)
        default:
            throw Malformed(description: "unknown wire type \(tag & 7) at byte \(start)")
        }
        return Field(number: Int(number), value: .fixed, position: start)
    }

    private mutating func skip(_ count: Int) throws(Malformed) {
        guard count <= end - position else { throw Malformed(description: "cut short at byte \(position)") }
        position += count
    }

    private mutating func varint() throws(Malformed) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard position < end else { throw Malformed(description: "cut short at byte \(position)") }
            let byte = file[position]
            position += 1
            guard shift < 63 || byte <= 1 else { break }
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
        }
        throw Malformed(description: "number of more than 64 bits at byte \(position)")
    }
}
