/// Who goes where at the least cost, exactly: the linear assignment problem by shortest augmenting paths (Jonker and Volgenant 1987), after a
/// reduction that gives most their place at once. Keeps its memory between problems.
final class Assignment {
    private let capacity: Int
    /// The costs of the next problem, row after row: `costs[row * size + column]`.
    let costs: UnsafeMutablePointer<Float>
    /// The column that each row has got.
    let columnOf: UnsafeMutablePointer<Int32>
    private let rowOf: UnsafeMutablePointer<Int32>
    private let price: UnsafeMutablePointer<Float>
    private let distance: UnsafeMutablePointer<Float>
    private let before: UnsafeMutablePointer<Int32>
    /// Columns: those that are done, then those that are open.
    private let order: UnsafeMutablePointer<Int32>

    /// For problems of up to `capacity` rows and columns.
    init(capacity: Int) {
        self.capacity = capacity
        costs = .allocate(capacity: capacity * capacity)
        columnOf = .allocate(capacity: capacity)
        rowOf = .allocate(capacity: capacity)
        price = .allocate(capacity: capacity)
        distance = .allocate(capacity: capacity)
        before = .allocate(capacity: capacity)
        order = .allocate(capacity: capacity)
    }

    deinit {
        costs.deallocate()
        columnOf.deallocate()
        rowOf.deallocate()
        price.deallocate()
        distance.deallocate()
        before.deallocate()
        order.deallocate()
    }

    /// Solves the problem whose costs have been set, `size` x `size`. Costs that are no finite numbers count as more than all others.
    ///
    /// Cost: size³ at most, about size² where most get what they would choose.
    func solve(_ size: Int) {
        precondition(size <= capacity)
        makeFinite(size)
        reduce(size)
        for _ in 0..<2 { reduceFreeRows(size) }
        for row in 0..<size where columnOf[row] < 0 { augment(from: row, size) }
    }

    private func makeFinite(_ size: Int) {
        var sum: Float = 0
        for place in 0..<size * size { sum += costs[place] - costs[place] }
        guard !(sum == 0) else { return }
        var (least, most) = (Float.infinity, -Float.infinity)
        for place in 0..<size * size where costs[place].isFinite {
            least = min(least, costs[place])
            most = max(most, costs[place])
        }
        if least > most { (least, most) = (0, 0) }
        // Far enough from the others, and near enough that adding costs up loses nothing.
        let worst = most + max(1, (most - least) * Float(size))
        for place in 0..<size * size where !costs[place].isFinite { costs[place] = worst }
    }

    /// Prices columns at their cheapest row, and gives each row its cheapest column that is still free.
    private func reduce(_ size: Int) {
        for column in 0..<size {
            price[column] = costs[column]
            rowOf[column] = -1
        }
        for row in 1..<max(1, size) {
            let costs = costs + row * size
            for column in 0..<size where costs[column] < price[column] { price[column] = costs[column] }
        }
        for row in 0..<size {
            columnOf[row] = -1
            let costs = costs + row * size
            var (least, best) = (Float.infinity, 0)
            for column in 0..<size {
                let reduced = costs[column] - price[column]
                if reduced < least { (least, best) = (reduced, column) }
            }
            // Only where nobody could do better is a choice final.
            if rowOf[best] < 0 {
                rowOf[best] = Int32(row)
                columnOf[row] = Int32(best)
            }
        }
    }

    /// Lets each row that has no column take its cheapest one, from another row where need be, and lowers that column's price until the
    /// second cheapest would do as well; a row that has lost its column goes on in the same way.
    private func reduceFreeRows(_ size: Int) {
        guard size > 1 else { return }
        // Prices that fall by next to nothing would be lowered for ever.
        var steps = 4 * size
        for start in 0..<size {
            var row = start
            while columnOf[row] < 0, steps > 0 {
                steps -= 1
                let costs = costs + row * size
                var (first, second, best, next) = (Float.infinity, Float.infinity, 0, 0)
                for column in 0..<size {
                    let reduced = costs[column] - price[column]
                    if reduced < second {
                        if reduced < first {
                            (second, next) = (first, best)
                            (first, best) = (reduced, column)
                        } else {
                            (second, next) = (reduced, column)
                        }
                    }
                }
                var column = best
                let isCheaper = first < second
                if isCheaper { price[column] -= second - first } else if rowOf[column] >= 0 { column = next }
                let loser = Int(rowOf[column])
                rowOf[column] = Int32(row)
                columnOf[row] = Int32(column)
                guard loser >= 0 else { break }
                columnOf[loser] = -1
                // Where two columns are as cheap as each other, the rows would only take them from one another.
                guard isCheaper else { break }
                row = loser
            }
        }
    }

    /// The shortest path over which a row that has no column gets one, those on it moving on by one (Dijkstra over reduced costs).
    private func augment(from free: Int, _ size: Int) {
        let first = costs + free * size
        for column in 0..<size {
            distance[column] = first[column] - price[column]
            before[column] = Int32(free)
            order[column] = Int32(column)
        }
        var (done, least, end) = (0, Float(0), -1)
        while true {
            var at = done
            least = distance[Int(order[done])]
            for place in done + 1..<max(done + 1, size) where distance[Int(order[place])] < least {
                (least, at) = (distance[Int(order[place])], place)
            }
            let column = Int(order[at])
            (order[at], order[done]) = (order[done], Int32(column))
            done += 1
            let row = Int(rowOf[column])
            if row < 0 {
                end = column
                break
            }
            let costs = costs + row * size, own = costs[column] - price[column] - least
            for place in done..<size {
                let column = Int(order[place]), through = costs[column] - price[column] - own
                if through < distance[column] {
                    distance[column] = through
                    before[column] = Int32(row)
                }
            }
        }
        for place in 0..<done - 1 {
            let column = Int(order[place])
            price[column] += distance[column] - least
        }
        while true {
            let row = Int(before[end])
            rowOf[end] = Int32(row)
            let next = Int(columnOf[row])
            columnOf[row] = Int32(end)
            if row == free { break }
            end = next
        }
    }
}
