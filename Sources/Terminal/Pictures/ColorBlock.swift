import Basics
import Frames

/// A rectangle of one colour, as cells with a background: what stands in while a picture is on its way.
enum ColorBlock {
    /// One row of `columns` cells, attributes reset at its end.
    static func row(_ color: Color, columns: Int, colors: ColorDepth) -> [UInt8] {
        let blank = String(repeating: " ", count: columns)
        let text =
            switch colors {
            case .trueColor: "\u{1B}[48;2;\(color.red);\(color.green);\(color.blue)m\(blank)\u{1B}[0m"
            case .palette256: "\u{1B}[48;5;\(index256(color))m\(blank)\u{1B}[0m"
            case .ansi16: String(decoding: FewColors.mixture(of: FewColors.seen(color.light)).mixture.ink.bytes(columns), as: UTF8.self) + "\u{1B}[0m"
            case .none: String(repeating: color.isDark ? "░" : "▒", count: columns)
            }
        return Array(text.utf8)
    }

    /// The nearest of the 6x6x6 cube and the 24 greys of the 256-colour palette.
    static func index256(_ color: Color) -> Int {
        let levels = [0, 95, 135, 175, 215, 255]
        func nearest(_ value: UInt8) -> Int {
            levels.indices.min { abs(levels[$0] - Int(value)) < abs(levels[$1] - Int(value)) }!
        }
        let cube = [nearest(color.red), nearest(color.green), nearest(color.blue)]
        let mean = (Int(color.red) + Int(color.green) + Int(color.blue)) / 3
        let gray = min(23, max(0, (mean - 3) / 10))
        let channels = [Int(color.red), Int(color.green), Int(color.blue)]
        func distance(_ other: [Int]) -> Int { zip(channels, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
        let cubeDistance = distance(cube.map { levels[$0] })
        let grayDistance = distance([8 + 10 * gray, 8 + 10 * gray, 8 + 10 * gray])
        return grayDistance < cubeDistance ? 232 + gray : 16 + 36 * cube[0] + 6 * cube[1] + cube[2]
    }

    /// The foreground's SGR number of the nearest of the 16 colours.
    static func foreground16(_ color: Color) -> Int {
        let index = FewColors.solid(for: [FewColors.seen(color.light)]).index
        return index + (index < 8 ? 30 : 82)
    }
}
