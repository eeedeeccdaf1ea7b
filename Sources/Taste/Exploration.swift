import Basics
import Vectors

/// Chooses the item that would tell most about a shopper's taste: plausible, yet far from all that is known of it.
///
/// Of a sample of what may be chosen, the half that is nearer to what is liked is plausible. Among these the next is the one whose nearest known
/// item, liked, passed or seen already, is farthest away (farthest-first traversal; Gonzalez 1985): what a shopper thinks of it cannot be told from
/// what they think of others. A smaller share of plausible items keeps to what is liked already, and finds other interests later
/// (`assets/measurements.md`).
public struct Exploration: Sendable {
    /// Rows that are chosen from at most: of more, as many drawn at random, which are quicker and leave out most of what is odd.
    public static let poolSize = 4096
    /// The share of these that is plausible.
    public static let plausibleShare = 0.5

    private let index: VectorIndex
    private let balance: [WeightedRange]
    private let pool: [Int]
    private let poolSet: RowSet
    private var placeOf: [Int: Int]
    /// Cosine distances to the nearest liked and to the nearest known item.
    private var fromLiked: [Float]
    private var fromKnown: [Float]
    private var isOpen: [Bool]
    private var hasLikes = false

    /// - Parameters:
    ///   - allowed: the only rows that may be chosen; nil: all.
    ///   - balance: the parts of a vector that do not count 1.
    ///   - seed: of the sample.
    public init(in index: VectorIndex, among allowed: RowSet? = nil, balance: [WeightedRange] = [], seed: UInt64 = 1) {
        var random = SplitMix(seed)
        (self.index, self.balance) = (index, balance)
        let rows = allowed?.rows ?? Array(0..<index.table.rows)
        pool = (rows.count > Self.poolSize ? random.sample(Self.poolSize, of: rows) : rows).sorted()
        poolSet = RowSet(universe: index.table.rows, pool)
        placeOf = [Int: Int](minimumCapacity: pool.count)
        for (place, row) in pool.enumerated() { placeOf[row] = place }
        fromLiked = [Float](repeating: .infinity, count: pool.count)
        fromKnown = fromLiked
        isOpen = [Bool](repeating: true, count: pool.count)
    }

    /// Takes in what a shopper thinks of some items. Those are not chosen. Cost: their distances to the pool.
    public mutating func note(_ examples: [Example], areLiked: Bool) throws(SearchError) {
        guard !examples.isEmpty, !pool.isEmpty else { return }
        hasLikes = hasLikes || areLiked
        for row in examples.compactMap(\.row) { leaveOut(row) }
        let lists = try index.nearest(
            to: examples.map { Query($0.vector, balance: balance) }, metrics: [.cosine], count: pool.count, among: poolSet)
        var isFound = [Bool](repeating: false, count: pool.count)
        for neighbor in lists.joined().joined() {
            guard let place = placeOf[neighbor.row] else { continue }
            isFound[place] = true
            fromKnown[place] = min(fromKnown[place], neighbor.distance)
            if areLiked { fromLiked[place] = min(fromLiked[place], neighbor.distance) }
        }
        // What is near to nothing has no vector.
        for place in pool.indices where !isFound[place] { isOpen[place] = false }
    }

    /// Chooses a row no more.
    public mutating func leaveOut(_ row: Int) { if let place = placeOf[row] { isOpen[place] = false } }

    /// The row to show next; nil where none is left. Cost: a sort of the pool.
    public var next: Int? {
        let open = pool.indices.filter { isOpen[$0] }
        let plausible =
            hasLikes
            ? open.sorted { (fromLiked[$0], $0) < (fromLiked[$1], $1) }.prefix(max(1, Int((Double(open.count) * Self.plausibleShare).rounded(.up))))
            : open[...]
        return plausible.max { (fromKnown[$0], $1) < (fromKnown[$1], $0) }.map { pool[$0] }
    }
}
