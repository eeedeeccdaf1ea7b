import Frames

/// The compare screen: a row of neighbours per metric, and a label before each that says what it has in common with the others.
///
/// As many metrics as fit with pictures that still show something; those pictures are then as large as lets the neighbours stand side by side.
struct CompareLayout {
    let lines: StatusLayout
    /// Neighbours compared in each row.
    let count: Int
    /// Metric rows and neighbours that fit on the screen at once, both at least 1.
    let visibleRows: Int
    let visibleColumns: Int
    /// The columns of a label's text.
    let labelWidth: Int
    let picture: Size
    /// The lines of a caption; whether one below it says where the item stands in other rows; and whether the row above a picture is free for
    /// the cursor's frame.
    let captionRows: Int
    let hasRanks: Bool
    let hasUpperEdge: Bool
    /// A line above all pictures for what their columns have in common, where there are several tastes and room.
    let headingRow: Int?
    private let metrics: Int
    private let pitch: Size

    static let leastCount = 5
    static let mostCount = 30
    /// Lower pictures show colours only.
    private static let leastHeight = 3

    init(size: Size, cell: CellSize, metrics wanted: Int, count wantedCount: Int?, hasTastes: Bool = false, taken: Int = 0) {
        lines = StatusLayout(size: size, taken: taken)
        let body = lines.body
        metrics = max(1, wanted)
        labelWidth = size.columns >= 140 ? 16 : size.columns >= 60 ? 13 : 9
        visibleRows = max(1, min(metrics, body.rows / (Self.leastHeight + 2)))
        let room = max(1, size.columns - labelWidth - 2)
        let hasHeading = hasTastes && (body.rows - 1) / visibleRows >= Self.leastHeight + 2
        let rows = (body.rows - (hasHeading ? 1 : 0)) / visibleRows
        let width = room / (wantedCount ?? Self.leastCount) - 2
        var height = max(1, min(rows - 2, max(Self.leastHeight, cell.rows(forColumns: max(1, width)))))
        // A row less of a picture that stays large is worth names that are said whole.
        if height >= 8, rows - height == 2 { height -= 1 }
        if metrics > 1, height >= 8, rows - height < 4 { height -= 1 }
        picture = Size(columns: min(cell.columns(forRows: height), max(1, room - 2)), rows: height)
        // Two lines at least, the frame's upper edge, and a second line for the name, as rows are left over.
        hasRanks = metrics > 1 && rows - height >= 3
        let spare = rows - height - (hasRanks ? 1 : 0)
        captionRows = picture.columns >= 40 ? 1 : max(1, min(spare, picture.columns < 32 ? 3 : 2))
        hasUpperEdge = spare > captionRows
        visibleColumns = max(1, min(wantedCount ?? .max, room / (picture.columns + 2)))
        count = wantedCount ?? max(Self.leastCount, visibleColumns)
        // What is left over goes between the pictures, but never so far that a row falls apart.
        pitch = Size(columns: min(room / visibleColumns, 2 * picture.columns), rows: min(rows, height + (hasRanks ? 6 : 5)))
        headingRow = hasHeading ? body.row : nil
    }

    /// The size of a liked picture that stands in place of what else a label says, below the metric's name and a line that says what it is.
    func likedPicture(cell: CellSize) -> Size {
        let height = max(0, min(picture.rows + captionRows - 2, cell.rows(forColumns: labelWidth), picture.rows))
        return Size(columns: min(labelWidth, cell.columns(forRows: max(1, height))), rows: height)
    }

    /// The picture at a place on the screen.
    func rect(row: Int, column: Int) -> Rect {
        Rect(
            column: labelWidth + 3 + column * pitch.columns,
            row: lines.body.row + row * pitch.rows + (headingRow == nil ? 0 : 1) + (hasUpperEdge ? 1 : 0),
            columns: picture.columns,
            rows: picture.rows)
    }

    /// The place on the screen at a cell, if a picture lies there.
    func slot(at cell: Cell) -> Cell? {
        for row in 0..<visibleRows {
            for column in 0..<visibleColumns where rect(row: row, column: column).contains(cell) { return Cell(column: column, row: row) }
        }
        return nil
    }

    /// The first metric row and neighbour to show so that a cursor is in sight, and the screen full.
    func firstRow(cursor: Int) -> Int { min(cursor / visibleRows * visibleRows, metrics - visibleRows) }
    func firstColumn(cursor: Int) -> Int { min(cursor / visibleColumns * visibleColumns, max(0, count - visibleColumns)) }
}
