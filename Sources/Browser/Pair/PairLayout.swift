import Frames

/// Two pictures side by side at the top of the screen, and a table beside them of what they have; a line below separates them from the rest.
struct PairLayout {
    /// All of it, the line that separates included.
    let area: Rect
    /// The pictures, of one size.
    let pinned: Rect
    let other: Rect
    /// The lines of their captions.
    let captionRows: Int
    /// A line above the pictures that says which is which, where there is room.
    let labelRow: Int?
    let table: Rect

    /// The smallest terminal that has room.
    static let least = Size(columns: 60, rows: 20)
    /// Narrower tables say too little.
    private static let leastTable = 34
    private static let mostRows = 32

    init?(size: Size, cell: CellSize) {
        let body = StatusLayout(size: size).body
        guard size.columns >= Self.least.columns, size.rows >= Self.least.rows else { return nil }
        let most = min(Self.mostRows, body.rows / 2 + 1), isRoomy = most >= 14
        captionRows = isRoomy ? 2 : 1
        labelRow = isRoomy ? body.row : nil
        let top = isRoomy ? 1 : 0, room = max(1, (body.columns - Self.leastTable - 6) / 2)
        let height = max(1, min(most - 1 - captionRows - top, cell.rows(forColumns: room)))
        let picture = Size(columns: min(room, cell.columns(forRows: height)), rows: height)
        area = Rect(column: 0, row: body.row, columns: body.columns, rows: max(top + height + captionRows + 1, min(most, 11)))
        pinned = Rect(column: 1, row: body.row + top, columns: picture.columns, rows: height)
        other = Rect(column: pinned.column + picture.columns + 2, row: pinned.row, columns: picture.columns, rows: height)
        let left = other.column + picture.columns + 2
        table = Rect(column: left, row: body.row, columns: max(0, body.columns - left - (isRoomy ? 1 : 0)), rows: area.rows - 1)
    }
}
