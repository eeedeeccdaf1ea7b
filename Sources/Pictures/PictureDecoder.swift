import CPixbuf

/// Decodes JPEG, PNG, WebP, GIF, BMP and whatever else gdk-pixbuf has a loader for.
public enum PictureDecoder {
    /// Files above this size are refused.
    public static let byteLimit = 256 << 20
    /// Pictures above this size are refused before they are decoded, so that memory stays bounded.
    public static let pixelLimit = 100_000_000

    /// Decodes a picture, at a reduced size where that is enough.
    ///
    /// - Parameters:
    ///   - bytes: the file as it is.
    ///   - side: the length in pixels that the longer side needs at most; larger pictures are reduced while they are
    ///     decoded, smaller ones stay as they are. Nil keeps the picture's own size.
    /// - Throws: `PictureError`, also for a file that breaks off before its end.
    public static func decode(_ bytes: [UInt8], side: Int? = nil) throws(PictureError) -> Raster {
        guard !bytes.isEmpty else { throw .empty }
        let loader = PixbufLoader(side: side)
        return try loader.decode(bytes)
    }

    /// Decodes the file at a path; see `decode(_:side:)`.
    public static func decode(file path: String, side: Int? = nil) throws(PictureError) -> Raster {
        try decode(bytesOfFile(path, limit: byteLimit), side: side)
    }
}

/// Owns one gdk-pixbuf loader, and is the one place where its errors become ours.
private final class PixbufLoader {
    private let loader = gdk_pixbuf_loader_new()!
    private let side: Int?
    private var originalSize = (width: 0, height: 0)
    private var isTooLarge = false
    private var isClosed = false

    init(side: Int?) {
        self.side = side
        vitrine_on_size_prepared(
            loader,
            { loader, width, height, context in
                Unmanaged<PixbufLoader>.fromOpaque(context!).takeUnretainedValue()
                    .sizePrepared(loader!, width: Int(width), height: Int(height))
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        // A loader that goes away unclosed complains on standard error.
        if !isClosed { _ = gdk_pixbuf_loader_close(loader, nil) }
        g_object_unref(UnsafeMutableRawPointer(loader))
    }

    private func sizePrepared(_ loader: OpaquePointer, width: Int, height: Int) {
        originalSize = (width, height)
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        guard width > 0, height > 0, !overflow, pixels <= PictureDecoder.pixelLimit else {
            isTooLarge = true
            // A size of nothing makes the loader give up before it decodes.
            return gdk_pixbuf_loader_set_size(loader, 0, 0)
        }
        guard let side, max(width, height) > side, side > 0 else { return }
        let scale = Double(side) / Double(max(width, height))
        let reduced = (max(1, Int((Double(width) * scale).rounded())), max(1, Int((Double(height) * scale).rounded())))
        gdk_pixbuf_loader_set_size(loader, Int32(reduced.0), Int32(reduced.1))
    }

    func decode(_ bytes: [UInt8]) throws(PictureError) -> Raster {
        // Written in pieces, so that a refused size is noticed before the rest is decoded.
        var position = 0
        while position < bytes.count, !isTooLarge {
            let count = min(65_536, bytes.count - position)
            try check { error in bytes.withUnsafeBufferPointer { gdk_pixbuf_loader_write(loader, $0.baseAddress! + position, count, error) } }
            position += count
        }
        if isTooLarge { throw .tooManyPixels(width: originalSize.width, height: originalSize.height) }
        isClosed = true
        try check { error in gdk_pixbuf_loader_close(loader, error) }
        // Short files are looked at only when they are closed.
        if isTooLarge { throw .tooManyPixels(width: originalSize.width, height: originalSize.height) }
        guard let pixbuf = gdk_pixbuf_loader_get_pixbuf(loader), let upright = gdk_pixbuf_apply_embedded_orientation(pixbuf) else {
            throw .undecodable("it holds no picture")
        }
        defer { g_object_unref(UnsafeMutableRawPointer(upright)) }
        return raster(of: upright)
    }

    private func check(_ call: (UnsafeMutablePointer<UnsafeMutablePointer<VitrineGError>?>) -> Int32) throws(PictureError) {
        var error: UnsafeMutablePointer<VitrineGError>?
        guard call(&error) == 0 else { return }
        defer { if let error { g_error_free(error) } }
        if isTooLarge { throw .tooManyPixels(width: originalSize.width, height: originalSize.height) }
        throw .undecodable(error.map { String(cString: $0.pointee.message) } ?? "unknown error")
    }

    private func raster(of pixbuf: OpaquePointer) -> Raster {
        let width = Int(gdk_pixbuf_get_width(pixbuf)), height = Int(gdk_pixbuf_get_height(pixbuf))
        let channels = Int(gdk_pixbuf_get_n_channels(pixbuf)), stride = Int(gdk_pixbuf_get_rowstride(pixbuf))
        let source = gdk_pixbuf_read_pixels(pixbuf)!
        let pixels = [UInt8](unsafeUninitializedCapacity: 4 * width * height) { target, count in
            var out = target.baseAddress!
            for row in 0..<height {
                var from = source + row * stride
                if channels == 4 {
                    out.update(from: from, count: 4 * width)
                    out += 4 * width
                } else {
                    for _ in 0..<width {
                        out[0] = from[0]
                        out[1] = from[1]
                        out[2] = from[2]
                        out[3] = 255
                        out += 4
                        from += channels
                    }
                }
            }
            count = 4 * width * height
        }
        return Raster(width: width, height: height, pixels: pixels)
    }
}
