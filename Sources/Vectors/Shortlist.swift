/// The rows that may be among the k nearest, found from bounds alone: each row comes with the least and the most that it may
/// cost, and whoever costs at least more than k others cost at most is out.
struct Shortlist {
    struct Candidate {
        let row: UInt32
        let lower: Double
        let upper: Double
    }

    private(set) var candidates: ContiguousArray<Candidate> = []
    private var cheapest: TopK
    private var roomBeforeCleaning = 1024

    private let ceiling: Double

    /// - Parameter ceiling: rows that cost at least more than this are known to be out beforehand.
    init(count: Int, ceiling: Double = .infinity) {
        cheapest = TopK(capacity: count)
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

    /// The limit that several shortlists over different rows imply together.
    static func limit(of lists: [Shortlist], count: Int) -> Double {
        var cheapest = TopK(capacity: count)
        for list in lists {
            for entry in list.cheapest.entries { cheapest.offer(cost: entry.cost, row: entry.row) }
        }
        return lists.reduce(cheapest.limit) { min($0, $1.ceiling) }
    }

    /// What remains of several shortlists over different rows, the most promising first.
    static func merged(_ lists: [Shortlist], count: Int) -> [Candidate] {
        let limit = limit(of: lists, count: count)
        return lists.flatMap { $0.candidates.lazy.filter { !($0.lower > limit) } }
            .sorted { ($0.lower, $0.row) < ($1.lower, $1.row) }
    }
}
