import Frames

/// The compare screen: a row of neighbours per metric, a label before each, the table of agreement at the right where it fits.
struct CompareLayout {
    let lines: StatusLayout
    /// Neighbours compared in each row.
    let count: Int
    /// Metric rows and neighbours that fit on the screen at once, both at least 1.
    let visibleRows: Int
    let visibleColumns: Int
    let labelWidth: Int
    let picture: Size
    /// Where the table of agreement goes, or nil.
    let table: Rect?
    private let pitch: Int
    private let gutter: Int

    static let leastCount = 5
    static let mostCount = 30

    init(size: Size, cell: CellSize, metrics: Int, wanted: Int?) {
        lines = StatusLayout(size: size)
        let body = lines.body
        let metrics = max(1, metrics)
        labelWidth = size.columns >= 60 ? 13 : 11
        let tableWidth = 8 + 5 * metrics
        let hasTable = size.columns >= 90 + tableWidth && metrics > 1 && body.rows >= metrics + 3
        table = hasTable ? Rect(column: size.columns - tableWidth, row: body.row + 1, columns: tableWidth, rows: metrics + 1) : nil
        let room = max(1, size.columns - labelWidth - 1 - (hasTable ? tableWidth + 2 : 0))
        let tallest = min(14, body.rows / metrics - 2)
        let fitting = cell.rows(forColumns: max(1, room / (wanted ?? CompareLayout.leastCount) - 2))
        let height = max(1, min(max(3, min(tallest, fitting)), body.rows - 2))
        picture = Size(columns: min(cell.columns(forRows: height), max(1, room - 2)), rows: height)
        visibleRows = max(1, min(metrics, body.rows / (height + 2)))
        visibleColumns = max(1, room / (picture.columns + 2))
        count = wanted ?? max(CompareLayout.leastCount, visibleColumns)
        pitch = min(body.rows / visibleRows, height + 4)
        gutter = max(2, min(5, room / min(visibleColumns, count) - picture.columns))
    }

    /// The picture at a place on the screen.
    func rect(row: Int, column: Int) -> Rect {
        Rect(
            column: labelWidth + 1 + column * (picture.columns + gutter), row: lines.body.row + row * pitch + 1,
            columns: picture.columns, rows: picture.rows)
    }

    /// The place on the screen at a cell, if a picture lies there.
    func slot(at cell: Cell) -> Cell? {
        for row in 0..<visibleRows {
            for column in 0..<visibleColumns where rect(row: row, column: column).contains(cell) { return Cell(column: column, row: row) }
        }
        return nil
    }

    /// The first metric row and neighbour to show so that a cursor is in sight.
    func firstRow(cursor: Int) -> Int { cursor / visibleRows * visibleRows }
    func firstColumn(cursor: Int) -> Int { cursor / visibleColumns * visibleColumns }
}
