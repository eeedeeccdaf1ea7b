import Vectors

/// The plain twins of the fast kernels: what they compute, written so that one sees that it is right. Slow.
public enum Reference {
    /// A metric's distance between two vectors, in double, number by number; dimension i is scaled by `weights[i]`.
    public static func distance(_ metric: Metric, _ a: [Float], _ b: [Double], weights: [Double]? = nil) -> Double {
        var dot = 0.0
        var normA = 0.0
        var normB = 0.0
        var squares = 0.0
        var absolutes = 0.0
        for i in a.indices {
            let w = weights?[i] ?? 1
            if w == 0 { continue }
            let (x, y) = (w * Double(a[i]), w * b[i])
            dot += x * y
            normA += x * x
            normB += y * y
            squares += (x - y) * (x - y)
            absolutes += abs(x - y)
        }
        guard normA.isFinite else { return .nan }
        switch metric {
        case .cosine: return normA == 0 || normB == 0 ? 1 : max(0, 1 - dot / (normA * normB).squareRoot())
        case .euclidean: return squares.squareRoot()
        case .manhattan: return absolutes
        case .dot: return dot
        case .hamming: preconditionFailure("hamming compares with a table's medians, so it has no distance of two vectors")
        }
    }

    /// The nearest rows by computing and sorting all distances.
    public static func nearest(
        in table: VectorTable, to query: Query, metric: Metric, count: Int, excluding: Set<Int> = []
    ) -> [(row: Int, distance: Double)] {
        var weights = [Double](repeating: 1, count: table.dimensions)
        for part in query.balance {
            for i in part.range { weights[i] = Double(part.weight) }
        }
        let sign = metric.isScore ? -1.0 : 1
        return (0..<table.rows)
            .filter { !excluding.contains($0) }
            .map { (row: $0, distance: distance(metric, table.vector(at: $0), query.vector, weights: weights)) }
            .filter { $0.distance.isFinite }
            .sorted { ($0.distance * sign, $0.row) < ($1.distance * sign, $1.row) }
            .prefix(max(0, count)).map { $0 }
    }

    /// For each row the first one before it that it is near-identical to and that has no such row itself; its own where there is none.
    public static func leaders(in table: VectorTable) -> [Int32] {
        var leaders: [Int32] = []
        for row in 0..<table.rows {
            let own = table.vector(at: row), other = own.map(Double.init)
            let leader = (0..<row).first { before in
                let vector = table.vector(at: before)
                // Of a zero vector or one with NaN the distance is 1 or none.
                return leaders[before] == before && own.allSatisfy(\.isFinite) && distance(.cosine, vector, other) < 1e-3
            }
            leaders.append(Int32(leader ?? row))
        }
        return leaders
    }
}
