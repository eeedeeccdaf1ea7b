import CPixbuf

/// Turns a raster into the bytes of a JPEG file, by gdk-pixbuf. Alpha is ignored.
public enum JPEGWriter {
    /// What gdk-pixbuf said when it could not encode.
    public struct Failure: Error, CustomStringConvertible {
        /// The library's own words.
        public let message: String
        public var description: String { "cannot encode a JPEG: \(message)" }
    }

    /// The bytes of a JPEG; `quality` is 1...100. About 0.7 ms for 250x250. The same pixels give the same bytes wherever the
    /// same version of libjpeg encodes them.
    public static func encode(_ raster: Raster, quality: Int = 90) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var failure: Failure?
        raster.pixels.withUnsafeBufferPointer { pixels in
            // GDK_COLORSPACE_RGB is 0; the pixels stay ours, and outlive the pixbuf.
            let pixbuf = gdk_pixbuf_new_from_data(
                pixels.baseAddress, 0, 1, 8, Int32(raster.width), Int32(raster.height), Int32(4 * raster.width), nil, nil
            )
            defer { g_object_unref(UnsafeMutableRawPointer(pixbuf)) }
            var buffer: UnsafeMutablePointer<CChar>?
            var size = 0
            var error: UnsafeMutablePointer<VitrineGError>?
            let saved = withOption("quality", "\(min(100, max(1, quality)))") { keys, values in
                gdk_pixbuf_save_to_bufferv(pixbuf, &buffer, &size, "jpeg", keys, values, &error)
            }
            if saved != 0, let buffer {
                bytes = [UInt8](UnsafeRawBufferPointer(start: buffer, count: size))
                g_free(buffer)
            } else {
                failure = Failure(message: error.flatMap { $0.pointee.message.map { String(cString: $0) } } ?? "unknown reason")
                if let error { g_error_free(error) }
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// One option as the two lists of C strings, each ended by null, that gdk-pixbuf reads.
    private static func withOption<Result>(
        _ key: String, _ value: String,
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var keyBytes = Array(key.utf8CString)
        var valueBytes = Array(value.utf8CString)
        return keyBytes.withUnsafeMutableBufferPointer { key in
            valueBytes.withUnsafeMutableBufferPointer { value in
                var keys = [key.baseAddress, nil]
                var values = [value.baseAddress, nil]
                return body(&keys, &values)
            }
        }
    }
}
