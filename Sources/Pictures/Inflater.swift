import CZlib

/// Unpacks gzip, or what HTTP calls deflate, as it comes, in pieces.
package final class Inflater {
    package enum Packing: Sendable {
        case gzip
        /// zlib's format, or its contents alone, which many servers send instead.
        case deflate
    }

    private var stream = z_stream()
    private let packing: Packing
    private var hasBegun = false
    private var hasEnded = false

    package init(_ packing: Packing = .gzip) { self.packing = packing }

    deinit { if hasBegun { inflateEnd(&stream) } }

    private func begin(_ first: UInt8) {
        guard !hasBegun else { return }
        hasBegun = true
        // 16 on top of the window's bits: gzip alone; negative: contents alone, which never begin as zlib's format does.
        let bits = packing == .gzip ? 16 + MAX_WBITS : first & 0x0F == 8 ? MAX_WBITS : -MAX_WBITS
        let status = inflateInit2_(&stream, bits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib has no memory left")
    }

    /// Whether the stream came to its own end; otherwise it breaks off.
    package var isComplete: Bool { hasEnded }

    /// Unpacks the next bytes.
    ///
    /// - Parameter limit: the most bytes that are unpacked at once.
    /// - Throws: `PictureError.undecodable` for damage, or where more than `limit` would come out.
    package func take(_ bytes: [UInt8], limit: Int) throws(PictureError) -> [UInt8] {
        if let first = bytes.first { begin(first) }
        var result: [UInt8] = []
        var at = 0, isFull = false
        // What did not fit into a piece may need no further bytes.
        while at < bytes.count || isFull, !hasEnded {
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            var input = Array(bytes[at...].prefix(1 << 20))
            let (status, used, filled) = step(&input, &piece)
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                throw .undecodable("its compression is damaged")
            }
            result += piece.prefix(filled)
            at += used
            isFull = filled == piece.count
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
