import Basics
import Frames
import Testing

@testable import Browser

/// What holds for every frame: nothing outside, nothing over a picture, no picture over another, the cursor in sight.
func expectInvariants(_ state: State, _ comment: @autoclosure () -> String, sourceLocation: SourceLocation = #_sourceLocation) {
    if let fault = fault(of: view(state), state) { Issue.record("\(comment()): \(fault)", sourceLocation: sourceLocation) }
}

/// What is wrong with a frame, or nil.
func fault(of frame: Frame, _ state: State) -> String? {
    let whole = Rect(column: 0, row: 0, columns: frame.size.columns, rows: frame.size.rows)
    var covered = Array(repeating: false, count: frame.size.columns * frame.size.rows)
    for placement in frame.placements {
        let rect = placement.rect
        guard rect.columns > 0, rect.rows > 0, whole.contains(column: rect.column, row: rect.row),
            whole.contains(column: rect.column + rect.columns - 1, row: rect.row + rect.rows - 1)
        else { return "a picture leaves the frame: \(rect)" }
        for row in rect.row..<(rect.row + rect.rows) {
            for column in rect.column..<(rect.column + rect.columns) {
                let cell = row * frame.size.columns + column
                if covered[cell] { return "two pictures share a cell: \(rect)" }
                covered[cell] = true
            }
        }
    }
    for run in frame.texts {
        let width = displayWidth(run.text)
        guard run.row >= 0, run.row < frame.size.rows, run.column >= 0, run.column + width <= frame.size.columns else {
            return "a text leaves the frame: \(run)"
        }
        if run.text != sanitized(run.text) { return "a text is not sanitised: \(run)" }
        for column in run.column..<(run.column + width) where covered[run.row * frame.size.columns + column] {
            return "a text lies over a picture: \(run)"
        }
    }
    if let cursor = frame.cursor, !whole.contains(column: cursor.column, row: cursor.row) {
        return "the terminal's cursor is outside"
    }
    let grid = state.shopLayout.grid
    if state.shop.count > 0 {
        guard (0..<state.shop.count).contains(state.shop.scroller.cursor) else { return "the cursor is on no item" }
        guard (0..<grid.capacity).contains(state.shop.scroller.cursor - state.shop.scroller.first) else { return "the cursor is out of sight" }
    }
    if state.shop.scroller.first % grid.columns != 0 { return "the first item does not begin a row" }
    return nil
}
