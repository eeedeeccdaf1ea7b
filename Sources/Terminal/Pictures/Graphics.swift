/// How pictures reach the terminal.
public enum GraphicsProtocol: String, CaseIterable, Hashable, Sendable {
    /// Block characters: works everywhere.
    case symbols
    case sixel
    case kitty
    case iterm2
}

/// What the shopper asks for: a protocol, or the best that the terminal has.
public enum GraphicsChoice: String, CaseIterable, Hashable, Sendable {
    case auto, symbols, sixel, kitty, iterm2

    /// The protocol that is asked for by name, nil for `auto`.
    public var named: GraphicsProtocol? { GraphicsProtocol(rawValue: rawValue) }
}

/// The finest block characters that a terminal surely has.
public enum SymbolSet: Hashable, Sendable {
    /// Half cells and dots: the fonts of consoles have no more.
    case halves
    /// Quarters and eighths, from the oldest of Unicode's blocks, which all fonts have.
    case quarters
    /// Sixths as well (U+1FB00...), which few fonts have, where the terminal draws them itself.
    case sextants
}

/// How many colours the terminal shows.
public enum ColorDepth: String, CaseIterable, Hashable, Sendable, Comparable {
    case none
    case ansi16 = "16"
    case palette256 = "256"
    case trueColor = "truecolor"

    private var order: Int {
        switch self {
        case .none: 0
        case .ansi16: 1
        case .palette256: 2
        case .trueColor: 3
        }
    }

    public static func < (a: ColorDepth, b: ColorDepth) -> Bool { a.order < b.order }
}

/// A size in pixels: of a cell, or of the text area.
public struct PixelSize: Hashable, Sendable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// This size as a cell's; nil where no cell can be so small or so large, whatever a terminal says.
    var asCell: PixelSize? { (1...1024).contains(width) && (1...1024).contains(height) ? self : nil }
}
