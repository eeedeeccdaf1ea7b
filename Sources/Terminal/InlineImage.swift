import CZlib
import Frames
import Pictures

/// Pictures as iTerm2's inline images: a PNG in an OSC 1337.
enum InlineImage {
    static func encode(_ raster: Raster, size: Size, format: PictureFormat) -> EncodedPicture.Body {
        let (fitted, fit) = raster.fitted(in: format.pixels(of: size))
        let png = PNG.encode(fitted)
        let head =
            "\u{1B}]1337;File=inline=1;width=\(size.columns);height=\(size.rows);preserveAspectRatio=0"
            + ";doNotMoveCursor=1;size=\(png.count):"
        return .inline(
            Array(head.utf8) + Base64.encode(png) + [0x07], coverage: .init(fit: fit, isOpaque: fitted.isOpaque(in: fit)))
    }
}

/// The smallest PNG writer: 8-bit RGBA, no filter. The format is ISO/IEC 15948.
enum PNG {
    static func encode(_ raster: Raster) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(raster.height * (1 + 4 * raster.width))
        for y in 0..<raster.height {
            lines.append(0)
            lines += raster.pixels[4 * y * raster.width..<4 * (y + 1) * raster.width]
        }
        let header = bigEndian(raster.width) + bigEndian(raster.height) + [8, 6, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", header) + chunk("IDAT", Zlib.compress(lines)) + chunk("IEND", [])
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        let check = body.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
        return bigEndian(data.count) + body + bigEndian(Int(check))
    }

    private static func bigEndian(_ value: Int) -> [UInt8] {
        [
            UInt8(truncatingIfNeeded: value >> 24), UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
            UInt8(truncatingIfNeeded: value),
        ]
    }
}
