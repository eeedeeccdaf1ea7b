/// The rows that may be among the k nearest, found from bounds alone: each row comes with the least and the most that it may
/// cost, and whoever costs at least more than k others cost at most is out.
struct Shortlist {
    struct Candidate {
        let row: UInt32
        let lower: Double
        let upper: Double
    }

    private(set) var candidates: ContiguousArray<Candidate> = []
    private(set) var cheapest = TopK(capacity: 0)
    private var roomBeforeCleaning = 0
    private(set) var ceiling = Double.infinity

    /// Begins a search for `count` rows, in the memory of the last one.
    ///
    /// - Parameter ceiling: rows that cost at least more than this are known to be out beforehand.
    mutating func begin(count: Int, ceiling: Double = .infinity) {
        candidates.removeAll(keepingCapacity: true)
        cheapest.begin(capacity: count)
        roomBeforeCleaning = 1024
        self.ceiling = ceiling
    }

    /// Rows that cost at least more than this are out: k rows are known to cost at most this.
    var limit: Double { min(ceiling, cheapest.limit) }

    /// Takes a row in unless it is out already. Says whether `limit` has come down.
    mutating func offer(_ candidate: Candidate) -> Bool {
        guard !(candidate.lower > limit) else { return false }
        if candidates.count == roomBeforeCleaning {
            let most = limit
            candidates.removeAll { $0.lower > most }
            roomBeforeCleaning = max(roomBeforeCleaning, 2 * candidates.count)
        }
        candidates.append(candidate)
        let before = limit
        cheapest.offer(cost: candidate.upper, row: candidate.row)
        return limit < before
    }
}
