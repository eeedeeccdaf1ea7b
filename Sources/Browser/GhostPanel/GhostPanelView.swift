import Basics
import Frames

/// The ghost and what is nearest to it.
struct GhostPanelView {
    private let state: State
    private let panel: PanelLayout
    private let isFocused: Bool
    /// Whether it lies beside the grid, or in its place, rather than below.
    private let beside: Bool

    init(_ state: State, _ panel: PanelLayout, isFocused: Bool) {
        (self.state, self.panel, self.isFocused) = (state, panel, isFocused)
        beside = panel.ghost.row > panel.titleRow && panel.separatorColumn != nil || panel.area.row == state.lines.body.row
    }

    func draw(on canvas: inout Canvas) {
        let area = panel.area
        if let column = panel.separatorColumn {
            canvas.verticalLine(column, rows: area.row..<(area.row + area.rows))
        } else if area.row > state.lines.body.row {
            canvas.horizontalLine(0, panel.titleRow, columns: state.size.columns)
        }
        guard !state.basket.liked.isEmpty else { return drawInvitation(on: &canvas) }
        // Below the grid the labels interrupt the line that separates, which the cursor's frame leaves whole.
        let label = beside ? "nearest" : " nearest "
        var frames = panel.grid.area
        if !beside { frames = Rect(column: frames.column, row: frames.row + 1, columns: frames.columns, rows: frames.rows - 1) }
        if panel.ghost.rows > 0 {
            canvas.text(panel.ghost.column - (beside ? 0 : 1), panel.titleRow, beside ? "your ghost" : " ghost ", .dim)
        }
        canvas.text(panel.label.column - (beside ? 0 : 1), panel.label.row, label, .dim)
        drawGhost(on: &canvas)
        let matches = state.panelMatches, scroller = state.shop.panel.scroller
        if state.searches[.panel] != nil, matches.isEmpty { canvas.centred("Nothing near.", in: panel.grid.area, .dim) }
        for slot in 0..<panel.grid.capacity {
            guard let position = scroller.position(slot: slot, count: matches.count) else { break }
            let match = matches[position]
            var tile = state.tile(match.item, at: panel.grid.rect(slot: slot), isCursor: isFocused && position == scroller.cursor)
            tile.number = distanceText(match.distance)
            tile.prefersNumber = true
            state.draw(tile, &canvas, in: frames)
        }
    }

    private func drawGhost(on canvas: inout Canvas) {
        let rect = panel.ghost
        guard rect.rows > 0 else { return }
        let key = PictureKey.ghost(revision: shownRevision)
        if state.pictures.isReady(key) { canvas.place(key, in: rect) }
        let liked = counted(state.basket.liked.count, "like")
        guard beside else {
            canvas.text(rect.column, rect.row + rect.rows, liked, .dim, width: rect.columns)
            return
        }
        let column = rect.column + rect.columns + 2
        let room = panel.area.column + panel.area.columns - column - 1
        guard room >= 6 else { return }
        let taste = state.tasting.settings
        var texts = [taste.mode.rawValue, liked, "", state.metric.rawValue]
        if taste.diversity > 0 { texts.append("diversity " + fixed(taste.diversity, decimals: 1)) }
        if taste.balance != 0 { texts.append(state.balanceText) }
        for (index, text) in texts.prefix(rect.rows).enumerated() {
            canvas.text(column, rect.row + index, text, index == 0 ? .text : .dim, width: room)
        }
    }

    /// The newest ghost picture that is ready: the one before stays until the next has come.
    private var shownRevision: Int {
        let revision = state.book.revision
        return state.pictures.isReady(.ghost(revision: revision)) ? revision : state.pictures.lastGhost ?? revision
    }

    private func drawInvitation(on canvas: inout Canvas) {
        guard beside else {
            let rows = Rect(column: 0, row: panel.area.row + 1, columns: panel.area.columns, rows: max(0, panel.area.rows - 1))
            canvas.centred("Press Space on a \(state.catalog.noun) you like.", in: rows, offset: -1)
            canvas.centred("What is nearest to your taste appears here at once.", in: rows, .dim)
            return
        }
        let column = panel.label.column
        let room = panel.area.column + panel.area.columns - column - 1
        let row = panel.area.row + 1
        canvas.text(column, row, "♥", Style(.like, bold: true))
        canvas.text(column + 2, row, "Press Space on a \(state.catalog.noun)", width: room - 2)
        canvas.text(column + 2, row + 1, "you like.", width: room - 2)
        let words = ["Your ghost is the mean of what", "you like; what is nearest to it", "appears here at once."]
        for (index, text) in words.enumerated() { canvas.text(column + 2, row + 3 + index, text, .dim, width: room - 2) }
    }
}
