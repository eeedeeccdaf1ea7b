import Basics
import Frames

/// A colour of text: one of the terminal's own, or any.
public enum ThemeColor: Hashable, Sendable, CustomStringConvertible {
    /// The terminal's foreground.
    case foreground
    /// An index of the terminal's palette: the first 16 are the terminal's own colours.
    case palette(UInt8)
    case rgb(Color)

    /// The terminal's own colours by name, in the palette's order.
    public static let names = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red", "bright-green",
        "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
    ]

    /// A colour as a person writes it: `default`, a name as in `names`, a palette index from 0 to 255, `#rgb` or `#rrggbb`. Nil for
    /// anything else.
    public init?(_ text: String) {
        let text = text.lowercased()
        let name: String = text == "gray" || text == "grey" ? "bright-black" : text
        if text == "default" {
            self = .foreground
        } else if let index = Self.names.firstIndex(of: name) {
            self = .palette(UInt8(index))
        } else if text.hasPrefix("#"), text.utf8.dropFirst().allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) {
            let digits: [Int] = text.dropFirst().compactMap(\.hexDigitValue)
            let pairs: [Int] = digits.count == 3 ? digits.flatMap { [$0, $0] } : digits
            guard pairs.count == 6 else { return nil }
            let bytes = [0, 2, 4].map { (at: Int) -> UInt8 in UInt8(16 * pairs[at] + pairs[at + 1]) }
            self = .rgb(Color(red: bytes[0], green: bytes[1], blue: bytes[2]))
        } else if let index = UInt8(text) {
            self = .palette(index)
        } else {
            return nil
        }
    }

    /// As a person writes it.
    public var description: String {
        switch self {
        case .foreground: "default"
        case .palette(let index): Int(index) < Self.names.count ? Self.names[Int(index)] : String(index)
        case .rgb(let color): "#" + [color.red, color.green, color.blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    /// The SGR numbers that make it the foreground, as near as the terminal's colours come.
    func foreground(_ depth: ColorDepth) -> [Int] {
        switch (self, depth) {
        case (.foreground, _), (_, .none): []
        case (.palette(let index), _) where index < 8: [30 + Int(index)]
        case (.palette(let index), .ansi16): index < 16 ? [82 + Int(index)] : []
        case (.palette(let index), _): [38, 5, Int(index)]
        case (.rgb(let color), .trueColor): [38, 2, Int(color.red), Int(color.green), Int(color.blue)]
        case (.rgb(let color), .palette256): [38, 5, ColorBlock.index256(color)]
        case (.rgb(let color), .ansi16): [ColorBlock.foreground16(color)]
        }
    }
}

/// The colours that a person wants: those for a background, and some of one's own.
public struct ThemeChoice: Hashable, Sendable {
    /// What the terminal's background is taken for.
    public enum Background: String, CaseIterable, Hashable, Sendable {
        /// What the terminal says.
        case auto
        case dark, light
    }

    /// Decides between the dark and the light theme.
    public var background = Background.auto
    /// Those that replace the theme's.
    public var colors: [Role: ThemeColor] = [:]

    public init() {}

    /// Whether the background is dark; nil if nobody knows.
    func isDark(_ background: Color?) -> Bool? {
        switch self.background {
        case .auto: background?.isDark
        case .dark: true
        case .light: false
        }
    }

    /// The background that pictures are blended with: the terminal's, or the nearest to what a person says.
    func background(_ probed: Color?) -> Color? {
        if let probed { return probed }
        switch background {
        case .auto: return nil
        case .dark: return Color(red: 0, green: 0, blue: 0)
        case .light: return Color(red: 255, green: 255, blue: 255)
        }
    }
}
