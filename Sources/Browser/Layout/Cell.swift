import Frames

/// A place on the screen, counted from the top left.
struct Cell: Hashable {
    var column: Int
    var row: Int
}

extension Rect {
    func contains(_ cell: Cell) -> Bool { contains(column: cell.column, row: cell.row) }
}
