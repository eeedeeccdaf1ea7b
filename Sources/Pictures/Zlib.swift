import CZlib

/// Deflate compression and checksums, for the picture formats that need them.
package enum Zlib {
    /// A zlib stream (RFC 1950) at the fastest level: uploads are small and wait for nobody. Cost: linear.
    package static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var length = compressBound(UInt(bytes.count))
        return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            // With a buffer of the bound's size, the only failure left is lack of memory.
            let status = compress2(buffer.baseAddress, &length, bytes, UInt(bytes.count), 1)
            precondition(status == Z_OK, "zlib has no memory left")
            count = Int(length)
        }
    }

    /// CRC-32 (ISO 3309), as PNG's chunks have it.
    package static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(crc32(0, $0.baseAddress, UInt32($0.count))) }
    }
}
