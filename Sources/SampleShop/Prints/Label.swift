import Pictures

/// A line of text in the shop's own letters, which need no font: capitals, digits and a few signs.
public enum Label {
    /// Dark on white; what there is no letter for leaves a gap.
    ///
    /// - Parameter height: of the picture, in pixels; letters have about half of it.
    public static func draw(_ text: String, height: Int) -> Raster {
        let letters = Array(text.uppercased()), height = max(8, height), scale = Double(height) / 12, advance = 5.6
        let canvas = Canvas(width: max(1, Int((Double(letters.count) * advance * scale).rounded(.up))), height: height)
        canvas.fill(.rect(0, 0, Double(canvas.width), Double(height)), .white)
        for (place, letter) in letters.enumerated() {
            for stroke in (Lettering.glyphs[letter] ?? "").split(separator: " ") {
                let points = Path.points(stroke.compactMap(\.wholeNumberValue).map(Double.init)).map { grid in
                    Point((Double(place) * advance + 0.8 + grid.x) * scale, (grid.y + 3) * scale)
                }
                canvas.stroke(.polygon(points, closed: false), Ink(0x3a3a40), width: 0.85 * scale)
            }
        }
        return canvas.withPixels { words in
            Raster(
                width: canvas.width, height: height,
                pixels: words.flatMap { [UInt8($0 >> 16 & 255), UInt8($0 >> 8 & 255), UInt8($0 & 255), 255] })
        }
    }
}
