import Frames

/// Help: every key and command, from the tables that make them work.
extension State {
    func drawHelp(_ canvas: inout Canvas) {
        let lines = helpLines
        let body = self.lines.body
        let more = max(0, lines.count - help.top - body.rows)
        var left = [Piece("Help", Style(.text, bold: true), rank: 9)]
        if !help.search.isEmpty { left.append(Piece("/" + help.search, .accent, rank: 8, space: 3)) }
        drawHeader(&canvas, left: left, right: more > 0 ? [Piece("\(more) more lines", .dim)] : [])
        if lines.isEmpty { canvas.centred("Nothing about this.", in: body, .dim) }
        let keysWidth = min(26, max(8, size.columns / 3))
        for (index, line) in lines.dropFirst(help.top).prefix(body.rows).enumerated() {
            let row = body.row + index
            switch line {
            case .heading(let text): canvas.text(1, row, text, Style(.accent, bold: true))
            case .entry(let keys, let text):
                canvas.text(3, row, clipped(keys, to: keysWidth - 1))
                canvas.text(3 + keysWidth, row, text, .dim)
            case .blank: break
            }
        }
        drawFooter(&canvas, detail: [])
    }
}
