/// A row near a query, with its distance under one metric.
public struct Neighbor: Hashable, Sendable {
    /// The row of the table, counted from 0.
    public let row: Int
    /// As the metric has it: under `dot` a score, of which larger is nearer.
    public let distance: Float

    public init(row: Int, distance: Float) {
        self.row = row
        self.distance = distance
    }
}
