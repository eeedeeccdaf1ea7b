import Basics
import Vectors

/// Chooses the item that would tell most about a shopper's taste: plausible, yet far from all that is known of it.
///
/// Of a sample of what may be chosen all is plausible but the fifth that is farthest from whatever is liked. Among these the next is the one whose
/// nearest known item is farthest away (farthest-first traversal; Gonzalez 1985), where what is liked reaches farther than what was only seen:
/// what a shopper thinks of it cannot be told from what they think of others. Fewer plausible items keep to what is liked already, and
/// find other interests later (`assets/measurements.md`).
public struct Exploration: Sendable {
    /// Rows that are chosen from at most: of more, as many drawn at random, which are quicker and leave out most of what is odd.
    public static let poolSize = 4096
    /// The share of these that is plausible.
    public static let plausibleShare = 0.8
    /// What distances to liked items are multiplied with beside those to others.
    public static let likedFactor: Float = 0.8

    private let index: VectorIndex
    private let balance: [WeightedRange]
    private let pool: [Int]
    private let poolSet: RowSet
    /// The place of each row in the pool; -1 for others.
    private var placeOf: [Int32]
    /// Cosine distances to the nearest liked item, and to the nearest of the others that are known.
    private var fromLiked: [Float]
    private var fromOthers: [Float]
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
        placeOf = [Int32](repeating: -1, count: index.table.rows)
        for (place, row) in pool.enumerated() { placeOf[row] = Int32(place) }
        fromLiked = [Float](repeating: .infinity, count: pool.count)
        fromOthers = fromLiked
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
            let place = Int(placeOf[neighbor.row])
            isFound[place] = true
            if areLiked {
                fromLiked[place] = min(fromLiked[place], neighbor.distance)
            } else {
                fromOthers[place] = min(fromOthers[place], neighbor.distance)
            }
        }
        // What is near to nothing has no vector.
        for place in pool.indices where !isFound[place] { isOpen[place] = false }
    }

    /// Chooses a row no more. Precondition: the table has it.
    public mutating func leaveOut(_ row: Int) {
        let place = Int(placeOf[row])
        if place >= 0 { isOpen[place] = false }
    }

    /// The row to show next; nil where none is left. Cost: a sort of the pool.
    public var next: Int? {
        var open = pool.indices.filter { isOpen[$0] }
        if hasLikes {
            open.sort { (fromLiked[$0], $0) < (fromLiked[$1], $1) }
            open.removeLast(Int(Double(open.count) * (1 - Self.plausibleShare)))
        }
        func novelty(_ place: Int) -> Float { min(Self.likedFactor * fromLiked[place], fromOthers[place]) }
        return open.max { (novelty($0), $1) < (novelty($1), $0) }.map { pool[$0] }
    }
}
