import CPixbuf

/// SHA-256 (FIPS 180-4) of bytes that come in pieces, by GLib. For one thread at a time.
public final class SHA256 {
    private let checksum: OpaquePointer

    public init() {
        let sha256: Int32 = 2
        checksum = g_checksum_new(sha256)
    }

    deinit { g_checksum_free(checksum) }

    /// Takes more bytes.
    public func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
        g_checksum_update(checksum, start.assumingMemoryBound(to: UInt8.self), bytes.count)
    }

    /// The digest as 64 hexadecimal digits; nothing can be added then.
    public func finish() -> String { String(cString: g_checksum_get_string(checksum)) }

    /// The hash of a text's UTF-8 bytes, in 64 lower-case hexadecimal digits.
    public static func hex(of text: String) -> String {
        let hash = SHA256()
        var text = text
        text.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
        return hash.finish()
    }
}
