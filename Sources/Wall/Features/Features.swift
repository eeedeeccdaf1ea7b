/// What items are compared by while they are sorted: a few numbers each (`Projection`).
final class Features {
    let count: Int
    /// Numbers of each item.
    let dimensions: Int
    /// Item after item.
    let start: UnsafeMutablePointer<Float>

    /// All 0 to begin with.
    init(count: Int, dimensions: Int) {
        (self.count, self.dimensions) = (count, dimensions)
        start = .allocate(capacity: max(1, count * dimensions))
        start.initialize(repeating: 0, count: max(1, count * dimensions))
    }

    deinit { start.deallocate() }

    /// Puts items into another order, in place: item `order[i]` becomes item `i`.
    ///
    /// Precondition: each item is there once.
    func reorder(_ order: [Int32]) {
        var isDone = [Bool](repeating: false, count: count)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: dimensions) { first in
            for start in 0..<count where !isDone[start] { followCycle(from: start, order, &isDone, first.baseAddress!) }
        }
    }

    private func followCycle(from start: Int, _ order: [Int32], _ isDone: inout [Bool], _ first: UnsafeMutablePointer<Float>) {
        first.initialize(from: self[start], count: dimensions)
        var at = start
        while true {
            isDone[at] = true
            let next = Int(order[at])
            if next == start { break }
            self[at].update(from: self[next], count: dimensions)
            at = next
        }
        self[at].update(from: first, count: dimensions)
    }

    /// An item's numbers.
    subscript(item: Int) -> UnsafeMutablePointer<Float> { start + item * dimensions }
}
