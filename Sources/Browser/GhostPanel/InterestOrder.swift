import Basics
import Engine

extension Interest {
    /// The place of the interest that has the most likes in common with this one, or nil where none has any.
    func nearest(among others: [Interest]) -> Int? {
        let ids = Set(likes.map { ExactText($0.item) })
        let counts = others.map { $0.likes.count { ids.contains(ExactText($0.item)) } }
        return counts.max().flatMap { $0 > 0 ? counts.firstIndex(of: $0) : nil }
    }
}

extension Ranking {
    /// The same with its interests in the order of those before, as far as they have likes in common; the others follow.
    func keepingOrder(of before: [Interest]) -> Ranking {
        var order: [Int] = []
        for interest in before {
            let rest = interests.indices.filter { !order.contains($0) }
            if let place = interest.nearest(among: rest.map { interests[$0] }) { order.append(rest[place]) }
        }
        order += interests.indices.filter { !order.contains($0) }
        guard order != Array(interests.indices) else { return self }
        var kept = self
        kept.interests = order.map { interests[$0] }
        for place in matches.indices { kept.matches[place].interest = order.firstIndex(of: matches[place].interest) ?? 0 }
        return kept
    }
}
