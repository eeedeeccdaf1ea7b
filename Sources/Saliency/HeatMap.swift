/// How much each place of a picture counts, as a grid over the picture or a part of it.
public struct HeatMap: Hashable, Sendable {
    /// Columns.
    public let width: Int
    /// Rows.
    public let height: Int
    /// Row after row, 0...1; the largest is 1 unless all are 0.
    public let values: [Float]
    /// What a value of 1 stands for; 0 where all values are.
    public let peak: Float

    /// The map of some shares, row after row: what counts against the whole, and what is no number, is 0; the largest is 1.
    ///
    /// Precondition: there are as many shares as places, and at least one.
    public init(width: Int, height: Int, shares: [Float]) {
        precondition(width > 0 && height > 0 && shares.count == width * height, "a heat map has a share for each place")
        let peak = shares.lazy.filter(\.isFinite).max().map { max($0, 0) } ?? 0
        (self.width, self.height, self.peak) = (width, height, peak)
        values = shares.map { peak > 0 && $0 > 0 && $0.isFinite ? $0 / peak : 0 }
    }

    /// Whether no place counts for anything.
    public var isEmpty: Bool { peak == 0 }

    /// The value at a point of the map, both coordinates 0...1, bilinear between the places' centres; 0 outside.
    public func value(atX x: Double, y: Double) -> Float {
        guard (0...1).contains(x), (0...1).contains(y) else { return 0 }
        let column = min(max(0, x * Double(width) - 0.5), Double(width - 1)), row = min(max(0, y * Double(height) - 0.5), Double(height - 1))
        let left = Int(column), top = Int(row)
        let right = min(width - 1, left + 1), bottom = min(height - 1, top + 1)
        let (byColumn, byRow) = (Float(column - Double(left)), Float(row - Double(top)))
        let upper = values[top * width + left] * (1 - byColumn) + values[top * width + right] * byColumn
        let lower = values[bottom * width + left] * (1 - byColumn) + values[bottom * width + right] * byColumn
        return upper * (1 - byRow) + lower * byRow
    }
}
