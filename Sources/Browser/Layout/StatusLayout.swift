import Frames

/// The lines around a screen's body: header above; notice, detail and key hints below, as many as the height allows.
struct StatusLayout {
    let header: Int?
    /// The line of notices: its own where there is room, else the detail line's.
    let notice: Int
    let detail: Int
    let hints: Int?
    /// What is left for the screen itself.
    let body: Rect

    /// - Parameter taken: lines at the top of the body that something else has.
    init(size: Size, taken: Int = 0) {
        let whole = StatusLayout(whole: size)
        var body = whole.body
        body.row += taken
        body.rows -= min(taken, body.rows)
        (header, notice, detail, hints, self.body) = (whole.header, whole.notice, whole.detail, whole.hints, body)
    }

    private init(whole size: Size) {
        let rows = size.rows
        switch rows {
        case 24...:
            (header, notice, detail, hints) = (0, rows - 3, rows - 2, rows - 1)
            body = Rect(column: 0, row: 1, columns: size.columns, rows: rows - 4)
        case 8...:
            (header, notice, detail, hints) = (0, rows - 2, rows - 2, rows - 1)
            body = Rect(column: 0, row: 1, columns: size.columns, rows: rows - 3)
        case 4...:
            (header, notice, detail, hints) = (0, rows - 1, rows - 1, nil)
            body = Rect(column: 0, row: 1, columns: size.columns, rows: rows - 2)
        default:
            (header, notice, detail, hints) = (nil, max(0, rows - 1), max(0, rows - 1), nil)
            body = Rect(column: 0, row: 0, columns: size.columns, rows: max(0, rows - 1))
        }
    }
}
