import Basics
import Frames

/// A piece of a line. Where a line is too long, the pieces with the lowest rank go first, those of one rank together; a piece that
/// clips is cut short rather than left out, if some of it fits.
struct Piece {
    var text: String
    var style: Style
    var rank: Int
    /// Spaces before it, when something stands before it.
    var space: Int
    var clips = false

    init(_ text: String, _ style: Style = .text, rank: Int = 9, space: Int = 1, clips: Bool = false) {
        self.clips = clips
        self.text = text
        self.style = style
        self.rank = rank
        self.space = space
    }

    fileprivate var width: Int { displayWidth(sanitized(text)) }

    /// Less of a piece says nothing.
    fileprivate static let leastWidth = 10
}

extension Canvas {
    /// One line with pieces from the left and from the right edge, a margin of one column at both ends.
    mutating func line(_ row: Int, left: [Piece], right: [Piece] = []) {
        let room = frame.size.columns - 2
        var left = left.filter { !$0.text.isEmpty }
        var right = right.filter { !$0.text.isEmpty }
        func excess(_ left: [Piece]) -> Int { left.width + right.width + (left.isEmpty || right.isEmpty ? 0 : 2) - room }
        while excess(left) > 0 {
            let ranks = Set((left + right).map(\.rank))
            guard ranks.count > 1, let least = ranks.min() else { break }
            if let place = left.firstIndex(where: { $0.clips && $0.rank == least }), left[place].width - excess(left) >= Piece.leastWidth {
                left[place].text = clipped(sanitized(left[place].text), to: left[place].width - excess(left))
                break
            }
            left.removeAll { $0.rank == least }
            right.removeAll { $0.rank == least }
        }
        draw(left, from: 1, row)
        draw(right, from: max(1, frame.size.columns - 1 - right.width), row)
    }

    private mutating func draw(_ pieces: [Piece], from column: Int, _ row: Int) {
        var column = column
        for (index, piece) in pieces.enumerated() {
            if index > 0 { column += piece.space }
            column = text(column, row, piece.text, piece.style, width: max(0, frame.size.columns - 1 - column))
        }
    }
}

extension [Piece] {
    fileprivate var width: Int { enumerated().reduce(0) { $0 + $1.element.width + ($1.offset > 0 ? $1.element.space : 0) } }
}
