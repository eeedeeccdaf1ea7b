/// A terminal that a hosted program takes its own for: what the environment says, and what the terminal answers when it is asked.
public struct TerminalLikeness: Hashable, Sendable {
    /// What it is called on the command line.
    public let name: String
    /// Variables that tell one terminal from another; nil leaves one out that may be there.
    public let environment: [String: String?]
    /// To XTVERSION, the kitty graphics query and DA1; nil where it says nothing.
    let version: String?
    let hasKittyGraphics: Bool
    let attributes: String

    private init(_ name: String, _ environment: [String: String] = [:], version: String? = nil, kitty: Bool = false, attributes: String = "62") {
        self.name = name
        let unset: [String: String?] = [
            "COLORTERM": nil, "TERM_PROGRAM": nil, "TMUX": nil, "NO_COLOR": nil, "LINES": nil, "COLUMNS": nil, "SSH_CONNECTION": nil,
            "VTE_VERSION": nil,
        ]
        self.environment = unset.merging(["TERM": "xterm-256color"]) { $1 }.merging(environment.mapValues(Optional.some)) { $1 }
        self.version = version
        hasKittyGraphics = kitty
        self.attributes = attributes
    }

    /// Keeps pictures and places them by number.
    public static let kitty = TerminalLikeness("kitty", ["COLORTERM": "truecolor"], version: "kitty(0.35.1)", kitty: true)
    /// Draws sixels.
    public static let sixel = TerminalLikeness("sixel", ["COLORTERM": "truecolor"], attributes: "62;4")
    /// Draws files in line.
    public static let iterm2 = TerminalLikeness("iterm2", ["COLORTERM": "truecolor"], version: "iTerm2 3.5.0")
    /// No pictures, all colours.
    public static let trueColor = TerminalLikeness("truecolor", ["COLORTERM": "truecolor"])
    /// No pictures, 256 colours.
    public static let palette256 = TerminalLikeness("256")
    /// No pictures, 16 colours.
    public static let ansi16 = TerminalLikeness("16", ["TERM": "xterm"])
    /// No pictures and no colours.
    public static let noColor = TerminalLikeness("none", ["NO_COLOR": "1"])

    /// Every way of drawing pictures.
    public static let all = [kitty, sixel, iterm2, trueColor, palette256, ansi16, noColor]

    /// The replies to `CapabilityProbe.questions(environment:)`, in their order.
    func answers(columns: Int, rows: Int, cell: PixelSize) -> String {
        let escape = "\u{1B}", end = "\u{1B}\\"
        return (hasKittyGraphics ? "\(escape)_Gi=31;OK\(end)" : "") + (version.map { "\(escape)P>|\($0)\(end)" } ?? "")
            + "\(escape)[6;\(cell.height);\(cell.width)t\(escape)[4;\(rows * cell.height);\(columns * cell.width)t"
            + "\(escape)]11;rgb:1616/1818/1d1d\(end)\(escape)[?\(attributes)c"
    }
}
