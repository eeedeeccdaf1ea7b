/// Finds which rows of a table are near-identical to an earlier one.
///
/// A row's leader is the first row before it that it is near-identical to and that has no leader itself. So all that has one leader is
/// within one reach of it, and nothing chains: a long row of pictures, each near-identical to the next, does not become one. It is
/// also what leaving out near-identical pictures of a list does.
public enum NearIdenticalRows {
    /// Comparisons of places after which it is given up: seconds of them, of vectors that lie so near to each other that they tell little apart.
    private static let mostComparisons = 1 << 31

    /// Each row's leader; its own number where it has none.
    ///
    /// Exact: two unit vectors are at least as far apart as their places along a few orthogonal directions, so that only those that
    /// are near there are compared in full; they are looked up in a grid of four of the directions.
    ///
    /// Cost: one pass over the table, and a few hundred places compared for each row of usual tables.
    ///
    /// - Parameters:
    ///   - allowed: the only rows that count; nil: all.
    ///   - isCancelled: asked now and then.
    /// - Returns: nil where it was cancelled or given up, or rows were overwritten meanwhile.
    public static func leaders(in table: VectorTable, among allowed: RowSet? = nil, isCancelled: () -> Bool = { false }) -> [Int32]? {
        try? table.reading { () throws(SearchError) in try found(in: table, allowed, isCancelled) }
    }

    private static func found(in table: VectorTable, _ allowed: RowSet?, _ isCancelled: () -> Bool) throws(SearchError) -> [Int32]? {
        let version = table.settle()
        func isWanted(_ row: Int) -> Bool { allowed?.contains(row) ?? true }
        let projection = Projection(of: table, where: isWanted)
        var lengths = [Double](repeating: 0, count: table.rows), places: [SIMD16<Float>] = []
        places.reserveCapacity(table.rows)
        try table.windows(where: { isWanted($0) && !isCancelled() }) { window, rows in
            for row in window {
                if row % 4096 == 0, isCancelled() { return }
                if isWanted(row) { lengths[row] = NearIdentity.length(of: rows.buffer(row)) }
                places.append(lengths[row] > 0 ? projection.place(of: rows.buffer(row), length: lengths[row]) : SIMD16())
            }
        }
        guard places.count == table.rows else { return nil }
        var leaders = (0..<table.rows).map { Int32(truncatingIfNeeded: $0) }
        var grid = LeaderGrid(reach: reach(dimensions: table.dimensions)), comparisons = 0, whole = 0
        for row in places.indices where lengths[row] > 0 {
            // A place has sixteen numbers, and is compared by as many of them at once as a vector is in four steps.
            if row % 256 == 0, isCancelled() || comparisons + whole / 4 > mostComparisons { return nil }
            let found = grid.first(near: places[row], comparisons: &comparisons) { other in
                whole += table.dimensions
                guard !table.isDistant || (try? table.bring([other, row])) != nil else { return false }
                let product = NearIdentity.product(table.buffer(other), table.buffer(row))
                return NearIdentity.holds(product: product, lengths[other], lengths[row])
            }
            if let found { leaders[row] = Int32(truncatingIfNeeded: found) } else { grid.insert(row, at: places[row]) }
        }
        return table.settle() == version && table.failure == nil ? leaders : nil
    }

    /// How far places of near-identical vectors can be apart: of unit vectors |a − b|² is twice the cosine distance; and as much again as
    /// places may be rounded.
    private static func reach(dimensions: Int) -> Float {
        let rounding = 8 * Float(dimensions) * Float.ulpOfOne
        return Float((2 * NearIdentity.distance).squareRoot()) * 1.001 + rounding
    }
}

/// Places of leaders, in the cells of a grid.
private struct LeaderGrid {
    private struct Leaders {
        /// Ascending.
        var rows: [Int32] = []
        var places: [SIMD16<Float>] = []
    }

    private let reach: Float
    private var numbers: [SIMD4<Int32>: Int] = [:]
    private var cells: [Leaders] = []

    init(reach: Float) { self.reach = reach }

    /// The cell that a place lies in: twice as wide as the reach, so that what is near lies in no more than two along each direction.
    /// A place that is no number, or far off, as vectors have that are rewritten meanwhile, lies in the middle.
    private func cell(_ place: SIMD16<Float>) -> SIMD4<Int32> {
        let cell = (place.lowHalf.lowHalf / (2 * reach)).rounded(.down)
        return SIMD4<Int32>(cell.replacing(with: 0, where: .!((cell .< 1e9) .& (cell .> -1e9))))
    }

    mutating func insert(_ row: Int, at place: SIMD16<Float>) {
        let cell = cell(place)
        let number = numbers[cell] ?? cells.count
        if number == cells.count {
            numbers[cell] = number
            cells.append(Leaders())
        }
        cells[number].rows.append(Int32(truncatingIfNeeded: row))
        cells[number].places.append(place)
    }

    /// The first leader within reach of a place that is near-identical.
    func first(near place: SIMD16<Float>, comparisons: inout Int, where isNear: (Int) -> Bool) -> Int? {
        let low = cell(place - reach), high = cell(place + reach)
        var best: Int?
        for corner in 0..<16 {
            var cell = low
            for axis in 0..<4 where corner >> axis & 1 == 1 { cell[axis] = high[axis] }
            // Where both ends lie in one cell, that is looked at once.
            if (0..<4).contains(where: { corner >> $0 & 1 == 1 && low[$0] == high[$0] }) { continue }
            guard let number = numbers[cell] else { continue }
            comparisons += cells[number].rows.count
            if let found = first(in: number, near: place, before: best ?? .max, where: isNear) { best = found }
        }
        return best
    }

    private func first(in number: Int, near place: SIMD16<Float>, before limit: Int, where isNear: (Int) -> Bool) -> Int? {
        let limitSquare = reach * reach
        for (index, other) in cells[number].places.enumerated() {
            let difference = other - place
            guard (difference * difference).sum() <= limitSquare else { continue }
            let row = Int(cells[number].rows[index])
            if row >= limit { return nil }
            if isNear(row) { return row }
        }
        return nil
    }
}
