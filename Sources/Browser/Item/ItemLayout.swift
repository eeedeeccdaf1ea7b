import Frames

/// The item screen: a picture as large as the terminal allows, attributes beside it, neighbours below.
struct ItemLayout {
    let lines: StatusLayout
    let picture: Rect
    /// Where attributes are listed, if there is room beside the picture.
    let attributes: Rect?
    /// Neighbours, if there is room below: a row of them, two where there is room for both.
    let strip: GridLayout?

    /// - Parameter pairRows: what a pair takes, in which the item stands with all that is known of it: the rest are neighbours.
    init(size: Size, cell: CellSize, pairRows: Int = 0) {
        guard pairRows == 0 else {
            // The neighbours begin with a line of their own, which separates them from the pair.
            lines = StatusLayout(size: size, taken: pairRows - 1)
            (picture, attributes) = (Rect(column: 0, row: lines.body.row, columns: 0, rows: 0), nil)
            let rows = lines.body.rows, strips = rows >= 20 ? 2 : 1
            strip = GridLayout(
                area: Rect(column: 1, row: lines.body.row, columns: max(1, size.columns - 2), rows: rows), cell: cell,
                pictureRows: max(1, (rows - 1) / strips - 2), leading: true)
            return
        }
        lines = StatusLayout(size: size)
        let body = lines.body
        let strips = body.rows >= 36 ? 2 : 1
        let stripRows = body.rows >= 15 ? 1 + strips * max(6, min(11, body.rows / (2 + 2 * strips))) : 0
        let rows = body.rows - stripRows - (body.rows >= 9 ? 1 : 0)
        let besides = size.columns >= 60 ? 30 : 0
        let height = max(0, min(rows, cell.rows(forColumns: max(1, size.columns - besides - 4))))
        let width = min(size.columns, cell.columns(forRows: max(1, height)))
        let centred = besides == 0
        let left = centred ? (size.columns - width) / 2 : min(2, size.columns - width)
        let top = body.row + (body.rows >= 9 ? 1 : 0) + (centred ? max(0, rows - height) / 2 : 0)
        picture = Rect(column: left, row: top, columns: height > 0 ? width : 0, rows: height)
        let right = left + width + 4
        attributes = centred ? nil : Rect(column: right, row: top, columns: max(0, size.columns - right - 2), rows: max(0, rows))
        strip =
            stripRows == 0
            ? nil
            : GridLayout(
                area: Rect(column: 1, row: body.row + body.rows - stripRows, columns: max(1, size.columns - 2), rows: stripRows),
                cell: cell, pictureRows: (stripRows - 1) / strips - 2, leading: true)
    }
}
