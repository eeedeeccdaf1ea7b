import Engine
import Frames

/// Lines between the tiles of an open stack, so that one sees that they belong together.
struct StackBands {
    private let state: State
    private let grid: GridLayout

    init(_ state: State, _ grid: GridLayout) { (self.state, self.grid) = (state, grid) }

    func draw(on canvas: inout Canvas) {
        for slot in 0..<grid.capacity {
            guard let position = state.shop.scroller.position(slot: slot, count: state.shop.count), let stack = state.shop.window[position]?.stack,
                let place = stack.place
            else { continue }
            let rect = grid.rect(slot: slot), row = rect.row + rect.rows / 2
            let isFirst = slot % grid.columns == 0, isLast = slot % grid.columns == grid.columns - 1
            if place > 1 {
                // From the tile before it, or out of the row above.
                let start = isFirst ? max(grid.area.column, rect.column - 2) : grid.rect(slot: slot - 1).column + rect.columns
                line(start..<rect.column, row, on: &canvas)
            }
            if place < stack.count, isLast {
                let end = rect.column + rect.columns
                line(end..<min(grid.area.column + grid.area.columns, end + 2), row, on: &canvas)
            }
        }
    }

    private func line(_ columns: Range<Int>, _ row: Int, on canvas: inout Canvas) {
        canvas.text(columns.lowerBound, row, String(repeating: "━", count: columns.count), .accent)
    }
}
