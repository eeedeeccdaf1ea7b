import Vectors

extension Ghost {
    /// The rank that each of some rows has under each metric, from 1: its place among all that may be found, if the list of neighbours went on
    /// to its end. So the first neighbour has rank 1, the second rank 2, ties by row as there.
    ///
    /// Under `interests` and with words, where several lists take turns, it is the place in the list that these make together. Variety and
    /// `collapsesDuplicates` choose among the nearest and count for nothing here: a rank is by distance alone.
    ///
    /// Cost: one pass over the rows, whatever is asked of it; where lists take turns, their sorting as far as the lowest of the ranks.
    ///
    /// - Parameters:
    ///   - stacks: as in `find`; all of a stack has the rank of the nearest of it.
    ///   - isWanted: asked now and then; once it says no, the answer comes early and means nothing.
    /// - Returns: by metric, the ranks by row; a row that may not be found has none.
    public func ranks(
        of rows: [Int], in index: VectorIndex, metrics: [Metric], among allowed: RowSet? = nil, folding stacks: RowStacks? = nil,
        isWanted: @Sendable () -> Bool = { true }
    ) throws(SearchError) -> [[Int: Int]] {
        guard !liked.isEmpty, !rows.isEmpty else { return metrics.map { _ in [:] } }
        let lists = try costs(in: index, metrics: metrics, among: allowed, isWanted)
        return metrics.indices.map { m in isWanted() ? ranks(of: rows, in: lists.map { $0[m] }, folding: stacks) : [:] }
    }

    /// What each row costs in each of the lists that take turns, by list, metric and row; infinite where it cannot be found.
    private func costs(
        in index: VectorIndex, metrics: [Metric], among allowed: RowSet?, _ isWanted: @Sendable () -> Bool
    ) throws(SearchError) -> [[[Double]]] {
        func costs(of groups: [[Query]]) throws(SearchError) -> [[[Double]]] {
            try index.costs(of: groups, metrics: metrics, among: allowed, excluding: excluded, isWanted: isWanted)
        }
        let queries = vectors(of: mode == .interests ? interests(in: index.table) : []).map { Query($0, balance: balance) }
        guard mode == .best else { return try costs(of: queries.map { [$0] }) }
        let likes = likedLists.map { places in places.map { queries[$0] } }
        let all = try costs(of: likes + (passed.isEmpty ? [] : [passed.map { Query($0.vector, balance: balance) }]))
        return likes.indices.map { list in
            metrics.indices.map { m in
                zip(all[list][m], passed.isEmpty ? all[list][m] : all[likes.count][m]).map { pushed($0, awayFrom: $1, metrics[m]) }
            }
        }
    }

    /// What a row costs that costs so much by the likes and so much by the passes, as `best` computes it: with distances as they are reported.
    private func pushed(_ liked: Double, awayFrom passed: Double, _ metric: Metric) -> Double {
        guard liked.isFinite else { return .infinity }
        let own = metric.distance(cost: liked), sign = metric.isScore ? -1.0 : 1.0
        guard passed.isFinite else { return sign * Double(own) }
        let other = metric.distance(cost: passed)
        return sign * Double(metric.isNearer(other, than: own) ? own + (own - other) : own)
    }

    /// The ranks in the list that some lists make by turns.
    private func ranks(of rows: [Int], in lists: [[Double]], folding stacks: RowStacks?) -> [Int: Int] {
        let stacks = stacks ?? RowStacks(rows: lists.first?.count ?? 0)
        let stackByRow = Dictionary(rows.filter { row in lists.contains { $0[row].isFinite } }.map { ($0, stacks.first(of: $0)) }) { first, _ in first
        }
        let wanted = Set(stackByRow.values)
        let ranks = lists.count == 1 ? ranks(of: wanted, in: lists[0], stacks) : ranks(of: wanted, byTurnsIn: lists, stacks)
        return stackByRow.compactMapValues { ranks[$0] }
    }

    /// The ranks of stacks, by their first rows, in one list.
    private func ranks(of wanted: Set<Int>, in costs: [Double], _ stacks: RowStacks) -> [Int: Int] {
        guard !stacks.isTrivial else { return ranks(of: Array(wanted), in: costs) }
        let nearest = representatives(of: stacks, by: costs)
        var folded = [Double](repeating: .infinity, count: costs.count)
        for row in nearest where row >= 0 { folded[row] = costs[row] }
        let ranks = ranks(of: wanted.map { nearest[$0] }.filter { $0 >= 0 }, in: folded)
        return Dictionary(wanted.compactMap { stack in ranks[nearest[stack]].map { (stack, $0) } }) { first, _ in first }
    }

    private func ranks(of wanted: Set<Int>, byTurnsIn lists: [[Double]], _ stacks: RowStacks) -> [Int: Int] {
        let own = lists.map { costs in
            let rows = representatives(of: stacks, by: costs)
            let own = ranks(of: wanted.map { rows[$0] }.filter { $0 >= 0 }, in: costs)
            return wanted.compactMap { stack in own[rows[stack]].map { (stack, $0) } }
        }
        // By the turn in which the first of the lists comes to a stack, each has given no more than so many rows as that turn has places.
        let turns = Dictionary(own.joined().map { ($0.0, $0.1) }, uniquingKeysWith: min).values.max() ?? 0
        let count = min(turns * lists.count, lists[0].count)
        let nearest = lists.map { costs in
            VectorIndex.cheapest(count, of: costs).map { Neighbor(row: $0, distance: Float(costs[$0])) }
        }
        var places: [Int: Int] = [:], seen: Set<Int> = []
        for neighbor in roundRobin(nearest, count: count).list {
            let stack = stacks.first(of: neighbor.row)
            guard seen.insert(stack).inserted else { continue }
            if wanted.contains(stack) { places[stack] = seen.count }
        }
        return places
    }

    /// The nearest row of each stack by the stack's first row; −1 where none of it may be found.
    private func representatives(of stacks: RowStacks, by costs: [Double]) -> [Int] {
        var nearest = [Int](repeating: -1, count: costs.count)
        for (row, cost) in costs.enumerated() where cost.isFinite {
            let stack = stacks.first(of: row)
            if nearest[stack] < 0 || cost < costs[nearest[stack]] { nearest[stack] = row }
        }
        return nearest
    }

    /// The ranks in one list.
    private func ranks(of rows: [Int], in costs: [Double]) -> [Int: Int] {
        let wanted = Set(rows).filter { costs[$0].isFinite }.sorted { (costs[$0], $0) < (costs[$1], $1) }
        // How many rows come behind all of the wanted but the first so many.
        var before = [Int](repeating: 0, count: wanted.count + 1)
        for (row, cost) in costs.enumerated() where cost.isFinite {
            var (low, high) = (0, wanted.count)
            while low < high {
                let middle = (low + high) / 2
                if (costs[wanted[middle]], wanted[middle]) < (cost, row) { low = middle + 1 } else { high = middle }
            }
            before[low] += 1
        }
        var rank = 0
        return Dictionary(
            wanted.enumerated().map { place, row in
                rank += before[place]
                return (row, rank)
            }
        ) { first, _ in first }
    }

    /// The metrics that must put everything in one order, whatever is looked for; none where there are fewer than two.
    ///
    /// Where all vectors x have one length, |x − q|² = |x|² + |q|² − 2x·q grows as x·q shrinks, and so does 1 − x·q / |x||q|: cosine, euclidean
    /// and dot order alike. The nearest of several likes is another by each unless these have one length too. What reckons with distances,
    /// passes under `best` and variety, is not the same by each.
    ///
    /// - Parameter hasOneLength: whether the vectors that are compared have, under the ghost's balance (`VectorIndex.hasOneLength`).
    public func equivalents(among metrics: [Metric], hasOneLength: () throws(SearchError) -> Bool) throws(SearchError) -> [Metric] {
        let candidates = metrics.filter { [.cosine, .euclidean, .dot].contains($0) }
        guard candidates.count > 1, diversity == 0, mode != .best || passed.isEmpty && likesHaveOneLength else { return [] }
        return try hasOneLength() ? candidates : []
    }

    /// Whether the liked pictures have one length under the balance.
    private var likesHaveOneLength: Bool {
        let pictures = liked.filter { !$0.isWords }, weights = weights(dimensions: liked.first?.vector.count ?? 0)
        let lengths = pictures.map { zip($0.vector, weights).reduce(0.0) { $0 + Double($1.0 * $1.1) * Double($1.0 * $1.1) } }
        return lengths.allSatisfy { abs($0 - lengths[0]) <= 1e-5 * lengths[0] }
    }
}
