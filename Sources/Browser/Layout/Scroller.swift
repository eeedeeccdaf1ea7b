/// A cursor in a paged grid: the item it is on and the first item on the screen.
///
/// The first item always begins a row of the grid, so that moving up and down keeps the column.
public struct Scroller: Hashable, Codable, Sendable {
    /// Position of the cursor's item.
    public internal(set) var cursor = 0
    /// Position of the item at the top left.
    public internal(set) var first = 0

    public init() {}

    /// Moves the cursor to a position, turning pages only when it leaves the one shown.
    mutating func move(to position: Int, count: Int, columns: Int, capacity: Int) {
        cursor = max(0, min(position, count - 1))
        settle(count: count, columns: columns, capacity: capacity)
    }

    /// Makes the cursor visible after a change of the grid or the number of items, moving as little as possible.
    mutating func settle(count: Int, columns: Int, capacity: Int) {
        cursor = max(0, min(cursor, count - 1))
        first = max(0, first / columns * columns)
        if cursor < first {
            let pages = (first - cursor + capacity - 1) / capacity
            first = max(0, first - pages * capacity)
        }
        if cursor >= first + capacity { first += (cursor - first) / capacity * capacity }
    }

    /// Turns a page: the whole window moves, the cursor stays at its place in it where there is an item.
    mutating func turn(pages: Int, count: Int, columns: Int, capacity: Int) {
        let slot = cursor - first
        let target = first + pages * capacity
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
        settle(count: count, columns: columns, capacity: capacity)
    }

    /// The position at a slot of the screen, if an item is there.
    func position(slot: Int, count: Int) -> Int? {
        let position = first + slot
        return position < count ? position : nil
    }
}
