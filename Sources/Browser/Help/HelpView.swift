import Frames

/// Help: every key and command, from the tables that make them work.
struct HelpView {
    private let state: State

    init(_ state: State) { self.state = state }

    func draw(on canvas: inout Canvas) {
        let layout = state.helpLayout, help = state.help
        let page = layout.page(from: help.top)
        let more = layout.rows(from: page.next)
        var left = [Piece("Help", Style(.text, bold: true), rank: 9)]
        if !help.search.isEmpty { left.append(Piece("/" + help.search, .accent, rank: 8, space: 3)) }
        state.drawHeader(&canvas, left: left, right: more > 0 ? [Piece(more == 1 ? "1 more line" : "\(more) more lines", .dim)] : [])
        if layout.count == 0 { canvas.centred("Nothing about this.", in: layout.body, .dim, isFocus: true) } else { canvas.focus(1, layout.body.row) }
        for (index, rows) in page.columns.enumerated() {
            let column = 1 + index * layout.pitch
            for (offset, row) in rows.enumerated() { draw(row, column, layout.body.row + offset, layout, on: &canvas) }
        }
        state.drawFooter(&canvas, detail: [])
    }

    private func draw(_ row: HelpLayout.Row, _ column: Int, _ line: Int, _ layout: HelpLayout, on canvas: inout Canvas) {
        let room = layout.pitch - 2
        switch row {
        case .heading(let text): canvas.text(column, line, text, Style(.accent, bold: true), width: room)
        case .entry(let keys, let text):
            canvas.text(column + 2, line, keys, width: room - 2)
            canvas.text(column + 2 + layout.keysWidth, line, text, .dim, width: room - layout.keysWidth - 2)
        case .blank: break
        }
    }
}
