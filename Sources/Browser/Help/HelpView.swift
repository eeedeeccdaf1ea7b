import Frames

/// Help: every key and command, from the tables that make them work.
struct HelpView {
    private let state: State

    init(_ state: State) { self.state = state }

    func draw(on canvas: inout Canvas) {
        let lines = state.helpLines, help = state.help, capacity = state.helpCapacity
        let body = state.lines.body
        let more = max(0, lines.count - help.top - capacity)
        let width = state.size.columns / state.helpColumns
        var left = [Piece("Help", Style(.text, bold: true), rank: 9)]
        if !help.search.isEmpty { left.append(Piece("/" + help.search, .accent, rank: 8, space: 3)) }
        state.drawHeader(&canvas, left: left, right: more > 0 ? [Piece("\(more) more lines", .dim)] : [])
        if lines.isEmpty { canvas.centred("Nothing about this.", in: body, .dim) }
        let keysWidth = min(26, max(8, width / 3))
        for (index, line) in lines.dropFirst(help.top).prefix(capacity).enumerated() {
            let row = body.row + index % body.rows
            let column = 1 + index / body.rows * width
            let room = width - 2
            switch line {
            case .heading(let text): canvas.text(column, row, text, Style(.accent, bold: true), width: room)
            case .entry(let keys, let text):
                canvas.text(column + 2, row, keys, width: min(keysWidth - 1, room - 2))
                canvas.text(column + 2 + keysWidth, row, text, .dim, width: room - keysWidth - 2)
            case .blank: break
            }
        }
        state.drawFooter(&canvas, detail: [])
    }
}
