import Vectors

/// The interests that a basket consists of: groups of liked items that are like each other.
///
/// Ward's method (1963) on the vectors' directions: every item starts as a group of its own, and the two groups whose union
/// costs least (w₁w₂/(w₁+w₂) · the squared distance of their centres, by how much it raises the sum of squares) are joined, again
/// and again. It ends when joining would cost more than to join two random items of the catalog, which is half the mean squared
/// distance of these: what is no more alike than chance is no one interest. There are at most five interests; beyond that,
/// joining goes on.
///
/// Each interest is searched for by the centroid of its members, as if it were a basket of its own, so that a basket of one
/// interest is searched for as `centroid` does; its medoid is the liked item that stands for it. Searching for medoids instead
/// was worse: they carry all that is accidental in one item. Precision@10 of baskets of 3, 5 and 10 likes of one / two / three
/// kinds in a sample shop of 8,000 by vitrine-tee, means of 540 baskets of each sort, and that of the kind served worst:
///
///     kinds of          one centroid                   interests' medoids             interests' centroids
///     prints, mean      0.47 / 0.32 / 0.31             0.54 / 0.56 / 0.60             0.57 / 0.56 / 0.60
///     prints, worst     0.47 / 0.09 / 0.03             0.54 / 0.30 / 0.17             0.57 / 0.34 / 0.21
///     colours, mean     0.78 / 0.60 / 0.53             0.35 / 0.36 / 0.41             0.52 / 0.45 / 0.45
///     colours, worst    0.78 / 0.27 / 0.12             0.35 / 0.16 / 0.09             0.52 / 0.26 / 0.16
///
/// Time grows with the cube of the number of liked items: milliseconds for a hundred.
public struct Interests: Hashable, Sendable {
    /// One interest.
    public struct Group: Hashable, Sendable {
        /// Places in the list of examples, ascending.
        public let members: [Int]
        /// The member with the least weighted sum of distances to the others, which stands for the group.
        public let medoid: Int
        /// The sum of its members' weights.
        public let weight: Double
    }

    /// The heaviest first; of equal ones, the one that was begun first.
    public let groups: [Group]

    static let most = 5

    /// - Parameter spread: the mean squared distance of two random items' directions.
    public init(of examples: [Example], spread: Double) {
        let directions = examples.map(\.vector.direction)
        var clusters = examples.indices.map { (members: [$0], weight: Double(examples[$0].weight)) }
        let distances = Self.squaredDistances(directions)
        var centerDistances = distances
        while clusters.count > 1 {
            var best = (cost: Double.infinity, i: 0, j: 1)
            for i in clusters.indices {
                for j in clusters.indices.dropFirst(i + 1) {
                    let (a, b) = (clusters[i].weight, clusters[j].weight)
                    let cost = a * b / (a + b) * centerDistances[i][j]
                    if cost < best.cost { best = (cost, i, j) }
                }
            }
            let (i, j) = (best.i, best.j)
            if clusters.count <= Self.most && best.cost > spread / 2 { break }
            // The squared distance from the centre of a union follows from those of its two halves (Lance and Williams, 1967).
            let (a, b) = (clusters[i].weight, clusters[j].weight)
            for k in clusters.indices where k != i && k != j {
                let joined = (a * centerDistances[i][k] + b * centerDistances[j][k]) / (a + b) - a * b * centerDistances[i][j] / ((a + b) * (a + b))
                centerDistances[i][k] = max(0, joined)
                centerDistances[k][i] = centerDistances[i][k]
            }
            clusters[i] = (members: (clusters[i].members + clusters[j].members).sorted(), weight: a + b)
            clusters.remove(at: j)
            centerDistances.remove(at: j)
            for k in centerDistances.indices { centerDistances[k].remove(at: j) }
        }
        groups = clusters.map { cluster in
            let medoid = cluster.members.min { a, b in
                Self.cost(of: a, cluster.members, examples, distances) < Self.cost(of: b, cluster.members, examples, distances)
            }
            return Group(members: cluster.members, medoid: medoid!, weight: cluster.weight)
        }.sorted { ($1.weight, $0.members[0]) < ($0.weight, $1.members[0]) }
    }

    private static func cost(of candidate: Int, _ members: [Int], _ examples: [Example], _ squaredDistances: [[Double]]) -> Double {
        members.reduce(0) { $0 + Double(examples[$1].weight) * squaredDistances[candidate][$1].squareRoot() }
    }

    private static func squaredDistances(_ vectors: [[Float]]) -> [[Double]] {
        var all = vectors.map { _ in [Double](repeating: 0, count: vectors.count) }
        for i in vectors.indices {
            for j in 0..<i {
                all[i][j] = squaredDistance(vectors[i], vectors[j])
                all[j][i] = all[i][j]
            }
        }
        return all
    }

    /// The mean squared distance of two items' directions, from 256 pairs of rows, always the same ones. 0 to 4.
    ///
    /// - Parameter rows: those that count; nil: all.
    public static func spread(of table: VectorTable, among rows: RowSet? = nil) -> Double {
        guard table.rows > 1, rows?.isEmpty != true else { return 0 }
        let pairs = 256
        // Not `SplitMix`: the figures above, and which likes are one interest, rest on these very pairs.
        var random: UInt64 = 1
        func row() -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var row = Int((random >> 33) % UInt64(table.rows))
            while let rows, !rows.contains(row) { row = (row + 1) % table.rows }
            return row
        }
        let drawn = (0..<2 * pairs).map { _ in row() }
        table.prefetch(drawn)
        let sum = (0..<pairs).reduce(0.0) { sum, pair in
            sum + squaredDistance(table.vector(at: drawn[2 * pair]).direction, table.vector(at: drawn[2 * pair + 1]).direction)
        }
        return sum / Double(pairs)
    }
}

/// Σ(aᵢ − bᵢ)² in double, in four sums, because an addition must wait for the one before it.
func squaredDistance(_ a: [Float], _ b: [Float]) -> Double {
    precondition(a.count == b.count, "\(a.count) and \(b.count) numbers")
    return a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
            var sums = SIMD4<Double>()
            let whole = a.count / 4 * 4
            for i in stride(from: 0, to: whole, by: 4) {
                let x = SIMD4<Double>(SIMD4<Float>(a[i], a[i + 1], a[i + 2], a[i + 3]))
                let y = SIMD4<Double>(SIMD4<Float>(b[i], b[i + 1], b[i + 2], b[i + 3]))
                sums += (x - y) * (x - y)
            }
            for i in whole..<a.count {
                let difference = Double(a[i]) - Double(b[i])
                sums[0] += difference * difference
            }
            return sums.sum()
        }
    }
}
