import Frames

/// Writes characters at cells with as few sequences as are sure to work.
struct CellWriter {
    /// What ends a link (OSC 8).
    static let linkEnd = "\u{1B}]8;;\u{1B}\\"

    let theme: Theme
    private var bytes: [UInt8] = []
    private var style: Style?
    private var link: Link?
    /// Where the terminal's cursor is; nil when terminals may disagree.
    private var position: Cell?

    init(theme: Theme) { self.theme = theme }

    mutating func clear() {
        bytes += Array("\u{1B}[0m\u{1B}[H\u{1B}[2J".utf8)
        style = .text
        position = Cell(column: 0, row: 0)
    }

    mutating func put(_ scalar: Unicode.Scalar, marks: [Unicode.Scalar], style: Style, link: Link?, column: Int, row: Int, width: Int) {
        if position != Cell(column: column, row: row) { bytes += Array("\u{1B}[\(row + 1);\(column + 1)H".utf8) }
        if self.style != style {
            bytes += theme.sequence(style)
            self.style = style
        }
        change(to: link)
        bytes += UTF8.encode(scalar)!
        for mark in marks { bytes += UTF8.encode(mark)! }
        // Terminals know different widths for what is not plain: say where the next character goes.
        let plain = width == 1 && marks.isEmpty && (scalar.value < 0x300 || (0x2500...0x259F).contains(scalar.value))
        position = plain ? Cell(column: column + 1, row: row) : nil
    }

    private mutating func change(to link: Link?) {
        guard self.link != link else { return }
        self.link = link
        bytes += (link.map { "\u{1B}]8;id=\($0.number);\($0.address)\u{1B}\\" } ?? Self.linkEnd).utf8
    }

    mutating func finish() -> [UInt8] {
        change(to: nil)
        guard !bytes.isEmpty else { return [] }
        return style == .text ? bytes : bytes + Array("\u{1B}[0m".utf8)
    }
}
