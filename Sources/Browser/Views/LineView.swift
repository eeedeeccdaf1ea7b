import Basics
import Frames

/// A piece of a line, which gives way to those of a higher rank where the line is too long (`LineLayout`).
struct Piece {
    var text: String
    var style: Style
    var rank: Int
    /// Spaces before it, when something stands before it.
    var space: Int
    var clips = false
    var link: Link?
    /// What it is said as, where it is read instead of seen.
    private let spoken: String?

    init(
        _ text: String, _ style: Style = .text, rank: Int = 9, space: Int = 1, clips: Bool = false, link: Link? = nil, spoken: String? = nil
    ) {
        self.link = link
        self.spoken = spoken
        self.clips = clips
        self.text = text
        self.style = style
        self.rank = rank
        self.space = space
    }

    /// The piece in words, without the mark that separates it from others.
    var words: String { (spoken ?? (text.hasPrefix("· ") ? String(text.dropFirst(2)) : text)).trimmed }

    /// Its columns.
    var width: Int { displayWidth(sanitized(text)) }
}

extension Canvas {
    /// One line with pieces from the left and from the right edge.
    mutating func line(_ row: Int, left: [Piece], right: [Piece] = []) {
        draw(LineLayout(columns: frame.size.columns, left: left, right: right), row: row)
    }

    mutating func draw(_ line: LineLayout, row: Int) {
        for place in line.places {
            text(place.columns.lowerBound, row, place.piece.text, place.piece.style, width: place.columns.count, link: place.piece.link)
        }
    }
}
