/// A row near a query, with its distance under one metric.
public struct Neighbor: Hashable, Sendable {
    public let row: Int
    public let distance: Float

    public init(row: Int, distance: Float) {
        self.row = row
        self.distance = distance
    }
}
