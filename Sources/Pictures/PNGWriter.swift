/// The smallest PNG writer (ISO/IEC 15948): 8 bits a channel, not interlaced.
public enum PNGWriter {
    /// The bytes of a PNG in true colours with opacity.
    public static func encode(_ raster: Raster) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(raster.height * (1 + 4 * raster.width))
        for row in 0..<raster.height {
            // The differences to the pixel on the left, which deflate far better than colours.
            lines.append(1)
            let line = 4 * row * raster.width..<4 * (row + 1) * raster.width
            for at in line { lines.append(at < line.lowerBound + 4 ? raster.pixels[at] : raster.pixels[at] &- raster.pixels[at - 4]) }
        }
        return file(width: raster.width, height: raster.height, colorType: 6, lines: lines)
    }

    /// A file of lines that are filtered already, each with its filter's number before it.
    ///
    /// - Parameter palette: the chunks before the lines.
    package static func file(width: Int, height: Int, colorType: UInt8, palette: [(type: String, data: [UInt8])] = [], lines: [UInt8]) -> [UInt8] {
        let header = bigEndian(width) + bigEndian(height) + [8, colorType, 0, 0, 0]
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
        for part in palette { file += chunk(part.type, part.data) }
        return file + chunk("IDAT", Zlib.compress(lines)) + chunk("IEND", [])
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        return bigEndian(data.count) + body + bigEndian(Int(Zlib.checksum(body)))
    }

    private static func bigEndian(_ value: Int) -> [UInt8] {
        [
            UInt8(truncatingIfNeeded: value >> 24), UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
            UInt8(truncatingIfNeeded: value),
        ]
    }
}
