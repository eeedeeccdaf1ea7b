import Basics
import Frames
import Pictures

/// Pictures as DEC sixels.
enum Sixel {
    /// Enough that a T-shirt's folds show no steps; each takes some fifteen bytes, and makes runs shorter.
    private static let colors = 64
    /// For slow lines.
    private static let fewColors = 24
    /// For pictures with room for more, those of more than this many pixels.
    private static let largeColors = 160
    private static let large = 300 * 300

    static func encode(_ raster: Raster, size: Size, format: PictureFormat) -> EncodedPicture.Body {
        // A last band of fewer than six pixels would count as a whole one and may scroll the screen.
        var box = format.pixels(of: size)
        box.height = max(6, box.height / 6 * 6)
        let divisor = format.detail.divisor
        var (fitted, fit) = raster.fitted(in: box.divided(by: divisor))
        if format.isDrawnByTmux {
            // Until 3.5 it gives what is clear the first of the picture's colours.
            fitted = fitted.filled(with: format.background ?? Color(red: 0, green: 0, blue: 0))
            fit = Fit(x: 0, y: 0, width: fitted.width, height: fitted.height)
        }
        let isOpaque = fitted.isOpaque(in: fit)
        let most = format.detail != .full ? fewColors : fit.width * fit.height > large ? largeColors : colors
        let picture = IndexedPicture(isOpaque ? fitted : fitted.over(format.background), colors: most).enlarged(by: divisor, to: box)
        let bytes =
            format.isDrawnByTmux
            ? SixelWriter.bytes(of: picture, cellHeight: format.pixels(of: Size(columns: 1, rows: 1)).height, longest: SixelWriter.longestForTmux)
            : SixelWriter.bytes(of: picture)
        return .inline(bytes, coverage: .init(fit: fit.scaled(by: divisor), isOpaque: isOpaque))
    }
}

extension Raster {
    /// Laid over a colour, so that nothing is clear.
    func filled(with color: Color) -> Raster {
        var result = self
        for at in stride(from: 0, to: pixels.count, by: 4) where pixels[at + 3] < 255 {
            let alpha = Int(pixels[at + 3])
            for (channel, behind) in [color.red, color.green, color.blue].enumerated() {
                result.pixels[at + channel] = UInt8((Int(pixels[at + channel]) * alpha + Int(behind) * (255 - alpha)) / 255)
            }
            result.pixels[at + 3] = 255
        }
        return result
    }

    /// What is more opaque than not laid over a colour; the rest stays clear.
    func over(_ background: Color?) -> Raster {
        guard let background else { return self }
        var result = self
        for at in stride(from: 0, to: pixels.count, by: 4) where (128..<255).contains(pixels[at + 3]) {
            let alpha = Int(pixels[at + 3])
            for (channel, behind) in [background.red, background.green, background.blue].enumerated() {
                result.pixels[at + channel] = UInt8((Int(pixels[at + channel]) * alpha + Int(behind) * (255 - alpha)) / 255)
            }
        }
        return result
    }
}
