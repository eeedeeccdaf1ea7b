import Basics
import Frames

/// The ghost and what is nearest to it.
extension State {
    func drawPanel(_ canvas: inout Canvas, _ panel: PanelLayout, focused: Bool) {
        let area = panel.area
        if let column = panel.separatorColumn {
            canvas.verticalLine(column, rows: area.row..<(area.row + area.rows))
        } else if area.row > lines.body.row {
            canvas.horizontalLine(0, panel.titleRow, columns: size.columns)
        }
        let beside = panel.ghost.row > panel.titleRow && panel.separatorColumn != nil || area.row == lines.body.row
        guard !basket.liked.isEmpty else { return drawInvitation(&canvas, panel, beside: beside) }
        // Below the grid the labels interrupt the line that separates, which the cursor's frame leaves whole.
        let label = beside ? "nearest" : " nearest "
        var frames = panel.grid.area
        if !beside { frames = Rect(column: frames.column, row: frames.row + 1, columns: frames.columns, rows: frames.rows - 1) }
        if panel.ghost.rows > 0 {
            canvas.text(panel.ghost.column - (beside ? 0 : 1), panel.titleRow, beside ? "your ghost" : " ghost ", .dim)
        }
        canvas.text(panel.label.column - (beside ? 0 : 1), panel.label.row, label, .dim)
        drawGhost(&canvas, panel, beside: beside)
        if searches[.panel]?.answer != nil, panelMatches.isEmpty { canvas.centred("Nothing near.", in: panel.grid.area, .dim) }
        for slot in 0..<panel.grid.capacity {
            guard let position = panelScroller.position(slot: slot, count: panelMatches.count) else { break }
            let match = panelMatches[position]
            var tile = tile(match.item, at: panel.grid.rect(slot: slot), isCursor: focused && position == panelScroller.cursor)
            tile.number = distanceText(match.distance)
            tile.prefersNumber = true
            draw(tile, &canvas, in: frames)
        }
    }

    private func drawGhost(_ canvas: inout Canvas, _ panel: PanelLayout, beside: Bool) {
        let rect = panel.ghost
        guard rect.rows > 0 else { return }
        let key = PictureKey.ghost(revision: shownGhostRevision)
        if pictures.isReady(key) { canvas.place(key, in: rect) }
        let count = basket.liked.count
        let liked = "\(grouped(count)) \(count == 1 ? "like" : "likes")"
        guard beside else {
            canvas.text(rect.column, rect.row + rect.rows, liked, .dim, width: rect.columns)
            return
        }
        let column = rect.column + rect.columns + 2
        let room = panel.area.column + panel.area.columns - column - 1
        guard room >= 6 else { return }
        var texts = [taste.mode.rawValue, liked, "", metric.rawValue]
        if taste.diversity > 0 { texts.append("diversity " + fixed(taste.diversity, decimals: 1)) }
        if taste.balance != 0 { texts.append(balanceText) }
        for (index, text) in texts.prefix(rect.rows).enumerated() {
            canvas.text(column, rect.row + index, text, index == 0 ? .text : .dim, width: room)
        }
    }

    /// The newest ghost picture that is ready: the one before stays until the next has come.
    var shownGhostRevision: Int {
        pictures.isReady(.ghost(revision: book.revision)) ? book.revision : pictures.lastGhost ?? book.revision
    }

    private func drawInvitation(_ canvas: inout Canvas, _ panel: PanelLayout, beside: Bool) {
        guard beside else {
            let rows = Rect(column: 0, row: panel.area.row + 1, columns: panel.area.columns, rows: max(0, panel.area.rows - 1))
            canvas.centred("Press Space on a \(catalog.noun) you like.", in: rows, offset: -1)
            canvas.centred("What is nearest to your taste appears here at once.", in: rows, .dim)
            return
        }
        let column = panel.label.column
        let room = panel.area.column + panel.area.columns - column - 1
        let row = panel.area.row + 1
        canvas.text(column, row, "♥", Style(.like, bold: true))
        canvas.text(column + 2, row, "Press Space on a \(catalog.noun)", width: room - 2)
        canvas.text(column + 2, row + 1, "you like.", width: room - 2)
        let words = ["Your ghost is the mean of what", "you like; what is nearest to it", "appears here at once."]
        for (index, text) in words.enumerated() { canvas.text(column + 2, row + 3 + index, text, .dim, width: room - 2) }
    }
}
