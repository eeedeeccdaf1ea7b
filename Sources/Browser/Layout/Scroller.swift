import Frames

/// A cursor in a paged grid: the item it is on and the first item on the screen.
///
/// The first item always begins a row of the grid (or a page, where places are taken), so that moving up and down keeps the column. `count` is the number of items.
struct Scroller: Hashable {
    /// Position of the cursor's item.
    var cursor = 0
    /// Position of the item at the top left.
    var first = 0

    /// Moves the cursor to a position, turning pages only when it leaves the one shown.
    mutating func move(to position: Int, in grid: GridLayout, count: Int) {
        cursor = max(0, min(position, count - 1))
        settle(in: grid, count: count)
    }

    mutating func move(_ movement: Movement, in grid: GridLayout, count: Int) {
        let columns = grid.columns
        switch movement {
        case .left: move(to: cursor - 1, in: grid, count: count)
        case .right: move(to: cursor + 1, in: grid, count: count)
        case .up where cursor >= columns: move(to: cursor - columns, in: grid, count: count)
        case .down where cursor + columns < count: move(to: cursor + columns, in: grid, count: count)
        case .down where cursor / columns < (count - 1) / columns: move(to: count - 1, in: grid, count: count)
        case .up, .down: break
        case .pageUp: turn(pages: -1, in: grid, count: count)
        case .pageDown: turn(pages: 1, in: grid, count: count)
        case .first: move(to: 0, in: grid, count: count)
        case .last: move(to: count - 1, in: grid, count: count)
        }
    }

    /// Makes the cursor visible after a change of the grid or the number of items, moving as little as possible.
    mutating func settle(in grid: GridLayout, count: Int) {
        let capacity = grid.capacity
        cursor = max(0, min(cursor, count - 1))
        first = max(0, first / grid.step * grid.step)
        if cursor < first {
            let pages = (first - cursor + capacity - 1) / capacity
            first = max(0, first - pages * capacity)
        }
        if cursor >= first + capacity { first += (cursor - first) / capacity * capacity }
    }

    /// Turns a page: the whole window moves, the cursor stays at its place in it where there is an item.
    mutating func turn(pages: Int, in grid: GridLayout, count: Int) {
        let slot = cursor - first
        let target = first + pages * grid.capacity
        if target < 0 {
            if first == 0 { cursor = 0 }
            first = 0
            cursor = min(cursor, slot)
        } else if target < count {
            first = target
            cursor = target + slot
        } else {
            cursor = count - 1
        }
        settle(in: grid, count: count)
    }

    /// Scrolls by rows; the cursor keeps its place on the screen where it can.
    mutating func scroll(rows: Int, in grid: GridLayout, count: Int) {
        let columns = grid.columns
        let last = max(0, (count - 1) / columns * columns - grid.capacity + columns)
        let target = max(0, min(first + rows * columns, max(first, last)))
        cursor += target - first
        first = target
        settle(in: grid, count: count)
    }

    /// The position at a slot of the screen, if an item is there.
    func position(slot: Int, count: Int) -> Int? {
        let position = first + slot
        return position < count ? position : nil
    }

    /// The position at a cell, if an item is there.
    func position(at cell: Cell, in grid: GridLayout, count: Int) -> Int? {
        grid.slot(at: cell).flatMap { position(slot: $0, count: count) }
    }
}
