/// A decoded picture: 8-bit RGBA, alpha not premultiplied, rows from the top without padding.
public struct Raster: Hashable, Sendable {
    /// In pixels.
    public let width: Int
    /// In pixels.
    public let height: Int
    /// `4 * width * height` bytes: red, green, blue, alpha.
    public var pixels: [UInt8]

    /// Precondition: `pixels.count == 4 * width * height` and neither side is empty.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && pixels.count == 4 * width * height, "a raster holds 4 bytes a pixel")
        self.width = width
        self.height = height
        self.pixels = pixels
    }
}

extension Raster: CustomStringConvertible {
    public var description: String { "Raster of \(width) x \(height) pixels" }
}
