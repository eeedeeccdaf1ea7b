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

    /// An item's numbers.
    subscript(item: Int) -> UnsafeMutablePointer<Float> { start + item * dimensions }
}
