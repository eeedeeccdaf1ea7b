import CPixbuf

/// Decodes JPEG, PNG, WebP, GIF, BMP and whatever else gdk-pixbuf has a loader for.
public enum PictureDecoder {
    /// Files above this size are refused.
    public static let byteLimit = 256 << 20
    /// Pictures above this size are refused before they are decoded, so that memory stays bounded.
    public static let pixelLimit = 100_000_000

    /// What decoding takes at most, over all threads: a picture that needs more by itself is refused, others wait for each other.
    public static let memoryLimit = 512 << 20

    /// Decodes a picture, at a reduced size where that is enough.
    ///
    /// - Parameters:
    ///   - bytes: the file as it is.
    ///   - side: the length in pixels that the longer side needs at most; larger pictures are reduced while they are
    ///     decoded, smaller ones stay as they are. Nil keeps the picture's own size.
    /// - Throws: `PictureError`, also for a file that breaks off before its end.
    public static func decode(_ bytes: [UInt8], side: Int? = nil) throws(PictureError) -> Raster {
        try decode(PictureInput(bytes), side: side, within: .shared)
    }

    /// Decodes the file at a path; see `decode(_:side:)`.
    public static func decode(file path: String, side: Int? = nil) throws(PictureError) -> Raster {
        try decode(PictureInput(file: path, limit: byteLimit), side: side, within: .shared)
    }

    /// The bytes of a JPEG file as they are, when they are one that decodes; nil for another kind of picture.
    /// - Throws: `PictureError`.
    public static func jpegBytes(file path: String) throws(PictureError) -> [UInt8]? {
        let input = try PictureInput(file: path, limit: byteLimit)
        guard try PictureHeader(input).kind == .jpeg else { return nil }
        let bytes = try input.piece(at: 0, count: input.size)
        // What was decoded, not what the file may hold by now.
        _ = try decode(bytes, side: 8)
        return bytes
    }

    static func decode(_ input: PictureInput, side: Int?, within budget: DecodingBudget) throws(PictureError) -> Raster {
        guard input.size > 0 else { throw .empty }
        let cost = try DecodingCost(input)
        var needed = try cost.first(side: side)
        while true {
            try budget.take(needed)
            let loader = PixbufLoader(side: side, cost: cost, budget: budget, taken: needed)
            if let raster = try loader.decode(input) { return raster }
            // It is larger than its header says, and there was no room for that: begin anew with what it needs.
            needed = loader.needed
        }
    }
}

/// Owns one gdk-pixbuf loader, and is the one place where its errors become ours.
private final class PixbufLoader {
    private var loader: OpaquePointer? = gdk_pixbuf_loader_new()
    private let side: Int?
    private let cost: DecodingCost
    private let budget: DecodingBudget
    private var taken: Int
    /// What the picture takes, once its size is known.
    private(set) var needed = 0
    private var refusal: PictureError?
    private var isWithoutRoom = false
    private var isClosed = false

    /// - Parameter taken: what was taken of the budget for this loader, which gives it back.
    init(side: Int?, cost: DecodingCost, budget: DecodingBudget, taken: Int) {
        self.cost = cost
        self.budget = budget
        self.taken = taken
        self.side = side
        vitrine_on_size_prepared(
            loader,
            { loader, width, height, context in
                Unmanaged<PixbufLoader>.fromOpaque(context!).takeUnretainedValue()
                    .sizePrepared(loader!, width: Int(width), height: Int(height))
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit { end() }

    /// Frees what the loader holds, and gives back what was taken for it.
    func end() {
        if let loader {
            // A loader that goes away unclosed complains on standard error.
            if !isClosed { _ = gdk_pixbuf_loader_close(loader, nil) }
            isClosed = true
            g_object_unref(UnsafeMutableRawPointer(loader))
        }
        loader = nil
        budget.give(back: taken)
        taken = 0
    }

    private func sizePrepared(_ loader: OpaquePointer, width: Int, height: Int) {
        do throws(PictureError) {
            needed = try cost.bytes(width: width, height: height, side: side)
            guard needed <= budget.limit else { throw .tooMuchMemory(needed: needed, limit: budget.limit) }
            let more = max(0, needed - taken)
            isWithoutRoom = more > 0 && !budget.takeNow(more)
            if !isWithoutRoom { taken += more }
        } catch {
            refusal = error
        }
        // A size of nothing makes the loader give up before it decodes.
        guard refusal == nil, !isWithoutRoom else { return gdk_pixbuf_loader_set_size(loader, 0, 0) }
        let reduced = DecodingCost.reduced(width: width, height: height, side: side)
        if reduced != (width, height) { gdk_pixbuf_loader_set_size(loader, Int32(reduced.width), Int32(reduced.height)) }
    }

    /// The picture; nil when there was no room for it at the moment.
    func decode(_ input: PictureInput) throws(PictureError) -> Raster? {
        defer { end() }
        // Written in pieces, so that a refused size is noticed before the rest is decoded.
        var position = 0
        while position < input.size, refusal == nil, !isWithoutRoom {
            let piece = try input.piece(at: position, count: 65_536)
            guard !piece.isEmpty else { break }
            guard try check({ error in gdk_pixbuf_loader_write(loader, piece, piece.count, error) }) else { return nil }
            position += piece.count
        }
        if !isWithoutRoom, refusal == nil {
            isClosed = true
            // Short files are looked at only when they are closed.
            guard try check({ error in gdk_pixbuf_loader_close(loader, error) }) else { return nil }
        }
        if let refusal { throw refusal }
        if isWithoutRoom { return nil }
        guard let pixbuf = gdk_pixbuf_loader_get_pixbuf(loader), let upright = gdk_pixbuf_apply_embedded_orientation(pixbuf) else {
            throw .undecodable("it holds no picture")
        }
        defer { g_object_unref(UnsafeMutableRawPointer(upright)) }
        // What was turned is needed no longer.
        g_object_unref(UnsafeMutableRawPointer(loader!))
        loader = nil
        return raster(of: upright)
    }

    /// Whether the loader went on; false when it was stopped for want of room.
    private func check(_ call: (UnsafeMutablePointer<UnsafeMutablePointer<VitrineGError>?>) -> Int32) throws(PictureError) -> Bool {
        var error: UnsafeMutablePointer<VitrineGError>?
        guard call(&error) == 0 else { return true }
        defer { if let error { g_error_free(error) } }
        if let refusal { throw refusal }
        if isWithoutRoom { return false }
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
