import Vectors

extension Ghost {
    /// The items nearest to the ghost under each metric, exactly.
    ///
    /// Nearest first, but for `interests` (in turns) and `diversity` (by marginal relevance). A neighbour's distance is that from
    /// the vector it was found by; under `best` it includes the push.
    ///
    /// - Parameters:
    ///   - count: how many neighbours to find; fewer only when there are fewer.
    ///   - allowed: the only rows that may be found; nil: all.
    /// - Returns: a list for each metric; empty lists when nothing is liked.
    public func neighbors(
        in index: VectorIndex, metrics: [Metric], count: Int, among allowed: RowSet? = nil
    ) throws(SearchError) -> [[Neighbor]] {
        guard !liked.isEmpty, count > 0 else { return metrics.map { _ in [] } }
        let rows = index.table.rows
        // Choosing needs a choice: a pool that grows until enough is left.
        var pool = diversity > 0 ? max(4 * count, 50) : collapsesDuplicates ? 2 * count : count
        var results = [[Neighbor]?](repeating: nil, count: metrics.count)
        while true {
            let open = metrics.indices.filter { results[$0] == nil }
            let found = try candidates(in: index, metrics: open.map { metrics[$0] }, count: min(pool, rows), allowed)
            for (place, m) in open.enumerated() {
                var list = found[place]
                let exhausted = list.count < pool
                if collapsesDuplicates { list = collapsed(list, in: index.table) }
                guard list.count >= count || exhausted else { continue }
                results[m] =
                    diversity > 0
                    ? try diverse(list, count: count, metric: metrics[m], in: index) : Array(list.prefix(count))
            }
            if results.allSatisfy({ $0 != nil }) { return results.map { $0! } }
            pool *= 2
        }
    }

    private func candidates(
        in index: VectorIndex, metrics: [Metric], count: Int, _ allowed: RowSet?
    ) throws(SearchError) -> [[Neighbor]] {
        if mode == .best { return try best(in: index, metrics: metrics, count: count, allowed) }
        let lists = try index.nearest(
            to: vectors(in: index.table).map { Query($0, balance: balance) }, metrics: metrics, count: count, among: allowed,
            excluding: excluded)
        return metrics.indices.map { m in roundRobin(lists.map { $0[m] }, count: count) }
    }

    var excluded: Set<Int> { includesExamples ? [] : Set((liked + passed).compactMap(\.row)) }

    /// `best`, exactly: the push only adds, so who is not among the nearest by liking alone costs at least as much as the last
    /// of these; they are fetched until that is more than the last result costs.
    private func best(
        in index: VectorIndex, metrics: [Metric], count: Int, _ allowed: RowSet?
    ) throws(SearchError) -> [[Neighbor]] {
        let queries = liked.map { Query($0.vector, balance: balance) }
        var results: [[Neighbor]] = []
        for metric in metrics {
            var reach = passed.isEmpty ? count : 2 * count
            while true {
                let lists = try index.nearest(to: queries, metrics: [metric], count: reach, among: allowed, excluding: excluded)
                let nearest = nearest(of: lists.map { $0[0] }, metric, count: reach)
                let pushed = try push(nearest, metric, in: index)
                let complete = nearest.count < reach || passed.isEmpty
                if complete
                    || pushed.count >= count && !metric.isNearer(nearest[reach - 1].distance, than: pushed[count - 1].distance)
                        && nearest[reach - 1].distance != pushed[count - 1].distance
                {
                    results.append(Array(pushed.prefix(count)))
                    break
                }
                reach *= 2
            }
        }
        return results
    }

    /// Of several lists, each row once, with its best distance.
    private func nearest(of lists: [[Neighbor]], _ metric: Metric, count: Int) -> [Neighbor] {
        var best: [Int: Float] = [:]
        for neighbor in lists.joined() {
            if let known = best[neighbor.row], !metric.isNearer(neighbor.distance, than: known) { continue }
            best[neighbor.row] = neighbor.distance
        }
        return Array(sorted(best.map { Neighbor(row: $0.key, distance: $0.value) }, metric).prefix(count))
    }

    /// Adds to each distance by how much the nearest passed item is nearer.
    private func push(_ neighbors: [Neighbor], _ metric: Metric, in index: VectorIndex) throws(SearchError) -> [Neighbor] {
        guard !passed.isEmpty, !neighbors.isEmpty else { return neighbors }
        let rows = RowSet(universe: index.table.rows, neighbors.lazy.map(\.row))
        let lists = try index.nearest(
            to: passed.map { Query($0.vector, balance: balance) }, metrics: [metric], count: neighbors.count, among: rows)
        let nearestPassed = Dictionary(
            nearest(of: lists.map { $0[0] }, metric, count: .max).map { ($0.row, $0.distance) }
        ) { first, _ in first }
        return sorted(
            neighbors.map { neighbor in
                guard let passed = nearestPassed[neighbor.row], metric.isNearer(passed, than: neighbor.distance) else {
                    return neighbor
                }
                return Neighbor(row: neighbor.row, distance: neighbor.distance + (neighbor.distance - passed))
            }, metric)
    }

    private func sorted(_ neighbors: [Neighbor], _ metric: Metric) -> [Neighbor] {
        neighbors.sorted {
            metric.isNearer($0.distance, than: $1.distance) || ($0.distance == $1.distance && $0.row < $1.row)
        }
    }

    /// One from each list in turn, each row once.
    private func roundRobin(_ lists: [[Neighbor]], count: Int) -> [Neighbor] {
        if lists.count == 1 { return lists[0] }
        var seen = Set<Int>()
        var merged: [Neighbor] = []
        var next = lists.map { $0[...] }
        while merged.count < count && next.contains(where: { !$0.isEmpty }) {
            for i in next.indices {
                while let neighbor = next[i].popFirst() {
                    guard seen.insert(neighbor.row).inserted else { continue }
                    merged.append(neighbor)
                    break
                }
            }
        }
        return Array(merged.prefix(count))
    }
}
