/// What gdk-pixbuf takes at its peak to decode a picture, as measured: 16 bits a channel are reduced to 8 line by line, and so cost no
/// more than 8 do; what a progressive JPEG costs are its coefficients, two bytes each.
struct DecodingCost {
    let header: PictureHeader
    private let fileSize: Int

    init(_ input: PictureInput) throws(PictureError) {
        header = try PictureHeader(input)
        fileSize = input.size
    }

    /// The bytes to begin with, for the size that the header tells; some loaders take in the whole file before they know theirs.
    /// - Throws: `PictureError` when that is more than any picture may have.
    func first(side: Int?) throws(PictureError) -> Int {
        if let size = header.size { return try bytes(width: size.width, height: size.height, side: side) }
        return header.kind == .other ? 2 * fileSize : 0
    }

    /// The bytes for a picture of this size, its longer side reduced to `side` pixels.
    /// - Throws: `PictureError` when no picture may be as large.
    func bytes(width: Int, height: Int, side: Int?) throws(PictureError) -> Int {
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        guard width > 0, height > 0, !overflow, pixels <= PictureDecoder.pixelLimit else { throw .tooManyPixels(width: width, height: height) }
        let reduced = DecodingCost.reduced(width: width, height: height, side: side)
        let result = reduced.width * reduced.height
        let decoding =
            switch header.kind {
            // Reduced by up to 8 while it is decoded.
            case .jpeg: Int(header.coefficients * Double(pixels)) + 3 * min(pixels, max(4 * result, pixels / 64))
            case .png, .bmp, .netpbm: 4 * pixels
            case .gif: 6 * pixels
            case .webp: 4 * pixels + 4 * result
            case .animatedWebP: 12 * pixels
            case .other: 8 * pixels + 2 * fileSize
            }
        // The result reduced or turned upright beside what it is made of; then the raster beside the result.
        return max(decoding + 4 * result, 8 * result)
    }

    /// A size whose longer side is `side` at most.
    static func reduced(width: Int, height: Int, side: Int?) -> (width: Int, height: Int) {
        guard let side, max(width, height) > side, side > 0 else { return (width, height) }
        let scale = Double(side) / Double(max(width, height))
        return (max(1, Int((Double(width) * scale).rounded())), max(1, Int((Double(height) * scale).rounded())))
    }
}
