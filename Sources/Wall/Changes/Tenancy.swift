/// A grid whose places are let and given up one after another: those on the way move on by one place, so that nobody ends up far from where they
/// were, and only the last row ends early.
struct Tenancy {
    let columns: Int
    /// The item at each place; -1 where one has gone.
    private(set) var items: [Int32]
    /// Whether a place has another item than before.
    private(set) var isChanged: [Bool]
    /// Places that are free, ascending.
    private(set) var free: [Int]

    /// - Parameter items: -1 for each that is gone.
    init(_ items: [Int32], columns: Int) {
        (self.items, self.columns) = (items, columns)
        isChanged = [Bool](repeating: false, count: items.count)
        free = items.indices.filter { items[$0] < 0 }
    }

    private mutating func set(_ item: Int32, at place: Int) {
        items[place] = item
        isChanged[place] = true
    }

    /// Moves what lies between a free place and another by one place, so that the other becomes free: along a row and a column, of which the last
    /// row, which may be short, is left first and entered last.
    private mutating func move(free place: Int, to end: Int) {
        var at = place
        func step(to next: Int, _ tenancy: inout Tenancy) -> Int {
            tenancy.set(tenancy.items[next], at: at)
            return next
        }
        let isLast = place / columns == (items.count - 1) / columns
        for isAcross in isLast ? [false, true] : [true, false] {
            if isAcross {
                while at % columns != end % columns { at = step(to: at + (at % columns < end % columns ? 1 : -1), &self) }
            } else {
                while at / columns != end / columns { at = step(to: at + (at < end ? columns : -columns), &self) }
            }
        }
    }

    /// Lets an item in where another stands, or next to it: the nearest free place is filled from there, or the last row grows.
    mutating func add(_ item: Int32, at place: Int) {
        func steps(_ other: Int) -> Int { abs(other % columns - place % columns) + abs(other / columns - place / columns) }
        if let at = free.indices.min(by: { steps(free[$0]) < steps(free[$1]) }) {
            move(free: free.remove(at: at), to: place)
        } else {
            items.append(-1)
            isChanged.append(true)
            move(free: items.count - 1, to: place)
        }
        set(item, at: place)
    }

    /// Fills the places that are left free from below, until only the last row is shorter.
    mutating func close() {
        for row in Set(free.map { $0 / columns }).sorted(by: >) {
            // Nothing in the rows below is free any more.
            while let place = items.indices[(row * columns)...].prefix(columns).first(where: { items[$0] < 0 }) {
                if row * columns + columns >= items.count { closeLastRow(from: place) } else { fill(place) }
            }
        }
        free = []
    }

    private mutating func closeLastRow(from place: Int) {
        let kept = items[place...].filter { $0 >= 0 }
        for (at, item) in kept.enumerated() { set(item, at: place + at) }
        shorten(to: place + kept.count)
    }

    private mutating func shorten(to count: Int) {
        items.removeLast(items.count - count)
        isChanged.removeLast(isChanged.count - count)
    }

    private mutating func fill(_ place: Int) {
        let end = items.count - 1
        var at = place
        while at + columns <= end {
            set(items[at + columns], at: at)
            at += columns
        }
        if at / columns < end / columns {
            // The last row does not reach below: along this row to where it does.
            while at % columns > end % columns {
                set(items[at - 1], at: at)
                at -= 1
            }
            set(items[end], at: at)
        } else {
            while at < end {
                set(items[at + 1], at: at)
                at += 1
            }
        }
        shorten(to: end)
    }
}
