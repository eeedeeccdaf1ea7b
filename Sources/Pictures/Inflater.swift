import CZlib

/// Unpacks gzip as it comes, in pieces.
package final class Inflater {
    private var stream = z_stream()
    private var hasEnded = false

    package init() {
        // 16 on top of the window's bits: gzip alone.
        let status = inflateInit2_(&stream, 16 + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib has no memory left")
    }

    deinit { inflateEnd(&stream) }

    /// Whether the stream came to its own end; otherwise it breaks off.
    package var isComplete: Bool { hasEnded }

    /// Unpacks the next bytes.
    ///
    /// - Parameter limit: the most bytes that are unpacked at once.
    /// - Throws: `PictureError.undecodable` for damage, or where more than `limit` would come out.
    package func take(_ bytes: [UInt8], limit: Int) throws(PictureError) -> [UInt8] {
        var result: [UInt8] = []
        var at = 0
        while at < bytes.count, !hasEnded {
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            var input = Array(bytes[at...].prefix(1 << 20))
            let (status, used, filled) = step(&input, &piece)
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                throw .undecodable("its compression is damaged")
            }
            result += piece.prefix(filled)
            at += used
            guard result.count <= limit else { throw .undecodable("it unpacks to more than \(limit / 1_000_000) MB") }
            hasEnded = status == Z_STREAM_END
            if used == 0, filled == 0 { break }
        }
        return result
    }

    private func step(_ input: inout [UInt8], _ output: inout [UInt8]) -> (status: Int32, used: Int, filled: Int) {
        let (given, room) = (input.count, output.count)
        return input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(given)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(room)
                let status = inflate(&stream, Z_NO_FLUSH)
                return (status, given - Int(stream.avail_in), room - Int(stream.avail_out))
            }
        }
    }
}
