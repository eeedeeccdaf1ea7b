import Basics
import Frames
import Pictures

/// What is marked on a wall, where pictures are characters.
enum WallSymbol {
    /// A sign in its colour on the colour of what it marks; without colours the sign alone.
    private static func cell(_ sign: WallSign, on mean: Color, _ colors: WallColors, _ format: PictureFormat) -> [UInt8] {
        switch sign {
        case .liked: character("♥", colors.like, on: mean, format)
        case .passed: character("✕", colors.pass, on: mean, format)
        case .near: character("•", colors.accent, on: mean, format)
        case .ghost: character("◉", colors.accent, on: mean, format)
        }
    }

    /// A picture with a sign in its lower right cell.
    static func rows(of raster: Raster, size: Size, sign: WallSign?, _ colors: WallColors, _ format: PictureFormat) -> [[UInt8]] {
        guard let sign else { return Symbols.rows(of: raster, size: size, format: format, fills: true) }
        let across = raster.width * (size.columns - 1) / size.columns, down = raster.height * (size.rows - 1) / size.rows
        func part(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ columns: Int, _ rows: Int) -> [[UInt8]] {
            let part = raster.cropped(x: x, y: y, width: max(1, width), height: max(1, height))
            // In the shape of its cells, whatever rounding has left.
            let pixels = format.pixels(of: Size(columns: columns, rows: rows))
            return Symbols.rows(
                of: part.resized(width: pixels.width, height: pixels.height), size: Size(columns: columns, rows: rows), format: format, fills: true)
        }
        let left = part(0, 0, across, raster.height, size.columns - 1, size.rows)
        let right = part(across, 0, raster.width - across, down, 1, size.rows - 1)
        let below = raster.cropped(x: across, y: down, width: raster.width - across, height: raster.height - down).meanColor()
        return zip(left, right + [cell(sign, on: below, colors, format)]).map { $0 + $1 }
    }

    /// The frame of the cursor, with the picture inside where there is room, else its colour.
    static func framed(_ raster: Raster, size: Size, sign: WallSign?, _ colors: WallColors, _ format: PictureFormat) -> [[UInt8]] {
        let mean = raster.meanColor()
        let inside = Size(columns: size.columns - 2, rows: size.rows - 2)
        func edge(_ text: String) -> [UInt8] { character(text, frameColor(colors, on: mean), on: mean, format) }
        let across = String(repeating: "━", count: inside.columns)
        let picture = inside.rows > 0 && inside.columns > 0 ? Symbols.rows(of: raster, size: inside, format: format, fills: true) : []
        let last = sign.map { edge("┗" + across) + cell($0, on: mean, colors, format) } ?? edge("┗" + across + "┛")
        return [edge("┏" + across + "┓")] + picture.map { edge("┃") + $0 + edge("┃") } + [last]
    }

    /// What was passed steps back.
    static func faded(_ raster: Raster, _ sign: WallSign?, _ paper: Color) -> Raster {
        guard sign == .passed else { return raster }
        var faded = raster
        faded.blend(with: paper, share: 0.72)
        return faded
    }

    /// The accent, or black or white where that would not be seen.
    private static func frameColor(_ colors: WallColors, on mean: Color) -> Color {
        let lightness = { (color: Color) in 2126 * Int(color.red) + 7152 * Int(color.green) + 722 * Int(color.blue) }
        guard abs(lightness(colors.accent) - lightness(mean)) < 500_000 else { return colors.accent }
        return mean.isDark ? Color(red: 255, green: 255, blue: 255) : Color(red: 0, green: 0, blue: 0)
    }

    private static func character(_ text: String, _ color: Color, on mean: Color, _ format: PictureFormat) -> [UInt8] {
        let numbers: String
        switch format.colors {
        case .trueColor: numbers = "1;38;2;\(color.red);\(color.green);\(color.blue);48;2;\(mean.red);\(mean.green);\(mean.blue)"
        case .palette256: numbers = "1;38;5;\(ColorBlock.index256(color));48;5;\(ColorBlock.index256(mean))"
        case .ansi16: numbers = "1;\(ColorBlock.foreground16(color));40"
        case .none: numbers = "1"
        }
        return Array("\u{1B}[\(numbers)m\(text)\u{1B}[0m".utf8)
    }
}
