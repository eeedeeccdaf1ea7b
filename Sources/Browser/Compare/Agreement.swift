import Basics
import Engine

/// How far rankings agree on their first k neighbours.
struct Agreement {
    let k: Int
    private let sets: [Set<ExactText>]

    init(_ rankings: [Ranking], k: Int) {
        self.k = k
        sets = rankings.map { Set($0.matches.prefix(k).map { ExactText($0.item.id) }) }
    }

    /// Neighbours that two rankings share.
    func overlap(_ a: Int, _ b: Int) -> Int { sets[a].intersection(sets[b]).count }

    /// Whether every metric, or only one, finds an item.
    func verdict(on id: String) -> Verdict {
        let finders = sets.count { $0.contains(id) }
        return sets.count < 2 ? .some : finders == sets.count ? .all : finders == 1 ? .one : .some
    }

    enum Verdict { case all, some, one }
}
