/// The reference of sorting: as slow and as plain as it is defined, all places assigned at once and exactly. For small grids; what is fast is
/// held against it.
package enum PlainSorting {
    /// Arranges vectors by linear assignment sorting as it was published (LAS; Barthel et al. 2022): at each step the grid is blurred, and all
    /// items are assigned to all places at the least total of squared distances.
    ///
    /// - Parameter order: the item at each place to begin with.
    /// - Cost: some steps of count³.
    package static func sort(_ vectors: [[Float]], shape: GridShape, order: [Int], shrinking: Double = 0.95) -> [Int] {
        var order = order, radius = 0.5 * Double(max(shape.columns, shape.rows))
        while radius > 0.5 {
            let grid = blurred(order.map { vectors[$0] }, shape: shape, radius: max(1, Int(radius.rounded())))
            let costs = order.map { item in grid.map { place in zip(vectors[item], place).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) } }
            }
            let places = assign(costs)
            let before = order
            for (at, place) in places.enumerated() { order[place] = before[at] }
            radius *= shrinking
        }
        return order
    }

    /// For each place the mean of the vectors at most `radius` columns and rows away.
    package static func blurred(_ vectors: [[Float]], shape: GridShape, radius: Int) -> [[Float]] {
        (0..<shape.count).map { place in
            let own = shape.position(place)
            let near = (0..<shape.count).filter { other in
                let (column, row) = shape.position(other)
                return abs(column - own.column) <= radius && abs(row - own.row) <= radius
            }
            return vectors[place].indices.map { number in
                Float(near.reduce(0.0) { $0 + Double(vectors[$1][number]) } / Double(near.count))
            }
        }
    }

    /// The column of each row at the least total cost (the Hungarian method, with potentials). Cost: count³.
    package static func assign(_ costs: [[Double]]) -> [Int] {
        let count = costs.count
        // Counted from 1, so that 0 is none.
        var rowPrice = [Double](repeating: 0, count: count + 1), columnPrice = rowPrice
        var rowOf = [Int](repeating: 0, count: count + 1), before = rowOf
        for row in 1..<max(1, count + 1) {
            rowOf[0] = row
            var column = 0
            var least = [Double](repeating: .infinity, count: count + 1), isDone = [Bool](repeating: false, count: count + 1)
            repeat {
                isDone[column] = true
                let row = rowOf[column]
                var (step, next) = (Double.infinity, 0)
                for other in 1...count where !isDone[other] {
                    let reduced = costs[row - 1][other - 1] - rowPrice[row] - columnPrice[other]
                    if reduced < least[other] { (least[other], before[other]) = (reduced, column) }
                    if least[other] < step { (step, next) = (least[other], other) }
                }
                for other in 0...count {
                    if isDone[other] {
                        rowPrice[rowOf[other]] += step
                        columnPrice[other] -= step
                    } else {
                        least[other] -= step
                    }
                }
                column = next
            } while rowOf[column] != 0
            while column != 0 {
                rowOf[column] = rowOf[before[column]]
                column = before[column]
            }
        }
        var columns = [Int](repeating: 0, count: count)
        for column in 1..<max(1, count + 1) { columns[rowOf[column] - 1] = column - 1 }
        return columns
    }
}
