import Vectors

extension Ghost {
    /// Leaves out what is near-identical to something earlier in the list. Compares all with all that stay.
    func collapsed(_ neighbors: [Neighbor], in table: VectorTable) -> [Neighbor] {
        var kept: [(neighbor: Neighbor, picture: NearIdentity)] = []
        for neighbor in neighbors {
            let picture = NearIdentity(table.vector(at: neighbor.row))
            if kept.contains(where: { $0.picture.holds(with: picture) }) { continue }
            kept.append((neighbor, picture))
        }
        return kept.map(\.neighbor)
    }

    /// Maximal marginal relevance (Carbonell and Goldstein, 1998): again and again the candidate with the least
    /// (1 − λ) · its distance from the ghost − λ · its distance from the nearest one chosen, λ being `diversity`.
    func diverse(_ pool: [Neighbor], count: Int, metric: Metric, in index: VectorIndex) throws(SearchError) -> [Neighbor] {
        let lambda = min(1, diversity)
        let sign = metric.isScore ? -1.0 : 1.0
        let rows = RowSet(universe: index.table.rows, pool.lazy.map(\.row))
        var left = pool
        var chosen: [Neighbor] = []
        var nearestChosen: [Int: Double] = [:]
        while chosen.count < count, !left.isEmpty {
            var best = (cost: Double.infinity, place: 0)
            for (place, neighbor) in left.enumerated() {
                let cost =
                    (1 - lambda) * sign * Double(neighbor.distance)
                    - (chosen.isEmpty ? 0 : lambda * nearestChosen[neighbor.row, default: 0])
                if cost < best.cost { best = (cost, place) }
            }
            let next = left.remove(at: best.place)
            chosen.append(next)
            let query = Query(index.table.vector(at: next.row), balance: balance)
            for other in try index.nearest(to: [query], metrics: [metric], count: pool.count, among: rows)[0][0] {
                nearestChosen[other.row] = min(nearestChosen[other.row] ?? .infinity, sign * Double(other.distance))
            }
        }
        return chosen
    }

    /// How much a neighbour owes to a liked item.
    public struct Reason: Hashable, Sendable {
        /// The place of the liked item in `liked`.
        public let example: Int
        /// Its share, above 0; a neighbour's shares add up to 1.
        public let share: Double
    }

    /// What each neighbour owes to which liked items, the largest share first.
    ///
    /// A liked item's share grows with its weight and shrinks with the square of its distance under the metric (inverse distance
    /// weighting, Shepard 1968); an item at distance 0 takes all. Under dot it grows with the score, where that is above 0. Distances from
    /// words count in proportion to how far pictures usually are from them and from the liked pictures.
    ///
    /// - Parameter encoded: the rows that have a vector; nil: all.
    public func reasons(
        for neighbors: [Neighbor], metric: Metric, in index: VectorIndex, among encoded: RowSet? = nil
    ) throws(SearchError) -> [[Reason]] {
        guard !liked.isEmpty, !neighbors.isEmpty else { return neighbors.map { _ in [] } }
        let rows = RowSet(universe: index.table.rows, neighbors.lazy.map(\.row))
        let lists = try index.nearest(
            to: liked.map { Query($0.vector, balance: balance) }, metrics: [metric], count: neighbors.count, among: rows)
        let scales = try metric.isScore ? nil : scalesOfWords(metric, in: index, among: encoded)
        let distances = lists.enumerated().map { place, list in
            Dictionary(list[0].map { ($0.row, Double($0.distance) * (scales?[place] ?? 1)) }) { first, _ in first }
        }
        return neighbors.map { neighbor in
            let own = distances.map { $0[neighbor.row] ?? .infinity }
            let touching = own.contains(0) && !metric.isScore
            let parts = zip(own, liked).map { distance, example in
                Double(example.weight)
                    * (metric.isScore ? max(0, distance) : touching ? (distance == 0 ? 1 : 0) : 1 / (distance * distance))
            }
            let whole = parts.reduce(0, +)
            guard whole > 0, whole.isFinite else { return [] }
            return parts.enumerated().filter { $0.element > 0 }.map { Reason(example: $0.offset, share: $0.element / whole) }
                .sorted { ($1.share, $0.example) < ($0.share, $1.example) }
        }
    }

    /// Rows that stand for all in the table.
    private static let usualRows = 64

    /// What distances from each liked example are multiplied with, so that they can be compared: 1 for pictures. Nil where all are pictures or
    /// all are words.
    private func scalesOfWords(_ metric: Metric, in index: VectorIndex, among encoded: RowSet?) throws(SearchError) -> [Double]? {
        guard liked.contains(where: \.isWords), liked.contains(where: { !$0.isWords }) else { return nil }
        let universe = index.table.rows, all = encoded?.rows ?? Array(0..<universe)
        let rows = RowSet(universe: universe, stride(from: 0, to: all.count, by: max(1, all.count / Self.usualRows)).map { all[$0] })
        let lists = try index.nearest(to: liked.map { Query($0.vector, balance: balance) }, metrics: [metric], count: universe, among: rows)
        let usual = lists.map { $0[0].reduce(0) { $0 + Double($1.distance) } }
        let ofPictures = zip(usual, liked).filter { !$1.isWords }.map(\.0)
        let mean = ofPictures.reduce(0, +) / Double(ofPictures.count)
        return zip(usual, liked).map { $1.isWords && $0 > 0 ? mean / $0 : 1 }
    }
}
