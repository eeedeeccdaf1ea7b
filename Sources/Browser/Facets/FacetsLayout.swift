import Engine
import Frames

/// The filter screen: attributes side by side, as many as fit, and below them the first of what they let through.
struct FacetsLayout {
    let lines: StatusLayout
    /// The attributes in sight, and where each stands: a line for its name, and the lines of its values.
    let columns: [(facet: Int, rect: Rect)]
    /// Lines for values.
    let valueRows: Int
    /// The pictures below; nil where there is no room for them.
    let strip: GridLayout?
    /// The line above them.
    let stripRow: Int?

    private static let leastWidth = 24
    private static let mostWidth = 36
    /// Lines of a histogram's bars.
    static let barRows = 3

    init(size: Size, cell: CellSize, facets: [Facet], focused: Int) {
        lines = StatusLayout(size: size)
        let body = lines.body
        let hasStrip = body.rows >= 20
        let rows = hasStrip ? max(9, min(22, body.rows * 9 / 20)) : body.rows
        valueRows = max(1, rows - 2)
        let room = max(1, size.columns - 2), visible = max(1, min(facets.count, room / Self.leastWidth))
        let width = min(Self.mostWidth, room / visible)
        let first = max(0, min(focused / visible * visible, facets.count - visible))
        columns = (0..<min(visible, facets.count)).map { place in
            (first + place, Rect(column: 2 + place * width, row: body.row, columns: min(width, room) - 2, rows: rows))
        }
        guard hasStrip else {
            (strip, stripRow) = (nil, nil)
            return
        }
        let rest = Rect(column: 2, row: body.row + rows + 1, columns: size.columns - 3, rows: body.rows - rows - 1)
        stripRow = body.row + rows
        strip = GridLayout(area: rest, cell: cell, about: GalleryLayout.automaticPictureRows(size) * 3 / 4)
    }

    /// The first line in sight of a column with the cursor on a line.
    func firstLine(cursor: Int, count: Int) -> Int { max(0, min(cursor - valueRows / 2, count - valueRows)) }

    /// The attribute at a cell, with the line and the column within it.
    func place(at cell: Cell) -> (facet: Int, row: Int, column: Int)? {
        columns.first { $0.rect.contains(cell) }.map { ($0.facet, cell.row - $0.rect.row, cell.column - $0.rect.column) }
    }
}
