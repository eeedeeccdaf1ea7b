import Frames

/// A frame under construction: everything drawn is sanitised, clipped and kept inside, so that no view can break the screen.
struct Canvas {
    private(set) var frame: Frame

    init(size: Size) { frame = Frame(size: size) }

    /// Draws text at a cell, clipped to `width` columns and the frame; returns the column after it.
    @discardableResult
    mutating func text(_ column: Int, _ row: Int, _ text: String, _ style: Style = .text, width: Int = .max) -> Int {
        let room = min(width, frame.size.columns - column)
        guard row >= 0, row < frame.size.rows, column >= 0, room > 0, !text.isEmpty else { return column }
        let text = clipped(sanitized(text), to: room)
        frame.texts.append(TextRun(column: column, row: row, text: text, style: style))
        return column + displayWidth(text)
    }

    /// Places a picture, unless its rectangle is empty, leaves the frame or would cover another picture.
    mutating func place(_ picture: PictureKey, in rect: Rect) {
        guard rect.columns > 0, rect.rows > 0, rect.column >= 0, rect.row >= 0,
            rect.column + rect.columns <= frame.size.columns, rect.row + rect.rows <= frame.size.rows
        else { return }
        frame.placements.append(Placement(rect: rect, picture: picture))
    }

    mutating func verticalLine(_ column: Int, rows: Range<Int>, _ style: Style = .dim) {
        for row in rows { text(column, row, "│", style) }
    }

    mutating func horizontalLine(_ column: Int, _ row: Int, columns: Int, _ style: Style = .dim) {
        text(column, row, String(repeating: "─", count: max(0, min(columns, frame.size.columns))), style)
    }

    /// Shows the terminal's own cursor at a cell, if that is on the screen.
    mutating func showCursor(_ column: Int, _ row: Int) {
        guard (0..<frame.size.columns).contains(column), (0..<frame.size.rows).contains(row) else { return }
        frame.cursor = (column, row)
    }

    /// The frame around a picture, on the cells next to it that lie in `area`. Its lower edge shares the caption's row: corners only.
    mutating func outline(_ rect: Rect, within area: Rect, _ style: Style = .accent) {
        let left = rect.column - 1
        let right = rect.column + rect.columns
        let bottom = rect.row + rect.rows
        func edge(_ canvas: inout Canvas, _ column: Int, _ row: Int, _ text: String) {
            if area.contains(column: column, row: row) { canvas.text(column, row, text, style) }
        }
        edge(&self, left, rect.row - 1, "┏")
        edge(&self, rect.column, rect.row - 1, String(repeating: "━", count: rect.columns))
        edge(&self, right, rect.row - 1, "┓")
        for row in rect.row..<bottom {
            edge(&self, left, row, "┃")
            edge(&self, right, row, "┃")
        }
        edge(&self, left, bottom, "┗")
        edge(&self, right, bottom, "┛")
    }
}
