/// A grid whose places are all taken: every row is full, but for the last one, which may end early. Place `column + columns * row`.
public struct GridShape: Hashable, Sendable {
    /// Places that there are.
    public let count: Int
    /// Places in each row but the last.
    public let columns: Int

    /// How many times as wide as high a grid is unless asked otherwise, in places: about what a terminal is whose places are 3x2 cells.
    public static let aspect = 1.6

    /// Precondition: `count >= 0`, `columns > 0`.
    public init(count: Int, columns: Int) {
        precondition(count >= 0 && columns > 0, "a grid of \(count) places in \(columns) columns")
        (self.count, self.columns) = (count, columns)
    }

    /// The grid for so many items, `aspect` times as wide as high.
    public init(count: Int, aspect: Double = GridShape.aspect) {
        self.init(count: count, columns: max(1, min(count, Int((Double(count) * aspect).squareRoot().rounded(.up)))))
    }

    /// Rows, the last one included.
    public var rows: Int { (count + columns - 1) / columns }

    /// Places in a row; 0 outside the grid.
    public func width(ofRow row: Int) -> Int { max(0, min(columns, count - row * columns)) }

    /// The column and the row of a place.
    public func position(_ place: Int) -> (column: Int, row: Int) { (place % columns, place / columns) }
}
