import Foundation
import Frames
import Pictures

/// Pictures as iTerm2's inline images: a PNG in an OSC 1337.
enum InlineImage {
    /// A palette makes a quarter of the bytes of true colours, in half the time.
    private static let colors = 255
    private static let fewColors = 64

    static func encode(_ raster: Raster, size: Size, format: PictureFormat) -> EncodedPicture.Body {
        let (fitted, fit) = raster.fitted(
            in: format.pixels(of: size).divided(by: format.detail.divisor))
        let isOpaque = fitted.isOpaque(in: fit)
        let png = PNG.encode(
            IndexedPicture(isOpaque ? fitted : fitted.over(format.background), colors: format.detail == .full ? colors : fewColors))
        let head =
            "\u{1B}]1337;File=inline=1;width=\(size.columns);height=\(size.rows);preserveAspectRatio=0"
            + ";doNotMoveCursor=1;size=\(png.count):"
        return .inline(
            Array(head.utf8) + Data(png).base64EncodedData() + [0x07],
            coverage: .init(fit: fit.scaled(by: format.detail.divisor), isOpaque: isOpaque))
    }
}

/// The smallest PNG writer: 8-bit places in a palette, no filter. The format is ISO/IEC 15948.
enum PNG {
    static func encode(_ picture: IndexedPicture) -> [UInt8] {
        // What is clear is the palette's last colour.
        let clear = UInt8(picture.palette.count)
        var lines: [UInt8] = []
        lines.reserveCapacity(picture.height * (1 + picture.width))
        for y in 0..<picture.height {
            lines.append(0)
            for index in picture.indices[y * picture.width..<(y + 1) * picture.width] {
                lines.append(index == IndexedPicture.clear ? clear : index)
            }
        }
        let header = bigEndian(picture.width) + bigEndian(picture.height) + [8, 3, 0, 0, 0]
        let colors: [UInt8] = picture.palette.flatMap { color -> [UInt8] in [color.x, color.y, color.z] } + [0, 0, 0]
        let opacities = [UInt8](repeating: 255, count: picture.palette.count) + [0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", header) + chunk("PLTE", colors) + chunk("tRNS", opacities) + chunk("IDAT", Zlib.compress(lines)) + chunk("IEND", [])
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
