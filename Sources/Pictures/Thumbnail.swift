import Basics

/// A picture as small as it is on a wall of a thousand: its uniform margins trimmed, over white, without opacity.
public struct Thumbnail: Hashable, Sendable {
    /// Pixels of the longer side, at most; smaller pictures stay as they are.
    public static let side = 32
    /// Bytes of the largest.
    public static let mostBytes = 3 * side * side

    public let width: Int
    public let height: Int
    /// Red, green and blue, rows from the top.
    public let pixels: [UInt8]

    /// Of what was stored.
    ///
    /// - Returns: nil for what is no thumbnail.
    public init?(width: Int, height: Int, pixels: some Collection<UInt8>) {
        guard (1...Self.side).contains(width), (1...Self.side).contains(height), pixels.count == 3 * width * height else { return nil }
        (self.width, self.height, self.pixels) = (width, height, Array(pixels))
    }

    /// One pixel of a colour.
    public init?(_ color: Color) { self.init(width: 1, height: 1, pixels: [color.red, color.green, color.blue]) }

    /// Of a picture. Cost: a look at some 5,000 of its pixels.
    public init(_ picture: Raster) {
        // Several pixels of the picture to one of the thumbnail are enough.
        let sparse = picture.sparse(every: max(1, max(picture.width, picture.height) / (2 * Self.side)))
        let trimmed = sparse.trimmingMargins()
        let size = max(trimmed.width, trimmed.height) > Self.side ? trimmed.size(withLongerSide: Self.side) : (trimmed.width, trimmed.height)
        let small = trimmed.resized(width: size.0, height: size.1)
        (width, height) = size
        pixels = [UInt8](unsafeUninitializedCapacity: 3 * size.0 * size.1) { out, count in
            for pixel in 0..<size.0 * size.1 {
                for channel in 0..<3 { out[3 * pixel + channel] = small.pixels[4 * pixel + channel] }
            }
            count = 3 * size.0 * size.1
        }
    }

    /// The same as a picture.
    public var raster: Raster {
        let rgba = [UInt8](unsafeUninitializedCapacity: 4 * width * height) { out, count in
            for pixel in 0..<width * height {
                for channel in 0..<3 { out[4 * pixel + channel] = pixels[3 * pixel + channel] }
                out[4 * pixel + 3] = 255
            }
            count = 4 * width * height
        }
        return Raster(width: width, height: height, pixels: rgba)
    }
}

extension Raster {
    /// Every `step`-th pixel across and down, from the middle of each square of so many.
    fileprivate func sparse(every step: Int) -> Raster {
        guard step > 1 else { return self }
        let columns = max(1, width / step), rows = max(1, height / step)
        let out = [UInt8](unsafeUninitializedCapacity: 4 * columns * rows) { out, count in
            for row in 0..<rows {
                let y = min(height - 1, row * step + step / 2)
                for column in 0..<columns {
                    let from = 4 * (y * width + min(width - 1, column * step + step / 2)), to = 4 * (row * columns + column)
                    for channel in 0..<4 { out[to + channel] = pixels[from + channel] }
                }
            }
            count = 4 * columns * rows
        }
        return Raster(width: columns, height: rows, pixels: out)
    }
}
