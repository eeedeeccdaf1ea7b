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

/// A PNG of 8-bit places in a palette, unfiltered.
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
        let colors: [UInt8] = picture.palette.flatMap { color -> [UInt8] in [color.x, color.y, color.z] } + [0, 0, 0]
        let opacities = [UInt8](repeating: 255, count: picture.palette.count) + [0]
        return PNGWriter.file(
            width: picture.width, height: picture.height, colorType: 3, palette: [("PLTE", colors), ("tRNS", opacities)], lines: lines)
    }
}
