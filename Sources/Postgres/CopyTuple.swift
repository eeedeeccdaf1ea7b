/// A row on its way into a table by binary COPY: the number of its fields (16 bits), and for each its length (32 bits; -1 for NULL) and its
/// bytes, all numbers with the highest byte first.
package struct CopyTuple {
    /// All of it.
    package private(set) var bytes: [UInt8] = [0, 0]
    private var fields: UInt16 = 0

    package init() {}

    /// Begins the next row, and keeps the memory.
    package mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        bytes += [0, 0]
        fields = 0
    }

    package mutating func addNull() { begin(length: -1) }

    /// A `bigint`.
    package mutating func add(_ number: Int64) {
        begin(length: 8)
        add(bigEndian: number)
    }

    /// An `integer`.
    package mutating func add(_ number: Int32) {
        begin(length: 4)
        add(bigEndian: number)
    }

    /// A `double precision`.
    package mutating func add(_ number: Double) { add(Int64(bitPattern: number.bitPattern)) }

    package mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    /// A `bytea`, or anything else that is sent as it is.
    package mutating func add(_ value: UnsafeRawBufferPointer) {
        begin(length: Int32(value.count))
        bytes.append(contentsOf: value)
    }

    /// A `vector` of pgvector's: dimensions (16 bits), 16 bits without a meaning, and the numbers. Precondition: no more than 16,000 of them.
    package mutating func add(vector: UnsafeBufferPointer<Float>) {
        begin(length: Int32(4 + 4 * vector.count))
        add(bigEndian: UInt16(vector.count))
        add(bigEndian: UInt16(0))
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: 4 * vector.count))
        bytes.withUnsafeMutableBytes { bytes in
            for (place, number) in vector.enumerated() {
                bytes.storeBytes(of: number.bitPattern.bigEndian, toByteOffset: start + 4 * place, as: UInt32.self)
            }
        }
    }

    private mutating func begin(length: Int32) {
        fields += 1
        (bytes[0], bytes[1]) = (UInt8(fields >> 8), UInt8(fields & 0xFF))
        add(bigEndian: length)
    }

    private mutating func add(bigEndian number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
