import Basics
import Vectors

/// Items on a grid while they are being sorted, with what the grid looks like from farther away.
///
/// Whoever works on it holds it alone; what it does on several threads, it does to places apart, so that the number of threads changes nothing.
final class Board {
    let shape: GridShape
    /// Numbers of each item.
    let dimensions: Int
    /// The item at each place.
    let items: UnsafeMutablePointer<Int32>
    /// What is at each place: `dimensions` numbers, place after place.
    let features: UnsafeMutablePointer<Float>
    /// The same blurred.
    let blurred: UnsafeMutablePointer<Float>
    /// Sums along rows, the last of which is as long as the others.
    private let between: UnsafeMutablePointer<Float>
    let threads: Int

    /// Whose memory `features` is.
    private let owner: Features

    /// - Parameters:
    ///   - features: taken over, and put into the places' order.
    ///   - order: the item at each place.
    init(_ features: Features, shape: GridShape, order: [Int32], threads: Int) {
        precondition(order.count == shape.count && features.count == shape.count)
        features.reorder(order)
        owner = features
        (self.shape, self.threads) = (shape, threads)
        dimensions = features.dimensions
        items = .allocate(capacity: max(1, shape.count))
        let size = max(1, shape.count * dimensions)
        self.features = features.start
        blurred = .allocate(capacity: size)
        let sums = max(1, shape.rows * shape.columns * dimensions)
        between = .allocate(capacity: sums)
        items.initialize(from: order, count: order.count)
        blurred.initialize(repeating: 0, count: size)
        between.initialize(repeating: 0, count: sums)
    }

    deinit {
        items.deallocate()
        blurred.deallocate()
        between.deallocate()
    }

    /// The items in the order of their places.
    var order: [Int32] { Array(UnsafeBufferPointer(start: items, count: shape.count)) }

    /// Makes each place of `blurred` the mean of the features that are at most `radius` columns and rows away. Cost: linear, whatever the radius.
    func blur(radius: Int) {
        nonisolated(unsafe) let board = self
        Workers.run(shape.rows, chunk: max(1, min(16, shape.rows / threads)), threads: threads) { rows in
            for row in rows { board.addAcross(row: row, radius) }
        }
        let columns = shape.columns
        Workers.run(columns, chunk: max(1, min(64, columns / threads)), threads: threads) { columns in
            board.addDown(columns.lowerBound * board.dimensions..<columns.upperBound * board.dimensions, radius)
        }
    }

    /// Sums along a row, from `features` into `between`.
    private func addAcross(row: Int, _ radius: Int) {
        let width = shape.width(ofRow: row), start = row * shape.columns * dimensions
        withUnsafeTemporaryAllocation(of: Float.self, capacity: dimensions) { sums in
            addAcross(features + start, to: between + start, sums.baseAddress!, width, radius)
        }
    }

    private func addAcross(
        _ source: UnsafeMutablePointer<Float>, to out: UnsafeMutablePointer<Float>, _ sums: UnsafeMutablePointer<Float>, _ width: Int, _ radius: Int
    ) {
        sums.initialize(repeating: 0, count: dimensions)
        for column in 0..<min(radius, width) { add(source + column * dimensions, to: sums, dimensions) }
        for column in 0..<shape.columns {
            let first = column - radius - 1, last = column + radius
            if last < width { add(source + last * dimensions, to: sums, dimensions) }
            if first >= 0, first < width { subtract(source + first * dimensions, from: sums, dimensions) }
            (out + column * dimensions).update(from: sums, count: dimensions)
        }
    }

    /// Means of those sums down some columns' numbers, from `between` into `blurred`.
    private func addDown(_ range: Range<Int>, _ radius: Int) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: range.count) { sums in addDown(range, sums.baseAddress!, radius) }
    }

    private func addDown(_ range: Range<Int>, _ sums: UnsafeMutablePointer<Float>, _ radius: Int) {
        let stride = shape.columns * dimensions, rows = shape.rows
        let start = between + range.lowerBound
        sums.initialize(repeating: 0, count: range.count)
        for row in 0..<min(radius, rows) { add(start + row * stride, to: sums, range.count) }
        for row in 0..<rows {
            if row + radius < rows { add(start + (row + radius) * stride, to: sums, range.count) }
            if row > radius { subtract(start + (row - radius - 1) * stride, from: sums, range.count) }
            mean(sums, range, row, radius, max(0, min(range.count, shape.width(ofRow: row) * dimensions - range.lowerBound)))
        }
    }

    private func mean(_ sums: UnsafeMutablePointer<Float>, _ range: Range<Int>, _ row: Int, _ radius: Int, _ filled: Int) {
        let out = blurred + row * shape.columns * dimensions + range.lowerBound
        for start in stride(from: 0, to: filled, by: dimensions) {
            let scale = 1 / Float(places(around: (range.lowerBound + start) / dimensions, row, radius))
            for at in start..<start + dimensions { out[at] = sums[at] * scale }
        }
    }

    /// How many places there are at most `radius` columns and rows away.
    private func places(around column: Int, _ row: Int, _ radius: Int) -> Int {
        let left = max(0, column - radius), right = min(shape.columns, column + radius + 1)
        let top = max(0, row - radius), bottom = min(shape.rows, row + radius + 1)
        guard bottom == shape.rows else { return (right - left) * (bottom - top) }
        let last = max(0, min(right, shape.width(ofRow: shape.rows - 1)) - left)
        return (right - left) * (bottom - top - 1) + last
    }

    @inline(__always) private func add(_ numbers: UnsafeMutablePointer<Float>, to sums: UnsafeMutablePointer<Float>, _ count: Int) {
        for at in 0..<count { sums[at] += numbers[at] }
    }

    @inline(__always) private func subtract(_ numbers: UnsafeMutablePointer<Float>, from sums: UnsafeMutablePointer<Float>, _ count: Int) {
        for at in 0..<count { sums[at] -= numbers[at] }
    }
}
