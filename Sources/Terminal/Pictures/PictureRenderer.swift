import Frames
import Pictures

/// Turns pixels into what a terminal draws. Pure and without state: call it on any thread.
public enum PictureRenderer {
    /// `raster` scaled to fit `size` cells with its aspect kept, centred.
    ///
    /// Cost for 20x10 cells of 10x20 pixels: symbols 1-2 ms, sixel 2 ms, kitty 3 ms.
    /// A size without any cell gives a picture of nothing, and more cells than a screen has are taken as a screen's.
    public static func render(_ raster: Raster, size: Size, format: PictureFormat) -> EncodedPicture {
        guard !size.isEmpty else { return EncodedPicture(size: size, body: .rows([])) }
        let size = size.asScreen
        let body: EncodedPicture.Body
        switch format.graphics {
        case .symbols: body = .rows(Symbols.rows(of: raster, size: size, format: format))
        case .sixel: body = Sixel.encode(raster, size: size, format: format)
        case .kitty: body = .upload(kitty(raster, size: size, format: format))
        case .iterm2: body = InlineImage.encode(raster, size: size, format: format)
        }
        return EncodedPicture(size: size, body: body)
    }

    /// A part of a wall's row: a thumbnail for each of its places, nil where there is none, with its marks.
    ///
    /// Cost for eight places of 3x2 cells of 10x20 pixels: about that of one picture of 10x5 cells.
    public static func render(_ strip: WallStrip, _ thumbnails: [Raster?], size: Size, format: PictureFormat) -> EncodedPicture {
        guard !size.isEmpty, thumbnails.count == strip.count else { return EncodedPicture(size: size, body: .rows([])) }
        return WallPicture.render(strip, thumbnails, size: size.asScreen, format: format)
    }

    private static func kitty(_ raster: Raster, size: Size, format: PictureFormat) -> KittyUpload {
        let fitted = raster.fitted(in: format.pixels(of: size).divided(by: format.detail.divisor))
            .raster
        return format.detail == .full
            ? KittyUpload(fitted)
            : KittyUpload(IndexedPicture(fitted.over(format.background), colors: 255))
    }
}

extension PictureFormat {
    /// Enough for a picture over all of a screen of 5K.
    private static let mostPixels = 16 << 20

    /// A rectangle of cells in pixels, reduced with its aspect kept where that would be more than any screen has.
    func pixels(of size: Size) -> PixelSize {
        let (size, cell) = (size.asScreen, cell.asCell ?? PixelSize(width: 10, height: 20))
        let whole = PixelSize(width: size.columns * cell.width, height: size.rows * cell.height)
        guard whole.width * whole.height > Self.mostPixels else { return whole }
        let scale = (Double(Self.mostPixels) / Double(whole.width * whole.height)).squareRoot()
        return PixelSize(width: max(1, Int(Double(whole.width) * scale)), height: max(1, Int(Double(whole.height) * scale)))
    }
}

extension PixelSize {
    /// Rounded up.
    func divided(by divisor: Int) -> PixelSize {
        PixelSize(width: (width + divisor - 1) / divisor, height: (height + divisor - 1) / divisor)
    }
}

extension Raster {
    /// The pixels without their alpha, three bytes each.
    var colors: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 3 * width * height) { target, count in
            pixels.withUnsafeBufferPointer { source in
                for pixel in 0..<width * height {
                    for channel in 0..<3 { target[3 * pixel + channel] = source[4 * pixel + channel] }
                }
            }
            count = 3 * width * height
        }
    }

    /// Whether no pixel of a part is transparent.
    func isOpaque(in fit: Fit) -> Bool {
        (fit.y..<fit.y + fit.height).allSatisfy { y in
            (fit.x..<fit.x + fit.width).allSatisfy { x in pixels[4 * (y * width + x) + 3] == 255 }
        }
    }
}
