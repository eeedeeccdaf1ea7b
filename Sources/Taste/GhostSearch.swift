import Vectors

extension Ghost {
    /// What a ghost finds under one metric.
    public struct Found: Hashable, Sendable {
        public var neighbors: [Neighbor]
        /// For each neighbour, the place of the interest that it was found for; all 0 but under `interests`.
        public var interests: [Int]
    }

    /// The items nearest to the ghost under each metric, exactly: those of `find`.
    public func neighbors(
        in index: VectorIndex, metrics: [Metric], count: Int, among allowed: RowSet? = nil
    ) throws(SearchError) -> [[Neighbor]] {
        try find(in: index, metrics: metrics, count: count, among: allowed).found.map(\.neighbors)
    }

    /// The items nearest to the ghost under each metric, exactly, and what they were found for.
    ///
    /// Nearest first, but for `interests` (in turns, nearest first for each of them) and `diversity` (by marginal relevance). A
    /// neighbour's distance is that from the vector it was found by; under `best` it includes the push.
    ///
    /// - Parameters:
    ///   - count: how many neighbours to find; fewer only when there are fewer.
    ///   - allowed: the only rows that may be found; nil: all.
    ///   - stacks: of each that is not single the nearest row stands for all; nil: rows count one by one.
    /// - Returns: the interests, none but under the mode of that name, and what was found under each metric; nothing when nothing is liked.
    public func find(
        in index: VectorIndex, metrics: [Metric], count: Int, among allowed: RowSet? = nil, folding stacks: RowStacks? = nil
    ) throws(SearchError) -> (interests: [Interests.Group], found: [Found]) {
        guard !liked.isEmpty, count > 0 else { return ([], metrics.map { _ in Found(neighbors: [], interests: []) }) }
        let rows = index.table.rows
        let groups = mode == .interests ? interests(in: index.table) : []
        let queries = vectors(of: groups).map { Query($0, balance: balance) }
        // Choosing needs a choice: a pool that grows until enough is left, or nothing else can come.
        let spare = min(count, stacks.map { rows - $0.count } ?? 0)
        var pool = (diversity > 0 ? max(4 * count, 50) : collapsesDuplicates ? 2 * count : count) + spare
        var results = [Found?](repeating: nil, count: metrics.count)
        while true {
            let open = metrics.indices.filter { results[$0] == nil }
            let candidates = try candidates(for: queries, in: index, metrics: open.map { metrics[$0] }, count: min(pool, rows), allowed)
            for (place, m) in open.enumerated() {
                var (list, origins) = candidates[place]
                var exhausted = list.count < pool
                if let stacks, !stacks.isTrivial {
                    list = folded(list, stacks)
                    exhausted = exhausted || list.count == stacks.count
                }
                if collapsesDuplicates { list = collapsed(list, in: index.table) }
                guard list.count >= count || exhausted else { continue }
                let chosen =
                    diversity > 0
                    ? try diverse(list, count: count, metric: metrics[m], in: index) : Array(list.prefix(count))
                results[m] = Found(neighbors: chosen, interests: chosen.map { origins[$0.row] ?? 0 })
            }
            if results.allSatisfy({ $0 != nil }) { return (groups, results.map { $0! }) }
            pool *= stacks == nil ? 2 : 4
        }
    }

    /// Of each stack the first in a list.
    private func folded(_ neighbors: [Neighbor], _ stacks: RowStacks) -> [Neighbor] {
        var seen: Set<Int> = []
        return neighbors.filter { seen.insert(stacks.first(of: $0.row)).inserted }
    }

    /// The rows that are no further than a distance from the nearest of the vectors that are searched for, the examples' own among them; for a
    /// score, those that have at least as much.
    ///
    /// Cost: the distances of all rows, sorted.
    public func rows(within distance: Float, _ metric: Metric, in index: VectorIndex, among allowed: RowSet? = nil) throws(SearchError) -> RowSet {
        let rows = index.table.rows
        var found = RowSet(universe: rows)
        guard !liked.isEmpty else { return found }
        var ghost = self
        ghost.includesExamples = true
        let queries = ghost.vectors(of: mode == .interests ? interests(in: index.table) : []).map { Query($0, balance: balance) }
        let lists =
            mode == .best
            ? try ghost.best(queries, in: index, metrics: [metric], count: rows, allowed)
            : try index.nearest(to: queries, metrics: [metric], count: rows, among: allowed).map { $0[0] }
        for neighbor in lists.joined() where !metric.isNearer(distance, than: neighbor.distance) { found.insert(neighbor.row) }
        return found
    }

    /// For each metric the nearest rows, and for those of several queries the place of the one that each was found by.
    private func candidates(
        for queries: [Query], in index: VectorIndex, metrics: [Metric], count: Int, _ allowed: RowSet?
    ) throws(SearchError) -> [(list: [Neighbor], origins: [Int: Int])] {
        if mode == .best {
            let lists = try likedLists.map { (examples) throws(SearchError) in
                try best(examples.map { queries[$0] }, in: index, metrics: metrics, count: count, allowed)
            }
            return metrics.indices.map { m in (roundRobin(lists.map { $0[m] }, count: count).list, [:]) }
        }
        // Of several lists only the beginnings are taken, so no more is searched for until one of them has been used up.
        var reach = queries.count > 1 ? min(count, 3 * count / (2 * queries.count) + 1) : count
        while true {
            let lists = try index.nearest(to: queries, metrics: metrics, count: reach, among: allowed, excluding: excluded)
            let merged = metrics.indices.map { m in roundRobin(lists.map { $0[m] }, count: count) }
            let goesOn = metrics.indices.contains { m in merged[m].usedUp.contains { lists[$0][m].count == reach } }
            if reach == count || !goesOn { return merged.map { ($0.list, $0.origins) } }
            reach = min(count, 2 * reach)
        }
    }

    /// The places of the likes whose nearest counts under `best`: of all pictures together, and of each of the words.
    var likedLists: [[Int]] {
        let pictures = liked.indices.filter { !liked[$0].isWords }, words = liked.indices.filter { liked[$0].isWords }
        return (pictures.isEmpty ? [] : [Array(pictures)]) + words.map { [$0] }
    }

    var excluded: Set<Int> { includesExamples ? [] : Set((liked + passed).compactMap(\.row)) }

    /// `best`, exactly: the push only adds, so who is not among the nearest by liking alone costs at least as much as the last
    /// of these; they are fetched until that is more than the last result costs. So it does not depend on how many are wanted which of
    /// several come first that cost the same.
    private func best(
        _ queries: [Query], in index: VectorIndex, metrics: [Metric], count: Int, _ allowed: RowSet?
    ) throws(SearchError) -> [[Neighbor]] {
        var results: [[Neighbor]] = []
        for metric in metrics {
            var reach = passed.isEmpty ? count + 1 : 2 * count
            while true {
                let lists = try index.nearest(to: queries, metrics: [metric], count: reach, among: allowed, excluding: excluded)
                let nearest = nearest(of: lists.map { $0[0] }, metric, count: reach)
                let pushed = try push(nearest, metric, in: index)
                let complete = nearest.count < reach
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

    /// One from each list in turn, each row once; for each row the place of its list; and the lists of which nothing is left.
    func roundRobin(_ lists: [[Neighbor]], count: Int) -> (list: [Neighbor], origins: [Int: Int], usedUp: [Int]) {
        if lists.count == 1 { return (lists[0], [:], [0]) }
        var origins: [Int: Int] = [:]
        var merged: [Neighbor] = []
        var next = lists.map { $0[...] }
        while merged.count < count && next.contains(where: { !$0.isEmpty }) {
            for i in next.indices where merged.count < count {
                while let neighbor = next[i].popFirst() {
                    guard origins[neighbor.row] == nil else { continue }
                    origins[neighbor.row] = i
                    merged.append(neighbor)
                    break
                }
            }
        }
        return (merged, origins, next.indices.filter { next[$0].isEmpty })
    }
}
