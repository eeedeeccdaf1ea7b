import Basics
import Frames

@testable import Browser

/// A frame as lines of text, as a person would see it: item pictures as ▒, the ghost as ░, plain colours as ·.
func render(_ frame: Frame) -> String {
    // A wide character takes a cell and leaves the next one empty.
    var cells = Array(repeating: Array(repeating: " ", count: frame.size.columns), count: frame.size.rows)
    for placement in frame.placements {
        let fill =
            switch placement.picture {
            case .ghost: "░"
            case .color: "·"
            default: "▒"
            }
        for row in placement.rect.row..<(placement.rect.row + placement.rect.rows) {
            for column in placement.rect.column..<(placement.rect.column + placement.rect.columns) { cells[row][column] = fill }
        }
    }
    for run in frame.texts {
        var column = run.column
        for character in run.text {
            let width = displayWidth(String(character))
            guard column + width <= frame.size.columns else { break }
            if width == 0 {
                if column > 0 { cells[run.row][column - 1] += String(character) }
                continue
            }
            cells[run.row][column] = String(character)
            if width == 2 { cells[run.row][column + 1] = "" }
            column += width
        }
    }
    return cells.map { line in
        let text = line.joined()
        return String(text.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n") + "\n"
}
