import Basics
import Frames

/// A frame under construction: everything drawn is sanitised, clipped and kept inside, so that no view can break the screen.
struct Canvas {
    private(set) var frame: Frame
    /// Pictures stay in here; the lines around it belong to text.
    private let body: Rect

    init(size: Size, body: Rect) {
        frame = Frame(size: size)
        self.body = body
    }

    /// Draws text at a cell, clipped to `width` columns and the frame; returns the column after it.
    @discardableResult
    mutating func text(_ column: Int, _ row: Int, _ text: String, _ style: Style = .text, width: Int = .max, link: Link? = nil) -> Int {
        let room = min(width, frame.size.columns - column)
        guard row >= 0, row < frame.size.rows, column >= 0, room > 0, !text.isEmpty else { return column }
        let text = clipped(sanitized(text), to: room)
        frame.texts.append(TextRun(column: column, row: row, text: text, style: style, link: link))
        return column + displayWidth(text)
    }

    /// Gives the terminal's window a title.
    mutating func entitle(_ text: String) { frame.title = clipped(sanitized(text), to: 120) }

    /// Places a picture, unless its rectangle is empty or leaves the body.
    mutating func place(_ picture: PictureKey, in rect: Rect) {
        guard rect.columns > 0, rect.rows > 0, rect.column >= body.column, rect.row >= body.row,
            rect.column + rect.columns <= body.column + body.columns, rect.row + rect.rows <= body.row + body.rows
        else { return }
        frame.placements.append(Placement(rect: rect, picture: picture))
    }

    mutating func verticalLine(_ column: Int, rows: Range<Int>, _ style: Style = .dim) {
        for row in rows { text(column, row, "│", style) }
    }

    mutating func horizontalLine(_ column: Int, _ row: Int, columns: Int, _ style: Style = .dim) {
        text(column, row, String(repeating: "─", count: max(0, min(columns, frame.size.columns))), style)
    }

    /// Names the cell that a screen reader is to read from, if that is on the screen.
    mutating func focus(_ column: Int, _ row: Int) {
        guard column >= 0, row >= 0, column < frame.size.columns, row < frame.size.rows else { return }
        frame.focus = Cell(column: column, row: row)
    }

    /// Shows the terminal's own cursor at a cell, if that is on the screen.
    mutating func showCursor(_ column: Int, _ row: Int) {
        guard (0..<frame.size.columns).contains(column), (0..<frame.size.rows).contains(row) else { return }
        frame.cursor = Cell(column: column, row: row)
    }

    /// The frame around a picture, on the cells next to it that lie in `area`. Its lower edge shares the caption's row:
    /// corners only; so does its upper one where the row above is another's, or the area ends at the picture.
    mutating func outline(_ rect: Rect, within area: Rect, hasUpperEdge: Bool = true, _ style: Style = .accent) {
        let left = rect.column - 1
        let right = rect.column + rect.columns
        let bottom = rect.row + rect.rows
        func edge(_ canvas: inout Canvas, _ column: Int, _ row: Int, _ text: String) {
            if area.contains(column: column, row: row) { canvas.text(column, row, text, style) }
        }
        let open = !hasUpperEdge || !area.contains(column: rect.column, row: rect.row - 1)
        if !open {
            edge(&self, left, rect.row - 1, "┏")
            edge(&self, rect.column, rect.row - 1, String(repeating: "━", count: rect.columns))
            edge(&self, right, rect.row - 1, "┓")
        }
        for row in rect.row..<bottom {
            edge(&self, left, row, open && row == rect.row ? "┏" : "┃")
            edge(&self, right, row, open && row == rect.row ? "┓" : "┃")
        }
        edge(&self, left, bottom, "┗")
        edge(&self, right, bottom, "┛")
    }
}

extension Canvas {
    /// A mark beside a picture that is lighter than the cursor's frame: a line at its left and one at its right.
    mutating func flank(_ rect: Rect, within area: Rect, _ style: Style = .accent) {
        for row in rect.row..<rect.row + rect.rows {
            for column in [rect.column - 1, rect.column + rect.columns] where area.contains(column: column, row: row) {
                text(column, row, "│", style)
            }
        }
    }

    /// One line in the middle of an area.
    ///
    /// - Parameter isFocus: whether it is what there is to read first.
    mutating func centred(_ string: String, in area: Rect, _ style: Style = .text, offset: Int = 0, isFocus: Bool = false) {
        let string = clipped(sanitized(string), to: area.columns)
        let row = area.row + area.rows / 2 + offset
        guard row >= area.row, row < area.row + area.rows else { return }
        let column = area.column + (area.columns - displayWidth(string)) / 2
        text(column, row, string, style)
        if isFocus { focus(column, row) }
    }
}
