import Basics
import Engine
import Taste

/// How far rankings agree on their first k neighbours.
struct Agreement {
    let k: Int
    private let lists: [[ExactText]]
    private let sets: [Set<ExactText>]

    init(_ rankings: [Ranking], k: Int) {
        self.k = k
        lists = rankings.map { $0.matches.prefix(k).map { ExactText($0.item.id) } }
        sets = lists.map(Set.init)
    }

    /// Neighbours that two rankings share.
    func overlap(_ a: Int, _ b: Int) -> Int { sets[a].intersection(sets[b]).count }

    /// How alike two rankings are from the front, in percent: the average overlap. Rankings that differ are never said to be wholly alike.
    func byRank(_ a: Int, _ b: Int) -> Int {
        let share = averageOverlap(lists[a], lists[b])
        return share < 1 ? min(99, Int((share * 100).rounded())) : 100
    }

    /// Whether every metric, or only one, finds an item.
    func verdict(on id: String) -> Verdict {
        let finders = sets.count { $0.contains(id) }
        return sets.count < 2 ? .some : finders == sets.count ? .all : finders == 1 ? .one : .some
    }

    enum Verdict { case all, some, one }
}
