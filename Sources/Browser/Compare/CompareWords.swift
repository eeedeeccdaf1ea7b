import Basics
import Engine
import Frames

/// The comparison in words: a line for each row, and what it has in common with the others.
extension CompareScreen {
    static func overview(in state: State) -> [String] {
        let rows = state.comparedRows
        guard !rows.allSatisfy(\.ranking.matches.isEmpty) else {
            return [query(in: state) == nil ? "Like something first, then compare." : "There is nothing to compare with."]
        }
        let count = state.compareLayout.count, agreement = Agreement(rows.map(\.ranking), k: count)
        let lines = rows.enumerated().map { place, row in
            let nearest = row.ranking.matches.prefix(count).map { "\(state.name(of: $0.item)) \(distanceText($0.distance))" }
            let common = rows.indices.filter { $0 != place }.map { other in
                "\(agreement.overlap(place, other)) with \(rows[other].word), by rank \(agreement.byRank(place, other)) percent"
            }
            let shared = common.isEmpty ? "" : " In common: \(common.joined(separator: "; "))."
            return "\(row.spokenTitle): \(nearest.joined(separator: "; ")).\(shared)"
        }
        let reason = state.equivalenceText.map { [$0.capitalizedFirst + "."] } ?? []
        return ["Comparing \(subject(of: state)), the \(count) nearest."] + reason + lines + state.placeLines
    }

    private static func subject(of state: State) -> String {
        if state.counterpartBasket != nil { return "two baskets by \(state.metric.rawValue), \(state.ownName) and \(state.counterpartName)" }
        let subject =
            state.compare.item.map { "the neighbours of \(state.name(of: $0))" } ?? "what is near to \(state.countWords(state.basket.liked))"
        return subject + (state.hasCounterpart ? " by \(state.ownName) and by \(state.counterpartName)" : "")
    }

    static func place(in state: State) -> String? {
        let rows = state.comparedRows, count = state.compareLayout.count
        guard let row = rows.at(state.compare.row), let match = state.compared(state.compare.row, state.compare.column) else { return nil }
        let place = "\(row.spokenTitle), \(state.compare.column + 1) of \(min(count, row.ranking.matches.count))"
        let kind = state.hasCounterpart ? state.counterpartBasket == nil ? "encoder" : "basket" : "metric"
        switch Agreement(rows.map(\.ranking), k: count).verdict(on: match.item.id) {
        case .all: return place + ", every \(kind) finds it"
        case .one: return place + ", this \(kind) alone finds it"
        case .some: return place
        }
    }

    static func isWaiting(in state: State) -> Bool { state.compare.ranks.isWaiting }
}

extension ComparedRow {
    /// "Cosine and euclidean".
    fileprivate var spokenTitle: String {
        if let name { return sanitized(name) }
        return joinedWords(rankings.map { $0.metric.rawValue + ($0.metric.isScore ? " score" : "") }).capitalizedFirst
    }
}
