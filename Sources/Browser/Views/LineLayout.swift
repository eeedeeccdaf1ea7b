import Basics

/// Where the pieces of a line lie, with a margin of one column at both ends.
///
/// Where they do not all fit, those with the lowest rank give way, those of one rank together; a piece that clips is cut short instead, if
/// some of it fits.
struct LineLayout {
    struct Place {
        /// Which of the pieces it is: those from the left are counted first.
        let index: Int
        let piece: Piece
        let columns: Range<Int>
    }

    private(set) var places: [Place] = []

    init(columns: Int, left: [Piece], right: [Piece] = []) {
        let room = columns - 2
        var shownLeft = Array(left.enumerated()).filter { !$0.element.text.isEmpty }
        var shownRight = right.enumerated().map { (offset: $0.offset + left.count, element: $0.element) }.filter { !$0.element.text.isEmpty }
        func excess() -> Int { width(shownLeft) + width(shownRight) + (shownLeft.isEmpty || shownRight.isEmpty ? 0 : 2) - room }
        while excess() > 0 {
            let ranks = Set((shownLeft + shownRight).map(\.element.rank))
            guard ranks.count > 1, let least = ranks.min() else { break }
            if let place = shownLeft.firstIndex(where: { $0.element.clips && $0.element.rank == least }),
                shownLeft[place].element.width - excess() >= Self.leastWidth
            {
                let piece = shownLeft[place].element
                shownLeft[place].element.text = clipped(sanitized(piece.text), to: piece.width - excess())
                break
            }
            shownLeft.removeAll { $0.element.rank == least }
            shownRight.removeAll { $0.element.rank == least }
        }
        place(shownLeft, from: 1, columns)
        place(shownRight, from: max(1, columns - 1 - width(shownRight)), columns)
    }

    /// The piece at a column.
    func place(at column: Int) -> Place? { places.first { $0.columns.contains(column) } }

    /// Less of a piece says nothing.
    private static let leastWidth = 10

    private mutating func place(_ pieces: [(offset: Int, element: Piece)], from start: Int, _ columns: Int) {
        var column = start
        for (order, piece) in pieces.enumerated() {
            if order > 0 { column += piece.element.space }
            let end = column + max(0, min(piece.element.width, columns - 1 - column))
            places.append(Place(index: piece.offset, piece: piece.element, columns: column..<end))
            column = end
        }
    }
}

/// The columns of some pieces with the spaces between them.
private func width(_ pieces: [(offset: Int, element: Piece)]) -> Int {
    pieces.enumerated().reduce(0) { $0 + $1.element.element.width + ($1.offset > 0 ? $1.element.element.space : 0) }
}
