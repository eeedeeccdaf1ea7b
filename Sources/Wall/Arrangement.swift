import Vectors

/// Items on a grid by likeness: which item is at which place.
public struct Arrangement: Hashable, Sendable {
    /// Its rows and columns, every place of which is taken.
    public let shape: GridShape
    /// The item at each place: a number below `shape.count`, each once.
    public let items: [Int32]

    /// - Precondition: as many items as places.
    public init(shape: GridShape, items: [Int32]) {
        precondition(shape.count == items.count, "\(items.count) items on \(shape.count) places")
        (self.shape, self.items) = (shape, items)
    }

    /// The place of each item.
    public var places: [Int32] {
        var places = [Int32](repeating: 0, count: items.count)
        for (place, item) in items.enumerated() { places[Int(item)] = Int32(place) }
        return places
    }

    /// Whether each item is there once.
    public var isWhole: Bool {
        var seen = [Bool](repeating: false, count: items.count)
        for item in items {
            guard item >= 0, Int(item) < seen.count, !seen[Int(item)] else { return false }
            seen[Int(item)] = true
        }
        return true
    }
}
